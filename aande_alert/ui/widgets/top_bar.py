"""The top bar: search, the time it is told, who is signed in, Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.fields import Line, Mark
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words


class SearchBox(Line):
    """Finds a patient or a command.

    Signals:
        typed: The words so far.
        entered: The words when Enter was pressed.
        down_pressed: The Down key, to go to what was found.
        left: Esc was pressed; the words are gone.
    """

    typed = Signal(str)
    entered = Signal(str)
    down_pressed = Signal()
    left = Signal()

    def __init__(self, hint: str = "Find a patient or command", key: str = "Ctrl+K") -> None:
        super().__init__("find")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.put_behind(KeyHint(key))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self.typed)
        self.returnPressed.connect(self._enter)

    @Slot()
    def _enter(self) -> None:
        self.entered.emit(self.text())

    def sizeHint(self) -> QSize:
        """Return the size of the box."""
        return QSize(look().px(360), look().px(32))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which a name can be read."""
        return QSize(look().px(200), look().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc, go down to what was found with Down."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class _Rule(Panel):
    """A short upright line between parts."""

    def __init__(self) -> None:
        super().__init__("line")
        self.setFixedWidth(1)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedHeight(look().px(24))


class TopBar(Panel):
    """The bar.

    Signals:
        lock_asked: Lock was pressed.
    """

    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="b", height=48, parent=parent)
        line = row(self, (16, 6, 16, 6), 16)
        self.search = SearchBox()
        self._date = Words("", Role.SECONDARY, wrap=False)
        self._clock = Words("", Role.CLOCK, wrap=False)
        self._person = QWidget()
        person = row(self._person, gap=8)
        person.addWidget(Mark("user", size=20))
        names = QWidget()
        self._name = Words("", Role.STRONG, wrap=False)
        self._post = Words("", Role.SECONDARY, wrap=False)
        stacked = column(names)
        stacked.addWidget(self._name)
        stacked.addWidget(self._post)
        person.addWidget(names)
        self.lock = Button("Lock", icon="lock", key="Ctrl+L")
        self.lock.clicked.connect(self.lock_asked)
        line.addWidget(self.search)
        line.addStretch(1)
        time = QWidget()
        told = row(time, gap=8)
        told.addWidget(self._date)
        told.addWidget(self._clock)
        for part in (time, _Rule(), self._person, _Rule(), self.lock):
            line.addWidget(part)
        self.show_nobody()

    def show_now(self, date_words: str, clock_words: str) -> None:
        """Show the time, told from outside: `Sun 22-Nov-2026`, `14:10`."""
        self._date.say(date_words)
        self._clock.say(clock_words)

    def show_person(self, name: str, post: str) -> None:
        """Show who is signed in, and in which post and place."""
        self._name.say(name)
        self._post.say(post)
        self._person.show()
        self.lock.show()

    def show_nobody(self) -> None:
        """Show that nobody is signed in."""
        self._person.hide()
        self.lock.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.search.updateGeometry()
