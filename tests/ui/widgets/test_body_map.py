"""The body map on screen: a click, an arrow or the list lead to the same region."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.injuries import Looked
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import Sheet, lay_out
from aande_alert.drawings.body_map import Mark
from aande_alert.drawings.figures import body_regions
from aande_alert.ui.widgets.body_map import BodyMap

MARKS = (
    Mark(1, "cheek_fleshy_left", View.FRONT, 28, 82, size_mm=(14, 9), label="Bruise 14 × 9 mm", id="i1"),
)


@pytest.fixture(name="shown")
def a_body_map(qtbot: QtBot) -> Iterator[BodyMap]:
    body = BodyMap()
    qtbot.addWidget(body)
    body.resize(480, 500)
    body.show()
    body.show_body(Figure.INFANT, MARKS, {"chest_left": Looked.NO_INJURY_SEEN})
    body.grab()
    yield body
    body.clear()


def point_on(view: View, x: float, y: float, sheet: Sheet = Sheet.BODY_HEAD) -> QPoint:
    layout = lay_out(sheet, Figure.INFANT, body_regions(), (480.0, 500.0))
    placed = next(placed for placed in layout.views if placed.view is view)
    across, down = placed.out(x, y)
    return QPoint(round(across), round(down))


def test_a_click_chooses_the_region_under_it(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.waitSignal(shown.region_chosen) as chosen:
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point_on(View.BACK, -30, 172))
    assert chosen.args == ["back_ribs_left"]
    assert shown.focused_region == "back_ribs_left"
    assert shown.accessibleDescription() == "Back, left lower ribs: Not looked at"


def test_a_click_off_the_body_chooses_nothing(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.assertNotEmitted(shown.region_chosen):
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(240, 100))
        QTest.mouseClick(shown, Qt.MouseButton.RightButton, pos=point_on(View.BACK, -30, 172))
        QTest.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(240, 100))


def test_a_double_click_asks_for_a_mark_at_that_very_point(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.waitSignal(shown.mark_wanted) as wanted:
        QTest.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=point_on(View.BACK, -30, 172))
    (point,) = wanted.args
    assert (point.region, point.view) == ("back_ribs_left", View.BACK)
    assert (point.x, point.y) == pytest.approx((-30, 172), abs=1)


def test_a_click_on_a_number_or_a_spot_means_that_mark(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.waitSignal(shown.mark_chosen) as chosen:
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=point_on(View.FRONT, 28, 82))
    assert chosen.args == ["i1"]


def test_arrows_go_from_region_to_region_and_enter_asks_for_a_mark(qtbot: QtBot, shown: BodyMap) -> None:
    shown.focus_region("chest_right")
    with qtbot.waitSignal(shown.region_chosen) as chosen:
        QTest.keyClick(shown, Qt.Key.Key_Right)
    assert chosen.args == ["chest_left"]
    assert shown.accessibleDescription() == "Left chest: No injury seen"
    with qtbot.waitSignal(shown.mark_wanted) as wanted:
        QTest.keyClick(shown, Qt.Key.Key_Return)
    assert wanted.args[0].region == "chest_left"
    assert wanted.args[0].view is View.FRONT


def test_a_region_chosen_in_the_list_turns_to_the_sheet_that_shows_it(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.assertNotEmitted(shown.region_chosen):
        for region, sheet in (
            ("frenulum_upper", Sheet.EYES_MOUTH),
            ("sole_left", Sheet.HANDS_FEET),
            ("chest_left", Sheet.BODY_HEAD),
            ("genital", Sheet.BODY_HEAD),
        ):
            shown.focus_region(region)
            assert (shown.focused_region, shown.sheet) == (region, sheet)
            shown.grab()
        shown.show_sheet(Sheet.EYES_MOUTH)
        shown.focus_region("genital")
        assert shown.sheet is Sheet.NAPPY


def test_the_sheet_of_words_is_walked_with_up_and_down_and_clicked(qtbot: QtBot, shown: BodyMap) -> None:
    shown.show_sheet(Sheet.NAPPY)
    shown.grab()
    reached: list[str] = []
    shown.region_chosen.connect(reached.append)
    for key in (
        Qt.Key.Key_Home,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Left,
    ):
        QTest.keyClick(shown, key)
    assert reached == ["buttock_left", "buttock_right", "buttock_left", "buttock_left", "anus", "anus"]
    shown.grab()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(40, 80))
    assert reached[-1] == "buttock_left"
    with qtbot.waitSignal(shown.mark_wanted) as wanted:
        QTest.mouseDClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(40, 80))
    assert (wanted.args[0].region, wanted.args[0].x) == ("buttock_left", 0.0)


def test_another_sheet_keeps_the_focus_only_where_it_shows_that_region(shown: BodyMap) -> None:
    shown.focus_region("palm_left")
    shown.show_sheet(Sheet.HANDS_FEET)
    assert shown.focused_region == "palm_left"
    shown.show_sheet(Sheet.EYES_MOUTH)
    assert shown.focused_region == ""
    shown.show_sheet(Sheet.BODY_HEAD)
    shown.focus_region("genital")
    shown.show_sheet(Sheet.NAPPY)
    assert shown.focused_region == "genital"


def test_keys_that_are_not_ours_are_left_to_the_window(qtbot: QtBot, shown: BodyMap) -> None:
    with qtbot.assertNotEmitted(shown.mark_wanted):
        QTest.keyClick(shown, Qt.Key.Key_Return)
        shown.focus_region("chest_left")
        QTest.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(shown, Qt.Key.Key_N)
    assert shown.focused_region == "chest_left"


def test_the_ring_comes_and_goes_with_the_keyboard(qtbot: QtBot, shown: BodyMap) -> None:
    shown.focus_region("chest_left")
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    with_ring = shown.grab().toImage()
    shown.clearFocus()
    assert shown.grab().toImage() != with_ring


def test_nothing_of_the_former_child_stays(shown: BodyMap) -> None:
    shown.focus_region("chest_left")
    shown.clear()
    assert shown.focused_region == ""
    assert shown.alternative().startswith("Body map. Child figure, 4y to 11y. 0 marks.")
    assert shown.accessibleDescription() == ""


def test_it_asks_for_room_enough_to_point_at_a_lip(shown: BodyMap) -> None:
    assert shown.sizeHint().width() == 480
    assert shown.minimumSizeHint().height() >= 400
