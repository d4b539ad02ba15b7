"""The two axes of a growth chart: age in days along, kg or cm up, both as far as the picture needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.drawings.shapes import Box, Point
from aande_alert.rules.growth_standard import HEIGHTS_FROM, LAST_DAY, LINES, lms
from aande_alert.rules.seen_child import DAYS_IN_MONTH

LINES_FROM: Final = 14
LINES_UNTIL: Final = 1460
"""Days between which UK charts use the WHO standard; outside them no line is drawn."""
_WEEK: Final = 7
_TERM_WEEKS: Final = 40
_DAYS_SHOWN_UNTIL: Final = 28
_WEEKS_SHOWN_UNTIL: Final = 365
_MONTHS_SHOWN_UNTIL: Final = 24
_ENDS: Final = (63, 91, 182, 365, 731, LINES_UNTIL + 1, LAST_DAY)
_WEEKS_TO: Final = 182
_VALUE_STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_ROOM: Final = 0.04
_SAMPLES: Final = 120
_STEPS_OF: Final = {True: (1, 2, 4, 8, 13), False: (1, 2, 3, 6, 12)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on an axis: where in days or units, and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class ChartAxes:
    """Both axes laid on the plot.

    Attributes:
        plot: The rectangle, px.
        days: First and last day.
        values: Lowest and highest value, kg or cm.
    """

    plot: Box
    days: tuple[int, int]
    values: tuple[float, float]

    def x(self, day: float) -> float:
        """Return where an age stands."""
        first, last = self.days
        return self.plot[0] + self.plot[2] * (day - first) / (last - first)

    def y(self, value: float) -> float:
        """Return where a value stands; one beyond the axis stands at its end."""
        low, high = self.values
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return self.plot[1] + self.plot[3] * (1 - share)

    @property
    def in_weeks(self) -> bool:
        """Say whether ages are counted in weeks rather than months."""
        return self.days[1] <= _WEEKS_TO

    def age_marks(self, apart: float) -> Iterator[Mark]:
        """Yield marks at least `apart` px from each other; before the due date, weeks of pregnancy."""
        unit = _WEEK if self.in_weeks else DAYS_IN_MONTH
        per_unit = self.plot[2] * unit / (self.days[1] - self.days[0])
        steps = _STEPS_OF[self.in_weeks]
        step = next((each for each in steps if each * per_unit >= apart), steps[-1])
        for number in range(ceil(self.days[0] / unit / step) * step, floor(self.days[1] / unit) + 1, step):
            weeks_of_pregnancy = _TERM_WEEKS + round(number * unit / _WEEK)
            yield Mark(number * unit, str(number if number >= 0 else weeks_of_pregnancy))

    def value_marks(self, apart: float) -> Iterator[Mark]:
        """Yield marks at least `apart` px from each other."""
        low, high = self.values
        per_unit = self.plot[3] / (high - low)
        step = next((each for each in _VALUE_STEPS if each * per_unit >= apart), _VALUE_STEPS[-1])
        for number in range(ceil(low / step), floor(high / step) + 1):
            yield Mark(number * step, f"{number * step:g}")


def axes(plot: Box, measure: Measure, sex: Sex, points: Iterable[tuple[int, float]]) -> ChartAxes:
    """Return axes that hold every point and, where there are lines, every line.

    Args:
        plot: Rectangle, px.
        measure: What was measured.
        sex: Whose lines.
        points: Age in days and value of everything to be drawn.
    """
    drawn = list(points)
    youngest, oldest = min((day for day, _ in drawn), default=0), max((day for day, _ in drawn), default=0)
    first = min(0, floor(youngest / _WEEK) * _WEEK)
    last = next((end for end in _ENDS if end > oldest), LAST_DAY)
    known = [value for _, value in drawn]
    for day in (LINES_FROM, min(last, LINES_UNTIL)):
        at = lms(measure, sex, day)
        if at is not None:
            known += [at.value_at(LINES[0].sds), at.value_at(LINES[-1].sds)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = (high - low) * _ROOM or 1.0
    return ChartAxes(plot, (first, last), (max(0.0, low - room), high + room))


def line_points(where: ChartAxes, measure: Measure, sex: Sex, sds: float) -> Iterator[tuple[Point, ...]]:
    """Yield a centile line as far as UK charts draw it; lengths and heights are two lines.

    Args:
        where: The axes.
        measure: What was measured.
        sex: Whose lines; none are drawn without one.
        sds: Where the line lies, standard deviations.
    """
    seam = HEIGHTS_FROM if measure in {Measure.LENGTH, Measure.HEIGHT} else LINES_UNTIL
    last = min(where.days[1], LINES_UNTIL)
    for start, stop in ((LINES_FROM, min(seam - 1, last)), (seam, last)):
        points = tuple(_on_the_line(where, measure, sex, (start, stop, sds)))
        if len(points) > 1:
            yield points


def _on_the_line(
    where: ChartAxes, measure: Measure, sex: Sex, span: tuple[int, int, float]
) -> Iterator[Point]:
    start, stop, sds = span
    step = max(1, (where.days[1] - where.days[0]) // _SAMPLES)
    days = [*range(start, stop, step), stop] if start < stop else []
    for day in days:
        at = lms(measure, sex, day)
        if at is not None:
            yield where.x(day), where.y(at.value_at(sds))


def days_words(days: int) -> str:
    """Return an age, `25d` under four weeks, `7w 2d` under a year, then `14m` and `2y 3m`."""
    if days < _DAYS_SHOWN_UNTIL:
        return f"{days}d"
    if days < _WEEKS_SHOWN_UNTIL:
        return f"{days // _WEEK}w {days % _WEEK}d" if days % _WEEK else f"{days // _WEEK}w"
    # A year without a leap day is twelve months too.
    months = int((days + 1.5) / DAYS_IN_MONTH)
    years, left = divmod(months, 12)
    if months < _MONTHS_SHOWN_UNTIL:
        return f"{months}m"
    return f"{years}y {left}m" if left else f"{years}y"
