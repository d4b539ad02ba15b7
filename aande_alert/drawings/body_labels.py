"""Room for the numbers of marks: beside the body, clear of each other, of other spots and of the titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, inf, pi, sin

from aande_alert.drawings.body_layout import BodyLayout
from aande_alert.drawings.paths import contains
from aande_alert.drawings.shapes import Box, Point, Text, bounds, from_line, outside

_RADIUS = 12.0
_TURNS = tuple((cos(2 * pi * turn / 32), sin(2 * pi * turn / 32)) for turn in range(32))
_RIM = tuple((cos(pi * i / 4), sin(pi * i / 4)) for i in range(8))
_FARS = tuple(20.0 + 6.0 * i for i in range(28))
_SIDEWAYS = 12.0
"""How much farther a number may stand to be on the outer side of its view."""


@dataclass(frozen=True, slots=True)
class Disc:
    """Where a number stands."""

    at: Point


class NumberRoom:
    """Finds a place for one number after another.

    Args:
        layout: Where the views stand.
        spots: Middles of every mark in the picture.
        titles: Words already placed.
        text: Text setting.
    """

    def __init__(
        self, layout: BodyLayout, spots: Sequence[Point], titles: Sequence[Text], text: float
    ) -> None:
        self._bodies = [
            tuple(placed.out(x, y) for x, y in outline)
            for placed in layout.views
            for outline in placed.drawing.silhouette
        ]
        self._boxes = [_box(body) for body in self._bodies]
        self._middles = [(b[0] + b[2] / 2, b) for b in (placed.box for placed in layout.views)]
        self._spots = spots
        self._titles: list[Box] = [bounds(title) for title in titles]
        self._radius = _RADIUS * text
        self._edges = (layout.width, layout.height)
        self._discs: list[Point] = []
        self._lines: list[tuple[Point, Point]] = []

    def put(self, spot: Point, reach: float) -> Disc:
        """Choose the best place near a spot: off the body where there is any, else clear of other spots."""
        outward = self._outward(spot)
        best: tuple[float, Point] = (inf, spot)
        for far in _FARS:
            if best[0] <= far + reach - _SIDEWAYS:
                break  # nothing farther out can cost less
            for across, down in _TURNS:
                at = (spot[0] + (far + reach) * across, spot[1] + (far + reach) * down)
                cost = far + reach - _SIDEWAYS * across * outward
                if cost < best[0]:
                    best = min(best, (self._cost(spot, at, cost, least=best[0]), at))
        self._discs.append(best[1])
        self._lines.append((spot, best[1]))
        return Disc(best[1])

    def _outward(self, spot: Point) -> float:
        """Return 1 where the nearest edge of the spot's own view is to the right, -1 to the left."""
        own = next((m for m, box in self._middles if outside(box, *spot) == 0.0), None)
        return 1.0 if own is None or spot[0] >= own else -1.0

    def _cost(self, spot: Point, at: Point, cost: float, *, least: float) -> float:
        for more in self._hindrances(spot, at):
            cost += more
            if cost > least:
                return cost  # it will not be chosen, whatever else stands in its way
        return cost + (400 if cost < least and self._on_body(at) else 0)

    def _hindrances(self, spot: Point, at: Point) -> Iterator[float]:
        x, y = at
        radius = self._radius
        width, height = self._edges
        whole = radius + 2 <= x <= width - radius - 2 and radius + 2 <= y <= height - radius - 2
        yield 4000 * (not whole)
        yield 3000 * any(hypot(x - dx, y - dy) < 2 * radius + 3 for dx, dy in self._discs)
        yield 2000 * any(hypot(x - sx, y - sy) < radius + 6 for sx, sy in self._spots if (sx, sy) != spot)
        yield 1500 * any(outside(box, x, y) < radius for box in self._titles)
        yield 800 * any(_crosses(spot, at, one, other) for one, other in self._lines)
        yield 700 * any(from_line(spot, at, *disc) < radius + 2 for disc in self._discs)

    def _on_body(self, at: Point) -> bool:
        rim = self._radius + 1
        for box, body in zip(self._boxes, self._bodies, strict=True):
            if outside(box, *at) > rim:
                continue
            if contains(body, *at) or any(contains(body, at[0] + rim * c, at[1] + rim * s) for c, s in _RIM):
                return True
        return False


def _box(body: tuple[Point, ...]) -> Box:
    xs, ys = [x for x, _ in body], [y for _, y in body]
    return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _side(one: Point, other: Point, point: Point) -> float:
    return (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])


def _crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0
