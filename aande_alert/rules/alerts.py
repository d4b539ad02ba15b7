"""What the lists say of one person, most serious first; whom to ring; and the words of the alert card.

Nothing unknown is ever counted as reassuring: "no record" is said only when every list that is due
was read, none is too old, and there was enough to look for the person by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, assert_never
from uuid import UUID

from aande_alert.domain.alerts import AlertCard, FamilyChild, PhoneToRing
from aande_alert.domain.board import ArrivalLine, Health, RegisterState
from aande_alert.domain.plans import (
    CheckFailed,
    Council,
    MatchDecision,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
    ProtectionStatus,
    RegisterEntry,
)
from aande_alert.domain.wording import local, show_date, show_moment, show_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aande_alert.domain.identity import Birth
    from aande_alert.rules.policy import Calendar, Policy

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*(?:to|-|–)\s*(\d{1,2}):(\d{2})")
_WEEKDAYS = re.compile(r"^\s*(?:mon(?:day)?)\s*(?:to|-|–)\s*fri(?:day)?\b", re.IGNORECASE)
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at the lists brought back for one person.

    Attributes:
        matched: Entries that are this person: by number, by strong evidence, or by a person's decision.
        possible: Entries that a person must decide on.
        decisions: What people said of entries, newest only.
        could_look: Whether there was enough to look for the person by.
        shared_number: The number given belongs to somebody whose name and birth differ.
        failed: Why looking went wrong; empty where it did not.
    """

    matched: tuple[RegisterEntry, ...] = ()
    possible: tuple[RegisterEntry, ...] = ()
    decisions: Mapping[UUID, MatchDecision] | None = None
    could_look: bool = True
    shared_number: bool = False
    failed: str = ""


def standing(
    found: Found, registers: Sequence[RegisterState], now: datetime, policy: Policy
) -> ProtectionCheck:
    """Return what the lists say of one person, most serious first.

    Args:
        found: What the look brought back.
        registers: Every council's list that is due, with its age and limit.
        now: The moment of the look, UTC.
        policy: How long an ended plan stays in view, and the words of the reasons.
    """
    today = local(now).date()
    decisions = found.decisions or {}
    matched, possible = _by_decision(found, decisions)
    statuses: list[ProtectionStatus] = [
        status for entry in matched if (status := _plan_status(entry, today, policy)) is not None
    ]
    open_matches = tuple(entry.id for entry in possible if _plan_status(entry, today, policy) is not None)
    if open_matches:
        statuses.append(PossibleMatch(open_matches))
    statuses.extend(_what_was_not_looked_at(found, registers, now, policy))
    if not statuses:
        statuses.append(_not_listed(registers, now))
    statuses.sort(key=seriousness)
    rejected = (
        entry
        for entry in (*found.matched, *found.possible)
        if decisions.get(entry.id) is MatchDecision.NOT_SAME
    )
    disputed = tuple(entry.id for entry in rejected if _plan_status(entry, today, policy) is not None)
    return ProtectionCheck(now, tuple(statuses), disputed=disputed, shared_number=found.shared_number)


def _by_decision(
    found: Found, decisions: Mapping[UUID, MatchDecision]
) -> tuple[tuple[RegisterEntry, ...], tuple[RegisterEntry, ...]]:
    """Return entries that stand, and entries still to decide.

    "Not the same child" never hides an alert that stood: a matched entry stays, disputed, until
    safeguarding has settled it.
    """
    decided_same = tuple(entry for entry in found.possible if decisions.get(entry.id) is MatchDecision.SAME)
    undecided = tuple(
        entry for entry in found.possible if decisions.get(entry.id) in {None, MatchDecision.NOT_SURE}
    )
    standing_still = (
        entry for entry in found.matched if decisions.get(entry.id) is not MatchDecision.SETTLED
    )
    return (*standing_still, *decided_same), undecided


def _plan_status(entry: RegisterEntry, today: date, policy: Policy) -> OnPlan | PlanEnded | None:
    """Return what one entry means today; `None` once it ended too long ago or was listed by mistake."""
    if entry.voided:
        return None
    if entry.ends is None or entry.ends >= today:
        return OnPlan(
            entry.id,
            entry.kind,
            entry.starts,
            entry.council,
            category=entry.category,
            list_date=entry.list_date,
        )
    if months_after(entry.ends, policy.ended_months) >= today:
        return PlanEnded(entry.id, entry.kind, entry.ends, entry.council, category=entry.category)
    return None


