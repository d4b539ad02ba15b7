"""The body outlines are ours, whole, and the same on both sides."""

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.figures import body_regions, drawing_of, read_figure
from aande_alert.drawings.paths import contains, middle


@pytest.mark.parametrize("figure", list(Figure))
@pytest.mark.parametrize("view", list(View))
def test_every_view_of_every_figure_is_drawn_inside_its_box(view: View, figure: Figure) -> None:
    drawing = drawing_of(view, figure)
    left, top, width, height = drawing.box
    assert drawing.view is view
    assert drawing.mm_per_unit > 0
    assert drawing.silhouette
    for outline in drawing.silhouette:
        assert all(left - 1 <= x <= left + width + 1 and top - 1 <= y <= top + height + 1 for x, y in outline)


@pytest.mark.parametrize("figure", list(Figure))
def test_every_region_lies_on_the_body_it_is_drawn_for(figure: Figure) -> None:
    for place in body_regions().places:
        if figure in place.figures:
            outlines = drawing_of(place.view, figure).silhouette
            centre = middle(place.polygon)
            near = [centre, *place.polygon, *(_towards(corner, centre) for corner in place.polygon)]
            assert any(contains(outline, *point) for outline in outlines for point in near), place.region


def _towards(corner: tuple[float, float], centre: tuple[float, float]) -> tuple[float, float]:
    return (0.8 * corner[0] + 0.2 * centre[0], 0.8 * corner[1] + 0.2 * centre[1])


def test_the_right_side_is_the_left_side_mirrored() -> None:
    left, right = drawing_of(View.HEAD_LEFT, Figure.CHILD), drawing_of(View.HEAD_RIGHT, Figure.CHILD)
    assert [(-x, y) for x, y in left.silhouette[0]] == list(right.silhouette[0])


def test_an_older_head_is_larger_so_that_a_mark_on_it_is_smaller() -> None:
    infant, adolescent = (drawing_of(View.FACE, figure) for figure in (Figure.INFANT, Figure.ADOLESCENT))
    assert adolescent.mm_per_unit > infant.mm_per_unit


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" {0}>{1}</svg>'
_WHOLE = 'viewBox="0 0 1 1" data-mm-per-unit="1"'


@pytest.mark.parametrize(
    "svg",
    [
        "not svg",
        _SVG.format('viewBox="0 0 1 1"', ""),
        _SVG.format('data-mm-per-unit="1"', ""),
        _SVG.format(_WHOLE, '<path class="glitter" d="M0 0L1 1"/>'),
        _SVG.format(_WHOLE, '<path class="line" d="M0"/>'),
    ],
)
def test_a_damaged_outline_is_said_to_be_damaged(svg: str) -> None:
    with pytest.raises(Unavailable) as trouble:
        read_figure(svg, View.FRONT)
    assert "No record was touched" in trouble.value.sentence()
