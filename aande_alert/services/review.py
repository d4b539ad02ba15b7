"""The attendance log: every attendance under 18, filtered, reviewed, and nothing left without an outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aande_alert.documents.lists import csv_list
from aande_alert.domain.answers import NOT_ASKED
from aande_alert.domain.assessment import Step
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.badges import badge_of
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.findings import Fires
from aande_alert.domain.review import LogDetail, LogFilter, LogLine, Review, ReviewEntry
from aande_alert.domain.wording import local, show_age_of, show_date, show_moment, show_time
from aande_alert.persistence.durable import durable_write
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.assessing import read_assessment
from aande_alert.services.checking import family_children, is_open, register_states, standing_now
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from aande_alert.domain.assessment import Assessment, Question
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.review import LogIndex
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

_ASSESSED = frozenset({SafeguardingStep.ASSESSMENT, SafeguardingStep.REFERRED})
_NEEDS_NOTE = frozenset({Review.FOLLOW_UP, Review.ESCALATED})


class Reviewing:
    """The safeguarding nurse's reading of the log."""

    def __init__(self, store: Store, content: Content, questions: tuple[Question, ...]) -> None:
        self._store = store
        self._content = content
        self._questions = questions

    def index(self, who: SignedIn, wanted: LogFilter) -> LogIndex:
        """Return the ids of the attendances a filter shows, newest first, with the totals."""
        need(self._store, who, May.LOG_READ)
        with self._store.transaction(who) as tx:
            found: LogIndex = tx.attendances.index(wanted, tx.now)
            tx.note(AuditEvent.LOG_READ, shown=len(found.ids))
        return found

    def waiting(self, who: SignedIn) -> int:
        """Return how many attendances nobody has reviewed, of any day."""
        need(self._store, who, May.LOG_READ)
        with self._store.reading() as tx:
            found: int = tx.attendances.count(LogFilter(not_reviewed=True), tx.now)
        return found

    def lines(self, who: SignedIn, ids: Sequence[UUID]) -> tuple[LogLine, ...]:
        """Return the rows of some attendances, in the order asked for."""
        need(self._store, who, May.LOG_READ)
        with self._store.reading() as tx:
            return self._lines(tx, ids)

    def _lines(self, tx: Transaction, ids: Sequence[UUID], *, evaluated: bool = True) -> tuple[LogLine, ...]:
        visits = tx.attendances.many(ids)
        people = tx.people.many({visit.person_id for visit in visits.values()})
        checks = tx.checks.of(ids)
        reviews = tx.reviews.newest(ids)
        states = register_states(tx)
        lines = []
        for one in ids:
            visit = visits.get(one)
            if visit is None:
                continue
            kept = checks.get(one)
            if kept is None or is_open(visit):
                kept = standing_now(kept, states, tx.now, self._content)
            line = _line(visit, people[visit.person_id], check=kept, review=reviews.get(one), now=tx.now)
            lines.append(self._with_findings(tx, line) if evaluated else line)
        return tuple(lines)

    def _with_findings(self, tx: Transaction, line: LogLine) -> LogLine:
        """Say what the rules found; a visit nobody has assessed gives them nothing to go by."""
        if line.attendance.step not in _ASSESSED:
            return line
        assessment = read_assessment(tx, line.attendance.id, self._questions, self._content)
        fired = [finding for finding in assessment.prompts if isinstance(finding.result, Fires)]
        unsure = assessment.prompts[0].title if assessment.prompts and not fired else ""
        return replace(line, findings=len(fired), finding_words=fired[0].title if fired else unsure)

    def detail(self, who: SignedIn, attendance_id: UUID) -> LogDetail:
        """Return one attendance for the reviewer's pane; the reading is written down.

        A review never sends a query that would tell a council the child has attended.
        """
        need(self._store, who, May.LOG_READ)
        with self._store.transaction(who) as tx:
            tx.attendances.get(attendance_id)
            (line,) = self._lines(tx, (attendance_id,))
            assessment = read_assessment(tx, attendance_id, self._questions, self._content)
            read = tx.checks.acknowledgements((attendance_id,)).get(attendance_id, ())
            referrals = tx.referrals.of_attendance(attendance_id)
            detail = LogDetail(
                line=line,
                acknowledgements=tuple(record.acknowledgement for record in read),
                questions_words=_questions_words(assessment),
                findings=assessment.prompts,
                referral=referrals[0] if referrals else None,
                family=family_children(tx, line.person, self._content),
                reviews=tx.reviews.of(attendance_id),
            )
            tx.note(AuditEvent.RECORD_OPENED, person=line.person.id, subject=attendance_id, why="review")
        return detail

    def review(
        self, who: SignedIn, attendance_id: UUID, review: Review, note: str, write_id: UUID
    ) -> Outcome[None]:
        """Write down the outcome of a review; the one before it is kept.

        Raises:
            Refused: Follow-up or escalation has no note, or no outcome was chosen.
        """
        need(self._store, who, May.LOG_REVIEW)
        if review is Review.NOT_YET:
            what = "A review needs an outcome."
            raise Refused(what, "Choose reviewed, follow up or escalate.", kept="Your note is still here.")
        if review in _NEEDS_NOTE and not note.strip():
            what = f"{review.words} needs a note that says what is to be done."
            raise Refused(what, "Write it in one line.", kept="The attendance is still not reviewed.")
        with self._store.transaction(who) as tx:
            visit = tx.attendances.get(attendance_id)
            entry = ReviewEntry(review, note.strip(), who.staff.name, who.staff.initials, tx.now)
            tx.reviews.append(attendance_id, entry, write_id)
            tx.note(
                AuditEvent.REVIEW_ADDED, person=visit.person_id, subject=attendance_id, review=review.value
            )
        return Outcome(None, frozenset({Topic.REVIEWS}))

    def export(self, who: SignedIn, wanted: LogFilter, reason: str) -> bytes:
        """Return what is shown as CSV that no spreadsheet can run, and write down why it was taken.

        Raises:
            Refused: No reason was given.
        """
        ids = self.taking(who, wanted, reason)
        return self.list_of(self.cells(who, ids))

    def taking(self, who: SignedIn, wanted: LogFilter, reason: str) -> tuple[UUID, ...]:
        """Write down that the log leaves the store, and why; return which attendances.

        Raises:
            Refused: No reason was given, or their role does not allow it.
        """
        need(self._store, who, May.LOG_EXPORT)
        if not reason.strip():
            what = "Taking the log out of the store needs a reason."
            raise Refused(what, "Say what it is for and for whom.", kept="Nothing was exported.")
        with self._store.transaction(who) as tx:
            found: LogIndex = tx.attendances.index(wanted, tx.now)
            tx.note(AuditEvent.LOG_EXPORTED, rows=len(found.ids), why=reason.strip()[:200])
        return found.ids

    def cells(self, who: SignedIn, ids: Sequence[UUID]) -> tuple[tuple[str, ...], ...]:
        """Return some rows of an export; a long one is read a piece at a time, so nobody waits for it."""
        need(self._store, who, May.LOG_EXPORT)
        with self._store.reading() as tx:
            return tuple(_row(line) for line in self._lines(tx, ids, evaluated=False))

    @staticmethod
    def list_of(rows: Iterable[tuple[str, ...]]) -> bytes:
        """Return rows of an export as CSV that no spreadsheet can run; it touches no store."""
        return csv_list(_HEAD, rows)

    @staticmethod
    def save_copy(path: Path, body: bytes) -> None:
        """Write an export to a file, whole or not at all; it touches no store.

        Raises:
            Unavailable: The disk is full, or the folder is not there or may not be written.
        """
        durable_write(path, body)


