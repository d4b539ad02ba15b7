"""The triage nurse: an alert read, a possible match decided, triage questions; with keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from aande_alert.domain.plans import OnPlan, PossibleMatch
from aande_alert.ui.state.places import ArrivalsPlace, MatchPlace, RecordPlace, TriagePlace
from aande_alert.ui.widgets.checks import Check
from tests.hospital import visit_of
from tests.stories.hands import CTRL, tab_to, to_row
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.board import ArrivalLine
    from tests.hospital import Desk


def visit(desk: Desk, family: str) -> UUID:
    """Return the visit of a child who is here."""
    return desk.do(lambda: visit_of(desk.services, family)).id


def test_an_alert_is_read_and_understood(desk: Desk) -> None:
    desk.sign_in()
    seen = words_on(desk.window)
    assert "HOLROYD, Jonah" in seen
    assert "RAIKES, Maisy" in seen
    to_row(desk, "Holroyd")
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    card = words_on(desk.window)
    for words in ("Calderdale North Council", "0113 496 0199", "What to do now", "Neglect"):
        assert words.casefold() in card.casefold()
    step = desk.focus()
    assert isinstance(step, Check)
    desk.press(Qt.Key.Key_Space)
    assert step.isChecked()
    tab_to(desk, "I have read and understood this alert")
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert "Kept: you have read and understood this alert." in words_on(desk.window)
    assert "child:alert:acknowledged" in desk.events()
    line = desk.do(lambda: _line(desk, "Holroyd"))
    assert line.read_by == ("GO",)
    assert isinstance(line.check.status, OnPlan)


def _line(desk: Desk, family: str) -> ArrivalLine:
    assert desk.window.who is not None
    board = desk.services.arrivals.board(desk.window.who)
    return next(one for one in board.lines if one.person.name.family == family)


def test_a_possible_match_is_compared_and_decided_and_its_alert_opens(desk: Desk) -> None:
    desk.sign_in()
    line = desk.do(lambda: _line(desk, "Raikes"))
    assert isinstance(line.check.status, PossibleMatch)
    to_row(desk, "Raikes")
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.window.place_shown() == MatchPlace(line.attendance.id)
    seen = words_on(desk.window)
    assert "Is this the same child?" in seen
    assert "Nothing has been joined." in seen
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "child:match:decided" not in desk.events()
    desk.press(Qt.Key.Key_S)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert desk.window.place_shown() == ArrivalsPlace(line.attendance.id)
    assert "What to do now" in words_on(desk.window)
    assert isinstance(desk.do(lambda: _line(desk, line.person.name.family)).check.status, OnPlan)
    assert "child:match:decided" in desk.events()
    desk.press(Qt.Key.Key_Escape)
    desk.settle()


def test_the_triage_questions_are_answered_with_keys_and_kept_as_they_are_given(desk: Desk) -> None:
    desk.sign_in()
    to_row(desk, "Holroyd")
    desk.press(Qt.Key.Key_T)
    desk.settle()
    assert desk.window.place_shown() == TriagePlace(visit(desk, "Holroyd"))
    desk.type("His grandmother")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "1 of " in words_on(desk.window)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert desk.window.place_shown() == ArrivalsPlace()
    desk.window.go(TriagePlace(visit(desk, "Holroyd")))
    desk.settle()
    assert "His grandmother" in words_on(desk.window)
    assert "child:answer:given" in desk.events()


def test_enter_opens_the_record_and_escape_is_not_needed_to_come_back(desk: Desk) -> None:
    desk.sign_in()
    to_row(desk, "Greenwood")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    place = desk.window.place_shown()
    assert isinstance(place, RecordPlace)
    assert "GREENWOOD, Alfie" in words_on(desk.window)
    desk.press(Qt.Key.Key_W, CTRL)
    desk.settle()
    assert desk.window.place_shown() == ArrivalsPlace()
