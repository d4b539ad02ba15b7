"""Accounts side by side: one column each, what they claim row by row, what differs underlined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.ui.state.assessment import heard_words, on_axis, quoted, said, told_words
from aande_alert.ui.theme.drawing import bar, inner_ring, painting
from aande_alert.ui.theme.look import BOLD, PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

_LABEL, _LEAST, _MOST = 138, 196, 400


@dataclass(frozen=True, slots=True, repr=False)
class ColumnText:
    """One account as a column: its number, the account, and whether it has earlier versions."""

    number: int
    account: Account
    amended: str = ""

    def __repr__(self) -> str:
        return f"ColumnText({self.number}, withheld)"


class _Head(Panel):
    """The head of a column; Enter or a click opens the account."""

    chosen = Signal(int)
    moved = Signal(int, int)

    def __init__(self, text: ColumnText) -> None:
        super().__init__("sunken", lines="bl", line="line")
        self.number = text.number
        account = text.account
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        own_focus(self)
        down = column(self, (10, 6, 8, 6), 0)
        down.addWidget(Phrase(Run(f"{text.number}  ", BOLD), Run(account.speaker, BOLD)))
        relation = f"{account.relation}, a child" if account.speaker_is_child else account.relation
        down.addWidget(Words(relation, Role.SECONDARY))
        down.addWidget(Words(told_words(account), Role.SECONDARY))
        if text.amended:
            down.addWidget(Words(text.amended, Role.SECONDARY))
        down.addStretch(1)
        self.setAccessibleName(
            f"Account {text.number}, {account.speaker}, {relation}, {told_words(account)}. Enter opens it."
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and lines, then the focus inside."""
        super().paintEvent(event)
        with painting(self) as painter:
            if self.underMouse():
                bar(painter, self.rect().adjusted(1, 0, 0, -1), look().colour("line"))
            if self.hasFocus():
                inner_ring(painter, self.rect(), look().colour("focus"), look().colour("focus-in"))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Answer the mouse."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Answer the mouse."""
        super().leaveEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the account."""
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it, or go to the next column."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.number)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.moved.emit(self.number, 1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class Matrix(Restyled, QScrollArea):
    """The columns; they scroll sideways when there are more than fit.

    Signals:
        chosen: The number of an account somebody wants to open.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.setWidget(self._content)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._heads: list[_Head] = []
        self._texts: tuple[ColumnText, ...] = ()
        self._differs: dict[Axis, int] = {}

    def show_columns(self, texts: tuple[ColumnText, ...], differs: dict[Axis, int]) -> None:
        """Show these accounts; `differs` gives the number of the difference on an axis."""
        if (texts, differs) == (self._texts, self._differs):
            return
        self._texts, self._differs = texts, differs
        self._fill()

    def restyle(self) -> None:
        """Lay out again at another text size."""
        if self._texts:
            self._fill()

    def focus_column(self, number: int = 1) -> None:
        """Put the focus on a column's head."""
        for head in self._heads:
            if head.number == number:
                head.setFocus(Qt.FocusReason.TabFocusReason)
                self.ensureWidgetVisible(head)

    def _fill(self) -> None:
        clear(self._grid)
        now = look()
        self._grid.setColumnMinimumWidth(0, now.px(_LABEL))
        for at in range(1, 12):
            used = at <= len(self._texts)
            self._grid.setColumnMinimumWidth(at, now.px(_LEAST) if used else 0)
            self._grid.setColumnStretch(at, 1 if used else 0)
        self._grid.addWidget(Panel("sunken", lines="b", height=60), 0, 0)
        self._heads = []
        for at, text in enumerate(self._texts, start=1):
            head = _Head(text)
            head.chosen.connect(self.chosen)
            head.moved.connect(self._move)
            self._heads.append(head)
            self._grid.addWidget(head, 0, at)
        self._row(1, "How heard", _heard, size=Type.SECONDARY)
        self._words_row(2)
        for at, axis in enumerate(Axis, start=3):
            self._axis_row(at, axis)
        rest: tuple[tuple[str, Callable[[Account], Answer[str]]], ...] = (
            ("Witnesses", lambda account: account.witnesses),
            ("First told", lambda account: account.first_told),
            ("Why they came then", lambda account: account.delay_reason),
        )
        for at, (label, read) in enumerate(rest, start=7):
            if at == 7 or any(read(text.account) is not NOT_ASKED for text in self._texts):  # noqa: PLR2004 - the first of the three always stands
                self._row(at, label, lambda account, read=read: _plain(read(account)))  # type: ignore[misc]
        self._grid.setRowStretch(10, 1)

    def _label(self, words: str, ground: str, number: int = 0) -> Panel:
        cell = Panel(ground, lines="b", height=30)
        across = row(cell, (16, 6, 8, 6), 5)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(Words(words, Role.SECONDARY), 1, top)
        if number:
            across.addWidget(Mark("neq"), 0, top)
            across.addWidget(Phrase(Run(str(number), SEMI), wrap=False), 0, top)
            cell.setAccessibleName(f"{words}: difference {number}")
        return cell

    def _row(
        self, at: int, label: str, runs: Callable[[Account], tuple[Run, ...]], *, size: Type = Type.BODY
    ) -> None:
        self._grid.addWidget(self._label(label, "surface"), at, 0)
        for place, text in enumerate(self._texts, start=1):
            cell = Panel("surface", lines="bl", height=30)
            told = Phrase(*runs(text.account), size=size)
            column(cell, (10, 6, 8, 6)).addWidget(told, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, at, place)

    def _words_row(self, at: int) -> None:
        self._grid.addWidget(self._label("In their words", "surface"), at, 0)
        for place, text in enumerate(self._texts, start=1):
            cell = Panel("surface", lines="bl", height=100)
            inside = column(cell, (10, 6, 8, 8), 2)
            if text.account.question:
                inside.addWidget(Words(f"Asked: {quoted(text.account.question)}", Role.SECONDARY))
            words = Words(quoted(text.account.words), selectable=True)
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            policy = words.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
            words.setSizePolicy(policy)
            inside.addWidget(words)
            inside.addStretch(1)
            self._grid.addWidget(cell, at, place)

    def _axis_row(self, at: int, axis: Axis) -> None:
        number = self._differs.get(axis, 0)
        ground = "sunken" if number else "surface"
        self._grid.addWidget(self._label(axis.words, ground, number), at, 0)
        for place, text in enumerate(self._texts, start=1):
            cell = Panel(ground, lines="bl", height=30)
            answer = on_axis(text.account, axis)
            runs = (
                (Run(said(answer), SEMI, under=bool(number)),)
                if isinstance(answer, Given)
                else _plain(answer)
            )
            column(cell, (10, 6, 8, 6)).addWidget(Phrase(*runs), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(cell, at, place)

    def _move(self, number: int, by: int) -> None:
        self.focus_column(number + by)


def _heard(account: Account) -> tuple[Run, ...]:
    return (Run(heard_words(account), role="text2"),)


def _plain(answer: Answer[str]) -> tuple[Run, ...]:
    return (Run(said(answer), PLAIN, "text" if isinstance(answer, Given) else "text2"),)
