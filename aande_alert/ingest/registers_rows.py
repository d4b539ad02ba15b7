"""One row of a council's list, checked: what can be kept is kept, what cannot is named.

A wrong number or date costs the child that number or date, never the place on the list: a child with a
mistyped NHS number must still be known by name. Only a row that says nobody, or no plan, is rejected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    BirthQuality,
    NhsNumber,
    PersonName,
    Sex,
)
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import ListedRow, RowProblem, Severity
from aande_alert.domain.wording import whole_years
from aande_alert.ingest.registers_cells import (
    DateTrouble,
    begins_like_formula,
    is_postcode,
    read_day,
    read_full_name,
    read_nhs_number,
    without_text_mark,
)
from aande_alert.ingest.registers_words import fold, known_lists, problem

if TYPE_CHECKING:
    from aande_alert.domain.register_lists import ListLabel, RegisterProfile

_NAMES: Final = frozenset({"surname", "forename", "full_name", "aliases", "mother_name"})
_ADDRESS_LINES: Final = ("address", "address_1", "address_2", "address_3", "address_4")
_ADULT = 18
_SOON = timedelta(days=30)
_LONG_PLAN_YEARS = 2
_OLDEST = 115


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each of our columns stands in the file.

    Attributes:
        label: What was stated about the list.
        profile: How the council lays it out.
        places: Our column to its place in a row.
        header: The council's headers.
        today: The day the list is read.
    """

    label: ListLabel
    profile: RegisterProfile
    places: Mapping[str, int]
    header: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a row is about: the child, or for an unborn plan the mother."""

    name: PersonName | None
    birth: Birth
    nhs: NhsNumber | None
    expected_on: date | None


class RowReader:
    """Reads one row; what is wrong with it is in `problems` afterwards."""

    def __init__(self, layout: Layout, row: int, cells: tuple[str, ...]) -> None:
        self._layout = layout
        self._row = row
        self._cells = cells
        self.problems: list[RowProblem] = []

    def read(self) -> ListedRow | None:
        """Return the row, or `None` where it is rejected."""
        self._note_cells()
        kind = self._kind()
        subject = self._subject(unborn=kind is PlanKind.UNBORN)
        starts, ends = self._period()
        if not self._known_by(subject) or kind is None:
            return None
        self._note_ages(kind, subject, starts, ends)
        if subject.nhs is None and not self._noted("E01", "E02", "E03", "E12"):
            self._note("W01", Severity.WARNING, "nhs_number")
        name = subject.name or PersonName("Unknown", "")
        return ListedRow(
            row=self._row,
            row_key=self._key(kind, subject, starts),
            kind=kind,
            name=name,
            birth=subject.birth,
            sex=self._sex(unborn=kind is PlanKind.UNBORN),
            starts=starts,
            ends=ends,
            child_key=self._text("child_key"),
            aliases=self._aliases(),
            expected_on=subject.expected_on,
            nhs=subject.nhs,
            address=self._address(),
            phone=self._text("phone"),
            mother_name=self._text("mother_name"),
            category=self._category(),
            legal_status=self._text("legal_status"),
            social_worker=self._text("social_worker"),
            team=self._text("team"),
            worker_phone=self._text("worker_phone"),
            voided=bool(self._text("deleted_on")),
        )

    def _text(self, column: str) -> str:
        """Return a cell as text; a cell that says that nothing is known is empty."""
        place = self._layout.places.get(column)
        if place is None:
            return self._layout.profile.constants.get(column, "")
        cell = self._cells[place] if place < len(self._cells) else ""
        cell = without_text_mark(" ".join(cell.split()))
        known = known_lists()
        empty = known.empty_names if column in _NAMES else known.empty_cells
        if cell.lower() in empty:
            return ""
        if cell.isprintable():
            return cell
        return "".join(char for char in cell if char.isprintable() or char == "\u200d")

    def _note(self, code: str, severity: Severity, column: str = "") -> None:
        place = self._layout.places.get(column)
        header = self._layout.header[place] if place is not None else ""
        raw = self._cells[place] if place is not None and place < len(self._cells) else ""
        self.problems.append(problem(code, severity, row=self._row, column=header, raw=raw))

    def _noted(self, *codes: str) -> bool:
        return any(found.code in codes for found in self.problems)

    def _note_cells(self) -> None:
        extra = self._cells[len(self._layout.header) :]
        if len(self._cells) < len(self._layout.header) or any(extra):
            self._note("E15", Severity.LEFT_OUT)
        for column, place in self._layout.places.items():
            cell = self._cells[place] if place < len(self._cells) else ""
            if begins_like_formula(cell) and self._text(column):
                self._note("W11", Severity.WARNING, column)
            if not "".join(cell.split()).isprintable():
                self._note("W14", Severity.WARNING, column)

    def _kind(self) -> PlanKind | None:
        stated = self._layout.label.kind
        told = self._text("plan_type")
        if not told and stated is not None:
            return stated
        meaning = known_lists().meaning("plan_type", told, self._layout.profile)
        kind = next((kind for kind in PlanKind if kind.value == meaning), None)
        if kind is None or (stated is not None and kind is not stated):
            self._note("E09", Severity.REJECTED, "plan_type")
            return None
        return kind

    def _subject(self, *, unborn: bool) -> _Subject:
        if not unborn:
            return _Subject(self._name(), self._birth("dob"), self._nhs("nhs_number"), self._expected())
        mothers = "mother_dob" in self._layout.places or "mother_nhs_number" in self._layout.places
        expected = self._expected()
        if not mothers:
            return _Subject(self._name(), self._birth("dob"), self._nhs("nhs_number"), expected)
        if expected is None and self._text("dob"):
            expected = self._day("dob", "W17")
        name = self._mother() or self._name()
        return _Subject(name, self._birth("mother_dob"), self._nhs("mother_nhs_number"), expected)

    def _expected(self) -> date | None:
        return self._day("expected_dob", "W17") if self._text("expected_dob") else None

    def _mother(self) -> PersonName | None:
        return read_full_name(self._text("mother_name"))

    def _name(self) -> PersonName | None:
        family, given = self._text("surname"), self._text("forename")
        if family:
            return PersonName(family, given)
        whole = self._text("full_name")
        name = read_full_name(whole) if whole else None
        if name is None:
            self._note("E14", Severity.LEFT_OUT, "full_name" if whole else "surname")
            return PersonName("Unknown", given or whole) if given or whole else None
        return name

    def _nhs(self, column: str) -> NhsNumber | None:
        cell = self._text(column)
        if not cell:
            return None
        found = read_nhs_number(cell, test_numbers=self._layout.label.test_numbers)
        if isinstance(found, NhsNumber):
            return found
        self._note(found, Severity.LEFT_OUT, column)
        return None

    def _birth(self, column: str) -> Birth:
        cell = self._text(column)
        found = read_day(cell, self._layout.profile.dates)
        if isinstance(found, date) and self._layout.today.year - found.year <= _OLDEST:
            if found <= self._layout.today:
                return Birth(found)
            self._note("E05", Severity.LEFT_OUT, column)
        else:
            self._note("E13" if found is DateTrouble.TWO_WAYS else "E04", Severity.LEFT_OUT, column)
        return Birth(None, BirthQuality.IMPOSSIBLE, cell) if cell else BIRTH_NOT_GIVEN

    def _day(self, column: str, code: str) -> date | None:
        found = read_day(self._text(column), self._layout.profile.dates)
        if isinstance(found, date):
            return found
        self._note("E13" if found is DateTrouble.TWO_WAYS else code, Severity.LEFT_OUT, column)
        return None

    def _period(self) -> tuple[date | None, date | None]:
        """Return first and last day; where they contradict each other the plan counts as running."""
        starts = self._day("plan_start", "E07")
        ends = self._day("plan_end", "E17") if self._text("plan_end") else None
        if starts is not None and ends is not None and ends < starts:
            self._note("E08", Severity.LEFT_OUT, "plan_end")
            ends = None
        return starts, ends

    def _known_by(self, subject: _Subject) -> bool:
        """Say whether anybody could be known by this row; note it where not."""
        named = subject.name is not None and subject.name.family != "Unknown"
        given = subject.name is not None and bool(subject.name.given)
        if subject.nhs is not None or (named and (given or subject.birth.on is not None)):
            return True
        if given and subject.birth.on is not None:
            return True
        self._note("E16", Severity.REJECTED)
        return False

    def _note_ages(self, kind: PlanKind, subject: _Subject, starts: date | None, ends: date | None) -> None:
        listed = self._layout.label.list_date
        born = subject.birth.on
        if born is not None and kind is not PlanKind.UNBORN:
            if starts is not None and whole_years(born, starts) >= _ADULT:
                self._note("E06", Severity.WARNING, "dob")
            elif whole_years(born, listed + _SOON) >= _ADULT:
                self._note("W06", Severity.WARNING, "dob")
        if starts is None:
            return
        if starts > self._layout.today:
            self._note("W04", Severity.WARNING, "plan_start")
        elif (
            ends is None
            and whole_years(starts, listed) >= _LONG_PLAN_YEARS
            and kind is not PlanKind.LOOKED_AFTER
        ):
            self._note("W05", Severity.WARNING, "plan_start")

    def _sex(self, *, unborn: bool) -> Sex:
        told = self._text("sex")
        if unborn or not told:
            return Sex.FEMALE if unborn else Sex.NOT_KNOWN
        meaning = known_lists().meaning("sex", told, self._layout.profile)
        return next((sex for sex in Sex if sex.value == meaning), Sex.NOT_KNOWN)

    def _aliases(self) -> tuple[PersonName, ...]:
        names = (read_full_name(one.strip()) for one in self._text("aliases").split(";"))
        return tuple(name for name in names if name is not None)

    def _address(self) -> Address | None:
        told = [self._text(column) for column in _ADDRESS_LINES]
        lines = tuple(part for line in told for cut in line.split(",") if (part := cut.strip()))
        postcode = self._text("postcode").upper()
        if postcode and not is_postcode(postcode):
            self._note("W07", Severity.WARNING, "postcode")
        return Address(lines, postcode) if lines or postcode else None

    def _category(self) -> str:
        known = known_lists()
        if known.meaning("other_council", self._text("other_council"), self._layout.profile) == "Y":
            self._note("W09", Severity.WARNING, "other_council")
        column = "category" if self._text("category") else "category_initial"
        told = self._text(column)
        meaning = known.meaning("category", told, self._layout.profile) if told else ""
        if told and not meaning:
            self._note("W08", Severity.WARNING, column)
        return meaning or told

    def _key(self, kind: PlanKind, subject: _Subject, starts: date | None) -> str:
        """Return the council's own key for the row, or one made of what does not change from list to list."""
        plan, child = self._text("plan_key"), self._text("child_key")
        began = starts.isoformat() if starts is not None else ""
        if plan:
            return f"plan:{plan}"
        if child:
            return f"child:{child}:{kind.value}:{began}"
        number = subject.nhs.digits if subject.nhs is not None else ""
        name = fold(f"{subject.name.family} {subject.name.given}") if subject.name is not None else ""
        born = subject.birth.on.isoformat() if subject.birth.on is not None else ""
        who = number or f"{name}|{born}"
        return "row:" + sha256(f"{kind.value}|{who}|{began}".encode()).hexdigest()[:20]
