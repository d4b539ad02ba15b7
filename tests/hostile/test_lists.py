"""Lists nobody would send on purpose: a reading whose counts add up, or a refusal in words; never a fault."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aande_alert.domain.errors import Refused
from aande_alert.domain.register_lists import RegisterReading
from aande_alert.ingest.registers import read_list
from tests.builders import NOW
from tests.ingest.lists import HEADER, LABEL, LAYOUT, csv_list, row
from tests.ingest.test_registers_workbooks import BOOK

CSV = csv_list(*(row({"Forename": name, "NHS Number": ""}) for name in ("Ada", "Bo", "Cy", "Di", "Ez")))
MARKS = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"=",
    b"+",
    b"'",
    b"\t",
    b";",
    b"\xef\xbb\xbf",
    b"9.99E+09",
    b"31/02/2019",
]


def settled(body: bytes, filename: str) -> RegisterReading | None:
    """Return the reading, or `None` where the file was refused with what happened, was kept and to do."""
    reading, told = _read(body, filename)
    if reading is None:
        assert all(told)
        return None
    assert reading.counts.add_up
    assert len(reading.rows) == reading.counts.accepted + reading.counts.warned
    assert len({found.row_key for found in reading.rows}) == len(reading.rows)
    return reading


def _read(body: bytes, filename: str) -> tuple[RegisterReading | None, tuple[str, ...]]:
    try:
        return read_list(body, filename, LABEL, LAYOUT, NOW), ()
    except Refused as trouble:
        return None, (trouble.what, trouble.kept, trouble.do)


def mangled(body: bytes, chance: random.Random) -> bytes:
    """Return a file with a few of its bytes cut, doubled or replaced."""
    held = bytearray(body)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(held) + 1)
        to = min(len(held), at + chance.choice([0, 1, 4, 40]))
        held[at:to] = chance.choice([b"", chance.choice(MARKS), bytes(held[at:to]) * 2, chance.randbytes(2)])
    return bytes(held)


def test_two_thousand_mangled_lists_are_each_read_or_refused() -> None:
    chance = random.Random(3)
    outcomes = {settled(mangled(CSV, chance), "plans.csv") is None for _ in range(2_000)}
    assert outcomes == {True, False}


def test_mangled_workbooks_are_each_read_or_refused() -> None:
    chance = random.Random(4)
    for _ in range(150):
        settled(mangled(BOOK, chance), "plans.xlsx")


@pytest.mark.long
@pytest.mark.parametrize(("body", "filename"), [(CSV, "plans.csv"), (BOOK, "plans.xlsx")])
def test_many_more_mangled_lists_are_each_read_or_refused(body: bytes, filename: str) -> None:
    chance = random.Random(NOW.timestamp())
    ends = time.monotonic() + 50
    while time.monotonic() < ends:
        settled(mangled(body, chance), filename)


@given(st.binary(max_size=300))
def test_any_bytes_at_all(body: bytes) -> None:
    settled(body, "plans.csv")
    settled(b"PK\x03\x04" + body, "plans.xlsx")


@settings(max_examples=200)
@given(st.lists(st.lists(st.text(max_size=20), max_size=10), max_size=5))
def test_any_cells_under_good_headers(cells: list[list[str]]) -> None:
    lines = [",".join(HEADER), *(",".join(line) for line in cells), ""]
    settled("\n".join(lines).encode("utf-8", "surrogatepass"), "plans.csv")


@pytest.mark.parametrize(
    "body",
    [
        CSV + b"x" * 60_000_000,
        CSV + b"\n" * 10_000_000,
        CSV + b"," * 20_000_000,
        CSV + b'"' * 20_000_000,
        b"Surname,DOB,Start,Plan type\n" + b"A\n" * 3_000_000,
        b"NHS Number;Surname\n" + b'"' + b"a;b\n" * 30_000,
        b"x" * 70_000_000,
    ],
    ids=range(7),
)
def test_a_monster_is_refused_in_bounded_time(body: bytes) -> None:
    began = time.perf_counter()
    assert settled(body, "plans.csv") is None
    assert time.perf_counter() - began < 5
