"""A store with its key file: made with a passphrase, opened with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.errors import Refused
from aande_alert.persistence.places import keep_key_file, read_key_file
from aande_alert.persistence.store import Store
from aande_alert.security.keys import StoreKeys, new_key_file
from aande_alert.security.passwords import STRONG, Cost

if TYPE_CHECKING:
    from aande_alert.persistence.places import StorePlace
    from aande_alert.persistence.records import Clock


def new_store(
    place: StorePlace, passphrase: str, *, clock: Clock, demo: bool = False, cost: Cost = STRONG
) -> tuple[Store, str]:
    """Make a store and its key file, and return the recovery code to print and lock away.

    The key file is on the disk before the store is: a store without a key can never be.

    Raises:
        Refused: There is a store or a key file already, or the passphrase is too short.
        Unavailable: It cannot be made there.
    """
    if place.key_file.exists():
        what = f"There is a key file in {place.folder} already."
        raise Refused(what, "Open that store, or choose another folder.", kept="It was not touched.")
    keys = StoreKeys.fresh()
    key_file, code = new_key_file(uuid4(), keys, passphrase, demo=demo, cost=cost)
    keep_key_file(place, key_file)
    return Store.create(place, keys, clock=clock, demo=demo), code


def open_store(place: StorePlace, passphrase: str, *, clock: Clock) -> Store:
    """Open a store with its passphrase.

    Raises:
        Refused: The passphrase is not right.
        Unavailable: There is no store, or it cannot be opened.
    """
    return Store.open(place, read_key_file(place).unlock(passphrase), clock=clock)
