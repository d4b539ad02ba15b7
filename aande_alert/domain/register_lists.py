"""A council's list as a file: what a person says of it, what was read, and what was wrong, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from aande_alert.domain.errors import Refused

if TYPE_CHECKING:
    from aande_alert.domain.identity import Address, Birth, NhsNumber, PersonName, Sex
    from aande_alert.domain.plans import PlanKind


class DateOrder(StrEnum):
    """How a council writes its dates; `UNAMBIGUOUS` takes only those that can be read one way."""

    DAY_FIRST = "day_first"
    YEAR_FIRST = "year_first"
    MONTH_FIRST = "month_first"
    UNAMBIGUOUS = "unambiguous"


@dataclass(frozen=True, slots=True)
class RegisterProfile:
    """How one council lays its list out; saved, so that it is mapped once.

    Attributes:
        name: `Weekly plan list`.
        columns: The council's header to our column name. A header not here is looked up in the
            dictionary of known headers; one in neither is shown and left alone.
        dates: How dates are written.
        codes: Our column name to {the council's code: our value}.
        constants: Our column name to a value every row has.
        delimiter: `,`, `;`, TAB or `|`; empty lets the file say.
        sheet: Which sheet of a workbook; empty for the only visible one.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder = DateOrder.UNAMBIGUOUS
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    sheet: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return plain values, to be kept as JSON."""
        return {
            "name": self.name,
            "columns": dict(self.columns),
            "dates": self.dates.value,
            "codes": {column: dict(codes) for column, codes in self.codes.items()},
            "constants": dict(self.constants),
            "delimiter": self.delimiter,
            "sheet": self.sheet,
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, object]) -> RegisterProfile:
        """Return the profile kept as plain values.

        Raises:
            Refused: What was kept is not a profile.
        """
        try:
            codes = _mapping(kept.get("codes", {}))
            return cls(
                name=_text(kept["name"]),
                columns=_texts(kept.get("columns", {})),
                dates=DateOrder(_text(kept.get("dates", DateOrder.UNAMBIGUOUS))),
                codes={_text(column): _texts(pairs) for column, pairs in codes.items()},
                constants=_texts(kept.get("constants", {})),
                delimiter=_text(kept.get("delimiter", "")),
                sheet=_text(kept.get("sheet", "")),
            )
        except (KeyError, TypeError, ValueError) as trouble:
            what = "This is not a saved layout of a council's list."
            do = "Choose another layout, or map the columns again."
            raise Refused(what, do, kept="Nothing was changed.") from trouble


@dataclass(frozen=True, slots=True)
class ListHeader:
    """A header of a council's list, and which of our columns it is taken for.

    Attributes:
        theirs: As written.
        ours: Our column; empty where nobody knows.
    """

    theirs: str
    ours: str


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = "not text"
        raise TypeError(message)
    return value


def _mapping(value: object) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        message = "not a mapping"
        raise TypeError(message)
    return cast("Mapping[object, object]", value)


def _texts(value: object) -> dict[str, str]:
    return {_text(key): _text(item) for key, item in _mapping(value).items()}


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What a person states about a list before it is read; none of it is guessed from the file.

    Attributes:
        council: The council's code.
        list_date: The day the council made the list.
        kind: What every row is; `None` where a column of the list says it.
        full: Whether it is the whole list, or changes only.
        declared_rows: How many rows the council says it holds; `None` where it does not say.
        test_numbers: Whether NHS numbers reserved for tests are taken; a live store says no.
    """

    council: str
    list_date: date
    kind: PlanKind | None
    full: bool
    declared_rows: int | None = None
    test_numbers: bool = True


class Severity(StrEnum):
    """What a row's trouble did to the row."""

    WARNING = "warning"
    LEFT_OUT = "left_out"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, repr=False)
class RowProblem:
    """One thing wrong with one row.

    Attributes:
        row: Row in the file as a spreadsheet numbers it; 0 for the file as a whole.
        column: The council's own header; empty for the row as a whole.
        raw: What was there, shortened.
        code: `E01` and so on; errors begin with E, warnings with W.
        words: What is wrong, what was done and what to do.
        severity: What it did to the row.
    """

    row: int
    column: str
    raw: str
    code: str
    words: str
    severity: Severity

    def __repr__(self) -> str:
        return f"RowProblem({self.row}, {self.code}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class ListedRow:
    """One child (or mother) on a council's list, checked.

    Attributes:
        row: Row in the file as a spreadsheet numbers it.
        row_key: The council's own id for the row, or one derived from what the row says.
        kind: Plan, looked after, or unborn (then the person is the mother).
        name: As listed.
        birth: Date of birth, or why there is none.
        sex: As listed.
        starts: First day; `None` where the list does not say.
        ends: Last day; `None` while it runs.
        child_key: The council's own id for the child; empty where it gives none.
        aliases: Other names.
        expected_on: Expected date of delivery.
        nhs: Only where the number on the list is valid.
        address: As listed.
        phone: As listed.
        mother_name: As listed.
        category: In our words where the code is known, else as listed.
        legal_status: As listed.
        social_worker: As listed.
        team: As listed.
        worker_phone: As listed.
        voided: The council says it was listed by mistake; that is not an end.
    """

    row: int
    row_key: str
    kind: PlanKind
    name: PersonName
    birth: Birth
    sex: Sex
    starts: date | None = None
    ends: date | None = None
    child_key: str = ""
    aliases: tuple[PersonName, ...] = ()
    expected_on: date | None = None
    nhs: NhsNumber | None = None
    address: Address | None = None
    phone: str = ""
    mother_name: str = ""
    category: str = ""
    legal_status: str = ""
    social_worker: str = ""
    team: str = ""
    worker_phone: str = ""
    voided: bool = False

    def __repr__(self) -> str:
        return f"ListedRow({self.row}, {self.kind.value}, withheld)"

    def keyed(self, key: str) -> ListedRow:
        """Return the same row under another key."""
        return replace(self, row_key=key)


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows there were, and what became of each: `read` is the sum of the other four."""

    read: int
    accepted: int
    warned: int
    rejected: int
    duplicates: int

    @property
    def add_up(self) -> bool:
        """Say whether no row is unaccounted for."""
        return self.read == self.accepted + self.warned + self.rejected + self.duplicates


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A list, read but not applied.

    Attributes:
        label: What was stated about it.
        sha256: Of the file, lower-case hex; the same file twice is refused by the service.
        rows: The rows that can be used.
        problems: Everything wrong, in order of rows; row 0 speaks of the file.
        columns: The council's header to our column, as read.
        unknown_columns: Headers nobody could place, shown and left alone.
        counts: What became of each row.
    """

    label: ListLabel
    sha256: str
    rows: tuple[ListedRow, ...]
    problems: tuple[RowProblem, ...]
    columns: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    counts: RowCounts

    @property
    def rejected_share(self) -> float:
        """Return the share of rows rejected, 0 to 1, for the gate that stops end-dating."""
        return self.counts.rejected / self.counts.read if self.counts.read else 0.0
