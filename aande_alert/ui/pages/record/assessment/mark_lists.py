"""The lists beside the body map: every mark, and every row of the body with what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from aande_alert.ui.state.assessment import RegionLine
from aande_alert.ui.theme.drawing import bar, dot, words
from aande_alert.ui.theme.look import BOLD, PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.panel import clear, column
from aande_alert.ui.widgets.pressed import Pressed, step_focus
from aande_alert.ui.widgets.words import Run, draw_runs, lay_out

if TYPE_CHECKING:
    from uuid import UUID

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_PAD, _DISC, _LEAD = 14, 19, 44


@dataclass(frozen=True, slots=True, repr=False)
class MarkText:
    """One mark: where, what, who saw it and which account covers it."""

    id: UUID
    number: int
    place: str
    what: str
    seen: str

    def __repr__(self) -> str:
        return f"MarkText({self.number}, withheld)"


class _Line(Pressed):
    """A line of a list as wide as the list."""

    focused = Signal(object)

    def __init__(self, key: object, said: str) -> None:
        super().__init__(key, said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the focus is."""
        super().focusInEvent(event)
        self.focused.emit(self.key)

    def ground(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, the bar of the chosen one, and the line below."""
        now = look()
        if self.isChecked():
            bar(painter, rect, now.colour("blue-tint"))
            bar(painter, QRect(0, 0, 4, rect.height()), now.colour("blue"))
        elif self.underMouse():
            bar(painter, rect, now.colour("sunken"))
        line = now.colour("blue-line" if self.isChecked() else "line")
        bar(painter, QRect(0, rect.height() - 1, rect.width(), 1), line)


class _MarkLine(_Line):
    def __init__(self, text: MarkText) -> None:
        super().__init__(text.id, f"Mark {text.number}: {text.place}. {text.what}. {text.seen}")
        self.setCheckable(True)
        self._text = text
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _rows(self) -> tuple[tuple[tuple[Run, ...], Type], ...]:
        text = self._text
        return (
            ((Run(text.place, SEMI),), Type.BODY),
            ((Run(text.what, PLAIN, "text2"),), Type.SECONDARY),
            ((Run(text.seen, PLAIN, "text2"),), Type.SECONDARY),
        )

    def hasHeightForWidth(self) -> bool:
        """Say that long words take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        inner = width - look().px(_LEAD) - 8
        return sum(lay_out(runs, size, inner)[1] for runs, size in self._rows()) + look().px(8)

    def sizeHint(self) -> QSize:
        """Return the height at the width there is."""
        return QSize(look().px(200), self.heightForWidth(max(self.width(), look().px(240))))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the number and three lines."""
        now = look()
        self.ground(painter, rect)
        side = now.px(_DISC)
        middle = QPointF(_PAD + side / 2, now.px(13))
        dot(painter, middle, side / 2, now.colour("blue" if self.isChecked() else "text"))
        disc = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        ink = now.colour("on-blue" if self.isChecked() else "surface")
        words(painter, disc, str(self._text.number), now.font(Type.SECONDARY, BOLD), ink, _CENTRE)
        y = now.px(4)
        for runs, size in self._rows():
            layout, high = lay_out(runs, size, rect.width() - now.px(_LEAD) - 8)
            draw_runs(painter, layout, runs, QPointF(now.px(_LEAD), y))
            y += high


class _RegionLine(_Line):
    def __init__(self, text: RegionLine) -> None:
        super().__init__(text.id, "")
        self.show_text(text)

    def show_text(self, text: RegionLine) -> None:
        """Show what was found there."""
        self.text_shown = text
        why = f", because {text.why}" if text.why else ""
        self.say(f"{text.words}: {text.state}{why}")
        self.restyle()

    def sizeHint(self) -> QSize:
        """Return a row."""
        return QSize(look().px(240), look().px(24))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the place, and the mark's number or what was found."""
        now, text = look(), self.text_shown
        self.ground(painter, rect)
        left = now.px(16)
        words(painter, rect.adjusted(left, 0, 0, 0), text.words, now.font(), now.colour("text"))
        right = rect.width() - 12
        if text.numbers:
            side = now.px(18)
            for number in reversed(text.numbers):
                disc = QRectF(right - side, (rect.height() - side) / 2, side, side)
                dot(painter, disc.center(), side / 2, now.colour("text"))
                font = now.font(Type.SECONDARY, BOLD)
                words(painter, disc, str(number), font, now.colour("surface"), _CENTRE)
                right -= side + 3
            if text.is_done:
                return
            right -= 3
        weight, ink = (PLAIN, "text2") if text.is_done else (BOLD, "text")
        state = "The rest?" if text.numbers else text.state
        state = "Not looked at: reason" if text.why and not text.is_done else state
        area = QRect(0, 0, right, rect.height())
        words(painter, area, state, now.font(Type.SECONDARY, weight), now.colour(ink), _RIGHT)


class _List(QScrollArea):
    """Lines one under another, moved along with the arrows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self._inside = QWidget()
        self._column = column(self._inside)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.lines: list[_Line] = []

    def fill(self, lines: list[_Line]) -> None:
        """Show these lines and no others."""
        clear(self._column)
        self.lines = lines
        for line in lines:
            line.installEventFilter(self)
            self._column.addWidget(line)
        self._column.addStretch(1)
        self.rove()

    def rove(self, key: object = None) -> None:
        """Let Tab enter the list once: at the chosen line, else at the first."""
        chosen = next((line for line in self.lines if line.key == key), self.lines[0] if self.lines else None)
        for line in self.lines:
            policy = Qt.FocusPolicy.StrongFocus if line is chosen else Qt.FocusPolicy.ClickFocus
            line.setFocusPolicy(policy)

    def focus_line(self, key: object = None) -> bool:
        """Put the focus on a line; without a key on the one Tab would enter."""
        for line in self.lines:
            wanted = line.key == key if key is not None else line.focusPolicy() == Qt.FocusPolicy.StrongFocus
            if wanted:
                line.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(line, 0, look().px(30))
                return True
        return False

    def show_line(self, key: object) -> None:
        """Bring a line into view without the focus."""
        for line in self.lines:
            if line.key == key:
                self.ensureWidgetVisible(line, 0, look().px(30))

    def current_key(self) -> object:
        """Return the line with the focus; `None` for none."""
        return next((line.key for line in self.lines if line.hasFocus()), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line with the focus in view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, _Line):
            self.ensureWidgetVisible(watched, 0, look().px(30))
            self.rove(watched.key)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along; every other key is the step's."""
        if not step_focus(event, list(self.lines), Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()


class MarkList(_List):
    """Every mark, by number.

    Signals:
        chosen: The id of a mark somebody wants to open.
        focused: The id of the mark in focus.
    """

    chosen = Signal(object)
    focused = Signal(object)

    def __init__(self) -> None:
        super().__init__("Marks")
        self._texts: tuple[MarkText, ...] = ()

    def show_marks(self, texts: tuple[MarkText, ...], selected: UUID | None) -> None:
        """Show these marks; the focus stays on its mark."""
        if texts != self._texts:
            self._texts = texts
            focused = self.current_key()
            lines = [_MarkLine(text) for text in texts]
            for line in lines:
                line.chosen.connect(self.chosen)
                line.focused.connect(self.focused)
            self.fill(list(lines))
            if focused is not None:
                self.focus_line(focused)
        for shown in self.lines:
            shown.setChecked(shown.key == selected)

    def wanted_height(self) -> int:
        """Return how high all marks are."""
        return sum(line.heightForWidth(max(self.width(), 240)) for line in self.lines)


class RegionList(_List):
    """Every row of the body.

    Signals:
        focused: Row id in focus.
        chosen: Row id on which somebody pressed Enter.
    """

    focused = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Regions")

    def show_regions(self, texts: tuple[RegionLine, ...]) -> None:
        """Show these rows; they never change their order, so the focus stays."""
        if [line.key for line in self.lines] != [text.id for text in texts]:
            lines = [_RegionLine(text) for text in texts]
            for line in lines:
                line.chosen.connect(self.chosen)
                line.focused.connect(self.focused)
            self.fill(list(lines))
            return
        for shown, text in zip(self.lines, texts, strict=True):
            if isinstance(shown, _RegionLine):
                shown.show_text(text)
