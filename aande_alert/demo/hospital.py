"""A fictional hospital made from a seed: only through services, as if its days had passed one by one.

Beside the store it leaves the messages and lists that made it, and the true answers.
"""

from __future__ import annotations

import heapq
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from aande_alert.demo.agenda import Agenda, Item, Rank
from aande_alert.demo.clock import TRUTH_FILE, DemoClock
from aande_alert.demo.deeds import Deeds
from aande_alert.demo.families import Families
from aande_alert.demo.feed import GP, Feed, Sending
from aande_alert.demo.lists import COUNCILS, CouncilList, list_of
from aande_alert.demo.lives import Citizen, Plan, Visit
from aande_alert.demo.population import Comings
from aande_alert.demo.setting_up import keep_limits, set_up
from aande_alert.demo.story import Story, day_start, moment, read_story
from aande_alert.demo.truth import Truth, truth_file
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import NhsNumber
from aande_alert.security.passwords import Cost
from aande_alert.services.opening import create_services

Write: TypeAlias = Callable[[Path, Iterable[bytes]], None]
"""Writes a file whole or not at all; `persistence.durable.durable_write` does."""

TODAY: Final = date(2026, 11, 22)
UNTIL: Final = moment(datetime(2026, 11, 22, 14, 8, 30))  # noqa: DTZ001 - the story's times are local
_STORY_BEGINS: Final = date(2025, 11, 28)
_CHILDREN_A_YEAR: Final = 33_000
_ADULTS_BELOW: Final = 21
_DAILY_SINCE: Final = date(2026, 11, 16)
_LAST_WEEK: Final = (
    (date(2026, 11, 16), "CN"), (date(2026, 11, 16), "AB"), (date(2026, 11, 17), "CN"),
    (date(2026, 11, 18), "CN"), (date(2026, 11, 18), "AB"), (date(2026, 11, 19), "CN"),
    (date(2026, 11, 20), "CN"),
)  # fmt: skip
_LAST_DAYS: Final = (
    (date(2026, 11, 20), "AB"), (date(2026, 11, 21), "CN"), (TODAY, "CN"),
)  # fmt: skip
_TEST_RANGE: Final = "999"
_OPEN_TO_ALL: Final = Cost(passes=1, memory_kib=1024, lanes=1)
"""The passphrase and passwords of a demo are printed on its screen: a slow hash would guard nothing."""


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
    Size.YEAR: _Extent(date(2025, 11, 23), 7, 860),
    Size.DECADE: _Extent(date(2016, 11, 23), 28, 1_400),
}


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What was made.

    Attributes:
        folder: Where.
        visits: How many visits to A&E.
        messages: How many messages were received.
        lists: How many lists were applied.
        until: The newest moment made.
    """

    folder: Path
    visits: int
    messages: int
    lists: int
    until: datetime


def make(
    folder: Path,
    *,
    write: Write,
    size: Size = Size.DAY,
    seed: int = 1,
    cost: Cost = _OPEN_TO_ALL,
    tell: Callable[[str], None] | None = None,
) -> DemoReport:
    """Make the demo hospital.

    Args:
        folder: Where the store will be; it must not be there, or be empty.
        write: How files are written beside it.
        size: How much of its life.
        seed: The same seed gives the same messages and lists, byte for byte.
        cost: What one guess at a password costs.
        tell: Told from time to time, in words, how far the making has come.

    Raises:
        Refused: There is something in the folder.
        Unavailable: The disk, or a file, says no.
    """
    if folder.exists() and any(folder.iterdir()):
        what = f"There is something in {folder} already."
        raise Refused(what, "Choose an empty folder.", kept="It was not touched.")
    folder.mkdir(parents=True, exist_ok=True)
    made = False
    try:
        report = _Making(folder, size, seed, write).make(cost, tell or _say_nothing)
        made = True
    finally:
        if not made:  # half a hospital would open like a whole one
            shutil.rmtree(folder, ignore_errors=True)
    return report


def _say_nothing(_: str) -> None:
    """Tell nobody."""


class _Making:
    """One making of one hospital."""

    def __init__(self, folder: Path, size: Size, seed: int, write: Write) -> None:
        self._folder = folder
        self._extent = _EXTENTS[size]
        self._seed = seed
        self._write = write
        self._size = size
        self._story = read_story()
        self._random = Random(f"{seed} {size.value}")
        taken = [person.nhs for person in self._story.citizens.values() if person.nhs is not None]
        self._families = Families(self._random, self._extent.first, TODAY, taken)
        comings = Comings(self._families, self._random, TODAY)
        self._happened = comings.of_days(self._extent.first, TODAY, _CHILDREN_A_YEAR)
        morning = moment(datetime(2026, 11, 22, 7, 20))  # noqa: DTZ001 - the story's times are local
        noon = moment(datetime(2026, 11, 22, 12, 29))  # noqa: DTZ001 - the story's times are local
        adults = comings.adults(_ADULTS_BELOW, morning, noon)
        self._families.fill_lists(self._extent.listed)
        self._plans: tuple[Plan, ...] = (*self._story.plans, *self._families.plans)
        self._citizens = {**self._families.citizens, **self._story.citizens}
        _refuse_live_numbers(self._citizens.values())
        self._visits = tuple(
            heapq.merge(
                self._story.visits,
                self._happened.visits,
                sorted(adults, key=_arrived),
                key=_arrived,
            )
        )

    def make(self, cost: Cost, tell: Callable[[str], None]) -> DemoReport:
        """Live through the hospital's days."""
        begin = min(_STORY_BEGINS, self._extent.first) - timedelta(days=8)
        clock = DemoClock(day_start(begin))
        services = create_services(self._folder, clock, demo=True, cost=cost).services
        try:
            hands = set_up(services, clock)
            keep_limits(hands, timedelta(days=self._extent.lists_every + 9))
            by_id = {visit.id: visit for visit in self._story.visits}
            deeds = Deeds(hands, self._story.citizens, by_id)
            agenda = Agenda(self._folder, hands, deeds, write=self._write, tell=tell)
            agenda.live(self._items(begin), today=day_start(TODAY))
            clock.not_before(UNTIL)
            agenda.finish()
        finally:
            services.close()
        self._write_truth()
        return DemoReport(self._folder, len(self._visits), agenda.messages, agenda.lists, clock())

    def _items(self, begin: date) -> Iterator[Item]:
        """Yield everything that happens, in order of time."""
        sendings = (Item(one.at, Rank.MESSAGE, one.name, one) for one in self._sendings(begin))
        return heapq.merge(sendings, self._lists(begin), self._deeds(), self._reviews(begin))

    def _sendings(self, begin: date) -> Iterator[Sending]:
        feed = Feed(self._citizens)
        happened = self._happened
        appointments = chain(self._story.missed, happened.missed)
        merged = (
            feed.of_merge(one.survivor, one.loser, one.at, f"M{place:06d}")
            for place, one in enumerate(happened.merged, 1)
        )
        return heapq.merge(
            feed.of_visits(self._visits),
            sorted(feed.of_missed(one) for one in appointments if one.at >= day_start(begin)),
            merged,
            sorted(self._births(feed, begin)),
            self._of_out_of_hours(feed),
        )

    def _births(self, feed: Feed, begin: date) -> Iterator[Sending]:
        """Yield the hospital's index of the story's people: births as they happen, the rest at the start."""
        for place, person in enumerate(self._story.citizens.values()):
            if not person.number or person.born is None:
                continue
            start = day_start(begin) + timedelta(hours=1, minutes=place)
            born_at = day_start(person.born) + timedelta(hours=5, minutes=place)
            yield feed.of_person(person, max(start, born_at), f"P{place:06d}")
        at = (datetime(2026, 11, 22, 4, 39), datetime(2026, 11, 22, 9, 14), datetime(2026, 11, 22, 13, 30))  # noqa: DTZ001
        newborns = Families(Random(f"{self._seed} newborn"), TODAY, TODAY, self._taken())
        for place, when in enumerate(at):
            family = newborns.new(0, TODAY)
            baby = replace(family.children[0], born=TODAY, number=f"{3_990_001 + place}")
            yield feed.of_person(baby, moment(when) + timedelta(seconds=10), f"Q{place:06d}")

    def _taken(self) -> list[NhsNumber]:
        return [person.nhs for person in self._citizens.values() if person.nhs is not None]

    def _of_out_of_hours(self, feed: Feed) -> Iterator[Sending]:
        """Yield what the GP out-of-hours service sent this morning, until it fell silent at 11:20."""
        known = [
            visit.told for visit in self._story.visits if visit.told.nhs is not None and not visit.answer
        ]
        first = moment(datetime(2026, 11, 22, 7, 19)) + timedelta(seconds=10)  # noqa: DTZ001 - local
        for place in range(9):
            told = replace(known[place * 3 % len(known)], number="")
            at = first + timedelta(minutes=30 * place)
            yield feed.of_person(told, at, f"G{place:06d}", feed=GP)

    def _lists(self, begin: date) -> Iterator[Item]:
        """Yield every council's list: far between at first, and as promised in the last week."""
        days = range(begin.toordinal() + 1, _DAILY_SINCE.toordinal(), self._extent.lists_every)
        dates = {date.fromordinal(day) for day in days}
        items = {(day, code) for day in dates for code in COUNCILS}
        if self._size is Size.DAY:
            items.add((date(2026, 10, 5), "CN"))  # so that the newborn of the story is on it
        yield from self._list_items(items)
        yield Item(day_start(_DAILY_SINCE), Rank.LIMITS, "limits")
        yield from self._list_items(_LAST_DAYS if self._size is Size.DAY else (*_LAST_WEEK, *_LAST_DAYS))

    def _list_items(self, items: Iterable[tuple[date, str]]) -> Iterator[Item]:
        for day, code in sorted(items):
            made: CouncilList = list_of(COUNCILS[code], day, self._plans)
            yield Item(made.comes, Rank.LIST, made.name, made)

    def _deeds(self) -> Iterator[Item]:
        story: Story = self._story
        told = [Item(deed.at, Rank.DEED, f"{place:04d}", deed) for place, deed in enumerate(story.deeds)]
        for place, contact in enumerate(story.contacts):
            at = max(contact.at, contact.told or contact.at, contact.until or contact.at)
            told.append(Item(at + timedelta(hours=3), Rank.DEED, f"contact {place:04d}", contact))
        written = moment(datetime(2026, 11, 6, 16, 0))  # noqa: DTZ001 - local
        for place, link in enumerate(story.links):
            told.append(Item(written + timedelta(minutes=place), Rank.DEED, f"link {place:04d}", link))
        return iter(sorted(told))

    def _reviews(self, begin: date) -> Iterator[Item]:
        """Yield the mornings on which the safeguarding nurse reads the log: every Monday and Thursday."""
        step = timedelta(days=1)
        day = begin
        while day < TODAY - step:
            if day.weekday() in {0, 3}:
                at = day_start(day) + timedelta(hours=9, minutes=2)
                yield Item(at, Rank.REVIEW, f"review {day}", day)
            day += step

    def _write_truth(self) -> None:
        truth = Truth(self._citizens, self._plans)
        head = {"size": self._size.value, "seed": self._seed, "hospital": "invented; nobody here is real"}
        lines = truth.lines(visit for visit in self._visits)
        self._write(self._folder / TRUTH_FILE, truth_file(head, lines, UNTIL))


def _arrived(visit: Visit) -> tuple[datetime, str]:
    return visit.arrived, visit.number


def _refuse_live_numbers(citizens: Iterable[Citizen]) -> None:
    """Require that nobody of the demo hospital carries a number that could be a living person's.

    Raises:
        Refused: Somebody does.
    """
    for person in citizens:
        if person.nhs is not None and not person.nhs.digits.startswith(_TEST_RANGE):
            what = "A demo hospital takes only NHS numbers reserved for tests, which begin with 999."
            raise Refused(what, f"Give {person.key} another number.", kept="Nothing was made.")
