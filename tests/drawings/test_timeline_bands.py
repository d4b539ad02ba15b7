"""Periods say how sure they are, and a lane of which nothing is known says so."""

import pytest

from aande_alert.domain.timeline import BandKind, BandState, Gap, Lane, LaneKind
from aande_alert.drawings.axis import Window
from aande_alert.drawings.shapes import Glyph, Line, Rect
from tests.drawings.pell import WINDOW, a_band, a_lane, moment
from tests.drawings.seen import a_child, around_moment, drawn, every, now_lines, words_in


def test_a_running_plan_is_filled_to_now_and_open_after_it() -> None:
    scene = drawn()
    filled, ahead = every(Rect, scene, "child_protection 2026-10-02")
    assert filled.fill == "red"
    assert filled.x + filled.width == pytest.approx(now_lines(scene)[0].x1)
    assert (ahead.fill, ahead.dash) == ("", (2, 2))
    assert "CP plan: neglect" in words_in(scene)


def test_an_ended_plan_is_an_outline_and_each_kind_has_its_own_colour() -> None:
    scene = drawn()
    (ended,) = every(Rect, scene, "child_protection 2025-11-11")
    assert (ended.fill, ended.ink, ended.weight, ended.dash) == ("surface", "red-line", 1.5, ())
    assert every(Rect, scene, "looked_after 2026-01-09")[0].fill == "violet"
    assert every(Rect, scene, "unborn 2026-08-27")[0].fill == "pink"


def test_where_a_plan_begins_is_written_before_it_if_there_is_room() -> None:
    assert "27-Aug-2026" in words_in(drawn())
    assert "02-Oct-2026" not in words_in(drawn())


def test_what_was_only_told_is_a_broken_line() -> None:
    (line,) = every(Line, drawn(), "lives_here 2026-09-12")
    assert (line.weight, line.dash) == (3, (6.0, 3.0))
    band = a_band(BandKind.LOOKED_AFTER, "2026-06-01", "Told", state=BandState.TOLD)
    (box,) = every(Rect, drawn(a_child(Lane(LaneKind.PROTECTION, bands=(band,)))), band.id)
    assert (box.fill, box.ink, box.dash) == ("surface", "violet", (6.0, 3.0))


@pytest.mark.parametrize(("since", "found"), [("2026-09-12", 1), ("2025-09-12", 1), ("2026-11-20", 1)])
def test_where_somebody_lives_is_a_line_with_its_words_before_or_on_it(since: str, found: int) -> None:
    band = a_band(BandKind.LIVES_HERE, since, "Lives here")
    scene = drawn(a_child(Lane(LaneKind.HOME, bands=(band,))))
    (line,) = every(Line, scene, band.id)
    assert line.dash == ()
    assert words_in(scene).count("Lives here") == found


def test_a_start_nobody_knows_is_drawn_from_the_edge() -> None:
    lane = Lane(LaneKind.PROTECTION, bands=(a_band(BandKind.CHILD_PROTECTION, "", "CP plan"),))
    filled, _ = every(Rect, drawn(a_child(lane)), "child_protection ")
    assert filled.x < 236


def test_a_band_out_of_view_is_not_drawn_but_counted() -> None:
    band = a_band(BandKind.CHILD_PROTECTION, "2020-01-01", "CP plan", "2021-01-01")
    scene = drawn(a_child(Lane(LaneKind.PROTECTION, bands=(band,))))
    assert not every(Rect, scene, band.id)
    assert "1 earlier" in words_in(scene)


@pytest.mark.parametrize(
    ("until", "written"),
    [
        ("2026-11-01", "CP plan: neglect, from birth"),
        ("2026-07-10", "CP plan: neglect"),
        ("2026-06-22", "CP plan"),
        ("2026-06-03", "CP plan: neglect, from birth"),
    ],
)
def test_words_that_do_not_fit_a_band_are_shortened_then_stand_beside_it(until: str, written: str) -> None:
    band = a_band(BandKind.CHILD_PROTECTION, "2026-06-01", "CP plan: neglect, from birth", until)
    assert written in words_in(drawn(a_child(Lane(LaneKind.PROTECTION, bands=(band,)))))


def test_words_of_a_band_never_stand_under_the_count_of_what_is_later() -> None:
    band = a_band(BandKind.CHILD_PROTECTION, "2026-12-01", "CP plan: neglect", "2026-12-30")
    later = a_band(BandKind.LOOKED_AFTER, "2027-06-01", "Looked after", "2027-07-01")
    scene = drawn(a_child(Lane(LaneKind.PROTECTION, bands=(band, later))))
    assert "CP plan: neglect" not in words_in(scene)
    assert every(Rect, scene, band.id)


def test_words_of_what_was_never_stand_where_nothing_is_known_yet() -> None:
    bands = (
        a_band(BandKind.BEFORE_BIRTH, "", "Before", "2026-11-20"),
        a_band(BandKind.ABILITY, "2026-11-20", "Cannot roll, sit or crawl"),
    )
    scene = drawn(a_child(Lane(LaneKind.AGE_ABILITY, bands=bands)))
    assert not [words for words in words_in(scene) if words.startswith("Cannot")]


def test_a_lane_whose_feed_is_down_is_hatched_from_then_on_and_says_so() -> None:
    scene = drawn()
    hatched = [rect for rect in every(Rect, scene) if rect.hatch and not rect.stands_for]
    assert len(hatched) == 1
    assert "Feed DOWN" in words_in(scene)


@pytest.mark.parametrize(
    ("gap", "window", "named"),
    [
        (Gap("Not shown for your role"), WINDOW, True),
        (Gap("Feed DOWN", moment("2026-06-01")), WINDOW, True),
        (Gap("Feed DOWN", moment("2026-11-22 11:20")), around_moment("2026-08-01", 230), True),
        (Gap("Feed DOWN", moment("2030-01-01")), WINDOW, False),
    ],
)
def test_a_gap_is_named_wherever_there_is_room(gap: Gap, window: Window, named: bool) -> None:
    scene = drawn(a_child(Lane(LaneKind.CONTACT, gap=gap)), window=window)
    assert (gap.words in words_in(scene)) is named


def test_a_gap_without_room_for_its_words_still_warns() -> None:
    days = [f"2026-{month:02d}-{day}" for month in range(5, 13) for day in (11, 15, 19, 23, 27)]
    gap = Gap("GP feed could not be read", moment("2026-11-22 11:20"))
    lane = a_lane("one", LaneKind.CONTACT, *((day, "111 call") for day in days), gap=gap)
    scene = drawn(a_child(lane))
    assert any(glyph.kind == "warning" for glyph in every(Glyph, scene))
    assert gap.words not in words_in(scene)
