"""Head injury in the very young: the PredAHT high band, PediBIRN-4 and PIBIS.

No probability is shown: the PredAHT table was not read, and only the band its abstract prints is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.seen_child import DAYS_IN_MONTH
from aande_alert.rules.three_valued import is_no, is_yes, named_missing, named_yes, under_months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.rules.content import RuleContent

PREDAHT_ITEMS = (
    yes_no("head_neck_bruising", "Bruising of head or neck"),
    yes_no("seizures", "Seizures"),
    yes_no("apnoea", "Apnoea"),
    yes_no("rib_fracture", "Rib fracture"),
    yes_no("long_bone_fracture", "Long-bone fracture"),
    yes_no("retinal_haemorrhage", "Retinal haemorrhage"),
)
_WEIGHTY = {"rib_fracture", "retinal_haemorrhage"}
_ANY_THREE = 3

PEDIBIRN_ITEMS = (
    yes_no("respiratory", "Significant trouble breathing before admission"),
    yes_no("bruising_ten", "Any bruising of torso, ears or neck"),
    yes_no("subdural", "Subdural bleeding on both sides or between the hemispheres"),
    yes_no("complex_fracture", "A skull fracture other than one simple line in one parietal bone"),
)


def _out_of_head_scope(age: Answer[float], present: Answer[bool], rule: RuleContent) -> str:
    """Return why a child is outside a head-injury rule; empty where in scope or not yet known."""
    if is_no(under_months(age, rule.limits["under_months"])):
        return "the child is three or older"
    return str(rule.tables["absent"]) if is_no(present) else ""


def predaht_band(items: Mapping[str, Answer[bool]]) -> str:
    """Return `high`, `possible` (missing answers could make it high) or `not_high`."""
    if _high(named_yes(items.items())):
        return "high"
    return "possible" if _high((*named_yes(items.items()), *named_missing(items.items()))) else "not_high"


def _high(present: tuple[str, ...]) -> bool:
    return len(present) >= _ANY_THREE or (len(present) > 1 and bool(_WEIGHTY & set(present)))


def predaht(
    age: Answer[float], injury: Answer[bool], items: Mapping[str, Answer[bool]], rule: RuleContent
) -> RuleResult:
    """Prompt for the high band of PredAHT in a child under three with an intracranial injury on imaging.

    Args:
        age: In months.
        injury: Intracranial injury on imaging.
        items: The six features.
        rule: Content of `head.predaht`.
    """
    outside = _out_of_head_scope(age, injury, rule)
    if outside:
        return OutOfScope(rule.id, rule.version, outside)
    missing = named_missing((("age", under_months(age, 0)), ("injury", injury)))
    if missing:
        return CannotTell(rule.id, rule.version, missing)
    band = predaht_band(items)
    present = named_yes(items.items())
    missing = named_missing(items.items())
    if band == "high":
        words = ", ".join(str(rule.tables["signs"][name]) for name in present)
        return Fires(rule.id, rule.version, present, missing, facts=(("signs", words),))
    if band == "possible":
        return CannotTell(rule.id, rule.version, missing, present)
    return DoesNotFire(rule.id, rule.version)


def pedibirn(
    age: Answer[float], injury: Answer[bool], items: Mapping[str, Answer[bool]], rule: RuleContent
) -> RuleResult:
    """Prompt for PediBIRN-4 in a head-injured child under three; the fracture alone is shown apart.

    Args:
        age: In months.
        injury: Acute head injury.
        items: The four items.
        rule: Content of `head.pedibirn-4`.
    """
    outside = _out_of_head_scope(age, injury, rule)
    if outside:
        return OutOfScope(rule.id, rule.version, outside)
    missing = named_missing((("age", under_months(age, 0)), ("injury", injury), *items.items()))
    present = named_yes(items.items())
    if present and not {"age", "injury"} & set(missing):
        wording = "fracture_only" if present == ("complex_fracture",) else "standard"
        words = ", ".join(str(rule.tables["signs"][name]) for name in present)
        return Fires(rule.id, rule.version, present, missing, wording, (("signs", words),))
    return CannotTell(rule.id, rule.version, missing) if missing else DoesNotFire(rule.id, rule.version)


def pibis(
    scope: Mapping[str, Answer[bool]], points: Mapping[str, Answer[bool]], rule: RuleContent
) -> RuleResult:
    """Prompt for PIBIS: a well-looking infant without a history of trauma who may need a scan.

    Args:
        scope: What must hold: age 30 to 364 days, well appearing, under 38.3, no trauma told, a symptom.
        points: The four scored items.
        rule: Content of `head.pibis`.
    """
    outside = [name for name, answer in scope.items() if is_no(answer)]
    if outside:
        return OutOfScope(rule.id, rule.version, str(rule.tables["outside"][outside[0]]))
    unknown = named_missing(scope.items())
    if unknown:
        return CannotTell(rule.id, rule.version, unknown)
    worth = rule.tables["points"]
    known = sum(worth[name] for name, answer in points.items() if is_yes(answer))
    missing = named_missing(points.items())
    if known >= rule.limits["cut_off"]:
        return Fires(
            rule.id, rule.version, named_yes(points.items()), missing, facts=(("score", str(known)),)
        )
    if known + sum(worth[name] for name in missing) >= rule.limits["cut_off"]:
        return CannotTell(rule.id, rule.version, missing, named_yes(points.items()))
    return DoesNotFire(rule.id, rule.version)


def _run_predaht(given: Inputs, rule: RuleContent) -> RuleResult:
    items = {item.name: given.yes_no(item.name) for item in PREDAHT_ITEMS}
    return predaht(given.number("age_months"), given.yes_no("intracranial_injury"), items, rule)


def _run_pedibirn(given: Inputs, rule: RuleContent) -> RuleResult:
    items = {item.name: given.yes_no(item.name) for item in PEDIBIRN_ITEMS}
    return pedibirn(given.number("age_months"), given.yes_no("head_injury"), items, rule)


def pibis_scope(
    age_days: Answer[float], temperature: Answer[float], told: Mapping[str, Answer[bool]], rule: RuleContent
) -> dict[str, Answer[bool]]:
    """Return what must hold for PIBIS, from age in days, temperature in degrees Celsius and three answers."""
    days: Answer[bool] = age_days if not isinstance(age_days, Given) else Given(
        rule.limits["from_days"] <= age_days.value <= rule.limits["to_days"]
    )  # fmt: skip
    trauma = told["trauma_history"]
    return {
        "age": days,
        "well": told["well_appearing"],
        "temperature": under_months(temperature, rule.limits["temperature"]),
        "trauma": Given(not trauma.value) if isinstance(trauma, Given) else trauma,
        "symptom": told["symptom"],
    }


def _run_pibis(given: Inputs, rule: RuleContent) -> RuleResult:
    days = given.number("age_days")
    months = given.number("age_months")
    if isinstance(months, Given) and is_missing_number(days):
        days = Given(months.value * DAYS_IN_MONTH)
    told = {name: given.yes_no(name) for name in ("well_appearing", "trauma_history", "symptom")}
    scope = pibis_scope(days, given.number("temperature"), told, rule)
    points: dict[str, Answer[bool]] = {
        "skin": given.yes_no("skin_abnormal"),
        "age": at_least(days, rule.limits["age_months"] * DAYS_IN_MONTH),
        "head": above(given.number("head_centile"), rule.limits["head_centile"]),
        "haemoglobin": under_months(given.number("haemoglobin"), rule.limits["haemoglobin"]),
    }
    return pibis(scope, points, rule)


def is_missing_number(answer: Answer[float]) -> bool:
    """Say whether a number was not recorded."""
    return not isinstance(answer, Given)


def at_least(answer: Answer[float], limit: float) -> Answer[bool]:
    """Return whether a number reaches a limit, or why nobody knows."""
    return Given(answer.value >= limit) if isinstance(answer, Given) else answer


def above(answer: Answer[float], limit: float) -> Answer[bool]:
    """Return whether a number is over a limit, or why nobody knows."""
    return Given(answer.value > limit) if isinstance(answer, Given) else answer


_AGE = Input("age_months", ("<months>",), "Age in months")

RULES = (
    CheckableRule(
        "head.predaht",
        (_AGE, yes_no("intracranial_injury", "Intracranial injury on imaging"), *PREDAHT_ITEMS),
        _run_predaht,
    ),
    CheckableRule(
        "head.pedibirn-4", (_AGE, yes_no("head_injury", "Acute head injury"), *PEDIBIRN_ITEMS), _run_pedibirn
    ),
    CheckableRule(
        "head.pibis",
        (
            Input("age_days", ("<days>",), "Age in days; or give age_months"),
            _AGE,
            yes_no("well_appearing", "The infant looks well"),
            yes_no("trauma_history", "An injury is told of"),
            yes_no("symptom", "A symptom that goes with raised risk"),
            Input("temperature", ("<degrees Celsius>",), "Temperature"),
            yes_no("skin_abnormal", "The skin is abnormal"),
            Input("head_centile", ("<centile>",), "Head circumference, centile"),
            Input("haemoglobin", ("<g/dL>",), "Haemoglobin in grams per decilitre"),
        ),
        _run_pibis,
    ),
)
