"""The open records, each named by its patient; at most five, so that nobody works in the wrong one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.drawing import bar, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.buttons import IconButton, Kind, Size
from aande_alert.ui.widgets.panel import Flow, Panel, clear, row
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Role, Words

MOST = 5


@dataclass(frozen=True, slots=True, repr=False)
class RecordTab:
    """One open record: its id, and the patient's name as displayed (`Record 1` while locked)."""

    id: Hashable
    name: str


class _Name(Pressed):
    def __init__(self, tab: RecordTab, *, current: bool) -> None:
        super().__init__(tab.id, tab.name)
        self._name, self._current = tab.name, current

    def sizeHint(self) -> QSize:
        """Return the whole name's size; a name is never cut."""
        return QSize(16 + look().width(self._name, Type.BODY, SEMI) + 6, look().px(32))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the name on its ground."""
        now = look()
        ground = "banner" if self._current else "sunken" if self.underMouse() else "chrome"
        bar(painter, rect, now.colour(ground))
        weight, ink = (SEMI, "on-banner") if self._current else (PLAIN, "text2")
        words(painter, rect.adjusted(16, 0, 0, 0), self._name, now.font(Type.BODY, weight), now.colour(ink))


class _Tab(Panel):
    """A name and its close button; the open one has the banner's colour and joins it."""

    close_asked = Signal(object)

    def __init__(self, tab: RecordTab, *, current: bool) -> None:
        super().__init__("banner" if current else "chrome", lines="" if current else "r")
        self._id = tab.id
        line = row(self, (0, 0, 5, 0))
        self.name = _Name(tab, current=current)
        close = IconButton("close", f"Close {tab.name}", kind=Kind.QUIET, size=Size.ROW)
        close.set_ink("on-banner" if current else "text2")
        close.clicked.connect(self._close)
        line.addWidget(self.name)
        line.addWidget(close)

    @Slot()
    def _close(self) -> None:
        self.close_asked.emit(self._id)


class RecordTabs(Panel):
    """The row of open records.

    Signals:
        chosen: The id of a record.
        close_asked: The id of a record; unsaved work may refuse.
    """

    chosen = Signal(object)
    close_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("chrome", height=32, parent=parent)
        self._flow = Flow(self, gap=0, line_gap=0)
        self._names: list[Pressed] = []

    def show_tabs(self, tabs: tuple[RecordTab, ...], current: Hashable | None) -> None:
        """Show the open records; `current` is the one in view."""
        clear(self._flow)
        self._names = []
        for tab in tabs:
            made = _Tab(tab, current=tab.id == current)
            made.name.chosen.connect(self.chosen)
            made.close_asked.connect(self.close_asked)
            self._names.append(made.name)
            self._flow.addWidget(made)
        count = QWidget()
        row(count, (12, 0, 12, 0)).addWidget(
            Words(f"{len(tabs)} of {MOST} records open", Role.SECONDARY, wrap=False)
        )
        self._flow.addWidget(count)
        self.setVisible(bool(tabs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; Delete asks to close."""
        here = next((name for name in self._names if name.hasFocus()), None)
        if here is not None and event.key() == Qt.Key.Key_Delete:
            self.close_asked.emit(here.key)
        elif not step_focus(event, self._names, Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
