"""The safeguarding nurse: the log filtered, reviewed, left for a record, come back to; with keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aande_alert.domain.staff import Role
from aande_alert.ui.pages.log import LogPage
from aande_alert.ui.state.places import LogPlace, RecordPlace
from tests.stories.hands import CTRL, SHIFT, name_of, press_on, tab_to, write
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from tests.hospital import Desk


NOTE = "Seen by the consultant; plan is clear."
ASK = "Ask the health visitor."


def test_the_log_is_reviewed_and_come_back_to_where_it_was_left(desk: Desk) -> None:
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    assert desk.window.place_shown() == LogPlace()
    desk.until(lambda: "Rows 1 to 3 of 3" in words_on(desk.window))
    _narrow_to_those_not_reviewed(desk)
    _review_the_first(desk)
    _follow_up_the_second(desk)
    _open_a_record_and_come_back(desk)


def _in_pane(desk: Desk) -> str:
    """Wait until the attendance of the row in use is read; return whose it is."""
    page = desk.window.journey.current()
    assert isinstance(page, LogPage)
    desk.until(lambda: page.pane.detail is not None)
    desk.settle()
    assert page.pane.detail is not None
    return page.pane.detail.line.person.name.family


def _narrow_to_those_not_reviewed(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Slash)
    assert name_of(desk.focus()) == "Name or complaint"
    tab_to(desk, "Not yet reviewed only", back=True)
    desk.press(Qt.Key.Key_Space)
    desk.settle()


def _review_the_first(desk: Desk) -> None:
    first = _in_pane(desk)
    write(desk, {"My review": NOTE})
    press_on(desk, "Reviewed")
    desk.until(lambda: "Rows 1 to 2 of 2" in words_on(desk.window))
    assert _in_pane(desk) != first
    assert name_of(desk.focus()) == "Attendance log"


def _follow_up_the_second(desk: Desk) -> None:
    second = _in_pane(desk)
    write(desk, {"My review": ASK})
    desk.press(Qt.Key.Key_F6, SHIFT)
    assert name_of(desk.focus()) == "Attendance log"
    desk.press(Qt.Key.Key_F)
    desk.until(lambda: "Rows 1 to 1 of 1" in words_on(desk.window))
    assert _in_pane(desk) != second


def _open_a_record_and_come_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_0, CTRL)
    desk.until(lambda: "Rows 1 to 3 of 3" in words_on(desk.window))
    desk.press(Qt.Key.Key_J)
    chosen = _in_pane(desk)
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    place = desk.window.place_shown()
    assert isinstance(place, RecordPlace)
    assert f"{chosen.upper()}, " in words_on(desk.window)
    desk.press(Qt.Key.Key_W, CTRL)
    desk.settle()
    assert desk.window.place_shown() == LogPlace()
    assert _in_pane(desk) == chosen
    assert name_of(desk.focus()) == "Attendance log"
