"""Where everything in the timeline stands: the view, the columns, each person's and each lane's height."""

from __future__ import annotations

from dataclasses import dataclass

from aande_alert.domain.timeline import BadgeKind
from aande_alert.drawings.axis import Axis, Window
from aande_alert.drawings.shapes import Box, Measure
from aande_alert.drawings.timeline_place import LANE
from aande_alert.drawings.timeline_rows import Arranged, EventId, Shown

AXIS_TOP = 24.0
AXIS_BOTTOM = 20.0
_PEOPLE = 140.0
_NAMES = 96.0
LINE = 16.0
_NAMES_ABOVE_FROM = 1.4
"""From this text setting a person's name stands above the lanes, so that the plot keeps its width."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the person at the screen has chosen to see.

    Attributes:
        window: Stretch of time.
        width: Of the picture, px.
        height: Of the picture, px; lanes beyond it are counted and reached by scrolling.
        selected: The event in focus.
        focused: Whether the keyboard is here, which draws the focus ring.
        lit: Events a chosen pattern rests on.
        scroll: How far the lanes are scrolled up, px.
        scale: Text setting, 1.0 to 2.0.
    """

    window: Window
    width: float
    height: float
    selected: EventId | None = None
    focused: bool = False
    lit: frozenset[EventId] = frozenset()
    scroll: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything stands, before scrolling.

    Attributes:
        axis: The window laid on the plot.
        lanes: Rectangle of the lanes in the picture, people and names included.
        tops: y of each person's upper line, measured from the first.
        row_tops: y of each row's upper line, measured the same way.
        content: Height of all lanes together.
        scale: Text setting.
        people: Width of the column of people; 0 where names stand above the lanes.
        names: Width of the column of lane names.
    """

    axis: Axis
    lanes: Box
    tops: tuple[float, ...]
    row_tops: tuple[float, ...]
    content: float
    scale: float
    people: float
    names: float

    @property
    def plot(self) -> Box:
        """Return the rectangle of the lanes' plot."""
        return (self.axis.left, self.lanes[1], self.axis.width, self.lanes[3])


def geometry(arranged: Arranged, view: TimelineView, measure: Measure) -> Geometry:
    """Work out where everything stands."""
    scale = view.scale
    above = scale >= _NAMES_ABOVE_FROM
    people = 0.0 if above else _PEOPLE * scale
    names = _NAMES * scale
    lane = LANE * scale
    tops: list[float] = []
    row_tops: list[float] = []
    y = 0.0
    for person in arranged.people:
        tops.append(y)
        head = lane if above else 0.0
        row_tops.extend(y + head + i * lane for i in range(person.stop - person.first))
        lines = 0 if above else _lines_needed(person, Column(measure, scale, people))
        y += max(head + (person.stop - person.first) * lane, lines * LINE * scale + 6 * scale, lane)
    room = view.height - (AXIS_TOP + AXIS_BOTTOM) * scale
    lanes = (0.0, AXIS_TOP * scale, view.width, max(0.0, min(y, room)))
    left = people + names
    axis = Axis(view.window, left, max(view.width - left, 40.0))
    return Geometry(axis, lanes, tuple(tops), tuple(row_tops), y, scale, people, names)


def natural_height(arranged: Arranged, view: TimelineView, measure: Measure) -> float:
    """Return the height at which every lane is in view."""
    return geometry(arranged, view, measure).content + (AXIS_TOP + AXIS_BOTTOM) * view.scale


@dataclass(frozen=True, slots=True)
class Column:
    """The column of people, for breaking names into lines that fit.

    Attributes:
        measure: Width of words in a role.
        scale: Text setting.
        width: Of the column, px.
    """

    measure: Measure
    scale: float
    width: float

    def fits(self, words: str, role: str) -> bool:
        """Say whether words fit the column between its paddings."""
        return self.measure(words, role) * self.scale <= self.width - 22 * self.scale


def person_lines(person: Shown, column: Column) -> list[tuple[str, str, str]]:
    """Return words, role and ink of each line about a person; one lane has room for the name alone."""
    track = person.track
    lines = [(words, "small_strong", "text") for words in _wrapped(track.name, "small_strong", column)]
    lanes = person.stop - person.first
    about = ", ".join(part for part in (track.age_words, track.relation) if part)
    if lanes > 1:
        lines += [(words, "small", "text2") for words in _wrapped(about, "small", column)]
        lines += [(words, "small", "text2") for words in _wrapped(track.note, "small", column)]
    return lines


_SAID_IN_FULL = frozenset(
    {BadgeKind.POSSIBLE_MATCH, BadgeKind.NOT_CHECKED, BadgeKind.CHECK_FAILED, BadgeKind.NO_RECORD}
)
"""States that no band in the lanes repeats, so that there is always room for their words."""


def badge_lines(person: Shown, column: Column) -> list[str]:
    """Return the words of the protection state, broken to stand beside its shape."""
    badge = person.track.badge
    narrow = Column(column.measure, column.scale, column.width - 19 * column.scale)
    return _wrapped(badge.words, "small", narrow) if badge else []


def _lines_needed(person: Shown, column: Column) -> int:
    badge = person.track.badge
    said = badge is not None and badge.kind in _SAID_IN_FULL
    return len(person_lines(person, column)) + (len(badge_lines(person, column)) if said else 0)


def _wrapped(words: str, role: str, column: Column) -> list[str]:
    """Break words at spaces so that each line fits; a single long word is squeezed by the painter."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and column.fits(joined, role):
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
