"""A council's file as cells where they lie, before anybody knows which row is the header; and its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aande_alert.domain.errors import Refused
from aande_alert.domain.register_lists import RowProblem

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 32_767
KEPT: Final = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as they lie in the file, blank rows included, before anybody knows which row is the header."""

    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[RowProblem, ...] = ()
    ends_with_line: bool = True


def refuse(what: str, do: str) -> Refused:
    """Return the trouble of a whole file."""
    return Refused(what, do, kept=KEPT)
