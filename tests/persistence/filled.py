"""A store with a row in every table, through the store's own doors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from aande_alert.domain.accounts import Account
from aande_alert.domain.alerts import Acknowledgement
from aande_alert.domain.assessment import Draft
from aande_alert.domain.attendance import Attendance, Contact, ContactKind
from aande_alert.domain.entries import Entry, Head
from aande_alert.domain.imports import ActiveCounts, RegisterImport
from aande_alert.domain.messages import RawMessage
from aande_alert.domain.people import Link, LinkKind, Person
from aande_alert.domain.plans import (
    MatchDecision,
    NotListed,
    OnPlan,
    PlanKind,
    ProtectionCheck,
    RegisterEntry,
)
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.referral import ReferralLine, ReferralState, ReferralStep
from aande_alert.domain.register_lists import RowCounts
from aande_alert.domain.review import Review, ReviewEntry
from aande_alert.persistence.records import AcknowledgementRecord, MatchRecord
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_keys import keys
from aande_alert.security.audit import AuditEvent, fingerprint
from tests.builders import CALDERDALE, NOW, a_member, a_person, a_plan, an_attendance, signed_in, verified

if TYPE_CHECKING:
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.security.access import SignedIn

SAID = Provenance(Source.TOLD_BY_ADULT, "PELL, Hannah (Miss)", NOW)
PICTURE = b"\xff\xd8 the bytes as received"
PDF = b"%PDF-1.7 as signed"
HL7 = b"MSH|^~\\&|PAS|CVH|AANDE|CVH|20261122135200||ADT^A04|1|P|2.4\r"


@dataclass(frozen=True)
class Filled:
    """What was put in."""

    child: Person
    mother: Person
    visit: Attendance
    entry: RegisterEntry
    account: Entry[Account]
    photo_id: UUID
    referral: ReferralLine
    message_id: UUID
    who: SignedIn


def a_head(visit: Attendance, **different: object) -> Head:
    """Return the head of a first version, written now."""
    head = Head(
        id=uuid4(),
        write_id=uuid4(),
        version=1,
        attendance_id=visit.id,
        person_id=visit.person_id,
        happened_at=NOW,
        written_at=NOW,
        by="BHATT, Rohan (Dr)",
        by_initials="RB",
        by_id=uuid4(),
    )
    return replace(head, **different)  # type: ignore[arg-type] # the test names what differs


def an_account(words: str = "He rolled off the sofa.") -> Account:
    """Return what the mother's partner said."""
    return Account("RAIKES, Kieran (Mr)", "Mother's partner", "BHATT, Rohan (Dr)", NOW, words)


def a_message(body: bytes = HL7, feed: str = "arrivals") -> RawMessage:
    """Return a message as it came."""
    return RawMessage(feed, "127.0.0.1", NOW, body, fingerprint(body))


def a_referral(visit: Attendance, reference: str = "CVH-2026-00001") -> ReferralLine:
    """Return a referral just drafted."""
    step = ReferralStep(ReferralState.DRAFTED, NOW, "BHATT, Rohan (Dr)", "Drafted.")
    return ReferralLine(uuid4(), reference, visit.id, visit.person_id, "CN", ReferralState.DRAFTED, (step,))


def an_import(council: str = "CN", **different: object) -> RegisterImport:
    """Return a whole list of child protection plans, applied now."""
    made = RegisterImport(
        id=uuid4(),
        council=council,
        kind=PlanKind.CHILD_PROTECTION,
        full=True,
        list_date=date(2026, 11, 22),
        as_at=NOW - timedelta(hours=8),
        file_name="plans.csv",
        sha256=fingerprint(b"list"),
        applied_at=NOW,
        applied_by="HOLT, Ines (Ms)",
        applied_by_id=uuid4(),
        counts=RowCounts(read=1, accepted=1, warned=0, rejected=0, duplicates=0),
        active=ActiveCounts(before=0, started=1, reappeared=0, ended=0, voided=0, after=1),
    )
    return replace(made, **different)  # type: ignore[arg-type] # the test names what differs


