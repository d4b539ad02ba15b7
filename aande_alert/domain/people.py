"""People and how they are linked: a child with three surnames and two homes is the normal case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Birth, NameUse, NhsIdentity, PersonName, Sex

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from aande_alert.domain.identity import Address, HospitalNumber, Phone
    from aande_alert.domain.provenance import Provenance


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """A child or an adult this hospital has a record of.

    Attributes:
        id: Our own id.
        names: Every name ever given; the first with use `current` is shown.
        birth: Date of birth and how far it can be trusted.
        sex: Administrative gender in full.
        nhs: NHS number and its status; `None` where none is held.
        hospital_numbers: Numbers from this and other hospitals.
        addresses: Newest first.
        phones: Newest first.
        gp_practice: Name of the practice; empty where not known.
        school: School or nursery; empty where not known.
        mother_name: Mother's name as last received, for matching; empty where not known.
        mother_id: The mother's record here, where a feed or a person linked it.
        allergies: As received; empty means not recorded, never "none".
        language: First language, English words; empty where not known.
        ethnicity: As received; empty where not known.
        identity_unknown: Nobody knows yet who this is (HL7 PID-31).
        shield_location: The person's whereabouts must be hidden (HL7 ZU8-4, PV1-16).
        multiple_birth: Twin or more; `None` where not known.
        died_on: Date of death; `None` while alive or not known.
        merged_into: The surviving record after a merge.
        version: Optimistic lock; grows with each change.
    """

    id: UUID
    names: tuple[PersonName, ...]
    birth: Birth = BIRTH_NOT_GIVEN
    sex: Sex = Sex.NOT_KNOWN
    nhs: NhsIdentity | None = None
    hospital_numbers: tuple[HospitalNumber, ...] = ()
    addresses: tuple[Address, ...] = ()
    phones: tuple[Phone, ...] = ()
    gp_practice: str = ""
    school: str = ""
    mother_name: str = ""
    mother_id: UUID | None = None
    allergies: str = ""
    language: str = ""
    ethnicity: str = ""
    identity_unknown: bool = False
    shield_location: bool = False
    multiple_birth: bool | None = None
    died_on: date | None = None
    merged_into: UUID | None = None
    version: int = 1

    def __repr__(self) -> str:
        return f"Person({self.id}, withheld)"

    @property
    def name(self) -> PersonName:
        """Return the name to show; `UNKNOWN, Unknown` where there is none."""
        for name in self.names:
            if name.use is NameUse.CURRENT:
                return name
        return self.names[0] if self.names else PersonName("Unknown", "Unknown")

    @property
    def aliases(self) -> tuple[PersonName, ...]:
        """Return every other name."""
        shown = self.name
        return tuple(name for name in self.names if name != shown)

    @property
    def address(self) -> Address | None:
        """Return the newest address, or `None`."""
        return self.addresses[0] if self.addresses else None


class LinkKind(StrEnum):
    """How the first person stands to the second; the way back is derived, never typed."""

    PARENT = "parent"
    STEP_PARENT = "step_parent"
    FOSTER_CARER = "foster_carer"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    STEP_SIBLING = "step_sibling"
    TWIN = "twin"
    PARTNER = "partner"
    EX_PARTNER = "ex_partner"
    RELATIVE = "relative"
    CARER = "carer"
    LIVES_WITH = "lives_with"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"
    SOCIAL_WORKER = "social_worker"


@dataclass(frozen=True, slots=True)
class Link:
    """A dated, sourced link: `person` is the `kind` of `other`."""

    id: UUID
    person: UUID
    kind: LinkKind
    other: UUID
    provenance: Provenance
    since: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Relation:
    """Somebody seen from one person: the words a screen or letter prints.

    Attributes:
        person: The other person.
        words: What they are to the subject, `Mother`, `Brother`, `Mother's partner`.
        lives_here: Whether they live at the subject's home now; `None` where not known.
        has_responsibility: Whether they hold parental responsibility; `None` where not known.
        since: When the link began, where known.
        provenance: Who said so.
        through: The parent, or parent's partner, through whom they are linked; `None` where directly.
    """

    person: Person
    words: str
    lives_here: bool | None = None
    has_responsibility: bool | None = None
    since: date | None = None
    provenance: Provenance | None = None
    through: UUID | None = None

    def __repr__(self) -> str:
        return f"Relation({self.person.id}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class PersonLine:
    """One row of a search: enough to choose the right person by.

    Attributes:
        person: The person.
        found_by: Which words of the search agreed, `NHS number`, `name, sounds like`.
        last_seen: The newest attendance, where there is one.
        similar: Another row has a similar name.
    """

    person: Person
    found_by: str
    last_seen: datetime | None = None
    similar: bool = False

    def __repr__(self) -> str:
        return f"PersonLine({self.person.id}, withheld)"
