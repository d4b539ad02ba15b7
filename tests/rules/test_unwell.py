"""A seriously ill baby: louder with a sign of injury, and never closed unseen."""

from __future__ import annotations

import pytest

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import Tier
from aande_alert.rules.content import load_content
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate
from aande_alert.rules.unwell import can_be_closed

CONTENT = load_content()
BABY = {"age_months": 2.3, "serious": True, "cause": "possible_infection"}


@pytest.mark.parametrize(
    ("undressed", "closed"), [(Given(value=True), True), (Given(value=False), False), (NOT_ASKED, False)]
)
def test_no_injury_seen_needs_the_baby_fully_undressed(undressed: Answer[bool], closed: bool) -> None:
    assert can_be_closed(undressed) is closed


def test_a_bruise_on_the_ear_makes_it_interrupt() -> None:
    quiet = prompt(evaluate("unwell.no-clear-cause", BABY, CONTENT), CONTENT)
    loud = prompt(evaluate("unwell.no-clear-cause", {**BABY, "skin_mark": True}, CONTENT), CONTENT)
    assert quiet is not None
    assert loud is not None
    assert (quiet.tier, loud.tier) == (Tier.STAYS, Tier.INTERRUPTS)
    assert quiet.missing == ("Look at the baby fully undressed, and record who did.",)


def test_a_baby_seen_undressed_is_not_asked_for_again() -> None:
    finding = prompt(evaluate("unwell.no-clear-cause", {**BABY, "undressed": True}, CONTENT), CONTENT)
    assert finding is not None
    assert finding.missing == ()
