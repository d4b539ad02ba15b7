"""The timeline as a picture, and as a list that tells the same, one key apart (Ctrl+T)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QWidget

from aande_alert.domain.timeline import LaneKind, TimelineRecord
from aande_alert.drawings.axis import Window
from aande_alert.drawings.shapes import Scene
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_rows import ALL_KINDS, Arranged, EventId, Scope, Told, arrange, listed
from aande_alert.ui.widgets.timeline_canvas import TimelineCanvas

_HEADS = ("When", "Who", "Kind", "What happened", "Known from")
_ROWS_THAT_GROW = 500
"""Measuring the height of every row of a longer list would be felt; there each has room for two lines."""
_AnyIndex = QModelIndex | QPersistentModelIndex


class ToldModel(QAbstractTableModel):
    """The list that tells the same as the picture, in time order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Told, ...] = ()

    def show_lines(self, lines: tuple[Told, ...]) -> None:
        """Replace every line."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Told | None:
        """Return one line; `None` past the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, event: EventId | None) -> int:
        """Return where an event is told; -1 where it is not."""
        found = (i for i, told in enumerate(self._lines) if event is not None and told.id == event)
        return next(found, -1)

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return when, who, kind, what and how known."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's QVariant
        """Return the words of a cell; the whole sentence for a screen reader."""
        told = self.line(index.row())
        if told is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            details = "; ".join(f"{label}: {words}" for label, words in told.details)
            what = f"{told.words}. {details}" if details else told.words
            return (told.when, told.person, told.lane, what, told.source)[index.column()]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return told.sentence
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's QVariant
        """Return the heads of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


class Timeline(QWidget):
    """Picture and list of one record; both share the event in focus.

    Signals:
        opened: Id of the event whose record is wanted.
        looked_at: Id of the event under the pointer, else in focus; `None` where there is none.
        window_changed: The stretch of time now in view.
        told_as_list: Whether the list is shown instead of the picture.
    """

    opened = Signal(object)
    looked_at = Signal(object)
    window_changed = Signal(object)
    told_as_list = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranged: Arranged | None = None
        self.canvas = TimelineCanvas(self)
        self._lines = ToldModel(self)
        self._table = _table(self._lines, self)
        self._faces = QStackedLayout(self)
        self._faces.setContentsMargins(0, 0, 0, 0)
        self._faces.addWidget(self.canvas)
        self._faces.addWidget(self._table)
        self.setFocusProxy(self.canvas)
        self.canvas.opened.connect(self.opened)
        self.canvas.looked_at.connect(self.looked_at)
        self.canvas.window_changed.connect(self.window_changed)
        self._table.activated.connect(self._activated)
        self._table.selectionModel().currentRowChanged.connect(self._row_changed)
        swap = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_T), self)
        swap.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        swap.activated.connect(self.swap)

    def show_record(
        self,
        record: TimelineRecord,
        *,
        scope: Scope = Scope.FAMILY,
        kinds: frozenset[LaneKind] = ALL_KINDS,
        sites: frozenset[str] | None = None,
        window: Window | None = None,
    ) -> None:
        """Show a record; window and selection stay where they can, unless a window is given."""
        self._arranged = arrange(record, scope=scope, kinds=kinds, sites=sites)
        self.canvas.show_rows(self._arranged, window)
        self._tell()

    def clear(self) -> None:
        """Show nothing: no word of the former child stays."""
        self._arranged = None
        self.canvas.clear()
        self._tell()

    def light(self, events: frozenset[EventId]) -> None:
        """Light the events a pattern rests on, and look at the first of them."""
        self.canvas.light(events)
        shown = [event for event in events if self._arranged is not None and event in self._arranged.where]
        if shown and self._arranged is not None:
            self.canvas.select(min(shown, key=self._arranged.position))

    def zoom(self, factor: float) -> None:
        """Show less (factor below 1) or more time."""
        self.canvas.zoom(factor)

    def fit(self) -> None:
        """Show everything there is."""
        if self._arranged is not None:
            self.canvas.show_window(self._arranged.fit())

    def swap(self) -> None:
        """Show the list instead of the picture, or the picture again, at the same event."""
        to_list = self._faces.currentWidget() is self.canvas
        had_focus = self.canvas.hasFocus() or self._table.hasFocus()
        selected = self.canvas.selected
        self._faces.setCurrentWidget(self._table if to_list else self.canvas)
        self._tell()
        self.setFocusProxy(self._table if to_list else self.canvas)
        if to_list and (row := self._lines.row_of(selected)) >= 0:
            self._table.selectRow(row)
        if had_focus:
            self.setFocus()
        self.told_as_list.emit(to_list)

    @property
    def arranged(self) -> Arranged | None:
        """Return the rows as shown, for the card beside the picture; `None` where nothing is."""
        return self._arranged

    def scene(self) -> Scene | None:
        """Return the whole picture as it stands, for export; `None` where nothing is shown."""
        looking = self.canvas.looking
        return timeline_scene(looking.arranged, looking.view, looking.measure) if looking else None

    def _tell(self) -> None:
        """Fill the list only while it is seen: a long one costs more than the picture."""
        seen = self._arranged is not None and self._faces.currentWidget() is self._table
        lines = listed(self._arranged) if self._arranged is not None and seen else ()
        grows = len(lines) <= _ROWS_THAT_GROW
        mode = QHeaderView.ResizeMode.ResizeToContents if grows else QHeaderView.ResizeMode.Fixed
        self._table.verticalHeader().setSectionResizeMode(mode)
        self._lines.show_lines(lines)

    def _activated(self, index: QModelIndex) -> None:
        told = self._lines.line(index.row())
        if told is not None and told.opens:
            self.opened.emit(told.id)

    def _row_changed(self, index: QModelIndex) -> None:
        told = self._lines.line(index.row())
        if told is not None and told.opens:
            self.canvas.select(told.id)


def _table(model: ToldModel, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName("Timeline as a list")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(48)
    heads = table.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setResizeContentsPrecision(200)
    heads.setSectionResizeMode(_HEADS.index("What happened"), QHeaderView.ResizeMode.Stretch)
    return table
