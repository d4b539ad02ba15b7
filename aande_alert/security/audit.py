"""The audit trail: what is written down of each act, in one canonical form, chained with a keyed hash.

A line's digest is HMAC-SHA256 over the digest before it, its number and its bytes. Without the key no
line can be edited, taken out, put in or moved without the first wrong one being named. With the key the
newest lines could be cut off or written anew: that shows only against a checkpoint kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DIGEST = 32


class AuditEvent(StrEnum):
    """What happened, `scope:thing:action`; a value is never changed once a store may hold it."""

    ACCOUNT_ADDED = "child:account:added"
    ACCOUNT_AMENDED = "child:account:amended"
    ADMINISTRATOR_FIRST = "hospital:administrator:first"
    ALERT_ACKNOWLEDGED = "child:alert:acknowledged"
    ALERT_DISPUTED = "child:alert:disputed"
    ALERT_RAISED = "child:alert:raised"
    ALERT_SEEN = "child:alert:seen"
    ALERT_SETTLED = "child:alert:settled"
    ANSWER_GIVEN = "child:answer:given"
    ARRIVAL_ADDED = "department:arrival:added"
    ARRIVAL_CHANGED = "department:arrival:changed"
    ASSESSMENT_READ = "child:assessment:read"
    AUDIT_ANCHORED = "hospital:audit:anchored"
    AUDIT_READ = "hospital:audit:read"
    AUDIT_VERIFIED = "hospital:audit:verified"
    BACKUP_MADE = "hospital:backup:made"
    BACKUP_RESTORED = "hospital:backup:restored"
    BACKUP_VERIFIED = "hospital:backup:verified"
    BIRTH_FACTS_RECORDED = "child:birth:recorded"
    BOARD_READ = "department:board:read"
    CHECK_MADE = "child:check:made"
    CLOCK_STEPPED = "hospital:clock:stepped"
    COMPARISON_READ = "child:comparison:read"
    CONSENT_RECORDED = "child:consent:recorded"
    CONTACT_ADDED = "child:contact:added"
    COUNCIL_CHANGED = "hospital:council:changed"
    DIFFERENCE_DECIDED = "child:difference:decided"
    ENTERED_IN_ERROR = "child:entry:in_error"
    FEED_CHANGED = "hospital:feed:changed"
    GROWTH_MEASURED = "child:growth:measured"
    GROWTH_READ = "child:growth:read"
    HISTORY_READ = "child:access:read"
    INJURY_ADDED = "child:injury:added"
    INJURY_AMENDED = "child:injury:amended"
    LINK_ADDED = "child:link:added"
    LINK_ENDED = "child:link:ended"
    LOG_EXPORTED = "department:log:exported"
    LOG_READ = "department:log:read"
    MATCH_DECIDED = "child:match:decided"
    MERGE_MADE = "child:merge:made"
    MERGE_UNDONE = "child:merge:undone"
    MESSAGE_APPLIED = "hospital:message:applied"
    MESSAGE_QUARANTINED = "hospital:message:quarantined"
    MESSAGE_READ = "hospital:message:read"
    MESSAGE_RECEIVED = "hospital:message:received"
    MESSAGE_REPLAYED = "hospital:message:replayed"
    PERSON_ADDED = "child:person:added"
    PERSON_CHANGED = "child:person:changed"
    PERSON_SEARCHED = "child:person:searched"
    PHOTOGRAPH_ADDED = "child:photograph:added"
    PHOTOGRAPH_EXPORTED = "child:photograph:exported"
    PHOTOGRAPH_PRINTED = "child:photograph:printed"
    PHOTOGRAPH_SEEN = "child:photograph:seen"
    RECORD_OPENED = "child:record:opened"
    REFERRAL_ADDRESSED = "child:referral:addressed"
    REFERRAL_CLOSED = "child:referral:closed"
    REFERRAL_DECIDED = "child:referral:decided"
    REFERRAL_DRAFTED = "child:referral:drafted"
    REFERRAL_EXPORTED = "child:referral:exported"
    REFERRAL_PRINTED = "child:referral:printed"
    REFERRAL_READ = "child:referral:read"
    REFERRAL_RECEIVED = "child:referral:received"
    REFERRAL_SENT = "child:referral:sent"
    REFERRAL_SIGNED = "child:referral:signed"
    REFERRAL_TELEPHONED = "child:referral:telephoned"
    REFUSED = "staff:act:refused"
    REGION_LOOKED = "child:region:looked"
    REGISTER_APPLIED = "hospital:register:applied"
    REGISTER_PREVIEWED = "hospital:register:previewed"
    REGISTER_READ = "hospital:register:read"
    REVIEW_ADDED = "child:review:added"
    ROWS_WRITTEN = "store:rows:written"
    SCREEN_LOCKED = "staff:screen:locked"
    SETTINGS_CHANGED = "hospital:settings:changed"
    SIGNED_IN = "staff:session:opened"
    SIGNED_OUT = "staff:session:closed"
    SIGN_IN_FAILED = "staff:session:failed"
    STAFF_ADDED = "hospital:staff:added"
    STAFF_CHANGED = "hospital:staff:changed"
    STAFF_PASSWORD_SET = "hospital:staff:password_set"  # noqa: S105 - the name of an event
    STORE_CREATED = "store:store:created"
    STORE_RECOVERED = "store:store:recovered"
    STORE_UPGRADED = "store:store:upgraded"
    STORE_VERIFIED = "store:store:verified"
    TIMELINE_READ = "child:timeline:read"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """What is written down of one act: ids, counts and short coded words, never clinical text.

    Attributes:
        at: UTC.
        event: What happened.
        staff_id: Who; `None` where no person did it (a feed, this program).
        staff: Who, as printed; `This program` where no person did it.
        initials: Beside a mark.
        role: Their role then.
        workstation: Where.
        visit: The sign-in it belongs to.
        person: Whose record.
        subject: What it was done to: attendance, photograph, referral.
        detail: Counts and coded words.
    """

    at: datetime
    event: AuditEvent
    staff_id: UUID | None = None
    staff: str = "This program"
    initials: str = ""
    role: str = ""
    workstation: str = ""
    visit: UUID | None = None
    person: UUID | None = None
    subject: UUID | None = None
    detail: Mapping[str, str | int] = field(default_factory=dict)

    def canonical(self) -> bytes:
        """Return the one form that is chained and kept: JSON, keys sorted, no blanks, empty ones left out."""
        told: dict[str, Any] = {
            "at": moment_words(self.at),
            "event": self.event.value,
            "staff_id": _id_words(self.staff_id),
            "staff": self.staff,
            "initials": self.initials,
            "role": self.role,
            "workstation": self.workstation,
            "visit": _id_words(self.visit),
            "person": _id_words(self.person),
            "subject": _id_words(self.subject),
            "detail": dict(self.detail),
        }
        kept = {key: value for key, value in told.items() if value}
        return json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, body: bytes) -> AuditRecord:
        """Return the record a line holds.

        Raises:
            ValueError: The bytes are not a record.
        """
        try:
            told = json.loads(body)
            return cls(
                at=datetime.fromisoformat(told["at"]),
                event=AuditEvent(told["event"]),
                staff_id=_id_of(told.get("staff_id")),
                staff=told.get("staff", ""),
                initials=told.get("initials", ""),
                role=told.get("role", ""),
                workstation=told.get("workstation", ""),
                visit=_id_of(told.get("visit")),
                person=_id_of(told.get("person")),
                subject=_id_of(told.get("subject")),
                detail=told.get("detail", {}),
            )
        except (KeyError, TypeError, AttributeError) as trouble:
            message = "not a line of the audit trail"
            raise ValueError(message) from trouble


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the number of its last line and that line's digest."""

    sequence: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line as kept: its number, its bytes and its digest."""

    sequence: int
    body: bytes
    digest: bytes


class Flaw(StrEnum):
    """What is wrong with a chain, as far as it can be told."""

    ALTERED = "altered"
    MISSING = "missing"
    OUT_OF_PLACE = "out_of_place"
    CUT_SHORT = "cut_short"
    REWRITTEN = "rewritten"

    @property
    def words(self) -> str:
        """Return what happened to the line."""
        return {
            "altered": "was altered, or put in or moved by hand",
            "missing": "is missing",
            "out_of_place": "stands out of place or twice",
            "cut_short": "is missing from the end, or an old copy was put back",
            "rewritten": "is not what it was when a checkpoint of it was kept",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What looking at a whole chain found.

    Attributes:
        head: Where the good part ends.
        lines: How many lines were looked at.
        first_bad: Number of the first bad line; `None` for none.
        flaw: What is wrong with it.
    """

    head: Head
    lines: int
    first_bad: int | None = None
    flaw: Flaw | None = None

    @property
    def holds(self) -> bool:
        """Say whether every line is as it was written."""
        return self.flaw is None

    @property
    def words(self) -> str:
        """Return one sentence for a person."""
        if self.flaw is None:
            return f"{self.lines} lines, each as it was written."
        return f"Line {self.first_bad} {self.flaw.words}."


