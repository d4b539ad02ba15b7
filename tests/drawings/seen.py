"""Draw the family, or one child, as at 1366 x 768, and ask what can be seen."""

from datetime import timedelta
from typing import Any, TypeVar

from aande_alert.domain.timeline import Badge, Coverage, Lane, PersonTrack, TimelineRecord
from aande_alert.drawings.axis import Window
from aande_alert.drawings.shapes import Ellipse, Glyph, Line, Polygon, Polyline, Rect, Scene, Text
from aande_alert.drawings.timeline import timeline_scene
from aande_alert.drawings.timeline_geometry import TimelineView
from aande_alert.drawings.timeline_rows import Arranged, arrange
from tests.drawings.measuring import measure
from tests.drawings.pell import NOW, WINDOW, moment, the_family

T = TypeVar("T", Ellipse, Glyph, Line, Polygon, Polyline, Rect, Text)
WIDE, HIGH = 990.0, 424.0
A_DAY = (WIDE - 236) / (WINDOW.span / timedelta(days=1))
"""Pixels to a day."""


def drawn(arranged: Arranged | None = None, **seen: Any) -> Scene:
    """Draw the family, or other rows; what is seen may be chosen."""
    view = TimelineView(**{"window": WINDOW, "width": WIDE, "height": HIGH, **seen})
    return timeline_scene(arranged or arrange(the_family()), view, measure)


def a_child(*lanes: Lane, name: str = "ONE, Child", badge: Badge | None = None) -> Arranged:
    """Arrange the lanes of one child."""
    track = PersonTrack("one", name, "1y", "this child", lanes, badge=badge)
    return arrange(TimelineRecord((track,), NOW, Coverage("Here.", "Elsewhere.")))


def around_moment(day: str, days: float) -> Window:
    """Return a window with a moment in its middle."""
    half = timedelta(days=days / 2)
    return Window(moment(day) - half, moment(day) + half)


def every(kind: type[T], scene: Scene, stands_for: object = None) -> list[T]:
    """Return every shape of one sort, or those that stand for one thing."""
    leaves = [leaf for leaf, _ in scene.leaves() if isinstance(leaf, kind)]
    return leaves if stands_for is None else [leaf for leaf in leaves if leaf.stands_for == stands_for]


def words_in(scene: Scene) -> list[str]:
    """Return every line of words, back to front."""
    return [text.words for text in every(Text, scene)]


def now_lines(scene: Scene) -> list[Line]:
    """Return the Now line, where there is one."""
    return [line for line in every(Line, scene) if line.weight == 2 and line.ink == "text"]


def signs(scene: Scene) -> list[Glyph]:
    """Return the signs of the family's events."""
    known = arrange(the_family()).where
    return [glyph for glyph in every(Glyph, scene) if glyph.stands_for in known]
