"""An arrival as a row of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.wording import show_age_of, show_birth, show_time
from aande_alert.ui.state.board import action, lists_words
from aande_alert.ui.widgets.cells import Act, BadgeCell, Group, History, Name, Read, Row, Text
from aande_alert.ui.widgets.marks import HistoryText, ReadText
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.status_text import badge_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aande_alert.domain.board import ArrivalLine
    from aande_alert.ui.widgets.cells import Cell

NARROW = (
    Column("arrived", "Arrived", 62),
    Column("patient", "Patient", 138),
    Column("age", "Age", 66, right=True),
    Column("sex", "Sex", 54),
    Column("complaint", "Complaint", 94, stretch=True),
    Column("protection", "Protection", 227),
    Column("checks", "Checks", 79),
    Column("months", "In 12m", 60),
    Column("where", "Where", 66),
    Column("step", "Step", 80),
)
WIDE = (
    Column("arrived", "Arrived", 72),
    Column("patient", "Patient", 224),
    Column("born", "Born", 104),
    Column("age", "Age", 68, right=True),
    Column("sex", "Sex", 64),
    Column("number", "NHS No.", 132),
    Column("complaint", "Complaint", 152),
    Column("protection", "Protection", 232),
    Column("checks", "Checks", 124),
    Column("months", "In 12m", 84),
    Column("where", "Where", 92),
    Column("step", "Step", 100, stretch=True),
)


def rows_of(
    lines: Sequence[ArrivalLine], now: datetime, *, wide: bool, others_hidden: bool = False
) -> list[Row | Group]:
    """Return the rows, children first, adults under a heading of their own.

    Args:
        lines: Who is shown.
        now: The moment ages are told at.
        wide: Whether there is room for every column.
        others_hidden: Whether only those adults are shown who have a protection state.
    """
    differs = _differing(lines)
    children = [line for line in lines if line.is_child]
    adults = [line for line in lines if not line.is_child]
    rows: list[Row | Group] = [_row(line, now, differs, wide=wide) for line in children]
    if adults:
        which = "Adults with a protection state" if others_hidden else "Adults"
        rows.append(Group(f"{which} ({len(adults)})"))
        rows.extend(_row(line, now, differs, wide=wide) for line in adults)
    return rows


def _row(line: ArrivalLine, now: datetime, differs: dict[object, int], *, wide: bool) -> Row:
    visit, person = line.attendance, line.person
    cells: dict[str, Cell] = {
        "arrived": Text(show_time(visit.arrived_at)),
        "patient": Name(person.name.shown(), differs.get(visit.id, -1)),
        "born": Text(show_birth(person.birth)),
        "age": Text(show_age_of(person.birth, now)),
        "sex": Text(person.sex.value),
        "number": Text(person.nhs.number.shown() if person.nhs else "Not Known", quiet=person.nhs is None),
        "complaint": Text(
            visit.complaint or "Not recorded", quiet=not visit.complaint, fresh="complaint" in line.changed
        ),
        "protection": BadgeCell(badge_text(line.check)),
        "checks": _checks(line),
        "months": History(HistoryText(line.by_month)),
        "where": Text(visit.location or "Not recorded", fresh="location" in line.changed),
        "step": Text(visit.step.words, quiet=visit.step is SafeguardingStep.NOT_STARTED),
    }
    columns = WIDE if wide else NARROW
    return Row(visit.id, tuple(cells[column.key] for column in columns))


def _checks(line: ArrivalLine) -> Cell:
    if line.check.interrupts:
        return Read(ReadText(", ".join(line.read_by)))
    key, words = action(line)
    if key:
        return Act(key, words)
    if line.read_by:
        return Read(ReadText(", ".join(line.read_by)))
    return Text(lists_words(line), quiet=True)


def _differing(lines: Sequence[ArrivalLine]) -> dict[object, int]:
    """Return where each similar name first differs from the other one, by attendance."""
    similar = [line for line in lines if line.similar]
    found: dict[object, int] = {}
    for line in similar:
        name = line.person.name.shown()
        others = [other.person.name.shown() for other in similar if other is not line]
        nearest = max((_common(name, other) for other in others), default=0)
        found[line.attendance.id] = min(nearest, len(name) - 1)
    return found


def _common(one: str, other: str) -> int:
    for at, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return at
    return min(len(one), len(other))
