"""The alert card: what stands on it, and the digest by which a changed alert is asked to be read again."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

from aande_alert.domain.alerts import AlertCard
from aande_alert.domain.errors import Refused
from aande_alert.domain.plans import MatchDecision, OnPlan, PlanEnded
from aande_alert.domain.wording import show_moment, show_span, show_time
from aande_alert.rules.alerts import card_since, card_text, card_title, ring, to_do
from aande_alert.services.checking import family_children
from aande_alert.services.family import children_of_family, relations_of

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.alerts import Acknowledgement, PhoneToRing
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck, RegisterEntry
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content
    from aande_alert.rules.policy import Policy
    from aande_alert.security.access import SignedIn

_NOT_ASKED_AGAIN_FOR = ("list_date", "person_id", "row_key", "phone", "address", "aliases", "mother_name")


def alert_of(check: ProtectionCheck, entry_id: UUID | None) -> UUID:
    """Return the entry whose card is asked for: the one named, else the most serious one.

    Raises:
        Refused: There is no alert, or not this one.
    """
    entries = [status.entry_id for status in check.statuses if isinstance(status, OnPlan | PlanEnded)]
    entries += [entry for entry in check.disputed if entry not in entries]
    if entry_id is None and entries:
        return entries[0]
    if entry_id in entries:
        return entry_id
    what = "No alert stands here now."
    raise Refused(what, "Look at the arrivals again; it may have changed.", kept="Nothing was changed.")


def card_of(
    tx: Transaction, who: SignedIn, visit: Attendance, entry: RegisterEntry, content: Content
) -> AlertCard:
    """Return the card of one alert of one visit, as it reads now.

    Args:
        tx: The transaction.
        who: Who reads it.
        visit: The visit.
        entry: The council's entry behind the alert.
        content: The policy pack.
    """
    person = tx.people.get(visit.person_id)
    council = tx.registers.council(entry.council)
    policy = content.policy
    number = ring(council, tx.now, policy)
    digest = digest_of(tx, person, entry)
    read = _read(tx, visit, entry, digest)
    card = AlertCard(
        attendance_id=visit.id,
        entry_id=entry.id,
        kind=entry.kind,
        title=card_title(entry, policy),
        since=card_since(entry, person.birth, policy),
        person=person,
        booked_as=_booked_as(tx, visit, entry, policy),
        authority=council.name,
        social_worker=_worker(entry, policy),
        source=_source(tx, entry, policy),
        ring=number,
        family=family_children(tx, person, content),
        to_do=_to_do(tx, person, entry, number, policy),
        steps=policy.steps,
        acknowledgements=tuple(one for _, one in read),
        read_by_me=any(staff == who.staff.id and one.current for staff, one in read),
        disputed=_disputed(tx, person, entry),
        text="",
    )
    return replace(card, text=card_text(card, policy))


def digest_of(tx: Transaction, person: Person, entry: RegisterEntry) -> str:
    """Return what an alert says, in one number: it changes with the plan, the worker, or a brother or sister.

    How old the list is, and whom the clock says to ring, do not ask anybody to read it again.
    """
    parts = [
        f"{field.name}={_plain(getattr(entry, field.name))}"
        for field in fields(entry)
        if field.name not in _NOT_ASKED_AGAIN_FOR
    ]
    for relation in children_of_family(relations_of(tx, person.id)):
        plans = [
            f"{one.kind.value} {one.starts} {one.ends} {one.voided}"
            for one in tx.registers.of_person(relation.person.id)
        ]
        parts.append(f"{relation.person.id}: {', '.join(sorted(plans))}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _plain(value: object) -> str:
    """Return a value in full; its own words for itself would withhold it."""
    if is_dataclass(value):
        return "|".join(str(getattr(value, field.name)) for field in fields(value))
    return str(value)


def _read(
    tx: Transaction, visit: Attendance, entry: RegisterEntry, digest: str
) -> list[tuple[UUID, Acknowledgement]]:
    records = tx.checks.acknowledgements((visit.id,)).get(visit.id, ())
    return [
        (record.staff_id, replace(record.acknowledgement, current=record.digest == digest))
        for record in records
        if record.entry_id == entry.id
    ]


def _booked_as(tx: Transaction, visit: Attendance, entry: RegisterEntry, policy: Policy) -> str:
    """Return `Booked in as RAIKES, Maisy. Same child: GO 13:58`; empty where the name is the record's."""
    if not visit.booked_as:
        return ""
    words = policy.texts["titles.booked_as"].format(name=visit.booked_as)
    said = next((one for one in tx.checks.decisions_of(visit.person_id) if one.entry_id == entry.id), None)
    if said is None or said.decision is not MatchDecision.SAME:
        return words
    initials = {member.name: member.initials for member in tx.staff.all()}.get(said.by, said.by)
    return f"{words}. Same child: {initials} {show_time(said.at)}"


def _worker(entry: RegisterEntry, policy: Policy) -> str:
    told = ", ".join(part for part in (entry.social_worker, entry.team, entry.worker_phone) if part)
    return told or policy.texts["titles.not_on_list"]


def _source(tx: Transaction, entry: RegisterEntry, policy: Policy) -> str:
    latest = tx.registers.latest(entry.council, entry.kind)
    if latest is None:
        return policy.texts["titles.not_on_list"]
    age = show_span(tx.now - latest.as_at).partition(" ")[0]
    return policy.texts["titles.source"].format(moment=show_moment(latest.as_at), age=age)


def _to_do(
    tx: Transaction, person: Person, entry: RegisterEntry, number: PhoneToRing, policy: Policy
) -> tuple[str, ...]:
    hospital = tx.settings.get("hospital", {})
    bleep = str(hospital.get("registrar_bleep", "")) if isinstance(hospital, dict) else ""
    first = person.name.given.partition(" ")[0]
    name = first if first and first != "Unknown" else "the child"
    return to_do(entry.kind, name=name, team=number.team, policy=policy, registrar_bleep=bleep)


def _disputed(tx: Transaction, person: Person, entry: RegisterEntry) -> str:
    said = next((one for one in tx.checks.decisions_of(person.id) if one.entry_id == entry.id), None)
    if said is None or said.decision is not MatchDecision.NOT_SAME:
        return ""
    return f"{said.reason} ({said.by}, {show_moment(said.at)})"
