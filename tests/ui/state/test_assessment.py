"""The assessment's words: each says what is known and how, and nothing unknown reads as an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import DECLINED, NOT_ASKED, NOT_KNOWN, Given
from aande_alert.domain.assessment import Answered, Draft, Question, QuestionKind, Step
from aande_alert.domain.entries import Entry, Head
from aande_alert.domain.injuries import Injury, InjuryKind, Looked
from aande_alert.domain.provenance import Source
from aande_alert.ui.state.assessment import (
    RegionLine,
    carried_words,
    drafts_of_answers,
    heard_words,
    kept_words,
    on_axis,
    quoted,
    restored_words,
    said,
    seen_words,
    told_words,
    value_words,
)

NOW = datetime(2026, 11, 22, 15, 20, tzinfo=UTC)
WEIGHT = Question("development.weight", Step.DEVELOPMENT, "Weight today", QuestionKind.NUMBER, unit="kg")
URGENCY = Question(
    "a.b", Step.ANALYSIS, "How soon?", QuestionKind.CHOICE, options=(("same_day", "Same day"), ("now", "Now"))
)


def head(**different: Any) -> Head:
    made = Head(uuid4(), uuid4(), 1, uuid4(), uuid4(), NOW, NOW, "BHATT, Rohan (Dr)", "RB", uuid4())
    return replace(made, **different)


def account(**different: Any) -> Account:
    return replace(
        Account("RAIKES, Kieran (Mr)", "Mother's partner", "OKORO, Grace (Ms)", NOW, "Words."), **different
    )


@pytest.mark.parametrize(
    ("today", "words"),
    [(date(2026, 11, 22), "Kept 15:20, RB"), (date(2026, 11, 23), "Kept 22-Nov-2026 15:20, RB")],
)
def test_when_an_answer_was_kept_names_the_day_only_where_it_was_not_today(today: date, words: str) -> None:
    assert kept_words(head(), today) == words


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (WEIGHT, Given(3.14), "3.14 kg"),
        (WEIGHT, NOT_KNOWN, "Not known"),
        (URGENCY, Given("same_day"), "Same day"),
        (URGENCY, Given(("same_day", "now")), "Same day, Now"),
        (URGENCY, Given(value=True), "Yes"),
        (URGENCY, Given(value=False), "No"),
        (URGENCY, Given(date(2026, 11, 22)), "22-Nov-2026"),
        (URGENCY, Given(NOW), "22-Nov-2026 15:20"),
        (URGENCY, Given("As typed"), "As typed"),
        (URGENCY, DECLINED, "Declined to say"),
    ],
)
def test_an_answer_reads_as_it_was_given(question: Question, answer: Any, words: str) -> None:
    assert value_words(question, answer) == words


def test_an_earlier_answer_names_its_day_and_who_wrote_it() -> None:
    entry = Entry(head(), Answered("a.b", Given("now")))
    assert carried_words(URGENCY, entry) == "22-Nov-2026, BHATT, Rohan (Dr): Now"


def test_a_draft_older_than_what_was_kept_is_not_put_back() -> None:
    visit, who = uuid4(), uuid4()
    kept = {"a.b": Entry(head(), Answered("a.b", Given("now")))}
    older = Draft(visit, "answer.a.b", "n", who, NOW - timedelta(minutes=1))
    newer = Draft(visit, "answer.a.b", "now and", who, NOW + timedelta(minutes=1))
    other = Draft(visit, "account.new", "{}", who, NOW)
    assert drafts_of_answers([older, other], kept) == {}
    assert drafts_of_answers([newer], kept) == {"a.b": newer}
    assert drafts_of_answers([older], {}) == {"a.b": older}


def test_what_was_restored_names_the_last_minute_kept() -> None:
    visit, who = uuid4(), uuid4()
    drafts = [Draft(visit, "x", "y", who, NOW), Draft(visit, "z", "y", who, NOW + timedelta(minutes=2))]
    assert restored_words(drafts) == "Restored to 15:22. Nothing was lost."
    assert restored_words([Draft(visit, "x", "y", who)]) == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Given("Living room"), "Living room"),
        (NOT_ASKED, "Not asked"),
        (NOT_KNOWN, "Not said"),
        (DECLINED, "Declined to say"),
    ],
)
def test_what_an_account_does_not_say_is_never_filled_in(answer: Any, words: str) -> None:
    assert said(answer) == words


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"alone": Given(value=True), "interpreter": "None needed"}, "Alone. None needed."),
        ({"alone": Given(value=False), "present": "her mother"}, "With her mother."),
        ({"alone": Given(value=False)}, "Not alone."),
        ({}, "Alone or not: not asked."),
    ],
)
def test_how_an_account_was_heard(different: dict[str, Any], words: str) -> None:
    assert heard_words(account(**different)) == words


def test_to_whom_and_when_and_the_exact_words() -> None:
    assert told_words(account()) == "To OKORO, Grace (Ms), 15:20"
    assert quoted(" I only turned round. ") == "“I only turned round.”"


def test_each_axis_reads_its_own_field() -> None:
    told = account(mechanism=Given("h"), happened=Given("w"), place=Given("p"), who_was_there=Given("o"))
    assert [said(on_axis(told, axis)) for axis in Axis] == ["h", "w", "p", "o"]


@pytest.mark.parametrize(
    ("line", "done", "words"),
    [
        (RegionLine("cheek", "Left cheek, fleshy", (1,), None, all_marked=True), True, "Mark 1"),
        (RegionLine("back", "Back", (4,), None), False, "Mark 4; the rest not looked at"),
        (RegionLine("back", "Back", (4,), Looked.NO_INJURY_SEEN), True, "Mark 4"),
        (RegionLine("back", "Back", (), Looked.NO_INJURY_SEEN), True, "No injury seen"),
        (RegionLine("back", "Back", (), Looked.NOT_LOOKED_AT, "Asleep"), False, "Not looked at"),
        (RegionLine("back", "Back", (), None), False, "Not looked at"),
    ],
)
def test_a_row_nobody_looked_at_never_reads_as_without_injury(
    line: RegionLine, done: bool, words: str
) -> None:
    assert (line.is_done, line.state) == (done, words)


def test_a_mark_says_who_saw_it_and_which_accounts_cover_it() -> None:
    mark = Injury(1, "back", "back", 1, 1, InjuryKind.BRUISE)
    one, two = Entry(head(), account()), Entry(head(), account())
    assert seen_words(Entry(head(), mark), (one, two)) == "Seen RB. No account covers it."
    by_colleague = replace(mark, seen_by="ELLERBY, Joanne (Dr)", covered_by=(one.head.id,))
    assert seen_words(Entry(head(), by_colleague), (one, two)) == (
        "Seen ELLERBY, Joanne (Dr). Account 1 covers it."
    )
    told = replace(
        mark, source=Source.TOLD_BY_ADULT, seen_by="PELL, Hannah (Miss)", covered_by=(one.head.id,)
    )
    entry = Entry(head(), told)
    both = (one, Entry(two.head, account(covers=(entry.head.id,))))
    assert seen_words(entry, both) == "Reported by PELL, Hannah (Miss). Accounts 1 and 2 cover it."
