"""Referrals: begun, signed, and followed through every move until one is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from aande_alert.domain.changes import Outcome
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.referral import ReferralLine, ReferralState, ReferralStep
from aande_alert.domain.wording import local
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.checking import check_person
from aande_alert.services.hospital import hospital_of
from aande_alert.services.permission import need
from aande_alert.services.referral_clock import next_due, written_due
from aande_alert.services.referral_copies import CHANGED, ReferralCopies, need_words
from aande_alert.services.referral_desk import need_draft

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.persistence.store import Transaction
    from aande_alert.security.access import SignedIn

_NEXT = {
    ReferralState.SENT: (ReferralState.SIGNED, AuditEvent.REFERRAL_SENT),
    ReferralState.RECEIVED: (ReferralState.SENT, AuditEvent.REFERRAL_RECEIVED),
    ReferralState.DECISION: (ReferralState.RECEIVED, AuditEvent.REFERRAL_DECIDED),
    ReferralState.CLOSED: (ReferralState.DECISION, AuditEvent.REFERRAL_CLOSED),
}


class Referrals(ReferralCopies):
    """One referral for one attendance, followed until somebody closes it."""

    def draft(self, who: SignedIn, attendance_id: UUID, write_id: UUID) -> Outcome[ReferralLine]:
        """Begin the referral of an attendance; asked again, the same one is returned.

        Raises:
            Refused: No council is set up.
        """
        need(self._store, who, May.REFERRAL_WRITE)
        with self._store.transaction(who) as tx:
            visit = tx.attendances.get(attendance_id)
            person_id = tx.people.surviving(visit.person_id)
            begun = tx.referrals.of_attendance(attendance_id)
            if begun:
                return Outcome(begun[0])
            hospital = hospital_of(tx)
            due_at, due_words = written_due(tx.now, hospital.written_within_hours)
            line = ReferralLine(
                id=uuid5(write_id, "referral"),
                reference=tx.referrals.next_reference(hospital.prefix, local(tx.now).year),
                attendance_id=attendance_id,
                person_id=person_id,
                council=self._council(tx, person_id),
                state=ReferralState.DRAFTED,
                steps=(ReferralStep(ReferralState.DRAFTED, tx.now, who.staff.name, "Begun"),),
                due_at=due_at,
                due_words=due_words,
            )
            tx.referrals.add(line)
            tx.note(AuditEvent.REFERRAL_DRAFTED, person=person_id, subject=line.id)
        return Outcome(line, CHANGED)

    def _council(self, tx: Transaction, person_id: UUID) -> str:
        """Choose the council that lists the child; else the first, which the writer can change."""
        check = check_person(tx, tx.people.get(person_id), self._content)
        for status in check.statuses:
            if isinstance(status, OnPlan | PlanEnded):
                return status.council
        councils = tx.registers.councils()
        if not councils:
            what = "No council is set up here, so a referral has nowhere to go."
            raise Refused(what, "Ask an administrator to add the council.", kept="The assessment is kept.")
        return councils[0].code

    def address_to(self, who: SignedIn, referral_id: UUID, council: str) -> Outcome[ReferralLine]:
        """Send a draft to another council.

        Raises:
            ChangedMeanwhile: It is signed already.
        """
        need(self._store, who, May.REFERRAL_WRITE)
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            need_draft(line)
            code = tx.registers.council(council).code
            kept = tx.referrals.update(replace(line, council=code))
            tx.note(AuditEvent.REFERRAL_ADDRESSED, person=line.person_id, subject=line.id, council=code)
        return Outcome(kept, CHANGED)

    def telephoned(self, who: SignedIn, referral_id: UUID, words: str) -> Outcome[ReferralLine]:
        """Record a call to the council: to whom, and what was said. It moves no state.

        Raises:
            Refused: Nothing was said of it.
        """
        need(self._store, who, May.REFERRAL_FOLLOW)
        need_words(words, "Say whom you spoke to and what was said.")
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            step = ReferralStep(line.state, tx.now, who.staff.name, f"Telephoned: {words.strip()}")
            kept = tx.referrals.update(replace(line, steps=(*line.steps, step)))
            tx.note(AuditEvent.REFERRAL_TELEPHONED, person=line.person_id, subject=line.id)
        return Outcome(kept, CHANGED)

    def sent(self, who: SignedIn, referral_id: UUID, how: str, to: str) -> Outcome[ReferralLine]:
        """Record how the signed copy was sent and to whom; sent is not received.

        Raises:
            Refused: How or to whom is not said.
        """
        need(self._store, who, May.REFERRAL_FOLLOW)
        for part in (how, to):
            need_words(part, "Say how it was sent and to whom.")
        return self._step(who, referral_id, ReferralState.SENT, f"{how.strip()} to {to.strip()}")

    def received(self, who: SignedIn, referral_id: UUID, by_whom: str) -> Outcome[ReferralLine]:
        """Record who at the council acknowledged it.

        Raises:
            Refused: Nobody is named.
        """
        need(self._store, who, May.REFERRAL_FOLLOW)
        need_words(by_whom, "Say who acknowledged it.")
        return self._step(who, referral_id, ReferralState.RECEIVED, f"Acknowledged by {by_whom.strip()}")

    def decided(
        self, who: SignedIn, referral_id: UUID, decision: str, *, agree: bool | None = None, reason: str = ""
    ) -> Outcome[ReferralLine]:
        """Record what the council decided, and whether we agree.

        Raises:
            Refused: No decision is given, or we disagree without saying why.
        """
        need(self._store, who, May.REFERRAL_FOLLOW)
        need_words(decision, "Say what was decided, and by whom.")
        words = decision.strip()
        if agree is False:
            need_words(reason, "Say why we do not agree: it begins the escalation.")
            words = f"{words.rstrip('.')}. We do not agree: {reason.strip()}"
        elif agree:
            words = f"{words.rstrip('.')}. We agree."
        return self._step(who, referral_id, ReferralState.DECISION, words)

    def closed(self, who: SignedIn, referral_id: UUID, outcome: str) -> Outcome[ReferralLine]:
        """Close a referral with its outcome; it cannot be closed empty.

        Raises:
            Refused: No outcome is given.
        """
        need(self._store, who, May.REFERRAL_FOLLOW)
        need_words(outcome, "Say what came of it for the child.")
        return self._step(who, referral_id, ReferralState.CLOSED, outcome.strip())

    def _step(
        self, who: SignedIn, referral_id: UUID, state: ReferralState, words: str
    ) -> Outcome[ReferralLine]:
        before, event = _NEXT[state]
        with self._store.transaction(who) as tx:
            line = tx.referrals.get(referral_id)
            if line.state is not before:
                now = line.state.words.lower()
                what = f"The referral is {now}, so it cannot become {state.words.lower()} now."
                raise ChangedMeanwhile(what, "Look at its steps.", theirs=line)
            step = ReferralStep(state, tx.now, who.staff.name, words)
            due_at, due_words = next_due(state, tx.now, self._content.policy.calendar)
            moved = replace(line, state=state, steps=(*line.steps, step), due_at=due_at, due_words=due_words)
            kept = tx.referrals.update(moved)
            tx.note(event, person=line.person_id, subject=line.id)
        return Outcome(kept, CHANGED)

    def of_person(self, who: SignedIn, person_id: UUID) -> tuple[ReferralLine, ...]:
        """Return a child's referrals, newest first."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return tuple(tx.referrals.of_person(tx.people.surviving(person_id)))

    def open(self, who: SignedIn) -> tuple[ReferralLine, ...]:
        """Return every referral that is not closed, due first."""
        need(self._store, who, May.REFERRAL_READ)
        with self._store.reading() as tx:
            return tuple(tx.referrals.open())

    def followed(self, who: SignedIn) -> tuple[tuple[ReferralLine, Person, str], ...]:
        """Return every referral that is not closed, due first, with whose it is and the council's name.

        The reading of the list is written down, as it names children.
        """
        need(self._store, who, May.REFERRAL_READ)
        with self._store.transaction(who) as tx:
            lines = tx.referrals.open()
            people = tx.people.many({line.person_id for line in lines})
            councils = {council.code: council.name for council in tx.registers.councils()}
            tx.note(AuditEvent.REFERRAL_READ, shown=len(lines))
        return tuple(
            (line, people[line.person_id], councils.get(line.council, line.council)) for line in lines
        )
