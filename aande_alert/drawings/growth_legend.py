"""What the signs of a growth chart mean, in as many lines as the width needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aande_alert.domain.growth import HowMeasured
from aande_alert.drawings.glyphs import CARRIED, OTHER_AGE, WARNING
from aande_alert.drawings.growth_points import GrowthChart, along_the_lines, source_words
from aande_alert.drawings.shapes import Glyph, Measure, Shape, Text

_LINE: Final = 22.0
_LEFT: Final = 14.0
_EDGE: Final = 8.0


class Legend:
    """The signs that are drawn, and where the lines come from.

    Args:
        chart: What is drawn.
        across: Width of the picture, px.
        scale: Text setting, 1.0 to 2.0.
        measure: Width of words in a role.
    """

    def __init__(self, chart: GrowthChart, across: float, scale: float, measure: Measure) -> None:
        self._across, self._k, self._measure = across, scale, measure
        self._signs = self._in_lines(tuple(_parts(chart)))
        self._source = self._broken(source_words(chart))

    @property
    def height(self) -> float:
        """Return the height it needs, px at 100 %."""
        return _LINE * (len(self._signs) + len(self._source))

    def drawn(self, y: float) -> Iterator[Shape]:
        """Draw it.

        Args:
            y: The line on which the first letters stand.
        """
        for parts in self._signs:
            x = _LEFT * self._k
            for sign, words in parts:
                yield Glyph(sign, x + 6 * self._k, y - 4 * self._k, self._k, ink="text")
                yield self._text(x + 18 * self._k, y, words)
                x += self._wide(words)
            y += _LINE * self._k
        for words in self._source:
            yield self._text(_EDGE * self._k, y, words)
            y += _LINE * self._k

    def _wide(self, words: str) -> float:
        return (self._measure(words, "small") + 34) * self._k

    def _in_lines(self, parts: tuple[tuple[str, str], ...]) -> list[list[tuple[str, str]]]:
        rows: list[list[tuple[str, str]]] = []
        x = self._across
        for part in parts:
            wide = self._wide(part[1])
            if x + wide > self._across:
                rows.append([])
                x = _LEFT * self._k
            rows[-1].append(part)
            x += wide
        return rows

    def _broken(self, words: str) -> list[str]:
        room = self._across - 2 * _EDGE * self._k
        rows = [""]
        for word in words.split():
            longer = f"{rows[-1]} {word}".strip()
            if rows[-1] and self._measure(longer, "small") * self._k > room:
                rows.append(word)
            else:
                rows[-1] = longer
        return rows

    def _text(self, x: float, y: float, words: str) -> Text:
        return Text(x, y, words, self._measure(words, "small") * self._k, scale=self._k, ink="text2")


def _parts(chart: GrowthChart) -> Iterator[tuple[str, str]]:
    hows = {point.measured.how for point in chart.points}
    for how in HowMeasured:
        if how in hows:
            high = " (reads high)" if how.reads_high and how is not HowMeasured.NOT_KNOWN else ""
            yield how.value, f"{how.words}{high}"
    if any(chart.other_day_of(point) is not None for point, _ in chart.placed()):
        yield OTHER_AGE, "Corrected age" if chart.actual_age else "Actual age"
    if chart.fall is not None and along_the_lines(chart):
        yield CARRIED, "Birth centile carried on"
    if len(chart.placed()) < len(chart.points):
        yield WARNING, "Cannot be right, or beyond this chart"
