"""A seriously ill baby without a clear cause: look for signs of injury, and say who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult, Tier
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.three_valued import is_missing, is_no, is_yes, named_yes, under_months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aande_alert.rules.content import RuleContent

CAUSES = ("none", "possible_infection", "confirmed")
SIGNS = (
    yes_no("skin_mark", "Any mark on the skin"),
    yes_no("eye_or_mouth_bleeding", "Bleeding on the white of an eye or in the mouth"),
    yes_no("head_large", "Head over the 85th centile, or crossing centiles upwards"),
    yes_no("earlier_injury", "An earlier injury that was never explained"),
)


def seriously_ill(
    under_limit: Answer[bool],
    serious: Answer[bool],
    cause: Answer[str],
    signs: Mapping[str, Answer[bool]],
    undressed: Answer[bool],
    *,
    rule: RuleContent,
) -> RuleResult:
    """Prompt to look for injury in a seriously ill baby without a confirmed cause.

    Args:
        under_limit: The child is younger than the rule's limit.
        serious: Seriously ill: resuscitation, high triage category, reduced consciousness.
        cause: None, a possible infection without a source, or confirmed.
        signs: Signs of injury; any of them makes the prompt interrupt.
        undressed: The baby was looked at fully undressed.
        rule: Content of `unwell.no-clear-cause`.
    """
    if is_no(under_limit):
        return OutOfScope(rule.id, rule.version, "the child is a year or older")
    if is_no(serious):
        return OutOfScope(rule.id, rule.version, "the child is not seriously ill")
    if isinstance(cause, Given) and cause.value == "confirmed":
        return DoesNotFire(rule.id, rule.version)
    needed = (("age", under_limit), ("serious", serious))
    missing = tuple(name for name, answer in needed if is_missing(answer))
    if missing:
        return CannotTell(rule.id, rule.version, missing)
    present = named_yes(signs.items())
    words = ", ".join(str(rule.tables["signs"][name]) for name in present)
    return Fires(
        rule.id,
        rule.version,
        ("serious", *present),
        missing=() if is_yes(undressed) else ("undressed",),
        wording="sign" if present else "standard",
        facts=(("signs", words),),
        tier=Tier.INTERRUPTS if present else None,
    )


def can_be_closed(undressed: Answer[bool]) -> bool:
    """Say whether "no injuries seen" may be recorded: only after the baby was seen fully undressed."""
    return is_yes(undressed)


def _run_ill(given: Inputs, rule: RuleContent) -> RuleResult:
    return seriously_ill(
        under_months(given.number("age_months"), rule.limits["under_months"]),
        given.yes_no("serious"),
        given.choice("cause"),
        {item.name: given.yes_no(item.name) for item in SIGNS},
        given.yes_no("undressed"),
        rule=rule,
    )


RULES = (
    CheckableRule(
        "unwell.no-clear-cause",
        (
            Input("age_months", ("<months>",), "Age in months"),
            yes_no("serious", "Seriously ill"),
            Input("cause", CAUSES, "No cause, a possible infection without a source, or a confirmed cause"),
            *SIGNS,
            yes_no("undressed", "Looked at fully undressed"),
        ),
        _run_ill,
    ),
)
