"""The arrivals feed: a message kept for good and acknowledged, beside bare durable commits; and applied."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.ground import bare_file
from aande_alert.demo.families import Families
from aande_alert.demo.feed import ARRIVALS, Feed
from aande_alert.demo.population import Comings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground
    from aande_alert.services.bundle import Services

_STORED: Final = Goal(0.9, ">=")
_A_DAY_OF_MESSAGES: Final = 11_250
_APPLIED: Final = Goal(60_000.0, unit="ms")
_PEER: Final = "127.0.0.1"
_TODAY: Final = date(2026, 11, 22)
_A_YEAR: Final = 33_000
_ARRIVAL: Final = b"ADT^A04"


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure messages ADT^A04 stored and acknowledged one by one, then the backlog applied.

    Args:
        ground: Where the store is.
    """
    count = ground.sizes.entries
    services = ground.store("hl7_ingest").services
    bodies = _messages(count)

    def receive(number: int) -> None:
        answer = services.intake.receive(ARRIVALS, _PEER, bodies[number])
        if answer is None or b"|AA|" not in answer:
            message = "a message was not acknowledged"
            raise RuntimeError(message)

    with bare_file(services, "commits.db") as raw:
        raw.execute("CREATE TABLE kept (body BLOB)")

        def commit(number: int) -> None:
            _commit(raw, bodies[number])

        floors, ours = in_turns(count, commit, receive)
    return [figure("hl7_ingest stored", floors, ours, _STORED), _backlog(services, floors, count)]


def _backlog(services: Services, floors: list[float], count: int) -> Figure:
    """Apply what waits, a few hundred at a time; reckoned for the messages of a whole day."""
    share = max(1, count // 8)
    whole = _A_DAY_OF_MESSAGES / share
    done: list[int] = []

    def apply(_: int) -> None:
        done.append(services.intake.apply_pending(share).value.applied)

    (taken,) = in_turns(count // share, apply)
    if sum(done) != share * len(taken):
        message = "not every message was applied"
        raise RuntimeError(message)
    floor = [one * _A_DAY_OF_MESSAGES for one in floors]
    name = f"hl7_ingest backlog of {_A_DAY_OF_MESSAGES}, from {sum(done)}"
    return figure(name, floor, [one * whole for one in taken], _APPLIED)


def _commit(raw: Any, body: bytes) -> None:  # noqa: ANN401 - the driver ships no types
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO kept VALUES (?)", (body,))
    raw.execute("COMMIT")


def _messages(count: int) -> list[bytes]:
    """Return so many arrivals in A&E, of the days up to today."""
    days = 2 + count * 365 // _A_YEAR * 2
    first = _TODAY - timedelta(days=days)
    families = Families(Random(3), first, _TODAY)
    came = Comings(families, Random(4), _TODAY).of_days(first, _TODAY, _A_YEAR)
    told = Feed(families.citizens).of_visits(came.visits)
    found = list(islice((one.body for one in told if _ARRIVAL in one.body), count))
    if len(found) < count:
        message = f"only {len(found)} of {count} messages could be made"
        raise RuntimeError(message)
    return found
