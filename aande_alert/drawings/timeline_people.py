"""The columns left of the plot: who, with age, relation and protection state, and the name of each lane."""

from __future__ import annotations

from collections.abc import Iterator

from aande_alert.drawings.glyphs import BADGE_FILLS
from aande_alert.drawings.shapes import Glyph, Group, Line, Measure, Rect, Scene, Shape, Text
from aande_alert.drawings.timeline_geometry import (
    AXIS_BOTTOM,
    LINE,
    Column,
    Geometry,
    TimelineView,
    badge_lines,
    geometry,
    person_lines,
)
from aande_alert.drawings.timeline_place import LANE
from aande_alert.drawings.timeline_rows import Arranged, Shown


def columns_scene(arranged: Arranged, view: TimelineView, measure: Measure) -> Scene:
    """Draw people and lane names, and what is scrolled out of view above and below."""
    where = geometry(arranged, view, measure)
    scale, (_, top, width, height) = view.scale, where.lanes
    left = where.axis.left
    inner: list[Shape] = []
    for number, person in enumerate(arranged.people):
        inner.extend(_person(number, person, where, view, measure))
    for row, y in zip(arranged.rows, where.row_tops, strict=True):
        words = row.lane.name
        baseline = top + y - view.scroll + LANE * scale / 2 + 4.2 * scale
        fit = min(measure(words, "small") * scale, where.names - 12 * scale)
        inner.append(Text(where.people + 8 * scale, baseline, words, fit, scale=scale, ink="text2"))
    bottom = AXIS_BOTTOM * scale
    shapes: list[Shape] = [
        Rect(0, 0, left, top, fill="sunken"),
        Group(tuple(inner), (0, top, width, height)),
        Rect(0, top + height, left, bottom, fill="sunken"),
        Line(0, top, left, top, ink="line2"),
        Line(0, top + height, left, top + height, ink="line2"),
        *([Line(left, top, left, top + height, ink="line")] if where.people else []),
        *_rows_out_of_view(where, view, measure),
    ]
    return Scene(view.width, view.height, tuple(shapes))


def _person(
    number: int, person: Shown, where: Geometry, view: TimelineView, measure: Measure
) -> Iterator[Shape]:
    scale, top = view.scale, where.lanes[1] + where.tops[number] - view.scroll
    end = where.tops[number + 1] if number + 1 < len(where.tops) else where.content
    height = end - where.tops[number]
    ground = "zebra" if number % 2 else "surface"
    yield Rect(0, top, where.axis.left, height, fill=ground)
    if number:
        yield Line(0, top, where.axis.left, top, ink="line2")
    lane = LANE * scale
    for i in range(1, person.stop - person.first):
        y = where.lanes[1] + where.row_tops[person.first + i] - view.scroll
        yield Line(where.people, y, where.axis.left, y, ink="line")
    if not where.people:
        yield from _person_above(person, top, view, measure)
        return
    yield Line(where.people, top, where.people, top + height, ink="line")
    column = Column(measure, scale, where.people)
    y = top + (lane / 2 + 4.2 * scale if height < 1.5 * lane else 15 * scale)
    x = 16 * scale
    for words, role, ink in person_lines(person, column):
        fit = min(measure(words, role) * scale, where.people - 22 * scale)
        yield Text(x, y, words, fit, role, scale=scale, ink=ink, stands_for=person.track.person_id)
        y += LINE * scale
    yield from _badge(person, (x, y - 12 * scale, top + height), where, measure)


def _badge(
    person: Shown, at: tuple[float, float, float], where: Geometry, measure: Measure
) -> Iterator[Shape]:
    """Draw the protection state boxed where there is room, else its shape with its word, else its shape."""
    badge, scale = person.track.badge, where.scale
    x, y, bottom = at
    if badge is None:
        return
    who = person.track.person_id
    width = measure(badge.words, "badge") * scale
    if badge.kind in BADGE_FILLS and bottom - y >= 28 * scale:
        fill, ink = BADGE_FILLS[badge.kind]
        yield Rect(x, y + 4 * scale, width + 33 * scale, 22 * scale, 4, fill=fill, stands_for=who)
        yield Glyph(f"boxed:{badge.kind.value}", x + 13 * scale, y + 15 * scale, scale, stands_for=who)
        yield Text(x + 26 * scale, y + 19.2 * scale, badge.words, width, "badge", scale=scale, ink=ink)
    elif bottom - y >= 15 * scale:
        yield Glyph(badge.kind.value, x + 7 * scale, y + 8 * scale, 0.85 * scale, stands_for=who)
        room = int((bottom - y) // (LINE * scale) or 1)
        for line in badge_lines(person, Column(measure, scale, where.people))[:room]:
            fit = min(measure(line, "small") * scale, where.people - x - 22 * scale)
            yield Text(x + 19 * scale, y + 12 * scale, line, fit, scale=scale, ink="text")
            y += LINE * scale
    else:
        last = person_lines(person, Column(measure, scale, where.people))[-1]
        after = x + measure(last[0], last[1]) * scale + 12 * scale
        yield Glyph(
            badge.kind.value,
            min(after, where.people - 10 * scale),
            y - 8 * scale,
            0.85 * scale,
            stands_for=who,
        )


def _person_above(person: Shown, top: float, view: TimelineView, measure: Measure) -> Iterator[Shape]:
    scale, track = view.scale, person.track
    x, y = 8 * scale, top + LANE * scale / 2 + 4.2 * scale
    width = view.width
    yield Rect(0, top, width, LANE * scale, fill="sunken")
    about = ", ".join(part for part in (track.age_words, track.relation, track.note) if part)
    for words, role, ink in ((track.name, "small_strong", "text"), (about, "small", "text2")):
        fit = measure(words, role) * scale
        yield Text(x, y, words, fit, role, scale=scale, ink=ink, stands_for=track.person_id)
        x += fit + 10 * scale
    if track.badge is not None:
        yield Glyph(track.badge.kind.value, x + 7 * scale, y - 4 * scale, 0.85 * scale)
        fit = measure(track.badge.words, "badge") * scale
        yield Text(x + 19 * scale, y, track.badge.words, fit, "badge", scale=scale, ink="text")


def _rows_out_of_view(where: Geometry, view: TimelineView, measure: Measure) -> Iterator[Shape]:
    scale, (_, top, _, height) = view.scale, where.lanes
    lane = LANE * scale
    above = sum(1 for y in where.row_tops if y + lane / 2 < view.scroll)
    below = sum(1 for y in where.row_tops if y + lane / 2 > view.scroll + height)
    for count, word, baseline in (
        (above, "above", top - 8 * scale),
        (below, "below", top + height + 14 * scale),
    ):
        if count:
            words = f"{count} row{'s' if count > 1 else ''} {word}"
            width = measure(words, "small_strong") * scale
            yield Text(16 * scale, baseline, words, width, "small_strong", scale=scale, ink="text2")
