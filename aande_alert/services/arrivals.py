"""The arrivals board and the alert: who is here, what the lists say, who has read it, which child it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.alerts import Acknowledgement, AlertCard, Comparison
from aande_alert.domain.board import Board
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.plans import MatchDecision, PossibleMatch
from aande_alert.domain.wording import local, show_moment, show_time
from aande_alert.persistence.records import AcknowledgementRecord
from aande_alert.rules.matching import MatchIdentity, compare, measure, summary, ways_to_be_sure
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.alert_cards import alert_of, card_of, digest_of
from aande_alert.services.board_lines import lines_of, seen_subject
from aande_alert.services.booking import book
from aande_alert.services.checking import check_attendance, check_person, look_again
from aande_alert.services.deciding import decide, require_reason
from aande_alert.services.permission import need
from aande_alert.services.sign_in import standing_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.board import ManualArrival
    from aande_alert.domain.plans import ProtectionCheck, RegisterEntry
    from aande_alert.persistence.records import Clock
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.policy import Policy
    from aande_alert.security.access import SignedIn

_KEPT = "Nothing was changed."
_ALERTS = frozenset({Topic.ARRIVALS, Topic.ALERTS})


class Arrivals:
    """What a triage nurse does at the board."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content

    def board(self, who: SignedIn) -> Board:
        """Return everybody in the department now, children before adults, most serious first.

        The board is read again at every change, so reading it is not written down line by line;
        opening a record, a card or a comparison is.
        """
        need(self._store, who, May.BOARD_READ)
        with self._store.reading() as tx:
            standing = standing_of(tx, demo=self._store.demo)
            lines = lines_of(tx, who, standing.registers, self._content)
            newest = max((line.attendance.arrived_at for line in lines), default=None)
            return Board(tx.now, newest, lines, standing)

    def check(self, who: SignedIn, attendance_id: UUID) -> Outcome[ProtectionCheck]:
        """Look at every list again for one visit, and keep the answer."""
        need(self._store, who, May.ALERT_READ)
        with self._store.transaction(who) as tx:
            check = check_attendance(tx, tx.attendances.get(attendance_id), self._content)
        return Outcome(check, _ALERTS)

    def alert_card(self, who: SignedIn, attendance_id: UUID, entry_id: UUID | None = None) -> AlertCard:
        """Return the card of a visit's alert; having it open is not having read it.

        Args:
            who: Who looks.
            attendance_id: The visit.
            entry_id: Which alert, where there are several; the most serious one otherwise.

        Raises:
            Refused: No alert stands.
        """
        need(self._store, who, May.ALERT_READ)
        with self._store.transaction(who) as tx:
            visit, entry = self._alert(tx, attendance_id, entry_id)
            card = card_of(tx, who, visit, entry, self._content)
            tx.note(AuditEvent.ALERT_SEEN, person=visit.person_id, subject=visit.id, entry=str(entry.id))
        return card

    def acknowledge(  # noqa: PLR0913 - what was read, chosen and written are three things
        self,
        who: SignedIn,
        attendance_id: UUID,
        entry_id: UUID,
        *,
        steps: tuple[str, ...],
        own_words: str,
        text_shown: str,
        write_id: UUID,
    ) -> Outcome[None]:
        """Keep that somebody has read and understood an alert, with the exact text that was shown.

        Args:
            who: Who read it; it counts for them and for this visit alone.
            attendance_id: The visit.
            entry_id: Which alert.
            steps: Ids of the steps they took.
            own_words: What they wrote.
            text_shown: The text of the card they read.
            write_id: Made by the client; the same twice is one.

        Raises:
            Refused: Neither a step nor words, or the alert has changed since it was shown.
        """
        need(self._store, who, May.ALERT_ACKNOWLEDGE)
        words = _step_words(self._content.policy, steps, own_words)
        with self._store.transaction(who) as tx:
            kept = tx.checks.acknowledgements((attendance_id,)).get(attendance_id, ())
            if any(record.write_id == write_id for record in kept):
                return Outcome(None)
            visit, entry = self._alert(tx, attendance_id, entry_id)
            card = card_of(tx, who, visit, entry, self._content)
            _require_same_alert(card, text_shown)
            digest = digest_of(tx, card.person, entry)
            read = Acknowledgement(
                who.staff.name, who.staff.initials, tx.now, words, own_words.strip(), text_shown
            )
            record = AcknowledgementRecord(digest, who.staff.id, read, write_id, entry.id)
            tx.checks.acknowledge(attendance_id, record)
            tx.note(
                AuditEvent.ALERT_ACKNOWLEDGED,
                person=visit.person_id,
                subject=visit.id,
                entry=str(entry.id),
                steps=len(steps),
            )
        return Outcome(None, _ALERTS)

    def dispute(
        self, who: SignedIn, attendance_id: UUID, entry_id: UUID, reason: str, write_id: UUID
    ) -> Outcome[None]:
        """Say that an alert is about another child; it stays in view, as disputed, until it is settled.

        Raises:
            Refused: No reason, or no such alert.
        """
        need(self._store, who, May.ALERT_DISPUTE)
        require_reason(MatchDecision.NOT_SAME, reason)
        with self._store.transaction(who) as tx:
            visit, entry = self._alert(tx, attendance_id, entry_id)
            visit = decide(tx, who, visit, entry, said=MatchDecision.NOT_SAME, reason=reason)
            tx.note(
                AuditEvent.ALERT_DISPUTED,
                person=visit.person_id,
                subject=visit.id,
                entry=str(entry.id),
                write=str(write_id),
            )
            look_again(tx, (visit.person_id,), self._content)
        return Outcome(None, _ALERTS)

    def comparison(self, who: SignedIn, attendance_id: UUID, entry_id: UUID | None = None) -> Comparison:
        """Return an arrival beside a listed child, field by field.

        Args:
            who: Who compares.
            attendance_id: The arrival.
            entry_id: Which listed child; the closest one otherwise.

        Raises:
            Refused: No listed child is close enough to ask about.
        """
        need(self._store, who, May.MATCH_DECIDE)
        with self._store.transaction(who) as tx:
            visit = tx.attendances.get(attendance_id)
            close = self._close(tx, visit, entry_id)
            entry = tx.registers.entry(close[0])
            shown = self._comparison(tx, visit, entry, close[1:])
            tx.note(AuditEvent.COMPARISON_READ, person=visit.person_id, subject=visit.id, entry=str(entry.id))
        return shown

    def decide(
        self,
        who: SignedIn,
        attendance_id: UUID,
        entry_id: UUID,
        decision: MatchDecision,
        reason: str,
        write_id: UUID,
    ) -> Outcome[None]:
        """Say whether an arrival is a listed child; it can be said otherwise later, and both are kept.

        Args:
            who: Who decides; only safeguarding may settle a dispute.
            attendance_id: The arrival.
            entry_id: The listed child.
            decision: Same, not the same, not sure, or settled.
            reason: In their words; needed to say that it is another child.
            write_id: Made by the client.

        Raises:
            Refused: No reason, not allowed, or the records cannot be one child.
        """
        need(self._store, who, May.ALERT_SETTLE if decision is MatchDecision.SETTLED else May.MATCH_DECIDE)
        require_reason(decision, reason)
        with self._store.transaction(who) as tx:
            visit = tx.attendances.get(attendance_id)
            entry = tx.registers.entry(entry_id)
            before = visit.person_id
            visit = decide(tx, who, visit, entry, said=decision, reason=reason)
            if decision is MatchDecision.SETTLED:
                tx.note(
                    AuditEvent.ALERT_SETTLED, person=visit.person_id, subject=visit.id, write=str(write_id)
                )
            look_again(tx, {before, visit.person_id}, self._content)
        return Outcome(None, _ALERTS | {Topic.PEOPLE})

    def add_by_hand(self, who: SignedIn, arrival: ManualArrival, write_id: UUID) -> Outcome[UUID]:
        """Book somebody in while the feed is down, and look at every list at once.

        Args:
            who: Who books.
            arrival: What is known; only a name is needed.
            write_id: Made by the client; it becomes the visit's id, so that a retry is the same visit.

        Raises:
            Refused: No name, an invalid number, or a time or birth still to come.
        """
        need(self._store, who, May.ARRIVAL_ADD)
        with self._store.transaction(who) as tx:
            if write_id in tx.attendances.many((write_id,)):
                return Outcome(write_id)
            visit = book(tx, arrival, write_id, self._content)
            tx.note(AuditEvent.ARRIVAL_ADDED, person=visit.person_id, subject=visit.id)
            check_attendance(tx, visit, self._content)
        return Outcome(write_id, _ALERTS | {Topic.PEOPLE})

    def seen(self, who: SignedIn, attendance_id: UUID) -> None:
        """Clear the marks of what a feed has changed, for this person."""
        need(self._store, who, May.BOARD_READ)
        with self._store.transaction(who) as tx:
            tx.facts.put(seen_subject(who, attendance_id), {"at": tx.now.isoformat()})

    def _alert(
        self, tx: Transaction, attendance_id: UUID, entry_id: UUID | None
    ) -> tuple[Attendance, RegisterEntry]:
        visit = tx.attendances.get(attendance_id)
        check = check_person(tx, tx.people.get(visit.person_id), self._content)
        return visit, tx.registers.entry(alert_of(check, entry_id))

    def _close(self, tx: Transaction, visit: Attendance, entry_id: UUID | None) -> tuple[UUID, ...]:
        """Return the entry to compare with, then the others that are close."""
        check = check_person(tx, tx.people.get(visit.person_id), self._content)
        close = [
            entry
            for status in check.statuses
            if isinstance(status, PossibleMatch)
            for entry in status.entry_ids
        ]
        if entry_id is not None:
            return (entry_id, *(entry for entry in close if entry != entry_id))
        if not close:
            what = "No listed child is close enough to ask about."
            raise Refused(what, "Search by hand where you are in doubt.", kept=_KEPT)
        return tuple(close)

    def _comparison(
        self, tx: Transaction, visit: Attendance, entry: RegisterEntry, others: tuple[UUID, ...]
    ) -> Comparison:
        person = tx.people.get(visit.person_id)
        ours, theirs = MatchIdentity.from_person(person), MatchIdentity.from_entry(entry)
        rarity, weights = tx.people.rarity(), self._content.matching
        evidence = compare(ours, theirs, rarity, weights)
        seen = measure(ours, theirs, rarity, weights)
        return Comparison(
            attendance_id=visit.id,
            person=person,
            entry=entry,
            told_at=f"Told at the desk, {show_time(visit.arrived_at)}",
            listed_at=_listed_at(tx, entry),
            evidence=evidence,
            total=round(seen.total, 1),
            ask_above=weights.ask_above,
            summary=summary(evidence),
            ways_to_be_sure=ways_to_be_sure(seen, weights),
            others=others,
        )


