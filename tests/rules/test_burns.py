"""The BuRN-Tool once a clinician has filled in weights (invented here), and the loudness of a scald."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, NotEvaluated, OutOfScope, Tier
from aande_alert.rules.burns import BURN_ITEMS, burn_tool, scald_triage, weights_faults
from aande_alert.rules.content import load_content
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate

CONTENT = load_content()
RULE, SCALD = CONTENT.rules["burns.burn-tool"], CONTENT.rules["burns.scald-triage"]
NAMES = [item.name for item in BURN_ITEMS]
INVENTED = dict(zip(NAMES, (1, 1, 1, 2, 2, 2, 3), strict=True))
FILLED = replace(RULE, tables={"weights": INVENTED})
YES, NO = Given(value=True), Given(value=False)


def items(*present: str, missing: tuple[str, ...] = ()) -> dict[str, Answer[bool]]:
    """Return the seven items, present, missing or absent."""
    return {name: YES if name in present else NOT_ASKED if name in missing else NO for name in NAMES}


@pytest.mark.parametrize(
    ("present", "missing", "answer"),
    [
        ((), (), DoesNotFire),
        (tuple(NAMES), (), Fires),
        (("under_five", "known_to_social_care"), (), DoesNotFire),
        (("under_five", "full_thickness"), (), Fires),
        (("full_thickness",), ("under_five",), CannotTell),
        (("under_five",), ("known_to_social_care",), DoesNotFire),
    ],
)
def test_the_score_prompts_at_three_of_twelve(
    present: tuple[str, ...], missing: tuple[str, ...], answer: type
) -> None:
    assert isinstance(burn_tool(YES, items(*present, missing=missing), FILLED), answer)


def test_all_items_score_twelve() -> None:
    result = burn_tool(YES, items(*NAMES), FILLED)
    assert isinstance(result, Fires)
    assert dict(result.facts) == {"score": "12"}


def test_no_burn_is_out_of_scope_and_an_unrecorded_one_cannot_be_told() -> None:
    assert isinstance(burn_tool(NO, items(), FILLED), OutOfScope)
    result = burn_tool(NOT_ASKED, items(), FILLED)
    assert isinstance(result, CannotTell)
    assert result.missing == ("burn",)


@pytest.mark.parametrize(
    ("weights", "limits", "fault"),
    [
        ({}, {}, "not every item has a weight"),
        ({**INVENTED, "supervision": 4}, {}, "do not add up to 12"),
        ({**INVENTED, "supervision": 0}, {}, "not a positive whole number"),
        ({**INVENTED, "supervision": "3"}, {}, "not a positive whole number"),
        (INVENTED, {"cut_off": 4.0}, "the cut-off is not 3"),
    ],
)
def test_weights_that_cannot_be_the_published_ones_keep_the_rule_silent_and_say_so(
    weights: dict[str, Any], limits: dict[str, float], fault: str
) -> None:
    wrong = replace(RULE, tables={"weights": weights}, limits={**RULE.limits, **limits})
    assert any(fault in found for found in weights_faults(wrong))
    result = burn_tool(YES, items(*NAMES), wrong)
    assert isinstance(result, NotEvaluated)
    assert fault in result.reason


def test_a_clinician_who_switches_it_on_with_weights_gets_its_answer() -> None:
    rules = {**CONTENT.rules, RULE.id: replace(FILLED, on=True)}
    given = dict.fromkeys(NAMES, True)
    result = evaluate(RULE.id, {"burn": True, **given}, replace(CONTENT, rules=rules))
    finding = prompt(result, CONTENT)
    assert finding is not None
    assert finding.body.startswith("BuRN-Tool score 12 of 12.")


def test_the_published_percentages_fit_whole_children() -> None:
    assert round(42 / 50, 3) == 0.84
    assert round(14 / 16, 3) == 0.875
    assert round(28 / 34, 3) == 0.824
    assert round(334 / 1174, 3) == 0.284


@pytest.mark.parametrize(
    ("features", "tier"),
    [
        (("immersion", "hot_tap_water", "symmetry"), Tier.INTERRUPTS),
        (("spill", "sibling_blamed"), Tier.STAYS),
        (("glove_stocking",), Tier.STAYS),
    ],
)
def test_two_features_to_rule_out_interrupt_and_one_stays_beside(
    features: tuple[str, ...], tier: Tier
) -> None:
    finding = prompt(scald_triage(YES, Given(features), SCALD), CONTENT)
    assert finding is not None
    assert finding.tier is tier
