"""Tabs of a record or a page: Summary, Timeline, Family; the chosen one is underlined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.drawing import bar, words
from aande_alert.ui.theme.look import BOLD, PLAIN, Type, look
from aande_alert.ui.widgets.panel import Flow, Panel, clear
from aande_alert.ui.widgets.pressed import Pressed, step_focus

_PAD, _LINE, _IN = 12, 3, 8


@dataclass(frozen=True, slots=True)
class TabText:
    """One tab: its key, its word, and a count after it (`38`, `9 due`)."""

    key: str
    word: str
    count: str = ""


class _Tab(Pressed):
    def __init__(self, text: TabText, height: int) -> None:
        super().__init__(text.key, f"{text.word} {text.count}".strip())
        self._text, self._height = text, height
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size with the heavier weight, so that choosing moves nothing."""
        now = look()
        wide = now.width(self._text.word, Type.BODY, BOLD)
        wide += 8 + now.width(self._text.count, Type.SECONDARY) if self._text.count else 0
        return QSize(2 * _PAD + wide, now.px(self._height) - 1)

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw word, count and underline."""
        now = look()
        on = self.isChecked()
        if self.underMouse() and not on:
            bar(painter, rect, now.colour("sunken"))
        ink = now.colour("text" if on or self.underMouse() else "text2")
        font = now.font(Type.BODY, BOLD if on else PLAIN)
        words(painter, rect.adjusted(_PAD, 0, 0, 0), self._text.word, font, ink)
        after = _PAD + now.width(self._text.word, Type.BODY, BOLD if on else PLAIN) + 8
        count_ink = now.colour("text2")
        rest = rect.adjusted(after, 0, 0, 0)
        words(painter, rest, self._text.count, now.font(Type.SECONDARY), count_ink)
        if on:
            under = QRect(_IN, rect.height() - _LINE, rect.width() - 2 * _IN, _LINE)
            bar(painter, under, now.colour("blue-text"))


class SectionTabs(Panel):
    """A row of tabs that wraps when it must.

    Args:
        height: Height of a tab at 100 % text.
        lined: Whether a line stands at the foot.
        parent: The widget it stands in.

    Signals:
        chosen: The key of a tab.
    """

    chosen = Signal(object)

    def __init__(self, *, height: int = 36, lined: bool = True, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="b" if lined else "", height=height, parent=parent)
        self._tab_height = height
        self._flow = Flow(self, gap=0, line_gap=0)
        self._flow.setContentsMargins(8 if lined else 0, 0, 8, 1)
        self._tabs: list[_Tab] = []

    def show_tabs(self, tabs: tuple[TabText, ...], current: str = "") -> None:
        """Show these tabs."""
        clear(self._flow)
        self._tabs = []
        for text in tabs:
            tab = _Tab(text, self._tab_height)
            tab.chosen.connect(self.chosen)
            self._tabs.append(tab)
            self._flow.addWidget(tab)
        self.choose(current)

    def choose(self, key: str) -> None:
        """Mark the tab in view, telling nobody."""
        for tab in self._tabs:
            tab.setChecked(tab.key == key)
            tab.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        if not step_focus(event, list(self._tabs), Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
