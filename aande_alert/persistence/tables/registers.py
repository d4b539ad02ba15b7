"""What councils have told the hospital: the lists, each row as it stands and as it stood."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer

from aande_alert.domain.identity import BirthQuality, Sex
from aande_alert.domain.plans import PlanKind
from aande_alert.persistence.tables.columns import (
    Day,
    Flag,
    Id,
    Instant,
    Key,
    Prose,
    only_grows,
    table,
    words,
)

council = table(
    "council",
    Column("code", Prose, primary_key=True, comment="short code"),
    Column("name", Prose, nullable=False, comment="as printed"),
    Column("day_phone", Prose, nullable=False, comment="weekday number"),
    Column("night_phone", Prose, nullable=False, comment="emergency duty team"),
    Column("day_hours", Prose, nullable=False, comment="when the weekday number answers"),
    Column("list_limit", Integer, nullable=False, comment="how old a list may be, seconds"),
    Column("duty_team", Prose, nullable=False, comment="out-of-hours team"),
    Column("front_door", Prose, nullable=False, comment="weekday team"),
    Column("profile", Prose, comment="how it lays its list out, as JSON"),
    comment="a council and whom to ring",
)

register_entry = table(
    "register_entry",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("council", Prose, ForeignKey("council.code"), nullable=False, comment="whose list"),
    Column("row_key", Prose, nullable=False, comment="the council's own id for the row"),
    *words("kind", PlanKind, comment="plan, looked after, unborn"),
    Column("name", Prose, nullable=False, comment="child's or mother's name, as JSON"),
    Column("aliases", Prose, nullable=False, comment="other names, as JSON"),
    Column("birth_on", Day, comment="date of birth"),
    *words("birth_quality", BirthQuality, comment="how far the date can be trusted"),
    Column("birth_raw", Prose, nullable=False, comment="what could not be read"),
    Column("expected_on", Day, comment="expected date of delivery"),
    *words("sex", Sex, comment="as listed"),
    Column("nhs_number", Prose, comment="ten digits"),
    Column("address", Prose, comment="as JSON"),
    Column("phone", Prose, nullable=False, comment="as listed"),
    Column("mother_name", Prose, nullable=False, comment="as listed"),
    Column("starts", Day, comment="first day"),
    Column("ends", Day, comment="last day; empty while it runs"),
    Column("category", Prose, nullable=False, comment="as listed"),
    Column("legal_status", Prose, nullable=False, comment="as listed"),
    Column("social_worker", Prose, nullable=False, comment="as listed"),
    Column("team", Prose, nullable=False, comment="as listed"),
    Column("worker_phone", Prose, nullable=False, comment="as listed"),
    Column("list_date", Day, nullable=False, comment="the list it was last seen on"),
    Column("person_id", Id, ForeignKey("person.id"), comment="the record it is matched to"),
    Column("voided", Flag, nullable=False, comment="listed by mistake, says the council"),
    Index("ix_register_entry_council", "council", "kind", "ends"),
    Index("ix_register_entry_nhs_number", "nhs_number"),
    Index("ix_register_entry_person_id", "person_id"),
    comment="one row of a council's list, as last received",
)

register_history = table(
    "register_history",
    Column("id", Integer, primary_key=True, comment="order"),
    Column("entry_id", Id, ForeignKey("register_entry.id"), nullable=False, comment="which row"),
    Column("replaced_at", Instant, nullable=False, comment="until when it stood"),
    Column("replaced_by", Prose, nullable=False, comment="who changed it, as printed"),
    Column("body", Prose, nullable=False, comment="the row as it stood"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_register_history_entry_id", "entry_id", "id"),
    comment="every earlier state of a row; only grows",
)
only_grows(register_history)

register_key = table(
    "register_key",
    Column("key", Key, primary_key=True, autoincrement=False, comment="blocking key"),
    Column("entry_id", Id, ForeignKey("register_entry.id"), primary_key=True, comment="what it finds"),
    Index("ix_register_key_entry_id", "entry_id"),
    comment="what a listed child is found by despite a typing error",
    rowid=False,
)

register_import = table(
    "register_import",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("council", Prose, ForeignKey("council.code"), nullable=False, comment="whose list"),
    Column("kind", Prose, comment="what every row was; empty where a column said it"),
    Column("list_date", Day, nullable=False, comment="the day it was made"),
    Column("as_at", Instant, nullable=False, comment="when it was made"),
    Column("applied_at", Instant, nullable=False, comment="when it was applied"),
    Column("sha256", Prose, nullable=False, comment="of the file"),
    Column("body", Prose, nullable=False, comment="the import with its counts"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    Index("ix_register_import_council", "council", "applied_at"),
    comment="every list that was applied; only grows",
)
only_grows(register_import)
