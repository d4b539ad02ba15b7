"""How a council's list is laid out: its headers, which of our columns each is, and what ours are called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aande_alert.domain.register_lists import ListHeader
from aande_alert.ingest.registers_tables import read_table
from aande_alert.ingest.registers_words import known_lists

if TYPE_CHECKING:
    from aande_alert.domain.imports import ListFile
    from aande_alert.domain.register_lists import RegisterProfile


def headers_of(file: ListFile, profile: RegisterProfile) -> tuple[ListHeader, ...]:
    """Return the headers of a list, and what each is taken for now.

    Raises:
        Refused: The file is no table, or has no row of headers.
    """
    table = read_table(file.body, file.file_name, replace(profile, columns={}))
    known = known_lists()
    return tuple(ListHeader(theirs, known.column_of(theirs, profile)) for theirs in table.header if theirs)


def our_columns() -> tuple[str, ...]:
    """Return the names of our columns, sorted."""
    return tuple(sorted(known_lists().columns))
