"""The timeline as a picture, and as a list that tells the same, one key apart (Ctrl+T)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from aande_alert.domain.timeline import LaneKind, TimelineRecord
from aande_alert.drawings.axis import Window
from aande_alert.drawings.shapes import Scene
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_rows import ALL_KINDS, Arranged, EventId, Scope, Told, arrange, listed
from aande_alert.ui.widgets.cells import Name, Row, Text
from aande_alert.ui.widgets.table import Column, Table
from aande_alert.ui.widgets.timeline_canvas import TimelineCanvas

_COLUMNS = (
    Column("when", "When", 196),
    Column("who", "Who", 164),
    Column("kind", "Kind", 108),
    Column("what", "What happened", 260, stretch=True),
    Column("known", "Known from", 140),
)


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
        self._lines: tuple[Told, ...] = ()
        self.table = Table(_COLUMNS, name="Timeline as a list", parent=self)
        self._faces = QStackedLayout(self)
        self._faces.setContentsMargins(0, 0, 0, 0)
        self._faces.addWidget(self.canvas)
        self._faces.addWidget(self.table)
        self.setFocusProxy(self.canvas)
        self.canvas.opened.connect(self.opened)
        self.canvas.looked_at.connect(self.looked_at)
        self.canvas.window_changed.connect(self.window_changed)
        self.table.opened.connect(self._opened_in_list)
        self.table.chosen.connect(self._chosen_in_list)
        self.table.wanted.connect(self._fill)
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
        had_focus = self.canvas.hasFocus() or self.table.body.hasFocus()
        selected = self.canvas.selected
        self._faces.setCurrentWidget(self.table if to_list else self.canvas)
        self.setFocusProxy(self.table if to_list else self.canvas)
        self._tell()
        if to_list and selected is not None:
            self.table.choose(next((i for i, told in enumerate(self._lines) if told.id == selected), -1))
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
        seen = self._arranged is not None and self._faces.currentWidget() is self.table
        self._lines = listed(self._arranged) if self._arranged is not None and seen else ()
        self.table.show_ids(range(len(self._lines)))

    def _fill(self, first: int, count: int) -> None:
        lines = self._lines[first : first + count]
        self.table.fill(first, tuple(_row(first + i, told) for i, told in enumerate(lines)))

    def _opened_in_list(self, row: int) -> None:
        if self._lines[row].opens:
            self.opened.emit(self._lines[row].id)

    def _chosen_in_list(self, row: int) -> None:
        if self._lines[row].opens:
            self.canvas.select(self._lines[row].id)


def _row(place: int, told: Told) -> Row:
    below = "; ".join(f"{label}: {words}" for label, words in told.details)
    known = Text(told.source or ("Not recorded" if told.opens else ""), quiet=not told.source)
    cells = (Text(told.when), Name(told.person), Text(told.lane), Text(told.words, below=below), known)
    return Row(place, cells, told.sentence)
