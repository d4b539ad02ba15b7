"""A table of measurements at the terminal: the same rows with their figures, and a note where needed."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]
    Growth = Callable[..., tuple[Said, list[dict[str, str]]]]

HEADER = "sex,birth_date,observed_date,gestation_weeks,gestation_days,measure,value"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.fixture
def growth(type_in: Run, tmp_path: Path) -> Growth:
    """Return the way to run rows through the command: what it said, and the table it wrote."""

    def run(*rows: str, header: str = HEADER) -> tuple[Said, list[dict[str, str]]]:
        table, out = tmp_path / "table.csv", tmp_path / "out.csv"
        table.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        said = type_in("growth", table, "--out", out)
        return said, read(out) if out.exists() else []

    return run


def test_every_row_gets_both_figures(growth: Growth) -> None:
    """Rows of the RCPCH library's published vectors."""
    said, rows = growth(
        "F,2014-04-13,2014-08-24,28,3,weight,3.69",
        "male,2014-12-19,2015-10-18,24,0,weight,8.01",
        "Male,28-Jan-2012,26/04/2013,41,2,Weight,11.67",
    )
    assert said.status == 0
    assert "3 rows, 0 rejected" in said.out
    assert "kg and cm" in said.out
    assert [float(row["corrected_sds"]) for row in rows] == pytest.approx(
        [-2.093507, -0.033323, 1.087249], abs=1e-3
    )
    assert [float(row["sds"]) for row in rows] == pytest.approx([-4.748905, -1.218533, 1.144164], abs=1e-3)
    assert [float(row["corrected_centile"]) for row in rows] == pytest.approx([1.815, 48.67, 86.15], abs=0.05)
    assert "the corrected figure is the one to use" in rows[0]["note"]
    assert "UK charts use the actual age" in rows[2]["note"]


