"""What rail items, tabs, steps and status segments share: a painted button whose focus is drawn inside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import inner_ring, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
"""Keys that move along a bar or a list."""


class Pressed(Restyled, QPushButton):
    """A painted button.

    Args:
        key: What the page calls it.
        words: Its words for a screen reader.
        parent: The widget it stands in.

    Signals:
        chosen: Its key.
    """

    chosen = Signal(object)

    def __init__(self, key: object, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.say(words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        own_focus(self)
        self.clicked.connect(self._tell)

    def say(self, words: str) -> None:
        """Have a screen reader say other words."""
        self.setText(words.replace("&", "&&"))

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.key)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter; leave the arrows to the bar it stands in: Qt would send the focus anywhere."""
        if Qt.Key(event.key()) in ARROWS:
            event.ignore()
        elif not enter_presses(event, self):
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the size asked for; nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, then the focus inside its edge."""
        now = look()
        with painting(self) as painter:
            self.draw(painter, self.rect())
            if self.hasFocus():
                inner_ring(painter, self.rect(), now.colour("focus"), now.colour("focus-in"))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw everything but the focus."""
        raise NotImplementedError


def enter_presses(event: QKeyEvent, button: QAbstractButton) -> bool:
    """Press a button with Enter, as Space does: once, however long it is held; return whether it was that."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if Qt.Key(event.key()) not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not plain:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def step_focus(event: QKeyEvent, items: list[Pressed], back: Qt.Key, on: Qt.Key) -> bool:
    """Move the focus with two arrow keys, Home and End; return whether it was one of them."""
    key = Qt.Key(event.key())
    here = next((at for at, item in enumerate(items) if item.hasFocus()), None)
    if here is None or key not in {back, on, Qt.Key.Key_Home, Qt.Key.Key_End}:
        return False
    last = len(items) - 1
    target = {back: max(0, here - 1), on: min(last, here + 1), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}[key]
    items[target].setFocus(Qt.FocusReason.TabFocusReason)
    return True
