"""Connections: SQLCipher through SQLAlchemy for a store in a folder, psycopg for one on a server."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy
from sqlalchemy import event as sql_event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.driver import Driver
from aande_alert.persistence.durable import private_file
from aande_alert.persistence.places import refuse_network_share
from aande_alert.persistence.troubles import sorted_troubles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import URL, Connection, Engine

    from aande_alert.persistence.places import StorePlace
    from aande_alert.security.keys import StoreKeys

READING = "aande_alert_reading"
CHANGED = "aande_alert_changed"

_PLAIN = b"SQLite format 3\x00"
_BUSY_MS = 5_000
_CACHE_KIB = 131_072  # SQLCipher costs nothing where pages stay decrypted: performance.md, SQLCipher tax
_STATEMENTS = 512  # kept ready; looking somebody up has one for every number of keys
_WRITER_LOCK = 0x41414445  # one writer at a time on the server too, as on a file
_KEPT = "Nothing was changed."

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # WAL with NORMAL lost acknowledged saves: reliability.md, 0.1
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # without it REPLACE would delete past the guards
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
    f"PRAGMA busy_timeout = {_BUSY_MS}",
)
_SERVER_OPTIONS = (
    "-c timezone=UTC -c synchronous_commit=on -c lock_timeout=10000 "
    "-c statement_timeout=120000 -c idle_in_transaction_session_timeout=60000"
)
# A dead network is noticed within seconds, not minutes: reliability.md, 0.5.
_SERVER_PATIENCE = {
    "connect_timeout": 5, "keepalives": 1, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 2, "tcp_user_timeout": 3000,
}  # fmt: skip


def engine_for(place: StorePlace, keys: StoreKeys) -> Engine:
    """Return an engine with one connection, which belongs to the thread that uses it first.

    Raises:
        Refused: The folder is on a network share, or the server's address is not safe.
    """
    return _embedded(place.store_file, keys.database) if place.embedded else _server(place.url)


def refuse_what_is_no_store(path: Path) -> None:
    """Look at a file before it is opened: it must be there, and it must be encrypted.

    Raises:
        Unavailable: There is no store, or an empty or unencrypted file in its place.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_PLAIN))
    except FileNotFoundError as trouble:
        what = f"There is no store in {path.parent}."
        raise Unavailable(what, "Choose the folder of a store, or make a new one.", kept=_KEPT) from trouble
    except OSError as trouble:
        what = "The store's file cannot be read."
        raise Unavailable(what, "Look whether you may read its folder.", kept=_KEPT) from trouble
    if beginning == _PLAIN:
        what = "The store's file is not encrypted, so it is not one this program made."
        raise Unavailable(what, "Put back the store from a backup, and report this.", kept=_KEPT)
    if len(beginning) < len(_PLAIN):
        what = "The store's file is empty or cut short."
        raise Unavailable(what, "Restore the newest backup.", kept=_KEPT)


def connect_embedded(path: Path, key: bytes) -> Any:  # noqa: ANN401 - the driver ships no types
    """Return a raw connection to an encrypted file, ready for use.

    Args:
        path: The file; it is made where it does not exist.
        key: 32 bytes, used as they are.
    """
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(
        str(path),
        isolation_level=None,
        check_same_thread=True,
        timeout=_BUSY_MS / 1000,
        cached_statements=_STATEMENTS,
    )
    with ExitStack() as undo:
        undo.callback(connection.close)
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.enable_load_extension(False)  # noqa: FBT003 - the driver takes it so
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        undo.pop_all()
    return connection


def copy_pages(source: Any, path: Path, key: bytes) -> None:  # noqa: ANN401 - the driver's own connection
    """Copy an open encrypted file to another under the same key, as of one moment.

    Args:
        source: A raw connection, in no transaction.
        path: The new file.
        key: The file's key.
    """
    from sqlcipher3 import dbapi2

    private_file(path)
    target = dbapi2.connect(str(path), isolation_level=None)
    with closing(target):
        target.execute("PRAGMA cipher_log_level = NONE")
        target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        source.backup(target)


def lock_for_writing(connection: Connection) -> None:
    """Let one writer in at a time; on a file BEGIN IMMEDIATE has done so already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")


@contextmanager
def part_of(whole: Connection, *, reading: bool) -> Iterator[Connection]:
    """Begin a part of a transaction, undone alone where it goes wrong.

    Args:
        whole: The connection, in a transaction that writes.
        reading: Whether the part only reads.

    Raises:
        Unavailable: The database has given the whole up.
    """
    require_transaction(whole)
    whole.execution_options(**{READING: reading})
    if reading:
        yield whole
        return
    with whole.begin_nested() if whole.dialect.name != "sqlite" else _part_of_file(whole):
        yield whole


@contextmanager
def _part_of_file(whole: Connection) -> Iterator[None]:
    """Begin a part as the driver does; SQLAlchemy's own costs more than what stands in it."""
    raw: Any = whole.connection.dbapi_connection
    raw.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK TO part")
            raw.execute("RELEASE part")
        raise
    raw.execute("RELEASE part")


def require_transaction(whole: Connection) -> None:
    """Require that the database has not given a transaction up, as a file does where its disk is full.

    Raises:
        Unavailable: It has; what comes after would be saved without what came before.
    """
    raw: Any = whole.connection.dbapi_connection
    if whole.dialect.name == "sqlite" and not raw.in_transaction:
        what = "What was being saved together was given up: the disk may be full."
        raise Unavailable(what, "Make room on the disk, then begin again.", kept="Nothing of it was saved.")


def _embedded(path: Path, key: bytes) -> Engine:
    from sqlcipher3 import dbapi2

    refuse_network_share(path.parent)
    engine = sqlalchemy.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect_embedded(path, key),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=1,
        hide_parameters=True,
    )
    sql_event.listen(engine, "begin", _begin_embedded)
    return engine


def _begin_embedded(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    driver = Driver(connection)
    if connection.info.get(READING) is not reading:
        driver.run(f"PRAGMA query_only = {int(reading)}")
        connection.info[READING] = reading
    driver.run("BEGIN" if reading else "BEGIN IMMEDIATE")


def _server(address: str) -> Engine:
    url = _safe_address(address)
    engine = sqlalchemy.create_engine(
        url,
        connect_args={**_SERVER_PATIENCE, "options": _SERVER_OPTIONS, "application_name": "aande_alert"},
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=1,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    sql_event.listen(engine, "begin", _begin_server)
    with sorted_troubles(), engine.connect() as connection:
        if connection.exec_driver_sql("SHOW fsync").scalar() != "on":
            what = (
                "The server does not flush what it saves (fsync is off), so a power cut could lose records."
            )
            raise Refused(what, "Ask the people who look after the server to turn fsync on.", kept=_KEPT)
    return engine


def _begin_server(connection: Connection) -> None:
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _safe_address(address: str) -> URL:
    """Return the address with TLS that proves who the server is, unless it is on this machine."""
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as trouble:
        what = "This is not the address of a PostgreSQL server."
        raise Refused(what, "It looks like postgresql://name@server/database.", kept=_KEPT) from trouble
    host = url.host or str(url.query.get("host", ""))
    if host.startswith("/") or host in {"", "localhost", "127.0.0.1", "::1"}:
        return url
    asked = url.query.get("sslmode", "verify-full")
    if asked != "verify-full":
        what = f"The address asks for sslmode={asked}, which would not prove who the server is."
        raise Refused(what, "Use sslmode=verify-full, with the hospital's root certificate.", kept=_KEPT)
    return url.update_query_dict({"sslmode": "verify-full"})
