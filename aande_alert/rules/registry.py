"""Every clinical rule there is: listed with its inputs, run on a table of cases, run on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aande_alert.domain.errors import Refused
from aande_alert.domain.findings import NotEvaluated, RuleResult
from aande_alert.rules import (
    accounts,
    bruising,
    burns,
    development,
    growth_prompts,
    head_injury,
    nice,
    screening,
    unwell,
)
from aande_alert.rules.inputs import CheckableRule, Input, Inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aande_alert.rules.content import Content, RuleContent

ANSWERS = {
    "Fires": "fires",
    "DoesNotFire": "does_not_fire",
    "CannotTell": "cannot_tell",
    "OutOfScope": "out_of_scope",
    "NotEvaluated": "not_evaluated",
}

_RULES: dict[str, CheckableRule] = {
    rule.id: rule
    for module in (
        bruising,
        burns,
        head_injury,
        accounts,
        development,
        growth_prompts,
        nice,
        screening,
        unwell,
    )
    for rule in module.RULES
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as listed.

    Attributes:
        id: `bruising.not-mobile`.
        title: What it looks at.
        inputs: Its named inputs with their allowed values.
        version: Of logic and thresholds.
        source: What it was read in.
        on: Whether it is switched on here.
        off_because: Why not; empty where it is.
        reviewed: When words and thresholds were last looked at.
        review_by: When they must be again.
        accuracy: Published figures; empty where none were read.
        seeds: Points of the case-review learning it answers.
    """

    id: str
    title: str
    inputs: tuple[Input, ...]
    version: str
    source: str
    on: bool
    off_because: str
    reviewed: date
    review_by: date
    accuracy: str
    seeds: tuple[str, ...]


def listed(content: Content) -> tuple[RuleLine, ...]:
    """Return every rule that can be run, in the order of their ids."""
    return tuple(_line(_RULES[rule_id], content.rules[rule_id]) for rule_id in sorted(_RULES))


def _line(checkable: CheckableRule, rule: RuleContent) -> RuleLine:
    return RuleLine(
        id=rule.id,
        title=rule.title,
        inputs=checkable.inputs,
        version=rule.version,
        source=rule.source,
        on=rule.on,
        off_because=rule.off_because,
        reviewed=rule.reviewed,
        review_by=rule.review_by,
        accuracy=rule.accuracy,
        seeds=rule.seeds,
    )


def evaluate(rule_id: str, inputs: Mapping[str, Any], content: Content) -> RuleResult:
    """Return a rule's answer to one case.

    Raises:
        Refused: There is no such rule, or an input or its value is none of the rule's.
    """
    checkable = _RULES.get(rule_id)
    if checkable is None:
        what = f"There is no rule {rule_id}."
        raise Refused(what, "See `rules list` for every rule and its inputs.")
    given = Inputs(inputs, checkable.inputs)
    return run(content.rules[rule_id], lambda rule: checkable.run(given, rule))


def run(rule: RuleContent, ask: Callable[[RuleContent], RuleResult]) -> RuleResult:
    """Return a rule's answer, or that it was not evaluated: switched off, or broken by its content.

    A rule that breaks on one record must not take the others with it, and must not be silent.

    Args:
        rule: Its content.
        ask: Runs it on a record or a case.
    """
    if not rule.on:
        return NotEvaluated(rule.id, rule.version, rule.off_because)
    try:
        return ask(rule)
    except (ArithmeticError, LookupError, TypeError, ValueError) as fault:
        return NotEvaluated(rule.id, rule.version, f"The rule broke ({type(fault).__name__}).")


def word_of(result: RuleResult) -> str:
    """Return `fires`, `does_not_fire`, `cannot_tell`, `out_of_scope` or `not_evaluated`."""
    return ANSWERS[type(result).__name__]
