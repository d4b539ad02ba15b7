"""The rules as listed, and what happens to one that breaks or is switched off."""

from __future__ import annotations

from dataclasses import replace

from aande_alert.domain.findings import NotEvaluated, Tier
from aande_alert.rules.content import load_content
from aande_alert.rules.prompting import prompt, prompts
from aande_alert.rules.registry import evaluate, listed, run

CONTENT = load_content()


def test_each_rule_lists_its_inputs_with_their_values_version_source_and_switch() -> None:
    lines = {line.id: line for line in listed(CONTENT)}
    assert len(lines) >= 20
    for line in lines.values():
        assert line.inputs
        assert all(item.allowed and item.words for item in line.inputs)
        assert line.version
        assert line.source
        assert line.on == (not line.off_because)
    assert not lines["burns.burn-tool"].on
    assert lines["bruising.not-mobile"].inputs[0].name == "born"


def test_a_rule_that_is_off_says_so_and_rules_nothing_out() -> None:
    result = evaluate("burns.burn-tool", {"burn": True}, CONTENT)
    assert isinstance(result, NotEvaluated)
    finding = prompt(result, CONTENT)
    assert finding is not None
    assert finding.title == "Not evaluated: burn score (BuRN-Tool)"
    assert finding.body.endswith("Nothing was ruled out.")
    assert finding.tier is Tier.NOTE


def test_a_rule_that_breaks_is_shown_as_not_evaluated() -> None:
    broken = replace(CONTENT.rules["bruising.not-mobile"], tables={})
    given = {"born": "2026-10-02", "seen": "2026-11-22", "mobility": "rolls", "marks": ["bruise"]}
    result = evaluate(
        "bruising.not-mobile",
        given,
        replace(CONTENT, rules={**CONTENT.rules, "bruising.not-mobile": broken}),
    )
    assert isinstance(result, NotEvaluated)
    assert "KeyError" in result.reason


def test_a_rule_that_works_is_run() -> None:
    rule = CONTENT.rules["screening.scan"]
    assert run(rule, lambda found: NotEvaluated(found.id, found.version, "asked")).rule_id == rule.id


def test_prompts_stand_most_serious_first_and_what_cannot_tell_last() -> None:
    baby = {"born": "2026-10-02", "seen": "2026-11-22"}
    results = [
        evaluate("nice.burn", {}, CONTENT),
        evaluate("screening.scan", {"delay": True}, CONTENT),
        evaluate("explanation.early", {"corrected_months": 2, "needs": "rolls"}, CONTENT),
        evaluate("nice.cut", {"cut": False}, CONTENT),
        evaluate("bruising.not-mobile", {**baby, "mobility": "not_mobile", "marks": ["bruise"]}, CONTENT),
    ]
    found = prompts(results, CONTENT)
    assert [finding.rule_id for finding in found] == [
        "bruising.not-mobile",
        "screening.scan",
        "explanation.early",
        "nice.burn",
    ]
    assert found[0].version == "1.0.0"
    assert repr(found[0]) == "Finding(bruising.not-mobile, withheld)"
    assert found[0].senior_to_dismiss
