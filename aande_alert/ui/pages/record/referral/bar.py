"""The bar at the foot: how far the referral has come, what is due, and what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import bar, dot, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Flow, Panel, clear, row
from aande_alert.ui.widgets.words import Phrase, Run

if TYPE_CHECKING:
    from aande_alert.ui.state.referral import StateWords

_DISC, _GAP, _LINE = 12, 6, 12


class State(Restyled, QWidget):
    """One state: a disc, filled once it was reached, and its word; then the line to the next."""

    def __init__(self, text: StateWords, *, last: bool) -> None:
        super().__init__()
        self._text, self._last = text, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = "now" if text.now else "reached" if text.reached else "not yet"
        self.setAccessibleName(f"{text.words}, {said}")

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def _words_width(self) -> int:
        return look().width(self._text.words, Type.BODY, SEMI if self._text.now else PLAIN)

    def sizeHint(self) -> QSize:
        """Return the size of disc, word and line."""
        now = look()
        tail = 0 if self._last else 9 + now.px(_LINE)
        return QSize(now.px(_DISC) + _GAP + self._words_width() + tail, now.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same; a state is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        now = look()
        side = now.px(_DISC)
        middle = self.height() / 2
        with painting(self) as painter:
            if self._text.reached:
                dot(painter, QPointF(side / 2, middle), side / 2, now.colour("text"))
            else:
                painter.setPen(QPen(now.colour("control"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(side / 2, middle), side / 2 - 0.75, side / 2 - 0.75)
            ink = now.colour("text" if self._text.reached else "text2")
            font = now.font(Type.BODY, SEMI if self._text.now else PLAIN)
            words(painter, QRect(side + _GAP, 0, self.width(), self.height()), self._text.words, font, ink)
            if not self._last:
                x = side + _GAP + self._words_width() + 9
                bar(painter, QRect(x, round(middle), now.px(_LINE), 1), now.colour("control"))


class SignBar(Panel):
    """The bar; the part puts its buttons in.

    Attributes:
        buttons: By key, in the order of the bar.
    """

    def __init__(self) -> None:
        super().__init__("surface", lines="t", line="line2", height=56)
        self.buttons = {
            "print": Button("Print draft", icon="print"),
            "save": Button("Save PDF…"),
            "step": Button("Sent…", Kind.PRIMARY),
            "sign": Button("Sign…", Kind.PRIMARY),
        }
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(16, 8, 16, 8)
        self._across.setSpacing(12)
        holder = QWidget()
        self._states = Flow(holder, gap=9, line_gap=2, centred=True)
        self._across.addWidget(holder, 1)
        self._acts = QWidget()
        across = row(self._acts, gap=12)
        across.addStretch(1)
        self._across.addWidget(self._acts)
        due = QWidget()
        beside = row(due, gap=8)
        self._mark = Mark("clock", "text2")
        self._due = Phrase()
        beside.addWidget(self._mark)
        beside.addWidget(self._due, 1)
        across.addWidget(due, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in self.buttons.values():
            across.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the states above the buttons where they would take more than one line beside them."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        needed = self._states.sizeHint().width() + self._acts.sizeHint().width() + 48
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if self.width() >= needed else ways.TopToBottom)

    def show_states(self, states: tuple[StateWords, ...]) -> None:
        """Show how far it has come."""
        clear(self._states)
        for at, state in enumerate(states):
            self._states.addWidget(State(state, last=at == len(states) - 1))
        self._place()

    def show_due(self, due: str, *, overdue: bool) -> None:
        """Show what is due; overdue is said, and in strong words."""
        self._due.say(Run(due, SEMI if overdue else PLAIN))
        self._mark.set_mark("warn" if overdue else "clock", "text" if overdue else "text2")
        self._mark.setVisible(bool(due))

    def show_buttons(self, *keys: str) -> None:
        """Show these buttons and hide the others."""
        for key, button in self.buttons.items():
            button.setVisible(key in keys)
        self._place()
