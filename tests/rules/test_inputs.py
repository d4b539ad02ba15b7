"""A table of cases is read strictly: a misspelt input is said, never taken for "not recorded"."""

from __future__ import annotations

from typing import Any

import pytest

from aande_alert.domain.answers import DECLINED, NOT_ASKED, Given
from aande_alert.domain.errors import Refused
from aande_alert.rules.content import load_content
from aande_alert.rules.inputs import Input, Inputs, yes_no
from aande_alert.rules.registry import evaluate

CONTENT = load_content()
KNOWN = (
    yes_no("bruise", "There is a bruise"),
    Input("age", ("<months>",), "Age"),
    Input("kind", ("one", "two"), "Kind"),
    Input("kinds", ("one", "two"), "Kinds"),
    Input("regions", ("<groups>",), "Regions"),
    Input("born", ("<date>",), "Date of birth"),
)


def test_what_is_left_out_or_null_was_not_recorded() -> None:
    given = Inputs({"bruise": None}, KNOWN)
    assert given.yes_no("bruise") is NOT_ASKED
    assert given.number("age") is NOT_ASKED
    assert given.choices("kinds") is NOT_ASKED
    assert given.day("born") is None


def test_a_reason_for_not_knowing_is_kept() -> None:
    assert Inputs({"bruise": "declined"}, KNOWN).yes_no("bruise") is DECLINED


def test_values_are_read_as_what_the_rule_takes() -> None:
    given = Inputs({"bruise": False, "age": 3, "kind": "one", "kinds": ["two"], "regions": ["ear"]}, KNOWN)
    assert given.yes_no("bruise") == Given(value=False)
    assert given.number("age") == Given(3.0)
    assert given.choice("kind") == Given("one")
    assert given.choices("kinds") == Given(("two",))
    assert given.choices("regions") == Given(("ear",))


@pytest.mark.parametrize(
    ("values", "name", "read", "said"),
    [
        ({"bruise": "yes"}, "bruise", "yes_no", "bruise does not take 'yes'."),
        ({"age": True}, "age", "number", "age does not take True."),
        ({"age": "three"}, "age", "number", "age does not take 'three'."),
        ({"kind": "three"}, "kind", "choice", "kind does not take 'three'."),
        ({"kinds": ["one", "four"]}, "kinds", "choices", "kinds does not take four."),
        ({"kinds": "one"}, "kinds", "choices", "kinds does not take 'one'."),
        ({"born": "22/11/2026"}, "born", "day", "born is not a date."),
    ],
)
def test_a_value_that_is_none_is_refused_and_named(
    values: dict[str, Any], name: str, read: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        getattr(Inputs(values, KNOWN), read)(name)
    assert refused.value.what == said
    assert refused.value.do


def test_an_unknown_input_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="no input brusie"):
        evaluate("nice.bruise", {"brusie": True}, CONTENT)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Refused, match=r"There is no rule nice\.everything"):
        evaluate("nice.everything", {}, CONTENT)
