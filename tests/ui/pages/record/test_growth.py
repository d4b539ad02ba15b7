"""The growth tab worked with keys: weighed, refused, put right; nothing of one child under another's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import Given
from aande_alert.domain.growth import BirthFacts, HowMeasured, Measure, Measurement
from aande_alert.domain.identity import Sex
from aande_alert.domain.people import Person
from aande_alert.domain.staff import Role
from aande_alert.drawings.shapes import Text
from aande_alert.ui.pages.record.growth import GrowthPart
from aande_alert.ui.pages.record.growth_sheets import BirthSheet, MeasureSheet
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.card import Card
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField
from tests.builders import NOW, a_person
from tests.services.test_growth import MAISIE
from tests.ui.conftest import Dress
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed
from tests.ui.seen import words_on


class Desk:
    """The tab of one child, on a real store."""

    def __init__(self, home: Housed, qtbot: QtBot) -> None:
        self.home, self.qtbot = home, qtbot
        self.who = home.do(lambda: home.ward.of_role(Role.TRIAGE_NURSE))
        self.part = GrowthPart(home.house)
        self.said: list[str] = []
        self.part.told.connect(self.said.append)
        qtbot.addWidget(self.part)
        self.part.resize(1278, 541)
        self.part.show()
        qtbot.waitExposed(self.part)
        self.part.activateWindow()

    def child(self, *weights: tuple[str, int, HowMeasured], visit: bool = True, **different: Any) -> Person:
        """Make a child with a visit, weighed before; born at 36 weeks and 2 days where weighed."""
        return self.home.do(lambda: self._child(weights, visit=visit, **different))

    def _child(self, weights: tuple[Any, ...], *, visit: bool, **different: Any) -> Person:
        from datetime import date

        ward, who = self.home.ward, self.who
        person = ward.known(a_person(**different))
        if not visit:
            return person
        here = ward.visit(person).id
        growth = ward.services.growth
        if weights:
            growth.record_birth(who, here, BirthFacts(Given(254), Given(-1), "Red book"), uuid4())
        for day, grams, how in weights:
            measured = Measurement(Measure.WEIGHT, grams, date.fromisoformat(day), how)
            growth.measure(who, here, measured, uuid4())
        return person

    def show(self, person: Person, role: Role = Role.TRIAGE_NURSE) -> GrowthPart:
        """Show a child's growth as the record page does."""
        who = self.home.do(lambda: self.home.ward.of_role(role))
        services = self.home.house.services
        record = self.home.do(lambda: services.records.open(who, person.id))
        self.part.blank()
        self.part.show_record(who, record, RecordPlace(person.id, RecordTab.GROWTH))
        self.settle()
        self.part.take_focus()
        return self.part

    def settle(self) -> None:
        self.home.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.part.canvas, key)

    def sheet(self) -> Any:
        """Return the sheet that is open."""
        found = [sheet for sheet in self.part.findChildren(Sheet) if sheet.isVisible()]
        assert len(found) == 1
        return found[0]

    def words(self) -> list[str]:
        """Return the words of the chart."""
        scene = self.part.canvas.scene()
        assert scene is not None
        return [leaf.words for leaf, _ in scene.leaves() if isinstance(leaf, Text)]


@pytest.fixture
def desk(tmp_path: Path, dressed: QtBot) -> Iterator[Desk]:
    with housed(tmp_path, dressed) as home:
        made = Desk(home, dressed)
        yield made
        made.part.blank()


