"""Protection checks and people as the records that badges and banners show; one wording for all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
)
from aande_alert.domain.timeline import BadgeKind
from aande_alert.domain.wording import show_age_of, show_birth, show_date, show_time
from aande_alert.ui.widgets.badge import BadgeText
from aande_alert.ui.widgets.banner import BannerText

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck, ProtectionStatus, RegisterEntry

_ON = {
    PlanKind.CHILD_PROTECTION: BadgeKind.ON_PLAN,
    PlanKind.LOOKED_AFTER: BadgeKind.LOOKED_AFTER,
    PlanKind.UNBORN: BadgeKind.UNBORN_PLAN,
}
_HIDDEN = "Hidden: ask the nurse in charge"


def badge_text(check: ProtectionCheck, *, timed: bool = True) -> BadgeText:
    """Return the badge of the most serious answer, with the time of the look."""
    if check.status_disputed:
        return BadgeText(BadgeKind.DISPUTED, time=show_time(check.at) if timed else "")
    return status_text(check.status, show_time(check.at) if timed else "")


def status_text(status: ProtectionStatus, time: str = "") -> BadgeText:
    """Return the badge of one answer."""
    match status:
        case OnPlan():
            return BadgeText(_ON[status.kind], time=time)
        case PlanEnded():
            return BadgeText(BadgeKind.PLAN_ENDED, show_date(status.ended_on), time)
        case PossibleMatch():
            return BadgeText(BadgeKind.POSSIBLE_MATCH, time=time)
        case NotListed():
            return BadgeText(BadgeKind.NO_RECORD, time=time)
        case NotChecked():
            return BadgeText(BadgeKind.NOT_CHECKED, status.reason)
        case CheckFailed():
            return BadgeText(BadgeKind.CHECK_FAILED, time=time)
        case _:
            assert_never(status)


def banner_text(person: Person, now: datetime) -> BannerText:
    """Return the patient banner, with hidden whereabouts kept hidden."""
    age = show_age_of(person.birth, now)
    born = show_birth(person.birth)
    number = person.nhs.number.shown() if person.nhs else "Not Known"
    address = person.address.shown() if person.address else "Not Known"
    phone = person.phones[0].number if person.phones else "Not Known"
    return BannerText(
        name=person.name.shown(),
        born=f"{born} ({age})" if person.birth.on else born,
        gender=person.sex.value,
        nhs_number=number,
        verification=person.nhs.status.words if person.nhs else "",
        more=(
            ("Address", _HIDDEN if person.shield_location else address),
            ("Phone", _HIDDEN if person.shield_location else phone),
            ("GP practice", person.gp_practice or "Not Known"),
            ("School", person.school or "Not Known"),
            ("Allergies", person.allergies or "Allergies not recorded"),
        ),
    )


def entry_badge(entry: RegisterEntry) -> BadgeText:
    """Return the badge of a register entry, whoever it turns out to be."""
    if entry.ends is not None:
        return BadgeText(BadgeKind.PLAN_ENDED, show_date(entry.ends))
    return BadgeText(_ON[entry.kind])
