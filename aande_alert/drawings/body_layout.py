"""Where each view of the body stands in the picture; points to regions and back; steps between regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from aande_alert.domain.regions import BodyRegions, Figure, Place, View
from aande_alert.drawings.figures import FigureDrawing, drawing_of
from aande_alert.drawings.paths import area, contains, middle
from aande_alert.drawings.shapes import Box, Point, from_line
from aande_alert.drawings.timeline_rows import Direction

WIDTH, HEIGHT = 480.0, 500.0
"""The picture as designed; it is drawn as large as fits."""
_NEAR = 9.0
"""Figure units within which a point between two regions still belongs to the nearer one."""


class Sheet(StrEnum):
    """Which views stand together."""

    BODY_HEAD = "body_head"
    HANDS_FEET = "hands_feet"
    EYES_MOUTH = "eyes_mouth"
    NAPPY = "nappy"

    @property
    def words(self) -> str:
        """Return the words on the chip."""
        return {
            Sheet.BODY_HEAD: "Body, head",
            Sheet.HANDS_FEET: "Hands, feet",
            Sheet.EYES_MOUTH: "Eyes, mouth",
            Sheet.NAPPY: "Nappy area",
        }[self]


_SLOTS: Final[dict[Sheet, tuple[tuple[View, Box], ...]]] = {
    Sheet.BODY_HEAD: (
        (View.FRONT, (14, 23, 216, 317)),
        (View.BACK, (250, 23, 216, 317)),
        (View.HEAD_LEFT, (20, 372, 108, 122)),
        (View.HEAD_RIGHT, (150, 372, 108, 122)),
        (View.FACE, (300, 368, 124, 130)),
    ),
    Sheet.HANDS_FEET: (
        (View.PALM_RIGHT, (14, 44, 104, 180)),
        (View.PALM_LEFT, (130, 44, 104, 180)),
        (View.HAND_BACK_RIGHT, (246, 44, 104, 180)),
        (View.HAND_BACK_LEFT, (362, 44, 104, 180)),
        (View.SOLE_RIGHT, (14, 284, 104, 180)),
        (View.SOLE_LEFT, (130, 284, 104, 180)),
        (View.FOOT_TOP_RIGHT, (246, 284, 104, 180)),
        (View.FOOT_TOP_LEFT, (362, 284, 104, 180)),
    ),
    Sheet.EYES_MOUTH: (
        (View.EYES, (90, 44, 300, 120)),
        (View.MOUTH, (120, 220, 240, 230)),
    ),
    Sheet.NAPPY: (),
}


@dataclass(frozen=True, slots=True)
class PlacedView:
    """One view where it stands.

    Attributes:
        drawing: The figure.
        dx: Picture x of the figure's zero.
        dy: Picture y of the figure's zero.
        scale: Picture px to a figure unit.
        regions: The outlines drawn on it, smallest first, so that a lip is found before a face.
        middles: Picture point of the middle of each, in the same order.
    """

    drawing: FigureDrawing = field(repr=False)
    dx: float
    dy: float
    scale: float
    regions: tuple[Place, ...] = field(repr=False)
    middles: tuple[Point, ...] = field(repr=False)

    @property
    def view(self) -> View:
        """Return from where the body is looked at."""
        return self.drawing.view

    @property
    def box(self) -> Box:
        """Return the rectangle of the view in the picture."""
        left, top, width, height = self.drawing.box
        return (*self.out(left, top), width * self.scale, height * self.scale)

    def out(self, x: float, y: float) -> Point:
        """Return the picture point of a figure point."""
        return (self.dx + x * self.scale, self.dy + y * self.scale)

    def into(self, x: float, y: float) -> Point:
        """Return the figure point of a picture point."""
        return ((x - self.dx) / self.scale, (y - self.dy) / self.scale)

    def outline(self, place: Place) -> tuple[Point, ...]:
        """Return a region's outline in the picture."""
        return tuple(self.out(x, y) for x, y in place.polygon)

    def place(self, region: str) -> Place | None:
        """Return where a region is drawn on this view."""
        return next((place for place in self.regions if place.region == region), None)

    def place_at(self, x: float, y: float) -> Place | None:
        """Return the region at a figure point, or within a few units of it; `None` off the body."""
        inside = next((place for place in self.regions if contains(place.polygon, x, y)), None)
        if inside is not None:
            return inside
        near = [(_away(place.polygon, x, y), i) for i, place in enumerate(self.regions)]
        distance, nearest = min(near, default=(_NEAR, 0))
        return self.regions[nearest] if distance < _NEAR else None


