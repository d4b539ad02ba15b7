"""What every section of administration is, and the list of them at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.drawing import bar, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.cells import Row, Signed, Text
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.domain.changes import Topic
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House
    from aande_alert.ui.state.administration import Line

WIDE = 176
_HIGH, _BAR, _AT = 40, 4, 16


class Section(QWidget):
    """One section: told who is here, asks services, shows what they say.

    Signals:
        told: One sentence for the announcement.

    Attributes:
        topics: What it watches.
    """

    told = Signal(str)
    topics: frozenset[Topic] = frozenset()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self._who: SignedIn | None = None

    @property
    def who(self) -> SignedIn:
        """Return who is signed in.

        Raises:
            RuntimeError: The section was asked for something while nobody was.
        """
        if self._who is None:
            message = "a section was asked while nobody is signed in"
            raise RuntimeError(message)
        return self._who

    def show_to(self, who: SignedIn) -> None:
        """Show it to somebody."""
        self._who = who
        self.load()

    def load(self) -> None:
        """Ask for everything that is shown; a section overrides this."""

    def unfinished(self) -> bool:
        """Say whether something was begun here that a lock must keep; a section may override this."""
        return False

    def leave(self) -> None:
        """Somebody goes elsewhere or the screen locks: blank, and forget who was here."""
        self.blank()
        self._who = None

    def blank(self) -> None:
        """Take everything off the glass that names a person; a section overrides this."""


class _Item(Pressed):
    def __init__(self, key: str, word: str) -> None:
        super().__init__(key, word)
        self._word = word
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size with the heavier weight, so that choosing moves nothing."""
        now = look()
        return QSize(max(now.px(WIDE) - 1, now.width(self._word, weight=SEMI) + 2 * _AT), now.px(_HIGH))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, bar and word."""
        now = look()
        on = self.isChecked()
        if on or self.underMouse():
            bar(painter, rect, now.colour("surface"))
        if on:
            bar(painter, QRect(0, 0, _BAR, rect.height()), now.colour("blue"))
        font = now.font(Type.BODY, SEMI if on else PLAIN)
        words(painter, rect.adjusted(_AT, 0, 0, 0), self._word, font, now.colour("text"))


class SectionList(Panel):
    """The sections a role may use, one below the other.

    Signals:
        chosen: The key of a section.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("sunken", lines="r")
        whole = column(self, (0, 0, 1, 0))
        head = Panel("", height=48)
        row(head, (_AT, 8, 8, 8)).addWidget(Words("Administration", Role.PAGE, wrap=False))
        whole.addWidget(head)
        inside = QWidget()
        self._column = column(inside)
        whole.addWidget(inside)
        whole.addStretch(1)
        self._items: list[Pressed] = []
        self.setAccessibleName("Sections")

    def show_sections(self, sections: Iterable[tuple[str, str]]) -> None:
        """Show these sections, key and word each."""
        clear(self._column)
        self._items = []
        for key, word in sections:
            item = _Item(key, word)
            item.chosen.connect(self.chosen)
            self._items.append(item)
            self._column.addWidget(item)

    def choose(self, key: str) -> None:
        """Mark the section in view."""
        for item in self._items:
            item.setChecked(item.key == key)
            item.update()

    def take_focus(self) -> None:
        """Put the focus on the section in view."""
        for item in self._items:
            if item.isChecked():
                item.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        if not step_focus(event, self._items, Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)


def head(title: str, *parts: QWidget) -> Panel:
    """Return the head of a section: its title, and what can be done at the right."""
    panel = Panel("surface", lines="b", height=48)
    line = row(panel, (16, 8, 12, 8), 8)
    line.addWidget(Words(title, Role.PAGE, wrap=False))
    line.addStretch(1)
    for part in parts:
        line.addWidget(part)
    return panel


def subhead(title: str) -> tuple[Panel, Words]:
    """Return the head of a part of a section, and its words, which carry a count."""
    panel = Panel("sunken", lines="tb", height=40)
    shown = Words(title, Role.HEADING, wrap=False)
    line = row(panel, (16, 6, 16, 6))
    line.addWidget(shown)
    line.addStretch(1)
    return panel, shown


def table_rows(lines: Iterable[Line], *, strong: int = 0, mark: int = -1) -> list[Row]:
    """Return lines as rows: one cell set stronger, and one that carries the mark of what is amiss."""
    return [_row(line, strong, mark) for line in lines]


def _row(line: Line, strong: int, mark: int) -> Row:
    cells = tuple(
        Signed("warn", words_, strong=True)
        if line.amiss and at == mark
        else Text(words_, strong=at == strong, quiet=words_ in {"Never", "No"})
        for at, words_ in enumerate(line.cells)
    )
    return Row(line.key, cells)
