"""Opening a store and furnishing the services on it; making a new one with its key and recovery sheet.

A hospital's first store is made beside its place and moved there when it is whole: a first start that
stops half-way leaves nothing that looks like a store.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.opening import FirstStart, Found
from aande_alert.persistence.durable import durable_move
from aande_alert.persistence.engine import refuse_what_is_no_store
from aande_alert.persistence.places import (
    StorePlace,
    keep_key_file,
    make_folder,
    read_key_file,
    refuse_network_share,
)
from aande_alert.persistence.store import Store
from aande_alert.rules.content import load_content
from aande_alert.security.audit import AuditEvent
from aande_alert.security.keys import DEMO_PASSPHRASE, StoreKeys, new_key_file
from aande_alert.security.passwords import SHORTEST, STRONG, Cost, check_policy, prepared
from aande_alert.services.bundle import Services, make_services

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.persistence.records import Clock


@dataclass(frozen=True, slots=True)
class Made:
    """A new store: its services, and the code of its recovery sheet, shown once."""

    services: Services
    recovery: str


def look_at(folder: Path, url: str = "") -> Found:
    """Say what stands in a folder, before anything is opened.

    Raises:
        Unavailable: A store without its key file, a key file without its store, one that is damaged, of a
            newer program or not encrypted.
    """
    place = StorePlace(folder, url)
    if not has_store(folder):
        if place.embedded and place.store_file.exists():
            refuse_what_is_no_store(place.store_file)
            what = f"There is a store in {folder}, but its key file key.json is gone."
            do = "Put key.json back from a backup, then try again."
            raise Unavailable(what, do, kept="The store was not touched.")
        return Found.NOTHING
    demo = read_key_file(place).demo
    if place.embedded:
        refuse_what_is_no_store(place.store_file)
    return Found.DEMO if demo else Found.STORE


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


def open_with_recovery(
    folder: Path, clock: Clock, *, code: str, passphrase: str, url: str = "", cost: Cost = STRONG
) -> Services:
    """Open a store with the code of its recovery sheet, and give it a new passphrase; the sheet stays good.

    Args:
        folder: Where the key file is.
        clock: The moment now, UTC.
        code: As typed.
        passphrase: The new one.
        url: A PostgreSQL address; empty for a store in the folder.
        cost: What one guess at it costs.

    Raises:
        Refused: The code is not right, or the new passphrase is too short.
        Unavailable: The store cannot be opened; its passphrase is as it was.
    """
    place = StorePlace(folder, url)
    file = read_key_file(place)
    keys = file.recover(code)
    renewed = file.with_passphrase(keys, passphrase, cost=cost)
    store = Store.open(place, keys, clock=clock)
    try:
        keep_key_file(place, renewed)
        with store.transaction() as tx:
            tx.note(AuditEvent.STORE_RECOVERED)
    except Unavailable:
        store.close()
        raise
    return make_services(store, clock, load_content(), cost=cost)


def begin_hospital(folder: Path, clock: Clock, told: FirstStart, *, cost: Cost = STRONG) -> Made:
    """Make a hospital's first store with its first administrator, whole or not at all.

    Args:
        folder: Where; it must not be there yet, or be empty.
        clock: The moment now, UTC.
        told: What the hospital says.
        cost: What one guess at passphrase or password costs.

    Raises:
        Refused: Something is missing or weak, or the folder holds something.
        Unavailable: The folder cannot be written to.
    """
    _require_whole(told)
    refuse_network_share(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"The folder {folder} is not empty."
        raise Refused(what, "Choose another folder with --store.", kept="Nothing in it was touched.")
    making = folder.with_name(f".{folder.name}.making")
    make_folder(folder.parent)
    shutil.rmtree(making, ignore_errors=True)
    try:
        made = create_services(making, clock, passphrase=told.passphrase, cost=cost)
        try:
            _set_up(made.services, told)
        finally:
            made.services.close()
        if folder.exists():
            folder.rmdir()
        durable_move(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    services = open_services(folder, clock, passphrase=told.passphrase, cost=cost)
    return Made(services, made.recovery)


def _set_up(services: Services, told: FirstStart) -> None:
    administration = services.administration
    administration.first_administrator(told.administrator(), told.password)
    who = services.sign_in.sign_in(told.login, told.password, told.workstations[0]).value
    administration.choose(who, "hospital", {"name": told.hospital, "department": told.department})
    administration.choose(who, "workstations", list(told.workstations))
    services.sign_in.sign_out(who)


def _require_whole(told: FirstStart) -> None:
    kept = "Nothing was made."
    missing = {
        "the hospital's name": told.hospital,
        "a workstation": "".join(told.workstations),
        "the administrator's name": told.name,
        "the administrator's initials": told.initials,
        "the administrator's login": told.login,
    }
    lacking = [words for words, given in missing.items() if not given.strip()]
    if lacking:
        what = f"Still missing: {', '.join(lacking)}."
        raise Refused(what, "Fill it in.", kept=kept)
    if len(prepared(told.passphrase)) < SHORTEST:
        what = f"The passphrase of the store has at least {SHORTEST} characters."
        raise Refused(what, "Four or five words that do not belong together will do.", kept=kept)
    member = told.administrator()
    check_policy(told.password, about=(member.login, *member.name.replace(",", " ").split()))
