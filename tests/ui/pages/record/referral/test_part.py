"""The registrar finishes a referral with keys: what is missing, paper, words, signature, and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import Given
from aande_alert.domain.assessment import Step
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.record import RecordView
from aande_alert.domain.referral import ReferralState
from aande_alert.domain.staff import Role
from aande_alert.security.access import SignedIn
from aande_alert.services.prompts import body_regions
from aande_alert.ui.pages.record.referral import ReferralPart
from aande_alert.ui.pages.record.referral.leaving import Leaving
from aande_alert.ui.pages.record.referral.signing import SigningNow
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.theme.tokens import Theme
from tests.builders import NOW, PASSWORD, a_person
from tests.services.referring import Referring
from tests.ui.conftest import Dress
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed, housed


class Desk:
    """The part with Maisie's referral in it, as far written as a test wants it."""

    def __init__(self, house: Housed, *but: str, drafted: bool = True, role: Role = Role.CLINICIAN) -> None:
        self.house = house
        self.referring = house.do(lambda: self._written(but, drafted=drafted))
        self.who: SignedIn = house.do(lambda: house.ward.of_role(role))
        self.part = ReferralPart(house.house)
        house.follow(self.part)
        house.watch(self.part._soon)
        self.wanted: list[object] = []
        self.told: list[str] = []
        self.part.wanted.connect(self.wanted.append)
        self.part.told.connect(self.told.append)
        self.part.resize(1278, 541)
        self.part.show()
        house.qtbot.waitExposed(self.part)
        self.open()

    def _written(self, but: tuple[str, ...], *, drafted: bool) -> Referring:
        referring = Referring(self.house.ward).can_sign().written(*but, "looks")
        capture = self.house.ward.services.capture
        for row in body_regions().rows:
            if row.id not in but:
                look = RegionLook(row.id, Looked.NO_INJURY_SEEN)
                capture.look(referring.registrar, referring.visit, look, uuid4())
        referring.photographed(referring.mark())
        if drafted:
            referring.drafted()
        return referring

    def view(self) -> RecordView:
        """Return the record as the page would hand it on."""
        services, child = self.house.ward.services, self.referring.child.id
        return self.house.do(lambda: services.records.open(self.referring.registrar, child))

    def open(self, place: RecordPlace | None = None) -> None:
        """Come to the tab, as the record page does it."""
        self.part.blank()
        view = self.view()
        self.part.show_record(self.who, view, place or RecordPlace(view.person.id, RecordTab.REFERRALS))
        self.part.take_focus()
        self.settle()

    def settle(self) -> None:
        self.house.settle()

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus = self.part.focusWidget()
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key, modifier)
        self.settle()

    def state(self) -> ReferralState:
        """Return how far the referral has come, from the store."""
        return self.steps()[-1][0]

    def steps(self) -> list[tuple[ReferralState, str]]:
        """Return every move as kept."""
        services, child = self.house.ward.services, self.referring.child.id
        (line,) = self.house.do(lambda: services.referrals.of_person(self.referring.registrar, child))
        return [(step.state, step.words) for step in line.steps]

    def said(self, question: str) -> str:
        """Return an answer as it is kept."""
        services, who = self.house.ward.services, self.referring.registrar
        read = self.house.do(lambda: services.capture.assessment(who, self.referring.visit))
        answer = read.answers[question].body.answer
        assert isinstance(answer, Given)
        return str(answer.value)

    def sign(self, password: str = PASSWORD) -> SigningNow:
        """Ask to sign and give a password."""
        self.part.ask_sign()
        signing = self.part.open_now
        assert isinstance(signing, SigningNow)
        signing.sheet.password.set_value(password)
        signing.sheet.agree.click()
        self.settle()
        return signing

    def fill(self, **words: str) -> None:
        """Fill in the sheet that is open, and agree."""
        sheet = self.part.following.sheet
        assert sheet is not None
        for key, value in words.items():
            sheet.fields[key].set_value(value)
        sheet.agree.click()
        self.settle()


