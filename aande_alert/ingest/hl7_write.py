"""An ADT message written from its meaning, in the ITK shape: for the demonstration hospital and tests.

What `read_adt` reads from these bytes is the event they were written from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, TypeVar

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import (
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import (
    CLEARED,
    AdtEvent,
    Identifiers,
    PersonUpdate,
    Place,
    RelatedAdult,
    Told,
    VisitNumber,
)
from aande_alert.domain.wording import local
from aande_alert.ingest.hl7v2_codes import ARRIVAL_MODES, ATTENDED, DISPOSITIONS, KINSHIPS
from aande_alert.ingest.hl7v2_fields import CLEAR

T = TypeVar("T")

_ESCAPES: Final = str.maketrans({
    "\\": "\\E\\",
    "|": "\\F\\",
    "^": "\\S\\",
    "&": "\\T\\",
    "~": "\\R\\",
    "\n": "\\.br\\",
    "\r": "\\X0D\\",
})  # fmt: skip
_STRUCTURES: Final = {"A03": "A03", "A11": "A09", "A28": "A05", "A31": "A05", "A40": "A39"}
_SEXES: Final = {Sex.NOT_KNOWN: "0", Sex.MALE: "1", Sex.FEMALE: "2", Sex.NOT_SPECIFIED: "9"}
_USES: Final = {
    NameUse.CURRENT: "L",
    NameUse.ALIAS: "A",
    NameUse.PREFERRED: "PREFERRED",
    NameUse.PREVIOUS: "PREVIOUS",
    NameUse.BIRTH: "PREVIOUS-BIRTH",
    NameUse.MAIDEN: "PREVIOUS-MAIDEN",
}
_PRINTED = re.compile(r"(?P<family>[^,]+)(?:, (?P<given>.*?))?(?: \((?P<title>[^()]*)\))?")


def write_adt(event: AdtEvent) -> bytes:
    """Return the message that says this, in UTF-8, without MLLP framing."""
    segments = [_msh(event), _evn(event), *_people(event)]
    segments += [_adult(number, adult) for number, adult in enumerate(event.adults, 1)]
    segments += [*_visit(event), *_allergies(event.person), *_local(event)]
    return "".join(f"{segment}\r" for segment in segments).encode()


def _segment(name: str, fields: Mapping[int, str]) -> str:
    cells = [name, *(fields.get(number, "") for number in range(1, max(fields, default=0) + 1))]
    return "|".join(cells).rstrip("|")


def _esc(text: str) -> str:
    return text.translate(_ESCAPES)


def _told(told: Told[T], written: Mapping[T, str] | None = None) -> str:
    """Return a field: empty where absent, `""` where cleared, else the value or its code."""
    if not isinstance(told, Given):
        return CLEAR if told is CLEARED else ""
    value = told.value
    return _esc(str(value)) if written is None else written.get(value, "")


def _yes(told: Told[bool]) -> str:
    return _told(told, {True: "Y", False: "N"})


def _stamp(moment: datetime) -> str:
    """Return local time; with its offset in the hour that summer time's end makes ambiguous."""
    here = local(moment)
    ambiguous = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    fraction = f".{here.microsecond:06d}" if here.microsecond else ""
    return f"{here:%Y%m%d%H%M%S}{fraction}{here:%z}" if ambiguous else f"{here:%Y%m%d%H%M%S}{fraction}"


def _moment(told: Told[datetime]) -> str:
    return _stamp(told.value) if isinstance(told, Given) else _told(told)


def _day(told: Told[date]) -> str:
    return f"{told.value:%Y%m%d}" if isinstance(told, Given) else _told(told)


