"""Every widget, in every theme and text size: no word cut, no target too small, no control without a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from aande_alert.domain.answers import Missing
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.provenance import Source
from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.badge import Badge, BadgeText
from aande_alert.ui.widgets.banner import AlertStrips, Banner, BannerText, StripText
from aande_alert.ui.widgets.buttons import Button, IconButton, Kind, Size
from aande_alert.ui.widgets.card import ActionText, CardColumn, CardText
from aande_alert.ui.widgets.checks import Check, DecisionCard, Radio
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.choices import AnswerField, ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.dates import DateField, MomentField, TimeField
from aande_alert.ui.widgets.drawer import Drawer, PhoneSection, Section
from aande_alert.ui.widgets.facts import Facts, Numbered
from aande_alert.ui.widgets.fields import LongTextField, PasswordField, TextField
from aande_alert.ui.widgets.key_hint import KeyHint, KeyLegend, KeyText
from aande_alert.ui.widgets.marks import ReadText, SourceMark
from aande_alert.ui.widgets.match_scale import Comparison, ComparisonText, Difference
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, column
from aande_alert.ui.widgets.rail import Rail, RailItem
from aande_alert.ui.widgets.record_tabs import RecordTab, RecordTabs
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.status_line import Segment, SegmentState, StatusLine
from aande_alert.ui.widgets.stepper import Stepper, StepState, StepText
from aande_alert.ui.widgets.top_bar import TopBar
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words
from tests.ui.conftest import Dress
from tests.ui.looking import faults


def stacked(*parts: QWidget) -> QWidget:
    holder = Panel("surface")
    within = column(holder, (12, 12, 12, 12), 8)
    for part in parts:
        within.addWidget(part)
    within.addStretch(1)
    return holder


def words() -> QWidget:
    return stacked(
        *(Words("Erdoğan, Łucja “Zoë” ½ × 14 mm – 6", role, wrap=False) for role in Role), Words("x " * 90)
    )


def buttons() -> QWidget:
    made = [
        Button("Sign & send", kind, icon="print", key="Ctrl+P", size=size) for kind in Kind for size in Size
    ]
    off = Button("Sign", Kind.PRIMARY)
    off.refuse("Sign: 2 missing")
    arrow = Button("Address, GP", Kind.BANNER)
    arrow.set_after("down")
    small = IconButton("plus", "More")
    small.set_ink("on-banner")
    return stacked(*made, off, arrow, small, IconButton("minus", "Less", size=Size.ROW))


def badges() -> QWidget:
    texts = [BadgeText(kind, "02-Jun-2026", "13:06") for kind in BadgeKind]
    return stacked(*(Badge(text, boxed=boxed) for text in texts for boxed in (True, False)))


def chips() -> QWidget:
    row = ChipRow()
    row.show_chips([ChipText("c", "Children", "15", on=True), ChipText("f", "Whole family", icon="people")])
    row.chip("f").setEnabled(False)
    return stacked(row, KeyHint("F6"), KeyLegend(KeyText("Enter", "Open record"), KeyText("T", "Questions")))


def checks() -> QWidget:
    off = Check("Told the nurse in charge")
    off.setEnabled(False)
    on, card = Check("Told registrar"), DecisionCard("Same child", "The alert opens now. " * 4, "S")
    on.setChecked(True)
    card.setChecked(True)
    long = Check("Told the nurse in charge, who will tell the consultant when he comes out of theatre")
    return stacked(off, on, long, Radio("Not sure yet"), card, *(SourceMark(source) for source in Source))


def fields() -> QWidget:
    wrong = TextField("NHS number", help_words="Ten digits", icon="find")
    wrong.complain("This is not a valid NHS number. Read it again from the wristband.")
    password = PasswordField()
    password._caps.show()
    answer = AnswerField(OptionsField("Came with", [Option("m", "Mother"), Option("f", "Father")]))
    answer.set_answer(Missing.DECLINED)
    choice = ChoiceField("Workstation", [Option("t", "Triage 2")], icon="home")
    return stacked(
        wrong, password, answer, choice, LongTextField("Words"),
        DateField("Born"), TimeField("At"), MomentField("When"),
    )  # fmt: skip


def record() -> QWidget:
    tabs, banner, strips, sections = RecordTabs(), Banner(), AlertStrips(), SectionTabs()
    tabs.show_tabs((RecordTab(1, "PELL, Maisie"), RecordTab(2, "HOLROYD, Jonah")), 1)
    more = (("Address", "9 Larkhill Close, Calder Vale, ZZ1 4LC"), ("Allergies", "Not known"))
    banner.show_patient(
        BannerText("PELL, Maisie", "02-Oct-2026 (7w 2d)", "Female", "999 526 0182", "Verified", more)
    )
    banner._toggle.setChecked(True)
    kinds = enumerate(BadgeKind)
    strips.show_strips(
        tuple(
            StripText(at, BadgeText(kind, "x"), "Plan.", "Since then.", ReadText("GO 14:12"))
            for at, kind in kinds
        )
    )
    sections.show_tabs((TabText("s", "Summary"), TabText("q", "Queue", "38")), "s")
    return stacked(tabs, banner, strips, sections)


def frame() -> QWidget:
    bar, rail, steps, foot = TopBar(), Rail(), Stepper(), StatusLine()
    bar.show_now("Sun 22-Nov-2026", "14:10")
    bar.show_person("OKORO, Grace (Ms)", "Triage nurse, Triage 2")
    rail.show_items((RailItem("a", "Arrivals", "arrivals"), RailItem("l", "Attendance log", "log")))
    rail.choose("a")
    texts = [StepText(state.value, "Development and growth", state, "Not started") for state in StepState]
    steps.show_steps((*texts, StepText("now", "Injuries", StepState.BEGUN, "4 marks")), "now")
    segments = tuple(Segment(state.value, "GP feed DOWN since 11:20", state) for state in SegmentState)
    foot.show_segments(segments[:2], segments[2:])
    return stacked(bar, rail, steps, foot)


def side() -> QWidget:
    drawer, cards, steps, facts = Drawer(), CardColumn(), Numbered(), Facts()
    drawer.show_head(BadgeKind.ON_PLAN, "Child protection plan: neglect", "Since 02-Oct-2026, from birth")
    steps.show_steps(("Keep Maisie in sight.", "Ask the triage questions, adults apart if you can."))
    facts.show_facts(
        (("Authority", "Calderdale North"), ("Worker", (Run("MARSH, Delroy", 600), Run(", Team 3"))))
    )
    section = Section("What to do now")
    section.inside.addWidget(steps)
    section.inside.addWidget(facts)
    drawer.show_sections((section, PhoneSection("Ring now", "0113 496 0199", "Mon to Fri")))
    drawer.show_foot(Button("I have read and understood this alert", Kind.PRIMARY))
    actions = (ActionText("call", "Record the call", "C", primary=True), ActionText("no", "Not needed…"))
    card = CardText(
        "roll", "Bruise in a baby who cannot roll", "warn", "Why.", (("Seen", "Cannot roll"),), ("Look.",)
    )
    full = CardText("b", "Second", actions=actions, source="NICE CG89", evidence=True, urgent=True)
    cards.show_cards((card, full))
    return stacked(drawer, cards)


def said_in_place() -> QWidget:
    choice, amiss, empty, waiting, trouble = Notice(), Notice(), Stand(), Stand(), Stand()
    choice.say(
        Run("Filtered: 15 children. "), Run("30 are hidden.", 600), action="Show everyone", key="Ctrl+0"
    )
    amiss.say(Run("No new arrivals since 11:20."), tone=Tone.AMISS)
    empty.show_empty("No children", "The feed is live; last message 14:07.", "Show everyone")
    waiting.show_waiting("Patterns")
    trouble.show_trouble(Unavailable("Not read.", "Try again.", kept="Nothing was lost."))
    return stacked(choice, amiss, empty, waiting, trouble)


def match() -> QWidget:
    made = Comparison()
    made.show_titles(("This arrival", "Told at the desk"), ("Register entry", "Council list"))
    ours, theirs = (
        (Run("Mais", 600), Run("y", 600, under=True)),
        (Run("Mais", 600), Run("ie", 600, under=True)),
    )
    weights = zip(Difference, (-4, 2, 4, 0), strict=True)
    made.show_lines(
        tuple(
            ComparisonText("First name", ours, theirs, kind, weight, "For", "Why.")
            for kind, weight in weights
        )
    )
    return stacked(made, Phrase(Run("One"), wrap=False))


ALL = [words, buttons, badges, chips, checks, fields, record, frame, side, said_in_place, match]


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_or_too_small(
    qtbot: QtBot, dress: Dress, make: Callable[[], QWidget], percent: int
) -> None:
    dress(Theme.LIGHT, percent)
    shown = make()
    qtbot.addWidget(shown)
    shown.resize(round(1278 * percent / 100), round(760 * percent / 100))
    shown.show()
    qtbot.waitExposed(shown)
    assert not faults(shown)


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("theme", list(Theme))
def test_it_can_be_painted_and_then_dressed_again(
    qtbot: QtBot, dress: Dress, make: Callable[[], QWidget], theme: Theme
) -> None:
    dress(Theme.LIGHT, 100)
    shown = make()
    qtbot.addWidget(shown)
    shown.resize(1278, 1200)
    shown.show()
    before = shown.grab().toImage()
    dress(theme, 125)
    assert shown.grab().toImage() != before
    assert not [fault for fault in faults(shown) if "too small" in fault]
