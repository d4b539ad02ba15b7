"""The demo hospital's clock: moved by hand while the hospital is made, running once it is open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Final

from aande_alert.domain.wording import LONDON, utc

DEMO_NOW: Final = datetime(2026, 11, 22, 13, 58, tzinfo=LONDON).astimezone(UTC)
"""When the demo hospital's story begins: Sunday 22-Nov-2026, 13:58."""

TRUTH_FILE: Final = "truth.json"


class DemoClock:
    """A clock that says what it is told.

    Args:
        at: The moment it starts at, aware.
        elapsed: Seconds since it was started; `None` for a clock that stands still until it is moved.
    """

    def __init__(self, at: datetime, elapsed: Callable[[], float] | None = None) -> None:
        self._at = utc(at)
        self._elapsed = elapsed

    @classmethod
    def running_from(cls, moment: datetime, seconds: Callable[[], float] = monotonic) -> DemoClock:
        """Return a clock that runs on from a moment, for an opened demo store.

        Args:
            moment: The newest moment in the store, or the start of the story where that is later.
            seconds: A source of seconds that never goes back.
        """
        started = seconds()
        return cls(moment, lambda: seconds() - started)

    def __call__(self) -> datetime:
        """Return the moment, UTC."""
        if self._elapsed is None:
            return self._at
        return self._at + timedelta(seconds=self._elapsed())

    def move_to(self, moment: datetime) -> None:
        """Move on to a moment.

        Raises:
            ValueError: It lies before the moment the clock shows; a hospital's time never runs back.
        """
        ahead = utc(moment) - self()
        if ahead < timedelta():
            message = "the demo clock cannot go back"
            raise ValueError(message)
        self._at += ahead

    def not_before(self, moment: datetime) -> None:
        """Move on to a moment, unless it has passed."""
        self._at += max(timedelta(), utc(moment) - self())


def clock_for(folder: Path, real: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return the clock of a store: the machine's own, or the invented day's for a demo store.

    The demo's clock starts at the last moment that was made; whoever opens the store moves it on with
    `not_before` to the newest moment in it.

    Args:
        folder: Where the store is.
        real: The machine's clock.
    """
    truth = folder / TRUTH_FILE
    if not truth.is_file():
        return real
    with truth.open(encoding="utf-8") as file:
        until = datetime.fromisoformat(json.loads(file.readline().strip().rstrip(",") + "}")["until"])
    return DemoClock.running_from(max(DEMO_NOW, until))


def catch_up(clock: Callable[[], datetime], newest: datetime | None) -> None:
    """Let a demonstration's clock go on from the newest moment of its store; any other is left alone."""
    if isinstance(clock, DemoClock) and newest is not None:
        clock.not_before(newest)
