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
from aande_alert.rules.development import abilities
from aande_alert.ui.pages.record.assessment.account_form import AccountForm
from aande_alert.ui.pages.record.assessment.account_view import AccountView
from aande_alert.ui.pages.record.assessment.differences import Differences
from aande_alert.ui.pages.record.assessment.matrix import ColumnText, Matrix
from aande_alert.ui.pages.record.assessment.pile import Pile
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView, nothing
from aande_alert.ui.state.assessment import restored_words
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.accounts import Account
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.page import House

_NEW = "account.new"
_SIDE, _ONE = "side", "one"


class ExplanationsStep(StepView):
    """Accounts side by side."""

    def __init__(self, house: House) -> None:
        super().__init__(house, Step.EXPLANATIONS)
        self._amending: UUID | None = None
        self._opened: UUID | None = None
        self._one_at = 0
        self.matrix = Matrix()
        self.differences = Differences()
        self.form = AccountForm(abilities(house.content.rules["explanation.ability"]))
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
        self.form.wanted.connect(self._save)
        self.form.cancelled.connect(self._cancel)
        self.form.typed.connect(self._journal)
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
            self._restore(seen)

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

    def _restore(self, seen: Seen) -> None:
        """Take up an account that was being written when the program stopped."""
        draft = next((one for one in seen.drafts if one.place.startswith("account.")), None)
        if draft is None:
            return
        if draft.place == _NEW:
            self.add_account()
        else:
            entry = next((e for e in seen.assessment.accounts if f"account.{e.head.id}" == draft.place), None)
            if entry is None:
                return
            self._opened = entry.head.id
            self._amend()
        self.form.restore(draft.text, restored_words((draft,)))

    def forget(self) -> None:
        """Keep a half-written account as a draft; then blank."""
        if not self.is_blank:
            self.form.tell_typed()
        super().forget()
        self.form.begin("", {})
        self.view.forget()
        self.matrix.show_columns((), {})
        self.differences.show_differences(())
        self._detail.say("")
        self._amending = self._opened = None
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
        seen = self.seen
        self._amending = None
        if not (self.form.is_dirty and self._stack.currentWidget() is self.form):
            self.form.start(seen.who.staff.name, self.house.clock(), seen.assessment.injuries)
        self._stack.setCurrentWidget(self.form)
        self.form.fields["speaker"].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _amend(self) -> None:
        found = self._entry(self._opened)
        if found is None:
            return
        number, entry = found
        self._amending = entry.head.id
        self.form.amend(number, entry.body, self.seen.assessment.injuries)
        self._stack.setCurrentWidget(self.form)
        self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, account_id: UUID | None) -> tuple[int, Entry[Account]] | None:
        accounts = enumerate(self.seen.assessment.accounts, start=1)
        return next(((number, entry) for number, entry in accounts if entry.head.id == account_id), None)

    @Slot()
    def _save(self) -> None:
        account = self.form.account()
        if account is None:
            return
        seen, capture = self.seen, self.house.services.capture
        if self._amending is None:
            call = partial(capture.add_account, seen.who, seen.attendance_id, account, self.form.write_id)
        elif not self.form.reason.value():
            self.form.complain("reason", "Say in a few words why it is changed.")
            return
        else:
            reason = self.form.reason.value()
            call = partial(
                capture.amend_account, seen.who, self._amending, account, reason, self.form.write_id
            )
        self.form.saving()
        self.house.tasks.run(self, "account", call, self._saved, self._refused)

    def _saved(self, account_id: UUID) -> None:
        self.form.clean()
        if self.is_blank:
            return
        self.told.emit(f"{self.kept_now()}: the account. Its words can no longer be changed.")
        self._opened = account_id
        self._amending = None
        self._stack.setCurrentWidget(self._side)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, trouble: Trouble) -> None:
        if not self.is_blank:
            self.form.refuse(trouble)

    @Slot()
    def _cancel(self) -> None:
        """Close the form; words that were typed stay as a draft and come back with A."""
        self.form.tell_typed()
        if self.form.is_dirty:
            self.told.emit("What you typed is kept; press A to go on with it, or reopen the assessment.")
        self._stack.setCurrentWidget(self._side)
        self.take_focus()

    @Slot(str)
    def _journal(self, words: str) -> None:
        if not self.is_blank:
            self.keep_draft(f"account.{self._amending}" if self._amending else _NEW, words)

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
            ask_error_reason("this account", self, partial(self._enter_in_error, self._opened))

    def _enter_in_error(self, account_id: UUID, reason: str) -> None:
        call = partial(
            self.house.services.capture.enter_in_error, self.seen.who, "account", account_id, reason, uuid4()
        )
        self.house.tasks.run(self, "account", call, self._hidden, self._told_trouble)

    def _hidden(self, _value: object) -> None:
        self.told.emit("Hidden, and kept with its reason.")
        self._stack.setCurrentWidget(self._side)
        self.add.setFocus()

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
