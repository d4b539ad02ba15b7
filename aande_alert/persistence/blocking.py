"""Finding people and listed children by the keys they share, quickly, however many there are."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select

from aande_alert.persistence.putting import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column, Delete, Select, Table

    from aande_alert.persistence.work import Work

FULL = 200
_MOST_KEYS = 100


def put_keys(work: Work, table: Table, owner: UUID, keys: Sequence[int], *, is_new: bool = False) -> None:
    """Replace what somebody is found by.

    Args:
        work: The transaction.
        table: Of people's keys, or of lists' keys.
        owner: Who.
        keys: From `rules.matching`.
        is_new: Nothing is held of them yet, so nothing needs to be looked for.
    """
    column, held_by, gone = _of_owner(table)
    held = set() if is_new else {row.key for row in work.rows(held_by, {"_owner": owner})}
    wanted = set(keys)
    work.run(gone, [{"_owner": owner, "_key": key} for key in sorted(held - wanted)])
    work.put(table, *({"key": key, column.name: owner} for key in sorted(wanted - held)))


def sharing(
    work: Work, table: Table, keys: Sequence[int], *, limit: int, full: int = FULL
) -> tuple[UUID, ...]:
    """Return who shares a key, those who share most first.

    A key that more than `full` share (a refuge, a social worker's telephone) says little and is dropped,
    unless nothing else finds anybody: then whoever shares at least two of the full ones is returned.
    """
    asked = tuple(dict.fromkeys(keys))[:_MOST_KEYS]
    if not asked:
        return ()
    question = _postings(table, len(asked), full, mark(work.connection.dialect))
    found = work.told(question, asked)
    sizes = Counter(row[0] for row in found)
    shared = Counter(row[1] for row in found if sizes[row[0]] <= full)
    if not shared:
        crowded = [key for key, size in sizes.items() if size > full]
        return _sharing_crowded(work, table, crowded, limit) if len(crowded) > 1 else ()
    most = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return tuple(as_id(owner) for owner, _ in most)


def as_id(raw: bytes | UUID) -> UUID:
    """Return an id as the driver has it: bytes from a file, an id from a server."""
    return raw if isinstance(raw, UUID) else UUID(bytes=raw)


def _sharing_crowded(work: Work, table: Table, keys: list[int], limit: int) -> tuple[UUID, ...]:
    owner = _owner(table)
    times = func.count()
    statement = (
        select(owner)
        .where(table.c.key.in_(keys))
        .group_by(owner)
        .having(times > 1)
        .order_by(times.desc(), owner)
        .limit(limit)
    )
    return tuple(work.connection.execute(statement).scalars())


@lru_cache
def _of_owner(table: Table) -> tuple[Column[UUID], Select[Any], Delete]:
    """Return the column of whom a key finds, and how their keys are read and taken away."""
    column = _owner(table)
    theirs = column == bindparam("_owner")
    return (
        column,
        select(table.c.key).where(theirs),
        delete(table).where(theirs, table.c.key == bindparam("_key")),
    )


@lru_cache
def _postings(table: Table, count: int, full: int, each: str) -> str:
    """Return one statement that reads so many keys, each no further than it takes to see it is full."""
    names = f"key, {_owner(table).name}"
    one = f"SELECT {names} FROM {table.name} WHERE key = {each} LIMIT {full + 1}"  # noqa: S608 - our own names
    return " UNION ALL ".join(f"SELECT {names} FROM ({one}) AS k{number}" for number in range(count))  # noqa: S608


def _owner(table: Table) -> Column[UUID]:
    """Return the column that says whom a key finds."""
    return next(column for column in table.primary_key.columns if column.name != "key")
