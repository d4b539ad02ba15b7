"""The clinical record: entries, drafts, photographs, referrals and their documents."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary

from aande_alert.domain.referral import ReferralState
from aande_alert.persistence.tables.columns import Flag, Id, Instant, Prose, only_grows, table, words

entry = table(
    "entry",
    Column("id", Id, primary_key=True, comment="the subject; the same for each version"),
    Column("version", Integer, primary_key=True, autoincrement=False, comment="1, 2, ..."),
    Column("write_id", Id, nullable=False, unique=True, comment="made by the client"),
    Column("kind", Prose, nullable=False, comment="answer, account, injury, ..."),
    Column("attendance_id", Id, ForeignKey("attendance.id"), nullable=False, comment="in which visit"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose record, when written"),
    Column("number", Integer, comment="as printed; never used twice in a visit"),
    Column("happened_at", Instant, nullable=False, comment="when it happened or was said"),
    Column("written_at", Instant, nullable=False, comment="when it was written down"),
    Column("by", Prose, nullable=False, comment="who wrote it, as printed"),
    Column("by_initials", Prose, nullable=False, comment="beside it"),
    Column("by_id", Id, nullable=False, comment="who wrote it"),
    Column("reason", Prose, nullable=False, comment="why it was amended"),
    Column("in_error", Flag, nullable=False, comment="entered in error: hidden and kept"),
    Column("body", Prose, nullable=False, comment="what was written, as JSON"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("version = 1 OR reason <> ''", name="reason"),
    Index("ix_entry_attendance_id", "attendance_id", "kind", "id", "version"),
    Index("ix_entry_person_id", "person_id", "kind"),
    comment="the record: every version of everything written down; only grows",
)
only_grows(entry)

draft = table(
    "draft",
    Column("attendance_id", Id, ForeignKey("attendance.id"), primary_key=True, comment="in which visit"),
    Column("place", Prose, primary_key=True, comment="which field"),
    Column("by_id", Id, primary_key=True, comment="whose"),
    Column("text", Prose, nullable=False, comment="as typed"),
    Column("kept_at", Instant, nullable=False, comment="when"),
    comment="words typed and not yet saved",
)

photograph_file = table(
    "photograph_file",
    Column("photo_id", Id, primary_key=True, comment="which photograph"),
    Column("kind", Prose, primary_key=True, comment="original, preview, thumbnail"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose, when stored"),
    Column("sha256", Prose, nullable=False, comment="of the bytes before sealing"),
    Column("size", Integer, nullable=False, comment="bytes before sealing"),
    Column("stored_at", Instant, nullable=False, comment="when"),
    Column("sealed", LargeBinary, nullable=False, comment="the bytes, encrypted"),
    CheckConstraint("kind IN ('original', 'preview', 'thumbnail')", name="kind"),
    comment="the bytes of photographs; only grows",
)
only_grows(photograph_file)

referral = table(
    "referral",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("reference", Prose, nullable=False, unique=True, comment="as printed"),
    Column("attendance_id", Id, ForeignKey("attendance.id"), nullable=False, comment="from which visit"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="the child, when drafted"),
    Column("council", Prose, nullable=False, comment="whom it goes to"),
    *words("state", ReferralState, comment="how far it has come"),
    Column("due_at", Instant, comment="what is due next"),
    Column("due_words", Prose, nullable=False, comment="the same in words"),
    Column("version", Integer, nullable=False, comment="grows with each change"),
    Column("changed_at", Instant, nullable=False, comment="when last changed"),
    Column("changed_by", Prose, nullable=False, comment="who changed it, as printed"),
    Index("ix_referral_person_id", "person_id"),
    Index("ix_referral_attendance_id", "attendance_id"),
    Index("ix_referral_state", "state", "due_at"),
    comment="a referral and how far it has come",
)

referral_step = table(
    "referral_step",
    Column("referral_id", Id, ForeignKey("referral.id"), primary_key=True, comment="which referral"),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="order"),
    *words("state", ReferralState, comment="the state it reached"),
    Column("at", Instant, nullable=False, comment="when"),
    Column("by", Prose, nullable=False, comment="who recorded it, as printed"),
    Column("words", Prose, nullable=False, comment="how, to whom, what was said"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    comment="every move of a referral; only grows",
)
only_grows(referral_step)

referral_document = table(
    "referral_document",
    Column("referral_id", Id, ForeignKey("referral.id"), primary_key=True, comment="which referral"),
    Column("version", Integer, primary_key=True, autoincrement=False, comment="of the document"),
    Column("kind", Prose, primary_key=True, comment="evidence or mail"),
    Column("sha256", Prose, nullable=False, comment="of the bytes before sealing"),
    Column("size", Integer, nullable=False, comment="bytes before sealing"),
    Column("stored_at", Instant, nullable=False, comment="when"),
    Column("sealed", LargeBinary, nullable=False, comment="the bytes, encrypted"),
    CheckConstraint("kind IN ('evidence', 'mail')", name="kind"),
    comment="every document made of a referral; only grows",
)
only_grows(referral_document)

referral_number = table(
    "referral_number",
    Column("prefix", Prose, primary_key=True, comment="the hospital's letters"),
    Column("year", Integer, primary_key=True, autoincrement=False, comment="the year"),
    Column("last", Integer, nullable=False, comment="the last number given"),
    comment="the last reference given in a year",
)
