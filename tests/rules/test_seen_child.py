"""Ages at the cut-offs, early births, and marks as the body map records them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from aande_alert.domain.answers import NOT_ASKED, Given
from aande_alert.domain.injuries import Injury, InjuryKind
from aande_alert.domain.regions import read_regions
from aande_alert.paths import resource
from aande_alert.rules.seen_child import Mark, SeenChild

REGIONS = read_regions(resource("content", "body_regions.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("pattern", "patterned"), [("hand", True), ("", False)])
def test_a_mark_carries_the_groups_of_its_region(pattern: str, patterned: bool) -> None:
    injury = Injury(1, "ear_left", "head_left", 0.0, 0.0, InjuryKind.BRUISE, pattern=pattern)
    found = Mark.from_injury(uuid4(), injury, REGIONS)
    assert {"ear", "ear_left"} <= found.groups
    assert found.patterned == Given(patterned)
    assert found.words == "Left ear"
    assert "withheld" in repr(found)


@pytest.mark.parametrize(
    "group",
    ["torso", "ear", "neck", "frenulum", "jaw_angle", "cheek_fleshy", "eyelid", "subconjunctiva", "genital"],
)
def test_every_site_a_rule_asks_for_is_on_the_body_map(group: str) -> None:
    assert REGIONS.in_group(group)


@pytest.mark.parametrize(
    ("gestation", "corrected"),
    [
        (NOT_ASKED, 51),
        (Given(254), 25),  # 36 weeks and 2 days, the baby of the pictures
        (Given(259), 51),  # 37 weeks is not early
        (Given(280), 51),
    ],
)
def test_an_early_birth_is_taken_off_the_age(gestation: Given[int], corrected: int) -> None:
    child = SeenChild(date(2026, 10, 2), TODAY, gestation)
    assert child.corrected_months is not None
    assert round(child.corrected_months * 30.4375) == corrected
    assert child.months is not None
    assert round(child.months * 30.4375) == 51
    assert repr(child) == "SeenChild(withheld)"


def test_an_age_not_known_stays_not_known() -> None:
    child = SeenChild(None, TODAY)
    assert child.corrected_months is None
    assert child.months is None
    assert child.completed_months is None
    assert child.younger_than(18) is None
    assert child.called == "child"


def test_an_early_baby_of_the_pictures_is_25_days_corrected() -> None:
    child = SeenChild(date(2026, 10, 2), TODAY, Given(254))
    assert child.called == "baby"
