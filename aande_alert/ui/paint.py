"""Paints a scene with Qt: token names become colours, text roles become fonts, signs become stamps.

A painter is always ended: paint inside `aande_alert.ui.theme.drawing.painting`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from aande_alert.drawings.glyphs import shapes_of
from aande_alert.drawings.shapes import (
    GLYPH_REACH,
    TEXT_ROLES,
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
)
from aande_alert.ui.theme.drawing import painting

_STAMP_ROOM = GLYPH_REACH + 2.0
_HATCH_STEP = 6
_FAR = 1e9


class ScenePainter:
    """Paints scenes in one set of colours; keeps fonts, pens and stamps between frames.

    Args:
        colours: `#rrggbb` by token name.
        ratio: Device pixels to a pixel of the scene, so that stamps stay sharp.
    """

    def __init__(self, colours: Mapping[str, str], *, ratio: float = 1.0) -> None:
        self._colours = colours
        self._ratio = ratio
        self._pens: dict[tuple[object, ...], QPen] = {}
        self._brushes: dict[tuple[object, ...], QBrush] = {}
        self._fonts: dict[tuple[str, float], tuple[QFont, QFontMetricsF]] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self._widths: dict[tuple[str, str], float] = {}
        self._how: dict[type, Callable[[QPainter, Any], None]] = {
            Line: self._line,
            Polyline: self._polyline,
            Polygon: self._polygon,
            Path: self._path,
            Rect: self._rect,
            Ellipse: self._ellipse,
            Text: self._text,
            Glyph: self._glyph,
        }

    def measure(self, words: str, role: str) -> float:
        """Return the width of words in a role at 100 %, px: the `Measure` of layouts for the screen."""
        found = self._widths.get((words, role))
        if found is None:
            found = self._widths[words, role] = self._font(role, 1.0)[1].horizontalAdvance(words)
        return found

    def paint(self, painter: QPainter, scene: Scene, *, seen: QRectF | None = None) -> None:
        """Paint a scene at the painter's origin.

        Args:
            painter: Open, with smooth edges on; left as it was found.
            scene: What to paint.
            seen: The part that can be seen; signs outside it are left out.
        """
        painter.save()
        try:
            self._paint(painter, scene.shapes, seen)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, shapes: tuple[Shape, ...], seen: QRectF | None) -> None:
        left, right = (-_FAR, _FAR) if seen is None else (seen.left(), seen.right())
        for shape in shapes:
            if isinstance(shape, Glyph):
                # By far the most of any picture, so the test for being in sight stands here.
                if left - GLYPH_REACH <= shape.x <= right + GLYPH_REACH:
                    self._glyph(painter, shape)
            elif isinstance(shape, Group):
                self._group(painter, shape, seen)
            else:
                self._how[type(shape)](painter, shape)

    def _group(self, painter: QPainter, group: Group, seen: QRectF | None) -> None:
        if group.clip is None:
            self._paint(painter, group.shapes, seen)
            return
        clip = QRectF(*group.clip)
        painter.save()
        try:
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
            self._paint(painter, group.shapes, clip if seen is None else clip.intersected(seen))
        finally:
            painter.restore()

    # ---------------------------------------------------------------- shapes

    def _line(self, painter: QPainter, line: Line) -> None:
        painter.setPen(self._pen(line))
        nudge = _nudge(line.weight)
        if line.x1 == line.x2:
            x = floor(line.x1) + nudge
            painter.drawLine(QPointF(x, line.y1), QPointF(x, line.y2))
        elif line.y1 == line.y2:
            y = floor(line.y1) + nudge
            painter.drawLine(QPointF(line.x1, y), QPointF(line.x2, y))
        else:
            painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))

    def _polyline(self, painter: QPainter, line: Polyline) -> None:
        painter.setPen(self._pen(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line.points]))

    def _polygon(self, painter: QPainter, polygon: Polygon) -> None:
        painter.setPen(self._pen(polygon))
        painter.setBrush(self._brush(polygon))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.points]))

    def _path(self, painter: QPainter, path: Path) -> None:
        painter.setPen(self._pen(path))
        painter.setBrush(self._brush(path))
        painter.drawPath(_qt_path(path))

    def _rect(self, painter: QPainter, rect: Rect) -> None:
        box = QRectF(rect.x, rect.y, rect.width, rect.height)
        if rect.fill and not rect.ink and not rect.radius:
            left, top = round(rect.x), round(rect.y)
            box = QRectF(left, top, round(rect.x + rect.width) - left, round(rect.y + rect.height) - top)
            painter.fillRect(box, self._brush(rect))
            return
        if rect.ink:
            nudge = _nudge(rect.weight)
            box = QRectF(floor(rect.x) + nudge, floor(rect.y) + nudge, round(rect.width), round(rect.height))
        painter.setPen(self._pen(rect))
        painter.setBrush(self._brush(rect))
        painter.drawRoundedRect(box, rect.radius, rect.radius)

    def _ellipse(self, painter: QPainter, ellipse: Ellipse) -> None:
        painter.setPen(self._pen(ellipse))
        painter.setBrush(self._brush(ellipse))
        painter.drawEllipse(QPointF(ellipse.cx, ellipse.cy), ellipse.rx, ellipse.ry)

    def _text(self, painter: QPainter, text: Text) -> None:
        font, metrics = self._font(text.role, text.scale)
        painter.setFont(font)
        painter.setPen(self._colour(text.ink or "text", text.strength))
        width = metrics.horizontalAdvance(text.words)
        if width <= text.width + 0.5:
            at = text.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
            painter.drawText(QPointF(round(at), round(text.y)), text.words)
            return
        # Squeezed rather than cut: every letter stays on the page.
        painter.save()
        painter.translate(text.left, text.y)
        painter.scale(text.width / width, 1.0)
        painter.drawText(QPointF(0, 0), text.words)
        painter.restore()

    def _glyph(self, painter: QPainter, glyph: Glyph) -> None:
        room = _STAMP_ROOM * glyph.scale
        painter.drawPixmap(round(glyph.x - room), round(glyph.y - room), self._stamp(glyph))

    # ---------------------------------------------------------------- kept between frames

    def _stamp(self, glyph: Glyph) -> QPixmap:
        key = (glyph.kind, glyph.ink, glyph.fill, glyph.scale, glyph.strength)
        found = self._stamps.get(key)
        if found is None:
            found = self._stamps[key] = self._new_stamp(glyph)
        return found

    def _new_stamp(self, glyph: Glyph) -> QPixmap:
        room = _STAMP_ROOM * glyph.scale
        side = ceil(2 * room * self._ratio)
        stamp = QPixmap(side, side)
        stamp.setDevicePixelRatio(self._ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        with painting(stamp) as painter:
            painter.setOpacity(glyph.strength)
            # Half a pixel keeps the sign's centre on the centre of a pixel after rounding.
            painter.translate(room + _half(room), room + _half(room))
            painter.scale(glyph.scale, glyph.scale)
            for shape in shapes_of(glyph):
                self._exactly(painter, shape)
        return stamp

    def _exactly(self, painter: QPainter, shape: Leaf) -> None:
        """Draw part of a sign where it is, not moved to whole pixels."""
        painter.setPen(self._pen(shape))
        painter.setBrush(self._brush(shape))
        match shape:
            case Line():
                painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
            case Rect():
                box = QRectF(shape.x, shape.y, shape.width, shape.height)
                painter.drawRoundedRect(box, shape.radius, shape.radius)
            case _:
                self._how[type(shape)](painter, shape)

    def _colour(self, token: str, strength: float) -> QColor:
        colour = QColor(self._colours[token])
        if strength < 1.0:
            colour.setAlphaF(strength)
        return colour

    def _pen(self, drawn: Drawn) -> QPen:
        key = (drawn.ink, drawn.weight, drawn.dash, drawn.strength)
        found = self._pens.get(key)
        if found is None:
            found = self._pens[key] = self._new_pen(drawn)
        return found

    def _new_pen(self, drawn: Drawn) -> QPen:
        if not drawn.ink:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(self._colour(drawn.ink, drawn.strength), drawn.weight)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin if drawn.weight > 2 else Qt.PenJoinStyle.RoundJoin)  # noqa: PLR2004 - rings keep their corners
        pen.setCapStyle(
            Qt.PenCapStyle.FlatCap if drawn.dash or drawn.weight == 1 else Qt.PenCapStyle.RoundCap
        )
        if drawn.dash:
            pen.setDashPattern([length / drawn.weight for length in drawn.dash])
        return pen

    def _brush(self, drawn: Drawn) -> QBrush:
        key = (drawn.fill, drawn.strength, drawn.hatch)
        found = self._brushes.get(key)
        if found is None:
            found = self._brushes[key] = self._new_brush(drawn)
        return found

    def _new_brush(self, drawn: Drawn) -> QBrush:
        if not drawn.fill:
            return QBrush(Qt.BrushStyle.NoBrush)
        if not drawn.hatch:
            # A line may be faint over an area that is not: strength is the fill's only where it stands alone.
            return QBrush(self._colour(drawn.fill, 1.0 if drawn.ink else drawn.strength))
        return QBrush(_hatching(self._colour(drawn.fill, drawn.strength)))

    def _font(self, role: str, scale: float) -> tuple[QFont, QFontMetricsF]:
        found = self._fonts.get((role, scale))
        if found is None:
            size, weight = TEXT_ROLES[role]
            font = QFont(QGuiApplication.font())
            font.setPixelSize(max(1, round(size * scale)))
            font.setWeight(QFont.Weight(weight))
            font.setFeature(QFont.Tag("tnum"), 1)
            found = self._fonts[role, scale] = (font, QFontMetricsF(font))
        return found


def _hatching(colour: QColor) -> QPixmap:
    """Return one step of a diagonal hatch, drawn once and tiled."""
    tile = QPixmap(_HATCH_STEP, _HATCH_STEP)
    tile.fill(Qt.GlobalColor.transparent)
    with painting(tile) as painter:
        painter.setPen(QPen(colour, 1.1))
        for shift in (-_HATCH_STEP, 0, _HATCH_STEP):
            painter.drawLine(QPointF(shift - 1, _HATCH_STEP + 1), QPointF(shift + _HATCH_STEP + 1, -1))
    return tile


def _nudge(weight: float) -> float:
    """Return what puts the middle of a line of odd width on the middle of a pixel."""
    return 0.5 if round(weight) % 2 else 0.0


def _half(room: float) -> float:
    return 0.5 if round(2 * room) % 2 else 0.0


def _qt_path(path: Path) -> QPainterPath:
    drawn = QPainterPath()
    for kind, *numbers in path.segments:
        values = [float(number) for number in numbers]
        match kind:
            case "M":
                drawn.moveTo(values[0], values[1])
            case "L":
                drawn.lineTo(values[0], values[1])
            case "C":
                drawn.cubicTo(*values)
            case _:
                drawn.closeSubpath()
    return drawn


def picture(scene: Scene, colours: Mapping[str, str], *, ratio: float = 1.0) -> QImage:
    """Return a scene as a picture on the surface colour, for export and tests.

    Args:
        scene: What to paint.
        colours: `#rrggbb` by token name.
        ratio: Device pixels to a pixel of the scene.
    """
    image = QImage(
        ceil(scene.width * ratio), ceil(scene.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(colours["surface"]))
    with painting(image) as painter:
        ScenePainter(colours, ratio=ratio).paint(painter, scene)
    return image
