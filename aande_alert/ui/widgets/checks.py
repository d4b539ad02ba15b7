"""Check boxes, radio buttons and the decision card; their words wrap and the whole line answers the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, dot, painting
from aande_alert.ui.theme.look import BOLD, PLAIN, Restyled, Type, look
from aande_alert.ui.widgets.key_hint import hint_width, paint_hint
from aande_alert.ui.widgets.words import Run, draw_runs, lay_out

_MARK, _GAP, _TARGET = 16, 8, 24


if TYPE_CHECKING:
    _Qt = QAbstractButton
else:
    _Qt = object  # two Qt classes among one widget's parents take the process down


class _Marked(Restyled, _Qt):
    """The part check boxes and radio buttons share: a mark, then words that wrap."""

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text.replace("&", "&&"))
        self.restyle()

    def _dress(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def hitButton(self, where: QPoint) -> bool:
        """Let the whole line answer."""
        return self.rect().contains(where)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the words need, never under the target of 24."""
        high = lay_out(self._runs(), Type.BODY, width - self._lead())[1]
        return max(look().px(_TARGET), high + look().px(7))

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        now = look()
        return QSize(self._lead() + now.width(self._plain()) + 2, now.px(_TARGET))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word."""
        now = look()
        wide = max((now.width(word) for word in self._plain().split()), default=0)
        return QSize(self._lead() + wide + 2, now.px(_TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and words."""
        now = look()
        layout, _ = lay_out(self._runs(), Type.BODY, self.width() - self._lead())
        above = (now.px(_TARGET) - now.line()) / 2
        with painting(self) as painter:
            side = now.px(_MARK)
            self._paint_mark(painter, QRect(0, (now.px(_TARGET) - side) // 2, side, side))
            draw_runs(painter, layout, self._runs(), QPointF(self._lead(), above))

    def _plain(self) -> str:
        return self.text().replace("&&", "&")

    def _runs(self) -> tuple[Run, ...]:
        return (Run(self._plain(), PLAIN, "text" if self.isEnabled() else "disabled"),)

    def _lead(self) -> int:
        return look().px(_MARK) + (_GAP if self.text() else 0)

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        raise NotImplementedError


class Check(_Marked, QCheckBox):
    """A check box."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress()
        self.say(text)

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        now = look()
        if not self.isEnabled():
            box(painter, rect, fill=now.colour("sunken"), border=now.colour("line2"), radius=3)
        elif self.isChecked():
            box(painter, rect, fill=now.colour("blue"), radius=3)
        else:
            border = now.colour("text" if self.underMouse() else "control")
            box(painter, rect, fill=now.colour("surface"), border=border, radius=3)
        if self.isChecked():
            ink = "on-blue" if self.isEnabled() else "disabled"
            inner = now.px(12)
            tick = icons.picture("tick", ink, 12)
            icons.draw(
                painter, rect.x() + (rect.width() - inner) / 2, rect.y() + (rect.height() - inner) / 2, tick
            )


def paint_radio(painter: QPainter, rect: QRect, *, on: bool, over: bool, enabled: bool) -> None:
    """Draw a radio button's circle."""
    now = look()
    ring = "line2" if not enabled else "blue" if on else "text" if over else "control"
    fill = now.colour("surface" if enabled else "sunken")
    box(painter, rect, fill=fill, border=now.colour(ring), width=1.5 if on else 1, radius=rect.width() / 2)
    if on:
        centre = QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2)
        dot(painter, centre, rect.width() / 4, now.colour("blue" if enabled else "disabled"))


class Radio(_Marked, QRadioButton):
    """A radio button."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dress()
        self.say(text)

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        paint_radio(painter, rect, on=self.isChecked(), over=self.underMouse(), enabled=self.isEnabled())


class DecisionCard(Restyled, QRadioButton):
    """A decision with its consequences written under it, and the key that takes it.

    Args:
        title: The decision, `Same child`.
        means: What happens then.
        key: The key, `S`.
        parent: The widget it stands in.
    """

    _PAD, _SIDE = 12, 38

    def __init__(self, title: str, means: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self._title, self._means, self._key = title, means, key
        self.setAccessibleDescription(means)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def hitButton(self, where: QPoint) -> bool:
        """Let the whole card answer."""
        return self.rect().contains(where)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and consequences."""
        now = look()
        high = lay_out(self._means_runs(), Type.SECONDARY, self._inside(width))[1]
        return 2 * self._PAD + now.line(Type.HEADING) + high + 4

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(look().px(300), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which the words stay readable."""
        now = look()
        return QSize(now.px(200), 2 * self._PAD + now.line(Type.HEADING) + now.line(Type.SECONDARY))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        now = look()
        on, over = self.isChecked(), self.underMouse()
        title = (Run(self._title, BOLD),)
        means = self._means_runs()
        with painting(self) as painter:
            fill = "blue-tint" if on else "sunken" if over else "surface"
            box(painter, self.rect(), fill=now.colour(fill), border=now.colour("text" if over else "control"))
            side = now.px(_MARK)
            top = self._PAD + (now.line(Type.HEADING) - side) // 2
            paint_radio(
                painter, QRect(self._PAD, top, side, side), on=on, over=over, enabled=self.isEnabled()
            )
            left = self._PAD + side + 10
            draw_runs(painter, lay_out(title, Type.HEADING, 10_000)[0], title, QPointF(left, self._PAD))
            wide = self._inside(self.width())
            below = QPointF(left, self._PAD + now.line(Type.HEADING) + 2)
            draw_runs(painter, lay_out(means, Type.SECONDARY, wide)[0], means, below)
            if self._key:
                at = self.width() - self._PAD - hint_width(self._key)
                paint_hint(painter, at, self._PAD + now.line(Type.HEADING) / 2, self._key)

    def _means_runs(self) -> tuple[Run, ...]:
        return (Run(self._means, PLAIN, "text2"),)

    def _inside(self, width: int) -> int:
        return width - 2 * self._PAD - look().px(_MARK) - 10 - (hint_width(self._key) + 8 if self._key else 0)
