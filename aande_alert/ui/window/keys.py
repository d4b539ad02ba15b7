"""Keys that work from anywhere: a wristband scan, and the time since anybody last did anything."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_BETWEEN_KEYS = 0.05  # seconds; nobody types ten digits this fast
_SHORTEST = 10
_ACTIVITY = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove}
)
_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


def in_text_field(widget: QWidget | None) -> bool:
    """Say whether keys go into a text somebody is writing."""
    return isinstance(widget, _TEXT)


def _is_first(watched: QObject) -> bool:
    """Say whether a key comes here first: one that nobody takes is seen again at everything around it."""
    focus = QApplication.focusWidget()
    if focus is not None:
        return watched is focus
    return isinstance(watched, QWidget) and watched.isWindow()


class Watch(QObject):
    """Watches every key and press of the program.

    Signals:
        scanned: A burst of characters that ended in Enter outside any text field.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = monotonic()
        self._burst = ""
        self._key_at = 0.0
        self._program = QApplication.instance()
        if self._program is not None:
            self._program.installEventFilter(self)

    @property
    def idle(self) -> float:
        """Return the seconds since anybody did anything."""
        return monotonic() - self._last

    def touch(self) -> None:
        """Count from now."""
        self._last = monotonic()

    def stop(self) -> None:
        """Watch no more."""
        if self._program is not None:
            self._program.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note activity; take a scan for itself."""
        if event.type() in _ACTIVITY:
            self._last = monotonic()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_first(watched):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        now = monotonic()
        if now - self._key_at > _BETWEEN_KEYS or in_text_field(QApplication.focusWidget()):
            self._burst = ""
        self._key_at = now
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and len(self._burst) >= _SHORTEST:
            burst, self._burst = self._burst, ""
            self.scanned.emit(burst)
            return True
        text = event.text()
        self._burst = self._burst + text if text.isalnum() else ""
        return False
