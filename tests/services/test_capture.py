"""Writing down what was said and seen: nothing is overwritten, nothing lost, every change has a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import DECLINED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered, Draft, Step
from aande_alert.domain.attendance import SafeguardingStep
from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import ChangedMeanwhile, Refused
from aande_alert.domain.injuries import Injury, InjuryKind, Looked, RegionLook
from aande_alert.domain.staff import Role
from tests.builders import NOW, a_person
from tests.services.ward import Ward


class Bedside:
    """One child's visit, and short ways to write things down."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.visit = ward.visit(ward.known(a_person())).id
        self.capture = ward.services.capture
        self.nurse = ward.nurse

    def answer(self, question: str, answer: Any, **more: Any) -> None:
        self.capture.answer(
            self.nurse, self.visit, Answered(question, answer, **more), more.pop("write", uuid4())
        )

    def read(self) -> Any:
        return self.capture.assessment(self.nurse, self.visit)

    def draft(self, place: str, text: str) -> None:
        self.capture.keep_draft(self.nurse, Draft(self.visit, place, text, self.nurse.staff.id))

    def drafts(self) -> dict[str, str]:
        return {one.place: one.text for one in self.capture.drafts(self.nurse, self.visit)}

    def step(self) -> SafeguardingStep:
        with self.ward.store.reading() as tx:
            return tx.attendances.get(self.visit).step


@pytest.fixture
def bed(ward: Ward) -> Bedside:
    return Bedside(ward)


def told(**different: Any) -> Account:
    account = Account(
        "RAIKES, Kieran (Mr)", "Mother's partner", "OKORO, Grace (Ms)", NOW, "She rolled off the sofa."
    )
    return replace(account, **different)


def bruise(**different: Any) -> Injury:
    return replace(Injury(0, "cheek_fleshy_left", "front", 60.0, 40.0, InjuryKind.BRUISE), **different)


def test_an_answer_is_kept_and_an_earlier_one_stays_beneath_it(bed: Bedside) -> None:
    bed.answer("presentation.complaint", Given("Brought for a bruise."))
    bed.answer("presentation.complaint", Given("Brought for four bruises."))
    entry = bed.read().answers["presentation.complaint"]
    assert entry.body.answer == Given("Brought for four bruises.")
    first, second = bed.capture.versions(bed.nurse, entry.head.id)
    assert (first.body.answer, second.head.version) == (Given("Brought for a bruise."), 2)


def test_the_same_answer_sent_twice_is_one_answer(bed: Bedside) -> None:
    write = uuid4()
    said = Answered("presentation.complaint", Given("A bruise."))
    for _ in range(2):
        bed.capture.answer(bed.nurse, bed.visit, said, write)
    assert bed.read().answers["presentation.complaint"].head.version == 1


def test_the_same_write_with_other_words_is_refused_and_the_first_words_stay(bed: Bedside) -> None:
    write = uuid4()
    bed.capture.answer(bed.nurse, bed.visit, Answered("presentation.complaint", Given("One.")), write)
    with pytest.raises(Refused):
        bed.capture.answer(bed.nurse, bed.visit, Answered("presentation.complaint", Given("Two.")), write)
    assert bed.read().answers["presentation.complaint"].body.answer == Given("One.")


def test_a_question_that_is_not_on_the_form_is_refused(bed: Bedside) -> None:
    with pytest.raises(Refused, match="not on the form"):
        bed.answer("presentation.nothing", Given("x"))


def test_questions_come_by_step_in_order(bed: Bedside) -> None:
    names = [question.id for question in bed.capture.questions(Step.TRIAGE)]
    assert names[0] == "triage.came_with"
    assert all(name.startswith("triage.") for name in names)


def test_saving_an_answer_forgets_its_draft_and_no_other(bed: Bedside) -> None:
    bed.draft("answer.presentation.complaint", "A bru")
    bed.draft("answer.presentation.last_well", "Her mo")
    bed.answer("presentation.complaint", Given("A bruise."))
    assert bed.drafts() == {"answer.presentation.last_well": "Her mo"}


def test_an_empty_draft_is_forgotten_and_a_draft_says_when_it_was_kept(bed: Bedside) -> None:
    bed.draft("account.new", "{}")
    kept = bed.capture.drafts(bed.nurse, bed.visit)[0]
    assert kept.kept_at == NOW
    assert "{}" not in repr(kept)
    bed.draft("account.new", "")
    assert bed.drafts() == {}


