"""Feeds: every message kept before it is answered, what became of it, and what feeds have said."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from aande_alert.domain.board import FeedState, Health
from aande_alert.domain.intake import QuarantineLine
from aande_alert.domain.messages import RawMessage
from aande_alert.persistence.tables.hospital import feed, feed_fact, message
from aande_alert.persistence.work import Work, batches, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Insert, Row, Update

_SETTLED = ("applied", "duplicate", "quarantined", "stored")
_DOWN_AFTER = 3  # times the usual silence
_HOUR = timedelta(hours=1)

_SAME_BYTES = select(message.c.id).where(
    message.c.sha256 == bindparam("sha256"),
    message.c.feed == bindparam("feed"),
    message.c.duplicate_of.is_(None),
)
_PENDING = select(message).where(message.c.state == "pending").order_by(message.c.sequence)
_WAITING = (
    select(message).where(message.c.state.in_(("quarantined", "stored"))).order_by(message.c.sequence.desc())
)
_ONE = select(message.c.state, message.c.feed, message.c.body, message.c.duplicate_of).where(
    message.c.id == bindparam("id")
)
_KNOWN = select(feed.c.feed).where(feed.c.feed == bindparam("feed"))
_LATER = case(
    (feed.c.last_at > bindparam("_at", type_=feed.c.last_at.type), feed.c.last_at),
    else_=bindparam("_at", type_=feed.c.last_at.type),
)
_SPOKE = (
    update(feed).where(feed.c.feed == bindparam("_feed")).values(last_at=_LATER, received=feed.c.received + 1)
)
_SPOKE_AGAIN = _SPOKE.values(duplicate=feed.c.duplicate + 1)
_MARKED = (
    update(message)
    .where(message.c.id == bindparam("_id"))
    .values(
        state=bindparam("_state"),
        reason=bindparam("_reason"),
        todo=bindparam("_todo"),
        settled_at=bindparam("_at"),
    )
)
_FACTS = select(feed_fact.c.subject, feed_fact.c.body).where(
    feed_fact.c.subject.in_(bindparam("subjects", expanding=True))
)


class Feeds:
    """Every feed and every message; received = applied + duplicates + quarantined + stored + pending."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def receive(self, raw: RawMessage) -> tuple[UUID, bool]:
        """Keep a message as it came; returns its id, and whether the same bytes came before.

        A duplicate gets a line of its own, so that the counts add up, but its bytes are not kept twice.
        """
        self._know(raw.feed)
        first = self._work.value(_SAME_BYTES, {"sha256": raw.sha256, "feed": raw.feed})
        is_duplicate = first is not None
        message_id = uuid4()
        row = {
            "id": message_id,
            "feed": raw.feed,
            "peer": raw.peer,
            "received_at": raw.received_at,
            "sha256": raw.sha256,
            "body": b"" if is_duplicate else raw.body,
            "duplicate_of": first,
            "state": "duplicate" if is_duplicate else "pending",
            "reason": "",
            "todo": "",
            "settled_at": self._work.now if is_duplicate else None,
        }
        self._work.put(message, row)
        spoke = _SPOKE_AGAIN if is_duplicate else _SPOKE
        self._work.run(spoke, {"_feed": raw.feed, "_at": raw.received_at})
        return message_id, is_duplicate

    def pending(self, limit: int = 500) -> tuple[tuple[UUID, RawMessage], ...]:
        """Return messages that were kept and not yet looked at, in the order in which they came."""
        return tuple((row.id, _raw(row)) for row in self._work.rows(_PENDING.limit(limit)))

    def get(self, message_id: UUID) -> RawMessage:
        """Return one message.

        Raises:
            Unavailable: There is none with this id.
        """
        row = self._work.row(select(message).where(message.c.id == message_id))
        if row is None:
            raise unknown(thing="message")
        return _raw(row) if row.duplicate_of is None else self.get(row.duplicate_of)

    def mark(self, message_id: UUID, state: str, reason: str = "", do: str = "") -> None:
        """Keep what became of a message.

        Args:
            message_id: Which.
            state: `applied`, `duplicate`, `quarantined` or `stored`.
            reason: Why it was not applied.
            do: What to do about it.

        Raises:
            ValueError: The state is none of these.
            Unavailable: There is no such message.
        """
        if state not in _SETTLED:
            message_text = f"a message cannot be {state}"
            raise ValueError(message_text)
        row = self._work.row(_ONE, {"id": message_id})
        if row is None:
            raise unknown(thing="message")
        values = {"_id": message_id, "_state": state, "_reason": reason, "_todo": do, "_at": self._work.now}
        self._work.run(_MARKED, values)
        self._move(row.feed, row.state, state)

    def quarantined(self) -> tuple[QuarantineLine, ...]:
        """Return the messages somebody should look at, newest first; their bytes stay where they are."""
        return tuple(
            QuarantineLine(
                row.id, row.feed, row.peer, row.received_at, len(row.body), row.reason, row.todo, row.state
            )
            for row in self._work.rows(_WAITING)
        )

    def body(self, message_id: UUID) -> bytes:
        """Return a message's bytes.

        Raises:
            Unavailable: There is no such message.
        """
        return self.get(message_id).body

    def states(self, now: datetime) -> tuple[FeedState, ...]:
        """Return when each feed last spoke, and whether its silence is too long."""
        return tuple(_state(row, now) for row in self._work.rows(select(feed).order_by(feed.c.name)))

    def put_feed(self, name: str, shown: str, expected_every: timedelta) -> None:
        """Add a feed, or change its name and how long its silence is normal.

        Args:
            name: Short name, as messages carry it.
            shown: Its name on the screen.
            expected_every: How long silence is normal.
        """
        self._know(name)
        seconds = int(expected_every.total_seconds())
        changed = update(feed).where(feed.c.feed == bindparam("_feed"))
        changed = changed.values(name=bindparam("_name"), expected_every=bindparam("_every"))
        self._work.run(changed, {"_feed": name, "_name": shown, "_every": seconds})

    def _know(self, name: str) -> None:
        """Let a feed be known that nobody has set up; its messages are not turned away."""
        if self._work.row(_KNOWN, {"feed": name}) is None:
            counts = dict.fromkeys(("received", *_SETTLED), 0)
            every = int(_HOUR.total_seconds())
            row = {"feed": name, "name": name, "expected_every": every, "last_at": None, **counts}
            self._work.put(feed, row)

    def _move(self, name: str, before: str, after: str) -> None:
        if before == after:
            return
        self._work.run(_moved(before, after), {"_feed": name})


