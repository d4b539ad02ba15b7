"""The coded regions of the body: what the rules ask for is there, once, on the right side."""

import re

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.regions import BodyRegions, Figure, View, figure_for, mirrored, read_regions
from aande_alert.paths import resource


@pytest.fixture(scope="module")
def regions() -> BodyRegions:
    return read_regions(resource("content", "body_regions.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("group", "holds", "not_in_it"),
    [
        (
            "torso",
            "chest_left buttock_right genital back_lower_left hip_left belly_upper",
            "shoulder_left neck_front",
        ),
        ("ear", "ear_left ear_right behind_ear_left", "temple_left"),
        ("neck", "neck_front neck_side_left neck_back", "jaw_angle_left"),
        ("frenulum", "frenulum_upper frenulum_lower frenulum_tongue", "lip_upper tongue"),
        ("jaw_angle", "jaw_angle_left jaw_angle_right", "chin"),
        ("cheek_fleshy", "cheek_fleshy_left cheek_fleshy_right", "cheek_bony_left"),
        ("eyelid", "eyelid_left eyelid_right", "eye_white_left"),
        ("subconjunctiva", "eye_white_left eye_white_right", "eyelid_left"),
        ("buttock", "buttock_left buttock_right", "genital"),
    ],
)
def test_each_group_a_rule_asks_for_holds_what_it_should(
    regions: BodyRegions, group: str, holds: str, not_in_it: str
) -> None:
    found = regions.in_group(group)
    assert set(holds.split()) <= found
    assert not set(not_in_it.split()) & found


def test_the_check_list_has_34_rows_and_every_region_is_in_just_one(regions: BodyRegions) -> None:
    covered = [region for row in regions.rows for region in row.regions]
    assert len(regions.rows) == 34
    assert sorted(covered) == sorted(regions.regions)
    assert regions.row_of("frenulum_upper").words == "Mouth and frenulum"


def test_every_region_has_a_side_in_its_words_just_where_it_has_a_twin(regions: BodyRegions) -> None:
    for region in regions.regions.values():
        sided = re.search(r"\b(left|right)\b", f"{region.words} {region.plain}".lower())
        assert bool(region.twin) == bool(sided), region.id
        if region.twin:
            assert regions.region(region.twin).twin == region.id
            assert regions.region(region.twin).groups == region.groups


def test_left_is_on_the_right_of_the_front_and_on_the_left_of_the_back(regions: BodyRegions) -> None:
    for place in regions.places:
        x = sum(corner[0] for corner in place.polygon) / len(place.polygon)
        if place.region.endswith("_left") and place.view in {View.FRONT, View.FACE, View.EYES}:
            assert x > 0, place.region
        if place.region.endswith("_left") and place.view is View.BACK:
            assert x < 0, place.region


def test_a_region_of_one_side_is_never_drawn_on_the_other_sides_view(regions: BodyRegions) -> None:
    for place in regions.places:
        for side, other in (("left", "right"), ("right", "left")):
            if place.region.endswith(f"_{side}"):
                assert not place.view.value.endswith(f"_{other}"), place.region


def test_a_nose_is_seen_from_both_sides(regions: BodyRegions) -> None:
    views = {place.view for place in regions.places if place.region == "nose"}
    assert {View.HEAD_LEFT, View.HEAD_RIGHT, View.FACE, View.FRONT} <= views


@pytest.mark.parametrize("figure", list(Figure))
def test_every_region_of_skin_can_be_pointed_at_on_every_figure(regions: BodyRegions, figure: Figure) -> None:
    drawn = {place.region for place in regions.places if figure in place.figures}
    assert set(regions.regions) <= drawn


def test_what_lies_under_a_nappy_is_words_only_and_nothing_else_is(regions: BodyRegions) -> None:
    intimate = {region.id for region in regions.regions.values() if region.intimate}
    assert intimate == regions.in_group("under_nappy")


@pytest.mark.parametrize(
    ("years", "figure"),
    [
        (0, Figure.INFANT),
        (1, Figure.TODDLER),
        (3, Figure.TODDLER),
        (4, Figure.CHILD),
        (11, Figure.CHILD),
        (12, Figure.ADOLESCENT),
        (17, Figure.ADOLESCENT),
        (None, Figure.CHILD),
    ],
)
def test_the_figure_follows_the_age(years: int | None, figure: Figure) -> None:
    assert figure_for(years) is figure
    assert "figure" in figure.words


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View.FRONT, "Front"),
        (View.HEAD_LEFT, "Head, left"),
        (View.HAND_BACK_RIGHT, "Back of hand, right"),
        (View.FOOT_TOP_LEFT, "Top of foot, left"),
        (View.SOLE_LEFT, "Sole, left"),
    ],
)
def test_each_view_is_named_as_a_nurse_would(view: View, words: str) -> None:
    assert view.words == words


def test_a_front_is_its_own_mirror_image() -> None:
    assert mirrored(View.FRONT) is View.FRONT
    assert mirrored(View.PALM_LEFT) is View.PALM_RIGHT


_ROW = '[[row]]\nid = "r"\nwords = "R"\n'
_REGION = '[[region]]\nid = "{0}"\nwords = "W"\nplain = "p"\nrow = "{1}"\n'


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        _ROW,
        _ROW + _REGION.format("a", "elsewhere"),
        _ROW + _REGION.format("a", "r") + _REGION.format("a", "r"),
        _ROW + '[[row]]\nid = "empty"\nwords = "E"\n' + _REGION.format("a", "r"),
        _ROW + _REGION.format("a", "r") + 'place = [{ view = "front", polygon = [0, 0, 1, 1] }]\n',
        _ROW + _REGION.format("a", "r") + 'place = [{ view = "front", polygon = [0, 0, 1, 1, 2] }]\n',
        _ROW + _REGION.format("a", "r") + 'place = [{ view = "sideways", polygon = [0, 0, 1, 1, 2, 0] }]\n',
    ],
)
def test_a_damaged_list_is_said_to_be_damaged(text: str) -> None:
    with pytest.raises(Unavailable) as trouble:
        read_regions(text)
    assert "Install the program again" in trouble.value.sentence()
