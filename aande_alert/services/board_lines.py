"""The rows of the arrivals board, worked out from what is kept, with lists as old as they are now."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from aande_alert.domain.board import ArrivalLine
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.wording import LONDON, is_under_18, local
from aande_alert.rules.alerts import order
from aande_alert.rules.similar_names import similar_names
from aande_alert.services.alert_cards import digest_of
from aande_alert.services.checking import standing_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.board import RegisterState
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.persistence.records import AcknowledgementRecord
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn

_MONTHS = 12


def lines_of(
    tx: Transaction, who: SignedIn, states: Sequence[RegisterState], content: Content
) -> tuple[ArrivalLine, ...]:
    """Return a row for everybody in the department: children first, most serious first, newest first."""
    visits = tx.attendances.here(tx.now)
    ids = tuple(visit.id for visit in visits)
    people = tx.people.many({visit.person_id for visit in visits})
    checks = tx.checks.of(ids)
    read = tx.checks.acknowledgements(ids)
    months = last_months(tx.now)
    counts = tx.attendances.month_counts(tuple(people), month_start(months[0]))
    similar = _similar(visits, people)
    changed = changed_marks(tx, who, visits)
    lines = []
    for visit in visits:
        person = people[visit.person_id]
        check = standing_now(checks.get(visit.id), states, tx.now, content)
        by_month = _by_month(person, months, counts.get(person.id, {}))
        lines.append(
            ArrivalLine(
                attendance=visit,
                person=person,
                check=check,
                in_12_months=sum(count or 0 for count in by_month),
                by_month=by_month,
                read_by=_read_by(tx, person, check, read.get(visit.id, ())),
                similar=visit.id in similar,
                is_child=is_under_18(person.birth, local(visit.arrived_at).date()),
                changed=changed.get(visit.id, frozenset()),
            )
        )
    return tuple(sorted(lines, key=order))


def last_months(now: datetime) -> tuple[tuple[int, int], ...]:
    """Return the last twelve months, this one included, oldest first, as year and month."""
    here = local(now)
    newest = here.year * 12 + here.month - 1
    return tuple((month // 12, month % 12 + 1) for month in range(newest - _MONTHS + 1, newest + 1))


def month_start(month: tuple[int, int]) -> datetime:
    """Return the first moment of a month, Europe/London."""
    return datetime.combine(datetime(*month, 1, tzinfo=LONDON).date(), time(), LONDON)


def _by_month(
    person: Person, months: Iterable[tuple[int, int]], counts: Mapping[tuple[int, int], int]
) -> tuple[int | None, ...]:
    born = person.birth.on
    first = (0, 0) if born is None else (born.year, born.month)
    return tuple(None if month < first else counts.get(month, 0) for month in months)


def _similar(visits: Iterable[Attendance], people: Mapping[UUID, Person]) -> frozenset[UUID]:
    """Return the visits whose names can be mistaken for somebody else's on the board."""
    whose = {visit.id: visit.person_id for visit in visits}
    pairs = similar_names((visit, people[person].name) for visit, person in whose.items())
    return frozenset(one for pair in pairs if whose[pair[0]] != whose[pair[1]] for one in pair)


def _read_by(
    tx: Transaction, person: Person, check: ProtectionCheck, records: Iterable[AcknowledgementRecord]
) -> tuple[str, ...]:
    """Return the initials of those who have read the alert as it stands now."""
    kept = tuple(records)
    alert = next((status for status in check.statuses if isinstance(status, OnPlan | PlanEnded)), None)
    if alert is None or not kept:
        return ()
    digest = digest_of(tx, person, tx.registers.entry(alert.entry_id))
    found = (one.acknowledgement.initials for one in kept if one.digest == digest)
    return tuple(dict.fromkeys(found))


def seen_subject(who: SignedIn, attendance_id: UUID) -> str:
    """Return under what it is kept that somebody has seen a row."""
    return f"seen:{who.staff.id}|{attendance_id}"


def visit_subject(visit: Attendance) -> str:
    """Return under what it is kept what a feed has said of a visit."""
    return f"visit:{visit.feed}|{visit.visit_number}"


def changed_marks(tx: Transaction, who: SignedIn, visits: Iterable[Attendance]) -> dict[UUID, frozenset[str]]:
    """Return the fields of each row that a feed has changed since somebody last saw it."""
    listed = tuple(visits)
    subjects = {visit.id: (visit_subject(visit), seen_subject(who, visit.id)) for visit in listed}
    facts = tx.facts.many([subject for pair in subjects.values() for subject in pair])
    found: dict[UUID, frozenset[str]] = {}
    for visit_id, (told, seen) in subjects.items():
        changes = facts.get(told, {}).get("changed", {})
        since = facts.get(seen, {}).get("at", "")
        found[visit_id] = frozenset(field for field, at in changes.items() if at > since)
    return found
