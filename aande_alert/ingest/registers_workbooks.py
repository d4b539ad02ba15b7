"""A council's list in an Excel workbook: cached values only, nothing calculated, nothing inflated unseen."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Final

from aande_alert.domain.register_lists import RowProblem, Severity
from aande_alert.ingest.registers_grid import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Grid, refuse
from aande_alert.ingest.registers_words import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from aande_alert.domain.register_lists import RegisterProfile

MAX_INFLATED: Final = 96 * 1024 * 1024
MAX_PARTS: Final = 500
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})
_UNREADABLE = (  # SyntaxError is what both XML readers raise
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
)


def read_workbook(body: bytes, filename: str, profile: RegisterProfile) -> Grid:
    """Return the cells of the one sheet that is the list.

    Raises:
        Refused: The workbook is broken, hides more than it shows, or it is not clear which sheet is meant.
    """
    formulas = _inspect(body, filename)
    book, hidden = _open(body, filename, values=True)
    sheet = _choose_sheet(book, hidden, filename, profile)
    rows = _rows(book, sheet, filename)
    if formulas:
        written, _ = _open(body, filename, values=False)
        rows = _with_formulas(rows, _rows(written, sheet, filename))
    remarks: tuple[RowProblem, ...] = ()
    if hidden:
        remarks = (problem("W15", Severity.WARNING, row=0, raw=", ".join(hidden)),)
    return Grid(tuple(rows), remarks)


def _inspect(body: bytes, filename: str) -> bool:
    """Refuse a workbook that would inflate without bound or define entities; say if it holds formulas."""
    formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            found = parts.infolist()
            if len(found) > MAX_PARTS or sum(part.file_size for part in found) > MAX_INFLATED:
                what = f"{filename} unpacks to more than any list holds."
                raise refuse(what, "Check that it is the right file, or ask the council to send it as CSV.")
            for part in found:
                if part.filename.endswith((".xml", ".rels")):
                    formulas |= _inspect_part(parts.read(part), filename, part.filename)
    except (
        *_UNREADABLE,
        RuntimeError,
        NotImplementedError,
    ) as trouble:  # the last two: encrypted, unknown packing
        raise _broken(filename) from trouble
    return formulas


def _inspect_part(content: bytes, filename: str, part: str) -> bool:
    declared = _ENCODING.search(content[:200])
    hidden = b"\x00" in content or (declared is not None and declared.group(1).lower() not in _ENCODINGS)
    if hidden or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        what = f"{filename} holds definitions that no spreadsheet writes."
        raise refuse(what, "Do not open it. Ask the council to send the list again as CSV.")
    return part.startswith("xl/worksheets/") and (b"<f>" in content or b"<f " in content)


def _broken(filename: str) -> Exception:
    what = f"{filename} is not a whole Excel workbook."
    return refuse(what, "Ask the council to send it again, or save it as CSV and try again.")


def _open(body: bytes, filename: str, *, values: bool) -> tuple[Workbook, list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=values, keep_links=False)
    except _UNREADABLE as trouble:
        raise _broken(filename) from trouble
    return book, [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]


def _choose_sheet(book: Workbook, hidden: list[str], filename: str, profile: RegisterProfile) -> str:
    visible = [sheet.title for sheet in book.worksheets if sheet.title not in hidden]
    if profile.sheet:
        if profile.sheet in visible:
            return profile.sheet
        what = f"{filename} has no visible sheet called {profile.sheet}, which this council's lists have had."
        raise refuse(what, "Ask the council, or change the sheet in its layout.")
    if len(visible) != 1:
        what = f"{filename} has {len(visible)} visible sheets, and it is not said which one is the list."
        raise refuse(what, "Name the sheet in the council's layout.")
    return visible[0]


def _rows(book: Workbook, title: str, filename: str) -> list[tuple[str, ...]]:
    sheet = book[title]
    sheet.reset_dimensions()
    try:
        rows = list(_bounded(sheet, filename))
    except _UNREADABLE as trouble:
        raise _broken(filename) from trouble
    finally:
        book.close()
    width = max((len(row) for row in rows), default=0)
    return [row + ("",) * (width - len(row)) for row in rows]


def _bounded(sheet: Worksheet, filename: str) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = tuple(_text(cell) for cell in row)
        if number > MAX_ROWS or len(cells) > MAX_COLUMNS or any(len(cell) > MAX_CELL for cell in cells):
            what = f"{filename} has more rows, columns or text in a cell than any list has."
            raise refuse(what, "Check that it is the right file, or ask the council to send it as CSV.")
        yield cells


def _text(cell: object) -> str:
    """Return a cell as text: dates as ISO, whole numbers without a decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def _with_formulas(values: list[tuple[str, ...]], written: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Put the formula's own text where it has no result, so that it is seen and not taken for empty."""
    return [
        tuple(
            value or (text if text.startswith("=") else "") for value, text in zip(row, theirs, strict=False)
        )
        for row, theirs in zip(values, written, strict=False)
    ]
