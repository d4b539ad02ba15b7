"""What a growth chart shows, and the same in words: measurements, the age each stands at, a fall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aande_alert.domain.growth import Measure, Measurement
from aande_alert.domain.identity import Sex
from aande_alert.domain.wording import show_date
from aande_alert.drawings.growth_axes import LINES_FROM, LINES_UNTIL, days_words
from aande_alert.drawings.shapes import StandsFor
from aande_alert.rules.growth import Remark, Standing
from aande_alert.rules.growth_standard import LAST_DAY, centile_words


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One measurement on the chart.

    Attributes:
        id: Of the entry it stands for.
        measured: What, how much, when and how.
        standing: Where it stands by actual and corrected age.
    """

    id: StandsFor
    measured: Measurement
    standing: Standing


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall that NG75 asks about.

    Attributes:
        birth_sds: The birth weight's figure as read from a UK chart; carried on as a dotted line.
        spaces: Centile spaces fallen.
        asked: At how many NG75 asks for this birth weight.
    """

    birth_sds: float
    spaces: float
    asked: int


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """What a chart is drawn from.

    Attributes:
        measure: Weight, length (heights with it) or head.
        sex: Whose lines.
        points: In the order of their days.
        born_words: `born at 36w 2d`; `gestation not known`.
        due: The due date where the child was born early; `None` otherwise.
        actual_age: Plot everything by actual age instead of the age UK charts use.
        fall: Shaded where NG75 asks about one.
    """

    measure: Measure
    sex: Sex
    points: tuple[ChartPoint, ...]
    born_words: str = ""
    due: date | None = None
    actual_age: bool = False
    fall: Fall | None = None

    def day_of(self, point: ChartPoint) -> int | None:
        """Return the age a point stands at, in days."""
        return point.standing.days if self.actual_age else point.standing.used_days

    def other_day_of(self, point: ChartPoint) -> int | None:
        """Return the age its cross stands at; `None` where UK charts use the actual age anyway."""
        standing = point.standing
        if not standing.by_corrected:
            return None
        return standing.corrected_days if self.actual_age else standing.days

    def placed(self) -> tuple[tuple[ChartPoint, int], ...]:
        """Return what can be drawn as a point, each with its age: not what cannot be right, not over five."""
        found = ((point, self.day_of(point)) for point in self.points if not point.standing.impossible)
        return tuple((point, day) for point, day in found if day is not None and day <= LAST_DAY)


def along_the_lines(chart: GrowthChart) -> list[tuple[int, float]]:
    """Return ages and values between the ages at which there are lines.

    Where the child was measured before the lines begin, the way to the next measurement enters there.
    """
    found = [(day, point.measured.value) for point, day in chart.placed()]
    inside = [place for place in found if LINES_FROM <= place[0] <= LINES_UNTIL]
    before = [place for place in found if place[0] < LINES_FROM]
    if before and inside and inside[0][0] > LINES_FROM:
        (day, value), (later, then) = before[-1], inside[0]
        inside.insert(0, (LINES_FROM, value + (then - value) * (LINES_FROM - day) / (later - day)))
    return inside


def source_words(chart: GrowthChart) -> str:
    """Return where the lines come from and where there are none."""
    if chart.sex not in {Sex.FEMALE, Sex.MALE}:
        return "No lines: the standard has girls and boys."
    return (
        "WHO standard, 9 lines two thirds of a standard deviation apart, from 2 weeks to 4 years "
        "as on UK charts."
    )


def age_words(chart: GrowthChart, point: ChartPoint, day: int) -> str:
    """Return the age a point stands at, `25d corrected` or `7w 2d`."""
    if point.standing.by_corrected and not chart.actual_age:
        early = -day
        return f"{days_words(day)} corrected" if day >= 0 else f"{days_words(early)} before the due date"
    return days_words(day)


def alternative(chart: GrowthChart) -> str:
    """Return what the picture tells, in sentences: whose, every measurement in order, the fall, the lines."""
    whose = ", ".join(part for part in (chart.sex.value.lower(), chart.born_words) if part)
    count = len(chart.points)
    told = [f"{chart.measure.words} chart, {whose}, {count} measurement{'' if count == 1 else 's'}."]
    told += [sentence(chart, point) for point in chart.points]
    if chart.fall is not None:
        told.append(
            f"Fall of {chart.fall.spaces:.1f} centile spaces since birth; asked at {chart.fall.asked}."
        )
    return " ".join((*told, source_words(chart)))


def sentence(chart: GrowthChart, point: ChartPoint) -> str:
    """Return one measurement in words: day, value, how, age, where it lies, or that it cannot be right."""
    standing, measured = point.standing, point.measured
    day = chart.day_of(point)
    age = "age not known" if day is None else age_words(chart, point, day)
    figure = standing.sds if chart.actual_age else standing.used_sds
    if standing.impossible:
        where = "cannot be right"
    else:
        where = "no centile" if figure is None else centile_words(figure)
        if figure is not None and {Remark.EARLY, Remark.FROM_FOUR} & set(standing.remarks):
            where += " of the WHO standard, which UK charts do not use at this age"
    return f"{show_date(measured.on)}, {age}: {measured.shown}, {measured.how.words.lower()}, {where}."
