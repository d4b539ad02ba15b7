"""A fast table: frozen rows, first columns that stay, keys for everything, a million rows without delay."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.cells import Group, Row
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.rows import Column, Rows
from aande_alert.ui.widgets.table_view import TableBody
from aande_alert.ui.widgets.words import Role, Words

__all__ = ["Column", "Table"]


class Table(QWidget):
    """A table of rows or of pages of rows.

    Short lists: `show_rows(rows)`. Long ones: `show_ids(ids)`, then answer each `wanted` with `fill`.

    Args:
        columns: The columns, in order.
        name: What the table is called by a screen reader.
        frozen: How many first columns stay when the others scroll sideways.
        parent: The widget it stands in.

    Signals:
        opened: The id of a row: Enter or a double click.
        peeked: The id of a row: Space.
        chosen: The id of the row that is now selected.
        acted: (id, key) of a link in a row: Compare, Retry, Trace.
        wanted: (first row, count) of a page that is in view and has not arrived.
        sort_asked: The key of the column to sort by.
    """

    opened = Signal(object)
    peeked = Signal(object)
    chosen = Signal(object)
    acted = Signal(object, str)
    wanted = Signal(int, int)
    sort_asked = Signal(str)

    def __init__(
        self, columns: tuple[Column, ...], *, name: str, frozen: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = Rows(columns, self)
        self.body = TableBody(self._rows, frozen, self)
        self.body.setAccessibleName(name)
        self._asked: set[int] = set()
        self._silent = False
        self._new_above = 0
        self._above = Button("", icon="up", size=Size.ROW, parent=self.body)
        self._above.hide()
        self._above.clicked.connect(self._show_new)
        self._beyond = Panel("sunken", lines="t", height=28)
        inside = row(self._beyond, (16, 4, 12, 4), 8)
        self._beyond_words = Words("", Role.SECONDARY, wrap=False)
        inside.addWidget(self._beyond_words)
        inside.addWidget(KeyHint("Right"))
        inside.addStretch(1)
        self._beyond.hide()
        within = column(self)
        within.addWidget(self.body, 1)
        within.addWidget(self._beyond)
        self.setFocusProxy(self.body)
        self._connect()

    def _connect(self) -> None:
        self.body.opened.connect(self._open)
        self.body.peeked.connect(self._peek)
        self.body.acted.connect(self._act)
        self.body.moved.connect(self._moved)
        self.body.horizontalScrollBar().rangeChanged.connect(self._count_beyond)
        self.body.horizontalScrollBar().valueChanged.connect(self._count_beyond)
        self.body.head.sort_asked.connect(self.sort_asked)
        self.body.selectionModel().currentRowChanged.connect(self._choose)

    # ------------------------------------------------------------ what to show

    def show_rows(self, rows: Sequence[Row | Group]) -> None:
        """Show these rows; the selected one stays selected, and the row in use does not move.

        New rows above what is in view are counted in a line at the top instead.
        """
        before = self._rows.shown_ids()
        current = self.current_id()
        used = self.body.row_in_use()
        anchor = self._rows.id_at(used) if used >= 0 else None
        top = self.body.rowViewportPosition(used) if anchor is not None else 0
        scrolled = self.body.verticalScrollBar().value()
        self._silent = True
        self._rows.show_rows(tuple(rows))
        self.body.forget_measures()
        self.body.measure(0, len(rows))
        self.body.lay_out_now()
        self._select(self._rows.find(current), keep_view=True)
        self._silent = False
        here = self._rows.find(anchor)
        if before and here >= 0:
            self.body.hold_still(here, top)
        else:
            self.body.verticalScrollBar().setValue(scrolled)
        self._count_new(before)
        self._count_beyond()

    def show_ids(self, ids: Sequence[Hashable]) -> None:
        """Show this many rows, asking for those in view by `wanted`; the selection starts again."""
        self._asked.clear()
        self._rows.show_ids(ids)
        self.body.lay_out_now()
        self.body.verticalScrollBar().setValue(0)
        self._count_beyond()
        self._want()

    def fill(self, first: int, rows: tuple[Row, ...]) -> None:
        """Take a page of rows that was wanted."""
        self._rows.fill(first, rows)
        self.body.measure(first, len(rows))
        self._asked.clear()  # a page that was asked for and superseded is asked for again
        self._want()

    def mark_sorted(self, key: str, *, descending: bool = True) -> None:
        """Show by which column the rows are in order."""
        self.body.head.mark_sorted(key, descending=descending)
        self.body.measure(0, 0)

    # ------------------------------------------------------------ the selected row

    def current_id(self) -> Hashable | None:
        """Return the id of the selected row, or None."""
        return self._rows.id_at(self.body.currentIndex().row())

    def choose(self, row_id: Hashable) -> bool:
        """Select a row by its id, telling nobody; return False where it is not here."""
        at = self._rows.find(row_id)
        self._silent = True
        self._select(at)
        self._silent = False
        return at >= 0

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) row, passing over group headings."""
        at = self.body.currentIndex().row() + by
        while 0 <= at < self.count() and self._rows.id_at(at) is None:
            at += by
        if 0 <= at < self.count():
            self._select(at)

    def count(self) -> int:
        """Return how many rows there are, group headings included."""
        return self._rows.rowCount()

    def _select(self, at: int, *, keep_view: bool = False) -> None:
        if at < 0:
            self.body.setCurrentIndex(QModelIndex())
            return
        view = self.body.verticalScrollBar().value()
        self.body.setCurrentIndex(self._rows.index(at, 0))
        if keep_view:
            self.body.verticalScrollBar().setValue(view)

    # ------------------------------------------------------------ what the person meant

    @Slot(int)
    def _open(self, at: int) -> None:
        if (row_id := self._rows.id_at(at)) is not None:
            self.opened.emit(row_id)

    @Slot(int)
    def _peek(self, at: int) -> None:
        if (row_id := self._rows.id_at(at)) is not None:
            self.peeked.emit(row_id)

    @Slot(int, str)
    def _act(self, at: int, key: str) -> None:
        if (row_id := self._rows.id_at(at)) is not None:
            self.acted.emit(row_id, key)

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        row_id = self._rows.id_at(now.row())
        if not self._silent and row_id is not None:
            self.chosen.emit(row_id)

    @Slot()
    def _moved(self) -> None:
        if self._new_above and self.body.verticalScrollBar().value() == 0:
            self._new_above = 0
            self._above.hide()
            self.body.settle()
        self._want()

    def _want(self) -> None:
        for first, count in self._rows.missing_pages(*self.body.visible_rows()):
            if first not in self._asked:
                self._asked.add(first)
                self.wanted.emit(first, count)

    def _count_new(self, before: frozenset[Hashable]) -> None:
        first, _ = self.body.visible_rows()
        above = (self._rows.id_at(at) for at in range(first))
        fresh = sum(row_id is not None and row_id not in before for row_id in above) if before else 0
        self._new_above = fresh + self._new_above if first else 0
        self._above.say(f"{self._new_above} new above")
        self._above.setGeometry(
            0, self.body.head.height(), self.body.width(), self._above.sizeHint().height()
        )
        self._above.setVisible(bool(self._new_above))
        self._above.raise_()

    @Slot()
    def _show_new(self) -> None:
        self.body.verticalScrollBar().setValue(0)
        self._new_above = 0
        self._above.hide()
        self.body.settle()

    @Slot()
    def _count_beyond(self) -> None:
        beyond = self.body.columns_out_of_view()
        columns = "column" if beyond == 1 else "columns"
        self._beyond_words.say(f"{beyond} more {columns} to the right")
        self._beyond.setVisible(bool(self.body.horizontalScrollBar().maximum()))
