"""Lists leave the program as text: nothing in them is calculated by whoever opens them."""

from __future__ import annotations

import csv
import io

import pytest

from aande_alert.documents.lists import as_written, csv_list, harmless


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44 7700 900417",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "|cmd",
        "%0A=1",
        "  =HYPERLINK(1)",
        "\N{FULLWIDTH EQUALS SIGN}1+1",
        "\N{FULLWIDTH PLUS SIGN}1",
        "'quoted",
    ],
)
def test_a_cell_that_could_be_calculated_becomes_text_and_can_be_turned_back(cell: str) -> None:
    assert harmless(cell).startswith("'")
    assert as_written(harmless(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", "PELL, Maisie", "999 526 0182", "22-Nov-2026 14:05", "a = b", "07700 900417"]
)
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell
    assert as_written(cell) == cell


def test_a_list_is_read_back_cell_for_cell() -> None:
    rows = [("PELL, Maisie", 'said "no", then\nleft'), ("Żółć", "=cmd|'/c calc'!A1")]
    body = csv_list(("Name", "Note"), rows)
    read = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert read[0] == ["Name", "Note"]
    assert [tuple(as_written(cell) for cell in row) for row in read[1:]] == rows
    assert b"\r\n=" not in body
    assert b',"=' not in body
