"""The attendance log: every attendance under 18, filtered, reviewed, and nothing left without an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.documents.lists import csv_list
from aande_alert.domain.badges import badge_of
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.review import LogDetail, LogLine, Review, ReviewEntry
from aande_alert.domain.wording import show_age_of, show_moment, show_time
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.assessing import read_assessment
from aande_alert.services.checking import family_children, register_states, standing_now
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from aande_alert.domain.assessment import Assessment, Question
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.review import LogFilter, LogIndex
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

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

    def lines(self, who: SignedIn, ids: Sequence[UUID]) -> tuple[LogLine, ...]:
        """Return the rows of some attendances, in the order asked for."""
        need(self._store, who, May.LOG_READ)
        with self._store.reading() as tx:
            return self._lines(tx, ids)

    def _lines(self, tx: Transaction, ids: Sequence[UUID]) -> tuple[LogLine, ...]:
        visits = tx.attendances.many(ids)
        people = tx.people.many({visit.person_id for visit in visits.values()})
        checks = tx.checks.of(ids)
        reviews = tx.reviews.newest(ids)
        states = register_states(tx)
        return tuple(
            _line(
                visits[one],
                people[visits[one].person_id],
                standing_now(checks.get(one), states, tx.now, self._content),
                reviews.get(one),
            )
            for one in ids
            if one in visits
        )

    def detail(self, who: SignedIn, attendance_id: UUID) -> LogDetail:
        """Return one attendance for the reviewer's pane; the reading is written down.

        A review never sends a query that would tell a council the child has attended.
        """
        need(self._store, who, May.LOG_READ)
        with self._store.transaction(who) as tx:
            (line,) = self._lines(tx, (attendance_id,))
            assessment = read_assessment(tx, attendance_id, self._questions, self._content)
            read = tx.checks.acknowledgements((attendance_id,)).get(attendance_id, ())
            referrals = [
                one for one in tx.referrals.of_person(line.person.id) if one.attendance_id == attendance_id
            ]
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
        need(self._store, who, May.LOG_EXPORT)
        if not reason.strip():
            what = "Taking the log out of the store needs a reason."
            raise Refused(what, "Say what it is for and for whom.", kept="Nothing was exported.")
        with self._store.transaction(who) as tx:
            lines = self._lines(tx, tx.attendances.index(wanted, tx.now).ids)
            tx.note(AuditEvent.LOG_EXPORTED, rows=len(lines))
        return csv_list(_HEAD, (_row(line) for line in lines))


_HEAD = ("Arrived", "Name", "Born", "NHS number", "Age then", "Complaint", "Protection", "Outcome", "Review")


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
        line.attendance.disposition.words,
        line.review.words,
    )


def _line(visit: Attendance, person: Person, check: ProtectionCheck, review: ReviewEntry | None) -> LogLine:
    return LogLine(
        attendance=visit,
        person=person,
        age_then=show_age_of(person.birth, visit.arrived_at),
        check=check,
        review=review.review if review else Review.NOT_YET,
        reviewed_by=f"{review.by_initials} {show_time(review.at)}" if review else "",
    )


def _questions_words(assessment: Assessment) -> str:
    """Say how many of the triage questions were answered, and by whom."""
    asked = [question for question in assessment.questions if question.step == "triage"]
    answered = [assessment.answers[question.id] for question in asked if question.id in assessment.answers]
    if not answered:
        return "Not asked"
    last = max(answered, key=lambda entry: entry.head.written_at).head
    by = f"{last.by_initials} {show_time(last.written_at)}"
    if len(answered) == len(asked):
        return f"All answered, {by}"
    return f"{len(answered)} of {len(asked)} answered, {by}"
