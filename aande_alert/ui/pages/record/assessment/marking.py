"""Writing one mark down: the form, its draft, saving, a new version, entered in error."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt, Signal, Slot

from aande_alert.domain.regions import View
from aande_alert.drawings.body_layout import RegionPoint
from aande_alert.ui.pages.record.assessment.mark_form import MarkForm
from aande_alert.ui.pages.record.assessment.reason_sheet import ask_error_reason
from aande_alert.ui.state.assessment import restored_words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.pages.record.assessment.step_view import Seen, StepView

NEW = "mark.new"


class Marking(QObject):
    """The mark being written.

    Signals:
        opened: The form is wanted in view.
        closed: The form is done with.
        kept: The id of the mark that was kept.
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
        self.form = MarkForm(step.house.regions)
        self.form.wanted.connect(self._save)
        self.form.cancelled.connect(self._cancel)
        self.form.typed.connect(self._journal)
        self.form.in_error.connect(self._ask_error)

    def begin(self, point: RegionPoint) -> None:
        """Open the form for a new mark at a point of the body."""
        self._amending = None
        assessment = self._step.seen.assessment
        self.form.start(point, assessment.accounts, assessment.figure)
        self.opened.emit()

    def amend(self, mark_id: UUID) -> None:
        """Open the form for a new version of a mark."""
        assessment = self._step.seen.assessment
        entry = next((e for e in assessment.injuries if e.head.id == mark_id), None)
        if entry is None:
            return
        self._amending = mark_id
        self.form.amend(entry.body, assessment.accounts, assessment.figure)
        self.opened.emit()
        self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, seen: Seen) -> bool:
        """Take up a mark that was being written when the program stopped; say whether there was one."""
        draft = next((one for one in seen.drafts if one.place == NEW), None)
        if draft is None:
            return False
        self.begin(RegionPoint(next(iter(self._house.regions.regions)), View.FRONT, 0.0, 0.0))
        return self.form.restore(draft.text, restored_words((draft,)))

    def forget(self) -> None:
        """Take every word off the glass."""
        self._amending = None
        self.form.begin("", {})

    @Slot()
    def _save(self) -> None:
        injury = self.form.injury()
        if injury is None:
            return
        seen, capture = self._step.seen, self._house.services.capture
        if self._amending is None:
            call = partial(capture.add_injury, seen.who, seen.attendance_id, injury, self.form.write_id)
        elif not self.form.reason.value():
            self.form.complain("reason", "Say in a few words why it is changed.")
            return
        else:
            reason = self.form.reason.value()
            call = partial(capture.amend_injury, seen.who, self._amending, injury, reason, self.form.write_id)
        self.form.saving()
        self._house.tasks.run(self._step, "mark", call, self._saved, self._refused)

    def _saved(self, mark_id: UUID) -> None:
        self.form.clean()
        if self._step.is_blank:
            return
        self._amending = None
        self.told.emit(f"{self._step.kept_now()}: the mark.")
        self.kept.emit(mark_id)
        self.closed.emit()

    def _refused(self, trouble: Trouble) -> None:
        if not self._step.is_blank:
            self.form.refuse(trouble)

    @Slot()
    def _cancel(self) -> None:
        """Give a mark up: its place is one click, the rest a few letters."""
        self.form.clean()
        if self._amending is None:
            self._step.keep_draft(NEW, "")
        self.closed.emit()

    @Slot(str)
    def _journal(self, words: str) -> None:
        if not self._step.is_blank and self._amending is None:
            self._step.keep_draft(NEW, words)

    @Slot()
    def _ask_error(self) -> None:
        if self._amending is not None:
            ask_error_reason("this mark", self._step, partial(self._enter_in_error, self._amending))

    def _enter_in_error(self, mark_id: UUID, reason: str) -> None:
        capture, who = self._house.services.capture, self._step.seen.who
        call = partial(capture.enter_in_error, who, "injury", mark_id, reason, uuid4())
        self._house.tasks.run(self._step, "mark", call, self._hidden, self._refused)

    def _hidden(self, _value: object) -> None:
        self.form.clean()
        self.told.emit("Hidden, and kept with its reason. Its number is not used again.")
        self.closed.emit()