@pytest.fixture
def house(tmp_path: Path, dressed: QtBot) -> Iterator[Housed]:
    with housed(tmp_path, dressed) as made:
        yield made


@pytest.fixture
def desk(house: Housed) -> Iterator[Desk]:
    made = Desk(house, "presentation.last_well", "lips")
    yield made
    made.part.blank()


@pytest.fixture
def whole(house: Housed) -> Iterator[Desk]:
    made = Desk(house)
    yield made
    made.part.blank()


# ---------------------------------------------------------------- what is missing


def test_what_is_missing_stands_first_and_signing_says_how_much(desk: Desk) -> None:
    rows = desk.part.desk.readiness.rows()
    missing = [row.line.words for row in rows if row.line.state == "missing"]
    assert "Who last saw the child well" in missing
    assert [row.line.words for row in rows[: len(missing)]] == missing
    sign = desk.part.desk.bar.buttons["sign"]
    assert (sign.isEnabled(), sign.words()) == (False, f"Sign: {len(missing)} missing")
    assert rows[0].hasFocus()
    assert faults(desk.part) == []


def test_enter_jumps_to_the_field_and_coming_back_finds_the_same_line(desk: Desk) -> None:
    rows = desk.part.desk.readiness.rows()
    at = next(at for at, row in enumerate(rows) if row.line.key == "presentation.last_well")
    for _ in range(at):
        desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    (place,) = desk.wanted
    assert isinstance(place, RecordPlace)
    assert (place.tab, place.step, place.question, place.attendance_id) == (
        RecordTab.ASSESSMENT, Step.PRESENTATION, "presentation.last_well", desk.referring.visit,
    )  # fmt: skip
    desk.open()
    focused = next(row for row in desk.part.desk.readiness.rows() if row.hasFocus())
    assert focused.line.key == "presentation.last_well"


def test_an_answer_given_elsewhere_shows_a_second_later_in_list_and_on_paper(desk: Desk) -> None:
    before = desk.part.drawing._body
    desk.house.do(lambda: desk.referring.answer("presentation.last_well", "Her mother, Saturday 20:00"))
    desk.part.refresh()
    assert desk.part._soon.isActive()
    desk.settle()
    assert all(row.line.key != "presentation.last_well" for row in desk.part.desk.readiness.rows())
    assert desk.part.drawing._body != before


# ---------------------------------------------------------------- the paper


def test_the_pages_turn_and_grow_with_keys(desk: Desk) -> None:
    paper, ground = desk.part.desk.paper, desk.part.desk.paper.ground
    count = desk.part.drawing.pages
    assert (paper._page.text(), paper._percent.text()) == (f"Page 1 of {count}", "78 %")
    ground.setFocus()
    desk.key(Qt.Key.Key_PageDown)
    assert paper._page.text() == f"Page 2 of {count}"
    desk.key(Qt.Key.Key_End)
    assert paper._page.text() == f"Page {count} of {count}"
    desk.key(Qt.Key.Key_Home)
    desk.key("+")
    assert paper._percent.text() == "80 %"
    assert desk.part.drawing._scale == pytest.approx(0.8)
    desk.key("-")
    desk.key("-")
    assert paper._percent.text() == "60 %"
    desk.key("0")
    assert paper._percent.text() == "78 %"
    desk.key(Qt.Key.Key_Down)
    assert ground.verticalScrollBar().value() == 48
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_PageUp)
    assert paper._page.text() == f"Page 1 of {count}"


def test_the_buttons_above_the_pages_do_what_the_keys_do(desk: Desk) -> None:
    paper = desk.part.desk.paper
    for key, words in (("next", "Page 2"), ("previous", "Page 1")):
        paper.tools[key].click()
        assert paper._page.text().startswith(words)
    for key, percent in (("larger", "80 %"), ("smaller", "70 %")):
        paper.tools[key].click()
        assert paper._percent.text() == percent
    desk.settle()


