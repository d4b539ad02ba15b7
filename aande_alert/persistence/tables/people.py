"""People: who they are, what they are found by, how they are linked, and records found to be one."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer

from aande_alert.domain.identity import BirthQuality, NameUse, NhsNumberStatus, Sex
from aande_alert.domain.people import LinkKind
from aande_alert.persistence.tables.columns import (
    Day,
    Flag,
    FoldedText,
    Id,
    Instant,
    Key,
    Prose,
    only_grows,
    table,
    words,
)

person = table(
    "person",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("root_id", Id, nullable=False, comment="the surviving record; its own id while not merged"),
    Column("merged_into", Id, comment="the record this was merged into"),
    Column("birth_on", Day, comment="date of birth"),
    *words("birth_quality", BirthQuality, comment="how far the date can be trusted"),
    Column("birth_raw", Prose, nullable=False, comment="what was received when it could not be read"),
    *words("sex", Sex, comment="administrative gender"),
    Column("nhs_number", Prose, comment="ten digits"),
    *words("nhs_status", NhsNumberStatus, comment="how far the number is verified"),
    Column("gp_practice", Prose, nullable=False, comment="name of the practice"),
    Column("school", Prose, nullable=False, comment="school or nursery"),
    Column("mother_name", Prose, nullable=False, comment="mother's name as last received"),
    Column("mother_id", Id, comment="the mother's record"),
    Column("allergies", Prose, nullable=False, comment="as received; empty means not recorded"),
    Column("language", Prose, nullable=False, comment="first language"),
    Column("ethnicity", Prose, nullable=False, comment="as received"),
    Column("identity_unknown", Flag, nullable=False, comment="nobody knows yet who this is"),
    Column("shield_location", Flag, nullable=False, comment="whereabouts are hidden"),
    Column("multiple_birth", Flag, comment="twin or more; empty where not known"),
    Column("died_on", Day, comment="date of death"),
    Column("family_key", FoldedText, nullable=False, comment="shown family name, folded, for order"),
    Column("given_key", FoldedText, nullable=False, comment="shown given name, folded, for order"),
    Column("version", Integer, nullable=False, comment="grows with each change"),
    Column("changed_at", Instant, nullable=False, comment="when last changed"),
    Column("changed_by", Prose, nullable=False, comment="who changed it, as printed"),
    CheckConstraint("(birth_on IS NULL) = (birth_quality IN ('impossible', 'not_given'))", name="birth"),
    Index("ix_person_nhs_number", "nhs_number", "root_id"),
    Index("ix_person_root_id", "root_id", "id"),
    Index("ix_person_birth_on", "birth_on"),
    Index("ix_person_merged_into", "merged_into"),
    Index("ix_person_mother_id", "mother_id"),
    comment="a child or an adult this hospital has a record of",
)

person_history = table(
    "person_history",
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, comment="whose"),
    Column("version", Integer, primary_key=True, comment="which version this was"),
    Column("replaced_at", Instant, nullable=False, comment="until when it stood"),
    Column("replaced_by", Prose, nullable=False, comment="who changed it, as printed"),
    Column("body", Prose, nullable=False, comment="the person as they stood then"),
    Column("seal", Prose, nullable=False, comment="keyed digest of the row"),
    comment="every earlier version of a person; only grows",
)
only_grows(person_history)

person_name = table(
    "person_name",
    Column("id", Integer, primary_key=True, comment="row"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose"),
    Column("place", Integer, nullable=False, comment="order among the names now held"),
    Column("family", Prose, nullable=False, comment="family name as given"),
    Column("given", Prose, nullable=False, comment="given names as given"),
    Column("title", Prose, nullable=False, comment="title"),
    *words("use", NameUse, comment="what it is used for"),
    Column("since", Instant, nullable=False, comment="when we first held it"),
    Column("until", Instant, comment="when it was replaced; empty while held"),
    Index("ix_person_name_person_id", "person_id", "until", "place"),
    comment="every name ever given for a person",
)

person_address = table(
    "person_address",
    Column("id", Integer, primary_key=True, comment="row"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose"),
    Column("place", Integer, nullable=False, comment="order among the addresses now held"),
    Column("lines", Prose, nullable=False, comment="lines, as JSON"),
    Column("postcode", Prose, nullable=False, comment="as given"),
    Column("postcode_key", FoldedText, nullable=False, comment="without blanks, upper case"),
    Column("since", Instant, nullable=False, comment="when we first held it"),
    Column("until", Instant, comment="when it was replaced; empty while held"),
    Index("ix_person_address_person_id", "person_id", "until", "place"),
    Index("ix_person_address_postcode_key", "postcode_key", "person_id"),
    comment="every address ever given for a person",
)

person_phone = table(
    "person_phone",
    Column("id", Integer, primary_key=True, comment="row"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose"),
    Column("place", Integer, nullable=False, comment="order among the numbers now held"),
    Column("number", Prose, nullable=False, comment="as given"),
    Column("digits", FoldedText, nullable=False, comment="national digits"),
    Column("since", Instant, nullable=False, comment="when we first held it"),
    Column("until", Instant, comment="when it was replaced; empty while held"),
    Index("ix_person_phone_person_id", "person_id", "until", "place"),
    Index("ix_person_phone_digits", "digits", "person_id"),
    comment="every telephone number ever given for a person",
)

person_number = table(
    "person_number",
    Column("id", Integer, primary_key=True, comment="row"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="whose"),
    Column("place", Integer, nullable=False, comment="order among the numbers now held"),
    Column("authority", Prose, nullable=False, comment="who gave it"),
    Column("value", FoldedText, nullable=False, comment="the number"),
    Column("since", Instant, nullable=False, comment="when we first held it"),
    Column("until", Instant, comment="when it was replaced; empty while held"),
    Index("ix_person_number_person_id", "person_id", "until", "place"),
    Index("ix_person_number_value", "value", "authority", "until", "person_id"),
    comment="every hospital number ever given for a person",
)

person_key = table(
    "person_key",
    Column("key", Key, primary_key=True, autoincrement=False, comment="blocking key"),
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, comment="whom it finds"),
    Index("ix_person_key_person_id", "person_id"),
    comment="what a person is found by despite a typing error",
    rowid=False,
)

name_token = table(
    "name_token",
    Column("token", FoldedText, primary_key=True, comment="one word of a name, folded"),
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, comment="whom it finds"),
    Index("ix_name_token_person_id", "person_id"),
    comment="every word of every name, for searching in any order",
    rowid=False,
)

occurrence = table(
    "occurrence",
    Column("kind", Prose, primary_key=True, comment="family, given, phone, home, ..."),
    Column("value", FoldedText, primary_key=True, comment="made comparable"),
    Column("people", Integer, nullable=False, comment="how many people have it"),
    comment="how common names, homes and telephones are, for weighing a likeness",
    rowid=False,
)

person_link = table(
    "person_link",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("person_id", Id, ForeignKey("person.id"), nullable=False, comment="who"),
    *words("kind", LinkKind, comment="is what"),
    Column("other_id", Id, ForeignKey("person.id"), nullable=False, comment="of whom"),
    Column("provenance", Prose, nullable=False, comment="who said so, as JSON"),
    Column("since", Day, comment="first day"),
    Column("until", Day, comment="last day"),
    Column("note", Prose, nullable=False, comment="anything else"),
    Column("recorded_at", Instant, nullable=False, comment="when it was written down"),
    Index("ix_person_link_person_id", "person_id"),
    Index("ix_person_link_other_id", "other_id"),
    comment="how people are linked; the way back is derived",
)

person_merge = table(
    "person_merge",
    Column("id", Id, primary_key=True, comment="our own id"),
    Column("loser_id", Id, ForeignKey("person.id"), nullable=False, comment="the record given up"),
    Column("survivor_id", Id, ForeignKey("person.id"), nullable=False, comment="the record that stands"),
    Column("made_at", Instant, nullable=False, comment="when"),
    Column("made_by", Prose, nullable=False, comment="who, as printed"),
    Column("undone_at", Instant, comment="when it was undone"),
    Column("undone_by", Prose, comment="who undid it, as printed"),
    CheckConstraint("loser_id <> survivor_id", name="two"),
    Index("ix_person_merge_loser_id", "loser_id"),
    comment="records found to be one person; each can be undone",
)
