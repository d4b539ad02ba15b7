"""What stands beside the assessment: a prompt from what was written down, never from what was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from aande_alert.domain.answers import NOT_KNOWN, Given
from aande_alert.domain.findings import CannotTell, Finding, Fires, NotEvaluated
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.rules.content import Content
from tests.builders import NOW
from tests.services.test_capture import Bedside, bruise, told, two_accounts
from tests.services.ward import Ward


@pytest.fixture
def bed(ward: Ward) -> Bedside:
    return Bedside(ward)


def found(bed: Bedside) -> dict[str, Finding]:
    return {finding.rule_id: finding for finding in bed.read().prompts}


def test_an_empty_assessment_has_no_prompt(bed: Bedside) -> None:
    assert bed.read().prompts == ()


def test_a_bruise_on_a_baby_who_cannot_roll_prompts_first(bed: Bedside) -> None:
    bed.answer("development.mobility", Given("not_mobile"))
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    first = bed.read().prompts[0]
    assert first.rule_id == "bruising.not-mobile"
    assert isinstance(first.result, Fires)


def test_what_the_triage_nurse_saw_counts_until_somebody_has_looked_again(bed: Bedside) -> None:
    bed.answer("triage.mobile", Given("not_mobile"))
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    assert isinstance(found(bed)["bruising.not-mobile"].result, Fires)
    bed.answer("development.mobility", Given("walks"))
    assert "bruising.not-mobile" not in found(bed)


@pytest.mark.parametrize("asked", [False, True])
def test_without_the_ability_the_rule_cannot_tell_and_asks_for_it(bed: Bedside, asked: bool) -> None:
    if asked:
        bed.answer("development.mobility", NOT_KNOWN)
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    assert isinstance(found(bed)["bruising.not-mobile"].result, Fires | CannotTell)


def test_no_injury_seen_prompts_nothing(bed: Bedside) -> None:
    bed.answer("development.mobility", Given("not_mobile"))
    bed.capture.look(bed.nurse, bed.visit, RegionLook("back", Looked.NO_INJURY_SEEN), uuid4())
    assert "bruising.not-mobile" not in found(bed)


def test_an_account_that_needs_what_the_child_cannot_do_is_named_with_its_number(bed: Bedside) -> None:
    bed.answer("development.mobility", Given("not_mobile"))
    bed.capture.add_account(bed.nurse, bed.visit, told(needs_ability="rolls"), uuid4())
    finding = found(bed)["explanation.ability"]
    assert "account 1" in finding.grounds


def test_accounts_that_differ_and_a_delay_nobody_explained_prompt(bed: Bedside) -> None:
    two_accounts(bed)
    late = told(happened_at=NOW - timedelta(hours=16))
    bed.capture.add_account(bed.nurse, bed.visit, late, uuid4())
    assert {"accounts.differ", "presentation.delay"} <= set(found(bed))


def changed(content: Content, rule_id: str, **different: object) -> Content:
    rules = {**content.rules, rule_id: replace(content.rules[rule_id], **different)}  # type: ignore[arg-type]
    return replace(content, rules=rules)


def test_a_rule_that_is_switched_off_says_so(bed: Bedside) -> None:
    bed.ward.break_rules(changed(bed.ward.content, "bruising.not-mobile", on=False))
    bed.capture = bed.ward.services.capture
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    assert isinstance(found(bed)["bruising.not-mobile"].result, NotEvaluated)


def test_a_rule_that_breaks_shows_as_not_evaluated_and_the_others_still_answer(bed: Bedside) -> None:
    bed.ward.break_rules(changed(bed.ward.content, "bruising.not-mobile", limits={}, tables={}))
    bed.capture = bed.ward.services.capture
    bed.answer("development.mobility", Given("not_mobile"))
    bed.capture.add_injury(bed.nurse, bed.visit, bruise(), uuid4())
    broken = found(bed)["bruising.not-mobile"]
    assert isinstance(broken.result, NotEvaluated)
    assert "could not be run" in broken.body
    assert len(found(bed)) > 1
