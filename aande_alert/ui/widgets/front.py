"""What stands before anybody is signed in: a head with mark and time, and a centred column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.words import Role, Words

FORM, WIDE, WIDEST = 416, 880, 1200
_ROOMY = 1600
_EDGE = 16


class _Mark(Restyled, QWidget):
    """The program's own mark, on the banner's ground."""

    def restyle(self) -> None:
        side = look().px(36)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        inner = now.px(24)
        at = (self.width() - inner) / 2
        with painting(self) as painter:
            box(painter, self.rect(), border=now.colour("on-banner"), width=2, radius=6)
            icons.draw(painter, at, at, icons.picture("mark", "on-banner", 24))


class FrontHead(Panel):
    """The head: mark, program, hospital; at the right the time."""

    def __init__(self) -> None:
        super().__init__("banner", height=64)
        self._title = Words("A&E Alert", Role.BANNER_NAME, wrap=False)
        self._place = Words("", Role.BANNER_LABEL, wrap=False)
        self._clock = Words("", Role.BANNER_NAME, wrap=False)
        self._date = Words("", Role.BANNER_LABEL, wrap=False)
        self.inside = QWidget(self)
        across = row(self.inside, gap=16)
        mark = _Mark()
        mark.restyle()
        across.addWidget(mark)
        across.addWidget(_stacked(self._title, self._place, Qt.AlignmentFlag.AlignLeft), 1)
        across.addWidget(_stacked(self._clock, self._date, Qt.AlignmentFlag.AlignRight))
        row(self, (_EDGE, 8, _EDGE, 8)).addWidget(self.inside, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_place(self, words: str) -> None:
        """Show whose program it is."""
        self._place.say(words)

    def show_now(self, clock: str, day: str) -> None:
        """Show the time and the day."""
        self._clock.say(clock)
        self._date.say(day)


class FrontPage(Restyled, QWidget):
    """The head, and below it a centred column that scrolls.

    Parts are as wide as a form, or as wide as the head.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = FrontHead()
        self._holders: dict[QWidget, QWidget] = {}
        self._forms: list[QWidget] = []
        self._wides: list[QWidget] = []
        content = Panel("page")
        self._column = column(content, (_EDGE, _EDGE, _EDGE, _EDGE), 12)
        self._column.addStretch(1)
        whole = column(self)
        whole.addWidget(self.head)
        whole.addWidget(Scroll(content), 1)

    def add_form(self, part: QWidget) -> None:
        """Put a part below the others, as wide as a form."""
        self._forms.append(part)
        self._add(part)

    def add_wide(self, part: QWidget) -> None:
        """Put a part below the others, as wide as the head."""
        self._wides.append(part)
        self._add(part)

    def show_part(self, part: QWidget, *, on: bool) -> None:
        """Show a part, or take it away with the room it takes."""
        part.setVisible(on)
        self._holders[part].setVisible(on)

    def _add(self, part: QWidget) -> None:
        holder = QWidget()  # a form's height follows from its own width, not from the page's
        across = row(holder)
        across.addStretch(1)
        across.addWidget(part)
        across.addStretch(1)
        self._column.insertWidget(self._column.count() - 1, holder)
        self._holders[part] = holder
        self._measure()

    def restyle(self) -> None:
        """Grow with the text."""
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again: the same widths, centred; on a wide screen the lists may be wider."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        now = look()
        room = self.width() - 2 * _EDGE
        wide = max(now.px(FORM), min(room, now.px(WIDEST if self.width() >= _ROOMY else WIDE)))
        self.head.inside.setFixedWidth(wide)
        for part in self._wides:
            part.setFixedWidth(wide)
        for part in self._forms:
            part.setFixedWidth(min(now.px(FORM), max(room, 1)))


def _stacked(above: Words, below: Words, side: Qt.AlignmentFlag) -> QWidget:
    holder = QWidget()
    down = column(holder)
    down.addStretch(1)
    down.addWidget(above, 0, side)
    down.addWidget(below, 0, side)
    down.addStretch(1)
    return holder
