"""How a table cell is measured and drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, box, dot, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.badge import measure, paint_badge
from aande_alert.ui.widgets.cells import Act, BadgeCell, Cell, History, Name, Read, Signed, Tally, Text, Told
from aande_alert.ui.widgets.marks import (
    history_width,
    paint_history,
    paint_read,
    paint_source,
    read_width,
)
from aande_alert.ui.widgets.words import UNDER, Run, draw_runs, lay_out

ONE_LINE, NEXT_LINE, GROUP = 32, 16, 24
_ICON, _ICON_GAP, _SIGN_GAP, _DOT = 16, 5, 6, 3
_LENIENT = 5  # pixels of the next cell's padding a word may use before it is broken


def height(cell: Cell, width: int) -> int:
    """Return the row height a cell needs at a width: 32 for a line and 16 more for each further line."""
    now = look()
    if isinstance(cell, BadgeCell):
        extra = measure(cell.badge, width, boxed=cell.boxed).whole.height() - now.px(22)
        return now.px(ONE_LINE) + max(0, extra)
    runs = _runs(cell)
    lines = _lines(runs, Type.BODY, width - _beside(cell))
    if isinstance(cell, Text | Name) and cell.below:
        lines += _lines((Run(cell.below),), Type.SECONDARY, width)
    return now.px(ONE_LINE) + (lines - 1) * now.px(NEXT_LINE)


def natural_width(cell: Cell) -> int:
    """Return the width at which nothing in a cell wraps."""
    match cell:
        case BadgeCell(badge=badge, boxed=boxed):
            return measure(badge, boxed=boxed).whole.width()
        case History(history=history):
            return history_width(history)
        case Read(read=read):
            return read_width(read)
        case _:
            now = look()
            wide = sum(now.width(run.words, Type.BODY, run.weight) for run in _runs(cell))
            below = now.width(cell.below, Type.SECONDARY) if isinstance(cell, Text | Name) else 0
            return max(wide + _beside(cell), below)


def _lines(runs: tuple[Run, ...], size: Type, width: int) -> int:
    now = look()
    if sum(now.metrics(size, run.weight).horizontalAdvance(run.words) for run in runs) <= width + _LENIENT:
        return 1
    return lay_out(runs, size, width)[0].lineCount()


def _runs(cell: Cell) -> tuple[Run, ...]:
    """Return the first line of a cell; a similar name in three runs, the middle one underlined."""
    if isinstance(cell, BadgeCell | History | Read):
        return ()
    if isinstance(cell, Name) and cell.differs_at >= 0:
        name, at = cell.words, cell.differs_at
        return Run(name[:at], SEMI), Run(name[at : at + 1], SEMI, under=True), Run(name[at + 1 :], SEMI)
    return (Run(cell.words, *_manner(cell)),)


def _manner(cell: Text | Name | Act | Signed | Tally | Told) -> tuple[int, str]:
    """Return the weight and colour of a cell's words."""
    match cell:
        case Name():
            return SEMI, "text"
        case Act():
            return SEMI, "blue-text"
        case Text(quiet=True) | Signed(small=True):
            return PLAIN, "text3" if isinstance(cell, Text) else "text2"
        case Text(strong=True) | Signed(strong=True) | Told(strong=True):
            return SEMI, "text"
        case _:
            return PLAIN, "text"


def _beside(cell: Cell) -> int:
    """Return the width of what stands beside a cell's words."""
    now = look()
    match cell:
        case Text(fresh=True):
            return 3 * _DOT + 1
        case Name(differs_at=at):
            return now.px(_ICON) + _ICON_GAP if at >= 0 else 0
        case Signed():
            return now.px(_ICON) + 4
        case Told():
            return now.px(12) + _SIGN_GAP
        case Tally(count=count):
            return _tally_width(count) + _SIGN_GAP if count else 0
        case _:
            return 0


def _tally_width(count: int) -> int:
    return max(look().px(20), look().width(str(count)) + 10)


def paint(painter: QPainter, rect: QRect, cell: Cell, *, right: bool = False, focused: bool = False) -> None:
    """Draw a cell inside its padding.

    Args:
        painter: An open painter.
        rect: The cell without its padding.
        cell: What to draw.
        right: Whether words stand at the right.
        focused: Whether a link in it has the keys.
    """
    if isinstance(cell, Text | Name):
        _paint_text(painter, rect, cell, right=right)
    elif isinstance(cell, Act):
        _paint_act(painter, rect, cell, focused=focused)
    else:
        _PAINTERS[type(cell)](painter, rect, cell)


def _paint_badge(painter: QPainter, rect: QRect, cell: BadgeCell) -> None:
    paint_badge(painter, rect, cell.badge, boxed=cell.boxed)


def _paint_history(painter: QPainter, rect: QRect, cell: History) -> None:
    paint_history(painter, rect, cell.history)


def _paint_read(painter: QPainter, rect: QRect, cell: Read) -> None:
    paint_read(painter, rect, cell.read)


