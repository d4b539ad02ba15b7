"""The rows of the board: which adults stand below the children, and numbers that never break."""

import pytest

from aande_alert.ui.pages.arrivals.rows import WIDE, rows_of
from aande_alert.ui.widgets.cells import Group, Text
from aande_alert.ui.widgets.drawer import unbroken
from tests.builders import NOW
from tests.ui.state.test_board import ON_PLAN, a_line


@pytest.mark.parametrize(
    ("hidden", "heading"), [(True, "Adults with a protection state (1)"), (False, "Adults (1)")]
)
def test_the_heading_says_which_adults_are_shown(hidden: bool, heading: str) -> None:
    lines = (a_line(), a_line(ON_PLAN, child=False, birth="1999-01-01"))
    rows = rows_of(lines, NOW, wide=True, others_hidden=hidden)
    assert [row.words for row in rows if isinstance(row, Group)] == [heading]


def test_how_many_lists_were_looked_at_is_told_quietly() -> None:
    (row,) = rows_of((a_line(),), NOW, wide=True)
    assert not isinstance(row, Group)
    at = [column.key for column in WIDE].index("checks")
    assert row.cells[at] == Text("2 of 2 lists", quiet=True)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("MARSH, Delroy (Mr), Team 3, 0113 496 0142", "0113\N{NO-BREAK SPACE}496\N{NO-BREAK SPACE}0142"),
        ("Mon to Fri 08:30 to 17:00: 07700 900 417", "07700\N{NO-BREAK SPACE}900\N{NO-BREAK SPACE}417"),
        ("Council list 22-Nov-2026 06:10, 7hr old", "22-Nov-2026 06:10"),
    ],
)
def test_a_telephone_number_is_never_broken(words: str, kept: str) -> None:
    assert kept in unbroken(words)
