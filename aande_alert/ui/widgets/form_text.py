"""An assessment's questions as the records a form shows; one wording for every page that has a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_APPLICABLE
from aande_alert.ui.state.assessment import carried_words, drafts_of_answers, kept_words
from aande_alert.ui.widgets.form_row import QuestionText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aande_alert.domain.assessment import Answered, Assessment, Draft, Step
    from aande_alert.domain.entries import Entry


def question_texts(
    assessment: Assessment, step: Step, today: date, drafts: Iterable[Draft] = ()
) -> tuple[QuestionText, ...]:
    """Return the questions of a step with what was answered, carried forward, or typed and not saved."""
    typed = drafts_of_answers(drafts, assessment.answers)
    found = []
    for question in assessment.questions:
        if question.step is not step:
            continue
        entry = assessment.answers.get(question.id)
        earlier = assessment.carried.get(question.id)
        draft = typed.get(question.id)
        found.append(
            QuestionText(
                question,
                entry.body if entry else None,
                _kept(entry, today) if entry else "",
                earlier.body if earlier else None,
                carried_words(question, earlier) if earlier else "",
                draft.text if draft else "",
            )
        )
    return tuple(found)


def _kept(entry: Entry[Answered], today: date) -> str:
    """Return when it was kept; a reason no button offers is said in words, so no field looks unanswered."""
    kept = kept_words(entry.head, today)
    answer = entry.body.answer
    return f"{answer.words}. {kept}" if answer is NOT_APPLICABLE else kept
