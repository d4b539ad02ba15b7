"""What a hospital feed says: arrivals, updates and merges, with silence told apart from erasure.

An absent field leaves what is held as it is, `""` clears it, a value replaces it (HL7 2.4, ITK).
All moments are UTC; a date of birth never passes through a zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Birth, Sex

if TYPE_CHECKING:
    from datetime import date, datetime

    from aande_alert.domain.attendance import Disposition
    from aande_alert.domain.identity import Address, HospitalNumber, NhsIdentity, PersonName, Phone

T = TypeVar("T")


class Silence(Enum):
    """Why a message holds no value for a field."""

    ABSENT = "absent"
    CLEARED = "cleared"


ABSENT = Silence.ABSENT
CLEARED = Silence.CLEARED

Told: TypeAlias = Given[T] | Silence


def told_or(told: Told[T], held: T, emptied: T) -> T:
    """Return what the field becomes.

    Args:
        told: What the message says of it.
        held: The value held now; an absent field keeps it.
        emptied: The value that means empty; a cleared field becomes it.
    """
    if isinstance(told, Given):
        return told.value
    return held if told is ABSENT else emptied


class Trigger(StrEnum):
    """What happened, by HL7 trigger event."""

    ADMIT = "A01"
    TRANSFER = "A02"
    DISCHARGE = "A03"
    REGISTER = "A04"
    TO_INPATIENT = "A06"
    TO_OUTPATIENT = "A07"
    UPDATE = "A08"
    CANCEL_ADMIT = "A11"
    CANCEL_TRANSFER = "A12"
    CANCEL_DISCHARGE = "A13"
    SWAP_BEDS = "A17"
    CREATE_PERSON = "A28"
    DELETE_PERSON = "A29"
    UPDATE_PERSON = "A31"
    MERGE = "A40"
    MOVE_VISIT = "A45"
    CHANGE_NUMBER = "A47"
    STORED_ONLY = "stored"

    @property
    def acted_on(self) -> bool:
        """Say whether the message changes a record; `False` means it is kept and nothing more.

        A29 asks for a person to be deleted: that is for a human to look at, never done.
        """
        return self not in {Trigger.STORED_ONLY, Trigger.DELETE_PERSON, Trigger.SWAP_BEDS}


class PatientClass(StrEnum):
    """In what way somebody is in the hospital (PV1-2)."""

    EMERGENCY = "E"
    INPATIENT = "I"
    OUTPATIENT = "O"
    PREADMIT = "P"
    OBSTETRIC = "B"
    RECURRING = "R"
    NOT_APPLICABLE = "N"
    OTHER = "other"


class Attended(StrEnum):
    """Whether an appointment was kept (ZU3-3)."""

    ATTENDED = "attended"
    LATE = "late"
    CANCELLED_BY_PATIENT = "cancelled_by_patient"
    CANCELLED_BY_HOSPITAL = "cancelled_by_hospital"
    NOT_BROUGHT = "not_brought"


class Kinship(StrEnum):
    """How an adult on the message stands to the patient (NK1-3). It is not who brought the child."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    NEXT_OF_KIN = "next of kin"
    GUARDIAN = "guardian"
    FOSTER_PARENT = "foster parent"
    CHILD = "child"
    MOTHER = "mother"
    FATHER = "father"
    SISTER = "sister"
    BROTHER = "brother"
    RELATIVE = "relative"
    PROXY = "proxy"
    CARER = "carer"
    SELF = "self"
    STEP_PARENT = "step-parent"
    NOT_KNOWN = "not known"


class _Withheld:
    """A value whose `repr` shows nothing of a person."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class RawMessage(_Withheld):
    """A message as it came off the wire: stored before it is acknowledged or read.

    Attributes:
        feed: Which feed, `arrivals`.
        peer: Address it came from, or the file's name.
        received_at: UTC.
        body: The bytes, without MLLP framing.
        sha256: Of the body, lower-case hex; the same bytes from the same feed are a duplicate.
    """

    feed: str
    peer: str
    received_at: datetime
    body: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class FeedRules:
    """How one feed is read and answered.

    Attributes:
        processing_ids: MSH-11 values taken; a live feed takes production messages only.
        unknown_events: Whether a trigger event nobody knows is stored and acknowledged, or rejected.
        content_errors: Whether a message that is stored but cannot be read is answered with an error.
            Many engines stop their queue at an error, which hides every later arrival.
    """

    processing_ids: frozenset[str] = frozenset({"P"})
    unknown_events: bool = True
    content_errors: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Identifiers(_Withheld):
    """Every number a message gives one person; the NHS number is found by its authority, not its place."""

    nhs: NhsIdentity | None = None
    hospital_numbers: tuple[HospitalNumber, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any number at all."""
        return self.nhs is not None or bool(self.hospital_numbers)


