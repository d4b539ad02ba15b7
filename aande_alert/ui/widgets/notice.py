"""What is said in place: the filter in force, an empty list, waiting, trouble; one announcement at a time."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.errors import Trouble
from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.buttons import Button, IconButton, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

_CANCEL_AFTER = 1_000  # milliseconds of waiting before Cancel is offered
_STAYS = 8_000  # milliseconds an announcement stays
_ABOVE_FOOT = 36
_RIGHT_OF_RAIL = 100  # the drawer with its one button stands at the other side


class Tone(StrEnum):
    """What a notice is about: a choice in force, something amiss, or a plain remark."""

    CHOICE = "choice"
    AMISS = "amiss"
    PLAIN = "plain"


_TONES = {
    Tone.CHOICE: ("blue-tint", "line", "filter", "text2"),
    Tone.AMISS: ("amber-tint", "amber-line", "warn", "amber-ink"),
    Tone.PLAIN: ("sunken", "line", "info", "text2"),
}


class Notice(Panel):
    """One line across a page: `Filtered: 15 children …`, with the way out of it at the right.

    Signals:
        acted: The link was pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("blue-tint", lines="b", height=28, parent=parent)
        line = row(self, (16, 2, 16, 2), 8)
        self._mark = Mark("filter", "text2")
        self._phrase = Phrase()
        self._link = Button("", Kind.LINK, size=Size.ROW)
        self._link.clicked.connect(self.acted)
        self._key_holder = QWidget()
        self._key = row(self._key_holder)
        line.addWidget(self._mark)
        line.addWidget(self._phrase, 1)
        line.addWidget(self._link)
        line.addWidget(self._key_holder)

    def say(self, *runs: Run, tone: Tone = Tone.CHOICE, action: str = "", key: str = "") -> None:
        """Show this line; no words hide it.

        Args:
            runs: The words.
            tone: What it is about.
            action: Words of the link; empty for none.
            key: The key that does the same.
        """
        ground, line, icon, ink = _TONES[tone]
        self.set_ground(ground, line=line)
        self._mark.set_mark(icon, ink)
        if tone is Tone.AMISS:
            runs = tuple(Run(run.words, max(run.weight, 600), "amber-ink") for run in runs)
        self._phrase.say(*runs)
        self._link.say(action)
        self._link.setVisible(bool(action))
        clear(self._key)
        if key:
            self._key.addWidget(KeyHint(key))
        self.setVisible(bool(runs))


FilterNotice = Notice


class Stand(QWidget):
    """Stands in for a part that is empty, not there yet, or could not be read; the focus goes to its button.

    Signals:
        acted: The one button of an empty part was pressed.
        retried: Retry was pressed.
        cancelled: Cancel was pressed while waiting.
    """

    acted = Signal()
    retried = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, (24, 24, 24, 24), 8)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_CANCEL_AFTER)
        self._late.timeout.connect(self._offer_cancel)
        self._cancel: Button | None = None

    def show_empty(self, heading: str, sentence: str, action: str = "", *, icon: str = "info") -> None:
        """Say that there is nothing, and what to do next."""
        self._begin()
        self._column.addStretch(1)
        self._centred(Mark(icon, "text2", 20))
        self._centred(Words(heading, Role.HEADING, wrap=False))
        told = Words(sentence)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(told)
        if action:
            button = Button(action)
            button.clicked.connect(self.acted)
            self._centred(button)
            self.setFocusProxy(button)
        self._column.addStretch(1)

    def show_waiting(self, what: str) -> None:
        """Say what is being read; Cancel comes after a second."""
        self._begin()
        self._column.addStretch(1)
        self._centred(Words(what, Role.HEADING, wrap=False))
        self._centred(Words("Reading …", Role.SECONDARY, wrap=False))
        self._cancel = Button("Cancel", size=Size.SMALL)
        self._cancel.clicked.connect(self.cancelled)
        self._cancel.hide()
        self._centred(self._cancel)
        self._column.addStretch(1)
        self._late.start()

    def show_trouble(self, trouble: Trouble, *, retry: bool = True) -> None:
        """Say what happened, what was kept and what to do."""
        self._begin()
        framed = Panel("surface", lines="o", line="text")
        line = row(framed, (12, 12, 12, 12), 10)
        line.addWidget(Mark("warn", size=20))
        line.addWidget(Phrase(Run(f"{trouble.what} ", BOLD), Run(f"{trouble.kept} {trouble.do}".strip())), 1)
        if retry:
            button = Button("Retry", icon="refresh")
            button.clicked.connect(self.retried)
            self.setFocusProxy(button)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(framed)
        self._column.addStretch(1)

    def _begin(self) -> None:
        self._late.stop()
        self._cancel = None
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes nobody
        clear(self._column)

    def _centred(self, widget: QWidget) -> None:
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    @Slot()
    def _offer_cancel(self) -> None:
        if self._cancel is not None:
            self._cancel.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop waiting to offer Cancel."""
        self._late.stop()
        super().hideEvent(event)


class Announcement(Panel):
    """One sentence at the bottom left of the window, said to the screen reader too.

    It stays 8 seconds or until it is closed; a new one takes the place of the old.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__("surface", lines="o", line="text", parent=window)
        line = row(self, (12, 8, 8, 8), 8)
        self._phrase = Phrase()
        close = IconButton("close", "Close", kind=Kind.QUIET, size=Size.ROW)
        close.clicked.connect(self.hide)
        line.addWidget(self._phrase, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.hide)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._place)
        window.installEventFilter(self)
        self.hide()

    def announce(self, sentence: str, *, stays: bool = False) -> None:
        """Say a sentence; one that `stays` waits to be closed."""
        self._end.stop()
        self._phrase.say(Run(sentence))
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if not stays:
            self._end.start(_STAYS)

    @Slot()
    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        now = look()
        wide = min(now.px(352), window.width() - 24)
        high = max(self.heightForWidth(wide), self.sizeHint().height())
        corner = QPoint(now.px(_RIGHT_OF_RAIL), window.height() - high - now.px(_ABOVE_FOOT))
        self.setGeometry(_clear_of_primaries(window, QRect(corner, QSize(wide, high))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._later.start(0)  # the window lays its parts out after this event
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clocks."""
        self._end.stop()
        self._later.stop()
        super().hideEvent(event)


def _clear_of_primaries(window: QWidget, wanted: QRect) -> QRect:
    """Move a rectangle up until it covers no button that acknowledges or signs."""
    for button in window.findChildren(Button):
        if button.kind is Kind.PRIMARY and button.isVisible():
            taken = QRect(button.mapTo(window, QPoint(0, 0)), button.size()).adjusted(-8, -8, 8, 8)
            if taken.intersects(wanted):
                wanted.moveBottom(taken.top() - 1)
    return wanted
