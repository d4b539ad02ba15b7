"""The timeline on screen: keys, drags and clicks lead to events, and no pixel of a former child stays."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.timeline import LaneKind
from aande_alert.drawings.timeline_rows import Scope, arrange
from aande_alert.ui.theme.look import Look, hold, look
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.timeline import Timeline
from aande_alert.ui.widgets.timeline_canvas import TimelineCanvas
from tests.drawings.pell import WINDOW, many_events, moment, the_family


@pytest.fixture(name="shown")
def a_timeline(qtbot: QtBot) -> Iterator[Timeline]:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(990, 424)
    timeline.show()
    timeline.show_record(the_family(), window=WINDOW)
    timeline.grab()
    yield timeline
    timeline.clear()


def place_of(canvas: TimelineCanvas, event: str) -> QPoint:
    looking = canvas.looking
    assert looking is not None
    row, i = looking.arranged.where[event]
    x = looking.where.axis.x(looking.arranged.rows[row].events[i].at)
    y = looking.where.lanes[1] + looking.where.row_tops[row] - looking.view.scroll + 11
    return QPoint(round(x), round(y))


def hover(canvas: QWidget, at: QPoint) -> None:
    position = QPointF(at)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, position, position, none, none, Qt.KeyboardModifier.NoModifier)
    canvas.mouseMoveEvent(event)


def wheel(canvas: QWidget, notches: int, keys: Qt.KeyboardModifier) -> bool:
    at = QPointF(500, 100)
    none, still = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(), QPoint(0, 120 * notches), none, keys, still, False)
    canvas.wheelEvent(event)
    return event.isAccepted()


def test_a_click_on_an_event_selects_it_and_two_or_enter_open_it(qtbot: QtBot, shown: Timeline) -> None:
    at = place_of(shown.canvas, "bleeding")
    with qtbot.waitSignal(shown.looked_at) as seen:
        QTest.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert seen.args == ["bleeding"]
    with qtbot.waitSignal(shown.opened) as opened:
        QTest.mouseDClick(shown.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == ["bleeding"]
    with qtbot.waitSignal(shown.opened) as opened:
        QTest.keyClick(shown.canvas, Qt.Key.Key_Return)
    assert opened.args == ["bleeding"]


def test_a_click_beside_every_event_keeps_the_selection(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    QTest.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 90))
    QTest.mouseDClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 90))
    assert shown.canvas.selected == "bleeding"


@pytest.mark.parametrize(
    ("key", "lands"),
    [
        (Qt.Key.Key_Right, "maisie not_brought 2026-11-13 10:00"),
        (Qt.Key.Key_Home, "orla attendance 2026-01-04 12:00"),
        (Qt.Key.Key_End, "maisie protection 2027-01-12 10:00"),
        (Qt.Key.Key_Down, "maisie birth_ward 2026-10-02 04:10"),
    ],
)
def test_arrows_step_and_what_they_reach_comes_into_view(shown: Timeline, key: Qt.Key, lands: str) -> None:
    shown.canvas.select("maisie injury 2026-11-06 21:40" if key == Qt.Key.Key_Right else "bleeding")
    QTest.keyClick(shown.canvas, key)
    looking = shown.canvas.looking
    assert looking is not None
    assert looking.view.selected == lands
    event = looking.arranged.event(lands)
    assert event is not None
    assert looking.view.window.start < event.at < looking.view.window.end


def test_the_screen_reader_hears_which_event_of_how_many(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    assert shown.canvas.accessibleDescription().startswith("24 of 29. 06-Nov-2026 21:40, PELL, Maisie, A&E:")


def test_the_first_focus_is_the_last_event_before_now(qtbot: QtBot, shown: Timeline) -> None:
    shown.canvas.setFocus()
    qtbot.waitUntil(shown.canvas.hasFocus)
    assert shown.canvas.selected == "maisie injury 2026-11-22 13:46"
    assert shown.canvas.looking is not None
    assert shown.canvas.looking.view.focused
    shown.canvas.clearFocus()
    assert not shown.canvas.looking.view.focused


def test_plus_and_minus_zoom_about_the_middle_and_shifted_arrows_pan(qtbot: QtBot, shown: Timeline) -> None:
    middle = WINDOW.start + WINDOW.span / 2
    with qtbot.waitSignal(shown.window_changed):
        QTest.keyClick(shown.canvas, Qt.Key.Key_Plus)
    looking = shown.canvas.looking
    assert looking is not None
    assert looking.view.window.span == WINDOW.span / 2
    assert looking.view.window.start + looking.view.window.span / 2 == middle
    QTest.keyClick(shown.canvas, Qt.Key.Key_Minus)
    QTest.keyClick(shown.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert shown.canvas.looking is not None
    assert shown.canvas.looking.view.window == WINDOW.panned(0.25)


def test_keys_with_ctrl_and_letters_are_left_to_the_window(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    QTest.keyClick(shown.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown.canvas, Qt.Key.Key_F)
    assert shown.canvas.selected == "bleeding"


def test_a_drag_moves_time_and_selects_nothing(shown: Timeline) -> None:
    canvas = shown.canvas
    canvas.select("bleeding")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(600, 90))
    QTest.mouseMove(canvas, QPoint(602, 90))
    for x in (620, 650, 700):
        QTest.mouseMove(canvas, QPoint(x, 90))
        canvas.grab()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(700, 90))
    assert canvas.looking is not None
    assert canvas.looking.view.window.start < WINDOW.start
    assert canvas.selected == "bleeding"


def test_the_wheel_zooms_pans_and_scrolls_by_the_key_held(shown: Timeline) -> None:
    canvas = shown.canvas
    assert wheel(canvas, 1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.looking is not None
    assert canvas.looking.view.window.span < WINDOW.span
    assert wheel(canvas, -1, Qt.KeyboardModifier.ShiftModifier)
    shown.resize(990, 900)
    assert not wheel(canvas, -1, Qt.KeyboardModifier.NoModifier)
    shown.resize(990, 220)
    canvas.grab()
    assert wheel(canvas, -1, Qt.KeyboardModifier.NoModifier)
    assert canvas.looking.view.scroll > 0
    before = canvas.looking.view.scroll
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.looking.view.scroll > before


def test_the_pointer_looks_at_an_event_and_leaving_looks_back_at_the_chosen(
    qtbot: QtBot, shown: Timeline
) -> None:
    shown.canvas.select("today")
    with qtbot.waitSignal(shown.looked_at) as seen:
        hover(shown.canvas, place_of(shown.canvas, "bleeding"))
    assert seen.args == ["bleeding"]
    with qtbot.waitSignal(shown.looked_at) as seen:
        shown.canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    assert seen.args == ["today"]
    assert shown.canvas.selected == "today"


def test_a_chosen_pattern_lights_up_and_its_first_event_is_looked_at(shown: Timeline) -> None:
    shown.light(the_family().patterns[0].events)
    assert shown.canvas.selected == "bleeding"
    shown.light(frozenset({"not shown"}))
    assert shown.canvas.selected == "bleeding"


def test_another_filter_keeps_the_window_and_the_selection_where_it_can(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    shown.show_record(the_family(), scope=Scope.CHILD)
    assert shown.canvas.selected == "bleeding"
    assert shown.canvas.looking is not None
    assert shown.canvas.looking.view.window == WINDOW
    shown.show_record(the_family(), kinds=frozenset({LaneKind.INJURY}))
    assert shown.canvas.selected is None


def test_nothing_of_the_former_child_stays_on_the_glass(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    shown.clear()
    image = shown.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 990, 7) for y in range(0, 424, 7)}
    assert colours == {QColor(look().tokens["surface"]).name()}
    assert shown.canvas.accessibleDescription() == ""
    assert shown.arranged is None
    assert shown.scene() is None


def test_what_is_asked_of_an_empty_timeline_does_nothing(qtbot: QtBot) -> None:
    empty = Timeline()
    qtbot.addWidget(empty)
    empty.canvas.select("bleeding")
    empty.canvas.pan(1)
    empty.zoom(2)
    empty.fit()
    empty.light(frozenset())
    QTest.keyClick(empty.canvas, Qt.Key.Key_Right)
    QTest.mouseClick(empty.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    hover(empty.canvas, QPoint(5, 5))
    wheel(empty.canvas, 1, Qt.KeyboardModifier.NoModifier)
    empty.canvas.light(frozenset())
    empty.canvas.setFocus()
    empty.swap()
    empty.canvas.restyle()
    assert empty.canvas.sizeHint().isValid()
    assert empty.canvas.looking is None


def test_everything_fits_on_demand(shown: Timeline) -> None:
    shown.fit()
    assert shown.canvas.looking is not None
    assert shown.canvas.looking.view.window == arrange(the_family()).fit()
    shown.zoom(0.5)
    assert shown.canvas.looking.view.window.span == arrange(the_family()).fit().span / 2


def test_the_export_is_the_picture_as_it_stands(shown: Timeline) -> None:
    scene = shown.scene()
    assert scene is not None
    assert (scene.width, scene.height) == (990, 424)
    assert "bleeding" in scene.stood_for()


def test_a_drag_moves_kept_pixels_and_shows_what_a_new_picture_would(shown: Timeline) -> None:
    canvas = shown.canvas
    assert canvas.looking is not None
    moved = canvas.looking.dragged(WINDOW, 0.0, (120.0, 0.0))
    canvas._now_looking(moved)
    dragged = canvas.grab().toImage()
    canvas._layers.settle()
    fresh = canvas.grab().toImage()
    at = place_of(canvas, "jonah attendance 2026-06-18 17:20")
    assert dragged.pixelColor(at) == fresh.pixelColor(at) == look().colour("text")


def test_another_theme_and_text_size_are_taken_on(shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    before = look()
    hold(Look(Theme.DARK, 150))
    try:
        shown.canvas.restyle()
        image = shown.canvas.grab().toImage()
        assert shown.canvas.looking is not None
        assert shown.canvas.looking.view.scale == 1.5
        assert image.pixelColor(500, 5).name() == look().tokens["sunken"]
    finally:
        hold(before)
        shown.canvas.restyle()


def test_asking_for_the_window_in_view_changes_nothing(qtbot: QtBot, shown: Timeline) -> None:
    with qtbot.assertNotEmitted(shown.window_changed):
        shown.canvas.show_window(WINDOW)


def test_the_height_asked_for_holds_every_lane(shown: Timeline) -> None:
    assert shown.canvas.sizeHint().height() > 400
    assert shown.canvas.minimumSizeHint().height() == 120


def test_a_press_of_another_button_is_not_ours(shown: Timeline) -> None:
    shown.canvas.select("today")
    QTest.mouseClick(shown.canvas, Qt.MouseButton.RightButton, pos=place_of(shown.canvas, "bleeding"))
    assert shown.canvas.selected == "today"


# -------------------------------------------------------------------- the list


def told(shown: Timeline) -> list[str]:
    """Return every row of the list as a screen reader says it."""
    model = shown.table.body.model()
    shown.grab()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def test_one_key_turns_the_picture_into_a_list_at_the_same_event(qtbot: QtBot, shown: Timeline) -> None:
    shown.canvas.setFocus()
    shown.canvas.select("bleeding")
    with qtbot.waitSignal(shown.told_as_list) as as_list:
        QTest.keyClick(shown.canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert as_list.args == [True]
    assert shown.table.isVisible()
    here = shown.table.current_id()
    with qtbot.waitSignal(shown.opened) as opened:
        shown.table.opened.emit(here)
    assert opened.args == ["bleeding"]
    shown.table.step(-1)
    shown.swap()
    assert shown.canvas.isVisible()
    assert shown.canvas.selected not in {"bleeding", None}


def test_the_list_tells_everything_the_picture_shows(qtbot: QtBot, shown: Timeline) -> None:
    shown.swap()
    lines = told(shown)
    assert len(lines) == 29 + 8 + 1  # events, bands, and the gap
    assert sum("Feed DOWN" in line for line in lines) == 1
    assert any("CP plan: neglect" in line for line in lines)
    assert lines[0].startswith("Start Not Known to 02-Oct-2026, PELL, Maisie")


def test_a_band_in_the_list_has_no_record_behind_it(qtbot: QtBot, shown: Timeline) -> None:
    shown.canvas.select("bleeding")
    shown.swap()
    with qtbot.assertNotEmitted(shown.opened):
        shown.table.opened.emit(0)
        shown.table.chosen.emit(0)
    assert shown.canvas.selected == "bleeding"


def test_a_record_shown_while_the_list_is_open_replaces_the_list(shown: Timeline) -> None:
    shown.swap()
    alone = replace(the_family(), tracks=the_family().tracks[:1])
    shown.show_record(alone)
    assert all("PELL, Maisie" in line for line in told(shown))
    shown.clear()
    assert told(shown) == []


def test_a_very_long_record_is_a_list_at_once(shown: Timeline) -> None:
    shown.show_record(many_events(5000))
    shown.swap()
    assert shown.table.count() == 5000


def test_a_window_far_from_every_event_still_draws(shown: Timeline) -> None:
    shown.canvas.show_window(WINDOW.panned(10))
    assert shown.canvas.grab().width() == 990
    assert shown.canvas.looking is not None
    assert shown.canvas.looking.view.window.start > moment("2030-01-01")
