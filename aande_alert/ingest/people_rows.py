"""One row of a file of people, made comparable: what can be read is used, what cannot is named.

A date or number that cannot be read is evidence that is missing. It is never guessed, and never taken for a
difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    BirthQuality,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.register_lists import DateOrder, RegisterProfile
from aande_alert.ingest.people_files import COLUMNS
from aande_alert.ingest.registers_cells import read_day, read_full_name, read_nhs_number, without_text_mark
from aande_alert.ingest.registers_words import known_lists
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_names import fold_given, mother_names

if TYPE_CHECKING:
    from aande_alert.ingest.people_files import FileRow

_AT: Final = {column: place for place, column in enumerate(COLUMNS)}
_NAMES: Final = frozenset({"family_name", "given_names", "aliases", "mother_name"})
_SHOWN: Final = 40
_MOST_ALIASES: Final = 20
_LONGEST_EMPTY: Final = 20  # no word for "not known" is longer
_APART: Final = re.compile(r"[;|]")
_LETTERS: Final = re.compile(r"[\W_]+")
_FIRST_YEAR: Final = 1850
_ONE_YEAR: Final = 366  # days
_VERIFIED: Final = frozenset({"verified", "traced", "numberpresentandverified", "presentandverified"})
_NO_PROFILE: Final = RegisterProfile(name="")
_NUMBER_WORDS: Final = {
    "E02": "is a placeholder: every digit is the same",
    "E03": "is outside the ranges given to people",
    "E12": "was spoilt by a spreadsheet",
}


@dataclass(frozen=True, slots=True, repr=False)
class FilePerson:
    """One row of a file.

    Attributes:
        id: The file's own id; `row 7` where it has none.
        number: Of the row.
        identity: What is compared.
        expected_on: When the baby of an unborn plan is expected.
        starts: First day on the register.
        ends: Last day on it.
        status: As the file has it.
        troubles: What could not be read, in words.
        unusable: Why nothing of the row may be used; empty where it may.
    """

    id: str
    number: int
    identity: MatchIdentity
    expected_on: date | None = None
    starts: date | None = None
    ends: date | None = None
    status: str = ""
    troubles: tuple[str, ...] = ()
    unusable: str = ""

    def __repr__(self) -> str:
        return f"FilePerson(row {self.number}, withheld)"


def read_person(row: FileRow, today: date, *, listed: bool = False) -> FilePerson:
    """Return one row as somebody to compare.

    Args:
        row: Of the file.
        today: Nobody is born after it.
        listed: The row is of a register, whose numbers count as verified unless it says otherwise, as a
            council's do.
    """
    return _Reading(row, today, listed=listed).person()


@dataclass(slots=True)
class _Reading:
    """A row while it is read."""

    row: FileRow
    today: date
    listed: bool
    troubles: list[str] = field(default_factory=list)

    def person(self) -> FilePerson:
        row = self.row
        who = self._text("id") or f"row {row.number}"
        if row.trouble:
            return FilePerson(who, row.number, MatchIdentity(()), unusable=row.trouble)
        if row.short:
            self.troubles.append("the row is shorter than the header")
        expected_on = self._day("expected_date")
        return FilePerson(
            id=who,
            number=row.number,
            identity=self._identity(expected_on),
            expected_on=expected_on,
            starts=self._day("start"),
            ends=self._day("end"),
            status=self._text("status")[:_SHOWN],
            troubles=tuple(self.troubles),
        )

    def _identity(self, expected_on: date | None) -> MatchIdentity:
        mother, birth = self._text("mother_name"), self._birth()
        names = self._names()
        if self.listed and expected_on is not None:
            names, birth = _of_mother(names, birth, mother, expected_on)
        phones = self._text("phone")
        lines, postcode = self._text("address"), self._text("postcode")
        return MatchIdentity(
            names=names,
            birth=birth,
            sex=_sex(self._text("sex")),
            nhs=self._number(),
            addresses=(Address((lines,) if lines else (), postcode),) if lines or postcode else (),
            phones=tuple(Phone(one.strip()) for one in _APART.split(phones) if one.strip()) if phones else (),
            mother_name=mother,
        )

    def _text(self, column: str) -> str:
        """Return a cell as text; a cell that says that nothing is known is empty."""
        cell = self.row.cells[_AT[column]]
        if not cell:
            return ""
        cell = " ".join(cell.split())
        if cell[:1] == "'":
            cell = without_text_mark(cell)
        if len(cell) > _LONGEST_EMPTY:
            return cell
        known = known_lists()
        return "" if cell.lower() in (known.empty_names if column in _NAMES else known.empty_cells) else cell

    def _note(self, column: str, words: str, cell: str) -> None:
        shown = cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}..."
        self.troubles.append(f"{column} '{shown}' {words}, so it was not used")

    def _names(self) -> tuple[PersonName, ...]:
        family, given = self._text("family_name"), self._text("given_names")
        names = [PersonName(family, given)] if family or given else []
        aliases = self._text("aliases")
        for told in _APART.split(aliases)[:_MOST_ALIASES] if aliases else ():
            names += _alias(told.strip(), family, given)
        return tuple(names)

    def _number(self) -> NhsIdentity | None:
        cell = self._text("nhs_number")
        if not cell:
            return None
        found = read_nhs_number(cell, test_numbers=True)
        if not isinstance(found, NhsNumber):
            self._note("nhs_number", _NUMBER_WORDS.get(found, "fails its check digit"), cell)
            return None
        return NhsIdentity(found, _number_status(self._text("nhs_number_status"), listed=self.listed))

    def _birth(self) -> Birth:
        cell = self._text("date_of_birth")
        if not cell:
            return BIRTH_NOT_GIVEN
        found = read_day(cell, DateOrder.DAY_FIRST)
        if not isinstance(found, date):
            self._note("date_of_birth", "is not a date", cell)
        elif found > self.today:
            self._note("date_of_birth", "is in the future", cell)
        elif found.year < _FIRST_YEAR:
            self._note("date_of_birth", "is of nobody alive", cell)
        else:
            return Birth(found)
        return Birth(None, BirthQuality.IMPOSSIBLE, cell[:_SHOWN])

    def _day(self, column: str) -> date | None:
        cell = self._text(column)
        if not cell:
            return None
        found = read_day(cell, DateOrder.DAY_FIRST)
        if isinstance(found, date):
            return found
        self._note(column, "is not a date", cell)
        return None


@lru_cache(maxsize=256)
def _sex(told: str) -> Sex:
    meaning = known_lists().meaning("sex", told, _NO_PROFILE) if told else ""
    return Sex(meaning) if meaning else Sex.NOT_KNOWN


@lru_cache(maxsize=256)
def _number_status(told: str, *, listed: bool) -> NhsNumberStatus:
    """Return how far a number is verified; a register's is, unless it says otherwise."""
    words = _LETTERS.sub("", told).lower()
    if not words:
        return NhsNumberStatus.VERIFIED if listed else NhsNumberStatus.NOT_STATED
    if words in _VERIFIED:
        return NhsNumberStatus.VERIFIED
    code = words.removeprefix("nsts").zfill(2)
    return next((one for one in NhsNumberStatus if one.value == code), NhsNumberStatus.NOT_STATED)


def _alias(told: str, family: str, given: str) -> list[PersonName]:
    """Return another name; a single word may stand for either part."""
    name = read_full_name(told)
    if name is not None:
        return [name]
    first, _, last = told.rpartition(" ")
    if first:
        return [PersonName(last, first)]
    return [PersonName(told, given), PersonName(family, told)] if told else []


def _of_mother(
    names: tuple[PersonName, ...], birth: Birth, mother: str, expected_on: date
) -> tuple[tuple[PersonName, ...], Birth]:
    """Return the mother, whom a row about an unborn baby is about.

    Where the row's own name is no name (`Unborn`, `Baby`) the mother's is taken; a date of birth in the year
    in which the baby is expected is the baby's.
    """
    if birth.on is not None and abs((birth.on - expected_on).days) < _ONE_YEAR:
        birth = BIRTH_NOT_GIVEN
    if any(fold_given(name.given).key for name in names):
        return names, birth
    found = mother_names(mother)
    return (*found, *names), birth
