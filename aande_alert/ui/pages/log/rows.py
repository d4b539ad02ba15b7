"""An attendance as a row of the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aande_alert.domain.review import Review
from aande_alert.domain.wording import show_moment
from aande_alert.ui.state.log import found_words, review_words
from aande_alert.ui.widgets.cells import BadgeCell, Name, Row, Signed, Tally, Text
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.status_text import badge_text

if TYPE_CHECKING:
    from aande_alert.domain.review import LogLine
    from aande_alert.ui.widgets.cells import Cell

NARROW = (
    Column("reviewed", "Reviewed", 112),
    Column("arrived", "Arrived", 132, sortable=True),
    Column("patient", "Patient", 150),
    Column("age", "Age then", 66, right=True),
    Column("complaint", "Complaint", 122),
    Column("protection", "Protection", 124),
    Column("found", "Found", 160, stretch=True),
)
WIDE = (
    Column("reviewed", "Reviewed", 128),
    Column("arrived", "Arrived", 144, sortable=True),
    Column("patient", "Patient", 200),
    Column("age", "Age then", 80, right=True),
    Column("complaint", "Complaint", 190),
    Column("protection", "Protection", 144),
    Column("found", "Found", 220, stretch=True),
    Column("outcome", "Outcome", 130),
    Column("site", "Site", 150),
    Column("seen_by", "Seen by", 170),
)


def row_of(line: LogLine, *, wide: bool) -> Row:
    """Return one row."""
    visit = line.attendance
    icon, words = review_words(line)
    cells: dict[str, Cell] = {
        "reviewed": Signed(
            icon, words, strong=line.review is Review.NOT_YET, small=line.review is Review.REVIEWED
        ),
        "arrived": Text(show_moment(visit.arrived_at)),
        "patient": Name(line.person.name.shown()),
        "age": Text(line.age_then),
        "complaint": Text(visit.complaint or "Not recorded", quiet=not visit.complaint),
        "protection": BadgeCell(replace(badge_text(line.check, timed=False), detail=""), boxed=False),
        "found": Tally(line.findings, found_words(line)),
        "outcome": Text(visit.disposition.words if visit.departed_at else "Still here"),
        "site": Text(visit.site or "Not recorded", quiet=not visit.site),
        "seen_by": Text(visit.seen_by or "Not recorded", quiet=not visit.seen_by),
    }
    columns = WIDE if wide else NARROW
    return Row(visit.id, tuple(cells[column.key] for column in columns))