def on_plan(entry: RegisterEntry) -> ProtectionCheck:
    """Return the look that found this entry."""
    return ProtectionCheck(NOW, (OnPlan(entry.id, entry.kind, entry.starts, entry.council),))


def not_listed() -> ProtectionCheck:
    """Return a look at every list that found nothing."""
    return ProtectionCheck(NOW, (NotListed(NOW, (2, 2), ("Council list 22-Nov-2026",)),))


def fill(store: Store) -> Filled:
    """Put a child with everything into a store, so that every table holds a row."""
    who = signed_in()
    with store.transaction(who) as tx:
        return _fill(tx, who)


def _fill(tx: Transaction, who: SignedIn) -> Filled:
    child, mother = _people(tx)
    visit = an_attendance(child)
    tx.attendances.add(visit)
    visit = tx.attendances.update(replace(visit, location="Resus 1"))
    tx.attendances.add_contact(Contact(uuid4(), child.id, ContactKind.GP, NOW, "Seen by GP", SAID))
    entry = _list(tx, child)
    tx.checks.put(visit.id, on_plan(entry))
    tx.checks.decide(MatchRecord(child.id, visit.id, entry.id, MatchDecision.SAME, "", who.staff.name, NOW))
    read = Acknowledgement(who.staff.name, who.staff.initials, NOW, ("told_consultant",), "", "On a plan")
    tx.checks.acknowledge(visit.id, AcknowledgementRecord("d1", who.staff.id, read, uuid4(), entry.id))
    tx.reviews.append(visit.id, ReviewEntry(Review.FOLLOW_UP, "Ring the GP", "HOLT, Ines (Ms)", "IH", NOW))
    account = Entry(a_head(visit), an_account())
    tx.entries.append("account", account)
    tx.entries.put_draft(Draft(visit.id, "account.new.words", "He was", who.staff.id))
    photo_id = uuid4()
    tx.photographs.put(photo_id, child.id, PICTURE, b"preview", b"thumb")
    tx.note(AuditEvent.RECORD_OPENED, person=child.id, subject=visit.id, why="arrival")
    return Filled(child, mother, visit, entry, account, photo_id, _referral(tx, visit), _hospital(tx), who)


def _people(tx: Transaction) -> tuple[Person, Person]:
    child = a_person(nhs=verified(1))
    mother = a_person(given="Hannah", birth="1999-03-04", phones=(), addresses=())
    twice = a_person(given="Maisy")
    for person in (child, mother, twice):
        tx.people.add(person, keys(MatchIdentity.from_person(person)))
    tx.people.merge(twice.id, child.id)
    tx.people.add_link(Link(uuid4(), mother.id, LinkKind.PARENT, child.id, SAID))
    return tx.people.update(child, keys(MatchIdentity.from_person(child))), mother


def _list(tx: Transaction, child: Person) -> RegisterEntry:
    tx.registers.put_council(CALDERDALE)
    entry = a_plan()
    tx.registers.put(entry, keys(MatchIdentity.from_entry(entry)))
    tx.registers.link(entry.id, child.id)
    tx.registers.add_import(an_import())
    return replace(entry, person_id=child.id)


def _referral(tx: Transaction, visit: Attendance) -> ReferralLine:
    referral = a_referral(visit, tx.referrals.next_reference("CVH", 2026))
    tx.referrals.add(referral)
    tx.referrals.put_document(referral.id, 1, PDF, fingerprint(PDF), "evidence")
    return referral


def _hospital(tx: Transaction) -> UUID:
    tx.staff.add(a_member(login="rohan"), "kept")
    tx.staff.failed("grace", NOW)
    tx.settings.put("hospital", {"name": "Calder Vale Hospital"})
    tx.facts.put("visit:arrivals|1", {"first": "2026-11-22"})
    message_id, _ = tx.feeds.receive(a_message())
    return message_id
