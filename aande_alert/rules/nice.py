"""Features that NICE CG89 lists as reasons to consider or suspect maltreatment, as far as they were read.

Paraphrased, never quoted. The recommendation numbers are in the content. "Suspect" interrupts,
"consider" stays beside the assessment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aande_alert.domain.answers import Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.three_valued import any_of, is_missing, is_no, is_yes, under_months

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aande_alert.rules.content import RuleContent

EXPLANATIONS = ("suitable", "unsuitable", "absent")
_EXPLANATION = Input(
    "explanation", EXPLANATIONS, "Does the explanation fit, is it unsuitable, or is there none"
)


def does_not_fit(explanation: Answer[str]) -> Answer[bool]:
    """Return whether an explanation is unsuitable or absent, or why nobody has said."""
    return Given(explanation.value != "suitable") if isinstance(explanation, Given) else explanation


def opposite(answer: Answer[bool]) -> Answer[bool]:
    """Return the other answer; not recorded stays not recorded."""
    return Given(not answer.value) if isinstance(answer, Given) else answer


def feature(
    present: Answer[bool],
    signs: Mapping[str, Answer[bool]],
    rule: RuleContent,
    explained_by: Answer[bool] = Given(value=False),  # noqa: B008 - frozen
) -> RuleResult:
    """Return the answer of one recommendation.

    Args:
        present: The injury it is about.
        signs: Any of these makes it a reason.
        rule: Its content.
        explained_by: A cause that takes it out of the recommendation, major trauma or illness.
    """
    if is_no(present):
        return OutOfScope(rule.id, rule.version, str(rule.tables["absent"]))
    if is_yes(explained_by):
        return DoesNotFire(rule.id, rule.version)
    if is_missing(present):
        return CannotTell(rule.id, rule.version, ("present",))
    result = any_of(rule, signs)
    if isinstance(result, Fires) and is_missing(explained_by):
        return replace(result, missing=(*result.missing, "cause"))
    return result


def fracture(
    present: Answer[bool],
    explanation: Answer[str],
    fragility: Answer[bool],
    signs: Mapping[str, Answer[bool]],
    rule: RuleContent,
) -> RuleResult:
    """Return the answer of the narrowed fracture rule.

    Read literally the recommendation would fire on every ordinary fracture. Here it fires on an
    explanation that does not fit or is absent, and, without a bone disease, on any of the signs.

    Args:
        present: There is a fracture.
        explanation: Does the explanation fit.
        fragility: A bone disease is documented.
        signs: Not mobile, different ages, occult, rib or metaphysis, femur in a child who does not walk.
        rule: Content of `nice.fracture`.
    """
    unfit = does_not_fit(explanation)
    if is_yes(fragility):
        return feature(present, {"explanation": unfit}, rule)
    return feature(present, {"explanation": unfit, **signs}, rule)


def _runner(
    present: str, signs: Callable[[Inputs, RuleContent], dict[str, Answer[bool]]], cause: str = ""
) -> Callable[[Inputs, RuleContent], RuleResult]:
    """Return how to run one recommendation on a case."""

    def run(given: Inputs, rule: RuleContent) -> RuleResult:
        explained = given.yes_no(cause) if cause else Given(value=False)
        return feature(given.yes_no(present), signs(given, rule), rule, explained)

    return run


def _unfit(given: Inputs, _: RuleContent) -> dict[str, Answer[bool]]:
    return {"explanation": does_not_fit(given.choice("explanation"))}


def _burn_signs(given: Inputs, _: RuleContent) -> dict[str, Answer[bool]]:
    named = {name: given.yes_no(name) for name in ("not_mobile", "protected_place", "implement", "immersion")}
    return {"explanation": does_not_fit(given.choice("explanation")), **named}


def _brain_signs(given: Inputs, rule: RuleContent) -> dict[str, Answer[bool]]:
    return {
        "explanation": does_not_fit(given.choice("explanation")),
        "under_three": under_months(given.number("age_months"), rule.limits["under_months"]),
        "other_injury": given.yes_no("other_injury"),
        "subdurals": given.yes_no("subdurals"),
    }


_FRACTURE_SIGNS = (
    yes_no("not_mobile", "The child does not move about alone"),
    yes_no("different_ages", "Fractures of different ages"),
    yes_no("occult", "Found on X-ray without a sign of it"),
    yes_no("rib_or_metaphysis", "A rib, or the end of a long bone"),
    yes_no("femur_not_walking", "Thigh bone in a child who does not walk"),
)


def _run_fracture(given: Inputs, rule: RuleContent) -> RuleResult:
    signs = {item.name: given.yes_no(item.name) for item in _FRACTURE_SIGNS}
    fragility = given.yes_no("fragility")
    return fracture(given.yes_no("fracture"), given.choice("explanation"), fragility, signs, rule)


RULES = (
    CheckableRule(
        "nice.shaped-bruise",
        (yes_no("bruise", "There is a bruise"), yes_no("shaped", "It has the shape of a hand or implement")),
        _runner("bruise", lambda given, _: {"shaped": given.yes_no("shaped")}),
    ),
    CheckableRule(
        "nice.bruise",
        (
            yes_no("bruise", "There is a bruise or a patch of petechiae"),
            yes_no("cause_documented", "A medical cause is documented"),
            _EXPLANATION,
        ),
        _runner("bruise", _unfit, "cause_documented"),
    ),
    CheckableRule(
        "nice.human-bite",
        (
            yes_no("bite", "There is a human bite"),
            yes_no("by_young_child", "It is likely that a young child did it"),
        ),
        _runner("bite", lambda given, _: {"not_a_child": opposite(given.yes_no("by_young_child"))}),
    ),
    CheckableRule(
        "nice.cut",
        (yes_no("cut", "There is a cut, graze or scar"), _EXPLANATION),
        _runner("cut", _unfit),
    ),
    CheckableRule(
        "nice.burn",
        (
            yes_no("burn", "There is a burn or scald"),
            _EXPLANATION,
            yes_no("not_mobile", "The child does not move about alone"),
            yes_no("protected_place", "Back of the hand, sole, buttock or back"),
            yes_no("implement", "It has the shape of an implement"),
            yes_no("immersion", "It looks like forced immersion"),
        ),
        _runner("burn", _burn_signs),
    ),
    CheckableRule(
        "nice.fracture",
        (
            yes_no("fracture", "There is a fracture"),
            _EXPLANATION,
            yes_no("fragility", "A bone disease is documented"),
            *_FRACTURE_SIGNS,
        ),
        _run_fracture,
    ),
    CheckableRule(
        "nice.intracranial",
        (
            yes_no("intracranial_injury", "There is an injury inside the skull"),
            yes_no("major_cause", "Major confirmed accident, or a medical cause"),
            _EXPLANATION,
            Input("age_months", ("<months>",), "Age in months"),
            yes_no("other_injury", "Retinal haemorrhage, rib or long-bone fracture, other inflicted injury"),
            yes_no("subdurals", "Several subdural bleeds"),
        ),
        _runner("intracranial_injury", _brain_signs, "major_cause"),
    ),
    CheckableRule(
        "nice.mouth",
        (yes_no("mouth_injury", "There is an injury of the mouth"), _EXPLANATION),
        _runner("mouth_injury", _unfit),
    ),
)
