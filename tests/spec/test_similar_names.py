"""Which names on one list can be mistaken for each other."""

from __future__ import annotations

import pytest

from aande_alert.domain.identity import PersonName
from aande_alert.rules.similar_names import similar_names


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Hussain", "Zaynab"), ("Hussain", "Zayneb"), True),
        (("Hussain", "Zaynab"), ("Hussein", "Zainab"), True),
        (("Smith", "Oliver"), ("Smyth", "Oliver"), True),
        (("Pell", "Maisie"), ("Pell", "Maisie"), True),
        (("Smith", "Oliver"), ("Smith", "Amelia"), False),
        (("Smith", "Oliver"), ("Khan", "Oliver"), False),
        (("Lee", "Ann"), ("Lee", "Ian"), True),
        (("Lee", "Tom"), ("Lee", "Ann"), False),
        (("Smith", "O"), ("Smith", "Oliver"), True),
        (("Smith", "A"), ("Smith", "Oliver"), False),
        (("Unknown", "Unknown"), ("Unknown", "Unknown"), False),
        (("Harrison", "Oliver"), ("Harrisson", "Olivier"), True),
    ],
)
def test_two_names_are_alike_or_not(one: tuple[str, str], other: tuple[str, str], alike: bool) -> None:
    rows = [(1, PersonName(*one)), (2, PersonName(*other))]
    assert similar_names(rows) == (((1, 2),) if alike else ())


def test_three_of_a_kind_are_three_pairs() -> None:
    rows = [(key, PersonName("Hussain", "Zaynab")) for key in "abc"]
    assert similar_names(rows) == (("a", "b"), ("a", "c"), ("b", "c"))
