"""Time is drawn to scale, from decades to hours, and zooming keeps the middle."""

from datetime import UTC, datetime, timedelta

import pytest

from aande_alert.drawings.axis import LONGEST, SHORTEST, Axis, Window, ticks
from tests.drawings.pell import WINDOW, moment


def a_window(since: str, days: float) -> Window:
    return Window(moment(since), moment(since) + timedelta(days=days))


@pytest.mark.parametrize(
    ("since", "days", "marks"),
    [
        ("2026-05-01", 233, ["May-2026", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        ("2026-11-22", 1, ["22-Nov 00:00", "03:00", "06:00"]),
        ("2026-11-01", 13, ["02-Nov-2026", "04-Nov", "06-Nov"]),
        ("2026-11-20", 60, ["23-Nov-2026", "30-Nov", "07-Dec"]),
        ("2025-01-01", 1000, ["Jan-2025", "Apr", "Jul", "Oct", "Jan-2026", "Apr"]),
        ("1990-06-01", 365 * 60, ["1995", "2000", "2005"]),
    ],
)  # fmt: skip
def test_marks_suit_the_stretch_of_time(since: str, days: float, marks: list[str]) -> None:
    assert [tick.words for tick in ticks(Axis(a_window(since, days), 236, 754))][: len(marks)] == marks


def test_marks_stand_where_their_moment_is_also_on_the_day_the_clocks_change() -> None:
    axis = Axis(a_window("2026-10-24 12:00", 2), 0, 960)
    for tick in ticks(axis):
        assert axis.x(axis.at(tick.x)) == pytest.approx(tick.x, abs=0.01)
    noon = next(tick for tick in ticks(axis) if tick.words == "12:00")
    assert axis.at(noon.x) == datetime(2026, 10, 25, 12, tzinfo=UTC)


def test_the_first_mark_in_view_names_the_year_even_where_more_is_drawn() -> None:
    wide = Axis(a_window("2026-01-01", 360), 0, 1200)
    named = [tick.words for tick in ticks(wide, named_from=400) if tick.named]
    assert named == ["May-2026"]


def test_a_very_long_life_still_has_marks() -> None:
    assert len(ticks(Axis(Window(moment("1900-01-01"), moment("2100-01-01")), 0, 100))) == 5


def test_zooming_keeps_the_middle_and_stops_at_hours_and_at_a_lifetime() -> None:
    middle = WINDOW.start + WINDOW.span / 2
    closer = WINDOW.zoomed(0.5)
    assert closer.start + closer.span / 2 == middle
    assert closer.span == WINDOW.span / 2
    assert WINDOW.zoomed(1e-9).span == SHORTEST
    assert WINDOW.zoomed(1e9).span == LONGEST
    about = WINDOW.zoomed(0.5, about=WINDOW.start)
    assert about.start == WINDOW.start


def test_panning_moves_by_a_share_and_never_off_the_calendar() -> None:
    assert WINDOW.panned(0.25).start - WINDOW.start == WINDOW.span / 4
    assert WINDOW.panned(1e6).span == WINDOW.span
    assert WINDOW.panned(-1e6).span == WINDOW.span


def test_an_hour_is_an_hour_across_the_clock_change() -> None:
    window = Window(moment("2026-10-25 00:00"), moment("2026-10-26 00:00"))
    assert window.span == timedelta(hours=25)


def test_the_window_moves_just_enough_to_hold_an_event() -> None:
    assert WINDOW.holding(moment("2026-08-01")) == WINDOW
    earlier, later = WINDOW.holding(moment("2026-01-01")), WINDOW.holding(moment("2027-06-01"))
    assert earlier.start < moment("2026-01-01") < earlier.end
    assert later.start < moment("2027-06-01") < later.end
    assert earlier.span == later.span == WINDOW.span


def test_a_window_is_named_by_its_days_and_a_short_one_by_its_times() -> None:
    assert WINDOW.words == "01-May-2026 to 20-Dec-2026"
    assert a_window("2026-11-22 08:00", 0.5).words == "22-Nov-2026 08:00 to 22-Nov-2026 20:00"


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Window(moment("2026-05-02"), moment("2026-05-01"))
