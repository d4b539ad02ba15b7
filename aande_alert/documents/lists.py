"""Lists as CSV that a spreadsheet shows as written: no cell of it can become a formula.

A cell that a spreadsheet would calculate gets an apostrophe before it, which spreadsheets show as text;
`as_written` takes it away again.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STARTS = frozenset("=+-@\t\r\n|%")


def csv_list(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a list as CSV, UTF-8 with a mark at its start so that a spreadsheet reads every name.

    Args:
        heads: Titles of the columns.
        rows: Cells as text.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(head) for head in heads])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet calculates; one that begins with an apostrophe gets another."""
    bare = unicodedata.normalize("NFKC", cell).lstrip()  # full-width signs count too
    dangerous = cell.startswith("'") or bool(_STARTS & {cell[:1], bare[:1]})
    return f"'{cell}" if dangerous else cell


def as_written(cell: str) -> str:
    """Return what stood in a cell before `harmless`."""
    return cell.removeprefix("'")
