"""The registrar finishes a referral with keys: what is missing, paper, words, signature, and after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from aande_alert.domain.assessment import Step
from aande_alert.ui.state.places import RecordPlace, RecordTab
from tests.ui.looking import faults
from tests.ui.pages.housing import Housed
from tests.ui.pages.record.referral.desk import Desk


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
