"""When a referral may be signed, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aande_alert.domain.answers import DECLINED, NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered
from aande_alert.rules.content import load_content
from aande_alert.rules.readiness import (
    Have,
    Readiness,
    ReadinessLine,
    ReferralFacts,
    RegionNotLooked,
    can_be_signed,
    have,
    readiness,
)

CONTENT = load_content()
ESSENTIAL = [one["question"] for one in CONTENT.readiness["essential"]]
MANDATORY = {
    "family.other_children",
    "child.words",
    "child.behaviour",
    "development.mobility",
    "presentation.injury_time",
    "family.social",
    "analysis.opinion",
}
WHOLE = ReferralFacts(
    who=(("Name", True), ("Born", True)),
    answers=dict.fromkeys(ESSENTIAL, Have.GIVEN),
    accounts=3,
    marks=4,
    photographs=8,
    consent=Have.GIVEN,
    people=14,
)


def lines(**different: Any) -> dict[str, ReadinessLine]:
    """Return the lines of a whole referral that differs in what is named."""
    return {line.key: line for line in readiness(replace(WHOLE, **different), CONTENT)}


def test_a_whole_referral_may_be_signed() -> None:
    found = readiness(WHOLE, CONTENT)
    assert can_be_signed(found)
    assert {line.state for line in found} == {Readiness.DONE}
    assert [(line.words, line.detail) for line in found[:5]] == [
        ("Who and where", "2 of 2"),
        ("Worried about, why now", "3 of 3"),
        ("Explanations, in their words", "3"),
        ("Injuries and body map", "4 marks"),
        ("Photographs and consent", "8"),
    ]


def test_what_the_law_asks_for_is_essential() -> None:
    assert set(ESSENTIAL) >= MANDATORY


@pytest.mark.parametrize("question", ESSENTIAL)
def test_each_essential_blocks_signing_until_it_is_there_or_has_a_reason(question: str) -> None:
    without = {key: held for key, held in WHOLE.answers.items() if key != question}
    missing = lines(answers=without)
    assert missing[question].state is Readiness.MISSING
    assert missing[question].jump[1] == question
    assert not can_be_signed(list(missing.values()))
    reasoned = lines(answers={**without, question: Have.REASON})
    assert question not in reasoned
    assert can_be_signed(list(reasoned.values()))
    assert Readiness.REASON_GIVEN in {line.state for line in reasoned.values()}


def test_a_section_with_something_missing_is_not_ticked() -> None:
    without = {key: held for key, held in WHOLE.answers.items() if key != "presentation.last_well"}
    assert lines(answers=without)["explanations"].state is Readiness.NONE


def test_why_a_child_was_not_heard_stands_in_for_its_words() -> None:
    answers = {**WHOLE.answers, "child.words": Have.MISSING, "child.why_not": Have.GIVEN}
    found = lines(answers=answers, child_said="Brother only")
    assert "child.words" not in found
    assert found["child"].state is Readiness.REASON_GIVEN
    assert found["child"].detail == "Brother only"


def test_one_region_not_looked_at_is_named_and_leads_to_itself() -> None:
    region = RegionNotLooked("mouth", "Mouth and frenulum")
    found = lines(not_looked=(region,))
    assert found["mouth"] == ReadinessLine(
        "mouth",
        "Mouth and frenulum examined",
        "Injuries: region not looked at",
        Readiness.MISSING,
        ("injuries", "mouth"),
    )
    assert found["injuries"].state is Readiness.NONE


def test_many_regions_not_looked_at_stand_on_one_line() -> None:
    rows = tuple(RegionNotLooked(f"row{n}", f"Row {n}") for n in range(12))
    found = lines(not_looked=rows)
    assert found["regions"].words == "12 regions not looked at"
    assert found["regions"].jump == ("injuries", "row0")


def test_a_reason_for_not_looking_is_a_reason() -> None:
    found = lines(not_looked=(RegionNotLooked("mouth", "Mouth and frenulum", "Would not open his mouth"),))
    assert found["injuries"].state is Readiness.REASON_GIVEN
    assert can_be_signed(list(found.values()))


@pytest.mark.parametrize(
    ("different", "key", "jump"),
    [
        ({"accounts": 0}, "no_account", "explanations"),
        ({"photographs": 0}, "no_photograph", "photographs"),
        ({"consent": Have.MISSING}, "no_consent", "photographs"),
    ],
)
def test_accounts_photographs_and_consent_are_essential(
    different: dict[str, Any], key: str, jump: str
) -> None:
    found = lines(**different)
    assert found[key].state is Readiness.MISSING
    assert found[key].jump == (jump, "")


@pytest.mark.parametrize(
    ("different", "state"),
    [
        ({"photographs": 0, "photographs_reason": True}, Readiness.REASON_GIVEN),
        ({"photographs": 0, "marks": 0}, Readiness.DONE),
        ({"consent": Have.REASON}, Readiness.REASON_GIVEN),
    ],
)
def test_photographs_may_be_missing_with_a_reason(different: dict[str, Any], state: Readiness) -> None:
    assert lines(**different)["photographs"].state is state


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ((("Name", True), ("NHS No.", False)), Readiness.NONE),
        ((), Readiness.NONE),
    ],
)
def test_an_identity_with_gaps_is_not_ticked_and_does_not_block(
    who: tuple[tuple[str, bool], ...], state: Readiness
) -> None:
    found = lines(who=who)
    assert found["who"].state is state
    assert can_be_signed(list(found.values()))


def test_one_of_a_kind_is_counted_in_words() -> None:
    found = lines(marks=1, people=1)
    assert found["injuries"].detail == "1 mark"
    assert found["family"].detail == "1 person"
    assert lines(marks=1, photographs=0)["no_photograph"].detail == "Photographs: 1 mark, none taken"


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (None, Have.MISSING),
        (Answered("q", NOT_ASKED, note="later"), Have.MISSING),
        (Answered("q", Given("His aunt, on Friday")), Have.GIVEN),
        (Answered("q", Given("")), Have.MISSING),
        (Answered("q", Given(())), Have.MISSING),
        (Answered("q", Given(value=False)), Have.GIVEN),
        (Answered("q", NOT_KNOWN), Have.MISSING),
        (Answered("q", NOT_KNOWN, note="Nobody who was there will say"), Have.REASON),
        (Answered("q", DECLINED, note=" "), Have.MISSING),
    ],
)
def test_not_known_needs_a_reason_in_words(answered: Answered | None, expected: Have) -> None:
    assert have(answered) is expected
