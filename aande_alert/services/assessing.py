"""The assessment as it stands now: newest versions, what differs, what is missing, what to think of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aande_alert.domain.accounts import Axis, Difference
from aande_alert.domain.assessment import Assessment, Question, Step, StepLine, StepState
from aande_alert.domain.regions import figure_for
from aande_alert.domain.wording import local, show_time, whole_years
from aande_alert.drawings.figures import body_regions
from aande_alert.services.prompts import accounts_that_differ, prompts_for
from aande_alert.services.referral_facts import rows_not_seen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from aande_alert.domain.accounts import Account
    from aande_alert.domain.assessment import Answered
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.people import Person
    from aande_alert.persistence.store import Transaction
    from aande_alert.rules.content import Content

STEPS = tuple(step for step in Step if step is not Step.TRIAGE)


def read_assessment(
    tx: Transaction, attendance_id: UUID, questions: tuple[Question, ...], content: Content
) -> Assessment:
    """Read everything captured in one attendance, with its prompts."""
    visit = tx.attendances.get(attendance_id)
    person = tx.people.get(visit.person_id)
    answers = {entry.body.question: entry for entry in tx.entries.newest(attendance_id, "answer")}
    accounts = _in_order_told(tx.entries.newest(attendance_id, "account"))
    decided = {entry.body.axis: entry for entry in tx.entries.newest(attendance_id, "difference")}
    consents = tx.entries.newest(attendance_id, "consent")
    bare = Assessment(
        attendance=visit,
        person=person,
        steps=(),
        questions=questions,
        answers=answers,
        carried=_carried(tx, person, attendance_id, questions),
        accounts=accounts,
        differences=_with_decisions(accounts_that_differ(accounts, content), decided, accounts),
        injuries=tuple(
            sorted(tx.entries.newest(attendance_id, "injury"), key=lambda entry: entry.body.number)
        ),
        looks={entry.body.region: entry for entry in tx.entries.newest(attendance_id, "look")},
        consent=max(consents, key=lambda entry: entry.head.written_at) if consents else None,
        photographs=tuple(
            sorted(tx.entries.newest(attendance_id, "photograph"), key=lambda entry: entry.body.number)
        ),
        figure=_figure(tx, person),
    )
    return _complete(bare, prompts=prompts_for(bare, content, tx.now))


def _complete(bare: Assessment, *, prompts: tuple[Any, ...]) -> Assessment:
    return replace(bare, steps=tuple(_line(step, bare) for step in STEPS), prompts=prompts)


def _in_order_told(accounts: tuple[Entry[Account], ...]) -> tuple[Entry[Account], ...]:
    return tuple(sorted(accounts, key=lambda entry: entry.body.told_at))


def _carried(
    tx: Transaction, person: Person, attendance_id: UUID, questions: tuple[Question, ...]
) -> dict[str, Entry[Answered]]:
    """Find the last answer of an earlier visit to each question that is carried forward."""
    wanted = {question.id for question in questions if question.carried}
    earlier: dict[str, Entry[Answered]] = {}
    for entry in tx.entries.of_people((person.id,), "answer"):
        name = entry.body.question
        if name not in wanted or entry.head.attendance_id == attendance_id:
            continue
        if name not in earlier or earlier[name].head.written_at < entry.head.written_at:
            earlier[name] = entry
    return earlier


def _with_decisions(
    differences: tuple[Difference, ...],
    decided: Mapping[Axis, Entry[Any]],
    accounts: tuple[Entry[Account], ...],
) -> tuple[Difference, ...]:
    """Put what a person decided beside each difference; an account written since opens it again."""
    found = []
    for difference in differences:
        entry = decided.get(difference.axis)
        said = [accounts[number - 1].head.written_at for number in difference.accounts]
        if entry is None or max(said) > entry.head.written_at:
            found.append(difference)
            continue
        by = f"{entry.head.by_initials} {show_time(entry.head.written_at)}"
        found.append(
            replace(
                difference, decided_by=by, is_difference=entry.body.is_difference, reason=entry.body.reason
            )
        )
    return tuple(found)


def _figure(tx: Transaction, person: Person) -> str:
    born = person.birth.on
    return figure_for(None if born is None else whole_years(born, local(tx.now).date())).value


def _line(step: Step, assessment: Assessment) -> StepLine:
    if step is Step.EXPLANATIONS:
        return _accounts_line(assessment)
    if step is Step.INJURIES:
        return _injuries_line(assessment)
    if step is Step.PHOTOGRAPHS:
        return _photographs_line(assessment)
    return _questions_line(step, assessment)


def _questions_line(step: Step, assessment: Assessment) -> StepLine:
    answers = {name: entry.body.answer for name, entry in assessment.answers.items()}
    asked = [one for one in assessment.questions if one.step is step and one.is_asked(answers)]
    answered = [question for question in asked if question.id in assessment.answers]
    missing = sum(1 for question in asked if question.essential and question.id not in assessment.answers)
    if not answered:
        carried = any(question.id in assessment.carried for question in asked)
        return StepLine(step, *((StepState.FROM_RECORD, "From the record") if carried else _NOT_STARTED))
    if missing:
        return StepLine(step, StepState.STARTED, f"{missing} still needed")
    return StepLine(step, StepState.COMPLETE, "Essentials recorded")


_NOT_STARTED = (StepState.NOT_STARTED, "Not started")


def _accounts_line(assessment: Assessment) -> StepLine:
    count = len(assessment.accounts)
    if not count:
        return StepLine(Step.EXPLANATIONS, *_NOT_STARTED)
    undecided = sum(1 for difference in assessment.differences if difference.is_difference is None)
    words = f"{count} account{'s' if count > 1 else ''}"
    if undecided:
        return StepLine(Step.EXPLANATIONS, StepState.STARTED, f"{words}, {undecided} to decide")
    differ = sum(1 for difference in assessment.differences if difference.is_difference)
    return StepLine(Step.EXPLANATIONS, StepState.COMPLETE, f"{words}, {differ} differ" if differ else words)


def _injuries_line(assessment: Assessment) -> StepLine:
    marks, looked = len(assessment.injuries), len(assessment.looks)
    if not marks and not looked:
        return StepLine(Step.INJURIES, *_NOT_STARTED)
    words = f"{marks} mark{'' if marks == 1 else 's'}"
    unseen = len(rows_not_seen(assessment, body_regions()))
    if unseen:
        return StepLine(Step.INJURIES, StepState.STARTED, f"{words}, {unseen} to look at")
    return StepLine(Step.INJURIES, StepState.COMPLETE, words)


def _photographs_line(assessment: Assessment) -> StepLine:
    count = len(assessment.photographs)
    if not count:
        words = "Consent recorded" if assessment.consent else "Not started"
        state = StepState.STARTED if assessment.consent else StepState.NOT_STARTED
        return StepLine(Step.PHOTOGRAPHS, state, words)
    return StepLine(Step.PHOTOGRAPHS, StepState.COMPLETE, f"{count} taken")
