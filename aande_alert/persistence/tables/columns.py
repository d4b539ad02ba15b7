"""What every table is made of: column types that check themselves, names of constraints, guards.

On SQLite the tables are STRICT, so every type comes down to INTEGER, REAL, TEXT or BLOB.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy import Boolean as SqlBoolean
from sqlalchemy import Date as SqlDate
from sqlalchemy import event as sql_event
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from enum import StrEnum

    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

_SQLITE = "sqlite"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond; a moment without a zone is refused, not guessed.

    SQLite keeps microseconds since 1970, PostgreSQL its own timestamp with time zone.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        return dialect.type_descriptor(Integer() if dialect.name == _SQLITE else TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - a number or a moment
        """Return what the database is given."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a zone"
            raise ValueError(message)
        return (value - _EPOCH) // _MICROSECOND if dialect.name == _SQLITE else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - as the database keeps it
        """Return the moment, in UTC."""
        if value is None:
            return None
        if dialect.name == _SQLITE:
            return _EPOCH + timedelta(microseconds=value)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


class Id(TypeDecorator[UUID]):
    """An id of ours: sixteen bytes on SQLite, `uuid` on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        return dialect.type_descriptor(LargeBinary() if dialect.name == _SQLITE else Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:  # noqa: ANN401 - bytes or a UUID
        """Return what the database is given."""
        return value.bytes if value is not None and dialect.name == _SQLITE else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:  # noqa: ANN401 - as the database keeps it
        """Return the id."""
        return UUID(bytes=value) if value is not None and dialect.name == _SQLITE else value


class Day(TypeDecorator[date]):
    """A calendar day that never passes through a time zone: `2026-11-22` on SQLite, `date` on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        return dialect.type_descriptor(Text() if dialect.name == _SQLITE else SqlDate())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ANN401 - text or a day
        """Return what the database is given."""
        return value.isoformat() if value is not None and dialect.name == _SQLITE else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401 - as the database keeps it
        """Return the day."""
        return date.fromisoformat(value) if value is not None and dialect.name == _SQLITE else value


class Flag(TypeDecorator[bool]):
    """Yes or no: 1 or 0 on SQLite, `boolean` on PostgreSQL."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        return dialect.type_descriptor(Integer() if dialect.name == _SQLITE else SqlBoolean())

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ANN401, ARG002 - as above
        """Return yes or no."""
        return None if value is None else bool(value)


class Key(TypeDecorator[int]):
    """A 63-bit number to find something by."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        return dialect.type_descriptor(Integer() if dialect.name == _SQLITE else BigInteger())


class Prose(TypeDecorator[str]):
    """Text as somebody wrote it; what no database takes (NUL, half a character) is kept as a visible mark.

    Args:
        folded: Compared letter by letter, so that a beginning is a range on both engines.
    """

    impl = Text
    cache_ok = True

    def __init__(self, *, folded: bool = False) -> None:
        super().__init__()
        self.folded = folded

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database keeps."""
        letters = "C" if self.folded and dialect.name != _SQLITE else None
        return Text(collation=letters)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Return what the database is given."""
        return None if value is None else as_kept(value)


FoldedText = Prose(folded=True)


def as_kept(text: str) -> str:
    """Return text as the database can keep it."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "\N{SYMBOL FOR NULL}").encode("utf-8", "backslashreplace").decode("utf-8")


def words(name: str, kinds: type[StrEnum], *, comment: str) -> tuple[Column[Any], CheckConstraint]:
    """Return a column of coded words, and the check that it holds no other.

    Args:
        name: The column's.
        kinds: Whose values it may hold.
        comment: What it means.
    """
    listed = ", ".join("'" + kind.value.replace("'", "''") + "'" for kind in kinds)
    column: Column[Any] = Column(name, Prose, nullable=False, comment=comment)
    return column, CheckConstraint(f"{name} IN ({listed})", name=name)


def table(name: str, *parts: Any, comment: str, rowid: bool = True) -> Table:  # noqa: ANN401 - columns, constraints and indexes
    """Return a table: strict on SQLite, and without row ids where its key is all there is."""
    return Table(name, metadata, *parts, comment=comment, sqlite_strict=True, sqlite_with_rowid=rowid)


def only_grows(kept: Table, *, columns: Sequence[str] = ()) -> None:
    """Guard a table: nothing is deleted from it, and nothing in it is changed.

    Args:
        kept: The table.
        columns: Which columns may not change; empty for all.
    """
    kept.info["grows"] = not columns
    of = f" OF {', '.join(columns)}" if columns else ""
    name = kept.name
    for guard, what in (("kept", f"UPDATE{of}"), ("whole", "DELETE")):
        begin = f"CREATE TRIGGER {name}_{guard} BEFORE {what} ON {name}"
        _after(kept, "sqlite", f"{begin} BEGIN SELECT RAISE(ABORT, '{name} only grows'); END")
        _after(kept, "postgresql", f"{begin} FOR EACH ROW EXECUTE FUNCTION only_grows()")
    begin = f"CREATE TRIGGER {name}_emptied BEFORE TRUNCATE ON {name}"
    _after(kept, "postgresql", f"{begin} FOR EACH STATEMENT EXECUTE FUNCTION only_grows()")


def _after(kept: Table, dialect: str, statement: str) -> None:
    sql_event.listen(kept, "after_create", _ddl(dialect, statement))


def _ddl(dialect: str, statement: str) -> DDL:
    ddl = DDL(statement)  # type: ignore[no-untyped-call]
    return ddl.execute_if(dialect=dialect)


_REFUSE = """
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%% only grows', TG_TABLE_NAME; END $$
""".strip()
sql_event.listen(metadata, "before_create", _ddl("postgresql", _REFUSE))
sql_event.listen(metadata, "after_drop", _ddl("postgresql", "DROP FUNCTION IF EXISTS only_grows()"))
