"""Outlines: read from SVG path words, moved, mirrored and flattened to straight lines.

The subset is M L H V C S Q A Z, absolute and relative; everything becomes absolute M, L, C and Z.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import acos, ceil, copysign, cos, hypot, pi, radians, sin, sqrt, tan

from aande_alert.drawings.shapes import Point, Segment

_TOKEN = re.compile(r"[MmLlHhVvCcSsQqAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}


@lru_cache(maxsize=512)
def path(words: str) -> tuple[Segment, ...]:
    """Read SVG path words.

    Args:
        words: The `d` of an SVG path.

    Raises:
        ValueError: A letter or a count of numbers that is not in the subset.
    """
    pen = _Pen()
    for letter, numbers in _commands(words):
        pen.draw(letter, numbers)
    return tuple(pen.segments)


def _commands(words: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(words)
    at = 0
    while at < len(tokens):
        letter = tokens[at]
        if not letter.isalpha():
            message = f"not a path: {words[:20]}"
            raise ValueError(message)
        at += 1
        need = _ARITY[letter.upper()]
        first = True
        while first or (need and at < len(tokens) and not tokens[at].isalpha()):
            numbers = [float(token) for token in tokens[at : at + need]]
            if len(numbers) != need:
                message = f"{letter} needs {need} numbers"
                raise ValueError(message)
            yield letter, numbers
            at += need
            first = False
            # A second pair after a move is a line, as SVG has it.
            letter = {"M": "L", "m": "l"}.get(letter, letter)


class _Pen:
    """Where the pen is while path words are read."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._last_control: Point | None = None

    def draw(self, letter: str, numbers: list[float]) -> None:
        """Draw one command."""
        kind = letter.upper()
        if kind == "A":
            self._arc(numbers, relative=letter.islower())
            return
        values = self._absolute(kind, numbers) if letter.islower() else numbers
        control: Point | None = None
        match kind:
            case "Z":
                self.segments.append(("Z",))
                self._at = self._start
            case "M" | "L":
                self._to(kind, (values[0], values[1]))
            case "H":
                self._to("L", (values[0], self._at[1]))
            case "V":
                self._to("L", (self._at[0], values[0]))
            case _:
                control = self._bend(kind, values)
        self._last_control = control

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        if kind == "V":
            return [numbers[0] + self._at[1]]
        return [number + self._at[i % 2] for i, number in enumerate(numbers)]

    def _to(self, kind: str, point: Point) -> None:
        self.segments.append((kind, *point))
        self._at = point
        if kind == "M":
            self._start = point

    def _bend(self, kind: str, values: list[float]) -> Point:
        x0, y0 = self._at
        if kind == "Q":
            qx, qy, x, y = values
            one = (x0 + 2 / 3 * (qx - x0), y0 + 2 / 3 * (qy - y0))
            two = (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y))
        elif kind == "S":
            before = self._last_control or self._at
            one = (2 * x0 - before[0], 2 * y0 - before[1])
            two, (x, y) = (values[0], values[1]), (values[2], values[3])
        else:
            one, two, (x, y) = (values[0], values[1]), (values[2], values[3]), (values[4], values[5])
        self.segments.append(("C", *one, *two, x, y))
        self._at = (x, y)
        return two

    def _arc(self, numbers: list[float], *, relative: bool) -> None:
        rx, ry, turn, large, sweep, x, y = numbers
        end = (x + self._at[0], y + self._at[1]) if relative else (x, y)
        for bend in _arc_as_curves(
            self._at, end, (abs(rx), abs(ry), radians(turn)), uneven=large != sweep, sweep=sweep > 0
        ):
            self.segments.append(("C", *bend))
        self._at = end
        self._last_control = None


