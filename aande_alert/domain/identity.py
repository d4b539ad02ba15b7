"""Who somebody is: numbers, names, births, addresses; each checks itself and withholds its repr."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import mul

from aande_alert.domain.errors import Refused

_NHS_DIGITS = 10
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u00a0]+")


class _Withheld:
    """A value that never shows itself in a log or a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(withheld)"


def nhs_check_digit_holds(digits: str) -> bool:
    """Say whether ten digits carry the right modulus 11 check (ISB 0149).

    Ten equal digits pass the arithmetic but are placeholders, so they fail here.
    """
    if len(digits) != _NHS_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    if len(set(digits)) == 1:
        return False
    total = sum(map(mul, map(int, digits), range(10, 1, -1)))
    check = 11 - total % 11
    return int(digits[9]) == (0 if check == 11 else check)  # a check of 10 equals no digit  # noqa: PLR2004


@dataclass(frozen=True, slots=True, repr=False)
class NhsNumber(_Withheld):
    """Ten digits, the last a modulus 11 check on the other nine.

    Raises:
        Refused: The digits are not a valid number.
    """

    digits: str

    def __post_init__(self) -> None:
        if not nhs_check_digit_holds(self.digits):
            what, do = "This is not a valid NHS number.", "Read it again from the wristband."
            raise Refused(what, do)

    @classmethod
    def read(cls, text: str) -> NhsNumber:
        """Read a number as typed or scanned, with or without spaces and hyphens.

        Raises:
            Refused: The text is not a valid number.
        """
        return cls(_SEPARATORS.sub("", text))

    def shown(self) -> str:
        """Return the number in the NHS display form, `999 123 4567` (ISB 1504)."""
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"


class NhsNumberStatus(StrEnum):
    """How far a number can be trusted (HL7 table 0445 NSTS01 to NSTS08)."""

    VERIFIED = "01"
    PRESENT_NOT_TRACED = "02"
    TRACE_REQUIRED = "03"
    TRACE_NO_MATCH = "04"
    TRACE_UNRESOLVED = "05"
    TRACE_IN_PROGRESS = "06"
    NOT_REQUIRED = "07"
    TRACE_POSTPONED = "08"
    NOT_STATED = ""

    @property
    def words(self) -> str:
        """Return the status as shown beside the number."""
        return "Verified" if self is NhsNumberStatus.VERIFIED else "Not verified"


@dataclass(frozen=True, slots=True, repr=False)
class NhsIdentity(_Withheld):
    """An NHS number together with how far it is verified."""

    number: NhsNumber
    status: NhsNumberStatus = NhsNumberStatus.NOT_STATED

    @property
    def verified(self) -> bool:
        """Say whether the number has been traced and verified."""
        return self.status is NhsNumberStatus.VERIFIED


@dataclass(frozen=True, slots=True, repr=False)
class HospitalNumber(_Withheld):
    """A number this or another hospital gave, unique within its authority."""

    authority: str
    value: str


class NameUse(StrEnum):
    """What a name is used for (HL7 XPN-7, in our words)."""

    CURRENT = "current"
    ALIAS = "alias"
    PREFERRED = "preferred"
    BIRTH = "birth"
    MAIDEN = "maiden"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True, repr=False)
class PersonName(_Withheld):
    """A person's name, kept as given; display upper-cases the family name.

    Attributes:
        family: Family name as received; `Unknown` where nobody knows it.
        given: All given names, in order, separated by spaces.
        title: `Mr`, `Miss`; empty for most children.
        use: What the name is used for.
    """

    family: str
    given: str
    title: str = ""
    use: NameUse = NameUse.CURRENT

    def shown(self) -> str:
        """Return the NHS display form, `PELL, Hannah (Miss)` (ISB 1506)."""
        name = f"{self.family.upper()}, {self.given}" if self.given else self.family.upper()
        return f"{name} ({self.title})" if self.title else name


class Sex(StrEnum):
    """Administrative gender in full words; there is no default."""

    FEMALE = "Female"
    MALE = "Male"
    NOT_SPECIFIED = "Not specified"
    NOT_KNOWN = "Not known"


class BirthQuality(StrEnum):
    """How far a date of birth can be trusted."""

    EXACT = "exact"
    ESTIMATED = "estimated"
    PLACEHOLDER = "placeholder"
    IMPOSSIBLE = "impossible"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True, repr=False)
class Birth(_Withheld):
    """A date of birth, or why there is none. It never passes through a time zone.

    Attributes:
        on: The date; `None` where it is not given or impossible.
        quality: How far it can be trusted.
        raw: What was received when it could not be read as a date.
    """

    on: date | None
    quality: BirthQuality = BirthQuality.EXACT
    raw: str = ""

    def __post_init__(self) -> None:
        if (self.on is None) != (self.quality in {BirthQuality.IMPOSSIBLE, BirthQuality.NOT_GIVEN}):
            what = "A birth date and its quality disagree."
            raise Refused(what, "Give the date, or say why there is none.")


BIRTH_NOT_GIVEN = Birth(None, BirthQuality.NOT_GIVEN)


@dataclass(frozen=True, slots=True, repr=False)
class Address(_Withheld):
    """A postal address; parts that are missing are simply not there."""

    lines: tuple[str, ...]
    postcode: str = ""

    def shown(self) -> str:
        """Return the address on one line, parts joined by a comma and a space."""
        return ", ".join(part for part in (*self.lines, self.postcode) if part)


@dataclass(frozen=True, slots=True, repr=False)
class Phone(_Withheld):
    """A telephone number as dialled, digits and spaces."""

    number: str

    def digits(self) -> str:
        """Return the national digits, for comparing (`+44` becomes `0`)."""
        kept = "".join(char for char in self.number if char.isdigit() or char == "+")
        return "0" + kept[3:] if kept.startswith("+44") else kept.lstrip("+")


def postcode_key(text: str) -> str:
    """Return a postcode without spaces, upper case, for comparing."""
    return "".join(text.split()).upper()
