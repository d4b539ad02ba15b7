"""The growth chart: nine lines, every measurement in its place or marked, the fall, and its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.growth import HowMeasured, Measure, MeasuredChild
from aande_alert.domain.identity import Sex
from aande_alert.drawings.glyphs import CARRIED, OTHER_AGE, WARNING
from aande_alert.drawings.growth_points import GrowthChart
from aande_alert.drawings.shapes import Ellipse, Glyph, Line, Polygon, Polyline, Scene, Text, bounds
from aande_alert.rules.growth_standard import LINES
from tests.drawings.growing import BARE, MAISIE, a_point, drawn, maisies_weights
from tests.drawings.seen import every, words_in

TERM = MeasuredChild(Sex.MALE, date(2021, 1, 4), Given(280))
LAST = "2026-11-22"


def a_boy(*weights: tuple[str, int], **differs: object) -> GrowthChart:
    points = tuple(a_point(day, grams, child=TERM) for day, grams in weights)
    return maisies_weights(sex=Sex.MALE, points=points, due=None, fall=None, born_words="", **differs)


def lines_of(scene: Scene) -> list[Polyline]:
    return [line for line in every(Polyline, scene) if line.ink == "cent"]


def point_signs(scene: Scene) -> list[Glyph]:
    return [glyph for glyph in every(Glyph, scene) if glyph.stands_for and glyph.kind in set(HowMeasured)]


def test_the_nine_lines_are_drawn_and_named_from_two_weeks_on() -> None:
    scene = drawn()
    lines = lines_of(scene)
    assert len(lines) == 9
    assert {line.words for line in LINES} <= set(words_in(scene))
    assert len({line.points[0][0] for line in lines}) == 1
    (due,) = [line for line in every(Line, scene) if line.ink == "control" and line.x1 == line.x2]
    assert lines[0].points[0][0] > due.x1
    assert [line.dash != () for line in lines] == [line.dashed for line in LINES]
    assert max(lines, key=lambda line: line.weight) is lines[4]


def test_every_line_lies_above_the_one_before() -> None:
    lines = lines_of(drawn())
    for lower, higher in pairwise(lines):
        assert all(low[1] > high[1] for low, high in zip(lower.points, higher.points, strict=True))


def test_a_measurement_stands_where_its_age_and_value_say() -> None:
    scene = drawn()
    signs = {glyph.stands_for: glyph for glyph in point_signs(scene)}
    assert list(signs) == [day for day, *_ in (("2026-10-02",), ("2026-10-07",), ("2026-10-15",),
                                               ("2026-10-29",), ("2026-11-06",), (LAST,))]  # fmt: skip
    xs = [glyph.x for glyph in signs.values()]
    assert xs == sorted(xs)
    assert signs["2026-10-07"].y > signs["2026-10-02"].y > signs[LAST].y
    assert [signs[day].kind for day in ("2026-10-29", LAST)] == ["clothed", "bare"]
    assert "Clothed (reads high)" in words_in(scene)
    assert scene.hit(signs[LAST].x, signs[LAST].y) == LAST


def test_a_baby_born_early_has_a_cross_at_the_actual_age() -> None:
    scene = drawn(selected=LAST)
    point = next(glyph for glyph in point_signs(scene) if glyph.stands_for == LAST)
    crosses = [glyph for glyph in every(Glyph, scene, LAST) if glyph.kind == OTHER_AGE]
    assert len(crosses) == 1
    assert crosses[0].y == point.y
    assert crosses[0].x > point.x
    assert {"actual age 7w 2d", "3.14 kg, 25d corrected", "Actual age"} <= set(words_in(scene))
    assert "Weeks after the due date, 28-Oct-2026" in words_in(scene)
    assert {"Weeks of pregnancy", "36"} <= set(words_in(scene))


def test_by_actual_age_the_cross_stands_at_the_corrected_one() -> None:
    scene = drawn(maisies_weights(actual_age=True, fall=None), selected=LAST)
    point = next(glyph for glyph in point_signs(scene) if glyph.stands_for == LAST)
    (cross,) = (glyph for glyph in every(Glyph, scene, LAST) if glyph.kind == OTHER_AGE)
    assert cross.x < point.x
    assert {"corrected age 25d", "Corrected age", "Weeks from birth", "3.14 kg, 7w 2d"} <= set(
        words_in(scene)
    )


def test_a_baby_born_at_term_has_no_cross() -> None:
    scene = drawn(a_boy(("2021-01-04", 3500), ("2021-07-05", 7900)))
    assert not [glyph for glyph in every(Glyph, scene) if glyph.kind == OTHER_AGE]
    assert "Weeks of pregnancy" not in words_in(scene)
    assert "Months from birth" in words_in(scene)


def test_the_fall_is_shaded_from_the_birth_centile_and_told() -> None:
    scene = drawn()
    (ground,) = [polygon for polygon in every(Polygon, scene) if polygon.hatch]
    assert {"Fall of 2.4 spaces", "asks at 2", "Birth centile carried on"} <= set(words_in(scene))
    carried = next(line for line in every(Polyline, scene) if line.dash == (1.5, 3.0))
    assert carried.points[0][0] == min(x for x, _ in ground.points)  # from where the lines begin
    assert CARRIED in {glyph.kind for glyph in every(Glyph, scene)}


def test_a_fall_of_one_measurement_is_an_arrow_without_a_ground() -> None:
    scene = drawn(maisies_weights(points=(a_point(LAST, 3140),)))
    assert not [polygon for polygon in every(Polygon, scene) if polygon.hatch]
    assert "asks at 2" in words_in(scene)


def test_without_a_fall_or_with_nothing_on_the_lines_there_is_no_arrow() -> None:
    for chart in (maisies_weights(fall=None), maisies_weights(points=(a_point("2026-10-02", 2620),))):
        assert "asks at 2" not in words_in(drawn(chart))


def test_what_cannot_be_right_is_marked_at_the_edge_and_does_not_squash_the_rest() -> None:
    good = (("2021-01-04", 3500), ("2021-07-05", 7900))
    chart = a_boy(*good, ("2021-08-01", 79000), ("2021-09-01", 300))
    scene, without = drawn(chart), drawn(a_boy(*good))
    marks = [glyph for glyph in every(Glyph, scene) if glyph.kind == WARNING and glyph.stands_for]
    assert [glyph.stands_for for glyph in marks] == ["2021-08-01", "2021-09-01"]
    assert marks[0].y < marks[1].y
    assert [bounds(line) for line in lines_of(scene)] == [bounds(line) for line in lines_of(without)]
    assert "Cannot be right, or beyond this chart" in words_in(scene)
    assert "79.00 kg, nappy off, cannot be right." in scene.alt


def test_an_age_beyond_the_chart_and_an_unknown_one_are_marked() -> None:
    unborn = a_point("2020-12-01", 3000, child=TERM)
    old = a_point("2026-11-20", 19000, child=TERM)
    chart = replace(
        a_boy(("2021-07-05", 7900)), points=(unborn, a_point("2021-07-05", 7900, child=TERM), old)
    )
    scene = drawn(chart)
    marks = [glyph for glyph in every(Glyph, scene) if glyph.kind == WARNING and glyph.stands_for]
    assert [glyph.stands_for for glyph in marks] == ["2020-12-01", "2026-11-20"]
    assert marks[0].x < marks[1].x
    assert "age not known: 3.00 kg, nappy off, no centile." in scene.alt
    assert "5y 10m: 19.00 kg, nappy off, no centile." in scene.alt


@pytest.mark.parametrize("focused", [True, False])
def test_the_measurement_in_focus_has_a_ring(*, focused: bool) -> None:
    rings = every(Ellipse, drawn(selected=LAST, focused=focused), LAST)
    assert len(rings) == (2 if focused else 1)
    assert ("focus" in {ring.ink for ring in rings}) is focused
    assert not every(Ellipse, drawn(selected="nothing"))


def test_lengths_become_heights_at_two_years_in_two_lines() -> None:
    points = tuple(
        a_point(day, size, HowMeasured.MEASURED, child=TERM, measure=kind)
        for day, size, kind in (("2021-07-05", 680, Measure.LENGTH), ("2024-01-04", 950, Measure.HEIGHT))
    )
    scene = drawn(replace(a_boy(), measure=Measure.LENGTH, points=points))
    assert len(lines_of(scene)) == 18
    assert "cm" in words_in(scene)


def test_in_a_small_picture_every_second_line_keeps_its_name() -> None:
    named = {line.words for line in LINES} & set(words_in(drawn(height=200.0)))
    assert named == {line.words for line in LINES if not line.dashed}


def test_nothing_measured_yet_shows_the_lines() -> None:
    scene = drawn(replace(a_boy(), points=()))
    assert len(lines_of(scene)) == 9
    assert "0 measurements" in scene.alt


def test_without_a_sex_there_are_no_lines_and_the_picture_says_so() -> None:
    child = MeasuredChild(Sex.NOT_KNOWN, TERM.born, NOT_ASKED)
    chart = replace(a_boy(), sex=Sex.NOT_KNOWN, points=(a_point("2021-07-05", 7900, child=child),))
    scene = drawn(chart)
    assert lines_of(scene) == []
    assert len(point_signs(scene)) == 1
    assert "the standard has girls and boys" in scene.alt
    assert point_signs(drawn(replace(chart, points=()))) == []


def test_words_stay_inside_the_plot_wherever_the_point_is() -> None:
    assert "3.14 kg, 25d corrected" not in words_in(drawn(selected=LAST, height=260.0))
    for day in ("2026-10-02", LAST):
        scene = drawn(selected=day, width=420.0, height=360.0)
        for text in every(Text, scene):
            left, _, wide, _ = bounds(text)
            if "kg," in text.words or "actual" in text.words:
                assert left >= 46
                assert left + wide <= 420


def test_the_words_tell_every_measurement_in_order() -> None:
    told = drawn().alt
    assert told.startswith("Weight chart, female, born at 36w 2d, 6 measurements. 02-Oct-2026, 26d before")
    assert "22-Nov-2026, 25d corrected: 3.14 kg, nappy off, 2nd to 9th." in told
    assert "Fall of 2.4 centile spaces since birth; asked at 2." in told
    assert (
        "1d corrected: 2.94 kg, clothed, 25th to 50th of the WHO standard, which UK charts do not use" in told
    )
    assert "1 measurement." in drawn(maisies_weights(points=(a_point(LAST, 3140, BARE, child=MAISIE),))).alt


def test_the_legend_takes_as_many_lines_as_the_width_needs() -> None:
    for width, scale in ((900.0, 1.0), (420.0, 1.0), (700.0, 1.5)):
        scene = drawn(width=width, height=500.0, scale=scale)
        lowest = max(text.y for text in every(Text, scene))
        assert lowest < 500
        assert all(bounds(text)[0] + bounds(text)[2] <= width for text in every(Text, scene))
