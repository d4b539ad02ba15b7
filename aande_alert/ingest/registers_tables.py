"""A council's file as a table of text: CSV, TSV or a workbook, with every way a file can lie looked for.

Python's csv module reads on past an unclosed quote and takes half a row for a whole one, and a workbook
can hold a formula without a result; each of these is found here. A file that cannot be trusted as a whole
is refused, because a shortened list would make children disappear.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aande_alert.domain.errors import Refused
from aande_alert.domain.register_lists import RowProblem, Severity
from aande_alert.ingest.registers_grid import MAX_COLUMNS, MAX_ROWS, Grid, refuse
from aande_alert.ingest.registers_words import fold, known_lists, problem

if TYPE_CHECKING:
    from aande_alert.domain.register_lists import RegisterProfile

MAX_BYTES: Final = 64 * 1024 * 1024
HEADER_WITHIN: Final = 20

_DELIMITERS = (",", ";", "\t", "|")
_FEWEST_HEADERS = 2
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it.

    Attributes:
        header: Headers as written.
        rows: Each with its number as a spreadsheet counts it; blank rows and trailers left out.
        declared: How many rows the file itself says it holds; `None` where it does not say.
        remarks: What is to be said of the file as a whole.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    declared: int | None
    remarks: tuple[RowProblem, ...]


def read_table(body: bytes, filename: str, profile: RegisterProfile) -> Table:
    """Return the table in a file.

    Raises:
        Refused: The file is no table, is cut off, or is larger than any list.
    """
    if len(body) > MAX_BYTES:
        what = f"{filename} is larger than 64 MB, which no council's list is."
        raise refuse(what, "Check that it is the right file.")
    if body.startswith(_WORKBOOK) and filename.lower().endswith((".xlsx", ".xlsm")):
        from aande_alert.ingest.registers_workbooks import read_workbook

        grid = read_workbook(body, filename, profile)
    else:
        grid = _read_text(body, filename, profile)
    return _table(grid, filename, profile)


def _read_text(body: bytes, filename: str, profile: RegisterProfile) -> Grid:
    text, remarks = _decode(body, filename)
    if not text.strip():
        what = f"{filename} is empty."
        raise refuse(what, "Ask the council to send it again.")
    delimiter = profile.delimiter if profile.delimiter in _DELIMITERS else _sniff(text, profile)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for row in lines:
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                what = (
                    f"{filename} has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns, which no list has."
                )
                raise refuse(what, "Check that it is the right file.")
            rows.append(tuple(row))
    except csv.Error as trouble:
        raise _broken_cell(filename, len(rows) + 1, str(trouble)) from trouble
    _refuse_swallowed_rows(rows, filename, delimiter)
    return Grid(tuple(rows), remarks, ends_with_line=text.endswith(("\n", "\r")))


def _broken_cell(filename: str, row: int, trouble: str) -> Refused:
    if "field limit" in trouble:
        what = f"{filename} has a cell in row {row} that is longer than any cell of a list."
        return refuse(what, "Check that it is the right file, or ask the council to send it again.")
    what = f'{filename} has a quotation mark (") in row {row} that is not closed, so rows run together.'
    return refuse(what, "Ask the council to send the list again, or mend that row and try again.")


def _refuse_swallowed_rows(rows: list[tuple[str, ...]], filename: str, delimiter: str) -> None:
    """Refuse a file where an unclosed quotation mark has made several rows into one cell."""
    width = max((len(row) for row in rows[:HEADER_WITHIN]), default=0)
    for number, row in enumerate(rows, 1):
        for cell in row:
            if "\n" in cell and any(line.count(delimiter) >= max(width - 2, 2) for line in cell.split("\n")):
                raise _broken_cell(filename, number, "")


def _decode(body: bytes, filename: str) -> tuple[str, tuple[RowProblem, ...]]:
    if body.startswith(_WORKBOOK):
        what = f"{filename} is an Excel workbook, and its name does not say so."
        raise refuse(what, "Give it a name that ends in .xlsx and try again.")
    if body.startswith(_OLD_WORKBOOK):
        what = f"{filename} is a workbook of an old kind (.xls) that is not read here."
        raise refuse(what, "Open it in a spreadsheet, save it as .xlsx or CSV, and try again.")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        codecs = ("utf-8-sig", "cp1252")
    for codec in codecs:
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        _refuse_binary(text, filename)
        remark = (problem("W12", Severity.WARNING, row=0),) if codec == "cp1252" else ()
        return text, remark
    raise _not_text(filename)


def _refuse_binary(text: str, filename: str) -> None:
    if (
        "\x00" in text
        or sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 32))) > len(text) // 100
    ):
        raise _not_text(filename)


def _not_text(filename: str) -> Refused:
    what = f"{filename} is not a list as text: it holds bytes that no text has."
    return refuse(what, "Check that it is the right file, or ask the council to send it again as CSV.")


def _sniff(text: str, profile: RegisterProfile) -> str:
    """Return the delimiter under which the most headers are known."""
    lines = text[:200_000].splitlines()[:HEADER_WITHIN]

    def known(delimiter: str) -> int:
        return max(_known_headers(_loose(line, delimiter), profile) for line in lines)

    return max(_DELIMITERS, key=known)


def _loose(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter, MAX_COLUMNS)]


def _known_headers(cells: list[str] | tuple[str, ...], profile: RegisterProfile) -> int:
    known = known_lists()
    return len({column for cell in cells if (column := known.column_of(cell, profile))})


def _table(grid: Grid, filename: str, profile: RegisterProfile) -> Table:
    tops = range(min(HEADER_WITHIN, len(grid.rows)))
    top = max(tops, key=lambda at: _known_headers(grid.rows[at], profile), default=-1)
    if top < 0 or _known_headers(grid.rows[top], profile) < _FEWEST_HEADERS:
        what = f"{filename} has no row of headers that is known here in its first {HEADER_WITHIN} rows."
        raise refuse(what, "Check that it is the right file, or map its columns once for this council.")
    header = _trimmed(grid.rows[top])
    rows = [
        (number, tuple(cell.strip() for cell in row))
        for number, row in enumerate(grid.rows[top + 1 :], top + 2)
        if any(cell.strip() for cell in row)
    ]
    declared = _take_trailers(rows)
    last = grid.rows[-1]
    if not grid.ends_with_line and not any(last) and len(last) < len(header):
        raise _cut(filename, len(grid.rows), len(last), len(header))
    _refuse_cut(rows, len(header), filename, ends_with_line=grid.ends_with_line)
    remarks = list(grid.remarks)
    if not grid.ends_with_line and rows and rows[-1][0] == len(grid.rows):
        remarks.append(
            problem("W13", Severity.WARNING, row=rows[-1][0], column=header[-1], raw=rows[-1][1][-1])
        )
    return Table(header, tuple(rows), declared, tuple(remarks))


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headers, without empty ones at the end."""
    cells = [cell.strip() for cell in row]
    while not cells[-1]:
        cells.pop()
    return tuple(cells)


