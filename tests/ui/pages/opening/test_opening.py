"""The first start and every start after it: made, opened, refused in plain words, recovered."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog

from aande_alert.domain.staff import Role
from aande_alert.persistence.places import StorePlace, keep_key_file
from aande_alert.persistence.store import Store
from aande_alert.security.keys import StoreKeys, new_key_file
from tests.builders import PASSWORD, MovableClock
from tests.hospital import at_a_desk
from tests.stores import CHEAP, PASSPHRASE
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from aande_alert.ui.pages.opening import OpeningPage
    from aande_alert.ui.pages.opening.new_store import NewStoreForm
    from tests.hospital import Desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the store will be; nothing is there."""
    return tmp_path / "data" / "store"


@pytest.fixture
def code(folder: Path) -> str:
    """Make a real store with a cheap passphrase, and return the code of its recovery sheet."""
    place, keys = StorePlace(folder), StoreKeys.fresh()
    file, code = new_key_file(uuid4(), keys, PASSPHRASE, cost=CHEAP)
    keep_key_file(place, file)
    Store.create(place, keys, clock=MovableClock()).close()
    return code


@pytest.fixture
def start(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., Desk]]:
    """Return the way to start the program on that folder."""
    going: list[Iterator[Desk]] = []

    def begin(*more: str) -> Desk:
        going.append(at_a_desk(folder, qtbot, monkeypatch, tmp_path, *more))
        return next(going[-1])

    yield begin
    for one in reversed(going):
        next(one, None)


def page(desk: Desk) -> OpeningPage:
    """Return the opening page."""
    assert desk.window.opening is not None
    return desk.window.opening


def fill(form: NewStoreForm, password: str) -> None:
    """Fill in everything a first start asks for."""
    for field, value in (
        (form.passphrase, PASSPHRASE),
        (form.again, PASSPHRASE),
        (form.hospital, "Moss Bank Hospital"),
        (form.places, "Triage 1"),
        (form.name, "SAVILLE, Tom (Mr)"),
        (form.initials, "TS"),
        (form.login, "admin"),
        (form.password, password),
        (form.password_again, password),
    ):
        field.set_value(value)


def test_each_thing_that_is_missing_is_asked_for_where_it_belongs(
    start: Callable[..., Desk], folder: Path
) -> None:
    desk = start()
    form = page(desk).new_store
    desk.until(form.isVisible)
    desk.until(lambda: not faults(form))
    for field, wrong, right in (
        (form.passphrase, "too short", PASSPHRASE),
        (form.again, "not the same", PASSPHRASE),
        (form.hospital, "", "Moss Bank Hospital"),
        (form.places, " ", "Triage 1\nResus"),
        (form.name, "", "SAVILLE, Tom (Mr)"),
        (form.initials, "", "TS"),
        (form.login, "", "admin"),
        (form.password, "too short", PASSWORD),
        (form.password_again, "not the same", PASSWORD),
    ):
        field.set_value(wrong)
        form.button.click()
        assert field.complaint(), field.label
        field.set_value(right)
        field.accept()
    assert not folder.exists()


def test_a_hospital_begins(start: Callable[..., Desk], folder: Path) -> None:
    desk = start()
    opening = page(desk)
    form = opening.new_store
    desk.until(form.isVisible)
    fill(form, PASSWORD)
    form.button.click()
    desk.until(opening.sheet.isVisible)
    code = opening.sheet.code()
    assert len(code.replace("-", "")) == 36
    assert code.split("-")[0] in words_on(opening.sheet)
    assert not opening.sheet.button.isEnabled()
    assert code in opening.sheet.sheet()
    opening.sheet.done.click()
    opening.sheet.button.click()
    desk.open()
    assert opening.sheet.code() == ""
    assert form.passphrase.value() == form.password.value() == ""
    seen = words_on(desk.window.sign_in)
    assert "Moss Bank Hospital, Emergency Department" in seen
    assert "Every arrival will show NOT CHECKED." in seen
    desk.sign_in(Role.ADMINISTRATOR)
    assert "No council yet" in words_on(desk.window)
    desk.running.end()
    assert {path.name for path in folder.iterdir()} == {"key.json", "store.db"}


def test_a_weak_first_password_makes_nothing_and_what_was_typed_stays(
    start: Callable[..., Desk], folder: Path
) -> None:
    desk = start()
    form = page(desk).new_store
    desk.until(form.isVisible)
    fill(form, "savillesaville")
    form.button.click()
    desk.until(lambda: "guessed early" in words_on(form))
    assert form.button.isEnabled()
    assert form.hospital.value() == "Moss Bank Hospital"
    assert not folder.exists()


def test_the_recovery_sheet_can_be_printed(start: Callable[..., Desk], tmp_path: Path) -> None:
    sheet = page(start()).sheet
    sheet._send()
    sheet.show_code("AAAA-BBBB-CCCC")
    sheet.print.click()
    (dialog,) = sheet.findChildren(QPrintDialog)
    assert sheet._printer is not None
    sheet._printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    dialog.accepted.emit(sheet._printer)
    dialog.close()
    text = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_range()
    assert "AAAA-BBBB-CCCC" in text
    assert "Lock the sheet away" in text
    sheet.forget()
    assert sheet.code() == ""


@pytest.mark.usefixtures("code")
def test_the_passphrase_opens_the_store(start: Callable[..., Desk]) -> None:
    desk = start()
    form = page(desk).passphrase
    desk.until(form.isVisible)
    desk.press(Qt.Key.Key_Return)
    assert form.passphrase.complaint() == "Type the passphrase."
    desk.type(PASSPHRASE)
    desk.press(Qt.Key.Key_Return)
    desk.open()
    assert form.passphrase.value() == ""


