"""The file as a whole: whatever could make children disappear is refused before a row is read."""

from __future__ import annotations

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.register_lists import RegisterProfile
from aande_alert.ingest import registers_tables
from tests.ingest.lists import HEADER, LAYOUT, csv_list, read, refused, row

ADA, BO = row({"Forename": "Ada", "NHS Number": ""}), row({"Forename": "Bo", "NHS Number": ""})


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_accent_survives_any_unicode(codec: str) -> None:
    body = csv_list(row({"Forename": "Zoë", "Surname": "Żółć"})).decode().encode(codec)
    (found,) = read(body).rows
    assert (found.name.family, found.name.given) == ("Żółć", "Zoë")


def test_windows_text_is_read_and_said() -> None:
    reading = read(csv_list(row({"Surname": "O’Hara"})).decode().encode("cp1252"))
    assert reading.rows[0].name.family == "O’Hara"
    assert [(problem.row, problem.code) for problem in reading.problems] == [(0, "W12")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("stated", [True, False])
def test_any_separator_is_found(delimiter: str, *, stated: bool) -> None:
    layout = RegisterProfile("x", dates=LAYOUT.dates, delimiter=delimiter if stated else "")
    body = csv_list().replace(b",", delimiter.encode())
    assert len(read(body, layout=layout).rows) == 1


def test_a_separator_that_is_none_is_not_believed() -> None:
    assert len(read(csv_list(), layout=RegisterProfile("x", dates=LAYOUT.dates, delimiter="xx")).rows) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(end: str) -> None:
    assert len(read(csv_list(ADA, BO, end=end)).rows) == 2


def test_a_title_and_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    body = b"Children on plans,,\n\n" + csv_list(ADA, "", ",,,", BO)
    assert [found.row for found in read(body).rows] == [4, 7]


@pytest.mark.parametrize(
    "trailer", ["Total,2", "Total rows: 2,,,", "End of list", "Row count,2,,", "TOTAL 2"]
)
def test_a_line_that_is_no_child_is_not_counted_as_one(trailer: str) -> None:
    assert read(csv_list(ADA, BO, trailer)).counts.read == 2


@pytest.mark.parametrize("trailer", ["Total,3", "Row count: 1"])
def test_a_list_that_does_not_hold_what_it_says_is_refused(trailer: str) -> None:
    assert "may be cut off" in refused(csv_list(ADA, BO, trailer))


def test_a_child_called_total_is_a_child() -> None:
    assert read(csv_list(ADA, row({"NHS Number": "", "Surname": "Total"}))).counts.read == 2


@pytest.mark.parametrize(
    ("body", "filename", "words"),
    [
        (b"", "plans.csv", "is empty"),
        (b"\xef\xbb\xbf \r\n", "plans.csv", "is empty"),
        (b"PK\x03\x04rest", "plans.csv", "is an Excel workbook, and its name does not say so"),
        (b"\xd0\xcf\x11\xe0rest", "plans.xls", "old kind"),
        (b"NHS Number,Surname\n\x00\x00", "plans.csv", "bytes that no text has"),
        (b"%PDF-1.7\n" + bytes(range(1, 9)) * 200, "plans.csv", "bytes that no text has"),
        (b"NHS Number,Surname\n\x81\x8d\x8f", "plans.csv", "bytes that no text has"),
        (b"\xff\xfeN", "plans.csv", "bytes that no text has"),
        (b"Dear colleague,\nplease find the list.\n", "plans.csv", "no row of headers"),
        (csv_list("").replace(b"\n\n", b"\n"), "plans.csv", "headers and no rows"),
        (csv_list(ADA, '"' + BO), "plans.csv", "quotation mark"),
        (
            csv_list(ADA, BO.replace("Bo", '"Bo'), ADA.replace("RAIKES", '"PELL"')),
            "plans.csv",
            "quotation mark",
        ),
        (csv_list(ADA, row({"Postcode": '"ZZ1'}), row({"Postcode": 'ZZ1"'})), "plans.csv", "quotation mark"),
        (csv_list(ADA, BO)[:-9], "plans.csv", "cut off"),
        (csv_list(ADA, BO[:30]), "plans.csv", "cut off"),
        (csv_list(row({"Category": "x" * 140_000})), "plans.csv", "longer than any cell"),
        (csv_list(ADA + "," * 300), "plans.csv", "rows or 200 columns"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_in_words(body: bytes, filename: str, words: str) -> None:
    assert words in refused(body, filename)


def test_a_file_larger_than_any_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers_tables, "MAX_BYTES", 100)
    assert "larger than" in refused(csv_list(ADA, BO))
    monkeypatch.setattr(registers_tables, "MAX_BYTES", 10_000)
    monkeypatch.setattr(registers_tables, "MAX_ROWS", 2)
    assert "more than 2 rows" in refused(csv_list(ADA, BO))


def test_a_last_row_without_a_line_end_is_kept_and_doubted() -> None:
    reading = read(csv_list(ADA, BO)[:-1])
    assert [(problem.row, problem.code) for problem in reading.problems if problem.code == "W13"] == [
        (3, "W13")
    ]
    assert reading.counts.read == 2


def test_a_trailer_without_a_line_end_throws_no_doubt_on_a_child() -> None:
    assert "W13" not in {problem.code for problem in read(csv_list(ADA, BO, "Total,2")[:-1]).problems}


def test_a_quoted_cell_may_hold_a_line_end_and_a_separator() -> None:
    header = (*HEADER, "Address")
    cells = {"Address": '"9 Larkhill Close,\nCalder Vale"'}
    (found,) = read(csv_list(row(cells, header), header=header)).rows
    assert found.address is not None
    assert found.address.lines == ("9 Larkhill Close", "Calder Vale")


def test_every_cut_of_a_file_is_refused_or_doubted_or_ends_between_rows() -> None:
    body = csv_list(*(row({"Forename": name, "NHS Number": ""}) for name in ("Ada", "Bo", "Cy", "Di")))
    whole = read(body).counts.read
    ends = {at + 1 for at, byte in enumerate(body) if byte == ord("\n")}
    for cut in range(len(body)):
        if cut in ends:
            continue
        try:
            reading = registers_tables.read_table(body[:cut], "plans.csv", LAYOUT)
        except Refused:
            continue
        assert any(remark.code == "W13" for remark in reading.remarks), cut
    assert whole == 4
