"""Messages of an arrivals feed, written from what they mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import HospitalNumber, PersonName, Phone, Sex
from aande_alert.domain.messages import (
    AdtEvent,
    Envelope,
    Identifiers,
    Merge,
    PatientClass,
    PersonUpdate,
    Place,
    Trigger,
    VisitNumber,
    VisitUpdate,
)
from aande_alert.ingest.hl7_write import write_adt
from tests.builders import HOME, PHONE, born

if TYPE_CHECKING:
    from aande_alert.domain.identity import NhsIdentity

FEED = "arrivals"


def at(minutes: float) -> datetime:
    """Return a moment so many minutes after one o'clock today."""
    return datetime(2026, 11, 22, 13, tzinfo=UTC) + timedelta(minutes=minutes)


def number(value: str = "X100001") -> HospitalNumber:
    """Return a number of this hospital."""
    return HospitalNumber("CVH", value)


def who(mrn: str = "X100001", nhs: NhsIdentity | None = None, **told: Any) -> PersonUpdate:
    """Return what a message says of Maisie Pell; `None` for a part leaves it out."""
    said: dict[str, Any] = {
        "names": Given((PersonName("Pell", "Maisie"),)),
        "birth": Given(born("2026-10-02")),
        "sex": Given(Sex.FEMALE),
        "addresses": Given((HOME,)),
        "phones": Given((Phone(PHONE),)),
    }
    said.update(told)
    numbers = Identifiers(nhs, (number(mrn),) if mrn else ())
    return PersonUpdate(
        identifiers=numbers, **{key: value for key, value in said.items() if value is not None}
    )


def nobody(mrn: str = "X100001", nhs: NhsIdentity | None = None, **told: Any) -> PersonUpdate:
    """Return a person of whom a message gives numbers and only what is named."""
    return PersonUpdate(identifiers=Identifiers(nhs, (number(mrn),) if mrn else ()), **told)


def visit(value: str = "V1", **told: Any) -> VisitUpdate:
    """Return what a message says of a visit to A&E."""
    said: dict[str, Any] = {"patient_class": Given(PatientClass.EMERGENCY), "arrived_at": Given(at(0))}
    said.update(told)
    return VisitUpdate(number=VisitNumber(value) if value else None, **said)


def event(
    trigger: Trigger,
    minutes: float,
    person: PersonUpdate | None = None,
    seen: VisitUpdate | None = None,
    **different: Any,
) -> AdtEvent:
    """Return one event, so many minutes after one o'clock."""
    told = person or who()
    moment = at(minutes)
    first = next((one.value for one in told.identifiers.hospital_numbers), "")
    control = f"{trigger.value}{crc32(f'{minutes}{first}'.encode()):08x}"
    envelope = Envelope(control, "PAS", "CVH", trigger.value, moment, recorded_at=moment)
    return AdtEvent(trigger, envelope, told, seen or VisitUpdate(), **different)


def message(
    trigger: Trigger,
    minutes: float,
    person: PersonUpdate | None = None,
    seen: VisitUpdate | None = None,
    **different: Any,
) -> bytes:
    """Return one message."""
    return write_adt(event(trigger, minutes, person, seen, **different))


def merged(minutes: float, loser: str, survivor: str) -> bytes:
    """Return a message that says that one number's record is another's."""
    pair = Merge(Identifiers(None, (number(survivor),)), Identifiers(None, (number(loser),)))
    return message(Trigger.MERGE, minutes, nobody(survivor), merges=(pair,))


def arrival(minutes: float = 0, person: PersonUpdate | None = None, **told: Any) -> bytes:
    """Return the message of an arrival in A&E."""
    seen = {"complaint": Given("Bruise to face"), "place": Given(Place("Triage 2")), **told}
    return message(Trigger.REGISTER, minutes, person, visit(**seen))
