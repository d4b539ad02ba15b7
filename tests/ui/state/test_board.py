"""The board's filters: nobody who may matter is ever filtered away without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.board import ArrivalLine, Board, Standing
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanKind,
    PossibleMatch,
    ProtectionCheck,
)
from aande_alert.ui.state.board import Chip, action, count, has, lists_words, notice_words, shown
from tests.builders import NOW, TODAY, a_person, an_attendance

if TYPE_CHECKING:
    from aande_alert.domain.plans import ProtectionStatus

ON_PLAN = OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, TODAY, "CN")
CLEAR = NotListed(NOW, (2, 2))
UNCHECKED = NotChecked("no list")
FAILED = CheckFailed("the list could not be read")
POSSIBLE = PossibleMatch((uuid4(),))
CHILDREN = frozenset({Chip.CHILDREN})


def a_line(
    *statuses: ProtectionStatus, birth: str | None = "2020-01-09", child: bool = True, read: str = ""
) -> ArrivalLine:
    """Return a row of the board."""
    person = a_person(birth=birth)
    check = ProtectionCheck(NOW, statuses or (CLEAR,))
    readers = (read,) if read else ()
    return ArrivalLine(an_attendance(person), person, check, 1, (), read_by=readers, is_child=child)


def a_board(*lines: ArrivalLine) -> Board:
    """Return a board of these rows."""
    return Board(NOW, NOW, lines, Standing(NOW, "", (), ()))


@pytest.mark.parametrize(
    ("line", "chips"),
    [
        (a_line(), {Chip.CHILDREN}),
        (a_line(birth="2026-10-02"), {Chip.CHILDREN, Chip.UNDER_ONE}),
        (a_line(birth=None), {Chip.CHILDREN, Chip.UNDER_ONE}),
        (a_line(ON_PLAN), {Chip.CHILDREN, Chip.ALERTS, Chip.NOT_READ}),
        (a_line(ON_PLAN, read="GO"), {Chip.CHILDREN, Chip.ALERTS}),
        (a_line(UNCHECKED), {Chip.CHILDREN, Chip.NOT_CHECKED}),
        (a_line(FAILED), {Chip.CHILDREN, Chip.NOT_CHECKED}),
        (a_line(child=False, birth="1980-01-01"), set()),
        (a_line(ON_PLAN, child=False, birth="1999-01-01"), {Chip.ALERTS, Chip.NOT_READ}),
    ],
)
def test_which_filter_an_arrival_belongs_to(line: ArrivalLine, chips: set[Chip]) -> None:
    assert {chip for chip in Chip if has(line, chip, TODAY)} == chips


def test_an_adult_with_a_protection_state_stays_among_the_children() -> None:
    child, mother = a_line(), a_line(ON_PLAN, child=False, birth="1999-01-01")
    other, unchecked = (
        a_line(child=False, birth="1980-01-01"),
        a_line(UNCHECKED, child=False, birth="1980-01-01"),
    )
    board = a_board(child, mother, other, unchecked)
    assert shown(board, CHILDREN) == (child, mother)
    assert shown(board, CHILDREN | {Chip.ALERTS}) == (mother,)
    assert shown(board, frozenset()) == board.lines
    assert count(board, Chip.CHILDREN) == 1
    assert count(board, Chip.ALERTS) == 1
    assert count(board, Chip.NOT_CHECKED) == 0


@pytest.mark.parametrize(
    ("adults", "words"),
    [
        (0, ("Filtered: 1 child.", "Nobody is hidden.")),
        (1, ("Filtered: 1 child.", "1 other adult is hidden.")),
        (2, ("Filtered: 1 child.", "2 other adults are hidden.")),
    ],
)
def test_how_many_are_hidden_is_always_said(adults: int, words: tuple[str, str]) -> None:
    board = a_board(a_line(), *(a_line(child=False, birth="1980-01-01") for _ in range(adults)))
    assert notice_words(board, shown(board, CHILDREN), CHILDREN) == words


def test_the_notice_names_the_adults_in_view_and_everybody_without_a_filter() -> None:
    board = a_board(a_line(), a_line(), a_line(ON_PLAN, child=False, birth="1999-01-01"), a_line(UNCHECKED))
    said, _ = notice_words(board, shown(board, CHILDREN), CHILDREN)
    assert said == "Filtered: 3 children and 1 adult with a protection state."
    both = CHILDREN | {Chip.ALERTS}
    assert notice_words(board, shown(board, both), both)[1] == "3 others are hidden."
    some = CHILDREN | {Chip.NOT_CHECKED}
    fewer = a_board(a_line(), a_line(UNCHECKED))
    assert notice_words(fewer, shown(fewer, some), some)[1] == "1 other is hidden."
    assert notice_words(board, board.lines, frozenset()) == ("Everyone: 3 children, 1 adult.", "")


@pytest.mark.parametrize(
    ("line", "act", "lists"),
    [
        (a_line(POSSIBLE), ("compare", "Compare"), ""),
        (a_line(ON_PLAN, POSSIBLE), ("compare", "Compare"), ""),
        (a_line(FAILED), ("retry", "Retry"), ""),
        (a_line(UNCHECKED), ("retry", "Look again"), ""),
        (a_line(CLEAR), ("", ""), "2 of 2 lists"),
        (a_line(ON_PLAN), ("", ""), ""),
    ],
)
def test_the_next_act_on_an_arrival(line: ArrivalLine, act: tuple[str, str], lists: str) -> None:
    assert action(line) == act
    assert lists_words(line) == lists


def test_each_filter_has_its_words() -> None:
    assert [chip.words for chip in Chip] == [
        "Children",
        "Alerts",
        "Not checked",
        "Not acknowledged",
        "Under 1",
    ]
