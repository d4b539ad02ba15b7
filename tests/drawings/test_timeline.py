"""The timeline as a picture: to scale, nothing over anything, nothing left out unsaid."""

from datetime import timedelta

import pytest

from aande_alert.domain.timeline import Coverage, LaneKind, TimelineRecord
from aande_alert.drawings.shapes import Box, Ellipse, Glyph, Rect, Text, bounds, meet
from aande_alert.drawings.timeline import nearest, plot_scene
from aande_alert.drawings.timeline_geometry import TimelineView, geometry
from aande_alert.drawings.timeline_rows import arrange
from tests.drawings.measuring import measure
from tests.drawings.pell import NOW, WINDOW, a_lane, moment, the_family
from tests.drawings.seen import (
    A_DAY,
    HIGH,
    WIDE,
    a_child,
    around_moment,
    drawn,
    every,
    now_lines,
    signs,
    words_in,
)

STRETCHES = [
    ("2026-08-25", 233),
    ("2026-11-22 12:00", 2),
    ("2026-10-20", 30),
    ("2025-01-01", 3000),
    ("2026-06-01", 70),
    ("2027-12-01", 200),
    ("2026-09-01", 500),
]


def test_every_event_in_view_is_drawn_and_no_other() -> None:
    events = [event for row in arrange(the_family()).rows for event in row.events]
    in_view = {event.id for event in events if WINDOW.start <= event.at <= WINDOW.end}
    assert {sign.stands_for for sign in signs(drawn())} == in_view


def test_time_is_to_scale() -> None:
    x = {sign.stands_for: sign.x for sign in signs(drawn())}
    days = (moment("2026-11-06 21:40") - moment("2026-10-29 18:05")) / timedelta(days=1)
    assert (x["bleeding"] - x["maisie attendance 2026-10-29 18:05"]) / days == pytest.approx(A_DAY)


def overlap(one: Box, other: Box) -> bool:
    across = one[0] < other[0] + other[2] - 0.5 and other[0] < one[0] + one[2] - 0.5
    return across and one[1] < other[1] + other[3] - 5 and other[1] < one[1] + one[3] - 5


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(("day", "days"), STRETCHES)
def test_no_words_stand_on_other_words(day: str, days: float, scale: float) -> None:
    lit = the_family().patterns[0].events
    scene = drawn(window=around_moment(day, days), height=900.0, scale=scale, lit=lit)
    seen = [meet(bounds(leaf), clip) for leaf, clip in scene.leaves() if isinstance(leaf, Text)]
    texts = [box for box in seen if box is not None and box[3] > 0]
    assert not [(one, other) for i, one in enumerate(texts) for other in texts[:i] if overlap(one, other)]


@pytest.mark.parametrize(("day", "days"), STRETCHES)
def test_no_words_hide_a_sign(day: str, days: float) -> None:
    scene = drawn(window=around_moment(day, days))
    marks = [bounds(glyph) for glyph in signs(scene) if 240 < glyph.x < WIDE - 4]
    inked = [(x + 2, y, width - 4, height) for x, y, width, height in marks]
    texts = [bounds(text) for text in every(Text, scene) if text.left > 236]
    assert not [(one, other) for one in inked for other in texts if overlap(one, other)]


def test_the_now_line_runs_through_every_lane_and_the_future_is_another_shade() -> None:
    scene = drawn()
    (line,) = now_lines(scene)
    future = [rect for rect in every(Rect, scene) if rect.fill == "future"]
    assert line.y2 - line.y1 > 17 * 22
    assert any(rect.x == pytest.approx(line.x1) and rect.height > 370 for rect in future)
    assert words_in(scene).count("Now 14:31") == 2


@pytest.mark.parametrize(("day", "side"), [("2028-01-01", "earlier"), ("2024-01-01", "later")])
def test_where_now_is_out_of_view_the_flag_says_on_which_side(day: str, side: str) -> None:
    scene = drawn(window=around_moment(day, 100))
    assert words_in(scene).count("Now 14:31") == 2
    assert any(glyph.kind == side and glyph.ink == "text" for glyph in every(Glyph, scene))
    assert not now_lines(scene)


@pytest.mark.parametrize("width", [690.0, 990.0, 1540.0])
def test_the_year_is_always_on_the_axis(width: float) -> None:
    assert any(words.endswith("May-2026") for words in words_in(drawn(width=width)))


