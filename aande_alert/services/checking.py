"""The one place that looks at every council's list: by number, by name, birth and address, and by the mother.

A look is made at once, inside the transaction that opens or changes a visit, and its answer is kept.
Looking that goes wrong is an answer too: CHECK FAILED, never silence. What was kept is never shown as
an all-clear once a list has grown too old: that is worked out when it is read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.alerts import FamilyChild
from aande_alert.domain.board import Health, RegisterState
from aande_alert.domain.errors import Trouble
from aande_alert.domain.plans import (
    NotChecked,
    NotListed,
    OnPlan,
    PlanKind,
    ProtectionCheck,
)
from aande_alert.domain.wording import show_age_of
from aande_alert.rules.alerts import Found, seriousness, standing
from aande_alert.rules.matching_identity import fold_address
from aande_alert.security.audit import AuditEvent
from aande_alert.services.family import children_of_family, relations_of
from aande_alert.services.looking import look_for, person_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.identity import Address
    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.plans import ProtectionStatus
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content

BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Trouble)
"""What a broken rule or a broken row raises; anything else is a fault of the machine, not of one look."""

_NO_RECORD_LEFT_OUT = (NotChecked, NotListed)


def check_attendance(
    tx: Transaction,
    attendance: Attendance,
    content: Content,
    states: Sequence[RegisterState] | None = None,
    *,
    person: Person | None = None,
) -> ProtectionCheck:
    """Look at every list for one visit, and keep the answer with it.

    Args:
        tx: The transaction that opens or changes the visit.
        attendance: The visit; it is in the store.
        content: Weights, words and limits.
        states: Every council's list; read here where the caller has not read them in this transaction.
        person: The surviving record of whose visit it is; read here where the caller does not hold it.
    """
    lists = register_states(tx) if states is None else states
    person = person or tx.people.get(tx.people.surviving(attendance.person_id))
    before = tx.checks.of((attendance.id,)).get(attendance.id)
    found = _found(tx, person, content)
    check = standing(found, lists, tx.now, content.policy)
    _link_what_is_plain(tx, found, content)
    tx.checks.put(attendance.id, check)
    tx.note(
        AuditEvent.CHECK_MADE,
        person=person.id,
        subject=attendance.id,
        answer=type(check.status).__name__,
        lists=len(lists),
    )
    if check.interrupts and (before is None or _plans(before) != _plans(check)):
        tx.note(AuditEvent.ALERT_RAISED, person=person.id, subject=attendance.id, plans=len(_plans(check)))
    return check


def check_person(
    tx: Transaction, person: Person, content: Content, states: Sequence[RegisterState] | None = None
) -> ProtectionCheck:
    """Look at every list for one person, and keep nothing."""
    lists = register_states(tx) if states is None else states
    return standing(_found(tx, person, content), lists, tx.now, content.policy)


def _found(tx: Transaction, person: Person, content: Content) -> Found:
    try:
        return look_for(tx, person, content).found
    except BROKEN as fault:
        return Found(failed=f"{type(fault).__name__} while looking")


def _link_what_is_plain(tx: Transaction, found: Found, content: Content) -> None:
    """Link entries whose number and birth are those of one record here, unless a person has spoken."""
    for entry in found.matched:
        if entry.person_id is None and entry.id not in (found.decisions or {}):
            record = person_of(tx, entry, content.matching)
            if record is not None:
                tx.registers.link(entry.id, record)


def look_again(
    tx: Transaction,
    person_ids: Iterable[UUID],
    content: Content,
    states: Sequence[RegisterState] | None = None,
) -> int:
    """Look again for everybody of these who is in the department; return how many visits that were."""
    visits = [visit for visit in tx.attendances.of_people(tuple(person_ids)) if is_open(visit)]
    for visit in visits:
        check_attendance(tx, visit, content, states)
    return len(visits)


def recheck_all(tx: Transaction, content: Content) -> int:
    """Look again for everybody in the department, after a list came in; return how many visits that were."""
    visits, states = tx.attendances.here(tx.now), register_states(tx)
    for visit in visits:
        check_attendance(tx, visit, content, states)
    return len(visits)


def is_open(attendance: Attendance) -> bool:
    """Say whether somebody is still in the department or on a ward from there."""
    return attendance.state.value in {"here", "admitted"}


def register_states(tx: Transaction) -> tuple[RegisterState, ...]:
    """Return every council's list with its age; a council whose list was never loaded is there too.

    A council may send a list for each kind of plan: the oldest of them counts.
    """
    return tuple(
        register_state(tx, council.code, name=council.name, limit=council.list_limit)
        for council in tx.registers.councils()
    )


def register_state(tx: Transaction, code: str, *, name: str, limit: timedelta) -> RegisterState:
    """Return one council's list with its age."""
    imports = {
        latest.id: latest for kind in PlanKind if (latest := tx.registers.latest(code, kind)) is not None
    }
    if not imports:
        return RegisterState(code, name, None, None, limit, 0, Health.NEVER)
    as_at = min(one.as_at for one in imports.values())
    age = tx.now - as_at
    entries = sum(one.active.after for one in imports.values())
    return RegisterState(code, name, as_at, age, limit, entries, Health.DOWN if age > limit else Health.LIVE)


