"""The log's table: an array of ids, and rows that are read a page at a time as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from aande_alert.ui.pages.log.rows import NARROW, WIDE, row_of
from aande_alert.ui.state.log import rows_words
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.rows import PAGE
from aande_alert.ui.widgets.table import Table

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.review import LogLine
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House

_WIDE_FROM = 1000
_KNOWN = 20_000


class PagedLog(QStackedWidget):
    """The table with its reading; a stand takes its place while there is nothing to show.

    Signals:
        chosen: The id of the row in use.
        opened: The id of a row: Enter.
        moved: `Rows 1 to 16 of 1,284`.
        turn_asked: The head of Arrived was pressed: the other end first.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(str)
    turn_asked = Signal()

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._who: SignedIn | None = None
        self._ids: tuple[UUID, ...] = ()
        self._generation = 0
        self._lines: OrderedDict[UUID, LogLine] = OrderedDict()
        self._focus_wanted = False
        self.stand = Stand()
        self.narrow = Table(NARROW, name="Attendance log", frozen=3)
        self.wide = Table(WIDE, name="Attendance log", frozen=3)
        for part in (self.stand, self.narrow, self.wide):
            self.addWidget(part)
        for table in (self.narrow, self.wide):
            table.wanted.connect(partial(self._want, table))
            table.chosen.connect(self.chosen)
            table.opened.connect(self.opened)
            table.body.moved.connect(self._say_rows)
            table.sort_asked.connect(self.turn_asked)
            table.mark_sorted("arrived")

    def mark_order(self, *, oldest_first: bool) -> None:
        """Show at the head which end stands first."""
        for table in (self.narrow, self.wide):
            table.mark_sorted("arrived", descending=not oldest_first)

    def begin(self, who: SignedIn) -> None:
        """Read for somebody."""
        self._who = who

    def end(self) -> None:
        """Take every row off the glass."""
        self._who = None
        self._ids = ()
        self._generation += 1
        self._lines.clear()
        for table in (self.narrow, self.wide):
            table.show_rows([])
        self.wait()

    def wait(self) -> None:
        """Say that the log is being read."""
        self.stand.show_waiting("Attendance log")
        self.setCurrentWidget(self.stand)

    def show_nothing(self, heading: str, sentence: str, action: str) -> None:
        """Say why there is no row, and what to do."""
        self._ids = ()
        self._generation += 1
        self.stand.show_empty(heading, sentence, action)
        self.setCurrentWidget(self.stand)
        self.moved.emit("No rows")

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what happened, in the place of the rows."""
        self.stand.show_trouble(trouble)
        self.setCurrentWidget(self.stand)

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Return which attendances are listed."""
        return self._ids

    def line(self, attendance_id: UUID) -> LogLine | None:
        """Return a row that has been read."""
        return self._lines.get(attendance_id)

    def table(self) -> Table:
        """Return the table that fits the width."""
        return self.wide if self.width() >= _WIDE_FROM else self.narrow

    def show_ids(self, ids: tuple[UUID, ...], current: UUID) -> None:
        """List these attendances with one of them in use; the same ones again are only read again."""
        table = self.table()
        if ids == self._ids and self.currentWidget() is table:
            self._read_again(table)
        else:
            down = table.body.verticalScrollBar().value()
            self._ids = ids
            self._generation += 1
            self.setCurrentWidget(table)
            table.show_ids(ids)
            table.body.verticalScrollBar().setValue(down)
        table.choose(current)
        self._say_rows()
        if self._focus_wanted:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the rows, as soon as there are any."""
        self._focus_wanted = self.currentWidget() is self.stand
        (self.stand if self._focus_wanted else self.table()).setFocus()

    def fit(self, current: UUID | None) -> None:
        """Change to the other table where the width asks for it."""
        if self._ids and current is not None and self.currentWidget() not in {self.stand, self.table()}:
            ids, self._ids = self._ids, ()
            self.show_ids(ids, current)

    def _read_again(self, table: Table) -> None:
        first, last = table.body.visible_rows()
        for start in range(first // PAGE * PAGE, last + 1, PAGE):
            self._want(table, start, PAGE)

    @Slot(int, int)
    def _want(self, table: Table, first: int, count: int) -> None:
        """Read a page of rows that came into view."""
        if self._who is None or table is not self.currentWidget():
            return
        call = partial(self._house.services.review.lines, self._who, self._ids[first : first + count])
        done = partial(self._fill, table, self._generation, first)
        self._house.tasks.run(self, f"rows {first}", call, done, self.show_trouble, lapses=True)

    def _fill(self, table: Table, generation: int, first: int, lines: tuple[LogLine, ...]) -> None:
        if generation != self._generation:
            return
        for line in lines:
            self._lines[line.attendance.id] = line
        while len(self._lines) > _KNOWN:
            self._lines.popitem(last=False)
        table.fill(first, tuple(row_of(line, wide=table is self.wide) for line in lines))

    @Slot()
    def _say_rows(self) -> None:
        if self.currentWidget() is self.table():
            first, last = self.table().body.visible_rows()
            self.moved.emit(rows_words(first, last, len(self._ids)))