def test_the_chart_the_list_and_the_prompt_tell_the_same(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    assert part.table.count() == 6
    shown = words_on(part)
    assert "Weight (6)" in shown
    assert "Female, born at 36w 2d" in shown
    assert "Weight has fallen 2.0 centile spaces since birth" in shown
    assert {"Fall of 2.0 spaces", "3.14 kg, 25d corrected"} <= set(desk.words())
    assert "2nd to 9th" in part.canvas.accessibleDescription()
    assert "Written by" in part._remark.text()
    assert faults(part) == []


def test_the_evidence_behind_a_prompt_opens_and_closes(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    (card,) = part.findChildren(Card)
    card.acted.emit("growth.faltering birth now", "evidence")
    desk.settle()
    assert "0.5 % of children" in words_on(part)
    (card,) = (one for one in part.findChildren(Card) if one.isVisible())
    card.acted.emit("growth.faltering birth now", "evidence")
    desk.settle()
    assert "0.5 % of children" not in words_on(part)


def test_arrows_move_from_measurement_to_measurement_and_the_list_follows(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    newest = part.canvas.selected
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        desk.press(key)
    assert part.table.current_id() == part.canvas.selected != newest
    assert "06-Nov-2026" in part.canvas.accessibleDescription()
    desk.press(Qt.Key.Key_Home)
    assert "02-Oct-2026" in part.canvas.accessibleDescription()
    desk.press(Qt.Key.Key_End)
    assert part.canvas.selected == newest
    desk.press(Qt.Key.Key_F)  # no key of the chart: left to the window
    part.table.setFocus()
    part.table.step(1)
    assert part.canvas.selected == part.table.current_id() != newest


def test_a_click_on_a_point_chooses_it(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    scene, first = part.canvas.scene(), part.table.current_id()
    assert scene is not None
    oldest = part._view.of_kind(Measure.WEIGHT)[0].entry.head.id if part._view else None
    box = scene.box_of(oldest)
    assert box is not None
    at = part.canvas.rect().topLeft()
    at.setX(round(box[0] + 4))
    at.setY(round(box[1] + box[3] / 2))
    QTest.mouseClick(part.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert part.canvas.selected == oldest != first
    QTest.mouseClick(part.canvas, Qt.MouseButton.LeftButton, pos=part.canvas.rect().bottomRight())
    assert part.canvas.selected == oldest


def test_a_child_is_weighed_with_keys_alone(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE[:-1]))
    desk.press(Qt.Key.Key_W)
    sheet = desk.sheet()
    assert isinstance(sheet, MeasureSheet)
    assert faults(sheet) == []
    sheet.agree.click()
    assert "for example 3.14" in sheet.amount.complaint()
    QTest.keyClicks(sheet.amount.line, "3,14")
    sheet.agree.click()
    assert sheet.how.complaint() == "Choose one."
    sheet.how.set_value("bare")
    sheet.day.set_value(None)
    sheet.agree.click()
    assert "day of measuring" in sheet.day.complaint()
    sheet.day.set_value(NOW.date())
    QTest.keyClick(sheet.amount.line, Qt.Key.Key_Return)
    desk.settle()
    assert desk.said == ["Kept."]
    assert part.table.count() == 6
    assert "3.14 kg, 25d corrected" in desk.words()


def test_a_slip_of_the_key_is_refused_in_the_field_and_what_was_typed_stays(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part.add.click()
    sheet = desk.sheet()
    sheet.amount.set_value("79")
    sheet.how.set_value("clothed")
    sheet.agree.click()
    desk.settle()
    assert "Weight 79.00 kg at 7w 2d cannot be right." in sheet.amount.complaint()
    assert sheet.amount.value() == "79"
    assert part.table.count() == 6
    sheet.reject()
    assert part._sheet is None


def test_length_asks_lying_or_standing_and_head_does_not(desk: Desk) -> None:
    part = desk.show(desk.child())
    part.kinds.chip("length").click()
    assert "Length (0)" in words_on(part)
    part.add.click()
    sheet = desk.sheet()
    sheet.amount.set_value("52.5 cm")
    sheet.how.set_value("measured")
    sheet.agree.click()
    assert "lay or stood" in sheet.posture.complaint()
    sheet.posture.set_value("length")
    sheet.agree.click()
    desk.settle()
    assert "Length (1)" in words_on(part)
    part.kinds.chip("head").click()
    part.add.click()
    assert not desk.sheet().posture.isVisible()


def test_actual_age_is_one_chip_away(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part.ages.chip("actual").click()
    assert "3.14 kg, 7w 2d" in desk.words()
    part.ages.chip("corrected").click()
    assert "3.14 kg, 25d corrected" in desk.words()


def test_gestation_and_birth_centile_are_recorded_and_shown_again(desk: Desk) -> None:
    part = desk.show(desk.child())
    assert "gestation not recorded" in part._born.text()
    part._birth.click()
    sheet = desk.sheet()
    assert isinstance(sheet, BirthSheet)
    sheet.weeks.set_value("thirty")
    sheet.agree.click()
    assert "whole weeks" in sheet.weeks.complaint()
    sheet.weeks.set_value("36")
    sheet.days.set_value("9")
    sheet.agree.click()
    assert "0 to 6" in sheet.days.complaint()
    sheet.days.set_value("2")
    sheet.weeks.set_value("12")
    sheet.agree.click()
    desk.settle()
    assert "22 to 44 weeks" in sheet.weeks.complaint()
    sheet.weeks.set_value("36")
    sheet.centile.set_value("-1")
    sheet.agree.click()
    desk.settle()
    assert part._born.text() == "Female, born at 36w 2d"


def test_gestation_that_turns_out_not_to_be_known_is_recorded_as_that(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part._birth.click()
    again = desk.sheet()
    assert (again.weeks.value(), again.days.value(), again.centile.value()) == ("36", "2", "-1")
    again.weeks.set_value("")
    again.days.set_value("")
    again.centile.set_value("not_known")
    again.agree.click()
    desk.settle()
    assert "gestation not recorded" in part._born.text()
    part._birth.click()
    last = desk.sheet()
    last.centile.set_value("")
    assert last.facts() is not None


def test_a_wrong_weight_is_hidden_with_a_reason(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part._error.click()
    sheet = cast("Sheet", desk.sheet())
    (reason,) = sheet.findChildren(TextField)
    reason.set_value("Wrong child on the scales")
    sheet.agree.click()
    desk.settle()
    assert part.table.count() == 5
    assert desk.said == ["Hidden, and kept with its reason."]


def test_what_goes_wrong_is_told(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part._enter_in_error(uuid4(), "Nothing of the kind")
    desk.settle()
    assert "not in the record" in desk.said[-1]
    part._person = uuid4()
    part.refresh()
    desk.settle()
    assert not part._picture.isVisible()
    assert part._stand.isVisible()


def test_a_refusal_after_the_sheet_has_gone_is_told_in_the_status_line(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part.add.click()
    sheet = desk.sheet()
    sheet.amount.set_value("79")
    sheet.how.set_value("bare")
    sheet.agree.click()
    sheet.reject()
    desk.settle()
    assert "cannot be right" in desk.said[-1]


def test_without_a_visit_or_the_right_nothing_can_be_written(desk: Desk) -> None:
    part = desk.show(desk.child(visit=False))
    assert not part.add.isEnabled()
    assert "Nothing measured yet." in part._remark.text()
    desk.press(Qt.Key.Key_W)
    assert part._sheet is None
    desk.show(desk.child())
    assert part._remark.text() == "Nothing measured yet. Press W."
    assert "does not exclude harm" in words_on(part)


def test_nothing_of_a_former_child_stays(desk: Desk) -> None:
    part = desk.show(desk.child(*MAISIE))
    part.add.click()
    part.blank()
    assert part.table.count() == 0
    assert part.canvas.scene() is None
    assert part.canvas.accessibleDescription() == ""
    assert "kg" not in words_on(part)
    part.refresh()
    part._draw()
    part._ask_birth()
    part._ask_error()
    part._enter_in_error(uuid4(), "Nobody is here")
    desk.press(Qt.Key.Key_Left)
    assert part._sheet is None


def test_an_answer_about_another_child_is_dropped(desk: Desk) -> None:
    first = desk.child(*MAISIE)
    part = desk.show(desk.child())
    services = desk.home.house.services
    late = desk.home.do(lambda: services.growth.read(desk.who, first.id))
    part._show(first.id, late)
    assert part.table.count() == 0


def test_what_cannot_be_right_and_what_has_no_figure_say_so_in_the_list(desk: Desk) -> None:
    unknown = desk.child(("2026-11-22", 3140, HowMeasured.BARE), sex=Sex.NOT_KNOWN)
    part = desk.show(unknown)
    assert "No figure" in words_on(part.table) or "needs male or female" in part._remark.text()


@pytest.mark.parametrize(("theme", "percent"), [(Theme.DARK, 100), (Theme.CONTRAST, 150), (Theme.LIGHT, 200)])
def test_in_every_look_nothing_is_cut(desk: Desk, dress: Dress, theme: Theme, percent: int) -> None:
    part = desk.show(desk.child(*MAISIE))
    dress(theme, percent)
    desk.settle()
    part.resize(1366, 700)
    desk.settle()
    assert faults(part) == []
