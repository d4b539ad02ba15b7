"""The steps of the assessment, each with its state in words as well as in its disc."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, dot, words
from aande_alert.ui.theme.look import BOLD, PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.panel import Panel, clear, column
from aande_alert.ui.widgets.pressed import Pressed, step_focus

WIDE = 208
_DISC, _AT, _GAP, _BAR = 20, 16, 10, 4
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class StepState(StrEnum):
    """How far a step has come."""

    NOT_STARTED = "not started"
    BEGUN = "begun"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class StepText:
    """One step: its key, its name, its state, and the state in words (`3 accounts, 1 to decide`)."""

    key: str
    name: str
    state: StepState
    state_words: str


class _Step(Pressed):
    def __init__(self, number: int, text: StepText) -> None:
        super().__init__(text.key, "")
        self._number = number
        self.setCheckable(True)
        self.show_text(text)

    def show_text(self, text: StepText) -> None:
        """Show another state."""
        self._text = text
        self.say(f"{self._number} {text.name}, {text.state_words}")
        self.restyle()

    def sizeHint(self) -> QSize:
        """Return the size of a step, wider where its words need it."""
        now = look()
        lead = _AT + now.px(_DISC) + _GAP
        name = now.width(self._text.name, Type.BODY, SEMI)
        wide = max(name, now.width(self._text.state_words, Type.SECONDARY)) + lead + 8
        return QSize(max(now.px(WIDE) - 1, wide), now.px(40))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, disc, name and state."""
        now = look()
        current = self.isChecked()
        if current or self.underMouse():
            bar(painter, rect, now.colour("surface"))
        if current:
            bar(painter, QRect(0, 0, _BAR, rect.height()), now.colour("blue"))
        side = now.px(_DISC)
        self._draw_disc(painter, QRectF(_AT, (rect.height() - side) / 2, side, side), current=current)
        left = _AT + side + _GAP
        top = round((rect.height() - now.px(30)) / 2)
        name = QRect(left, top, rect.width() - left, now.px(16))
        state = QRect(left, top + now.px(16), rect.width() - left, now.px(14))
        weight = SEMI if current else PLAIN
        words(painter, name, self._text.name, now.font(Type.BODY, weight), now.colour("text"))
        words(painter, state, self._text.state_words, now.font(Type.SECONDARY), now.colour("text2"))

    def _draw_disc(self, painter: QPainter, disc: QRectF, *, current: bool) -> None:
        now = look()
        state = self._text.state
        if current or state is StepState.COMPLETE:
            dot(painter, disc.center(), disc.width() / 2, now.colour("blue" if current else "text2"))
        else:
            width = 2.5 if state is StepState.BEGUN else 1.5
            painter.setPen(QPen(now.colour("text2" if state is StepState.BEGUN else "control"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = width / 2
            painter.drawEllipse(disc.adjusted(half, half, -half, -half))
        if state is StepState.COMPLETE and not current:
            inner = now.px(12)
            tick = icons.picture("tick", "surface", 12)
            icons.draw(painter, disc.center().x() - inner / 2, disc.center().y() - inner / 2, tick)
            return
        ink = "on-blue" if current else "text" if state is StepState.BEGUN else "text2"
        weight = PLAIN if state is StepState.NOT_STARTED and not current else BOLD
        words(painter, disc, str(self._number), now.font(Type.SECONDARY, weight), now.colour(ink), _CENTRE)


class Stepper(Panel):
    """The column of steps.

    Signals:
        chosen: The key of a step.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", lines="r", parent=parent)
        self._column = column(self, (0, 8, 1, 8))
        self._steps: list[_Step] = []

    def show_steps(self, steps: tuple[StepText, ...], current: str) -> None:
        """Show the steps, and which one is in view; the focus stays on its step."""
        if [step.key for step in self._steps] != [text.key for text in steps]:
            clear(self._column)
            self._steps = [_Step(number, text) for number, text in enumerate(steps, start=1)]
            for step in self._steps:
                step.chosen.connect(self.chosen)
                self._column.addWidget(step)
            self._column.addStretch(1)
        for step, text in zip(self._steps, steps, strict=True):
            step.show_text(text)
            step.setChecked(step.key == current)

    def focus_current(self) -> None:
        """Put the focus on the step in view."""
        for step in self._steps:
            if step.isChecked():
                step.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        if not step_focus(event, list(self._steps), Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