def _arc_as_curves(
    start: Point,
    end: Point,
    shape: tuple[float, float, float],
    *,
    uneven: bool,
    sweep: bool,
) -> list[tuple[float, ...]]:
    """Turn an SVG arc into cubic curves of at most a quarter turn (SVG 1.1, appendix F.6)."""
    rx, ry, turn = shape
    if start == end or not rx or not ry:
        return [(*start, *end, *end)]
    cosine, sine = cos(turn), sin(turn)
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    ux, uy = (cosine * dx + sine * dy), (-sine * dx + cosine * dy)
    grow = max(1.0, sqrt((ux / rx) ** 2 + (uy / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    left = max(0.0, (rx * ry) ** 2 - (rx * uy) ** 2 - (ry * ux) ** 2) / ((rx * uy) ** 2 + (ry * ux) ** 2)
    factor = sqrt(left) if uneven else -sqrt(left)
    vx, vy = factor * rx * uy / ry, -factor * ry * ux / rx
    cx = cosine * vx - sine * vy + (start[0] + end[0]) / 2
    cy = sine * vx + cosine * vy + (start[1] + end[1]) / 2
    first = _angle((1.0, 0.0), ((ux - vx) / rx, (uy - vy) / ry))
    swing = _angle(((ux - vx) / rx, (uy - vy) / ry), ((-ux - vx) / rx, (-uy - vy) / ry))
    if sweep and swing < 0:
        swing += 2 * pi
    elif not sweep and swing > 0:
        swing -= 2 * pi

    def on_page(x: float, y: float) -> Point:
        return cosine * rx * x - sine * ry * y + cx, sine * rx * x + cosine * ry * y + cy

    parts = max(1, ceil(abs(swing) / (pi / 2) - 1e-9))
    return [_quarter(first + swing * i / parts, swing / parts, on_page) for i in range(parts)]


def _quarter(begin: float, swing: float, on_page: Callable[[float, float], Point]) -> tuple[float, ...]:
    pull = 4 / 3 * tan(swing / 4)
    stop = begin + swing
    one = on_page(cos(begin) - pull * sin(begin), sin(begin) + pull * cos(begin))
    two = on_page(cos(stop) + pull * sin(stop), sin(stop) - pull * cos(stop))
    return (*one, *two, *on_page(cos(stop), sin(stop)))


def _angle(one: Point, two: Point) -> float:
    size = hypot(*one) * hypot(*two)
    cosine = max(-1.0, min(1.0, (one[0] * two[0] + one[1] * two[1]) / size))
    return copysign(acos(cosine), one[0] * two[1] - one[1] * two[0])


def moved(
    segments: tuple[Segment, ...], dx: float, dy: float, *, scale: float = 1.0, mirror: bool = False
) -> tuple[Segment, ...]:
    """Return an outline scaled about the origin, mirrored about x = 0 where asked, then shifted."""
    across = -scale if mirror else scale
    return tuple(
        (
            segment[0],
            *(
                float(number) * (across if i % 2 == 0 else scale) + (dx if i % 2 == 0 else dy)
                for i, number in enumerate(segment[1:])
            ),
        )
        for segment in segments
    )


def flattened(segments: tuple[Segment, ...], *, steps: int = 8) -> tuple[tuple[Point, ...], ...]:
    """Return each part of an outline as points, curves cut into equal steps."""
    parts: list[list[Point]] = []
    for segment in segments:
        kind, numbers = segment[0], [float(number) for number in segment[1:]]
        if kind == "M":
            parts.append([(numbers[0], numbers[1])])
        elif kind == "L":
            parts[-1].append((numbers[0], numbers[1]))
        elif kind == "C":
            parts[-1].extend(_bend_points(parts[-1][-1], numbers, steps))
    return tuple(tuple(part) for part in parts)


def _bend_points(start: Point, numbers: list[float], steps: int) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    points = []
    for i in range(1, steps + 1):
        t = i / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def contains(polygon: tuple[Point, ...], x: float, y: float) -> bool:
    """Say whether a point lies inside a closed outline (even-odd rule)."""
    inside = False
    previous = polygon[-1]
    for corner in polygon:
        (x1, y1), (x2, y2) = previous, corner
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        previous = corner
    return inside


def area(polygon: tuple[Point, ...]) -> float:
    """Return the area inside a closed outline."""
    pairs = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def middle(polygon: tuple[Point, ...]) -> Point:
    """Return the centre of a closed outline's area."""
    pairs = list(zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    total = sum(crosses)
    if not total:
        return (sum(x for x, _ in polygon) / len(polygon), sum(y for _, y in polygon) / len(polygon))
    x = sum((p[0] + q[0]) * cross for (p, q), cross in zip(pairs, crosses, strict=True)) / (3 * total)
    y = sum((p[1] + q[1]) * cross for (p, q), cross in zip(pairs, crosses, strict=True)) / (3 * total)
    return (x, y)


def grown(polygon: tuple[Point, ...], by: float) -> tuple[Point, ...]:
    """Return a closed outline pushed outwards by a distance, corners cut so that none shoots out."""
    pairs = list(zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    turn = 1.0 if sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) > 0 else -1.0
    out: list[Point] = []
    for i, ((x1, y1), (x2, y2)) in enumerate(pairs):
        (x0, y0), _ = pairs[i - 1]
        for ax, ay, bx, by_ in ((x0, y0, x1, y1), (x1, y1, x2, y2)):
            size = hypot(bx - ax, by_ - ay)
            if size:
                out.append((x1 + turn * (by_ - ay) / size * by, y1 - turn * (bx - ax) / size * by))
    return tuple(out)
