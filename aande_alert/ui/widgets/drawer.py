"""The side panel at the right: a head in the colour of the state, sections that scroll, a foot that stays."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import BOLD, Restyled, Type, look
from aande_alert.ui.widgets.badge import fill_of, shape
from aande_alert.ui.widgets.buttons import Button, IconButton, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

WIDE = 352
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d{3,4}\b)")


def unbroken(words: str) -> str:
    """Return words in which no telephone number goes on in the next line."""
    return _IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", words)


class _Shape(Restyled, QWidget):
    def __init__(self, kind: BadgeKind) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedSize(look().px(28), look().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            icons.draw(painter, 0, 0, shape(self._kind, boxed=True, size=28))


class DrawerHead(Panel):
    """The head: shape, what, since when, close."""

    closed = Signal()

    def __init__(self, kind: BadgeKind, title: str, line: str) -> None:
        fill, ink = fill_of(kind)
        super().__init__(fill, lines="b", line=fill, height=56)
        across = row(self, (16, 6, 8, 6), 12)
        across.addWidget(_Shape(kind))
        words = QWidget()
        stacked = column(words)
        stacked.addWidget(Phrase(Run(title, BOLD, ink), size=Type.HEADING))
        if line:
            stacked.addWidget(Phrase(Run(line, 400, ink)))
        across.addWidget(words, 1)
        close = IconButton("close", "Close", kind=Kind.QUIET, size=Size.FULL)
        close.set_ink(ink)
        close.clicked.connect(self.closed)
        across.addWidget(close)


class Section(Panel):
    """One section of a drawer: a title, what is put in `inside`, a line at the foot."""

    def __init__(self, title: str = "", *, ground: str = "surface") -> None:
        super().__init__(ground, lines="b")
        self.inside: QVBoxLayout = column(self, (16, 8, 16, 9), 1)
        if title:
            self.inside.addWidget(Words(title, Role.STRONG, wrap=False))
            self.inside.addSpacing(3)


class PhoneSection(Section):
    """The number to ring, large, with Copy.

    Signals:
        copy_asked: The number.
    """

    copy_asked = Signal(str)

    def __init__(self, title: str, number: str, note: str = "") -> None:
        super().__init__(ground="blue-tint")
        self._number = number
        across = QWidget()
        line = row(across, gap=8)
        words = QWidget()
        stacked = column(words, gap=1)
        stacked.addWidget(Phrase(Run(title, 600), size=Type.SECONDARY))
        ring = QWidget()
        ringed = row(ring, gap=8)
        ringed.addWidget(Mark("phone", size=18))
        ringed.addWidget(Words(number, Role.PAGE, wrap=False, selectable=True), 1)
        stacked.addWidget(ring)
        if note:
            stacked.addWidget(Words(unbroken(note), Role.SECONDARY))
        line.addWidget(words, 1)
        copy = Button("Copy", icon="copy", size=Size.SMALL)
        copy.clicked.connect(self._copy)
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        self.inside.addWidget(across)

    def _copy(self) -> None:
        self.copy_asked.emit(self._number)


class Drawer(Panel):
    """The panel; Esc closes it.

    Args:
        width: Pixels at 100 % text.
        parent: The widget it stands in.

    Signals:
        closed: The person closed it.
    """

    closed = Signal()

    def __init__(self, *, width: int = WIDE, parent: QWidget | None = None) -> None:
        self._wide = width
        super().__init__("surface", lines="l", line="line2", parent=parent)
        whole = column(self, (1, 0, 0, 0))
        self._head = QWidget(self)
        self._head_column = column(self._head)
        self._sections = QWidget()
        self._section_column = column(self._sections)
        self._scroll = Scroll(self._sections, self, over=True)
        self._foot = Panel("sunken", lines="t", line="line2")
        self._foot_column = column(self._foot, (16, 8, 16, 9), 6)
        self._foot.hide()
        for part, stretch in ((self._head, 0), (self._scroll, 1), (self._foot, 0)):
            whole.addWidget(part, stretch)

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedWidth(look().px(self._wide))

    def take_width(self, width: int) -> None:
        """Take another width, in pixels at 100 % text."""
        if width != self._wide:
            self._wide = width
            self.restyle()

    def show_head(self, kind: BadgeKind, title: str, line: str = "") -> None:
        """Show the head in the colour of a state."""
        clear(self._head_column)
        head = DrawerHead(kind, title, line)
        head.closed.connect(self.closed)
        self._head_column.addWidget(head)
        self.setAccessibleName(f"{title}. {line}")

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these sections and no others, from the top."""
        clear(self._section_column)
        for section in sections:
            self._section_column.addWidget(section)
        self._section_column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def show_foot(self, *parts: QWidget) -> None:
        """Show these parts in the foot, which never scrolls; none hides it."""
        clear(self._foot_column)
        for part in parts:
            self._foot_column.addWidget(part)
        self._foot.setVisible(bool(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
