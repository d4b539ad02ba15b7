"""A real PostgreSQL server for the tests: private, durable as in a hospital, gone afterwards."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ACCOUNT = "postgres"
_SAFE = (
    "listen_addresses=",  # the socket in a folder nobody else may enter is the only way in
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "max_connections=60",
    "timezone=UTC",
)


class Server:
    """A running server, and the databases the tests ask of it.

    Args:
        folder: A short, private folder for the cluster and its socket.
        binaries: Where `initdb` and `pg_ctl` are.
    """

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder = folder
        self._binaries = binaries
        self._numbers = itertools.count(1)
        self._templates: dict[str, str] = {}

    def start(self) -> None:
        """Make the cluster and start the server; returns when it answers."""
        if _is_root():
            shutil.chown(self._folder, _ACCOUNT)
        self._run(
            "initdb",
            *("--pgdata", str(self._cluster), "--username", _ACCOUNT, "--auth", "trust"),
            *("--data-checksums", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        settings = " ".join(
            f"-c {setting}" for setting in (*_SAFE, f"unix_socket_directories={self._folder}")
        )
        log = str(self._folder / "log")
        self._run(
            "pg_ctl", *("--pgdata", str(self._cluster), "--log", log, "--options", settings, "-w", "start")
        )

    def stop(self) -> None:
        """Stop the server and remove everything."""
        self._run("pg_ctl", *("--pgdata", str(self._cluster), "--mode", "fast", "-w", "stop"))
        shutil.rmtree(self._folder)

    def url(self, database: str = "postgres") -> str:
        """Return SQLAlchemy's address of a database on this server."""
        return f"postgresql+psycopg://{_ACCOUNT}@/{database}?host={self._folder}"

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """Make a template once for the whole run, and return the name of its database.

        Args:
            name: What it is for, for example `schema`.
            prepare: Given its address, fills it; must leave no connection open.
        """
        if name not in self._templates:
            database = f"template_{name}"
            self._say("CREATE DATABASE {} TEMPLATE template0", database)
            prepare(self.url(database))
            self._templates[name] = database
        return self._templates[name]

    def fresh(self, template: str = "template0") -> str:
        """Make a database as the template is, and return its name."""
        database = f"test_{next(self._numbers)}"
        self._say("CREATE DATABASE {} TEMPLATE {}", database, template)
        return database

    def drop(self, database: str) -> None:
        """Remove a database, closing whatever is still connected to it."""
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    @property
    def _cluster(self) -> Path:
        return self._folder / "cluster"

    def _say(self, statement: str, *names: str) -> None:
        composed = sql.SQL(statement).format(*(sql.Identifier(name) for name in names))
        with psycopg.connect(
            host=str(self._folder), user=_ACCOUNT, dbname="postgres", autocommit=True
        ) as open_:
            open_.execute(composed)

    def _run(self, program: str, *args: str) -> None:
        as_account = ("runuser", "-u", _ACCOUNT, "--") if _is_root() else ()
        done = subprocess.run(
            [*as_account, str(self._binaries / program), *args],
            check=False,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode != 0:
            log = self._folder / "log"
            told = log.read_text(encoding="utf-8") if log.exists() else ""
            message = f"{program} failed: {done.stderr.strip()}\n{told}"
            raise RuntimeError(message)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _binaries() -> Path | None:
    """Return the folder of the newest server on this machine; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=_version)
    if debian:
        return debian[-1].parent
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found and sys.platform != "win32" else None


def _version(path: Path) -> int:
    name = path.parts[-3]
    return int(name) if name.isdigit() else 0


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Start a server for this run; skipped only where PostgreSQL is not installed."""
    binaries = _binaries()
    if binaries is None:
        reason = "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    # Not pytest's tmp_path: a socket's path may have 107 bytes, and another account must be able to enter.
    server = Server(Path(tempfile.mkdtemp(prefix="pg-")), binaries)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: Server) -> str:
    """Return the address of the server's own database, for making others."""
    return postgres_server.url()


@pytest.fixture
def postgres_database(postgres_server: Server) -> Iterator[str]:
    """Return the address of an empty database that only this test uses."""
    name = postgres_server.fresh()
    yield postgres_server.url(name)
    postgres_server.drop(name)
