"""The form engine: every kind of question becomes a field that gives back the value an answer keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.assessment import Answered, Question, QuestionKind, Step
from aande_alert.domain.provenance import Source
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.form import Form, QuestionText, capped
from aande_alert.ui.widgets.form_fields import ManyField, NumberField, field_for, unreadable
from aande_alert.ui.widgets.form_row import FormRow

OPTIONS = (("one", "One"), ("two", "Two"))


def question(kind: QuestionKind, **different: Any) -> Question:
    options = OPTIONS if kind in {QuestionKind.CHOICE, QuestionKind.CHOICES} else ()
    return Question(f"q.{kind.value}", Step.MEDICAL, "What?", kind, options=options, **different)


VALUES = [
    (QuestionKind.TEXT, "Words"),
    (QuestionKind.LONG_TEXT, "Words\nand more"),
    (QuestionKind.YES_NO, True),
    (QuestionKind.YES_NO, False),
    (QuestionKind.CHOICE, "two"),
    (QuestionKind.CHOICES, ("one", "two")),
    (QuestionKind.NUMBER, 3.5),
    (QuestionKind.DATE, date(2026, 11, 22)),
    (QuestionKind.MOMENT, datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_every_kind_of_answer_comes_back_as_it_was_kept(
    dressed: QtBot, kind: QuestionKind, value: Any
) -> None:
    row = FormRow(question(kind))
    dressed.addWidget(row)
    row.show_text(QuestionText(row.question, Answered(row.question.id, Given(value)), "Kept 14:10, RB"))
    assert row.answer() == Given(value)
    assert row.field.value() == value
    assert not row.field.is_blank()
    row.show_text(QuestionText(row.question))
    assert row.answer() is NOT_ASKED


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_nothing_is_chosen_before_a_person_chooses(dressed: QtBot, kind: QuestionKind) -> None:
    field = field_for(question(kind))
    dressed.addWidget(field)
    assert field.is_blank()
    assert not unreadable(field)


def test_several_answers_can_be_chosen(dressed: QtBot) -> None:
    field = ManyField("Which?", OPTIONS)
    dressed.addWidget(field)
    changes: list[None] = []
    field.changed.connect(lambda: changes.append(None))
    for key, _ in OPTIONS:
        QTest.mouseClick(field._row.chip(key), Qt.MouseButton.LeftButton)
    assert (field.value(), len(changes)) == (("one", "two"), 2)


@pytest.mark.parametrize(
    ("typed", "value", "told"),
    [
        ("", None, ""),
        ("14", 14.0, ""),
        ("1,5", 1.5, ""),
        ("x", None, "not a number"),
        ("nan", None, "not a number"),
        ("inf", None, "not a number"),
        ("900", None, "900 mm cannot be right"),
        ("0.1", None, "0.1 mm cannot be right"),
    ],
)
def test_a_size_is_read_or_told_about(dressed: QtBot, typed: str, value: float | None, told: str) -> None:
    field = NumberField("Length", "mm", least=0.5, most=600)
    dressed.addWidget(field)
    field.line.setText(typed)
    field.check()
    assert field.value() == value
    assert told in field.complaint()
    assert unreadable(field) == bool(told)


def test_half_a_date_is_not_saved_as_not_asked(dressed: QtBot) -> None:
    row = FormRow(question(QuestionKind.MOMENT))
    dressed.addWidget(row)
    row.field.day.setText("22-Nov")  # type: ignore[attr-defined]
    row.field.changed.emit()
    assert row.pending
    assert row.to_save() is None


def test_the_source_is_chosen_from_those_that_unfold(dressed: QtBot) -> None:
    row = FormRow(question(QuestionKind.TEXT))
    dressed.addWidget(row)
    row.show()
    row.source.findChildren(Button)[0].click()
    assert row.source.others.isVisible()
    assert row.source.others.chosen() == ("told_by_adult",)
    QTest.mouseClick(row.source.others.chip("seen"), Qt.MouseButton.LeftButton)
    assert row.source.source is Source.SEEN
    assert row.source.others.isHidden()
    assert not row.pending


def test_why_a_question_is_asked_unfolds(dressed: QtBot) -> None:
    row = FormRow(question(QuestionKind.TEXT, why="It brackets the time."))
    dressed.addWidget(row)
    row.show()
    assert row._why.isHidden()
    row._why_button.click()
    assert row._why.isVisible()


def a_form(qtbot: QtBot, *kinds: QuestionKind, quick: bool = False, section: str = "") -> Form:
    form = Form(quick=quick)
    qtbot.addWidget(form)
    form.show_questions(QuestionText(question(kind, section=section)) for kind in kinds)
    form.resize(700, 500)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_a_form_is_never_wider_than_is_easy_to_read(dressed: QtBot) -> None:
    form = Form()
    holder = capped(form, 600)
    dressed.addWidget(holder)
    holder.resize(1_400, 300)
    holder.show()
    assert form.width() == 600


def test_enter_goes_through_the_questions_and_says_when_they_are_done(dressed: QtBot) -> None:
    form = a_form(dressed, QuestionKind.TEXT, QuestionKind.CHOICE, QuestionKind.LONG_TEXT)
    ended: list[None] = []
    form.finished.connect(lambda: ended.append(None))
    rows = [form.row(f"q.{kind}") for kind in ("text", "choice", "long_text")]
    rows[0].moved.emit(rows[0], 1)
    rows[0].moved.emit(rows[0], -1)
    QTest.keyClick(rows[1], Qt.Key.Key_Return)
    QTest.keyClick(rows[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rows[2].field.text, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert rows[2].field.value() == "\n"
    QTest.keyClick(rows[2].field.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    assert len(ended) == 1


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        (QuestionKind.YES_NO, Qt.Key.Key_Y, Given(value=True)),
        (QuestionKind.YES_NO, Qt.Key.Key_2, Given(value=False)),
        (QuestionKind.CHOICE, Qt.Key.Key_2, Given("two")),
        (QuestionKind.CHOICE, Qt.Key.Key_9, NOT_ASKED),
        (QuestionKind.CHOICES, Qt.Key.Key_1, NOT_ASKED),
    ],
)
def test_a_key_chooses_what_is_printed_beside_it_and_nothing_else(
    dressed: QtBot, kind: QuestionKind, key: Qt.Key, expected: Answer[Any]
) -> None:
    form = a_form(dressed, kind)
    QTest.keyClick(form.row(f"q.{kind.value}"), key)
    assert form.row(f"q.{kind.value}").answer() == expected


def test_a_change_of_mind_back_to_not_asked_is_told(dressed: QtBot) -> None:
    form = a_form(dressed, QuestionKind.CHOICE)
    told: list[Answered] = []
    form.answered.connect(told.append)
    row = form.row("q.choice")
    QTest.keyClick(row, Qt.Key.Key_1)
    QTest.keyClick(row, Qt.Key.Key_0)
    assert [one.answer for one in told] == [Given("one"), NOT_ASKED]


def test_headings_stand_over_what_they_head(dressed: QtBot) -> None:
    form = a_form(dressed, QuestionKind.TEXT, QuestionKind.CHOICE, section="Household")
    assert [head.text() for head in form._heads.values()] == ["Household"]
    form.focus_question("q.choice")
    form.focus_question("nothing")
    form.keep("nothing", "Kept")
    form.refuse("nothing", "Refused")
    form.forget()
    form.focus_question()
    assert form.answers() == {}


def test_what_is_typed_is_told_when_the_form_goes_out_of_sight(dressed: QtBot) -> None:
    form = a_form(dressed, QuestionKind.TEXT)
    told: list[Answered] = []
    form.answered.connect(told.append)
    QTest.keyClicks(form.row("q.text").field.line, "Words")  # type: ignore[attr-defined]
    form.hide()
    assert [one.answer for one in told] == [Given("Words")]


def test_a_reading_from_before_the_save_never_takes_the_words_away(dressed: QtBot) -> None:
    form = a_form(dressed, QuestionKind.TEXT)
    row = form.row("q.text")
    QTest.keyClicks(row.field.line, "Words")  # type: ignore[attr-defined]
    form.flush()
    form.show_questions([QuestionText(row.question)])
    assert row.answer() == Given("Words")
    form.keep("q.text", "Kept 14:10, RB")
    form.show_questions([QuestionText(row.question, Answered("q.text", Given("Words")), "Kept 14:10, RB")])
    assert (row.answer(), row._kept.text()) == (Given("Words"), "Kept 14:10, RB")
