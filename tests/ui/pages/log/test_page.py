"""The safeguarding nurse reads the log with keys: filters, rows, one attendance after another, a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from aande_alert.domain.attendance import AttendanceState, Disposition
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.review import AlertFilter, LogFilter, Review
from aande_alert.security.access import SignedIn
from aande_alert.ui.pages.log import LogPage
from aande_alert.ui.state.log import Part, View
from aande_alert.ui.state.places import LogPlace, RecordPlace, RecordTab
from aande_alert.ui.theme.tokens import Theme
from tests.builders import NOW, TODAY, a_person
from tests.services.referring import Referring
from tests.ui.conftest import Dress
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed


class Log:
    """The page with a day in it: three children who came, and Maisie with a referral."""

    def __init__(self, house: Housed) -> None:
        self.house = house
        self.visits: dict[str, UUID] = {}
        self.referring = house.do(self._day)
        self.who: SignedIn = house.do(lambda: house.ward.safeguarding)
        self.page = LogPage(house.house)
        house.follow(self.page)
        self.wanted: list[object] = []
        self.told: list[str] = []
        self.page.wanted.connect(self.wanted.append)
        self.page.told.connect(self.told.append)
        house.watch(self.page.pane._still, self.page.pane._journal, self.page.filters._late)
        self.page.resize(1278, 692)
        self.page.show()
        house.qtbot.waitExposed(self.page)
        self.page.enter(self.who, LogPlace())
        self.page.take_focus()
        self.settle()

    def _day(self) -> Referring:
        ward = self.house.ward
        referring = Referring(ward).can_sign().written()
        referring.mark()
        referring.drafted()
        self.visits["Maisie"] = referring.visit
        for number, (given, complaint) in enumerate(
            (("Freya", "Overdose"), ("Isla", "Fall"), ("Rory", "Cut"))
        ):
            child = ward.known(a_person("Grange", given, f"201{number}-05-05", addresses=(), phones=()))
            gone = {"state": AttendanceState.DEPARTED, "departed_at": NOW, "disposition": Disposition.HOME}
            at = NOW - timedelta(hours=number + 2)
            self.visits[given] = ward.visit(child, arrived_at=at, complaint=complaint, **gone).id
        return referring

    def settle(self) -> None:
        self.house.settle()

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus = self.page.focusWidget()
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key, modifier)
        self.settle()

    def in_pane(self) -> str:
        """Return whose attendance the pane shows."""
        detail = self.page.pane.detail
        return detail.line.person.name.given if detail is not None else ""

    def reviews(self, given: str) -> list[tuple[Review, str]]:
        """Return the reviews kept of one child's attendance."""
        services = self.house.ward.services
        detail = self.house.do(lambda: services.review.detail(self.who, self.visits[given]))
        return [(one.review, one.note) for one in detail.reviews]


@pytest.fixture
def log(tmp_path: Path, dressed: QtBot) -> Iterator[Log]:
    with housed(tmp_path, dressed) as house:
        made = Log(house)
        yield made
        made.page.blank()


def test_it_opens_on_this_month_with_the_newest_in_the_pane_and_keys_on_the_rows(log: Log) -> None:
    assert log.page._notice._phrase.text() == "4 of 4 attendances match. 4 of these are not yet reviewed."
    assert log.in_pane() == "Maisie"
    assert log.page.log.table().body.hasFocus()
    assert log.page._rows.text() == "Rows 1 to 4 of 4"
    assert faults(log.page) == []


def test_o_and_the_head_of_arrived_put_the_other_end_first(log: Log) -> None:
    newest_first = log.page.log.ids
    log.key("o")
    assert log.page.log.ids == tuple(reversed(newest_first))
    assert log.in_pane() == "Maisie", "whoever was looked at stays in view"
    log.page.log.table().sort_asked.emit("arrived")
    log.settle()
    assert log.page.log.ids == newest_first


def test_j_and_k_go_down_and_up_and_the_pane_follows(log: Log) -> None:
    log.key("j")
    assert log.in_pane() == "Freya"
    log.key("k")
    assert log.in_pane() == "Maisie"
    log.key(Qt.Key.Key_Down)
    assert log.in_pane() == "Freya"


def test_r_reviews_and_goes_on_to_the_next(log: Log) -> None:
    log.key("r")
    assert log.reviews("Maisie") == [(Review.REVIEWED, "")]
    assert log.told == ["Reviewed: PELL, Maisie."]
    assert log.in_pane() == "Freya"
    line = log.page.log.line(log.visits["Maisie"])
    assert line is not None
    assert line.reviewed_by == "JP 14:10"


