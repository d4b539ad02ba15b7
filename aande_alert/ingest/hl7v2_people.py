"""The patient and the adults on an HL7 v2 message: numbers, names, births, addresses, phones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aande_alert.domain.answers import Given
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import ABSENT, Identifiers, Kinship, PersonUpdate, RelatedAdult, Told
from aande_alert.ingest.hl7v2_codes import HIDDEN_NOT, KINSHIPS, NAME_USES, NHS_STATUSES, SEXES
from aande_alert.ingest.hl7v2_fields import birth, code, day, said, silence, text, yes_or_no

if TYPE_CHECKING:
    from datetime import date

    from aande_alert.ingest.hl7v2_text import Message, Segment

_NHS: Final = "NHS"
_TRACING: Final = "NSTS"
_DEFAULT_BIRTH = "UD"
_ESTIMATED_BIRTH = "ED"
_DEFAULT_ADDRESS = "UA"
_UNKNOWN = "Unknown"


def read_person(message: Message, pid: Segment, today: date) -> PersonUpdate:
    """Return what a message says of the patient.

    Args:
        message: The message.
        pid: Its PID segment.
        today: The day it came.
    """
    marks = _reliability(message, pid)
    pd1 = message.segment("PD1")
    return PersonUpdate(
        identifiers=identifiers(pid, 3, status=_tracing_status(message, marks)),
        names=_names(pid, 5),
        birth=_marked_birth(birth(pid, 7, today), marks),
        sex=code(pid, 8, SEXES, Sex.NOT_KNOWN, "sex"),
        mother_maiden_name=_maiden_name(pid, 6),
        addresses=_addresses(pid, 11),
        address_is_default=_DEFAULT_ADDRESS in marks,
        phones=_phones(pid),
        language=text(pid, 15),
        ethnicity=text(pid, 22),
        mother=_mother(pid, 21),
        multiple_birth=yes_or_no(pid, 24, "Twin or more"),
        birth_order=_birth_order(pid, 25),
        dead=yes_or_no(pid, 30, "The death indicator"),
        died_on=day(pid, 29, "The date of death"),
        identity_unknown=yes_or_no(pid, 31, "Identity unknown"),
        gp_practice=text(pd1, 3),
        gp_practice_code=text(pd1, 3, part=2),
        shield_location=_shielding(message),
        allergies=_allergies(message),
    )


def _reliability(message: Message, pid: Segment) -> frozenset[str]:
    """Return the codes of PID-32: how far number, birth and address can be trusted."""
    return frozenset(message.plain(one).upper() for one in pid.repeats(32))


def _tracing_status(message: Message, marks: frozenset[str]) -> NhsNumberStatus:
    """Return how far the number was traced: PID-32, or ZU1-27 in older messages."""
    legacy = said(text(message.segment("ZU1"), 27)).upper()
    for mark in (*sorted(marks), legacy):
        status = NHS_STATUSES.get(mark.removeprefix(_TRACING).zfill(2) if mark else "")
        if status is not None:
            return status
    return NhsNumberStatus.NOT_STATED


def identifiers(
    segment: Segment, number: int, *, status: NhsNumberStatus = NhsNumberStatus.NOT_STATED
) -> Identifiers:
    """Return every number of one person; the NHS number is the one whose authority says so.

    Two different valid NHS numbers on one message make both doubtful: the first is kept as unresolved
    and the other beside the hospital numbers, so that neither is lost to matching.
    """
    message = segment.message
    nhs: NhsIdentity | None = None
    others: list[HospitalNumber] = []
    for repeat in segment.repeats(number):
        parts = segment.parts(repeat)
        value = message.plain(parts[0])
        authority = message.plain(parts[3].split(message.sub, 1)[0]) if len(parts) > 3 else ""  # noqa: PLR2004 - CX-4
        if not value:
            continue
        if authority.upper() != _NHS:
            others.append(HospitalNumber(authority, value))
            continue
        found = _nhs_number(segment, number, value)
        if found is None:
            continue
        if nhs is None:
            nhs = NhsIdentity(found, status)
        elif nhs.number != found:
            segment.remark(
                number, value, "Two different NHS numbers are given; neither is counted as verified."
            )
            nhs = NhsIdentity(nhs.number, NhsNumberStatus.TRACE_UNRESOLVED)
            others.append(HospitalNumber(_NHS, found.digits))
    return Identifiers(nhs, tuple(others))


def _nhs_number(segment: Segment, number: int, value: str) -> NhsNumber | None:
    try:
        return NhsNumber.read(value)
    except Refused:
        words = (
            "This is not a valid NHS number. It was left out; the child is checked by name and date of birth."
        )
        segment.remark(number, value, words)
        return None


def _mother(pid: Segment, number: int) -> Told[Identifiers]:
    why = silence(pid.raw(number))
    return Given(identifiers(pid, number)) if why is None else why


def _name(message: Message, parts: list[str]) -> tuple[str, str, str]:
    """Return family, given and title of an XPN or XCN whose first part is the family name."""
    cells = [message.plain(part) for part in parts[:5]]
    cells += [""] * (5 - len(cells))
    if message.sub in parts[0]:
        cells[0] = message.plain(parts[0].split(message.sub, 1)[0])
    family, given, middle, _suffix, title = cells
    return family, f"{given} {middle}".strip() if middle else given, title


def _names(segment: Segment, number: int) -> Told[tuple[PersonName, ...]]:
    why = silence(segment.raw(number))
    if why is not None:
        return why
    found: list[PersonName] = []
    for repeat in segment.repeats(number):
        parts = segment.parts(repeat)
        family, given, title = _name(segment.message, parts)
        if family or given:
            found.append(PersonName(family or _UNKNOWN, given, title, _use(segment, number, parts)))
    found.sort(key=lambda name: name.use is not NameUse.CURRENT)
    return Given(tuple(found)) if found else ABSENT


def _use(segment: Segment, number: int, parts: list[str]) -> NameUse:
    kind = segment.message.plain(parts[6]).upper() if len(parts) > 6 else ""  # noqa: PLR2004 - XPN-7
    use = NAME_USES.get(kind)
    if use is None:
        segment.remark(number, kind, "This sort of name is not known here; it was kept as another name.")
        return NameUse.ALIAS
    return use


def _maiden_name(pid: Segment, number: int) -> Told[PersonName]:
    names = _names(pid, number)
    if not isinstance(names, Given):
        return names
    first = names.value[0]
    return Given(PersonName(first.family, first.given, first.title, NameUse.MAIDEN))


def _marked_birth(told: Told[Birth], marks: frozenset[str]) -> Told[Birth]:
    """Lower the trust in a date of birth that the sender marks as made up or estimated."""
    if not isinstance(told, Given) or told.value.on is None:
        return told
    on = told.value.on
    if _DEFAULT_BIRTH in marks:
        return Given(Birth(None, BirthQuality.NOT_GIVEN, on.isoformat()))
    if _ESTIMATED_BIRTH in marks:
        return Given(Birth(on, BirthQuality.ESTIMATED, told.value.raw))
    return told


def _address(segment: Segment, repeat: str) -> Address | None:
    message = segment.message
    parts = segment.parts(repeat)
    cells = [message.plain(part) for part in parts[:5]]
    if message.sub in parts[0]:
        cells[0] = message.plain(parts[0].replace(message.sub, " "))
    postcode = cells[4] if len(cells) > 4 else ""  # noqa: PLR2004 - XAD-5
    lines = tuple(cell for cell in cells[:4] if cell)
    return Address(lines, postcode) if lines or postcode else None


def _addresses(pid: Segment, number: int) -> Told[tuple[Address, ...]]:
    why = silence(pid.raw(number))
    if why is not None:
        return why
    kept: list[tuple[bool, Address]] = []
    for repeat in pid.repeats(number):
        address = _address(pid, repeat)
        if address is not None:
            kept.append((_is_home(pid, repeat), address))
    kept.sort(key=lambda one: not one[0])
    return Given(tuple(address for _, address in kept)) if kept else ABSENT


def _is_home(pid: Segment, repeat: str) -> bool:
    parts = pid.parts(repeat)
    return len(parts) > 6 and parts[6] == "H"  # noqa: PLR2004 - XAD-7


def _phones_in(segment: Segment, number: int) -> list[Phone]:
    message = segment.message
    found: list[Phone] = []
    for repeat in segment.repeats(number):
        parts = segment.parts(repeat)
        dialled = message.plain(parts[0]) or message.plain(" ".join(part for part in parts[5:7] if part))
        if any(char.isdigit() for char in dialled):
            found.append(Phone(dialled))
    return found


def _phones(pid: Segment) -> Told[tuple[Phone, ...]]:
    """Return home and business phones; cleared only where one is cleared and the other says nothing."""
    phones = (*_phones_in(pid, 13), *_phones_in(pid, 14))
    if phones:
        return Given(phones)
    return silence(pid.raw(13)) or silence(pid.raw(14)) or ABSENT


def _birth_order(pid: Segment, number: int) -> Told[int]:
    told = text(pid, number)
    if not isinstance(told, Given):
        return told
    if len(told.value) <= 2 and told.value.isascii() and told.value.isdigit():  # noqa: PLR2004 - two digits
        return Given(int(told.value))
    pid.remark(number, told.value, "The order of birth is not a number; it was left out.")
    return ABSENT


def _shielding(message: Message) -> Told[bool]:
    """Say whether whereabouts must be hidden: ZU8-4, or a visit marked sensitive or stop noted.

    A code nobody knows hides: showing an address by mistake cannot be undone.
    """
    if sensitive(message):
        return Given(value=True)
    told = text(message.segment("ZU8"), 4)
    return Given(told.value != HIDDEN_NOT) if isinstance(told, Given) else told


def sensitive(message: Message) -> bool:
    """Say whether the visit is marked sensitive or stop noted (PV1-16)."""
    return said(text(message.segment("PV1"), 16)).upper() in {"S", "Y"}


def _allergies(message: Message) -> Told[str]:
    found: list[str] = []
    for segment in message.every("AL1")[:50]:
        words = said(text(segment, 3, part=1)) or said(text(segment, 3))
        if words:
            found.append(words)
    return Given("; ".join(found)) if found else ABSENT


def read_adults(message: Message, today: date) -> tuple[RelatedAdult, ...]:
    """Return the related adults on a message; at most 50. None of them need have brought the child."""
    found = (_adult(segment, today) for segment in message.every("NK1")[:50])
    return tuple(adult for adult in found if adult is not None)


def _adult(segment: Segment, today: date) -> RelatedAdult | None:
    names = _names(segment, 2)
    if not isinstance(names, Given):
        return None
    repeats = segment.repeats(4)
    phones = _phones_in(segment, 5)
    kinship = code(segment, 3, KINSHIPS, Kinship.NOT_KNOWN, "how they are related")
    sex = code(segment, 15, SEXES, Sex.NOT_KNOWN, "sex")
    born = birth(segment, 16, today)
    return RelatedAdult(
        name=names.value[0],
        kinship=kinship.value if isinstance(kinship, Given) else Kinship.NOT_KNOWN,
        address=_address(segment, repeats[0]) if repeats else None,
        phone=phones[0] if phones else None,
        sex=sex.value if isinstance(sex, Given) else Sex.NOT_KNOWN,
        birth=born.value if isinstance(born, Given) else BIRTH_NOT_GIVEN,
        language=said(text(segment, 20)),
        contact_role=said(text(segment, 7)),
    )
