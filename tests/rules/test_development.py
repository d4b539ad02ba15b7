"""What an account needs of a child, in the words of the prompt."""

from __future__ import annotations

import pytest

from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.findings import OutOfScope
from aande_alert.rules.content import load_content
from aande_alert.rules.development import Able, abilities, age_words, earlier_than_usual
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate

CONTENT = load_content()
RULE = CONTENT.rules["explanation.ability"]


def test_the_baby_who_rolled_off_the_sofa_reads_as_on_the_screen() -> None:
    given = {
        "born": "2026-10-02",
        "seen": "2026-11-22",
        "gestation_weeks": 36.2857,
        "needs": "rolls",
        "observed": "not_mobile",
    }
    finding = prompt(evaluate("explanation.ability", given, CONTENT), CONTENT)
    assert finding is not None
    assert finding.title == "The account needs the child to roll over"
    assert finding.body.startswith("Seen: cannot roll. Age 25d corrected. Usual age 4m.")


def test_below_the_first_centile_the_figure_is_given_and_ability_asked_for() -> None:
    finding = prompt(
        evaluate("explanation.ability", {"corrected_months": 7, "needs": "walks"}, CONTENT), CONTENT
    )
    assert finding is not None
    assert "At 7.0m corrected this is under the first centile of the WHO study (8.2m)" in finding.body
    assert finding.missing == ("Record what the child was seen to do: roll, crawl, walk.",)


def test_a_fall_with_too_many_bruises_says_how_many() -> None:
    given = {"single_low_energy": True, "regions": ["shin"] * 6}
    finding = prompt(evaluate("explanation.one-fall", given, CONTENT), CONTENT)
    assert finding is not None
    assert finding.title == "6 bruises from one everyday fall"


@pytest.mark.parametrize(
    ("ability", "first", "last"),
    [
        ("sits", 3.8, 9.2), ("stands_holding", 4.8, 11.4), ("crawls", 5.2, 13.5), ("cruises", 5.9, 13.7),
        ("stands", 6.9, 16.9), ("walks", 8.2, 17.6),
    ],
)  # fmt: skip
def test_the_windows_are_those_the_who_study_printed(ability: str, first: float, last: float) -> None:
    known = {one.id: one for one in abilities(RULE)}
    assert (known[ability].first, known[ability].last) == (first, last)
    median = known[ability].median
    assert median is not None
    assert first < median < last


@pytest.mark.parametrize(
    ("months", "words"), [(0.82, "25d"), (0.0, "0d"), (-0.5, "0d"), (1.68, "7w 2d"), (8.21, "8.2m")]
)
def test_a_corrected_age_reads_as_on_the_ward(months: float, words: str) -> None:
    assert age_words(months) == words


def test_an_ability_without_any_age_in_a_source_is_out_of_scope() -> None:
    able = Able(2.0, NOT_ASKED)
    assert isinstance(
        earlier_than_usual(able, Given("not_mobile"), CONTENT.rules["explanation.early"]), OutOfScope
    )
