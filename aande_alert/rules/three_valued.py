"""Present, absent, not recorded: what a rule may take an answer for. Not recorded is never absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, RuleResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aande_alert.domain.answers import Answer
    from aande_alert.rules.content import RuleContent


def is_yes(answer: Answer[bool]) -> bool:
    """Say whether somebody recorded that it is so."""
    return isinstance(answer, Given) and answer.value


def is_no(answer: Answer[bool]) -> bool:
    """Say whether somebody recorded that it is not so."""
    return isinstance(answer, Given) and not answer.value


def is_missing(answer: Answer[bool]) -> bool:
    """Say whether nobody recorded it either way, whatever the reason."""
    return not isinstance(answer, Given)


def named_yes(named: Iterable[tuple[str, Answer[bool]]]) -> tuple[str, ...]:
    """Return the names of what is present."""
    return tuple(name for name, answer in named if is_yes(answer))


def named_missing(named: Iterable[tuple[str, Answer[bool]]]) -> tuple[str, ...]:
    """Return the names of what nobody recorded."""
    return tuple(name for name, answer in named if is_missing(answer))


def any_of(rule: RuleContent, signs: Mapping[str, Answer[bool]], wording: str = "standard") -> RuleResult:
    """Return that a rule fires on any sign present, cannot tell while one is missing, and else does not.

    Args:
        rule: Its content; the signs' names have words under `missing`.
        signs: Each sign with its answer.
        wording: Which text to show; `{signs}` in it is filled with the names of what is present.
    """
    present = named_yes(signs.items())
    missing = named_missing(signs.items())
    if present:
        words = ", ".join(str(rule.tables["signs"][name]) for name in present)
        return Fires(rule.id, rule.version, present, missing, wording, (("signs", words),))
    if missing:
        return CannotTell(rule.id, rule.version, missing)
    return DoesNotFire(rule.id, rule.version)


def under_months(age: Answer[float], months: float) -> Answer[bool]:
    """Return whether an age in months is under a limit, or why nobody knows."""
    return Given(age.value < months) if isinstance(age, Given) else age
