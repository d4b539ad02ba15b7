"""A demo hospital of one day, made once, and opened in a copy by each test that asks."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.demo.clock import DemoClock
from aande_alert.demo.deeds import attendance_of
from aande_alert.demo.feed import ARRIVALS, HOSPITAL
from aande_alert.demo.hospital import DemoReport, make
from aande_alert.demo.script import UNTIL, Script, Size
from aande_alert.demo.setting_up import PASSWORD
from aande_alert.domain.messages import VisitNumber
from aande_alert.persistence.durable import durable_write
from aande_alert.security.passwords import Cost
from aande_alert.services.opening import open_services
from aande_alert.services.visit_facts import attendance_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from aande_alert.domain.board import ArrivalLine
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services

QUICK = Cost(passes=1, memory_kib=1024, lanes=1)


@lru_cache
def the_script(size: Size = Size.DAY, seed: int = 1) -> Script:
    """Work out once what happens."""
    return Script(size, seed)


@dataclass
class Open:
    """An opened demo hospital."""

    services: Services
    clock: DemoClock
    truth: dict[str, Any]

    def sign_in(self, login: str = "okoro") -> SignedIn:
        """Sign somebody in with the password of every demo account."""
        return self.services.sign_in.sign_in(login, PASSWORD, "Triage 2").value

    def visit(self, story_id: str) -> UUID:
        """Return the attendance of one of the story's visits."""
        number = next(line["visit"] for line in self.truth["arrivals"] if line["id"] == story_id)
        return attendance_id(ARRIVALS, VisitNumber(number, HOSPITAL).key)

    def line(self, story_id: str) -> ArrivalLine:
        """Return a row of the board."""
        wanted = self.visit(story_id)
        board = self.services.arrivals.board(self.sign_in())
        return next(line for line in board.lines if line.attendance.id == wanted)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    """Make a day once for all tests."""
    return make(tmp_path_factory.mktemp("demo") / "day", write=durable_write, seed=1)


@pytest.fixture(scope="session")
def answers(made: DemoReport, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ProtectionCheck]:
    """Return what the program says of every visit of the story, by the story's own ids."""
    folder = tmp_path_factory.mktemp("answers") / "demo"
    shutil.copytree(made.folder, folder)
    services = open_services(folder, DemoClock(UNTIL), cost=QUICK)
    ids = {attendance_of(visit): visit.id for visit in the_script().story.visits}
    with services.store.reading() as tx:
        checks = {ids[one]: check for one, check in tx.checks.of(tuple(ids)).items()}
    services.close()
    return checks


@pytest.fixture
def hospital(made: DemoReport, tmp_path: Path) -> Iterator[Open]:
    """Open a copy of the day, at the moment it was made until."""
    folder = tmp_path / "demo"
    shutil.copytree(made.folder, folder)
    clock = DemoClock(UNTIL)
    services = open_services(folder, clock, cost=QUICK)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    yield Open(services, clock, truth)
    services.close()


@pytest.fixture
def script() -> Script:
    """Return what happens on the demo's day."""
    return the_script()