def _take_trailers(rows: list[tuple[int, tuple[str, ...]]]) -> int | None:
    """Take rows at the end that are no children away; return the count they state."""
    declared: int | None = None
    while rows:
        filled = [cell for cell in rows[-1][1] if cell]
        words, count = _trailer(filled)
        if not words:
            break
        declared = declared if count is None else count
        rows.pop()
    return declared


def _trailer(filled: list[str]) -> tuple[str, int | None]:
    """Return a trailer's words and count; no words where the row is none."""
    if len(filled) > 2:  # noqa: PLR2004 - words and a count
        return "", None
    words = fold("".join(char for char in filled[0] if not char.isdigit()))
    digits = "".join(char for char in "".join(filled) if char.isascii() and char.isdigit())
    if words not in known_lists().trailers:
        return "", None
    return words, int(digits) if 0 < len(digits) <= 9 else None  # noqa: PLR2004 - no list has a billion rows


def _refuse_cut(
    rows: list[tuple[int, tuple[str, ...]]], width: int, filename: str, *, ends_with_line: bool
) -> None:
    """Refuse a file whose last row is shorter than its others."""
    if not rows:
        what = f"{filename} has headers and no rows."
        raise refuse(
            what, "Ask the council to send the list again; an empty list is never taken as good news."
        )
    number, last = rows[-1]
    others_whole = all(len(row) >= width for _, row in rows[:-1])
    if len(last) < width and (others_whole or not ends_with_line):
        raise _cut(filename, number, len(last), width)


def _cut(filename: str, number: int, cells: int, width: int) -> Refused:
    what = f"{filename} is cut off: its last row, row {number}, has {cells} of {width} cells."
    return refuse(what, "Ask the council to send the whole list again.")
