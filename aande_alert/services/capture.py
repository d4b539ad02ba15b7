"""Writing down what was said and seen: entries are appended, an amendment is a new version with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aande_alert.domain.accounts import Decided
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.entries import Entry
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.wording import show_time
from aande_alert.drawings.figures import body_regions
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.assessing import read_assessment
from aande_alert.services.drafting import Drafting
from aande_alert.services.heads import first_head, next_head, written_before
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.accounts import Account, Axis
    from aande_alert.domain.assessment import Answered, Assessment, Question, Step
    from aande_alert.domain.injuries import Injury, RegionLook
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

ASSESSED = frozenset({Topic.ASSESSMENT, Topic.ARRIVALS})


class Capture(Drafting):
    """The assessment: read whole, written an entry at a time, saved as typed."""

    def __init__(self, store: Store, content: Content, questions: tuple[Question, ...]) -> None:
        super().__init__(store)
        self._content = content
        self._questions = questions
        self._by_id = {question.id: question for question in questions}

    def questions(self, step: Step) -> tuple[Question, ...]:
        """Return one step's questions, in order."""
        return tuple(question for question in self._questions if question.step is step)

    def assessment(self, who: SignedIn, attendance_id: UUID, *, again: bool = False) -> Assessment:
        """Read everything captured in one attendance.

        Args:
            who: Who reads.
            attendance_id: The visit.
            again: It is on this screen already and only brought up to date: no new line in the trail.

        Raises:
            Refused: Their role may not read assessments.
        """
        need(self._store, who, May.ASSESSMENT_READ)
        with self._store.transaction(who) as tx:
            assessment = read_assessment(tx, attendance_id, self._questions, self._content)
            if not again:
                tx.note(AuditEvent.ASSESSMENT_READ, person=assessment.person.id, subject=attendance_id)
        return assessment

    def protection(self, who: SignedIn, attendance_id: UUID) -> ProtectionCheck | None:
        """Return what the lists said at the newest look, as the board shows it; `None` before any look.

        Raises:
            Refused: Their role may not see the board.
        """
        need(self._store, who, May.BOARD_READ)
        with self._store.reading() as tx:
            return tx.checks.of((attendance_id,)).get(attendance_id)

    def answer(self, who: SignedIn, attendance_id: UUID, answered: Answered, write_id: UUID) -> Outcome[None]:
        """Save one answer; an earlier one stays beneath it.

        Raises:
            Refused: The question is not one of ours, or their role may not write.
        """
        question = self._by_id.get(answered.question)
        if question is None:
            what = "That question is not on the form."
            raise Refused(what, "Reopen the assessment.", kept="Nothing was changed.")
        need(self._store, who, May.TRIAGE_WRITE if question.step == "triage" else May.ASSESSMENT_WRITE)
        with self._store.transaction(who) as tx:
            earlier = {entry.body.question: entry for entry in tx.entries.newest(attendance_id, "answer")}
            before = earlier.get(answered.question)
            head = (
                next_head(before.head, tx, who, write_id, "Answered again")
                if before
                else first_head(tx, who, attendance_id, write_id)
            )
            tx.entries.append("answer", Entry(head, answered))
            tx.entries.drop_draft(attendance_id, who.staff.id, f"answer.{answered.question}")
            _step_on(tx, attendance_id, question.step)
            tx.note(
                AuditEvent.ANSWER_GIVEN, person=head.person_id, subject=head.id, question=answered.question,
                version=head.version,
            )  # fmt: skip
        return Outcome(None, ASSESSED)

    def add_account(
        self, who: SignedIn, attendance_id: UUID, account: Account, write_id: UUID
    ) -> Outcome[UUID]:
        """Save one person's account; its words never change afterwards.

        Raises:
            Refused: There are no words, or a child's account lacks the question asked.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _check_account(account)
        with self._store.transaction(who) as tx:
            head = replace(first_head(tx, who, attendance_id, write_id), happened_at=account.told_at)
            tx.entries.append("account", Entry(head, account))
            tx.entries.drop_draft(attendance_id, who.staff.id, "account.new")
            _step_on(tx, attendance_id, None)
            tx.note(AuditEvent.ACCOUNT_ADDED, person=head.person_id, subject=head.id)
        return Outcome(head.id, ASSESSED)

    def amend_account(
        self, who: SignedIn, account_id: UUID, account: Account, reason: str, write_id: UUID
    ) -> Outcome[UUID]:
        """Save a corrected version beside the first, with its reason; the first can still be read.

        Raises:
            Refused: No reason was given, or the account itself is not complete.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _check_account(account)
        return self._amend(who, "account", account_id, account, (reason, write_id))

    def decide_difference(
        self,
        who: SignedIn,
        attendance_id: UUID,
        axis: Axis,
        *,
        is_difference: bool,
        reason: str,
        write_id: UUID,
    ) -> Outcome[None]:
        """Record whether what the program marked is a difference.

        Raises:
            Refused: It is set aside without a reason.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        if not is_difference and not reason.strip():
            what = "Setting a difference aside needs a reason."
            raise Refused(what, "Say why it is not a difference.", kept="The difference still stands.")
        with self._store.transaction(who) as tx:
            earlier = next(
                (e for e in tx.entries.newest(attendance_id, "difference") if e.body.axis is axis), None
            )
            head = (
                next_head(earlier.head, tx, who, write_id, "Decided again")
                if earlier
                else first_head(tx, who, attendance_id, write_id)
            )
            tx.entries.append("difference", Entry(head, Decided(axis, is_difference, reason.strip())))
            tx.note(AuditEvent.DIFFERENCE_DECIDED, person=head.person_id, subject=head.id, axis=axis.value)
        return Outcome(None, ASSESSED)

    def undo_difference(
        self, who: SignedIn, attendance_id: UUID, axis: Axis, write_id: UUID
    ) -> Outcome[None]:
        """Take a decision about a difference back; it is kept, and the difference is open again."""
        need(self._store, who, May.ASSESSMENT_WRITE)
        with self._store.transaction(who) as tx:
            decided = tx.entries.newest(attendance_id, "difference")
            earlier = next((entry for entry in decided if entry.body.axis is axis), None)
            if earlier is not None:
                head = replace(next_head(earlier.head, tx, who, write_id, "Undone"), in_error=True)
                tx.entries.append("difference", Entry(head, earlier.body))
                tx.note(
                    AuditEvent.ENTERED_IN_ERROR, person=head.person_id, subject=head.id, kind="difference"
                )
        return Outcome(None, ASSESSED)

    def versions(self, who: SignedIn, subject_id: UUID) -> tuple[Entry[Any], ...]:
        """Return every version of one entry, first to last.

        Raises:
            Refused: Their role may not read assessments, or there is no such entry.
        """
        need(self._store, who, May.ASSESSMENT_READ)
        with self._store.transaction(who) as tx:
            found = _versions(tx, subject_id)
            head = found[-1].head
            tx.note(AuditEvent.ASSESSMENT_READ, person=head.person_id, subject=subject_id)
        return found

    def add_injury(self, who: SignedIn, attendance_id: UUID, injury: Injury, write_id: UUID) -> Outcome[UUID]:
        """Save a mark on the body map; number 0 asks for the next free number.

        Raises:
            Refused: Their role may not write, or the region is not on the body map.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _check_place(injury.region)
        with self._store.transaction(who) as tx:
            head = first_head(tx, who, attendance_id, write_id)
            sent = written_before(tx, attendance_id, "injury", write_id)
            taken = sent.body.number if sent else tx.entries.next_number(attendance_id, "injury")
            number = injury.number or taken
            entry = Entry(head, replace(injury, number=number, seen_by=injury.seen_by or who.staff.name))
            tx.entries.append("injury", entry)
            tx.entries.drop_draft(attendance_id, who.staff.id, "mark.new")
            _step_on(tx, attendance_id, None)
            tx.note(AuditEvent.INJURY_ADDED, person=head.person_id, subject=head.id, number=number)
        return Outcome(head.id, ASSESSED)

    def amend_injury(
        self, who: SignedIn, injury_id: UUID, injury: Injury, reason: str, write_id: UUID
    ) -> Outcome[UUID]:
        """Save a corrected mark as a new version with its reason.

        Raises:
            Refused: No reason was given, or the region is not on the body map.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _check_place(injury.region)
        return self._amend(who, "injury", injury_id, injury, (reason, write_id))

    def look(self, who: SignedIn, attendance_id: UUID, look: RegionLook, write_id: UUID) -> Outcome[None]:
        """Record that a region, or a row of them, was looked at and nothing seen, or not looked at and why.

        Raises:
            Refused: There is no such region or row.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _check_place(look.region, rows=True)
        with self._store.transaction(who) as tx:
            earlier = next(
                (e for e in tx.entries.newest(attendance_id, "look") if e.body.region == look.region), None
            )
            head = (
                next_head(earlier.head, tx, who, write_id, "Looked again")
                if earlier
                else first_head(tx, who, attendance_id, write_id)
            )
            tx.entries.append("look", Entry(head, look))
            _step_on(tx, attendance_id, None)
            tx.note(AuditEvent.REGION_LOOKED, person=head.person_id, subject=head.id, region=look.region)
        return Outcome(None, ASSESSED)

    def enter_in_error(
        self, who: SignedIn, kind: str, subject_id: UUID, reason: str, write_id: UUID
    ) -> Outcome[None]:
        """Hide an entry that was made by mistake; it is kept and can be read.

        Raises:
            Refused: No reason was given.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        _need_reason(reason)
        with self._store.transaction(who) as tx:
            newest = _versions(tx, subject_id)[-1]
            head = replace(next_head(newest.head, tx, who, write_id, reason.strip()), in_error=True)
            tx.entries.append(kind, Entry(head, newest.body))
            tx.note(AuditEvent.ENTERED_IN_ERROR, person=head.person_id, subject=subject_id, kind=kind)
        return Outcome(None, ASSESSED | {Topic.PHOTOGRAPHS})

    def _amend(
        self, who: SignedIn, kind: str, subject_id: UUID, body: Account | Injury, why: tuple[str, UUID]
    ) -> Outcome[UUID]:
        reason, write_id = why
        _need_reason(reason)
        with self._store.transaction(who) as tx:
            newest = _versions(tx, subject_id)[-1]
            if newest.head.in_error:
                what = f"{newest.head.by} entered this in error at {show_time(newest.head.written_at)}."
                raise ChangedMeanwhile(what, "Add it again as a new entry.", theirs=newest)
            head = next_head(newest.head, tx, who, write_id, reason.strip())
            tx.entries.append(kind, Entry(head, body))
            place = f"{'account' if kind == 'account' else 'mark'}.{subject_id}"
            tx.entries.drop_draft(head.attendance_id, who.staff.id, place)
            event = AuditEvent.ACCOUNT_AMENDED if kind == "account" else AuditEvent.INJURY_AMENDED
            tx.note(event, person=head.person_id, subject=subject_id, version=head.version)
        return Outcome(subject_id, ASSESSED)


def _step_on(tx: Transaction, attendance_id: UUID, step: Step | None) -> None:
    """Move the board's safeguarding step on; it never moves back."""
    visit = tx.attendances.get(attendance_id)
    reached = SafeguardingStep.QUESTIONS if step == "triage" else SafeguardingStep.ASSESSMENT
    order = list(SafeguardingStep)
    if order.index(reached) > order.index(visit.step):
        tx.attendances.update(replace(visit, step=reached))


