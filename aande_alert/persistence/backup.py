"""Backups: made while the store is used, called one only when looked at; put back safely."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.copying import copy_rows
from aande_alert.persistence.durable import durable_move, durable_write, private_file, sync_file, sync_folder
from aande_alert.persistence.engine import READING, engine_for
from aande_alert.persistence.places import StorePlace, keep_key_file, make_folder, read_key_file
from aande_alert.persistence.schema import make_schema, version_of
from aande_alert.persistence.store import Store
from aande_alert.persistence.troubles import sorted_troubles
from aande_alert.security.audit import AuditEvent, Head, moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from aande_alert.persistence.records import Clock, StoreReport
    from aande_alert.security.access import SignedIn
    from aande_alert.security.keys import StoreKeys

_FORMAT = "aande_alert backup"
_KEPT = "The store is as it was."
_PIECE = 1 << 20
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup that was opened and looked at.

    Attributes:
        folder: Where it is.
        made_at: UTC.
        report: What looking at it found.
        head: Where its audit trail ends.
    """

    folder: Path
    made_at: datetime
    report: StoreReport
    head: Head

    @property
    def good(self) -> bool:
        """Say whether it can be relied on."""
        return self.report.good


def make_backup(store: Store, into: Path, *, clock: Clock, who: SignedIn | None = None) -> BackupReport:
    """Make a backup in a folder of its own, open it, and look at everything in it.

    Args:
        store: Open; it goes on being used.
        into: The folder in which backups are kept; it must hold none of this name.
        clock: Returns the moment now.
        who: Who asked for it.

    Raises:
        Refused: There is one of this name.
        Unavailable: It could not be made, or does not hold what the store holds; then it is called none.
    """
    made_at = clock()
    final = into / f"aande_alert-{made_at:%Y%m%dT%H%M%SZ}"
    if final.exists():
        what = f"There is a backup called {final.name} already."
        raise Refused(what, "Wait a second, or choose another folder.", kept=_KEPT)
    make_folder(into)
    working = into / f".{final.name}.making"
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, working, ignore_errors=True)
        make_folder(working)
        there = StorePlace(working)
        _copy(store, there)
        keep_key_file(there, read_key_file(store.place))
        report, head = _looked_at(there, store.keys, clock)
        if not report.good:
            what = "The copy is not what the store holds, so it is not kept as a backup."
            raise Unavailable(what, "Run verify on the store itself.", kept=_KEPT)
        durable_write(working / "manifest.json", _manifest(store, made_at, report, head))
        durable_move(working, final)
        undo.pop_all()
    with store.transaction(who) as tx:
        tx.note(AuditEvent.BACKUP_MADE, backup=final.name, rows=sum(report.counts.values()))
    return BackupReport(final, made_at, report, head)


def verify_backup(
    folder: Path, keys: StoreKeys, *, clock: Clock, anchors: Iterable[Head] = ()
) -> BackupReport:
    """Open a backup and look at everything in it, against its own list and ends kept elsewhere.

    Raises:
        Unavailable: It is no backup, or cannot be opened.
    """
    told = _read_manifest(folder)
    head = Head(int(told["line"]), bytes.fromhex(told["digest"]))
    report, _ = _looked_at(StorePlace(folder), keys, clock, (head, *anchors))
    if report.good and dict(report.counts) != told["counts"]:
        what = "The backup does not hold as many rows as its own list says."
        raise Unavailable(what, "Use another backup.", kept="Nothing was changed.")
    return BackupReport(folder, datetime.fromisoformat(told["made_at"]), report, head)


def restore_backup(folder: Path, to: StorePlace, keys: StoreKeys, *, clock: Clock) -> Store:
    """Put a backup where a store is or was; a store that is there is kept aside, never overwritten.

    Args:
        folder: The backup.
        to: Where; the store must be closed everywhere.
        keys: The backup's keys.
        clock: Returns the moment now.

    Returns:
        The store, open; its trail says that it was restored, and from what.

    Raises:
        Refused: The server's database is not empty.
        Unavailable: The backup is not good, or could not be put there.
    """
    found = verify_backup(folder, keys, clock=clock)
    if not found.good:
        what = "This backup is damaged, so it was not put back."
        raise Unavailable(what, "Use another backup.", kept="Nothing was changed.")
    if to.embedded:
        _put_file(folder, to, clock())
    else:
        _put_rows(folder, to, keys)
    keep_key_file(to, read_key_file(StorePlace(folder)))
    store = Store.open(to, keys, clock=clock)
    with store.transaction() as tx:
        tx.note(AuditEvent.BACKUP_RESTORED, backup=folder.name, line=found.head.sequence)
    return store


def _copy(store: Store, there: StorePlace) -> None:
    if store.place.embedded:
        store.copy_to(there.store_file)
    else:
        private_file(there.store_file)
        with sorted_troubles():
            _between(engine_for(store.place, store.keys), engine_for(there, store.keys))
    sync_file(there.store_file)
    sync_folder(there.folder)


def _between(source: Engine, target: Engine) -> None:
    """Copy every row between two stores, making the target's schema."""
    with ExitStack() as undo:
        undo.callback(source.dispose)
        undo.callback(target.dispose)
        reading = undo.enter_context(source.connect().execution_options(**{READING: True}))
        undo.enter_context(reading.begin())
        writing = undo.enter_context(target.begin())
        make_schema(writing)
        copy_rows(reading, writing)


def _looked_at(
    place: StorePlace, keys: StoreKeys, clock: Clock, anchors: Iterable[Head] = ()
) -> tuple[StoreReport, Head]:
    store = Store.open(place, keys, clock=clock)
    with ExitStack() as undo:
        undo.callback(store.close)
        report = store.verify(anchors)
        with store.reading() as tx:
            head = tx.trail.end()
    return report, head


def _put_file(folder: Path, to: StorePlace, now: datetime) -> None:
    make_folder(to.folder)
    arriving = to.folder / ".store.db.arriving"
    durable_write(arriving, _pieces(folder / "store.db"))
    for ending in _BESIDE:
        there = to.store_file.with_name(to.store_file.name + ending)
        if there.exists():
            durable_move(there, there.with_name(f"{to.store_file.name}.kept-{now:%Y%m%dT%H%M%SZ}{ending}"))
    durable_move(arriving, to.store_file)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _put_rows(folder: Path, to: StorePlace, keys: StoreKeys) -> None:
    with sorted_troubles():
        target = engine_for(to, keys)
        with ExitStack() as undo:
            undo.callback(target.dispose)
            if version_of(undo.enter_context(target.connect())):
                what = "The server's database holds a store already."
                raise Refused(what, "Give it an empty database; the old one stays as it is.", kept=_KEPT)
        _between(engine_for(StorePlace(folder), keys), target)


def _manifest(store: Store, made_at: datetime, report: StoreReport, head: Head) -> bytes:
    told: Mapping[str, Any] = {
        _FORMAT: 1,
        "store": str(store.id),
        "made_at": moment_words(made_at),
        "counts": dict(report.counts),
        "line": head.sequence,
        "digest": head.digest.hex(),
    }
    return json.dumps(told, indent=1, sort_keys=True).encode() + b"\n"


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / "manifest.json").read_bytes())
        return {name: told[name] for name in ("made_at", "counts", "line", "digest", _FORMAT)}
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        what = f"{folder.name} is not a backup, or not a whole one."
        raise Unavailable(what, "Choose the folder of a backup.", kept="Nothing was changed.") from trouble
