"""What a referral still needs: missing lines first, each with where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.rules.readiness import Readiness
from aande_alert.ui.state.referral import done_share, missing_words, row_words
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, box, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Role, Run, Words, draw_runs, lay_out

if TYPE_CHECKING:
    from aande_alert.rules.readiness import ReadinessLine

_LEFT, _SIGN, _GAP, _RIGHT = 16, 16, 8, 12
_ONE, _MISSING = 32, 48
_SIGNS = {Readiness.DONE: "check", Readiness.REASON_GIVEN: "dash"}
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Progress(Restyled, QWidget):
    """A bar that says how much of the list is there; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(8)

    def show_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        self._share = share
        self.setAccessibleName(f"{share:.0%} complete")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline and the part that is done."""
        now = look()
        with painting(self) as painter:
            box(painter, self.rect(), fill=now.colour("surface"), border=now.colour("text2"), radius=4)
            wide = round(self.width() * self._share)
            if wide > 0:
                done = QRect(0, 0, wide, self.height())
                box(painter, done, fill=now.colour("text2"), radius=4)


class ReadinessRow(Pressed):
    """One line; Enter goes to where it is answered."""

    def __init__(self, line: ReadinessLine) -> None:
        super().__init__(line, row_words(line))
        self.line = line
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _is_missing(self) -> bool:
        return self.line.state is Readiness.MISSING

    def _text_left(self) -> int:
        return _LEFT + look().px(_SIGN) + _GAP

    def _text_width(self, width: int) -> int:
        now = look()
        beside = "Go" if self._is_missing else self.line.detail
        size = Type.BODY if self._is_missing else Type.SECONDARY
        weight = SEMI if self._is_missing else PLAIN
        return max(48, width - self._text_left() - now.width(beside, size, weight) - _GAP - _RIGHT)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need, never under the row's own."""
        now = look()
        wide = self._text_width(width)
        weight = SEMI if self._is_missing else PLAIN
        high = lay_out((Run(self.line.words, weight),), Type.BODY, wide)[1]
        if not self._is_missing:
            return max(now.px(_ONE), round(high) + now.px(15))
        high += lay_out((Run(self.line.detail),), Type.SECONDARY, wide)[1]
        return max(now.px(_MISSING), round(high) + now.px(14))

    def sizeHint(self) -> QSize:
        """Return the size of the row."""
        return QSize(look().px(200), self.heightForWidth(look().px(287)))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which words stay readable."""
        return QSize(look().px(180), look().px(_ONE))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw sign, words, detail and the way there."""
        now = look()
        if self._is_missing or self.underMouse():
            bar(painter, rect, now.colour("sunken"))
        bar(painter, QRect(0, rect.height() - 1, rect.width(), 1), now.colour("line"))
        side = now.px(_SIGN)
        middle = (rect.height() - side) / 2
        self._draw_sign(painter, QRectF(_LEFT, middle, side, side))
        wide = self._text_width(rect.width())
        title = (Run(self.line.words, SEMI if self._is_missing else PLAIN),)
        laid, high = lay_out(title, Type.BODY, wide)
        if not self._is_missing:
            draw_runs(painter, laid, title, _at(self._text_left(), (rect.height() - high) / 2))
            end = rect.adjusted(0, 0, -_RIGHT, 0)
            words(painter, end, self.line.detail, now.font(Type.SECONDARY), now.colour("text2"), _END)
            return
        below = (Run(self.line.detail, PLAIN, "text2"),)
        laid_below, high_below = lay_out(below, Type.SECONDARY, wide)
        top = (rect.height() - high - high_below) / 2
        draw_runs(painter, laid, title, _at(self._text_left(), top))
        draw_runs(painter, laid_below, below, _at(self._text_left(), top + high))
        end = rect.adjusted(0, 0, -_RIGHT, 0)
        words(painter, end, "Go", now.font(Type.BODY, SEMI), now.colour("blue-text"), _END)

    def _draw_sign(self, painter: QPainter, square: QRectF) -> None:
        """Draw a tick, a bar for a reason, a dashed ring for what is missing, a ring for what is begun."""
        now = look()
        icon = _SIGNS.get(self.line.state)
        if icon is not None:
            icons.draw(painter, square.x(), square.y(), icons.picture(icon, "text", _SIGN))
            return
        pen = QPen(now.colour("text" if self._is_missing else "text2"), 1.5)
        if self._is_missing:
            pen.setDashPattern([1.8, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(square.adjusted(2, 2, -2, -2))


def _at(x: float, y: float) -> QPointF:
    return QPointF(x, y)


class ReadinessList(QWidget):
    """The head, the bar and the lines.

    Signals:
        jumped: The `ReadinessLine` somebody wants to go to.

    Attributes:
        below: What scrolls with the lines and stands below them is put in here, at 1.
    """

    jumped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ReadinessRow] = []
        self._count = Words("", Role.STRONG, wrap=False)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        line.addWidget(Words("Ready to sign?", Role.HEADING, wrap=False), 1)
        line.addWidget(self._count)
        self._progress = Progress()
        above = Panel("surface", lines="b", height=36)
        row(above, (16, 13, 16, 14)).addWidget(self._progress)
        holder = QWidget()
        self._lines = column(holder)
        self._inside = QWidget()
        self.below = column(self._inside)
        self.below.addWidget(holder)
        self.below.addStretch(1)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(above)
        whole.addWidget(Scroll(self._inside), 1)

    def show_lines(self, lines: tuple[ReadinessLine, ...]) -> None:
        """Show the lines; the one in use keeps the focus."""
        used = next((made.line.key for made in self._rows if made.hasFocus()), "")
        self._count.say(missing_words(lines) if lines else "")
        self._progress.show_share(done_share(lines))
        if [made.line for made in self._rows] == list(lines):
            return
        clear(self._lines)
        self._rows = [ReadinessRow(line) for line in lines]
        for made in self._rows:
            made.chosen.connect(self.jumped)
            self._lines.addWidget(made)
        if used:
            self.focus_line(used)

    def focus_line(self, key: str = "") -> None:
        """Put the focus on a line, else on the first."""
        wanted = next((made for made in self._rows if made.line.key == key), None)
        target = wanted or (self._rows[0] if self._rows else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def rows(self) -> tuple[ReadinessRow, ...]:
        """Return the lines as they stand."""
        return tuple(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows; Enter goes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            here = next((made for made in self._rows if made.hasFocus()), None)
            if here is not None:
                self.jumped.emit(here.line)
                return
        if not step_focus(event, list(self._rows), Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
