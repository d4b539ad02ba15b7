"""The window: its keys, its bars, what each role may reach, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aande_alert.domain.board import Health
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.staff import Role
from aande_alert.ui.state.places import AdministrationPlace, ArrivalsPlace, FindPlace, LogPlace, RecordPlace
from aande_alert.ui.theme.look import look
from aande_alert.ui.theme.tokens import Theme
from tests.builders import a_member, an_arrival
from tests.hospital import JONAH, opened_here, visit_of
from tests.ui.looking import faults
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hospital import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def rail(desk: Desk) -> list[str]:
    """Return the keys of the places in the rail."""
    return [str(item.key) for item in desk.window.frame.rail._items]


@pytest.mark.parametrize(
    ("role", "places", "first"),
    [
        (Role.TRIAGE_NURSE, ["arrivals", "find", "referrals"], ArrivalsPlace()),
        (Role.CLINICIAN, ["arrivals", "find", "referrals"], ArrivalsPlace()),
        (Role.SAFEGUARDING_NURSE, ["arrivals", "find", "log", "referrals", "administration"], LogPlace()),
        (Role.ADMINISTRATOR, ["administration"], AdministrationPlace()),
        (Role.AUDITOR, ["administration"], AdministrationPlace()),
    ],
)
def test_each_role_starts_where_its_work_is_and_sees_only_its_places(
    desk: Desk, role: Role, places: list[str], first: object
) -> None:
    desk.sign_in(role)
    assert rail(desk) == places
    assert desk.window.place_shown() == first
    assert desk.window.frame.bar.search.isVisible() == ("find" in places)


def test_the_keys_reach_the_search_a_record_and_the_next_one(desk: Desk) -> None:
    desk.sign_in()
    desk.press(Qt.Key.Key_K, CTRL)
    desk.type("raikes")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.place_shown() == FindPlace("raikes")
    for family in ("Holroyd", "Raikes"):
        visit = desk.do(lambda name=family: visit_of(desk.services, name))  # type: ignore[misc]
        desk.window.go(RecordPlace(visit.person_id))
        desk.settle()
    names = (
        [text.name for text in desk.window.frame.tabs._texts]
        if hasattr(desk.window.frame.tabs, "_texts")
        else []
    )
    assert not names or names == ["HOLROYD, Jonah", "RAIKES, Maisy"]
    shown = desk.window.journey.work
    assert shown is not None
    second = shown.session.shown
    desk.press(Qt.Key.Key_Tab, CTRL)
    desk.settle()
    assert shown.session.shown != second
    desk.press(Qt.Key.Key_W, CTRL)
    desk.settle()
    assert [record.person_id for record in shown.session.records] == [second]
    assert shown.session.shown == second
    desk.press(Qt.Key.Key_W, CTRL)
    desk.settle()
    assert desk.window.place_shown() == ArrivalsPlace()
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.window.place_shown() == ArrivalsPlace()


def test_a_record_that_is_not_in_view_is_closed_by_its_tab_and_chosen_by_it(desk: Desk) -> None:
    desk.sign_in()
    visits = desk.do(lambda: [visit_of(desk.services, name) for name in ("Holroyd", "Raikes")])
    ids = [visit.person_id for visit in visits]
    for person_id in ids:
        desk.window.go(RecordPlace(person_id))
        desk.settle()
    desk.window.frame.tabs.chosen.emit(ids[0])
    desk.settle()
    assert desk.window.place_shown() == RecordPlace(ids[0])
    desk.window.frame.tabs.close_asked.emit(ids[1])
    work = desk.window.journey.work
    assert work is not None
    assert [record.person_id for record in work.session.records] == [ids[0]]


def test_a_wristband_opens_its_child(desk: Desk) -> None:
    desk.sign_in()
    desk.window._rounds.scanned.emit(JONAH.digits)
    desk.settle()
    place = desk.window.place_shown()
    assert isinstance(place, RecordPlace)
    assert "HOLROYD, Jonah" in words_on(desk.window)
    desk.window._rounds.scanned.emit("   ")
    assert desk.window.place_shown() == place


def test_f6_goes_round_the_bars(desk: Desk) -> None:
    desk.sign_in()
    frame = desk.window.frame
    parts = (frame.rail, frame.bar, frame.pages, frame.line)

    def where() -> QWidget:
        return next(part for part in parts if part.isAncestorOf(desk.focus()))

    seen = [where()]
    for _ in range(4):
        desk.press(Qt.Key.Key_F6)
        seen.append(where())
    assert set(seen) == set(parts)
    desk.press(Qt.Key.Key_F6, SHIFT)
    assert where() is seen[-2]


def test_f6_before_anybody_is_signed_in_does_nothing(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F6)
    assert desk.window.who is None


def test_text_and_theme_change_with_keys_and_nothing_is_cut(desk: Desk) -> None:
    desk.sign_in(Role.ADMINISTRATOR)
    desk.press(Qt.Key.Key_Equal, CTRL)
    assert look().percent == 110
    desk.press(Qt.Key.Key_D, CTRL | SHIFT)
    assert look().theme is Theme.DARK
    desk.window.frame.line.chosen.emit("text")
    assert look().percent == 100
    desk.press(Qt.Key.Key_Minus, CTRL)
    assert look().percent == 100
    assert "Text 100 %" in words_on(desk.window)
    desk.window.theme_asked.emit()
    desk.window.theme_asked.emit()
    assert look().theme is Theme.LIGHT


def test_the_status_line_leads_to_what_it_warns_of(desk: Desk) -> None:
    desk.sign_in()
    desk.window.frame.line.chosen.emit("register:CN")
    assert desk.window.place_shown() == ArrivalsPlace()
    desk.window.lock()
    desk.settle()
    desk.sign_in(Role.SAFEGUARDING_NURSE)
    for key, section in (("register:CN", "registers"), ("feed:arrivals", "feeds")):
        desk.window.frame.line.chosen.emit(key)
        desk.settle()
        assert desk.window.place_shown() == AdministrationPlace(section)
    desk.window.frame.line.chosen.emit("unsent")
    assert desk.window.place_shown() == AdministrationPlace("feeds")


def test_a_trouble_is_said_in_the_corner_and_below_the_password(desk: Desk) -> None:
    trouble = Unavailable("The disk is full.", "Make room.", kept="Nothing was lost.")
    desk.window.say_trouble(trouble)
    assert "The disk is full. Nothing was lost. Make room." in words_on(desk.window.sign_in)
    desk.sign_in()
    desk.window.say_trouble(trouble)
    assert "The disk is full." in words_on(desk.window.frame)
    desk.window.say_trouble(Refused("No.", "Ask."))
    assert "The disk is full." not in words_on(desk.window.frame)
    desk.window.lock()
    desk.settle()


def test_a_bug_is_told_in_one_sentence_and_logged_without_values(desk: Desk, warned: list[object]) -> None:
    desk.sign_in()

    def breaks() -> None:
        message = "PELL, Maisie 999 526 0182"
        raise LookupError(message)

    desk.running.tasks.run(desk.window, "bug", breaks, lambda _none: None)
    desk.qtbot.waitUntil(lambda: bool(desk.broken))
    assert "Something went wrong in the program." in words_on(desk.window.frame)
    (record,) = warned
    assert "PELL" not in str(vars(record))
    assert vars(record)["kind"] == "LookupError"
    desk.broken.clear()


def test_what_another_workstation_books_appears(desk: Desk, hospital: Path) -> None:
    desk.sign_in()
    elsewhere = opened_here(hospital, desk.clock)
    nurse = elsewhere.sign_in.sign_in(a_member().login, "larch-otter-velvet-9", "Resus").value
    elsewhere.arrivals.add_by_hand(nurse, an_arrival("Thackray", "Rosa", "2020-01-09"), uuid4())
    elsewhere.close()
    for _ in range(3):
        desk.window._rounds.tick()
    desk.until(lambda: "THACKRAY, Rosa" in words_on(desk.window))
    desk.settle()


def test_the_age_of_lists_is_read_again_twice_a_minute(desk: Desk) -> None:
    desk.clock.move(hours=30)
    for _ in range(30):
        desk.window._rounds.tick()
    desk.until(lambda: "OUT OF DATE" in words_on(desk.window.sign_in))
    standing = desk.window._standing
    assert standing is not None
    assert {register.state for register in standing.registers} >= {Health.DOWN}


@pytest.mark.parametrize("percent", ["100", "150", "200"])
def test_nothing_is_cut_on_the_first_screen(desk: Desk, percent: str) -> None:
    while look().percent < int(percent):
        desk.window.text_step.emit(1)
    desk.until(lambda: not faults(desk.window.sign_in))
    desk.window.text_step.emit(0)
