"""The sign-in page's table: each list and each feed, how old, how good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.board import FeedState, Health, RegisterState
from aande_alert.domain.wording import local, show_moment, show_span, show_time

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.board import Standing


_HOUR, _TWO_DAYS = timedelta(hours=1), timedelta(days=2)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One row: what it is, as at when, its state in words, and whether that is a warning or done by hand."""

    name: str
    at: str
    state: str
    warn: bool
    by_hand: bool = False


def register_lines(standing: Standing) -> tuple[CheckLine, ...]:
    """Return the lists, and the national look-up that is only made by hand."""
    none = () if standing.registers else (CheckLine("No council list", "Never", "NOT CHECKED", warn=True),)
    return (
        *none,
        *map(_register, standing.registers),
        CheckLine("National look-up", "Not connected", "By hand only", warn=False, by_hand=True),
    )


def feed_lines(standing: Standing) -> tuple[CheckLine, ...]:
    """Return the feeds."""
    if not standing.feeds:
        return (CheckLine("No feed yet", "Never", "Never heard", warn=True),)
    return tuple(_feed(feed, standing.at) for feed in standing.feeds)


def _register(register: RegisterState) -> CheckLine:
    if register.as_at is None or register.age is None:
        return CheckLine(register.name, "Never", "Never loaded", warn=True)
    age = f"{show_span(register.age)} of {show_limit(register.limit)}"
    if register.state is Health.LIVE:
        return CheckLine(register.name, show_moment(register.as_at), age, warn=False)
    words = f"OUT OF DATE, {show_span(register.age)} old"
    return CheckLine(register.name, show_moment(register.as_at), words, warn=True)


def show_when(moment: datetime, now: datetime) -> str:
    """Return the time of something of today, and the date with it where it was another day."""
    return show_time(moment) if local(moment).date() == local(now).date() else show_moment(moment)


def show_limit(limit: timedelta) -> str:
    """Return a limit as the hospital chose it: in hours up to two days."""
    return f"{limit // _HOUR}hr" if limit <= _TWO_DAYS else show_span(limit)


def _feed(feed: FeedState, now: datetime) -> CheckLine:
    if feed.last_at is None or feed.state is Health.NEVER:
        return CheckLine(feed.name, "Never", "Never heard", warn=True)
    last = show_when(feed.last_at, now)
    if feed.state is Health.DOWN:
        return CheckLine(feed.name, last, f"DOWN {show_span(now - feed.last_at)}", warn=True)
    if feed.state is Health.LATE:
        return CheckLine(feed.name, last, f"Late, {show_span(now - feed.last_at)}", warn=True)
    return CheckLine(feed.name, last, "Live", warn=False)