_HEAD = (
    "Arrived", "Name", "Born", "NHS number", "Age then", "Complaint", "Protection", "Looked at", "Outcome",
    "Review", "By",
)  # fmt: skip


def _row(line: LogLine) -> tuple[str, ...]:
    person = line.person
    return (
        show_moment(line.attendance.arrived_at),
        person.name.shown(),
        person.birth.on.isoformat() if person.birth.on else "Not Known",
        person.nhs.number.shown() if person.nhs else "Not Known",
        line.age_then,
        line.attendance.complaint,
        badge_of(line.check).words,
        show_moment(line.check.at),
        line.attendance.disposition.words,
        line.review.words,
        line.reviewed_by,
    )


def _line(
    visit: Attendance,
    person: Person,
    *,
    check: ProtectionCheck,
    review: ReviewEntry | None,
    now: datetime,
) -> LogLine:
    return LogLine(
        attendance=visit,
        person=person,
        age_then=show_age_of(person.birth, visit.arrived_at),
        check=check,
        review=review.review if review else Review.NOT_YET,
        reviewed_by=f"{review.by_initials} {_when(review.at, now)}" if review else "",
    )


def _when(moment: datetime, now: datetime) -> str:
    """Return the time today, the date before today."""
    day = local(moment).date()
    return show_time(moment) if day == local(now).date() else show_date(day)


def _questions_words(assessment: Assessment) -> str:
    """Say how many of the triage questions that were to be asked have an answer, and who gave the last."""
    answers = {name: entry.body.answer for name, entry in assessment.answers.items()}
    asked = [
        question
        for question in assessment.questions
        if question.step is Step.TRIAGE and question.is_asked(answers)
    ]
    answered = [question for question in asked if answers.get(question.id, NOT_ASKED) is not NOT_ASKED]
    if not answered:
        return "Not asked"
    heads = [assessment.answers[question.id].head for question in answered]
    last = max(heads, key=lambda head: head.written_at)
    by = f"{last.by_initials} {show_time(last.written_at)}"
    if len(answered) == len(asked):
        return f"All answered, {by}"
    return f"{len(answered)} of {len(asked)} answered, {by}"
