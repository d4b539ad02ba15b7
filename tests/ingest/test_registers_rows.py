"""One row: a wrong cell costs the child that cell, never the place on the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from aande_alert.domain.identity import Address, BirthQuality, PersonName, Sex, nhs_check_digit_holds
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import DateOrder, RegisterProfile
from tests.builders import an_nhs_number
from tests.ingest.lists import (
    BORN,
    HEADER,
    LABEL,
    LAYOUT,
    NUMBER,
    STARTED,
    codes,
    csv_list,
    of_kind,
    read,
    read_row,
    row,
)

OTHER = an_nhs_number(2).digits
NEVER_ISSUED = next(f"5{n:09}" for n in range(999) if nhs_check_digit_holds(f"5{n:09}"))
NO_NUMBER = {"NHS Number": ""}


def test_a_good_row_is_read_and_nothing_is_said() -> None:
    found = read_row(
        {
            "Sex": "F",
            "Mother": "RAIKES, Kerry",
            "Social worker": "Dan Holroyd",
            "Team": "North",
            "Alias": "PELL, M",
        }
    )
    assert codes({}) == {}
    assert (found.name, found.birth.on, found.starts, found.ends) == (
        PersonName("RAIKES", "Maisy"),
        BORN,
        STARTED,
        None,
    )
    assert (found.kind, found.category, found.sex) == (PlanKind.CHILD_PROTECTION, "Neglect", Sex.FEMALE)
    assert found.nhs is not None
    assert found.nhs.digits == NUMBER
    assert found.address == Address((), "ZZ1 4LC")
    assert (found.mother_name, found.social_worker, found.team) == ("RAIKES, Kerry", "Dan Holroyd", "North")
    assert found.aliases == (PersonName("PELL", "M"),)
    assert not found.voided


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"NHS Number": "9990000070"}, {"E01": "left_out"}),
        ({"NHS Number": "3333333333"}, {"E02": "left_out"}),
        ({"NHS Number": NEVER_ISSUED}, {"E03": "left_out"}),
        ({"NHS Number": "9.99E+09"}, {"E12": "left_out"}),
        (NO_NUMBER, {"W01": "warning"}),
        ({"NHS Number": "N/A"}, {"W01": "warning"}),
        ({"DOB": ""}, {"E04": "left_out"}),
        ({"DOB": "31/02/2019"}, {"E04": "left_out"}),
        ({"DOB": "01/01/1900"}, {"E04": "left_out"}),
        ({"DOB": "02/10/2027"}, {"E05": "left_out"}),
        ({"DOB": "02/10/2007", "Start": "02/10/2026"}, {"E06": "warning"}),
        ({"DOB": "10/12/2008"}, {"W06": "warning"}),
        ({"Start": ""}, {"E07": "left_out"}),
        ({"Start": "soon"}, {"E07": "left_out"}),
        ({"End": "01/10/2026"}, {"E08": "left_out"}),
        ({"End": "when safe"}, {"E17": "left_out"}),
        ({"End": "02/11/2026"}, {}),
        ({"Start": "02/10/2025"}, {}),
        ({"Start": "02/11/2024"}, {"W05": "warning"}),
        ({"Start": "02/11/2024", "Plan type": "LAC"}, {}),
        ({"Start": "02/11/2024", "End": "02/11/2025"}, {}),
        ({"Start": "02/12/2026"}, {"W04": "warning"}),
        ({"Plan type": "Zzz"}, {"E09": "rejected"}),
        ({"Plan type": ""}, {"E09": "rejected"}),
        ({"Surname": ""}, {"E14": "left_out"}),
        ({"Postcode": "nowhere"}, {"W07": "warning"}),
        ({"Postcode": ""}, {}),
        ({"Category": "Worries"}, {"W08": "warning"}),
        ({"Category": ""}, {}),
        ({"OLA": "Y"}, {"W09": "warning"}),
        ({"OLA": "N"}, {}),
        ({"Surname": "=HYPERLINK(1)"}, {"W11": "warning"}),
        ({"Telephone": "+44 7700 900417"}, {}),
        ({"Forename": "Mai\x07sy"}, {"W14": "warning"}),
        ({"DOB": "", **NO_NUMBER}, {"E04": "left_out", "W01": "warning"}),
        ({"DOB": "", "Forename": "", **NO_NUMBER}, {"E04": "left_out", "E16": "rejected"}),
        ({"Surname": "", "Forename": "", **NO_NUMBER}, {"E14": "left_out", "E16": "rejected"}),
        ({"Surname": "", "Forename": ""}, {"E14": "left_out"}),
        ({"Surname": "", **NO_NUMBER}, {"E14": "left_out", "W01": "warning"}),
    ],
)
def test_what_is_wrong_and_what_it_does_to_the_row(
    cells: Mapping[str, str], found: Mapping[str, str]
) -> None:
    assert codes(cells) == found


@pytest.mark.parametrize(
    "cells", [{"NHS Number": "9990000070"}, {"DOB": "31/02/2019"}, {"Surname": ""}, {"Start": ""}]
)
def test_a_child_with_one_wrong_cell_is_still_on_the_list(cells: Mapping[str, str]) -> None:
    assert read_row(cells).kind is PlanKind.CHILD_PROTECTION


def test_a_birth_that_cannot_be_is_kept_as_it_came() -> None:
    birth = read_row({"DOB": "31/02/2019"}).birth
    assert (birth.on, birth.quality, birth.raw) == (None, BirthQuality.IMPOSSIBLE, "31/02/2019")


def test_a_plan_whose_end_makes_no_sense_counts_as_running() -> None:
    assert read_row({"End": "01/10/2025"}).ends is None


@pytest.mark.parametrize("column", ["DOB", "Start", "End"])
def test_day_and_month_are_never_guessed(column: str) -> None:
    layout = RegisterProfile("x", dates=DateOrder.UNAMBIGUOUS)
    cells = {"DOB": "2024-10-02", "Start": "2026-10-02", column: "03/04/2026"}
    assert codes(cells, layout=layout) == {"E13": "left_out"}


def test_a_name_in_one_column_is_taken_apart() -> None:
    header = ("Name", *HEADER[3:])
    cells = {"Name": "RAIKES, Maisy"}
    (found,) = read(csv_list(row(cells, header), header=header)).rows
    assert found.name == PersonName("RAIKES", "Maisy")
    (unclear,) = read(csv_list(row({"Name": "Maisy Raikes"}, header), header=header)).rows
    assert unclear.name == PersonName("Unknown", "Maisy Raikes")


@pytest.mark.parametrize(
    ("kind", "told", "found"),
    [
        (PlanKind.LOOKED_AFTER, "", {}),
        (PlanKind.LOOKED_AFTER, "LAC", {}),
        (PlanKind.LOOKED_AFTER, "CPP", {"E09": "rejected"}),
    ],
)
def test_a_row_that_contradicts_the_stated_kind_is_rejected(
    kind: PlanKind, told: str, found: Mapping[str, str]
) -> None:
    assert codes({"Plan type": told}, label=of_kind(kind)) == found


def test_a_constant_of_the_layout_stands_for_a_missing_column() -> None:
    header = tuple(column for column in HEADER if column != "Plan type")
    layout = replace(LAYOUT, constants={"plan_type": "LAC"})
    (found,) = read(csv_list(row({}, header), header=header), layout=layout).rows
    assert found.kind is PlanKind.LOOKED_AFTER


def test_an_unborn_plan_is_about_the_mother() -> None:
    cells = {
        "Plan type": "UCP",
        "Surname": "RAIKES",
        "Forename": "Kerry",
        "DOB": "12/01/1999",
        "EDD": "03/01/2027",
    }
    found = read_row(cells)
    assert (found.kind, found.sex, found.expected_on) == (PlanKind.UNBORN, Sex.FEMALE, date(2027, 1, 3))
    assert found.birth.on == date(1999, 1, 12)
    assert codes({**cells, "EDD": "soon"}) == {"W17": "left_out"}


@pytest.mark.parametrize(
    ("mother", "name"),
    [("RAIKES, Kerry", PersonName("RAIKES", "Kerry")), ("", PersonName("RAIKES", "Unborn"))],
)
def test_an_unborn_plan_in_a_list_with_columns_for_the_mother(mother: str, name: PersonName) -> None:
    cells = {
        "Plan type": "UCP",
        "Forename": "Unborn",
        "NHS Number": "",
        "DOB": "03/01/2027",
        "Mother": mother,
    }
    found = read_row({**cells, "Mother DOB": "12/01/1999", "Mother NHS number": OTHER})
    assert found.name == name
    assert found.expected_on == date(2027, 1, 3)
    assert found.birth.on == date(1999, 1, 12)
    assert found.nhs is not None
    assert found.nhs.digits == OTHER
    assert read_row({**cells, "EDD": "04/01/2027", "Mother DOB": "12/01/1999"}).expected_on == date(
        2027, 1, 4
    )
    assert (
        read_row({**cells, "DOB": "", "Mother DOB": "12/01/1999", "Mother NHS number": OTHER}).expected_on
        is None
    )


def test_listed_by_mistake_is_not_an_end() -> None:
    found = read_row({"Deleted date": "01/11/2026"})
    assert found.voided
    assert found.ends is None


def test_the_earlier_category_stands_in_for_the_latest() -> None:
    assert read_row({"Category": "", "Initial category": "PHY"}).category == "Physical abuse"


@pytest.mark.parametrize(("sex", "meaning"), [("1", Sex.MALE), ("Q", Sex.NOT_KNOWN), ("", Sex.NOT_KNOWN)])
def test_sex_is_known_or_not_known(sex: str, meaning: Sex) -> None:
    assert read_row({"Sex": sex}).sex is meaning


def test_an_address_in_columns_is_one_address() -> None:
    found = read_row({"Address 1": "9 Larkhill Close", "Town": "Calder Vale", "Postcode": "zz1 4lc"})
    assert found.address == Address(("9 Larkhill Close", "Calder Vale"), "ZZ1 4LC")
    assert read_row({"Postcode": ""}).address is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"Plan ID": "P1"}, {"Plan ID": "P1", "Surname": "PELL"}, True),
        ({"Child ID": "7"}, {"Child ID": "7", "Surname": "PELL"}, True),
        ({"Child ID": "7"}, {"Child ID": "7", "Start": "03/10/2026"}, False),
        ({}, {"Surname": "PELL"}, True),
        (NO_NUMBER, {**NO_NUMBER, "Category": ""}, True),
        (NO_NUMBER, {**NO_NUMBER, "Surname": "PELL"}, False),
        ({**NO_NUMBER, "DOB": ""}, {**NO_NUMBER, "DOB": "", "Forename": "Ada"}, False),
        (
            {"Surname": "", "Forename": "", "Start": ""},
            {"Surname": "", "Forename": "", "Start": "", "Category": ""},
            True,
        ),
    ],
)
def test_a_row_keeps_its_key_from_list_to_list(
    one: Mapping[str, str], other: Mapping[str, str], *, same: bool
) -> None:
    assert (read_row(one).row_key == read_row(other).row_key) is same


def test_a_row_too_short_or_too_long_says_so() -> None:
    whole, short = row({"NHS Number": OTHER}), row().rsplit(",", 2)[0]
    reading = read(
        csv_list(short, f"{row({'Forename': 'Ada'})},spare", f"{row({'Forename': 'Bo'})},,", whole)
    )
    assert [(problem.row, problem.code) for problem in reading.problems if problem.code == "E15"] == [
        (2, "E15"),
        (3, "E15"),
    ]
    assert len(reading.rows) == 4


def test_test_numbers_are_left_out_of_a_live_store() -> None:
    assert codes({}, label=replace(LABEL, test_numbers=False)) == {"E03": "left_out"}
