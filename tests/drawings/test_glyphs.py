"""Every sign of the legend is drawn, differently from every other, and the same on both painters."""

import pytest

from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind, GlyphKind
from aande_alert.drawings.glyphs import BADGE_FILLS, EARLIER, LATER, WARNING, placed, shapes_of
from aande_alert.drawings.shapes import Glyph, Line, bounds

KINDS = [*GlyphKind, *BadgeKind, *Source, EARLIER, LATER, WARNING, *(f"boxed:{kind}" for kind in BADGE_FILLS)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_sign_fits_its_square_and_keeps_what_it_stands_for(kind: str) -> None:
    for shape in placed(Glyph(kind, 100, 50, 2.0, ink="text", stands_for="e1")):
        left, top, width, height = bounds(shape)
        assert left >= 83
        assert left + width <= 117
        assert top >= 33
        assert top + height <= 67
        assert shape.stands_for == "e1"


def test_no_two_signs_of_the_legend_look_the_same_without_colour() -> None:
    drawn = [shapes_of(Glyph(kind, 0, 0)) for kind in GlyphKind]
    assert len(set(drawn)) == len(GlyphKind)
    states = [shapes_of(Glyph(kind, 0, 0)) for kind in BadgeKind]
    assert len(set(states)) == len(BadgeKind)


def test_a_boxed_state_is_cut_out_of_its_box() -> None:
    body, cut, *_ = shapes_of(Glyph("boxed:on-plan", 0, 0))
    assert body.fill == "on-red"
    assert isinstance(cut, Line)
    assert cut.ink == "red"


def test_an_unknown_sign_is_a_mistake_not_a_blank() -> None:
    with pytest.raises(KeyError):
        shapes_of(Glyph("smiley", 0, 0))