@pytest.mark.parametrize(("held", "percent"), [(True, "80 %"), (False, "78 %")])
def test_the_wheel_zooms_only_with_ctrl(desk: Desk, held: bool, percent: str) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    desk.part.desk.paper.ground.wheelEvent(event)
    desk.settle()
    assert desk.part.desk.paper._percent.text() == percent


def test_no_zoom_goes_beyond_what_can_be_read_or_held(desk: Desk) -> None:
    ground = desk.part.desk.paper.ground
    for _ in range(15):
        ground.zoom(1)
    assert ground.scale == 2.0
    for _ in range(15):
        ground.zoom(-1)
    assert ground.scale == 0.5
    desk.settle()


def test_a_wide_screen_has_two_pages_side_by_side(desk: Desk) -> None:
    desk.part.resize(1832, 851)
    desk.settle()
    assert desk.part.desk.paper.ground.across() == 2
    assert faults(desk.part) == []


def test_a_sign_no_font_has_is_named_in_the_place_of_the_pages(desk: Desk) -> None:
    desk.house.do(lambda: desk.referring.answer("analysis.why_now", "Seen \N{MUSICAL SYMBOL G CLEF}"))
    desk.open()
    assert desk.part.desk.paper._middle.currentWidget() is desk.part.desk.paper.stand
    assert desk.part.desk.readiness.rows()
    desk.house.do(lambda: desk.referring.answer("analysis.why_now", "Seen today."))
    desk.part.desk.paper.stand.retried.emit()
    desk.settle()
    assert desk.part.desk.paper._middle.currentWidget() is desk.part.desk.paper.ground


# ---------------------------------------------------------------- words


def test_use_this_adds_the_plain_words_to_the_writers_own_and_nothing_else_does(desk: Desk) -> None:
    (card, *rest) = desk.part.desk.help.cards
    assert card.text.title == "“frenulum”"
    assert len(rest) == 1
    card.buttons[0].setFocus()
    desk.key("u")
    said = desk.said("analysis.worried")
    assert "The frenulum (the fold of skin inside the lip or under the tongue) was torn" in said
    assert [card.text.title for card in desk.part.desk.help.cards] == [rest[0].text.title]


def test_keep_mine_leaves_the_words_and_takes_the_card_away_for_good(desk: Desk) -> None:
    before = desk.part.drawing._body
    desk.part.desk.help.cards[0].buttons[0].setFocus()
    desk.key("k")
    assert all(card.text.title != "“frenulum”" for card in desk.part.desk.help.cards)
    assert desk.part.drawing._body == before
    desk.open()
    assert all(card.text.title != "“frenulum”" for card in desk.part.desk.help.cards)


def test_a_long_sentence_leads_to_its_question(desk: Desk) -> None:
    card = desk.part.desk.help.cards[-1]
    assert card.text.title.startswith("A long sentence")
    card.buttons[0].click()
    (place,) = desk.wanted
    assert isinstance(place, RecordPlace)
    assert (place.step, place.question) == (Step.FAMILY, "family.social")


def test_help_for_words_that_were_changed_meanwhile_writes_nothing(desk: Desk) -> None:
    desk.house.do(lambda: desk.referring.answer("analysis.worried", "Frenulum torn. Four bruises."))
    desk.part.desk.help.cards[0].use.emit(desk.part.desk.help.cards[0].text)
    desk.settle()
    assert "This answer was changed after you read it." in desk.told[0]
    assert desk.said("analysis.worried") == "Frenulum torn. Four bruises."


def test_an_offer_that_is_no_longer_there_does_nothing(desk: Desk) -> None:
    read = desk.part._read_desk
    assert read is not None
    gone = desk.part.desk.help.cards[0].text.__class__(("no", 0, 0), "", "text", "", "", "no")
    desk.part.wording.keep(read, gone)
    desk.part.wording.use(desk.who, read, gone)
    desk.part._go_to(gone)
    desk.settle()
    assert desk.wanted == []


def test_with_nothing_marked_it_says_so(house: Housed) -> None:
    made = Desk(house, "analysis.worried", "family.social", "analysis.opinion")
    assert made.part.desk.help._count.text() == "Nothing to look at"
    made.part.blank()


