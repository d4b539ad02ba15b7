"""The protection state of one person as a badge: shape and word, never colour alone."""

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
from aande_alert.domain.timeline import Badge, BadgeKind
from aande_alert.domain.wording import show_date, show_time

if TYPE_CHECKING:
    from aande_alert.domain.plans import ProtectionCheck

_ON = {
    PlanKind.CHILD_PROTECTION: BadgeKind.ON_PLAN,
    PlanKind.LOOKED_AFTER: BadgeKind.LOOKED_AFTER,
    PlanKind.UNBORN: BadgeKind.UNBORN_PLAN,
}


def badge_of(check: ProtectionCheck) -> Badge:
    """Return the badge of the most serious answer."""
    status = check.status
    match status:
        case OnPlan():
            return Badge(_ON[status.kind], status.kind.words)
        case PlanEnded():
            return Badge(BadgeKind.PLAN_ENDED, f"Plan ended {show_date(status.ended_on)}")
        case PossibleMatch():
            return Badge(BadgeKind.POSSIBLE_MATCH, "Possible match")
        case NotListed():
            return Badge(BadgeKind.NO_RECORD, f"No record, {show_time(check.at)}")
        case NotChecked():
            return Badge(BadgeKind.NOT_CHECKED, f"NOT CHECKED: {status.reason}")
        case CheckFailed():
            return Badge(BadgeKind.CHECK_FAILED, "CHECK FAILED")
        case _:
            assert_never(status)
