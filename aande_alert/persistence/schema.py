"""The schema's version, and making a fresh one in one go: the same as every migration in turn (tested)."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import create_mock_engine, inspect, text

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.tables import metadata

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Executable
    from sqlalchemy.engine import Connection

HEAD = "0001"
KNOWN = ("0001",)

_KEPT = "Nothing was changed."

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def make_schema(connection: Connection) -> None:
    """Make every table, index and guard, and mark the schema as the newest."""
    for statement in fresh_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD})


def version_of(connection: Connection) -> str:
    """Return the schema's version; empty where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def refuse_unknown_versions(version: str) -> None:
    """Refuse a schema that this program does not know.

    Raises:
        Unavailable: It is newer, or none of this program's.
    """
    if not version:
        what = "The file opens with this key, but holds no store."
        raise Unavailable(what, "Choose another folder, or restore the newest backup.", kept=_KEPT)
    if version not in KNOWN:
        what = "The store was made by a newer version of this program."
        do = "Use the newer version; this one would not understand what it holds."
        raise Unavailable(what, do, kept=_KEPT)


def refuse_other_versions(version: str) -> None:
    """Refuse a schema that this program does not know, or that must be brought up to date first.

    Raises:
        Unavailable: It is newer, older, or none of this program's.
    """
    refuse_unknown_versions(version)
    if version != HEAD:
        what = "The store was made by an older version of this program."
        raise Unavailable(what, "Bring it up to date first; a copy is kept.", kept=_KEPT)


@lru_cache
def fresh_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that make a fresh schema, in order, as text."""
    made: list[str] = []

    def keep(statement: Executable, *_: Any, **__: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
        compiled = statement.compile(dialect=engine.dialect)  # type: ignore[attr-defined]
        made.append(str(compiled).strip())

    engine = create_mock_engine(f"{dialect}://" if dialect == "sqlite" else f"{dialect}+psycopg://", keep)
    metadata.create_all(engine, checkfirst=False)
    runs = groupby(made, key=lambda statement: statement.startswith("CREATE INDEX"))
    return tuple(one for indexes, run in runs for one in (sorted(run) if indexes else run))
