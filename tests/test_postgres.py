"""The server that the tests start: private, durable, and a database of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = pytest.mark.postgres


def _open(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True)


def test_the_server_loses_nothing_and_listens_to_nobody_else(postgres_url: str) -> None:
    expected = {"fsync": "on", "data_checksums": "on", "synchronous_commit": "on", "listen_addresses": ""}
    with _open(postgres_url) as server:
        found = {name: (server.execute(f"SHOW {name}").fetchone() or ("",))[0] for name in expected}
    assert found == expected


def test_each_test_has_a_database_like_the_template_and_none_sees_anothers_rows(
    postgres_server: Server,
) -> None:
    made: list[str] = []

    def prepare(url: str) -> None:
        made.append(url)
        with _open(url) as database:
            database.execute("CREATE TABLE bed (name text)")

    one = postgres_server.fresh(postgres_server.template("beds", prepare))
    two = postgres_server.fresh(postgres_server.template("beds", prepare))
    with _open(postgres_server.url(one)) as first, _open(postgres_server.url(two)) as second:
        first.execute("INSERT INTO bed VALUES ('resus 1')")
        assert second.execute("SELECT count(*) FROM bed").fetchone() == (0,)
    postgres_server.drop(one)
    postgres_server.drop(two)
    assert len(made) == 1


def test_an_empty_database_comes_for_the_asking(postgres_database: str) -> None:
    with _open(postgres_database) as database:
        assert database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (
            0,
        )