def _paint_text(painter: QPainter, rect: QRect, cell: Text | Name, *, right: bool) -> None:
    now = look()
    first = _runs(cell)
    beside = _beside(cell)
    named = isinstance(cell, Name)
    inside = rect.adjusted(0, 0, -beside, 0) if named else rect.adjusted(beside, 0, 0, 0)
    if beside and not named:
        dot(painter, QPointF(rect.left() + _DOT, rect.center().y() + 0.5), _DOT, now.colour("blue-text"))
    wide = now.metrics(Type.BODY, first[0].weight).horizontalAdvance(cell.words)
    if not cell.below and len(first) == 1 and wide <= inside.width() + _LENIENT:
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        where = int(align | Qt.AlignmentFlag.AlignVCenter)
        words(
            painter,
            inside,
            cell.words,
            now.font(Type.BODY, first[0].weight),
            now.colour(first[0].role),
            where,
        )
        return
    end = _paint_lines(painter, inside, first, cell.below)
    if beside and named:
        side = now.px(_ICON)
        rings = icons.picture("rings", "text", _ICON)
        icons.draw(painter, end.x() + _ICON_GAP, end.y() + (now.px(NEXT_LINE) - side) / 2, rings)


def _paint_lines(painter: QPainter, rect: QRect, first: tuple[Run, ...], below: str) -> QPointF:
    """Draw wrapped lines, vertically centred as a block; return where the first line's words end."""
    now = look()
    step = now.px(NEXT_LINE)
    second = (Run(below, PLAIN, "text2"),) if below else ()
    blocks = [(lay_out(first, Type.BODY, rect.width())[0], first)]
    if second:
        blocks.append((lay_out(second, Type.SECONDARY, rect.width())[0], second))
    high = step * sum(block.lineCount() for block, _ in blocks)
    top = y = rect.top() + (rect.height() - high) / 2
    for block, runs in blocks:
        draw_runs(painter, block, runs, QPointF(rect.left(), y))
        y += step * block.lineCount()
    last = blocks[0][0].lineAt(blocks[0][0].lineCount() - 1)
    below_first = step * (blocks[0][0].lineCount() - 1)
    return QPointF(rect.left() + last.naturalTextWidth(), top + below_first)


def _paint_act(painter: QPainter, rect: QRect, cell: Act, *, focused: bool) -> None:
    now = look()
    words(painter, rect, cell.words, now.font(Type.BODY, SEMI), now.colour("blue-text"))
    if focused:
        wide = now.width(cell.words, Type.BODY, SEMI)
        under = QRect(rect.left(), rect.center().y() + now.px(9), wide, UNDER)
        bar(painter, under, now.colour("blue-text"))


def _paint_signed(painter: QPainter, rect: QRect, cell: Signed) -> None:
    now = look()
    side = now.px(_ICON)
    icons.draw(
        painter, rect.left(), rect.center().y() - side / 2 + 1, icons.picture(cell.icon, "text", _ICON)
    )
    run = Run(cell.words, SEMI if cell.strong else PLAIN, "text2" if cell.small else "text")
    _paint_run(painter, rect.adjusted(side + 4, 0, 0, 0), run, Type.SECONDARY if cell.small else Type.BODY)


def _paint_run(painter: QPainter, rect: QRect, run: Run, size: Type = Type.BODY) -> None:
    layout, high = lay_out((run,), size, rect.width())
    draw_runs(painter, layout, (run,), QPointF(rect.left(), rect.top() + (rect.height() - high) / 2))


def _paint_tally(painter: QPainter, rect: QRect, cell: Tally) -> None:
    now = look()
    if not cell.count:
        words(painter, rect, cell.words, now.font(), now.colour("text2"))
        return
    side = now.px(20)
    square = QRect(rect.left(), rect.center().y() - side // 2 + 1, _tally_width(cell.count), side)
    box(painter, square, border=now.colour("control"))
    middle = int(Qt.AlignmentFlag.AlignCenter)
    words(painter, square, str(cell.count), now.font(Type.SECONDARY, SEMI), now.colour("text"), middle)
    _paint_run(painter, rect.adjusted(square.width() + _SIGN_GAP, 0, 0, 0), Run(cell.words))


def _paint_told(painter: QPainter, rect: QRect, cell: Told) -> None:
    now = look()
    side = now.px(12)
    paint_source(painter, QRectF(rect.left(), rect.center().y() - side / 2 + 1, side, side), cell.source)
    run = Run(cell.words, SEMI if cell.strong else PLAIN)
    _paint_run(painter, rect.adjusted(side + _SIGN_GAP, 0, 0, 0), run)


_PAINTERS: dict[type[Cell], Callable[[QPainter, QRect, Any], None]] = {
    BadgeCell: _paint_badge,
    History: _paint_history,
    Read: _paint_read,
    Signed: _paint_signed,
    Tally: _paint_tally,
    Told: _paint_told,
}
