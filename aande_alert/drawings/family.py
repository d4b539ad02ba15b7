"""The family diagram: standard genogram signs, a dotted outline about the home, what the lists say.

A line is only drawn where a record or a person says how two people are linked. Nobody's marriage is known
here, so partners are joined by a dashed line, and a brother whose parents nobody named by a dotted one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from aande_alert.domain.identity import Sex
from aande_alert.domain.timeline import BadgeKind
from aande_alert.drawings.family_place import (
    BIRTH_PARENTS,
    LEVEL,
    LINE,
    SYMBOL,
    FamilyLayout,
    Generation,
    Kin,
    Standing,
    lay_out,
)
from aande_alert.drawings.glyphs import BADGE_FILLS
from aande_alert.drawings.shapes import (
    Ellipse,
    Glyph,
    Leaf,
    Line,
    Measure,
    Point,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    Text,
)

_DASHED, _DOTTED = (5.0, 4.0), (1.5, 4.0)
_TO_LINES = 14.0
_PORT = 7.0


@dataclass(frozen=True, slots=True)
class FamilyView:
    """What the person at the screen looks at.

    Attributes:
        width: Least width of the picture, px.
        scale: Text setting, 1.0 to 2.0.
        selected: Who is in focus.
        focused: Whether the keyboard is here, which draws the focus ring.
    """

    width: float
    scale: float = 1.0
    selected: UUID | None = None
    focused: bool = False


@dataclass(frozen=True, slots=True)
class _Bond:
    """Lines from one or two people down to their children; a couple without any is only joined."""

    above: tuple[UUID, ...]
    below: tuple[UUID, ...]
    row: Generation
    words: str = ""


def _bonds(people: Sequence[Kin]) -> list[_Bond]:
    """Return which lines there are, from what is known of each link."""
    subject = people[0]
    born_of = tuple(one.id for one in people if one.words in BIRTH_PARENTS)[:2]
    found = [_Bond(born_of, (subject.id,), Generation.PARENTS)] if born_of else []
    for one in people:
        if one.words == "Mother's partner" and one.through is not None:
            words = f"since {one.since}" if one.since else ""
            found.append(_Bond((one.through, one.id), (), Generation.PARENTS, words))
    for row, through in dict.fromkeys((one.row, one.through) for one in people if one.through is not None):
        if row is Generation.ELDERS:
            elders = tuple(one.id for one in people if one.row is row and one.through == through)
            found.append(_Bond(elders[:2], (through,), row))
        elif row is Generation.CHILDREN:
            below = tuple(one.id for one in people if one.row is row and one.through == through)
            found.append(_Bond((through,), below, Generation.PARENTS))
    younger = tuple(one.id for one in people if one.row is Generation.YOUNGER)
    return [*found, _Bond((subject.id,), younger, Generation.CHILDREN)] if younger else found


def arranged(people: Sequence[Kin], view: FamilyView, measure: Measure) -> FamilyLayout:
    """Put everybody in their place.

    Args:
        people: The child the record is about first; everybody once.
        view: What is looked at.
        measure: Width of words in a role.
    """
    bonds = _bonds(people)
    levels = {row: sum(1 for bond in bonds if bond.row is row) for row in Generation}
    return lay_out(people, levels, measure, width=view.width, scale=view.scale)


def family_scene(people: Sequence[Kin], view: FamilyView, measure: Measure) -> Scene:
    """Draw a family.

    Args:
        people: The child the record is about first; everybody once.
        view: What is looked at.
        measure: Width of words in a role.
    """
    layout = arranged(people, view, measure)
    shapes: list[Shape] = [*_home(layout), *_lines(layout, people, measure)]
    for one in layout.people:
        shapes += _person(one, layout.scale, measure)
        if one.kin.id == view.selected:
            shapes += _focus(one, layout.scale, focused=view.focused)
    return Scene(layout.width, layout.height, tuple(shapes), alternative(people))


def alternative(people: Sequence[Kin]) -> str:
    """Return the diagram in sentences."""
    return " ".join(f"{_said(one)}." for one in people)


def _said(kin: Kin) -> str:
    home = {True: "lives here", False: "lives elsewhere", None: "home Not Known"}[kin.here]
    parts = [kin.name, kin.about, home if kin.words else "", "died" if kin.died else ""]
    return ", ".join([*filter(None, parts), *([kin.badge.words] if kin.badge else [])])


# -------------------------------------------------------------------- lines


def _lines(layout: FamilyLayout, people: Sequence[Kin], measure: Measure) -> Iterator[Shape]:
    used: dict[UUID, int] = {}
    at = dict.fromkeys(Generation, 0)
    for bond in _bonds(people):
        y = _foot(layout, bond.row) + (_TO_LINES + LEVEL * at[bond.row]) * layout.scale
        at[bond.row] += 1
        yield from _bond_lines(layout, bond, y, used, measure)
    yield from _unexplained(layout, people)


def _foot(layout: FamilyLayout, row: Generation) -> float:
    """Return the lower edge of a generation, words included."""
    high = {one.y for one in layout.people if one.kin.row is row}
    tall = 52.0 if row is not Generation.CHILDREN else SYMBOL + 2 * LINE + 32
    return max(high) + tall * layout.scale


def _bond_lines(
    layout: FamilyLayout, bond: _Bond, y: float, used: dict[UUID, int], measure: Measure
) -> Iterator[Shape]:
    above = [_port(layout.of(one), used, layout.scale) for one in bond.above]
    below = [_top(layout.of(one), layout.scale) for one in bond.below]
    for x, top in above:
        yield Line(x, top, x, y, ink="text", weight=1.5, dash=_DASHED if len(above) > 1 else ())
    xs = [x for x, _ in above]
    if len(above) > 1:
        yield Line(min(xs), y, max(xs), y, ink="text", weight=1.5, dash=_DASHED)
    if bond.words:
        width = measure(bond.words, "small") * layout.scale
        low = y + 13 * layout.scale
        yield Text(min(xs) + 6, low, bond.words, width, "small", scale=layout.scale, ink="text2")
    if below:
        yield from _descent(xs, below, y, layout.scale)


def _descent(xs: list[float], below: list[Point], y: float, scale: float) -> Iterator[Shape]:
    """Draw from a couple's line, or from one parent, down to each child."""
    wanted = below[0][0]
    drop = min(max(wanted, min(xs)), max(xs))
    bus = y if len(xs) == 1 else y + LEVEL * scale / 2
    if bus != y:
        yield Line(drop, y, drop, bus, ink="text", weight=1.5)
    ends = [drop, *(x for x, _ in below)]
    if max(ends) - min(ends) > 0:
        yield Line(min(ends), bus, max(ends), bus, ink="text", weight=1.5)
    for x, top in below:
        yield Line(x, bus, x, top, ink="text", weight=1.5)


