"""People: found, added, changed without losing what was, linked, and joined when they are one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import bindparam, or_, select, update

from aande_alert.domain.errors import Refused
from aande_alert.domain.people import Link, LinkKind, Person
from aande_alert.domain.provenance import Provenance
from aande_alert.persistence.blocking import put_keys, sharing
from aande_alert.persistence.bodies import from_text, to_text
from aande_alert.persistence.finding import find_people
from aande_alert.persistence.person_rows import read_people, write_parts, write_row
from aande_alert.persistence.rarity import StoredRarity, name_counts, recount
from aande_alert.persistence.tables.people import (
    person,
    person_history,
    person_key,
    person_link,
    person_merge,
    person_number,
)
from aande_alert.persistence.work import Work, changed_meanwhile, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from aande_alert.domain.identity import HospitalNumber, NhsNumber
    from aande_alert.persistence.records import FindTerms, NameCounts

_ROOT = select(person.c.root_id).where(person.c.id == bindparam("id"))
_RECORDS = select(person.c.id).where(person.c.root_id == bindparam("root")).order_by(person.c.id)
_BY_NHS = select(person.c.root_id).where(person.c.nhs_number == bindparam("digits")).distinct()
_BY_NUMBER = (
    select(person.c.root_id)
    .join(person_number, person_number.c.person_id == person.c.id)
    .where(
        person_number.c.value == bindparam("value"),
        person_number.c.authority == bindparam("authority"),
        person_number.c.until.is_(None),
    )
)
_STANDS = select(person.c.version, person.c.changed_at, person.c.changed_by).where(
    person.c.id == bindparam("id")
)
_LINKS = (
    select(person_link)
    .where(
        or_(
            person_link.c.person_id.in_(bindparam("ids", expanding=True)),
            person_link.c.other_id.in_(bindparam("ids", expanding=True)),
        )
    )
    .order_by(person_link.c.recorded_at, person_link.c.id)
)
_LINK = select(person_link.c.id).where(person_link.c.id == bindparam("id"))


class People:
    """Everybody this hospital has a record of."""

    def __init__(self, work: Work, renamed: Callable[[Person], None]) -> None:
        self._work = work
        self._renamed = renamed
        self._rarity: StoredRarity | None = None
        self._read: dict[UUID, Person] = {}  # in this transaction nobody else writes

    def get(self, person_id: UUID) -> Person:
        """Return one person.

        Raises:
            Unavailable: Nobody has this id.
        """
        found = self.many([person_id])
        if not found:
            raise unknown(thing="person")
        return found[person_id]

    def many(self, ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Return people by id; an unknown id is left out."""
        asked = list(ids)
        self._read |= read_people(self._work, [one for one in asked if one not in self._read])
        return {one: self._read[one] for one in asked if one in self._read}

    def surviving(self, person_id: UUID) -> UUID:
        """Return the record that stands for this one after every merge.

        Raises:
            Unavailable: Nobody has this id.
        """
        root: UUID | None = self._work.value(_ROOT, {"id": person_id})
        if root is None:
            raise unknown(thing="person")
        return root

    def records_of(self, person_id: UUID) -> tuple[UUID, ...]:
        """Return the surviving record's id, then every record merged into it."""
        root = self.surviving(person_id)
        rows = self._work.rows(_RECORDS, {"root": root})
        return (root, *(row.id for row in rows if row.id != root))

    def by_nhs(self, number: NhsNumber) -> tuple[Person, ...]:
        """Return everybody who carries a number; more than one means that a number was used by mistake."""
        roots = [row.root_id for row in self._work.rows(_BY_NHS, {"digits": number.digits})]
        return tuple(self.many(roots).values())

    def by_hospital_number(self, number: HospitalNumber) -> Person | None:
        """Return who carries a hospital's number now."""
        root = self._work.value(_BY_NUMBER, {"value": number.value, "authority": number.authority})
        return None if root is None else self.get(root)

    def add(self, subject: Person, keys: Sequence[int]) -> None:
        """Add a person.

        Args:
            subject: Who; version 1.
            keys: What they are found by, from `rules.matching`.
        """
        row = write_row(subject)
        changed = {"changed_at": self._work.now, "changed_by": self._work.by}
        self._work.put(person, {**row, "root_id": subject.id, **changed})
        write_parts(self._work, subject, is_new=True)
        put_keys(self._work, person_key, subject.id, keys, is_new=True)
        recount(self._work, None, subject)

    def update(self, subject: Person, keys: Sequence[int]) -> Person:
        """Change a person and return them at their next version; how they were is kept.

        Raises:
            ChangedMeanwhile: Somebody else changed them first.
            Unavailable: Nobody has this id.
        """
        before = self.get(subject.id)
        del self._read[subject.id]
        row = write_row(subject)
        del row["id"], row["merged_into"]
        if not self._work.version_moved(person, subject.id, subject.version, row):
            stands = self._work.row(_STANDS, {"id": subject.id})
            raise changed_meanwhile(stands, before, thing="person") if stands else unknown(thing="person")
        kept = {"replaced_at": self._work.now, "replaced_by": self._work.by, "body": to_text(before)}
        self._work.grow(person_history, {"person_id": subject.id, "version": before.version, **kept})
        write_parts(self._work, subject, is_new=False)
        put_keys(self._work, person_key, subject.id, keys)
        recount(self._work, before, subject)
        after = self.get(subject.id)
        self._renamed(after)
        return after

    def history_of(self, person_id: UUID) -> tuple[Person, ...]:
        """Return every earlier version of a person, newest first."""
        statement = select(person_history.c.body).where(person_history.c.person_id == person_id)
        rows = self._work.rows(statement.order_by(person_history.c.version.desc()))
        return tuple(from_text(row.body, Person) for row in rows)

    def candidates(self, keys: Sequence[int], limit: int = 60) -> tuple[UUID, ...]:
        """Return who shares a key, those who share most first; merged records give way to survivors."""
        found = sharing(self._work, person_key, keys, limit=limit)
        roots = self._work.roots_of(found)
        return tuple(dict.fromkeys(roots[one] for one in found))

    def find(self, terms: FindTerms, limit: int = 50) -> tuple[UUID, ...]:
        """Return who agrees with everything somebody is searched by, in order of name."""
        return find_people(self._work, terms, limit)

    def name_counts(self) -> NameCounts:
        """Return how common every name is."""
        return name_counts(self._work)

    def rarity(self) -> StoredRarity:
        """Return how common names and homes are, as matching asks for it."""
        if self._rarity is None:
            self._rarity = StoredRarity(self._work)
        return self._rarity

    def links_of(self, person_id: UUID) -> tuple[Link, ...]:
        """Return every link to or from a person, oldest first, ended ones too; ids are surviving ones."""
        ids = [*self._work.family_of([person_id])]
        rows = self._work.rows(_LINKS, {"ids": ids or [person_id]})
        roots = self._work.family_of([one for row in rows for one in (row.person_id, row.other_id)])
        return tuple(
            Link(
                id=row.id,
                person=roots[row.person_id],
                kind=LinkKind(row.kind),
                other=roots[row.other_id],
                provenance=from_text(row.provenance, Provenance),
                since=row.since,
                until=row.until,
                note=row.note,
            )
            for row in rows
        )

    def add_link(self, link: Link) -> None:
        """Add a link; the same link sent twice is one."""
        if self._work.row(_LINK, {"id": link.id}) is not None:
            return
        row = {
            "id": link.id,
            "person_id": link.person,
            "kind": link.kind.value,
            "other_id": link.other,
            "provenance": to_text(link.provenance),
            "since": link.since,
            "until": link.until,
            "note": link.note,
            "recorded_at": self._work.now,
        }
        self._work.put(person_link, row)

    def end_link(self, link_id: UUID, on: date) -> None:
        """Give a link its last day; the link is kept.

        Raises:
            Unavailable: There is no such link.
        """
        ended = update(person_link).where(person_link.c.id == bindparam("_id")).values(until=bindparam("_on"))
        if self._work.run(ended, {"_id": link_id, "_on": on}) == 0:
            raise unknown(thing="link")

    def merge(self, loser: UUID, survivor: UUID) -> UUID:
        """Let one record stand for another and return the merge's id; nothing is moved, so it can be undone.

        Raises:
            Refused: Both are the same record, or one of them already stands for the other.
        """
        if self.surviving(loser) == self.surviving(survivor):
            what = "These two records are one already."
            raise Refused(what, "Nothing needs to be done.", kept="Nothing was changed.")
        if self.get(loser).merged_into is not None:
            what = "The record to be given up was merged into another before."
            raise Refused(
                what,
                "Undo that merge first, or merge the record that stands now.",
                kept="Nothing was changed.",
            )
        merge_id = uuid4()
        made = {"made_at": self._work.now, "made_by": self._work.by}
        self._work.run(
            person_merge.insert(), {"id": merge_id, "loser_id": loser, "survivor_id": survivor, **made}
        )
        self._point(loser, survivor)
        return merge_id

    def unmerge(self, merge_id: UUID) -> None:
        """Undo a merge: both records stand again, each with what it had.

        Raises:
            Refused: It was undone before.
            Unavailable: There is no such merge.
        """
        row = self._work.row(select(person_merge).where(person_merge.c.id == merge_id))
        if row is None:
            raise unknown(thing="merge")
        if row.undone_at is not None:
            what = f"{row.undone_by} has undone this merge already."
            raise Refused(what, "Nothing needs to be done.", kept="Nothing was changed.")
        undone = update(person_merge).where(person_merge.c.id == bindparam("_id"))
        values = {"_id": merge_id, "undone_at": self._work.now, "undone_by": self._work.by}
        self._work.run(
            undone.values(undone_at=bindparam("undone_at"), undone_by=bindparam("undone_by")), values
        )
        self._point(row.loser_id, None)

    def merge_of(self, loser: UUID) -> UUID | None:
        """Return the id of the merge by which a record was given up; `None` while it stands."""
        statement = select(person_merge.c.id).where(
            person_merge.c.loser_id == loser, person_merge.c.undone_at.is_(None)
        )
        found: UUID | None = self._work.value(statement)
        return found

    def _point(self, loser: UUID, survivor: UUID | None) -> None:
        """Let a record and all that were merged into it stand under another, or under itself again."""
        self._read.clear()
        self._work.families.clear()
        root = loser if survivor is None else self.surviving(survivor)
        under, ring = {loser}, [loser]
        while ring:
            rows = self._work.rows(select(person.c.id).where(person.c.merged_into.in_(ring)))
            ring = [row.id for row in rows if row.id not in under]
            under |= set(ring)
        self._work.run(
            update(person)
            .where(person.c.id == bindparam("_id"))
            .values(
                merged_into=bindparam("_into"),
                version=person.c.version + 1,
                changed_at=bindparam("_at"),
                changed_by=bindparam("_by"),
            ),
            {"_id": loser, "_into": survivor, "_at": self._work.now, "_by": self._work.by},
        )
        moved = update(person).where(person.c.id == bindparam("_id")).values(root_id=bindparam("_root"))
        self._work.run(moved, [{"_id": one, "_root": root} for one in under])
