"""Marks and bruises from a real body map: which marks count, and in which words it is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.findings import CannotTell, DoesNotFire, Fires, OutOfScope, Tier
from aande_alert.domain.injuries import InjuryKind
from aande_alert.rules.bruising import count_words, likelihood_row, marks_when_not_mobile, ten_four
from aande_alert.rules.content import load_content
from aande_alert.rules.prompting import prompt
from aande_alert.rules.seen_child import Mark, SeenChild

CONTENT = load_content()
NOT_MOBILE, TEN_FOUR = CONTENT.rules["bruising.not-mobile"], CONTENT.rules["bruising.ten-4-facesp"]
TODAY = date(2026, 11, 22)


def mark(kind: InjuryKind, *groups: str, name: str = "1", patterned: Any = False) -> Mark:
    """Return a mark in these groups of regions."""
    answer = patterned if patterned is NOT_ASKED else Given(bool(patterned))
    return Mark(name, kind, frozenset(groups), answer, " ".join(groups))


def baby(*marks: Mark, **different: Any) -> SeenChild:
    """Return a baby of seven weeks who cannot roll."""
    known = {"born": date(2026, 10, 2), "seen_on": TODAY, "mobility": Given("not_mobile"), **different}
    return SeenChild(marks=Given(marks), **known)


def toddler(*marks: Mark, **different: Any) -> SeenChild:
    """Return a child of two who walks."""
    return baby(*marks, **{"born": date(2024, 11, 1), "mobility": Given("walks"), **different})


BRUISE = mark(InjuryKind.BRUISE, "cheek_fleshy")


def test_the_story_of_the_baby_with_four_bruises_reads_as_on_the_screen() -> None:
    places = ("cheek_fleshy", "ear", "arm", "back")
    marks = [mark(InjuryKind.BRUISE, group, name=str(n)) for n, group in enumerate(places)]
    finding = prompt(marks_when_not_mobile(baby(*marks), NOT_MOBILE), CONTENT)
    assert finding is not None
    assert finding.title == "Bruise in a baby who cannot roll"
    assert finding.body.startswith("4 bruises. Ability: cannot roll.")
    assert "2.2 %" in finding.body
    assert finding.grounds == ("0", "1", "2", "3", "mobility")
    assert finding.missing == ("Record whether a medical or birth cause is documented.",)
    assert finding.tier is Tier.INTERRUPTS
    assert len(finding.next_steps) == 4


@pytest.mark.parametrize(
    ("child", "title"),
    [
        (baby(BRUISE), "Bruise in a baby who cannot roll"),
        (baby(mark(InjuryKind.BURN, "hand")), "A mark on a baby who cannot roll"),
        (baby(BRUISE, mobility=Given("rolls")), "Bruise on a baby who cannot crawl or walk"),
        (
            baby(mark(InjuryKind.BURN, "hand"), mobility=Given("sits")),
            "A mark on a baby who cannot crawl or walk",
        ),
        (toddler(BRUISE, mobility=Given("rolls")), "Bruise on a child who cannot crawl or walk"),
        (
            baby(BRUISE, cause_documented=Given(value=True)),
            "A mark on a baby who does not move about alone, with a cause on record",
        ),
        (baby(BRUISE, born=None), "Bruise in a child who cannot roll"),
    ],
)
def test_the_words_fit_the_mark_the_age_and_the_ability(child: SeenChild, title: str) -> None:
    finding = prompt(marks_when_not_mobile(child, NOT_MOBILE), CONTENT)
    assert finding is not None
    assert finding.title == title


def test_a_cause_recorded_as_absent_is_not_asked_for_again() -> None:
    result = marks_when_not_mobile(baby(BRUISE, cause_documented=Given(value=False)), NOT_MOBILE)
    assert isinstance(result, Fires)
    assert result.missing == ()


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([InjuryKind.BRUISE], "1 bruise"),
        ([InjuryKind.BRUISE] * 2 + [InjuryKind.BURN], "2 bruises and 1 burn"),
        ([InjuryKind.PETECHIAE], "1 patch of petechiae"),
        ([InjuryKind.PETECHIAE] * 2, "2 patches of petechiae"),
        ([InjuryKind.BLEEDING], "1 bleeding"),
        ([InjuryKind.SWELLING] * 2, "2 places of swelling"),
        ([InjuryKind.OTHER], "1 other mark"),
        ([InjuryKind.OTHER] * 3, "3 other marks"),
        ([InjuryKind.BITE, InjuryKind.BURN, InjuryKind.SCALD], "1 bite, 1 burn and 1 scald"),
    ],
)
def test_marks_are_counted_in_words(kinds: list[InjuryKind], words: str) -> None:
    assert count_words(mark(kind) for kind in kinds) == words


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (mark(InjuryKind.BLEEDING, "subconjunctiva"), Fires),
        (mark(InjuryKind.LACERATION, "frenulum"), Fires),
        (mark(InjuryKind.BLEEDING, "nose"), OutOfScope),
        (mark(InjuryKind.BURN, "ear"), OutOfScope),
        (mark(InjuryKind.BRUISE, "shin"), DoesNotFire),
        (mark(InjuryKind.BRUISE, "shin", patterned=True), Fires),
        (mark(InjuryKind.BRUISE, "shin", patterned=NOT_ASKED), CannotTell),
    ],
)
def test_what_counts_as_a_bruise_and_where(found: Mark, answer: type) -> None:
    assert isinstance(ten_four(toddler(found), TEN_FOUR), answer)


def test_one_bruise_on_an_ear_of_a_child_who_walks_stays_beside_and_shows_the_uk_figure() -> None:
    result = ten_four(toddler(mark(InjuryKind.BRUISE, "ear")), TEN_FOUR)
    finding = prompt(result, CONTENT)
    assert finding is not None
    assert finding.tier is Tier.STAYS
    assert "0.50 (0.31 to 0.71)" in finding.body
    assert "It does not clear the child." in finding.body


@pytest.mark.parametrize(
    "child",
    [
        toddler(mark(InjuryKind.BRUISE, "ear"), mark(InjuryKind.BRUISE, "shin", name="2")),
        toddler(mark(InjuryKind.BRUISE, "ear", patterned=True)),
        toddler(mark(InjuryKind.BRUISE, "ear"), mobility=NOT_ASKED),
        baby(mark(InjuryKind.BRUISE, "shin")),
    ],
)
def test_any_other_positive_interrupts(child: SeenChild) -> None:
    finding = prompt(ten_four(child, TEN_FOUR), CONTENT)
    assert finding is not None
    assert finding.tier is Tier.INTERRUPTS


def test_ability_not_recorded_is_asked_for_because_the_uk_figure_needs_it() -> None:
    result = ten_four(toddler(mark(InjuryKind.BRUISE, "ear"), mobility=NOT_ASKED), TEN_FOUR)
    assert isinstance(result, Fires)
    assert result.missing == ("mobility",)


@pytest.mark.parametrize(
    ("ten", "others", "ratio", "prior", "posterior"),
    [
        (0, 0, "0.04", None, None),
        (1, 0, "0.50", 0.01, 0.005),
        (2, 2, "600", 0.01, 0.858),
        (5, 9, "600", None, None),
        (1, 2, "31", None, None),
    ],
)
def test_the_printed_likelihood_ratios_are_looked_up(
    ten: int, others: int, ratio: str, prior: float | None, posterior: float | None
) -> None:
    found, _ = likelihood_row(TEN_FOUR, ten=ten, others=others)
    assert found == ratio
    if prior is not None and posterior is not None:  # checks the table only: no probability is ever shown
        odds = prior / (1 - prior) * float(found)
        assert odds / (1 + odds) == pytest.approx(posterior, abs=0.001)


def test_the_printed_percentages_fit_whole_children() -> None:
    assert round(32 / 33, 2) == 0.97
    assert round(32 / 38, 2) == 0.84
    assert round(392 / 410, 3) == 0.956
    assert round(1492 / 1713, 3) == 0.871
    assert "95.6 %" in TEN_FOUR.accuracy
    assert "12.9 %" in TEN_FOUR.accuracy
