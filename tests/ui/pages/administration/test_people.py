"""Accounts on the screen: added, changed, a new password, no longer here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aande_alert.domain.staff import Role
from aande_alert.ui.pages.administration.page import AdministrationPage
from aande_alert.ui.pages.administration.people import PeopleSection
from aande_alert.ui.pages.administration.person_sheets import PasswordSheet, PersonSheet
from aande_alert.ui.state.places import AdministrationPlace
from tests.builders import PASSWORD, a_member
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from tests.hospital import Desk


def people(desk: Desk, role: Role = Role.ADMINISTRATOR) -> PeopleSection:
    """Sign in and go to the accounts."""
    desk.sign_in(role)
    desk.window.go(AdministrationPlace("people"))
    desk.settle()
    page = desk.window.journey.current()
    assert isinstance(page, AdministrationPage)
    section = page.section
    assert isinstance(section, PeopleSection)
    return section


def choose(section: PeopleSection, name: str) -> None:
    """Select somebody by the beginning of their name."""
    section.table.choose(next(key for key, member in section._staff.items() if member.name.startswith(name)))
    section._name_buttons()


def test_somebody_is_added_and_can_sign_in(desk: Desk) -> None:
    section = people(desk)
    assert faults(section) == []
    section._add.click()
    sheet = section._sheet
    assert isinstance(sheet, PersonSheet)
    for field, value, words in (
        (sheet.name, "ELLERBY, Joanne (Dr)", "Type the name as it is printed."),
        (sheet.login, "JEllerby", "Type the login."),
        (sheet.initials, "JE", "Type two or three letters."),
        (sheet.role, "clinician", "Choose the role."),
    ):
        sheet.agree.click()
        assert field.complaint() == words
        field.set_value(value)
        field.accept()
    sheet.password.line.setText("short")
    sheet.agree.click()
    desk.settle()
    assert "at least 12" in sheet.password.complaint()
    sheet.password.line.setText(PASSWORD)
    sheet.agree.click()
    desk.settle()
    assert not sheet.isVisible()
    assert "ELLERBY, Joanne (Dr)" in words_on(section)
    desk.do(lambda: desk.services.sign_in.sign_in("jellerby", PASSWORD, "Resus"))


def test_an_account_is_changed_with_keys_and_nobody_changes_their_own_role(desk: Desk) -> None:
    section = people(desk)
    choose(section, "OKORO")
    section.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    sheet = section._sheet
    assert isinstance(sheet, PersonSheet)
    assert sheet.login.value() == a_member().login
    sheet.post.set_value("Senior sister")
    sheet.agree.click()
    desk.settle()
    assert "Senior sister" in words_on(section)
    choose(section, "SAVILLE")
    section._change.click()
    mine = section._sheet
    assert isinstance(mine, PersonSheet)
    mine.role.set_value("clinician")
    mine.agree.click()
    desk.settle()
    assert "Nobody changes their own role." in mine.name.complaint()
    mine.close()


def test_a_new_password_is_typed_twice(desk: Desk) -> None:
    section = people(desk)
    choose(section, "OKORO")
    section._password.click()
    sheet = section._sheet
    assert isinstance(sheet, PasswordSheet)
    sheet.password.line.setText("a new one of four words")
    sheet.again.line.setText("another of four words")
    sheet.agree.click()
    assert "not the same" in sheet.again.complaint()
    for field in (sheet.password, sheet.again):
        field.line.setText("okorookorookoro")
    sheet.agree.click()
    desk.settle()
    assert sheet.password.complaint()
    for field in (sheet.password, sheet.again):
        field.line.setText("a new one of four words")
    sheet.agree.click()
    desk.settle()
    assert not sheet.isVisible()
    desk.do(lambda: desk.services.sign_in.sign_in(a_member().login, "a new one of four words", "Resus"))


def test_who_is_no_longer_here_may_not_sign_in_and_can_be_let_in_again(desk: Desk) -> None:
    section = people(desk)
    choose(section, "OKORO")
    assert section._active.words() == "No longer here"
    section._active.click()
    desk.settle()
    assert "OKORO, Grace (Ms) may no longer sign in; what they wrote keeps their name." in words_on(
        desk.window
    )
    choose(section, "OKORO")
    assert section._active.words() == "Let sign in"
    section._active.click()
    desk.settle()
    choose(section, "SAVILLE")
    section._active.click()
    desk.settle()
    assert "This is your own account." in words_on(desk.window)


def test_an_auditor_sees_who_has_an_account_and_changes_none(desk: Desk) -> None:
    section = people(desk, Role.AUDITOR)
    assert "SAVILLE, Tom (Mr)" in words_on(section)
    assert not any(button.isVisible() for button in section._buttons)
    section.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert section._sheet is None


def test_a_lock_keeps_a_half_typed_account_for_its_writer(desk: Desk) -> None:
    section = people(desk)
    section._add.click()
    sheet = section._sheet
    assert isinstance(sheet, PersonSheet)
    sheet.name.set_value("HALF, Typed (Ms)")
    desk.window.lock()
    desk.settle()
    assert not sheet.isVisible()
    desk.sign_in(Role.ADMINISTRATOR)
    assert sheet.isVisible()
    assert sheet.name.value() == "HALF, Typed (Ms)"
    sheet.close()
