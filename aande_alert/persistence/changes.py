"""Whether another program has saved something: asked often, so it must cost next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event as sql_event

from aande_alert.persistence.engine import CHANGED

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine


class Changes:
    """Hears of other programs' commits: `data_version` on a file, LISTEN and NOTIFY on a server.

    A connection that broke may have missed something, so a new one counts as news.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._seen: int | None = None
        self._news = False
        self._on_server = engine.dialect.name == "postgresql"
        if self._on_server:
            self._listen_on_open_connection()
            sql_event.listen(engine, "connect", self._connected)
        else:
            self.heard()  # what was there before is no news

    def tell(self, connection: Connection) -> None:
        """Tell the other programs, when this transaction commits."""
        if self._on_server:
            connection.exec_driver_sql(f"NOTIFY {CHANGED}")

    def heard(self) -> bool:
        """Say whether anything was saved elsewhere since this was last asked."""
        with self._engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            if self._on_server:
                raw.execute("SELECT 1")  # what has come in meanwhile comes with the answer
                raw.rollback()
                news, self._news = self._news, False
                return news
            version = raw.execute("PRAGMA data_version").fetchone()[0]
        news = self._seen is not None and version != self._seen
        self._seen = version
        return news

    def _listen_on_open_connection(self) -> None:
        with self._engine.connect() as connection:
            self._listen(connection.connection.dbapi_connection)

    def _connected(self, raw: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        self._listen(raw)
        self._news = True

    def _listen(self, raw: Any) -> None:  # noqa: ANN401 - the driver's own connection
        raw.execute(f"LISTEN {CHANGED}")
        raw.commit()
        own = raw.info.backend_pid
        raw.add_notify_handler(lambda told: self._hear(told.pid != own))

    def _hear(self, elsewhere: bool) -> None:  # noqa: FBT001 - a callback
        self._news = self._news or elsewhere
