"""One record opened, read whole and shown whole; and finding the right person to open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.domain.attendance import AttendanceState
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.people import PersonLine
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.record import AccessLine, RecordView
from aande_alert.domain.wording import local, show_date, show_span
from aande_alert.rules.similar_names import similar_names
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.access_words import words_of
from aande_alert.services.checking import check_person, family_children, register_states
from aande_alert.services.family import relations_of
from aande_alert.services.hospital import hospital_of
from aande_alert.services.permission import need
from aande_alert.services.searching import read_search
from aande_alert.services.story import coverage_words, timeline_of

if TYPE_CHECKING:
    from aande_alert.domain.alerts import Acknowledgement
    from aande_alert.domain.attendance import Attendance, Contact
    from aande_alert.domain.people import Link, Person, Relation
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.timeline import TimelineRecord
    from aande_alert.persistence.records import FindTerms
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

_MOST_FOUND = 50


class Records:
    """Reading one person's record; every reading is written down."""

    def __init__(self, store: Store, content: Content) -> None:
        self._store = store
        self._content = content

    def open(self, who: SignedIn, person_id: UUID, why: str = "", *, again: bool = False) -> RecordView:
        """Read a record for the window.

        Args:
            who: Who asks.
            person_id: Whose record; after a merge the surviving one is opened.
            why: The reason given, where the person is not in the department.
            again: It is on this screen already and only brought up to date: no new line in the trail, unless
                a merge has put another person's record in its place.

        Raises:
            Refused: Their role may not read records.
            Unavailable: There is no such record.
        """
        need(self._store, who, May.RECORD_READ, person=person_id)
        with self._store.transaction(who) as tx:
            person = tx.people.get(tx.people.surviving(person_id))
            view = self._view(tx, person)
            if not again or person.id != person_id:
                tx.note(AuditEvent.RECORD_OPENED, person=person.id, why=why)
        return view

    def _view(self, tx: Transaction, person: Person) -> RecordView:
        states = register_states(tx)
        check = check_person(tx, person, self._content, states)
        attendances = tx.attendances.of_people((person.id,))
        here = next((visit for visit in attendances if _open(visit)), None)
        newest = here or (attendances[0] if attendances else None)
        read = tx.checks.acknowledgements((newest.id,)).get(newest.id, ()) if newest else ()
        title, strip = strip_words(tx, check)
        return RecordView(
            at=tx.now,
            person=person,
            check=check,
            strip_title=title,
            strip=strip,
            acknowledgements=tuple(record.acknowledgement for record in read),
            open_attendance=here,
            attendances=attendances,
            home=relations_of(tx, person.id),
            family=family_children(tx, person, self._content, states),
            referrals=tx.referrals.of_person(person.id),
            open_actions=_open_actions(here, check, [record.acknowledgement for record in read]),
        )

    def timeline(self, who: SignedIn, person_id: UUID, *, whole_family: bool) -> TimelineRecord:
        """Read what the timeline draws, of the child alone or of the whole family."""
        need(self._store, who, May.RECORD_READ, person=person_id)
        with self._store.transaction(who) as tx:
            person = tx.people.get(tx.people.surviving(person_id))
            states = register_states(tx)
            checks = {person.id: check_person(tx, person, self._content, states)}
            if whole_family:
                children = family_children(tx, person, self._content, states)
                checks |= {child.person.id: child.check for child in children}
            hospital = hospital_of(tx)
            record = timeline_of(
                tx,
                person,
                whole_family=whole_family,
                checks=checks,
                coverage=coverage_words(hospital.short(), hospital.records_since, tx.now),
            )
            tx.note(AuditEvent.TIMELINE_READ, person=person.id, people=len(record.tracks))
        return record

    def relations(self, who: SignedIn, person_id: UUID) -> tuple[Relation, ...]:
        """Read everybody linked to somebody, nearest first."""
        need(self._store, who, May.RECORD_READ, person=person_id)
        with self._store.reading() as tx:
            return relations_of(tx, tx.people.surviving(person_id))

    def add_link(self, who: SignedIn, link: Link) -> Outcome[None]:
        """Link two people, with who said so; the way back is derived."""
        need(self._store, who, May.FAMILY_WRITE, person=link.other)
        with self._store.transaction(who) as tx:
            tx.people.add_link(link)
            tx.note(AuditEvent.LINK_ADDED, person=link.other, subject=link.id, kind=link.kind.value)
        return Outcome(None, frozenset({Topic.PEOPLE, Topic.ALERTS}))

    def add_contact(self, who: SignedIn, contact: Contact) -> Outcome[None]:
        """Put a contact with another service on somebody's timeline, with who told of it.

        The same contact sent twice is one.

        Raises:
            Refused: Their role may not write of a family.
            Unavailable: There is no such person.
        """
        need(self._store, who, May.FAMILY_WRITE, person=contact.person_id)
        with self._store.transaction(who) as tx:
            person = tx.people.get(tx.people.surviving(contact.person_id))
            tx.attendances.add_contact(contact)
            tx.note(AuditEvent.CONTACT_ADDED, person=person.id, subject=contact.id, kind=contact.kind.value)
        return Outcome(None, frozenset({Topic.PEOPLE}))

    def find(self, who: SignedIn, text: str) -> tuple[PersonLine, ...]:
        """Find people by number, name in any order, date of birth, postcode or telephone number.

        Raises:
            Refused: There is nothing to look for.
        """
        need(self._store, who, May.PERSON_FIND)
        with self._store.transaction(who) as tx:
            lines: tuple[PersonLine, ...] = ()
            for sought in read_search(text, local(tx.now).date()):
                ids = tx.people.find(sought, _MOST_FOUND)
                people = tx.people.many(ids)
                lines = self._lines(tx, [people[one] for one in ids], sought)
                if lines:
                    break
            tx.note(AuditEvent.PERSON_SEARCHED, found=len(lines))
        return lines

    def _lines(self, tx: Transaction, people: list[Person], sought: FindTerms) -> tuple[PersonLine, ...]:
        pairs = similar_names((person.id, person.name) for person in people)
        alike = {one for pair in pairs for one in pair}
        seen: dict[UUID, Attendance] = {}
        for visit in tx.attendances.of_people([person.id for person in people]):
            seen.setdefault(visit.person_id, visit)
        return tuple(
            PersonLine(
                person,
                _found_by(sought),
                seen[person.id].arrived_at if person.id in seen else None,
                similar=person.id in alike,
            )
            for person in people
        )

    def access_history(self, who: SignedIn, person_id: UUID) -> tuple[AccessLine, ...]:
        """Read who opened or changed a record, newest first, from the audit trail."""
        need(self._store, who, May.ACCESS_HISTORY_READ, person=person_id)
        with self._store.transaction(who) as tx:
            person = tx.people.surviving(person_id)
            lines = tx.trail.of_person(person, 500)
            found = tuple(
                AccessLine(
                    line.at, line.who, line.role, words_of(line.event), str(line.detail.get("why", ""))
                )
                for line in lines
            )
            tx.note(AuditEvent.HISTORY_READ, person=person, lines=len(found))
        return found

    def visit_named(self, who: SignedIn, words: str) -> UUID:
        """Return the attendance somebody means by our own id for it or by its visit number.

        Raises:
            Refused: There is none, or more than one feed gave that number.
        """
        need(self._store, who, May.PERSON_FIND)
        try:
            wanted = UUID(words.strip())
        except ValueError:
            with self._store.reading() as tx:
                found = [visit.id for visit in tx.attendances.numbered(words.strip())]
            if len(found) == 1:
                return found[0]
            what = (
                f"{'No attendance has' if not found else 'More than one attendance has'} the number {words}."
            )
            do = "Check it, or give the attendance's own id."
            raise Refused(what, do, kept="Nothing was changed.") from None
        with self._store.reading() as tx:
            return tx.attendances.get(wanted).id

    def person_of(self, attendance_id: UUID) -> UUID:
        """Return whose attendance it is; nothing of the record is read."""
        with self._store.reading() as tx:
            return tx.people.surviving(tx.attendances.get(attendance_id).person_id)


