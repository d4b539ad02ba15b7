"""What of a person is compared, and whether there is enough to look for them by."""

from __future__ import annotations

from typing import Any

import pytest

from aande_alert.domain.identity import Address, NameUse, PersonName, Phone
from aande_alert.rules.matching import FrequencyTable, MatchIdentity
from tests.builders import a_person, a_plan, born, verified


@pytest.mark.parametrize(
    ("identity", "enough"),
    [
        (MatchIdentity((PersonName("Unknown", "Unknown"),)), False),
        (MatchIdentity((PersonName("Unknown", "Unknown"),), nhs=verified()), True),
        (MatchIdentity((PersonName("Pell", "Unknown"),)), False),
        (MatchIdentity((PersonName("Pell", "M"),)), False),
        (MatchIdentity((PersonName("Pell", "Maisie"),)), True),
        (MatchIdentity((PersonName("Pell", "Unknown"),), born("2026-10-02")), True),
        (MatchIdentity((PersonName("Unknown", "Maisie"),), born("2026-10-02")), True),
        (MatchIdentity((PersonName("Pell", "Unknown"),), phones=(Phone("07700 900417"),)), True),
        (MatchIdentity((PersonName("Pell", "Unknown"),), addresses=(Address((), "ZZ1 4LC"),)), True),
        (MatchIdentity((PersonName("Unknown", "Unknown"),), born("2026-10-02")), False),
        (MatchIdentity((PersonName("Pell", "Unknown"),), phones=(Phone("999"),)), False),
    ],
)
def test_somebody_can_be_looked_for_or_not(identity: MatchIdentity, enough: bool) -> None:
    assert identity.can_be_looked_for is enough


def test_a_records_shown_name_comes_first_and_its_others_follow() -> None:
    names = (PersonName("Kowal", "Marta", use=NameUse.MAIDEN), PersonName("Novak", "Marta"))
    assert [name.family for name in MatchIdentity.from_person(a_person(names=names)).names] == [
        "Novak",
        "Kowal",
    ]
    assert MatchIdentity.from_person(a_person(names=())).names == ()


@pytest.mark.parametrize("different", [{}, {"address": None, "phone": "", "nhs": None}])
def test_a_councils_row_is_compared_by_what_it_holds(different: dict[str, Any]) -> None:
    identity = MatchIdentity.from_entry(a_plan(aliases=(PersonName("Raikes", "Maisy"),), **different))
    assert [name.family for name in identity.names] == ["Pell", "Raikes"]
    assert len(identity.addresses) == len(identity.phones) == (0 if different else 1)
    assert identity.nhs is None


def test_a_councils_number_counts_as_verified() -> None:
    assert MatchIdentity.from_entry(a_plan(nhs=verified().number)).profile.verified


def test_nothing_of_a_person_reaches_a_log() -> None:
    assert repr(MatchIdentity.from_person(a_person())) == "MatchIdentity(withheld)"
    assert repr(FrequencyTable.count([MatchIdentity.from_person(a_person())])) == "FrequencyTable(1 people)"


def test_people_are_counted_once_under_each_of_their_names() -> None:
    mother = a_person(
        names=(PersonName("Novak", "Marta"), PersonName("Novak", "Unknown"), PersonName("Unknown", "Marta")),
        gp_practice="Calder Bridge Surgery",
        addresses=(Address(("9 Larkhill Close",), "ZZ1 4LC"), Address(("Hostel",), "")),
    )
    counted = FrequencyTable.count(
        [MatchIdentity.from_person(mother), MatchIdentity.from_person(a_person(addresses=()))]
    )
    assert counted.people == 2
    assert counted.family("novak") == counted.given("marta") == counted.given_sound("mrt") == 1
    assert counted.family_sound("pl") == 1
    assert counted.phone("07700900417") == 2
    assert counted.home("ZZ14LC", "9") == 1
    assert counted.practice("calder bridge surgery") == 1
    assert counted.practice("nobody's") == 0
