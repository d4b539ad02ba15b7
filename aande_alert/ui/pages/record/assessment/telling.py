"""Writing one account down: the form, its draft, saving, a new version, entered in error."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt, Signal, Slot

from aande_alert.rules.development import abilities
from aande_alert.ui.pages.record.assessment.account_form import AccountForm
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.state.assessment import restored_words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView

_START = "account."
NEW = f"{_START}new"


class Telling(QObject):
    """The account being written.

    Signals:
        opened: The form is wanted in view.
        closed: The form is done with.
        kept: The id of the account that was kept.
        told: One sentence for the status line.

    Attributes:
        form: The form.
    """

    opened = Signal()
    closed = Signal()
    kept = Signal(object)
    told = Signal(str)

    def __init__(self, step: StepView) -> None:
        super().__init__(step)
        self._step = step
        self._house = step.house
        self._amending: UUID | None = None
        self.form = AccountForm(abilities(step.house.content.rules["explanation.ability"]))
        self.form.wanted.connect(self._save)
        self.form.cancelled.connect(self._cancel)
        self.form.typed.connect(self._journal)

    def begin(self) -> None:
        """Open the form; words of a new account given up before come back."""
        seen = self._step.seen
        if self._amending is not None or not self.form.is_dirty:
            self.form.start(seen.who.staff.name, self._house.clock(), seen.assessment.injuries)
        self._amending = None
        self.opened.emit()
        self.form.fields["speaker"].setFocus(Qt.FocusReason.OtherFocusReason)

    def amend(self, account_id: UUID | None) -> None:
        """Open the form for a new version of an account."""
        assessment = self._step.seen.assessment
        for number, entry in enumerate(assessment.accounts, start=1):
            if entry.head.id == account_id:
                self._amending = account_id
                self.form.amend(number, entry.body, assessment.injuries)
                self.opened.emit()
                self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, seen: Seen) -> None:
        """Take up an account that was being written when the program stopped."""
        draft = next((one for one in seen.drafts if one.place.startswith(_START)), None)
        if draft is None:
            return
        if draft.place == NEW:
            self.begin()
        else:
            ids = {str(entry.head.id): entry.head.id for entry in seen.assessment.accounts}
            self.amend(ids.get(draft.place.removeprefix(_START)))
            if self._amending is None:
                return
        self.form.restore(draft.text, restored_words((draft,)))

    def forget(self) -> None:
        """Take every word off the glass."""
        self._amending = None
        self.form.begin("", {})

    @Slot()
    def _save(self) -> None:
        account = self.form.account()
        if account is None:
            return
        seen, capture = self._step.seen, self._house.services.capture
        if self._amending is None:
            call = partial(capture.add_account, seen.who, seen.attendance_id, account, self.form.write_id)
        elif not self.form.reason.value():
            self.form.complain("reason", "Say in a few words why it is changed.")
            return
        else:
            reason = self.form.reason.value()
            write = self.form.write_id
            call = partial(capture.amend_account, seen.who, self._amending, account, reason, write)
        self.form.saving()
        self._house.tasks.run(self._step, "account", call, self._saved, self._refused)

    def _saved(self, account_id: UUID) -> None:
        self.form.clean()
        if self._step.is_blank:
            return
        self._amending = None
        self.told.emit(f"{self._step.kept_now()}: the account. Its words can no longer be changed.")
        self.kept.emit(account_id)
        self.closed.emit()

    def _refused(self, trouble: Trouble) -> None:
        if not self._step.is_blank:
            self.form.refuse(trouble)

    @Slot()
    def _cancel(self) -> None:
        """Close the form; words of a new account stay as a draft and come back with A."""
        if self.form.is_dirty and self._amending is None:
            self.form.tell_typed()
            self.told.emit("What you typed is kept; press A to go on with it.")
        elif self._amending is not None:
            self._step.keep_draft(f"{_START}{self._amending}", "")
            self.form.clean()
        self.closed.emit()

    @Slot(str)
    def _journal(self, words: str) -> None:
        if not self._step.is_blank:
            self._step.keep_draft(f"{_START}{self._amending}" if self._amending else NEW, words)

    def ask_error(self, account_id: UUID) -> None:
        """Ask why an account was entered in error."""
        ask_error_reason("this account", self._step, partial(self._enter_in_error, account_id))

    def _enter_in_error(self, account_id: UUID, reason: str) -> None:
        capture, who = self._house.services.capture, self._step.seen.who
        call = partial(capture.enter_in_error, who, "account", account_id, reason, uuid4())
        self._house.tasks.run(self._step, "account", call, self._hidden, self._not_hidden)

    def _hidden(self, _value: object) -> None:
        self.told.emit("Hidden, and kept with its reason.")
        self.closed.emit()

    def _not_hidden(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())
