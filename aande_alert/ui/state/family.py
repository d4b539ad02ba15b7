"""A record's family as the diagram draws it, and what is said of the person in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
)
from aande_alert.domain.timeline import Badge, BadgeKind
from aande_alert.domain.wording import MONTHS, show_age_of, show_birth, show_date, show_moment
from aande_alert.drawings.family_place import Kin

if TYPE_CHECKING:
    from datetime import date, datetime

    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.record import RecordView

YES = {True: "Yes", False: "No", None: "Not Known"}
_ON = {
    PlanKind.CHILD_PROTECTION: (BadgeKind.ON_PLAN, "CP plan"),
    PlanKind.LOOKED_AFTER: (BadgeKind.LOOKED_AFTER, "Looked after"),
    PlanKind.UNBORN: (BadgeKind.UNBORN_PLAN, "Unborn plan"),
}


def kin_of(record: RecordView) -> tuple[Kin, ...]:
    """Return everybody of a record, the child first."""
    checks = {child.person.id: child.check for child in record.family}
    child = record.person
    subject = Kin(
        child.id, "", child.name.shown(), f"{age_words(child, record.at)}, this child", child.sex, here=True,
        died=child.died_on is not None, badge=_badge(record.check),
    )  # fmt: skip
    return (subject, *(_kin(one, record, checks.get(one.person.id)) for one in record.home))


def _kin(relation: Relation, record: RecordView, check: ProtectionCheck | None) -> Kin:
    person = relation.person
    return Kin(
        person.id, relation.words, person.name.shown(),
        f"{age_words(person, record.at)}, {relation.words[:1].lower()}{relation.words[1:]}", person.sex,
        died=person.died_on is not None, here=relation.lives_here, through=relation.through,
        since=_month(relation.since) if relation.since else "", badge=_badge(check) if check else None,
    )  # fmt: skip


def age_words(person: Person, at: datetime) -> str:
    """Return somebody's age, that nobody knows it, or when they died."""
    if person.died_on is not None:
        return f"Died {show_date(person.died_on)}"
    return show_age_of(person.birth, at) if person.birth.on else "Age Not Known"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]}-{day.year:04d}"


def _badge(check: ProtectionCheck) -> Badge:
    """Return the most serious answer as the diagram draws it: shape and word, never silence."""
    match check.status:
        case OnPlan(kind=plan):
            kind, words = _ON[plan]
            return Badge(kind, f"{words}, disputed" if check.status_disputed else words)
        case PlanEnded(ended_on=day):
            return Badge(BadgeKind.PLAN_ENDED, f"Plan ended {show_date(day)}")
        case PossibleMatch():
            return Badge(BadgeKind.POSSIBLE_MATCH, "Possible match")
        case NotListed():
            return Badge(BadgeKind.NO_RECORD, "No record")
        case NotChecked():
            return Badge(BadgeKind.NOT_CHECKED, "NOT CHECKED")
        case CheckFailed():
            return Badge(BadgeKind.CHECK_FAILED, "CHECK FAILED")


def facts_of(relation: Relation, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return label and words of what is known of somebody; what is not known says so."""
    person, known = relation.person, relation.provenance
    born = f"{show_birth(person.birth)} ({age_words(person, at)})" if person.birth.on else "Not Known"
    told = "Not recorded"
    if known is not None:
        told = ", ".join(part for part in (known.who, show_moment(known.at) if known.at else "") if part)
        told = f"{told}. {known.source.words}."
    return (
        ("Born", born),
        ("Lives here", YES[relation.lives_here]),
        ("Has PR", YES[relation.has_responsibility]),
        ("Since", show_date(relation.since) if relation.since else "Not Known"),
        ("Told by", told),
    )
