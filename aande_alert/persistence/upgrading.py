"""Bringing a store's schema up to date, or back: whole or not at all, with a copy kept aside first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aande_alert.persistence.durable import sync_file, sync_folder
from aande_alert.persistence.engine import copy_pages, engine_for, lock_for_writing, refuse_what_is_no_store
from aande_alert.persistence.schema import HEAD, refuse_unknown_versions, version_of
from aande_alert.persistence.store import Store
from aande_alert.persistence.troubles import sorted_troubles
from aande_alert.security.audit import AuditEvent

if TYPE_CHECKING:
    from typing import Any

    from alembic.config import Config
    from sqlalchemy.engine import Connection

    from aande_alert.persistence.places import StorePlace
    from aande_alert.persistence.records import Clock
    from aande_alert.security.keys import StoreKeys

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade_store(place: StorePlace, keys: StoreKeys, *, clock: Clock) -> Store:
    """Bring a store up to date and open it; a store that is up to date is only opened.

    A store in a folder is copied aside first, as `store.db.before-VERSION`; who looks after a server
    makes a backup there.

    Raises:
        Unavailable: It cannot be opened, is newer than this program, or could not be changed; then it
            is as it was.
    """
    if place.embedded:
        refuse_what_is_no_store(place.store_file)
    with sorted_troubles():
        engine = engine_for(place, keys)
        try:
            with engine.connect() as connection:
                before = version_of(connection)
                refuse_unknown_versions(before)
                if before != HEAD and place.embedded:
                    _copy_aside(connection, place, before, keys)
            if before != HEAD:
                with engine.begin() as connection:
                    lock_for_writing(connection)
                    migrate(connection, "head")
        finally:
            engine.dispose()
    store = Store.open(place, keys, clock=clock)
    if before != HEAD:
        with store.transaction() as tx:
            tx.note(AuditEvent.STORE_UPGRADED, before=before, after=HEAD)
    return store


def migrate(connection: Connection, target: str) -> None:
    """Run the migrations to a revision in the connection's own transaction.

    Args:
        connection: In a transaction that writes.
        target: `head`, `base` or a revision.
    """
    from alembic import command

    config = configured(connection)
    if target == "base" or _is_behind(connection, target):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)


def configured(connection: Connection) -> Config:
    """Return alembic's settings for a connection; there is no file of them."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_behind(connection: Connection, target: str) -> bool:
    now = version_of(connection)
    return target not in {"head", now} and bool(now) and target < now


def _copy_aside(connection: Connection, place: StorePlace, before: str, keys: StoreKeys) -> None:
    aside = place.store_file.with_name(f"{place.store_file.name}.before-{before}")
    raw: Any = connection.connection.dbapi_connection
    connection.rollback()
    copy_pages(raw, aside, keys.database)
    sync_file(aside)
    sync_folder(place.folder)
