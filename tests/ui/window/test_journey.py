"""Going from place to place with keys: round the parts of a page, and from tab to tab of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from aande_alert.domain.assessment import Step
from aande_alert.domain.staff import Role
from aande_alert.ui.pages.record.assessment import AssessmentPart
from aande_alert.ui.pages.record.page import RecordPage
from aande_alert.ui.state.places import ArrivalsPlace, RecordPlace, RecordTab
from tests.hospital import visit_of
from tests.stories.hands import ALT, CTRL, SHIFT, answer, name_of, to_row, to_tab

if TYPE_CHECKING:
    from tests.hospital import Desk


@pytest.fixture
def reading(desk: Desk) -> Desk:
    """Return the program with a registrar in Jonah's record."""
    desk.sign_in(Role.CLINICIAN)
    to_row(desk, "Holroyd")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    return desk


def opened(desk: Desk) -> int:
    """Return how often the trail says a record was opened."""
    return desk.events().count("child:record:opened")


def test_another_tab_of_a_record_is_not_another_opening_of_it(reading: Desk) -> None:
    assert opened(reading) == 1
    for tab in ("Timeline", "Family", "Assessment"):
        to_tab(reading, tab)
    assert opened(reading) == 1
    reading.press(Qt.Key.Key_Left, ALT)
    reading.settle()
    place = reading.window.place_shown()
    assert isinstance(place, RecordPlace)
    assert place.tab is RecordTab.FAMILY
    assert opened(reading) == 1


def test_an_answer_brings_the_record_up_to_date_and_opens_nothing(reading: Desk) -> None:
    to_tab(reading, "Assessment")
    answer(reading, {"Why was the child brought?": "Bruise on the cheek."})
    assert reading.events().count("child:answer:given") == 1
    assert opened(reading) == 1


def test_a_change_while_a_record_is_being_opened_is_read_after_it_and_opens_nothing(desk: Desk) -> None:
    desk.sign_in(Role.CLINICIAN)
    to_row(desk, "Holroyd")
    desk.press(Qt.Key.Key_Return)
    page = desk.window.journey.current()
    assert isinstance(page, RecordPage)
    for _ in range(2):
        page.refresh()
    desk.settle()
    assert page.person_shown() is not None
    assert opened(desk) == 1


def test_a_record_come_back_to_and_one_after_a_lock_are_opened_anew(reading: Desk) -> None:
    reading.window.go(ArrivalsPlace())
    reading.settle()
    reading.press(Qt.Key.Key_Tab, CTRL)
    reading.settle()
    assert opened(reading) == 2
    reading.press(Qt.Key.Key_L, CTRL)
    reading.settle()
    reading.sign_in(Role.CLINICIAN)
    assert opened(reading) == 3


def test_nothing_of_one_tab_goes_on_behind_another(reading: Desk) -> None:
    to_tab(reading, "Assessment")
    answer(reading, {"Who last saw the child well, and when?": "Nursery, Friday."})
    to_tab(reading, "Summary")
    page = reading.window.journey.current()
    assert isinstance(page, RecordPage)
    behind = page._parts[RecordTab.ASSESSMENT]
    assert isinstance(behind, AssessmentPart)
    assert behind._seen is None
    assert behind._views[Step.PRESENTATION].is_blank


def test_the_reason_a_record_was_opened_for_stays_with_it(desk: Desk) -> None:
    desk.sign_in(Role.CLINICIAN)
    person = desk.do(lambda: visit_of(desk.services, "Holroyd")).person_id
    for place in (RecordPlace(person, why="Strategy discussion"), RecordPlace(person, RecordTab.FAMILY)):
        desk.window.go(place)
        desk.settle()
    shown = desk.window.place_shown()
    assert isinstance(shown, RecordPlace)
    assert (shown.tab, shown.why) == (RecordTab.FAMILY, "Strategy discussion")
    assert opened(desk) == 1


def test_f6_in_an_assessment_comes_to_tabs_stepper_step_and_prompts(reading: Desk) -> None:
    to_tab(reading, "Assessment")
    page = reading.window.journey.current()
    assert isinstance(page, RecordPage)
    part = page._part()
    assert isinstance(part, AssessmentPart)
    stops = (part.stepper, part._middle, part.prompts, reading.window.frame.line)
    assert part._middle.isAncestorOf(reading.focus())
    for at in (2, 3):
        reading.press(Qt.Key.Key_F6)
        assert stops[at].isAncestorOf(reading.focus())
    for at in (2, 1, 0):
        reading.press(Qt.Key.Key_F6, SHIFT)
        assert stops[at].isAncestorOf(reading.focus())
    assert name_of(reading.focus()).startswith("1 Presentation")
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)
    reading.settle()
    assert part._step is Step.EXPLANATIONS
    assert part._middle.isAncestorOf(reading.focus())
