"""A list of people held as numbers only: who shares a key, and how common a name is, among millions of rows.

About 230 bytes a row. The rows themselves stay in their files and are read again where they are wanted.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from aande_alert.rules.matching import FrequencyTable
from aande_alert.rules.matching_keys import (
    FULL_ON_LISTS,
    MOST_COMPARED,
    listed_keys,
    listed_query_keys,
    number_key,
)
from aande_alert.rules.matching_weights import asked_about, countable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aande_alert.rules.matching import MatchIdentity


class ListIndex:
    """What the rows of a list are found by, and what they count under."""

    def __init__(self) -> None:
        self.people = 0
        self._keys = array("q")
        self._entries = array("I")
        self._counted = array("q")

    def add(self, entry: int, identity: MatchIdentity) -> None:
        """Take a row in.

        Args:
            entry: Its place in the list; it is found again by it.
            identity: What the row says.
        """
        found = _with_number(identity, listed_keys(identity))
        self.people += 1
        self._keys.extend(found)
        self._entries.extend([entry] * len(found))
        self._counted.extend(map(hash, countable(identity)))

    def sharing(self, people: Iterable[MatchIdentity]) -> Sharing:
        """Return which rows each key of these people is shared by."""
        wanted = {key for person in people for key in asked_keys(person)}
        postings: defaultdict[int, list[int]] = defaultdict(list)
        for key, entry in zip(self._keys, self._entries, strict=True):
            if key in wanted:
                postings[key].append(entry)
        return Sharing(postings)

    def rarity(self, people: Iterable[MatchIdentity]) -> FrequencyTable:
        """Return how common is whatever a comparison of these people may ask about."""
        asked = {hash(pair): pair for person in people for pair in asked_about(person)}
        tables: dict[str, dict[str, int]] = {}
        for number, count in Counter(filter(asked.__contains__, self._counted)).items():
            kind, value = asked[number]
            tables.setdefault(kind, {})[value] = count
        return FrequencyTable(self.people, tables)


class Sharing:
    """Who shares which key, among the keys that were asked for."""

    def __init__(self, postings: Mapping[int, list[int]]) -> None:
        self._postings = postings

    def candidates(self, person: MatchIdentity) -> tuple[int, ...]:
        """Return the rows to compare with somebody, those that share most first.

        A full key is dropped, unless nothing else finds anybody: then whoever shares at least two of the
        full ones is returned.
        """
        found = [self._postings[key] for key in asked_keys(person) if key in self._postings]
        shared = Counter(entry for entries in found if len(entries) <= FULL_ON_LISTS for entry in entries)
        if not shared:
            crowded = Counter(entry for entries in found for entry in entries)
            shared = Counter({entry: times for entry, times in crowded.items() if times > 1})
        most = nsmallest(MOST_COMPARED, shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(entry for entry, _ in most)


def asked_keys(person: MatchIdentity) -> tuple[int, ...]:
    """Return the keys somebody is looked for by, their number among them."""
    return _with_number(person, listed_query_keys(person))


def _with_number(identity: MatchIdentity, found: tuple[int, ...]) -> tuple[int, ...]:
    number = number_key(identity)
    return found if number is None else (number, *found)
