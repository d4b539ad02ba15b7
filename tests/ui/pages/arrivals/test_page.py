"""Arrivals: most serious first; filtered, read and acted on with keys; nothing is reassuring by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aande_alert.ui.pages.arrivals.booking import BookingSheet
from aande_alert.ui.pages.arrivals.page import ArrivalsPage
from aande_alert.ui.state.places import ArrivalsPlace, MatchPlace, RecordPlace, TriagePlace
from aande_alert.ui.widgets.checks import Check
from aande_alert.ui.widgets.chips import Chip
from tests.stories.hands import name_of, on_a_sheet, press_on, tab_to, to_row
from tests.ui.looking import faults
from tests.ui.pages.housing import housed
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.hospital import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def board(desk: Desk) -> Desk:
    """Return the program with a nurse at the board: an alert, a possible match, nobody listed."""
    return desk.sign_in()


def page(desk: Desk) -> ArrivalsPage:
    """Return the page in view."""
    found = desk.window.journey.current()
    assert isinstance(found, ArrivalsPage)
    return found


def families(desk: Desk) -> list[str]:
    """Return who is on the board, from the top."""
    table = page(desk).board._now_table()
    ids = [table._rows.id_at(at) for at in range(table.count())]
    lines = [page(desk).board.line(one) for one in ids]  # type: ignore[arg-type]
    return [line.person.name.family for line in lines if line is not None]


def filter_by(desk: Desk, chip: str) -> None:
    """Switch a chip: / to the chips, arrows along them, Space."""
    desk.press(Qt.Key.Key_Slash)
    for _ in range(5):
        if name_of(desk.focus()).startswith(chip):
            break
        desk.press(Qt.Key.Key_Right)
    assert name_of(desk.focus()).startswith(chip)
    desk.press(Qt.Key.Key_Space)
    desk.settle()


def test_the_board_says_of_everybody_what_was_found_and_opens_the_first_alert(board: Desk) -> None:
    assert families(board)[0] == "Holroyd"
    assert set(families(board)) == {"Holroyd", "Raikes", "Greenwood"}
    seen = words_on(board.window)
    for words in ("Possible match", "No record", "What to do now", "Children 3", "Alerts 1"):
        assert words in seen
    assert page(board).board._now_table().body.hasFocus()
    assert faults(page(board)) == []


def test_a_slash_goes_to_the_filters_and_space_narrows_the_board(board: Desk) -> None:
    filter_by(board, "Alerts")
    assert families(board) == ["Holroyd"]
    assert isinstance(board.focus(), Chip)
    board.press(Qt.Key.Key_0, CTRL)
    assert len(families(board)) == 3


def test_a_filter_that_leaves_nobody_says_so_and_its_one_button_brings_everybody_back(board: Desk) -> None:
    filter_by(board, "Not checked")
    assert "Nobody in the department is under: children and not checked." in words_on(board.window)
    tab_to(board, "Show everyone")
    board.press(Qt.Key.Key_Return)
    board.settle()
    assert len(families(board)) == 3
    assert page(board).board._now_table().body.hasFocus()


def test_the_keys_of_the_board_act_on_the_row_in_use(board: Desk) -> None:
    to_row(board, "Greenwood")
    board.press(Qt.Key.Key_Space)
    board.settle()
    assert "No alert stands here" in words_on(board.window)
    board.press(Qt.Key.Key_T)
    board.settle()
    assert isinstance(board.window.place_shown(), TriagePlace)
    board.window.go(ArrivalsPlace())
    board.settle()
    to_row(board, "Greenwood")
    board.press(Qt.Key.Key_Return)
    board.settle()
    assert isinstance(board.window.place_shown(), RecordPlace)


def test_a_letter_in_the_alert_card_is_no_key_of_the_board(board: Desk) -> None:
    to_row(board, "Holroyd")
    board.press(Qt.Key.Key_Space)
    board.settle()
    assert isinstance(board.focus(), Check)
    board.press(Qt.Key.Key_T)
    board.settle()
    assert board.window.place_shown() == ArrivalsPlace()
    board.press(Qt.Key.Key_F6, SHIFT)
    assert page(board).board.isAncestorOf(board.focus())
    board.press(Qt.Key.Key_F6)
    assert page(board).card.isAncestorOf(board.focus())
    board.press(Qt.Key.Key_Escape)
    board.settle()
    assert not page(board).card.isVisible()


def test_words_begun_in_the_card_stay_with_the_keys_in_them_when_the_board_is_read_again(board: Desk) -> None:
    to_row(board, "Holroyd")
    board.press(Qt.Key.Key_Space)
    board.settle()
    board.until(lambda: isinstance(board.focus(), Check))
    press_on(board, "Other, say what")
    tab_to(board, "Which step, or why none")
    board.type("Rang the ")
    board.press(Qt.Key.Key_F5)
    board.settle()
    board.type("duty team")
    assert page(board).card._words.value() == "Rang the duty team"


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Space,), (Qt.Key.Key_Right, Qt.Key.Key_Return)])
def test_a_possible_match_is_compared_from_its_row(board: Desk, keys: tuple[Qt.Key, ...]) -> None:
    to_row(board, "Raikes")
    line = page(board).board.line(page(board).board._now_table().current_id())  # type: ignore[arg-type]
    assert line is not None
    for key in keys:
        board.press(key)
    board.settle()
    assert board.window.place_shown() == MatchPlace(line.attendance.id)


def test_a_feed_never_heard_is_said_above_the_board_and_ctrl_n_books_from_the_card_too(board: Desk) -> None:
    assert "No new arrivals. Book a child by hand." in words_on(board.window)
    to_row(board, "Holroyd")
    board.press(Qt.Key.Key_Space)
    board.settle()
    board.press(Qt.Key.Key_N, CTRL)
    assert isinstance(on_a_sheet(board), BookingSheet)
    board.press(Qt.Key.Key_Escape)
    board.until(lambda: board.running.app.activeModalWidget() is None)


def test_the_age_of_the_list_is_on_the_glass_and_an_old_one_is_out_of_date(board: Desk) -> None:
    board.clock.move(hours=40)
    board.press(Qt.Key.Key_F5)
    board.settle()
    for _ in range(30):
        board.window._rounds.tick()
    board.until(lambda: "OUT OF DATE" in words_on(board.window.frame.line))


def test_an_empty_department_says_what_was_heard(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        nurse = home.do(lambda: home.ward.nurse)
        empty = ArrivalsPage(home.house)
        home.follow(empty)
        empty.resize(1278, 692)
        empty.show()
        dressed.waitExposed(empty)
        empty.activateWindow()
        empty.enter(nurse, ArrivalsPlace())
        empty.take_focus()
        home.settle()
        assert "No children in the department" in words_on(empty)
        assert "No feed has been heard yet." in words_on(empty)
        focus = empty.focusWidget()
        assert focus is not None
        assert name_of(focus) == "Show everyone"
        empty.blank()
        home.settle()
