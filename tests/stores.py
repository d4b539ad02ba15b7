"""Stores for the tests: real ones, a fresh one for each test, on a file and on a server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from aande_alert.persistence.places import StorePlace, keep_key_file
from aande_alert.persistence.store import Store
from aande_alert.security.keys import KeyFile, StoreKeys
from aande_alert.security.passwords import Cost
from tests.builders import NOW, MovableClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
PASSPHRASE = "heron anvil ferry mango"
KEYS = StoreKeys(bytes(range(32)))
STORE_ID = UUID("6f0f2b0e-9d56-4d3b-8a55-0b7f6f6e0d11")


def make_store(place: StorePlace, clock: MovableClock | None = None) -> Store:
    """Return a new store with a key file whose passphrase costs next to nothing to try."""
    file = KeyFile(STORE_ID).with_passphrase(KEYS, PASSPHRASE, cost=CHEAP)
    keep_key_file(place, file)
    return Store.create(place, KEYS, clock=clock or MovableClock())


@pytest.fixture
def clock() -> MovableClock:
    """Return a clock that stands still until it is moved."""
    return MovableClock(NOW)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store in a folder once for the whole run, for copying."""
    folder = tmp_path_factory.mktemp("empty") / "store"
    make_store(StorePlace(folder)).close()
    return folder


@pytest.fixture
def embedded_place(empty_store: Path, tmp_path: Path) -> StorePlace:
    """Return the place of a fresh store in a folder, not open."""
    folder = tmp_path / "store"
    shutil.copytree(empty_store, folder)
    return StorePlace(folder)


@pytest.fixture
def embedded(embedded_place: StorePlace, clock: MovableClock) -> Iterator[Store]:
    """Return a fresh store in a folder."""
    store = Store.open(embedded_place, KEYS, clock=clock)
    yield store
    store.close()


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StorePlace]:
    """Return the place of a fresh store, not open: once in a folder, once on a server."""
    if request.param == "file":
        found: StorePlace = request.getfixturevalue("embedded_place")
        yield found
        return
    server = request.getfixturevalue("postgres_server")

    def prepare(url: str) -> None:
        make_store(StorePlace(request.getfixturevalue("tmp_path_factory").mktemp("key"), url)).close()

    database = server.fresh(server.template("store", prepare))
    there = StorePlace(tmp_path / "key", server.url(database))
    keep_key_file(there, KeyFile(STORE_ID).with_passphrase(KEYS, PASSPHRASE, cost=CHEAP))
    yield there
    server.drop(database)


@pytest.fixture
def store(place: StorePlace, clock: MovableClock) -> Iterator[Store]:
    """Return a fresh store: once in a folder, once on a server."""
    opened = Store.open(place, KEYS, clock=clock)
    yield opened
    opened.close()
