"""How far lists and feeds can be relied on, on the first screen and below: never more than is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from aande_alert.domain.board import FeedState, Health, RegisterState, Standing
from aande_alert.ui.state.checks_now import CheckLine, feed_lines, register_lines
from aande_alert.ui.state.standing import StandingLine, standing_lines
from tests.builders import NOW

HOUR = timedelta(hours=1)


def a_register(age: timedelta | None, state: Health, limit: timedelta = 24 * HOUR) -> RegisterState:
    at = None if age is None else NOW - age
    return RegisterState("CN", "Calderdale North Council", at, age, limit, 2, state)


def a_feed(ago: timedelta | None, state: Health, name: str = "Arrivals", feed: str = "arrivals") -> FeedState:
    return FeedState(feed, name, None if ago is None else NOW - ago, 3 * HOUR, state)


def standing(
    registers: tuple[RegisterState, ...] = (), feeds: tuple[FeedState, ...] = (), at: datetime = NOW
) -> Standing:
    return Standing(at, "Calder Vale Hospital", registers, feeds)


@pytest.mark.parametrize(
    ("register", "shown", "line"),
    [
        (
            a_register(8 * HOUR, Health.LIVE),
            CheckLine("Calderdale North Council", "22-Nov-2026 06:10", "8hr of 24hr", warn=False),
            StandingLine("register:CN", "Calderdale North list 8hr old", "file"),
        ),
        (
            a_register(50 * HOUR, Health.LIVE, 72 * HOUR),
            CheckLine("Calderdale North Council", "20-Nov-2026 12:10", "2d 2hr of 3d", warn=False),
            StandingLine("register:CN", "Calderdale North list 2d 2hr old", "file"),
        ),
        (
            a_register(50 * HOUR, Health.DOWN),
            CheckLine("Calderdale North Council", "20-Nov-2026 12:10", "OUT OF DATE, 2d 2hr old", warn=True),
            StandingLine("register:CN", "Calderdale North list OUT OF DATE, 2d 2hr old", "warn"),
        ),
        (
            a_register(None, Health.NEVER),
            CheckLine("Calderdale North Council", "Never", "Never loaded", warn=True),
            StandingLine("register:CN", "Calderdale North list never loaded", "warn"),
        ),
    ],
)
def test_a_list_says_its_age_against_its_limit(
    register: RegisterState, shown: CheckLine, line: StandingLine
) -> None:
    assert register_lines(standing((register,)))[0] == shown
    assert line in standing_lines(standing((register,)))


@pytest.mark.parametrize(
    ("feed", "shown", "line"),
    [
        (
            a_feed(timedelta(minutes=2), Health.LIVE),
            CheckLine("Arrivals", "14:08", "Live", warn=False),
            StandingLine("feed:arrivals", "Arrivals feed live, 14:10", "live"),
        ),
        (
            a_feed(4 * HOUR, Health.LATE),
            CheckLine("Arrivals", "10:10", "Late, 4hr", warn=True),
            StandingLine("feed:arrivals", "Arrivals feed late, last 10:10", "warn"),
        ),
        (
            a_feed(20 * HOUR, Health.DOWN),
            CheckLine("Arrivals", "21-Nov-2026 18:10", "DOWN 20hr", warn=True),
            StandingLine("feed:arrivals", "Arrivals feed DOWN since Sat 18:10", "warn"),
        ),
        (
            a_feed(None, Health.NEVER),
            CheckLine("Arrivals", "Never", "Never heard", warn=True),
            StandingLine("feed:arrivals", "Arrivals feed never heard", "warn"),
        ),
    ],
)
def test_a_feed_says_when_it_last_spoke_with_the_day_where_it_was_not_today(
    feed: FeedState, shown: CheckLine, line: StandingLine
) -> None:
    assert feed_lines(standing(feeds=(feed,))) == (shown,)
    assert standing_lines(standing(feeds=(feed,)))[0] == line


def test_with_nothing_loaded_and_nothing_heard_both_screens_warn() -> None:
    none = standing()
    assert register_lines(none)[0] == CheckLine("No council list", "Never", "NOT CHECKED", warn=True)
    assert feed_lines(none) == (CheckLine("No feed yet", "Never", "Never heard", warn=True),)
    assert standing_lines(none) == (
        StandingLine("register:none", "No council list loaded: NOT CHECKED", "warn"),
    )


def test_the_national_look_up_is_only_made_by_hand_and_always_said() -> None:
    assert register_lines(standing((a_register(HOUR, Health.LIVE),)))[-1] == CheckLine(
        "National look-up", "Not connected", "By hand only", warn=False, by_hand=True
    )


def test_a_second_feed_is_in_the_status_line_only_when_it_fails() -> None:
    arrivals, live = a_feed(HOUR, Health.LIVE), a_feed(HOUR, Health.LIVE, "GP, out-of-hours", "gp")
    down = replace(live, state=Health.DOWN)
    assert len(standing_lines(standing(feeds=(arrivals, live)))) == 2
    assert standing_lines(standing(feeds=(arrivals, down)))[-1].words == "GP feed DOWN since 13:10"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (4 * HOUR, "Births and merges DOWN since 10:10"),
        (20 * HOUR, "Births and merges DOWN since Sat 18:10"),
        (6 * 24 * HOUR, "Births and merges DOWN since Mon 14:10"),
        (7 * 24 * HOUR, "Births and merges DOWN since 15-Nov-2026 14:10"),
    ],
)
def test_a_failing_feed_names_the_day_as_shortly_as_it_can_be_told(ago: timedelta, words: str) -> None:
    arrivals = a_feed(HOUR, Health.LIVE)
    births = a_feed(ago, Health.DOWN, "Births and merges", "adt")
    assert standing_lines(standing(feeds=(arrivals, births)))[-1].words == words
