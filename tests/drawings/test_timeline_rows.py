"""Rows are searched by time, stepped through by keys, and told again as a list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import Coverage, Gap, Lane, LaneKind, PersonTrack, TimelineRecord
from aande_alert.drawings.timeline_rows import (
    INJURIES_ONLY,
    Arranged,
    Direction,
    Scope,
    arrange,
    listed,
    step,
)
from tests.drawings.pell import NOW, an_event, many_events, moment, the_family


@pytest.fixture(name="family")
def the_arranged_family() -> Arranged:
    return arrange(the_family())


def one_child(*lanes: Lane) -> Arranged:
    return arrange(
        TimelineRecord((PersonTrack("one", "ONE, Child", "1y", "this child", lanes),), NOW, Coverage("", ""))
    )


def test_events_are_in_time_order_however_they_were_recorded() -> None:
    days = ("2026-03-01", "2026-01-01", "2026-02-01")
    lane = Lane(LaneKind.INJURY, tuple(an_event("one", LaneKind.INJURY, day) for day in days))
    assert [event.when for event in one_child(lane).rows[0].events] == [
        "01-Jan-2026",
        "01-Feb-2026",
        "01-Mar-2026",
    ]


def test_the_child_alone_is_the_first_of_the_family(family: Arranged) -> None:
    alone = arrange(the_family(), scope=Scope.CHILD)
    assert [person.track.name for person in alone.people] == ["PELL, Maisie"]
    assert len(alone.rows) == 9
    assert len(family.people) == 5


def test_injuries_only_keeps_protection_and_ability_beside_the_injuries(family: Arranged) -> None:
    shown = arrange(the_family(), kinds=INJURIES_ONLY)
    assert {row.lane.kind for row in shown.rows} == {
        LaneKind.AGE_ABILITY,
        LaneKind.PROTECTION,
        LaneKind.INJURY,
    }
    assert len(shown.order) == 3


def test_a_site_filter_never_hides_what_has_no_site() -> None:
    here = replace(an_event("one", LaneKind.INJURY, "2026-01-01"), site="Calder Vale")
    there = replace(an_event("one", LaneKind.INJURY, "2026-02-01"), site="Elsewhere")
    bare = an_event("one", LaneKind.INJURY, "2026-03-01")
    record = one_child(Lane(LaneKind.INJURY, (here, there, bare))).record
    shown = arrange(record, sites=frozenset({"Calder Vale"}))
    assert set(shown.where) == {here.id, bare.id}


def test_only_what_may_be_in_view_is_looked_at() -> None:
    row = arrange(many_events(5000)).rows[0]
    start, end = moment("2020-01-01").timestamp(), moment("2020-02-01").timestamp()
    first, stop = row.between(start, end)
    assert [start <= at <= end for at in row.starts[first:stop]] == [True] * (stop - first)
    assert stop - first < 10
    assert row.before(start) + (stop - first) + row.after(end) == len(row.starts)


def test_a_stay_that_reaches_into_view_is_in_view_and_not_counted_as_over() -> None:
    stay = replace(an_event("one", LaneKind.BIRTH_WARD, "2026-01-01"), until=moment("2026-03-01"))
    short = an_event("one", LaneKind.BIRTH_WARD, "2026-01-02")
    row = one_child(Lane(LaneKind.BIRTH_WARD, (stay, short))).rows[0]
    start = moment("2026-02-01").timestamp()
    assert row.events[row.between(start, start + 86400)[0]].id == stay.id
    assert row.before(start) == 1


def test_a_plan_that_ended_or_begins_out_of_view_is_counted(family: Arranged) -> None:
    plans = family.rows[9]
    assert plans.before(moment("2026-09-01").timestamp()) == 1
    assert plans.after(moment("2025-01-01").timestamp()) == 1
    assert plans.before(moment("2026-05-01").timestamp()) == 0


def test_nine_of_so_many(family: Arranged) -> None:
    assert family.position("bleeding") == (24, 29)
    assert family.event("bleeding") is not None
    assert family.event("nobody") is None
    assert family.event(None) is None
    with pytest.raises(KeyError):
        family.position("nobody")


@pytest.mark.parametrize(
    ("start", "direction", "lands"),
    [
        (None, Direction.LEFT, "maisie injury 2026-11-22 13:46"),
        ("gone from view", Direction.DOWN, "maisie injury 2026-11-22 13:46"),
        ("today", Direction.LEFT, "maisie not_brought 2026-11-13 10:00"),
        ("maisie not_brought 2026-11-13 10:00", Direction.RIGHT, "today"),
        ("today", Direction.UP, "maisie protection 2027-01-12 10:00"),
        ("bleeding", Direction.DOWN, "maisie birth_ward 2026-10-02 04:10"),
        ("maisie protection 2027-01-12 10:00", Direction.UP, "maisie protection 2027-01-12 10:00"),
        ("kieran attendance 2026-10-03 23:00", Direction.DOWN, "kieran attendance 2026-10-03 23:00"),
        ("maisie injury 2026-11-06 21:40", Direction.DOWN, "jonah attendance 2026-09-26 19:10"),
        ("bleeding", Direction.HOME, "orla attendance 2026-01-04 12:00"),
        (None, Direction.END, "maisie protection 2027-01-12 10:00"),
        ("orla attendance 2026-01-04 12:00", Direction.LEFT, "orla attendance 2026-01-04 12:00"),
        ("maisie protection 2027-01-12 10:00", Direction.RIGHT, "maisie protection 2027-01-12 10:00"),
    ],
)
def test_arrows_go_through_time_and_from_lane_to_lane(
    family: Arranged, start: str | None, direction: Direction, lands: str
) -> None:
    assert step(family, start, direction) == lands


def test_right_visits_every_event_once_from_the_oldest_to_the_newest(family: Arranged) -> None:
    here, visited = step(family, None, Direction.HOME), []
    while here not in visited:
        visited.append(here)
        here = step(family, here, Direction.RIGHT)
    assert len(visited) == len(family.order)


def test_where_nothing_is_shown_a_key_leads_nowhere() -> None:
    empty = arrange(TimelineRecord((), NOW, Coverage("", "")))
    assert step(empty, None, Direction.HOME) is None
    assert empty.fit().start < NOW < empty.fit().end


def test_everything_fits_and_now_is_in_view(family: Arranged) -> None:
    window = family.fit()
    assert window.start < moment("2025-11-11")
    assert window.end > moment("2027-01-12 10:00")


def test_a_record_opens_on_the_childs_own_life_from_the_pregnancy_on(family: Arranged) -> None:
    window = family.opening()
    first = min(row.starts[0] for row in family.rows if row.track == 0 and row.starts)
    assert window.start.timestamp() == pytest.approx(first - timedelta(days=150).total_seconds())
    assert NOW < window.end <= NOW + timedelta(days=30)
    assert arrange(TimelineRecord((), NOW, Coverage("", ""))).opening().start < NOW


def test_a_child_with_nothing_but_a_far_appointment_opens_on_everything() -> None:
    later = one_child(Lane(LaneKind.VISIT_KEPT, (an_event("one", LaneKind.VISIT_KEPT, "2028-10-14"),)))
    assert later.opening() == later.fit()


def test_a_wrong_date_of_long_ago_does_not_break_the_axis() -> None:
    odd = an_event("one", LaneKind.INJURY, "1066-10-14")
    window = one_child(Lane(LaneKind.INJURY, (odd,))).fit()
    assert window.span < timedelta(days=365 * 140)


def test_the_list_tells_everything_the_picture_shows(family: Arranged) -> None:
    told = listed(family)
    ids = {line.id for line in told if line.id is not None}
    bands = {band.id for row in family.rows for band in row.lane.bands}
    assert ids == set(family.where) | bands
    assert [line.words for line in told if line.id is None] == ["Feed DOWN"]
    assert {line.id for line in told if line.opens} == set(family.where)


def test_the_list_is_in_time_order_and_says_what_is_only_told(family: Arranged) -> None:
    lines = [line.sentence for line in listed(family)]
    assert (
        lines[0]
        == "Start Not Known to 02-Oct-2026, PELL, Maisie, Age, ability: Before birth. Due 28-Oct-2026."
    )
    at_home = next(line for line in lines if "At this home" in line)
    assert at_home.endswith("told by mother. Told, not checked.")
    ended = next(line for line in lines if "Ended" in line)
    assert ended.count("nded") == 1
    assert next(line for line in lines if "20-May-2026" in line).endswith("Antenatal: Visit kept.")
    assert "withheld" in repr(listed(family)[0])


def test_the_list_says_who_said_so(family: Arranged) -> None:
    line = next(line for line in listed(family) if line.id == "bleeding")
    assert line.source == Source.FROM_RECORD.words
    assert "Found: No cut seen" in line.sentence


def test_a_whole_lane_that_may_not_be_read_is_told() -> None:
    lane = Lane(LaneKind.INJURY, gap=Gap("Not shown for your role"))
    assert [line.sentence for line in listed(one_child(lane))] == [
        "All of this row, ONE, Child, Injury: Not shown for your role."
    ]