def test_follow_up_without_a_note_says_what_to_write_and_keeps_the_place(log: Log) -> None:
    log.key("f")
    assert log.reviews("Maisie") == []
    assert log.page.pane.note.complaint().startswith("Follow up needs a note")
    assert log.page.pane.note.text.hasFocus()
    log.key("Ring the health visitor, first thing")
    assert log.page.pane.note.value() == "Ring the health visitor, first thing"
    log.page.pane.buttons[Review.FOLLOW_UP].click()
    log.settle()
    assert log.reviews("Maisie") == [(Review.FOLLOW_UP, "Ring the health visitor, first thing")]


def test_single_letters_are_words_inside_the_note(log: Log) -> None:
    log.page.pane.note.setFocus()
    log.key("refer")
    assert log.page.pane.note.value() == "refer"
    assert log.reviews("Maisie") == []
    assert log.in_pane() == "Maisie"


def test_what_was_typed_is_there_again_after_going_elsewhere_and_after_a_stop(log: Log) -> None:
    log.page.pane.note.setFocus()
    log.key("Ask the council about Jonah")
    log.page.log.table().setFocus()
    log.key("j")
    assert log.page.pane.note.value() == ""
    log.key("k")
    assert log.page.pane.note.value() == "Ask the council about Jonah"
    log.page.leave()
    assert log.in_pane() == ""
    log.page.pane._notes.clear()
    log.settle()
    log.page.enter(log.who, LogPlace())
    log.settle()
    assert log.page.pane.note.value() == "Ask the council about Jonah"


def test_a_filter_narrows_and_ctrl_0_takes_it_away(log: Log) -> None:
    log.page.filters.text.setFocus()
    log.key("overd")
    assert list(log.page.log.ids) == [log.visits["Freya"]]
    assert "1 of 4 attendances matches." in log.page._notice._phrase.text()
    log.page.log.table().setFocus()
    log.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert len(log.page.log.ids) == 4
    assert log.page.filters.text.text() == ""


def test_filters_combine_and_each_chip_says_what_it_is_set_to(log: Log) -> None:
    log.page._refilter(LogFilter(alert=AlertFilter.ON_PLAN, disposition=Disposition.HOME))
    log.settle()
    chips = log.page.filters.chips
    assert (chips[Part.ALERT].text(), chips[Part.ALERT].isChecked()) == (
        "Alert On a plan or looked after",
        True,
    )
    assert chips[Part.DATES].text() == "Dates Any day"
    assert log.page.log.ids == ()
    assert log.page.log.currentWidget() is log.page.log.stand
    assert log.page._rows.text() == "No rows"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_a_chip_opens_its_choices_and_one_of_them_filters(log: Log) -> None:
    log.page.filters.chips[Part.AGE].click()
    menu = log.page.filters._menu
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Under 18", "Under 1"]
    menu.actions()[1].trigger()
    menu.close()
    log.settle()
    assert log.page.log.ids == (log.visits["Maisie"],)


def test_two_days_are_asked_for_and_a_wrong_pair_is_named(log: Log) -> None:
    log.page.filters._ask_between()
    sheet = log.page.filters._sheet
    assert sheet is not None
    sheet.since.day.setText("nonsense")
    sheet.agree.click()
    assert sheet.since.complaint().startswith("This is not a date")
    sheet.since.set_value(TODAY)
    sheet.until.set_value(TODAY - timedelta(days=1))
    sheet.agree.click()
    assert sheet.until.complaint() == "The last day is before the first."
    sheet.until.set_value(TODAY)
    sheet.agree.click()
    log.settle()
    assert log.page.filters.chips[Part.DATES].text() == "Dates 22-Nov-2026 to 22-Nov-2026"


def test_the_queue_empties_as_it_is_worked_through(log: Log) -> None:
    log.page._show_view(View.QUEUE.value)
    log.settle()
    assert log.page.filters.waiting.isHidden()
    for _ in range(4):
        log.page.log.table().setFocus()
        log.key("r")
    assert log.page.log.ids == ()
    heading, sentence = log.page.pane._stand, log.page.log.stand
    assert heading.isVisible()
    assert sentence.isVisible()
    assert all(len(log.reviews(given)) == 1 for given in log.visits)


def test_not_yet_reviewed_only_is_one_press(log: Log) -> None:
    log.key("r")
    log.page.filters.waiting.click()
    log.settle()
    assert log.visits["Maisie"] not in log.page.log.ids
    assert log.page.filters.waiting.isChecked()


