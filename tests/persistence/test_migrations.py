"""Migrations: what they make is what the tables say, up and down, with rows, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from aande_alert.domain.errors import Unavailable
from aande_alert.persistence.engine import engine_for
from aande_alert.persistence.schema import HEAD, KNOWN, make_schema, version_of
from aande_alert.persistence.store import Store
from aande_alert.persistence.tables import metadata
from aande_alert.persistence.upgrading import configured, migrate, upgrade_store
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_keys import keys
from tests.builders import MovableClock, a_person
from tests.persistence.write_baseline import beside, down, up
from tests.stores import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine

    from aande_alert.persistence.places import StorePlace


QUESTIONS = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name,
    col_description(table_name::regclass, ordinal_position) FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE 'alembic%'""",
    """SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename NOT LIKE 'alembic%'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'alembic%'""",
    """SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal""",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


@pytest.fixture
def emptied(place: StorePlace) -> Iterator[Engine]:
    """Return an engine on a place without any table: once in a folder, once on a server."""
    if place.embedded:
        place.store_file.unlink()
    engine = engine_for(place, KEYS)
    with engine.begin() as connection:
        if not place.embedded:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    yield engine
    engine.dispose()


def schema_of(connection: Connection) -> list[tuple[object, ...]]:
    """Return everything the database knows of its schema, as text."""
    if connection.dialect.name == "sqlite":
        told = (
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' ORDER BY 1, 2"
        )
        return [
            (kind, name, table, "" if sql is None else " ".join(sql.split()))
            for kind, name, table, sql in connection.execute(text(told))
        ]
    found = (row for question in QUESTIONS for row in connection.execute(text(question)))
    return sorted(tuple(str(part) for part in row) for row in found)


def migrated(engine: Engine, target: str) -> list[tuple[object, ...]]:
    with engine.begin() as connection:
        migrate(connection, target)
        return schema_of(connection)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_baseline_is_the_tables(dialect: str) -> None:
    assert beside(dialect, "up").read_text(encoding="utf-8") == up(dialect)
    assert beside(dialect, "down").read_text(encoding="utf-8") == down(dialect)


def test_a_fresh_store_has_the_schema_that_the_migrations_make(emptied: Engine) -> None:
    by_migrations = migrated(emptied, "head")
    with emptied.begin() as connection:
        assert version_of(connection) == HEAD
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
        assert [one for one in differences if one[0] not in {"modify_comment", "add_table_comment"}] == []
        migrate(connection, "base")
        assert {*inspect(connection).get_table_names()} == {"alembic_version"}
        connection.exec_driver_sql("DROP TABLE alembic_version")
        make_schema(connection)
        assert schema_of(connection) == by_migrations


def test_down_and_up_again_with_a_childs_rows_in_it(
    store: Store, place: StorePlace, clock: MovableClock
) -> None:
    child = a_person()
    with store.transaction() as tx:
        tx.people.add(child, keys(MatchIdentity.from_person(child)))
    store.close()
    engine = engine_for(place, KEYS)
    with engine.begin() as connection:
        before = schema_of(connection)
        migrate(connection, "base")
        migrate(connection, "head")
        assert schema_of(connection) == before
    engine.dispose()


def test_the_program_knows_the_head_without_asking_alembic(embedded: Store) -> None:
    with embedded._engine.connect() as connection:
        scripts = ScriptDirectory.from_config(configured(connection))
    assert scripts.get_heads() == [HEAD]
    assert sorted(script.revision for script in scripts.walk_revisions()) == sorted(KNOWN)


@pytest.mark.parametrize(
    ("version", "told"),
    [("9999", "made by a newer version"), ("", "holds no store"), ("0000", "newer version")],
)
def test_a_store_of_another_version_is_refused_and_stays_as_it_is(
    embedded_place: StorePlace, clock: MovableClock, version: str, told: str
) -> None:
    engine = engine_for(embedded_place, KEYS)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()
    for open_ in (Store.open, upgrade_store):
        with pytest.raises(Unavailable, match=told):
            open_(embedded_place, KEYS, clock=clock)


def test_an_older_store_is_copied_aside_before_it_is_brought_up_to_date(
    embedded_place: StorePlace, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = "0000"
    engine = engine_for(embedded_place, KEYS)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": older})
    engine.dispose()
    monkeypatch.setattr("aande_alert.persistence.schema.KNOWN", (older, HEAD))

    def brought_up(connection: Connection, target: str) -> None:
        assert target == "head"
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": HEAD})

    with pytest.raises(Unavailable, match="older version"):
        Store.open(embedded_place, KEYS, clock=clock)
    monkeypatch.setattr("aande_alert.persistence.upgrading.migrate", brought_up)
    store = upgrade_store(embedded_place, KEYS, clock=clock)
    with store.reading() as tx:
        assert tx.trail.newest(1)[0].detail == {"before": older, "after": HEAD}
    store.close()
    aside = embedded_place.folder / "store.db.before-0000"
    assert not aside.read_bytes().startswith(b"SQLite")
    upgrade_store(embedded_place, KEYS, clock=clock).close()
    assert one_copy(embedded_place.folder)


def one_copy(folder: Path) -> bool:
    return len(list(folder.glob("store.db.before-*"))) == 1
