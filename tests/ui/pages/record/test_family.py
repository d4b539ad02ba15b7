"""The family tab: diagram and table have the same person in focus, and neither keeps a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.alerts import FamilyChild
from aande_alert.domain.people import Relation
from aande_alert.domain.plans import NotListed, OnPlan, PlanKind, ProtectionCheck
from aande_alert.domain.record import RecordView
from aande_alert.security.access import SignedIn
from aande_alert.ui.pages.record.family import FamilyPart
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.widgets.family_map import _Canvas
from tests.builders import NOW, a_person
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed

MOTHER = a_person("Pell", "Hannah", "1999-04-18")
JONAH = a_person("Holroyd", "Jonah", "2022-08-02")
MAISIE = a_person()
CLEAR = ProtectionCheck(NOW, (NotListed(NOW, (2, 2)),))
ON_PLAN = ProtectionCheck(NOW, (OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, None, "CN"),))
HOME = (Relation(MOTHER, "Mother", True, True), Relation(JONAH, "Brother", through=MOTHER.id))


def a_record(home: tuple[Relation, ...] = HOME) -> RecordView:
    family = (FamilyChild(JONAH, "4y 3m", CLEAR),) if home else ()
    return RecordView(NOW, MAISIE, ON_PLAN, "", "", (), None, (), home=home, family=family)


class Shown:
    def __init__(self, house: Housed) -> None:
        self.house = house
        self.who: SignedIn = house.do(lambda: house.ward.nurse)
        self.part = FamilyPart(house.house)
        house.follow(self.part)
        self.wanted: list[object] = []
        self.part.wanted.connect(self.wanted.append)
        self.part.resize(1278, 540)
        self.part.show()
        house.qtbot.waitExposed(self.part)
        self.show(a_record())

    def show(self, record: RecordView) -> None:
        self.part.show_record(self.who, record, RecordPlace(MAISIE.id, RecordTab.FAMILY))
        self.house.settle()

    @property
    def canvas(self) -> _Canvas:
        return self.part.map.canvas

    def point(self, person: UUID) -> QPoint:
        one = self.canvas.layout_now().of(person)
        return QPoint(round(one.x + 18), round(one.y + 18))


@pytest.fixture
def shown(tmp_path: Path, dressed: QtBot) -> Iterator[Shown]:
    with housed(tmp_path, dressed) as house:
        made = Shown(house)
        yield made
        made.part.blank()


def test_nothing_is_cut_and_the_picture_reads_out(shown: Shown) -> None:
    assert faults(shown.part) == []
    assert "PELL, Maisie, 7w 2d, this child, CP plan." in shown.part.map.alternative()
    assert shown.part.map.sizeHint() == shown.canvas.size()


def test_arrows_in_the_diagram_move_the_table_and_enter_opens_the_record(shown: Shown) -> None:
    shown.canvas.setFocus()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Down)
    assert shown.part.table.current_id() == JONAH.id
    assert "HOLROYD, Jonah, brother" in shown.part._name.text()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Return)
    assert shown.wanted == [RecordPlace(JONAH.id)]
    QTest.keyClick(shown.canvas, Qt.Key.Key_Right)
    assert "PELL, Maisie, whose record this is" in shown.part._name.text()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Return)
    assert len(shown.wanted) == 1, "this record is open already"
    QTest.keyClick(shown.canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shown.canvas, Qt.Key.Key_X)
    shown.part.take_focus()
    assert not shown.canvas.hasFocus()


def test_the_mouse_chooses_and_opens(shown: Shown) -> None:
    QTest.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=shown.point(JONAH.id))
    assert shown.part.table.current_id() == JONAH.id
    QTest.mouseDClick(shown.canvas, Qt.MouseButton.LeftButton, pos=shown.point(JONAH.id))
    assert shown.wanted == [RecordPlace(JONAH.id)]
    QTest.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    QTest.mouseDClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert shown.canvas.selected == JONAH.id
    assert len(shown.wanted) == 1


def test_a_row_moves_the_diagram_and_reading_again_keeps_who_was_in_focus(shown: Shown) -> None:
    shown.part.table.step(1)
    assert shown.canvas.selected == JONAH.id
    shown.show(a_record())
    assert shown.canvas.selected == JONAH.id == shown.part.table.current_id()
    shown.part.map.choose(uuid4())
    assert shown.canvas.selected == JONAH.id


def test_in_a_narrow_window_the_table_stands_below(shown: Shown) -> None:
    shown.part.resize(900, 700)
    shown.house.settle()
    assert shown.part._people.y() > shown.part._picture.y()
    shown.part.resize(1720, 700)
    shown.house.settle()
    assert shown.part._people.width() == 680


def test_nobody_linked_asks_who_lives_there_and_blank_leaves_no_name(shown: Shown) -> None:
    shown.show(a_record(home=()))
    assert shown.part._stand.isVisible()
    assert not shown.part._picture.isVisible()
    shown.part.blank()
    assert shown.part.map.alternative() == ""
    shown.part._tell(MOTHER.id)
    assert shown.part._name.text() == ""
    QTest.keyClick(shown.canvas, Qt.Key.Key_Down)
