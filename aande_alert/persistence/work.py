"""One piece of work in the store: its connection, its moment, who does it; what every aggregate stands on."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, select, update

from aande_alert.domain.errors import ChangedMeanwhile, Unavailable
from aande_alert.domain.wording import local, show_moment
from aande_alert.persistence.bodies import to_text
from aande_alert.persistence.driver import driver_of
from aande_alert.persistence.engine import READING
from aande_alert.persistence.putting import put_rows
from aande_alert.persistence.tables.columns import as_kept
from aande_alert.persistence.tables.people import person

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from sqlalchemy import Executable, Row, Select, Table, Update
    from sqlalchemy.engine import Connection

    from aande_alert.security.access import SignedIn
    from aande_alert.security.keys import StoreKeys

T = TypeVar("T")

PROGRAM = "This program"
_AT_ONCE = 500
_NOTHING: Mapping[str, Any] = MappingProxyType({})

_ROOTS = select(person.c.id, person.c.root_id).where(person.c.id.in_(bindparam("ids", expanding=True)))
_MERGED_INTO = select(person.c.id, person.c.root_id).where(
    person.c.root_id.in_(select(person.c.root_id).where(person.c.id.in_(bindparam("ids", expanding=True))))
)


class Work:
    """One transaction as the aggregates see it.

    Args:
        connection: Open, in a transaction.
        now: The moment of the transaction, UTC.
        who: Who does it; `None` for a feed or this program.
        keys: The store's keys.
    """

    def __init__(self, connection: Connection, now: datetime, who: SignedIn | None, keys: StoreKeys) -> None:
        self.connection = connection
        self.now = now
        self.who = who
        self.keys = keys
        self.grown: Counter[str] = Counter()
        self.families: dict[UUID, dict[UUID, UUID]] = {}  # read once; a merge clears them
        self._reading = bool(connection.get_execution_options().get(READING, False))
        self.driver = driver_of(connection)

    @property
    def by(self) -> str:
        """Return who does it, as printed."""
        return PROGRAM if self.who is None else self.who.staff.name

    @property
    def today(self) -> date:
        """Return the day, in Europe/London."""
        return local(self.now).date()

    def rows(self, statement: Executable, values: Mapping[str, Any] = _NOTHING) -> Sequence[Row[Any]]:
        """Return every row of a statement."""
        found = None if self.driver is None else self.driver.rows(statement, values)
        return self.connection.execute(statement, values).all() if found is None else found

    def row(self, statement: Executable, values: Mapping[str, Any] = _NOTHING) -> Row[Any] | None:
        """Return the first row of a statement that finds few, or `None`."""
        found = self.rows(statement, values)
        return found[0] if found else None

    def value(self, statement: Executable, values: Mapping[str, Any] = _NOTHING) -> Any:  # noqa: ANN401 - a column
        """Return the first column of the first row, or `None`."""
        found = self.row(statement, values)
        return None if found is None else found[0]

    def run(self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> int:
        """Run a statement that writes, and return how many rows it touched."""
        self.must_write()
        if isinstance(values, Sequence) and not values:
            return 0
        touched = None if self.driver is None else self.driver.write(statement, values)
        return self.connection.execute(statement, values).rowcount if touched is None else touched

    def once(self, statement: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        """Return every row of a statement made for one use, as the driver has them: ids may be bytes."""
        if self.driver is not None:
            return self.driver.once(statement)
        return self.connection.execute(statement).all()

    def told(self, question: str, values: Sequence[Any] = ()) -> Sequence[Any]:
        """Return every row of a statement in the driver's own words, as the driver has them."""
        if self.driver is not None:
            rows: Sequence[Any] = self.driver.run(question, values).fetchall()
            return rows
        return self.connection.exec_driver_sql(question, tuple(values)).all()

    def run_told(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """Run a statement in the driver's own words for each of some sets of values."""
        self.must_write()
        if self.driver is not None:
            self.driver.run_all(statement, values)
        else:
            self.connection.exec_driver_sql(statement, [tuple(each) for each in values])

    def put(self, into: Table, *rows: Mapping[str, Any]) -> None:
        """Insert rows, each with every column but a number the database gives."""
        self.must_write()
        put_rows(self.connection, into, rows)

    def must_write(self) -> None:
        """Refuse to lose a write silently.

        Raises:
            RuntimeError: This work only reads; a bug of whoever asked.
        """
        if self._reading:
            message = "a write where the store is only read"
            raise RuntimeError(message)

    def grow(self, into: Table, *rows: Mapping[str, Any]) -> None:
        """Append rows to a table that only grows, seal them where it has a seal, and count them."""
        self.must_write()
        sealed = [{**row, "seal": self.seal(into, row)} for row in rows] if "seal" in into.c else rows
        put_rows(self.connection, into, sealed)
        self.grown[into.name] += len(rows)

    def seal(self, table: Table, row: Mapping[str, Any]) -> str:
        """Return a row's keyed digest: nobody without the key can make another row look written here."""
        kept = {name: _as_kept(row[name]) for name in sealed_columns(table)}
        return hmac.digest(self.keys.audit, (table.name + to_text(kept)).encode(), "sha256").hex()

    def family_of(self, ids: Iterable[UUID]) -> dict[UUID, UUID]:
        """Return every record merged with any of these people: its id to the surviving one's."""
        asked = list(ids)
        for some in batches(one for one in asked if one not in self.families):
            rows = self.rows(_MERGED_INTO, {"ids": some})
            by_root: dict[UUID, dict[UUID, UUID]] = {}
            for row in rows:
                by_root.setdefault(row.root_id, {})[row.id] = row.root_id
            for family in by_root.values():
                self.families |= dict.fromkeys(family, family)
        found: dict[UUID, UUID] = {}
        for one in asked:
            found |= self.families.get(one, {})
        return found

    def roots_of(self, ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """Return the surviving record of each of a few people."""
        return {row.id: row.root_id for row in self.rows(_ROOTS, {"ids": list(ids)})} if ids else {}

    def version_moved(self, table: Table, key: UUID, version: int, values: Mapping[str, Any]) -> bool:
        """Write a row if it is still at a version; says whether it was."""
        changed = {**values, "version": version + 1, "changed_at": self.now, "changed_by": self.by}
        moved = _moved(table, tuple(changed))
        return self.run(moved, {**changed, "_id": key, "_version": version}) == 1


@lru_cache(maxsize=64)
def _moved(table: Table, columns: tuple[str, ...]) -> Update:
    statement = update(table).where(table.c.id == bindparam("_id"), table.c.version == bindparam("_version"))
    return statement.values({name: bindparam(name) for name in columns})


@lru_cache(maxsize=64)
def sealed_columns(table: Table) -> tuple[str, ...]:
    """Return what a row's seal covers: every column but the seal and a number the database gives."""
    return tuple(
        column.name
        for column in table.c
        if column.name != "seal" and column is not table.autoincrement_column
    )


def _as_kept(value: object) -> object:
    return as_kept(value) if isinstance(value, str) else value


def batches(items: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    """Give items in lists short enough for one statement, each item once."""
    whole = list(dict.fromkeys(items))
    for place in range(0, len(whole), size):
        yield whole[place : place + size]


def unknown(*, thing: str) -> Unavailable:
    """Return the trouble of asking for something the store does not hold."""
    return Unavailable(
        f"The store holds no such {thing}.",
        "Open the list again and choose anew.",
        kept="Nothing was changed.",
    )


def changed_meanwhile(row: Row[Any], theirs: object, *, thing: str) -> ChangedMeanwhile:
    """Return the trouble of two people changing one thing, naming who was first and when."""
    words = f"{row.changed_by} changed this {thing} at {show_moment(row.changed_at)}, after you opened it."
    return ChangedMeanwhile(words, "Look at both versions, then save again.", theirs=theirs)
