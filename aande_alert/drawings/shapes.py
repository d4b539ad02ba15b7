"""What a picture is made of: frozen shapes with the id of what each stands for, and token names for colours.

Units are pixels at 100 % text and 96 dpi, y downwards. Colours are names from the token table, so one picture
serves light, dark, high contrast and print. Nothing here knows Qt or reportlab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import TypeAlias
from uuid import UUID

StandsFor: TypeAlias = str | UUID | None
Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""
Segment: TypeAlias = tuple[str | float, ...]
"""`("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)` or `("Z",)`, all absolute."""
Measure: TypeAlias = Callable[[str, str], float]
"""Width of words in a text role; passed in, so that layout stays pure."""

TEXT_ROLES: dict[str, tuple[float, int]] = {
    "body": (13.0, 400),
    "strong": (13.0, 600),
    "small": (12.0, 400),
    "small_strong": (12.0, 600),
    "badge": (12.0, 700),
    "heading": (15.0, 700),
}
"""Size in px and weight of each text role (tokens, section 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What every drawn shape may carry.

    Attributes:
        ink: Token of the line or of the words; empty: no line.
        fill: Token of the area; empty: not filled.
        weight: Width of the line.
        dash: On and off lengths; empty: unbroken.
        strength: 1 is the full colour, less lets the ground through.
        hatch: The fill is diagonal lines instead of an even area.
        stands_for: Id of the event, band, region or person this is the drawing of.
    """

    ink: str = ""
    fill: str = ""
    weight: float = 1.0
    dash: tuple[float, ...] = ()
    strength: float = 1.0
    hatch: bool = False
    stands_for: StandsFor = None


@dataclass(frozen=True, slots=True)
class Line(Drawn):
    """A straight line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Polyline(Drawn):
    """Straight lines from point to point, not closed."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Polygon(Drawn):
    """A closed outline of straight lines."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Path(Drawn):
    """An outline of lines and cubic curves; see `drawings.paths` for reading one from SVG words."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Rect(Drawn):
    """A rectangle, corners rounded where a radius is given."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Ellipse(Drawn):
    """An ellipse about a centre; a circle where both radii are equal."""

    cx: float
    cy: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Text(Drawn):
    """Words on one line.

    Attributes:
        x: Where the anchor stands.
        y: The line the letters stand on.
        words: As drawn; a painter never shortens them.
        width: As measured by the layout; a painter squeezes a wider face into it.
        role: One of `TEXT_ROLES`.
        anchor: `start`, `middle` or `end`.
        scale: Text setting, 1.0 to 2.0.
    """

    x: float
    y: float
    words: str
    width: float
    role: str = "small"
    anchor: str = "start"
    scale: float = 1.0

    @property
    def left(self) -> float:
        """Return the left edge."""
        return self.x - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]

    @property
    def size(self) -> float:
        """Return the height of the face in px."""
        return TEXT_ROLES[self.role][0] * self.scale