@dataclass(frozen=True, slots=True)
class RegionPoint:
    """A point on the body.

    Attributes:
        region: Region id.
        view: The view it was pointed at on.
        x: In the figure's units.
        y: In the figure's units.
    """

    region: str
    view: View
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BodyLayout:
    """One sheet, laid out in a picture.

    Attributes:
        sheet: Which views stand together.
        figure: The outline for the age.
        width: Of the picture, px.
        height: Of the picture, px.
        scale: Picture px to a design px.
        left: Where the design begins.
        views: In reading order; empty on the sheet that has only words.
        regions: The regions in play.
    """

    sheet: Sheet
    figure: Figure
    width: float
    height: float
    scale: float
    left: float
    views: tuple[PlacedView, ...]
    regions: BodyRegions = field(repr=False)

    def at(self, x: float, y: float) -> RegionPoint | None:
        """Return the region at a picture point, with the point in the figure's units."""
        for placed in self.views:
            fx, fy = placed.into(x, y)
            left, top, width, height = placed.drawing.box
            if left <= fx <= left + width and top <= fy <= top + height:
                place = placed.place_at(fx, fy)
                if place is not None:
                    return RegionPoint(place.region, placed.view, round(fx, 1), round(fy, 1))
        return None

    def middle_of(self, region: str, view: View | None = None) -> RegionPoint | None:
        """Return the middle of a region, on a view or on the first that shows it; for a mark made by keys."""
        for placed in self.views:
            place = placed.place(region)
            if place is not None and (view is None or placed.view is view):
                x, y = middle(place.polygon)
                return RegionPoint(region, placed.view, round(x, 1), round(y, 1))
        return None

    def word_only(self) -> tuple[str, ...]:
        """Return the regions this sheet lists in words, never drawn on."""
        if self.sheet is not Sheet.NAPPY:
            return ()
        return tuple(region.id for region in self.regions.regions.values() if region.intimate)


def lay_out(sheet: Sheet, figure: Figure, regions: BodyRegions, size: tuple[float, float]) -> BodyLayout:
    """Lay a sheet out as large as a picture of that width and height allows."""
    width, height = size
    scale = min(width / WIDTH, height / HEIGHT)
    left = (width - WIDTH * scale) / 2
    views = tuple(_placed(view, figure, regions, slot, (left, scale)) for view, slot in _SLOTS[sheet])
    return BodyLayout(sheet, figure, width, height, scale, left, views, regions)


def _placed(
    view: View, figure: Figure, regions: BodyRegions, slot: Box, design: tuple[float, float]
) -> PlacedView:
    left, scale = design
    drawing = drawing_of(view, figure)
    x, y, width, height = slot
    _, _, own_width, own_height = drawing.box
    fit = min(width / own_width, height / own_height)
    dx = left + (x + (width - own_width * fit) / 2 - drawing.box[0] * fit) * scale
    dy = (y + (height - own_height * fit) / 2 - drawing.box[1] * fit) * scale
    places = sorted(regions.places_on(view, figure), key=lambda place: area(place.polygon))
    size = fit * scale
    middles = tuple((dx + x * size, dy + y * size) for x, y in (middle(place.polygon) for place in places))
    return PlacedView(drawing, dx, dy, size, tuple(places), middles)


def sheet_of(region: str, regions: BodyRegions) -> Sheet:
    """Return the sheet a region is best seen on: the first that draws it, or the one in words."""
    if regions.region(region).intimate:
        return Sheet.NAPPY
    views = {place.view for place in regions.places if place.region == region}
    return next(sheet for sheet, slots in _SLOTS.items() if views & {view for view, _ in slots})


def step(layout: BodyLayout, here: tuple[str, View] | None, direction: Direction) -> tuple[str, View] | None:
    """Return the region and view an arrow key leads to.

    Home and End lead to the first and last region of the first and last view.

    Returns:
        The nearest region in that direction, whatever view it is on; the same one at an edge; `None` on the
        sheet that has only words.
    """
    spots = [
        ((place.region, placed.view), spot)
        for placed in layout.views
        for place, spot in zip(placed.regions, placed.middles, strict=True)
    ]
    if not spots:
        return None
    by_height = sorted(spots, key=lambda spot: (spot[1][1], spot[1][0]))
    found = dict(spots)
    if direction is Direction.END:
        return by_height[-1][0]
    if here is None or here not in found or direction is Direction.HOME:
        return by_height[0][0]
    dx, dy = {
        Direction.LEFT: (-1, 0), Direction.RIGHT: (1, 0), Direction.UP: (0, -1), Direction.DOWN: (0, 1)
    }[direction]  # fmt: skip
    x, y = found[here]
    ahead = [
        (along + 2.5 * abs((sx - x) * dy + (sy - y) * dx), key)
        for key, (sx, sy) in spots
        if key != here and (along := (sx - x) * dx + (sy - y) * dy) > 1
    ]
    return min(ahead)[1] if ahead else here


def _away(polygon: tuple[Point, ...], x: float, y: float) -> float:
    """Return how far a point lies from an outline."""
    previous = polygon[-1]
    least = float("inf")
    for corner in polygon:
        least = min(least, from_line(previous, corner, x, y))
        previous = corner
    return least
