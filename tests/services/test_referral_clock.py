"""Clocks of a referral: working days of the nation, and the safe side where no calendar reaches."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aande_alert.domain.referral import ReferralState
from aande_alert.rules.content import Content
from aande_alert.services.referral_clock import next_due, one_working_day_after, written_due


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-25T16:58", "2026-11-26T16:58"),  # Wednesday
        ("2026-11-27T16:58", "2026-11-30T16:58"),  # Friday
        ("2026-11-28T09:00", "2026-11-30T09:00"),  # Saturday
        ("2026-12-24T12:00", "2026-12-29T12:00"),  # over Christmas, Boxing Day taken on Monday
        ("2026-03-27T12:00", "2026-03-30T11:00"),  # the clocks go forward: noon stays noon in London
    ],
)
def test_one_working_day_is_the_same_time_on_the_next_working_day(
    at: str, due: str, content: Content
) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    wanted = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert one_working_day_after(moment, content.policy.calendar) == wanted


def test_where_no_calendar_reaches_a_weekday_counts_so_that_nobody_waits_too_long(content: Content) -> None:
    moment = datetime(2999, 1, 1, 12, tzinfo=UTC)
    assert one_working_day_after(moment, content.policy.calendar) == datetime(2999, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("state", [ReferralState.DECISION, ReferralState.CLOSED, ReferralState.SIGNED])
def test_no_clock_runs_where_nobody_is_waited_for(state: ReferralState, content: Content) -> None:
    assert next_due(state, datetime(2026, 11, 25, tzinfo=UTC), content.policy.calendar) == (None, "")


def test_the_written_referral_is_due_by_the_hospitals_own_limit() -> None:
    due, words = written_due(datetime(2026, 11, 22, 16, 31, tzinfo=UTC), 48)
    assert (due.day, words) == (24, "Written referral due by 24-Nov-2026 16:31")
