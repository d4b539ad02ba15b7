"""A council's list: bytes in, checked rows and everything wrong with the file out; nothing is applied here.

What a person states about a list (whose, of which day, of which kind, whole or changes) is never guessed
from the file. Every row read is accepted, warned about, rejected or a duplicate; the four add up.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import (
    DateOrder,
    ListedRow,
    ListLabel,
    RegisterProfile,
    RegisterReading,
    RowCounts,
    RowProblem,
    Severity,
)
from aande_alert.domain.wording import local, show_date
from aande_alert.ingest.registers_cells import as_text, show_full_name
from aande_alert.ingest.registers_grid import refuse
from aande_alert.ingest.registers_rows import Layout, RowReader
from aande_alert.ingest.registers_tables import Table, read_table
from aande_alert.ingest.registers_words import NOT_TAKEN, fold, known_lists, problem

OLDEST_LIST: Final = timedelta(days=8)
_CALLED: Final = {
    "surname": "surname",
    "dob": "date of birth",
    "plan_start": "first day of the plan",
    "plan_type": "sort of plan",
}


def read_list(
    body: bytes, filename: str, label: ListLabel, profile: RegisterProfile, now: datetime
) -> RegisterReading:
    """Read a council's list.

    Args:
        body: The file: CSV, TSV or XLSX.
        filename: Its name, for sentences and to know a workbook by.
        label: What a person states about it.
        profile: How this council lays its lists out.
        now: When it is read, UTC.

    Raises:
        Refused: The file as a whole cannot be trusted; nothing of it is used.
    """
    today = local(now).date()
    _refuse_list_date(label, today)
    table = read_table(body, filename, profile)
    _refuse_wrong_count(table, label, filename)
    columns = _columns(table, filename, profile)
    _refuse_missing(columns, label, filename, profile)
    places = {column: place for place, column in columns.items() if column != NOT_TAKEN}
    layout = Layout(label, profile, places, table.header, today)
    remarks = list(table.remarks)
    if not {"nhs_number", "mother_nhs_number"} & places.keys():
        remarks.append(problem("W16", Severity.WARNING, row=0))
    rows, problems, counts = _read_rows(table, layout, remarks)
    headers = {table.header[place]: column for place, column in columns.items()}
    unknown = tuple(
        header or f"column {place + 1}" for place, header in enumerate(table.header) if place not in columns
    )
    return RegisterReading(
        label=label,
        sha256=sha256(body).hexdigest(),
        rows=rows,
        problems=tuple(sorted(problems, key=lambda found: found.row)),
        columns=MappingProxyType(headers),
        unknown_columns=unknown,
        counts=counts,
    )


def _refuse_list_date(label: ListLabel, today: date) -> None:
    shown = show_date(label.list_date)
    if label.list_date > today:
        what = f"The date given for this list, {shown}, is in the future."
        raise refuse(what, "Give the date on which the council made the list.")
    if today - label.list_date > OLDEST_LIST:
        what = f"The date given for this list, {shown}, is more than {OLDEST_LIST.days} days ago."
        raise refuse(what, "Check the date, or ask the council for a newer list.")


def _refuse_wrong_count(table: Table, label: ListLabel, filename: str) -> None:
    for declared in (label.declared_rows, table.declared):
        if declared is not None and declared != len(table.rows):
            what = f"The council says the list has {declared:,} rows, and {filename} has {len(table.rows):,}."
            raise refuse(what, "It may be cut off. Ask the council to send the whole list again.")


def _columns(table: Table, filename: str, profile: RegisterProfile) -> dict[int, str]:
    """Return our column for each place; the council's own layout goes before the dictionary.

    Raises:
        Refused: Two columns could both be the same one, or a column the layout names is not there.
    """
    known = known_lists()
    named = {fold(header): column for header, column in profile.columns.items()}
    folded = [fold(header) for header in table.header]
    gone = [header for header in profile.columns if fold(header) not in folded]
    if gone:
        what = f"{filename} has no column '{gone[0]}', which this council's lists have had."
        raise refuse(what, "Ask the council, or change the layout.")
    found: dict[int, str] = {}
    for place, header in enumerate(table.header):
        column = known.column_of(header, profile)
        mapped_elsewhere = column in named.values() and folded[place] not in named
        if column not in known.columns or mapped_elsewhere:
            continue
        if column != NOT_TAKEN and column in found.values():
            twin = next(table.header[other] for other, taken in found.items() if taken == column)
            what = f"Two columns of {filename}, '{twin}' and '{header}', could both be the {_called(column)}."
            raise refuse(what, "Say in the council's layout which one it is.")
        found[place] = column
    return found


def _called(column: str) -> str:
    return _CALLED.get(column, column.replace("_", " "))


def _refuse_missing(
    columns: Mapping[int, str], label: ListLabel, filename: str, profile: RegisterProfile
) -> None:
    """Refuse a list without a column that no child can be known without."""
    held = {*columns.values(), *profile.constants}
    needed: list[tuple[str, set[str]]] = [
        ("surname", {"surname", "full_name"}),
        ("dob", {"dob"}),
        ("plan_start", {"plan_start"}),
    ]
    if label.kind is PlanKind.UNBORN:
        needed[0] = ("surname", {"surname", "full_name", "mother_name"})
        needed[1] = ("dob", {"dob", "mother_dob", "expected_dob"})
    if label.kind is None:
        needed.append(("plan_type", {"plan_type"}))
    for column, any_of in needed:
        if not any_of & held:
            what = f"{filename} has no column for the {_called(column)}."
            raise refuse(what, "Ask the council for it, or say in its layout which column it is.")


class _Kept:
    """The rows kept so far, each under a key of its own, and whose plans are open."""

    def __init__(self) -> None:
        self.rows: dict[str, ListedRow] = {}
        self._open: set[tuple[PlanKind, str]] = set()

    def take(self, row: ListedRow) -> list[RowProblem]:
        """Keep a row; return what is odd about it beside the rows before it."""
        problems: list[RowProblem] = []
        if row.row_key in self.rows:
            problems.append(problem("E18", Severity.WARNING, row=row.row))
            row = row.keyed(f"{row.row_key}#{sha256(repr(_details(row)).encode()).hexdigest()[:8]}")
            while row.row_key in self.rows:
                row = row.keyed(f"{row.row_key}+")
        self.rows[row.row_key] = row
        if row.ends is None and not row.voided:
            number = row.nhs.digits if row.nhs is not None else ""
            whose = {(row.kind, who) for who in (row.child_key and f"child:{row.child_key}", number) if who}
            if whose & self._open:
                problems.append(problem("E11", Severity.WARNING, row=row.row))
            self._open |= whose
        return problems


def _details(row: ListedRow) -> tuple[object, ...]:
    number = row.nhs.digits if row.nhs is not None else ""
    return (
        row.kind.value,
        row.name.family,
        row.name.given,
        row.birth.on,
        number,
        row.starts,
        row.ends,
        row.category,
    )


def _read_rows(
    table: Table, layout: Layout, problems: list[RowProblem]
) -> tuple[tuple[ListedRow, ...], list[RowProblem], RowCounts]:
    kept = _Kept()
    cells_seen: set[tuple[str, ...]] = set()
    became: Counter[Severity | None] = Counter()
    flagged = {found.row for found in problems if found.row}
    for number, cells in table.rows:
        if cells in cells_seen:
            problems.append(problem("E10", Severity.DUPLICATE, row=number))
            became[Severity.DUPLICATE] += 1
            continue
        cells_seen.add(cells)
        reader = RowReader(layout, number, cells)
        row = reader.read()
        found = reader.problems + ([] if row is None else kept.take(row))
        problems += found
        warned = Severity.WARNING if found or number in flagged else None
        became[Severity.REJECTED if row is None else warned] += 1
    counts = RowCounts(
        read=len(table.rows),
        accepted=became[None],
        warned=became[Severity.WARNING],
        rejected=became[Severity.REJECTED],
        duplicates=became[Severity.DUPLICATE],
    )
    return tuple(kept.rows.values()), problems, counts


def write_list(rows: Iterable[ListedRow], profile: RegisterProfile) -> bytes:
    """Return a list in a council's own layout, as CSV in UTF-8 with a byte order mark.

    Args:
        rows: What is on the list.
        profile: Its headers in order, its way with dates, and its codes.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=profile.delimiter or ",")
    writer.writerow(profile.columns)
    for row in rows:
        writer.writerow([as_text(_cell(row, column, profile)) for column in profile.columns.values()])
    return text.getvalue().encode("utf-8-sig")


