"""What a nurse types to find somebody, in any order, and who it finds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.persistence.records import FindTerms
from aande_alert.services.searching import read_search
from tests.builders import TODAY, a_person, an_nhs_number, hospital_number, verified

if TYPE_CHECKING:
    from tests.services.ward import Ward

NUMBER = an_nhs_number(1).digits
SPACED = f"{NUMBER[:3]} {NUMBER[3:6]} {NUMBER[6:]}"
BORN = date(2026, 10, 2)


def told(**terms: object) -> tuple[FindTerms, ...]:
    return (FindTerms(**terms),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Pell", told(words=("Pell",))),
        ("  pell,  maisie ", told(words=("pell", "maisie"))),
        ("(Maisie) O'Brien", told(words=("Maisie", "O'Brien"))),
        ("pell 2/10/26", told(words=("pell",), born=BORN)),
        ("2.10.2026 pell", told(words=("pell",), born=BORN)),
        ("pell 2 October 2026 maisie", told(words=("pell", "maisie"), born=BORN)),
        ("pell 02-oct-2026", told(words=("pell",), born=BORN)),
        ("pell 2026-10-02", told(words=("pell",), born=BORN)),
        ("pell 2 Oct 27", told(words=("pell",), born=date(1927, 10, 2))),
        ("pell zz1 4lc", told(words=("pell",), postcode="ZZ14LC")),
        ("ZZ14LC", told(postcode="ZZ14LC")),
        ("pell 07700 900417", told(words=("pell",), phone="07700900417")),
        ("+44 7700 900417", told(phone="+447700900417")),
        (f"pell {SPACED}", told(words=("pell",), nhs_number=NUMBER)),
        (f"{NUMBER} 02/10/2026", told(nhs_number=NUMBER, born=BORN)),
        ("x100001", told(hospital_number="X100001")),
        ("pell X100001", told(words=("pell",), hospital_number="X100001")),
    ],
)
def test_the_parts_are_told_apart_in_any_order(typed: str, meant: tuple[FindTerms, ...]) -> None:
    assert read_search(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (SPACED, [FindTerms(nhs_number=NUMBER), FindTerms(hospital_number=NUMBER)]),
        ("0113 496 0142", [FindTerms(phone="01134960142"), FindTerms(hospital_number="01134960142")]),
        ("02102026", [FindTerms(born=BORN), FindTerms(hospital_number="02102026")]),
        ("021026", [FindTerms(born=BORN), FindTerms(hospital_number="021026")]),
        ("31022026", [FindTerms(hospital_number="31022026")]),
        ("4711", [FindTerms(hospital_number="4711")]),
        ("2-10-26", [FindTerms(born=BORN), FindTerms(hospital_number="21026")]),
        ("2 10 2026", [FindTerms(born=BORN), FindTerms(hospital_number="2102026")]),
        ("2026-10-02", [FindTerms(born=BORN), FindTerms(hospital_number="20261002")]),
    ],
)
def test_digits_alone_are_read_every_way_they_can_be(typed: str, meant: list[FindTerms]) -> None:
    assert list(read_search(typed, TODAY)) == meant


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("pell 31/02/2026", "31/02/2026"),
        ("pell 12 Larkhill 26", "12 26"),
        (f"pell {int(NUMBER) + 1}", str(int(NUMBER) + 1)),
    ],
)
def test_a_part_nobody_can_read_is_never_left_out_of_the_search(typed: str, left: str) -> None:
    (meant,) = read_search(typed, TODAY)
    assert meant.hospital_number == left
    assert (meant.born, meant.nhs_number) == (None, "")


@pytest.mark.parametrize("typed", ["", "   ", " ,;- "])
def test_nothing_to_look_for_is_said_so(typed: str) -> None:
    with pytest.raises(Refused, match="nothing to look for"):
        read_search(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "found_by"),
    [
        (NUMBER, "NHS number"),
        ("maisie pel", "name"),
        ("pell 2/10/26", "name, date of birth"),
        ("ZZ1 4LC pell", "name, postcode"),
        ("07700 900417", "telephone"),
        ("02102026", "date of birth"),
        ("X100001", "hospital number"),
        (f"pell {NUMBER}", "NHS number, name"),
    ],
)
def test_a_child_is_found_by_what_is_known_of_them(ward: Ward, typed: str, found_by: str) -> None:
    maisie = ward.known(
        a_person(nhs=verified(1), hospital_numbers=(hospital_number(),)),
        a_person("Raikes", "Kieran", "1998-01-05", addresses=(), phones=()),
    )
    visit = ward.visit(maisie)
    (line,) = ward.services.records.find(ward.nurse, typed)
    assert (line.person.id, line.found_by) == (maisie.id, found_by)
    assert (line.last_seen, line.similar) == (visit.arrived_at, False)


def test_digits_nobody_was_born_on_are_looked_for_as_a_hospitals_number(ward: Ward) -> None:
    child = ward.known(a_person(hospital_numbers=(hospital_number("01021999"),)))
    assert [line.person.id for line in ward.services.records.find(ward.nurse, "01021999")] == [child.id]


def test_names_that_can_be_mixed_up_are_marked_and_nobody_found_is_written_down_too(ward: Ward) -> None:
    ward.known(a_person(), a_person("Pell", "Maise", "2025-01-09"))
    lines = ward.services.records.find(ward.nurse, "pell")
    assert [(line.similar, line.last_seen) for line in lines] == [(True, None), (True, None)]
    assert ward.services.records.find(ward.nurse, "nobody") == ()
    assert ward.events().count("child:person:searched") == 2
