"""The keys people are found by: stable for ever, tolerant of the desk, never of a stranger's fields."""

from __future__ import annotations

from datetime import date

import pytest

from aande_alert.domain.identity import Address, PersonName, Phone
from aande_alert.rules.matching import MatchIdentity, keys, query_keys
from aande_alert.rules.matching_keys import (
    listed_keys,
    listed_query_keys,
    number_key,
    swap_day_and_month,
)
from tests.builders import a_person, born, verified

WHOLE = MatchIdentity.from_person(a_person())
STORED = (2_576_838_667_650_193_537, 2_705_572_131_966_783_246, 2_761_611_155_723_803_373)


def test_the_keys_stored_by_an_earlier_version_still_find_the_child() -> None:
    assert keys(WHOLE)[:3] == STORED


def test_a_child_of_whom_everything_is_known_has_a_dozen_keys() -> None:
    assert 10 <= len(keys(WHOLE)) <= 14
    assert all(0 <= key < 1 << 63 for key in keys(WHOLE))
    assert set(keys(WHOLE)) <= set(query_keys(WHOLE))


@pytest.mark.parametrize(
    ("desk", "found"),
    [
        (MatchIdentity((PersonName("Raikes", "Maisy"),), born("2026-10-02")), True),
        (MatchIdentity((PersonName("Pel", "Unknown"),), born("2026-10-02")), True),
        (MatchIdentity((PersonName("Pell", "Maisie"),), born("2026-02-10")), True),
        (MatchIdentity((PersonName("Maisie", "Pell"),), born("2026-10-02")), True),
        (MatchIdentity((PersonName("Pell", "Maisie"),)), True),
        (MatchIdentity((PersonName("Unknown", "Unknown"),), phones=(Phone("07700 900417"),)), True),
        (
            MatchIdentity(
                (PersonName("Raikes", "Baby"),), addresses=(Address(("9 Larkhill Close",), "ZZ1 4LC"),)
            ),
            True,
        ),
        (
            MatchIdentity((PersonName("Raikes", "Baby"),), addresses=(Address(("9 Larkhil Close",), ""),)),
            True,
        ),
        (MatchIdentity((PersonName("Raikes", "Baby"),), mother_name="Hannah Pell"), True),
        (MatchIdentity((PersonName("Raikes", "M"),), addresses=(Address(("Flat",), "ZZ1 4LC"),)), False),
        (MatchIdentity((PersonName("Unknown", "Unknown"),), mother_name="Hannah"), False),
        (
            MatchIdentity(
                (PersonName("Raikes", "Ida"),), born("2019-01-20"), addresses=(Address(("9",), ""),)
            ),
            False,
        ),
        (MatchIdentity((PersonName("Unknown", "Unknown"),)), False),
        (MatchIdentity(()), False),
    ],
)
def test_a_child_is_found_despite_the_desk_and_a_stranger_is_not(desk: MatchIdentity, found: bool) -> None:
    assert bool(set(query_keys(desk)) & set(keys(WHOLE))) == found


def test_each_half_of_a_double_name_is_a_key() -> None:
    double = MatchIdentity((PersonName("Ward-Ellis", "Toby"),), born("2016-01-15"))
    for half in ("Ward", "Ellis", "Ward Ellis"):
        other = MatchIdentity((PersonName(half, "Unknown"),), born("2016-01-15"))
        assert set(keys(double)) & set(query_keys(other))


@pytest.mark.parametrize(
    ("day", "swapped"),
    [
        (date(2026, 10, 2), date(2026, 2, 10)),
        (date(2026, 10, 13), None),
        (date(2026, 10, 10), None),
        (None, None),
    ],
)
def test_only_a_day_that_can_be_a_month_is_swapped(day: date | None, swapped: date | None) -> None:
    assert swap_day_and_month(day) == swapped


@pytest.mark.parametrize(
    "desk",
    [
        MatchIdentity((PersonName("Mell", "Maureen"),), born("2026-10-02")),
        MatchIdentity((PersonName("Mell", "Maureen"),), born("2026-02-10")),
        MatchIdentity((PersonName("Pohl", "M"),), addresses=(Address(("Flat",), "ZZ1 4LC"),)),
        MatchIdentity((PersonName("Pell", "Unknown"),), addresses=(Address(("9 Tannery Row",), "ZZ1 9XX"),)),
        MatchIdentity((PersonName("Pell", "Unknown"),), addresses=(Address(("Larkhill Cl",), "ZZ1 9XX"),)),
        MatchIdentity((PersonName("Pell", "Unknown"),), addresses=(Address(("9",), "ZZ1 9XX"),)),
    ],
)
def test_on_a_list_two_mistakes_at_once_still_find_the_child(desk: MatchIdentity) -> None:
    assert not set(query_keys(desk)) & set(keys(WHOLE))
    assert set(listed_query_keys(desk)) & set(listed_keys(WHOLE))
    assert {*keys(WHOLE)} < {*listed_keys(WHOLE)}


def test_the_key_of_a_number_is_the_numbers_alone() -> None:
    ours = MatchIdentity((PersonName("Pell", "Maisie"),), nhs=verified())
    theirs = MatchIdentity((PersonName("Hart", "Amber"),), nhs=verified())
    assert number_key(ours) == number_key(theirs) is not None
    assert number_key(MatchIdentity((), nhs=verified(3))) != number_key(ours)
    assert number_key(MatchIdentity(())) is None