def months_after(day: date, months: int) -> date:
    """Return the same day some calendar months later, the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    following = date(year + (month == _DECEMBER), month % 12 + 1, 1)
    return min(following - timedelta(days=1), date(year, month, 1) + timedelta(days=day.day - 1))


def _what_was_not_looked_at(
    found: Found, registers: Sequence[RegisterState], now: datetime, policy: Policy
) -> list[NotChecked | CheckFailed]:
    """Return why this look cannot say "no record", if it cannot."""
    if found.failed:
        return [CheckFailed(found.failed)]
    if not registers:
        return [NotChecked(policy.texts["reasons.no_register"])]
    if not found.could_look:
        return [NotChecked(policy.texts["reasons.no_identity"])]
    return [
        NotChecked(_stale_words(register, now, policy, several=len(registers) > 1))
        for register in registers
        if not _is_fresh(register, now)
    ]


def _is_fresh(register: RegisterState, now: datetime) -> bool:
    if register.as_at is None or register.state in {Health.NEVER, Health.DOWN}:
        return False
    return now - register.as_at <= register.limit


def _stale_words(register: RegisterState, now: datetime, policy: Policy, *, several: bool) -> str:
    if register.as_at is None or register.state is Health.NEVER:
        return policy.texts["reasons.never_loaded"].format(council=short_council(register.name))
    words = policy.texts["reasons.stale_one" if several else "reasons.stale"]
    return words.format(council=short_council(register.name), age=rough_age(now - register.as_at))


def short_council(name: str) -> str:
    """Return `Calderdale North` for `Calderdale North Council`."""
    return name.removesuffix(" Council")


def rough_age(span: timedelta) -> str:
    """Return an age in one unit, `4d`, `8hr`, `40min`, rounded down."""
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes >= 24 * 60:
        return f"{minutes // (24 * 60)}d"
    return f"{minutes // 60}hr" if minutes >= 60 else f"{minutes}min"  # noqa: PLR2004 - minutes in an hour


def _not_listed(registers: Sequence[RegisterState], now: datetime) -> NotListed:
    sources = tuple(
        f"{register.name}, {show_moment(register.as_at)}"
        for register in registers
        if register.as_at is not None
    )
    return NotListed(now, (len(registers), len(registers)), sources)


_PLANS = {PlanKind.CHILD_PROTECTION: 0, PlanKind.LOOKED_AFTER: 1, PlanKind.UNBORN: 2}
_ANSWERS = {CheckFailed: 3, NotChecked: 4, PossibleMatch: 5, PlanEnded: 6, NotListed: 7}


def seriousness(status: ProtectionStatus) -> int:
    """Return where an answer stands, 0 the most serious."""
    return _PLANS[status.kind] if isinstance(status, OnPlan) else _ANSWERS[type(status)]


def order(line: ArrivalLine) -> tuple[bool, int, float]:
    """Return the sort key of a row: children first, most serious first, newest first."""
    return (not line.is_child, seriousness(line.check.status), -line.attendance.arrived_at.timestamp())


def badge_words(status: ProtectionStatus, at: datetime, policy: Policy) -> str:
    """Return the words on a row's badge, `CP plan`, `NOT CHECKED: list 4d old`, `No record, 13:45`."""
    texts = policy.texts
    match status:
        case OnPlan(kind=kind):
            return texts[f"badges.{kind.value}"]
        case PlanEnded(ended_on=day):
            return texts["badges.ended"].format(day=show_date(day))
        case PossibleMatch():
            return texts["badges.possible"]
        case NotListed():
            return texts["badges.not_listed"].format(time=show_time(at))
        case NotChecked(reason=reason):
            return texts["badges.not_checked"].format(reason=reason)
        case CheckFailed():
            return texts["badges.failed"]
        case _:
            assert_never(status)


