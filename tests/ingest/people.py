"""Files of people to test with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.ingest.people_files import COLUMNS, FileRow

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "id,family_name,given_names,date_of_birth,postcode"


def a_people_file(folder: Path, *lines: str, name: str = "people.csv", encoding: str = "utf-8") -> Path:
    """Write lines as a file, with a line break after each."""
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def a_file_row(**cells: str) -> FileRow:
    """Return the first row of a file, by its columns."""
    return FileRow(2, tuple(cells.get(column, "") for column in COLUMNS))
