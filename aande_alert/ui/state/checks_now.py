"""The sign-in page's table: each list and each feed, how old, how good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.board import FeedState, Health, RegisterState
from aande_alert.domain.wording import show_moment, show_span, show_time

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.board import Standing


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One row: what it is, as at when, its state in words, and whether that is a warning."""

    name: str
    at: str
    state: str
    warn: bool


def register_lines(standing: Standing) -> tuple[CheckLine, ...]:
    """Return the lists, and the national look-up that is only made by hand."""
    return (
        *map(_register, standing.registers),
        CheckLine("National look-up", "Not connected", "By hand only", warn=False),
    )


def feed_lines(standing: Standing) -> tuple[CheckLine, ...]:
    """Return the feeds."""
    return tuple(_feed(feed, standing.at) for feed in standing.feeds)


def _register(register: RegisterState) -> CheckLine:
    if register.as_at is None or register.age is None:
        return CheckLine(register.name, "Never", "Never loaded", warn=True)
    age = f"{show_span(register.age)} of {show_span(register.limit)}"
    if register.state is Health.LIVE:
        return CheckLine(register.name, show_moment(register.as_at), age, warn=False)
    words = f"OUT OF DATE, {show_span(register.age)} old"
    return CheckLine(register.name, show_moment(register.as_at), words, warn=True)


def _feed(feed: FeedState, now: datetime) -> CheckLine:
    if feed.last_at is None or feed.state is Health.NEVER:
        return CheckLine(feed.name, "Never", "Never heard", warn=True)
    last = show_time(feed.last_at)
    if feed.state is Health.DOWN:
        return CheckLine(feed.name, last, f"DOWN {show_span(now - feed.last_at)}", warn=True)
    if feed.state is Health.LATE:
        return CheckLine(feed.name, last, f"Late, {show_span(now - feed.last_at)}", warn=True)
    return CheckLine(feed.name, last, "Live", warn=False)
