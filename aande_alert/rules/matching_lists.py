"""One person among listed people: the answer, with entries plainly about one child taken together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from aande_alert.rules.matching_compare import Compared, measure
from aande_alert.rules.matching_decide import Decision, decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from aande_alert.rules.matching_identity import MatchIdentity
    from aande_alert.rules.matching_weights import Rarity, Weights

_BEFORE_DUE = timedelta(weeks=20)
_AFTER_DUE = timedelta(weeks=5)
_PREGNANCY = timedelta(weeks=43)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of comparing one person with several entries.

    Attributes:
        decision: In terms of the entry of each child that says most for the person.
        compared: Every entry compared.
        groups: The entry of each child that says most, with all entries about that child.
    """

    decision: Decision
    compared: Mapping[UUID, Compared]
    groups: Mapping[UUID, tuple[UUID, ...]]

    def entries_of(self, chosen: Iterable[UUID]) -> tuple[UUID, ...]:
        """Return every entry about the children chosen, in their order."""
        return tuple(entry for first in chosen for entry in self.groups[first])


def answer_among(
    person: MatchIdentity, listed: Mapping[UUID, MatchIdentity], rarity: Rarity, weights: Weights
) -> Answer:
    """Compare a person with each listed identity, and let the rules decide."""
    compared = {entry: measure(person, them, rarity, weights) for entry, them in listed.items()}
    groups = {entries[0]: entries for entries in one_child_each(listed, compared)}
    return Answer(decide({first: compared[first] for first in groups}, weights), compared, groups)


def one_child_each(
    listed: Mapping[UUID, MatchIdentity], compared: Mapping[UUID, Compared]
) -> tuple[tuple[UUID, ...], ...]:
    """Put together the entries that are plainly about one child, so that two plans are not two children.

    Entries belong together by their NHS number; or by the same name and birth where at most one number
    is among them. In each group the entry that says most for the person comes first.
    """
    by_name: dict[object, list[UUID]] = {}
    for entry, them in listed.items():
        by_name.setdefault(_name_and_birth(them) or entry, []).append(entry)
    groups: list[list[UUID]] = []
    by_number: dict[str, list[UUID]] = {}
    for alike in by_name.values():
        numbers = {number for entry in alike if (number := listed[entry].profile.number)}
        only = next(iter(numbers)) if len(numbers) == 1 else ""
        for entry in alike:
            number = listed[entry].profile.number or only
            if number and number not in by_number:
                groups.append(by_number.setdefault(number, []))
            (by_number[number] if number else _new(groups)).append(entry)
    return tuple(
        tuple(sorted(group, key=lambda entry: (-compared[entry].total, str(entry)))) for group in groups
    )


def _name_and_birth(listed: MatchIdentity) -> tuple[str, str, date] | None:
    profile = listed.profile
    if not profile.names or profile.born is None:
        return None
    family, given = profile.names[0]
    return (family.key, given.key, profile.born) if family.key and given.key else None


def _new(groups: list[list[UUID]]) -> list[UUID]:
    groups.append([])
    return groups[-1]


def of_this_pregnancy(expected_on: date | None, starts: date | None, born: date | None) -> bool:
    """Say whether an unborn plan can be about a child; an unknown birth always can.

    Args:
        expected_on: When the baby of the plan is expected.
        starts: First day of the plan.
        born: When the child was born.
    """
    if born is None:
        return True
    if expected_on is not None:
        return expected_on - _BEFORE_DUE <= born <= expected_on + _AFTER_DUE
    return starts is None or starts <= born <= starts + _PREGNANCY
