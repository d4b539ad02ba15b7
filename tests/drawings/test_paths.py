"""Outlines are read as SVG has them, and measured."""

import pytest

from aande_alert.drawings.paths import area, contains, flattened, grown, middle, moved, path

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("M1 2L4 6", (4, 6)),
        ("m1 2l3 4", (4, 6)),
        ("M1 2 4 6", (4, 6)),
        ("M1 2H9V-3", (9, -3)),
        ("M1 2h8v-5", (9, -3)),
        ("M0 0C1 1 2 1 3 0s2-1 3 0", (6, 0)),
        ("M0 0s2-1 3 0", (3, 0)),
        ("M0 0Q2 4 4 0", (4, 0)),
        ("M0 0q2 4 4 0", (4, 0)),
        ("M1.5.5-2-3", (-2, -3)),
        ("M0 0A5 5 0 0 1 10 0", (10, 0)),
        ("M0 0a5 5 0 1 0 5 5", (5, 5)),
        ("M0 0A5 5 0 0 0 5 5", (5, 5)),
        ("M5 5A5 5 0 0 0 0 0", (0, 0)),
        ("M0 0A5 5 0 1 1 5 5", (5, 5)),
        ("M0 0A5 5 0 1 0 5 -5", (5, -5)),
        ("M0 0a5 5 0 0 0 0 0", (0, 0)),
        ("M0 0A1 1 0 0 0 8 0", (8, 0)),
    ],
)
def test_a_path_ends_where_its_words_say(words: str, end: tuple[float, float]) -> None:
    last = path(words)[-1]
    assert [float(number) for number in last[-2:]] == pytest.approx(end)


def test_a_circle_of_two_arcs_has_the_area_of_a_circle() -> None:
    (round_one,) = flattened(path("M-5 0A5 5 0 0 1 5 0A5 5 0 0 1 -5 0Z"), steps=32)
    assert area(round_one) == pytest.approx(78.54, rel=0.01)
    (long_way,) = flattened(path("M0 -5A5 5 0 1 0 5 0"), steps=32)
    assert min(x for x, _ in long_way) == pytest.approx(-5, abs=0.05)


@pytest.mark.parametrize("words", ["5 5", "M1", "M0 0L1 2 3", "M0 0C1 2 3 4"])
def test_words_that_are_no_path_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"not a path|needs"):
        path(words)


def test_after_a_close_the_pen_is_back_at_the_start() -> None:
    assert path("M2 3L9 9Zl1 1")[-1] == ("L", 3.0, 4.0)


def test_a_mirrored_left_ear_is_a_right_ear() -> None:
    assert moved(path("M45 55L50 51"), 0, 0, mirror=True) == (("M", -45.0, 55.0), ("L", -50.0, 51.0))
    assert moved(path("M1 2"), 10, 20, scale=2) == (("M", 12.0, 24.0),)


def test_a_point_is_inside_or_it_is_not() -> None:
    assert contains(SQUARE, 5, 5)
    assert not contains(SQUARE, 15, 5)
    assert not contains(SQUARE, -1, 5)
    assert area(SQUARE) == 100
    assert middle(SQUARE) == (5, 5)
    assert middle(((0, 0), (4, 0), (8, 0))) == (4, 0)


@pytest.mark.parametrize("corners", [SQUARE, SQUARE[::-1], (*SQUARE, (0.0, 10.0))])
def test_a_ring_stands_outside_what_it_is_around(corners: tuple[tuple[float, float], ...]) -> None:
    ring = grown(corners, 2)
    assert area(ring) > 100
    assert all(not contains(corners, x, y) for x, y in ring)
