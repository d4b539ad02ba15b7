"""Figures: work taken in turns, middles and spreads, and each ratio held against its goal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    Work: TypeAlias = Callable[[int], object]

_LOW, _HIGH = 0.05, 0.95
_MS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is held against.

    Attributes:
        limit: The number.
        sign: `<=` or `>=`.
        unit: `x` for the ratio, `ms` for our own time.
    """

    limit: float
    sign: str = "<="
    unit: str = "x"

    @property
    def words(self) -> str:
        """Return the goal as printed, `<= 1.5x`."""
        return f"{self.sign} {self.limit:g}{self.unit}"

    def ratio(self, floor: float, ours: float) -> float:
        """Return ours beside the floor: how many times as long, or for `>=` what share of its rate."""
        above, below = (floor, ours) if self.sign == ">=" else (ours, floor)
        return above / below if below else 0.0

    def met(self, floor: float, ours: float) -> bool:
        """Say whether it is reached."""
        if self.unit == "ms":
            return ours <= self.limit
        ratio = self.ratio(floor, ours)
        return ratio >= self.limit if self.sign == ">=" else ratio <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the answer.

    Attributes:
        bench: Which bench, and which of its figures.
        floor: The least this work could cost on this machine, ms.
        ours: What the program takes for it, ms.
        goal: From the table of goals; `None` where none was set.
        n: How often ours was measured.
        spread: Fifth and ninety-fifth percentile of ours, ms.
    """

    bench: str
    floor: float
    ours: float
    goal: Goal | None
    n: int
    spread: tuple[float, float]

    def line(self) -> str:
        """Return the line as JSON; the ratio is ours to floor, and for a goal `>=` floor to ours."""
        judge = self.goal or Goal(0.0)
        told = {
            "bench": self.bench,
            "floor": _short(self.floor),
            "ours": _short(self.ours),
            "ratio": _short(judge.ratio(self.floor, self.ours)),
            "goal": self.goal.words if self.goal else None,
            "met": self.goal.met(self.floor, self.ours) if self.goal else None,
            "n": self.n,
            "spread": [_short(one) for one in self.spread],
        }
        return json.dumps(told)


def in_turns(rounds: int, *works: Work) -> tuple[list[float], ...]:
    """Do each work once a round, another one first each time, and return the seconds each took.

    Args:
        rounds: How often.
        works: Each is given the number of the round, from 0.
    """
    taken: tuple[list[float], ...] = tuple([] for _ in works)
    for number in range(rounds):
        for place in range(len(works)):
            which = (place + number) % len(works)
            begun = perf_counter()
            works[which](number)
            taken[which].append(perf_counter() - begun)
    return taken


def figure(
    bench: str, floors: Sequence[float], ours: Sequence[float], goal: Goal | None, *, at: float = 0.5
) -> Figure:
    """Return the figure of some seconds: the middle of the floor beside the middle of ours.

    Args:
        bench: Its name.
        floors: Seconds the floor took.
        ours: Seconds ours took.
        goal: What it is held against.
        at: Another point of ours than the middle, 0.95 for all but the slowest.
    """
    shown = median(ours) if at == 0.5 else quantile(ours, at)  # noqa: PLR2004 - the middle
    spread = (quantile(ours, _LOW) * _MS, quantile(ours, _HIGH) * _MS)
    return Figure(bench, median(floors) * _MS, shown * _MS, goal, len(ours), spread)


def quantile(taken: Sequence[float], share: float) -> float:
    """Return the value below which this share of the others lies."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _short(number: float) -> float:
    """Return a number to four figures: more would be noise."""
    return float(f"{number:.4g}")
