"""A row of a table as it is drawn: its ground, its cells, the first ones staying, and the ring inside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from aande_alert.ui.theme.drawing import bar, inner_ring, words
from aande_alert.ui.theme.look import SEMI, Type, look
from aande_alert.ui.widgets.cell_paint import paint
from aande_alert.ui.widgets.cells import Group, Row
from aande_alert.ui.widgets.rows import READING, Rows
from aande_alert.ui.widgets.table_head import FIRST_PAD, TableHead, padded

_BAR = 4


@dataclass(frozen=True, slots=True)
class RowStand:
    """How a row stands at the moment it is drawn.

    Attributes:
        chosen: It is the selected row.
        focused: It is, and the table has the keys.
        shaded: The mouse is over it.
        act: The column of the link that has the keys in the selected row; -1 for none.
        scrolled: Columns are hidden behind the first ones.
    """

    chosen: bool
    focused: bool
    shaded: bool
    act: int
    scrolled: bool


class RowPainter:
    """Draws one row from its frozen record.

    Args:
        rows: The rows.
        head: The head, which knows where each column stands.
        frozen: How many first columns stay when the others scroll sideways.
    """

    def __init__(self, rows: Rows, head: TableHead, frozen: int) -> None:
        self._rows, self._head, self._frozen = rows, head, frozen

    def paint(self, painter: QPainter, at: int, band: QRect, stand: RowStand) -> None:
        """Draw the row at a place into its band of the table."""
        now = look()
        row = self._rows.row_at(at)
        if isinstance(row, Group):
            bar(painter, band, now.colour("sunken"))
            inside = band.adjusted(now.px(FIRST_PAD), 0, 0, 0)
            words(painter, inside, row.words, now.font(Type.SECONDARY, SEMI), now.colour("text2"))
        else:
            ground = "blue-tint" if stand.chosen else "sunken" if stand.shaded else "surface"
            bar(painter, band, now.colour(ground))
            if row is None:
                inside = band.adjusted(now.px(FIRST_PAD), 0, 0, 0)
                words(painter, inside, READING, now.font(), now.colour("text3"))
            else:
                self._paint_cells(painter, row, band, stand)
        foot = "blue-line" if stand.chosen else "line"
        bar(painter, QRect(0, band.bottom(), band.width(), 1), now.colour(foot))
        if stand.chosen:
            bar(painter, QRect(0, band.top(), _BAR, band.height()), now.colour("blue"))
        if stand.focused:
            inner_ring(painter, band, now.colour("focus"), now.colour("focus-in"))

    def _paint_cells(self, painter: QPainter, row: Row, band: QRect, stand: RowStand) -> None:
        edge = self._head.frozen_width() if stand.scrolled else 0
        painter.setClipRect(band.adjusted(edge, 0, 0, 0))
        for at in range(self._frozen, len(row.cells)):
            self._paint_cell(painter, row, at, band, stand)
        painter.setClipRect(band)
        for at in range(min(self._frozen, len(row.cells))):
            self._paint_cell(painter, row, at, band, stand)
        if edge:
            bar(painter, QRect(edge - 1, band.top(), 1, band.height()), look().colour("line2"))
        painter.setClipping(False)

    def _paint_cell(self, painter: QPainter, row: Row, at: int, band: QRect, stand: RowStand) -> None:
        left, wide = self._head.left_of(at), self._head.sectionSize(at)
        if left > band.right() or left + wide < 0:
            return
        column = self._rows.columns[at]
        inside = padded(QRect(left, band.top(), wide, band.height() - 1), at, column)
        focused = stand.focused and at == stand.act
        paint(painter, inside, row.cells[at], right=column.right, focused=focused)
