"""A fictional hospital made from a seed: only through services, as if its days had passed one by one.

Beside the store it leaves the messages and lists that made it, and the true answers.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from aande_alert.demo.agenda import Agenda
from aande_alert.demo.clock import TRUTH_FILE, DemoClock
from aande_alert.demo.deeds import Deeds
from aande_alert.demo.later import LATER_FOLDER
from aande_alert.demo.script import TODAY, UNTIL, Script, Size
from aande_alert.demo.setting_up import keep_limits, set_up
from aande_alert.demo.story import day_start
from aande_alert.demo.truth import Truth, truth_file
from aande_alert.domain.errors import Refused
from aande_alert.security.passwords import Cost
from aande_alert.services.opening import create_services

Write: TypeAlias = Callable[[Path, Iterable[bytes]], None]
"""Writes a file whole or not at all; `persistence.durable.durable_write` does."""

_OPEN_TO_ALL: Final = Cost(passes=1, memory_kib=1024, lanes=1)
"""The passphrase and passwords of a demo are printed on its screen: a slow hash would guard nothing."""


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
        script = Script(size, seed)
        gc.freeze()  # a whole town lives until the end: looking through it again and again takes time
        report = _live(folder, script, write, cost, tell or _say_nothing)
        made = True
    finally:
        gc.unfreeze()
        if not made:  # half a hospital would open like a whole one
            shutil.rmtree(folder, ignore_errors=True)
    return report


def _live(folder: Path, script: Script, write: Write, cost: Cost, tell: Callable[[str], None]) -> DemoReport:
    """Live through the hospital's days."""
    clock = DemoClock(day_start(script.begins))
    services = create_services(folder, clock, demo=True, cost=cost).services
    try:
        hands = set_up(services, clock)
        keep_limits(hands, script.usual_limit)
        deeds = Deeds(hands, script.story.citizens, {visit.id: visit for visit in script.story.visits})
        agenda = Agenda(folder, hands, deeds, write=write, tell=tell)
        agenda.live(script.items(), today=day_start(TODAY))
        clock.not_before(UNTIL)
        agenda.finish()
    finally:
        services.close()
    _leave_what_comes_later(folder, script, write)
    head = {"size": script.size.value, "seed": script.seed, "hospital": "invented; nobody here is real"}
    lines = Truth(script.citizens, script.plans).lines(script.visits)
    write(folder / TRUTH_FILE, truth_file(head, lines, UNTIL))
    return DemoReport(folder, len(script.visits), agenda.messages, agenda.lists, clock())


def _leave_what_comes_later(folder: Path, script: Script, write: Write) -> None:
    """Leave the messages and the list of the hours to come, a file each, for `later.carry_on`."""
    place = folder / LATER_FOLDER
    place.mkdir()
    for sending in script.later_sendings():
        write(place / f"{sending.at:%Y%m%dT%H%M%S}-{sending.feed}-{sending.name}.hl7", [sending.body])
    made = script.later_list()
    write(place / made.name, [made.file.body])


def _say_nothing(_: str) -> None:
    """Tell nobody."""