# ---------------------------------------------------------------- signing


def test_signing_asks_the_password_again_and_keeps_both_copies(whole: Desk) -> None:
    assert whole.part.desk.bar.buttons["sign"].isEnabled()
    assert whole.part.desk.foot.urgent.isHidden()
    signing = whole.sign()
    assert not signing.sheet.isVisible()
    assert whole.state() is ReferralState.SIGNED
    assert whole.told == ["Signed. Both copies are kept. It is not sent until you send it."]
    assert whole.part.desk.paper._title.text() == "Signed copy"
    assert whole.part.desk.moves._said.text().startswith("Signed by")
    assert whole.part.desk.bar.buttons["step"].words() == "Sent …"
    assert faults(whole.part) == []


def test_a_wrong_password_says_so_in_place_and_signs_nothing(whole: Desk) -> None:
    signing = whole.sign("not mine")
    assert signing.sheet.isVisible()
    assert "not right" in signing.sheet.password.complaint()
    assert signing.sheet.password.value() == ""
    assert whole.state() is ReferralState.DRAFTED


def test_no_password_asks_for_one(whole: Desk) -> None:
    signing = whole.sign("")
    assert signing.sheet.password.complaint() == "Type your password."
    assert signing.sheet.isVisible()


def test_a_referral_that_cannot_wait_is_signed_with_its_gaps_on_every_page(desk: Desk) -> None:
    desk.part.desk.foot.urgent.click()
    signing = desk.part.open_now
    assert isinstance(signing, SigningNow)
    assert signing.sheet.windowTitle() == "Sign as urgent interim?"
    assert faults(signing.sheet) == []
    signing.sheet.password.set_value(PASSWORD)
    QTest.keyClick(signing.sheet.password.line, Qt.Key.Key_Return)
    desk.settle()
    assert desk.steps()[-1] == (ReferralState.SIGNED, "Signed as urgent interim")


def test_locking_in_the_middle_closes_the_sheet_and_signs_nothing(whole: Desk) -> None:
    whole.part.ask_sign()
    signing = whole.part.open_now
    assert isinstance(signing, SigningNow)
    signing.sheet.password.set_value(PASSWORD)
    whole.part.blank()
    assert not signing.sheet.isVisible()
    whole.settle()
    assert whole.state() is ReferralState.DRAFTED


# ---------------------------------------------------------------- after


def test_it_is_followed_step_by_step_to_the_end(whole: Desk) -> None:
    whole.sign()
    bar = whole.part.desk.bar
    bar.buttons["step"].click()
    sheet = whole.part.following.sheet
    assert sheet is not None
    sheet.agree.click()
    assert sheet.fields["how"].complaint() == "Choose how."
    whole.fill(how="Secure email", to="Front door, Calderdale North")
    assert whole.state() is ReferralState.SENT
    assert "Acknowledgement due by 23-Nov-2026 14:10" in bar._due.text()
    bar.buttons["step"].click()
    whole.fill(by_whom="MARSH, Delroy (Mr), by telephone")
    bar.buttons["step"].click()
    whole.fill(decision="No further action", agree="no")
    sheet = whole.part.following.sheet
    assert sheet is not None
    assert "Say why we do not agree" in sheet.fields["decision"].complaint()
    whole.fill(reason="Four bruises nobody has explained")
    bar.buttons["step"].click()
    whole.fill(outcome="Lives with her grandmother")
    assert [state for state, _ in whole.steps()][-5:] == list(ReferralState)[1:]
    assert bar.buttons["step"].isHidden()
    assert bar._due.text() == ""
    assert faults(whole.part) == []
    whole.part._ask_step()


def test_a_call_is_recorded_at_any_time(desk: Desk) -> None:
    desk.part.desk.foot.record.click()
    desk.fill(to="QUAYLE, Susan (Ms)", said="Admit her.")
    assert desk.steps()[-1][1] == "Telephoned: QUAYLE, Susan (Ms). Admit her."
    assert desk.part.desk.foot._call.text() == "Telephoned 14:10"


