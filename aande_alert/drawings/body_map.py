"""The body map as one picture: figures, marks with their numbers beside the body, and what was not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from aande_alert.domain.injuries import Injury, InjuryKind, Looked
from aande_alert.domain.regions import BodyRegions, View
from aande_alert.drawings.body_labels import Disc, NumberRoom
from aande_alert.drawings.body_layout import BodyLayout, PlacedView, Sheet
from aande_alert.drawings.paths import grown, middle
from aande_alert.drawings.shapes import (
    Ellipse,
    Leaf,
    Line,
    Measure,
    Point,
    Polygon,
    Rect,
    Scene,
    Shape,
    StandsFor,
    Text,
)

_LEAST = 3.5
"""Half the width under which a spot could not be seen, px."""
_HEAD_VIEWS = frozenset({View.FACE, View.HEAD_LEFT, View.HEAD_RIGHT})
_HATCHED = frozenset({InjuryKind.BURN, InjuryKind.SCALD, InjuryKind.ABRASION})
_OPEN = frozenset({InjuryKind.SWELLING, InjuryKind.FRACTURE, InjuryKind.OTHER})
_ROW = 24.0


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """One injury as the body map draws it.

    Attributes:
        number: Beside the spot and in the list.
        region: Region id.
        view: The view it was marked on.
        x: In that figure's units.
        y: In that figure's units.
        kind: What sort of mark.
        size_mm: Length and width; `None` where not measured.
        label: `Bruise 14 × 9 mm, oval, blue-purple, tender`.
        selected: Drawn larger, in blue.
        id: What it stands for; the number where there is none.
    """

    number: int
    region: str
    view: View
    x: float
    y: float
    kind: InjuryKind = InjuryKind.BRUISE
    size_mm: tuple[float, float] | None = None
    label: str = ""
    selected: bool = False
    id: str | UUID = ""

    def __repr__(self) -> str:
        return f"Mark({self.number}, withheld)"

    @property
    def stands_for(self) -> StandsFor:
        """Return the id on its shapes."""
        return self.id or f"mark {self.number}"


def mark_of(injury: Injury, *, selected: bool = False, stands_for: str | UUID = "") -> Mark:
    """Return the mark of an injury."""
    size = None
    if injury.length_mm is not None:
        size = (injury.length_mm, injury.width_mm if injury.width_mm is not None else injury.length_mm)
    return Mark(
        injury.number, injury.region, View(injury.view), injury.x, injury.y,
        injury.kind, size, injury.description(), selected, stands_for,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyView:
    """What is shown on the body map besides the body.

    Attributes:
        marks: Every mark of the attendance; those this sheet cannot show are left to the list.
        looked: What was found at regions without a mark; a region that is not here was not looked at.
        focus: Region and view in focus; `None` for none.
        focused: Whether the keyboard is here, which draws the focus ring.
        show_not_looked: Whether regions not looked at are hatched.
        explained: Whether the caption says what hatching means; on paper the heading does.
        text: Text setting, 1.0 to 2.0.
    """

    marks: tuple[Mark, ...] = ()
    looked: Mapping[str, Looked] | None = None
    focus: tuple[str, View] | None = None
    focused: bool = False
    show_not_looked: bool = True
    explained: bool = False
    text: float = 1.0


def body_scene(layout: BodyLayout, shown: BodyView, measure: Measure) -> Scene:
    """Draw one sheet of the body map."""
    alt = alternative(layout.regions, shown, figure=layout.figure.words)
    if layout.sheet is Sheet.NAPPY:
        return Scene(layout.width, layout.height, tuple(_words_only(layout, shown, measure)), alt)
    shapes: list[Shape] = []
    titles = list(_titles(layout, shown, measure))
    for placed in layout.views:
        shapes.extend(part.drawn(placed.dx, placed.dy, placed.scale) for part in placed.drawing.parts)
        shapes.extend(_not_looked(layout, placed, shown))
    shapes.extend(titles)
    shapes.extend(_focus(layout, shown))
    spots = [spot for mark in shown.marks for spot in _spots(layout, mark)]
    shapes.extend(shape for spot in spots for shape in _drawn_spot(spot))
    room = NumberRoom(layout, [spot.at for spot in spots], titles, shown.text)
    for spot in sorted(spots, key=lambda spot: (not spot.mark.selected, spot.mark.number)):
        shapes.extend(_number(spot, room.put(spot.at, spot.reach), shown.text, measure))
    return Scene(layout.width, layout.height, tuple(shapes), alt)


# -------------------------------------------------------------------- the body


def _titles(layout: BodyLayout, shown: BodyView, measure: Measure) -> Iterator[Text]:
    text = shown.text
    size = 12.0 * text
    for placed in layout.views:
        left, top, width, _ = placed.box
        words = placed.view.words
        fit = measure(words, "small_strong") * text
        y = max(top - (1 if placed.view in {View.FRONT, View.BACK} else 4) * layout.scale, size)
        yield Text(left + width / 2, y, words, fit, "small_strong", "middle", text, ink="text2")
        yield from _sides(layout, placed, text, measure)
    if layout.sheet is Sheet.BODY_HEAD:
        words = layout.figure.words
        if shown.explained and any(
            True for placed in layout.views for _ in _not_looked(layout, placed, shown)
        ):
            words = f"{words}. Hatched: not looked at"
        fit = measure(words, "small") * text
        x, y = layout.left + 240 * layout.scale, 346 * layout.scale
        yield Text(x, y, words, fit, "small", "middle", text, ink="text2")


def _sides(layout: BodyLayout, placed: PlacedView, text: float, measure: Measure) -> Iterator[Text]:
    """Write R and L beside a view that shows both sides; on the back they change places."""
    ways = {View.FRONT: ("R", "L"), View.BACK: ("L", "R"), View.FACE: ("R", "L"), View.EYES: ("R", "L")}
    if placed.view not in ways:
        return
    left, top, width, height = placed.box
    body = placed.view in {View.FRONT, View.BACK}
    inset = width * (0.14 if body else 0.0)
    y = top + (36 * layout.scale if body else height * 0.2)
    for words, x in zip(ways[placed.view], (left + inset, left + width - inset), strict=True):
        fit = measure(words, "small_strong") * text
        yield Text(x, y, words, fit, "small_strong", "middle", text, ink="text2")


def _not_looked(layout: BodyLayout, placed: PlacedView, shown: BodyView) -> Iterator[Shape]:
    if not shown.show_not_looked:
        return
    looked = shown.looked or {}
    marked = {mark.region for mark in shown.marks}
    for place in placed.regions:
        found = looked.get(place.region, Looked.NOT_LOOKED_AT)
        region = layout.regions.region(place.region)
        if found is Looked.NOT_LOOKED_AT and place.region not in marked and not region.intimate:
            yield Polygon(placed.outline(place), fill="fig", hatch=True, strength=0.28)


def _focus(layout: BodyLayout, shown: BodyView) -> Iterator[Shape]:
    if shown.focus is None:
        return
    region, view = shown.focus
    for placed in layout.views:
        place = placed.place(region)
        if place is None:
            continue
        outline = placed.outline(place)
        if placed.view is view and shown.focused:
            yield Polygon(grown(outline, 5.5), ink="focus", weight=3, stands_for=region)
            yield Polygon(grown(outline, 3.0), ink="focus-in", weight=2, stands_for=region)
        else:
            # The same region on the other views, and the focus while the keyboard is elsewhere.
            yield Polygon(grown(outline, 1.5), ink="blue-text", weight=2, stands_for=region)


# -------------------------------------------------------------------- marks


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mark where it stands in the picture: a spot on the body, or a note at a part never drawn on."""

    mark: Mark
    at: Point
    rx: float
    ry: float
    intimate: bool

    @property
    def reach(self) -> float:
        """Return how far the spot reaches from its middle."""
        return 0.0 if self.intimate else max(self.rx, self.ry)


