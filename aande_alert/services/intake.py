"""The arrivals feed: every message kept before it is answered, then applied; what cannot be read is shown.

Received = applied + duplicates + quarantined + kept and not acted on + waiting: every message is in one.
"""

from __future__ import annotations

from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused, Trouble, Unavailable
from aande_alert.domain.intake import IntakeCounts
from aande_alert.domain.messages import FeedRules, Quarantined, RawMessage, Receipt
from aande_alert.ingest.hl7v2 import read_adt
from aande_alert.ingest.hl7v2_replies import reply
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.applying import Applied, Lists, apply_event
from aande_alert.services.checking import BROKEN, register_states
from aande_alert.services.message_outline import covered
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta
    from uuid import UUID

    from aande_alert.domain.board import FeedState
    from aande_alert.domain.intake import QuarantineLine
    from aande_alert.persistence.records import Clock
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

_USUAL = FeedRules()
_TOGETHER = 50  # a commit costs as much as applying a message; a backlog is worked off a few at a time
_NO_RULES: Mapping[str, FeedRules] = MappingProxyType({})
_BY_HAND = "Enter the arrival by hand where there was one, then look at the message."


class Intake:
    """Messages in: stored, answered, applied; and the worklist of those that could not be."""

    def __init__(
        self, store: Store, clock: Clock, content: Content, rules: Mapping[str, FeedRules] = _NO_RULES
    ) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._rules = rules

    def receive(self, feed: str, peer: str, body: bytes) -> bytes | None:
        """Keep a message for good, and only then say so; `None` where the sender wants no answer.

        Args:
            feed: Which feed, `arrivals`.
            peer: Where it came from.
            body: As it came, without framing.
        """
        now = self._clock()
        rules = self._rules.get(feed, _USUAL)
        raw = RawMessage(feed, peer, now, body, sha256(body).hexdigest())
        try:
            with self._store.transaction() as tx:
                tx.feeds.receive(raw)
        except Trouble:
            return reply(body, Receipt.NOT_STORED, now, rules)
        outcome: Receipt | Quarantined = Receipt.STORED
        if rules.content_errors:
            read = read_adt(body, now, rules)
            outcome = read if isinstance(read, Quarantined) else outcome
        return reply(body, outcome, now, rules)

    def apply_pending(self, limit: int = 500) -> Outcome[IntakeCounts]:
        """Apply what waits, oldest first; one that cannot be applied never holds up the next.

        Args:
            limit: The most to look at in one round.

        Raises:
            Unavailable: The store says no to everything; what waits goes on waiting.
        """
        with self._store.reading() as tx:
            waiting = tx.feeds.pending(limit)
        counts = {"applied": 0, "quarantined": 0, "stored": 0}
        changed: set[Topic] = set()
        for start in range(0, len(waiting), _TOGETHER):
            for done in self._settle_together(waiting[start : start + _TOGETHER]):
                counts[done.state] += 1
                changed |= done.changed
        if waiting:
            changed.add(Topic.FEEDS)
        with self._store.reading() as tx:
            left = sum(feed.waiting for feed in tx.feeds.states(tx.now))
        return Outcome(IntakeCounts(**counts, left=left), frozenset(changed))

    def _settle_together(self, some: Sequence[tuple[UUID, RawMessage]]) -> list[Applied]:
        """Apply a few messages in one transaction; where one gives trouble, each in one of its own."""
        if len(some) > 1:
            try:
                with self._store.transaction() as tx:
                    lists = self._lists(tx)
                    return [self._take(tx, message_id, raw, lists) for message_id, raw in some]
            except BROKEN:
                pass  # nothing of it was saved; below, the one that gives trouble is told apart
        return [self._settle(message_id, raw) for message_id, raw in some]

    def _settle(self, message_id: UUID, raw: RawMessage) -> Applied:
        """Apply one message in a transaction of its own, or put it into quarantine in another.

        Raises:
            Unavailable: The store said no to both; the message waits where it is.
        """
        try:
            return self._applied(message_id, raw)
        except Unavailable:
            pass  # a lock or a full disk may have passed; trouble of the message itself will not have
        except BROKEN as fault:
            return self._put_aside(message_id, fault)
        try:
            return self._applied(message_id, raw)
        except BROKEN as fault:
            return self._put_aside(message_id, fault)

    def _applied(self, message_id: UUID, raw: RawMessage) -> Applied:
        with self._store.transaction() as tx:
            return self._take(tx, message_id, raw, self._lists(tx))

    def _lists(self, tx: Transaction) -> Lists:
        return Lists(self._content, register_states(tx))

    def _take(self, tx: Transaction, message_id: UUID, raw: RawMessage, lists: Lists) -> Applied:
        done = self._apply(tx, raw, lists)
        _settled(tx, message_id, done)
        return done

    def _put_aside(self, message_id: UUID, fault: Exception) -> Applied:
        done = Applied("quarantined", _why(fault), _BY_HAND)
        with self._store.transaction() as tx:
            _settled(tx, message_id, done)
        return done

    def _apply(self, tx: Transaction, raw: RawMessage, lists: Lists) -> Applied:
        read = read_adt(raw.body, raw.received_at, self._rules.get(raw.feed, _USUAL))
        if isinstance(read, Quarantined):
            return Applied("quarantined", read.words, read.do)
        return apply_event(tx, read, raw, lists)

    def quarantine(self, who: SignedIn) -> tuple[QuarantineLine, ...]:
        """Return the messages nobody could apply, and those kept that ask for a person."""
        need(self._store, who, May.QUARANTINE_READ)
        with self._store.reading() as tx:
            return tx.feeds.quarantined()

    def body(self, who: SignedIn, message_id: UUID) -> bytes:
        """Return a message as it came; it names a child, so it takes a clinical role and is written down.

        Raises:
            Refused: Their role does not allow it; `outline` shows how the message is built.
        """
        need(self._store, who, May.QUARANTINE_READ)
        need(self._store, who, May.RECORD_READ)
        with self._store.transaction(who) as tx:
            body = tx.feeds.body(message_id)
            tx.note(AuditEvent.MESSAGE_READ, subject=message_id, size=len(body))
        return body

    def outline(self, who: SignedIn, message_id: UUID) -> str:
        """Return a message with every value covered: its header, segments, and how long each field is."""
        need(self._store, who, May.QUARANTINE_READ)
        with self._store.reading() as tx:
            return covered(tx.feeds.body(message_id))

    def replay(
        self, who: SignedIn, message_id: UUID, body: bytes | None, reason: str
    ) -> Outcome[IntakeCounts]:
        """Try a quarantined message again, as it came or corrected by hand; what came is kept either way.

        Args:
            who: Who tries it.
            message_id: The message.
            body: Its corrected bytes; `None` for the message as it came.
            reason: Why, in their words.

        Raises:
            Refused: No reason, it still cannot be applied, or their role may not see what they correct;
                it stays in quarantine.
        """
        need(self._store, who, May.QUARANTINE_REPLAY)
        if body is not None:
            need(self._store, who, May.RECORD_READ)
        if not reason.strip():
            what = "A replay needs a reason."
            raise Refused(what, "Say in a few words why it is tried again.", kept="It stays in quarantine.")
        with self._store.transaction(who) as tx:
            line = next((one for one in tx.feeds.quarantined() if one.id == message_id), None)
            if line is None:
                what = "This message is not in quarantine."
                raise Refused(what, "Open the list again.", kept="Nothing was changed.")
            bytes_ = tx.feeds.body(message_id) if body is None else body
            raw = RawMessage(line.feed, line.peer, line.received_at, bytes_, sha256(bytes_).hexdigest())
            done = self._replayed(tx, raw)
            if body is None:
                _settled(tx, message_id, done)
            else:
                self._keep_correction(tx, who, raw, done)
                corrected = Applied("stored", f"Corrected by hand by {who.staff.name}.")
                _settled(tx, message_id, corrected)
            tx.note(AuditEvent.MESSAGE_REPLAYED, subject=message_id, corrected=int(body is not None))
        return Outcome(IntakeCounts(applied=1), done.changed | {Topic.FEEDS})

    def _replayed(self, tx: Transaction, raw: RawMessage) -> Applied:
        try:
            done = self._apply(tx, raw, self._lists(tx))
        except BROKEN as fault:
            raise Refused(_why(fault), _BY_HAND, kept="It stays in quarantine.") from fault
        if done.state != "applied":
            raise Refused(done.reason, done.do, kept="It stays in quarantine.")
        return done

    def _keep_correction(self, tx: Transaction, who: SignedIn, raw: RawMessage, done: Applied) -> None:
        by_hand = RawMessage(raw.feed, f"by hand, {who.staff.name}", self._clock(), raw.body, raw.sha256)
        corrected_id, duplicate = tx.feeds.receive(by_hand)
        if not duplicate:
            _settled(tx, corrected_id, done)

    def keep_feed(self, who: SignedIn, feed: str, name: str, expected_every: timedelta) -> Outcome[None]:
        """Add a feed, or change its name and how long its silence is normal."""
        need(self._store, who, May.SETTINGS_WRITE)
        with self._store.transaction(who) as tx:
            tx.feeds.put_feed(feed, name, expected_every)
            tx.note(AuditEvent.FEED_CHANGED, feed=feed)
        return Outcome(None, frozenset({Topic.FEEDS}))

    def states(self) -> tuple[FeedState, ...]:
        """Return every feed: when it last spoke, and what became of its messages."""
        with self._store.reading() as tx:
            return tx.feeds.states(tx.now)


def _settled(tx: Transaction, message_id: UUID, done: Applied) -> None:
    tx.feeds.mark(message_id, done.state, reason=done.reason, do=done.do)
    event = AuditEvent.MESSAGE_QUARANTINED if done.state == "quarantined" else AuditEvent.MESSAGE_APPLIED
    tx.note(event, subject=message_id, state=done.state)


def _why(fault: Exception) -> str:
    """Return why a message could not be applied, without a value of it."""
    if isinstance(fault, Trouble):
        return fault.what
    return f"The message could not be applied ({type(fault).__name__})."
