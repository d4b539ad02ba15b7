"""Several transactions saved by one commit: each its own, and all of them or none."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.store import Store
from aande_alert.security.audit import AuditEvent
from tests.builders import NOW, MovableClock, a_person
from tests.stores import KEYS

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.persistence.places import StorePlace
    from aande_alert.persistence.store import Transaction


def add(store: Store) -> UUID:
    """Add a child in a transaction of its own."""
    child = a_person()
    with store.transaction() as tx:
        tx.people.add(child, (1, 2))
        tx.note(AuditEvent.PERSON_ADDED, person=child.id)
    return child.id


def held(store: Store) -> int:
    """Return how many people the store holds."""
    report = store.verify()
    assert report.good, report.words()
    return report.counts["person"]


def _broken(store: Store) -> None:
    add(store)
    raise ZeroDivisionError


def _broken_half_way(tx: Transaction) -> None:
    tx.people.add(a_person(), ())
    tx.note(AuditEvent.PERSON_ADDED)
    raise ZeroDivisionError


def test_each_has_its_own_moment_and_its_own_lines(store: Store, clock: MovableClock) -> None:
    children = []
    with store.together():
        for minute in range(3):
            clock.at = NOW + timedelta(minutes=minute)
            children.append(add(store))
            with store.reading() as tx:
                assert tx.people.get(children[-1]).id == children[-1]
    with store.reading() as tx:
        lines = [tx.trail.of_person(child)[0] for child in children]
    assert [line.at - NOW for line in lines] == [timedelta(minutes=minute) for minute in range(3)]
    assert held(store) == 3


def test_one_that_goes_wrong_is_undone_alone(store: Store) -> None:
    with store.together():
        first = add(store)
        with pytest.raises(ZeroDivisionError), store.transaction() as tx:
            _broken_half_way(tx)
        second = add(store)
    with store.reading() as tx:
        assert set(tx.people.many([first, second])) == {first, second}
    assert held(store) == 2


def test_where_the_whole_goes_wrong_nothing_is_saved(store: Store) -> None:
    before = store.checkpoint().head
    with pytest.raises(ZeroDivisionError), store.together():
        _broken(store)
    assert store.checkpoint().head == before
    assert held(store) == 0


def test_nothing_is_read_as_a_write_and_none_stands_in_another(store: Store) -> None:
    with store.together(), store.reading() as tx, pytest.raises(RuntimeError, match="only read"):
        tx.people.add(a_person(), ())
    with store.together(), store.transaction(), pytest.raises(RuntimeError, match="inside"):
        add(store)
    with store.transaction(), pytest.raises(RuntimeError, match="inside"), store.together():
        pass
    assert held(store) == 0


def test_what_comes_after_is_not_saved_without_what_came_before(embedded: Store) -> None:
    """A full disk makes the database give the whole up; what is saved after it would stand alone."""

    def given_up() -> None:
        with embedded.transaction() as tx:
            tx.people.add(a_person(), ())
            whole: Any = embedded._whole
            whole.connection.dbapi_connection.execute("ROLLBACK")
            raise ZeroDivisionError

    def lost() -> None:
        add(embedded)
        with pytest.raises(ZeroDivisionError):
            given_up()
        with pytest.raises(Unavailable, match="given up"):
            add(embedded)

    with pytest.raises(Unavailable, match="given up"), embedded.together():
        lost()
    assert held(embedded) == 0
    add(embedded)
    assert held(embedded) == 1


KILLED = """
import os, sys
from pathlib import Path
from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from tests.builders import MovableClock
from tests.persistence.test_together import add
from tests.stores import KEYS

store = Store.open(StorePlace(Path(sys.argv[1])), KEYS, clock=MovableClock())
for whole in (True, False):
    with store.together():
        for _ in range(4):
            add(store)
        if not whole:
            os._exit(9)
"""


def test_killed_in_the_middle_it_keeps_whole_ones_only(embedded_place: StorePlace) -> None:
    asked = [sys.executable, "-c", KILLED, str(embedded_place.folder)]
    assert subprocess.run(asked, check=False).returncode == 9
    with closing(Store.open(embedded_place, KEYS, clock=MovableClock())) as store:
        assert held(store) == 4
