"""The timeline as one picture: people, lanes, a proportional axis, the Now line and what is out of view.

`timeline_scene` is the whole picture, for paper, export and tests. The screen draws the same in layers, so
that a drag moves pixels instead of drawing again: `plot_scene`, wider than the view, under `frame_scene`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from aande_alert.domain.wording import show_moment, show_time
from aande_alert.drawings.axis import Axis, Window, ticks
from aande_alert.drawings.glyphs import EARLIER, LATER
from aande_alert.drawings.shapes import Ellipse, Glyph, Group, Line, Measure, Rect, Scene, Shape, Text
from aande_alert.drawings.timeline_bands import draw_band, draw_gap, name_gap
from aande_alert.drawings.timeline_geometry import AXIS_BOTTOM, Geometry, TimelineView, geometry
from aande_alert.drawings.timeline_people import columns_scene
from aande_alert.drawings.timeline_place import LANE, LanePlace, Ruler
from aande_alert.drawings.timeline_rows import Arranged, EventId, listed
from aande_alert.drawings.timeline_signs import draw_labels, draw_signs, edge_counts

_LABELS_UNDER = 300
"""With more signs than this in view, words beside them would only be dropped again."""


def timeline_scene(arranged: Arranged, view: TimelineView, measure: Measure) -> Scene:
    """Draw the whole picture."""
    plot = plot_scene(arranged, view, measure)
    frame = frame_scene(arranged, view, measure)
    return Scene(view.width, view.height, (*plot.shapes, *frame.shapes), alternative(arranged, view))


def plot_scene(arranged: Arranged, view: TimelineView, measure: Measure, *, margin: float = 0.0) -> Scene:
    """Draw what moves with a drag: grounds, grid, bands, signs, words and the marks of the axis.

    Args:
        arranged: The rows.
        view: What is in view.
        measure: Width of words in a role.
        margin: How far beyond the view to draw on both sides, px.
    """
    where = geometry(arranged, view, measure)
    axis = where.axis
    left, right = axis.left - margin, axis.right + margin
    ruler = Ruler(axis, left, right, axis.x(arranged.record.now), view.scale, measure, view.lit)
    ruler = Ruler(
        axis, left, right, ruler.now, view.scale, measure, view.lit, labels=_few(arranged, where, ruler)
    )
    _, top, _, height = where.lanes
    shapes: list[Shape] = [
        Rect(left, 0, right - left, top + height + AXIS_BOTTOM * view.scale, fill="surface")
    ]
    shapes.extend(_grounds(where, ruler, view.scroll))
    shapes.extend(_axis_marks(where, ruler))
    lanes: list[Shape] = []
    for place in _places(arranged, where, ruler, view.scroll):
        place.keep_edges_free()
        for band in place.row.lane.bands:
            draw_band(place, band)
        draw_gap(place)
        wanted = draw_signs(place)
        name_gap(place)
        draw_labels(place, wanted)
        lanes.extend(place.shapes)
    shapes.append(Group(tuple(lanes), (left, top, right - left, height)))
    return Scene(right, view.height, tuple(shapes))


def frame_scene(arranged: Arranged, view: TimelineView, measure: Measure) -> Scene:
    """Draw what stays while the plot moves: people, lane names, counts at the edges, Now and the focus."""
    columns = columns_scene(arranged, view, measure)
    over = over_scene(arranged, view, geometry(arranged, view, measure), measure)
    return Scene(view.width, view.height, (*columns.shapes, *over.shapes))


def over_scene(arranged: Arranged, view: TimelineView, where: Geometry, measure: Measure) -> Scene:
    """Draw only what changes at every step of a drag: counts at the edges, Now and the focus."""
    return Scene(view.width, view.height, tuple(_over(arranged, view, where, measure)))


def _few(arranged: Arranged, where: Geometry, ruler: Ruler) -> bool:
    start, stop = where.axis.at(ruler.left).timestamp(), where.axis.at(ruler.right).timestamp()
    slices = [row.between(start, stop) for row in arranged.rows]
    # An upper bound: no row can show more signs than it has pixels for.
    most = (ruler.right - ruler.left) / 3
    share = where.axis.width / max(ruler.right - ruler.left, 1.0)
    return sum(min(last - first, most) for first, last in slices) * share < _LABELS_UNDER


def _places(arranged: Arranged, where: Geometry, ruler: Ruler, scroll: float) -> Iterator[LanePlace]:
    """Yield the lanes that are in view."""
    _, top, _, height = where.lanes
    lane = LANE * where.scale
    for row, y in zip(arranged.rows, where.row_tops, strict=True):
        if y - scroll + lane > 0 and y - scroll < height:
            ground = "zebra" if row.track % 2 else "surface"
            yield LanePlace(row, top + y - scroll, ground, ruler)


def _grounds(where: Geometry, ruler: Ruler, scroll: float) -> Iterator[Shape]:
    _, top, _, height = where.lanes
    left, right = ruler.left, ruler.right
    inner: list[Shape] = []
    groups = list(pairwise((*where.tops, where.content)))
    inner.extend(
        Rect(left, top + start - scroll, right - left, end - start, fill="zebra")
        for start, end in groups[1::2]
    )
    if ruler.now < right:
        start = max(left, ruler.now)
        inner.append(Rect(start, top, right - start, height, fill="future"))
    inner.extend(
        Line(tick.x, top, tick.x, top + height, ink="line")
        for tick in ticks(_wide(where.axis, ruler), apart=58 * where.scale)
    )
    inner.extend(
        Line(left, top + y - scroll, right, top + y - scroll, ink="line2" if y in where.tops else "line")
        for y in where.row_tops
        if y
    )
    yield Group(tuple(inner), (left, top, right - left, height))


def _wide(axis: Axis, ruler: Ruler) -> Axis:
    """Return the axis stretched over everything that may be drawn on, at the same pixels to the second."""
    if ruler.left == axis.left and ruler.right == axis.right:
        return axis
    window = Window(axis.at(ruler.left), axis.at(ruler.right))
    return Axis(window, ruler.left, ruler.right - ruler.left)


def _axis_marks(where: Geometry, ruler: Ruler) -> Iterator[Shape]:
    scale = where.scale
    _, top, _, height = where.lanes
    foot = top + height
    marks: list[Shape] = [
        Rect(ruler.left, 0, ruler.right - ruler.left, top, fill="sunken"),
        Rect(ruler.left, foot, ruler.right - ruler.left, AXIS_BOTTOM * scale, fill="sunken"),
        Line(ruler.left, top, ruler.right, top, ink="line2"),
        Line(ruler.left, foot, ruler.right, foot, ink="line2"),
    ]
    flag = _flag_width(scale, ruler.measure) / 2 + 4 * scale
    now = _flag_x(where, ruler.now, ruler.measure)
    marked = ticks(_wide(where.axis, ruler), apart=58 * scale, named_from=where.axis.left)
    stops = (*(tick.x for tick in marked[1:]), ruler.right, ruler.right)
    free_from = ruler.left
    for i, tick in enumerate(marked):
        marks.append(Line(tick.x, top - 6 * scale, tick.x, top, ink="control"))
        marks.append(Line(tick.x, foot, tick.x, foot + 6 * scale, ink="control"))
        width = ruler.width(tick.words, "small_strong")
        x = max(tick.x + 6 * scale, free_from)
        if x < now + flag and x + width > now - flag:
            x = now + flag
        cut = x < where.axis.left < x + width or x < where.axis.right < x + width
        # The one mark that names its year may take the place of the next mark's words.
        following = stops[i + 1] if tick.named else stops[i]
        if not cut and x + width <= following:
            free_from = x + width + 6 * scale
            marks.extend(
                Text(x, baseline, tick.words, width, "small_strong", scale=scale, ink="text2")
                for baseline in (top - 8 * scale, foot + 13 * scale)
            )
    yield Group(tuple(marks), (ruler.left, 0, ruler.right - ruler.left, foot + AXIS_BOTTOM * scale))


def _over(arranged: Arranged, view: TimelineView, where: Geometry, measure: Measure) -> Iterator[Shape]:
    axis = where.axis
    now = axis.x(arranged.record.now)
    ruler = Ruler(axis, axis.left, axis.right, now, view.scale, measure)
    counts = [shape for place in _places(arranged, where, ruler, view.scroll) for shape in edge_counts(place)]
    if counts:
        yield Group(tuple(counts), where.plot)
    yield from _now(arranged, where, now, measure)
    yield from _selected(arranged, view, where)


def _flag_width(scale: float, measure: Measure) -> float:
    return (measure("Now 00:00", "badge") + 8) * scale


def _flag_x(where: Geometry, now: float, measure: Measure) -> float:
    """Return the middle of the Now flag: at Now, or at the edge Now lies beyond, always whole."""
    half = _flag_width(where.scale, measure) / 2
    return min(max(now, where.axis.left + half), where.axis.right - half)


def _now(arranged: Arranged, where: Geometry, now: float, measure: Measure) -> Iterator[Shape]:
    axis, scale = where.axis, where.scale
    _, top, _, height = where.lanes
    words = f"Now {show_time(arranged.record.now)}"
    width = _flag_width(scale, measure)
    if axis.left <= now <= axis.right:
        yield Line(now, top - 4 * scale, now, top + height + 4 * scale, ink="text", weight=2)
    x = _flag_x(where, now, measure)
    for y in (3 * scale, top + height + 2 * scale):
        yield Rect(x - width / 2, y, width, 17 * scale, 3, fill="text")
        fit = measure(words, "badge") * scale
        yield Text(x, y + 12.8 * scale, words, fit, "badge", "middle", scale, ink="surface")
    if not axis.left <= now <= axis.right:
        side = -1.0 if now < axis.left else 1.0
        kind = EARLIER if side < 0 else LATER
        yield Glyph(kind, x - side * (width / 2 + 8 * scale), 11 * scale, scale, ink="text")


def _selected(arranged: Arranged, view: TimelineView, where: Geometry) -> Iterator[Shape]:
    found = arranged.where.get(view.selected) if view.selected is not None else None
    if found is None:
        return
    event = arranged.rows[found[0]].events[found[1]]
    x = where.axis.x(event.at)
    y = where.lanes[1] + where.row_tops[found[0]] - view.scroll + LANE * view.scale / 2
    reach = (10.0 if event.id in view.lit else 6.5) * view.scale
    ring: tuple[Shape, ...]
    if view.focused:
        ring = (
            Ellipse(x, y, reach + 3, reach + 3, ink="focus-in", weight=2, stands_for=event.id),
            Ellipse(x, y, reach + 5.5, reach + 5.5, ink="focus", weight=3, stands_for=event.id),
        )
    else:
        ring = (Ellipse(x, y, reach + 2.5, reach + 2.5, ink="text", weight=1.5, stands_for=event.id),)
    left, top, width, height = where.plot
    yield Group(ring, (left, top - 4, width, height + 8))


def alternative(arranged: Arranged, view: TimelineView) -> str:
    """Return what the picture tells, in sentences: whose, from when to when, every line, coverage."""
    names = "; ".join(
        f"{person.track.name}, {person.track.age_words}, {person.track.relation}"
        + (f", {person.track.badge.words}" if person.track.badge else "")
        for person in arranged.people
    )
    now = show_moment(arranged.record.now)
    told = [f"Timeline, {view.window.words}, now {now}.", f"People: {names}."]
    told += [line.sentence for line in listed(arranged)]
    coverage = arranged.record.coverage
    told += [f"Covered: {coverage.covered}", f"Not covered: {coverage.not_covered}"]
    return " ".join(told)


def nearest(arranged: Arranged, where: Geometry, scroll: float, x: float, y: float) -> EventId | None:
    """Return the event whose sign is under a point or within eight pixels of it.

    Args:
        arranged: The rows.
        where: Where everything stands.
        scroll: How far the lanes are scrolled up, px.
        x: In the picture, px.
        y: In the picture, px.
    """
    left, top, width, height = where.plot
    if not (left <= x <= left + width and top <= y <= top + height):
        return None
    lane = LANE * where.scale
    number = bisect_right(where.row_tops, y - top + scroll) - 1
    if number < 0 or y - top + scroll > where.row_tops[number] + lane:
        return None
    row, reach = arranged.rows[number], 8 * where.scale / where.axis.per_second
    moment = where.axis.at(x).timestamp()
    first, stop = row.between(moment - reach, moment + reach)
    near = [
        (max(row.starts[i] - moment, moment - (row.events[i].until or row.events[i].at).timestamp(), 0.0), i)
        for i in range(first, stop)
    ]
    near = [found for found in near if found[0] <= reach]
    return row.events[min(near)[1]].id if near else None
