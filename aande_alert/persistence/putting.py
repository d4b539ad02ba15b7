"""Inserting rows fast: the statement's text and each column's conversion are worked out once for a table.

SQLAlchemy's own way costs several times what the database does; saves and bulk loads stand on this.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aande_alert.persistence.driver import driver_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Dialect


class _Plan(NamedTuple):
    """How rows of one table are put into one kind of database."""

    text: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; a number that the database gives is left to it.

    Args:
        connection: In a transaction that writes.
        table: Where.
        rows: Every other column by name.
    """
    if not rows:
        return
    text, columns = _plan(table, connection.dialect)
    values = [
        tuple(row[name] if convert is None else convert(row[name]) for name, convert in columns)
        for row in rows
    ]
    driver = driver_of(connection)
    if driver is None:
        connection.exec_driver_sql(text, values if len(values) > 1 else values[0])
    elif len(values) > 1:
        driver.run_all(text, values)
    else:
        driver.run(text, values[0])


def mark(dialect: Dialect) -> str:
    """Return what stands for a value in a statement's text."""
    return "?" if dialect.name == "sqlite" else "%s"


@lru_cache
def _plan(table: Table, dialect: Dialect) -> _Plan:
    quote = dialect.identifier_preparer.quote
    given = [column for column in table.c if column is not table.autoincrement_column]
    names = ", ".join(quote(column.name) for column in given)
    marks = ", ".join(mark(dialect) for _ in given)
    convert = tuple(
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in given
    )
    return _Plan(f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})", convert)  # noqa: S608 - our own names