def test_the_rows_stay_as_they_were_and_in_their_order(growth: Growth) -> None:
    _, rows = growth(
        "m,2026-01-01,2026-07-02,40,0,weight,7.9,=SUM(A1)",
        ' f ,2026-01-01,2026-07-02,40,0,head,42.1,"a, b"',
        header=f"{HEADER},remark",
    )
    assert list(rows[0]) == [
        *HEADER.split(","), "remark", "sds", "centile", "corrected_sds", "corrected_centile", "note",
    ]  # fmt: skip
    assert [row["remark"] for row in rows] == ["=SUM(A1)", "a, b"]
    assert rows[1]["sex"] == " f "
    assert rows[0]["note"] == ""
    assert rows[0]["sds"] == rows[0]["corrected_sds"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("m,2026-01-01,2026-07-02,40,0,weight,79", "cannot be right"),
        ("m,2026-01-01,2026-07-02,40,0,weight,0", "cannot be right"),
        ("m,2026-01-01,2026-07-02,40,0,weight,-7.9", "cannot be right"),
        ("m,2026-07-02,2026-01-01,40,0,weight,7.9", "before the birth"),
        ("x,2026-01-01,2026-07-02,40,0,weight,7.9", "male or female"),
        (",2026-01-01,2026-07-02,40,0,weight,7.9", "male or female"),
        ("m,2026-02-30,2026-07-02,40,0,weight,7.9", "birth_date is not a date"),
        ("m,2026-01-01,,40,0,weight,7.9", "observed_date is not a date"),
        ("m,01/02/2026,2026-07-02,40,0,weight,7.9", "can be read two ways"),
        ("m,2026-01-01,2026-07-02,40,0,bmi,17", "measure must be"),
        ('m,2026-01-01,2026-07-02,40,0,weight,"7,9"', "value must be a number"),
        ("m,2026-01-01,2026-07-02,40,0,weight,nan", "value must be a number"),
        ("m,2026-01-01,2026-07-02,40,0,weight,7.9 kg", "value must be a number"),
        ("m,2026-01-01,2026-07-02,40,0,weight", "fewer cells"),
        (",,,,,,", "measure must be"),
    ],
)
def test_a_bad_row_stays_with_its_note(growth: Growth, row: str, words: str) -> None:
    good = "m,2026-01-01,2026-07-02,40,0,weight,7.9"
    said, rows = growth(good, row, good)
    assert said.status == 1
    assert "3 rows, 1 rejected" in said.out
    assert words in rows[1]["note"]
    assert rows[1]["sds"] == rows[1]["corrected_sds"] == rows[1]["centile"] == ""
    assert rows[0]["sds"] == rows[2]["sds"] != ""


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("m,2026-01-01,2026-07-02,,,weight,7.9", "Gestation not given"),
        ("m,2026-01-01,2026-07-02,forty,0,weight,7.9", "must be whole numbers"),
        ("m,2026-01-01,2026-07-02,,3,weight,7.9", "must be whole numbers"),
        ("m,2026-01-01,2026-07-02,12,0,weight,7.9", "22 to 44 weeks"),
        ("m,2026-01-01,2026-07-02,40,9,weight,7.9", "22 to 44 weeks"),
    ],
)
def test_without_a_gestation_the_actual_age_still_counts(growth: Growth, row: str, words: str) -> None:
    said, rows = growth(row)
    assert said.status == 0
    assert words in rows[0]["note"]
    assert rows[0]["sds"] != ""
    assert rows[0]["corrected_sds"] == ""


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("m,2026-01-01,2027-07-02,40,0,weight,11", "in the future"),
        ("m,2010-01-01,2026-07-02,40,0,weight,61", "Beyond the WHO standard"),
        ("m,2026-01-01,2026-07-02,40,,weight,7.9", "taken as 0"),
        ("m,2026-01-01,2026-07-02,40,0,weight,7.9,over", "left over: over"),
        ("m,2026-01-01,2026-01-01,40,0,weight,3.5", "Before 2 weeks"),
        ("m,2026-01-01,2026-01-20,28,0,weight,1.1", "Before the due date"),
        ("m,2024-01-01,2026-07-02,40,0,length,92", "0.7 cm taken off"),
    ],
)
def test_what_must_be_said_of_a_good_row_is_said(growth: Growth, row: str, words: str) -> None:
    said, rows = growth(row)
    assert said.status == 0
    assert words in rows[0]["note"]


def test_blank_lines_and_a_byte_order_mark_are_no_fault(type_in: Run, tmp_path: Path) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "out.csv"
    body = f"{HEADER}\r\n\r\nm,2026-01-01,2026-07-02,40,0,weight,7.9341\r\n\r\n"
    table.write_bytes(b"\xef\xbb\xbf" + body.encode())
    told = type_in("growth", table, "--out", out, "--json").json()
    assert told[0]["rows"] == 1
    assert len(read(out)) == 1


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"\xff\xfe\x00", 3, "cannot be read as a table"),
        (b"", 1, "lacks the columns sex, birth_date"),
        (b"sex,birth_date\nm,2026-01-01\n", 1, "lacks the columns observed_date"),
        (f"{HEADER},sex\n".encode(), 1, "sex more than once"),
        (f"{HEADER},note\n".encode(), 1, "already has the columns note"),
    ],
)
def test_a_file_that_is_no_table_of_measurements(
    type_in: Run, tmp_path: Path, body: bytes, status: int, words: str
) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "out.csv"
    table.write_bytes(body)
    said = type_in("growth", table, "--out", out)
    assert said.status == status
    assert words in said.errors
    assert not out.exists()


def test_the_table_itself_is_never_replaced(type_in: Run, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"{HEADER}\n", encoding="utf-8")
    said = type_in("growth", table, "--out", table)
    assert said.status == 1
    assert "replace the table itself" in said.errors
    assert type_in("growth", table, "--out", tmp_path / "no" / "out.csv").status == 3
    assert type_in("growth", tmp_path / "none.csv", "--out", tmp_path / "out.csv").status == 3
    assert type_in("growth", table).status == 2