@pytest.mark.usefixtures("code")
def test_a_wrong_passphrase_says_so_and_after_the_fifth_the_next_waits(start: Callable[..., Desk]) -> None:
    desk = start()
    form = page(desk).passphrase
    desk.until(form.isVisible)
    for _ in range(5):
        form.passphrase.line.setText("not the passphrase")
        form.button.click()
        desk.settle()
    complaint = form.passphrase.complaint()
    assert (
        complaint
        == "The passphrase is not right. Nothing was changed. Type it again, or use the recovery sheet."
    )
    assert form.button.words() == "Try again in 30sec"
    form.passphrase.line.setText(PASSPHRASE)
    desk.press(Qt.Key.Key_Return)
    assert desk.window.house is None
    for _ in range(30):
        form.count_down()
    form.count_down()
    form.button.click()
    desk.open()


def test_the_recovery_sheet_opens_it_and_sets_a_new_passphrase(
    start: Callable[..., Desk], code: str, folder: Path
) -> None:
    desk = start()
    form = page(desk).passphrase
    desk.until(form.isVisible)
    form.other.click()
    new = "quartz lemon harbour sixpence"
    for field, wrong, right in (
        (form.code, "", code.lower().replace("-", " ")),
        (form.first, "short", new),
        (form.again, "another of this length", new),
    ):
        field.set_value(wrong)
        form.button.click()
        assert field.complaint()
        field.accept()
        field.set_value(right)
    form.code.set_value(code[:-1] + ("A" if code[-1] != "A" else "B"))
    form.button.click()
    desk.settle()
    assert "A letter of the recovery code is wrong" in form.code.complaint()
    form.code.set_value(code)
    form.button.click()
    desk.open()
    assert desk.events()[-1] == "store:store:recovered"
    form.other.click()
    assert form.passphrase.isHidden() is False
    desk.running.end()
    again = start()
    second = page(again).passphrase
    again.until(second.isVisible)
    second.passphrase.line.setText(new)
    second.button.click()
    again.open()


@pytest.mark.usefixtures("code")
def test_a_passphrase_in_a_file_opens_it_with_no_question(start: Callable[..., Desk], tmp_path: Path) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    desk = start("--passphrase-file", str(file)).open()
    assert not page(desk).passphrase.isVisible()


@pytest.mark.usefixtures("code")
def test_a_passphrase_file_that_cannot_be_read_says_so(start: Callable[..., Desk], tmp_path: Path) -> None:
    desk = start("--passphrase-file", str(tmp_path / "gone"))
    desk.until(lambda: "The passphrase's file gone cannot be read." in words_on(page(desk)))


def plain(folder: Path) -> None:
    db = folder / "store.db"
    db.write_bytes(b"SQLite format 3\0" + db.read_bytes()[16:])


def cut_short(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"")


def without_key(folder: Path) -> None:
    (folder / "key.json").unlink()


def damaged_key(folder: Path) -> None:
    (folder / "key.json").write_bytes(b"{")


def newer_key(folder: Path) -> None:
    told = json.loads((folder / "key.json").read_bytes())
    (folder / "key.json").write_text(json.dumps(told | {"version": 99}), encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (plain, "The store's file is not encrypted"),
        (cut_short, "empty or cut short"),
        (without_key, "its key file key.json is gone"),
        (damaged_key, "damaged, or is not a key file"),
        (newer_key, "made by a newer program"),
    ],
)
def test_what_is_wrong_with_a_store_is_said_in_place_and_retry_looks_again(
    start: Callable[..., Desk],
    folder: Path,
    code: str,
    tmp_path: Path,
    harm: Callable[[Path], None],
    words: str,
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    harm(folder)
    desk = start()
    opening = page(desk)
    desk.until(lambda: words in words_on(opening))
    assert not opening.new_store.isVisible()
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    opening._stand.retried.emit()
    desk.until(opening.passphrase.isVisible)


@pytest.mark.usefixtures("code")
def test_a_damaged_store_is_told_when_it_is_opened(start: Callable[..., Desk], folder: Path) -> None:
    db = folder / "store.db"
    db.write_bytes(bytes(reversed(db.read_bytes())))
    desk = start()
    form = page(desk).passphrase
    desk.until(form.isVisible)
    form.passphrase.line.setText(PASSPHRASE)
    form.button.click()
    desk.until(form.passphrase.complaint)
    desk.settle()
    assert form.button.isEnabled()
    assert desk.window.house is None


def test_a_demonstration_that_another_window_has_open_is_not_opened_twice(
    hospital: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = at_a_desk(hospital, qtbot, monkeypatch, tmp_path, opened=True)
    one = next(first)
    second = at_a_desk(hospital, qtbot, monkeypatch, tmp_path)
    other = next(second)
    other.until(lambda: "open in another window on this machine already" in words_on(page(other)))
    assert other.window.house is None
    one.running.end()
    page(other)._stand.retried.emit()
    other.open()
    next(second, None)
    first.close()


def test_a_store_whose_code_nobody_confirmed_is_closed_with_the_window(
    start: Callable[..., Desk], folder: Path
) -> None:
    desk = start()
    form = page(desk).new_store
    desk.until(form.isVisible)
    fill(form, PASSWORD)
    form.button.click()
    desk.until(page(desk).sheet.isVisible)
    page(desk)._go_on()
    desk.until(lambda: desk.window.house is not None)
    page(desk)._go_on()
    assert page(desk).unclaimed is None
