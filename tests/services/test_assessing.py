"""The assessment as it stands: each step says how far it has come, and nothing unknown looks done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered, Step, StepState
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.photographs import ConsentBasis, PhotoConsent
from aande_alert.drawings.figures import body_regions
from tests.builders import NOW, a_person
from tests.services.test_capture import Bedside, bruise, told, two_accounts
from tests.services.ward import Ward


@pytest.fixture
def bed(ward: Ward) -> Bedside:
    return Bedside(ward)


def line(bed: Bedside, step: Step) -> tuple[StepState, str]:
    found = next(one for one in bed.read().steps if one.step is step)
    return found.state, found.detail


def test_ten_steps_in_the_order_of_the_consultation(bed: Bedside) -> None:
    steps = bed.read().steps
    assert [one.step for one in steps][:3] == [Step.PRESENTATION, Step.EXPLANATIONS, Step.INJURIES]
    assert len(steps) == 10
    assert {one.state for one in steps} == {StepState.NOT_STARTED}


def test_a_step_counts_what_it_still_needs(bed: Bedside) -> None:
    bed.answer("presentation.complaint", Given("A bruise."))
    assert line(bed, Step.PRESENTATION) == (StepState.STARTED, "3 still needed")
    for name in ("presentation.injury_time", "presentation.last_well"):
        bed.answer(name, NOT_KNOWN, note="Nobody has said")
    bed.answer("presentation.examined", Given("fully"))
    assert line(bed, Step.PRESENTATION) == (StepState.COMPLETE, "Essentials recorded")


@pytest.mark.parametrize(
    ("answer", "asked"),
    [(Given("partly"), True), (Given("fully"), False), (NOT_KNOWN, False), (NOT_ASKED, False)],
)
def test_a_question_that_waits_for_another_is_asked_only_after_it(
    bed: Bedside, answer: Any, asked: bool
) -> None:
    question = next(one for one in bed.read().questions if one.id == "presentation.examined_why")
    assert question.is_asked({"presentation.examined": answer}) is asked
    assert question.is_asked({}) is False


@pytest.mark.parametrize(("alone", "asked"), [(True, True), (False, False)])
def test_a_question_can_wait_for_a_yes(bed: Bedside, alone: bool, asked: bool) -> None:
    question = next(one for one in bed.read().questions if one.id == "child.seen_separately")
    assert question.is_asked({"child.answers_for": Given(alone)}) is asked


def test_what_was_told_at_an_earlier_visit_is_carried_forward_newest_first(ward: Ward) -> None:
    child = ward.known(a_person())
    for days, words in ((40, "Her mother"), (20, "Her mother and Kieran")):
        earlier = ward.visit(child, arrived_at=NOW - timedelta(days=days))
        ward.clock.at = NOW - timedelta(days=days)
        said = Answered("family.home", Given(words))
        ward.services.capture.answer(ward.nurse, earlier.id, said, uuid4())
        said = Answered("family.capacity", Given("not carried"))
        ward.services.capture.answer(ward.nurse, earlier.id, said, uuid4())
    ward.clock.at = NOW
    today = ward.visit(child)
    assessment = ward.services.capture.assessment(ward.nurse, today.id)
    assert assessment.carried["family.home"].body.answer == Given("Her mother and Kieran")
    assert set(assessment.carried) == {"family.home"}
    family = next(one for one in assessment.steps if one.step is Step.FAMILY)
    assert (family.state, family.detail) == (StepState.FROM_RECORD, "From the record")


def test_an_earlier_visits_answer_put_right_later_is_the_one_carried(ward: Ward) -> None:
    child = ward.known(a_person())
    visits = [ward.visit(child, arrived_at=NOW - timedelta(days=days)) for days in (40, 20)]
    for visit, days in ((visits[0], 40), (visits[1], 20), (visits[0], 10)):
        ward.clock.at = NOW - timedelta(days=days)
        said = Answered("family.home", Given(f"As told {days} days ago"))
        ward.services.capture.answer(ward.nurse, visit.id, said, uuid4())
    ward.clock.at = NOW
    assessment = ward.services.capture.assessment(ward.nurse, ward.visit(child).id)
    assert assessment.carried["family.home"].body.answer == Given("As told 10 days ago")


def test_explanations_count_what_is_to_decide(bed: Bedside) -> None:
    bed.capture.add_account(bed.nurse, bed.visit, told(), uuid4())
    assert line(bed, Step.EXPLANATIONS) == (StepState.COMPLETE, "1 account")
    two_accounts(bed)
    assert line(bed, Step.EXPLANATIONS) == (StepState.STARTED, "3 accounts, 1 to decide")
    bed.capture.decide_difference(
        bed.nurse, bed.visit, Axis.HOW, is_difference=True, reason="", write_id=uuid4()
    )
    assert line(bed, Step.EXPLANATIONS) == (StepState.COMPLETE, "3 accounts, 1 differ")


def test_an_account_written_after_a_decision_opens_it_again(bed: Bedside) -> None:
    two_accounts(bed)
    bed.capture.decide_difference(
        bed.nurse, bed.visit, Axis.HOW, is_difference=False, reason="The same fall", write_id=uuid4()
    )
    bed.ward.clock.move(minutes=5)
    third = told(mechanism=Given("Fell downstairs"))
    bed.capture.add_account(bed.nurse, bed.visit, third, uuid4())
    assert bed.read().differences[0].is_difference is None


def test_accounts_stand_in_the_order_in_which_they_were_told(bed: Bedside) -> None:
    for minutes, name in ((30, "Second"), (0, "First")):
        account = Account(name, "Aunt", "OKORO, Grace (Ms)", NOW + timedelta(minutes=minutes), "Words")
        bed.capture.add_account(bed.nurse, bed.visit, account, uuid4())
    assert [entry.body.speaker for entry in bed.read().accounts] == ["First", "Second"]


def test_injuries_are_complete_only_when_every_row_was_looked_at(bed: Bedside) -> None:
    rows = body_regions().rows
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    assert line(bed, Step.INJURIES) == (StepState.STARTED, f"1 mark, {len(rows) - 1} to look at")
    for row in rows:
        if row.id != "cheek_fleshy_left":
            look = RegionLook(row.id, Looked.NO_INJURY_SEEN)
            bed.capture.look(bed.nurse, bed.visit, look, uuid4())
    assert line(bed, Step.INJURIES) == (StepState.COMPLETE, "1 mark")
    look = RegionLook("mouth", Looked.NOT_LOOKED_AT, "Asleep")
    bed.capture.look(bed.nurse, bed.visit, look, uuid4())
    assert line(bed, Step.INJURIES) == (StepState.STARTED, "1 mark, 1 to look at")


def test_a_look_alone_starts_the_step(bed: Bedside) -> None:
    bed.capture.look(bed.nurse, bed.visit, RegionLook("back", Looked.NO_INJURY_SEEN), uuid4())
    state, words = line(bed, Step.INJURIES)
    assert (state, words.startswith("0 marks")) == (StepState.STARTED, True)


def test_photographs_begin_with_consent(bed: Bedside) -> None:
    consent = PhotoConsent(ConsentBasis.REFUSED, "PELL, Hannah (Miss)", "She said no", "OKORO", NOW)
    bed.ward.services.photographs.consent(bed.nurse, bed.visit, consent, uuid4())
    assert line(bed, Step.PHOTOGRAPHS) == (StepState.STARTED, "Consent recorded")


@pytest.mark.parametrize(
    ("born", "figure"),
    [
        ("2026-10-02", "infant"),
        ("2024-10-02", "toddler"),
        ("2019-10-02", "child"),
        ("2011-10-02", "adolescent"),
        (None, "child"),
    ],
)
def test_the_figure_is_drawn_for_the_age(ward: Ward, born: str | None, figure: str) -> None:
    visit = ward.visit(ward.known(a_person(birth=born)))
    assert ward.services.capture.assessment(ward.nurse, visit.id).figure == figure


def test_no_word_of_the_record_is_in_the_repr(bed: Bedside) -> None:
    bed.capture.add_injury(
        bed.nurse,
        bed.visit,
        Injury(0, "cheek_fleshy_left", "front", 1, 1, InjuryKind.BITE, note="CANARY"),
        uuid4(),
    )
    assert "CANARY" not in repr(bed.read())
