"""Names on one list that can be mistaken for each other, so that each row can say so."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz.distance import OSA

from aande_alert.rules.matching_names import FoldedName, fold_family, fold_given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.domain.identity import PersonName

Key = TypeVar("Key")

_EDITS = 2
_SHORT = 5


def similar_names(names: Iterable[tuple[Key, PersonName]]) -> tuple[tuple[Key, Key], ...]:
    """Return the pairs whose family names and first names both sound alike or are within two edits.

    Args:
        names: Each row's key with the name it shows. `Unknown` is like nobody.
    """
    folded = [(key, fold_family(name.family), fold_given(name.given)) for key, name in names]
    known = [row for row in folded if row[1].key and row[2].key]
    return tuple(
        (first[0], second[0])
        for first, second in combinations(known, 2)
        if _family_close(first[1], second[1]) and _first_close(first[2], second[2])
    )


def _family_close(first: FoldedName, second: FoldedName) -> bool:
    return _close(first.key, second.key, first.sound == second.sound)


def _first_close(first: FoldedName, second: FoldedName) -> bool:
    if first.initial_only or second.initial_only:
        return first.key[0] == second.key[0]
    return _close(first.first, second.first, first.sound == second.sound)


def _close(first: str, second: str, sounds: bool) -> bool:  # noqa: FBT001 - private, two callers
    if sounds:
        return True
    allowed = _EDITS if min(len(first), len(second)) >= _SHORT else 1
    return OSA.distance(first, second, score_cutoff=allowed) <= allowed
