"""Living through the hospital's days: each thing in its moment, through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from aande_alert.demo.feed import Sending
from aande_alert.demo.lists import CouncilList
from aande_alert.demo.outage import without_lists
from aande_alert.demo.setting_up import PASSWORD, keep_limits
from aande_alert.demo.story import Deed, ToldContact, ToldLink
from aande_alert.domain.imports import SecondPerson
from aande_alert.domain.review import LogFilter, Review
from aande_alert.domain.wording import local

if TYPE_CHECKING:
    from aande_alert.demo.deeds import Deeds
    from aande_alert.demo.setting_up import Hands

_AT_ONCE: Final = 400
_APPLIED_AFTER: Final = timedelta(seconds=10)
_FOLLOWED_UP: Final = 37  # of the attendances read, every so many-th is followed up
_NOTES: Final = (
    "Ring the health visitor.",
    "Ask the school nurse what they know.",
    "Letter to the GP: not brought twice.",
    "Talk it through at the Tuesday meeting.",
)


class Rank(IntEnum):
    """What comes first in one and the same moment."""

    MESSAGE = 0
    LIST = 1
    LIMITS = 2
    DEED = 3
    REVIEW = 4


@dataclass(frozen=True, slots=True)
class Item:
    """Something that happens.

    Attributes:
        at: When, UTC.
        rank: What sort of thing.
        name: Decides the order within a moment.
        what: The thing itself.
    """

    at: datetime
    rank: Rank
    name: str
    what: Any = None

    def __lt__(self, other: Item) -> bool:
        """Say which of two comes first."""
        return (self.at, self.rank, self.name) < (other.at, other.rank, other.name)


class Agenda:
    """Does one thing after the other, and keeps what was sent.

    Args:
        folder: Where messages and lists are left.
        hands: Those who work here.
        deeds: Does what the story tells.
        write: How files are written.
        tell: Told once a month how far it has come.
    """

    def __init__(
        self,
        folder: Path,
        hands: Hands,
        deeds: Deeds,
        *,
        write: Callable[[Path, Iterable[bytes]], None],
        tell: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._hands = hands
        self._deeds = deeds
        self._write = write
        self._tell = tell
        self._lists_lost = without_lists(hands.services, hands.clock)
        self._waiting = 0
        self._sent: dict[str, list[bytes]] = {}
        self._day = date.min
        self._reviewed_until = date.min
        self.messages = 0
        self.lists = 0
        for part in ("messages", "lists"):
            (folder / part).mkdir()

    def live(self, items: Iterator[Item], *, today: datetime) -> None:
        """Live through everything.

        Args:
            items: In order of time.
            today: Before it, messages are applied in batches; from it on, each in its own moment.
        """
        for day, of_day in groupby(items, lambda item: local(item.at).date()):
            self._turn_page(day)
            with nullcontext() if day >= local(today).date() else self._hands.services.store.together():
                for item in of_day:
                    self._live_through(item, today)
                self._apply()

    def _live_through(self, item: Item, today: datetime) -> None:
        if item.rank is not Rank.MESSAGE:
            self._apply()  # while the lists are as they were when the messages came
        self._hands.clock.not_before(item.at)
        if item.rank is Rank.MESSAGE:
            self._receive(item.what, at_once=item.at >= today)
        else:
            self._do(item)

    def finish(self) -> None:
        """Apply and write what is left."""
        self._apply()
        self._write_messages()

    def _do(self, item: Item) -> None:
        what = item.what
        match item.rank:
            case Rank.LIST:
                self._take_list(what)
            case Rank.LIMITS:
                keep_limits(self._hands, None)
            case Rank.REVIEW:
                self._review(what)
            case _:
                self._do_told(what)

    def _do_told(self, what: Deed | ToldContact | ToldLink) -> None:
        match what:
            case Deed():
                self._deeds.do(what)
            case ToldContact():
                self._deeds.contact(what)
            case ToldLink():
                self._deeds.link(what)

    def _receive(self, sending: Sending, *, at_once: bool) -> None:
        lost = sending.visit is not None and sending.visit.lists_lost
        if lost:
            self._apply()
        self._hands.services.intake.receive(sending.feed, "10.20.30.40", sending.body)
        self._sent.setdefault(sending.feed, []).append(sending.body)
        self.messages += 1
        self._waiting += 1
        if not at_once and self._waiting < _AT_ONCE:
            return
        if at_once:
            self._hands.clock.not_before(sending.at + _APPLIED_AFTER)
        self._apply(lost=lost)

    def _apply(self, *, lost: bool = False) -> None:
        """Apply what waits; where the lists are lost, with a program that cannot read them."""
        services = self._lists_lost if lost else self._hands.services
        if self._waiting:
            services.intake.apply_pending()
        self._waiting = 0

    def _take_list(self, made: CouncilList) -> None:
        self._write(self._folder / "lists" / made.name, [made.file.body])
        who, registers = self._hands.of("trembath"), self._hands.services.registers
        preview = registers.preview(who, made.file)
        second = SecondPerson("admin", PASSWORD) if preview.needs_second_person else None
        registers.apply(who, made.file, preview.digest, self._hands.write_id(), second=second)
        self.lists += 1

    def _review(self, day: date) -> None:
        """Read the log of the days before, as the safeguarding nurse does twice a week."""
        who, review = self._hands.of("trembath"), self._hands.services.review
        until = day - timedelta(days=1)
        since = None if self._reviewed_until == date.min else self._reviewed_until - timedelta(days=2)
        wanted = LogFilter(since=since, until=until, not_reviewed=True)
        self._reviewed_until = until
        clock = self._hands.clock
        for place, attendance_id in enumerate(reversed(review.index(who, wanted).ids), 1):
            clock.not_before(clock() + timedelta(seconds=25))
            follow = place % _FOLLOWED_UP == 0
            note = _NOTES[place % len(_NOTES)] if follow else ""
            said = Review.FOLLOW_UP if follow else Review.REVIEWED
            review.review(who, attendance_id, said, note, self._hands.write_id())

    def _turn_page(self, day: date) -> None:
        """Leave the messages of the day before, each file whole."""
        self._write_messages()
        if day.month != self._day.month:
            self._tell(f"{day:%B %Y}")
        self._day = day

    def _write_messages(self) -> None:
        """Leave the day's messages, a file a feed."""
        for feed, bodies in self._sent.items():
            self._write(self._folder / "messages" / f"{self._day:%Y-%m-%d}-{feed}.hl7", bodies)
        self._sent.clear()