def strip_words(tx: Transaction, check: ProtectionCheck) -> tuple[str, str]:
    """Return the alert strip's bold title and the words after it; both empty where nothing stands."""
    status = check.status
    if isinstance(status, OnPlan):
        council = tx.registers.council(status.council).name
        title = status.kind.long_words + (f": {status.category.lower()}." if status.category else ".")
        since = f"Since {show_date(status.since)}, {council}." if status.since else f"{council}."
        return title, f"{since} {_list_age(tx, status)}".strip()
    if isinstance(status, PlanEnded):
        council = tx.registers.council(status.council).name
        return (
            f"{status.kind.long_words} ended {show_date(status.ended_on)}.",
            f"{council}. A reason to think.",
        )
    return "", ""


def _list_age(tx: Transaction, status: OnPlan) -> str:
    latest = tx.registers.latest(status.council, status.kind)
    return f"List {show_span(tx.now - latest.as_at)} old." if latest else ""


def _open(visit: Attendance) -> bool:
    return visit.departed_at is None and visit.state not in {
        AttendanceState.CANCELLED,
        AttendanceState.DEPARTED,
    }


def _open_actions(
    here: Attendance | None, check: ProtectionCheck, read: list[Acknowledgement]
) -> tuple[str, ...]:
    if here is None:
        return ()
    actions = []
    if check.interrupts and not any(one.current for one in read):
        actions.append("Nobody here has read and understood the alert.")
    if here.step.value == "not_started":
        actions.append("The triage questions have not been asked.")
    return tuple(actions)


def _found_by(sought: FindTerms) -> str:
    parts = [
        words
        for words, value in (
            ("NHS number", sought.nhs_number),
            ("name", sought.words),
            ("date of birth", sought.born),
            ("postcode", sought.postcode),
            ("telephone", sought.phone),
            ("hospital number", sought.hospital_number),
        )
        if value
    ]
    return ", ".join(parts)
