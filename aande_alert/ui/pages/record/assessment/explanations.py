"""Step 2: who said what to whom, in what words; side by side, with what differs decided by a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.accounts import Axis
from aande_alert.domain.assessment import Step
from aande_alert.domain.wording import show_time
from aande_alert.ui.pages.record.assessment.account_view import AccountView
from aande_alert.ui.pages.record.assessment.differences import Differences
from aande_alert.ui.pages.record.assessment.matrix import ColumnText, Matrix
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView, nothing
from aande_alert.ui.pages.record.assessment.telling import Telling
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.accounts import Account
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.page import House

_SIDE, _ONE = "side", "one"


class ExplanationsStep(StepView):
    """Accounts side by side."""

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.EXPLANATIONS)
        self._opened: UUID | None = None
        self._one_at = 0
        self.matrix = Matrix()
        self.differences = Differences()
        self.telling = Telling(self)
        self.form = self.telling.form
        self.view = AccountView()
        self._stand = Stand()
        self._side = QWidget()
        self._stack = Pile()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        down = column(self)
        self._head = Panel("surface", lines="b", height=40)
        line = row(self._head, (16, 4, 12, 4), 8)
        line.addWidget(Words("Explanations", Role.HEADING, wrap=False))
        self._detail = Words("", Role.SECONDARY)
        line.addWidget(self._detail, 1)
        self.chips = ChipRow(single=True, height=28)
        self.chips.show_chips((ChipText(_SIDE, "Side by side", on=True), ChipText(_ONE, "One at a time")))
        self.add = Button("Account", icon="plus", key="A")
        line.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.add)
        inside = column(self._side)
        inside.addWidget(self._head)
        self._body = Pile()
        self._body.addWidget(self._stand)
        self._body.addWidget(self.matrix)
        inside.addWidget(self._body, 1)
        inside.addWidget(self.differences)
        for part in (self._side, self.form, self.view):
            self._stack.addWidget(part)
        down.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.add.clicked.connect(self.add_account)
        self.chips.switched.connect(self._switch)
        self.matrix.chosen.connect(self._open)
        self.differences.decided.connect(self._decide)
        self.differences.undone.connect(self._undo)
        self.telling.opened.connect(self._show_form)
        self.telling.closed.connect(self._show_side)
        self.telling.kept.connect(self._kept)
        self.telling.told.connect(self.told)
        self.view.amend.connect(self._amend)
        self.view.in_error.connect(self._ask_error)
        self.view.closed.connect(self._back)
        self._stand.acted.connect(self.add_account)

    # ---------------------------------------------------------------- shown

    def show_seen(self, seen: Seen) -> None:
        """Show the accounts; a form that is open stays as it is."""
        first = self._seen is None
        super().show_seen(seen)
        accounts = seen.assessment.accounts
        count = len(accounts)
        plural = "" if count == 1 else "s"
        self._detail.say(f"{count} account{plural}, as spoken. What differs is marked." if count else "")
        self._fill()
        if first:
            self.telling.restore(seen)

    def _fill(self) -> None:
        seen = self.seen
        accounts = seen.assessment.accounts
        if not accounts:
            heading = "No account yet"
            self._stand.show_empty(
                heading, "Who came with the child? Press A.", "Add an account", icon="quote"
            )
            self._body.setCurrentWidget(self._stand)
        else:
            self._body.setCurrentWidget(self.matrix)
        differs = {one.axis: at for at, one in enumerate(seen.assessment.differences, start=1)}
        columns = tuple(_column(number, entry) for number, entry in enumerate(accounts, start=1))
        self._one_at = min(self._one_at, max(0, len(columns) - 1))
        one = self.chips.chosen() == (_ONE,)
        self.matrix.show_columns(columns[self._one_at : self._one_at + 1] if one else columns, differs)
        self.differences.show_differences(seen.assessment.differences)

    def forget(self) -> None:
        """Keep a half-written account as a draft; then blank."""
        if not self.is_blank:
            self.form.tell_typed()
        super().forget()
        self.telling.forget()
        self.view.forget()
        self.matrix.show_columns((), {})
        self.differences.show_differences(())
        self._detail.say("")
        self._opened = None
        self._stack.setCurrentWidget(self._side)

    def take_focus(self, question: str = "") -> None:
        """Put the focus on the difference nobody has decided, else on the first account."""
        del question
        if self._stack.currentWidget() is self.form:
            self.form.focus_first()
        elif not self.differences.focus_next():
            if self._body.currentWidget() is self.matrix:
                self.matrix.focus_column(self._one_at + 1)
            else:
                self.add.setFocus()

    @Slot(str, bool)
    def _switch(self, _key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self._fill()

    # ---------------------------------------------------------------- write

    @Slot()
    def add_account(self) -> None:
        """Open the form for a new account."""
        self.telling.begin()

    @Slot()
    def _amend(self) -> None:
        self.telling.amend(self._opened)

    @Slot()
    def _show_form(self) -> None:
        self._stack.setCurrentWidget(self.form)

    @Slot()
    def _show_side(self) -> None:
        self._stack.setCurrentWidget(self._side)
        self.take_focus()

    @Slot(object)
    def _kept(self, account_id: UUID) -> None:
        self._opened = account_id

    @Slot(object, bool, str)
    def _decide(self, axis: Axis, is_difference: bool, reason: str) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        seen = self.seen
        call = partial(
            self.house.services.capture.decide_difference, seen.who, seen.attendance_id, axis,
            is_difference=is_difference, reason=reason, write_id=uuid4(),
        )  # fmt: skip
        self.house.tasks.run(self, f"difference {axis.value}", call, nothing, self._told_trouble)

    @Slot(object)
    def _undo(self, axis: Axis) -> None:
        seen = self.seen
        call = partial(
            self.house.services.capture.undo_difference, seen.who, seen.attendance_id, axis, uuid4()
        )
        self.house.tasks.run(self, f"difference {axis.value}", call, nothing, self._told_trouble)

    def _told_trouble(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    # ---------------------------------------------------------------- one account

    @Slot(int)
    def _open(self, number: int) -> None:
        seen = self.seen
        self._opened = seen.assessment.accounts[number - 1].head.id
        self._one_at = number - 1
        call = partial(self.house.services.capture.versions, seen.who, self._opened)
        done = partial(self._show_versions, number)
        self.house.tasks.run(self, "versions", call, done, self._told_trouble)

    def _show_versions(self, number: int, versions: tuple[Entry[Account], ...]) -> None:
        if self.is_blank:
            return
        self._stack.setCurrentWidget(self.view)
        self.view.show_account(number, versions)

    @Slot()
    def _back(self) -> None:
        self._stack.setCurrentWidget(self._side)
        self.matrix.focus_column(self._one_at + 1)

    @Slot()
    def _ask_error(self) -> None:
        if self._opened is not None:
            self.telling.ask_error(self._opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A adds an account; with one at a time, arrows turn to the next."""
        key = Qt.Key(event.key())
        plain = not event.modifiers()
        if key == Qt.Key.Key_A and plain and self._stack.currentWidget() is self._side:
            self.add_account()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} and self.chips.chosen() == (_ONE,):
            by = 1 if key == Qt.Key.Key_PageDown else -1
            self._one_at = (self._one_at + by) % max(1, len(self.seen.assessment.accounts))
            self._fill()
        else:
            super().keyPressEvent(event)


def _column(number: int, entry: Entry[Account]) -> ColumnText:
    head = entry.head
    amended = (
        f"Version {head.version}, {show_time(head.written_at)} {head.by_initials}" if head.version > 1 else ""
    )
    return ColumnText(number, entry.body, amended)
