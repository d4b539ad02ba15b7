"""Growth from the command line: a table of measurements in, the same rows with their figures out.

Units are kg and cm. A row that cannot be read, or cannot be right, stays where it is and says why.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from aande_alert.cli.talking import DONE, NO, show
from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.growth import Measure, MeasuredChild
from aande_alert.domain.identity import Sex
from aande_alert.domain.register_lists import DateOrder
from aande_alert.domain.wording import local
from aande_alert.ingest.registers_cells import DateTrouble, read_day
from aande_alert.persistence.durable import durable_write
from aande_alert.rules.content import load_content
from aande_alert.rules.growth import Remark, Standing, gestation_days, remark_words, stand
from aande_alert.rules.growth_standard import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked

COLUMNS: Final = (
    "sex", "birth_date", "observed_date", "gestation_weeks", "gestation_days", "measure", "value",
)  # fmt: skip
ADDED: Final = ("sds", "centile", "corrected_sds", "corrected_centile", "note")
_SEXES: Final = {
    **dict.fromkeys(("female", "f", "girl"), Sex.FEMALE),
    **dict.fromkeys(("male", "m", "boy"), Sex.MALE),
}
_NUMBER: Final = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,9})?|[+-]?\.\d{1,9}", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,3}(?:\.0+)?", re.ASCII)
_REJECTED: Final = frozenset({Remark.IMPOSSIBLE, Remark.BEFORE_BIRTH, Remark.NO_SEX})


class _CellError(Exception):
    """A row has a cell that is not what its column asks for; the words say which and what to write."""


def read_growth(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Write the table again with its figures; rows that got none for a fault of theirs make the answer no.

    Raises:
        Refused: Columns are missing, are there already, or the result would replace the table.
        Unavailable: The table cannot be read, or the result not be written.
    """
    table: Path = asked.more["table"]
    if table.resolve() == asked.out.resolve():
        what = "The result would replace the table itself."
        raise Refused(what, "Give another file after --out.")
    header, rows = _read(table)
    reading = _Reading(header, local(clock()).date(), load_content().growth)
    answered = [reading.answer(cells) for cells in rows]
    durable_write(asked.out, _written(header, answered))
    rejected = sum(one[1] for one in answered)
    told = {"rows": len(rows), "rejected": rejected, "standard": STANDARD, "units": "kg and cm"}
    words = f"{len(rows)} rows, {rejected} rejected with a note. Units are kg and cm. Figures by {STANDARD}."
    show(asked, told, words)
    return NO if rejected else DONE


class _Reading:
    """Answers one row after another of a table.

    Args:
        header: The names of its columns, as written.
        today: What comes later is in the future.
        growth: The content `growth`.
    """

    def __init__(self, header: Sequence[str], today: date, growth: Mapping[str, Any]) -> None:
        self._where = {_named(name): place for place, name in enumerate(header)}
        self._width = len(header)
        self._today = today
        self._growth = growth

    def answer(self, cells: list[str]) -> tuple[list[str], bool]:
        """Return the row with its figures, and whether it is to be looked at before it can have any."""
        kept = [*cells[: self._width], *[""] * (self._width - len(cells))]
        row = {name: kept[place].strip() for name, place in self._where.items()}
        notes = _of_another_width(cells, self._width)
        try:
            found, gestation_note = self._stand(row)
        except _CellError as fault:
            return [*kept, "", "", "", "", " ".join((*notes, str(fault)))], True
        notes += [note for note in (gestation_note, remark_words(found.remarks, self._growth)) if note]
        return [*kept, *_figures(found), " ".join(notes)], not _REJECTED.isdisjoint(found.remarks)

    def _stand(self, row: Mapping[str, str]) -> tuple[Standing, str]:
        faults: list[str] = []
        born, on = (_day(row, name, faults) for name in ("birth_date", "observed_date"))
        measure, value = _measure(row["measure"], faults), _value(row["value"], faults)
        if born is None or on is None or measure is None or value is None:
            raise _CellError(" ".join(faults))
        gestation, note = _gestation(row["gestation_weeks"], row["gestation_days"], self._growth)
        child = MeasuredChild(_SEXES.get(row["sex"].casefold(), Sex.NOT_KNOWN), born, gestation)
        return stand(child, (measure, value, on), self._today, self._growth), note