def _listed_at(tx: Transaction, entry: RegisterEntry) -> str:
    """Return `Council list, 06:10 today`, or with its date where it is of another day."""
    latest = tx.registers.latest(entry.council, entry.kind)
    if latest is None:
        return "Council list, date Not Known"
    today = _day(latest.as_at) == _day(tx.now)
    return f"Council list, {f'{show_time(latest.as_at)} today' if today else show_moment(latest.as_at)}"


def _day(moment: datetime) -> object:
    return local(moment).date()


def _step_words(policy: Policy, steps: tuple[str, ...], own_words: str) -> tuple[str, ...]:
    """Return the words of the steps chosen, as they stand in the policy now.

    Raises:
        Refused: Neither a step nor words, a step nobody knows, or "other" without words.
    """
    known = dict(policy.steps)
    if not steps and not own_words.strip():
        what = "Say which step you took, or why none."
        raise Refused(what, "Tick a step or write a few words.", kept=_KEPT)
    if "other" in steps and not own_words.strip():
        what = "You ticked another step and did not say which."
        raise Refused(what, "Write a few words.", kept=_KEPT)
    unknown = [step for step in steps if step not in known]
    if unknown:
        what = "One of these steps is not in the hospital's policy."
        raise Refused(what, "Open the card again.", kept=_KEPT)
    return tuple(known[step] for step in steps)


def _require_same_alert(card: AlertCard, text_shown: str) -> None:
    """Require that what was read is what stands: title, start, name, authority and worker.

    Raises:
        Refused: The alert changed between reading and confirming.
    """
    shown = set(text_shown.splitlines())
    standing = [line for line in card.text.splitlines() if line in _lasting(card)]
    if any(line not in shown for line in standing):
        what = "This alert has changed since it was shown to you."
        raise Refused(what, "Read it again, then confirm.", kept="Nothing was recorded.")


def _lasting(card: AlertCard) -> set[str]:
    return {
        card.title,
        card.since,
        card.person.name.shown(),
        f"Authority: {card.authority}",
        f"Social worker: {card.social_worker}",
    }
