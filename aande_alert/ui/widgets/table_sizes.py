"""The sizes of a table: how wide its columns are and how high its rows, so that every word is seen."""

from __future__ import annotations

from PySide6.QtCore import QRect

from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.cell_paint import GROUP, ONE_LINE, height, natural_width
from aande_alert.ui.widgets.cells import Group, Row
from aande_alert.ui.widgets.rows import Rows
from aande_alert.ui.widgets.table_head import TableHead, padded, padding, share_out

_MEASURED = 400  # rows; more than a screen of them, and a few milliseconds


class TableSizes:
    """Learns how wide the words are and gives the columns their width.

    Args:
        rows: The rows whose words are measured.
        head: The head, which holds the widths.
    """

    def __init__(self, rows: Rows, head: TableHead) -> None:
        self._rows, self._head = rows, head
        self._natural = [0] * len(rows.columns)

    def forget(self) -> None:
        """Begin to learn again, for other rows."""
        self._natural = [0] * len(self._rows.columns)

    def learn(self, first: int, count: int) -> None:
        """Learn how wide the words of these rows are."""
        columns = self._rows.columns
        widest = self._natural
        for at in range(first, min(first + count, self._rows.rowCount(), first + _MEASURED)):
            row = self._rows.row_at(at)
            if isinstance(row, Row):
                for place, cell in enumerate(row.cells):
                    wide = natural_width(cell) + padding(place, columns[place])
                    widest[place] = max(widest[place], wide)

    def share_out(self, room: int) -> bool:
        """Share this much width out among the columns; say whether one of them changed."""
        before = self._widths()
        widths = share_out(self._rows.columns, self._natural, room, self._head.sorted_by())
        for at, width in enumerate(widths):
            self._head.resizeSection(at, width)
        return before != self._widths()

    def height(self, row: Row | Group) -> int:
        """Return how high a row is, for its words at the width their columns have."""
        if isinstance(row, Group):
            return look().px(GROUP)
        columns = self._rows.columns
        return max(
            (
                height(cell, padded(QRect(0, 0, self._head.sectionSize(at), 0), at, columns[at]).width())
                for at, cell in enumerate(row.cells)
            ),
            default=look().px(ONE_LINE),
        )

    def _widths(self) -> list[int]:
        return [self._head.sectionSize(at) for at in range(self._head.count())]