def start(key: bytes, store: UUID) -> Head:
    """Return the end of an empty chain, which is another for each store."""
    return Head(0, hmac.digest(key, b"aande_alert audit chain 1" + store.bytes, "sha256"))


def chained(key: bytes, head: Head, bodies: Iterable[bytes]) -> Iterator[ChainLine]:
    """Give each of some bodies its number and digest, after the head."""
    sequence, digest = head.sequence, head.digest
    for body in bodies:
        sequence += 1
        digest = link(key, digest, sequence, body)
        yield ChainLine(sequence, body, digest)


def link(key: bytes, before: bytes, sequence: int, body: bytes) -> bytes:
    """Return one line's digest."""
    return hmac.digest(key, before + sequence.to_bytes(8, "big") + body, "sha256")


def whole_until(key: bytes, after: Head, lines: Iterable[tuple[int, bytes, bytes]]) -> Head | None:
    """Return the end of a run of lines, each as it was written; `None` where `verify_chain` finds a flaw.

    It looks at the same things in the same order, and costs a third of it: a trail is millions of lines.

    Args:
        key: The audit key.
        after: Where the chain stood before the first.
        lines: Number, bytes and digest, in order.
    """
    keyed = hmac.new(key, digestmod="sha256").copy
    sequence, before = after.sequence, after.digest
    for number, body, digest in lines:
        sequence += 1
        linked = keyed()
        linked.update(before + sequence.to_bytes(8, "big") + body)
        before = linked.digest()
        if number != sequence or before != digest:
            return None
    return Head(sequence, before)


