"""A workbook: cached values only, formulas without a result seen, nothing inflated beyond bounds."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from aande_alert.domain.register_lists import RegisterProfile
from aande_alert.ingest import registers_workbooks
from tests.ingest.lists import BORN, HEADER, LAYOUT, NUMBER, read, refused, workbook

MAISY = (int(NUMBER), "RAIKES", "Maisy", BORN, "CPP", datetime(2026, 10, 2), None, "Neglect", "ZZ1 4LC")  # noqa: DTZ001 - a spreadsheet has no zones
BOOK = workbook([HEADER, MAISY])
XLSX = "plans.xlsx"


def remade(change: dict[str, bytes], book: bytes = BOOK) -> bytes:
    """Return a workbook with some of its parts replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as parts, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts.infolist():
            made.writestr(part.filename, change.get(part.filename, parts.read(part)))
    return held.getvalue()


def sheet_xml(book: bytes = BOOK) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return parts.read("xl/worksheets/sheet1.xml")


def test_a_workbook_is_read_like_any_list() -> None:
    (found,) = read(BOOK, filename=XLSX).rows
    assert found.name.family == "RAIKES"
    assert found.birth.on == BORN
    assert found.starts == date(2026, 10, 2)
    assert found.nhs is not None
    assert found.nhs.digits == NUMBER


def test_a_number_rounded_by_the_spreadsheet_is_left_out() -> None:
    reading = read(workbook([HEADER, (9.99e22, *MAISY[1:])]), filename=XLSX)
    assert "E12" in {problem.code for problem in reading.problems}


def test_a_picture_in_a_workbook_is_not_looked_into() -> None:
    held = io.BytesIO(BOOK)
    with zipfile.ZipFile(held, "a") as parts:
        parts.writestr("xl/media/crest.png", b"\x89PNG\x00")
    assert len(read(held.getvalue(), filename=XLSX).rows) == 1


def test_hidden_sheets_are_named() -> None:
    reading = read(workbook([HEADER, MAISY], hidden="Old"), filename=XLSX)
    assert [(problem.code, problem.raw) for problem in reading.problems] == [("W15", "Old")]


def test_the_sheet_is_stated_or_the_only_one() -> None:
    two = workbook([HEADER, MAISY], second="Notes")
    assert "2 visible sheets" in refused(two, XLSX)
    assert (
        len(read(two, layout=RegisterProfile("x", dates=LAYOUT.dates, sheet="Plans"), filename=XLSX).rows)
        == 1
    )
    assert "no visible sheet called Lists" in refused(two, XLSX, layout=RegisterProfile("x", sheet="Lists"))


def test_a_formula_with_a_result_is_its_result_and_one_without_is_seen() -> None:
    xml = sheet_xml()
    where = b'<c r="B2" t="inlineStr"><is><t>RAIKES</t></is></c>'
    assert where in xml or b"RAIKES" in xml or b'<c r="B2" t="s">' in xml
    start = xml.index(b'<c r="B2"')
    end = xml.index(b"</c>", start) + 4
    with_result = xml[:start] + b'<c r="B2" t="str"><f>UPPER("pell")</f><v>PELL</v></c>' + xml[end:]
    without = xml[:start] + b'<c r="B2"><f>UPPER("pell")</f></c>' + xml[end:]
    (found,) = read(remade({"xl/worksheets/sheet1.xml": with_result}), filename=XLSX).rows
    assert found.name.family == "PELL"
    reading = read(remade({"xl/worksheets/sheet1.xml": without}), filename=XLSX)
    assert {problem.code for problem in reading.problems} == {"W11"}


def test_empty_rows_and_an_empty_sheet() -> None:
    assert [found.row for found in read(workbook([HEADER, (), MAISY]), filename=XLSX).rows] == [3]
    assert "no row of headers" in refused(workbook([]), XLSX)


NO_NUMBER = sheet_xml().replace(b"<v>%b</v>" % NUMBER.encode(), b"<v>ninety</v>")
BROKEN = (
    BOOK[:200],
    BOOK[:-30],
    b"PK\x03\x04" + b"x" * 500,
    remade({"xl/workbook.xml": b"<x"}),
    remade({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c"}),
    remade({"xl/worksheets/sheet1.xml": NO_NUMBER}),
)


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_workbook_is_refused_in_words(body: bytes) -> None:
    assert "not a whole Excel workbook" in refused(body, XLSX)


def test_a_workbook_that_defines_entities_is_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml()
    assert "definitions that no spreadsheet writes" in refused(
        remade({"xl/worksheets/sheet1.xml": evil}), XLSX
    )


@pytest.mark.parametrize("encoding", [b"UTF-7", b"UTF-16"])
def test_a_workbook_that_hides_its_text_in_another_encoding_is_refused(encoding: bytes) -> None:
    evil = b'<?xml version="1.0" encoding="%b"?>' % encoding + sheet_xml()
    assert "definitions that no spreadsheet writes" in refused(
        remade({"xl/worksheets/sheet1.xml": evil}), XLSX
    )


def test_a_workbook_that_unpacks_without_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers_workbooks, "MAX_INFLATED", 1_000)
    assert "unpacks to more" in refused(BOOK, XLSX)


def test_a_cell_or_a_sheet_without_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more rows, columns or text" in refused(
        workbook([HEADER, ("x" * 32_767, *MAISY[1:]), [1] * 201]), XLSX
    )
    far = sheet_xml().replace(b'<row r="2"', b'<row r="1048576"')
    assert "more rows, columns or text" in refused(remade({"xl/worksheets/sheet1.xml": far}), XLSX)
    monkeypatch.setattr(registers_workbooks, "MAX_CELL", 3)
    assert "more rows, columns or text" in refused(BOOK, XLSX)
