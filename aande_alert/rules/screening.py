"""The four questions of SCAN, asked by the triage nurse; a worry on one of them is enough to prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.rules.inputs import CheckableRule, Inputs, yes_no
from aande_alert.rules.three_valued import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.domain.answers import Answer
    from aande_alert.domain.findings import RuleResult
    from aande_alert.rules.content import RuleContent

QUESTIONS = (
    yes_no("does_not_fit", "Worry: injury against the story and the child's stage"),
    yes_no("delay", "Worry: a delay that need not have been"),
    yes_no("interaction", "Worry: behaviour of adults or child with each other"),
    yes_no("other_signals", "Worry: anything else that makes you doubt the child's or family's safety"),
)


def scan(worries: Mapping[str, Answer[bool]], rule: RuleContent) -> RuleResult:
    """Return the answer of the four questions; not assessed is never "no worry".

    Args:
        worries: Each question, true where there is a worry.
        rule: Content of `screening.scan`.
    """
    return any_of(rule, worries)


def _run_scan(given: Inputs, rule: RuleContent) -> RuleResult:
    return scan({item.name: given.yes_no(item.name) for item in QUESTIONS}, rule)


RULES = (CheckableRule("screening.scan", QUESTIONS, _run_scan),)
