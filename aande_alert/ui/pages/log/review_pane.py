"""Reading and reviewing one attendance after another: what is typed is kept, whatever happens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer, Signal, Slot

from aande_alert.domain.assessment import Draft
from aande_alert.domain.review import Review
from aande_alert.security.access import May
from aande_alert.ui.pages.log.pane import LogPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.review import LogDetail
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House

_STILL = 120  # milliseconds on a row before it is read: J held down reads only where it stops
_JOURNAL = 800
_NOTE = "log.note"


class ReviewPane(LogPane):
    """The pane with its reading and writing.

    Signals:
        told: One sentence for the status line.
        decided: The id of the attendance that has just been reviewed.
    """

    told = Signal(str)
    decided = Signal(object)

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._who: SignedIn | None = None
        self._wanted: UUID | None = None
        self._notes: dict[tuple[UUID, UUID], str] = {}
        self._still = self._timer(_STILL, self.read)
        self._journal = self._timer(_JOURNAL, self.keep_note)
        self.typed.connect(self._journal.start)
        self.retried.connect(self.read)
        self.reviewed.connect(self.review)

    def _timer(self, after: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def begin(self, who: SignedIn) -> None:
        """Read and write for somebody."""
        self._who = who

    def end(self) -> None:
        """Keep what was typed under its writer's name, and blank."""
        self.keep_note()
        self._still.stop()
        self._journal.stop()
        self._wanted = self._who = None
        self.forget()

    @property
    def wanted(self) -> UUID | None:
        """Return the id of the attendance that is shown or on its way."""
        return self._wanted

    def choose(self, attendance_id: UUID) -> None:
        """Keep what was typed for the one before, then read another."""
        if attendance_id != self._wanted or self.detail is None:
            self.keep_note()
            self._wanted = attendance_id
            self.wait()
        self._still.start()

    @Slot()
    def read(self) -> None:
        """Read the attendance that is wanted."""
        who, wanted = self._who, self._wanted
        if wanted is None or who is None:
            return
        services = self._house.services

        def read() -> tuple[LogDetail, str]:
            drafts = services.capture.drafts(who, wanted) if who.may(May.TRIAGE_WRITE) else ()
            note = next((draft.text for draft in drafts if draft.place == _NOTE), "")
            return services.review.detail(who, wanted), note

        self._house.tasks.run(
            self, "detail", read, partial(self._show, wanted), self.show_trouble, lapses=True
        )

    def _show(self, wanted: UUID, found: tuple[LogDetail, str]) -> None:
        if wanted != self._wanted or self._who is None:
            return
        detail, kept = found
        first = self.detail is None
        self.show_detail(detail, self._house.clock())
        may = self._who.may(May.LOG_REVIEW)
        for button in self.buttons.values():
            button.setEnabled(may)
        if first:
            self.note.accept()
            self.note.set_value(self._notes.get((self._who.staff.id, wanted), kept))

    @Slot()
    def keep_note(self) -> None:
        """Keep what was typed: here at once, and in the store so that a stop loses nothing."""
        self._journal.stop()
        detail, who = self.detail, self._who
        if detail is None or who is None or not who.may(May.LOG_REVIEW):
            return
        words, visit = self.note.value(), detail.line.attendance.id
        key = (who.staff.id, visit)
        if self._notes.get(key, "") == words:
            return
        self._notes[key] = words
        call = partial(self._house.services.capture.keep_draft, who, Draft(visit, _NOTE, words, who.staff.id))
        self._house.tasks.run(self, f"note {visit}", call, self._nothing, self._note_failed)

    def _note_failed(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    def _nothing(self, _value: object) -> None:
        """Take an answer nobody waits for."""

    @Slot(object)
    def review(self, review: Review) -> None:
        """Write down an outcome for the attendance that is shown."""
        detail, who = self.detail, self._who
        if detail is None or who is None or not who.may(May.LOG_REVIEW):
            return
        visit = detail.line.attendance.id
        call = partial(self._house.services.review.review, who, visit, review, self.note.value(), uuid4())
        done = partial(self._kept, visit, f"{review.words}: {detail.line.person.name.shown()}.")
        self._house.tasks.run(self, f"review {visit}", call, done, self._failed)

    def _kept(self, visit: UUID, sentence: str, _value: object) -> None:
        """The review is kept: the note is spent."""
        if self._who is None:
            return
        self.told.emit(sentence)
        if self._wanted == visit:
            self.note.set_value("")
            self.keep_note()
        self.decided.emit(visit)

    def _failed(self, trouble: Trouble) -> None:
        self.note.complain(trouble.sentence())
        self.note.setFocus()