def _msh(event: AdtEvent) -> str:
    envelope = event.envelope
    code = envelope.event
    structure = f"ADT_{_STRUCTURES.get(code, 'A01')}"
    sent = _stamp(envelope.recorded_at or envelope.occurred_at)
    fields = {2: _esc(envelope.application), 3: _esc(envelope.organisation), 4: "ROUTE", 5: "ROUTE", 6: sent}
    fields |= {8: f"ADT^{_esc(code)}^{structure}", 9: _esc(envelope.control_id), 10: "P", 11: "2.4"}
    fields |= {12: _esc(envelope.sequence), 16: "GBR", 17: "UNICODE UTF-8", 18: "EN", 20: "iTKv1.0"}
    return _segment("MSH", {1: "^~\\&"} | fields)


def _evn(event: AdtEvent) -> str:
    envelope = event.envelope
    recorded = "" if envelope.recorded_at is None else _stamp(envelope.recorded_at)
    return _segment("EVN", {2: recorded, 4: _esc(envelope.reason), 6: _stamp(envelope.occurred_at)})


def _number(number: HospitalNumber) -> str:
    return f"{_esc(number.value)}^^^{_esc(number.authority)}"


def _identifiers(held: Identifiers) -> str:
    numbers = [_number(number) for number in held.hospital_numbers]
    if held.nhs is not None:
        numbers.insert(0, f"{held.nhs.number.digits}^^^NHS")
    return "~".join(numbers)


def _name(name: PersonName) -> str:
    return f"{_esc(name.family)}^{_esc(name.given)}^^^{_esc(name.title)}^^{_USES[name.use]}"


def _repeated(told: Told[tuple[T, ...]], written: Sequence[str]) -> str:
    return "~".join(written) if isinstance(told, Given) else _told(told)


def _names(told: Told[tuple[PersonName, ...]]) -> str:
    return _repeated(told, [_name(name) for name in told.value] if isinstance(told, Given) else ())


def _address(address: Address) -> str:
    lines = [_esc(line) for line in address.lines[:4]]
    lines += [""] * (4 - len(lines))
    return "^".join((*lines, _esc(address.postcode), "GBR", "H"))


def _addresses(told: Told[tuple[Address, ...]]) -> str:
    return _repeated(told, [_address(address) for address in told.value] if isinstance(told, Given) else ())


def _phones(told: Told[tuple[Phone, ...]]) -> str:
    return _repeated(told, [_esc(phone.number) for phone in told.value] if isinstance(told, Given) else ())


def _birth(birth: Birth) -> str:
    return _esc(birth.raw) or ("" if birth.on is None else f"{birth.on:%Y%m%d}")


def _people(event: AdtEvent) -> list[str]:
    """Return the patient, and for a merge the pairs of records that are one."""
    person = event.person
    if not event.merges:
        return [_pid(person, person.identifiers), *_practice(person)]
    segments: list[str] = []
    for merge in event.merges:
        first = not segments
        segments.append(_pid(person if first else PersonUpdate(), merge.survivor))
        segments.append(_segment("MRG", {1: _identifiers(merge.loser)}))
    return segments


def _pid(person: PersonUpdate, held: Identifiers) -> str:
    birth = person.birth
    maiden = person.mother_maiden_name
    mother = person.mother
    fields = {
        1: "1",
        3: _identifiers(held),
        5: _names(person.names),
        6: _name(maiden.value) if isinstance(maiden, Given) else _told(maiden),
        7: _birth(birth.value) if isinstance(birth, Given) else _told(birth),
        8: _told(person.sex, _SEXES),
        11: _addresses(person.addresses),
        13: _phones(person.phones),
        15: _told(person.language),
        21: _identifiers(mother.value) if isinstance(mother, Given) else _told(mother),
        22: _told(person.ethnicity),
        24: _yes(person.multiple_birth),
        25: _told(person.birth_order),
        29: _day(person.died_on),
        30: _yes(person.dead),
        31: _yes(person.identity_unknown),
        32: "~".join(_reliability(person, held)),
    }
    return _segment("PID", fields)


def _reliability(person: PersonUpdate, held: Identifiers) -> list[str]:
    marks: list[str] = []
    if held.nhs is not None and held.nhs.status is not NhsNumberStatus.NOT_STATED:
        marks.append(f"NSTS{held.nhs.status.value}")
    if isinstance(person.birth, Given) and person.birth.value.quality is BirthQuality.ESTIMATED:
        marks.append("ED")
    if person.address_is_default:
        marks.append("UA")
    return marks