def test_enter_opens_the_record_and_says_why(log: Log) -> None:
    log.key(Qt.Key.Key_Return)
    (place,) = log.wanted
    assert isinstance(place, RecordPlace)
    assert (place.person_id, place.attendance_id) == (log.referring.child.id, log.visits["Maisie"])
    assert place.why == "Attendance log review"


def test_links_of_the_pane_lead_to_the_referral_the_record_and_the_family(log: Log) -> None:
    pane = log.page.pane
    pane.record_wanted.emit()
    pane.referral_wanted.emit()
    detail = pane.detail
    assert detail is not None
    pane.child_wanted.emit(detail.family[0].person.id)
    tabs = [place.tab for place in log.wanted if isinstance(place, RecordPlace)]
    assert tabs == [RecordTab.SUMMARY, RecordTab.REFERRALS, RecordTab.SUMMARY]


def test_evidence_opens_below_its_finding_and_closes_again(log: Log) -> None:
    from aande_alert.ui.pages.log.pane import FindingLine

    (line, *_) = log.page.pane.findChildren(FindingLine)
    line.evidence.click()
    assert line.body.isVisible()
    assert line.evidence.words() == "Close"
    log.settle()
    assert faults(log.page) == []
    line.evidence.click()
    assert not line.body.isVisible()


def test_an_export_asks_why_is_written_down_and_is_whole(log: Log, tmp_path: Path) -> None:
    log.page.ask_export()
    export = log.page._exporting
    assert export is not None
    export.sheet.agree.click()
    assert export.reason.complaint() == "Say what it is for and for whom."
    export.reason.set_value("Quarterly audit for the named nurse")
    export.sheet.agree.click()
    assert export.dialog is not None
    export.dialog.reject()
    export.save_to(str(tmp_path / "log.csv"))
    log.settle()
    body = (tmp_path / "log.csv").read_text("utf-8-sig")
    assert body.count("\n") == 5
    assert "PELL, Maisie" in body
    assert log.told[-1] == "4 attendances saved in log.csv."


def test_an_export_that_cannot_be_written_says_what_was_kept(log: Log, tmp_path: Path) -> None:
    log.page.ask_export()
    export = log.page._exporting
    assert export is not None
    export.reason.set_value("Audit")
    export.save_to(str(tmp_path / "nowhere" / "log.csv"))
    log.settle()
    assert "Nothing was changed" in log.told[-1]


def test_leaving_takes_every_name_off_the_glass(log: Log) -> None:
    log.page.leave()
    assert log.page.pane.detail is None
    assert log.page.log.table().count() == 0
    assert log.page.log.ids == ()


def test_trouble_stands_in_the_place_of_what_could_not_be_read(log: Log) -> None:
    log.page.log.show_trouble(Unavailable("The disk is away.", "Try again.", kept="Nothing is lost."))
    assert log.page.log.currentWidget() is log.page.log.stand
    log.page.pane.show_trouble(Unavailable("The disk is away.", "Try again."))
    assert log.page.pane.detail is None
    log.page.refresh()
    log.settle()
    assert log.page.log.currentWidget() is log.page.log.table()


def test_a_wide_screen_shows_outcome_site_and_who_saw_the_child(log: Log) -> None:
    log.page.resize(1832, 900)
    log.settle()
    assert log.page.log.table() is log.page.log.wide
    assert log.page.log.table().current_id() == log.visits["Maisie"]
    assert log.page.pane.width() == 480
    assert faults(log.page) == []


@pytest.mark.parametrize(("theme", "percent"), [(Theme.DARK, 100), (Theme.CONTRAST, 100), (Theme.LIGHT, 150)])
def test_nothing_is_cut_in_any_look(log: Log, dress: Dress, theme: Theme, percent: int) -> None:
    dress(theme, percent)
    log.page.refresh()
    log.settle()
    assert faults(log.page) == []


def test_a_change_made_elsewhere_appears_without_moving_the_row_in_use(log: Log) -> None:
    log.key("j")
    services, ward = log.house.ward.services, log.house.ward
    log.house.do(lambda: services.review.review(log.who, log.visits["Isla"], Review.REVIEWED, "", uuid4()))
    late = log.house.do(lambda: ward.visit(ward.known(a_person("Late", "Ada", "2020-01-01")), arrived_at=NOW))
    log.page.refresh()
    log.settle()
    assert log.page.log.ids[0] == late.id
    assert log.page.log.table().current_id() == log.visits["Freya"]
    assert log.in_pane() == "Freya"
