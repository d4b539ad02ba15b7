"""What is true of somebody on a day, whatever any desk typed; and what a list of that day shows of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aande_alert.demo.lives import Plan, true_answer
from aande_alert.domain.plans import PlanKind

if TYPE_CHECKING:
    from aande_alert.demo.script import Script

DAY = date(2026, 11, 22)
TRUE = [
    ("child_protection", date(2026, 10, 2), None, "child_protection"),
    ("child_protection", date(2026, 1, 1), DAY, "child_protection"),
    ("child_protection", date(2026, 11, 23), None, "not_listed"),
    ("child_protection", date(2025, 1, 1), date(2026, 11, 21), "plan_ended"),
    ("child_protection", date(2025, 1, 1), date(2025, 11, 22), "plan_ended"),
    ("child_protection", date(2025, 1, 1), date(2025, 11, 21), "not_listed"),
    ("looked_after", date(2020, 1, 1), None, "looked_after"),
    ("unborn", date(2026, 10, 1), None, "unborn"),
]


@pytest.fixture
def plan(script: Script) -> Plan:
    """Return Maisie's plan."""
    return next(plan for plan in script.plans if plan.who == "maisie")


@pytest.mark.parametrize(("kind", "starts", "ends", "answer"), TRUE)
def test_what_is_true_on_a_day(plan: Plan, kind: str, starts: date, ends: date | None, answer: str) -> None:
    one = replace(plan, kind=PlanKind(kind), starts=starts, ends=ends)
    assert true_answer((one,), DAY) == answer


def test_the_most_serious_plan_answers(plan: Plan) -> None:
    care = replace(plan, kind=PlanKind.LOOKED_AFTER)
    assert true_answer((care, plan), DAY) == "child_protection"


def test_nobody_without_a_plan_is_listed() -> None:
    assert true_answer((), DAY) == "not_listed"


def test_a_list_shows_a_plan_as_it_stood_that_day(plan: Plan) -> None:
    ended = replace(plan, starts=date(2025, 1, 1), ends=date(2026, 3, 1))
    before, after = ended.as_listed_on(date(2026, 2, 1)), ended.as_listed_on(date(2026, 4, 1))
    assert before is not None
    assert before.ends is None
    assert after == ended
    assert ended.as_listed_on(date(2024, 12, 31)) is None
    assert ended.as_listed_on(date(2028, 3, 2)) is None
