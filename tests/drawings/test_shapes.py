"""Shapes know where they are and what they stand for."""

import pytest

from aande_alert.drawings.shapes import (
    Ellipse,
    Glyph,
    Group,
    Line,
    Path,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Text,
    bounds,
    from_line,
    meet,
)


def a_scene() -> Scene:
    under = Rect(0, 0, 100, 20, fill="red", stands_for="plan")
    over = Glyph("injury", 50, 10, ink="text", stands_for="bruise")
    clipped = Group((Rect(200, 0, 50, 50, fill="blue", stands_for="cut"),), clip=(200, 0, 10, 50))
    return Scene(300, 60, (under, over, Rect(0, 30, 300, 5, fill="line"), clipped), "A plan and a bruise.")


@pytest.mark.parametrize(
    ("x", "y", "meant"),
    [(50, 10, "bruise"), (10, 10, "plan"), (58, 10, "plan"), (102, 10, "plan"), (150, 10, None),
     (150, 32, None), (205, 10, "cut"), (240, 10, None)],
)  # fmt: skip
def test_a_click_means_the_topmost_thing_there_and_nothing_that_is_cut_off(
    x: float, y: float, meant: str | None
) -> None:
    assert a_scene().hit(x, y) == meant


def test_a_click_beside_a_slanting_line_does_not_mean_it() -> None:
    scene = Scene(100, 100, (Line(0, 0, 100, 100, ink="text", stands_for="mark"),))
    assert scene.hit(51, 50) == "mark"
    assert scene.hit(90, 10) is None


def test_each_thing_drawn_is_named_once_and_found_again() -> None:
    scene = a_scene()
    assert scene.stood_for() == ("plan", "bruise", "cut")
    assert scene.box_of("bruise") == (43, 3, 14, 14)
    assert scene.box_of("nobody") is None
    assert scene.box_of(None) is None


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        (Line(5, 9, 1, 3), (1, 3, 4, 6)),
        (Polyline(((0, 0), (4, 2))), (0, 0, 4, 2)),
        (Polygon(((0, 0), (4, 2), (1, 5))), (0, 0, 4, 5)),
        (Ellipse(10, 10, 3, 2), (7, 8, 6, 4)),
        (Path((("M", 0, 0), ("C", 1, -2, 3, 6, 4, 4), ("Z",))), (0, -2, 4, 8)),
        (Text(10, 20, "abc", 30, "body", "middle"), (-5, 7, 30, 16.25)),
        (Text(10, 20, "abc", 30, "body", "end", 2.0), (-20, -6, 30, 32.5)),
    ],
)
def test_every_shape_knows_the_room_it_takes(shape: Line, box: tuple[float, float, float, float]) -> None:
    assert bounds(shape) == box


def test_two_cuts_leave_only_what_both_leave() -> None:
    assert meet((0, 0, 10, 10), (5, 5, 10, 10)) == (5, 5, 5, 5)
    assert meet((0, 0, 4, 4), (8, 8, 4, 4)) == (8, 8, 0, 0)
    assert meet(None, (1, 2, 3, 4)) == (1, 2, 3, 4)
    assert meet(None, None) is None


def test_a_line_of_no_length_is_a_point() -> None:
    assert from_line((3, 4), (3, 4), 0, 0) == 5
