"""One person among several rows of lists: two plans of one child are one child, two children are two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from aande_alert.domain.identity import BIRTH_NOT_GIVEN, PersonName
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import NOTHING_COUNTED, MatchIdentity, Possible, Same
from aande_alert.rules.matching_lists import answer_among, of_this_pregnancy
from aande_alert.rules.matching_weights import asked_about, countable
from tests.builders import a_person, a_plan, an_nhs_number, born, verified

WEIGHTS = load_content().matching
MAISIE = MatchIdentity.from_person(a_person(nhs=verified(1)))
LISTED = MatchIdentity.from_entry(a_plan(nhs=an_nhs_number(1)))
UNNUMBERED = replace(LISTED, nhs=None)


def groups(*listed: MatchIdentity) -> list[list[int]]:
    """Return which rows are taken for one child, by their places."""
    rows = {UUID(int=place): them for place, them in enumerate(listed)}
    found = answer_among(MAISIE, rows, NOTHING_COUNTED, WEIGHTS).groups.values()
    return [[entry.int for entry in group] for group in found]


def test_two_plans_of_one_child_do_not_stand_in_each_others_way() -> None:
    rows = {UUID(int=1): UNNUMBERED, UUID(int=2): LISTED}
    answer = answer_among(MAISIE, rows, NOTHING_COUNTED, WEIGHTS)
    assert isinstance(answer.decision, Same)
    assert answer.decision.candidate == UUID(int=2)
    assert answer.entries_of([UUID(int=2)]) == (UUID(int=2), UUID(int=1))


def test_two_children_of_one_name_and_birth_with_a_number_each_are_two() -> None:
    other = replace(LISTED, nhs=verified(2))
    assert groups(LISTED, other, UNNUMBERED) == [[0], [1], [2]]


def test_one_number_is_one_child_whatever_the_name() -> None:
    married = replace(LISTED, names=(PersonName("Thorne", "Maisie"),))
    assert groups(married, LISTED) == [[1, 0]]


@pytest.mark.parametrize(
    "vague",
    [
        replace(UNNUMBERED, names=()),
        replace(UNNUMBERED, birth=BIRTH_NOT_GIVEN),
        replace(UNNUMBERED, names=(PersonName("Pell", "Unknown"),)),
        replace(UNNUMBERED, names=(PersonName("Unknown", "Maisie"),)),
    ],
)
def test_rows_that_say_too_little_are_not_taken_together(vague: MatchIdentity) -> None:
    assert groups(vague, vague) == [[0], [1]]


def test_two_close_children_are_left_to_a_person() -> None:
    nobody = replace(MAISIE, nhs=None)
    rows = {UUID(int=1): UNNUMBERED, UUID(int=2): replace(UNNUMBERED, names=(PersonName("Pell", "Maisy"),))}
    assert isinstance(answer_among(nobody, rows, NOTHING_COUNTED, WEIGHTS).decision, Possible)


@pytest.mark.parametrize(
    ("expected_on", "starts", "birth", "about"),
    [
        (date(2026, 10, 28), None, date(2026, 10, 2), True),
        (date(2026, 10, 28), None, date(2026, 12, 20), False),
        (date(2026, 10, 28), None, None, True),
        (None, date(2026, 8, 27), date(2026, 10, 2), True),
        (None, date(2026, 8, 27), date(2022, 8, 3), False),
        (None, None, date(2022, 8, 3), True),
    ],
)
def test_a_pregnancy_ends_in_one_baby(
    expected_on: date | None, starts: date | None, birth: date | None, about: bool
) -> None:
    assert of_this_pregnancy(expected_on, starts, birth) is about


def test_a_longer_list_asks_for_more_because_it_holds_more_strangers() -> None:
    assert WEIGHTS.for_list_of(5_000) is WEIGHTS
    longer = WEIGHTS.for_list_of(20_000)
    assert longer.ask_above == WEIGHTS.ask_above + 2
    assert longer.limits["same_above"] == WEIGHTS.limits["same_above"] + 2


def test_whatever_a_comparison_may_ask_about_is_counted() -> None:
    double = MatchIdentity((PersonName("Ward-Ellis", "Toby James"),), born("2016-01-15"), gp="Beck Surgery")
    asked = asked_about(double)
    assert countable(double) < asked
    assert {("family", "ellis"), ("family", "toby"), ("given", "ward"), ("given", "wardellis")} < asked
    assert ("practice", "beck surgery") in asked
    assert asked_about(MatchIdentity(())) == set()
