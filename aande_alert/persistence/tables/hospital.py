"""The hospital itself: the store's mark, staff, settings, feeds and their messages, the audit trail."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary

from aande_alert.domain.staff import Role
from aande_alert.persistence.tables.columns import Flag, Id, Instant, Prose, only_grows, table, words

_STATES = ("pending", "applied", "duplicate", "quarantined", "stored")

store_mark = table(
    "store_mark",
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("store", Id, nullable=False, comment="the store's id"),
    Column("created_at", Instant, nullable=False, comment="when it was made"),
    Column("demo", Flag, nullable=False, comment="a demonstration: no real children"),
    CheckConstraint("id = 1", name="one"),
    comment="what this store is",
)

staff = table(
    "staff",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("login", Prose, nullable=False, unique=True, comment="what they type, lower case"),
    Column("name", Prose, nullable=False, comment="as printed"),
    Column("initials", Prose, nullable=False, comment="beside a read mark"),
    *words("role", Role, comment="what they may do"),
    Column("post", Prose, nullable=False, comment="job title"),
    Column("bleep", Prose, nullable=False, comment="bleep or extension"),
    Column("active", Flag, nullable=False, comment="whether they may sign in"),
    comment="the people who work here",
)

staff_secret = table(
    "staff_secret",
    Column("staff_id", Id, ForeignKey("staff.id"), primary_key=True, comment="whose"),
    Column("hash", Prose, nullable=False, comment="argon2id"),
    Column("set_at", Instant, nullable=False, comment="when"),
    comment="what is kept of passwords",
)

sign_in_attempt = table(
    "sign_in_attempt",
    Column("login", Prose, primary_key=True, comment="as typed, lower case"),
    Column("failed", Integer, nullable=False, comment="wrong passwords in a row"),
    Column("last_at", Instant, comment="the last of them"),
    comment="wrong passwords, so that the growing delay outlives a restart",
)

setting = table(
    "setting",
    Column("key", Prose, primary_key=True, comment="which"),
    Column("body", Prose, nullable=False, comment="its value, as JSON"),
    Column("changed_at", Instant, nullable=False, comment="when last changed"),
    Column("changed_by", Prose, nullable=False, comment="who changed it, as printed"),
    comment="what the hospital has chosen",
)

feed = table(
    "feed",
    Column("feed", Prose, primary_key=True, comment="short name"),
    Column("name", Prose, nullable=False, comment="as shown"),
    Column("expected_every", Integer, nullable=False, comment="how long silence is normal, seconds"),
    Column("last_at", Instant, comment="when it last spoke"),
    Column("received", Integer, nullable=False, comment="messages received"),
    *(
        Column(state, Integer, nullable=False, comment=f"messages {state}")
        for state in ("applied", "duplicate", "quarantined", "stored")
    ),
    comment="each feed and how many messages it has sent",
)

message = table(
    "message",
    Column("sequence", Integer, primary_key=True, comment="order of receipt"),
    Column("id", Id, nullable=False, unique=True, comment="our own id"),
    Column("feed", Prose, ForeignKey("feed.feed"), nullable=False, comment="which feed"),
    Column("peer", Prose, nullable=False, comment="where it came from"),
    Column("received_at", Instant, nullable=False, comment="when"),
    Column("sha256", Prose, nullable=False, comment="of the bytes"),
    Column("body", LargeBinary, nullable=False, comment="the bytes; empty for a duplicate"),
    Column("duplicate_of", Id, comment="the message that came first"),
    Column("state", Prose, nullable=False, comment="what became of it"),
    Column("reason", Prose, nullable=False, comment="why it could not be applied"),
    Column("todo", Prose, nullable=False, comment="what to do about it"),
    Column("settled_at", Instant, comment="when its state was last set"),
    CheckConstraint(f"state IN ({', '.join(repr(state) for state in _STATES)})", name="state"),
    Index("ix_message_sha256", "sha256", "feed"),
    Index("ix_message_state", "state", "sequence"),
    comment="every message, as it came off the wire",
)
only_grows(
    message, columns=("sequence", "id", "feed", "peer", "received_at", "sha256", "body", "duplicate_of")
)

feed_fact = table(
    "feed_fact",
    Column("subject", Prose, primary_key=True, comment="person:ID, visit:FEED|NUMBER"),
    Column("body", Prose, nullable=False, comment="each field with the moment it was true, as JSON"),
    comment="what feeds have said of a person or a visit, so that the order of messages does not matter",
)

audit = table(
    "audit",
    Column(
        "sequence", Integer, primary_key=True, autoincrement=False, comment="number of the line, without gaps"
    ),
    Column("body", LargeBinary, nullable=False, comment="the line in its canonical form"),
    Column("digest", LargeBinary, nullable=False, comment="keyed digest over the line and the one before"),
    Column("person_id", Id, comment="whose record; the line says it too"),
    Column("subject_id", Id, comment="what it was done to; the line says it too"),
    Index("ix_audit_person_id", "person_id", "sequence"),
    Index("ix_audit_subject_id", "subject_id", "sequence"),
    comment="who did what, when; only grows",
)
only_grows(audit)

audit_head = table(
    "audit_head",
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("sequence", Integer, nullable=False, comment="number of the last line"),
    Column("digest", LargeBinary, nullable=False, comment="digest of the last line"),
    Column("at", Instant, nullable=False, comment="moment of the last line"),
    CheckConstraint("id = 1", name="one"),
    comment="where the audit trail ends",
)
