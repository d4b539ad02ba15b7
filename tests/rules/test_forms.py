"""The shipped forms hold together, and one that contradicts itself is found when it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.assessment import Step
from aande_alert.rules.forms import FormError, read_forms

if TYPE_CHECKING:
    from pathlib import Path

ASKED = '[[question]]\nid = "home"\nwords = "Who is at home?"\nkind = "text"\n'
CHOICE = '[[question]]\nid = "walks"\nwords = "Does she walk?"\nkind = "choice"\noptions = [["no", "No"]]\n'


def form(folder: Path, *questions: str, step: Step = Step.TRIAGE, name: str = "one") -> None:
    """Write a form of one step."""
    body = "\n".join((f'step = "{step.value}"', *questions))
    (folder / f"{name}.toml").write_text(body, encoding="utf-8")


def test_the_shipped_forms_are_in_the_order_of_the_steps_and_ask_nothing_twice() -> None:
    questions = read_forms()
    order = list(Step)
    places = [order.index(question.step) for question in questions]
    assert places == sorted(places)
    assert len({question.id for question in questions}) == len(questions)
    assert all(question.words for question in questions)


def test_a_question_waits_for_one_that_was_asked_before_it(tmp_path: Path) -> None:
    form(tmp_path, CHOICE, ASKED + 'shown_if = ["walks", "no"]\n')
    assert [question.shown_if for question in read_forms(tmp_path)] == [None, ("walks", "no")]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ((ASKED, ASKED), "home is used twice"),
        ((CHOICE.split("options", maxsplit=1)[0],), "walks: a choice needs options"),
        ((ASKED + 'options = [["a", "A"]]\n',), "home: a choice needs options, and nothing else has them"),
        ((ASKED + 'shown_if = ["walks", "no"]\n', CHOICE), "home waits for walks, which is not asked"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(
    tmp_path: Path, questions: tuple[str, ...], words: str
) -> None:
    form(tmp_path, *questions)
    with pytest.raises(FormError, match=words):
        read_forms(tmp_path)


def test_an_id_used_in_two_forms_is_used_twice(tmp_path: Path) -> None:
    first, second = list(Step)[:2]
    form(tmp_path, ASKED, step=second, name="a")
    form(tmp_path, ASKED, step=first, name="b")
    with pytest.raises(FormError, match="used twice"):
        read_forms(tmp_path)