def day_number_answers(council: Council, now: datetime, calendar: Calendar) -> bool | None:
    """Say whether the weekday number answers now; `None` where hours or holidays are not known."""
    hours = _HOURS.search(council.day_hours)
    if hours is None or not _WEEKDAYS.match(council.day_hours):
        return None
    here = local(now)
    opens, closes = (time(int(hours[i]), int(hours[i + 1])) for i in (1, 3))
    if not opens <= here.time() < closes:
        return False
    return calendar.is_working_day(here.date())


def ring(council: Council, now: datetime, policy: Policy) -> PhoneToRing:
    """Return the number to ring now, chosen by the clock and the nation's working days.

    Where the hours cannot be read or the calendar has run out, the out-of-hours team is given: it
    is the one that always answers. The other number always stands beside it.
    """
    other = policy.texts["ring.other"].format(hours=council.day_hours, number=council.day_phone)
    if day_number_answers(council, now, policy.calendar) and council.day_phone:
        night = policy.texts["ring.other_times"].format(number=council.night_phone)
        return PhoneToRing(council.front_door, council.day_phone, night if council.night_phone else "")
    if council.night_phone:
        return PhoneToRing(council.duty_team, council.night_phone, other if council.day_phone else "")
    return PhoneToRing(council.front_door, council.day_phone, "")


def card_title(entry: RegisterEntry, policy: Policy) -> str:
    """Return `Child protection plan: neglect`."""
    kind = policy.texts[f"titles.{entry.kind.value}"]
    detail = entry.category or (entry.legal_status if entry.kind is PlanKind.LOOKED_AFTER else "")
    return f"{kind}: {detail[:1].lower()}{detail[1:]}" if detail else kind


def card_since(entry: RegisterEntry, born: Birth, policy: Policy) -> str:
    """Return `Since 02-Oct-2026, from birth`, and for an unborn plan when the baby is expected."""
    texts = policy.texts
    if entry.starts is None:
        since = texts["titles.since_unknown"]
    else:
        from_birth = entry.kind is not PlanKind.UNBORN and born.on is not None and entry.starts <= born.on
        since = texts["titles.since_birth" if from_birth else "titles.since"].format(
            day=show_date(entry.starts)
        )
    if entry.kind is PlanKind.UNBORN and entry.expected_on is not None:
        expected = texts["titles.expected"].format(day=show_date(entry.expected_on))
        return f"{since}. {expected}"
    return since


def to_do(
    kind: PlanKind, *, name: str, team: str, policy: Policy, registrar_bleep: str = ""
) -> tuple[str, ...]:
    """Return the three to five steps of the policy pack, with the child's first name and the team filled in.

    Args:
        kind: What sort of plan.
        name: First name, or `the child` where nobody knows it.
        team: The team to ring now.
        policy: The pack.
        registrar_bleep: `2214`; empty where the hospital has none set.
    """
    registrar = f", bleep {registrar_bleep}" if registrar_bleep else ""
    return tuple(
        line[:1].upper() + line[1:]
        for line in (
            step.replace("{name}", name).replace("{team}", team).replace("{registrar}", registrar)
            for step in policy.to_do[kind.value]
        )
    )


def card_text(card: AlertCard, policy: Policy) -> str:
    """Return the exact text of a card, line by line as on screen, to be kept with what a person did."""
    person = card.person
    name = person.name.shown()
    born = "Not Known" if person.birth.on is None else show_date(person.birth.on)
    number = "Not Known" if person.nhs is None else person.nhs.number.shown()
    lines = [
        card.title,
        card.since,
        name,
        f"Born {born}. Gender {person.sex.value}. NHS No. {number}",
        card.booked_as,
        f"Authority: {card.authority}",
        f"Social worker: {card.social_worker}",
        f"Source: {card.source}",
        f"Ring now: {card.ring.team}, {card.ring.number}",
        card.ring.other,
    ]
    if card.family:
        lines.append("Other children in this family")
        lines += [_family_line(child, policy) for child in card.family]
    lines.append("What to do now")
    lines += [f"{place}. {step}" for place, step in enumerate(card.to_do, start=1)]
    if card.disputed:
        lines.append(f"Disputed: {card.disputed}")
    return "\n".join(line for line in lines if line)


def _family_line(child: FamilyChild, policy: Policy) -> str:
    badge = badge_words(child.check.status, child.check.at, policy)
    return f"{child.person.name.shown()}. {child.words}. {badge}"
