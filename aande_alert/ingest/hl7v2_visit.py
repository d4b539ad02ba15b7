"""The visit on an HL7 v2 message: where, when, why, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import PersonName
from aande_alert.domain.messages import ABSENT, Attended, PatientClass, Place, Told, VisitNumber, VisitUpdate
from aande_alert.ingest.hl7v2_codes import (
    ARRIVAL_MODES,
    ATTENDED,
    DESTINATIONS,
    DISPOSITIONS,
    PATIENT_CLASSES,
)
from aande_alert.ingest.hl7v2_fields import code, moment, said, silence, text
from aande_alert.ingest.hl7v2_people import sensitive

if TYPE_CHECKING:
    from aande_alert.ingest.hl7v2_text import Message, Segment

NO_VISIT = VisitUpdate()


def read_visit(message: Message) -> VisitUpdate:
    """Return what a message says of the visit; nothing at all where it has no PV1."""
    pv1 = message.segment("PV1")
    if not message.has("PV1"):
        return NO_VISIT
    pv2 = message.segment("PV2")
    destination = text(pv1, 37)
    return VisitUpdate(
        number=_number(pv1),
        patient_class=_patient_class(pv1),
        place=_place(pv1, 3),
        place_before=_place(pv1, 6),
        arrived_at=moment(pv1, 44, "The time of arrival"),
        departed_at=moment(pv1, 45, "The time of departure"),
        complaint=_complaint(pv2),
        clinician=_clinician(pv1),
        disposition=code(pv1, 36, DISPOSITIONS, Disposition.NOT_KNOWN, "how the visit ended"),
        destination=_words(destination, DESTINATIONS),
        arrival_mode=_words(text(pv2, 38), ARRIVAL_MODES),
        admission_source=text(pv1, 14),
        destination_code=destination,
        sensitive=Given(value=True) if sensitive(message) else _not_sensitive(pv1),
        attended=_attended(message),
    )


def _number(pv1: Segment) -> VisitNumber | None:
    repeats = pv1.repeats(19)
    if not repeats:
        return None
    message = pv1.message
    parts = pv1.parts(repeats[0])
    value = message.plain(parts[0])
    authority = message.plain(parts[3].split(message.sub, 1)[0]) if len(parts) > 3 else ""  # noqa: PLR2004 - CX-4
    return VisitNumber(value, authority) if value else None


def _patient_class(pv1: Segment) -> Told[PatientClass]:
    told = text(pv1, 2)
    if not isinstance(told, Given):
        return told
    return Given(PATIENT_CLASSES.get(told.value.upper(), PatientClass.OTHER))


def _place(pv1: Segment, number: int) -> Told[Place]:
    why = silence(pv1.raw(number))
    if why is not None:
        return why
    message = pv1.message
    cells = [message.plain(part) for part in pv1.parts(pv1.raw(number).split(message.repetition, 1)[0])[:4]]
    cells += [""] * (4 - len(cells))
    return Given(Place(*cells)) if any(cells) else ABSENT


def _complaint(pv2: Segment) -> Told[str]:
    """Return the reason for coming: the words of PV2-3, else its code, else PV2-12."""
    for told in (text(pv2, 3, part=1), text(pv2, 3)):
        if isinstance(told, Given):
            return told
    described = text(pv2, 12)
    return described if isinstance(described, Given) else text(pv2, 3)


def _clinician(pv1: Segment) -> Told[str]:
    """Return the attending doctor, else the consulting one, as printed."""
    message = pv1.message
    for number in (7, 9):
        repeats = pv1.repeats(number)
        if not repeats:
            continue
        cells = [message.plain(part) for part in pv1.parts(repeats[0])[:6]]
        cells += [""] * (6 - len(cells))
        if cells[1]:
            return Given(PersonName(cells[1].split(message.sub, 1)[0], cells[2], cells[5]).shown())
    return silence(pv1.raw(7)) or ABSENT


def _words(told: Told[str], meanings: dict[str, str]) -> Told[str]:
    """Return a code in words; what is not a known code is kept as sent, for many feeds send words."""
    return Given(meanings.get(told.value.upper(), told.value)) if isinstance(told, Given) else told


def _not_sensitive(pv1: Segment) -> Told[bool]:
    told = text(pv1, 16)
    return Given(value=False) if isinstance(told, Given) else told


def _attended(message: Message) -> Told[Attended]:
    """Return whether an appointment was kept; a code nobody knows says nothing."""
    found = said(text(message.segment("ZU3"), 3)).lstrip("0")
    return Given(ATTENDED[found]) if found in ATTENDED else ABSENT