def _versions(tx: Transaction, subject_id: UUID) -> tuple[Entry[Any], ...]:
    found = tx.entries.get(subject_id)
    if not found:
        what = "This entry is not in the record."
        raise Refused(what, "Open the assessment again.", kept="Nothing was changed.")
    return found


def _check_place(place: str, *, rows: bool = False) -> None:
    """Refuse a place the body map does not know: nobody could read the assessment with it."""
    regions = body_regions()
    if place in regions.regions or (rows and place in {row.id for row in regions.rows}):
        return
    what = "That place is not on the body map."
    raise Refused(what, "Choose a region of the figure or the list.", kept="Nothing was changed.")


def _check_account(account: Account) -> None:
    if not account.words.strip():
        what = "An account needs the exact words."
        raise Refused(what, "Write down what was said, as it was said.", kept="What you typed is still here.")
    if not account.speaker.strip():
        what = "An account needs the name of who said it."
        raise Refused(
            what, "Say who it was, or what they are to the child.", kept="What you typed is still here."
        )
    if account.speaker_is_child and not account.question.strip():
        what = "A child's account needs the question that was asked."
        raise Refused(what, "Write the question, or 'Said unasked'.", kept="What you typed is still here.")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        what = "A change to the record needs a reason."
        raise Refused(what, "Say in a few words why.", kept="The record stands as it was.")
