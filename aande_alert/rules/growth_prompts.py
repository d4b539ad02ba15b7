"""NICE NG75 on a baby's weight: early loss, birth weight not regained, and a fall through the centiles.

A fall is counted as a distance in centile spaces, two thirds of a standard deviation each, never as lines
crossed. Clothes make a weight read high, so a clothed weight may show a fall and can never rule one out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult
from aande_alert.rules.growth_standard import SPACE, centile_words
from aande_alert.rules.inputs import CheckableRule, Input, Inputs

if TYPE_CHECKING:
    from aande_alert.rules.content import RuleContent

_HAIR = 1e-9
"""Two spaces are two spaces, whatever the last bit of a binary fraction says."""

BARE = "bare"
FROM_CHART = "uk_chart"
FROM_WHO = "who"


def early_loss(
    birth: Answer[int], now: Answer[int], age: Answer[float], weighed: Answer[str], rule: RuleContent
) -> RuleResult:
    """Prompt when a newborn has lost more than a tenth of the birth weight.

    Args:
        birth: Birth weight in whole grams.
        now: Weight in whole grams.
        age: In days; where not given the baby is taken to be a newborn.
        weighed: `bare` where without clothes and nappy.
        rule: Content of `growth.early-loss`.
    """
    if isinstance(age, Given) and age.value >= rule.limits["until_days"]:
        return OutOfScope(rule.id, rule.version, "the baby is three weeks or older")
    missing = _missing(birth=birth, now=now)
    if missing or not (isinstance(birth, Given) and isinstance(now, Given)):
        return CannotTell(rule.id, rule.version, missing)
    lost = birth.value - now.value
    if lost * rule.limits["one_part_in"] <= birth.value:
        return _no_prompt(weighed, rule)
    facts = (
        ("loss", f"{100 * lost / birth.value:.1f} %"),
        ("birth", _kg(birth.value)),
        ("now", _kg(now.value)),
    )
    return Fires(rule.id, rule.version, ("birth", "now"), _dressed(weighed), facts=facts)


def not_regained(
    birth: Answer[int], now: Answer[int], age: Answer[float], weighed: Answer[str], rule: RuleContent
) -> RuleResult:
    """Prompt when a child of three weeks or more weighs less than at birth.

    Args:
        birth: Birth weight in whole grams.
        now: Weight in whole grams.
        age: In days.
        weighed: `bare` where without clothes and nappy.
        rule: Content of `growth.not-regained`.
    """
    if isinstance(age, Given) and age.value < rule.limits["from_days"]:
        return OutOfScope(rule.id, rule.version, "the baby is younger than three weeks")
    if isinstance(age, Given) and age.value >= rule.limits["until_days"]:
        return OutOfScope(rule.id, rule.version, "the child is a year or older")
    missing = _missing(age=age, birth=birth, now=now)
    if missing or not (isinstance(birth, Given) and isinstance(now, Given)):
        return CannotTell(rule.id, rule.version, missing)
    if now.value >= birth.value:
        return _no_prompt(weighed, rule)
    facts = (("birth", _kg(birth.value)), ("now", _kg(now.value)))
    return Fires(rule.id, rule.version, ("birth", "now"), _dressed(weighed), facts=facts)


@dataclass(frozen=True, slots=True)
class WeightFigures:
    """Two weights as standard deviations from the median.

    Attributes:
        birth: Of the birth weight.
        birth_from: `uk_chart` where read from a UK chart or red book, `who` where worked out here: the
            WHO standard is not what UK charts use before two weeks, so a fall cannot be counted from it.
        now: Of the weight now, by the age UK charts use.
        now_other: By the other age, actual or corrected, where there is one.
        age: Now, days since birth.
        weighed: `bare` where without clothes and nappy.
    """

    birth: Answer[float] = NOT_ASKED
    birth_from: Answer[str] = NOT_ASKED
    now: Answer[float] = NOT_ASKED
    now_other: Answer[float] = NOT_ASKED
    age: Answer[float] = NOT_ASKED
    weighed: Answer[str] = NOT_ASKED


def spaces_fallen(birth: float, now: float) -> float:
    """Return how many centile spaces lie between two figures; positive where it fell."""
    return (birth - now) / SPACE


def spaces_asked(birth: float) -> int:
    """Return at how many spaces NG75 asks: one from below the 9th, three from above the 91st, else two."""
    if birth < -2 * SPACE - _HAIR:
        return 1
    return 3 if birth > 2 * SPACE + _HAIR else 2


def has_fallen(birth: float, now: float) -> bool:
    """Say whether a fall reaches what NG75 asks at."""
    return spaces_fallen(birth, now) >= spaces_asked(birth) - _HAIR


def faltering(seen: WeightFigures, rule: RuleContent) -> RuleResult:
    """Prompt when weight fell as far as NG75 asks for its birth centile, or is below the 2nd centile.

    Args:
        seen: Both figures and how they came about.
        rule: Content of `growth.faltering`.
    """
    if isinstance(seen.age, Given) and seen.age.value < rule.limits["from_days"]:
        return OutOfScope(rule.id, rule.version, "the baby is younger than two weeks")
    missing = _missing(age=seen.age, now=seen.now)
    if missing or not isinstance(seen.now, Given):
        return CannotTell(rule.id, rule.version, missing)
    if any(abs(figure) > rule.limits["impossible_sds"] for figure in _figures(seen)):
        return CannotTell(rule.id, rule.version, ("check",), ("birth", "now"))
    if seen.now.value < rule.limits["low_sds"] - _HAIR:
        return _low(seen, seen.now.value, rule)
    return _since_birth(seen, seen.now.value, rule)


def _low(seen: WeightFigures, now: float, rule: RuleContent) -> RuleResult:
    facts: tuple[tuple[str, str], ...] = (("now", centile_words(now)),)
    missing = _sharpened(seen, rule)
    if isinstance(seen.birth, Given) and seen.birth_from == Given(FROM_CHART):
        facts = (*facts, *_fall_facts(seen.birth.value, now))
        if has_fallen(seen.birth.value, now):
            return Fires(rule.id, rule.version, ("birth", "now"), missing, "both", facts)
    return Fires(rule.id, rule.version, ("now",), missing, "low", facts)


def _since_birth(seen: WeightFigures, now: float, rule: RuleContent) -> RuleResult:
    if not isinstance(seen.birth, Given) or seen.birth_from != Given(FROM_CHART):
        return CannotTell(rule.id, rule.version, ("birth_centile",), ("now",))
    if isinstance(seen.age, Given) and seen.age.value >= rule.limits["until_days"]:
        return CannotTell(rule.id, rule.version, ("older_chart",), ("now",))
    birth = seen.birth.value
    other = seen.now_other.value if isinstance(seen.now_other, Given) else now
    fell, fell_too = has_fallen(birth, now), has_fallen(birth, other)
    if not (fell or fell_too):
        return _no_prompt(seen.weighed, rule)
    facts = (*_fall_facts(birth, now), ("now", centile_words(now)))
    wording = "standard"
    if fell != fell_too:
        facts = (*facts, ("other", f"{spaces_fallen(birth, other):.1f}"))
        wording = "one_age"
    return Fires(rule.id, rule.version, ("birth", "now"), _sharpened(seen, rule), wording, facts)


def _fall_facts(birth: float, now: float) -> tuple[tuple[str, str], ...]:
    return (
        ("spaces", f"{spaces_fallen(birth, now):.1f}"),
        ("asked", str(spaces_asked(birth))),
        ("birth", centile_words(birth)),
    )


def _figures(seen: WeightFigures) -> list[float]:
    return [answer.value for answer in (seen.birth, seen.now) if isinstance(answer, Given)]


def _sharpened(seen: WeightFigures, rule: RuleContent) -> tuple[str, ...]:
    far = any(abs(figure) > rule.limits["measure_again_sds"] for figure in _figures(seen))
    return (*_dressed(seen.weighed), *(("again",) if far else ()))


def _no_prompt(weighed: Answer[str], rule: RuleContent) -> RuleResult:
    """Return that the rule is silent, unless clothes may hide what it looks for."""
    dressed = _dressed(weighed)
    return (
        CannotTell(rule.id, rule.version, dressed, ("now",))
        if dressed
        else DoesNotFire(rule.id, rule.version)
    )


def _dressed(weighed: Answer[str]) -> tuple[str, ...]:
    return () if weighed == Given(BARE) else ("weighed",)


def _missing(**answers: Answer[int] | Answer[float]) -> tuple[str, ...]:
    return tuple(name for name, answer in answers.items() if not isinstance(answer, Given))


def _kg(grams: int) -> str:
    return f"{grams / 1000:.3f} kg"


_WEIGHED = Input("weighed", (BARE, "light", "clothed", "estimated", "not_known"), "How the child was weighed")
_GRAMS = (
    Input("birth_grams", ("<grams>",), "Birth weight in whole grams"),
    Input("now_grams", ("<grams>",), "Weight in whole grams"),
    Input("age_days", ("<days>",), "Age in days"),
    _WEIGHED,
)
_FALL = (
    Input("sds_birth", ("<sds>",), "Standard deviations of the birth weight"),
    Input("birth_from", (FROM_CHART, FROM_WHO), "Whether that is a UK chart's figure or the WHO standard's"),
    Input("sds_now", ("<sds>",), "The same of the weight now, by the age UK charts use"),
    Input("sds_now_other", ("<sds>",), "By the other age, actual or corrected, where there is one"),
    Input("age_days", ("<days>",), "Age in days"),
    _WEIGHED,
)


def _grams(given: Inputs, name: str) -> Answer[int]:
    answer = given.number(name)
    return Given(round(answer.value)) if isinstance(answer, Given) else answer


def _run_early_loss(given: Inputs, rule: RuleContent) -> RuleResult:
    birth, now = _grams(given, "birth_grams"), _grams(given, "now_grams")
    return early_loss(birth, now, given.number("age_days"), given.choice("weighed"), rule)


def _run_not_regained(given: Inputs, rule: RuleContent) -> RuleResult:
    birth, now = _grams(given, "birth_grams"), _grams(given, "now_grams")
    return not_regained(birth, now, given.number("age_days"), given.choice("weighed"), rule)


def _run_faltering(given: Inputs, rule: RuleContent) -> RuleResult:
    seen = WeightFigures(
        birth=given.number("sds_birth"),
        birth_from=given.choice("birth_from"),
        now=given.number("sds_now"),
        now_other=given.number("sds_now_other"),
        age=given.number("age_days"),
        weighed=given.choice("weighed"),
    )
    return faltering(seen, rule)


RULES = (
    CheckableRule("growth.early-loss", _GRAMS, _run_early_loss),
    CheckableRule("growth.not-regained", _GRAMS, _run_not_regained),
    CheckableRule("growth.faltering", _FALL, _run_faltering),
)
