"""A council's list from the screen: looked at, doubted, applied by a named person; nothing written before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import DateOrder
from aande_alert.domain.staff import Role
from aande_alert.ui.pages.administration.page import AdministrationPage
from aande_alert.ui.pages.administration.registers import RegistersSection
from aande_alert.ui.state.places import AdministrationPlace
from tests.builders import PASSWORD, TODAY, a_list, a_member, a_row
from tests.hospital import JONAH
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hospital import Desk

JONAHS = {
    "surname": "Holroyd",
    "forename": "Jonah",
    "date_of_birth": "15/08/2022",
    "sex": "M",
    "nhs_number": JONAH.digits,
}


def registers(desk: Desk, role: Role = Role.ADMINISTRATOR) -> RegistersSection:
    """Sign in and go to the lists."""
    desk.sign_in(role)
    desk.window.go(AdministrationPlace("registers"))
    desk.settle()
    page = desk.window.journey.current()
    assert isinstance(page, AdministrationPage)
    section = page.section
    assert isinstance(section, RegistersSection)
    return section


def a_file(folder: Path, *rows: str) -> str:
    """Write a council's list and return where it is."""
    path = folder / "council-list.csv"
    path.write_bytes(a_list(*rows).body)
    return str(path)


def look(desk: Desk, section: RegistersSection, path: str, on: date = TODAY) -> str:
    """Choose a file, state what it is, look at it; return what is on the glass."""
    section.begin_import()
    view = section.importing
    view.take(path)
    view.form.council.set_value("CN")
    view.form.at.set_value(on)
    view.look()
    desk.settle()
    desk.until(lambda: view.preview.isVisible() or view._stand.isVisible())
    return words_on(desk.window)


def imports(desk: Desk) -> int:
    """Return how many lists the store says were applied."""
    return desk.events().count("hospital:register:applied")


def test_the_lists_their_ages_and_their_history_are_shown(desk: Desk) -> None:
    section = registers(desk)
    seen = words_on(desk.window)
    for words in ("Calderdale North Council", "22-Nov-2026 06:10", "8hr of 24hr", "0113 496 0199", "0 to 2"):
        assert words in seen or words == "0 to 2"
    section.table.choose("CN")
    section._read_history("CN")
    desk.settle()
    assert "0 to 2" in words_on(desk.window)
    assert faults(section) == []


def test_a_list_is_looked_at_then_applied_by_a_named_person(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    before = imports(desk)
    new = a_row("C3", surname="Thackray", forename="Rosa", date_of_birth="09/01/2020", postcode="ZZ1 9ZZ")
    seen = look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), new))
    assert "3 rows = 1 accepted + 2 with a warning + 0 rejected + 0 twice" in seen
    assert "2 plans run + 1 start + 0 reappear - 0 end - 0 voided = 3 run after" in seen
    assert "Nothing has been written." in seen
    assert imports(desk) == before
    section.importing.preview.button.click()
    desk.settle()
    assert imports(desk) == before + 1
    seen = words_on(desk.window)
    assert "Applied by SAVILLE, Tom (Mr): 3 plans run." in seen
    assert section.importing.form.checked() is None


def test_an_administrator_sees_rows_and_codes_and_no_childs_name(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    bad = a_row(
        "C4", surname="Thackray", forename="Rosa", date_of_birth="31/02/2020", nhs_number="9991234567"
    )
    seen = look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), bad))
    assert "E01" in seen
    for part in section.importing.preview._parts:
        section.importing.preview._show_part(part)
        seen += words_on(desk.window)
    for word in ("Thackray", "THACKRAY", "Rosa", "9991234567", "Holroyd", "HOLROYD"):
        assert word not in seen


def test_a_safeguarding_nurse_sees_whose_row_it_is(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk, Role.SAFEGUARDING_NURSE)
    new = a_row("C3", surname="Thackray", forename="Rosa", date_of_birth="09/01/2020", postcode="ZZ1 9ZZ")
    look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), new))
    section.importing.preview._show_part("new")
    desk.until(lambda: "THACKRAY, Rosa" in words_on(desk.window))


