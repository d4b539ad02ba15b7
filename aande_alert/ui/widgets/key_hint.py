"""The key that does the same as the mouse, printed beside its action."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import box, painting, words
from aande_alert.ui.theme.look import Restyled, Type, look
from aande_alert.ui.widgets.panel import Flow

HEIGHT, PADDING = 18, 5
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def hint_width(key: str) -> int:
    """Return how wide a key hint is drawn."""
    return max(look().width(key, Type.SECONDARY) + 2 * PADDING, look().px(HEIGHT))


def paint_hint(painter: QPainter, x: int, middle: float, key: str, *, ground: str = "sunken") -> int:
    """Draw a key hint with its left edge at `x`, centred on `middle`; return its width."""
    now = look()
    high = now.px(HEIGHT)
    wide = hint_width(key)
    rect = QRect(x, round(middle - high / 2), wide, high)
    box(painter, rect, fill=now.colour(ground), border=now.colour("line2"))
    words(painter, rect, key, now.font(Type.SECONDARY), now.colour("text2"), _CENTRE)
    return wide


class KeyHint(Restyled, QWidget):
    """One key on its own."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Key {key}")

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the key."""
        return QSize(hint_width(self._key), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same; a key is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        with painting(self) as painter:
            paint_hint(painter, 0, self.height() / 2, self._key)


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key and what it does."""

    key: str
    does: str


class KeyLegend(QWidget):
    """A foot line of keys: `Enter` Open record, `Space` Alert card."""

    def __init__(self, *keys: KeyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=16, line_gap=4)
        for each in keys:
            flow.addWidget(_Entry(each, self))


class _Entry(Restyled, QWidget):
    def __init__(self, text: KeyText, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(f"{text.key}: {text.does}")

    def restyle(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        now = look()
        wide = hint_width(self._text.key) + 6 + now.width(self._text.does, Type.SECONDARY)
        return QSize(wide, now.px(HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        with painting(self) as painter:
            wide = paint_hint(painter, 0, self.height() / 2, self._text.key)
            rest = self.rect().adjusted(wide + 6, 0, 0, 0)
            words(painter, rest, self._text.does, now.font(Type.SECONDARY), now.colour("text2"))
