"""A history saved a day at a time is the history saved message by message."""

from __future__ import annotations

import re
from contextlib import closing, nullcontext
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.demo.clock import DemoClock
from aande_alert.demo.families import Families
from aande_alert.demo.feed import ARRIVALS, Feed, Sending
from aande_alert.demo.population import Comings
from aande_alert.demo.setting_up import Hands, set_up
from aande_alert.domain.review import LogFilter, Review
from aande_alert.persistence.tables import metadata
from aande_alert.security.passwords import Cost
from aande_alert.services.opening import create_services

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from aande_alert.persistence.store import Store

DAY = date(2026, 11, 20)
QUICK = Cost(passes=1, memory_kib=8, lanes=1)
IDS = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
OF_THE_STORE = {"staff_secret", "setting", "store_mark"}
DIGESTS = {"digest", "seal", "created_at"}


@pytest.fixture(scope="module")
def sendings() -> list[Sending]:
    """Return some messages of two days: arrivals and departures, one twice, one nobody can read."""
    families = Families(Random(3), DAY, DAY + timedelta(days=1))
    came = Comings(families, Random(4), DAY + timedelta(days=9)).of_days(DAY, DAY + timedelta(days=1), 9_000)
    feed = Feed(families.citizens)
    found = sorted(sending for visit in came.visits for sending in feed.of_visit(visit))[:60]
    torn = Sending(found[20].at, ARRIVALS, "torn", b"MSH|^~\\&|half")
    return sorted([*found, found[10], torn])


def live(folder: Path, sendings: Iterable[Sending], *, at_once: int, together: bool) -> Hands:
    """Receive and apply messages, then review every visit."""
    items = list(sendings)
    clock = DemoClock(items[0].at - timedelta(days=1))
    services = create_services(folder, clock, demo=True, cost=QUICK).services
    hands = set_up(services, clock)
    with services.store.together() if together else nullcontext():
        for place in range(0, len(items), at_once):
            clock.not_before(items[place].at)
            for sending in items[place : place + at_once]:
                services.intake.receive(sending.feed, "10.20.30.40", sending.body)
            services.intake.apply_pending()
        who = hands.of("trembath")
        for one in services.review.index(who, LogFilter()).ids:
            clock.not_before(clock() + timedelta(seconds=25))
            services.review.review(who, one, Review.REVIEWED, "", hands.write_id())
    return hands


def kept(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, without the ids and secrets that are another in each store."""
    with store._connected(reading=True) as connection:
        return {
            table.name: sorted(
                tuple(
                    _plain(value)
                    for column, value in zip(table.c, row, strict=True)
                    if column.name not in DIGESTS
                )
                for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}")  # noqa: S608 - our own names
            )
            for table in metadata.sorted_tables
            if table.name not in OF_THE_STORE
        }


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        value = "id" if len(value) == 16 else value.decode("utf-8", "replace")
    return IDS.sub("id", str(value))


def test_saved_together_or_one_by_one_it_is_the_same_to_the_last_line(
    tmp_path: Path, sendings: list[Sending]
) -> None:
    one = live(tmp_path / "one", sendings, at_once=1, together=False).services
    whole = live(tmp_path / "whole", sendings, at_once=1, together=True).services
    with closing(one), closing(whole):
        first, second = kept(one.store), kept(whole.store)
        for name, rows in first.items():
            assert second[name] == rows, name
        assert len(first["attendance"]) > 20
        assert len(first["review"]) > 20
        for services in (one, whole):
            report = services.store.verify()
            assert report.good, report.words()


def test_applied_many_at_once_each_message_does_what_it_would_have_done_alone(
    tmp_path: Path, sendings: list[Sending]
) -> None:
    """Only the count of rows, a line for each transaction, is told in fewer lines."""
    same_moment = [Sending(sendings[-1].at, one.feed, one.name, one.body) for one in sendings]
    alone = live(tmp_path / "alone", same_moment, at_once=1, together=False).services
    many = live(tmp_path / "many", same_moment, at_once=70, together=False).services
    with closing(alone), closing(many):
        first, second = kept(alone.store), kept(many.store)
        said = [
            sorted(
                re.sub(r"^\('\d+', ", "", str(row)) for row in one["audit"] if "rows:written" not in str(row)
            )
            for one in (first, second)
        ]
        assert said[0] == said[1]
        for name in first.keys() - {"audit", "audit_head"}:
            assert second[name] == first[name], name
        assert [state.quarantined for state in many.intake.states() if state.feed == ARRIVALS] == [1]
        for services in (alone, many):
            report = services.store.verify()
            assert report.good, report.words()
