"""A council's list as a whole: stated facts, columns, counts, and two councils' layouts there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Address, Birth, PersonName, Sex
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import DateOrder, ListedRow, RegisterProfile
from aande_alert.ingest.registers import read_list, write_list
from tests.builders import NOW, TODAY, an_nhs_number
from tests.ingest.lists import HEADER, LABEL, LAYOUT, csv_list, of_kind, read, refused, row

CALDERDALE = RegisterProfile(
    "Calderdale North",
    columns={
        "Plan reference": "plan_key",
        "Person ID": "child_key",
        "NHS number": "nhs_number",
        "Surname": "surname",
        "Forenames": "forename",
        "Also known as": "aliases",
        "Date of birth": "dob",
        "Sex": "sex",
        "Address": "address",
        "Postcode": "postcode",
        "Telephone": "phone",
        "Mother": "mother_name",
        "Mother's date of birth": "mother_dob",
        "Mother's NHS number": "mother_nhs_number",
        "Due date": "expected_dob",
        "Plan": "plan_type",
        "Start": "plan_start",
        "End": "plan_end",
        "Listed in error": "deleted_on",
        "Category": "category",
        "Legal status": "legal_status",
        "Social worker": "social_worker",
        "Team": "team",
        "Team telephone": "worker_phone",
    },
    dates=DateOrder.DAY_FIRST,
    codes={
        "plan_type": {"CP": "child_protection", "CLA": "looked_after", "UB": "unborn"},
        "sex": {"F": "Female", "M": "Male"},
    },
)
AIREBOROUGH = RegisterProfile(
    "Aireborough",
    columns={
        "plan_id": "plan_key",
        "child_name": "full_name",
        "nhs": "nhs_number",
        "born": "dob",
        "type": "plan_type",
        "from": "plan_start",
        "to": "plan_end",
        "edd": "expected_dob",
        "cat": "category",
        "gender": "sex",
        "spare": "not_taken",
    },
    dates=DateOrder.YEAR_FIRST,
    delimiter=";",
)

WORDS = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd")), min_size=1, max_size=9)
SAFE = WORDS.map(lambda text: f"x{text}")
NUMBERS = st.sampled_from([None, *(an_nhs_number(which) for which in range(4))])
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 20))
ROWS = st.builds(
    ListedRow,
    row=st.just(0),
    row_key=st.just(""),
    kind=st.sampled_from(list(PlanKind)),
    name=st.builds(PersonName, SAFE, SAFE),
    birth=st.dates(date(2012, 1, 1), date(2024, 1, 1)).map(Birth),
    sex=st.sampled_from([Sex.FEMALE]),
    starts=DAYS,
    ends=st.none() | st.just(date(2026, 11, 21)),
    nhs=NUMBERS,
    expected_on=st.none() | DAYS,
    category=st.sampled_from(["", "Neglect", "=1+1", "+44", 'Worries, many and "more"']),
)


def numbered(rows: list[ListedRow]) -> tuple[ListedRow, ...]:
    return tuple(replace(found, row=at + 2, row_key=f"plan:{at}") for at, found in enumerate(rows))


def detailed(found: ListedRow) -> ListedRow:
    return replace(
        found,
        child_key="C" + found.row_key,
        aliases=(PersonName("PELL", "M"),),
        address=Address(("9 Larkhill Close", "Calder Vale"), "ZZ1 4LC"),
        phone="+44 7700 900417",
        mother_name="" if found.kind is PlanKind.UNBORN else "RAIKES, Kerry",
        legal_status="C2",
        social_worker="Dan Holroyd",
        team="North",
        worker_phone="0113 496 0142",
        voided=found.ends is not None,
    )


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_a_list_in_calderdales_layout_is_read_back_as_it_was_written(rows: list[ListedRow]) -> None:
    written = tuple(detailed(found) for found in numbered(rows))
    back = read(write_list(written, CALDERDALE), layout=CALDERDALE).rows
    expected = tuple(_told_of_mother(found) for found in written)
    assert back == expected


def _told_of_mother(found: ListedRow) -> ListedRow:
    """Return what an unborn plan's row says when it is read: its person is also the mother named."""
    if found.kind is not PlanKind.UNBORN:
        return found
    return replace(found, mother_name=f"{found.name.family}, {found.name.given}")


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_a_list_in_aireboroughs_layout_is_read_back_as_it_was_written(rows: list[ListedRow]) -> None:
    written = numbered(rows)
    assert read(write_list(written, AIREBOROUGH), layout=AIREBOROUGH).rows == written


def test_a_formula_leaves_as_text_and_a_missing_date_as_nothing() -> None:
    bare = ListedRow(
        2, "row:1", PlanKind.LOOKED_AFTER, PersonName("=cmd()", "Ada"), BIRTH_NOT_GIVEN, Sex.NOT_KNOWN
    )
    sent = write_list([bare], replace(CALDERDALE, dates=DateOrder.MONTH_FIRST)).decode("utf-8-sig")
    assert sent.split("\r\n")[1].startswith(",,,'=cmd(),Ada,,,Not known,,")


def test_a_month_first_council_is_written_month_first() -> None:
    bare = ListedRow(
        2, "plan:1", PlanKind.LOOKED_AFTER, PersonName("PELL", "Ada"), Birth(date(2019, 4, 13)), Sex.FEMALE
    )
    assert "04/13/2019" in write_list([bare], replace(CALDERDALE, dates=DateOrder.MONTH_FIRST)).decode()


