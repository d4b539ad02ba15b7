"""The signs in a lane: never more than can be told apart, and a number where they cannot."""

from dataclasses import replace
from itertools import pairwise

import pytest

from aande_alert.domain.timeline import Lane, LaneKind
from aande_alert.drawings.shapes import Ellipse, Glyph, Line, Rect
from aande_alert.drawings.timeline_rows import arrange
from tests.drawings.pell import a_lane, an_event, many_events, moment
from tests.drawings.seen import A_DAY, a_child, around_moment, drawn, every, words_in


def test_events_too_near_to_tell_apart_are_one_number_that_opens_on_zoom() -> None:
    lane = a_lane("one", LaneKind.INJURY, ("2026-07-01", "a"), ("2026-07-02", "b"), ("2026-07-03", "c"))
    closed = words_in(drawn(a_child(lane)))
    opened = words_in(drawn(a_child(lane), window=around_moment("2026-07-02", 12)))
    assert {"3", "3 events"} <= set(closed)
    assert not {"3", "3 events"} & set(opened)
    assert {"a", "b", "c"} <= set(opened)


def test_a_number_stands_for_the_most_serious_of_its_events() -> None:
    events = (
        an_event("one", LaneKind.PRESCRIPTION, "2026-07-01", "Cream"),
        an_event("one", LaneKind.INJURY, "2026-07-02", "Burn", name="burn"),
        an_event("one", LaneKind.PRESCRIPTION, "2026-07-02 01:00", "Drops"),
        an_event("one", LaneKind.PRESCRIPTION, "2026-07-02 02:00", "Drops again"),
    )
    (pill,) = every(Rect, drawn(a_child(Lane(LaneKind.INJURY, events))), "burn")
    assert pill.fill == "text"


@pytest.mark.parametrize("how_many", [5000, 20000])
def test_however_many_events_no_more_signs_than_can_be_told_apart(how_many: int) -> None:
    rows = arrange(many_events(how_many))
    xs: dict[float, list[float]] = {}
    for glyph in every(Glyph, drawn(rows, window=rows.fit())):
        if glyph.stands_for in rows.where:
            xs.setdefault(glyph.y, []).append(glyph.x)
    assert len(xs) == 8
    assert all(later - earlier >= 3 for lane in xs.values() for earlier, later in pairwise(lane))


def test_with_too_many_signs_for_words_there_are_none() -> None:
    rows = arrange(many_events(5000))
    assert "Seen here" not in words_in(drawn(rows, window=rows.fit()))


def test_a_stay_is_as_long_as_it_was() -> None:
    stay, blink, gone = (
        replace(an_event("one", LaneKind.BIRTH_WARD, since, words), until=moment(until))
        for since, until, words in (
            ("2026-06-01", "2026-07-01", "Ward 3"),
            ("2026-08-01", "2026-08-02", "Overnight"),
            ("2026-04-01", "2026-04-20", "Before"),
        )
    )
    scene = drawn(a_child(Lane(LaneKind.BIRTH_WARD, (gone, stay, blink))))
    (bar,) = every(Rect, scene, stay.id)
    assert bar.width == pytest.approx(30 * A_DAY + 5)
    assert {"Ward 3", "Overnight"} <= set(words_in(scene))
    assert every(Glyph, scene, blink.id)
    assert "Before" not in words_in(scene)


def test_a_short_stay_begun_before_the_view_does_not_hide_what_is_in_it() -> None:
    long_ago = replace(an_event("one", LaneKind.BIRTH_WARD, "2026-04-01", "Ward"), until=moment("2026-06-15"))
    nearly = an_event("one", LaneKind.BIRTH_WARD, "2026-04-20", "Out of view")
    scene = drawn(a_child(Lane(LaneKind.BIRTH_WARD, (long_ago, nearly))))
    assert "Ward" in words_in(scene)
    assert not every(Glyph, scene, nearly.id)


def test_a_stay_among_very_many_events_is_drawn_without_words() -> None:
    record = many_events(5000)
    stay = replace(
        an_event("one", LaneKind.BIRTH_WARD, "2018-06-01", "Ward 3", name="long"), until=moment("2019-07-01")
    )
    track = replace(record.tracks[0], lanes=(*record.tracks[0].lanes, Lane(LaneKind.BIRTH_WARD, (stay,))))
    rows = arrange(replace(record, tracks=(track,)))
    scene = drawn(rows, window=rows.fit())
    assert every(Rect, scene, "long")
    assert "Ward 3" not in words_in(scene)


def test_an_estimated_time_has_a_whisker() -> None:
    sure = an_event("one", LaneKind.INJURY, "2026-07-01", "Burn")
    lines = [
        len(every(Line, drawn(a_child(Lane(LaneKind.INJURY, (event,))))))
        for event in (sure, replace(sure, approximate=True))
    ]
    assert lines[1] == lines[0] + 1


def test_an_event_without_words_is_only_its_sign() -> None:
    lane = Lane(LaneKind.VISIT_KEPT, (an_event("one", LaneKind.VISIT_KEPT, "2026-07-01"),))
    assert "" not in words_in(drawn(a_child(lane)))


def test_a_lit_event_out_of_view_lights_nothing_in_view() -> None:
    lane = a_lane("one", LaneKind.INJURY, ("2020-07-01", "Burn"), ("2026-07-01", "Burn"))
    rows = a_child(lane)
    assert not every(Ellipse, drawn(rows, lit=frozenset({"one injury 2020-07-01"})))
