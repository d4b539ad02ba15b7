"""One row of a file: what is readable is used, what is not is missing evidence that is named."""

from __future__ import annotations

from datetime import date

import pytest

from aande_alert.domain.identity import BirthQuality, NhsNumberStatus, Sex
from aande_alert.ingest.people_files import FileRow
from aande_alert.ingest.people_rows import FilePerson, read_person
from tests.builders import TODAY, an_nhs_number
from tests.ingest.people import a_file_row

NUMBER = an_nhs_number(1)


def person(**cells: str) -> FilePerson:
    """Return an arrival."""
    return read_person(a_file_row(**cells), TODAY)


def listed(**cells: str) -> FilePerson:
    """Return a row of a register."""
    return read_person(a_file_row(**cells), TODAY, listed=True)


def names(who: FilePerson) -> list[tuple[str, str]]:
    """Return every name of somebody."""
    return [(name.family, name.given) for name in who.identity.names]


def test_a_whole_row_is_read() -> None:
    found = person(
        id="A1",
        nhs_number=NUMBER.shown(),
        nhs_number_status="01",
        family_name=" Pell ",
        given_names="Maisie Rose",
        date_of_birth="02/10/2026",
        sex="f",
        address="9 Larkhill Close, Calder Vale",
        postcode="ZZ1 4LC",
        phone="07700 900417; 0113 496 0000",
        mother_name="Hannah Pell",
        start="2026-10-02",
        end="2026-11-02",
        status="active",
    )
    who = found.identity
    assert (found.id, found.troubles, found.status) == ("A1", (), "active")
    assert (found.starts, found.ends) == (date(2026, 10, 2), date(2026, 11, 2))
    assert names(found) == [("Pell", "Maisie Rose")]
    assert who.birth.on == date(2026, 10, 2)
    assert who.sex is Sex.FEMALE
    assert who.nhs is not None
    assert who.nhs.verified
    assert who.addresses[0].shown() == "9 Larkhill Close, Calder Vale, ZZ1 4LC"
    assert [phone.number for phone in who.phones] == ["07700 900417", "0113 496 0000"]
    assert repr(found) == "FilePerson(row 2, withheld)"


def test_an_empty_row_says_nothing_and_has_a_name_to_call_it_by() -> None:
    found = person(family_name="n/a", sex="unknown", date_of_birth="not known")
    assert found.id == "row 2"
    assert found.identity.names == ()
    assert not found.identity.can_be_looked_for


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("", NhsNumberStatus.NOT_STATED),
        ("01", NhsNumberStatus.VERIFIED),
        ("1", NhsNumberStatus.VERIFIED),
        ("NSTS01", NhsNumberStatus.VERIFIED),
        ("Number present and verified", NhsNumberStatus.VERIFIED),
        ("not verified", NhsNumberStatus.NOT_STATED),
        ("03", NhsNumberStatus.TRACE_REQUIRED),
    ],
)
def test_a_number_is_verified_only_where_it_is_said(told: str, status: NhsNumberStatus) -> None:
    nhs = person(nhs_number=NUMBER.digits, nhs_number_status=told).identity.nhs
    assert nhs is not None
    assert nhs.status is status


def test_a_registers_number_is_verified_unless_it_says_otherwise() -> None:
    plain, traced = listed(nhs_number=NUMBER.digits), listed(nhs_number=NUMBER.digits, nhs_number_status="02")
    assert plain.identity.nhs is not None
    assert plain.identity.nhs.verified
    assert traced.identity.nhs is not None
    assert not traced.identity.nhs.verified


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("nhs_number", "9991234560", "nhs_number '9991234560' fails its check digit, so it was not used"),
        ("nhs_number", "9999999999", "every digit is the same"),
        ("nhs_number", "9.99E+09", "spoilt by a spreadsheet"),
        ("date_of_birth", "31/02/2020", "date_of_birth '31/02/2020' is not a date, so it was not used"),
        ("date_of_birth", "soon", "is not a date"),
        ("date_of_birth", "2099-01-02", "is in the future"),
        ("date_of_birth", "1111-11-11", "is of nobody alive"),
        ("expected_date", "spring", "expected_date 'spring' is not a date"),
        ("start", "x" * 90, f"start '{'x' * 40}...' is not a date"),
        ("end", "32/01/2026", "is not a date"),
    ],
)
def test_what_cannot_be_read_is_missing_and_named(column: str, cell: str, words: str) -> None:
    found = person(family_name="Pell", given_names="Maisie", **{column: cell})
    assert len(found.troubles) == 1
    assert words in found.troubles[0]
    assert found.identity.nhs is None
    assert found.identity.birth.on is None
    assert found.expected_on is found.starts is found.ends is None


def test_an_unreadable_birth_keeps_what_was_there() -> None:
    birth = person(date_of_birth="31/02/2020").identity.birth
    assert (birth.quality, birth.raw) == (BirthQuality.IMPOSSIBLE, "31/02/2020")


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        ("", []),
        ("RAIKES, Maisy", [("RAIKES", "Maisy")]),
        ("Maisy Raikes | Maisy RAIKES", [("Raikes", "Maisy"), ("RAIKES", "Maisy")]),
        ("Raikes;", [("Raikes", "Maisie"), ("Pell", "Raikes")]),
    ],
)
def test_other_names_are_read_however_they_are_written(aliases: str, expected: list[tuple[str, str]]) -> None:
    assert names(person(family_name="Pell", given_names="Maisie", aliases=aliases))[1:] == expected


def test_a_cell_marked_as_text_for_a_spreadsheet_is_read_without_the_mark() -> None:
    assert names(person(family_name="'=Pell", given_names="'Ata")) == [("=Pell", "'Ata")]


def test_a_row_that_cannot_be_used_says_nothing_but_its_id() -> None:
    found = read_person(FileRow(7, a_file_row(id="A7", family_name="Pell").cells, "row 7 is too long"), TODAY)
    assert (found.id, found.unusable, found.identity.names) == ("A7", "row 7 is too long", ())


def test_a_short_row_is_used_and_said_to_be_short() -> None:
    row = a_file_row(family_name="Pell")._replace(short=True)
    assert read_person(row, TODAY).troubles == ("the row is shorter than the header",)


@pytest.mark.parametrize(
    ("cells", "expected", "birth"),
    [
        ({"family_name": "Pell", "given_names": "Hannah", "date_of_birth": "1999-04-01"}, "Hannah", True),
        ({"family_name": "Pell", "given_names": "Unborn", "mother_name": "Hannah Pell"}, "Hannah", False),
        ({"mother_name": "PELL, Hannah", "date_of_birth": "2026-11-20"}, "Hannah", False),
        ({"family_name": "Pell", "given_names": "Unborn"}, "Unborn", False),
    ],
)
def test_a_row_about_an_unborn_baby_is_about_the_mother(
    cells: dict[str, str], expected: str, birth: bool
) -> None:
    found = listed(expected_date="2026-12-24", **cells)
    assert found.expected_on == date(2026, 12, 24)
    assert names(found)[0][1] == expected
    assert (found.identity.birth.on is not None) is birth
