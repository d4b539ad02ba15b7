"""Attendances and what belongs to each: checks, read alerts, reviews, other contacts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer

from aande_alert.domain.attendance import AttendanceState, ContactKind, Disposition, SafeguardingStep
from aande_alert.domain.plans import MatchDecision
from aande_alert.domain.review import Review
from aande_alert.persistence.tables.columns import Flag, Id, Instant, Prose, only_grows, table, words

attendance = table(
    "attendance",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose visit, as booked"),
    Column("arrived_at", Instant, nullable=False, comment="when they came"),
    Column("complaint", Prose, nullable=False, comment="as booked"),
    Column("location", Prose, nullable=False, comment="where in the department"),
    Column("site", Prose, nullable=False, comment="hospital and department"),
    Column("feed", Prose, nullable=False, comment="which feed brought it"),
    Column("visit_number", Prose, nullable=False, comment="the feed's own number"),
    Column("booked_as", Prose, nullable=False, comment="the name at the desk where it differs"),
    Column("came_with", Prose, nullable=False, comment="who brought the child, as told"),
    Column("arrival_mode", Prose, nullable=False, comment="how they came"),
    *words("state", AttendanceState, comment="where it stands"),
    *words("disposition", Disposition, comment="how it ended"),
    Column("departed_at", Instant, comment="when they left"),
    *words("step", SafeguardingStep, comment="how far the safeguarding work has come"),
    Column("seen_by", Prose, nullable=False, comment="clinician, as printed"),
    Column("version", Integer, nullable=False, comment="grows with each change"),
    Column("changed_at", Instant, nullable=False, comment="when last changed"),
    Column("changed_by", Prose, nullable=False, comment="who changed it, as printed"),
    Column("child", Flag, nullable=False, comment="under 18 on arrival, or age not known"),
    Column("age", Integer, comment="completed years on arrival; empty where not known"),
    Column("alerts", Integer, nullable=False, comment="what the newest check found, a bit each"),
    Column("check_id", Integer, comment="the newest check"),
    *words("review", Review, comment="where the review stands"),
    Column("search", Prose, nullable=False, comment="names and complaint, folded, for the log's text"),
    Index(
        "ix_attendance_log",
        *("child", "arrived_at", "id", "age", "alerts", "disposition", "review"),
    ),
    Index("ix_attendance_person_id", "person_id", "arrived_at", "id", "state"),
    Index("ix_attendance_state", "state", "arrived_at"),
    Index("ix_attendance_visit_number", "visit_number", "feed"),
    comment="one visit to A&E",
)

attendance_history = table(
    "attendance_history",
    Column("attendance_id", Id, ForeignKey("attendance.id"), primary_key=True, comment="whose"),
    Column("version", Integer, primary_key=True, comment="which version this was"),
    Column("replaced_at", Instant, nullable=False, comment="until when it stood"),
    Column("replaced_by", Prose, nullable=False, comment="who changed it, as printed"),
    Column("body", Prose, nullable=False, comment="the attendance as it stood then"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    comment="every earlier version of an attendance; only grows",
)
only_grows(attendance_history)

contact = table(
    "contact",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose"),
    *words("kind", ContactKind, comment="what sort"),
    Column("at", Instant, nullable=False, comment="when"),
    Column("until", Instant, comment="end, for an admission"),
    Column("words", Prose, nullable=False, comment="as shown"),
    Column("provenance", Prose, nullable=False, comment="who said so, as JSON"),
    Column("site", Prose, nullable=False, comment="where"),
    Column("detail", Prose, nullable=False, comment="anything else"),
    Column("recorded_at", Instant, nullable=False, comment="when it was written down"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_contact_person_id", "person_id", "at"),
    comment="contacts with other services; only grows",
)
only_grows(contact)

protection_check = table(
    "protection_check",
    Column("id", Integer, primary_key=True, comment="order"),
    Column("attendance_id", Id, ForeignKey("attendance.id"), nullable=False, comment="whose visit"),
    Column("at", Instant, nullable=False, comment="when the lists were looked at"),
    Column("alerts", Integer, nullable=False, comment="what was found, a bit each"),
    Column("body", Prose, nullable=False, comment="the check"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_protection_check_attendance_id", "attendance_id", "id"),
    comment="every look at the councils' lists; only grows",
)
only_grows(protection_check)

match_decision = table(
    "match_decision",
    Column("id", Integer, primary_key=True, comment="order"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose record"),
    Column("attendance_id", Id, ForeignKey("attendance.id"), comment="in which visit"),
    Column("entry_id", Id, ForeignKey("register_entry.id"), nullable=False, comment="which listed child"),
    *words("decision", MatchDecision, comment="same, not the same, not sure"),
    Column("reason", Prose, nullable=False, comment="in their words"),
    Column("by", Prose, nullable=False, comment="who, as printed"),
    Column("at", Instant, nullable=False, comment="when"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_match_decision_person_id", "person_id", "id"),
    comment="what people said of possible matches; only grows",
)
only_grows(match_decision)

acknowledgement = table(
    "acknowledgement",
    Column("id", Integer, primary_key=True, comment="order"),
    Column("write_id", Id, nullable=False, unique=True, comment="made by the client"),
    Column("attendance_id", Id, ForeignKey("attendance.id"), nullable=False, comment="whose visit"),
    Column("entry_id", Id, comment="the listed child it is about"),
    Column("digest", Prose, nullable=False, comment="of the alert they read"),
    Column("staff_id", Id, nullable=False, comment="who"),
    Column("body", Prose, nullable=False, comment="what they read and wrote"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_acknowledgement_attendance_id", "attendance_id", "id"),
    comment="who read and understood which alert; only grows",
)
only_grows(acknowledgement)

review = table(
    "review",
    Column("id", Integer, primary_key=True, comment="order"),
    Column("write_id", Id, nullable=False, unique=True, comment="made by the client"),
    Column("attendance_id", Id, ForeignKey("attendance.id"), nullable=False, comment="whose visit"),
    *words("review", Review, comment="what was decided"),
    Column("note", Prose, nullable=False, comment="in their words"),
    Column("by", Prose, nullable=False, comment="who, as printed"),
    Column("by_initials", Prose, nullable=False, comment="beside it"),
    Column("at", Instant, nullable=False, comment="when"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_review_attendance_id", "attendance_id", "id"),
    comment="every review of an attendance; only grows",
)
only_grows(review)
