"""The banner shows one patient or nobody; strips are in order of seriousness; cards never diagnose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.widgets.badge import Badge, BadgeText
from aande_alert.ui.widgets.banner import AlertStrips, Banner, BannerText, StripText
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.card import ActionText, CardColumn, CardText
from aande_alert.ui.widgets.checks import Check, DecisionCard, Radio
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.drawer import Drawer, PhoneSection, Section
from aande_alert.ui.widgets.match_scale import ComparisonText, Difference, MatchScale
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

LEFT = Qt.MouseButton.LeftButton
MAISIE = BannerText(
    "PELL, Maisie",
    "02-Oct-2026 (7w 2d)",
    "Female",
    "999 526 0182",
    "Verified",
    (("GP practice", "Calder Bridge"),),
)
JONAH = BannerText("HOLROYD, Jonah", "14-Aug-2022 (4y 3m)", "Male", "Not given")


def texts(widget: QWidget) -> list[str]:
    QTest.qWait(1)  # what was added to a part in view is shown at the next turn
    return [part.text() for part in widget.findChildren(Words) if part.isVisibleTo(widget)]


def test_nothing_of_one_child_stays_when_another_is_shown(dressed: QtBot) -> None:
    banner = Banner()
    dressed.addWidget(banner)
    banner.show()
    banner.show_patient(MAISIE)
    banner._toggle.setChecked(True)
    assert "Calder Bridge" in texts(banner)
    banner.show_patient(JONAH)
    shown = texts(banner)
    assert shown == ["HOLROYD, Jonah", "Born", JONAH.born, "Gender", "Male", "NHS No.", "Not given"]
    assert banner._toggle.isHidden()
    banner.show_nobody()
    assert texts(banner) == []
    assert "PELL" not in repr(MAISIE)


def test_strips_stand_in_order_of_seriousness(dressed: QtBot) -> None:
    strips = AlertStrips()
    dressed.addWidget(strips)
    strips.show()
    kinds = (BadgeKind.NO_RECORD, BadgeKind.PLAN_ENDED, BadgeKind.ON_PLAN, BadgeKind.LOOKED_AFTER)
    strips.show_strips(
        tuple(StripText(kind, BadgeText(kind), "What.", "Since.", opens="Open") for kind in kinds)
    )
    order = [badge._text.kind for badge in strips.findChildren(Badge)]
    assert order == [BadgeKind.ON_PLAN, BadgeKind.LOOKED_AFTER, BadgeKind.PLAN_ENDED, BadgeKind.NO_RECORD]
    with dressed.waitSignal(strips.opened) as opened:
        QTest.mouseClick(strips.findChildren(Button)[0], LEFT)
    assert opened.args == [BadgeKind.ON_PLAN]


def test_a_prompt_says_it_is_no_diagnosis(dressed: QtBot) -> None:
    cards = CardColumn()
    dressed.addWidget(cards)
    cards.show()
    acted: list[tuple[str, str]] = []
    cards.acted.connect(lambda card, action: acted.append((card, action)))
    prompt = CardText(
        "roll", "Bruise in a baby", body="4 bruises.", actions=(ActionText("call", "Record"),),
        source="NICE CG89", evidence=True,
    )  # fmt: skip
    shown = (prompt, CardText("event", "A&E, 06-Nov-2026", prompt=False), CardText("bare", "Bare", body=()))
    cards.show_cards(shown)
    cards.show_cards(shown)
    phrases = [part.text() for part in cards.findChildren(Phrase)]
    assert "4 bruises. This is a prompt, not a diagnosis." in phrases
    assert phrases.count("This is a prompt, not a diagnosis.") == 1
    for button in cards.findChildren(Button):
        QTest.mouseClick(button, LEFT)
    assert acted == [("roll", "call"), ("roll", "evidence")]


def test_the_drawer_closes_by_button_and_by_esc(dressed: QtBot) -> None:
    drawer = Drawer()
    dressed.addWidget(drawer)
    drawer.show()
    drawer.show_head(BadgeKind.NOT_CHECKED, "NOT CHECKED", "")
    phone = PhoneSection("Ring now", "0113 496 0199")
    drawer.show_sections((Section("What to do now"), phone))
    drawer.show_foot()
    closed: list[None] = []
    drawer.closed.connect(lambda: closed.append(None))
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    QTest.keyClick(drawer, Qt.Key.Key_F9)
    close = next(part for part in drawer.findChildren(Button) if part.accessibleName() == "Close")
    QTest.mouseClick(close, LEFT)
    assert len(closed) == 2
    with dressed.waitSignal(phone.copy_asked) as copied:
        QTest.mouseClick(phone.findChildren(Button)[0], LEFT)
    assert copied.args == ["0113 496 0199"]


def test_a_button_says_why_it_is_off(dressed: QtBot) -> None:
    sign = Button("Sign in A&E", Kind.PRIMARY)
    dressed.addWidget(sign)
    sign.refuse("Sign: 2 missing")
    assert (sign.words(), sign.isEnabled()) == ("Sign: 2 missing", False)
    sign.allow()
    assert (sign.words(), sign.text()) == ("Sign in A&E", "Sign in A&&E")
    sign.set_kind(Kind.QUIET)
    assert sign.kind is Kind.QUIET


def test_the_whole_line_of_a_check_answers(dressed: QtBot) -> None:
    for made in (
        Check("Told the registrar"),
        Radio("Not sure"),
        DecisionCard("Same child", "The alert opens.", "S"),
    ):
        dressed.addWidget(made)
        made.resize(400, 80)
        made.show()
        QTest.mouseClick(made, LEFT, pos=made.rect().center())
        assert made.isChecked()


def test_chips_keep_their_place_when_their_counts_change(dressed: QtBot) -> None:
    row = ChipRow()
    dressed.addWidget(row)
    row.show_chips([ChipText("c", "Children", "15", on=True), ChipText("a", "Alerts", "4")])
    chip = row.chip("a")
    row.show_chips([ChipText("c", "Children", "16", on=True), ChipText("a", "Alerts", "5")])
    assert row.chip("a") is chip
    with dressed.waitSignal(row.switched) as told:
        QTest.mouseClick(chip, LEFT)
    assert told.args == ["a", True]
    assert row.chosen() == ("c", "a")
    assert chip.key == "a"


def test_a_comparison_reads_out_as_one_sentence() -> None:
    text = ComparisonText(
        "Born", (Run("02-Oct-2026"),), (Run("02-Oct-2026"),), Difference.SAME, 3, "For, strong", "1 in 4,400."
    )
    assert (
        text.said() == "Born: here 02-Oct-2026, in the register 02-Oct-2026. Same. For, strong: 1 in 4,400."
    )


def test_the_scale_says_its_weight(dressed: QtBot) -> None:
    for weight, said in ((3, "3 of 4 for"), (-1, "1 of 4 against"), (0, "Tells nothing")):
        scale = MatchScale(weight)
        dressed.addWidget(scale)
        assert scale.accessibleName() == said


def test_words_are_plain_and_can_change_their_role(dressed: QtBot) -> None:
    label = Words("<b>PELL</b>", selectable=True)
    dressed.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    label.set_role(Role.HEADING)
    label.set_role(Role.HEADING)
    assert label.property("role") == "heading"


def test_a_badge_can_change_its_state(dressed: QtBot) -> None:
    badge = Badge(BadgeText(BadgeKind.CHECKING))
    dressed.addWidget(badge)
    badge.show_badge(BadgeText(BadgeKind.ON_PLAN, time="13:58"))
    assert badge.accessibleName() == "CP plan, checked 13:58"
