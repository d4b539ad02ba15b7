"""The forms: questions are content, read and checked once when the program starts."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from aande_alert.domain.assessment import Question, QuestionKind, Step
from aande_alert.domain.provenance import Source
from aande_alert.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_NEEDS_OPTIONS = {QuestionKind.CHOICE, QuestionKind.CHOICES}


class FormError(ValueError):
    """A form's content contradicts itself; found when it is read, never at the bedside."""


def read_forms(folder: Path | None = None) -> tuple[Question, ...]:
    """Read every form, in the order of the steps and of the questions in each file.

    Args:
        folder: Where the forms are; the shipped ones where none is given.

    Raises:
        FormError: An id is used twice, a choice has no options, or a condition names no earlier question.
    """
    place = folder or resource("content", "forms")
    order = {step: number for number, step in enumerate(Step)}
    forms = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(place.glob("*.toml"))]
    forms.sort(key=lambda form: order[Step(form["step"])])
    questions = tuple(_question(row, Step(form["step"])) for form in forms for row in form["question"])
    _check(questions)
    return questions


def _question(row: Mapping[str, Any], step: Step) -> Question:
    condition = row.get("shown_if")
    return Question(
        id=row["id"],
        step=step,
        words=row["words"],
        kind=QuestionKind(row["kind"]),
        options=tuple((key, words) for key, words in row.get("options", ())),
        help=row.get("help", ""),
        why=row.get("why", ""),
        essential=row.get("essential", False),
        section=row.get("section", ""),
        unit=row.get("unit", ""),
        source=Source(row.get("source", Source.TOLD_BY_ADULT)).value,
        shown_if=(condition[0], condition[1]) if condition else None,
        carried=row.get("carried", False),
    )


def _check(questions: Iterable[Question]) -> None:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            message = f"{question.id} is used twice"
            raise FormError(message)
        if (question.kind in _NEEDS_OPTIONS) != bool(question.options):
            message = f"{question.id}: a choice needs options, and nothing else has them"
            raise FormError(message)
        if question.shown_if and question.shown_if[0] not in seen:
            message = f"{question.id} waits for {question.shown_if[0]}, which is not asked before it"
            raise FormError(message)
        seen.add(question.id)
