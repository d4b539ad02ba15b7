"""The same child, or not: what a person decides of a listed child, what follows, and how it is undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.domain.errors import Refused
from aande_alert.domain.plans import MatchDecision
from aande_alert.persistence.records import MatchRecord
from aande_alert.security.audit import AuditEvent

if TYPE_CHECKING:
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import RegisterEntry
    from aande_alert.persistence.store import Transaction
    from aande_alert.security.access import SignedIn

_KEPT = "Nothing was changed."
_NEEDS_A_REASON = frozenset({MatchDecision.NOT_SAME, MatchDecision.SETTLED})


def require_reason(decision: MatchDecision, reason: str) -> None:
    """Require a reason for saying that a listed child is somebody else.

    Raises:
        Refused: There is none.
    """
    if decision in _NEEDS_A_REASON and not reason.strip():
        what = "Saying that this is not the same child needs a reason."
        raise Refused(what, "Say how you know: a red book, a parent's words, a wristband.", kept=_KEPT)


def decide(
    tx: Transaction,
    who: SignedIn,
    visit: Attendance,
    entry: RegisterEntry,
    *,
    said: MatchDecision,
    reason: str,
) -> Attendance:
    """Keep what somebody says of a listed child, and do what follows; earlier words stay.

    "Same" links the entry to this record, and joins this record to the one the entry was linked to.
    Any other word undoes what an earlier "same" in this visit did.

    Raises:
        Refused: The two records carry different verified numbers: they are never one child.
    """
    if said is MatchDecision.SAME:
        visit = _join(tx, visit, entry)
        tx.registers.link(entry.id, visit.person_id)
    else:
        visit = _undo(tx, visit, entry)
    tx.checks.decide(
        MatchRecord(visit.person_id, visit.id, entry.id, said, reason.strip(), who.staff.name, tx.now)
    )
    tx.note(
        AuditEvent.MATCH_DECIDED,
        person=visit.person_id,
        subject=visit.id,
        entry=str(entry.id),
        decision=said.value,
    )
    return visit


def _subject(visit: Attendance, entry: RegisterEntry) -> str:
    return f"joined:{visit.id}|{entry.id}"


def _join(tx: Transaction, visit: Attendance, entry: RegisterEntry) -> Attendance:
    person = tx.people.get(visit.person_id)
    if entry.person_id is None or tx.people.surviving(entry.person_id) == person.id:
        return visit
    record = tx.people.get(tx.people.surviving(entry.person_id))
    _refuse_two_numbers(person, record)
    merge_id = tx.people.merge(person.id, record.id)
    tx.facts.put(_subject(visit, entry), {"merge": str(merge_id), "booked_as": visit.booked_as})
    tx.note(AuditEvent.MERGE_MADE, person=record.id, subject=person.id)
    joined = tx.attendances.get(visit.id)
    if person.name == record.name:
        return joined
    return tx.attendances.update(replace(joined, booked_as=visit.booked_as or person.name.shown()))


def _refuse_two_numbers(person: Person, record: Person) -> None:
    ours, theirs = person.nhs, record.nhs
    if ours is None or theirs is None or not (ours.verified and theirs.verified):
        return
    if ours.number != theirs.number:
        what = "These two records carry different verified NHS numbers, so they are not one child."
        raise Refused(what, "Trace both numbers, or say that it is not the same child.", kept=_KEPT)


def _undo(tx: Transaction, visit: Attendance, entry: RegisterEntry) -> Attendance:
    """Take back what an earlier "same" did: both records stand again, each with what it had."""
    subject = _subject(visit, entry)
    joined = tx.facts.get(subject)
    if joined:
        tx.people.unmerge(UUID(joined["merge"]))
        tx.facts.put(subject, {})
        tx.note(AuditEvent.MERGE_UNDONE, person=visit.person_id, subject=visit.id)
        visit = tx.attendances.get(visit.id)
        return tx.attendances.update(replace(visit, booked_as=joined["booked_as"]))
    if entry.person_id is not None and tx.people.surviving(entry.person_id) == visit.person_id:
        tx.registers.link(entry.id, None)
    return visit
