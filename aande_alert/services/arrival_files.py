"""Arrivals in a file looked for on registers in files: the rules of the live check, without a store.

The registers are read once for what their rows are found by, and once more for the rows that any arrival of a
batch may be. Nothing is learned from either: the weights are those of the content.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import BIRTH_NOT_GIVEN
from aande_alert.ingest.people_files import KEPT
from aande_alert.ingest.people_rows import read_person
from aande_alert.rules.matching import MatchIdentity, NotSame, Possible, Same, SharedNumber
from aande_alert.rules.matching_lists import answer_among, of_this_pregnancy
from aande_alert.rules.matching_names import mother_names
from aande_alert.services.list_index import ListIndex
from aande_alert.services.match_lines import Beside, Line, not_checked, not_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aande_alert.ingest.people_files import FileRow, PeopleFile
    from aande_alert.ingest.people_rows import FilePerson
    from aande_alert.rules.matching import Decision, FrequencyTable, Link, Weights
    from aande_alert.rules.matching_lists import Answer
    from aande_alert.services.list_index import Sharing

AT_ONCE: Final = 5_000
"""Arrivals looked for in one reading of the registers."""
_TOLD: Final = 5


@dataclass(frozen=True, slots=True)
class _Asked:
    """One arrival, and its mother as she was told at the desk; `None` where she was not."""

    person: FilePerson
    mother: MatchIdentity | None


class Registers:
    """The rows of one or more files as one list."""

    def __init__(self, files: Sequence[PeopleFile], today: date) -> None:
        self._files = files
        self._today = today
        self._index = ListIndex()
        self._unread = Counter[str]()
        self._unborn = False
        self.rows = 0
        self.unusable: list[str] = []

    def take_in(self) -> None:
        """Read every row once.

        Raises:
            Refused: A file cannot be trusted as a whole, or has no rows.
            Unavailable: A file can no longer be read.
        """
        for file in self._files:
            before = self.rows
            for row in file.rows():
                self.rows += 1
                listed = read_person(row, self._today, listed=True)
                self._unborn |= listed.expected_on is not None
                self._unread[file.path.name] += bool(listed.troubles)
                if listed.unusable or not listed.identity.can_be_looked_for:
                    why = listed.unusable or f"row {row.number} says too little to find anybody by"
                    self.unusable.append(f"{file.path.name}: {why}")
                else:
                    self._index.add(self.rows, listed.identity)
            if self.rows == before:
                what = f"{file.path.name} has headers and no rows."
                do = "Make the file again; an empty list is never taken as good news."
                raise Refused(what, do, kept=KEPT)

    def remarks(self) -> Iterator[str]:
        """Yield what is to be said of the files and rows, a few of each kind and how many more there are."""
        yield from (remark for file in self._files for remark in file.remarks)
        yield from (f"{told}; it cannot be looked among." for told in self.unusable[:_TOLD])
        if len(self.unusable) > _TOLD:
            yield f"{len(self.unusable) - _TOLD:,} more rows cannot be looked among."
        for name, count in self._unread.items():
            if count:
                yield f"{name}: {count:,} rows have a cell that could not be read; used without it."

    def answers(self, arrivals: Iterable[FilePerson], weights: Weights) -> Iterator[Line]:
        """Yield the lines of each arrival, in their order.

        Args:
            arrivals: As many as there are.
            weights: Of the content.
        """
        weights = weights.for_list_of(self._index.people)
        waiting = iter(arrivals)
        while people := [*islice(waiting, AT_ONCE)]:
            batch = [_Asked(one, _mother_of(one) if self._unborn else None) for one in people]
            yield from self._answers(batch, weights)

    def _answers(self, batch: list[_Asked], weights: Weights) -> Iterator[Line]:
        everybody = [who for one in batch for who in (one.person.identity, one.mother) if who is not None]
        sharing = self._index.sharing(everybody)
        rarity = self._index.rarity(everybody)
        near = self._read_again({entry for who in everybody for entry in sharing.candidates(who)})
        for one in batch:
            yield from self._of_one(one, _Near(sharing, near, self._today, rarity, weights))

    def _read_again(self, wanted: set[int]) -> dict[int, FileRow]:
        """Return the rows wanted, by their place in all files."""
        found: dict[int, FileRow] = {}
        place = 0
        for file in self._files if wanted else ():
            for row in file.rows():
                place += 1
                if place in wanted:
                    found[place] = row
        return found

    def _of_one(self, one: _Asked, near: _Near) -> Iterator[Line]:
        person = one.person
        if person.unusable:
            yield not_checked(person)
            return
        lines = list(near.lines_of(one))
        if lines:
            yield from lines
        elif person.identity.can_be_looked_for:
            yield not_found(person, self._index.people, len(self.unusable))
        else:
            yield not_checked(person)


@dataclass(frozen=True, slots=True)
class _Near:
    """The rows near the arrivals of one batch, and what a comparison with them needs."""

    sharing: Sharing
    rows: Mapping[int, FileRow]
    today: date
    rarity: FrequencyTable
    weights: Weights

    def lines_of(self, one: _Asked) -> Iterator[Line]:
        """Yield a line for each row an arrival is or may be, or whose baby it may be, then for the family."""
        person, who = one.person, one.person.identity
        listed = self._listed(who)
        answer = self._answer(who, listed)
        beside = Beside(person, who, self.rarity, self.weights)
        yield from _close_lines(beside, answer, listed)
        said = {*answer.entries_of(_close(answer.decision)[0])}
        if one.mother is not None:
            mother = Beside(person, one.mother, self.rarity, self.weights, of_mother=True)
            unborn = self._unborn(person, one.mother)
            of_mother = self._answer(one.mother, unborn)
            for entry in of_mother.entries_of(_close(of_mother.decision)[0]):
                said.add(entry)
                yield mother.line("possible", unborn[entry], of_mother.compared[entry])
        for link in _links(answer.decision):
            for entry in answer.groups[link.candidate]:
                if entry not in said:
                    yield beside.line("linked", listed[entry], answer.compared[entry], link=link.reason)

    def _listed(self, who: MatchIdentity) -> dict[UUID, FilePerson]:
        """Return the rows that share a key with somebody."""
        return {
            UUID(int=entry): read_person(self.rows[entry], self.today, listed=True)
            for entry in self.sharing.candidates(who)
        }

    def _unborn(self, person: FilePerson, mother: MatchIdentity) -> dict[UUID, FilePerson]:
        """Return the unborn plans that can be about an arrival, among the rows near the mother."""
        born = person.identity.birth.on
        return {
            entry: plan
            for entry, plan in self._listed(mother).items()
            if plan.expected_on is not None and of_this_pregnancy(plan.expected_on, plan.starts, born)
        }

    def _answer(self, who: MatchIdentity, listed: Mapping[UUID, FilePerson]) -> Answer:
        identities = {entry: them.identity for entry, them in listed.items()}
        return answer_among(who, identities, self.rarity, self.weights)


def _close_lines(beside: Beside, answer: Answer, listed: Mapping[UUID, FilePerson]) -> Iterator[Line]:
    close, word, conflict = _close(answer.decision)
    for first in close:
        others = [answer.compared[other].total for other in close if other != first]
        lead = answer.compared[first].total - max(others, default=0.0)
        if isinstance(answer.decision, Same):
            lead = answer.decision.lead
        for entry in answer.groups[first]:
            seen = answer.compared[entry]
            yield beside.line(word, listed[entry], seen, lead=lead, conflict=first in conflict)


def _close(decision: Decision) -> tuple[tuple[UUID, ...], str, frozenset[UUID]]:
    """Return who is close, the word for them, and whose number is on two people."""
    match decision:
        case Same(candidate=best):
            return (best,), "same", frozenset()
        case Possible(candidates=close):
            return close, "possible", frozenset()
        case SharedNumber(holders=holders, candidates=close):
            return (*holders, *close), "possible", frozenset(holders)
        case _:
            return (), "", frozenset()


def _links(decision: Decision) -> tuple[Link, ...]:
    return () if isinstance(decision, NotSame) else decision.links


def _mother_of(person: FilePerson) -> MatchIdentity | None:
    """Return an arrival's mother as told: she may be on a register for the baby that was expected."""
    who = person.identity
    names = mother_names(who.mother_name)
    if not names:
        return None
    return MatchIdentity(names=names, birth=BIRTH_NOT_GIVEN, addresses=who.addresses, phones=who.phones)
