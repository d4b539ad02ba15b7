"""Burns: the BuRN-Tool, off until a clinician supplies its weights, and the scald triage table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Answer, Given
from aande_alert.domain.findings import (
    CannotTell,
    DoesNotFire,
    Fires,
    NotEvaluated,
    OutOfScope,
    RuleResult,
    Tier,
)
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.three_valued import is_missing, is_no, named_missing, named_yes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.rules.content import RuleContent

BURN_ITEMS = (
    yes_no("under_five", "The child is under five"),
    yes_no("known_to_social_care", "Known to social care"),
    yes_no("concerning_explanation", "The explanation is concerning"),
    yes_no("full_thickness", "Full-thickness burn"),
    yes_no("uncommon_place", "A place that accidents rarely burn"),
    yes_no("bilateral", "On both sides"),
    yes_no("supervision", "Concern about supervision"),
)

_RED = (
    "immersion", "hot_tap_water", "clear_upper_limits", "symmetry", "isolated_buttock_perineum",
    "isolated_lower_limbs", "unrelated_injury", "history_incompatible", "fearful_child", "previous_abuse",
    "domestic_violence", "many_prior_injuries", "sibling_blamed",
)  # fmt: skip
_AMBER = (
    "uniform_depth", "skin_fold_sparing", "central_sparing_buttocks", "glove_stocking", "previous_burn",
    "neglect", "history_against_development", "trigger", "differing_accounts", "lack_of_concern",
    "unrelated_adult", "known_to_services",
)  # fmt: skip
_WHITE = (
    "spill", "flowing_water", "beverage", "irregular_margin", "no_stocking", "asymmetric_lower_limbs",
    "head_neck_trunk",
)  # fmt: skip


def weights_faults(rule: RuleContent) -> tuple[str, ...]:
    """Return what is wrong with the weights that were filled in; none where they can be the published ones.

    The paper prints a range of 0 to 12 and a cut-off of 3; the weights themselves were not read.
    """
    weights: Mapping[str, object] = rule.tables["weights"]
    faults = []
    if set(weights) != {item.name for item in BURN_ITEMS}:
        faults.append("not every item has a weight")
    whole = [weight for weight in weights.values() if isinstance(weight, int) and weight > 0]
    if len(whole) != len(weights):
        faults.append("a weight is not a positive whole number")
    if sum(whole) != int(rule.limits["most"]):
        faults.append("the weights do not add up to 12")
    if rule.limits["cut_off"] != 3:  # noqa: PLR2004 - the published cut-off
        faults.append("the cut-off is not 3")
    return tuple(faults)


def burn_tool(burn: Answer[bool], items: Mapping[str, Answer[bool]], rule: RuleContent) -> RuleResult:
    """Return the answer of the BuRN-Tool, from weights a clinician has filled in.

    Args:
        burn: There is a burn or scald.
        items: The seven items.
        rule: Content of `burns.burn-tool`.
    """
    faults = weights_faults(rule)
    if faults:
        return NotEvaluated(rule.id, rule.version, f"The weights cannot be used: {'; '.join(faults)}.")
    if is_no(burn):
        return OutOfScope(rule.id, rule.version, "there is no burn")
    weights = rule.tables["weights"]
    present = named_yes(items.items())
    missing = named_missing(items.items())
    known = sum(weights[name] for name in present)
    if known >= rule.limits["cut_off"]:
        return Fires(rule.id, rule.version, present, missing, facts=(("score", str(known)),))
    if is_missing(burn) or known + sum(weights[name] for name in missing) >= rule.limits["cut_off"]:
        return CannotTell(rule.id, rule.version, missing or ("burn",))
    return DoesNotFire(rule.id, rule.version)


def scald_triage(scald: Answer[bool], features: Answer[tuple[str, ...]], rule: RuleContent) -> RuleResult:
    """Return the answer of the scald triage table; features that make harm unlikely never silence it.

    Args:
        scald: There is a scald.
        features: Which features of the table were recorded.
        rule: Content of `burns.scald-triage`.
    """
    if is_no(scald):
        return OutOfScope(rule.id, rule.version, "there is no scald")
    if not isinstance(features, Given):
        return CannotTell(rule.id, rule.version, ("features",))
    words = rule.tables["signs"]
    red = tuple(name for name in features.value if name in _RED)
    amber = tuple(name for name in features.value if name in _AMBER)
    if red:
        tier = Tier.INTERRUPTS if len(red) > 1 else Tier.STAYS
        named = ", ".join(str(words[name]) for name in red)
        return Fires(rule.id, rule.version, (*red, *amber), facts=(("signs", named),), tier=tier)
    if amber:
        named = ", ".join(str(words[name]) for name in amber)
        return Fires(rule.id, rule.version, amber, wording="considered", facts=(("signs", named),))
    return DoesNotFire(rule.id, rule.version)


def _run_burn_tool(given: Inputs, rule: RuleContent) -> RuleResult:
    return burn_tool(given.yes_no("burn"), {item.name: given.yes_no(item.name) for item in BURN_ITEMS}, rule)


def _run_scald(given: Inputs, rule: RuleContent) -> RuleResult:
    return scald_triage(given.yes_no("scald"), given.choices("features"), rule)


RULES = (
    CheckableRule(
        "burns.burn-tool", (yes_no("burn", "There is a burn or scald"), *BURN_ITEMS), _run_burn_tool
    ),
    CheckableRule(
        "burns.scald-triage",
        (
            yes_no("scald", "There is a scald"),
            Input("features", (*_RED, *_AMBER, *_WHITE), "Features of the table that were recorded"),
        ),
        _run_scald,
    ),
)
