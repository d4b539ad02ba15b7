"""Booking somebody in by hand, as in a department whose feed is down: a name is enough."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.attendance import Attendance
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.people import Person
from aande_alert.domain.wording import local
from aande_alert.rules.matching import NOTHING_COUNTED, MatchIdentity, keys, measure
from aande_alert.services.applying import BY_HAND

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.board import ManualArrival
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content

_CLOCKS_DIFFER = timedelta(minutes=5)
_KEPT = "What you typed is still in the form."


def book(tx: Transaction, arrival: ManualArrival, visit_id: UUID, content: Content) -> Attendance:
    """Open a visit by hand, in the record of whoever plainly has this number, else in a new one.

    A record is never chosen by name alone: two children of one name are two children until a
    person says otherwise.

    Args:
        tx: The transaction.
        arrival: What was typed.
        visit_id: The visit's id.
        content: Weights, to see whether a number's holder is plainly the same person.

    Raises:
        Refused: No name, an invalid number, or a time or birth still to come.
    """
    told = _person(tx, arrival)
    held = _holder(tx, told, content)
    if held is None:
        tx.people.add(told, keys(MatchIdentity.from_person(told)))
    person = held or told
    visit = Attendance(
        id=visit_id,
        person_id=person.id,
        arrived_at=arrival.arrived_at,
        complaint=arrival.complaint.strip(),
        location=arrival.location.strip(),
        feed=BY_HAND,
        visit_number=str(visit_id),
        booked_as="" if _same_name(person, told) else told.name.shown(),
        came_with=arrival.came_with.strip(),
    )
    tx.attendances.add(visit)
    return visit


def _person(tx: Transaction, arrival: ManualArrival) -> Person:
    family, given = arrival.family.strip(), arrival.given.strip()
    if not family and not given:
        what = "A name is needed; it may be Unknown."
        raise Refused(what, "Type a name, or Unknown.", kept=_KEPT)
    if arrival.arrived_at > tx.now + _CLOCKS_DIFFER:
        what = "The time of arrival is still to come."
        raise Refused(what, "Correct the time.", kept=_KEPT)
    if arrival.born is not None and arrival.born > local(tx.now).date():
        what = "The date of birth is still to come."
        raise Refused(what, "Correct the date, or leave it empty where nobody knows.", kept=_KEPT)
    number = arrival.nhs_number.strip()
    line, postcode = arrival.address.strip(), arrival.postcode.strip()
    return Person(
        id=uuid4(),
        names=(PersonName(family or "Unknown", given or "Unknown"),),
        birth=BIRTH_NOT_GIVEN if arrival.born is None else Birth(arrival.born),
        sex=_sex(arrival.sex_words),
        nhs=NhsIdentity(NhsNumber.read(number), NhsNumberStatus.PRESENT_NOT_TRACED) if number else None,
        addresses=(Address((line,) if line else (), postcode),) if line or postcode else (),
        phones=(Phone(arrival.phone.strip()),) if arrival.phone.strip() else (),
        mother_name=arrival.mother_name.strip(),
    )


def _sex(words: str) -> Sex:
    known = {sex.value: sex for sex in Sex}
    if words not in known:
        what = "This is not one of the genders on the form."
        raise Refused(what, "Choose one, or Not known.", kept=_KEPT)
    return known[words]


def _holder(tx: Transaction, told: Person, content: Content) -> Person | None:
    """Return the one record that has this number and whose name and birth leave nothing in doubt."""
    if told.nhs is None:
        return None
    ours = MatchIdentity.from_person(told)
    plain = [
        person
        for person in tx.people.by_nhs(told.nhs.number)
        if measure(ours, MatchIdentity.from_person(person), NOTHING_COUNTED, content.matching).certain
    ]
    return plain[0] if len(plain) == 1 else None


def _same_name(person: Person, told: Person) -> bool:
    ours = {(name.family.casefold(), name.given.casefold()) for name in person.names}
    return (told.name.family.casefold(), told.name.given.casefold()) in ours
