"""A figure says what was measured, beside what, and honestly whether its goal was met."""

from __future__ import annotations

import json

import pytest

from aande_alert.bench.figures import Figure, Goal, figure, in_turns, quantile


@pytest.mark.parametrize(
    ("goal", "floor", "ours", "ratio", "met"),
    [
        (Goal(1.5), 100.0, 140.0, 1.4, True),
        (Goal(1.5), 100.0, 160.0, 1.6, False),
        (Goal(0.35, ">="), 100.0, 250.0, 0.4, True),
        (Goal(0.35, ">="), 100.0, 400.0, 0.25, False),
        (Goal(5.0, unit="ms"), 1.0, 4.0, 4.0, True),
        (Goal(5.0, unit="ms"), 1.0, 6.0, 6.0, False),
        (None, 100.0, 400.0, 4.0, None),
        (Goal(1.5), 0.0, 400.0, 0.0, True),
    ],
)
def test_a_ratio_is_times_as_long_or_a_share_of_the_rate(
    goal: Goal | None, floor: float, ours: float, ratio: float, met: bool | None
) -> None:
    told = json.loads(Figure("one", floor, ours, goal, 3, (ours, ours)).line())
    assert (told["ratio"], told["met"]) == (ratio, met)


def test_a_line_has_exactly_what_was_agreed() -> None:
    told = json.loads(Figure("startup", 100.123456, 140.0, Goal(1.5), 3, (139.0, 151.0)).line())
    assert told == {
        "bench": "startup", "floor": 100.1, "ours": 140.0, "ratio": 1.398, "goal": "<= 1.5x", "met": True,
        "n": 3, "spread": [139.0, 151.0],
    }  # fmt: skip


def test_works_take_turns_at_going_first() -> None:
    order: list[str] = []
    taken = in_turns(3, lambda _: order.append("floor"), lambda number: order.append(f"ours {number}"))
    assert order == ["floor", "ours 0", "ours 1", "floor", "floor", "ours 2"]
    assert [len(one) for one in taken] == [3, 3]


def test_a_slow_point_is_held_against_the_middle_of_the_floor() -> None:
    found = figure("slow", [0.001, 0.002, 0.009], [0.001 * place for place in range(1, 101)], None, at=0.95)
    assert (found.floor, found.ours) == (2.0, 95.0)
    assert found.spread == (6.0, 95.0)
    assert quantile([3.0], 0.95) == 3.0
