"""Every clinical rule has a table of cases; each case gets the answer that its source prints."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from aande_alert.rules.content import load_content
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate, listed, word_of

CONTENT = load_content()


def _cases() -> list[tuple[str, str, str, str]]:
    found = []
    for path in sorted(Path(__file__).parent.glob("*_cases.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        found += [(row["rule"], row["case"], row["inputs"], row["expect"]) for row in rows]
    return found


@pytest.mark.parametrize(("rule", "case", "inputs", "expect"), _cases())
def test_the_rule_answers_as_its_table_says(rule: str, case: str, inputs: str, expect: str) -> None:
    assert word_of(evaluate(rule, json.loads(inputs), CONTENT)) == expect, case


@pytest.mark.parametrize(("rule", "case", "inputs", "expect"), _cases())
def test_every_answer_can_be_put_in_words(rule: str, case: str, inputs: str, expect: str) -> None:
    found = prompt(evaluate(rule, json.loads(inputs), CONTENT), CONTENT)
    assert (found is None) == (expect in {"does_not_fire", "out_of_scope"}), case
    if found is not None:
        shown = f"{found.title} {found.body} {' '.join(found.next_steps)} {' '.join(found.missing)}"
        assert "{" not in shown
        assert "low risk" not in shown.lower()


def test_every_rule_has_cases_and_every_rule_of_the_content_can_be_run() -> None:
    assert {rule for rule, *_ in _cases()} == {line.id for line in listed(CONTENT)} == set(CONTENT.rules)


def test_every_prompt_that_interrupts_says_that_it_is_no_diagnosis() -> None:
    loud = [
        wording
        for rule in CONTENT.rules.values()
        for wording in rule.wordings.values()
        if wording.tier == "interrupts"
    ]
    assert loud
    assert all("This is a prompt, not a diagnosis." in wording.body for wording in loud)
