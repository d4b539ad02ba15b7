"""Tables: a head repeated on each page, rows that break between lines, cells that can be read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.documents.blocks import Cell, Columns, text
from aande_alert.documents.fonts import BOLD
from aande_alert.documents.paper import BLACK, CELL, FAINT, HEAD_CELL, LEFT, PX, SMALL_DIM
from aande_alert.documents.setting import Inline, Sign, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.documents.structure import Node
    from aande_alert.domain.provenance import Source

MARK_WIDTH = 20 * PX
"""Room for the mark before the first column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: left edge and width in px of the design, and its title."""

    x: float
    width: float
    title: str | tuple[Inline, ...]


class Table:
    """Builds the blocks of one table.

    Args:
        parent: The element the table stands in.
        columns: From left to right.
        note: Said instead of rows where there are none.
    """

    def __init__(self, parent: Node, columns: tuple[Column, ...], *, note: str = "") -> None:
        self._columns = columns
        self._node = parent.add("Table")
        row = self._node.add("TR")
        cells = tuple(
            Cell(
                column.x * PX, text(row.add("TH", scope="Column"), column.title, HEAD_CELL, column.width * PX)
            )
            for column in columns
        )
        self._head = Columns(
            cells, pad_top=3 * PX, pad_bottom=4 * PX, rule=BLACK, rule_weight=1.1, stays_with_next=True
        )
        self._rows: list[Columns] = []
        self._note = note

    def row(
        self, values: Sequence[str | Sequence[Inline]], *, mark: Source | None = None, strong: bool = False
    ) -> None:
        """Add a row.

        Args:
            values: One for each column.
            mark: Drawn before the first column, and extracted in words.
            strong: The first cell names the row.
        """
        node = self._node.add("TR")
        cells: list[Cell] = []
        for i, (column, value) in enumerate(zip(self._columns, values, strict=True)):
            naming = strong and i == 0
            cell = node.add("TH", scope="Row") if naming else node.add("TD")
            if i == 0 and mark is not None:
                sign = (Sign(mark.value),)
                cells.append(Cell(LEFT, text(cell, sign, CELL, MARK_WIDTH)))
            inlines = (Words(value, BOLD),) if naming and isinstance(value, str) else value
            cells.append(Cell(column.x * PX, text(cell, inlines, CELL, column.width * PX)))
        self._rows.append(
            Columns(tuple(cells), pad_top=3 * PX, pad_bottom=3 * PX, rule=FAINT, head=self._head)
        )

    def blocks(self) -> list[Columns]:
        """Return the head and the rows, or the head and the note."""
        if self._rows:
            return [self._head, *self._rows]
        cell = self._node.add("TR").add("TD")
        first = self._columns[0]
        whole = sum(column.width for column in self._columns) * PX
        note = Columns((Cell(first.x * PX, text(cell, self._note or "None recorded.", SMALL_DIM, whole)),))
        return [self._head, note]
