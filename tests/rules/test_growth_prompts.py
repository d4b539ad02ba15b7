"""What the growth prompts say, and what they rest on; when they speak is in tests/spec/growth_cases.csv."""

from __future__ import annotations

from typing import Any

import pytest

from aande_alert.domain.findings import CannotTell, Finding, Fires, Tier
from aande_alert.rules.content import load_content
from aande_alert.rules.growth_prompts import has_fallen, spaces_asked, spaces_fallen
from aande_alert.rules.prompting import prompt
from aande_alert.rules.registry import evaluate

CONTENT = load_content()


def shown(rule: str, **inputs: Any) -> Finding:
    found = prompt(evaluate(rule, inputs, CONTENT), CONTENT)
    assert found is not None
    return found


def fall(**inputs: Any) -> Finding:
    usual = {"sds_birth": 0, "birth_from": "uk_chart", "sds_now": -1.4, "age_days": 182, "weighed": "bare"}
    return shown("growth.faltering", **(usual | inputs))


def test_a_fall_is_told_in_spaces_and_by_the_lines_beside_it() -> None:
    found = fall()
    assert found.title == "Weight has fallen 2.1 centile spaces since birth"
    assert found.body.startswith("Birth: on the 50th. Now: 2nd to 9th. NG75 gives 2 or more")
    assert found.tier is Tier.STAYS
    assert "This is a prompt, not a diagnosis." in found.body


def test_the_second_centile_counts_whatever_the_birth_weight() -> None:
    low = fall(sds_birth=-1.0, sds_now=-2.01)
    assert low.title == "Weight below the 2nd centile"
    both = fall(sds_birth=0, sds_now=-2.2)
    assert both.title == "Weight below the 2nd centile, 3.3 centile spaces down since birth"
    unread = fall(sds_birth=None, birth_from=None, sds_now=-2.2)
    assert unread.title == "Weight below the 2nd centile"


def test_ages_that_disagree_are_a_note_with_both_figures() -> None:
    for now, other in ((-1.30, -1.40), (-1.40, -1.30)):
        found = fall(sds_now=now, sds_now_other=other)
        assert found.tier is Tier.NOTE
        assert "2.0 centile spaces" in found.body or "2.1 centile spaces" in found.body
        assert "Actual and corrected age disagree" in found.body


def test_how_the_child_was_weighed_is_asked_for_beside_a_fall() -> None:
    found = fall(weighed="clothed", sds_now=-4.5)
    assert len(found.missing) == 2
    assert "without nappy" in found.missing[0]
    assert "4 standard deviations" in found.missing[1]


def test_the_birth_centile_is_asked_for_in_words_a_nurse_can_follow() -> None:
    found = fall(sds_birth=0.5, birth_from="who")
    assert isinstance(found.result, CannotTell)
    assert "red book" in found.body


def test_early_loss_names_both_weights() -> None:
    found = shown("growth.early-loss", birth_grams=3500, now_grams=3149, weighed="bare")
    assert isinstance(found.result, Fires)
    assert found.title == "Weight loss of 10.0 % since birth"
    assert "Birth 3.500 kg, now 3.149 kg." in found.body


@pytest.mark.parametrize(("birth", "asked"), [(-1.34, 1), (-4 / 3, 2), (0, 2), (4 / 3, 2), (1.34, 3)])
def test_the_birth_weight_decides_how_far_is_too_far(birth: float, asked: int) -> None:
    assert spaces_asked(birth) == asked


def test_a_space_is_two_thirds_of_a_standard_deviation() -> None:
    assert spaces_fallen(0, -2 / 3) == pytest.approx(1)
    assert spaces_fallen(0, 2 / 3) == pytest.approx(-1)
    assert has_fallen(-4 / 3, -8 / 3)