def standing_now(
    check: ProtectionCheck | None, states: Sequence[RegisterState], now: datetime, content: Content
) -> ProtectionCheck:
    """Return a kept answer as it may be shown now: a list grown too old takes back "no record".

    Args:
        check: What was kept; `None` where nobody has looked.
        states: Every council's list, as old as it is now.
        now: The moment it is shown.
        content: Words of the reasons.
    """
    if check is None:
        return ProtectionCheck(now)
    if not states or all(state.state is Health.LIVE for state in states):
        return check
    lists = standing(Found(), states, now, content.policy).statuses
    kept: list[ProtectionStatus] = [
        status
        for status in check.statuses
        if not isinstance(status, _NO_RECORD_LEFT_OUT) or _of_identity(status, content)
    ]
    statuses = sorted((*kept, *lists), key=seriousness)
    return replace(check, statuses=tuple(statuses))


def _of_identity(status: ProtectionStatus, content: Content) -> bool:
    return isinstance(status, NotChecked) and status.reason == content.policy.texts["reasons.no_identity"]


def _plans(check: ProtectionCheck) -> frozenset[UUID]:
    return frozenset(status.entry_id for status in check.statuses if isinstance(status, OnPlan))


def family_children(
    tx: Transaction, person: Person, content: Content, states: Sequence[RegisterState] | None = None
) -> tuple[FamilyChild, ...]:
    """Return the other children of somebody's family and what the lists say of each.

    Args:
        tx: A transaction.
        person: The surviving record.
        content: Weights, words and limits.
        states: Every council's list; read here where the caller has not read them in this transaction.
    """
    children = children_of_family(relations_of(tx, person.id))
    if children and states is None:
        states = register_states(tx)
    return tuple(
        FamilyChild(
            relation.person,
            _child_words(person, relation, tx.now),
            check_person(tx, relation.person, content, states),
        )
        for relation in children
    )


def _child_words(person: Person, relation: Relation, now: datetime) -> str:
    """Return `4y 3m, same home`; where they live is said only where it is known."""
    age = show_age_of(relation.person.birth, now)
    age = "Age Not Known" if age == "Unknown" else age
    ours, theirs = person.address, relation.person.address
    if relation.lives_here or (ours is not None and theirs is not None and _one_home(ours, theirs)):
        return f"{age}, same home"
    return f"{age}, home Not Known" if ours is None or theirs is None else f"{age}, lives elsewhere"


def _one_home(ours: Address, theirs: Address) -> bool:
    """Say whether two addresses are one home, however each was typed."""
    mine, yours = fold_address(ours), fold_address(theirs)
    return bool(mine.postcode) and mine.postcode == yours.postcode and mine.house == yours.house
