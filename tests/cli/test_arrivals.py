"""`check-arrivals` as it is typed: CSV in, CSV out, and words for every file that cannot be trusted."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.persistence.durable import durable_write
from tests.ingest.people import HEADER, a_people_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

MAISIE = "R1,Pell,Maisie,2026-10-02,ZZ1 4LC"
HEADERS = ["arrival_id", "decision", "register_id", "score", "lead_over_next", "reasons"]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register of one child."""
    return a_people_file(tmp_path, HEADER, MAISIE, name="register.csv")


def test_the_answer_goes_to_a_file(type_in: Run, tmp_path: Path, register: Path) -> None:
    arrivals = a_people_file(
        tmp_path, f"{HEADER},colour", "A1,Pell,Maisy,2026-10-02,ZZ1 4LC,blue", "A2,Hart,Jo,,,"
    )
    out = tmp_path / "answer.csv"
    said = type_in("check-arrivals", "--register", register, "--arrivals", arrivals, "--out", out)
    assert said.status == 0
    assert said.out == "1 rows on the register. Lines: 0 same, 1 possible, 0 linked, 1 none, 0 not_checked.\n"
    assert said.errors == "people.csv: columns not known here, and not used: colour.\n"
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows[0] == HEADERS
    assert [row[:3] for row in rows[1:]] == [["A1", "possible", "R1"], ["A2", "none", ""]]
    assert "First name alike" in rows[1][5]


def test_without_a_file_the_terminal_shows_csv_or_json_and_nothing_else(
    type_in: Run, tmp_path: Path, register: Path
) -> None:
    arrivals = a_people_file(tmp_path, HEADER, "A1,Pell,Maisy,2026-10-02,ZZ1 4LC")
    words = ("check-arrivals", "--register", register, "--arrivals", arrivals)
    plain, told = type_in(*words), type_in("--json", *words)
    rows = list(csv.DictReader(io.StringIO(plain.out)))
    assert rows == told.json()
    assert [row["decision"] for row in rows] == ["possible"]
    assert plain.errors.startswith("1 rows on the register.")


def test_no_arrivals_are_an_answer_of_headers_alone(type_in: Run, tmp_path: Path, register: Path) -> None:
    arrivals, out = a_people_file(tmp_path, HEADER), tmp_path / "answer.csv"
    said = type_in("--json", "check-arrivals", "--register", register, "--arrivals", arrivals, "--out", out)
    assert said.json() == [
        {"register_rows": 1, "same": 0, "possible": 0, "linked": 0, "none": 0, "not_checked": 0}
    ]
    assert out.read_text(encoding="utf-8").split() == [",".join(HEADERS)]


def test_rows_that_could_not_be_used_make_the_answer_no_and_the_rest_is_answered(
    type_in: Run, tmp_path: Path, register: Path
) -> None:
    arrivals = a_people_file(tmp_path, HEADER, f"{MAISIE},x", "=1+1,Pell,Maisie,31/02/2026,", "-5,Hart,Jo,,")
    said = type_in("check-arrivals", "--register", register, "--arrivals", arrivals)
    assert said.status == 1
    assert "people.csv: 1 rows could not be used; they are NOT CHECKED." in said.errors
    assert "people.csv: 1 rows have a cell that could not be read; used without it." in said.errors
    rows = list(csv.reader(io.StringIO(said.out)))[1:]
    assert [row[:2] for row in rows] == [["R1", "not_checked"], ["'=1+1", "possible"], ["-5", "none"]]


def test_register_rows_that_say_nobody_make_the_answer_no(type_in: Run, tmp_path: Path) -> None:
    register = a_people_file(tmp_path, HEADER, MAISIE, "R2,,,,", name="register.csv")
    said = type_in("check-arrivals", "--register", register, "--arrivals", register)
    assert said.status == 1
    assert "register.csv: row 3 says too little to find anybody by" in said.errors


@pytest.mark.parametrize("body", ["", "no,header\n1,2\n", 'id,surname\nA1,"Pell\n', HEADER])
def test_a_bad_register_is_refused_and_nothing_is_written(type_in: Run, tmp_path: Path, body: str) -> None:
    register = tmp_path / "register.csv"
    register.write_text(body, encoding="utf-8")
    arrivals, out = a_people_file(tmp_path, HEADER, MAISIE), tmp_path / "answer.csv"
    said = type_in("check-arrivals", "--register", register, "--arrivals", arrivals, "--out", out)
    assert said.status == 1
    assert "Nothing was written." in said.errors
    assert "Traceback" not in said.errors
    assert not out.exists()


def test_bad_arrivals_are_refused_before_a_word_of_the_answer(
    type_in: Run, tmp_path: Path, register: Path
) -> None:
    arrivals = a_people_file(tmp_path, HEADER, MAISIE, 'A2,"Pell,Maisie', "A3,Hart,Jo,,")
    said = type_in("check-arrivals", "--register", register, "--arrivals", arrivals)
    assert (said.status, said.out) == (1, "")
    assert "is not closed" in said.errors
    assert type_in("check-arrivals", "--register", register, "--arrivals", tmp_path / "none.csv").status == 3
    assert type_in("check-arrivals", "--register", register).status == 2


def test_a_file_begun_is_taken_away_where_its_pieces_end_in_trouble(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"begun"
        what = "The pieces end here."
        raise Refused(what, "Begin again.")

    with pytest.raises(Refused, match="end here"):
        durable_write(tmp_path / "answer.csv", pieces())
    assert list(tmp_path.iterdir()) == []
