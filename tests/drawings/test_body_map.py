"""The body map shows every mark with its number off the body, and never makes the unseen look seen."""

from itertools import combinations
from math import hypot

import pytest

from aande_alert.domain.injuries import Injury, InjuryKind, Looked
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.body_map import BodyView, Mark, body_scene, listed, mark_of
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.paths import contains
from aande_alert.drawings.shapes import Ellipse, Line, Polygon, Rect, Scene, Text
from tests.drawings.measuring import measure
from tests.drawings.seen import every, words_in

REGIONS = body_regions()
CLEAR = dict.fromkeys(REGIONS.regions, Looked.NO_INJURY_SEEN)


def four_marks() -> tuple[Mark, ...]:
    """The four bruises of PELL, Maisie."""
    return (
        Mark(
            1,
            "cheek_fleshy_left",
            View.FRONT,
            28,
            82,
            size_mm=(14, 9),
            label="Bruise 14 × 9 mm",
            selected=True,
        ),
        Mark(2, "ear_left", View.HEAD_LEFT, 18, 78, size_mm=(6, 3), label="Bruise 6 × 3 mm, linear"),
        Mark(3, "upper_arm_back_left", View.BACK, -66, 152, size_mm=(9, 9), label="Bruise 9 × 9 mm"),
        Mark(4, "back_ribs_left", View.BACK, -30, 172, size_mm=(11, 9), label="Bruise 11 × 9 mm"),
    )


def drawn(shown: BodyView, sheet: Sheet = Sheet.BODY_HEAD, figure: Figure = Figure.INFANT) -> Scene:
    return body_scene(lay_out(sheet, figure, REGIONS, (480.0, 500.0)), shown, measure)


def discs(scene: Scene) -> list[Ellipse]:
    return [ring for ring in every(Ellipse, scene) if ring.fill == "surface" and ring.stands_for]


def test_every_mark_has_its_number_in_the_picture() -> None:
    scene = drawn(BodyView(four_marks(), CLEAR))
    assert {"1", "2", "3", "4"} <= set(words_in(scene))
    assert {f"mark {number}" for number in (1, 2, 3, 4)} <= set(scene.stood_for())


def test_numbers_stand_off_the_body_and_off_each_other() -> None:
    scene = drawn(BodyView(four_marks(), CLEAR))
    layout = lay_out(Sheet.BODY_HEAD, Figure.INFANT, REGIONS, (480.0, 500.0))
    bodies = [
        tuple(placed.out(x, y) for x, y in outline)
        for placed in layout.views
        for outline in placed.drawing.silhouette
    ]
    found = discs(scene)
    assert not [disc for disc in found for body in bodies if contains(body, disc.cx, disc.cy)]
    assert all(hypot(a.cx - b.cx, a.cy - b.cy) >= 22 for a, b in combinations(found, 2))
    assert all(12 <= disc.cx <= 468 and 12 <= disc.cy <= 488 for disc in found)


