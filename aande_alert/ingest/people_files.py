"""A file of people as CSV, read row by row, however long it is: arrivals, or those on a register.

Columns are known by their names, in any order, and any may be missing. What cannot be trusted as a whole
(no header, bytes that are no text, a quotation mark that is never closed, a file cut off) is refused; what is
wrong with one row is said of that row.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.ingest.registers_words import fold, known_lists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS: Final = (
    "id", "nhs_number", "nhs_number_status", "family_name", "given_names", "aliases", "date_of_birth", "sex",
    "address", "postcode", "phone", "mother_name", "expected_date", "status", "start", "end",
)  # fmt: skip
MAX_BYTES: Final = 2 * 1024 * 1024 * 1024
KEPT: Final = "Nothing was written."

_OUR_NAMES: Final = {fold(column): column for column in COLUMNS}
_SYNONYMS: Final = {
    "child_key": "id", "nhs_number": "nhs_number", "surname": "family_name", "forename": "given_names",
    "aliases": "aliases", "dob": "date_of_birth", "expected_dob": "expected_date", "sex": "sex",
    "address": "address", "postcode": "postcode", "phone": "phone", "mother_name": "mother_name",
    "plan_start": "start", "plan_end": "end",
}  # fmt: skip
_DELIMITERS: Final = (",", ";", "\t", "|")
_BOMS_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK: Final = 1024 * 1024
_MOST_CELLS: Final = 500
_SIGNS: Final = (
    (b"PK\x03\x04", "an Excel workbook or a packed file"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old kind (.xls)"),
)


class FileRow(NamedTuple):
    """One row of a file.

    Attributes:
        number: As a spreadsheet counts it, where no cell holds a line break.
        cells: One a column of `COLUMNS`; empty where the file has no such column.
        trouble: Why the row cannot be used; empty where it can.
        short: It has fewer cells than the header.
    """

    number: int
    cells: tuple[str, ...]
    trouble: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file that can be read, as often as is wanted, as long as nobody changes it.

    Attributes:
        path: Where it is.
        encoding: Of its text.
        delimiter: Between its cells.
        places: Where each column stands; -1 where it is missing.
        width: How many cells the header has.
        remarks: What is to be said of the file as a whole.
        stamp: Size and time of change when it was first looked at.
        ends_with_line: Whether its last line is whole.
    """

    path: Path
    encoding: str
    delimiter: str
    places: tuple[int, ...]
    width: int
    remarks: tuple[str, ...]
    stamp: tuple[int, int]
    ends_with_line: bool

    @classmethod
    def look_at(cls, path: Path) -> PeopleFile:
        """Return what kind of file it is, having read its bytes once.

        Raises:
            Refused: It is no table of people.
            Unavailable: It is not there or may not be read.
        """
        try:
            stamp = _stamp(path)
            encoding, ends_with_line = _encoding(path)
            line = _first_line(path, encoding)
        except OSError as trouble:
            raise _unreadable(path) from trouble
        delimiter = max(_DELIMITERS, key=lambda one: len(_known(_split(line, one))))
        header = _split(line, delimiter)
        places, remarks = _places(header, path.name)
        if encoding == "cp1252":
            remarks.append(f"{path.name} is not UTF-8; it was read as Windows text (cp1252).")
        return cls(path, encoding, delimiter, places, len(header), tuple(remarks), stamp, ends_with_line)

    def rows(self) -> Iterator[FileRow]:
        """Yield each row that is not blank.

        Raises:
            Refused: The file is cut off, or has a cell that never ends.
            Unavailable: It can no longer be read, or has been changed.
        """
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                yield from self._rows(file)
            changed = _stamp(self.path) != self.stamp
        except UnicodeDecodeError:
            changed = True
        except OSError as trouble:
            raise _unreadable(self.path) from trouble
        if changed:
            what = f"{self.path.name} was changed while it was read."
            raise Unavailable(what, "Wait until it is whole, and try again.", kept=KEPT)

    def _rows(self, file: TextIO) -> Iterator[FileRow]:
        lines = csv.reader(file, delimiter=self.delimiter, strict=True)
        headed, shorts, row, line = False, 0, None, 0
        try:
            for number, cells in enumerate(lines, 1):
                if lines.line_num > line + 1:
                    self._refuse_swallowed(number, cells)
                line = lines.line_num
                if not headed:
                    headed = any(cell.strip() for cell in cells)
                elif any(cells):
                    row = self._row(number, cells)
                    shorts += row.short
                    yield row
        except csv.Error as trouble:
            raise self._broken_cell(lines.line_num, str(trouble)) from trouble
        if row is not None and row.short and shorts == 1 and not self.ends_with_line:
            what = f"{self.path.name} is cut off: its last row, row {row.number}, is shorter than all others."
            raise _refuse(what, "Make the file again, whole.")

    def _row(self, number: int, cells: list[str]) -> FileRow:
        count = len(cells)
        found = tuple([cells[place] if -1 < place < count else "" for place in self.places])
        if count > self.width and any(cells[self.width :]):
            words = f"row {number} has {count} cells and the header {self.width}, so its columns are not sure"
            return FileRow(number, found, words)
        return FileRow(number, found, short=count < self.width)

    def _refuse_swallowed(self, number: int, cells: list[str]) -> None:
        """Refuse a cell that an unclosed quotation mark has made of several rows."""
        fewest = max(self.width - 2, 2)
        if any(line.count(self.delimiter) >= fewest for cell in cells for line in cell.split("\n")):
            raise self._broken_cell(number, "")

    def _broken_cell(self, number: int, trouble: str) -> Refused:
        if "field" in trouble and "limit" in trouble:
            what = (
                f"{self.path.name} has a cell in row {number} that is longer than any cell can be; most "
                'often a quotation mark (") was not closed.'
            )
        else:
            what = f'{self.path.name} has a quotation mark (") near row {number} that is not closed.'
        return _refuse(what, "Mend that row, or make the file again.")