def _cell(row: ListedRow, column: str, profile: RegisterProfile) -> str:
    """Return one cell. In a layout with columns for the mother, an unborn plan's person goes there."""
    unborn = row.kind is PlanKind.UNBORN
    mothers = not {"mother_dob", "mother_nhs_number"}.isdisjoint(profile.columns.values())
    number = row.nhs.digits if row.nhs is not None else ""
    own, hers = (not (unborn and mothers)), unborn and mothers
    days = {
        "dob": row.birth.on if own else None,
        "mother_dob": row.birth.on if hers else None,
        "expected_dob": row.expected_on,
        "plan_start": row.starts,
        "plan_end": row.ends,
    }
    if column in days:
        return _shown_day(days[column], profile.dates)
    codes = {"plan_type": row.kind.value, "sex": row.sex.value, "category": row.category}
    if column in codes:
        return _coded(codes[column], column, profile)
    texts = {
        "plan_key": row.row_key.removeprefix("plan:") if row.row_key.startswith("plan:") else "",
        "nhs_number": number if own else "",
        "mother_nhs_number": number if hers else "",
        "mother_name": show_full_name(row.name) if hers else row.mother_name,
        "surname": row.name.family,
        "forename": row.name.given,
        "full_name": show_full_name(row.name),
        "aliases": "; ".join(show_full_name(name) for name in row.aliases),
        "address": ", ".join(row.address.lines) if row.address is not None else "",
        "postcode": row.address.postcode if row.address is not None else "",
        "deleted_on": "Y" if row.voided else "",
    }
    if column in texts:
        return texts[column]
    told = getattr(row, column, "")
    return told if isinstance(told, str) else ""


def _shown_day(day: date | None, order: DateOrder) -> str:
    if day is None:
        return ""
    forms = {DateOrder.DAY_FIRST: "%d/%m/%Y", DateOrder.MONTH_FIRST: "%m/%d/%Y"}
    return f"{day:{forms.get(order, '%Y-%m-%d')}}"


def _coded(value: str, column: str, profile: RegisterProfile) -> str:
    return next((theirs for theirs, ours in profile.codes.get(column, {}).items() if ours == value), value)
