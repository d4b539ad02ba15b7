"""The registrar signs, follows, saves and prints; what stands where there is nothing to show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.referral import ReferralState
from aande_alert.domain.staff import Role
from aande_alert.ui.pages.record.referral.leaving import Leaving
from aande_alert.ui.pages.record.referral.signing import SigningNow
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.theme.tokens import Theme
from tests.builders import NOW, PASSWORD, a_person
from tests.ui.conftest import Dress
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed
from tests.ui.pages.record.referral.desk import Desk


def test_signing_asks_the_password_again_and_keeps_both_copies(whole: Desk) -> None:
    assert whole.part.desk.bar.buttons["sign"].isEnabled()
    assert whole.part.desk.foot.urgent.isHidden()
    signing = whole.sign()
    assert not signing.sheet.isVisible()
    assert whole.state() is ReferralState.SIGNED
    assert whole.told == ["Signed. Both copies are kept. It is not sent until you send it."]
    assert whole.part.desk.paper._title.text() == "Signed copy"
    assert whole.part.desk.moves._said.text().startswith("Signed by")
    assert whole.part.desk.bar.buttons["step"].words() == "Sent…"
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
