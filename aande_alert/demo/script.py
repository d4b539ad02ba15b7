"""Everything that will happen in a demo hospital, worked out from a seed before anything of it is made."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from random import Random
from typing import Final

from aande_alert.demo.agenda import Item, Rank
from aande_alert.demo.families import Families
from aande_alert.demo.feed import GP, Feed, Sending
from aande_alert.demo.lists import COUNCILS, CouncilList, list_of
from aande_alert.demo.lives import Citizen, Plan, Visit, refuse_live_numbers
from aande_alert.demo.population import Comings
from aande_alert.demo.story import LATER, day_start, moment, read_story
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import NhsNumber

TODAY: Final = date(2026, 11, 22)
UNTIL: Final = moment(datetime(2026, 11, 22, 14, 8, 30))  # noqa: DTZ001 - the story's times are local
_STORY_BEGINS: Final = date(2025, 11, 28)
_STILL_HERE: Final = (
    moment(datetime(2026, 11, 22, 7, 20)),  # noqa: DTZ001 - the story's times are local
    moment(datetime(2026, 11, 22, 12, 29)),  # noqa: DTZ001 - the story's times are local
)
_CHILDREN_A_YEAR: Final = 33_000
_ADULTS_BELOW: Final = 21
_A_LONG_WAIT: Final = timedelta(hours=5)
_GP_BACK: Final = moment(datetime(2026, 11, 22, 21, 4)) + timedelta(seconds=10)  # noqa: DTZ001 - local
_DAILY_SINCE: Final = date(2026, 11, 16)
_FIRST_OF_THE_WEEK: Final = ((date(2026, 11, 16), "CN"), (date(2026, 11, 16), "AB"))
_LAST_WEEK: Final = (
    (date(2026, 11, 17), "CN"), (date(2026, 11, 18), "CN"), (date(2026, 11, 18), "AB"),
    (date(2026, 11, 19), "CN"), (date(2026, 11, 20), "CN"),
)  # fmt: skip
_LAST_DAYS: Final = (
    (date(2026, 11, 20), "AB"), (date(2026, 11, 21), "CN"), (TODAY, "CN"),
)  # fmt: skip


class Size(StrEnum):
    """How much of the hospital's life is made."""

    DAY = "day"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class _Extent:
    """What a size means.

    Attributes:
        first: The first day of the town's own arrivals.
        lists_every: Days between two lists in the years before they came daily.
        listed: How many plans run on the last day, at least.
    """

    first: date
    lists_every: int
    listed: int


_EXTENTS: Final = {
    Size.DAY: _Extent(TODAY, 182, 220),
    Size.YEAR: _Extent(date(2025, 11, 23), 14, 860),
    Size.DECADE: _Extent(date(2016, 11, 23), 28, 1_400),
}


