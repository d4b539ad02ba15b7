"""The lock keeps the work and leaves no child's name on the glass; another person may sign in over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from aande_alert.domain.staff import Role
from aande_alert.ui.pages.arrivals.booking import BookingSheet
from aande_alert.ui.state.places import AdministrationPlace, ArrivalsPlace, FindPlace, RecordPlace, RecordTab
from tests.builders import PASSWORD, a_member
from tests.hospital import visit_of
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from tests.hospital import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
CHILDREN = ("HOLROYD", "RAIKES", "GREENWOOD", "Holroyd", "Jonah", "Maisy")


def lock(desk: Desk) -> None:
    """Lock the screen with its keys, and wait until that is written down."""
    desk.press(Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.window.who is None)
    desk.settle()


def open_a_record(desk: Desk) -> RecordPlace:
    """Open Jonah's record at its timeline."""
    visit = desk.do(lambda: visit_of(desk.services, "Holroyd"))
    place = RecordPlace(visit.person_id, RecordTab.TIMELINE)
    desk.window.go(place)
    desk.settle()
    return place


def test_a_locked_screen_shows_no_child(desk: Desk) -> None:
    desk.sign_in()
    place = open_a_record(desk)
    assert any(name in words_on(desk.window) for name in CHILDREN)
    lock(desk)
    seen = words_on(desk.window)
    assert not any(name in seen for name in CHILDREN)
    assert "Locked by OKORO, Grace (Ms), 14:10. Nothing is lost." in seen
    assert desk.events()[-1] == "staff:screen:locked"
    desk.sign_in()
    assert desk.window.place_shown() == place


def test_another_person_signs_in_over_it_and_the_first_returns_to_their_place(desk: Desk) -> None:
    desk.sign_in()
    place = open_a_record(desk)
    lock(desk)
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    assert desk.window.who is not None
    assert desk.window.who.staff.name.startswith("PIKE")
    assert not desk.window.frame.tabs.isVisible()
    desk.clock.move(minutes=3)
    lock(desk)
    seen = words_on(desk.window)
    assert "Locked by PIKE, Joanna (Ms), 14:13." in seen
    assert "also kept for OKORO, Grace (Ms), 14:10." in seen
    desk.sign_in()
    assert desk.window.place_shown() == place
    assert desk.window.frame.tabs.isVisible()


def test_a_form_left_open_is_hidden_with_what_was_typed_and_comes_back(desk: Desk) -> None:
    desk.sign_in()
    desk.press(Qt.Key.Key_N, CTRL)
    (sheet,) = desk.window.findChildren(BookingSheet)
    sheet.family.line.setText("Brearley")
    desk.window.lock()
    desk.settle()
    assert not sheet.isVisible()
    desk.sign_in(Role.CLINICIAN)
    assert not any(one.isVisible() for one in desk.window.findChildren(QDialog))
    desk.window.lock()
    desk.settle()
    desk.sign_in()
    assert sheet.isVisible()
    assert sheet.family.value() == "Brearley"
    assert desk.window.place_shown() == ArrivalsPlace()


def test_an_idle_screen_locks_by_itself(desk: Desk) -> None:
    desk.sign_in()
    desk.window._rounds._idle_after = 0.0
    desk.window._rounds.tick()
    desk.until(lambda: desk.window.who is None)
    desk.settle()
    assert "staff:screen:locked" in desk.events()


def test_nothing_is_reached_while_it_is_locked(desk: Desk) -> None:
    desk.sign_in()
    lock(desk)
    desk.window.lock()
    for place in (FindPlace("holroyd"), AdministrationPlace()):
        desk.window.go(place)
    for key in (Qt.Key.Key_K, Qt.Key.Key_W, Qt.Key.Key_Tab):
        desk.press(key, CTRL)
    desk.settle()
    assert desk.window.who is None
    assert not any(name in words_on(desk.window) for name in CHILDREN)
    assert desk.events().count("staff:screen:locked") == 1


def test_a_wrong_password_is_counted_in_words_and_after_the_fifth_the_next_waits(desk: Desk) -> None:
    form = desk.window.sign_in.form
    form.fill_login(a_member().login, "", "")
    for number in range(1, 6):
        form._password.line.setText(f"wrong {number}")
        form._password.setFocus()
        desk.press(Qt.Key.Key_Return)
        desk.settle()
        assert f"Name or password not right. Try {number} of 5." in form._password.complaint()
    assert form._button.words() == "Try again in 30sec"
    assert form._password.value() == ""
    desk.press(Qt.Key.Key_Return)
    assert desk.events().count("staff:session:failed") == 5
    desk.clock.move(seconds=29)
    for _ in range(29):
        form.count_down()
    assert form._button.words() == "Try again in 1sec"
    desk.clock.move(seconds=1)
    form.count_down()
    desk.sign_in(password=PASSWORD)
    assert desk.events().count("staff:session:failed") == 5


def test_who_goes_home_is_written_down(desk: Desk) -> None:
    desk.sign_in()
    services, store_thread = desk.services, desk.running.tasks._store
    desk.window.close()

    def left() -> bool:
        with services.store.reading() as tx:
            return tx.trail.newest(1)[0].event.value == "staff:session:closed"

    assert store_thread.submit(left).result(10)