@dataclass(frozen=True, slots=True, repr=False)
class Remark(_Withheld):
    """Something in a message that could not be taken as it stood; the rest of the message was.

    Attributes:
        where: Field, `PID-7`.
        raw: What was there; never logged.
        words: What it means for the reader.
    """

    where: str
    raw: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class PersonUpdate(_Withheld):
    """What a message says of the patient.

    Attributes:
        identifiers: Numbers, of which there may be none.
        names: Every name with its use; the current one first where there is one.
        birth: Date of birth. An impossible or partial one is given, with its quality and raw text.
        sex: Administrative gender.
        mother_maiden_name: For family links.
        addresses: Home first.
        address_is_default: The sender marked the address as a stand-in.
        phones: Landline first.
        language: Language code as sent.
        ethnicity: Ethnic category as sent.
        mother: The mother's numbers.
        multiple_birth: Twin or more.
        birth_order: First, second, third.
        dead: Death indicator; it and the date can disagree.
        died_on: Date of death.
        identity_unknown: Nobody knows who this is: exact numbers only, no matching by likeness.
        gp_practice: Practice's name.
        gp_practice_code: Practice's code.
        shield_location: Whereabouts must be hidden on every screen, letter and export.
        allergies: As sent, joined by semicolons.
    """

    identifiers: Identifiers = Identifiers()
    names: Told[tuple[PersonName, ...]] = ABSENT
    birth: Told[Birth] = ABSENT
    sex: Told[Sex] = ABSENT
    mother_maiden_name: Told[PersonName] = ABSENT
    addresses: Told[tuple[Address, ...]] = ABSENT
    address_is_default: bool = False
    phones: Told[tuple[Phone, ...]] = ABSENT
    language: Told[str] = ABSENT
    ethnicity: Told[str] = ABSENT
    mother: Told[Identifiers] = ABSENT
    multiple_birth: Told[bool] = ABSENT
    birth_order: Told[int] = ABSENT
    dead: Told[bool] = ABSENT
    died_on: Told[date] = ABSENT
    identity_unknown: Told[bool] = ABSENT
    gp_practice: Told[str] = ABSENT
    gp_practice_code: Told[str] = ABSENT
    shield_location: Told[bool] = ABSENT
    allergies: Told[str] = ABSENT


