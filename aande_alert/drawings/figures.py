"""The outlines of the body: read from our own vectors, in their own units, coloured by token.

A figure is an SVG whose paths carry a class for what they are; `data-mm-per-unit` says how large the drawn
body is. A view of the right side is the left one's mirror image about x = 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from xml.etree.ElementTree import fromstring as parsed

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.regions import BodyRegions, Figure, View, mirrored, read_regions
from aande_alert.drawings.paths import flattened, moved, path
from aande_alert.drawings.shapes import Box, Path, Point, Segment
from aande_alert.paths import resource

_BODY_VIEWS = frozenset({View.FRONT, View.BACK})
_SHARED_SCALE: Final = {Figure.INFANT: 1.0, Figure.TODDLER: 1.35, Figure.CHILD: 1.7, Figure.ADOLESCENT: 2.1}
"""How much larger a head, hand or foot is drawn for than the infant's, for the size of a mark on it only."""

_LOOKS: Final = {
    "outline": Path((), ink="fig", fill="skin", weight=1.25),
    "shade": Path((), ink="fig", fill="fig-nappy", weight=1.25),
    "nappy": Path((), ink="fig", fill="fig-nappy", weight=1, dash=(3, 3)),
    "line": Path((), ink="fig", weight=1.25),
    "detail": Path((), ink="fig", weight=1.25, strength=0.65),
    "faint": Path((), ink="fig", weight=1.25, strength=0.4),
}


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One path of a figure: what it is, and its outline in the figure's units."""

    kind: str
    segments: tuple[Segment, ...] = field(repr=False)

    def drawn(self, dx: float, dy: float, scale: float) -> Path:
        """Return the path where it stands in a picture; lines keep their width at every size."""
        look = _LOOKS[self.kind]
        return Path(
            moved(self.segments, dx, dy, scale=scale),
            ink=look.ink, fill=look.fill, weight=look.weight, dash=look.dash, strength=look.strength,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureDrawing:
    """One view of one figure.

    Attributes:
        view: From where the body is looked at.
        box: Left, top, width and height in the figure's units.
        mm_per_unit: How large the drawn body is, for the size of marks.
        parts: Back to front.
        silhouette: The closed outlines as corners, for keeping labels off the body.
    """

    view: View
    box: Box
    mm_per_unit: float
    parts: tuple[FigurePart, ...] = field(repr=False)
    silhouette: tuple[tuple[Point, ...], ...] = field(repr=False)

    def mirror(self) -> FigureDrawing:
        """Return the other side of the body."""
        left, top, width, height = self.box
        return FigureDrawing(
            mirrored(self.view),
            (-left - width, top, width, height),
            self.mm_per_unit,
            tuple(FigurePart(part.kind, moved(part.segments, 0, 0, mirror=True)) for part in self.parts),
            tuple(tuple((-x, y) for x, y in outline) for outline in self.silhouette),
        )


def read_figure(svg: str, view: View) -> FigureDrawing:
    """Read one figure.

    Args:
        svg: The words of the file.
        view: What it shows.

    Raises:
        Unavailable: The file is damaged, or holds a path of a class that has no look.
    """
    try:
        root = parsed(svg)  # noqa: S314 - a file of this program
        left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
        parts = tuple(_part(element) for element in root.iter("{http://www.w3.org/2000/svg}path"))
        scale = float(root.attrib["data-mm-per-unit"])
    except (KeyError, ValueError, ParseError) as trouble:
        what = "A body outline in this copy of the program cannot be read."
        raise Unavailable(what, "Install the program again.", kept="No record was touched.") from trouble
    outlines = (part for part in parts if part.kind == "outline")
    silhouette = tuple(outline for part in outlines for outline in flattened(part.segments, steps=4))
    return FigureDrawing(view, (left, top, width, height), scale, parts, silhouette)


def _part(element: Element) -> FigurePart:
    kind = element.attrib["class"]
    if kind not in _LOOKS:
        raise ValueError(kind)
    return FigurePart(kind, path(element.attrib["d"]))


@cache
def drawing_of(view: View, figure: Figure) -> FigureDrawing:
    """Return one view of one figure of this program.

    Raises:
        Unavailable: The file is damaged.
        FileNotFoundError: This copy of the program is not whole.
    """
    if view.value.endswith("_right"):
        left = View(view.value.removesuffix("right") + "left")
        return drawing_of(left, figure).mirror()
    own = view in _BODY_VIEWS
    name = f"{figure.value}-{view.value}.svg" if own else f"{view.value}.svg"
    read = read_figure(resource("figures", name).read_text(encoding="utf-8"), view)
    if own:
        return read
    larger = read.mm_per_unit * _SHARED_SCALE[figure]
    return FigureDrawing(read.view, read.box, larger, read.parts, read.silhouette)


@cache
def body_regions() -> BodyRegions:
    """Return the regions of this program.

    Raises:
        Unavailable: The file is damaged.
        FileNotFoundError: This copy of the program is not whole.
    """
    return read_regions(resource("content", "body_regions.toml").read_text(encoding="utf-8"))
