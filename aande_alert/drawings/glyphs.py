"""The small signs of the legend: what each looks like, about its own centre, as shapes of token colours."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias, assert_never

from aande_alert.domain.growth import HowMeasured
from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind, GlyphKind
from aande_alert.drawings.paths import moved, path
from aande_alert.drawings.shapes import Ellipse, Glyph, Leaf, Line, Path, Polygon, Rect

_Part: TypeAlias = Ellipse | Line | Path | Polygon | Rect

EARLIER = "earlier"
LATER = "later"
WARNING = "warning"
OTHER_AGE = "other_age"
CARRIED = "carried"

_PLAN = "M4.9.8h6.2L15 4.7v5.3L8 15.6 1 10V4.7z"
_SHIELD = (
    "M8 .5c1.9 1.4 4.2 2.1 6.8 2.2v5.1c0 3.9-2.7 6.4-6.8 7.9-4.1-1.5-6.8-4-6.8-7.9V2.7C3.8 2.6 6.1 1.9 8 .5z"
)
_UNBORN = "M1.5 1.5h13v6.2a6.5 7.3 0 0 1-13 0z"
_HOLLOW = Path(moved(path(_PLAN), -7.2, -7.2, scale=0.9), ink="red-line", weight=1.4)
_QUESTION = "M6.2 6.5c0-1.1.8-1.8 1.8-1.8s1.8.7 1.8 1.7c0 1.2-1.8 1.4-1.8 2.6"

BADGE_FILLS: dict[BadgeKind, tuple[str, str]] = {
    BadgeKind.ON_PLAN: ("red", "on-red"),
    BadgeKind.LOOKED_AFTER: ("violet", "on-violet"),
    BadgeKind.UNBORN_PLAN: ("pink", "on-pink"),
    BadgeKind.CHECK_FAILED: ("amber", "on-amber"),
    BadgeKind.POSSIBLE_MATCH: ("amber-tint", "text"),
}
"""Ground and word of the badges that have a filled box; the others stand on the surface."""


def shapes_of(glyph: Glyph) -> tuple[_Part, ...]:
    """Return a glyph's shapes about the origin at 100 %, in its own ink.

    Raises:
        KeyError: No sign has that name.
    """
    return _drawn(glyph.kind, glyph.ink or "text", glyph.fill or "surface")


@lru_cache(maxsize=256)
def _drawn(kind: str, ink: str, ground: str) -> tuple[_Part, ...]:
    if kind.startswith("boxed:"):
        return _badge(kind.removeprefix("boxed:"), boxed=True)
    if kind in set(BadgeKind):
        return _badge(kind, boxed=False)
    if kind in set(Source):
        return _source(kind, ink, ground)
    return _sign(kind, ink, ground)


def _sign(kind: str, ink: str, ground: str) -> tuple[_Part, ...]:
    signs: dict[str, tuple[_Part, ...]] = {
        GlyphKind.ATTENDANCE: (Ellipse(0, 0, 5.5, 5.5, fill=ink),),
        GlyphKind.STAY: (Rect(-5, -5, 10, 10, fill=ink),),
        GlyphKind.CONTACT: (Ellipse(0, 0, 4.75, 4.75, ink=ink, fill=ground, weight=1.5),),
        GlyphKind.VISIT_KEPT: (Rect(-4.5, -4.5, 9, 9, ink=ink, fill=ground, weight=1.5),),
        GlyphKind.NOT_BROUGHT: (
            Ellipse(0, 0, 5, 5, ink=ink, fill=ground, weight=1.5),
            Line(-2.1, -2.1, 2.1, 2.1, ink=ink, weight=1.5),
            Line(-2.1, 2.1, 2.1, -2.1, ink=ink, weight=1.5),
        ),
        GlyphKind.PRESCRIPTION: (
            Rect(-6, -3.5, 12, 7, 3.5, ink=ink, fill=ground, weight=1.5),
            Line(0, -3.5, 0, 3.5, ink=ink, weight=1.5),
        ),
        GlyphKind.INJURY: (Polygon(((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0)), fill=ink),),
        GlyphKind.REFERRAL: (
            Polygon(((-4.5, -5.5), (5.5, 0), (-4.5, 5.5)), ink=ink, fill=ground, weight=1.5),
        ),
        EARLIER: (Polygon(((2.5, -4.5), (-2.5, 0), (2.5, 4.5)), fill=ink),),
        LATER: (Polygon(((-2.5, -4.5), (2.5, 0), (-2.5, 4.5)), fill=ink),),
        WARNING: _warning(),
        **_weighed(ink, ground),
    }
    return signs[kind]


def _weighed(ink: str, ground: str) -> dict[str, tuple[_Part, ...]]:
    """Return the signs of how a child was measured; a bar for what was worn."""
    clothed = (
        Ellipse(0, 0, 4.75, 4.75, ink=ink, fill=ground, weight=1.5),
        Line(-4, 0, 4, 0, ink=ink, weight=2),
    )
    return {
        HowMeasured.BARE: (Ellipse(0, 0, 5, 5, fill=ink),),
        HowMeasured.LIGHT: clothed,
        HowMeasured.CLOTHED: clothed,
        HowMeasured.ESTIMATED: (Ellipse(0, 0, 4.75, 4.75, ink=ink, fill=ground, weight=1.2, dash=(2, 1.6)),),
        OTHER_AGE: (Line(-4, -4, 4, 4, ink=ink, weight=1.5), Line(-4, 4, 4, -4, ink=ink, weight=1.5)),
        CARRIED: (Line(-7, 0, 7, 0, ink=ink, weight=1.5, dash=(1.5, 3)),),
    }


def _warning() -> tuple[_Part, ...]:
    return (
        Polygon(((0, -6.2), (6.6, 5.8), (-6.6, 5.8)), ink="on-amber", fill="amber", weight=1),
        Line(0, -2, 0, 1.6, ink="on-amber", weight=1.5),
        Ellipse(0, 3.8, 0.9, 0.9, fill="on-amber"),
    )


def _source(kind: str, ink: str, ground: str) -> tuple[_Part, ...]:
    match kind:
        case Source.SEEN | Source.MEASURED:
            return (Ellipse(0, 0, 5, 5, fill=ink),)
        case Source.TOLD_BY_ADULT:
            return (Ellipse(0, 0, 4.25, 4.25, ink=ink, fill=ground, weight=1.5),)
        case Source.SAID_BY_CHILD:
            return (Polygon(((0, -5.2), (5.2, 0), (0, 5.2), (-5.2, 0)), ink=ink, fill=ground, weight=1.4),)
        case Source.FROM_RECORD:
            return (
                Rect(-5, -5, 10, 10, fill=ink),
                Line(-3, -1.6, 3, -1.6, ink=ground, weight=1.2),
                Line(-3, 1.6, 3, 1.6, ink=ground, weight=1.2),
            )
        case _:
            return (Rect(-4.5, -4.5, 9, 9, ink=ink, weight=1.2, dash=(2, 1.6)),)


def _badge(kind: str, *, boxed: bool) -> tuple[_Part, ...]:
    """Return a protection state's shape on the 16 grid (tokens, section 6), centred."""
    match kind:
        case BadgeKind.ON_PLAN:
            body, cut = ("on-red", "red") if boxed else ("red", "on-red")
            return (
                _outline(_PLAN, fill=body),
                Line(0, -3.8, 0, 0.8, ink=cut, weight=2),
                Ellipse(0, 3.4, 1.15, 1.15, fill=cut),
            )
        case BadgeKind.LOOKED_AFTER:
            body, cut = ("on-violet", "violet") if boxed else ("violet", "on-violet")
            return (
                _outline(_SHIELD, fill=body),
                _outline("M4.6 8 8 5l3.4 3M5.8 7.6v3.4h4.4V7.6", ink=cut, weight=1.5),
            )
        case BadgeKind.UNBORN_PLAN:
            body, cut = ("on-pink", "pink") if boxed else ("pink", "on-pink")
            return (
                _outline(_UNBORN, fill=body),
                Ellipse(0, -0.4, 3, 3, ink=cut, weight=1.5),
                Ellipse(0, -0.4, 1, 1, fill=cut),
            )
        case BadgeKind.PLAN_ENDED:
            return (_HOLLOW, Line(-2.7, 0, 2.7, 0, ink="red-line", weight=1.5))
        case BadgeKind.DISPUTED:
            hook = _outline(_QUESTION, ink="red-line", weight=1.4)
            return (_HOLLOW, hook, Ellipse(0, 3.1, 0.9, 0.9, fill="red-line"))
        case _:
            return _doubtful(kind)


