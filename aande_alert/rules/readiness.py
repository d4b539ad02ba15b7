"""Is a referral complete? What is missing, where to go for it, and what has a reason instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from aande_alert.domain.answers import NOT_ASKED, Given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aande_alert.domain.assessment import Answered
    from aande_alert.rules.content import Content


class Have(StrEnum):
    """Whether something a referral needs is there."""

    GIVEN = "given"
    REASON = "reason"
    MISSING = "missing"


class Readiness(StrEnum):
    """The state of one line; only `MISSING` blocks signing."""

    DONE = "done"
    MISSING = "missing"
    REASON_GIVEN = "reason_given"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RegionNotLooked:
    """A row of the body map that carries no mark and was not looked at."""

    row: str
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What of a referral is there; counts and states only, nothing of what was said.

    Attributes:
        who: The child's identity on page one: each label, and whether it is known.
        answers: Each question that has an answer or a reason.
        accounts: How many accounts.
        marks: How many marks.
        not_looked: Rows of the body map not looked at.
        photographs: How many photographs.
        photographs_reason: There is a reason why no photographs were taken.
        consent: Consent or best interests for photographs.
        child_said: `Brother only`, `Too young: observed`; empty for the count of answers.
        people: How many people in family, home and network.
    """

    who: tuple[tuple[str, bool], ...] = ()
    answers: Mapping[str, Have] = field(default_factory=dict)
    accounts: int = 0
    marks: int = 0
    not_looked: tuple[RegionNotLooked, ...] = ()
    photographs: int = 0
    photographs_reason: bool = False
    consent: Have = Have.MISSING
    child_said: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """One line beside the referral.

    Attributes:
        key: Section, question or region it stands for.
        words: `Who last saw the child well`.
        detail: `9 of 9`, `4 marks`, `Or say why it cannot be known`.
        state: Only a missing line blocks signing.
        jump: Step and question it leads to; the question is empty where the step is enough.
    """

    key: str
    words: str
    detail: str
    state: Readiness
    jump: tuple[str, str]


def have(answered: Answered | None) -> Have:
    """Return whether an answer counts: given, or a reason in words for what cannot be known."""
    if answered is None or answered.answer is NOT_ASKED:
        return Have.MISSING
    if isinstance(answered.answer, Given):
        return Have.MISSING if answered.answer.value in {"", ()} else Have.GIVEN
    return Have.REASON if answered.note.strip() else Have.MISSING


def readiness(facts: ReferralFacts, content: Content) -> tuple[ReadinessLine, ...]:
    """Return what is missing first, each line with where to go, then every section as it stands."""
    table = content.readiness
    missing = [
        *_missing_regions(facts, table),
        *_missing_things(facts, table),
        *_missing_answers(facts, table),
    ]
    short = {section for section, _ in missing}
    lines = [line for _, line in missing]
    lines += [_section_line(section, facts, table, short) for section in table["section"]]
    return tuple(lines)


def can_be_signed(lines: Sequence[ReadinessLine]) -> bool:
    """Say whether nothing essential is missing."""
    return not any(line.state is Readiness.MISSING for line in lines)


def _missing_regions(facts: ReferralFacts, table: Mapping[str, Any]) -> list[tuple[str, ReadinessLine]]:
    words = table["words"]
    rows = [row for row in facts.not_looked if not row.why.strip()]
    if len(rows) > int(table["limits"]["regions_named"]):
        title = words["regions_title"].format(count=len(rows))
        line = ReadinessLine("regions", title, words["regions"], Readiness.MISSING, ("injuries", rows[0].row))
        return [("injuries", line)]
    return [
        (
            "injuries",
            ReadinessLine(
                row.row,
                words["region_title"].format(region=row.words),
                words["region"],
                Readiness.MISSING,
                ("injuries", row.row),
            ),
        )
        for row in rows
    ]


def _missing_things(facts: ReferralFacts, table: Mapping[str, Any]) -> list[tuple[str, ReadinessLine]]:
    """Return what is missing of accounts and photographs, which are not answers to a question."""
    words = table["words"]
    found = []
    if not facts.accounts:
        found.append(("explanations", "no_account"))
    if facts.marks and not facts.photographs and not facts.photographs_reason:
        found.append(("photographs", "no_photograph"))
    if facts.photographs and facts.consent is Have.MISSING:
        found.append(("photographs", "no_consent"))
    marks = _count(facts.marks, "mark", words)
    return [
        (
            section,
            ReadinessLine(
                key,
                words[key],
                words[f"{key}_detail"].format(marks=marks),
                Readiness.MISSING,
                (section, ""),
            ),
        )
        for section, key in found
    ]


def _missing_answers(facts: ReferralFacts, table: Mapping[str, Any]) -> list[tuple[str, ReadinessLine]]:
    return [
        (
            essential["section"],
            ReadinessLine(
                essential["question"],
                essential["words"],
                table["words"]["reason"],
                Readiness.MISSING,
                (essential["step"], essential["question"]),
            ),
        )
        for essential in table["essential"]
        if _have(facts, essential) is Have.MISSING
    ]


def _have(facts: ReferralFacts, essential: Mapping[str, Any]) -> Have:
    """Return whether an essential is there; the reason why a child was not heard stands in for words."""
    found = facts.answers.get(essential["question"], Have.MISSING)
    instead = essential.get("or")
    if found is Have.MISSING and instead and facts.answers.get(instead) in {Have.GIVEN, Have.REASON}:
        return Have.REASON
    return found


def _section_line(
    section: Mapping[str, Any], facts: ReferralFacts, table: Mapping[str, Any], short: set[str]
) -> ReadinessLine:
    key = section["key"]
    held = [_have(facts, essential) for essential in table["essential"] if essential["section"] == key]
    detail, whole = _detail(key, facts, held, table["words"])
    if key in short or not whole:
        state = Readiness.NONE
    elif Have.REASON in held or _has_reason(key, facts):
        state = Readiness.REASON_GIVEN
    else:
        state = Readiness.DONE
    return ReadinessLine(key, section["words"], detail, state, (section["step"], section["question"]))


def _has_reason(key: str, facts: ReferralFacts) -> bool:
    """Say whether a reason stands for something in the section that is no answer."""
    match key:
        case "injuries":
            return bool(facts.not_looked)
        case "photographs":
            return facts.photographs_reason or facts.consent is Have.REASON
        case _:
            return False


def _detail(key: str, facts: ReferralFacts, held: list[Have], words: Mapping[str, Any]) -> tuple[str, bool]:
    """Return what a section's line says of itself, and whether all of it is there."""
    if key == "who":
        known = sum(1 for _, is_known in facts.who if is_known)
        return words["of"].format(given=known, all=len(facts.who)), 0 < len(facts.who) == known
    counted = {
        "explanations": str(facts.accounts),
        "injuries": _count(facts.marks, "mark", words),
        "photographs": str(facts.photographs),
        "child": facts.child_said,
        "family": _count(facts.people, "person", words),
    }.get(key, "")
    given = sum(1 for one in held if one is not Have.MISSING)
    return counted or words["of"].format(given=given, all=len(held)), True


def _count(count: int, noun: str, words: Mapping[str, Any]) -> str:
    if count == 1:
        return str(words[noun])
    return str(words[{"mark": "marks", "person": "people"}[noun]].format(count=count))