def _unexplained(layout: FamilyLayout, people: Sequence[Kin]) -> Iterator[Shape]:
    """Join brothers and sisters whose parents nobody named to the child, by a dotted line."""
    subject = _top(layout.of(people[0].id), layout.scale)
    for one in people[1:]:
        if one.row is Generation.CHILDREN and one.through is None:
            x, top = _top(layout.of(one.id), layout.scale)
            y = top - 7 * layout.scale
            points = ((x, top), (x, y), (subject[0], y), subject)
            yield Polyline(points, ink="text2", weight=1.5, dash=_DOTTED)


def _port(one: Standing, used: dict[UUID, int], scale: float) -> Point:
    """Return where a line leaves somebody, beside the lines that left before."""
    count = used.get(one.kin.id, 0)
    used[one.kin.id] = count + 1
    off = _PORT * ((count + 1) // 2) * (1 if count % 2 else -1) * scale
    side = SYMBOL * scale
    if one.beside:
        return (one.x + side / 2 + off, one.y + side)
    return (one.x + side / 2 + off, one.y + side + (2 * LINE + 32) * scale)


def _top(one: Standing, scale: float) -> Point:
    return (one.x + SYMBOL * scale / 2, one.y)


def _home(layout: FamilyLayout) -> Iterator[Shape]:
    """Draw the outline of the child's home about everybody of whom it is known that they live there."""
    scale = layout.scale
    boxes = []
    for row in Generation:
        here = [one for one in layout.people if one.kin.row is row and (one.kin.here or not one.kin.words)]
        if here:
            left = min(one.x for one in here) - 12 * scale
            right = max(one.x + one.width for one in here) + 10 * scale
            boxes.append((left, here[0].y - 12 * scale, right, _foot(layout, row) + 4 * scale, row))
    joined = [box for box in boxes if box[4] in {Generation.PARENTS, Generation.CHILDREN}]
    for left, top, right, foot, row in boxes:
        if len(joined) == 1 or row not in {Generation.PARENTS, Generation.CHILDREN}:
            wide, high = right - left, foot - top
            yield Rect(left, top, wide, high, 6, fill="sunken", ink="text2", dash=_DOTTED, weight=1.5)
    if len(joined) > 1:
        (al, at, ar, _, _), (bl, bt, br, bb, _) = joined
        points = ((al, at), (ar, at), (ar, bt), (br, bt), (br, bb), (bl, bb), (bl, bt), (al, bt))
        yield Polygon(points, fill="sunken", ink="text2", dash=_DOTTED, weight=1.5)


# -------------------------------------------------------------------- people


def _person(one: Standing, scale: float, measure: Measure) -> Iterator[Shape]:
    kin, side = one.kin, SYMBOL * scale
    dash = _DASHED if kin.here is False else ()
    yield _symbol(one, side, dash)
    if not kin.words:
        inner = Standing(kin, one.x + 4 * scale, one.y + 4 * scale, 0, one.beside)
        yield _symbol(inner, side - 8 * scale, ())
    if kin.died:
        yield Line(one.x, one.y, one.x + side, one.y + side, ink="text", weight=1.5)
        yield Line(one.x, one.y + side, one.x + side, one.y, ink="text", weight=1.5)
    x, y = (one.x + side + 8 * scale, one.y + 9 * scale) if one.beside else (one.x, one.y + side + 15 * scale)
    names = kin.name_lines if one.beside else (kin.name,)
    lines = [(name, "small_strong", "text") for name in names]
    for words, role, ink in (*lines, (kin.about, "small", "text2")):
        width = measure(words, role) * scale
        yield Text(x, y, words, width, role, scale=scale, ink=ink, stands_for=kin.id)
        y += LINE * scale
    yield from _badge(one, y - 10 * scale, scale, measure)


def _symbol(one: Standing, side: float, dash: tuple[float, ...]) -> Leaf:
    x, y, half = one.x, one.y, side / 2
    drawn = {"ink": "text", "fill": "surface", "weight": 1.5, "dash": dash, "stands_for": one.kin.id}
    match one.kin.sex:
        case Sex.MALE:
            return Rect(x, y, side, side, **drawn)  # type: ignore[arg-type]
        case Sex.FEMALE:
            return Ellipse(x + half, y + half, half, half, **drawn)  # type: ignore[arg-type]
        case _:
            points = ((x + half, y), (x + side, y + half), (x + half, y + side), (x, y + half))
            return Polygon(points, **drawn)  # type: ignore[arg-type]


def _badge(one: Standing, y: float, scale: float, measure: Measure) -> Iterator[Shape]:
    badge = one.kin.badge
    if badge is None:
        return
    width = measure(badge.words, "badge") * scale
    fill, ink = BADGE_FILLS.get(badge.kind, ("surface", "text"))
    filled = badge.kind in BADGE_FILLS
    wide = width + 33 * scale
    line = "" if filled else "line2"
    dash: tuple[float, ...] = ()
    if badge.kind is BadgeKind.PLAN_ENDED:
        line, ink = "red-line", "red-text"
    elif badge.kind is BadgeKind.NOT_CHECKED:
        line, dash = "amber-line", (3.0, 2.0)
    yield Rect(one.x, y, wide, 22 * scale, 4, fill=fill, ink=line, dash=dash, stands_for=one.kin.id)
    glyph = f"boxed:{badge.kind.value}" if filled else badge.kind.value
    yield Glyph(glyph, one.x + 13 * scale, y + 11 * scale, scale)
    yield Text(one.x + 26 * scale, y + 15.2 * scale, badge.words, width, "badge", scale=scale, ink=ink)


def _focus(one: Standing, scale: float, *, focused: bool) -> Iterator[Shape]:
    side = SYMBOL * scale
    rings = ((5.5, "focus", 3), (3.0, "focus-in", 2)) if focused else ((4.0, "blue-text", 2),)
    for grown, ink, weight in rings:
        wide = side + 2 * grown
        yield Rect(one.x - grown, one.y - grown, wide, wide, 4, ink=ink, weight=weight)
