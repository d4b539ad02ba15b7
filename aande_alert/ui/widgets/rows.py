"""The rows behind a table: all of them, or an array of ids with pages that arrive as they are wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from aande_alert.ui.widgets.cells import Group, Row

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_KEPT = 60  # pages; twelve thousand rows are enough to scroll about in
READING = "Reading …"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: What the page calls it; comes back when a person asks to sort by it.
        title: The words in the head.
        width: Pixels at 100 % text, padding included; it widens where the title needs more.
        right: Whether it holds numbers, set at the right.
        stretch: Whether it takes the width that is left; the last one does where none says so.
        sortable: Whether a click on its head asks to sort by it.
    """

    key: str
    title: str
    width: int
    right: bool = False
    stretch: bool = False
    sortable: bool = False


class Rows(QAbstractTableModel):
    """Frozen rows for a table of any length."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._ids: Sequence[Hashable] = ()
        self._all: tuple[Row | Group, ...] | None = ()
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()

    def show_rows(self, rows: tuple[Row | Group, ...]) -> None:
        """Hold these rows and no others."""
        self.beginResetModel()
        self._all, self._ids = rows, ()
        self._pages.clear()
        self.endResetModel()

    def show_ids(self, ids: Sequence[Hashable]) -> None:
        """Hold this many rows, known so far by their ids alone."""
        self.beginResetModel()
        self._all, self._ids = None, ids
        self._pages.clear()
        self.endResetModel()

    def fill(self, first: int, rows: tuple[Row, ...]) -> None:
        """Take a page of rows that was wanted; `first` is the row it begins with."""
        if self._all is not None or not rows:
            return
        self._pages[first // PAGE] = rows
        self._pages.move_to_end(first // PAGE)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        last = min(first + len(rows), self.rowCount()) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def missing_pages(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first row, count) of each page between two rows that has not arrived."""
        if self._all is not None or not self._ids:
            return []
        pages = range(max(0, first) // PAGE, min(last, len(self._ids) - 1) // PAGE + 1)
        absent = [page for page in pages if page not in self._pages]
        return [(page * PAGE, min(PAGE, len(self._ids) - page * PAGE)) for page in absent]

    def row_at(self, row: int) -> Row | Group | None:
        """Return a row, or None while it has not arrived."""
        if self._all is not None:
            return self._all[row] if 0 <= row < len(self._all) else None
        page = self._pages.get(row // PAGE)
        within = row % PAGE
        return page[within] if page is not None and within < len(page) else None

    def id_at(self, row: int) -> Hashable | None:
        """Return the id of a row; None for a group heading or past the end."""
        if self._all is None:
            return self._ids[row] if 0 <= row < len(self._ids) else None
        found = self.row_at(row)
        return found.id if isinstance(found, Row) else None

    def find(self, row_id: Hashable) -> int:
        """Return where an id stands; -1 where it does not."""
        if row_id is None:
            return -1
        if self._all is None:
            try:
                return self._ids.index(row_id)
            except ValueError:
                return -1
        matches = (at for at, row in enumerate(self._all) if isinstance(row, Row) and row.id == row_id)
        return next(matches, -1)

    def shown_ids(self) -> frozenset[Hashable]:
        """Return the ids of rows that were all given at once; empty for a paged table."""
        return frozenset(row.id for row in self._all or () if isinstance(row, Row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        if parent.isValid():
            return 0
        return len(self._ids) if self._all is None else len(self._all)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything be chosen but group headings."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.row_at(index.row()), Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell; to a screen reader the whole line as a sentence."""
        if not index.isValid():
            return None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.row_at(index.row())
        if row is None:
            return READING
        if isinstance(row, Group):
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.said()
        return row.cells[index.column()].said() if index.column() < len(row.cells) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self.columns):
            return self.columns[section].title
        return None
