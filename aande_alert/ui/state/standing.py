"""What the status line says of lists and feeds, and whether any of it is a warning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.board import FeedState, Health, RegisterState
from aande_alert.domain.wording import DAYS, local, show_moment, show_span, show_time

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.board import Standing


_WEEK = 7  # days after which a day's name is ambiguous


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One segment of the status line.

    Attributes:
        key: `feed:arrivals`, `register:CN`.
        words: As shown.
        mark: `live`, `file`, `warn` or `plain`.
    """

    key: str
    words: str
    mark: str


def standing_lines(standing: Standing) -> tuple[StandingLine, ...]:
    """Return the arrivals feed, the lists, and every other feed that cannot be relied on now.

    A feed that lives and brings no arrivals is told of on the sign-in page; here it would only take room.
    """
    feeds = [
        _feed_line(feed, standing.at)
        for number, feed in enumerate(standing.feeds)
        if number == 0 or feed.state is not Health.LIVE
    ]
    registers = [_register_line(register) for register in standing.registers]
    if not registers:
        registers = [StandingLine("register:none", "No council list loaded: NOT CHECKED", "warn")]
    return (*feeds[:1], *registers, *feeds[1:])


def _short(feed: FeedState) -> str:
    """Return `GP feed` for `GP, out-of-hours`; a longer name says enough by itself."""
    name = feed.name.split(",")[0]
    return name if " " in name else f"{name} feed"


def _feed_line(feed: FeedState, now: datetime) -> StandingLine:
    key = f"feed:{feed.feed}"
    if feed.state is Health.NEVER or feed.last_at is None:
        return StandingLine(key, f"{_short(feed)} never heard", "warn")
    if feed.state is Health.DOWN:
        return StandingLine(key, f"{_short(feed)} DOWN since {_since(feed.last_at, now)}", "warn")
    if feed.state is Health.LATE:
        return StandingLine(key, f"{_short(feed)} late, last {_since(feed.last_at, now)}", "warn")
    return StandingLine(key, f"{_short(feed)} live, {show_time(now)}", "live")


def _since(moment: datetime, now: datetime) -> str:
    """Return `11:20`, `Sun 13:31` in the last days, the whole date where the day's name would not tell."""
    if local(moment).date() == local(now).date():
        return show_time(moment)
    days = (local(now).date() - local(moment).date()).days
    if 0 < days < _WEEK:
        return f"{DAYS[local(moment).weekday()]} {show_time(moment)}"
    return show_moment(moment)


def _register_line(register: RegisterState) -> StandingLine:
    key = f"register:{register.council}"
    name = register.name.removesuffix(" Council")
    if register.as_at is None or register.age is None:
        return StandingLine(key, f"{name} list never loaded", "warn")
    age = show_span(register.age)
    if register.state is Health.LIVE:
        return StandingLine(key, f"{name} list {age} old", "file")
    return StandingLine(key, f"{name} list OUT OF DATE, {age} old", "warn")
