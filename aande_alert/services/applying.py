"""One message of the arrivals feed, taken into the record: whose it is, what it changes, and a new look.

Whose it is, is decided by the hospital's number; by the NHS number only where nothing else disagrees, so
that a sibling's number used by mistake never puts one child's visit into another's record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Attendance, Contact, ContactKind
from aande_alert.domain.changes import Topic
from aande_alert.domain.messages import CLEARED, Attended, PatientClass, TimeSource, Trigger
from aande_alert.domain.people import Link, LinkKind, Person
from aande_alert.domain.plans import Agreement
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.wording import local, utc
from aande_alert.rules.matching import NOTHING_COUNTED, MatchIdentity, keys, measure
from aande_alert.services import person_facts, visit_facts
from aande_alert.services.checking import check_attendance, is_open, look_again

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aande_alert.domain.board import RegisterState
    from aande_alert.domain.messages import AdtEvent, Identifiers, Merge, RawMessage
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content

_FEEDS = UUID("4b7f9f6e-3b0b-4f1f-8d5f-7c3a53b7e0a4")
_ORDER = {
    Trigger.CREATE_PERSON: 0, Trigger.REGISTER: 1, Trigger.ADMIT: 2, Trigger.UPDATE_PERSON: 3,
    Trigger.UPDATE: 3, Trigger.DISCHARGE: 5, Trigger.CANCEL_DISCHARGE: 6, Trigger.CANCEL_ADMIT: 7,
}  # fmt: skip
_IN_BETWEEN = 4
_SAME_VISIT = timedelta(hours=4)
BY_HAND = "by hand"
_WATCHED = ("complaint", "location", "state", "seen_by", "disposition", "arrived_at")
_WATCHED_OF_A_PERSON = ("names", "birth", "sex", "nhs", "addresses", "phones")


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one message.

    Attributes:
        state: `applied`, or `stored`: kept and not acted on.
        reason: Why it was only stored; empty for one applied.
        do: What a person should do about it; empty for nothing.
        changed: The topics it touched.
    """

    state: str = "applied"
    reason: str = ""
    do: str = ""
    changed: frozenset[Topic] = frozenset()


def _mother_link(mother: UUID, child: Person) -> UUID:
    return uuid5(_FEEDS, f"mother|{mother}|{child.id}")


def stamp_of(event: AdtEvent, raw: RawMessage) -> str:
    """Return when a message was true, as text that sorts in the order of time.

    Within one minute, which is all that many feeds tell, the moment of entry, the sender's number
    and the nature of the event decide; the bytes at last, so that no two messages are ever level.
    """
    envelope = event.envelope
    recorded = "" if envelope.recorded_at is None else _sortable(envelope.recorded_at)
    number = envelope.sequence.zfill(12) if envelope.sequence.isdigit() else ""
    rank = _ORDER.get(event.trigger, _IN_BETWEEN)
    return "|".join((_sortable(envelope.occurred_at), recorded, number, str(rank), raw.sha256[:16]))


def _sortable(moment: datetime) -> str:
    return utc(moment).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Lists:
    """What a look needs besides the person: read once for all the messages of a transaction.

    Attributes:
        content: Weights, words and limits.
        states: Every council's list, with its age.
    """

    content: Content
    states: Sequence[RegisterState]


def apply_event(tx: Transaction, event: AdtEvent, raw: RawMessage, lists: Lists) -> Applied:
    """Take one message into the record, and look for everybody it changes.

    Args:
        tx: The transaction; all of the message or nothing.
        event: As read.
        raw: As it came.
        lists: For the look at the lists.
    """
    if not event.trigger.acted_on:
        return _only_stored(event)
    one = _OneMessage(tx, event, raw, lists)
    if event.trigger in {Trigger.MERGE, Trigger.CHANGE_NUMBER}:
        return one.merge()
    return one.take()


def _only_stored(event: AdtEvent) -> Applied:
    if event.trigger is Trigger.DELETE_PERSON:
        reason = "The sender asks to delete a person. Nothing was deleted."
        return Applied("stored", reason, "Look at the record with the records department.")
    return Applied("stored", "This kind of message is kept and not acted on.")