def test_a_list_that_loses_a_child_who_is_here_needs_a_second_person(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    before = imports(desk)
    seen = look(desk, section, a_file(tmp_path, a_row("C1")))
    assert "1 child in the department now would lose an alert" in seen
    view = section.importing
    assert view.preview.button.words() == "Apply, with a second person"
    view.preview.button.click()
    sheet = view._sheet
    assert sheet is not None
    sheet.agree.click()
    assert sheet.login.complaint() == "Type their login."
    for login, password, words in (
        ("admin", PASSWORD, "The second person is the same person."),
        (a_member(Role.TRIAGE_NURSE).login, PASSWORD, "does not allow this"),
        (a_member(Role.SAFEGUARDING_NURSE).login, "not the password", "Name or password not right."),
    ):
        sheet.login.set_value(login)
        sheet.password.line.setText(password)
        sheet.agree.click()
        desk.settle()
        desk.until(lambda told=words: told in sheet.password.complaint())  # type: ignore[misc]
        assert sheet.password.value() == ""
    assert imports(desk) == before
    sheet.login.set_value(a_member(Role.SAFEGUARDING_NURSE).login)
    sheet.password.line.setText(PASSWORD)
    sheet.password.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert imports(desk) == before + 1
    assert not sheet.isVisible()
    section.table.choose("CN")
    section._read_history("CN")
    desk.settle()
    assert "SAVILLE, Tom (Mr), with PIKE, Joanna (Ms)" in words_on(desk.window)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"not,a,list\n1,2,3\n", "column"),
        (b"", "empty"),
        (b'surname,forename\n"Pell,Maisie\n', "quot"),
        (b"\x00\x01\x02", "text"),
    ],
)
def test_a_file_that_is_no_list_says_so_and_leaves_everything_as_it_was(
    desk: Desk, tmp_path: Path, body: bytes, words: str
) -> None:
    section = registers(desk)
    before = imports(desk)
    path = tmp_path / "bad.csv"
    path.write_bytes(body)
    seen = look(desk, section, str(path))
    assert words in seen
    assert imports(desk) == before
    assert not section.importing.preview.isVisible() or not section.importing.preview.button.isEnabled()


def test_a_file_that_is_gone_is_told_in_place_and_retried(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    path = a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), a_row("C5", surname="New"))
    (tmp_path / "council-list.csv").rename(tmp_path / "away.csv")
    assert "council-list.csv cannot be read." in look(desk, section, path)
    (tmp_path / "away.csv").rename(path)
    section.importing._stand.retried.emit()
    desk.settle()
    desk.until(section.importing.preview.isVisible)


def test_a_gate_that_refuses_leaves_no_button_to_press(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    seen = look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS)), date(2026, 11, 20))
    assert "STOPPED:" in seen
    assert not section.importing.preview.button.isEnabled()


def test_nothing_is_looked_at_before_everything_is_stated(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    section.begin_import()
    view = section.importing
    view.look()
    assert "Choose the file first." in words_on(view.form)
    view.take(a_file(tmp_path, a_row("C1")))
    view.form.council.set_value("")
    view.look()
    assert view.form.council.complaint() == "Choose whose list it is."
    view.form.council.set_value("CN")
    view.form.kind.set_value("")
    view.look()
    assert view.form.kind.complaint() == "Choose what the rows are."
    view.form.kind.set_value("looked_after")
    view.look()
    assert view.form.at.complaint() == "Write the day the council made the list."
    assert view.form.given().kind == "looked_after"


def test_what_was_looked_at_is_forgotten_when_something_else_is_stated(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    new = a_row("C3", surname="Thackray", forename="Rosa", date_of_birth="09/01/2020", postcode="ZZ1 9ZZ")
    look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), new))
    section.importing.form.kind.changed.emit()
    assert not section.importing.preview.isVisible()
    section.importing._apply()
    section.importing._send(None)
    desk.settle()
    desk.press(Qt.Key.Key_Escape)
    desk.until(section.table.isVisible)
    section.begin_import()
    assert section.importing.form.council.value() == "CN"


def test_a_file_is_dropped_or_chosen(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    section.begin_import()
    view = section.importing
    path = a_file(tmp_path, a_row("C1"))
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(path)])
    for event in (
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dragged,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    ):
        view.dropEvent(event)
    assert "council-list.csv" in words_on(view.form)
    view.form.setFocus()
    desk.press(Qt.Key.Key_O)
    (dialog,) = desk.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(path)
    dialog.close()
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.form.at.complaint()


def test_a_lock_takes_the_preview_away_and_keeps_what_was_stated(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk, Role.SAFEGUARDING_NURSE)
    new = a_row("C3", surname="Thackray", forename="Rosa", date_of_birth="09/01/2020", postcode="ZZ1 9ZZ")
    look(desk, section, a_file(tmp_path, a_row("C1"), a_row("C2", **JONAHS), new))
    desk.window.lock()
    desk.settle()
    assert section.importing._preview is None
    assert section.importing.preview.changes.count() == 0
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    section.begin_import()
    assert section.importing.form.given().list_date == TODAY


