"""A referral's words: each keeps who said it, a gap is said, and nothing is joined or guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.answers import DECLINED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered, Assessment, Question, QuestionKind, Step
from aande_alert.domain.entries import Entry, Head
from aande_alert.domain.identity import Sex
from aande_alert.domain.people import Relation
from aande_alert.domain.plans import (
    CheckFailed,
    NotChecked,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    ProtectionCheck,
)
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.services.assessing import read_assessment
from aande_alert.services.gathering import (
    Answers,
    identity_box,
    lines_of,
    only_reported,
    plan_lines,
    reasons,
    region_words_of,
    safety,
    sections,
    statements_of,
    value_words,
    worried,
)
from tests.builders import NOW, a_person
from tests.services.referring import Referring
from tests.services.ward import Ward


def asked(kind: QuestionKind = QuestionKind.TEXT, **different: Any) -> Question:
    question = Question("family.home", Step.FAMILY, "Who lives at home?", kind)
    return replace(question, **different)


def answered(question: Question, answer: Any, **different: Any) -> Entry[Answered]:
    head = Head(uuid4(), uuid4(), 1, uuid4(), uuid4(), NOW, NOW, "OKORO, Grace (Ms)", "GO", uuid4())
    return Entry(head, Answered(question.id, answer, **different))


def answers(question: Question, entry: Entry[Answered] | None) -> Answers:
    return Answers({question.id: question}, {} if entry is None else {question.id: entry})


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("three", "three"),
        ("s47", "Children Act, section 47"),
        (True, "Yes"),
        (False, "No"),
        (("s47", "other"), "Children Act, section 47, other"),
        (["s47"], "Children Act, section 47"),
        (datetime(2026, 11, 22, 9, 5, tzinfo=UTC), "22-Nov-2026 09:05"),
        (date(2026, 11, 22), "22-Nov-2026"),
        (3.14, "3.14 kg"),
    ],
)
def test_a_value_prints_as_its_question_has_it(value: object, words: str) -> None:
    question = asked(options=(("s47", "Children Act, section 47"),), unit="kg")
    assert value_words(question, value) == words


@pytest.mark.parametrize(
    ("answer", "words", "choice"),
    [(Given("her mother"), "her mother", "her mother"), (NOT_KNOWN, "", ""), (None, "", "")],
)
def test_only_what_was_given_counts_as_words(answer: Any, words: str, choice: str) -> None:
    question = asked()
    held = answers(question, None if answer is None else answered(question, answer))
    assert (held.words(question.id), held.choice(question.id)) == (words, choice)


def test_a_gap_is_a_statement_too() -> None:
    question = asked()
    statement = answers(question, None).statement(question.id, label="Home")
    assert (statement.words, statement.label) == ("Who lives at home? Not asked.", "Home")
    assert statement.provenance.source is Source.NOT_KNOWN
    assert "Who" not in repr(statement)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("", "Who lives at home? Declined to say."),
        ("He left.", "Who lives at home? Declined to say. He left."),
    ],
)
def test_what_was_declined_says_so_with_the_reason(note: str, words: str) -> None:
    question = asked()
    statement = answers(question, answered(question, DECLINED, note=note)).statement(question.id)
    assert statement.words == words
    assert statement.provenance.who == "OKORO, Grace (Ms)"


def test_a_statement_is_known_as_the_person_marked_it_else_as_its_question_has_it() -> None:
    question = asked()
    plain = answers(question, answered(question, Given("x"))).statement(question.id)
    assert plain.provenance.source is Source.TOLD_BY_ADULT
    seen = Provenance(Source.SEEN, "BHATT, Rohan (Dr)", NOW)
    marked = answers(question, answered(question, Given("x"), provenance=seen)).statement(question.id)
    assert marked.provenance == seen


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (
            "1. See Jonah.\n\n- Strategy discussion.\n2) Checks.",
            ("See Jonah.", "Strategy discussion.", "Checks."),
        ),
        ("  \n", ()),
        ("One line", ("One line",)),
    ],
)
def test_what_is_wanted_prints_a_line_each(typed: str, lines: tuple[str, ...]) -> None:
    assert lines_of(typed) == lines


def test_a_long_answer_prints_line_by_line_with_one_mark_each() -> None:
    question = asked()
    held = answers(question, answered(question, Given("Four bruises.\nCannot roll.")))
    found = statements_of(held, question.id, opinion=True)
    assert [(one.words, one.opinion) for one in found] == [("Four bruises.", True), ("Cannot roll.", True)]
    (blank,) = statements_of(answers(question, answered(question, Given(" - "))), question.id)
    assert blank.words == " - "
    (gap,) = statements_of(answers(question, None), question.id)
    assert gap.provenance.source is Source.NOT_KNOWN


# ---------------------------------------------------------------- from a whole assessment


def read(referring: Referring) -> Assessment:
    services = referring.ward.services.referrals
    with referring.ward.store.reading() as tx:
        return read_assessment(tx, referring.visit, services._questions, referring.ward.content)


def test_opinion_stands_last_and_an_opinion_nobody_gave_is_left_out(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("analysis.worried", "Four bruises.")
    assert [one.opinion for one in worried(Answers.of(read(referring)))] == [False]
    referring.answer("analysis.opinion", "Somebody may have hurt her.")
    assert [one.opinion for one in worried(Answers.of(read(referring)))] == [False, True]


def test_safety_names_what_nobody_asked(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("analysis.tonight", "Ward 3.")
    said = {one.label: one.words for one in safety(Answers.of(read(referring)))}
    assert said["Tonight"] == "Ward 3."
    assert said["Police"].endswith("Not asked.")


def test_sections_are_never_blank_and_a_childs_words_are_quoted(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("child.words", "Mummy was at work.")
    parts = {part.title: part for part in sections(read(referring))}
    assert all(part.statements for part in parts.values())
    child = parts["What the child said, and what was observed"]
    assert any(one.words == "“Mummy was at work.”" for one in child.statements)
    assert "withheld" not in repr(child)


def test_what_only_adults_said_is_gathered(ward: Ward) -> None:
    referring = Referring(ward).written()
    told = only_reported(sections(read(referring)))
    assert any("Jonah, 4" in one.words for one in told)
    assert all(one.provenance.source is Source.TOLD_BY_ADULT for one in told)


def test_a_reason_for_what_cannot_be_known_is_printed_and_an_empty_one_is_not(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("presentation.last_well", None, note="The partner left before we could ask.")
    referring.answer("family.home", None)
    (statement,) = reasons(read(referring), ward.content)
    assert statement.words == "Who last saw the child well: Not known. The partner left before we could ask."
    assert statement.provenance.source is Source.NOT_KNOWN


def test_regions_that_were_looked_at_have_words_as_marked_ones_have(ward: Ward) -> None:
    referring = Referring(ward).written("account")
    referring.mark()
    words = region_words_of(read(referring), {"cheek_fleshy_left": "Left cheek, fleshy"})
    assert words["cheek_fleshy_left"] == "Left cheek, fleshy"
    assert len(words) > 10


# ---------------------------------------------------------------- page one's boxes


def relation(words: str, *, responsible: bool | None = None, given: str = "Hannah") -> Relation:
    person = a_person("Pell", given, "1999-03-04")
    return Relation(
        person, words, lives_here=True, has_responsibility=responsible, since=None, provenance=None
    )


def test_the_identity_box_says_what_is_hidden_and_what_is_not_known() -> None:
    bare = a_person(addresses=(), phones=(), mother_name="")
    box = dict(identity_box(bare, (), "", ()))
    assert box["Address"] == box["Phone"] == box["Mother"] == box["Social worker"] == "Not Known"
    assert box["Also known as"] == "None recorded"
    hidden = dict(identity_box(a_person(shield_location=True), (), "", ()))
    assert hidden["Address"] == hidden["Phone"] == "Hidden: ask before telling anybody"


@pytest.mark.parametrize(
    ("responsible", "words"), [(True, "Has PR."), (False, "No PR."), (None, "PR Not Known.")]
)
def test_a_parents_standing_is_said_or_said_not_to_be_known(responsible: bool | None, words: str) -> None:
    home = (relation("Brother", given="Jonah"), relation("Mother", responsible=responsible))
    box = dict(identity_box(a_person(), home, "MARSH, Delroy (Mr)", ("RAIKES, Maisy",)))
    assert box["Mother"] == f"PELL, Hannah. {words}"
    assert box["Father"] == "Not Known"
    assert box["Also known as"] == "RAIKES, Maisy"


def test_each_child_of_the_family_has_a_line_of_what_the_lists_say() -> None:
    on = OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, date(2026, 10, 2), "CN", "Neglect")
    ended = PlanEnded(uuid4(), PlanKind.CHILD_PROTECTION, date(2026, 8, 14), "AB")
    unknown = OnPlan(uuid4(), PlanKind.LOOKED_AFTER, None, "XX")
    none = NotListed(NOW, (2, 2))
    people = [
        (a_person(given="Maisie"), ProtectionCheck(NOW, (on,))),
        (a_person("Holroyd", "Jonah"), ProtectionCheck(NOW, (ended,))),
        (a_person("Sykes", "Orla", sex=Sex.FEMALE), ProtectionCheck(NOW, (unknown,))),
        (a_person("Cole", "Ellis"), ProtectionCheck(NOW, (none,))),
        (a_person("Cole", "Amy"), ProtectionCheck(NOW, (NotChecked("no list"),))),
        (a_person("Cole", "Ben"), ProtectionCheck(NOW, (CheckFailed("broken"),))),
    ]
    lines = plan_lines(people, {"CN": "Calderdale North Council"}, {"CN": "List 22-Nov-2026 06:10"})
    assert (lines[0].status, lines[0].since_or_ended, lines[0].council, lines[0].source) == (
        "CP plan: neglect", "02-Oct-2026", "Calderdale North", "List 22-Nov-2026 06:10",
    )  # fmt: skip
    assert (lines[1].status, lines[1].since_or_ended, lines[1].source) == (
        "Plan ended", "Ended 14-Aug-2026", "Not Known",
    )  # fmt: skip
    assert (lines[2].since_or_ended, lines[2].council) == ("Not Known", "XX")
    assert [line.status for line in lines[3:]] == ["No record, 14:10", "NOT CHECKED: no list", "CHECK FAILED"]
    assert "PELL" not in repr(lines)
    assert plan_lines(people[3:4], {}, {})[0].source == "No list"
