"""When something about a referral is due, and how that reads: one clock for each state."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.referral import ReferralState
from aande_alert.domain.wording import local, show_moment, utc

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.rules.policy import Calendar

_WORDS = {
    ReferralState.SENT: "Acknowledgement due by",
    ReferralState.RECEIVED: "Decision due by",
}


def written_due(drafted_at: datetime, hours: int) -> tuple[datetime, str]:
    """Return when the written referral is due, by the hospital's own limit.

    Args:
        drafted_at: When it was begun, UTC.
        hours: The limit; it differs from council to council.
    """
    due = drafted_at + timedelta(hours=hours)
    return due, f"Written referral due by {show_moment(due)}"


def next_due(state: ReferralState, reached_at: datetime, calendar: Calendar) -> tuple[datetime | None, str]:
    """Return what is due once a state is reached; nothing where no clock runs.

    A council acknowledges a referral and decides on it within one working day (Working Together, as
    schools repeat it: domain.md 2.1).

    Args:
        state: The state just reached; signed keeps the clock of the written referral.
        reached_at: When, UTC.
        calendar: Which days are working days.
    """
    if state not in _WORDS:
        return None, ""
    due = one_working_day_after(reached_at, calendar)
    return due, f"{_WORDS[state]} {show_moment(due)}"


def one_working_day_after(moment: datetime, calendar: Calendar) -> datetime:
    """Return the same time on the next working day; a weekday no calendar covers counts as one."""
    here = local(moment) + timedelta(days=1)
    while calendar.is_working_day(here.date()) is False:
        here += timedelta(days=1)
    return utc(here)
