"""Could this child have done what the account needs? Ability as seen goes before age.

Windows are those of the WHO motor development study; ages are corrected for an early birth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult, Tier
from aande_alert.domain.injuries import InjuryKind
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.seen_child import DAYS_IN_MONTH, Mark, SeenChild
from aande_alert.rules.three_valued import is_missing, is_no

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.rules.content import RuleContent

_NEVER = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Ability:
    """Something a child comes to do.

    Attributes:
        id: Kept with an account.
        words: `walk alone`, after "The account needs the child to".
        rank: Order of coming; a child seen at one rank has not been seen to do a higher one.
        first: Months at which 1 of 100 children of the WHO study did it; `None` where not studied.
        median: Months at which half did; `None` where not studied.
        last: Months at which 99 of 100 did; `None` where not studied.
        usual: Months at which it is usual by another source; `None` where none was read.
        usual_source: That source.
    """

    id: str
    words: str
    rank: int
    first: float | None = None
    median: float | None = None
    last: float | None = None
    usual: float | None = None
    usual_source: str = ""


def abilities(rule: RuleContent) -> tuple[Ability, ...]:
    """Return every ability an account may need, in order of coming.

    Args:
        rule: Content of `explanation.ability`.
    """
    return tuple(_ability(key, row) for key, row in rule.tables["abilities"].items())


def _ability(key: str, row: dict[str, Any]) -> Ability:
    return Ability(
        id=key,
        words=str(row["words"]),
        rank=int(row["rank"]),
        first=row.get("first"),
        median=row.get("median"),
        last=row.get("last"),
        usual=row.get("usual"),
        usual_source=str(row.get("usual_source", "")),
    )


@dataclass(frozen=True, slots=True)
class Able:
    """How old a child is and what it was seen to do.

    Attributes:
        corrected_months: Age in months, corrected for an early birth; `None` where not known.
        mobility: The most the child was seen to do, an id of the abilities.
    """

    corrected_months: float | None
    mobility: Answer[str] = NOT_ASKED

    @classmethod
    def of(cls, child: SeenChild) -> Able:
        """Return the same of a child as seen."""
        return cls(child.corrected_months, child.mobility)


def ability_needed(
    child: Able, needs: Answer[str], rule: RuleContent, account: str | UUID = "account"
) -> RuleResult:
    """Prompt when an account needs an ability beyond what was seen, or beyond the child's age.

    Args:
        child: Age and ability.
        needs: The ability the account needs, an id of the content; `Given("")` where it needs none.
        rule: Content of `explanation.ability`.
        account: The account's id, for the grounds.

    Returns:
        Fires where the ability seen is lower, or, where none was recorded, where the corrected age is
        under the WHO study's first centile.
    """
    if not isinstance(needs, Given):
        return CannotTell(rule.id, rule.version, ("needs",))
    if not needs.value:
        return OutOfScope(rule.id, rule.version, "the account needs no ability of the child")
    known = {ability.id: ability for ability in abilities(rule)}
    claimed = known[needs.value]
    if isinstance(child.mobility, Given):
        return _against_seen(child, known[child.mobility.value], claimed, rule, account)
    return _against_age(child, claimed, rule, account)


def _against_seen(
    child: Able, seen: Ability, claimed: Ability, rule: RuleContent, account: str | UUID
) -> RuleResult:
    if seen.rank >= claimed.rank:
        return DoesNotFire(rule.id, rule.version)
    facts = (*_facts(claimed, child.corrected_months), ("seen", _seen_words(seen, rule)))
    return Fires(rule.id, rule.version, (account, "mobility"), wording="seen", facts=facts)


def _against_age(child: Able, claimed: Ability, rule: RuleContent, account: str | UUID) -> RuleResult:
    months = child.corrected_months
    if months is None:
        return CannotTell(rule.id, rule.version, ("mobility", "born"), (account,))
    if claimed.first is None:
        return CannotTell(rule.id, rule.version, ("mobility",), (account,))
    if months < claimed.first:
        facts = (*_facts(claimed, months), ("first", f"{claimed.first:g}"))
        return Fires(rule.id, rule.version, (account, "born"), missing=("mobility",), facts=facts)
    return DoesNotFire(rule.id, rule.version)


def _seen_words(seen: Ability, rule: RuleContent) -> str:
    return str(rule.tables["seen_words"].get(seen.id, f"can {seen.words}"))


def _facts(claimed: Ability, months: float | None) -> tuple[tuple[str, str], ...]:
    age = "not known" if months is None else age_words(months)
    usual = "not read" if claimed.usual is None else f"{claimed.usual:g}m"
    return (("needs", claimed.words), ("age", age), ("usual", usual))


def age_words(months: float) -> str:
    """Return a corrected age, `25d` under four weeks, `7w` under six months, then `8.2m`."""
    days = round(months * DAYS_IN_MONTH)
    if days < 28:  # noqa: PLR2004 - days in four weeks
        return f"{max(0, days)}d"
    return f"{days // 7}w {days % 7}d" if months < 6 else f"{months:.1f}m"  # noqa: PLR2004 - months


def earlier_than_usual(child: Able, needs: Answer[str], rule: RuleContent) -> RuleResult:
    """Note that an ability would have come earlier than in most children; from age alone, never more.

    For what the WHO study measured the limit is its median, and ability seen goes before it. For the
    rest it is the usual age of another source, which is no limit, and so stays a note in any case.

    Args:
        child: Age and ability.
        needs: The ability the account needs.
        rule: Content of `explanation.early`.
    """
    if not isinstance(needs, Given):
        return CannotTell(rule.id, rule.version, ("needs",))
    if not needs.value:
        return OutOfScope(rule.id, rule.version, "the account needs no ability of the child")
    known = {ability.id: ability for ability in abilities(rule)}
    claimed = known[needs.value]
    limit = claimed.median if claimed.median is not None else claimed.usual
    months = child.corrected_months
    if limit is None:
        return OutOfScope(rule.id, rule.version, "no age for this ability was found in a source")
    if months is None:
        return CannotTell(rule.id, rule.version, ("born",))
    seen = known.get(child.mobility.value) if isinstance(child.mobility, Given) else None
    does_it = seen is not None and seen.rank >= claimed.rank
    if months >= limit or (claimed.median is not None and does_it):
        return DoesNotFire(rule.id, rule.version)
    source = "WHO 2006" if claimed.median is not None else claimed.usual_source
    facts = (("needs", claimed.words), ("age", age_words(months)), ("limit", f"{limit:g}"), ("from", source))
    return Fires(rule.id, rule.version, ("needs", "born"), facts=facts, tier=Tier.NOTE)


def bruises_from_one_fall(child: SeenChild, single_low_energy: Answer[bool], rule: RuleContent) -> RuleResult:
    """Prompt when one everyday fall is given for more, or other places, than such falls left when studied.

    Args:
        child: With its marks.
        single_low_energy: The explanation is one incident of low energy, a fall at home.
        rule: Content of `explanation.one-fall`.
    """
    if is_no(single_low_energy):
        return OutOfScope(rule.id, rule.version, "the explanation is not one everyday fall")
    if not isinstance(child.marks, Given):
        return CannotTell(rule.id, rule.version, ("marks",))
    bruises = [mark for mark in child.known_marks if mark.kind.value in rule.tables["kinds"]]
    places = frozenset(rule.tables["places"])
    grounds = [mark for mark in bruises if mark.groups & places]
    many = len(bruises) > rule.limits["most_bruises"]
    if not grounds and not many:
        return DoesNotFire(rule.id, rule.version)
    if is_missing(single_low_energy):
        return CannotTell(rule.id, rule.version, ("single",), tuple(mark.id for mark in grounds or bruises))
    return Fires(
        rule.id,
        rule.version,
        tuple(mark.id for mark in (bruises if many else grounds)),
        wording="many" if many else "standard",
        facts=(("count", str(len(bruises))), ("regions", ", ".join(mark.words.lower() for mark in grounds))),
    )


_SEEN = (
    "not_mobile", "rolls", "sits", "commando", "shuffles", "crawls", "pulls_to_stand", "cruises", "stands",
    "walks",
)  # fmt: skip
_NEEDS = (*_SEEN[1:], "stands_holding", "climbs_stairs", "climbs_furniture", "walks_up_stairs", "")


def _able(given: Inputs) -> Able:
    """Return the child of a case; a corrected age in months may stand for the dates."""
    months = given.number("corrected_months")
    mobility = given.choice("observed")
    if isinstance(months, Given):
        return Able(months.value, mobility)
    weeks = given.number("gestation_weeks")
    gestation: Answer[int] = Given(round(weeks.value * 7)) if isinstance(weeks, Given) else NOT_ASKED
    return Able.of(SeenChild(given.day("born"), given.day("seen") or _NEVER, gestation, mobility=mobility))


def _run_ability(given: Inputs, rule: RuleContent) -> RuleResult:
    return ability_needed(_able(given), given.choice("needs"), rule)


def _run_early(given: Inputs, rule: RuleContent) -> RuleResult:
    return earlier_than_usual(_able(given), given.choice("needs"), rule)


def _run_one_fall(given: Inputs, rule: RuleContent) -> RuleResult:
    regions = given.choices("regions")
    marks: Answer[tuple[Mark, ...]] = NOT_ASKED
    if isinstance(regions, Given):
        marks = Given(
            tuple(
                Mark(f"mark {n}", InjuryKind.BRUISE, frozenset({group}), words=group.replace("_", " "))
                for n, group in enumerate(regions.value, start=1)
            )
        )
    child = SeenChild(None, _NEVER, marks=marks)
    return bruises_from_one_fall(child, given.yes_no("single_low_energy"), rule)


_ABILITY_INPUTS = (
    Input("corrected_months", ("<months>",), "Corrected age; or give born, seen and gestation"),
    Input("born", ("<date>", "null"), "Date of birth"),
    Input("seen", ("<date>",), "Day of the visit"),
    Input("gestation_weeks", ("<weeks>",), "Length of the pregnancy in weeks"),
    Input("needs", _NEEDS, "The ability the account needs; empty where it needs none"),
    Input("observed", _SEEN, "The most the child was seen to do"),
)

RULES = (
    CheckableRule("explanation.ability", _ABILITY_INPUTS, _run_ability),
    CheckableRule("explanation.early", _ABILITY_INPUTS, _run_early),
    CheckableRule(
        "explanation.one-fall",
        (
            Input(
                "regions", ("<groups of body regions>",), "Where each bruise is; empty where none was seen"
            ),
            yes_no("single_low_energy", "The explanation is one incident of low energy"),
        ),
        _run_one_fall,
    ),
)
