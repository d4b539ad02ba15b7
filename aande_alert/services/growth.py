"""Growth: measurements written down one after another, nothing overwritten, read back with their figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.entries import Entry
from aande_alert.domain.errors import Refused
from aande_alert.domain.growth import BirthFacts, MeasuredChild
from aande_alert.domain.wording import LONDON, local, utc
from aande_alert.drawings.growth_axes import days_words
from aande_alert.rules.growth import Remark, gestation_days, stand
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.growth_view import GrowthView, growth_findings, lines_of
from aande_alert.services.heads import first_head, next_head
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from aande_alert.domain.growth import Measurement
    from aande_alert.domain.people import Person
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

MEASUREMENT, BIRTH = "measurement", "birth"
"""Kinds of entry."""

_MEASURED = frozenset({Topic.ASSESSMENT})
_NOON = time(12)
_WHERE_EARLY = " Was the child born early? Record the gestation first."
_KEPT = "Nothing was changed; what you typed is still here."


class Growth:
    """A child's measurements: weighed at any visit, told in the order of their days."""

    def __init__(self, store: Store, content: Content) -> None:
        self._store = store
        self._content = content

    def read(self, who: SignedIn, person_id: UUID, *, again: bool = False) -> GrowthView:
        """Read every measurement of a child, where it stands, and what the growth rules say.

        Args:
            who: Who reads.
            person_id: Whose growth; after a merge the surviving record's.
            again: It is on this screen already and only brought up to date: no new line in the trail.

        Raises:
            Refused: Their role may not read records.
            Unavailable: There is no such record, or the growth tables cannot be used.
        """
        need(self._store, who, May.RECORD_READ, person=person_id)
        with self._store.transaction(who) as tx:
            person = tx.people.get(tx.people.surviving(person_id))
            view = self._view(tx, person)
            if not again:
                tx.note(AuditEvent.GROWTH_READ, person=person.id, measurements=len(view.lines))
        return view

    def measure(
        self, who: SignedIn, attendance_id: UUID, measurement: Measurement, write_id: UUID
    ) -> Outcome[UUID]:
        """Write down one measurement; a wrong one is entered in error and written anew.

        Raises:
            Refused: It cannot be right for this child, or lies before the birth or in the future.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        with self._store.transaction(who) as tx:
            head = first_head(tx, who, attendance_id, write_id)
            person = tx.people.get(tx.people.surviving(head.person_id))
            self._refuse_what_cannot_be(tx, person, measurement)
            happened = _moment_of(measurement.on, tx.now)
            tx.entries.append(MEASUREMENT, Entry(replace(head, happened_at=happened), measurement))
            tx.note(
                AuditEvent.GROWTH_MEASURED, person=head.person_id, subject=head.id,
                kind=measurement.measure.value,
            )  # fmt: skip
        return Outcome(head.id, _MEASURED)

    def record_birth(
        self, who: SignedIn, attendance_id: UUID, facts: BirthFacts, write_id: UUID
    ) -> Outcome[None]:
        """Write down gestation and birth centile; what was recorded before stays beneath.

        Raises:
            Refused: The gestation cannot be.
        """
        need(self._store, who, May.ASSESSMENT_WRITE)
        if isinstance(facts.gestation_days, Given):
            gestation_days(*divmod(facts.gestation_days.value, 7), self._content.growth)
        with self._store.transaction(who) as tx:
            person_id = tx.attendances.get(attendance_id).person_id
            before = _birth_entry(tx, person_id)
            head = (
                next_head(before.head, tx, who, write_id, "Recorded again")
                if before
                else first_head(tx, who, attendance_id, write_id)
            )
            tx.entries.append(BIRTH, Entry(head, facts))
            tx.note(
                AuditEvent.BIRTH_FACTS_RECORDED, person=head.person_id, subject=head.id, version=head.version
            )
        return Outcome(None, _MEASURED)

    def _view(self, tx: Transaction, person: Person) -> GrowthView:
        birth = _birth(tx, person.id)
        child = MeasuredChild(person.sex, person.birth.on, birth.gestation_days)
        today = local(tx.now).date()
        entries = tx.entries.of_people((person.id,), MEASUREMENT)
        stood = tuple(
            (
                entry,
                stand(
                    child, (entry.body.measure, entry.body.value, entry.body.on), today, self._content.growth
                ),
            )
            for entry in entries
        )
        lines = lines_of(stood, self._content)
        visits = tx.attendances.of_people((person.id,))
        return GrowthView(
            person_id=person.id,
            attendance_id=visits[0].id if visits else None,
            child=child,
            birth=birth,
            lines=lines,
            findings=growth_findings(lines, birth, self._content),
        )

    def _refuse_what_cannot_be(self, tx: Transaction, person: Person, measured: Measurement) -> None:
        child = MeasuredChild(person.sex, person.birth.on, _birth(tx, person.id).gestation_days)
        today = local(tx.now).date()
        found = stand(child, (measured.measure, measured.value, measured.on), today, self._content.growth)
        if Remark.FUTURE in found.remarks or measured.on > today:
            what = "The day of measuring lies in the future."
            raise Refused(what, "Check the date and type it again.", kept=_KEPT)
        if Remark.BEFORE_BIRTH in found.remarks:
            what = "The day of measuring lies before the birth."
            raise Refused(what, "Check the date, and the date of birth.", kept=_KEPT)
        if found.impossible:
            age = days_words(found.days or 0)
            what = f"{measured.measure.words} {measured.shown} at {age} cannot be right."
            early = "" if isinstance(child.gestation_days, Given) else _WHERE_EARLY
            raise Refused(what, f"Check and type again.{early}", kept=_KEPT)


def _birth_entry(tx: Transaction, person_id: UUID) -> Entry[BirthFacts] | None:
    found = tx.entries.of_people((person_id,), BIRTH)
    return max(found, key=lambda entry: entry.head.written_at) if found else None


def _birth(tx: Transaction, person_id: UUID) -> BirthFacts:
    entry = _birth_entry(tx, person_id)
    return BirthFacts() if entry is None else entry.body


def _moment_of(on: date, now: datetime) -> datetime:
    """Return when it was measured: now where that was today, else noon of the day."""
    return now if on == local(now).date() else utc(datetime.combine(on, _NOON, LONDON))