def _practice(person: PersonUpdate) -> list[str]:
    practice, code = person.gp_practice, person.gp_practice_code
    if isinstance(practice, Given) or isinstance(code, Given):
        return [_segment("PD1", {3: f"{_told(practice)}^^{_told(code)}"})]
    return [_segment("PD1", {3: CLEAR})] if practice is CLEARED else []


def _adult(number: int, adult: RelatedAdult) -> str:
    kinships = {kinship: code for code, kinship in reversed(KINSHIPS.items()) if code.isdigit()}
    fields = {
        1: str(number),
        2: _name(adult.name),
        3: kinships[adult.kinship],
        4: "" if adult.address is None else _address(adult.address),
        5: "" if adult.phone is None else _esc(adult.phone.number),
        7: _esc(adult.contact_role),
        15: _SEXES[adult.sex],
        16: _birth(adult.birth),
        20: _esc(adult.language),
    }
    return _segment("NK1", fields)


def _place(told: Told[Place]) -> str:
    if not isinstance(told, Given):
        return _told(told)
    place = told.value
    return "^".join(_esc(part) for part in (place.point_of_care, place.room, place.bed, place.site)).rstrip(
        "^"
    )


def _visit_number(number: VisitNumber | None) -> str:
    return "" if number is None else f"{_esc(number.value)}^^^{_esc(number.authority)}".rstrip("^")


def _clinician(told: Told[str]) -> str:
    if not isinstance(told, Given):
        return _told(told)
    found = _PRINTED.fullmatch(told.value)
    family, given, title = ("", "", "") if found is None else found.group("family", "given", "title")
    return f"^{_esc(family)}^{_esc(given or '')}^^^{_esc(title or '')}"


def _visit(event: AdtEvent) -> list[str]:
    visit = event.visit
    dispositions = {meaning: code for code, meaning in reversed(DISPOSITIONS.items())}
    fields = {
        2: _told(visit.patient_class),
        3: _place(visit.place),
        6: _place(visit.place_before),
        7: _clinician(visit.clinician),
        14: _told(visit.admission_source),
        16: _told(visit.sensitive, {True: "S", False: "N"}),
        19: _visit_number(visit.number),
        36: _told(visit.disposition, dispositions),
        37: _told(visit.destination_code) or _told(visit.destination),
        44: _moment(visit.arrived_at),
        45: _moment(visit.departed_at),
    }
    if not any(fields.values()):
        return []
    modes = {words: code for code, words in ARRIVAL_MODES.items()}
    mode = visit.arrival_mode
    came = modes.get(mode.value, _esc(mode.value)) if isinstance(mode, Given) else _told(mode)
    complaint = (
        f"^{_esc(visit.complaint.value)}" if isinstance(visit.complaint, Given) else _told(visit.complaint)
    )
    second = _segment("PV2", {3: complaint, 38: came})
    return [_segment("PV1", {1: "1"} | fields), *([second] if "|" in second else [])]


def _allergies(person: PersonUpdate) -> list[str]:
    told = person.allergies
    found = told.value.split("; ") if isinstance(told, Given) else []
    return [_segment("AL1", {1: str(number), 3: f"^{_esc(one)}"}) for number, one in enumerate(found, 1)]


def _local(event: AdtEvent) -> list[str]:
    """Return the United Kingdom's own segments: whether an appointment was kept, and hidden whereabouts."""
    codes = {meaning: code for code, meaning in reversed(ATTENDED.items())}
    attended = _told(event.visit.attended, codes)
    hidden = _told(event.person.shield_location, {True: "1", False: "0"})
    third = [_segment("ZU3", {3: attended})] if attended else []
    eighth = [_segment("ZU8", {1: "U", 4: hidden})] if hidden else []
    return third + eighth
