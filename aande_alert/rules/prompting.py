"""A rule's answer in the words of its content, for the panel beside the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from aande_alert.domain.findings import (
    CannotTell,
    DoesNotFire,
    Finding,
    Fires,
    NotEvaluated,
    OutOfScope,
    RuleResult,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.rules.content import Content, RuleContent

NO_PROMPT = "No prompt from this rule. That does not exclude harm."
_ORDER = {Tier.INTERRUPTS: 0, Tier.STAYS: 1, Tier.NOTE: 2}


def prompt(result: RuleResult, content: Content) -> Finding | None:
    """Return what a screen shows of one answer; `None` where there is nothing to show.

    A rule that could not be run, and one that cannot tell, are shown: silence is never an answer.
    """
    rule = content.rules[result.rule_id]
    match result:
        case Fires():
            return _fired(result, rule)
        case CannotTell(missing=missing, grounds=grounds):
            words = _missing_words(rule, missing)
            return Finding(
                result=result,
                tier=Tier.STAYS,
                title=f"Cannot tell yet: {rule.title[:1].lower()}{rule.title[1:]}",
                body=" ".join(words),
                next_steps=words,
                accuracy="",
                source=rule.source,
                reviewed=rule.reviewed,
                grounds=grounds,
                missing=words,
                seeds=rule.seeds,
            )
        case NotEvaluated(reason=reason):
            return Finding(
                result=result,
                tier=Tier.NOTE,
                title=f"Not evaluated: {rule.title[:1].lower()}{rule.title[1:]}",
                body=f"{reason} Nothing was ruled out.",
                next_steps=(),
                accuracy="",
                source=rule.source,
                reviewed=rule.reviewed,
                seeds=rule.seeds,
            )
        case DoesNotFire() | OutOfScope():
            return None
        case _:
            assert_never(result)


def _fired(result: Fires, rule: RuleContent) -> Finding:
    wording = rule.wordings[result.wording]
    facts = dict(result.facts)
    return Finding(
        result=result,
        tier=wording.tier if result.tier is None else result.tier,
        title=wording.title.format_map(facts),
        body=wording.body.format_map(facts),
        next_steps=tuple(step.format_map(facts) for step in wording.next_steps),
        accuracy=rule.accuracy,
        source=rule.source,
        reviewed=rule.reviewed,
        grounds=result.grounds,
        missing=_missing_words(rule, result.missing),
        senior_to_dismiss=rule.senior_to_dismiss,
        seeds=rule.seeds,
    )


def _missing_words(rule: RuleContent, missing: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rule.missing[name] for name in missing)


def prompts(results: Iterable[RuleResult], content: Content) -> tuple[Finding, ...]:
    """Return everything to show, what fired before what cannot tell, most serious first."""
    shown = [finding for result in results if (finding := prompt(result, content)) is not None]
    shown.sort(
        key=lambda finding: (not isinstance(finding.result, Fires), _ORDER[finding.tier], finding.rule_id)
    )
    return tuple(shown)
