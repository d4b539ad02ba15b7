"""Arrivals in a file looked for on registers in files: CSV in, CSV out, no store."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.domain.wording import local
from aande_alert.ingest.people_files import PeopleFile
from aande_alert.ingest.people_rows import read_person
from aande_alert.ingest.registers_cells import as_text
from aande_alert.persistence.durable import durable_write
from aande_alert.rules.content import load_content
from aande_alert.services.arrival_files import Registers
from aande_alert.services.match_lines import HEADER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.ingest.people_rows import FilePerson
    from aande_alert.services.match_lines import Line

_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_DECISIONS: Final = ("same", "possible", "linked", "none", "not_checked")


def check(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Look for every arrival, and write a line for each: at least one, in their order.

    Everything is read through once before the first line is written. Rows that could not be used make the
    answer no, and everything else is still answered.
    """
    today = local(clock()).date()
    told = _Told(asked)
    arrivals = _Arrivals(PeopleFile.look_at(asked.more["arrivals"]), today)
    registers = Registers([PeopleFile.look_at(path) for path in asked.more["register"]], today)
    told.remarks(arrivals.file.remarks)
    arrivals.read_through()
    registers.take_in()
    told.remarks(registers.remarks())
    told.answers(registers.answers(arrivals.people(), load_content().matching))
    told.remarks(arrivals.remarks())
    told.summary(registers.rows)
    return NO if registers.unusable or arrivals.unusable else DONE


class _Arrivals:
    """The file of arrivals, and what was wrong with its rows."""

    def __init__(self, file: PeopleFile, today: date) -> None:
        self.file = file
        self.unusable = 0
        self._unread = 0
        self._today = today

    def read_through(self) -> None:
        """Read every row, so that a file that cannot be trusted is refused before anything is written."""
        for _ in self.file.rows():
            pass

    def people(self) -> Iterator[FilePerson]:
        """Yield each arrival."""
        for row in self.file.rows():
            person = read_person(row, self._today)
            self.unusable += bool(person.unusable)
            self._unread += bool(person.troubles)
            yield person

    def remarks(self) -> Iterator[str]:
        """Yield how many rows had something wrong; what it is stands in the answer."""
        name = self.file.path.name
        if self.unusable:
            yield f"{name}: {self.unusable:,} rows could not be used; they are NOT CHECKED."
        if self._unread:
            yield f"{name}: {self._unread:,} rows have a cell that could not be read; used without it."


class _Told:
    """Where the answer goes: a file, or the terminal as CSV or JSON; words about it never mix with it."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._out: Path | None = asked.more["answers"]
        self._counts = Counter[str]()

    def remarks(self, remarks: Iterable[str]) -> None:
        """Say something about the files."""
        for remark in remarks:
            say(remark, to_errors=True)

    def answers(self, lines: Iterable[Line]) -> None:
        """Write every line."""
        counted = self._counted(lines)
        if self._out is not None:
            durable_write(self._out, _csv(counted))
        elif self._asked.json:
            for line in counted:
                say(json.dumps(dict(zip(HEADER, line.cells(), strict=True)), ensure_ascii=False))
        else:
            for piece in _csv(counted):
                say(piece.decode("utf-8").removesuffix("\n"))

    def summary(self, rows: int) -> None:
        """Say how many lines of each kind there are."""
        told = {"register_rows": rows, **{word: self._counts[word] for word in _DECISIONS}}
        words = ", ".join(f"{self._counts[word]:,} {word}" for word in _DECISIONS)
        words = f"{rows:,} rows on the register. Lines: {words}."
        if self._out is None:
            say(words, to_errors=True)
        else:
            show(self._asked, told, words)

    def _counted(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            self._counts[line.decision] += 1
            yield line


def _csv(lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield the answer as CSV in UTF-8, a row at a time; a spreadsheet will calculate none of it."""
    row = io.StringIO()
    writer = csv.writer(row, lineterminator="\n")
    writer.writerow(HEADER)
    for line in lines:
        writer.writerow([_safe(cell) for cell in line.cells()])
        yield row.getvalue().encode("utf-8")
        row.seek(0)
        row.truncate()
    if row.tell():
        yield row.getvalue().encode("utf-8")


def _safe(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else as_text(cell)
