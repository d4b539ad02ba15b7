"""The store: made, opened, and changed one whole transaction at a time, with its audit lines."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import select

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.attendances import Attendances
from aande_alert.persistence.changes import Changes
from aande_alert.persistence.checks import Checks
from aande_alert.persistence.durable import private_file
from aande_alert.persistence.engine import (
    READING,
    copy_pages,
    engine_for,
    lock_for_writing,
    part_of,
    refuse_what_is_no_store,
    require_transaction,
)
from aande_alert.persistence.entries import Entries
from aande_alert.persistence.feeds import FeedFacts, Feeds
from aande_alert.persistence.people import People
from aande_alert.persistence.photographs import PhotographStore
from aande_alert.persistence.places import make_folder, read_key_file
from aande_alert.persistence.records import CheckLine, StoreReport
from aande_alert.persistence.referrals import ReferralStore
from aande_alert.persistence.registers import Registers
from aande_alert.persistence.reviews import Reviews
from aande_alert.persistence.schema import make_schema, refuse_other_versions, version_of
from aande_alert.persistence.settings import Settings
from aande_alert.persistence.staff import StaffStore
from aande_alert.persistence.tables.hospital import audit_head, store_mark
from aande_alert.persistence.trail import Trail
from aande_alert.persistence.troubles import sorted_troubles
from aande_alert.persistence.work import Work
from aande_alert.security.audit import AuditEvent, Head, start
from aande_alert.security.checkpoints import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

    from aande_alert.persistence.places import StorePlace
    from aande_alert.persistence.records import Clock
    from aande_alert.security.access import SignedIn
    from aande_alert.security.keys import StoreKeys


class Transaction:
    """Everything one use case may read and write; it happens wholly or not at all.

    Attributes:
        now: One moment for the whole of it, UTC.
    """

    def __init__(self, work: Work) -> None:
        self.now: datetime = work.now
        self.attendances = Attendances(work)
        self.people = People(work, self.attendances.renamed)
        self.registers = Registers(work)
        self.checks = Checks(work)
        self.feeds = Feeds(work)
        self.facts = FeedFacts(work)
        self.entries = Entries(work)
        self.photographs = PhotographStore(work)
        self.referrals = ReferralStore(work)
        self.reviews = Reviews(work)
        self.staff = StaffStore(work)
        self.settings = Settings(work)
        self.trail = Trail(work)

    def note(
        self,
        event: AuditEvent,
        *,
        person: UUID | None = None,
        subject: UUID | None = None,
        **detail: str | int,
    ) -> None:
        """Write one line into the audit trail, in this transaction.

        Args:
            event: What happened.
            person: Whose record.
            subject: What it was done to.
            detail: Ids, counts, short coded words; never clinical text.
        """
        self.trail.note(event, person, subject, detail)


class Store:
    """One store and its one connection; it belongs to the thread that opened it."""

    def __init__(self, place: StorePlace, keys: StoreKeys, engine: Engine, clock: Clock) -> None:
        self.place = place
        self.keys = keys
        self._engine = engine
        self._clock = clock
        self._thread = threading.get_ident()
        self._busy = False
        self._whole: Connection | None = None
        self._changes = Changes(engine)
        with self._connected(reading=True) as connection:
            mark = connection.execute(select(store_mark)).one()
        self.id: UUID = mark.store
        self.demo: bool = mark.demo

    @classmethod
    def create(cls, place: StorePlace, keys: StoreKeys, *, clock: Clock, demo: bool = False) -> Store:
        """Make a new store.

        Args:
            place: Where; its key file, where there is one, gives the store's id.
            keys: The store's keys.
            clock: Returns the moment now, aware.
            demo: Marks it as a demonstration for good.

        Raises:
            Refused: There is a store already, or the place is not safe.
            Unavailable: It cannot be made there.
        """
        if place.embedded and place.store_file.exists():
            raise _already_there(place)
        make_folder(place.folder)
        store_id = read_key_file(place).store if place.key_file.exists() else uuid4()
        with sorted_troubles(), ExitStack() as undo:
            engine = engine_for(place, keys)
            undo.callback(engine.dispose)
            if place.embedded:
                private_file(place.store_file)
                undo.callback(place.store_file.unlink, missing_ok=True)
            with engine.begin() as connection:
                if version_of(connection):
                    raise _already_there(place)
                make_schema(connection)
                _begin(connection, store_id, keys, clock(), demo=demo)
            undo.pop_all()
        store = cls(place, keys, engine, clock)
        with store.transaction() as tx:
            tx.note(AuditEvent.STORE_CREATED, demo=int(demo))
        return store

    @classmethod
    def open(cls, place: StorePlace, keys: StoreKeys, *, clock: Clock) -> Store:
        """Open a store.

        Raises:
            Refused: The place is not safe.
            Unavailable: There is none, it is not encrypted, the key is wrong, the file is damaged, or
                another version of the program made it.
        """
        if place.embedded:
            refuse_what_is_no_store(place.store_file)
        with sorted_troubles():
            engine = engine_for(place, keys)
            with ExitStack() as undo:
                undo.callback(engine.dispose)
                with engine.connect() as connection:
                    refuse_other_versions(version_of(connection))
                store = cls(place, keys, engine, clock)
                undo.pop_all()
        return store

    @contextmanager
    def transaction(self, who: SignedIn | None = None) -> Iterator[Transaction]:
        """Begin, and commit at the end; everything is rolled back where anything goes wrong.

        Args:
            who: Stands on every audit line; `None` for a feed or this program.

        Raises:
            Unavailable: Disk, lock, network or file.
        """
        with self._connected(reading=False) as connection:
            if self._whole is None:
                lock_for_writing(connection)
            work = Work(connection, self._clock(), who, self.keys)
            tx = Transaction(work)
            yield tx
            tx.trail.write()
            if self._whole is None:
                self._changes.tell(connection)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save all transactions within by one commit at the end: a history, a folder of old messages.

        Each is still its own: its moment, its audit lines, and undone alone where it goes wrong. But none
        of them is saved before this ends, so nobody may be told so: a message that waits for its answer,
        or what somebody saves at a screen, never stands within.

        Raises:
            Unavailable: Disk, lock, network or file; nothing of it was saved.
        """
        with self._connected(reading=False) as connection:
            lock_for_writing(connection)
            self._whole, self._busy = connection, False
            try:
                yield
                require_transaction(connection)
            finally:
                self._whole, self._busy = None, True
            self._changes.tell(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read as of one moment; nothing can be written.

        Raises:
            Unavailable: Disk, lock, network or file.
        """
        with self._connected(reading=True) as connection:
            yield Transaction(Work(connection, self._clock(), None, self.keys))

    def note_refusal(
        self,
        who: SignedIn | None,
        event: AuditEvent,
        *,
        person: UUID | None = None,
        subject: UUID | None = None,
        **detail: str | int,
    ) -> None:
        """Write down a refused attempt, in a transaction of its own that outlives the refusal."""
        with self.transaction(who) as tx:
            tx.note(event, person=person, subject=subject, **detail)

    def checkpoint(self) -> Checkpoint:
        """Return where the audit trail stands now, to be printed or kept away from the store."""
        with self.reading() as tx:
            sequence, digest = tx.trail.head()
            return Checkpoint(self.id, Head(sequence, bytes.fromhex(digest)), tx.now)

    def verify(self, anchors: Iterable[Head] = ()) -> StoreReport:
        """Look at everything: file, cipher, references, trail, seals, pictures, counts.

        Args:
            anchors: Ends of the audit trail that were kept elsewhere.

        Raises:
            Unavailable: The store cannot be read at all.
        """
        from aande_alert.persistence.verify import look_at_everything

        self._flush()
        try:
            with self._connected(reading=True) as connection:
                work = Work(connection, self._clock(), None, self.keys)
                return look_at_everything(work, self.id, anchors)
        except Unavailable as trouble:
            line = CheckLine("file", good=False, words=trouble.what)
            return StoreReport(self._clock(), (line,), {}, "")

    def copy_to(self, path: Path) -> None:
        """Copy a store in a folder, as of one moment, to another file under the same key, while it is used.

        Raises:
            Unavailable: The disk is full or the folder may not be written.
        """
        self._owned()
        with sorted_troubles(), self._engine.connect() as connection:
            source: Any = connection.connection.dbapi_connection
            copy_pages(source, path, self.keys.database)

    def changed_elsewhere(self) -> bool:
        """Say whether another program has saved something since the last time this was asked."""
        self._owned()
        with sorted_troubles():
            return self._changes.heard()

    def close(self) -> None:
        """Close the connection; a store in a folder is then one file, without a log beside it."""
        self._owned()
        self._engine.dispose()

    def _flush(self) -> None:
        """Bring everything into the one file: the cipher's check cries wolf over what is in the log."""
        self._owned()
        if self.place.embedded:
            with sorted_troubles(), self._engine.connect() as connection:
                raw: Any = connection.connection.dbapi_connection
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            refuse_what_is_no_store(self.place.store_file)

    @contextmanager
    def _connected(self, *, reading: bool) -> Iterator[Connection]:
        self._owned()
        if self._busy:
            message = "a transaction inside a transaction"
            raise RuntimeError(message)
        self._busy = True
        try:
            if self._whole is not None:
                with sorted_troubles(), part_of(self._whole, reading=reading) as connection:
                    yield connection
                return
            with sorted_troubles():
                connection = self._engine.connect().execution_options(**{READING: reading})
                with connection, connection.begin() as begun:
                    yield connection
                    with sorted_troubles(committing=not reading):
                        begun.commit()
        finally:
            self._busy = False

    def _owned(self) -> None:
        if threading.get_ident() != self._thread:
            message = "the store belongs to the thread that opened it"
            raise RuntimeError(message)


def _begin(connection: Connection, store_id: UUID, keys: StoreKeys, now: datetime, *, demo: bool) -> None:
    """Write the store's mark and the beginning of its audit trail."""
    connection.execute(store_mark.insert(), {"id": 1, "store": store_id, "created_at": now, "demo": demo})
    first = start(keys.audit, store_id)
    head = {"id": 1, "sequence": 0, "digest": first.digest, "at": now}
    connection.execute(audit_head.insert(), head)


def _already_there(place: StorePlace) -> Refused:
    where = place.folder if place.embedded else "this database"
    what = f"There is a store in {where} already."
    return Refused(what, "Open it, or choose another place.", kept="It was not touched.")