def test_a_draft_can_be_addressed_to_another_council(desk: Desk) -> None:
    desk.part.desk.foot.change.click()
    desk.fill(council="AB")
    assert desk.part.desk.foot._to.text() == "To Aireborough Council"


def test_the_clock_turns_overdue_while_it_is_looked_at(desk: Desk) -> None:
    desk.house.clock.move(hours=26)
    desk.part._tick()
    assert desk.part.desk.bar._due.text() == "Written referral OVERDUE by 2hr"


# ---------------------------------------------------------------- out of the program


def test_a_draft_is_saved_with_a_reason_and_says_draft(desk: Desk, tmp_path: Path) -> None:
    desk.part.save()
    leaving = desk.part.open_now
    assert isinstance(leaving, Leaving)
    assert leaving.sheet is not None
    leaving.sheet.agree.click()
    assert leaving.sheet.fields["reason"].complaint() == "Say what the copy is for."
    leaving.sheet.fields["reason"].set_value("For the ward round")
    leaving.sheet.agree.click()
    assert leaving.dialog is not None
    assert leaving.dialog.selectedFiles()[0].endswith("CVH-2026-00001 DRAFT.pdf")
    leaving.dialog.reject()
    leaving.save_to(str(tmp_path / "draft.pdf"), mail=True, reason="For the ward round")
    desk.settle()
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert desk.told == ["Saved as draft.pdf."]


def test_a_signed_copy_is_saved_as_kept(whole: Desk, tmp_path: Path) -> None:
    whole.sign()
    whole.part.save()
    leaving = whole.part.open_now
    assert isinstance(leaving, Leaving)
    assert leaving.sheet is not None
    leaving.sheet.fields["kind"].set_value("evidence")
    leaving.sheet.fields["reason"].set_value("For the police")
    leaving.sheet.agree.click()
    assert leaving.dialog is not None
    leaving.dialog.reject()
    leaving.save_to(str(tmp_path / "signed.pdf"), mail=False, reason="For the police")
    whole.settle()
    referrals, who = whole.house.ward.services.referrals, whole.referring.registrar
    line = whole.part._line()
    assert line is not None
    kept = whole.house.do(lambda: referrals.render(who, line.id))
    assert (tmp_path / "signed.pdf").read_bytes() == kept.body


def test_a_place_that_cannot_be_written_says_what_was_kept(desk: Desk, tmp_path: Path) -> None:
    desk.part.save()
    leaving = desk.part.open_now
    assert isinstance(leaving, Leaving)
    leaving.save_to(str(tmp_path / "nowhere" / "draft.pdf"), mail=True, reason="Round")
    desk.settle()
    assert "Nothing was changed" in desk.told[0]


def test_every_page_goes_to_the_printer_once(desk: Desk, tmp_path: Path) -> None:
    line = desk.part._line()
    assert line is not None
    leaving = Leaving(desk.house.house, desk.who, line, desk.part)
    leaving.told.connect(desk.told.append)
    leaving._printer = QPrinter()
    leaving._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    leaving._printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    leaving._count = 2
    leaving.begin_printing()
    desk.settle()
    assert desk.told == ["2 pages sent to the printer."]
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    assert "child:referral:printed" in desk.house.do(desk.house.ward.events)


def test_a_printer_that_does_not_answer_is_named(desk: Desk) -> None:
    line = desk.part._line()
    assert line is not None
    leaving = Leaving(desk.house.house, desk.who, line, desk.part)
    leaving.told.connect(desk.told.append)
    leaving._draw(0, ())
    assert desk.told == []


# ---------------------------------------------------------------- none, several, whose


