"""The one verifier: file, cipher, references, trail, seals, pictures, and rows against the trail."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.photographs import opened
from aande_alert.persistence.records import CheckLine, StoreReport
from aande_alert.persistence.referrals import opened_document
from aande_alert.persistence.tables import metadata
from aande_alert.persistence.tables.hospital import audit
from aande_alert.persistence.tables.record import photograph_file, referral_document
from aande_alert.persistence.trail import Trail
from aande_alert.persistence.work import sealed_columns
from aande_alert.security.audit import AuditEvent, AuditRecord
from aande_alert.security.checkpoints import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Row, Table

    from aande_alert.persistence.work import Work
    from aande_alert.security.audit import Head
    from aande_alert.security.keys import StoreKeys

_ROWS_WRITTEN = AuditEvent.ROWS_WRITTEN.value.encode()
_A_FEW = 5
_AT_ONCE = 1_000
_PIECES_AT_ONCE = 20


def look_at_everything(work: Work, store: UUID, anchors: Iterable[Head] = ()) -> StoreReport:
    """Look at a whole store and say what was found, a line for each thing.

    Args:
        work: A read-only transaction.
        store: The store's id.
        anchors: Ends of the trail that were kept elsewhere.
    """
    file = _file(work)
    if not file.good:
        return StoreReport(work.now, (file,), {}, "")
    trail = Trail(work)
    counts = row_counts(work)
    lines = (
        file,
        _references(work),
        _trail(trail, anchors),
        _seals(work),
        _bytes(work, "photographs", photograph_file, opened),
        _bytes(work, "documents", referral_document, opened_document),
        _counted(trail, counts),
    )
    return StoreReport(work.now, lines, counts, _checkpoint(trail, store, work.now))


def _checkpoint(trail: Trail, store: UUID, now: datetime) -> str:
    try:
        return Checkpoint(store, trail.end(), now).short()
    except LookupError:
        return ""


def row_counts(work: Work) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {
        table.name: work.value(select(func.count()).select_from(table)) for table in metadata.sorted_tables
    }


def _file(work: Work) -> CheckLine:
    """Look at every page: what the cipher says of it, and how they hang together."""
    name = "file"
    if work.connection.dialect.name != "sqlite":
        good = _says(work, "SHOW data_checksums") == ["on"]
        words = "the server looks after its pages." if good else "the server's page checksums are off."
        return CheckLine(name, good=good, words=words)
    cipher = _says(work, "PRAGMA cipher_integrity_check")
    if cipher:
        return CheckLine(
            name, good=False, words=f"{len(cipher)} pages are not as they were written: {cipher[0]}."
        )
    pages = _says(work, f"PRAGMA integrity_check({_A_FEW})")
    if pages != ["ok"]:
        return CheckLine(name, good=False, words=f"the file is damaged: {pages[0]}.")
    return CheckLine(name, good=True, words="encrypted, every page as it was written.")


def _references(work: Work) -> CheckLine:
    name = "references"
    if work.connection.dialect.name != "sqlite":
        return CheckLine(name, good=True, words="the server holds them.")
    loose = work.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if loose:
        tables = ", ".join(sorted({row[0] for row in loose}))
        return CheckLine(
            name, good=False, words=f"{len(loose)} rows point to something that is gone ({tables})."
        )
    return CheckLine(name, good=True, words="every row points to something that is there.")


def _trail(trail: Trail, anchors: Iterable[Head]) -> CheckLine:
    try:
        report = trail.verify(anchors)
    except LookupError:
        return CheckLine("audit trail", good=False, words="the store no longer knows where its trail ends.")
    return CheckLine("audit trail", good=report.holds, words=report.words)


def _seals(work: Work) -> CheckLine:
    """Look at every sealed row: nobody without the key can have written or changed it."""
    broken: Counter[str] = Counter()
    looked = 0
    for table in _sealed_tables():
        columns = sealed_columns(table)
        for row in _rows_of(work, table, _AT_ONCE):
            looked += 1
            broken[table.name] += work.seal(table, {name: getattr(row, name) for name in columns}) != row.seal
    bad = +broken
    if bad:
        words = ", ".join(f"{count} of {name}" for name, count in sorted(bad.items()))
        return CheckLine("record", good=False, words=f"rows changed or put in by hand: {words}.")
    return CheckLine("record", good=True, words=f"{looked} rows, each as it was written.")


def _bytes(work: Work, name: str, table: Table, open_: Callable[[StoreKeys, Row[Any]], bytes]) -> CheckLine:
    looked, bad = 0, 0
    for row in _rows_of(work, table, _PIECES_AT_ONCE):
        looked += 1
        try:
            open_(work.keys, row)
        except Unavailable:
            bad += 1
    if bad:
        return CheckLine(name, good=False, words=f"{bad} of {looked} are not what was stored.")
    return CheckLine(name, good=True, words=f"{looked} opened, each is what was stored.")


def _counted(trail: Trail, counts: dict[str, int]) -> CheckLine:
    """Compare the rows of every table that only grows with what the trail says was written."""
    written: Counter[str] = Counter()
    for body in trail.bodies():
        told = _rows_written(body)
        written.update({name: int(count) for name, count in told.items()})
    differ = [name for name in _grown_tables() if counts.get(name, 0) != written[name]]
    if differ:
        words = ", ".join(
            f"{name} holds {counts.get(name, 0)}, the trail says {written[name]}" for name in differ
        )
        return CheckLine("rows and trail", good=False, words=f"{words}.")
    return CheckLine("rows and trail", good=True, words=f"{written.total()} rows, as many as the trail says.")


def _rows_written(body: bytes) -> Mapping[str, str | int]:
    if _ROWS_WRITTEN not in body:
        return {}
    try:
        return AuditRecord.read(body).detail
    except ValueError:
        return {}  # the look at the trail names it


def _grown_tables() -> list[str]:
    """Return the tables whose rows the trail counts: all that only grow, but the trail itself."""
    grown = (table for table in metadata.sorted_tables if table.info.get("grows"))
    return sorted(table.name for table in grown if table is not audit)


def _sealed_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "seal" in table.c]


def _rows_of(work: Work, table: Table, at_once: int) -> Iterator[Row[Any]]:
    keys = list(table.primary_key.columns)
    result = work.connection.execution_options(yield_per=at_once).execute(select(table).order_by(*keys))
    yield from result


def _says(work: Work, question: str) -> list[Any]:
    return list(work.connection.exec_driver_sql(question).scalars())
