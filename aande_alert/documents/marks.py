"""Small signs in black: where a fact comes from, and what the lists say of a child.

Each is told by its shape alone, so that a photocopy keeps it. Where a fact comes from is a letter of our own
face, so that it is part of the text; a badge is drawn, with its words beside it, on the grid of the window's
icons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

_GRID = 16.0
_PLAN = ((4.9, 0.8), (11.1, 0.8), (15, 4.7), (15, 10), (8, 15.6), (1, 10), (1, 4.7))
_TRIANGLE = ((8, 1.4), (15, 14), (1, 14))
_HOUSE = ((8, 3.8), (12.2, 7.5), (10.9, 7.5), (10.9, 11.2), (5.1, 11.2), (5.1, 7.5), (3.8, 7.5))
_ASK = ((8, 0.8), (15.2, 8), (8, 15.2), (0.8, 8))

SAID = {
    Source.SEEN: "[seen]",
    Source.MEASURED: "[measured]",
    Source.TOLD_BY_ADULT: "[told by an adult]",
    Source.SAID_BY_CHILD: "[said by a child]",
    Source.FROM_RECORD: "[from a record]",
    Source.NOT_KNOWN: "[not known]",
}
"""What is read aloud in the place of a mark."""

LETTERS: dict[str, str] = {
    Source.SEEN: "\N{BLACK CIRCLE}",
    Source.MEASURED: "\N{BLACK CIRCLE}",
    Source.TOLD_BY_ADULT: "\N{WHITE CIRCLE}",
    Source.SAID_BY_CHILD: "\N{WHITE DIAMOND}",
    Source.FROM_RECORD: "\N{SQUARE WITH HORIZONTAL FILL}",
    Source.NOT_KNOWN: "\N{DOTTED SQUARE}",
}
"""The letter each mark is in its own face, so that even a plain copy of the text keeps it apart."""


def draw(canvas: Canvas, kind: str, x: float, y: float, size: float) -> None:
    """Draw a sign in black.

    Args:
        canvas: The page.
        kind: A value of `BadgeKind`.
        x: Left edge, points.
        y: Lower edge, points, upwards as the page counts.
        size: Side of its square, points.
    """
    canvas.saveState()
    canvas.translate(x, y + size)
    canvas.scale(size / _GRID, -size / _GRID)
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    canvas.setLineWidth(1.8)
    canvas.setLineJoin(1)
    _DRAWN[kind](canvas)
    canvas.restoreState()


def _on_plan(canvas: Canvas) -> None:
    _shape(canvas, _PLAN, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setFillGray(1)
    canvas.setLineWidth(2)
    canvas.line(8, 4.2, 8, 8.8)
    canvas.circle(8, 11.4, 1.15, stroke=0, fill=1)


def _plan_ended(canvas: Canvas) -> None:
    _hollow(canvas)
    canvas.line(5.3, 8, 10.7, 8)


def _disputed(canvas: Canvas) -> None:
    _hollow(canvas)
    _question(canvas)


def _hollow(canvas: Canvas) -> None:
    canvas.setLineWidth(1.4)
    _shape(canvas, tuple((8 + (px - 8) * 0.9, 8 + (py - 8) * 0.9) for px, py in _PLAN), stroke=1, fill=0)


def _looked_after(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(8, 0.5)
    path.curveTo(9.9, 1.9, 12.2, 2.6, 14.8, 2.7)
    path.lineTo(14.8, 7.8)
    path.curveTo(14.8, 11.7, 12.1, 14.2, 8, 15.7)
    path.curveTo(3.9, 14.2, 1.2, 11.7, 1.2, 7.8)
    path.lineTo(1.2, 2.7)
    path.curveTo(3.8, 2.6, 6.1, 1.9, 8, 0.5)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillGray(1)
    _shape(canvas, _HOUSE, stroke=0, fill=1)


def _unborn(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(1.5, 1.5)
    path.lineTo(14.5, 1.5)
    path.lineTo(14.5, 7.7)
    path.curveTo(14.5, 11.8, 11.6, 15, 8, 15)
    path.curveTo(4.4, 15, 1.5, 11.8, 1.5, 7.7)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setFillGray(1)
    canvas.setLineWidth(1.3)
    canvas.circle(8, 7.6, 3, stroke=1, fill=0)
    canvas.circle(8, 7.6, 1, stroke=0, fill=1)


def _possible(canvas: Canvas) -> None:
    canvas.setLineWidth(1.3)
    _shape(canvas, _ASK, stroke=1, fill=0)
    _question(canvas)


def _question(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(6.1, 6.4)
    path.curveTo(6.1, 3.7, 9.9, 3.7, 9.9, 6.3)
    path.curveTo(9.9, 7.9, 8, 7.9, 8, 9.4)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.circle(8, 11.4, 0.9, stroke=0, fill=1)


def _not_checked(canvas: Canvas) -> None:
    canvas.setLineWidth(1.3)
    _shape(canvas, _TRIANGLE, stroke=1, fill=0)
    canvas.setLineWidth(1.6)
    canvas.line(8, 5.8, 8, 9.6)
    canvas.circle(8, 11.8, 0.9, stroke=0, fill=1)


def _failed(canvas: Canvas) -> None:
    _shape(canvas, _TRIANGLE, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1.6)
    canvas.line(6.2, 7.8, 9.8, 11.8)
    canvas.line(9.8, 7.8, 6.2, 11.8)


def _no_record(canvas: Canvas) -> None:
    canvas.setLineWidth(1.5)
    canvas.circle(8, 8, 4, stroke=1, fill=0)


def _checking(canvas: Canvas) -> None:
    canvas.setDash(2, 1.6)
    _no_record(canvas)


def _shape(canvas: Canvas, points: tuple[tuple[float, float], ...], *, stroke: int, fill: int) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)


_DRAWN: dict[str, Callable[[Canvas], None]] = {
    BadgeKind.ON_PLAN: _on_plan,
    BadgeKind.PLAN_ENDED: _plan_ended,
    BadgeKind.LOOKED_AFTER: _looked_after,
    BadgeKind.UNBORN_PLAN: _unborn,
    BadgeKind.POSSIBLE_MATCH: _possible,
    BadgeKind.NOT_CHECKED: _not_checked,
    BadgeKind.CHECK_FAILED: _failed,
    BadgeKind.DISPUTED: _disputed,
    BadgeKind.CHECKING: _checking,
    BadgeKind.NO_RECORD: _no_record,
}
