"""The attendance log's filter as one statement on one index, and the bits a check leaves for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, assert_never

from sqlalchemy import ColumnElement, func, literal, or_, select

from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PossibleMatch,
    ProtectionCheck,
    ProtectionStatus,
)
from aande_alert.domain.review import AlertFilter, LogFilter, Review
from aande_alert.domain.wording import LONDON
from aande_alert.persistence.tables.visits import attendance
from aande_alert.rules.matching_names import fold

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Select

ON_PLAN_BIT, ENDED_BIT, POSSIBLE_BIT, NOT_CHECKED_BIT, NONE_BIT = 1, 2, 4, 8, 16

IS_CHILD = attendance.c.child == literal(value=True, type_=attendance.c.child.type)
"""Written as an equation, so that the index is searched by it."""

_OLDEST_CHILD = 17
_BITS = {
    AlertFilter.ON_PLAN: ON_PLAN_BIT,
    AlertFilter.ENDED: ENDED_BIT,
    AlertFilter.POSSIBLE: POSSIBLE_BIT,
    AlertFilter.NOT_CHECKED: NOT_CHECKED_BIT,
}


def alert_bits(check: ProtectionCheck) -> int:
    """Return what a check found, a bit each; what could not be looked at never counts as nothing found."""
    bits = 0
    for status in check.statuses:
        bits |= _bit(status)
    return bits


def log_statement(wanted: LogFilter, now: datetime) -> Select[UUID, str]:
    """Return the statement that gives ids and review states, newest first."""
    return (
        select(attendance.c.id, attendance.c.review)
        .where(*_parts(wanted, now))
        .order_by(attendance.c.arrived_at.desc(), attendance.c.id.desc())
    )


def log_count(wanted: LogFilter, now: datetime) -> Select[int]:
    """Return the statement that says how many match."""
    return select(func.count()).select_from(attendance).where(*_parts(wanted, now))


def _parts(wanted: LogFilter, now: datetime) -> list[ColumnElement[bool]]:
    arrived = attendance.c.arrived_at
    parts: list[ColumnElement[bool]] = [IS_CHILD, arrived <= now]
    if wanted.since is not None:
        parts.append(arrived >= _midnight(wanted.since))
    if wanted.until is not None:
        parts.append(arrived < _midnight(wanted.until + timedelta(days=1)))
    if wanted.age_from > 0 or wanted.age_to < _OLDEST_CHILD:
        age = attendance.c.age
        parts.append(or_(age.is_(None), age.between(wanted.age_from, wanted.age_to)))
    if wanted.disposition is not None:
        parts.append(attendance.c.disposition == wanted.disposition.value)
    if wanted.not_reviewed:
        parts.append(attendance.c.review == Review.NOT_YET.value)
    return [*parts, *_alert(wanted.alert), *_text(wanted.text)]


def _alert(wanted: AlertFilter) -> list[ColumnElement[bool]]:
    if wanted is AlertFilter.ANY:
        return []
    if wanted is AlertFilter.NONE:
        return [attendance.c.alerts == NONE_BIT]
    return [attendance.c.alerts.op("&")(_BITS[wanted]) != 0]


def _text(text: str) -> list[ColumnElement[bool]]:
    return [attendance.c.search.contains(word, autoescape=True) for word in fold(text).split()]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _bit(status: ProtectionStatus) -> int:
    match status:
        case OnPlan():
            return ON_PLAN_BIT
        case PlanEnded():
            return ENDED_BIT
        case PossibleMatch():
            return POSSIBLE_BIT
        case NotChecked() | CheckFailed():
            return NOT_CHECKED_BIT
        case NotListed():
            return NONE_BIT
        case _:
            assert_never(status)
