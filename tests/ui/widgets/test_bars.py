"""Rail, tabs, steps and status line: arrows move, a press tells the key, and what is chosen is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.ui.widgets.pressed import Pressed
from aande_alert.ui.widgets.rail import Rail, RailItem
from aande_alert.ui.widgets.record_tabs import RecordTab, RecordTabs
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.status_line import Segment, SegmentState, StatusLine
from aande_alert.ui.widgets.stepper import Stepper, StepState, StepText
from aande_alert.ui.widgets.top_bar import TopBar
from aande_alert.ui.widgets.words import Words

Key = Qt.Key


def a_rail() -> Rail:
    made = Rail()
    made.show_items(tuple(RailItem(key, key.title(), "home") for key in "abc"))
    return made


def a_record_row() -> RecordTabs:
    made = RecordTabs()
    made.show_tabs(tuple(RecordTab(key, f"PELL, {key}") for key in "abc"), "a")
    return made


def some_sections() -> SectionTabs:
    made = SectionTabs(lined=False)
    made.show_tabs(tuple(TabText(key, key.title()) for key in "abc"), "a")
    return made


def a_stepper() -> Stepper:
    made = Stepper()
    made.show_steps(tuple(StepText(key, key, StepState.NOT_STARTED, "Not started") for key in "abc"), "a")
    return made


def a_status_line() -> StatusLine:
    made = StatusLine()
    made.show_segments(tuple(Segment(key, key) for key in "ab"), (Segment("c", "Unsent: 0"),))
    return made


CASES = [
    (a_rail, Key.Key_Down, Key.Key_Up),
    (a_record_row, Key.Key_Right, Key.Key_Left),
    (some_sections, Key.Key_Right, Key.Key_Left),
    (a_stepper, Key.Key_Down, Key.Key_Up),
    (a_status_line, Key.Key_Right, Key.Key_Left),
]


def focused(bar: QWidget) -> object:
    return next((item.key for item in bar.findChildren(Pressed) if item.hasFocus()), None)


@pytest.mark.parametrize(("make", "on", "back"), CASES)
def test_arrows_move_and_a_press_tells_the_key(
    dressed: QtBot, make: Callable[[], Rail], on: Key, back: Key
) -> None:
    bar = make()
    dressed.addWidget(bar)
    heard: list[object] = []
    bar.chosen.connect(heard.append)
    bar.resize(900, 400)
    bar.show()
    bar.activateWindow()
    items = {item.key: item for item in bar.findChildren(Pressed)}
    items["a"].setFocus()
    dressed.waitUntil(items["a"].hasFocus)
    for key, where in (
        (on, "b"),
        (back, "a"),
        (Key.Key_End, "c"),
        (on, "c"),
        (Key.Key_Home, "a"),
        (Key.Key_F9, "a"),
    ):
        QTest.keyClick(items[str(focused(bar))], key)
        assert focused(bar) == where
    assert not bar.grab().isNull()
    QTest.mouseClick(items["b"], Qt.MouseButton.LeftButton)
    QTest.keyClick(items["c"], Key.Key_Space)
    assert heard == ["b", "c"]


def test_the_open_place_is_marked(dressed: QtBot) -> None:
    rail = a_rail()
    dressed.addWidget(rail)
    rail.choose("b")
    assert [item.isChecked() for item in rail.findChildren(Pressed)] == [False, True, False]


def test_a_record_is_closed_by_its_button_and_by_delete(dressed: QtBot) -> None:
    tabs = a_record_row()
    dressed.addWidget(tabs)
    asked: list[object] = []
    tabs.close_asked.connect(asked.append)
    tabs.show()
    tabs.activateWindow()
    close = next(part for part in tabs.findChildren(QWidget) if part.accessibleName() == "Close PELL, b")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    name = next(item for item in tabs.findChildren(Pressed) if item.key == "c")
    name.setFocus()
    dressed.waitUntil(name.hasFocus)
    QTest.keyClick(name, Key.Key_Delete)
    assert asked == ["b", "c"]
    assert "3 of 5 records open" in [words.text() for words in tabs.findChildren(Words)]


def test_no_record_open_takes_no_room(dressed: QtBot) -> None:
    tabs = RecordTabs()
    dressed.addWidget(tabs)
    tabs.show_tabs((), None)
    assert tabs.isHidden()


@pytest.mark.parametrize("again", [False, True])
def test_a_change_of_state_keeps_the_focus(dressed: QtBot, again: bool) -> None:
    steps, line = a_stepper(), a_status_line()
    for bar in (steps, line):
        dressed.addWidget(bar)
        bar.show()
        bar.activateWindow()
        item = next(item for item in bar.findChildren(Pressed) if item.key == "b")
        item.setFocus()
        dressed.waitUntil(item.hasFocus)
        if bar is steps:
            state = StepState.NOT_STARTED if again else StepState.COMPLETE
            words = "Not started" if again else "Essentials recorded"
            steps.show_steps(tuple(StepText(key, key, state, words) for key in "abc"), "a")
        else:
            state_of = SegmentState.PLAIN if again else SegmentState.WARN
            line.show_segments(
                tuple(Segment(key, key, state_of) for key in "ab"), (Segment("c", "Unsent: 0"),)
            )
        assert focused(bar) == "b"


def test_search_tells_what_is_typed_and_clears_with_esc(dressed: QtBot) -> None:
    bar = TopBar()
    dressed.addWidget(bar)
    heard: list[str] = []
    bar.search.typed.connect(heard.append)
    bar.search.entered.connect(lambda text: heard.append(f"enter {text}"))
    bar.search.down_pressed.connect(lambda: heard.append("down"))
    bar.search.left.connect(lambda: heard.append("left"))
    QTest.keyClicks(bar.search, "pe")
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Escape):
        QTest.keyClick(bar.search, key)
    assert heard == ["p", "pe", "down", "enter pe", "left"]
    assert bar.search.text() == ""


def test_nobody_signed_in_shows_no_name_and_no_lock(dressed: QtBot) -> None:
    bar = TopBar()
    dressed.addWidget(bar)
    assert bar.lock.isHidden()
    bar.show_person("OKORO, Grace (Ms)", "Triage nurse, Triage 2")
    bar.show_now("Sun 22-Nov-2026", "14:10")
    assert not bar.lock.isHidden()
    with dressed.waitSignal(bar.lock_asked):
        QTest.mouseClick(bar.lock, Qt.MouseButton.LeftButton)
