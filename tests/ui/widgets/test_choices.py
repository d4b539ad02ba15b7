"""Not asked, not known and declined are answers; what was written is not lost when one of them is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Answer, Given
from aande_alert.ui.widgets.choices import AnswerField, ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.fields import LongTextField, TextField

MOBILITY = [Option("rolls", "Rolls"), Option("sits", "Sits"), Option("none", "Cannot roll")]
LEFT = Qt.MouseButton.LeftButton


def told(field: AnswerField) -> list[Answer[object]]:
    heard: list[Answer[object]] = []
    field.answered.connect(heard.append)
    return heard


def test_until_somebody_answers_it_says_not_asked(dressed: QtBot) -> None:
    field = AnswerField(TextField("Social worker"))
    dressed.addWidget(field)
    assert field.answer() is NOT_ASKED
    assert field._reasons.chosen() == ("not_asked",)


def test_typing_is_an_answer_and_clearing_it_is_none(dressed: QtBot) -> None:
    inner = TextField("Social worker")
    field = AnswerField(inner)
    dressed.addWidget(field)
    heard = told(field)
    QTest.keyClicks(inner.line, "M")
    QTest.keyClick(inner.line, Qt.Key.Key_Backspace)
    assert heard == [Given("M"), NOT_ASKED]


def test_not_known_keeps_what_was_written(dressed: QtBot) -> None:
    inner = LongTextField("What happened")
    field = AnswerField(inner)
    dressed.addWidget(field)
    heard = told(field)
    QTest.keyClicks(inner.text, "fell")
    QTest.mouseClick(field._reasons.chip("not_known"), LEFT)
    assert inner.value() == "fell"
    QTest.mouseClick(field._reasons.chip("not_asked"), LEFT)
    assert heard[-2:] == [NOT_KNOWN, Given("fell")]


def test_not_asked_clears_a_choice(dressed: QtBot) -> None:
    inner = OptionsField("Moves", MOBILITY)
    field = AnswerField(inner)
    dressed.addWidget(field)
    field.set_answer(Given("sits"))
    assert inner.value() == "sits"
    QTest.mouseClick(field._reasons.chip("not_asked"), LEFT)
    assert (inner.value(), field.answer()) == ("", NOT_ASKED)
    field.set_answer(Given("none"))
    field.set_answer(NOT_ASKED)
    assert inner.is_blank()


def test_choosing_one_option_lets_the_other_go(dressed: QtBot) -> None:
    inner = OptionsField("Moves", MOBILITY)
    field = AnswerField(inner)
    dressed.addWidget(field)
    heard = told(field)
    for key in ("rolls", "sits", "sits"):
        QTest.mouseClick(inner._row.chip(key), LEFT)
    assert heard == [Given("rolls"), Given("sits"), Given("sits")]


def test_arrows_move_along_the_options(dressed: QtBot) -> None:
    inner = OptionsField("Moves", MOBILITY)
    dressed.addWidget(inner)
    inner.show()
    inner.activateWindow()
    inner._row.chip("rolls").setFocus()
    dressed.waitUntil(inner._row.chip("rolls").hasFocus)
    QTest.keyClick(inner._row.chip("rolls"), Qt.Key.Key_Left)
    assert inner._row.chip("none").hasFocus()
    QTest.keyClick(inner._row.chip("none"), Qt.Key.Key_Space)
    assert inner.value() == "none"
    QTest.keyClick(inner._row.chip("none"), Qt.Key.Key_Up)


def test_a_drop_down_tells_the_key_and_never_changes_under_the_wheel(dressed: QtBot) -> None:
    field = ChoiceField("Stage", MOBILITY)
    dressed.addWidget(field)
    heard: list[None] = []
    field.changed.connect(lambda: heard.append(None))
    assert field.is_blank()
    field.set_value("sits")
    at = QPointF(5, 5)
    none, nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    down = QPoint(0, -120)
    turn = QWheelEvent(at, at, down, down, none, nothing, Qt.ScrollPhase.NoScrollPhase, False)
    field.box.wheelEvent(turn)
    assert (field.value(), turn.isAccepted(), heard) == ("sits", False, [])
    field.box.activated.emit(1)
    assert len(heard) == 1
    field.offer(MOBILITY[:1])
    assert field.value() == ""
