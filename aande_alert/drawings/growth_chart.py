"""A growth chart: the nine lines of a UK chart, one child's measurements, and the fall where there is one.

The lines are the WHO standard from 2 weeks to 4 years, where UK charts use it; elsewhere no line is drawn.
A point stands at the age UK charts use; a cross stands at the other age. What cannot be right is marked at
the edge, so that it is seen and does not squash the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aande_alert.domain.wording import show_date
from aande_alert.drawings.glyphs import OTHER_AGE, WARNING
from aande_alert.drawings.growth_axes import (
    LINES_UNTIL,
    axes,
    days_words,
    line_points,
)
from aande_alert.drawings.growth_legend import Legend
from aande_alert.drawings.growth_points import (
    ChartPoint,
    Fall,
    GrowthChart,
    age_words,
    along_the_lines,
    alternative,
)
from aande_alert.drawings.shapes import (
    Box,
    Ellipse,
    Glyph,
    Group,
    Line,
    Point,
    Polygon,
    Polyline,
    Rect,
    Scene,
    Shape,
    StandsFor,
    Text,
)
from aande_alert.drawings.shapes import Measure as Width
from aande_alert.rules.growth_standard import LAST_DAY, LINES, lms

_LEFT: Final = 46.0
_RIGHT: Final = 56.0
_TOP: Final = 30.0
_AXIS: Final = 26.0
_LABELS_APART: Final = 12.0
_ROOM_FOR_WORDS: Final = 200.0
"""Height of a plot in which words beside a point hide nothing, px at 100 %."""
_BOX: Final = (112.0, 36.0)


@dataclass(frozen=True, slots=True)
class ChartView:
    """How a chart is looked at.

    Attributes:
        width: Of the picture, px.
        height: Of the picture, px.
        selected: The measurement in focus.
        focused: Whether the keyboard is here, which draws the focus ring.
        scale: Text setting, 1.0 to 2.0.
    """

    width: float
    height: float
    selected: StandsFor = None
    focused: bool = False
    scale: float = 1.0


def growth_scene(chart: GrowthChart, view: ChartView, width: Width) -> Scene:
    """Draw the whole picture.

    Args:
        chart: What is drawn.
        view: How it is looked at.
        width: Width of words in a role.
    """
    drawn = _Drawing(chart, view, width)
    shapes = (
        Rect(0, 0, view.width, view.height, fill="surface"),
        *drawn.grid(),
        *drawn.lines(),
        *drawn.words_in_focus(),
        Group((*drawn.fall(), *drawn.other_ages(), *drawn.points(), *drawn.edges()), drawn.around_plot()),
        *drawn.selected(),
        *drawn.legend(),
    )
    return Scene(view.width, view.height, tuple(shapes), alternative(chart))


class _Drawing:
    """One chart at one size, part by part from back to front."""

    def __init__(self, chart: GrowthChart, view: ChartView, width: Width) -> None:
        self._chart, self._view, self._width = chart, view, width
        self._k = view.scale
        self._legend = Legend(chart, view.width, view.scale, width)
        foot = _AXIS + self._legend.height + 4
        plot = (
            _LEFT * self._k,
            _TOP * self._k,
            max(1.0, view.width - (_LEFT + _RIGHT) * self._k),
            max(1.0, view.height - (_TOP + foot) * self._k),
        )
        self._roomy = plot[3] >= _ROOM_FOR_WORDS * self._k
        placed = chart.placed()
        ages = [(day, point.measured.value) for point, day in placed]
        ages += [(day, point.measured.value) for point, day in self._others()]
        self._axes = axes(plot, chart.measure, chart.sex, ages)

    def _others(self) -> Iterator[tuple[ChartPoint, int]]:
        for point, _ in self._chart.placed():
            day = self._chart.other_day_of(point)
            if day is not None and day <= LAST_DAY:
                yield point, day

    def around_plot(self) -> Box:
        """Return the plot with room for a sign that stands on its edge."""
        left, top, wide, high = self._axes.plot
        room = 9 * self._k
        return (left - room, top - room, wide + 2 * room, high + 2 * room)

    # ---------------------------------------------------------------- ground

    def grid(self) -> Iterator[Shape]:
        """Draw the grid, the marks of both axes and their headings."""
        left, top, wide, high = self._axes.plot
        yield Rect(left, top, wide, high, ink="line2")
        for mark in self._axes.age_marks(44 * self._k):
            x = self._axes.x(mark.at)
            due = mark.at == 0 and self._axes.days[0] < 0
            yield Line(x, top, x, top + high, ink="control" if due else "line")
            yield self._text(x, top + high + 16 * self._k, mark.words, anchor="middle")
        for mark in self._axes.value_marks(28 * self._k):
            y = self._axes.y(mark.at)
            yield Line(left, y, left + wide, y, ink="line")
            yield self._text(left - 8 * self._k, y + 4 * self._k, mark.words, anchor="end")
        head = top - 10 * self._k
        yield self._text(
            left - 8 * self._k, head, self._chart.measure.unit, role="small_strong", anchor="end"
        )
        yield self._text(left + wide + 6 * self._k, head, "centile", role="small_strong")
        yield from self._age_headings(head)

    def _age_headings(self, head: float) -> Iterator[Shape]:
        unit = "Weeks" if self._axes.in_weeks else "Months"
        x = max(self._axes.plot[0], self._axes.x(0))
        room = self._axes.plot[0] + self._axes.plot[2] - x - 8 * self._k
        told = [f"{unit} from birth", unit]
        if self._chart.due is not None and not self._chart.actual_age:
            after = f"{unit} after the due date"
            told = [f"{after}, {show_date(self._chart.due)}", after, unit]
        words = next((each for each in told if self._width(each, "small_strong") * self._k <= room), unit)
        yield self._text(x + 4 * self._k, head, words, role="small_strong")
        room = x - self._axes.plot[0]
        before = "Weeks of pregnancy"
        if self._width(before, "small_strong") * self._k < room:
            yield self._text(self._axes.plot[0] + 4 * self._k, head, before, role="small_strong")

    def lines(self) -> Iterator[Shape]:
        """Draw the nine lines, each named at its end; where they are too near, every second name."""
        chart, last = self._chart, min(self._axes.days[1], LINES_UNTIL)
        at = lms(chart.measure, chart.sex, last)
        if at is None:
            return
        ends = [self._axes.y(at.value_at(line.sds)) for line in LINES]
        crowded = min(low - high for low, high in pairwise(ends)) < _LABELS_APART * self._k
        for line, y in zip(LINES, ends, strict=True):
            dash = (6.0, 4.0) if line.dashed else ()
            weight = 1.75 if line.sds == 0 else 1.0
            for points in line_points(self._axes, chart.measure, chart.sex, line.sds):
                yield Polyline(points, ink="cent", weight=weight, dash=dash)
            if not (crowded and line.dashed):
                x = self._axes.x(last) + 6 * self._k
                yield self._text(x, y + 4 * self._k, line.words, role="small_strong", ink="text2")

    # ---------------------------------------------------------------- the child

    def fall(self) -> Iterator[Shape]:
        """Draw the birth centile carried on, and the ground between it and what was measured."""
        fall, measured = self._chart.fall, along_the_lines(self._chart)
        if fall is None or not measured:
            return
        carried = self._carried(fall.birth_sds, measured[0][0], measured[-1][0])
        there = [(self._axes.x(day), self._axes.y(value)) for day, value in measured]
        if len(there) > 1:
            yield Polygon((*carried, *reversed(there)), fill="control", hatch=True, strength=0.5)
            yield Polyline(carried, ink="text", weight=1.5, dash=(1.5, 3.0))
        (x, top), (_, foot) = carried[-1], there[-1]
        yield Line(x, top, x, foot - 8 * self._k, ink="text", weight=1.5)
        yield Line(x - 4 * self._k, top, x + 4 * self._k, top, ink="text", weight=1.5)
        tip = foot - 7 * self._k
        yield Polygon(
            ((x, tip), (x - 4 * self._k, tip - 7 * self._k), (x + 4 * self._k, tip - 7 * self._k)),
            fill="text",
        )
        yield from self._fall_words(fall, (x, top))

    def _fall_words(self, fall: Fall, at: Point) -> Iterator[Shape]:
        wide, high = _BOX[0] * self._k, _BOX[1] * self._k
        words = (f"Fall of {fall.spaces:.1f} spaces", f"asks at {fall.asked}")
        wide = max(wide, self._width(words[0], "small_strong") * self._k + 16 * self._k)
        left, top, plot_wide, _ = self._axes.plot
        x = min(at[0] + 10 * self._k, left + plot_wide - wide)
        y = max(at[1] - high - 4 * self._k, top + 2 * self._k)
        yield Rect(x, y, wide, high, 3, ink="control", fill="surface")
        yield self._text(x + 8 * self._k, y + 15 * self._k, words[0], role="small_strong", ink="text")
        yield self._text(x + 8 * self._k, y + 30 * self._k, words[1])

    def _carried(self, sds: float, first: int, last: int) -> tuple[Point, ...]:
        """Return the birth centile carried on from one age to another."""
        step = max(1, (last - first) // 40)
        days = (*range(first, last, step), last)
        spread = [(day, lms(self._chart.measure, self._chart.sex, day)) for day in days]
        return tuple(
            (self._axes.x(day), self._axes.y(at.value_at(sds))) for day, at in spread if at is not None
        )

    def _place(self, point: ChartPoint, day: int) -> Point:
        return self._axes.x(day), self._axes.y(point.measured.value)

    def other_ages(self) -> Iterator[Shape]:
        """Draw a cross at the other age of every point, and the way to it from the one in focus."""
        at = {point.id: self._place(point, day) for point, day in self._chart.placed()}
        for point, day in self._others():
            x, y = self._place(point, day)
            if point.id == self._view.selected and self._roomy:
                yield Line(at[point.id][0], y, x, y, ink="control")
                words = f"{'corrected' if self._chart.actual_age else 'actual'} age {days_words(day)}"
                yield self._beside(x, y + 4 * self._k, words)
            yield Glyph(OTHER_AGE, x, y, self._k, ink="control", stands_for=point.id)

    def _beside(self, x: float, y: float, words: str) -> Text:
        """Return words to the right of a sign, or over it where the plot ends."""
        left, _, wide, _ = self._axes.plot
        room = 10 * self._k
        if x + room + self._width(words, "small") * self._k <= left + wide:
            return self._text(x + room, y, words)
        half = self._width(words, "small") * self._k / 2
        return self._text(min(x, left + wide - half), y - 2 * room, words, anchor="middle")

    def points(self) -> Iterator[Shape]:
        """Draw the measurements joined in the order of their days, each with the sign of how it was made."""
        at = [(point, self._place(point, day)) for point, day in self._chart.placed()]
        if len(at) > 1:
            yield Polyline(tuple(place for _, place in at), ink="text", weight=1.5)
        for point, (x, y) in at:
            yield Glyph(point.measured.how.value, x, y, self._k, ink="text", stands_for=point.id)

    def edges(self) -> Iterator[Shape]:
        """Mark at the edge what cannot be drawn where it belongs: wrong values and ages beyond the chart."""
        left, top, wide, high = self._axes.plot
        drawn = {point.id for point, _ in self._chart.placed()}
        for point in self._chart.points:
            if point.id not in drawn:
                day = self._chart.day_of(point)
                first, last = self._axes.days
                x = left if day is None else self._axes.x(min(max(day, first), last))
                much = point.measured.value > self._axes.values[1]
                y = top if much else min(self._axes.y(point.measured.value), top + high)
                yield Glyph(WARNING, min(x, left + wide), y, self._k, stands_for=point.id)

    def selected(self) -> Iterator[Shape]:
        """Draw the ring about the measurement in focus."""
        for point, day in self._chart.placed():
            if point.id != self._view.selected:
                continue
            x, y = self._place(point, day)
            reach = 8.0 * self._k
            if self._view.focused:
                yield Ellipse(x, y, reach, reach, ink="focus-in", weight=2, stands_for=point.id)
                yield Ellipse(x, y, reach + 2.5, reach + 2.5, ink="focus", weight=3, stands_for=point.id)
            else:
                yield Ellipse(x, y, reach, reach, ink="text", weight=1.5, stands_for=point.id)

    def words_in_focus(self) -> Iterator[Shape]:
        """Draw what the measurement in focus says, under every sign."""
        for point, day in self._chart.placed():
            if point.id == self._view.selected and self._roomy:
                x, y = self._place(point, day)
                words = f"{point.measured.shown}, {age_words(self._chart, point, day)}"
                yield from self._under(x, y + 24 * self._k, words)

    def _under(self, x: float, y: float, words: str) -> Iterator[Shape]:
        """Draw words centred under a point, kept inside the plot, on a ground of their own."""
        left, top, wide, high = self._axes.plot
        half = self._width(words, "small_strong") * self._k / 2
        middle = min(max(x, left + half), left + wide - half)
        y = y if y < top + high else y - 40 * self._k
        yield Rect(middle - half - 2, y - 11 * self._k, 2 * half + 4, 14 * self._k, fill="surface")
        yield self._text(middle, y, words, role="small_strong", anchor="middle", ink="text")

    # ---------------------------------------------------------------- words

    def legend(self) -> Iterator[Shape]:
        """Explain the signs that are drawn, and where the lines come from."""
        _, top, _, high = self._axes.plot
        yield from self._legend.drawn(top + high + (_AXIS + 18) * self._k)

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        role: str = "small",
        anchor: str = "start",
        ink: str = "text2",
    ) -> Text:
        wide = self._width(words, role) * self._k
        return Text(x, y, words, wide, role, anchor, self._k, ink=ink)
