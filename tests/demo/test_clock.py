"""The demo's clock: moved by hand while making, running once it is open, never back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aande_alert.demo.clock import DEMO_NOW, DemoClock, clock_for
from aande_alert.demo.script import UNTIL
from tests.builders import MovableClock

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.demo.hospital import DemoReport

pytestmark = pytest.mark.timeout(300)  # the hospital of these tests is made once, and it takes a while

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_it_stands_still_until_it_is_moved() -> None:
    clock = DemoClock(NOON)
    assert clock() == clock() == NOON
    clock.move_to(NOON + timedelta(hours=1))
    assert clock() == NOON + timedelta(hours=1)


def test_it_cannot_go_back() -> None:
    clock = DemoClock(NOON)
    with pytest.raises(ValueError, match="back"):
        clock.move_to(NOON - timedelta(seconds=1))
    clock.not_before(NOON - timedelta(days=1))
    assert clock() == NOON


def test_an_open_hospital_runs_on_with_the_seconds_that_pass() -> None:
    seconds = [100.0]
    clock = DemoClock.running_from(NOON, lambda: seconds[0])
    seconds[0] += 90
    assert clock() == NOON + timedelta(seconds=90)
    clock.move_to(NOON + timedelta(hours=2))
    seconds[0] += 1
    assert clock() == NOON + timedelta(hours=2, seconds=1)


def test_a_store_of_real_people_keeps_the_machines_clock(tmp_path: Path) -> None:
    real = MovableClock()
    assert clock_for(tmp_path, real) is real


def test_a_demo_store_begins_where_its_making_ended(made: DemoReport) -> None:
    clock = clock_for(made.folder, MovableClock())
    assert DEMO_NOW < UNTIL <= clock() < UNTIL + timedelta(minutes=5)