def test_nobody_sees_another_persons_drafts(bed: Bedside) -> None:
    bed.draft("account.new", "half a sentence")
    registrar = bed.ward.of_role(Role.CLINICIAN)
    assert bed.capture.drafts(registrar, bed.visit) == ()


def test_triage_then_assessment_moves_the_boards_step_on_and_never_back(bed: Bedside) -> None:
    bed.answer("triage.came_with", Given("Her mother"))
    assert bed.step() is SafeguardingStep.QUESTIONS
    bed.answer("presentation.complaint", Given("A bruise."))
    bed.answer("triage.delay", Given(value=False))
    assert bed.step() is SafeguardingStep.ASSESSMENT


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"words": "  "}, "exact words"),
        ({"speaker": ""}, "name of who said it"),
        ({"speaker_is_child": True, "question": " "}, "question that was asked"),
    ],
)
def test_an_account_without_what_makes_it_one_is_refused(
    bed: Bedside, different: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        bed.capture.add_account(bed.nurse, bed.visit, told(**different), uuid4())
    assert bed.read().accounts == ()


def test_an_amended_account_keeps_its_first_words_readable(bed: Bedside) -> None:
    account_id = bed.capture.add_account(bed.nurse, bed.visit, told(), uuid4()).value
    bed.draft(f"account.{account_id}", "{}")
    changed = told(place=Given("Living room"))
    bed.capture.amend_account(bed.nurse, account_id, changed, "He added where", uuid4())
    first, second = bed.capture.versions(bed.nurse, account_id)
    assert first.body.place is not second.body.place
    assert second.head.reason == "He added where"
    assert bed.drafts() == {}


def test_the_same_account_sent_twice_is_one_account(bed: Bedside) -> None:
    write = uuid4()
    ids = {bed.capture.add_account(bed.nurse, bed.visit, told(), write).value for _ in range(2)}
    assert len(ids) == 1
    assert len(bed.read().accounts) == 1


def test_a_change_without_a_reason_is_refused(bed: Bedside) -> None:
    account_id = bed.capture.add_account(bed.nurse, bed.visit, told(), uuid4()).value
    with pytest.raises(Refused, match="needs a reason"):
        bed.capture.amend_account(bed.nurse, account_id, told(), " ", uuid4())


def test_what_was_entered_in_error_meanwhile_cannot_be_amended(bed: Bedside) -> None:
    account_id = bed.capture.add_account(bed.nurse, bed.visit, told(), uuid4()).value
    bed.capture.enter_in_error(bed.nurse, "account", account_id, "Wrong child", uuid4())
    assert bed.read().accounts == ()
    with pytest.raises(ChangedMeanwhile, match="entered this in error"):
        bed.capture.amend_account(bed.nurse, account_id, told(), "More", uuid4())
    assert len(bed.capture.versions(bed.nurse, account_id)) == 2


def test_an_entry_that_is_not_in_the_record_is_refused(bed: Bedside) -> None:
    with pytest.raises(Refused, match="not in the record"):
        bed.capture.versions(bed.nurse, uuid4())


def two_accounts(bed: Bedside) -> None:
    for how in ("Rolled off the sofa", "Caught on the cot"):
        bed.capture.add_account(bed.nurse, bed.visit, told(mechanism=Given(how)), uuid4())


def decide(bed: Bedside, *, is_difference: bool, reason: str = "") -> None:
    bed.capture.decide_difference(
        bed.nurse, bed.visit, Axis.HOW, is_difference=is_difference, reason=reason, write_id=uuid4()
    )


def test_a_difference_is_confirmed_set_aside_with_a_reason_and_taken_back(bed: Bedside) -> None:
    two_accounts(bed)
    decide(bed, is_difference=True)
    assert bed.read().differences[0].is_difference is True
    decide(bed, is_difference=False, reason="The same fall")
    assert bed.read().differences[0].reason == "The same fall"
    bed.capture.undo_difference(bed.nurse, bed.visit, Axis.HOW, uuid4())
    assert bed.read().differences[0].is_difference is None
    bed.capture.undo_difference(bed.nurse, bed.visit, Axis.HOW, uuid4())  # nothing is left to take back
    decide(bed, is_difference=True)
    assert bed.read().differences[0].decided_by == "GO 14:10"


def test_a_difference_is_not_set_aside_without_a_reason(bed: Bedside) -> None:
    two_accounts(bed)
    with pytest.raises(Refused, match="needs a reason"):
        decide(bed, is_difference=False, reason=" ")


def test_a_mark_gets_the_next_number_and_a_number_is_never_used_again(bed: Bedside) -> None:
    first = bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4()).value
    bed.capture.enter_in_error(bed.nurse, "injury", first, "Marked twice", uuid4())
    bed.draft("mark.new", "{}")
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    assert [entry.body.number for entry in bed.read().injuries] == [2]
    assert bed.read().injuries[0].body.seen_by == "OKORO, Grace (Ms)"
    assert bed.drafts() == {}


