"""A point on the picture is a region of the body, and every region can be reached with arrows."""

import pytest

from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import BodyLayout, Sheet, lay_out, sheet_of, step
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.timeline_rows import Direction

REGIONS = body_regions()


def a_layout(sheet: Sheet = Sheet.BODY_HEAD, figure: Figure = Figure.INFANT) -> BodyLayout:
    return lay_out(sheet, figure, REGIONS, (480.0, 500.0))


@pytest.mark.parametrize(
    ("view", "x", "y", "region"),
    [
        (View.FRONT, 28, 82, "cheek_fleshy_left"),
        (View.FRONT, -28, 82, "cheek_fleshy_right"),
        (View.FRONT, 20, 71, "cheek_bony_left"),
        (View.FRONT, 0, 35, "forehead"),
        (View.FRONT, 20, 140, "chest_left"),
        (View.BACK, -30, 170, "back_ribs_left"),
        (View.BACK, 30, 170, "back_ribs_right"),
        (View.BACK, 0, 150, "spine"),
        (View.FACE, 0, 88, "lip_upper"),
        (View.FACE, 49, 62, "ear_left"),
        (View.HEAD_LEFT, 14, 82, "ear_left"),
        (View.HEAD_RIGHT, -14, 82, "ear_right"),
        (View.HEAD_RIGHT, 52, 85, "nose"),
        (View.FRONT, 0, 235, "genital"),
    ],
)
def test_a_point_is_the_region_a_nurse_would_name(view: View, x: float, y: float, region: str) -> None:
    layout = a_layout()
    placed = next(placed for placed in layout.views if placed.view is view)
    point = layout.at(*placed.out(x, y))
    assert point is not None
    assert (point.region, point.view) == (region, view)
    assert (point.x, point.y) == pytest.approx((x, y), abs=0.06)


@pytest.mark.parametrize("figure", list(Figure))
@pytest.mark.parametrize("sheet", list(Sheet))
def test_the_middle_of_every_region_is_that_region(sheet: Sheet, figure: Figure) -> None:
    layout = a_layout(sheet, figure)
    for placed in layout.views:
        for place in placed.regions:
            point = layout.middle_of(place.region, placed.view)
            assert point is not None
            near = placed.place_at(point.x, point.y)
            assert near is not None
            if place.region not in {"eyelid_left", "eyelid_right", "lip_upper", "lip_lower"}:
                assert near.region == place.region  # rims: their middle is the eye or the mouth


def test_a_point_in_a_crack_between_regions_belongs_to_the_nearer_one() -> None:
    layout = a_layout()
    face = next(placed for placed in layout.views if placed.view is View.FACE)
    found = layout.at(*face.out(6, 50.5))
    assert found is not None
    assert found.region in {"forehead", "nose", "eyelid_left"}


@pytest.mark.parametrize(("x", "y"), [(2, 2), (240, 100), (240, 348), (479, 499), (25, 30)])
def test_a_point_off_the_body_is_no_region(x: float, y: float) -> None:
    assert a_layout().at(x, y) is None


@pytest.mark.parametrize(
    ("sheet", "figure"),
    [
        *((Sheet.BODY_HEAD, figure) for figure in Figure),
        (Sheet.HANDS_FEET, Figure.INFANT),
        (Sheet.EYES_MOUTH, Figure.INFANT),
    ],
)
def test_every_region_on_a_sheet_can_be_reached_with_arrows(sheet: Sheet, figure: Figure) -> None:
    layout = a_layout(sheet, figure)
    first = step(layout, None, Direction.HOME)
    assert first is not None
    reached, edge = {first}, [first]
    while edge:
        here = edge.pop()
        for direction in (Direction.LEFT, Direction.RIGHT, Direction.UP, Direction.DOWN):
            there = step(layout, here, direction)
            if there is not None and there not in reached:
                reached.add(there)
                edge.append(there)
    everywhere = {(place.region, placed.view) for placed in layout.views for place in placed.regions}
    assert reached == everywhere


def test_an_arrow_goes_the_way_it_points_and_stops_at_the_edge() -> None:
    layout = a_layout()
    assert step(layout, ("chest_right", View.FRONT), Direction.RIGHT) == ("chest_left", View.FRONT)
    assert step(layout, ("thigh_front_left", View.FRONT), Direction.DOWN) == ("knee_left", View.FRONT)
    last = step(layout, None, Direction.END)
    assert last is not None
    assert step(layout, last, Direction.DOWN) == last


def test_what_lies_under_a_nappy_is_a_sheet_of_words() -> None:
    layout = a_layout(Sheet.NAPPY)
    assert set(layout.word_only()) == REGIONS.in_group("under_nappy")
    assert step(layout, None, Direction.DOWN) is None
    assert layout.at(100, 100) is None
    assert layout.middle_of("genital") is None
    assert a_layout().word_only() == ()


@pytest.mark.parametrize(
    ("region", "sheet"),
    [
        ("chest_left", Sheet.BODY_HEAD),
        ("frenulum_upper", Sheet.EYES_MOUTH),
        ("eye_white_left", Sheet.EYES_MOUTH),
        ("sole_right", Sheet.HANDS_FEET),
        ("thumb_left", Sheet.HANDS_FEET),
        ("buttock_left", Sheet.NAPPY),
    ],
)
def test_each_region_has_the_sheet_it_is_best_seen_on(region: str, sheet: Sheet) -> None:
    assert sheet_of(region, REGIONS) is sheet
    assert sheet.words


def test_a_picture_of_another_shape_holds_the_whole_body() -> None:
    layout = lay_out(Sheet.BODY_HEAD, Figure.CHILD, REGIONS, (1000.0, 400.0))
    for placed in layout.views:
        left, top, width, height = placed.box
        assert left >= 0
        assert top >= 0
        assert left + width <= 1000
        assert top + height <= 400