def _doubtful(kind: str) -> tuple[_Part, ...]:
    triangle = ((0, -6.6), (7, 6), (-7, 6))
    match kind:
        case BadgeKind.POSSIBLE_MATCH:
            diamond = Polygon(((0, -7.2), (7.2, 0), (0, 7.2), (-7.2, 0)), ink="on-amber", fill="amber")
            hook = _outline(_QUESTION, ink="on-amber", weight=1.4)
            return (diamond, hook, Ellipse(0, 3.2, 0.9, 0.9, fill="on-amber"))
        case BadgeKind.NOT_CHECKED:
            return (
                Polygon(triangle, ink="on-amber", fill="amber"),
                Line(0, -2.4, 0, 1.6, ink="on-amber", weight=1.5),
                Ellipse(0, 3.9, 0.9, 0.9, fill="on-amber"),
            )
        case BadgeKind.CHECK_FAILED:
            return (
                Polygon(triangle, fill="on-amber"),
                Line(-1.7, -0.4, 1.7, 3.4, ink="amber", weight=1.5),
                Line(1.7, -0.4, -1.7, 3.4, ink="amber", weight=1.5),
            )
        case BadgeKind.CHECKING:
            return (Ellipse(0, 0, 4, 4, ink="ring", weight=1.5, dash=(2, 1.6)),)
        case _:
            return (Ellipse(0, 0, 4, 4, ink="ring", weight=1.5),)


def _outline(words: str, *, ink: str = "", fill: str = "", weight: float = 1.0) -> Path:
    return Path(moved(path(words), -8, -8), ink=ink, fill=fill, weight=weight)


def placed(glyph: Glyph) -> tuple[Leaf, ...]:
    """Return a glyph's shapes where it stands, for a painter that has no stamps."""
    return tuple(
        replace(_put(shape, glyph), stands_for=glyph.stands_for, strength=glyph.strength)
        for shape in shapes_of(glyph)
    )


def _put(shape: _Part, glyph: Glyph) -> Leaf:
    x, y, k = glyph.x, glyph.y, glyph.scale
    match shape:
        case Ellipse():
            return replace(shape, cx=x + shape.cx * k, cy=y + shape.cy * k, rx=shape.rx * k, ry=shape.ry * k)
        case Rect():
            corner = replace(shape, x=x + shape.x * k, y=y + shape.y * k, radius=shape.radius * k)
            return replace(corner, width=shape.width * k, height=shape.height * k)
        case Line():
            start = replace(shape, x1=x + shape.x1 * k, y1=y + shape.y1 * k)
            return replace(start, x2=x + shape.x2 * k, y2=y + shape.y2 * k)
        case Polygon():
            return replace(shape, points=tuple((x + px * k, y + py * k) for px, py in shape.points))
        case Path():
            return replace(shape, segments=moved(shape.segments, x, y, scale=k))
        case _:
            assert_never(shape)
