"""Questions: saved as typed, never ticked beforehand, with who told them; words survive a stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import DECLINED, NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Draft, Step
from aande_alert.domain.provenance import Source
from aande_alert.domain.staff import Role
from tests.services.referring import Referring
from tests.ui.looking import faults
from tests.ui.pages.record.assessment.at_the_bedside import Bed, bedside


def answer(bed: Bed, question: str) -> object:
    entry = bed.read().answers.get(question)
    return None if entry is None else entry.body.answer


def test_nothing_is_answered_before_somebody_answers(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        for step in (Step.PRESENTATION, Step.CHILD, Step.FAMILY, Step.ANALYSIS):
            form = bed.open(step).form
            assert set(form.answers().values()) == {NOT_ASKED}
        assert bed.read().answers == {}


def test_what_is_typed_is_kept_when_it_is_left_and_says_so(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        bed.type("Marks on her cheek.")
        bed.press("Ctrl+Return")
        bed.settle()
        assert answer(bed, "presentation.complaint") == Given("Marks on her cheek.")
        assert step.form.row("presentation.complaint")._kept.text() == "Kept 14:10, RB"
        assert step.form.row("presentation.injury_time").field.hasFocus()


def test_a_pause_saves_what_was_typed(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        bed.type("Marks")
        assert step.form._pause.isActive()
        step.form._pause.timeout.emit()
        bed.settle()
        assert answer(bed, "presentation.complaint") == Given("Marks")
        bed.type(" on her cheek")
        assert step.form.pending()


def test_while_somebody_types_the_words_are_kept_as_a_draft(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        bed.type("Marks on")
        step.form._journal.timeout.emit()
        bed.settle()
        assert bed.drafts() == {"answer.presentation.complaint": "Marks on"}
        step.form.flush()
        bed.settle()
        assert bed.drafts() == {}


def a_draft(case: Referring) -> None:
    who = case.registrar
    draft = Draft(case.visit, "answer.child.behaviour", "Cries when", who.staff.id)
    case.ward.services.capture.keep_draft(who, draft)


def test_a_killed_program_comes_back_to_the_same_step_and_words(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, a_draft) as bed:
        step = bed.open()
        assert step.step is Step.CHILD
        assert step.form.answers()["child.behaviour"] == Given("Cries when")
        assert step._notice._phrase.text() == "Restored to 14:10. Nothing was lost."
        step.form.flush()
        bed.settle()
        assert answer(bed, "child.behaviour") == Given("Cries when")


@pytest.mark.parametrize(
    ("key", "expected"), [("K", NOT_KNOWN), ("D", DECLINED), ("1", Given("fully")), ("2", Given("partly"))]
)
def test_one_key_answers_outside_text(tmp_path: Path, dressed: QtBot, key: str, expected: object) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION, "presentation.examined")
        bed.press(key)
        bed.settle()
        assert answer(bed, "presentation.examined") == expected


def test_letters_typed_in_text_are_words_and_alt_gives_the_reason(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION, "presentation.last_well")
        bed.type("kd1")
        assert step.form.answers()["presentation.last_well"] == Given("kd1")
        bed.press("Alt+K")
        assert step.form.answers()["presentation.last_well"] is NOT_KNOWN
        note = step.form.row("presentation.last_well")._note
        assert note.isVisible()
        note.setFocus()
        bed.type("Her mother is on her way")
        step.form.flush()
        bed.settle()
        entry = bed.read().answers["presentation.last_well"]
        assert (entry.body.answer, entry.body.note) == (NOT_KNOWN, "Her mother is on her way")


def test_a_question_appears_when_the_answer_before_asks_for_it(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION, "presentation.examined")
        assert step.form.row("presentation.examined_why").isHidden()
        bed.press("2")
        assert step.form.row("presentation.examined_why").isVisible()
        bed.press("1")
        assert step.form.row("presentation.examined_why").isHidden()
        bed.settle()


def test_who_told_it_is_kept_with_the_answer(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        step._told_by.line.setText("PELL, Hannah (Miss), mother")
        bed.type("Marks.")
        bed.press("Ctrl+Return")
        bed.settle()
        known = bed.read().answers["presentation.complaint"].body.provenance
        assert known is not None
        assert (known.source, known.who, known.to) == (
            Source.TOLD_BY_ADULT,
            "PELL, Hannah (Miss), mother",
            "BHATT, Rohan (Dr)",
        )
        step.form.row("presentation.complaint").source.choose(Source.SAID_BY_CHILD)
        bed.settle()
        known = bed.read().answers["presentation.complaint"].body.provenance
        assert known is not None
        assert (known.source, known.who) == (Source.SAID_BY_CHILD, "The child")
        bed.open(Step.PRESENTATION)
        assert bed.read().answers["presentation.complaint"].head.version == 2


def test_what_was_seen_is_by_whoever_is_signed_in(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.DEVELOPMENT, "development.mobility")
        bed.press("1")
        bed.settle()
        known = bed.read().answers["development.mobility"].body.provenance
        assert known is not None
        assert (known.source, known.who) == (Source.SEEN, "BHATT, Rohan (Dr)")


@pytest.mark.parametrize(("typed", "kept"), [("3,14", 3.14), ("3.14", 3.14), ("0", 0.0)])
def test_a_weight_is_read_as_it_is_written(tmp_path: Path, dressed: QtBot, typed: str, kept: float) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.DEVELOPMENT, "development.weight")
        bed.type(typed)
        step.form.flush()
        bed.settle()
        assert answer(bed, "development.weight") == Given(kept)


def test_what_is_no_number_is_told_and_never_saved_as_not_asked(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.DEVELOPMENT, "development.weight")
        bed.type("three")
        bed.press("Return")
        bed.settle()
        row = step.form.row("development.weight")
        assert "not a number" in row.field.complaint()
        assert answer(bed, "development.weight") is None
        assert row.field.typed() == "three"


def earlier_home(case: Referring) -> None:
    visit = case.ward.visit(case.child)
    now, case.visit = case.visit, visit.id
    case.answer("family.home", "Her mother and Jonah")
    case.visit = now


def test_an_earlier_answer_is_shown_with_its_day_and_must_be_confirmed(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed, earlier_home) as bed:
        step = bed.open(Step.FAMILY)
        before = step.form.row("family.home")._before
        assert before.isVisible()
        assert "22-Nov-2026, BHATT, Rohan (Dr): Her mother and Jonah" in before._words.text()
        assert step.form.answers()["family.home"] is NOT_ASKED
        before.confirmed.emit()
        bed.settle()
        assert answer(bed, "family.home") == Given("Her mother and Jonah")
        assert before.isHidden()


def test_somebody_who_may_not_write_is_told_and_nothing_typed_is_taken_away(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        auditor = bed.home.do(lambda: bed.case.ward.of_role(Role.AUDITOR))
        step._seen = replace(step.seen, who=auditor)
        bed.type("Marks.")
        step.form.flush()
        bed.qtbot.waitUntil(lambda: step.form.row("presentation.complaint").is_refused)
        row = step.form.row("presentation.complaint")
        assert "does not allow" in row.field.complaint()
        assert row._retry.isVisible()
        assert row.field.value() == "Marks."
        step._seen = replace(step.seen, who=bed.who)
        row._retry.click()
        bed.settle()
        assert answer(bed, "presentation.complaint") == Given("Marks.")
        assert row.field.complaint() == ""


def test_what_somebody_else_saves_appears_and_never_over_what_is_being_typed(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed) as bed:
        step = bed.open(Step.PRESENTATION)
        bed.type("My words")
        bed.home.do(lambda: bed.case.answer("presentation.complaint", "Theirs", by=bed.nurse))
        bed.home.do(lambda: bed.case.answer("presentation.last_well", "Her mother", by=bed.nurse))
        bed.part.refresh()
        bed.settle()
        assert step.form.answers()["presentation.complaint"] == Given("My words")
        assert step.form.answers()["presentation.last_well"] == Given("Her mother")


def test_leaving_saves_what_was_typed_last(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION)
        bed.type("Half a sente")
        bed.part.blank()
        bed.settle()
        assert answer(bed, "presentation.complaint") == Given("Half a sente")
        assert bed.drafts() == {}


def test_no_word_of_the_child_stays_on_the_glass(tmp_path: Path, dressed: QtBot) -> None:
    def written(case: Referring) -> None:
        case.written()

    with bedside(tmp_path, dressed, written) as bed:
        for step in (Step.PRESENTATION, Step.CHILD, Step.ANALYSIS):
            bed.open(step)
        bed.part.blank()
        shown = [one for one in bed.part.findChildren(QWidget) if one.isVisibleTo(bed.part)]
        texts = [one.text() for one in shown if isinstance(one, QLineEdit | QLabel)]
        texts += [one.toPlainText() for one in shown if isinstance(one, QPlainTextEdit)]
        for words in texts:
            assert "Maisie" not in words
            assert "bruise" not in words.lower()


@pytest.mark.parametrize("step", [one for one in Step if one is not Step.TRIAGE])
def test_every_step_is_whole_at_the_size_of_the_wards_screen(
    tmp_path: Path, dressed: QtBot, step: Step
) -> None:
    def written(case: Referring) -> None:
        case.written("looks")
        case.photographed(case.mark())

    with bedside(tmp_path, dressed, written) as bed:
        bed.open(step)
        assert faults(bed.part) == []
        assert bed.part.width() == 1278