def test_the_same_mark_sent_twice_is_one_mark(bed: Bedside) -> None:
    write = uuid4()
    for _ in range(2):
        bed.capture.add_injury(bed.nurse, bed.visit, bruise(), write)
    assert [entry.body.number for entry in bed.read().injuries] == [1]


def test_an_amended_mark_keeps_its_number_and_its_reason(bed: Bedside) -> None:
    mark = bed.capture.add_injury(bed.nurse, bed.visit, bruise(number=3), uuid4()).value
    bed.capture.amend_injury(bed.nurse, mark, bruise(number=3, length_mm=14.0), "Measured", uuid4())
    entry = bed.read().injuries[0]
    assert (entry.body.number, entry.body.length_mm, entry.head.reason) == (3, 14.0, "Measured")


def test_a_region_is_looked_at_again_and_the_newest_look_stands(bed: Bedside) -> None:
    bed.capture.look(bed.nurse, bed.visit, RegionLook("mouth", Looked.NOT_LOOKED_AT, "Asleep"), uuid4())
    bed.capture.look(bed.nurse, bed.visit, RegionLook("mouth", Looked.NO_INJURY_SEEN), uuid4())
    assert bed.read().looks["mouth"].body.looked is Looked.NO_INJURY_SEEN


def test_a_place_that_is_not_on_the_body_map_is_refused(bed: Bedside) -> None:
    with pytest.raises(Refused, match="not on the body map"):
        bed.capture.add_injury(bed.nurse, bed.visit, bruise(region="mouth"), uuid4())
    with pytest.raises(Refused, match="not on the body map"):
        bed.capture.look(bed.nurse, bed.visit, RegionLook("wing", Looked.NO_INJURY_SEEN), uuid4())
    assert bed.read().injuries == ()


def test_an_answer_can_be_declined_or_not_known_with_its_reason(bed: Bedside) -> None:
    bed.answer("presentation.last_well", NOT_KNOWN, note="The mother is on her way")
    bed.answer("presentation.injury_time", DECLINED, note="Would not say")
    answers = bed.read().answers
    assert answers["presentation.last_well"].body.note == "The mother is on her way"
    assert answers["presentation.injury_time"].body.answer is DECLINED


def test_an_auditor_may_neither_read_nor_write_and_the_attempt_is_written_down(bed: Bedside) -> None:
    auditor = bed.ward.of_role(Role.AUDITOR)
    for attempt in (
        lambda: bed.capture.assessment(auditor, bed.visit),
        lambda: bed.capture.add_account(auditor, bed.visit, told(), uuid4()),
        lambda: bed.capture.answer(auditor, bed.visit, Answered("triage.delay", NOT_KNOWN), uuid4()),
        lambda: bed.capture.protection(auditor, bed.visit),
    ):
        with pytest.raises(Refused):
            attempt()
    assert any("refused" in event for event in bed.ward.events())


def test_reading_is_written_down_once_and_bringing_up_to_date_is_not(bed: Bedside) -> None:
    bed.capture.assessment(bed.nurse, bed.visit)
    before = len(bed.ward.events())
    bed.capture.assessment(bed.nurse, bed.visit, again=True)
    assert len(bed.ward.events()) == before


def test_the_protection_shown_beside_the_questions_is_the_boards(ward: Ward) -> None:
    visit = ward.with_lists().arrives()
    check = ward.services.capture.protection(ward.nurse, visit)
    assert check is not None
    assert check.status == ward.check(visit).status
    unlooked = ward.visit(ward.known(a_person("Cole", "Ellis")))
    assert ward.services.capture.protection(ward.nurse, unlooked.id) is None


def test_what_changes_names_what_to_ask_for_again(bed: Bedside) -> None:
    outcome = bed.capture.look(bed.nurse, bed.visit, RegionLook("back", Looked.NO_INJURY_SEEN), uuid4())
    assert {Topic.ASSESSMENT, Topic.ARRIVALS} <= outcome.changed
