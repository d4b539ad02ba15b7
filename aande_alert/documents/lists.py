"""Lists as CSV that no spreadsheet can run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def write_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with its mark, so that every spreadsheet reads names as written.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).

    Args:
        head: Column titles.
        rows: One sequence a row, as many cells as titles.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return (_BOM + out.getvalue()).encode("utf-8")


def safe_cell(cell: str) -> str:
    """Return a cell that cannot run."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell
