"""Who the rows belong to is always said, in full, at every text size and every height."""

from dataclasses import replace

import pytest

from aande_alert.domain.timeline import Badge, BadgeKind, Lane, LaneKind
from aande_alert.drawings.shapes import Glyph
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_geometry import TimelineView, geometry, natural_height
from aande_alert.drawings.timeline_rows import arrange
from tests.drawings.measuring import measure
from tests.drawings.pell import WINDOW, maisie, the_family
from tests.drawings.seen import WIDE, a_child, drawn, every, words_in


def test_everybody_is_named_with_age_relation_and_state() -> None:
    told = " ".join(words_in(drawn()))
    assert all(words in told for words in ("PELL, Maisie", "7w 2d, this child", "25d corrected", "CP plan"))
    assert all(words in told for words in ("4y 3m, brother", "Plan ended", "RAIKES, Kieran"))


def test_a_long_name_is_broken_never_cut() -> None:
    track = replace(maisie(), name="FEATHERSTONEHAUGH-CHOLMONDELEY, Alexandrina Wilhelmina (Miss)")
    told = " ".join(words_in(drawn(arrange(replace(the_family(), tracks=(track,))))))
    assert all(part in told for part in track.name.split())


@pytest.mark.parametrize(
    "badge",
    [
        Badge(BadgeKind.NOT_CHECKED, "NOT CHECKED: no NHS number"),
        Badge(BadgeKind.NO_RECORD, "No record, 13:58"),
        Badge(BadgeKind.CHECK_FAILED, "CHECK FAILED"),
        Badge(BadgeKind.POSSIBLE_MATCH, "Possible match"),
    ],
)
def test_a_child_nobody_could_check_is_never_shown_without_saying_so(badge: Badge) -> None:
    scene = drawn(a_child(Lane(LaneKind.INJURY), badge=badge))
    assert badge.words in " ".join(words_in(scene))
    assert any(badge.kind.value in glyph.kind for glyph in every(Glyph, scene))


def test_a_plan_that_its_lane_tells_of_may_be_a_shape_alone_beside_the_name() -> None:
    scene = drawn(a_child(Lane(LaneKind.INJURY), badge=Badge(BadgeKind.PLAN_ENDED, "Plan ended 14-Aug-2026")))
    assert [glyph.kind for glyph in every(Glyph, scene, "one")] == ["plan-ended"]


@pytest.mark.parametrize("badge", [None, Badge(BadgeKind.ON_PLAN, "CP plan")])
def test_at_large_text_names_stand_above_their_lanes_and_nothing_is_lost(badge: Badge | None) -> None:
    child = replace(maisie(), badge=badge)
    rows = arrange(replace(the_family(), tracks=(child, *the_family().tracks[1:])))
    view = TimelineView(WINDOW, WIDE, 2000, scale=1.5)
    words = words_in(timeline_scene(rows, view, measure))
    assert {"PELL, Maisie", "7w 2d, this child, 25d corrected", "27y, mother"} <= set(words)
    assert ("CP plan" in words) is (badge is not None)
    assert geometry(rows, view, measure).people == 0
    assert natural_height(rows, view, measure) == pytest.approx(1.5 * (44 + 22 * 22))


def test_lanes_that_do_not_fit_are_counted_above_and_below() -> None:
    rows = arrange(the_family())
    whole = natural_height(rows, TimelineView(WINDOW, WIDE, 424), measure)
    cut = words_in(drawn(height=whole - 150))
    scrolled = words_in(drawn(height=whole - 150, scroll=150.0))
    assert [words for words in cut if words.endswith("rows below")]
    assert [words for words in scrolled if words.endswith("rows above")]
    assert not [words for words in scrolled if "below" in words]
    assert not [words for words in words_in(drawn(height=whole)) if "below" in words]
    assert "1 row below" in words_in(drawn(height=whole - 30))
