"""The tab: the step that needs somebody first, prompts beside it, and what is missing one press away."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from pytestqt.qtbot import QtBot

from aande_alert.domain.assessment import Step
from aande_alert.domain.findings import Tier
from aande_alert.ui.pages.record.assessment.prompt_panel import card_text
from aande_alert.ui.theme.tokens import Theme
from aande_alert.ui.widgets.buttons import Button
from tests.services.referring import Referring
from tests.ui.conftest import Dress
from tests.ui.looking import faults
from tests.ui.pages.record.assessment.at_the_bedside import Bed, bedside


def here(bed: Bed) -> Step:
    return bed.view.step


def complete(case: Referring) -> None:
    case.written()


def a_bruise(case: Referring) -> None:
    case.answer("development.mobility", "not_mobile")
    case.mark()


def test_it_opens_at_the_first_step_that_is_not_complete(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, complete) as bed:
        assert bed.open().step is Step.PHOTOGRAPHS
        assert bed.part.prompts.isHidden()


def test_the_stepper_says_how_far_each_step_has_come(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, a_bruise) as bed:
        bed.open(Step.PRESENTATION)
        states = [step._text.state_words for step in bed.part.stepper._steps]
        assert states[2].startswith("1 mark, ")
        assert states[0] == "Not started"
        bed.part.stepper._steps[0].setFocus()
        bed.press("Down")
        assert bed.part.stepper._steps[1].hasFocus()
        bed.press("Space")
        assert here(bed) is Step.EXPLANATIONS


def test_the_next_step_is_two_keys_away_from_anywhere(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION)
        bed.press("Alt+Down")
        assert here(bed) is Step.EXPLANATIONS
        bed.press("Alt+Up", "Alt+Up")
        assert here(bed) is Step.ANALYSIS


def test_a_prompt_stands_beside_the_step_and_gives_its_evidence(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed, a_bruise) as bed:
        bed.open(Step.PRESENTATION)
        assert bed.part.prompts._count.text().endswith("open")
        finding = bed.read().prompts[0]
        text = card_text(finding)
        assert (text.urgent, text.source) == (finding.tier is Tier.INTERRUPTS, finding.source)
        opened = card_text(finding, opened=True)
        assert "version" in str(opened.body)
        evidence = next(
            button for button in bed.part.prompts.findChildren(Button) if button.words() == "Evidence"
        )
        evidence.click()
        assert bed.part.prompts._open
        assert faults(bed.part.prompts) == []


def test_a_prompt_that_says_to_ring_leads_to_where_the_call_is_written(
    tmp_path: Path, dressed: QtBot
) -> None:
    with bedside(tmp_path, dressed, a_bruise) as bed:
        bed.open(Step.PRESENTATION)
        rings = [f for f in bed.read().prompts if any("Ring the consultant" in step for step in f.next_steps)]
        calls = [one for one in bed.part.prompts.findChildren(Button) if one.words() == "Record the call"]
        assert len(calls) == len(rings)
        for finding in rings:
            assert card_text(finding, call=True).actions
            assert not card_text(finding).actions
        with dressed.waitSignal(bed.part.prompts.step_wanted) as asked:
            bed.part.prompts._act("any", "analysis.seniors")
        assert asked.args == [Step.ANALYSIS, "analysis.seniors"]


def test_what_is_missing_for_a_referral_jumps_to_its_question(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION)
        buttons = bed.part.prompts.findChildren(Button)
        more = next(button for button in buttons if "more" in button.words())
        more.click()
        go = next(
            button
            for button in bed.part.prompts.findChildren(Button)
            if "the child behaved" in button.accessibleName()
        )
        go.click()
        assert here(bed) is Step.CHILD
        assert bed.view.form.row("child.behaviour").field.hasFocus()  # type: ignore[attr-defined]


def test_a_prompt_appears_as_soon_as_its_grounds_are_kept(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION)
        assert bed.part.prompts._count.text() == ""
        bed.home.do(lambda: a_bruise(bed.case))
        bed.part.refresh()
        bed.settle()
        assert bed.part.prompts._count.text() != ""


def test_without_a_visit_it_says_so(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION, visit=uuid4())
        assert bed.part._attendance is None
        assert bed.part._middle.currentWidget() is bed.part._stand


def test_a_visit_of_another_child_is_never_shown_in_this_record(tmp_path: Path, dressed: QtBot) -> None:
    def prepare(case: Referring) -> None:
        from tests.builders import a_person

        case.other = case.ward.visit(case.ward.known(a_person("Cole", "Ellis", "2023-01-02"))).id  # type: ignore[attr-defined]

    with bedside(tmp_path, dressed, prepare) as bed:
        bed.open(Step.PRESENTATION, visit=bed.case.other)  # type: ignore[attr-defined]
        assert bed.part._seen is None


def test_a_late_answer_for_a_visit_no_longer_wanted_is_dropped(tmp_path: Path, dressed: QtBot) -> None:
    with bedside(tmp_path, dressed) as bed:
        bed.open(Step.PRESENTATION)
        seen = bed.part._seen
        assert seen is not None
        bed.part.blank()
        bed.part._show(bed.case.visit, seen)
        assert bed.part._seen is None
        bed.part.take_focus()
        bed.part.go_to(Step.CHILD)
        bed.part._move(1)
        assert bed.part._view() is None


def test_trouble_is_told_in_place_and_can_be_tried_again(tmp_path: Path, dressed: QtBot) -> None:
    from aande_alert.domain.errors import Unavailable

    with bedside(tmp_path, dressed) as bed:
        trouble = Unavailable("The store is busy.", "Wait a moment.")
        bed.part._failed(trouble)
        assert bed.part._middle.currentWidget() is bed.part._stand
        bed.open(Step.PRESENTATION)
        bed.part._failed(trouble)
        assert bed.said[-1] == trouble.sentence()


def looks(bed: Bed, dress: Dress) -> list[str]:
    found = []
    for theme, percent, size in (
        (Theme.LIGHT, 100, (1158, 541)),
        (Theme.DARK, 100, (1278, 541)),
        (Theme.CONTRAST, 125, (1278, 541)),
        (Theme.LIGHT, 100, (1832, 850)),
    ):
        dress(theme, percent)
        bed.part.resize(*size)
        for step in (Step.EXPLANATIONS, Step.INJURIES, Step.CHILD):
            bed.part.go_to(step)
            bed.qtbot.wait(30)  # the layout follows in the event loop
            found += [f"{theme} {percent} {size} {step}: {fault}" for fault in faults(bed.part)]
    return found


def test_nothing_is_cut_in_any_look(tmp_path: Path, dress: Dress, qtbot: QtBot) -> None:
    dress(Theme.LIGHT, 100)
    with bedside(tmp_path, qtbot, a_bruise) as bed:
        bed.open(Step.PRESENTATION)
        assert looks(bed, dress) == []
