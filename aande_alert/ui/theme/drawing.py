"""Small shapes for painted widgets, and a painter that always ends.

An exception with a painter still open on a widget can take the whole process down, so
every `paintEvent` paints inside `with painting(self) as painter:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPaintDevice, QPainter, QPen

RADIUS = 4
_WHOLE = int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Give a painter with smooth edges; it ends whatever happens inside."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """Draw a rounded box whose border lies wholly inside `rect`."""
    inset = width / 2 if border is not None else 0
    inside = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inside, max(0.0, radius - inset), max(0.0, radius - inset))


def dashed_box(painter: QPainter, rect: QRect | QRectF, fill: QColor, border: QColor) -> None:
    """Draw a box with a dashed border, 3 on and 2 off."""
    pen = QPen(border, 1)
    pen.setDashPattern([3, 2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def bar(painter: QPainter, rect: QRect | QRectF, colour: QColor) -> None:
    """Fill a rectangle without an outline and without softened edges."""
    painter.fillRect(rect, colour)


def words(
    painter: QPainter,
    rect: QRect | QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: int = _LEFT,
) -> None:
    """Draw one line of plain text, vertically centred unless `align` says otherwise."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QRectF(rect), align | _WHOLE, text)


def dot(painter: QPainter, centre: QPoint | QPointF, radius: float, colour: QColor) -> None:
    """Draw a filled disc."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(centre), radius, radius)


def inner_ring(painter: QPainter, rect: QRect, focus: QColor, within: QColor) -> None:
    """Draw the focus of a row or list item: 3 of `focus` at its edge, then 1 of `within`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, colour in ((0, focus), (1, focus), (2, focus), (3, within)):
        painter.setPen(QPen(colour, 1))
        painter.drawRect(rect.adjusted(inset, inset, -1 - inset, -1 - inset))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
