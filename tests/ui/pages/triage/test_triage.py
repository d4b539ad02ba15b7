"""Triage questions: answered with keys alone in under a minute, kept as they are left, then the board."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import DECLINED, NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Draft, Step
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.provenance import Source
from aande_alert.domain.staff import Role
from aande_alert.ui.pages.triage import TriagePage
from aande_alert.ui.state.places import ArrivalsPlace, LogPlace, TriagePlace
from tests.services.ward import Ward
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed

KEYS_A_MINUTE = 130  # two a second and a little: a nurse who types, standing


class Desk:
    """The page of one arrival."""

    def __init__(self, home: Housed, qtbot: QtBot) -> None:
        self.home, self.qtbot = home, qtbot
        self.visit = home.do(lambda: home.ward.with_lists().arrives())
        self.nurse = home.do(lambda: home.ward.nurse)
        self.page = TriagePage(home.house)
        self.wanted: list[object] = []
        self.said: list[str] = []
        self.keys = 0
        self.page.wanted.connect(self.wanted.append)
        self.page.told.connect(self.said.append)
        home.tasks.changed.connect(lambda _topics: self.page.refresh())
        qtbot.addWidget(self.page)
        self.page.resize(1278, 692)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)

    def enter(self) -> None:
        self.page.enter(self.nurse, TriagePlace(self.visit))
        self.settle()
        self.page.take_focus()

    def settle(self) -> None:
        tasks = self.home.tasks
        self.qtbot.waitUntil(lambda: not any(tasks._going.values()) and not tasks._asked, timeout=20_000)
        assert self.home.broken == []

    def focus(self) -> QWidget:
        focus = self.page.focusWidget()
        assert focus is not None
        return focus

    def press(self, key: str, *, alt: bool = False) -> None:
        self.keys += 1
        held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.focus(), getattr(Qt.Key, f"Key_{key}"), held)

    def type(self, words: str) -> None:
        self.keys += len(words)
        QTest.keyClicks(self.focus(), words)

    def answers(self) -> dict[str, object]:
        capture = self.home.house.services.capture
        read = self.home.do(lambda: capture.assessment(self.nurse, self.visit))
        return {name: entry.body.answer for name, entry in read.answers.items()}


def test_every_question_with_keys_alone_in_under_a_minute(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.type("Kieran Raikes, partner")
        desk.press("Return")
        desk.press("2")
        desk.press("1")
        desk.type("Rolled off the sofa")
        desk.press("Return")
        desk.type("09:30 today")
        desk.press("Return")
        for key in ("N", "2", "1", "Y", "K", "Y"):
            desk.press(key)
        desk.type("Jonah, at nursery")
        desk.press("Return")
        desk.press("K", alt=True)
        assert desk.page.done.hasFocus()
        desk.press("Space")
        desk.settle()
        answers = desk.answers()
        assert len(answers) == 13
        assert answers["triage.came_with"] == Given("Kieran Raikes, partner")
        assert answers["triage.delay"] == Given(value=False)
        assert answers["triage.fits"] == Given("does_not")
        assert answers["triage.mobile"] == Given("not_mobile")
        assert answers["triage.social_worker"] is NOT_KNOWN
        assert answers["triage.concern"] is NOT_KNOWN
        assert desk.wanted == [ArrivalsPlace()]
        assert desk.keys <= KEYS_A_MINUTE
        desk.page.leave()


def test_whose_questions_they_are_stands_at_the_top_with_what_the_lists_say(
    tmp_path: Path, dressed: QtBot
) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        assert desk.page._who_is_it.text() == "PELL, Maisie   Born 02-Oct-2026 (7w 2d)   NHS No. Not Known"
        assert desk.page._badge.count() == 1
        dressed.waitUntil(lambda: faults(desk.page) == [])
        desk.page.leave()
        assert desk.page._who_is_it.text() == ""
        assert desk.page.form.answers() == {}


def test_who_told_it_is_whoever_came_with_the_child(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.page.form.focus_question("triage.social_worker")
        desk.press("Y")
        desk.settle()
        desk.page.form.focus_question("triage.came_with")
        desk.type("Her mother")
        desk.press("Return")
        desk.page.form.focus_question("triage.when")
        desk.type("09:30")
        desk.press("Return")
        desk.page.form.row("triage.bruise").source.choose(Source.SAID_BY_CHILD)
        desk.page.form.focus_question("triage.bruise")
        desk.press("Y")
        desk.settle()
        capture = home.house.services.capture
        read = home.do(lambda: capture.assessment(desk.nurse, desk.visit))
        told = {name: entry.body.provenance for name, entry in read.answers.items()}
        assert told["triage.social_worker"].who == "An adult, name not recorded"  # type: ignore[union-attr]
        assert told["triage.when"].who == "Her mother"  # type: ignore[union-attr]
        assert told["triage.bruise"].who == "The child"  # type: ignore[union-attr]
        desk.page.leave()


def test_declined_needs_its_reason_where_the_question_is_essential(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.page.form.focus_question("triage.explanation")
        desk.press("D", alt=True)
        note = desk.page.form.row("triage.explanation")._note
        assert note.isVisible()
        assert note.hasFocus()
        desk.type("Would not speak to us")
        desk.press("Return")
        desk.settle()
        assert desk.answers()["triage.explanation"] is DECLINED
        desk.page.leave()


def test_the_question_in_turn_is_always_in_view(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.page.resize(900, 420)
        desk.enter()
        dressed.wait(30)
        for name in ("triage.concern", "triage.came_with", "triage.fits"):
            row = desk.page.form.row(name)
            desk.page.form.focus_question(name)
            assert not row.visibleRegion().isEmpty()
            assert row.visibleRegion().boundingRect().height() == row.height()
        desk.page.leave()


def test_a_draft_comes_back_and_leaving_saves_it(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        draft = Draft(desk.visit, "answer.triage.came_with", "Her gran", desk.nurse.staff.id)
        home.do(lambda: home.house.services.capture.keep_draft(desk.nurse, draft))
        desk.enter()
        assert desk.page._notice._phrase.text() == "Restored to 14:10. Nothing was lost."
        desk.page.leave()
        desk.settle()
        assert desk.answers() == {"triage.came_with": Given("Her gran")}


def test_words_being_typed_are_journaled(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.type("Her gr")
        desk.page.form._journal.timeout.emit()
        desk.settle()
        kept = home.do(lambda: home.house.services.capture.drafts(desk.nurse, desk.visit))
        assert [one.text for one in kept] == ["Her gr"]
        desk.page.leave()
        desk.settle()


def test_an_answer_that_is_refused_stays_and_holds_the_page(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.page._who = home.do(lambda: home.ward.of_role(Role.AUDITOR))
        desk.type("Her mother")
        desk.press("Return")
        row = desk.page.form.row("triage.came_with")
        dressed.waitUntil(lambda: row.is_refused)
        desk.settle()
        assert "does not allow" in row.field.complaint()
        row.pending = False
        desk.page.finish()
        assert desk.wanted == []
        assert row.field.value() == "Her mother"
        desk.page._who = desk.nurse
        row.pending = True
        desk.page.finish()
        desk.settle()
        assert desk.wanted == [ArrivalsPlace()]
        assert desk.answers()["triage.came_with"] == Given("Her mother")
        desk.page.leave()


def test_escape_goes_back_with_everything_kept(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.enter()
        desk.type("Her mother")
        desk.press("Escape")
        desk.settle()
        assert desk.wanted == [ArrivalsPlace()]
        assert desk.answers()["triage.came_with"] == Given("Her mother")
        desk.page.leave()


def test_trouble_is_told_in_place_or_in_the_status_line(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.page.show_place(LogPlace())
        desk.page.refresh()
        trouble = Unavailable("The store is busy.", "Wait a moment.")
        desk.page._failed(trouble)
        assert desk.page._body.currentWidget() is desk.page._stand
        desk.page.take_focus()
        desk.enter()
        desk.page._failed(trouble)
        assert desk.said == [trouble.sentence()]
        seen = desk.page._seen
        assert seen is not None
        visit = desk.visit
        desk.page.leave()
        desk.page._show(visit, seen)
        assert desk.page._seen is None


@pytest.mark.parametrize(("wide", "two"), [(1278, True), (900, False)])
def test_questions_stand_in_two_columns_where_there_is_room(
    tmp_path: Path, dressed: QtBot, wide: int, two: bool
) -> None:
    with housed(tmp_path, dressed) as home:
        desk = Desk(home, dressed)
        desk.page.resize(wide, 692)
        desk.enter()
        dressed.wait(30)
        assert desk.page.form._two is two
        asked = home.house.services.capture.questions(Step.TRIAGE)
        assert list(desk.page.form.answers()) == [one.id for one in asked]
        assert set(desk.page.form.answers().values()) == {NOT_ASKED}
        desk.page.leave()


def test_the_ward_has_thirteen_questions_at_most(tmp_path: Path, dressed: QtBot) -> None:
    with housed(tmp_path, dressed) as home:
        ward: Ward = home.ward
        assert len(ward.services.capture.questions(Step.TRIAGE)) <= 13
