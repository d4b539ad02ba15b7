"""Files of arrivals and registers as hospitals send them: read whole, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.ingest import people_files
from aande_alert.ingest.people_files import COLUMNS, FileRow, PeopleFile
from tests.ingest.people import HEADER, a_people_file

if TYPE_CHECKING:
    from pathlib import Path

MAISIE = "A1,Pell,Maisie,2026-10-02,ZZ1 4LC"


def read(path: Path) -> list[FileRow]:
    """Return every row of a file."""
    return list(PeopleFile.look_at(path).rows())


def shown(row: FileRow) -> dict[str, str]:
    """Return the filled cells of a row."""
    return {column: cell for column, cell in zip(COLUMNS, row.cells, strict=True) if cell}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_way_a_spreadsheet_writes_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [line.replace(",", delimiter) for line in (HEADER, "A1,Pellé,Maisie,2026-10-02,ZZ1 4LC")]
    rows = read(a_people_file(tmp_path, *lines, encoding=encoding))
    assert shown(rows[0]) == {
        "id": "A1",
        "family_name": "Pellé",
        "given_names": "Maisie",
        "date_of_birth": "2026-10-02",
        "postcode": "ZZ1 4LC",
    }


def test_windows_text_is_said_to_be_so(tmp_path: Path) -> None:
    file = PeopleFile.look_at(a_people_file(tmp_path, HEADER, "A1,Pellé", encoding="cp1252"))
    assert file.remarks == ("people.csv is not UTF-8; it was read as Windows text (cp1252).",)


def test_columns_stand_in_any_order_and_any_may_be_missing(tmp_path: Path) -> None:
    path = a_people_file(tmp_path, "", ",,", "Date of Birth,Colour,Surname,", "2026-10-02,blue,Pell,x")
    file = PeopleFile.look_at(path)
    assert file.remarks == ("people.csv: columns not known here, and not used: Colour, column 4.",)
    (row,) = file.rows()
    assert shown(row) == {"date_of_birth": "2026-10-02", "family_name": "Pell"}
    assert row.number == 4


def test_our_own_word_for_a_column_goes_before_a_councils(tmp_path: Path) -> None:
    path = a_people_file(tmp_path, "surname,family_name,given_names", "Raikes,Pell,Maisie")
    assert shown(read(path)[0]) == {"family_name": "Pell", "given_names": "Maisie"}


def test_a_row_that_is_too_long_cannot_be_used_and_a_short_one_can(tmp_path: Path) -> None:
    rows = read(a_people_file(tmp_path, HEADER, f"{MAISIE},more", f"{MAISIE},", "A2,Pell", "", MAISIE))
    assert [(row.number, row.short) for row in rows] == [(2, False), (3, False), (4, True), (6, False)]
    assert rows[0].trouble == "row 2 has 6 cells and the header 5, so its columns are not sure"
    assert not any(row.trouble for row in rows[1:])


def test_a_line_break_inside_an_address_is_no_trouble(tmp_path: Path) -> None:
    rows = read(a_people_file(tmp_path, "id,address,postcode", 'A1,"9 Larkhill Close\nCalder Vale",ZZ1 4LC'))
    assert shown(rows[0])["address"] == "9 Larkhill Close\nCalder Vale"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old kind"),
        (b"\x00\x01\x02\x03" * 50, "bytes that no text has"),
        (b"id,surname\n" + b"a" * 3_000_000 + b"\x00", "bytes that no text has"),
        (b"id,surname\nA1,\x81\x8d\n", "bytes that no text has"),
        (b"\xff\xfei\x00d", "bytes that no text has"),
        (b"\xff\xfei\x00d\x00\n", "bytes that no text has"),
        (b"A1,Pell,Maisie\n", "has no header that is known here"),
        (b",,,\n;;\n", "has no header that is known here"),
        (b"id,family_name,Family Name\nA1,Pell,Pell\n", "has the column family_name twice"),
        (b'id,surname\nA1,"Pell\nA2,Hart\n', "is not closed"),
        (b'id,surname,sex,phone\nA1,"Pell,F,1\nA2,"Hart,F,2\n', "is not closed"),
        (b'id,surname,sex,phone\nA1,"Pell,F,1\nA2,Hart,F,2\nA3",a,b,c\n', "is not closed"),
        (b'id,surname\nA1,"' + b"P" * 140_000 + b'"\n', "longer than any cell"),
        (b"id,surname,sex\nA1,Pell,F\nA2,Ha", "is cut off: its last row, row 3"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_in_words(tmp_path: Path, body: bytes, words: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(body)
    with pytest.raises(Refused, match=words) as refused:
        read(path)
    assert refused.value.kept == "Nothing was written."


def test_one_row_among_short_ones_is_not_taken_for_the_end(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"id,surname,sex\nA1,Pell\nA2,Ha")
    assert [row.short for row in read(path)] == [True, True]


def test_a_file_that_is_not_there_or_is_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"none\.csv cannot be read"):
        PeopleFile.look_at(tmp_path / "none.csv")
    with pytest.raises(Unavailable, match="cannot be read"):
        PeopleFile.look_at(tmp_path)


def test_a_file_larger_than_any_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_files, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="larger than 2 GB"):
        PeopleFile.look_at(a_people_file(tmp_path, HEADER, MAISIE))


def test_a_file_that_changes_or_goes_while_it_is_read_is_not_half_believed(tmp_path: Path) -> None:
    path = a_people_file(tmp_path, HEADER, MAISIE)
    file = PeopleFile.look_at(path)
    a_people_file(tmp_path, HEADER, MAISIE, MAISIE)
    with pytest.raises(Unavailable, match="was changed while it was read"):
        list(file.rows())
    path.write_bytes(b"id,surname\nA1,\xff\n")
    with pytest.raises(Unavailable, match="was changed while it was read"):
        list(file.rows())
    path.unlink()
    with pytest.raises(Unavailable, match="cannot be read"):
        list(file.rows())