def verify_chain(
    key: bytes,
    after: Head,
    lines: Iterable[ChainLine],
    *,
    until: Head | None = None,
    anchors: Iterable[Head] = (),
) -> ChainReport:
    """Look at every line, in order, and name the first bad one.

    Args:
        key: The audit key.
        after: Where the chain stood before the first of the lines; `start` for the whole.
        lines: In order of their numbers.
        until: The end the store itself remembers.
        anchors: Ends that were kept elsewhere: printed on referrals, exported, in backups.
    """
    known = {anchor.sequence: anchor.digest for anchor in anchors}
    head, count = after, 0
    for line in lines:
        count += 1
        flaw, first_bad = _flaw_of(key, head, line, known)
        if flaw is not None:
            return ChainReport(head, count, first_bad, flaw)
        head = Head(line.sequence, line.digest)
    expected = max((*known, until.sequence if until else 0), default=0)
    if expected > head.sequence:
        return ChainReport(head, count, head.sequence + 1, Flaw.CUT_SHORT)
    if until is not None and until.sequence < head.sequence:
        return ChainReport(head, count, until.sequence + 1, Flaw.OUT_OF_PLACE)
    if until is not None and until.digest != head.digest:
        return ChainReport(head, count, head.sequence, Flaw.REWRITTEN)
    return ChainReport(head, count)


def _flaw_of(key: bytes, head: Head, line: ChainLine, known: Mapping[int, bytes]) -> tuple[Flaw | None, int]:
    expected = head.sequence + 1
    if line.sequence > expected:
        return Flaw.MISSING, expected
    if line.sequence < expected:
        return Flaw.OUT_OF_PLACE, line.sequence
    if not hmac.compare_digest(link(key, head.digest, expected, line.body), line.digest):
        return Flaw.ALTERED, expected
    anchored = known.get(expected)
    if anchored is not None and not hmac.compare_digest(anchored, line.digest):
        return Flaw.REWRITTEN, expected
    return None, expected


def moment_words(moment: datetime) -> str:
    """Return a moment in UTC to the microsecond, `2026-11-22T14:05:00.000000Z`.

    Raises:
        ValueError: It has no zone.
    """
    if moment.tzinfo is None:
        message = "a moment without a zone"
        raise ValueError(message)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fingerprint(body: bytes) -> str:
    """Return SHA-256 of some bytes, lower-case hex."""
    return hashlib.sha256(body).hexdigest()


def _id_words(value: UUID | None) -> str:
    return "" if value is None else value.hex


def _id_of(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