@dataclass(frozen=True, slots=True, repr=False)
class VisitNumber(_Withheld):
    """The feed's number for a visit, unique within its authority."""

    value: str
    authority: str = ""

    @property
    def key(self) -> str:
        """Return one string to keep the visit by, unique within the feed."""
        return f"{self.value}^{self.authority}" if self.authority else self.value


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the hospital; parts that are missing are empty."""

    point_of_care: str = ""
    room: str = ""
    bed: str = ""
    site: str = ""

    def shown(self) -> str:
        """Return the place on one line, without its site code."""
        return ", ".join(part for part in (self.point_of_care, self.room, self.bed) if part)


@dataclass(frozen=True, slots=True, repr=False)
class VisitUpdate(_Withheld):
    """What a message says of the visit.

    Attributes:
        number: The visit's number; `None` where the message gives none.
        patient_class: Emergency, inpatient and so on.
        place: Where the patient is now.
        place_before: Where the patient was.
        arrived_at: Arrival or admission, UTC.
        departed_at: Departure or discharge, UTC.
        complaint: Reason for coming, as sent.
        clinician: Attending or consulting doctor, as printed.
        disposition: How the visit ended.
        destination: Where the patient went, in words.
        arrival_mode: How the patient came, in words.
        admission_source: Code of where the patient came from.
        destination_code: Code of where the patient went.
        sensitive: The visit is marked sensitive or stop noted.
        attended: Whether an appointment was kept.
    """

    number: VisitNumber | None = None
    patient_class: Told[PatientClass] = ABSENT
    place: Told[Place] = ABSENT
    place_before: Told[Place] = ABSENT
    arrived_at: Told[datetime] = ABSENT
    departed_at: Told[datetime] = ABSENT
    complaint: Told[str] = ABSENT
    clinician: Told[str] = ABSENT
    disposition: Told[Disposition] = ABSENT
    destination: Told[str] = ABSENT
    arrival_mode: Told[str] = ABSENT
    admission_source: Told[str] = ABSENT
    destination_code: Told[str] = ABSENT
    sensitive: Told[bool] = ABSENT
    attended: Told[Attended] = ABSENT

    @property
    def council_care_hinted(self) -> bool:
        """Say whether the child came from or went to council care: a hint to look, never a flag."""
        codes = {
            told.value for told in (self.admission_source, self.destination_code) if isinstance(told, Given)
        }
        return not codes.isdisjoint({"65", "66"})


@dataclass(frozen=True, slots=True, repr=False)
class RelatedAdult(_Withheld):
    """Somebody named on the message beside the patient (NK1)."""

    name: PersonName
    kinship: Kinship = Kinship.NOT_KNOWN
    address: Address | None = None
    phone: Phone | None = None
    sex: Sex = Sex.NOT_KNOWN
    birth: Birth = BIRTH_NOT_GIVEN
    language: str = ""
    contact_role: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Merge(_Withheld):
    """One record found to be another: everything of the loser moves to the survivor, reversibly."""

    survivor: Identifiers
    loser: Identifiers


class TimeSource(StrEnum):
    """Which field of the message ordered it."""

    EVENT = "EVN-6"
    RECORDED = "EVN-2"
    SENT = "MSH-7"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent a message, and what they call it.

    Attributes:
        control_id: MSH-10. Not unique: a reused one with other bytes is another message.
        application: MSH-3.
        organisation: MSH-4.
        event: The trigger event as sent, `A04`.
        occurred_at: When it happened, UTC: the ordering key.
        ordered_by: Which field that came from.
        recorded_at: When it was entered at the sender, UTC; `None` where not said.
        reason: EVN-4 as sent.
        sequence: MSH-13 as sent.
    """

    control_id: str
    application: str
    organisation: str
    event: str
    occurred_at: datetime
    ordered_by: TimeSource = TimeSource.EVENT
    recorded_at: datetime | None = None
    reason: str = ""
    sequence: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class AdtEvent(_Withheld):
    """One message of the arrivals feed, read.

    Attributes:
        trigger: What happened.
        envelope: Who sent it, when it happened and what it is called.
        person: The patient.
        visit: The visit; empty for messages about the person alone.
        adults: Related adults.
        adults_told: Whether the message speaks of related adults at all.
        merges: For a merge or a changed number.
        problems: What could not be taken as it stood.
    """

    trigger: Trigger
    envelope: Envelope
    person: PersonUpdate
    visit: VisitUpdate = VisitUpdate()
    adults: tuple[RelatedAdult, ...] = ()
    adults_told: bool = False
    merges: tuple[Merge, ...] = ()
    problems: tuple[Remark, ...] = field(default=())


class QuarantineReason(StrEnum):
    """Why a message could not be read; each has words of its own."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_HL7 = "not_hl7"
    GARBLED = "garbled"
    NOT_ADT = "not_adt"
    UNKNOWN_EVENT = "unknown_event"
    WRONG_VERSION = "wrong_version"
    TEST_MESSAGE = "test_message"
    NO_PATIENT = "no_patient"
    NOBODY_NAMED = "nobody_named"
    MERGE_INCOMPLETE = "merge_incomplete"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that was kept but not applied. Nothing in it names a person, so it may be shown.

    Attributes:
        reason: Which kind of trouble.
        words: What happened.
        do: What to do.
        control_id: MSH-10 where it could be read.
        event: Trigger event where it could be read.
    """

    reason: QuarantineReason
    words: str
    do: str
    control_id: str = ""
    event: str = ""


class Receipt(StrEnum):
    """What became of a message before it is answered."""

    STORED = "stored"
    NOT_STORED = "not_stored"
