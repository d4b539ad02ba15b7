"""A file of arrivals looked for on registers: the same answers as at the door, with their reasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.ingest.people_files import PeopleFile
from aande_alert.ingest.people_rows import read_person
from aande_alert.rules.content import load_content
from aande_alert.rules.matching import MatchIdentity
from aande_alert.rules.matching_keys import FULL_ON_LISTS
from aande_alert.services import arrival_files
from aande_alert.services.arrival_files import Registers
from aande_alert.services.list_index import ListIndex
from tests.builders import TODAY, an_nhs_number
from tests.ingest.people import a_file_row, a_people_file

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.services.match_lines import Line

WEIGHTS = load_content().matching
COLUMNS = (
    "id,nhs_number,nhs_number_status,family_name,given_names,date_of_birth,sex,address,postcode,phone,mother_name,"
    "expected_date,status,start,end"
)
NUMBERS = [an_nhs_number(which).digits for which in range(5)]
MAISIE = f"R1,{NUMBERS[1]},,Pell,Maisie,2026-10-02,F,9 Larkhill Close,ZZ1 4LC,07700 900417,Hannah Pell,,,,"
JONAH = "R2,,,Holroyd,Jonah,2022-08-10,M,9 Larkhill Close,ZZ1 4LC,,Hannah Pell,,ended,2023-01-02,2024-01-02"
MOTHER = "R3,,,Sykes,Unborn,,,2 Low Road,ZZ1 9ZZ,,Tara Sykes,2026-11-30,active,2026-08-27,"
STRANGER = "R4,,,Grange,Katherine,2009-08-02,F,6 Beck Side,ZZ1 3CC,,,,,,"


def answers(
    folder: Path, *arrivals: str, listed: tuple[str, ...] = (MAISIE, JONAH, MOTHER, STRANGER)
) -> list[Line]:
    """Return the lines of these arrivals."""
    registers = Registers([PeopleFile.look_at(a_people_file(folder, COLUMNS, *listed))], TODAY)
    registers.take_in()
    file = PeopleFile.look_at(a_people_file(folder, COLUMNS, *arrivals, name="arrivals.csv"))
    return list(registers.answers((read_person(row, TODAY) for row in file.rows()), WEIGHTS))


def told(lines: list[Line]) -> list[tuple[str, str, str]]:
    """Return who, what and whom of each line."""
    return [(line.arrival, line.decision, line.register) for line in lines]


def test_each_arrival_is_answered_in_order_and_the_family_is_linked(tmp_path: Path) -> None:
    lines = answers(
        tmp_path,
        f"A1,{NUMBERS[1]},01,Pell,Maisie,2026-10-02,,,,,,,,,",
        "A2,,,Raikes,Maisy,2026-10-02,F,,,07700 900417,Hannah Pell,,,,",
        "A3,,,Hart,Felix,2015-06-09,M,1 Mill Lane,ZZ7 1AA,,,,,,",
        "A4,,,,,,F,,,,,,,,",
    )
    assert told(lines) == [
        ("A1", "same", "R1"),
        ("A2", "possible", "R1"),
        ("A2", "linked", "R2"),
        ("A3", "none", ""),
        ("A4", "not_checked", ""),
    ]
    assert lines[0].score is not None
    assert lines[0].score == lines[0].lead
    assert "NHS No. same +18.0: The same verified number." in lines[0].reasons
    assert "Not given on one side: Gender, Address" in lines[0].reasons
    assert "brother or sister" in lines[2].reasons
    assert "On the register: status ended, from 02-Jan-2023, until 02-Jan-2024." in lines[2].reasons
    assert lines[3].reasons == "Nobody close among the 4 rows that can be looked among."
    assert lines[4].reasons.startswith("Not checked: there is too little to look for.")


def test_a_brothers_number_is_a_red_conflict_that_shows_both(tmp_path: Path) -> None:
    lines = answers(tmp_path, f"A1,{NUMBERS[1]},01,Holroyd,Jonah,2022-08-10,M,9 Larkhill Close,ZZ1 4LC,,,,,,")
    assert told(lines) == [("A1", "possible", "R1"), ("A1", "possible", "R2")]
    assert lines[0].reasons.startswith(
        f"RED CONFLICT: the NHS number {an_nhs_number(1).shown()} is on two people whose name and birth "
        "differ: HOLROYD, Jonah (born 10-Aug-2022) arrived, PELL, Maisie (born 02-Oct-2026) is on the"
    )
    assert lines[1].lead is not None
    assert lines[1].lead > 0 > (lines[0].lead or 0)


def test_two_verified_numbers_are_never_one_child(tmp_path: Path) -> None:
    other = MAISIE.replace("R1", "A1").replace(NUMBERS[1], NUMBERS[2]).replace(",,Pell", ",01,Pell")
    assert ("A1", "same", "R1") not in told(answers(tmp_path, other))
    assert all(line.decision in {"none", "linked"} for line in answers(tmp_path, other))


def test_a_child_with_two_plans_has_a_line_for_each(tmp_path: Path) -> None:
    second = MAISIE.replace("R1", "R9").replace(NUMBERS[1], "")
    lines = answers(tmp_path, MAISIE.replace("R1", "A1"), listed=(MAISIE, second))
    assert told(lines) == [("A1", "same", "R1"), ("A1", "same", "R9")]
    assert "Not given" not in lines[0].reasons
    assert lines[1].reasons.endswith("Not given on one side: NHS No.")


def test_two_children_equally_close_are_both_shown_without_a_lead(tmp_path: Path) -> None:
    lines = answers(
        tmp_path,
        "A1,,,Khan,Aisha,2016-01-15,,,,,,,,,",
        listed=(
            f"R1,{NUMBERS[1]},,Khan,Aisha,2016-01-15,,,,,,,,,",
            f"R2,{NUMBERS[2]},,Khan,Aisha,2016-01-15,,,,,,,,,",
        ),
    )
    assert [(line.decision, line.lead) for line in lines] == [("possible", 0.0), ("possible", 0.0)]


@pytest.mark.parametrize(
    ("arrival", "decision"),
    [
        ("A1,,,Sykes,Baby girl,2026-11-20,F,2 Low Road,ZZ1 9ZZ,,Tara Sykes,,,,", "possible"),
        ("A1,,,Lowe,Baby,,,,,,Tara Sykes,,,,", "possible"),
        ("A1,,,Sykes,Tara,1999-04-01,F,2 Low Road,ZZ1 9ZZ,,,,,,", "possible"),
        ("A1,,,,,,,,,,Tara Sykes,,,,", "possible"),
    ],
)
def test_an_unborn_plan_surfaces_for_the_mother_and_for_the_newborn(
    tmp_path: Path, arrival: str, decision: str
) -> None:
    lines = answers(tmp_path, arrival)
    assert (lines[0].decision, lines[0].register) == (decision, "R3")
    assert any("unborn, expected 30-Nov-2026" in line.reasons for line in lines)


def test_an_older_child_of_that_mother_is_linked_and_not_the_unborn_one(tmp_path: Path) -> None:
    lines = answers(tmp_path, "A1,,,Lowe,Orla,2019-11-20,F,,,,Tara Sykes,,,,")
    assert told(lines) == [("A1", "linked", "R3")]


def test_what_could_not_be_read_is_said_in_every_answer(tmp_path: Path) -> None:
    lines = answers(
        tmp_path,
        "A1,123,,Pell,Maisie,31/02/2026,,,ZZ1 4LC,,,,,,",
        "A2,,,Hart,Felix,99/99/9999,,,,,,,,,",
        "A3,123,,,,,,,,,,,,,",
        "A4,,,Hart,Felix,2015-06-09,,,,,,,,,,one too many",
        listed=(MAISIE.replace(NUMBERS[1], "123"), "R2,,,,,,F,,,,,,,,", f"{STRANGER},one too many"),
    )
    assert [line.decision for line in lines] == ["possible", "none", "not_checked", "not_checked"]
    for words in (
        "Arrival: nhs_number '123' fails its check digit, so it was not used.",
        "Arrival: date_of_birth '31/02/2026' is not a date, so it was not used.",
        "Register: nhs_number '123' fails its check digit, so it was not used.",
    ):
        assert words in lines[0].reasons
    assert "Nobody close among the 1 rows that can be looked among; 2 more cannot." in lines[1].reasons
    assert "'99/99/9999' is not a date" in lines[1].reasons
    assert "nhs_number '123'" in lines[2].reasons
    assert (
        lines[3].reasons == "Not checked: row 5 has 16 cells and the header 15, so its columns are not sure."
    )


def test_rows_that_cannot_be_looked_among_are_told(tmp_path: Path) -> None:
    nobody = [f"N{n},,,,,,F,,,,,,,," for n in range(7)]
    file = PeopleFile.look_at(a_people_file(tmp_path, f"{COLUMNS},colour", MAISIE, f"{JONAH}x", *nobody))
    registers = Registers([file], TODAY)
    registers.take_in()
    assert list(registers.remarks()) == [
        "people.csv: columns not known here, and not used: colour.",
        *(
            f"people.csv: row {row} says too little to find anybody by; it cannot be looked among."
            for row in range(4, 9)
        ),
        "2 more rows cannot be looked among.",
        "people.csv: 9 rows have a cell that could not be read; used without it.",
    ]


def test_several_registers_are_one_and_an_empty_one_is_refused(tmp_path: Path) -> None:
    one = PeopleFile.look_at(a_people_file(tmp_path, COLUMNS, MAISIE, name="one.csv"))
    two = PeopleFile.look_at(a_people_file(tmp_path, COLUMNS, JONAH, STRANGER, name="two.csv"))
    registers = Registers([one, two], TODAY)
    registers.take_in()
    arrival = read_person(a_file_row(id="A1", family_name="Grange", given_names="Katie",
                                     date_of_birth="2009-08-02", postcode="ZZ1 3CC"), TODAY)  # fmt: skip
    assert told(list(registers.answers([arrival], WEIGHTS))) == [("A1", "possible", "R4")]
    assert list(registers.remarks()) == []
    empty = Registers([PeopleFile.look_at(a_people_file(tmp_path, COLUMNS, name="empty.csv"))], TODAY)
    with pytest.raises(Refused, match="has headers and no rows"):
        empty.take_in()


def test_many_arrivals_are_answered_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals = [f"A{n},,,Pell,Maisie,2026-10-{n:02},,,,,,,,," for n in range(1, 8)]
    whole = answers(tmp_path, *arrivals)
    monkeypatch.setattr(arrival_files, "AT_ONCE", 2)
    assert answers(tmp_path, *arrivals) == whole
    assert [line.arrival for line in whole] == [f"A{n}" for n in range(1, 8)]


def test_a_key_that_everybody_shares_is_dropped_unless_nothing_else_finds_anybody() -> None:
    crowd = read_person(a_file_row(family_name="Smith", given_names="John", postcode="ZZ1 1AA"), TODAY)
    other = read_person(
        a_file_row(family_name="Smith", given_names="John", date_of_birth="2020-02-03"), TODAY
    )
    index = ListIndex()
    for place in range(FULL_ON_LISTS + 1):
        index.add(place, crowd.identity)
    index.add(9_999, other.identity)
    asked = read_person(
        a_file_row(family_name="Smith", given_names="John", date_of_birth="2020-02-03", postcode="ZZ1 1AA"),
        TODAY,
    ).identity
    assert index.sharing([asked]).candidates(asked) == (9_999,)
    assert index.sharing([crowd.identity]).candidates(crowd.identity)[:2] == (0, 1)
    assert index.rarity([asked]).family("smith") == FULL_ON_LISTS + 2
    assert index.rarity([asked]).people == index.people
    stranger = MatchIdentity(())
    assert index.sharing([stranger]).candidates(stranger) == ()


def test_the_day_of_the_check_bounds_births() -> None:
    assert read_person(a_file_row(date_of_birth="2026-11-22"), date(2026, 11, 22)).identity.birth.on == TODAY