def test_twenty_marks_on_one_back_are_all_numbered_and_none_covers_a_spot() -> None:
    marks = tuple(
        Mark(i + 1, "back_ribs_left", View.BACK, -30 + i % 5 * 14, 150 + i // 5 * 14) for i in range(20)
    )
    found = discs(drawn(BodyView(marks, CLEAR)))
    assert len(found) == 20
    assert all(hypot(a.cx - b.cx, a.cy - b.cy) >= 20 for a, b in combinations(found, 2))


def test_a_mark_on_a_cheek_is_seen_from_every_side_that_shows_that_cheek() -> None:
    cheek, ear, arm, back = four_marks()
    scene = drawn(BodyView((cheek, ear, arm, back), CLEAR))
    shown = {mark.number: words_in(scene).count(str(mark.number)) for mark in (cheek, ear, arm, back)}
    assert shown == {1: 3, 2: 2, 3: 1, 4: 1}


def test_the_chosen_mark_is_larger_and_blue() -> None:
    chosen, other = (Mark(i, "chest_left", View.FRONT, 20, 130 + 20 * i, selected=i == 1) for i in (1, 2))
    rings = every(Ellipse, drawn(BodyView((chosen, other), CLEAR)))
    assert [ring.rx for ring in rings if ring.fill == "blue"] == [11]
    assert [ring.rx for ring in rings if ring.fill == "text"] == [9.5]


def test_a_mark_at_a_part_the_face_does_not_show_stays_on_its_own_view() -> None:
    odd = Mark(1, "ear_left", View.BACK, -48, 62)
    assert words_in(drawn(BodyView((odd,), CLEAR))).count("1") == 1


def test_a_mark_is_drawn_to_scale_and_never_too_small_to_see() -> None:
    large = Mark(1, "back_ribs_left", View.BACK, -30, 172, size_mm=(60, 40))
    small = Mark(2, "back_ribs_left", View.BACK, -30, 150, size_mm=(1, 1))
    spots = [ring for ring in every(Ellipse, drawn(BodyView((large, small), CLEAR))) if ring.fill == "spot"]
    assert spots[0].rx / spots[0].ry == pytest.approx(1.5)
    assert spots[0].rx == pytest.approx(60 / 1.6 / 2 * 0.9, rel=0.02)
    assert spots[1].rx * 2 >= 7


def spots_of(kind: InjuryKind) -> list[Ellipse | Line]:
    scene = drawn(BodyView((Mark(1, "chest_left", View.FRONT, 20, 140, kind),), CLEAR))
    shapes: list[Ellipse | Line] = [*every(Ellipse, scene), *every(Line, scene)]
    return [shape for shape in shapes if "spot" in {shape.ink, shape.fill}]


@pytest.mark.parametrize("kind", list(InjuryKind))
def test_each_kind_of_injury_is_drawn(kind: InjuryKind) -> None:
    assert len(spots_of(kind)) == 1


def test_a_bruise_a_burn_and_a_cut_do_not_look_the_same() -> None:
    kinds = [InjuryKind.BRUISE, InjuryKind.BURN, InjuryKind.LACERATION, InjuryKind.PETECHIAE]
    looks = {
        (type(spot), spot.ink, spot.fill, spot.hatch, spot.dash)
        for kind in [*kinds, InjuryKind.SWELLING]
        for spot in spots_of(kind)
    }
    assert len(looks) == 5


def test_what_lies_under_a_nappy_has_its_number_but_is_never_drawn_on() -> None:
    scene = drawn(BodyView((Mark(1, "genital", View.FRONT, 3, 240, label="Bruise"),), CLEAR))
    assert "1" in words_in(scene)
    assert not [ring for ring in every(Ellipse, scene) if ring.fill == "spot"]
    (line,) = every(Line, scene, "mark 1")
    elsewhere = drawn(BodyView((Mark(1, "genital", View.FRONT, -9, 222, label="Bruise"),), CLEAR))
    assert every(Line, elsewhere, "mark 1")[0].x1 == line.x1


def test_a_mark_on_a_view_of_another_sheet_is_left_to_the_list() -> None:
    mark = Mark(1, "frenulum_upper", View.MOUTH, 0, 26, label="Torn")
    scene = drawn(BodyView((mark,), CLEAR))
    assert "1" not in words_in(scene)
    assert "Mark 1, Upper lip frenulum: Torn." in scene.alt
    assert "1" in words_in(drawn(BodyView((mark,), CLEAR), Sheet.EYES_MOUTH))


def hatched(scene: Scene) -> int:
    return len([shape for shape in every(Polygon, scene) if shape.hatch])


def test_a_region_nobody_looked_at_is_hatched_and_so_is_one_nobody_mentioned() -> None:
    nothing_said = drawn(BodyView())
    all_but_one = drawn(BodyView((), {**CLEAR, "spine": Looked.NOT_LOOKED_AT}))
    assert hatched(nothing_said) > 60
    assert hatched(all_but_one) == 1
    assert hatched(drawn(BodyView((), CLEAR))) == 0
    assert hatched(drawn(BodyView(show_not_looked=False))) == 0


def test_the_caption_says_what_hatching_means_where_anything_is_hatched() -> None:
    caption = "Infant figure, under 1y. Hatched: not looked at"
    assert caption in words_in(drawn(BodyView(explained=True)))
    assert caption not in words_in(drawn(BodyView((), CLEAR, explained=True)))
    assert caption not in words_in(drawn(BodyView()))


def test_a_region_with_a_mark_was_looked_at() -> None:
    looked = {**CLEAR, "spine": Looked.NOT_LOOKED_AT}
    assert hatched(drawn(BodyView((Mark(1, "spine", View.BACK, 0, 150),), looked))) == 0


def test_the_region_in_focus_is_ringed_here_and_marked_on_the_other_views() -> None:
    scene = drawn(BodyView((), CLEAR, ("lip_upper", View.FACE), focused=True))
    rings = every(Polygon, scene, "lip_upper")
    assert sorted(ring.ink for ring in rings) == ["blue-text", "blue-text", "blue-text", "focus", "focus-in"]
    quiet = drawn(BodyView((), CLEAR, ("lip_upper", View.FACE)))
    assert {ring.ink for ring in every(Polygon, quiet, "lip_upper")} == {"blue-text"}


def test_left_and_right_are_written_beside_the_body_and_change_places_on_the_back() -> None:
    scene = drawn(BodyView())
    letters = [(text.words, text.x) for text in every(Text, scene) if text.words in {"L", "R"}]
    assert [words for words, _ in letters] == ["R", "L", "L", "R", "R", "L"]
    assert all(letters[i][1] < letters[i + 1][1] for i in (0, 2, 4))


def test_the_sheet_of_words_lists_each_part_with_what_is_known() -> None:
    looked = {"genital": Looked.NO_INJURY_SEEN}
    marks = (Mark(1, "buttock_left", View.BACK, 0, 0, label="Bruise 20 mm"),)
    scene = drawn(BodyView(marks, looked, ("groin_left", View.FRONT)), Sheet.NAPPY)
    words = words_in(scene)
    assert {"1 Bruise 20 mm", "No injury seen", "Not looked at"} <= set(words)
    assert [rect.stands_for for rect in every(Rect, scene)] == ["groin_left"]
    assert not every(Ellipse, scene)


def test_the_list_counts_what_was_looked_at_as_a_nurse_would() -> None:
    lines = listed(REGIONS, BodyView(four_marks(), {"chest_left": Looked.NO_INJURY_SEEN}))
    known = {line.region: line for line in lines}
    assert len(lines) == len(REGIONS.regions)
    assert [line.region for line in lines if line.looked] == [
        "cheek_fleshy_left", "ear_left", "chest_left", "back_ribs_left", "upper_arm_back_left",
    ]  # fmt: skip
    assert known["ear_left"].state == "2 Bruise 6 × 3 mm, linear"
    assert known["ear_right"].state == "Not looked at"
    assert known["chest_left"].state == "No injury seen"


def test_the_picture_says_in_words_what_it_shows() -> None:
    alt = drawn(BodyView(four_marks(), {"chest_left": Looked.NO_INJURY_SEEN})).alt
    assert alt.startswith(
        "Body map. Infant figure, under 1y. 4 marks. Mark 1, Left cheek, fleshy: Bruise 14 × 9 mm."
    )
    assert "No injury seen: Left chest." in alt
    assert "Not looked at: Top of head;" in alt
    assert "1 mark." in drawn(BodyView(four_marks()[:1], {})).alt
    assert "No region is recorded as clear." in drawn(BodyView()).alt
    assert "Every region was looked at." in drawn(BodyView((), CLEAR)).alt


def test_an_injury_becomes_a_mark_with_its_own_words() -> None:
    injury = Injury(2, "ear_left", "head_left", 18, 78, InjuryKind.BRUISE, 6, 3, "Purple", "Linear")
    mark = mark_of(injury, selected=True, stands_for="i2")
    assert (mark.view, mark.size_mm, mark.stands_for) == (View.HEAD_LEFT, (6, 3), "i2")
    assert mark.label == "Bruise 6 × 3 mm, linear, purple"
    one_side = Injury(3, "ear_left", "head_left", 18, 78, InjuryKind.BRUISE, 6)
    assert mark_of(one_side).size_mm == (6, 6)
    assert mark_of(Injury(4, "ear_left", "head_left", 18, 78, InjuryKind.BRUISE)).size_mm is None
    assert "ear" not in repr(mark)