class Script:
    """What happens in one demo hospital; the same size and seed give the same, byte for byte.

    Args:
        size: How much of the hospital's life.
        seed: Any number.

    Attributes:
        story: The story that runs through every screen.
        later: What comes after the story's afternoon, until Monday morning.
        citizens: Everybody, by key.
        plans: Every plan there ever was.
        visits: Every visit, in order of arrival.
        begins: The first day.
    """

    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.seed = seed
        self._extent = _EXTENTS[size]
        self.story = read_story()
        self.later = read_story(LATER, numbers="7")
        self.begins = min(_STORY_BEGINS, self._extent.first) - timedelta(days=8)
        random = Random(f"{seed} {size.value}")
        taken = _numbers((*self.story.citizens.values(), *self.later.citizens.values()))
        families = Families(random, self._extent.first, TODAY, taken)
        comings = Comings(families, random, TODAY)
        self._happened = comings.of_days(self._extent.first, TODAY, _CHILDREN_A_YEAR)
        adults = comings.adults(_ADULTS_BELOW, *_STILL_HERE)
        families.fill_lists(self._extent.listed)
        self.plans: tuple[Plan, ...] = (*self.story.plans, *self.later.plans, *families.plans)
        self.citizens: dict[str, Citizen] = {
            **families.citizens,
            **self.later.citizens,
            **self.story.citizens,
        }
        refuse_live_numbers(self.citizens.values())
        comes = (self.story.visits, self._happened.visits, sorted(adults, key=_arrived))
        self.visits = tuple(heapq.merge(*comes, key=_arrived))

    @property
    def usual_limit(self) -> timedelta:
        """Return how old a list could be in the time before lists came daily."""
        return timedelta(days=self._extent.lists_every + 9)

    def items(self) -> Iterator[Item]:
        """Yield everything that happens, in order of time."""
        sendings = (Item(one.at, Rank.MESSAGE, one.name, one) for one in self.sendings())
        return heapq.merge(sendings, self.lists(), self._deeds(), self._reviews())

    def sendings(self) -> Iterator[Sending]:
        """Yield every message of every feed, in the order in which they come."""
        feed = Feed(self.citizens)
        happened = self._happened
        appointments = chain(self.story.missed, happened.missed)
        merged = (
            feed.of_merge(one.survivor, one.loser, one.at, f"M{place:06d}")
            for place, one in enumerate(happened.merged, 1)
        )
        return heapq.merge(
            feed.of_visits(self.visits),
            sorted(feed.of_missed(one) for one in appointments if one.at >= day_start(self.begins)),
            merged,
            sorted(self._births(feed)),
            self._of_out_of_hours(feed),
        )

    def later_sendings(self) -> list[Sending]:
        """Return the messages of the evening, the night and Monday morning, in the order they come."""
        feed, ends = Feed(self.citizens), self.later.departures
        found = [sending for visit in self.later.visits for sending in feed.of_visit(visit)]
        for visit in self.visits:
            if visit.left is not None or visit.id == "unknown-today":
                continue
            end = ends.get(visit.id)
            left = (
                max(UNTIL + timedelta(minutes=25), visit.arrived + _A_LONG_WAIT) if end is None else end.left
            )
            gone = replace(visit, left=left, outcome=Disposition.HOME if end is None else end.outcome)
            found.append(feed.of_visit(gone)[1])
        told = [visit.told for visit in self.story.visits if visit.told.nhs is not None and not visit.answer]
        for place in range(25):
            back = replace(told[place % len(told)], number="")
            found.append(
                feed.of_person(back, _GP_BACK + timedelta(minutes=30 * place), f"H{place:06d}", feed=GP)
            )
        return sorted(found)

    def later_list(self) -> CouncilList:
        """Return Calderdale North's list of Monday; Aireborough's does not come, and grows too old."""
        return list_of(COUNCILS["CN"], TODAY + timedelta(days=1), self.plans)

    def _births(self, feed: Feed) -> Iterator[Sending]:
        """Yield the hospital's index of the story's people: births as they happen, the rest at the start."""
        for place, person in enumerate(self.story.citizens.values()):
            if not person.number or person.born is None:
                continue
            start = day_start(self.begins) + timedelta(hours=1, minutes=place)
            born_at = day_start(person.born) + timedelta(hours=5, minutes=place)
            yield feed.of_person(person, max(start, born_at), f"P{place:06d}")
        at = (datetime(2026, 11, 22, 4, 39), datetime(2026, 11, 22, 9, 14), datetime(2026, 11, 22, 13, 30))  # noqa: DTZ001
        newborns = Families(Random(f"{self.seed} newborn"), TODAY, TODAY, _numbers(self.citizens.values()))
        for place, when in enumerate(at):
            family = newborns.new(0, TODAY)
            baby = replace(family.children[0], born=TODAY, number=f"{3_990_001 + place}")
            yield feed.of_person(baby, moment(when) + timedelta(seconds=10), f"Q{place:06d}")

    def _of_out_of_hours(self, feed: Feed) -> Iterator[Sending]:
        """Yield what the GP out-of-hours service sent this morning, until it fell silent at 11:20."""
        known = [visit.told for visit in self.story.visits if visit.told.nhs is not None and not visit.answer]
        first = moment(datetime(2026, 11, 22, 7, 19)) + timedelta(seconds=10)  # noqa: DTZ001 - local
        for place in range(9):
            told = replace(known[place * 3 % len(known)], number="")
            at = first + timedelta(minutes=30 * place)
            yield feed.of_person(told, at, f"G{place:06d}", feed=GP)

    def lists(self) -> Iterator[Item]:
        """Yield every council's list: far between at first, and as promised in the last week."""
        days = range(self.begins.toordinal() + 1, _DAILY_SINCE.toordinal(), self._extent.lists_every)
        dates = {date.fromordinal(day) for day in days}
        items = {(day, code) for day in dates for code in COUNCILS}
        if self.size is Size.DAY:
            items.add((date(2026, 10, 5), "CN"))  # so that the newborn of the story is on it
        yield from self._list_items(items)
        if self.size is not Size.DAY:
            yield from self._list_items(_FIRST_OF_THE_WEEK)
        yield Item(day_start(_DAILY_SINCE) + timedelta(hours=7), Rank.LIMITS, "limits")
        yield from self._list_items(_LAST_DAYS if self.size is Size.DAY else (*_LAST_WEEK, *_LAST_DAYS))

    def _list_items(self, items: Iterable[tuple[date, str]]) -> Iterator[Item]:
        for day, code in sorted(items):
            made = list_of(COUNCILS[code], day, self.plans)
            yield Item(made.comes, Rank.LIST, made.name, made)

    def _deeds(self) -> Iterator[Item]:
        story = self.story
        told = [Item(deed.at, Rank.DEED, f"{place:04d}", deed) for place, deed in enumerate(story.deeds)]
        for place, contact in enumerate(story.contacts):
            at = max(contact.at, contact.told or contact.at, contact.until or contact.at)
            told.append(Item(at + timedelta(hours=3), Rank.DEED, f"contact {place:04d}", contact))
        written = moment(datetime(2026, 11, 6, 16, 0))  # noqa: DTZ001 - local
        for place, link in enumerate(story.links):
            told.append(Item(written + timedelta(minutes=place), Rank.DEED, f"link {place:04d}", link))
        return iter(sorted(told))

    def _reviews(self) -> Iterator[Item]:
        """Yield the mornings on which the safeguarding nurse reads the log: every Monday and Thursday."""
        step = timedelta(days=1)
        day = self.begins
        while day < TODAY - step:
            if day.weekday() in {0, 3}:
                at = day_start(day) + timedelta(hours=9, minutes=2)
                yield Item(at, Rank.REVIEW, f"review {day}", day)
            day += step


def _arrived(visit: Visit) -> tuple[datetime, str]:
    return visit.arrived, visit.number


def _numbers(citizens: Iterable[Citizen]) -> list[NhsNumber]:
    return [person.nhs for person in citizens if person.nhs is not None]
