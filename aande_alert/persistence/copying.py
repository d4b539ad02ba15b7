"""All rows of one store into another, table by table: how a store on a server becomes a file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, func, select

from aande_alert.persistence.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

_ROWS_AT_ONCE = 500
_PIECES_AT_ONCE = 10


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row; the target has the same schema and no rows.

    Args:
        source: In a transaction that reads as of one moment.
        target: In a transaction that writes.
    """
    for table in metadata.sorted_tables:
        at_once = _PIECES_AT_ONCE if "sealed" in table.c else _ROWS_AT_ONCE
        keys = list(table.primary_key.columns)
        rows = source.execution_options(yield_per=at_once).execute(select(table).order_by(*keys))
        for some in rows.mappings().partitions(at_once):
            target.execute(table.insert(), [dict(row) for row in some])
        _go_on_counting(target, table)


def _go_on_counting(target: Connection, table: Table) -> None:
    """Let the server's own numbers go on after the highest one that was copied."""
    column: Any = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None or not isinstance(column.type, Integer):
        return
    highest = target.execute(select(func.max(column))).scalar()
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, highest)))
