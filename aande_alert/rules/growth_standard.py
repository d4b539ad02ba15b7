"""The WHO Child Growth Standards, built in: daily tables from birth to five years, read when first asked for.

Figures are those of the tables without WHO's restriction beyond 3 standard deviations, as UK charts have
them: the two ways differ there and are never mixed. Centiles are those of the normal distribution.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import erfc, exp, isfinite, log, sqrt
from typing import TYPE_CHECKING, Final

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STANDARD = "WHO Child Growth Standards 2006 and 2007"
LAST_DAY = 1856
HEIGHTS_FROM = 731
"""The first day at which the table of lengths holds heights."""
LYING_LONGER: Final = 0.7
"""Centimetres by which a child is longer lying than standing, as the standard has it (Acta Paediatr 2006)."""

_HEADER: Final = ("day", "girls_l", "girls_m", "girls_s", "boys_l", "boys_m", "boys_s")
_FILES: Final = {
    Measure.WEIGHT: "weight",
    Measure.LENGTH: "length",
    Measure.HEIGHT: "length",
    Measure.HEAD: "head",
}


@dataclass(frozen=True, slots=True)
class Lms:
    """How a measure is spread among healthy children of one sex and age.

    Attributes:
        l: Power that makes the spread normal.
        m: Median, kg or cm.
        s: Coefficient of variation.
    """

    l: float  # noqa: E741 - the name it has in every publication
    m: float
    s: float

    def sds(self, value: float) -> float:
        """Return how many standard deviations a value, more than 0, lies above the median."""
        if self.l == 0:
            return log(value / self.m) / self.s
        return float(((value / self.m) ** self.l - 1) / (self.l * self.s))

    def value_at(self, sds: float) -> float:
        """Return the value at a number of standard deviations, as a centile line needs it."""
        if self.l == 0:
            return self.m * exp(self.s * sds)
        return float(self.m * (1 + self.l * self.s * sds) ** (1 / self.l))


@dataclass(frozen=True, slots=True)
class CentileLine:
    """One of the nine lines of a UK chart.

    Attributes:
        words: `0.4th`.
        sds: Where it lies.
        dashed: Every second line is, so that neighbours are told apart.
    """

    words: str
    sds: float
    dashed: bool


SPACE: Final = 2 / 3
"""Standard deviations from one centile line to the next."""
LINES: Final = tuple(
    CentileLine(words, number * SPACE, dashed=bool(number % 2))
    for number, words in enumerate(
        ("0.4th", "2nd", "9th", "25th", "50th", "75th", "91st", "98th", "99.6th"), start=-4
    )
)
_ON_THE_LINE: Final = 0.005


def centile(sds: float) -> float:
    """Return the percentage of healthy children below."""
    return 50 * erfc(-sds / sqrt(2))


def centile_words(sds: float) -> str:
    """Return where a figure lies among the lines: `9th to 25th`, `on the 9th`, `below the 0.4th`."""
    on = next((line for line in LINES if abs(line.sds - sds) < _ON_THE_LINE), None)
    if on is not None:
        return f"on the {on.words}"
    below = [line for line in LINES if line.sds < sds]
    if not below:
        return f"below the {LINES[0].words}"
    if len(below) == len(LINES):
        return f"above the {LINES[-1].words}"
    return f"{below[-1].words} to {LINES[len(below)].words}"


def place_sds(place: int) -> float:
    """Return the figure of a place on a UK chart, in half spaces from the 50th; between lines, the middle."""
    return place * SPACE / 2


def lms(measure: Measure, sex: Sex, day: int) -> Lms | None:
    """Return the standard at an age; `None` before birth, after five years, and without a sex.

    Args:
        measure: Length and height share a table.
        sex: Female or male.
        day: Completed days since birth, or since the due date.

    Raises:
        Unavailable: The tables cannot be used.
    """
    days = _table(_FILES[measure]).get(sex, ())
    return days[day] if 0 <= day < len(days) else None


def as_the_table_has_it(measure: Measure, value: float, day: int) -> float:
    """Return a length as the height it would be from two years on, and a height as the length before."""
    if measure is Measure.LENGTH and day >= HEIGHTS_FROM:
        return value - LYING_LONGER
    if measure is Measure.HEIGHT and day < HEIGHTS_FROM:
        return value + LYING_LONGER
    return value


@cache
def _table(name: str) -> Mapping[Sex, tuple[Lms, ...]]:
    return read_table(resource("growth", f"who_{name}.csv"))


def read_table(path: Path) -> Mapping[Sex, tuple[Lms, ...]]:
    """Return one table by sex, a row for each day from birth, checked.

    Raises:
        Unavailable: The file cannot be read, lacks a day or holds a figure that cannot be right.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return _checked(list(csv.reader(file, strict=True)))
    except (OSError, ValueError, IndexError, csv.Error) as fault:
        what = f"The growth table {path.name} cannot be used: {fault}"
        raise Unavailable(what, "Install the program again.", kept="No figure was given.") from fault


def _checked(rows: list[list[str]]) -> Mapping[Sex, tuple[Lms, ...]]:
    header, *lines = rows
    figures = [tuple(float(cell) for cell in line) for line in lines]
    fault = _fault(tuple(header), figures)
    if fault:
        raise ValueError(fault)
    return {
        Sex.FEMALE: tuple(Lms(*row[1:4]) for row in figures),
        Sex.MALE: tuple(Lms(*row[4:7]) for row in figures),
    }


def _fault(header: tuple[str, ...], figures: list[tuple[float, ...]]) -> str:
    if header != _HEADER or any(len(row) != len(_HEADER) for row in figures):
        return f"its columns are not {', '.join(_HEADER)}"
    if [row[0] for row in figures] != list(range(LAST_DAY + 1)):
        return f"it does not hold every day from 0 to {LAST_DAY}"
    if not all(isfinite(figure) for row in figures for figure in row):
        return "a figure is no number"
    if min(min(row[2], row[3], row[5], row[6]) for row in figures) <= 0:
        return "a median or a spread is not more than nothing"
    return ""
