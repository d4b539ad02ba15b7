"""What the clinical rules say of one assessment; a rule that breaks shows as not evaluated."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import NotEvaluated
from aande_alert.domain.injuries import Looked
from aande_alert.domain.wording import local
from aande_alert.drawings.figures import body_regions
from aande_alert.rules.accounts import accounts_differ, differences, time_to_being_seen
from aande_alert.rules.bruising import marks_when_not_mobile, ten_four
from aande_alert.rules.development import Able, ability_needed
from aande_alert.rules.prompting import prompts
from aande_alert.rules.seen_child import Mark, SeenChild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from aande_alert.domain.accounts import Account, Difference
    from aande_alert.domain.assessment import Assessment
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.findings import Finding, RuleResult
    from aande_alert.rules.content import Content, RuleContent

_RULE_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def accounts_that_differ(accounts: tuple[Entry[Account], ...], content: Content) -> tuple[Difference, ...]:
    """Return on which axes the accounts differ, worked out from the fields alone."""
    return differences([entry.body for entry in accounts], content.rules["accounts.differ"])


def prompts_for(assessment: Assessment, content: Content, now: datetime) -> tuple[Finding, ...]:
    """Return every prompt that stands beside an assessment, most serious first.

    Args:
        assessment: As captured so far.
        content: Words, thresholds and switches.
        now: The day of the visit, for ages.
    """
    child = seen_child(assessment, now)
    return prompts((_evaluate(rule, run) for rule, run in _rules(assessment, child, content)), content)


def _rules(
    assessment: Assessment, child: SeenChild, content: Content
) -> Iterator[tuple[RuleContent, Callable[[], RuleResult]]]:
    rules = content.rules
    if assessment.injuries or assessment.looks:
        not_mobile, ten = rules["bruising.not-mobile"], rules["bruising.ten-4-facesp"]
        yield not_mobile, partial(marks_when_not_mobile, child, not_mobile)
        yield ten, partial(ten_four, child, ten)
    accounts = [entry.body for entry in assessment.accounts]
    if not accounts:
        return
    if len(accounts) > 1:
        differ = rules["accounts.differ"]
        yield differ, partial(accounts_differ, accounts, differ)
    delay = rules["presentation.delay"]
    yield delay, partial(time_to_being_seen, accounts, assessment.attendance.arrived_at, delay)
    ability = rules["explanation.ability"]
    able = Able.of(child)
    for number, entry in enumerate(assessment.accounts, start=1):
        if entry.body.needs_ability:
            needs = Given(entry.body.needs_ability)
            yield ability, partial(ability_needed, able, needs, ability, f"account {number}")


def _evaluate(rule: RuleContent, run: Callable[[], RuleResult]) -> RuleResult:
    if not rule.on:
        return NotEvaluated(rule.id, rule.version, rule.off_because or "The rule is switched off here.")
    try:
        return run()
    except _RULE_FAULTS as fault:
        return NotEvaluated(rule.id, rule.version, f"The rule could not be run ({type(fault).__name__}).")


def seen_child(assessment: Assessment, now: datetime) -> SeenChild:
    """Return the child as the rules see it: only what was seen and written down."""
    marks = tuple(
        Mark.from_injury(entry.head.id, entry.body, body_regions()) for entry in assessment.injuries
    )
    looked = any(entry.body.looked is Looked.NO_INJURY_SEEN for entry in assessment.looks.values())
    return SeenChild(
        born=assessment.person.birth.on,
        seen_on=local(now).date(),
        mobility=_mobility(assessment),
        marks=Given(marks) if marks or looked else NOT_ASKED,
    )


def _mobility(assessment: Assessment) -> Answer[str]:
    """Return the most the child was seen to do; what was asked at triage stands until somebody has looked."""
    for question in ("development.mobility", "triage.mobile"):
        entry = assessment.answers.get(question)
        if entry is not None:
            answer = entry.body.answer
            return Given(str(answer.value)) if isinstance(answer, Given) else answer
    return NOT_ASKED
