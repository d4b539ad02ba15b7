"""A proportional time axis: moments to x and back, zoom, pan, and ticks from decades to hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from aande_alert.domain.wording import LONDON, MONTHS, local, show_date, show_moment, utc

SHORTEST = timedelta(hours=6)
LONGEST = timedelta(days=120 * 365)
_EARLIEST = datetime(1880, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time in view; never shorter than six hours nor longer than a long life.

    Attributes:
        start: Left edge, aware.
        end: Right edge, aware, later than `start`.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if utc(self.end) <= utc(self.start):
            message = "a window ends after it starts"
            raise ValueError(message)
        # Two moments of one zone subtract by the clock on the wall; in UTC an hour is an hour.
        object.__setattr__(self, "start", utc(self.start))
        object.__setattr__(self, "end", utc(self.end))

    @property
    def span(self) -> timedelta:
        """Return how long it is."""
        return self.end - self.start

    @property
    def words(self) -> str:
        """Return `01-May-2026 to 20-Dec-2026`, with times where it is shorter than four days."""
        show = show_moment if self.span < timedelta(days=4) else _day
        return f"{show(self.start)} to {show(self.end)}"

    def zoomed(self, factor: float, *, about: datetime | None = None) -> Window:
        """Return a longer (factor above 1) or shorter window; the middle, or `about`, stays in place."""
        fixed = utc(about) if about is not None else self.start + self.span / 2
        span = min(max(self.span * min(max(factor, 1e-6), 1e3), SHORTEST), LONGEST)
        share = (fixed - self.start) / self.span
        return _kept_within(fixed - span * share, span)

    def panned(self, share: float) -> Window:
        """Return the window moved by a share of its own length, later where positive."""
        return _kept_within(self.start + self.span * min(max(share, -10.0), 10.0), self.span)

    def holding(self, moment: datetime) -> Window:
        """Return the window, moved just far enough that a moment stands well inside it."""
        moment, room = utc(moment), self.span / 10
        if moment < self.start + room:
            return _kept_within(moment - room, self.span)
        if moment > self.end - room:
            return _kept_within(moment + room - self.span, self.span)
        return self


def _kept_within(start: datetime, span: timedelta) -> Window:
    start = min(max(start, _EARLIEST), _LATEST - span)
    return Window(start, start + span)


def _day(moment: datetime) -> str:
    return show_date(local(moment).date())


@dataclass(frozen=True, slots=True)
class Axis:
    """A window laid on a stretch of pixels.

    Attributes:
        window: What is in view.
        left: x of the window's start.
        width: Pixels from start to end.
    """

    window: Window
    left: float
    width: float

    @property
    def right(self) -> float:
        """Return x of the window's end."""
        return self.left + self.width

    @property
    def per_second(self) -> float:
        """Return pixels to the second."""
        return self.width / self.window.span.total_seconds()

    def x(self, moment: datetime) -> float:
        """Return where a moment stands."""
        return self.left + (moment - self.window.start).total_seconds() * self.per_second

    def at(self, x: float) -> datetime:
        """Return the moment at an x, as far as a calendar reaches."""
        seconds = (x - self.left) / self.per_second
        return self.window.start + timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark on the axis.

    Attributes:
        x: Where.
        words: Beside it; the first in view names the year as well.
        named: It is the first in view, which names its year.
    """

    x: float
    words: str
    named: bool = False


_STEPS: tuple[tuple[str, int, float], ...] = (
    ("hour", 1, 3600.0),
    ("hour", 3, 10800.0),
    ("hour", 6, 21600.0),
    ("hour", 12, 43200.0),
    ("day", 1, 86400.0),
    ("day", 2, 172800.0),
    ("week", 1, 604800.0),
    ("week", 2, 1209600.0),
    ("month", 1, 2629800.0),
    ("month", 3, 7889400.0),
    ("month", 6, 15778800.0),
    ("year", 1, 31557600.0),
    ("year", 2, 63115200.0),
    ("year", 5, 157788000.0),
    ("year", 10, 315576000.0),
    ("year", 20, 631152000.0),
    ("year", 50, 1577880000.0),
)
"""Unit, how many, seconds: the ladder of tick distances."""

_A_MONDAY = date(1900, 1, 1)


def ticks(axis: Axis, *, apart: float = 58.0, named_from: float | None = None) -> tuple[Tick, ...]:
    """Return the marks in view, local time, at least `apart` pixels from each other.

    Args:
        axis: What is in view, or more than that.
        apart: Least distance, px.
        named_from: The first mark from this x on names its year too; the axis' left where not given.
    """
    unit, count, _ = next((step for step in _STEPS if step[2] * axis.per_second >= apart), _STEPS[-1])
    found: list[Tick] = []
    named_from, named = axis.left if named_from is None else named_from, False
    moments = _moments(unit, count, local(axis.window.start))
    while (x := axis.x(here := next(moments))) <= axis.right:
        if x >= axis.left - 0.5:
            first = not named and x >= named_from - 0.5
            found.append(Tick(x, _words(unit, here, first=first), named=first))
            named = named or first
    return tuple(found)


def _moments(unit: str, count: int, first: datetime) -> Iterator[datetime]:
    """Yield local moments from the last one at or before `first`, for ever."""
    if unit == "hour":
        midnight = datetime(first.year, first.month, first.day, tzinfo=LONDON)
        yield from _hours(midnight, count)
    if unit in {"month", "year"}:
        months = count * (12 if unit == "year" else 1)
        number = (first.year * 12 + first.month - 1) // months * months
        while True:
            yield datetime(number // 12, number % 12 + 1, 1, tzinfo=LONDON)
            number += months
    days = count * (7 if unit == "week" else 1)
    day = first.date() - timedelta(days=(first.date() - _A_MONDAY).days % days)
    while True:
        yield datetime(day.year, day.month, day.day, tzinfo=LONDON)
        day += timedelta(days=days)


def _hours(midnight: datetime, count: int) -> Iterator[datetime]:
    while True:
        # Wall-clock hours: the day that clocks change still has its mark at 12:00.
        for hour in range(0, 24, count):
            yield midnight.replace(hour=hour)
        day = midnight.date() + timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)


def _words(unit: str, here: datetime, *, first: bool) -> str:
    month = MONTHS[here.month - 1]
    day = f"{here.day:02d}-{month}"
    match unit:
        case "year":
            return f"{here.year}"
        case "month":
            return f"{month}-{here.year}" if first or here.month == 1 else month
        case "hour":
            clock = f"{here:%H:%M}"
            return f"{day} {clock}" if first else (day if here.hour == 0 else clock)
        case _:
            return f"{day}-{here.year}" if first else day
