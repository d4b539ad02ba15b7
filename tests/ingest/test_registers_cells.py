"""Cells: dates in any British form, numbers a spreadsheet has spoilt, names in one piece."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.identity import NhsNumber, PersonName
from aande_alert.domain.register_lists import DateOrder
from aande_alert.ingest.registers_cells import (
    DateTrouble,
    as_text,
    begins_like_formula,
    is_postcode,
    read_day,
    read_full_name,
    read_nhs_number,
    show_full_name,
    without_text_mark,
)
from tests.builders import an_nhs_number

NUMBER = an_nhs_number(1)
D, M, Y, U = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST, DateOrder.UNAMBIGUOUS
THIRD_OF_APRIL = date(2019, 4, 3)
THIRTEENTH = date(2019, 4, 13)


@pytest.mark.parametrize(
    ("cell", "order", "means"),
    [
        ("2019-04-03", D, THIRD_OF_APRIL),
        ("2019-04-03T00:00:00", U, THIRD_OF_APRIL),
        ("2019-04-03 00:00", Y, THIRD_OF_APRIL),
        ("20190403", U, THIRD_OF_APRIL),
        ("03/04/2019", D, THIRD_OF_APRIL),
        ("3.4.2019", D, THIRD_OF_APRIL),
        ("03-04-2019", D, THIRD_OF_APRIL),
        ("03/04/2019 00:00", D, THIRD_OF_APRIL),
        ("04/03/2019", M, THIRD_OF_APRIL),
        ("3 April 2019", U, THIRD_OF_APRIL),
        ("03-Apr-2019", U, THIRD_OF_APRIL),
        ("3rd apr 2019", M, THIRD_OF_APRIL),
        ("13/04/2019", U, THIRTEENTH),
        ("04/13/2019", U, THIRTEENTH),
        ("04/04/2019", U, date(2019, 4, 4)),
        ("03/04/2019", U, DateTrouble.TWO_WAYS),
        ("03/04/2019", Y, DateTrouble.TWO_WAYS),
        ("13/13/2019", U, DateTrouble.NO_DATE),
        ("04/13/2019", D, DateTrouble.NO_DATE),
        ("31/02/2019", D, DateTrouble.NO_DATE),
        ("3 Abril 2019", D, DateTrouble.NO_DATE),
        ("03/04/19", D, DateTrouble.NO_DATE),
        ("43558", D, DateTrouble.NO_DATE),
        ("soon", D, DateTrouble.NO_DATE),
        ("", D, DateTrouble.NO_DATE),
    ],
)
def test_a_date_is_read_one_way_or_not_at_all(cell: str, order: DateOrder, means: date | DateTrouble) -> None:
    assert read_day(cell, order) == means


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (NUMBER.digits, NUMBER),
        (f"{NUMBER.digits[:3]} {NUMBER.digits[3:6]} {NUMBER.digits[6:]}", NUMBER),
        (f"{NUMBER.digits}.0", NUMBER),
        ("9.99E+09", "E12"),
        ("9.990000077e+009", "E12"),
        ("3333333333", "E02"),
        ("0000000000", "E02"),
        ("9990000070", "E01"),
        ("999000007", "E01"),
        ("unknown", "E01"),
    ],
)
def test_a_number_is_right_or_says_what_is_wrong(cell: str, found: NhsNumber | str) -> None:
    assert read_nhs_number(cell, test_numbers=True) == found


def test_a_live_store_takes_no_test_numbers_and_nobody_takes_ranges_never_issued() -> None:
    assert read_nhs_number(NUMBER.digits, test_numbers=False) == "E03"
    assert read_nhs_number("5000000001", test_numbers=True) in {"E01", "E03"}
    never = next(number for number in range(5_000_000_000, 5_000_000_100) if _valid(number))
    assert read_nhs_number(str(never), test_numbers=True) == "E03"


def _valid(number: int) -> bool:
    return read_nhs_number(str(number), test_numbers=True) != "E01"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("ZZ1 4LC", True), ("zz14lc", True), ("GIR 0AA", True), ("ZZ1", False), ("12345", False)],
)
def test_a_postcode_has_a_form(text: str, *, is_one: bool) -> None:
    assert is_postcode(text) is is_one


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("=1+1", True),
        ("@SUM", True),
        ("-2+3", True),
        ("\uff1d1", True),
        ("+44 7700 900417", False),
        ("-", False),
        ("Ada", False),
    ],
)
def test_a_formula_is_known_by_its_first_character(cell: str, *, is_one: bool) -> None:
    assert begins_like_formula(cell) is is_one


@given(st.text(max_size=20).filter(lambda cell: not cell.startswith("'")))
def test_what_is_marked_as_text_is_the_same_text_again(cell: str) -> None:
    marked = as_text(cell)
    assert not marked.startswith(("=", "+", "-", "@", "\t"))
    assert without_text_mark(marked) == cell


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("RAIKES, Maisy Jo", PersonName("RAIKES", "Maisy Jo")),
        ("Raikes,", PersonName("Raikes", "")),
        ("Maisy RAIKES", PersonName("RAIKES", "Maisy")),
        ("Maisy VAN DAM", PersonName("VAN DAM", "Maisy")),
        ("Maisy Raikes", None),
        ("RAIKES Maisy", None),
        ("MAISY RAIKES", None),
        (", Maisy", None),
        ("", None),
    ],
)
def test_a_name_in_one_cell_is_taken_apart_only_where_it_says_how(cell: str, name: PersonName | None) -> None:
    assert read_full_name(cell) == name
    if name is not None:
        assert read_full_name(show_full_name(name)) == name