class FeedFacts:
    """What feeds have said of a person or a visit, each with when it was true: order does not matter."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, subject: str) -> dict[str, Any]:
        """Return the facts of a subject; empty where there are none."""
        return self.many((subject,)).get(subject, {})

    def many(self, subjects: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the facts of each of some subjects that has any."""
        rows = (row for some in batches(subjects) for row in self._work.rows(_FACTS, {"subjects": some}))
        return {row.subject: json.loads(row.body) for row in rows}

    def put(self, subject: str, facts: dict[str, Any]) -> None:
        """Keep the facts of a subject in place of those before."""
        replacing = _replacing(self._work.connection.dialect.name)
        body = json.dumps(facts, sort_keys=True, allow_nan=False)
        self._work.run(replacing, {"subject": subject, "body": body})


@lru_cache
def _moved(before: str, after: str) -> Update:
    """Return how a feed's counts follow a message from one state to another."""
    moved = {after: feed.c[after] + 1}
    if before in _SETTLED:
        moved[before] = feed.c[before] - 1
    return update(feed).where(feed.c.feed == bindparam("_feed")).values(moved)


@lru_cache
def _replacing(dialect: str) -> Insert:
    statement = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(feed_fact)
    return statement.on_conflict_do_update(
        index_elements=[feed_fact.c.subject], set_={"body": statement.excluded.body}
    )


def _raw(row: Row[Any]) -> RawMessage:
    return RawMessage(row.feed, row.peer, row.received_at, bytes(row.body), row.sha256)


def _state(row: Row[Any], now: datetime) -> FeedState:
    every = timedelta(seconds=row.expected_every)
    return FeedState(
        feed=row.feed,
        name=row.name,
        last_at=row.last_at,
        expected_every=every,
        state=_health(row.last_at, now, every),
        received=row.received,
        applied=row.applied,
        duplicates=row.duplicate,
        quarantined=row.quarantined,
        stored=row.stored,
    )


def _health(last_at: datetime | None, now: datetime, every: timedelta) -> Health:
    if last_at is None:
        return Health.NEVER
    silence = now - last_at
    if silence <= every:
        return Health.LIVE
    return Health.LATE if silence <= _DOWN_AFTER * every else Health.DOWN
