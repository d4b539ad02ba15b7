"""What we know of councils' lists, from `resources/content/registers.toml`: headers, codes and words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from aande_alert import paths
from aande_alert.domain.register_lists import RowProblem, Severity

if TYPE_CHECKING:
    from aande_alert.domain.register_lists import RegisterProfile

NOT_TAKEN: Final = "not_taken"
_OUTSIDE = re.compile(r"[\W_]+")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class KnownLists:
    """The dictionary of headers and codes.

    Attributes:
        headers: Folded header to our column.
        columns: Every column of ours.
        codes: Our column to {folded code: our value}.
        trailers: Folded first cells of rows that are no children.
        empty_cells: Folded cells that mean nothing is known.
        empty_names: The same where the cell is a name.
        words: Finding's code to what it says.
    """

    headers: Mapping[str, str]
    columns: frozenset[str]
    codes: Mapping[str, Mapping[str, str]]
    trailers: frozenset[str]
    empty_cells: frozenset[str]
    empty_names: frozenset[str]
    words: Mapping[str, str]

    def column_of(self, header: str, profile: RegisterProfile) -> str:
        """Return our column for a council's header; empty where nobody knows it."""
        folded = fold(header)
        for theirs, ours in profile.columns.items():
            if fold(theirs) == folded:
                return ours
        return self.headers.get(folded, "")

    def meaning(self, column: str, code: str, profile: RegisterProfile) -> str:
        """Return what a code means, the council's own layout first; empty where nobody knows it."""
        folded = fold(code)
        for theirs, ours in profile.codes.get(column, {}).items():
            if fold(theirs) == folded:
                return ours
        return self.codes.get(column, {}).get(folded, "")


def fold(text: str) -> str:
    """Return a header or code for comparing: lower case, words apart by one space."""
    return _OUTSIDE.sub(" ", text).strip().lower()


@cache
def known_lists() -> KnownLists:
    """Return the dictionary, read once."""
    content = tomllib.loads(paths.resource("content", "registers.toml").read_text(encoding="utf-8"))
    headers = {fold(header): column for column, found in content["headers"].items() for header in found}
    headers |= {fold(column): column for column in content["headers"]}
    codes = {
        column: {fold(code): value for value, found in values.items() for code in found}
        for column, values in content["codes"].items()
    }
    return KnownLists(
        headers=headers,
        columns=frozenset(content["headers"]),
        codes=codes,
        trailers=frozenset(content["trailer"]["words"]),
        empty_cells=frozenset(content["empty"]["cells"]),
        empty_names=frozenset(content["empty"]["names"]),
        words=content["words"],
    )


def problem(code: str, severity: Severity, *, row: int, column: str = "", raw: str = "") -> RowProblem:
    """Return a finding with its words.

    Args:
        code: `E01` and so on.
        severity: What it did to the row.
        row: Row as a spreadsheet numbers it; 0 for the file.
        column: The council's header.
        raw: What was there; shortened for the screen.
    """
    return RowProblem(row, column, raw[:_SHOWN], code, known_lists().words[code], severity)