@dataclass(frozen=True, slots=True)
class Glyph(Drawn):
    """A small sign from the legend, centred; `drawings.glyphs` says what it looks like.

    Attributes:
        kind: A glyph of `drawings.glyphs`.
        x: Centre.
        y: Centre.
        scale: 1.0 at 100 % text.
    """

    kind: str
    x: float
    y: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes drawn together, cut at a rectangle where one is given."""

    shapes: tuple[Shape, ...]
    clip: Box | None = None


Leaf: TypeAlias = Line | Polyline | Polygon | Path | Rect | Ellipse | Text | Glyph
Shape: TypeAlias = Leaf | Group

GLYPH_REACH = 7.0
"""Half the side of the square a glyph fills, px at 100 %."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its size, its shapes from back to front, and the same in words.

    Attributes:
        width: In px.
        height: In px.
        shapes: Painted in this order.
        alt: What the picture tells, for a screen reader and for the tagged PDF.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...] = field(default=())
    alt: str = ""

    def leaves(self) -> Iterator[tuple[Leaf, Box | None]]:
        """Yield every shape that is not a group, back to front, with the rectangle it is cut at."""
        yield from _leaves(self.shapes, None)

    def stood_for(self) -> tuple[StandsFor, ...]:
        """Return the ids that are drawn, each once, in painting order."""
        return tuple(
            dict.fromkeys(leaf.stands_for for leaf, _ in self.leaves() if leaf.stands_for is not None)
        )

    def box_of(self, stands_for: StandsFor) -> Box | None:
        """Return the rectangle around everything that stands for one id; `None` where nothing does."""
        boxes = [bounds(leaf) for leaf, _ in self.leaves() if leaf.stands_for == stands_for]
        return around(boxes) if boxes and stands_for is not None else None

    def hit(self, x: float, y: float, *, slack: float = 4.0) -> StandsFor:
        """Return the id of the topmost drawn thing at a point.

        Args:
            x: In px of the picture.
            y: In px of the picture.
            slack: How far outside its rectangle a thing may still be meant.

        Returns:
            The id; `None` where nothing with an id is that near.
        """
        near: tuple[float, StandsFor] | None = None
        for leaf, clip in self.leaves():
            if leaf.stands_for is None or (clip is not None and outside(clip, x, y) > slack):
                continue
            away = _away(leaf, x, y)
            if away <= slack and (near is None or away <= near[0]):
                near = (away, leaf.stands_for)
        return near[1] if near else None


def _leaves(shapes: tuple[Shape, ...], clip: Box | None) -> Iterator[tuple[Leaf, Box | None]]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from _leaves(shape.shapes, meet(clip, shape.clip))
        else:
            yield shape, clip


def meet(one: Box | None, other: Box | None) -> Box | None:
    """Return what two rectangles have in common; `None` stands for no limit."""
    if one is None or other is None:
        return other if one is None else one
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, max(0.0, right - left), max(0.0, bottom - top))


def outside(box: Box, x: float, y: float) -> float:
    """Return how far a point lies outside a rectangle; 0 inside."""
    left, top, width, height = box
    return hypot(max(left - x, 0.0, x - left - width), max(top - y, 0.0, y - top - height))


def _away(leaf: Leaf, x: float, y: float) -> float:
    """Return how far a point is from a shape: from a line itself, from the rectangle around anything else."""
    if isinstance(leaf, Line):
        return from_line((leaf.x1, leaf.y1), (leaf.x2, leaf.y2), x, y)
    return outside(bounds(leaf), x, y)


def from_line(one: Point, other: Point, x: float, y: float) -> float:
    """Return how far a point is from the straight line between two points."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    size = dx * dx + dy * dy
    share = 0.0 if not size else min(1.0, max(0.0, ((x - one[0]) * dx + (y - one[1]) * dy) / size))
    return hypot(x - one[0] - share * dx, y - one[1] - share * dy)


def around(boxes: list[Box]) -> Box:
    """Return the smallest rectangle around at least one rectangle."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return (left, top, right - left, bottom - top)


def bounds(leaf: Leaf) -> Box:
    """Return the rectangle around one shape, without its line's width."""
    match leaf:
        case Rect():
            return (leaf.x, leaf.y, leaf.width, leaf.height)
        case Ellipse():
            return (leaf.cx - leaf.rx, leaf.cy - leaf.ry, 2 * leaf.rx, 2 * leaf.ry)
        case Text():
            return (leaf.left, leaf.y - leaf.size, leaf.width, leaf.size * 1.25)
        case Glyph():
            reach = GLYPH_REACH * leaf.scale
            return (leaf.x - reach, leaf.y - reach, 2 * reach, 2 * reach)
        case _:
            return _box_of_points(_points(leaf))


def _points(leaf: Line | Polyline | Polygon | Path) -> list[Point]:
    if isinstance(leaf, Line):
        return [(leaf.x1, leaf.y1), (leaf.x2, leaf.y2)]
    if isinstance(leaf, Path):
        # Control points may lie outside the curve; the rectangle is then a little too large, never too small.
        return [
            (float(segment[i]), float(segment[i + 1]))
            for segment in leaf.segments
            for i in range(1, len(segment), 2)
        ]
    return list(leaf.points)


def _box_of_points(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
