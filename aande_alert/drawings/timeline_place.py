"""A place for one lane: what it is laid against, what is drawn so far, and what room is left for words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aande_alert.drawings.axis import Axis
from aande_alert.drawings.shapes import Measure, Rect, Shape, StandsFor, Text
from aande_alert.drawings.timeline_rows import EventId, Row

LANE = 22.0
"""Height of a lane at 100 % text, px."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """What a lane is laid against.

    Attributes:
        axis: Moments to x, on the part in view.
        left: Leftmost x that may be drawn on; less than the axis' left in a layer wider than the view.
        right: Rightmost x that may be drawn on.
        now: x of the Now line.
        scale: Text setting.
        measure: Width of words in a role.
        lit: Events a pattern lights up.
        labels: Whether words are drawn beside signs.
        edges: Whether room is kept for the counts at both edges.
    """

    axis: Axis
    left: float
    right: float
    now: float
    scale: float
    measure: Measure
    lit: frozenset[EventId] = frozenset()
    labels: bool = True
    edges: bool = True

    def width(self, words: str, role: str) -> float:
        """Return the width of words at the text setting."""
        return self.measure(words, role) * self.scale


@dataclass(slots=True)
class LanePlace:
    """A lane being drawn: shapes so far, and the stretches of x that are taken.

    Attributes:
        row: The lane and its events.
        top: y of its upper line.
        ground: Token of what it is drawn on.
        ruler: What it is laid against.
        shapes: Drawn so far, back to front.
        taken: Stretches of x with a band, a sign or words.
        written: Stretches of x with words.
        line_under_words: Whether words need a ground of their own.
        room_from: Where the count of earlier events ends.
        room_to: Where the count of later events begins.
    """

    row: Row
    top: float
    ground: str
    ruler: Ruler
    shapes: list[Shape] = field(default_factory=list)
    taken: list[tuple[float, float]] = field(default_factory=list)
    written: list[tuple[float, float]] = field(default_factory=list)
    line_under_words: bool = False
    room_from: float = float("-inf")
    room_to: float = float("inf")

    @property
    def middle(self) -> float:
        """Return y of the lane's middle."""
        return self.top + LANE * self.ruler.scale / 2

    def words(
        self, x: float, words: str, *, role: str = "small", ink: str = "text", anchor: str = "start",
        stands_for: StandsFor = None,
    ) -> None:  # fmt: skip
        """Write words on the lane's middle, anchored at x, and keep their place."""
        width = self.ruler.width(words, role)
        left = x if anchor == "start" else x - width
        self.taken.append((left - 4, left + width + 4))
        self.written.append((left - 4, left + width + 4))
        y = self.middle + 4.2 * self.ruler.scale
        if self.line_under_words:
            height = 16 * self.ruler.scale
            self.shapes.append(Rect(left - 3, self.middle - height / 2, width + 6, height, fill=self.ground))
        self.shapes.append(
            Text(x, y, words, width, role, anchor, self.ruler.scale, ink=ink, stands_for=stands_for)
        )

    def free(self, left: float, right: float) -> bool:
        """Say whether a stretch of the lane is inside the plot, off the Now line and not taken."""
        if left < self.ruler.left or right > self.ruler.right:
            return False
        if left < self.ruler.now + 3 and right > self.ruler.now - 3:
            return False
        return all(right <= start or left >= stop for start, stop in self.taken)

    def keep_edges_free(self) -> None:
        """Keep room for the counts of what is out of view."""
        window, axis = self.ruler.axis.window, self.ruler.axis
        earlier, later = self.row.before(window.start.timestamp()), self.row.after(window.end.timestamp())
        if earlier:
            self.room_from = axis.left + self.ruler.width(f"{earlier:,} earlier", "small_strong") + 20
            self.taken.append((axis.left, self.room_from))
        if later:
            self.room_to = axis.right - self.ruler.width(f"{later:,} later", "small_strong") - 20
            self.taken.append((self.room_to, axis.right))

    def inside(self, left: float, words: str, *, role: str, ink: str, stands_for: StandsFor) -> None:
        """Write words inside a band, which has been found to have room."""
        width = self.ruler.width(words, role)
        self.written.append((left - 4, left + width + 4))
        y = self.middle + 4.2 * self.ruler.scale
        self.shapes.append(
            Text(left, y, words, width, role, "start", self.ruler.scale, ink=ink, stands_for=stands_for)
        )

    def unwritten(self, left: float, right: float) -> bool:
        """Say whether no words stand on a stretch of the lane, nor a count at an edge."""
        if left < self.room_from or right > self.room_to:
            return False
        return all(right <= start or left >= stop for start, stop in self.written)

    def box(self, left: float, right: float, **drawn: Any) -> None:  # noqa: ANN401 - what a Drawn may carry
        """Draw a rectangle of a band's height."""
        inset = 3 * self.ruler.scale
        height = (LANE - 6) * self.ruler.scale
        self.shapes.append(Rect(left, self.top + inset, right - left, height, **drawn))
