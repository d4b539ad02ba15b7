"""Paints a scene on a page with reportlab: the same shapes as the screen, in the print palette of greys.

Points from the left and the top of the page; a scene px becomes `scale` points. Words are set as in the rest
of the document, so that a name in another script has its glyphs; shape and words carry all that colour does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from aande_alert.documents.fonts import measure, set_in_fonts
from aande_alert.drawings.glyphs import placed
from aande_alert.drawings.shapes import (
    TEXT_ROLES,
    Box,
    Drawn,
    Ellipse,
    Glyph,
    Group,
    Leaf,
    Line,
    Path,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    Text,
    bounds,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

__all__ = ["PRINT", "draw_scene", "measure"]

PRINT: Final[Mapping[str, str]] = {
    "surface": "#ffffff", "sunken": "#f4f4f4", "zebra": "#f6f6f6", "future": "#ececec",
    "line": "#d9d9d9", "line2": "#b8b8b8", "control": "#666666",
    "text": "#111111", "text2": "#444444", "text3": "#555555",
    "blue": "#111111", "on-blue": "#ffffff", "blue-text": "#111111", "blue-tint": "#ffffff",
    "red": "#2b2b2b", "on-red": "#ffffff", "red-text": "#111111", "red-line": "#111111",
    "violet": "#555555", "on-violet": "#ffffff", "pink": "#777777", "on-pink": "#ffffff",
    "amber": "#ffffff", "on-amber": "#111111", "amber-tint": "#ffffff",
    "amber-ink": "#111111", "amber-line": "#111111", "ring": "#555555",
    "focus": "#ffffff", "focus-in": "#111111",
    "skin": "#ffffff", "fig": "#444444", "fig-nappy": "#e6e6e6", "spot": "#222222",
    "cent": "#777777",
}  # fmt: skip
"""Every token a drawing uses, in greys that a photocopy keeps apart; plans differ by their words as well."""

_HATCH_STEP = 5.0
_WHITE = (1.0, 1.0, 1.0)


def draw_scene(
    canvas: Canvas, scene: Scene, at: tuple[float, float], *, scale: float = 0.75, page_height: float
) -> None:
    """Draw a scene on the page now open.

    Args:
        canvas: The page.
        scene: What to draw; its words were measured with `measure`.
        at: Left and top on the page, points from its left and top.
        scale: Points to a px of the scene; 0.75 is its natural size.
        page_height: Height of the page, points.
    """
    with _state(canvas):
        canvas.translate(at[0], page_height - at[1])
        canvas.scale(scale, -scale)
        _PagePainter(canvas).paint(scene.shapes)


@contextmanager
def _state(canvas: Canvas) -> Iterator[None]:
    """Put everything back as it was, whatever happens inside."""
    canvas.saveState()
    try:
        yield
    finally:
        canvas.restoreState()


class _PagePainter:
    """Draws shapes on a canvas whose y already runs downwards."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._how: dict[type, Callable[[Any], None]] = {
            Line: self._line,
            Polyline: self._polyline,
            Polygon: self._polygon,
            Path: self._path,
            Rect: self._rect,
            Ellipse: self._ellipse,
            Text: self._text,
            Glyph: self._glyph,
        }

    def paint(self, shapes: tuple[Shape, ...]) -> None:
        """Draw shapes back to front."""
        for shape in shapes:
            if isinstance(shape, Group):
                with _state(self._canvas):
                    self._clip(shape.clip)
                    self.paint(shape.shapes)
            else:
                self._how[type(shape)](shape)

    def _clip(self, clip: Box | None) -> None:
        if clip is not None:
            way = self._canvas.beginPath()
            way.rect(*clip)
            self._canvas.clipPath(way, stroke=0, fill=0)

    # ---------------------------------------------------------------- shapes

    def _line(self, line: Line) -> None:
        way = self._canvas.beginPath()
        way.moveTo(line.x1, line.y1)
        way.lineTo(line.x2, line.y2)
        self._draw(line, way)

    def _polyline(self, line: Polyline) -> None:
        self._draw(line, self._corners(line.points))

    def _polygon(self, polygon: Polygon) -> None:
        way = self._corners(polygon.points)
        way.close()
        self._draw(polygon, way)

    def _corners(self, points: tuple[tuple[float, float], ...]) -> PDFPathObject:
        way = self._canvas.beginPath()
        way.moveTo(*points[0])
        for point in points[1:]:
            way.lineTo(*point)
        return way

    def _path(self, path: Path) -> None:
        way = self._canvas.beginPath()
        for kind, *numbers in path.segments:
            values = [float(number) for number in numbers]
            match kind:
                case "M":
                    way.moveTo(*values)
                case "L":
                    way.lineTo(*values)
                case "C":
                    way.curveTo(*values)
                case _:
                    way.close()
        self._draw(path, way)

    def _rect(self, rect: Rect) -> None:
        way = self._canvas.beginPath()
        radius = min(rect.radius, rect.width / 2, rect.height / 2)
        if radius > 0:
            way.roundRect(rect.x, rect.y, rect.width, rect.height, radius)
        else:
            way.rect(rect.x, rect.y, rect.width, rect.height)
        self._draw(rect, way)

    def _ellipse(self, ellipse: Ellipse) -> None:
        way = self._canvas.beginPath()
        way.ellipse(ellipse.cx - ellipse.rx, ellipse.cy - ellipse.ry, 2 * ellipse.rx, 2 * ellipse.ry)
        self._draw(ellipse, way)

    def _glyph(self, glyph: Glyph) -> None:
        for shape in placed(glyph):
            self._how[type(shape)](shape)

    def _text(self, text: Text) -> None:
        size, weight = TEXT_ROLES[text.role]
        size *= text.scale
        setting = set_in_fonts(text.words, weight)
        width = setting.width * size / 1000
        squeeze = min(1.0, text.width / width) if width else 1.0
        with _state(self._canvas):
            left = text.x - width * squeeze * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
            self._canvas.translate(left, text.y)
            self._canvas.scale(squeeze, -1.0)
            words = self._canvas.beginText(0, 0)
            words.setFillColorRGB(*_colour(text.ink or "text", text.strength))
            for face, run in setting.runs:
                words.setFont(face, size)
                words.textOut(run)
            self._canvas.drawText(words)

    # ---------------------------------------------------------------- ink

    def _draw(self, drawn: Leaf, way: PDFPathObject) -> None:
        if drawn.fill and drawn.hatch:
            self._hatch(drawn, way)
        fill = bool(drawn.fill) and not drawn.hatch
        if fill:
            self._canvas.setFillColorRGB(*_colour(drawn.fill, 1.0 if drawn.ink else drawn.strength))
        if drawn.ink:
            self._pen(drawn)
        if fill or drawn.ink:
            self._canvas.drawPath(way, stroke=int(bool(drawn.ink)), fill=int(fill))

    def _pen(self, drawn: Drawn) -> None:
        self._canvas.setStrokeColorRGB(*_colour(drawn.ink, drawn.strength))
        self._canvas.setLineWidth(drawn.weight)
        self._canvas.setDash(list(drawn.dash))
        self._canvas.setLineCap(0 if drawn.dash or drawn.weight == 1 else 1)
        self._canvas.setLineJoin(1)

    def _hatch(self, drawn: Leaf, way: PDFPathObject) -> None:
        left, top, width, height = bounds(drawn)
        with _state(self._canvas):
            self._canvas.clipPath(way, stroke=0, fill=0)
            self._canvas.setStrokeColorRGB(*_colour(drawn.fill, drawn.strength))
            self._canvas.setLineWidth(0.8)
            self._canvas.setDash([])
            # Lines of one grid over the whole picture, so that hatched neighbours join.
            first = int((left + top) // _HATCH_STEP)
            last = int((left + width + top + height) // _HATCH_STEP) + 1
            for i in range(first, last):
                total = i * _HATCH_STEP
                self._canvas.line(total - top, top, total - top - height, top + height)


def _colour(token: str, strength: float) -> tuple[float, float, float]:
    """Return a token's grey, thinned towards the paper: no transparency, so that old printers keep it."""
    code = PRINT[token]
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (paper + (part - paper) * strength for part, paper in zip(parts, _WHITE, strict=True))
    return red, green, blue
