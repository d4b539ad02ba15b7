"""Attendances: the board, the timeline's visits, contacts elsewhere, and the log behind one index."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select, update

from aande_alert.domain.attendance import (
    Attendance,
    AttendanceState,
    Contact,
    ContactKind,
    Disposition,
    SafeguardingStep,
)
from aande_alert.domain.provenance import Provenance
from aande_alert.domain.review import LogIndex, Review
from aande_alert.domain.wording import local, whole_years
from aande_alert.persistence.blocking import as_id
from aande_alert.persistence.bodies import from_text, to_text
from aande_alert.persistence.log import IS_CHILD, NOT_CHECKED_BIT, log_count, log_statement
from aande_alert.persistence.tables.people import person, person_name
from aande_alert.persistence.tables.visits import attendance, attendance_history, contact
from aande_alert.persistence.work import Work, batches, changed_meanwhile, unknown
from aande_alert.rules.matching_names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from sqlalchemy import Row

    from aande_alert.domain.people import Person
    from aande_alert.domain.review import LogFilter

_PLAIN = (
    "arrived_at", "complaint", "location", "site", "feed", "visit_number", "booked_as", "came_with",
    "arrival_mode", "departed_at", "seen_by", "version",
)  # fmt: skip

_ADULT = 18

_WITH_ROOT = select(attendance, person.c.root_id).join(person, person.c.id == attendance.c.person_id)
_BY_ID = _WITH_ROOT.where(attendance.c.id.in_(bindparam("ids", expanding=True)))
_BY_VISIT = _WITH_ROOT.where(
    attendance.c.visit_number == bindparam("number"), attendance.c.feed == bindparam("feed")
).limit(1)
_HERE = _WITH_ROOT.where(
    attendance.c.state.in_((AttendanceState.HERE.value, AttendanceState.ADMITTED.value)),
    attendance.c.departed_at.is_(None),
    attendance.c.arrived_at <= bindparam("now"),
).order_by(attendance.c.arrived_at.desc(), attendance.c.id)
_OF_PEOPLE = _WITH_ROOT.where(attendance.c.person_id.in_(bindparam("ids", expanding=True)))
_MOMENTS = select(attendance.c.person_id, attendance.c.arrived_at).where(
    attendance.c.person_id.in_(bindparam("ids", expanding=True)),
    attendance.c.arrived_at >= bindparam("since"),
    attendance.c.state != AttendanceState.CANCELLED.value,
)
_BORN_AND_NAMED = (
    select(person.c.birth_on, person_name.c.family, person_name.c.given)
    .join(person_name, (person_name.c.person_id == person.c.id) & person_name.c.until.is_(None), isouter=True)
    .where(person.c.id == bindparam("id"))
    .order_by(person_name.c.place)
)
_CONTACTS = select(contact).where(contact.c.person_id.in_(bindparam("ids", expanding=True)))
_CHILDREN = select(func.count()).select_from(attendance).where(IS_CHILD)
_CONTACT = select(contact.c.id).where(contact.c.id == bindparam("id"))
_UNDER_RECORD = _WITH_ROOT.where(attendance.c.person_id == bindparam("id"))
_WORKED_OUT = (
    update(attendance)
    .where(attendance.c.id == bindparam("_id"))
    .values(child=bindparam("_child"), age=bindparam("_age"), search=bindparam("_search"))
)


class Attendances:
    """Every visit to A&E, and the contacts with other services that stand beside them."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, attendance_id: UUID) -> Attendance:
        """Return one attendance.

        Raises:
            Unavailable: There is none with this id.
        """
        found = self.many([attendance_id])
        if not found:
            raise unknown(thing="attendance")
        return found[attendance_id]

    def many(self, ids: Iterable[UUID]) -> dict[UUID, Attendance]:
        """Return attendances by id; an unknown id is left out."""
        rows = (row for some in batches(ids) for row in self._work.rows(_BY_ID, {"ids": some}))
        return {row.id: _attendance(row) for row in rows}

    def add(self, visit: Attendance) -> None:
        """Add an attendance; its person must be known.

        Raises:
            Unavailable: Nobody has the person's id.
        """
        values = {**_values(visit), **self._worked_out(visit), "id": visit.id}
        changed = {"changed_at": self._work.now, "changed_by": self._work.by}
        nothing_yet = {"alerts": NOT_CHECKED_BIT, "check_id": None, "review": Review.NOT_YET.value}
        self._work.put(attendance, {**values, **changed, **nothing_yet})

    def update(self, visit: Attendance) -> Attendance:
        """Change an attendance and return it at its next version; how it was is kept.

        Raises:
            ChangedMeanwhile: Somebody else changed it first.
            Unavailable: There is none with this id.
        """
        row = self._work.row(_BY_ID, {"ids": [visit.id]})
        if row is None:
            raise unknown(thing="attendance")
        before = _attendance(row)
        values = {**_values(visit), **self._worked_out(visit)}
        if visit.person_id == row.root_id:
            values["person_id"] = (
                row.person_id
            )  # under the record it was booked under, so a merge can be undone
        if not self._work.version_moved(attendance, visit.id, visit.version, values):
            raise changed_meanwhile(row, before, thing="attendance")
        kept = {"replaced_at": self._work.now, "replaced_by": self._work.by, "body": to_text(before)}
        self._work.grow(attendance_history, {"attendance_id": visit.id, "version": before.version, **kept})
        return self.get(visit.id)

    def history_of(self, attendance_id: UUID) -> tuple[Attendance, ...]:
        """Return every earlier version of an attendance, newest first."""
        statement = select(attendance_history.c.body).where(
            attendance_history.c.attendance_id == attendance_id
        )
        rows = self._work.rows(statement.order_by(attendance_history.c.version.desc()))
        return tuple(from_text(row.body, Attendance) for row in rows)

    def by_visit(self, feed: str, number: str) -> Attendance | None:
        """Return the attendance a feed gave this number, or `None`."""
        row = self._work.row(_BY_VISIT, {"feed": feed, "number": number})
        return None if row is None else _attendance(row)

    def numbered(self, number: str) -> tuple[Attendance, ...]:
        """Return the attendances with this visit number in any feed, whoever gave it: `800032^CVH` too."""
        given = attendance.c.visit_number
        same = or_(given == number, given.startswith(f"{number}^", autoescape=True))
        rows = self._work.rows(_WITH_ROOT.where(same))
        return tuple(_attendance(row) for row in rows)

    def here(self, now: datetime) -> tuple[Attendance, ...]:
        """Return everybody in the department, newest first: neither departed nor cancelled."""
        return tuple(_attendance(row) for row in self._work.rows(_HERE, {"now": now}))

    def of_people(self, ids: Iterable[UUID]) -> tuple[Attendance, ...]:
        """Return every attendance of these people and of the records merged into them, newest first."""
        family = self._work.family_of(ids)
        rows = [row for some in batches(family) for row in self._work.rows(_OF_PEOPLE, {"ids": some})]
        found = [_attendance(row) for row in rows]
        return tuple(sorted(found, key=lambda visit: (visit.arrived_at, visit.id), reverse=True))

    def month_counts(
        self, person_ids: Iterable[UUID], since: datetime
    ) -> dict[UUID, dict[tuple[int, int], int]]:
        """Return how often each person came in each month, Europe/London; cancelled ones do not count."""
        asked = list(person_ids)
        family = self._work.family_of(asked)
        counts: dict[UUID, Counter[tuple[int, int]]] = {}
        for some in batches(family):
            for row in self._work.rows(_MOMENTS, {"ids": some, "since": since}):
                day = local(row.arrived_at)
                counts.setdefault(family[row.person_id], Counter())[day.year, day.month] += 1
        return {one: dict(counts.get(family.get(one, one), {})) for one in asked}

    def add_contact(self, made: Contact) -> None:
        """Add a contact with another service; the same sent twice is one."""
        if self._work.row(_CONTACT, {"id": made.id}) is not None:
            return
        row = {
            "id": made.id,
            "person_id": made.person_id,
            "kind": made.kind.value,
            "at": made.at,
            "until": made.until,
            "words": made.words,
            "provenance": to_text(made.provenance),
            "site": made.site,
            "detail": made.detail,
            "recorded_at": self._work.now,
        }
        self._work.grow(contact, row)

    def contacts_of(self, ids: Iterable[UUID]) -> tuple[Contact, ...]:
        """Return every contact of these people and of the records merged into them, newest first."""
        family = self._work.family_of(ids)
        rows = [row for some in batches(family) for row in self._work.rows(_CONTACTS, {"ids": some})]
        found = [_contact(row, family[row.person_id]) for row in rows]
        return tuple(sorted(found, key=lambda made: (made.at, made.id), reverse=True))

    def index(self, wanted: LogFilter, now: datetime) -> LogIndex:
        """Return which attendances match a filter, newest first, from the log's own index.

        Args:
            wanted: What the log shows.
            now: Attendances after it are left out.
        """
        rows = self._work.once(log_statement(wanted, now))
        waiting = sum(review == Review.NOT_YET.value for _, review in rows)
        return LogIndex(tuple(as_id(one) for one, _ in rows), self._work.value(_CHILDREN), waiting)

    def count(self, wanted: LogFilter, now: datetime) -> int:
        """Return how many attendances match a filter."""
        ((found,),) = self._work.once(log_count(wanted, now))
        return int(found)

    def renamed(self, who: Person) -> None:
        """Work out again what the log filters by, after somebody's birth or names changed."""
        rows = self._work.rows(_UNDER_RECORD, {"id": who.id})
        names = " ".join(f"{name.family} {name.given}" for name in who.names)
        worked_out = ((row.id, _worked_out(_attendance(row), who.birth.on, names)) for row in rows)
        self._work.run(
            _WORKED_OUT,
            [
                {"_id": one, **{f"_{key}": value for key, value in worked.items()}}
                for one, worked in worked_out
            ],
        )

    def _worked_out(self, visit: Attendance) -> dict[str, Any]:
        rows = self._work.rows(_BORN_AND_NAMED, {"id": visit.person_id})
        if not rows:
            raise unknown(thing="person")
        names = " ".join(f"{row.family or ''} {row.given or ''}" for row in rows)
        return _worked_out(visit, rows[0].birth_on, names)


def _worked_out(visit: Attendance, born: date | None, names: str) -> dict[str, Any]:
    on = local(visit.arrived_at).date()
    return {
        "child": born is None or whole_years(born, on) < _ADULT,
        "age": None if born is None else max(0, whole_years(born, on)),
        "search": fold(f"{names} {visit.booked_as} {visit.complaint}"),
    }


def _values(visit: Attendance) -> dict[str, Any]:
    return {
        **{name: getattr(visit, name) for name in _PLAIN},
        "person_id": visit.person_id,
        "state": visit.state.value,
        "disposition": visit.disposition.value,
        "step": visit.step.value,
    }


def _attendance(row: Row[Any]) -> Attendance:
    return Attendance(
        id=row.id,
        person_id=row.root_id,
        state=AttendanceState(row.state),
        disposition=Disposition(row.disposition),
        step=SafeguardingStep(row.step),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _contact(row: Row[Any], person_id: UUID) -> Contact:
    return Contact(
        id=row.id,
        person_id=person_id,
        kind=ContactKind(row.kind),
        at=row.at,
        words=row.words,
        provenance=from_text(row.provenance, Provenance),
        until=row.until,
        site=row.site,
        detail=row.detail,
    )
