"""The first screen: who signs in where, and what can be checked from here now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aande_alert.domain.staff import Role
from tests.builders import PASSWORD, a_member
from tests.hospital import PLACES
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from tests.hospital import Desk


def test_lists_and_feeds_are_told_before_anybody_signs_in(desk: Desk) -> None:
    seen = words_on(desk.window.sign_in)
    for words in (
        "Calder Vale Hospital, Emergency Department. DEMO: invented people.",
        "Calderdale North Council", "22-Nov-2026 06:10", "8hr of 24hr", "National look-up", "By hand only",
        "Never heard", "Read at 14:10", "never means", "Every try is recorded.",
    ):  # fmt: skip
        assert words in seen
    desk.until(lambda: not faults(desk.window.sign_in))


def test_whose_login_it_is_stands_beside_it_and_an_unknown_one_says_nothing(desk: Desk) -> None:
    form = desk.window.sign_in.form
    form.take_focus()
    desk.type(a_member().login)
    desk.press(Qt.Key.Key_Tab)
    desk.settle()
    assert "OKORO, Grace (Ms), Triage nurse" in words_on(form)
    form._login.line.setText("nobody")
    form._login.left.emit()
    desk.settle()
    assert "OKORO" not in words_on(form)


def test_login_and_workstation_are_remembered_here(desk: Desk) -> None:
    form = desk.window.sign_in.form
    assert [form._place.box.itemText(at) for at in range(form._place.box.count())] == PLACES
    assert form._place.value() == PLACES[0]
    form._place.set_value("Resus")
    desk.sign_in(Role.CLINICIAN)
    assert desk.window.who is not None
    assert desk.window.who.workstation == "Resus"
    form.offer_places(tuple(PLACES))
    assert form._place.value() == "Resus"
    form.offer_places(())
    assert form._place.value() == ""
    assert type(form)()._login.value() == a_member(Role.CLINICIAN).login


def test_nothing_is_sent_without_a_login(desk: Desk) -> None:
    form = desk.window.sign_in.form
    form.fill_login("", "", "")
    form._password.line.setText(PASSWORD)
    form._button.click()
    assert form._login.complaint() == "Type your login."
    desk.window.sign_in._house = None
    form.fill_login("okoro", "", "")
    form._button.click()
    desk.window.sign_in._look_up("okoro")
    assert desk.window.who is None


def test_somebody_who_left_is_not_let_in(desk: Desk) -> None:
    def leave() -> None:
        admin = desk.services.sign_in.sign_in("admin", PASSWORD, "Office").value
        (nurse,) = (m for m in desk.services.administration.staff(admin) if m.role is Role.TRIAGE_NURSE)
        desk.services.administration.set_active(admin, nurse.id, active=False)

    desk.do(leave)
    form = desk.window.sign_in.form
    form.fill_login(a_member().login, "", "")
    form._password.line.setText(PASSWORD)
    form._password.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "Name or password not right." in form._password.complaint()
    assert desk.window.who is None
