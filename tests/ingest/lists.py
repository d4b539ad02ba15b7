"""Councils' lists as files, of which a test changes only what it is about."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from aande_alert.domain.errors import Refused
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import (
    DateOrder,
    ListedRow,
    ListLabel,
    RegisterProfile,
    RegisterReading,
)
from aande_alert.ingest.registers import read_list
from tests.builders import NOW, TODAY, an_nhs_number

HEADER = ("NHS Number", "Surname", "Forename", "DOB", "Plan type", "Start", "End", "Category", "Postcode")
LABEL = ListLabel("CN", TODAY - timedelta(days=1), None, full=True)
LAYOUT = RegisterProfile("Weekly plan list", dates=DateOrder.DAY_FIRST)
NUMBER = an_nhs_number(1).digits

_ROW = {
    "NHS Number": NUMBER,
    "Surname": "RAIKES",
    "Forename": "Maisy",
    "DOB": "02/10/2024",
    "Plan type": "CPP",
}
_ROW |= {"Start": "02/10/2026", "End": "", "Category": "Neglect", "Postcode": "ZZ1 4LC"}


def row(cells: Mapping[str, str] | None = None, header: Sequence[str] = HEADER) -> str:
    """Return one line of a list, with some cells changed."""
    merged = {**_ROW, **(cells or {})}
    return ",".join(_quoted(merged.get(column, "")) for column in header)


def _quoted(cell: str) -> str:
    """Return a cell in quotation marks where a separator in it needs them and it has none."""
    return f'"{cell}"' if "," in cell and '"' not in cell else cell


def csv_list(*lines: str, header: Sequence[str] = HEADER, end: str = "\n") -> bytes:
    """Return a list as a file."""
    return end.join((",".join(header), *(lines or (row(),)), "")).encode()


def read(
    body: bytes, label: ListLabel = LABEL, layout: RegisterProfile = LAYOUT, filename: str = "plans.csv"
) -> RegisterReading:
    """Return what was read; the counts always add up."""
    reading = read_list(body, filename, label, layout, NOW)
    assert reading.counts.add_up
    assert reading.counts.accepted + reading.counts.warned == len(reading.rows)
    return reading


def read_row(
    cells: Mapping[str, str], label: ListLabel = LABEL, layout: RegisterProfile = LAYOUT
) -> ListedRow:
    """Return the one row of a list."""
    header = (*HEADER, *(column for column in cells if column not in HEADER))
    (only,) = read(csv_list(row(cells, header), header=header), label, layout).rows
    return only


def codes(
    cells: Mapping[str, str], label: ListLabel = LABEL, layout: RegisterProfile = LAYOUT
) -> dict[str, str]:
    """Return each finding of a list with one row, and what it did to the row."""
    header = (*HEADER, *(column for column in cells if column not in HEADER))
    reading = read(csv_list(row(cells, header), header=header), label, layout)
    return {problem.code: problem.severity.value for problem in reading.problems}


def of_kind(kind: PlanKind, **more: object) -> ListLabel:
    """Return a label that says what every row is."""
    return replace(LABEL, kind=kind, **more)  # type: ignore[arg-type]


def refused(
    body: bytes, filename: str = "plans.csv", label: ListLabel = LABEL, layout: RegisterProfile = LAYOUT
) -> str:
    """Return the sentence with which a file is refused; it always says what was kept and what to do."""
    with pytest.raises(Refused) as trouble:
        read_list(body, filename, label, layout, NOW)
    assert trouble.value.kept == "Nothing was changed."
    assert trouble.value.do
    return trouble.value.sentence()


def workbook(rows: Sequence[Sequence[object]], *, hidden: str = "", second: str = "") -> bytes:
    """Return a workbook with one list, and perhaps other sheets."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plans"
    for cells in rows:
        sheet.append(list(cells))
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    if second:
        book.create_sheet(second)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


BORN = date(2024, 10, 2)
STARTED = date(2026, 10, 2)