def test_without_a_referral_ctrl_r_begins_one(house: Housed) -> None:
    made = Desk(house, drafted=False)
    assert made.part._middle.currentWidget() is made.part.stand
    QTest.keyClick(made.part, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    made.settle()
    assert made.state() is ReferralState.DRAFTED
    assert made.part._middle.currentWidget() is made.part.desk
    assert made.part.desk.readiness.rows()[0].hasFocus()
    made.part._begin()
    made.part.blank()


def test_a_triage_nurse_reads_and_is_offered_nothing_she_may_not_do(house: Housed) -> None:
    made = Desk(house, role=Role.TRIAGE_NURSE)
    buttons = made.part.desk.bar.buttons
    assert buttons["sign"].words() == "Sign: a clinician signs"
    assert not any(buttons[key].isEnabled() for key in ("print", "save", "sign"))
    assert made.part.desk.foot.urgent.isHidden()
    made.part.ask_sign()
    made.part.save()
    made.part.print_it()
    assert made.part.open_now is None
    made.part.blank()


def test_several_referrals_can_be_chosen_between(desk: Desk) -> None:
    ward, referring = desk.house.ward, desk.referring

    def earlier() -> None:
        visit = ward.visit(referring.child, arrived_at=NOW - timedelta(days=16))
        ward.services.referrals.draft(referring.registrar, visit.id, uuid4())

    desk.house.do(earlier)
    desk.open()
    assert desk.part._several.isVisible()
    chosen = desk.part.chips.chosen()
    assert chosen == (str(referring.visit),)
    other = next(key for key in desk.part.chips._chips if key not in chosen)
    desk.part.chips.chip(other).click()
    (place,) = desk.wanted
    assert isinstance(place, RecordPlace)
    assert str(place.attendance_id) == other
    desk.open(place)
    assert desk.part.chips.chosen() == (other,)


def test_a_child_who_never_came_has_nothing_to_refer_from(desk: Desk) -> None:
    ward = desk.house.ward
    child = desk.house.do(lambda: ward.known(a_person("Grey", "Evie", "2020-01-01")))
    view = desk.house.do(lambda: ward.services.records.open(desk.referring.registrar, child.id))
    desk.part.blank()
    desk.part.show_record(desk.who, view, RecordPlace(child.id, RecordTab.REFERRALS))
    desk.settle()
    assert desk.part._middle.currentWidget() is desk.part.stand
    desk.part.refresh()
    desk.settle()


def test_blanking_leaves_nothing_of_the_child_on_the_glass(desk: Desk) -> None:
    desk.part.blank()
    assert desk.part.desk.readiness.rows() == ()
    assert desk.part.desk.help.cards == []
    assert desk.part.drawing.pages == 0
    assert desk.part.desk.foot._to.text() == ""
    assert desk.part.desk.paper.ground._count == 0
    for act in (desk.part._begin, desk.part._ask_step, desk.part._ask_call, desk.part._ask_council):
        act()
    desk.part.refresh()
    desk.settle()
    assert desk.part._read_desk is None


def test_an_answer_for_a_child_who_is_no_longer_shown_is_dropped(desk: Desk) -> None:
    read = desk.part._read_desk
    assert read is not None
    desk.part.blank()
    desk.part._show(desk.referring.visit, read)
    assert desk.part._read_desk is None


def test_trouble_with_reading_stands_in_place(desk: Desk) -> None:
    desk.part._failed(Unavailable("The disk is away.", "Try again.", kept="Nothing is lost."))
    assert desk.part._middle.currentWidget() is desk.part.stand
    desk.part.stand.retried.emit()
    desk.settle()
    assert desk.part._middle.currentWidget() is desk.part.desk


@pytest.mark.parametrize(("theme", "percent"), [(Theme.DARK, 100), (Theme.CONTRAST, 100), (Theme.LIGHT, 150)])
def test_nothing_is_cut_in_any_look(desk: Desk, dress: Dress, theme: Theme, percent: int) -> None:
    dress(theme, percent)
    desk.settle()
    assert faults(desk.part) == []


def test_large_text_hides_the_help_behind_its_button(desk: Desk, dress: Dress) -> None:
    dress(Theme.LIGHT, 150)
    desk.settle()
    tool = desk.part.desk.paper.tools["help"]
    assert desk.part.desk.help.isHidden()
    assert tool.isVisible()
    tool.click()
    assert desk.part.desk.help.isVisible()
