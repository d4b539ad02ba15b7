"""A council's list as values: the saved layout, and counts that add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import Birth, PersonName, Sex
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import (
    DateOrder,
    ListedRow,
    ListLabel,
    RegisterProfile,
    RegisterReading,
    RowCounts,
    RowProblem,
    Severity,
)

LAYOUT = RegisterProfile(
    "Weekly plan list",
    columns={"Family name": "surname"},
    dates=DateOrder.DAY_FIRST,
    codes={"plan_type": {"X": "unborn"}},
    constants={"plan_type": "unborn"},
    delimiter=";",
    sheet="Plans",
)


def test_a_layout_is_the_same_after_it_was_kept() -> None:
    assert RegisterProfile.from_dict(LAYOUT.to_dict()) == LAYOUT


def test_a_layout_kept_by_an_older_version_has_the_usual_values() -> None:
    assert RegisterProfile.from_dict({"name": "Old"}) == RegisterProfile("Old")


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"name": 3},
        {"name": "x", "dates": "never"},
        {"name": "x", "codes": []},
        {"name": "x", "columns": {1: "a"}},
    ],
)
def test_what_is_no_layout_is_refused_in_words(kept: Mapping[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        RegisterProfile.from_dict(kept)
    assert "layout" in refused.value.sentence()


def test_counts_say_when_a_row_is_unaccounted_for() -> None:
    assert RowCounts(10, 5, 3, 1, 1).add_up
    assert not RowCounts(10, 5, 3, 1, 0).add_up


@pytest.mark.parametrize(
    ("counts", "share"), [(RowCounts(0, 0, 0, 0, 0), 0.0), (RowCounts(50, 40, 8, 2, 0), 0.04)]
)
def test_the_share_of_rejected_rows_opens_the_gate(counts: RowCounts, share: float) -> None:
    label = ListLabel("CN", date(2026, 11, 20), PlanKind.CHILD_PROTECTION, full=True)
    reading = RegisterReading(label, "0" * 64, (), (), {}, (), counts)
    assert reading.rejected_share == share


def test_a_row_and_what_is_wrong_with_it_withhold_the_child() -> None:
    name, birth = PersonName("RAIKES", "Maisy"), Birth(date(2024, 10, 2))
    row = ListedRow(4, "plan:1", PlanKind.CHILD_PROTECTION, name, birth, Sex.FEMALE)
    problem = RowProblem(4, "Surname", "RAIKES", "E14", "words", Severity.WARNING)
    assert "RAIKES" not in repr(row) + repr(problem)
    assert row.keyed("plan:2").row_key == "plan:2"
