"""Marks on a child who does not move about alone, and bruises in places where accidents rarely leave them.

Sources and thresholds are in `resources/content/rules/bruising.toml`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, RuleResult, Tier
from aande_alert.domain.injuries import InjuryKind
from aande_alert.rules.inputs import CheckableRule, Input, Inputs, yes_no
from aande_alert.rules.seen_child import Mark, SeenChild
from aande_alert.rules.three_valued import is_missing, is_yes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.rules.content import RuleContent

_NEVER = date(1, 1, 1)


def marks_when_not_mobile(child: SeenChild, rule: RuleContent, definition: str = "") -> RuleResult:
    """Prompt when a child who does not move about alone has any mark at all.

    Args:
        child: As seen.
        rule: Content of `bruising.not-mobile`.
        definition: Which definition of moving about alone to use; the hospital's where empty.

    Returns:
        Fires whatever the explanation, and whatever cause is documented: a documented cause changes
        what is asked, not whether. Cannot tell while nobody has looked at the skin, or nobody has
        recorded what a child young enough for it to matter can do.
    """
    marks = child.known_marks
    if not isinstance(child.marks, Given):
        return CannotTell(rule.id, rule.version, ("marks",))
    if not marks:
        return DoesNotFire(rule.id, rule.version)
    grounds = tuple(mark.id for mark in marks)
    if not isinstance(child.mobility, Given):
        young = child.younger_than(rule.limits["ask_mobility_months"])
        if young is False and not is_yes(child.disability):
            return DoesNotFire(rule.id, rule.version)
        return CannotTell(rule.id, rule.version, ("mobility",), grounds)
    chosen = definition or str(rule.tables["definition"])
    if child.mobility.value not in rule.tables["definitions"][chosen]:
        return DoesNotFire(rule.id, rule.version)
    return Fires(
        rule.id,
        rule.version,
        (*grounds, "mobility"),
        missing=("cause",) if is_missing(child.cause_documented) else (),
        wording=_not_mobile_wording(child),
        facts=(
            ("what", count_words(marks)),
            ("ability", str(rule.tables["ability_words"][child.mobility.value])),
            ("child", child.called),
        ),
    )


def _not_mobile_wording(child: SeenChild) -> str:
    if is_yes(child.cause_documented):
        return "cause_documented"
    bruised = any(mark.kind in {InjuryKind.BRUISE, InjuryKind.PETECHIAE} for mark in child.known_marks)
    if child.mobility == Given("not_mobile"):
        return "cannot_roll_bruise" if bruised else "cannot_roll"
    return "bruise" if bruised else "standard"


def count_words(marks: Iterable[Mark]) -> str:
    """Return `4 bruises`, `1 bruise and 1 burn`, in the order of the marks."""
    counted: dict[InjuryKind, int] = {}
    for mark in marks:
        counted[mark.kind] = counted.get(mark.kind, 0) + 1
    parts = [f"{count} {_noun(kind, count)}" for kind, count in counted.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _noun(kind: InjuryKind, count: int) -> str:
    if kind is InjuryKind.OTHER:
        return "other mark" if count == 1 else "other marks"
    if kind in {InjuryKind.BLEEDING, InjuryKind.SWELLING}:
        return f"{kind.value}" if count == 1 else f"places of {kind.value}"
    if kind is InjuryKind.PETECHIAE:
        return "patch of petechiae" if count == 1 else "patches of petechiae"
    return kind.value if count == 1 else f"{kind.value}s"


def ten_four(child: SeenChild, rule: RuleContent) -> RuleResult:
    """Prompt for TEN-4-FACESp: site, age or pattern of a bruise in a child under four.

    Returns:
        Out of scope from the fourth birthday and where no bruise was seen; cannot tell while nobody
        has looked, while the age is not known, or while a pattern is not recorded and neither site
        nor age decides.
    """
    bruises = tuple(mark for mark in child.known_marks if _counts_as_bruise(mark, rule))
    under_four = child.younger_than(rule.limits["scope_months"], decimal=0.0)
    if under_four is False:
        return OutOfScope(rule.id, rule.version, "the child is four or older")
    if not isinstance(child.marks, Given):
        return CannotTell(rule.id, rule.version, ("marks",))
    if not bruises:
        return OutOfScope(rule.id, rule.version, "no bruise was recorded")
    sites = tuple(mark for mark in bruises if mark.groups & frozenset(rule.tables["sites"]))
    patterned = tuple(mark for mark in bruises if is_yes(mark.patterned))
    young = child.younger_than(rule.limits["any_bruise_months"], decimal=rule.limits["any_bruise_decimal"])
    if under_four and (sites or patterned or young):
        return _ten_four_fires(child, rule, bruises, sites or patterned or bruises)
    missing = ["born"] if young is None else []
    if any(is_missing(mark.patterned) for mark in bruises):
        missing.append("patterned")
    if missing:
        return CannotTell(rule.id, rule.version, tuple(missing), tuple(mark.id for mark in bruises))
    return DoesNotFire(rule.id, rule.version)


def _counts_as_bruise(mark: Mark, rule: RuleContent) -> bool:
    """Say whether a mark counts: bleeding on the white of the eye and a torn frenulum do too."""
    if mark.kind is InjuryKind.BRUISE:
        return True
    return any(
        mark.groups & {group} and mark.kind.value in kinds
        for group, kinds in rule.tables["other_kinds"].items()
    )


def _ten_four_fires(
    child: SeenChild, rule: RuleContent, bruises: tuple[Mark, ...], grounds: tuple[Mark, ...]
) -> Fires:
    ten = [mark for mark in bruises if mark.groups & frozenset(rule.tables["ten"])]
    others = len(bruises) - len(ten)
    regions = ", ".join(dict.fromkeys(mark.words or "a bruise" for mark in grounds)).lower()
    facts = [("regions", regions), ("what", count_words(bruises))]
    wording, tier = "standard", None
    mobile = isinstance(child.mobility, Given) and child.mobility.value in rule.tables["mobile"]
    if mobile:
        row = likelihood_row(rule, ten=len(ten), others=others)
        facts += [("ten", str(len(ten))), ("others", str(others))]
        facts += [("ratio", row[0]), ("interval", row[1])]
        wording = "mobile"
        if len(ten) == 1 and not others and not is_yes(ten[0].patterned):
            wording, tier = "mobile_single", Tier.STAYS
    return Fires(
        rule.id,
        rule.version,
        tuple(mark.id for mark in grounds),
        missing=() if isinstance(child.mobility, Given) else ("mobility",),
        wording=wording,
        facts=tuple(facts),
        tier=tier,
    )


def likelihood_row(rule: RuleContent, *, ten: int, others: int) -> tuple[str, str]:
    """Return the printed likelihood ratio, abuse against accident, for mobile children, and its interval.

    Args:
        rule: Content of `bruising.ten-4-facesp`.
        ten: Bruises on torso, ear or neck.
        others: Bruises elsewhere.
    """
    row = rule.tables["likelihood"][f"{min(ten, 2)}-{min(others, 2)}"]
    return str(row[0]), str(row[1])


_KINDS = tuple(kind.value for kind in InjuryKind)
_ABILITIES = (
    "not_mobile", "rolls", "sits", "commando", "shuffles", "crawls", "pulls_to_stand", "cruises", "stands",
    "walks",
)  # fmt: skip


def _run_not_mobile(given: Inputs, rule: RuleContent) -> RuleResult:
    child = SeenChild(
        born=given.day("born"),
        seen_on=given.day("seen") or _NEVER,
        mobility=given.choice("mobility"),
        disability=given.yes_no("disability"),
        marks=_marks_of_kinds(given.choices("marks")),
        cause_documented=given.yes_no("cause_documented"),
    )
    definition = given.choice("definition")
    return marks_when_not_mobile(child, rule, definition.value if isinstance(definition, Given) else "")


def _marks_of_kinds(kinds: Answer[tuple[str, ...]]) -> Answer[tuple[Mark, ...]]:
    if not isinstance(kinds, Given):
        return kinds
    return Given(
        tuple(Mark(f"mark {n}", InjuryKind(kind), frozenset()) for n, kind in enumerate(kinds.value, start=1))
    )


def _run_ten_four(given: Inputs, rule: RuleContent) -> RuleResult:
    regions = given.choices("regions")
    marks: Answer[tuple[Mark, ...]] = NOT_ASKED
    if isinstance(regions, Given):
        patterned = given.yes_no("patterned")
        marks = Given(tuple(_bruise(n, group, patterned) for n, group in enumerate(regions.value, start=1)))
    child = SeenChild(
        born=given.day("born"),
        seen_on=given.day("seen") or _NEVER,
        mobility=given.choice("mobility"),
        marks=marks,
    )
    return ten_four(child, rule)


def _bruise(number: int, group: str, patterned: Any) -> Mark:  # noqa: ANN401 - an answer, passed on
    return Mark(f"mark {number}", InjuryKind.BRUISE, frozenset({group}), patterned, group.replace("_", " "))


RULES = (
    CheckableRule(
        "bruising.not-mobile",
        (
            Input("born", ("<date>", "null"), "Date of birth"),
            Input("seen", ("<date>",), "Day of the visit"),
            Input("mobility", _ABILITIES, "The most the child was seen to do"),
            yes_no("disability", "A physical disability limits movement"),
            Input("marks", _KINDS, "Kinds of mark; an empty list where the skin was looked at and none seen"),
            yes_no("cause_documented", "A medical or birth cause is documented"),
            Input("definition", ("default", "panel", "nursery"), "Whose definition of moving about alone"),
        ),
        _run_not_mobile,
    ),
    CheckableRule(
        "bruising.ten-4-facesp",
        (
            Input("born", ("<date>", "null"), "Date of birth"),
            Input("seen", ("<date>",), "Day of the visit"),
            Input(
                "regions", ("<groups of body regions>",), "Where each bruise is; empty where none was seen"
            ),
            yes_no("patterned", "A bruise carries the shape of something"),
            Input("mobility", _ABILITIES, "The most the child was seen to do"),
        ),
        _run_ten_four,
    ),
)