def _spots(layout: BodyLayout, mark: Mark) -> Iterator[_Spot]:
    intimate = layout.regions.region(mark.region).intimate
    for placed in layout.views:
        at = _where(placed, mark, layout)
        if at is None:
            continue
        length, width = mark.size_mm or (0.0, 0.0)
        half = placed.scale / placed.drawing.mm_per_unit / 2
        yield _Spot(mark, at, max(_LEAST, length * half), max(_LEAST - 0.5, width * half), intimate)


def _where(placed: PlacedView, mark: Mark, layout: BodyLayout) -> Point | None:
    """Return where a mark stands on a view: its own, or, for a head, the views that show the same region."""
    place = placed.place(mark.region)
    if placed.view is mark.view:
        # A part never drawn on keeps its number; the line leads to its middle, whatever point was chosen.
        private = place is not None and layout.regions.region(mark.region).intimate
        return placed.out(*(middle(place.polygon) if private and place else (mark.x, mark.y)))
    if place is None or placed.view not in _HEAD_VIEWS:
        return None
    origin = next(
        (own for own in layout.regions.places_on(mark.view, layout.figure) if own.region == mark.region), None
    )
    if origin is None or mark.view not in _HEAD_VIEWS | {View.FRONT}:
        return None
    return placed.out(*_carried((mark.x, mark.y), origin.polygon, place.polygon))


def _carried(at: Point, origin: tuple[Point, ...], target: tuple[Point, ...]) -> Point:
    """Carry a point from one outline to another at the same share of width and height."""
    carried = []
    for axis in (0, 1):
        low, high = min(corner[axis] for corner in origin), max(corner[axis] for corner in origin)
        share = min(1.0, max(0.0, (at[axis] - low) / (high - low))) if high > low else 0.5
        first, last = min(corner[axis] for corner in target), max(corner[axis] for corner in target)
        # A little inwards, so that a point at a rim does not leave a curved outline.
        carried.append(first + (last - first) * (0.15 + 0.7 * share))
    return carried[0], carried[1]