def test_what_is_out_of_view_is_counted_at_the_edge() -> None:
    assert words_in(drawn()).count("1 earlier") == 2
    assert "1 later" in words_in(drawn())
    assert "5 earlier" in words_in(drawn(window=around_moment("2026-11-22 12:00", 2)))


def test_a_count_shrinks_to_its_number_rather_than_cover_an_event_or_now() -> None:
    lane = a_lane("one", LaneKind.INJURY, ("2025-01-01", "Bruise"), ("2026-05-03", "Bruise"))
    assert "1" in words_in(drawn(a_child(lane)))
    assert "1" in words_in(drawn(width=690.0))


def test_events_of_a_chosen_pattern_light_up() -> None:
    scene = drawn(lit=the_family().patterns[0].events)
    lit = [ring for ring in every(Ellipse, scene) if ring.fill == "blue-tint"]
    assert len(lit) == 4
    assert all(ring.rx == 10 for ring in lit)


def test_the_event_in_focus_has_both_rings_and_without_the_keyboard_one() -> None:
    rings = every(Ellipse, drawn(selected="bleeding", focused=True))
    assert [(ring.ink, ring.weight) for ring in rings] == [("focus-in", 2), ("focus", 3)]
    (ring,) = every(Ellipse, drawn(selected="bleeding"))
    assert ring.ink == "text"
    assert not every(Ellipse, drawn(selected="not shown"))


def test_the_layer_is_wider_than_the_view_and_the_same_inside_it() -> None:
    rows, view = arrange(the_family()), TimelineView(WINDOW, WIDE, HIGH)
    narrow, wide = plot_scene(rows, view, measure), plot_scene(rows, view, measure, margin=300)
    in_view = {(sign.stands_for, sign.x) for sign in signs(narrow)}
    assert in_view <= {(sign.stands_for, sign.x) for sign in signs(wide)}
    assert len(signs(wide)) > len(in_view)


def test_a_point_means_the_sign_under_it() -> None:
    rows = arrange(the_family())
    where = geometry(rows, TimelineView(WINDOW, WIDE, HIGH), measure)
    (sign,) = [sign for sign in signs(drawn()) if sign.stands_for == "bleeding"]
    misses = ((3, 22), (-120, 0), (-700, 0), (0, 400))
    assert nearest(rows, where, 0.0, sign.x + 3, sign.y) == "bleeding"
    for dx, dy in misses:
        assert nearest(rows, where, 0.0, sign.x + dx, sign.y + dy) is None
    assert nearest(rows, where, 22.0, sign.x, sign.y - 22) == "bleeding"


def test_the_room_under_the_last_lane_of_a_person_means_nothing() -> None:
    lane = a_lane("one", LaneKind.INJURY, ("2026-07-01", "Burn"))
    rows = a_child(lane, name="A, Very Long Name Of Several Lines Indeed Here")
    where = geometry(rows, TimelineView(WINDOW, WIDE, HIGH), measure)
    x, foot = where.axis.x(moment("2026-07-01")), where.lanes[1] + where.content
    assert nearest(rows, where, 0.0, x, foot - 2) is None


def test_the_room_beside_a_name_above_its_lanes_means_nothing() -> None:
    rows = a_child(a_lane("one", LaneKind.INJURY, ("2026-07-01", "Burn")))
    where = geometry(rows, TimelineView(WINDOW, WIDE, HIGH, scale=1.5), measure)
    assert nearest(rows, where, 0.0, where.axis.x(moment("2026-07-01")), where.lanes[1] + 5) is None


def test_the_picture_says_in_words_what_it_shows() -> None:
    alt = drawn().alt
    assert alt.startswith("Timeline, 01-May-2026 to 20-Dec-2026, now 22-Nov-2026 14:31.")
    assert "PELL, Maisie, 7w 2d, this child, CP plan" in alt
    assert all(told in alt for told in ("CP plan: neglect", "Bleeding from mouth", "Feed DOWN"))
    assert "No mark does not mean that nothing happened" in alt


def test_nobody_chosen_is_an_empty_picture_with_an_axis() -> None:
    scene = drawn(arrange(TimelineRecord((), NOW, Coverage("", ""))))
    assert "Jun" in words_in(scene)
    assert scene.stood_for() == ()
