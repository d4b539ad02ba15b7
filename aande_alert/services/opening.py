"""Opening a store and furnishing the services on it; making a new one with its key and recovery sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.errors import Refused
from aande_alert.persistence.places import StorePlace, keep_key_file, read_key_file, refuse_network_share
from aande_alert.persistence.store import Store
from aande_alert.rules.content import load_content
from aande_alert.security.keys import DEMO_PASSPHRASE, StoreKeys, new_key_file
from aande_alert.security.passwords import STRONG, Cost
from aande_alert.services.bundle import Services, make_services

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.persistence.records import Clock


@dataclass(frozen=True, slots=True)
class Made:
    """A new store: its services, and the code of its recovery sheet, shown once."""

    services: Services
    recovery: str


def is_demo(folder: Path) -> bool:
    """Say whether a folder holds a demonstration store, which opens by itself."""
    return has_store(folder) and read_key_file(StorePlace(folder)).demo


def has_store(folder: Path) -> bool:
    """Say whether a folder holds a store."""
    return StorePlace(folder).key_file.exists()


def open_services(
    folder: Path, clock: Clock, *, passphrase: str = "", url: str = "", cost: Cost = STRONG
) -> Services:
    """Open a store and return its services; on the thread that will own it.

    Args:
        folder: Where the key file is, and the store too where it is a file.
        clock: The moment now, UTC.
        passphrase: Of the store; a demonstration needs none.
        url: A PostgreSQL address; empty for a store in the folder.
        cost: What one guess at a password costs.

    Raises:
        Refused: The passphrase is wrong, or the store is not encrypted.
        Unavailable: There is no store, or it cannot be read.
    """
    place = StorePlace(folder, url)
    file = read_key_file(place)
    keys = file.unlock(passphrase or (DEMO_PASSPHRASE if file.demo else ""))
    store = Store.open(place, keys, clock=clock)
    return make_services(store, clock, load_content(), cost=cost)


def create_services(
    folder: Path, clock: Clock, *, passphrase: str = "", demo: bool = False, cost: Cost = STRONG
) -> Made:
    """Make a new encrypted store with its key file and recovery sheet.

    Args:
        folder: Where; it must not hold a store yet.
        clock: The moment now, UTC.
        passphrase: Wraps the key; a demonstration has its own.
        demo: Marks the store as a demonstration for good.
        cost: What one guess at passphrase or password costs.

    Raises:
        Refused: The folder holds a store, or is on a network share.
        Unavailable: The folder cannot be written to.
    """
    place = StorePlace(folder)
    refuse_network_share(folder)
    if has_store(folder):
        what = "There is a store in this folder already."
        raise Refused(what, "Open it, or choose another folder.", kept="It was not touched.")
    keys = StoreKeys.fresh()
    word = DEMO_PASSPHRASE if demo else passphrase
    file, recovery = new_key_file(uuid4(), keys, word, demo=demo, cost=cost)
    keep_key_file(place, file)
    store = Store.create(place, keys, clock=clock, demo=demo)
    return Made(make_services(store, clock, load_content(), cost=cost), recovery)
