"""One look at a timeline: which rows, which window, which event; moved by keys and drags, no screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aande_alert.drawings.axis import Axis, Window
from aande_alert.drawings.shapes import Measure
from aande_alert.drawings.timeline_geometry import Geometry, TimelineView, geometry
from aande_alert.drawings.timeline_place import LANE
from aande_alert.drawings.timeline_rows import Arranged, Direction, EventId, listed, step


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """What is looked at, and where everything stands; each movement gives a new one.

    Attributes:
        arranged: The rows.
        view: Window, size, selection, scroll.
        where: Geometry for that view.
        measure: Width of words in a role.
    """

    arranged: Arranged
    view: TimelineView
    where: Geometry
    measure: Measure

    @classmethod
    def at(cls, arranged: Arranged, view: TimelineView, measure: Measure) -> TimelineLook:
        """Look at rows, scrolled no further than there are lanes."""
        where = geometry(arranged, view, measure)
        room = max(0.0, where.content - where.lanes[3])
        return cls(arranged, replace(view, scroll=min(max(view.scroll, 0.0), room)), where, measure)

    def changed(self, view: TimelineView) -> TimelineLook:
        """Return the look for another view; where only the window moved, everything but the axis stands."""
        if (
            replace(view, window=self.view.window, lit=self.view.lit, selected=self.view.selected)
            != self.view
        ):
            return TimelineLook.at(self.arranged, view, self.measure)
        axis = Axis(view.window, self.where.axis.left, self.where.axis.width)
        return replace(self, view=view, where=replace(self.where, axis=axis))

    def through(self, window: Window) -> TimelineLook:
        """Look at another stretch of time."""
        return self.changed(replace(self.view, window=window))

    def sized(self, width: float, height: float) -> TimelineLook:
        """Look through another size."""
        return self.changed(replace(self.view, width=width, height=height))

    def scrolled(self, by: float) -> TimelineLook:
        """Scroll the lanes up by some px, down where negative."""
        return self.changed(replace(self.view, scroll=self.view.scroll + by))

    def dragged(self, window: Window, scroll: float, moved: tuple[float, float]) -> TimelineLook:
        """Return the look after a drag that began at a window and scroll and moved by x and y px."""
        across = window.panned(-moved[0] / self.where.axis.width)
        return self.changed(replace(self.view, window=across, scroll=scroll - moved[1]))

    def selecting(self, event: EventId | None) -> TimelineLook:
        """Put the focus on an event, and move window and lanes just far enough to see it."""
        found = self.arranged.event(event)
        if found is None:
            return self.changed(replace(self.view, selected=None))
        top = self.where.row_tops[self.arranged.where[found.id][0]]
        scroll = min(max(self.view.scroll, top + LANE * self.view.scale - self.where.lanes[3]), top)
        window = self.view.window.holding(found.at)
        return self.changed(replace(self.view, selected=found.id, window=window, scroll=scroll))

    def stepping(self, direction: Direction) -> TimelineLook:
        """Put the focus on the event a key leads to."""
        return self.selecting(step(self.arranged, self.view.selected, direction))

    def sentence(self) -> str:
        """Return "9 of 24" and the event in focus in the words of the list; empty where there is none."""
        selected = self.view.selected
        line = next((told for told in listed(self.arranged) if told.id == selected and told.opens), None)
        if line is None or selected is None:
            return ""
        at, of = self.arranged.position(selected)
        return f"{at} of {of}. {line.sentence}"
