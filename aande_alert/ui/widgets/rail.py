"""The rail at the left: a place each, with icon and word; only those the role may use."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, box, painting
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.panel import Panel, clear, column
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Run, draw_runs, lay_out

_WIDE, _ICON, _GAP, _BAR = 88, 20, 4, 4
_EDGES = 8  # pixels that words leave free, both sides together


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place: its key, its word, its icon."""

    key: str
    word: str
    icon: str


class _Mark(Restyled, QWidget):
    """The program's own mark."""

    def restyle(self) -> None:
        self.setFixedHeight(look().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        side = now.px(26)
        square = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        with painting(self) as painter:
            box(painter, square, fill=now.colour("banner"), border=now.colour("line2"), radius=6)
            inner = now.px(20)
            at = (square.x() + (side - inner) / 2, square.y() + (side - inner) / 2)
            icons.draw(painter, *at, icons.picture("mark", "on-banner", 20))
            bar(painter, QRect(0, self.height() - 1, self.width(), 1), now.colour("line"))


class _Item(Pressed):
    def __init__(self, item: RailItem) -> None:
        super().__init__(item.key, item.word)
        self._item = item
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size of an item; two lines of words are allowed."""
        now = look()
        lines = lay_out((Run(self._item.word, SEMI),), Type.SECONDARY, now.px(_WIDE) - 1 - _BAR - _EDGES)[
            0
        ].lineCount()
        return QSize(now.px(_WIDE) - 1, now.px(64 if lines == 1 else 64 + 2 * (lines - 1)))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, bar, icon, word."""
        now = look()
        on = self.isChecked()
        if on or self.underMouse():
            bar(painter, rect, now.colour("surface" if on else "sunken"))
        if on:
            bar(painter, QRect(0, 0, _BAR, rect.height()), now.colour("blue"))
        run = (Run(self._item.word, SEMI if on else PLAIN, "text" if on else "text2"),)
        layout, high = lay_out(run, Type.SECONDARY, rect.width() - _BAR - _EDGES)
        side = now.px(_ICON)
        top = (rect.height() - side - now.px(_GAP) - high) / 2
        icon = icons.picture(self._item.icon, "blue-text" if on else "text2", _ICON)
        icons.draw(painter, (rect.width() - side) / 2, top, icon)
        y = top + side + now.px(_GAP)
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            line.setPosition(QPointF((rect.width() - _BAR - line.naturalTextWidth()) / 2, line.y()))
        draw_runs(painter, layout, run, QPointF(_BAR, y))


class Rail(Panel):
    """The places of the window.

    Signals:
        chosen: The key of a place.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("chrome", lines="r", parent=parent)
        self._column = column(self)
        mark = _Mark(self)
        mark.restyle()
        self._column.addWidget(mark)
        self._places = QWidget(self)
        self._inside = column(self._places)
        self._column.addWidget(self._places)
        self._column.addStretch(1)
        self._items: list[Pressed] = []
        self.setAccessibleName("Places")

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedWidth(look().px(_WIDE))

    def show_items(self, items: tuple[RailItem, ...]) -> None:
        """Show these places."""
        clear(self._inside)
        self._items = []
        for item in items:
            made = _Item(item)
            made.chosen.connect(self.chosen)
            self._inside.addWidget(made)
            self._items.append(made)

    def choose(self, key: str) -> None:
        """Mark the place that is open; an unknown key marks none."""
        for item in self._items:
            item.setChecked(item.key == key)
            item.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        if not step_focus(event, self._items, Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
