"""A field says what is wrong below itself, keeps what was typed, and grows with the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.fields import Field, LongTextField, Mark, PasswordField, TextField
from tests.ui.conftest import Dress


def test_a_complaint_goes_when_the_person_types_again(dressed: QtBot) -> None:
    field = TextField("NHS number", help_words="Ten digits", hint="999 123 4567")
    dressed.addWidget(field)
    field.complain("This is not a valid NHS number.")
    assert field.line.accessibleDescription() == "This is not a valid NHS number."
    assert field.line.property("wrong") is True
    QTest.keyClicks(field.line, "9")
    assert (field.complaint(), field.value(), field.label) == ("", "9", "NHS number")


def test_enter_and_leaving_are_told(dressed: QtBot) -> None:
    field = TextField("Name", icon="user")
    dressed.addWidget(field)
    heard: list[str] = []
    field.entered.connect(lambda: heard.append("entered"))
    field.left.connect(lambda: heard.append("left"))
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert set(heard) == {"entered", "left"}
    field.set_value(None)
    assert field.is_blank()


def test_a_field_without_a_value_of_its_own_says_so(dressed: QtBot) -> None:
    field = Field("")
    dressed.addWidget(field)
    with pytest.raises(NotImplementedError):
        field.value()
    with pytest.raises(NotImplementedError):
        field.set_value("")


def test_a_password_is_hidden_until_show_is_pressed(dressed: QtBot) -> None:
    field = PasswordField()
    dressed.addWidget(field)
    field.resize(300, 80)
    field.show()
    QTest.keyClicks(field.line, " pass word ")
    assert field.value() == " pass word "
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    QTest.mouseClick(field._show, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field._show.words() == "Hide"


def strike(field: PasswordField, letter: str, key: Qt.Key = Qt.Key.Key_A, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, key, held, letter))


def test_caps_lock_is_noticed_from_the_letters(dressed: QtBot) -> None:
    field = PasswordField()
    dressed.addWidget(field)
    strike(field, "A")
    assert not field._caps.isHidden()
    strike(field, "A", shift=True)
    assert field._caps.isHidden()
    strike(field, "a", shift=True)
    assert not field._caps.isHidden()
    strike(field, "", Qt.Key.Key_CapsLock)
    assert field._caps.isHidden()
    strike(field, "1", Qt.Key.Key_1)
    assert field._caps.isHidden()


def test_a_long_text_grows_with_the_words_and_then_scrolls(dressed: QtBot, dress: Dress) -> None:
    field = LongTextField("Words", hint="As spoken", lines=(2, 5))
    dressed.addWidget(field)
    field.resize(300, 400)
    field.show()
    heights = []
    for lines in (1, 3, 40):
        field.set_value("a line\n" * lines)
        heights.append(field.text.height())
    assert heights[0] < heights[1] < heights[2] < 140
    dress(Theme.LIGHT, 200)
    assert field.text.height() > heights[2]


def test_an_account_is_kept_exactly_as_typed(dressed: QtBot) -> None:
    field = LongTextField("Words")
    dressed.addWidget(field)
    heard: list[str] = []
    field.changed.connect(lambda: heard.append("changed"))
    field.left.connect(lambda: heard.append("left"))
    field.set_value("  “She’d rolled <b>off</b>”\n")
    assert field.value() == "  “She’d rolled <b>off</b>”\n"
    assert not heard
    field.set_value("  \n ")
    assert field.is_blank()
    QTest.keyClicks(field.text, "x")
    field.text.clearFocus()
    assert "changed" in heard


def test_tab_leaves_a_long_text(dressed: QtBot) -> None:
    field = LongTextField("Words")
    dressed.addWidget(field)
    assert field.text.tabChangesFocus()


def test_a_mark_can_change(dressed: QtBot) -> None:
    mark = Mark("info")
    dressed.addWidget(mark)
    before = mark.grab().toImage()
    mark.set_mark("warn", "amber-line")
    assert mark.grab().toImage() != before


def test_a_growing_text_tells_when_it_is_left(dressed: QtBot) -> None:
    field = LongTextField("Words")
    dressed.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    dressed.waitUntil(field.text.hasFocus)
    with dressed.waitSignal(field.left):
        field.text.clearFocus()