def test_a_council_is_added_and_changed(desk: Desk) -> None:
    section = registers(desk)
    before = desk.events().count("hospital:council:changed")
    section._add.click()
    sheet = section._sheet
    assert sheet is not None
    for field, value, complaint in (
        (sheet.name, "Mossdale Council", "Type the council's name."),
        (sheet.code, "MD", "Type a short code, for example CN."),
        (sheet.day, "0113 496 0301", "Type the number that answers by day."),
        (sheet.night, "0113 496 0302", "Type the number that answers at night."),
    ):
        sheet.agree.click()
        assert field.complaint() == complaint
        field.set_value(value)
        field.accept()
    sheet.limit.set_value("48")
    sheet.agree.click()
    desk.settle()
    desk.until(lambda: "Mossdale Council" in words_on(desk.window))
    assert not sheet.isVisible()
    section.table.choose("MD")
    section.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    changed = section._sheet
    assert changed is not None
    assert changed is not sheet
    assert changed.limit.value() == "48"
    changed.night.set_value("0113 496 0303")
    changed.agree.click()
    desk.settle()
    desk.until(lambda: "0113 496 0303" in words_on(desk.window))
    assert desk.events().count("hospital:council:changed") == before + 2


def test_the_second_sheet_and_the_council_sheet_say_what_is_wrong(desk: Desk) -> None:
    section = registers(desk)
    section._change.click()
    sheet = section._sheet
    assert sheet is not None
    sheet.say("It was refused.")
    assert sheet.name.complaint() == "It was refused."
    sheet.close()


def test_a_council_with_headers_of_its_own_is_mapped_once(desk: Desk, tmp_path: Path) -> None:
    section = registers(desk)
    path = tmp_path / "council-list.csv"
    body = a_list(a_row("C1"), a_row("C2", **JONAHS)).body.replace(b"plan_start", b"Kick-off")
    path.write_bytes(body.replace(b",CP,", b",Blue,"))
    seen = look(desk, section, str(path))
    assert "has no column for the first day of the plan" in seen
    view = section.importing
    view.form.setFocus()
    desk.press(Qt.Key.Key_C)
    desk.settle()
    sheet = view.layout_asking.sheet
    assert sheet is not None
    assert sheet.columns["Kick-off"].value() == "-"
    sheet.columns["Kick-off"].set_value("plan_start")
    sheet.columns["phone"].set_value("-")
    sheet.words[PlanKind.CHILD_PROTECTION].set_value("Blue, CP")
    sheet.agree.click()
    desk.settle()
    assert not sheet.isVisible()
    view.look()
    desk.settle()
    desk.until(view.preview.isVisible)
    assert "2 rows =" in words_on(view)
    assert "rejected + 0 twice" in words_on(view)
    saved = desk.do(lambda: desk.services.registers.layout(view.layout_asking.who, "CN"))  # type: ignore[arg-type]
    assert saved.columns == {"Kick-off": "plan_start", "phone": "not_taken"}
    assert saved.codes == {"plan_type": {"Blue": "child_protection", "CP": "child_protection"}}
    assert saved.dates is DateOrder.DAY_FIRST


def test_a_layout_can_be_looked_at_without_a_file_or_with_one_that_is_no_list(
    desk: Desk, tmp_path: Path
) -> None:
    section = registers(desk)
    section.begin_import()
    asking = section.importing.layout_asking
    section.importing.form.council.set_value("")
    asking.ask()
    assert section.importing.form.council.complaint() == "Choose whose list it is."
    section.importing.form.council.set_value("CN")
    asking.ask()
    desk.settle()
    assert asking.sheet is not None
    assert "Choose a file first to see its columns." in words_on(asking.sheet)
    asking.close()
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01")
    section.importing.take(str(bad))
    asking.ask()
    desk.settle()
    assert asking.sheet.columns == {}
    asking.close()
    section.importing.take(str(tmp_path / "gone.csv"))
    asking.ask()
    desk.settle()
    assert "gone.csv cannot be read." in section.importing.form.council.complaint()
    desk.window.lock()
    desk.settle()
    asking.ask()
    asking._read("CN", "", b"")
    assert asking.who is None