def _refuse(what: str, do: str) -> Refused:
    return Refused(what, do, kept=KEPT)


def _unreadable(path: Path) -> Unavailable:
    what = f"{path.name} cannot be read."
    return Unavailable(what, "Check that it is there and may be read.", kept=KEPT)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    if not path.is_file():
        raise _unreadable(path)
    if found.st_size > MAX_BYTES:
        what = f"{path.name} is larger than 2 GB."
        raise _refuse(what, "Check that it is the right file, or divide it.")
    return found.st_size, found.st_mtime_ns


def _encoding(path: Path) -> tuple[str, bool]:
    """Return how the text is written, having read every byte; and whether its last line is whole."""
    with path.open("rb") as file:
        first = file.read(_BLOCK)
    _refuse_binary(first, path.name)
    utf_16 = first.startswith(_BOMS_16)
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        last = _last_character(path, encoding)
        if last:
            return encoding, last in "\n\r"
    raise _not_text(path.name)


def _last_character(path: Path, encoding: str) -> str:
    """Return the last character of a text; empty where the file is no such text."""
    last = ""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while block := file.read(_BLOCK):
                if "\x00" in block:
                    return ""
                last = block[-1]
    except UnicodeDecodeError:
        return ""
    return last


def _refuse_binary(first: bytes, name: str) -> None:
    for sign, words in _SIGNS:
        if first.startswith(sign):
            what = f"{name} is {words}, not CSV."
            raise _refuse(what, "Save it as CSV and try again.")
    if not first.strip():
        what = f"{name} is empty."
        raise _refuse(what, "Make the file again.")
    if not first.startswith(_BOMS_16):
        controls = sum(first.count(bytes([code])) for code in (*range(9), *range(14, 32)))
        if controls > len(first) // 100 or first.count(b"\x00"):
            raise _not_text(name)


def _not_text(name: str) -> Refused:
    what = f"{name} is not CSV: it holds bytes that no text has."
    return _refuse(what, "Check that it is the right file, and save it as CSV in UTF-8.")


def _first_line(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        while line := file.readline(_BLOCK):
            if line.strip(" \t\r\n,;|"):
                return line.rstrip("\r\n")
    return ""


def _split(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.split(delimiter, _MOST_CELLS)]


def _known(header: list[str]) -> dict[int, str]:
    """Return our column for each place: by our own names, then by the words councils use."""
    own = {place: _OUR_NAMES[fold(cell)] for place, cell in enumerate(header) if fold(cell) in _OUR_NAMES}
    headers: Mapping[str, str] = known_lists().headers
    for place, cell in enumerate(header):
        column = _SYNONYMS.get(headers.get(fold(cell), ""), "")
        if place not in own and column and column not in own.values():
            own[place] = column
    return own


def _places(header: list[str], name: str) -> tuple[tuple[int, ...], list[str]]:
    known = _known(header)
    if not known:
        what = f"{name} has no header that is known here."
        raise _refuse(what, f"Its first row must name its columns, which are: {', '.join(COLUMNS)}.")
    twice = sorted({column for column in known.values() if list(known.values()).count(column) > 1})
    if twice:
        what = f"{name} has the column {twice[0]} twice."
        raise _refuse(what, "Take one of them out, or give it another name.")
    unknown = [cell or f"column {place + 1}" for place, cell in enumerate(header) if place not in known]
    remarks = [f"{name}: columns not known here, and not used: {', '.join(unknown[:20])}."] if unknown else []
    where = {column: place for place, column in known.items()}
    return tuple(where.get(column, -1) for column in COLUMNS), remarks