class _OneMessage:
    """The message being taken in."""

    def __init__(self, tx: Transaction, event: AdtEvent, raw: RawMessage, lists: Lists) -> None:
        self._tx = tx
        self._event = event
        self._raw = raw
        self._lists = lists
        self._stamp = stamp_of(event, raw)

    def take(self) -> Applied:
        """Take in what is said of the person, then of the visit; then look."""
        person, changed = self._person(self._event.person.identifiers)
        topics = {Topic.PEOPLE} if changed else set()
        opened = self._visit(person, is_new="new" in changed)
        if opened is not None:
            topics |= {Topic.ARRIVALS}
        if "new" not in changed and changed & {*_WATCHED_OF_A_PERSON, "mother"}:
            self._look_at_family(person)
            topics |= {Topic.ARRIVALS, Topic.ALERTS}
        elif opened is not None and is_open(opened):
            known = person if person.merged_into is None and opened.person_id == person.id else None
            check_attendance(self._tx, opened, self._lists.content, self._lists.states, person=known)
            topics |= {Topic.ALERTS}
        return Applied(changed=frozenset(topics))

    def merge(self) -> Applied:
        """Join the records a message says are one; each keeps what it was, so that it can be undone."""
        self._person(self._event.person.identifiers)
        refused = 0
        for merge in self._event.merges:
            refused += not self._join(merge)
        if refused:
            reason = "The records named are already joined the other way round. Nothing was joined."
            do = "Find both records with the records department and join them by hand."
            return Applied("stored", reason, do)
        changed = frozenset({Topic.PEOPLE, Topic.ARRIVALS, Topic.ALERTS})
        return Applied(changed=changed)

    def _join(self, merge: Merge) -> bool:
        survivor = self._whose(merge.survivor) or self._new(merge.survivor)
        loser = self._whose(merge.loser) or self._new(merge.loser)
        people = self._tx.people
        given_up = people.surviving(loser.id)
        if given_up == people.surviving(survivor.id):
            return survivor.id == loser.id or given_up != loser.id
        people.merge(given_up, survivor.id)
        self._look_at_family(survivor)
        return True

    def _whose(self, numbers: Identifiers) -> Person | None:
        """Return whose numbers these are: the very record that holds them, merged or not."""
        owner = self._holder(numbers)
        if owner is not None or numbers.nhs is None:
            return owner
        ours = {number.authority for number in numbers.hospital_numbers}
        close = [
            person
            for person in self._tx.people.by_nhs(numbers.nhs.number)
            if not ours & {number.authority for number in person.hospital_numbers} and self._may_be(person)
        ]
        return min(close, key=lambda person: str(person.id), default=None)

    def _holder(self, numbers: Identifiers) -> Person | None:
        """Return the record that holds one of these hospital numbers itself."""
        people = self._tx.people
        for number in numbers.hospital_numbers:
            stands = people.by_hospital_number(number)
            if stands is None:
                continue
            records = (
                [stands]
                if number in stands.hospital_numbers
                else people.many(people.records_of(stands.id)).values()
            )
            return next((record for record in records if number in record.hospital_numbers), stands)
        return None

    def _may_be(self, person: Person) -> bool:
        """Say whether nothing on the message disagrees with a record that has the same NHS number."""
        told = person_facts.unfold(
            Person(person.id, ()), person_facts.gather({}, self._event.person, (), self._stamp)
        )
        seen = measure(
            MatchIdentity.from_person(told),
            MatchIdentity.from_person(person),
            NOTHING_COUNTED,
            self._lists.content.matching,
        )
        return Agreement.DIFFERS not in {seen.given.agreement, seen.birth.agreement}

    def _new(self, numbers: Identifiers) -> Person:
        person = Person(uuid4(), (), nhs=numbers.nhs, hospital_numbers=numbers.hospital_numbers)
        self._tx.people.add(person, keys(MatchIdentity.from_person(person)))
        return person

    def _person(self, numbers: Identifiers) -> tuple[Person, frozenset[str]]:
        """Return the person as the message leaves them, and the names of the fields that changed."""
        held = self._whose(numbers) or self._of_visit()
        is_new = held is None
        held = held or Person(uuid4(), ())
        subject = f"person:{held.id}"
        known = {} if is_new else self._tx.facts.get(subject)
        known = known or person_facts.seeded(held)
        facts = person_facts.gather(known, self._event.person, self._event.adults, self._stamp)
        mother = self._mother(facts, held)
        person = replace(person_facts.unfold(held, facts), mother_id=mother)
        changed = frozenset(
            name
            for name in (*_WATCHED_OF_A_PERSON, "multiple_birth")
            if getattr(held, name) != getattr(person, name)
        )
        if mother != held.mother_id or person.mother_name != held.mother_name:
            changed |= {"mother"}
        person = self._written(held, person, is_new=is_new)
        if is_new:
            changed |= {"new"}
        if facts != known or is_new:
            self._tx.facts.put(subject, facts)
        return person, changed

    def _written(self, held: Person, person: Person, *, is_new: bool) -> Person:
        if is_new:
            self._tx.people.add(person, keys(MatchIdentity.from_person(person)))
        elif person != held:
            person = self._tx.people.update(person, keys(MatchIdentity.from_person(person)))
        if person.mother_id != held.mother_id:
            self._link_mother(person, held.mother_id)
        return person

    def _of_visit(self) -> Person | None:
        """Return whose visit it is, for a message that gives a visit and no number of the person."""
        number = self._event.visit.number
        if number is None or self._event.person.identifiers:
            return None
        facts = self._tx.facts.get(f"visit:{self._raw.feed}|{number.key}")
        return self._tx.people.get(UUID(facts["person"][1])) if "person" in facts else None

    def _mother(self, facts: person_facts.Facts, held: Person) -> UUID | None:
        told = self._event.person.mother
        if isinstance(told, Given) and told.value:
            mother = self._of_number(told.value) or self._new(told.value)
            if mother.id != held.id:
                person_facts.later(facts, "mother_id", self._stamp, str(mother.id))
        elif told is CLEARED:
            person_facts.later(facts, "mother_id", self._stamp, None)
        if "mother_id" not in facts:
            return held.mother_id
        value = facts["mother_id"][1]
        return None if value is None else UUID(value)

    def _of_number(self, numbers: Identifiers) -> Person | None:
        """Return whose numbers these are, of somebody of whom the message says nothing else."""
        held = () if numbers.nhs is None else self._tx.people.by_nhs(numbers.nhs.number)
        return self._holder(numbers) or min(held, key=lambda person: str(person.id), default=None)

    def _link_mother(self, child: Person, before: UUID | None) -> None:
        """Link the mother a feed names; the link to the one it named before is ended and kept."""
        occurred = self._event.envelope.occurred_at
        if before is not None:
            link_id = _mother_link(before, child)
            if any(link.id == link_id for link in self._tx.people.links_of(child.id)):
                self._tx.people.end_link(link_id, local(occurred).date())
        if child.mother_id is not None:
            told = Provenance(Source.FROM_RECORD, "Arrivals feed", occurred)
            link_id = _mother_link(child.mother_id, child)
            self._tx.people.add_link(Link(link_id, child.mother_id, LinkKind.PARENT, child.id, told))

    def _look_at_family(self, person: Person) -> None:
        """Look again for this person and for those whose mother it is."""
        stands = self._tx.people.surviving(person.id)
        children = (
            link.other
            for link in self._tx.people.links_of(stands)
            if link.kind is LinkKind.PARENT and link.person == stands
        )
        look_again(self._tx, (stands, *children), self._lists.content, self._lists.states)

    def _visit(self, person: Person, *, is_new: bool) -> Attendance | None:
        """Return the visit as the message leaves it; `None` where it is not, or not yet, one to A&E."""
        number = self._event.visit.number
        if number is None or not visit_facts.speaks_of_a_visit(self._event):
            return None
        subject = f"visit:{self._raw.feed}|{number.key}"
        known = self._tx.facts.get(subject)
        facts = visit_facts.gather(known, self._event, person.id, self._stamp)
        if not facts.get("emergency"):
            self._tx.facts.put(subject, facts)
            self._contact(person, number.key)
            return None
        held = self._held_visit(person, number.key, by_hand=not is_new)
        blank = Attendance(
            visit_facts.attendance_id(self._raw.feed, number.key),
            person.id,
            self._event.envelope.occurred_at,
            feed=self._raw.feed,
            visit_number=number.key,
        )
        whose = UUID(facts["person"][1])
        visit = visit_facts.unfold(
            facts, held or blank, whose if held is None else self._tx.people.surviving(whose)
        )
        if held is not None and visit != held:
            facts = self._marked(facts, held, visit)
            visit = self._tx.attendances.update(visit)
        elif held is None:
            self._tx.attendances.add(visit)
        self._tx.facts.put(subject, facts)
        return visit

    def _held_visit(self, person: Person, number: str, *, by_hand: bool) -> Attendance | None:
        """Return the visit held under this number, or the one booked by hand while the feed was down."""
        held = self._tx.attendances.by_visit(self._raw.feed, number)
        if held is not None or not by_hand:
            return held
        told = self._event.visit.arrived_at
        came = told.value if isinstance(told, Given) else self._event.envelope.occurred_at
        for visit in self._tx.attendances.of_people((person.id,)):
            waits = visit.feed == BY_HAND and is_open(visit)
            if waits and abs(visit.arrived_at - came) <= _SAME_VISIT:
                return replace(visit, feed=self._raw.feed, visit_number=number)
        return None

    def _marked(self, facts: person_facts.Facts, held: Attendance, visit: Attendance) -> person_facts.Facts:
        """Note which fields a feed changed and when, for the marks on the board."""
        now = self._tx.now.isoformat()
        marks = {name: now for name in _WATCHED if getattr(held, name) != getattr(visit, name)}
        return {**facts, "changed": {**facts.get("changed", {}), **marks}}

    def _contact(self, person: Person, number: str) -> None:
        """Put an appointment that was not kept, or an admission, on the timeline once."""
        visit, occurred = self._event.visit, self._event.envelope.occurred_at
        if visit.attended == Given(Attended.NOT_BROUGHT):
            kind, words = ContactKind.NOT_BROUGHT, "Was not brought"
        elif visit.patient_class == Given(PatientClass.INPATIENT) and self._event.trigger is Trigger.ADMIT:
            kind, words = ContactKind.ADMISSION, "Admission"
        else:
            return
        contact_id = uuid5(_FEEDS, f"{self._raw.feed}|{number}|{kind.value}")
        at = visit.arrived_at.value if isinstance(visit.arrived_at, Given) else occurred
        told = Provenance(Source.FROM_RECORD, "Arrivals feed", occurred, verified=self._timed())
        self._tx.attendances.add_contact(Contact(contact_id, person.id, kind, at, words, told))

    def _timed(self) -> bool:
        return self._event.envelope.ordered_by is not TimeSource.RECEIVED