def _drawn_spot(spot: _Spot) -> Iterator[Leaf]:
    if spot.intimate:
        return
    (x, y), mark = spot.at, spot.mark
    who = mark.stands_for
    if mark.kind is InjuryKind.LACERATION:
        yield Line(x - spot.rx, y, x + spot.rx, y, ink="spot", weight=2.5, stands_for=who)
    elif mark.kind is InjuryKind.PETECHIAE:
        yield Ellipse(x, y, spot.rx, spot.ry, ink="spot", weight=2, dash=(1.5, 1.5), stands_for=who)
    elif mark.kind in _HATCHED:
        yield Ellipse(x, y, spot.rx, spot.ry, ink="spot", fill="spot", weight=1.5, hatch=True, stands_for=who)
    elif mark.kind in _OPEN:
        yield Ellipse(x, y, spot.rx, spot.ry, ink="spot", weight=2, stands_for=who)
    else:
        yield Ellipse(x, y, spot.rx, spot.ry, ink="text", fill="spot", weight=1, stands_for=who)


def _number(spot: _Spot, disc: Disc, text: float, measure: Measure) -> Iterator[Leaf]:
    mark, (x, y) = spot.mark, disc.at
    who = mark.stands_for
    radius = (11.0 if mark.selected else 9.5) * text
    yield Line(*spot.at, x, y, ink="text", weight=1, stands_for=who)
    yield Ellipse(x, y, radius + 2, radius + 2, fill="surface", stands_for=who)
    yield Ellipse(x, y, radius, radius, fill="blue" if mark.selected else "text", stands_for=who)
    words = f"{mark.number}"
    ink = "on-blue" if mark.selected else "surface"
    fit = min(measure(words, "badge") * text, 2 * radius - 2)
    yield Text(x, y + 4.3 * text, words, fit, "badge", "middle", text, ink=ink, stands_for=who)


# -------------------------------------------------------------------- words


def _words_only(layout: BodyLayout, shown: BodyView, measure: Measure) -> Iterator[Shape]:
    text = shown.text
    x, y = 16 * text, 28 * text
    for words, role in (
        ("Recorded in words only: no drawing, no photograph.", "small_strong"),
        ("Choose a part and write what was seen, or that it was not looked at.", "small"),
    ):
        yield Text(x, y, words, measure(words, role) * text, role, scale=text, ink="text2")
        y += 18 * text
    for region in layout.word_only():
        top = y
        y += _ROW * text
        if shown.focus is not None and shown.focus[0] == region:
            yield Rect(
                x - 8, top, layout.width - 2 * x + 16, _ROW * text, fill="blue-tint", stands_for=region
            )
        words, state = layout.regions.region(region).words, state_words(region, shown)
        line = measure(words, "body") * text
        yield Text(x, top + 16 * text, words, line, "body", scale=text, ink="text", stands_for=region)
        fit = measure(state, "small") * text
        right = layout.width - x
        yield Text(right, top + 16 * text, state, fit, "small", "end", text, ink="text2", stands_for=region)
        yield Line(x - 8, y, right + 8, y, ink="line")


def state_words(region: str, shown: BodyView) -> str:
    """Return what the list says of a region: its marks, no injury seen, or not looked at."""
    marks = [mark for mark in shown.marks if mark.region == region]
    if marks:
        return "; ".join(f"{mark.number} {mark.label or mark.kind.words}" for mark in marks)
    return (shown.looked or {}).get(region, Looked.NOT_LOOKED_AT).words


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One line of the list that tells the same as the body map.

    Attributes:
        region: Region id.
        words: The region as listed.
        state: Its marks, no injury seen, or not looked at.
        marks: Numbers of its marks.
        looked: Whether anybody looked: a mark counts as having looked.
    """

    region: str
    words: str
    state: str
    marks: tuple[int, ...]
    looked: bool


def listed(regions: BodyRegions, shown: BodyView) -> tuple[RegionLine, ...]:
    """Return every region in the order of the check list with what is known of it."""
    order = [region for row in regions.rows for region in row.regions]
    looked = shown.looked or {}
    lines = []
    for region in order:
        marks = tuple(mark.number for mark in shown.marks if mark.region == region)
        seen = bool(marks) or looked.get(region) is Looked.NO_INJURY_SEEN
        words = regions.region(region).words
        lines.append(RegionLine(region, words, state_words(region, shown), marks, seen))
    return tuple(lines)


def alternative(regions: BodyRegions, shown: BodyView, *, figure: str) -> str:
    """Return what the picture tells, in sentences: each mark, then what was seen clear, then what was not."""
    told = [f"Body map. {figure}. {len(shown.marks)} mark{'' if len(shown.marks) == 1 else 's'}."]
    told += [
        f"Mark {mark.number}, {regions.region(mark.region).words}: {mark.label or mark.kind.words}."
        for mark in sorted(shown.marks, key=lambda mark: mark.number)
    ]
    lines = listed(regions, shown)
    clear = [line.words for line in lines if line.looked and not line.marks]
    unseen = [line.words for line in lines if not line.looked]
    told.append(f"No injury seen: {'; '.join(clear)}." if clear else "No region is recorded as clear.")
    told.append(f"Not looked at: {'; '.join(unseen)}." if unseen else "Every region was looked at.")
    return " ".join(told)
