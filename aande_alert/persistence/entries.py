"""The clinical record: versions are appended, never changed; drafts are kept until they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, delete, func, select

from aande_alert.domain.assessment import Draft
from aande_alert.domain.entries import Entry, Head
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.wording import show_moment
from aande_alert.persistence.bodies import from_text, to_text
from aande_alert.persistence.tables.people import person
from aande_alert.persistence.tables.record import draft, entry
from aande_alert.persistence.tables.visits import attendance
from aande_alert.persistence.work import Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import Row

_HEAD = (
    "id", "write_id", "version", "attendance_id", "happened_at", "written_at", "by", "by_initials", "by_id",
    "reason", "in_error",
)  # fmt: skip
# Whose an entry is follows its attendance: so a merge, or a visit under the wrong child, can be put right.
_WITH_ROOT = (
    select(entry, person.c.root_id)
    .join(attendance, attendance.c.id == entry.c.attendance_id)
    .join(person, person.c.id == attendance.c.person_id)
)


def _newest(*where: Any) -> Select[Any]:  # noqa: ANN401 - SQLAlchemy's conditions
    last = (
        select(entry.c.id, func.max(entry.c.version).label("version"))
        .where(*where)
        .group_by(entry.c.id)
        .subquery()
    )
    return _WITH_ROOT.join(last, and_(last.c.id == entry.c.id, last.c.version == entry.c.version))


_IN_VISIT = _newest(
    entry.c.attendance_id == bindparam("attendance"), entry.c.kind == bindparam("kind")
).order_by(entry.c.happened_at, entry.c.number, entry.c.id)
_VERSIONS = _WITH_ROOT.where(entry.c.id == bindparam("id")).order_by(entry.c.version)
_OF_PEOPLE = _newest(
    entry.c.attendance_id.in_(
        select(attendance.c.id).where(attendance.c.person_id.in_(bindparam("ids", expanding=True)))
    ),
    entry.c.kind == bindparam("kind"),
).order_by(entry.c.happened_at, entry.c.number, entry.c.id)
_SENT = select(entry.c.id, entry.c.version, entry.c.body).where(entry.c.write_id == bindparam("write"))
_LAST = (
    select(entry.c.version, entry.c.by, entry.c.written_at)
    .where(entry.c.id == bindparam("id"))
    .order_by(entry.c.version.desc())
    .limit(1)
)
_HIGHEST = select(func.max(entry.c.number)).where(
    entry.c.attendance_id == bindparam("attendance"), entry.c.kind == bindparam("kind")
)


class Entries:
    """Everything written down about a child, in every version."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def append(self, kind: str, new: Entry[Any]) -> None:
        """Write down a first or a further version; the same write sent twice is one.

        Args:
            kind: `answer`, `account`, `difference`, `injury`, `look`, `consent`, `photograph`, ...
            new: A body of the domain under its head.

        Raises:
            ChangedMeanwhile: Another version was written first.
            Refused: The same write was sent before with other words.
        """
        head, body = new.head, to_text(new.body)
        if self._already_sent(head, body):
            return
        last = self._work.row(_LAST, {"id": head.id})
        if head.version != (1 if last is None else last.version + 1):
            raise self._not_next(head, last)
        row = {
            **{name: getattr(head, name) for name in _HEAD},
            "kind": kind,
            "person_id": head.person_id,
            "number": getattr(new.body, "number", None),
            "body": body,
        }
        self._work.grow(entry, row)

    def newest(self, attendance_id: UUID, kind: str, *, in_error: bool = False) -> tuple[Entry[Any], ...]:
        """Return the newest version of each, in the order in which they happened.

        Args:
            attendance_id: The visit.
            kind: What sort.
            in_error: Whether those entered in error come too.
        """
        rows = self._work.rows(_IN_VISIT, {"attendance": attendance_id, "kind": kind})
        return tuple(_entry(row) for row in rows if in_error or not row.in_error)

    def get(self, entry_id: UUID) -> tuple[Entry[Any], ...]:
        """Return every version of one thing, first to last; empty where there is none."""
        return tuple(_entry(row) for row in self._work.rows(_VERSIONS, {"id": entry_id}))

    def of_people(self, ids: Iterable[UUID], kind: str) -> tuple[Entry[Any], ...]:
        """Return the newest version of each in every visit of these people, in the order they happened."""
        rows = (
            row
            for some in batches(self._work.family_of(ids))
            for row in self._work.rows(_OF_PEOPLE, {"ids": some, "kind": kind})
        )
        found = [_entry(row) for row in rows if not row.in_error]
        return tuple(sorted(found, key=lambda one: (one.head.happened_at, one.head.id)))

    def next_number(self, attendance_id: UUID, kind: str) -> int:
        """Return the next number in a visit; a number once given is never given again."""
        highest = self._work.value(_HIGHEST, {"attendance": attendance_id, "kind": kind})
        return 1 if highest is None else int(highest) + 1

    def put_draft(self, typed: Draft) -> None:
        """Keep words that are not saved yet, in place of what was kept for the field before."""
        self.drop_draft(typed.attendance_id, typed.by_id, typed.place)
        row = {"attendance_id": typed.attendance_id, "place": typed.place, "by_id": typed.by_id}
        self._work.put(draft, {**row, "text": typed.text, "kept_at": self._work.now})

    def drafts(self, attendance_id: UUID, by_id: UUID) -> tuple[Draft, ...]:
        """Return somebody's own words that were never saved."""
        statement = select(draft).where(draft.c.attendance_id == attendance_id, draft.c.by_id == by_id)
        rows = self._work.rows(statement.order_by(draft.c.place))
        return tuple(Draft(row.attendance_id, row.place, row.text, row.by_id, row.kept_at) for row in rows)

    def drop_draft(self, attendance_id: UUID, by_id: UUID, place: str) -> None:
        """Forget a draft that was saved or given up."""
        statement = delete(draft).where(
            draft.c.attendance_id == bindparam("_attendance"),
            draft.c.by_id == bindparam("_by"),
            draft.c.place == bindparam("_place"),
        )
        self._work.run(statement, {"_attendance": attendance_id, "_by": by_id, "_place": place})

    def _already_sent(self, head: Head, body: str) -> bool:
        sent = self._work.row(_SENT, {"write": head.write_id})
        if sent is None:
            return False
        if (sent.id, sent.version, sent.body) != (head.id, head.version, body):
            what = "This was saved a moment ago with other words."
            raise Refused(
                what, "Open it again, and amend it with a reason.", kept="What was saved first is kept."
            )
        return True

    def _not_next(self, head: Head, last: Row[Any] | None) -> ChangedMeanwhile:
        if last is None:
            return ChangedMeanwhile("What is amended here was never written down.", "Open the record again.")
        what = f"{last.by} wrote another version at {show_moment(last.written_at)}, after you opened it."
        return ChangedMeanwhile(what, "Look at both, then save again.", theirs=self.get(head.id)[-1])


def _entry(row: Row[Any]) -> Entry[Any]:
    head = Head(person_id=row.root_id, **{name: getattr(row, name) for name in _HEAD})
    return Entry(head, from_text(row.body, object))
