"""Accounts: side by side as spoken, never changed afterwards, what differs decided by a person."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import DECLINED, NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Draft, Step
from aande_alert.ui.pages.record.assessment.explanations import ExplanationsStep
from aande_alert.ui.widgets.choices import AnswerField
from aande_alert.ui.widgets.dialog import Sheet
from tests.builders import NOW
from tests.services.referring import Referring
from tests.ui.looking import faults
from tests.ui.pages.record.assessment.at_the_bedside import Bed, bedside


def told(number: int, **different: object) -> Account:
    axes: dict[str, object] = {
        "mechanism": Given(("Rolled off the sofa", "Caught on the cot")[number % 2]),
        "place": Given(("Living room", "Bedroom")[number % 2]),
        **different,
    }
    return Account(
        ("RAIKES, Kieran (Mr)", "PELL, Hannah (Miss)", "HOLROYD, Jonah")[number],
        ("Mother's partner", "Mother", "Brother")[number],
        "OKORO, Grace (Ms)",
        NOW + timedelta(minutes=number),
        f"Exact words {number + 1}.",
        **axes,  # type: ignore[arg-type]
    )


def two(case: Referring) -> None:
    for number in range(2):
        case.ward.services.capture.add_account(case.registrar, case.visit, told(number), uuid4())


def step_of(bed: Bed) -> ExplanationsStep:
    return bed.open(Step.EXPLANATIONS)  # type: ignore[no-any-return]


def test_without_an_account_it_says_what_to_do_next(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        assert step._body.currentWidget() is step._stand
        bed.press("A", on=step)
        assert step._stack.currentWidget() is step.form


def test_an_account_is_written_with_keys_and_kept(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        bed.press("A", on=step)
        bed.type("RAIKES, Kieran (Mr)")
        step.form.fields["words"].setFocus()
        bed.type("She rolled off the sofa.")
        bed.press("Ctrl+Return")
        bed.settle()
        (entry,) = bed.read().accounts
        account = entry.body
        assert (account.speaker, account.words) == ("RAIKES, Kieran (Mr)", "She rolled off the sofa.")
        assert (account.listener, account.told_at) == ("BHATT, Rohan (Dr)", NOW)
        assert (account.alone, account.mechanism) == (NOT_ASKED, NOT_ASKED)
        assert step._stack.currentWidget() is step._side
        assert any("can no longer be changed" in sentence for sentence in bed.said)


@pytest.mark.parametrize(
    ("missing", "words"),
    [("speaker", "who is speaking"), ("words", "as it was said"), ("told_at", "the time it was told")],
)
def test_what_an_account_cannot_do_without_is_asked_for_in_its_place(
    tmp_path: Path, dressed: QtBot, missing: str, words: str
) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.add_account()
        values = {"speaker": "RAIKES", "words": "Words.", "told_at": {"day": "22-Nov-2026", "clock": "14:05"}}
        step.form.set_values({**values, missing: {} if missing == "told_at" else ""})
        bed.press("Ctrl+Return")
        field = step.form.fields[missing]
        assert not isinstance(field, AnswerField)
        assert words in field.complaint()
        assert field.hasFocus()
        assert bed.read().accounts == ()


def test_a_childs_account_needs_the_question_asked(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.add_account()
        step.form.set_values({"speaker": "HOLROYD, Jonah", "words": "Words.", "speaker_is_child": True})
        bed.press("Ctrl+Return")
        assert "Said unasked" in step.form.fields["question"].complaint()  # type: ignore[union-attr]
        step.form.set_values({"question": "Tell me about yesterday."})
        bed.press("Ctrl+Return")
        bed.settle()
        assert bed.read().accounts[0].body.speaker_is_child


def test_not_said_and_declined_are_kept_apart(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.add_account()
        step.form.set_values(
            {
                "speaker": "RAIKES", "words": "Words.", "place": {"missing": "not_known"},
                "witnesses": {"missing": "declined"}, "happened_at": {"day": "22-Nov-2026", "clock": "09:30"},
                "needs_ability": "rolls",
            }
        )  # fmt: skip
        bed.press("Ctrl+Return")
        bed.settle()
        account = bed.read().accounts[0].body
        assert (account.place, account.witnesses) == (NOT_KNOWN, DECLINED)
        assert account.happened_at == NOW.replace(hour=9, minute=30)
        assert account.needs_ability == "rolls"


def test_accounts_stand_side_by_side_with_what_differs_numbered(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        assert [head.number for head in step.matrix._heads] == [1, 2]
        assert len(step.differences._rows) == 2
        assert faults(step) == []
        step.matrix.focus_column(1)
        bed.press("Right")
        assert step.matrix._heads[1].hasFocus()


def test_a_difference_is_confirmed_with_enter_and_undone(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        assert step.differences._rows[0].first.hasFocus()
        bed.press("Return")
        bed.settle()
        assert bed.read().differences[0].is_difference is True
        assert step.differences._rows[1].first.hasFocus()
        bed.press("Up")
        assert step.differences._rows[0].first.hasFocus()
        QTest.mouseClick(step.differences._rows[0].first, Qt.MouseButton.LeftButton)
        bed.settle()
        assert bed.read().differences[0].is_difference is None


def test_a_difference_is_set_aside_only_with_a_reason(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        bed.press("N")
        line = step.differences._rows[0]
        assert line._reason.line.hasFocus()
        bed.press("Return")
        assert "why it is not a difference" in line._reason.complaint()
        bed.type("The same fall")
        bed.press("Return")
        bed.settle()
        assert bed.read().differences[0].reason == "The same fall"


def test_a_reason_can_be_given_up_with_escape(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        bed.press("N")
        bed.press("Escape")
        assert step.differences._rows[0].first.hasFocus()
        assert step.differences._rows[0]._reason_holder.isHidden()


def test_an_account_opens_with_every_version_and_a_new_one_needs_its_reason(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        step.matrix.focus_column(1)
        bed.press("Return")
        bed.settle()
        assert step._stack.currentWidget() is step.view
        step.view.amend_button.click()
        step.form.set_values({"witnesses": {"given": "Nobody"}})
        bed.press("Ctrl+Return")
        assert "why it is changed" in step.form.reason.complaint()
        step.form.reason.setFocus()
        bed.type("He added it")
        bed.press("Ctrl+Return")
        bed.settle()
        entry = bed.read().accounts[0]
        assert (entry.head.version, entry.head.reason) == (2, "He added it")
        assert step.matrix._texts[0].amended == "Version 2, 14:10 RB"


def test_one_at_a_time_turns_with_the_page_keys(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        step.chips.choose("one")
        step.chips.switched.emit("one", True)
        assert [text.number for text in step.matrix._texts] == [1]
        bed.press("PageDown", on=step)
        assert [text.number for text in step.matrix._texts] == [2]
        bed.press("PageUp", on=step)
        assert [text.number for text in step.matrix._texts] == [1]


def test_an_account_given_up_is_kept_and_comes_back(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.add_account()
        bed.type("RAIKES")
        bed.press("Escape")
        bed.settle()
        assert json.loads(bed.drafts()["account.new"])["speaker"] == "RAIKES"
        bed.press("A", on=step)
        assert step.form.fields["speaker"].value() == "RAIKES"  # type: ignore[union-attr]


def half_an_account(case: Referring) -> None:
    words = json.dumps({"speaker": "RAIKES, Kieran (Mr)", "words": "I put her on the"})
    draft = Draft(case.visit, "account.new", words, case.registrar.staff.id)
    case.ward.services.capture.keep_draft(case.registrar, draft)


def test_a_killed_program_comes_back_to_the_half_written_account(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, half_an_account) as bed:
        step = bed.open()
        assert step.step is Step.EXPLANATIONS
        assert step._stack.currentWidget() is step.form
        assert step.form.values()["words"] == "I put her on the"
        assert "Nothing was lost" in step.form.notice._phrase.text()
        bed.press("Ctrl+Return")
        bed.settle()
        assert bed.drafts() == {}


@pytest.mark.parametrize("text", ["not json", "[1]"])
def test_a_draft_that_cannot_be_read_leaves_the_form_as_it_was(
    tmp_path: Path, dressed: QtBot, text: str
) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = step_of(bed)
        step.add_account()
        assert step.form.restore(text, "Restored") is False


def test_a_half_written_change_comes_back_to_its_account(tmp_path: Path, dressed: QtBot) -> None:
    def prepare(case: Referring) -> None:
        account = case.ward.services.capture.add_account(case.registrar, case.visit, told(0), uuid4()).value
        text = json.dumps({"reason": "He add"})
        draft = Draft(case.visit, f"account.{account}", text, case.registrar.staff.id)
        case.ward.services.capture.keep_draft(case.registrar, draft)

    with bedside(tmp_path, dressed, prepare) as bed:
        step = step_of(bed)
        assert step.form.reason.value() == "He add"
        bed.press("Escape")
        bed.settle()
        assert bed.drafts() == {}


def test_an_account_entered_in_error_is_hidden_with_its_reason(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        step._open(2)
        bed.settle()
        step.view.in_error.emit()
        (sheet,) = bed.part.window().findChildren(Sheet)
        sheet.agree.click()
        assert "why" in sheet.body.itemAt(0).widget().complaint()  # type: ignore[union-attr]
        sheet.body.itemAt(0).widget().set_value("Wrong child")  # type: ignore[union-attr]
        sheet.agree.click()
        bed.settle()
        assert [entry.body.speaker for entry in bed.read().accounts] == ["RAIKES, Kieran (Mr)"]


def test_a_form_that_is_refused_keeps_every_word(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, two) as bed:
        step = step_of(bed)
        account = bed.read().accounts[0].head.id
        step._open(1)
        bed.settle()
        step.view.amend_button.click()
        bed.home.do(
            lambda: bed.case.ward.services.capture.enter_in_error(
                bed.nurse, "account", account, "Wrong child", uuid4()
            )
        )
        step.form.set_values({"reason": "More", "present": "His sister"})
        bed.press("Ctrl+Return")
        bed.settle()
        assert "entered this in error" in step.form.notice._phrase.text()
        assert step.form.values()["present"] == "His sister"
        assert step.form.save.isEnabled()
