"""What differs between accounts: found by the program, confirmed or set aside by a person with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.domain.accounts import Axis, Difference
from aande_alert.ui.theme.drawing import box, painting, words
from aande_alert.ui.theme.look import BOLD, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words


class _Number(Restyled, QWidget):
    """The number of a difference in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = look().px(18)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = look()
        with painting(self) as painter:
            whole = QRectF(self.rect())
            box(painter, whole, border=now.colour("text2"), width=1.5, radius=whole.width() / 2)
            font = now.font(Type.SECONDARY, BOLD)
            words(
                painter, whole, str(self._number), font, now.colour("text"), int(Qt.AlignmentFlag.AlignCenter)
            )


class _Line(Panel):
    """One difference."""

    decided = Signal(object, bool, str)
    undone = Signal(object)
    moved = Signal(object, int)

    def __init__(self, number: int, difference: Difference) -> None:
        super().__init__("surface", lines="b", height=32)
        self.difference = difference
        down = column(self, (16, 3, 12, 3), 2)
        across_holder = QWidget()
        across = row(across_holder, gap=10)
        across.addWidget(_Number(number))
        axis = Phrase(Run(difference.axis.words, SEMI), wrap=False)
        axis.setMinimumWidth(look().px(92))
        across.addWidget(axis)
        across.addWidget(Words(difference.words), 1)
        self.first: Button
        if difference.is_difference is None:
            self._ask(across)
        else:
            self._tell(across)
        down.addWidget(across_holder)
        self._reason_holder = self._reason_row()
        self._reason_holder.hide()
        down.addWidget(self._reason_holder)

    def _ask(self, across: object) -> None:
        self.first = Button("Confirm", Kind.PRIMARY, size=Size.SMALL)
        self.first.clicked.connect(partial(self.decided.emit, self.difference.axis, True, ""))
        other = Button("Not a difference…", size=Size.SMALL, key="N")
        other.clicked.connect(self.ask_reason)
        for button in (self.first, other):
            across.addWidget(button)  # type: ignore[attr-defined]

    def _tell(self, across: object) -> None:
        one = self.difference
        told = (
            f"Confirmed {one.decided_by}"
            if one.is_difference
            else f"Not a difference: {one.reason} {one.decided_by}"
        )
        across.addWidget(Words(told, Role.SECONDARY, wrap=not one.is_difference))  # type: ignore[attr-defined]
        self.first = Button("Undo", Kind.LINK, size=Size.ROW)
        self.first.setAccessibleName(f"Undo: {one.axis.words}")
        self.first.clicked.connect(partial(self.undone.emit, one.axis))
        across.addWidget(self.first)  # type: ignore[attr-defined]

    def _reason_row(self) -> QWidget:
        holder = QWidget()
        across = row(holder, (28, 2, 0, 4), 8)
        self._reason = TextField("", hint="Why it is not a difference")
        self._reason.line.setAccessibleName("Why it is not a difference")
        self._reason.entered.connect(self._set_aside)
        across.addWidget(self._reason, 1)
        save = Button("Set aside", size=Size.SMALL)
        save.clicked.connect(self._set_aside)
        across.addWidget(save, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def has_keys(self) -> bool:
        """Say whether the focus is in this line."""
        return any(part.hasFocus() for part in self.findChildren(QWidget))

    def ask_reason(self) -> None:
        """Ask why it is not a difference."""
        self._reason_holder.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_aside(self) -> None:
        if not self._reason.value():
            self._reason.complain("Say in a few words why it is not a difference.")
            return
        self.decided.emit(self.difference.axis, False, self._reason.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, N sets aside, arrows move."""
        key = Qt.Key(event.key())
        typing = self._reason.line.hasFocus()
        if key == Qt.Key.Key_Escape and typing:
            self._reason_holder.hide()
            self.first.setFocus()
        elif typing:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.difference.is_difference is None:
            self.decided.emit(self.difference.axis, True, "")
        elif key == Qt.Key.Key_N and self.difference.is_difference is None:
            self.ask_reason()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class Differences(Panel):
    """The list.

    Signals:
        decided: (`Axis`, whether it is one, why not).
        undone: `Axis` of a decision somebody takes back.
    """

    decided = Signal(object, bool, str)
    undone = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface")
        self._shown: tuple[Difference, ...] = ()
        self._rows: list[_Line] = []
        down = column(self)
        head = Panel("sunken", lines="tb", height=34)
        across = row(head, (16, 4, 12, 4), 8)
        self._title = Phrase(wrap=False)
        across.addWidget(self._title)
        across.addWidget(
            Words(
                "Found by the program. A person confirms each or says why it is not a difference.",
                Role.SECONDARY,
            ),
            1,
        )
        self._count = Words("", Role.SECONDARY, wrap=False)
        across.addWidget(self._count)
        down.addWidget(head)
        inside = QWidget()
        self._column = column(inside)
        self._scroll = Scroll(inside)
        down.addWidget(self._scroll)

    def show_differences(self, differences: tuple[Difference, ...]) -> None:
        """Show these, in the order of the rows above; the focus stays on its line."""
        self.setVisible(bool(differences))
        if differences == self._shown:
            return
        focused = next((one.difference.axis for one in self._rows if one.has_keys()), None)
        self._shown = differences
        clear(self._column)
        self._rows = []
        for number, difference in enumerate(differences, start=1):
            line = _Line(number, difference)
            line.decided.connect(self.decided)
            line.undone.connect(self.undone)
            line.moved.connect(self._move)
            self._rows.append(line)
            self._column.addWidget(line)
        self._column.addStretch(1)
        decided = sum(1 for one in differences if one.is_difference is not None)
        self._title.say(Run(f"What differs ({len(differences)})", BOLD))
        self._count.say(f"{decided} of {len(differences)} decided")
        self._fit()
        if focused is not None:
            self.focus_next(focused)

    def _fit(self) -> None:
        high = look().px(33) * min(4, max(1, len(self._rows)))
        self._scroll.setMinimumHeight(high)
        self._scroll.setMaximumHeight(look().px(220))

    def focus_next(self, axis: Axis | None = None) -> bool:
        """Put the focus on the first that nobody has decided, else on the one named; say if one is open."""
        open_ones = [line for line in self._rows if line.difference.is_difference is None]
        named = [line for line in self._rows if line.difference.axis is axis]
        for line in (*open_ones, *named)[:1]:
            line.first.setFocus(Qt.FocusReason.TabFocusReason)
            return bool(open_ones)
        return False

    def _move(self, line: _Line, by: int) -> None:
        at = self._rows.index(line) + by
        if 0 <= at < len(self._rows):
            self._rows[at].first.setFocus(Qt.FocusReason.TabFocusReason)