def _day(row: Mapping[str, str], column: str, faults: list[str]) -> date | None:
    found = read_day(row[column], DateOrder.UNAMBIGUOUS)
    if found is DateTrouble.TWO_WAYS:
        faults.append(f"{column} can be read two ways: write it as 2026-11-22.")
    elif isinstance(found, DateTrouble):
        faults.append(f"{column} is not a date: write it as 2026-11-22.")
    return None if isinstance(found, DateTrouble) else found


def _measure(cell: str, faults: list[str]) -> Measure | None:
    try:
        return Measure(cell.casefold())
    except ValueError:
        faults.append("measure must be weight, length, height or head.")
        return None


def _value(cell: str, faults: list[str]) -> float | None:
    if _NUMBER.fullmatch(cell):
        return float(cell)
    faults.append("value must be a number with a point, in kg or cm, without its unit.")
    return None


def _gestation(weeks: str, days: str, growth: Mapping[str, Any]) -> tuple[Answer[int], str]:
    """Return the length of the pregnancy and what is to be said of how it was read."""
    if not weeks and not days:
        return NOT_ASKED, ""
    if not _WHOLE.fullmatch(weeks) or not _WHOLE.fullmatch(days or "0"):
        return NOT_ASKED, "gestation_weeks and gestation_days must be whole numbers."
    try:
        found = Given(gestation_days(int(float(weeks)), int(float(days or "0")), growth))
    except Refused as refused:
        return NOT_ASKED, refused.what
    return found, "" if days else "gestation_days not given: taken as 0."


def _figures(found: Standing) -> list[str]:
    return [
        _rounded(found.sds, 4),
        _rounded(found.centile, 3),
        _rounded(found.corrected_sds, 4),
        _rounded(found.corrected_centile, 3),
    ]


def _rounded(figure: float | None, places: int) -> str:
    # Adding nothing turns a minus nought into nought.
    return "" if figure is None else f"{round(figure, places) + 0.0:.{places}f}"


def _of_another_width(cells: list[str], width: int) -> list[str]:
    if len(cells) < width:
        return ["The row has fewer cells than there are columns."]
    surplus = ", ".join(cells[width:])
    return [f"The row has more cells than there are columns; left over: {surplus}."] if surplus else []


def _named(column: str) -> str:
    return column.strip().casefold()


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows; lines with nothing on them are no rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        what = f"{path.name} cannot be read as a table of measurements."
        raise Unavailable(what, "It must be CSV in UTF-8.", kept="Nothing was written.") from trouble
    header = rows[0] if rows else []
    _refuse_other_columns(path.name, [_named(name) for name in header])
    return header, rows[1:]


def _refuse_other_columns(name: str, given: list[str]) -> None:
    do = f"Its columns are {', '.join(COLUMNS)}; units are kg and cm."
    missing = [column for column in COLUMNS if column not in given]
    if missing:
        what = f"{name} lacks the columns {', '.join(missing)}."
        raise Refused(what, do)
    twice = [column for column in COLUMNS if given.count(column) > 1]
    if twice:
        what = f"{name} has the columns {', '.join(twice)} more than once."
        raise Refused(what, do)
    there = [column for column in ADDED if column in given]
    if there:
        what = f"{name} already has the columns {', '.join(there)}."
        raise Refused(what, "Take them out or give them other names: nothing is overwritten.")


def _written(header: list[str], answered: list[tuple[list[str], bool]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*header, *ADDED))
    writer.writerows(row for row, _ in answered)
    return out.getvalue().encode("utf-8")