@pytest.mark.parametrize(
    ("list_date", "words"),
    [(TODAY + timedelta(days=1), "in the future"), (TODAY - timedelta(days=9), "more than 8 days ago")],
)
def test_the_wrong_list_date_is_refused(list_date: date, words: str) -> None:
    assert words in refused(csv_list(), label=replace(LABEL, list_date=list_date))


@pytest.mark.parametrize("declared", [0, 2, 265])
def test_a_list_with_other_than_the_stated_rows_is_refused(declared: int) -> None:
    assert "may be cut off" in refused(csv_list(), label=replace(LABEL, declared_rows=declared))
    assert read(csv_list(), label=replace(LABEL, declared_rows=1)).counts.read == 1


@pytest.mark.parametrize(
    ("missing", "called"),
    [
        ("Surname", "surname"),
        ("DOB", "date of birth"),
        ("Plan type", "sort of plan"),
        ("Start", "first day of the plan"),
    ],
)
def test_a_list_without_a_column_it_needs_is_refused(missing: str, called: str) -> None:
    header = tuple(column for column in HEADER if column != missing)
    assert f"no column for the {called}" in refused(csv_list(row({}, header), header=header))


def test_a_column_that_the_layout_names_must_be_there() -> None:
    layout = replace(LAYOUT, columns={"Begins": "plan_start"})
    assert "no column 'Begins', which this council's lists have had" in refused(csv_list(), layout=layout)


def test_two_columns_that_could_be_the_same_are_not_guessed_between() -> None:
    header = (*HEADER, "Family name")
    body = csv_list(row({}, header), header=header)
    assert "'Surname' and 'Family name', could both be the surname" in refused(body)
    layout = replace(LAYOUT, columns={"Family name": "surname"})
    reading = read(csv_list(row({"Family name": "PELL"}, header), header=header), layout=layout)
    assert reading.rows[0].name.family == "PELL"
    assert reading.unknown_columns == ("Surname",)


def test_columns_nobody_knows_are_named_and_left_alone() -> None:
    header = (*HEADER, "Favourite colour", "", "PL_POST", "Ethnicity")
    reading = read(csv_list(row({}, header), header=header))
    assert reading.unknown_columns == ("Favourite colour", "column 11")
    assert reading.columns["PL_POST"] == "not_taken"
    assert reading.columns["DOB"] == "dob"


def test_a_list_without_numbers_is_read_and_said() -> None:
    header = HEADER[1:]
    reading = read(csv_list(row({}, header), header=header))
    assert [(problem.row, problem.code) for problem in reading.problems] == [(0, "W16"), (2, "W01")]


def test_an_unborn_list_needs_the_mother_and_a_date() -> None:
    header = ("Mother", "EDD", "Start")
    reading = read(
        csv_list('"RAIKES, Kerry",03/01/2027,02/10/2026', header=header), label=of_kind(PlanKind.UNBORN)
    )
    assert reading.rows == ()
    assert {problem.code for problem in reading.problems} >= {"E16"}
    assert "no column for the surname" in refused(
        csv_list("03/01/2027,02/10/2026", header=("EDD", "Start")), label=of_kind(PlanKind.UNBORN)
    )


def test_a_repeated_row_counts_once_and_a_changed_one_twice() -> None:
    header = (*HEADER, "Plan ID")
    lines = [row({"Plan ID": "P1"}, header)] * 2
    lines += [
        row({"Plan ID": "P1", "Category": "Emotional"}, header),
        row({"Plan ID": "P1", "Postcode": "ZZ1 7BD"}, header),
    ]
    lines += [row({"Plan ID": "P1", "Postcode": "ZZ1 7BE"}, header)]
    reading = read(csv_list(*lines, header=header))
    assert (reading.counts.read, reading.counts.duplicates, len(reading.rows)) == (5, 1, 4)
    assert len({found.row_key for found in reading.rows}) == 4
    assert [problem.code for problem in reading.problems] == ["E10", "E18", "E11", "E18", "E11", "E18", "E11"]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ({}, True),
        ({"End": "03/10/2026"}, False),
        ({"Plan type": "LAC"}, False),
        ({"NHS Number": ""}, True),
        ({"NHS Number": "", "Child ID": "8"}, False),
        ({"Deleted date": "03/10/2026"}, False),
    ],
)
def test_two_open_plans_of_one_sort_are_both_kept_and_said(second: dict[str, str], *, said: bool) -> None:
    header = (*HEADER, "Plan ID", "Child ID", "Deleted date")
    lines = (
        row({"Plan ID": "1", "Child ID": "7"}, header),
        row({"Plan ID": "2", "Child ID": "7", **second}, header),
    )
    reading = read(csv_list(*lines, header=header))
    assert len(reading.rows) == 2
    assert ("E11" in {problem.code for problem in reading.problems}) is said


def test_findings_come_in_the_order_of_rows() -> None:
    body = csv_list(*(row({"Forename": name, "NHS Number": ""}) for name in ("Ada", "Bo", "Cy")))[:-1]
    assert [problem.row for problem in read(body).problems] == [2, 3, 4, 4]


def test_the_same_bytes_have_the_same_hash() -> None:
    one, two = (read_list(csv_list(), name, LABEL, LAYOUT, NOW) for name in ("a.csv", "b.csv"))
    assert one.sha256 == two.sha256
    assert len(one.sha256) == 64
