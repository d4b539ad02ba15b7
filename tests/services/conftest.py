"""A real encrypted store for each test, a clock that can be moved, and the people who work there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from aande_alert.rules.content import Content, load_content
from aande_alert.security.keys import StoreKeys
from aande_alert.security.passwords import Cost, hash_password
from aande_alert.services.bundle import Services, make_services
from tests.builders import CALDERDALE, PASSWORD, MovableClock
from tests.services.ward import Ward

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


QUICK = Cost(passes=1, memory_kib=8, lanes=1)


@lru_cache
def the_content() -> Content:
    """Read the shipped content once."""
    return load_content()


@lru_cache
def the_hash() -> str:
    """Hash the password of these tests once, at a cost that only tests may use."""
    return hash_password(PASSWORD, cost=QUICK)


@pytest.fixture
def content() -> Content:
    """Return the shipped content."""
    return the_content()


@pytest.fixture
def clock() -> MovableClock:
    """Return a clock that stands at 22-Nov-2026 14:10 until it is moved."""
    return MovableClock()


@pytest.fixture
def store(tmp_path: Path, clock: MovableClock) -> Iterator[Store]:
    """Return a fresh encrypted store."""
    made = Store.create(StorePlace(tmp_path / "store"), StoreKeys.fresh(), clock=clock)
    yield made
    made.close()


@pytest.fixture
def services(store: Store, clock: MovableClock, content: Content) -> Services:
    """Return every use case on that store."""
    return make_services(store, clock, content, cost=QUICK)


@pytest.fixture
def ward(store: Store, clock: MovableClock, content: Content, services: Services) -> Ward:
    """Return a department with two councils, whose lists of this morning are loaded, and staff."""
    return Ward(store, clock, content, services)


@pytest.fixture
def known_council(ward: Ward) -> None:
    """Let the department know a council that has sent no list yet."""
    ward.services.registers.keep_council(ward.administrator, CALDERDALE)
