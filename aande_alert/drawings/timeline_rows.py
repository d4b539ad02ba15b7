"""The timeline's rows: sorted once, searched by time, stepped through by keys, and told again as a list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from aande_alert.domain.timeline import (
    Band,
    Lane,
    LaneKind,
    PersonTrack,
    TimelineEvent,
    TimelineRecord,
)
from aande_alert.domain.wording import show_moment, utc
from aande_alert.drawings.axis import LONGEST, Window

EventId: TypeAlias = str | UUID
ALL_KINDS = frozenset(LaneKind)
_BEFORE, _AFTER = timedelta(days=150), timedelta(days=30)
_ALWAYS = frozenset({LaneKind.PROTECTION, LaneKind.AGE_ABILITY})
INJURIES_ONLY = _ALWAYS | {LaneKind.INJURY}
"""Protection and ability stay on the picture: an injury is read against both."""


class Scope(StrEnum):
    """Whose rows are shown."""

    CHILD = "child"
    FAMILY = "family"


class Direction(StrEnum):
    """Where a key goes: in time, between rows, or to an end."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    HOME = "home"
    END = "end"


@dataclass(frozen=True, slots=True)
class Row:
    """One lane of one person, its events in time order.

    Attributes:
        track: Place of the person among those shown.
        lane: The lane as given.
        events: Oldest first.
        starts: Seconds since 1970 of each event's start.
        longest: Length in seconds of the longest stay, so that a search finds one begun before the window.
    """

    track: int
    lane: Lane
    events: tuple[TimelineEvent, ...] = field(repr=False)
    starts: tuple[float, ...] = field(repr=False)
    longest: float = 0.0

    def between(self, start: float, end: float) -> tuple[int, int]:
        """Return the slice of events that may touch a stretch of time, by binary search."""
        return bisect_left(self.starts, start - self.longest), bisect_right(self.starts, end)

    def before(self, start: float) -> int:
        """Return how many events and bands are over before a moment."""
        first = bisect_left(self.starts, start)
        # A stay that reaches into view is in view; only stays can, so only they are looked at.
        reaching = (
            sum(
                1
                for i in range(bisect_left(self.starts, start - self.longest), first)
                if _end(self.events[i]) >= start
            )
            if self.longest
            else 0
        )
        over = sum(1 for band in self.lane.bands if band.until is not None and band.until.timestamp() < start)
        return first - reaching + over

    def after(self, end: float) -> int:
        """Return how many events and bands begin after a moment."""
        later = sum(1 for band in self.lane.bands if band.since is not None and band.since.timestamp() > end)
        return len(self.starts) - bisect_right(self.starts, end) + later


@dataclass(frozen=True, slots=True)
class Shown:
    """One person among those shown, and which rows are theirs (`first` up to, not with, `stop`)."""

    track: PersonTrack
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """A record sorted for drawing; made once per record and filter, read at every frame.

    Attributes:
        record: As given.
        people: Those shown, top to bottom.
        rows: Every row, top to bottom.
        order: Every event in time: seconds, row, place in the row.
        where: Row and place of each event by id.
    """

    record: TimelineRecord = field(repr=False)
    people: tuple[Shown, ...] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    order: tuple[tuple[float, int, int], ...] = field(repr=False)
    where: Mapping[EventId, tuple[int, int]] = field(repr=False)

    def event(self, event_id: EventId | None) -> TimelineEvent | None:
        """Return an event that is shown; `None` for one that is not."""
        found = self.where.get(event_id) if event_id is not None else None
        return self.rows[found[0]].events[found[1]] if found else None

    def position(self, event_id: EventId) -> tuple[int, int]:
        """Return "9 of 24": the event's place in time among those shown, and how many there are.

        Raises:
            KeyError: The event is not shown.
        """
        row, place = self.where[event_id]
        start = self.rows[row].starts[place]
        return bisect_left(self.order, (start, row, place)) + 1, len(self.order)

    def fit(self) -> Window:
        """Return a window that holds every event and every dated end of a band, with air on both sides."""
        moments = [self.record.now.timestamp(), *_moments(self.rows)]
        last = max(moments)
        first = max(min(moments), last - LONGEST.total_seconds())
        span = max(last - first, timedelta(days=2).total_seconds())
        now = utc(self.record.now)
        start = now + timedelta(seconds=first - span * 0.04 - now.timestamp())
        return Window(start, now + timedelta(seconds=last + span * 0.08 - now.timestamp()))

    def opening(self) -> Window:
        """Return the window a record opens with: the life of the child it is about, from the pregnancy on.

        What the family lived through before is counted at the left edge, a key away; a baby's weeks would
        otherwise stand on top of each other at the right.
        """
        whole, now = self.fit(), utc(self.record.now)
        own = [row.starts[0] for row in self.rows if row.track == 0 and row.starts]
        if not own:
            return whole
        start = now + timedelta(seconds=min(own) - now.timestamp()) - _BEFORE
        end = min(whole.end, now + _AFTER)
        return Window(max(whole.start, start), end) if start < end else whole


def arrange(
    record: TimelineRecord,
    *,
    scope: Scope = Scope.FAMILY,
    kinds: frozenset[LaneKind] = ALL_KINDS,
    sites: frozenset[str] | None = None,
) -> Arranged:
    """Sort a record for drawing.

    Args:
        record: What is known.
        scope: The child alone, or everyone.
        kinds: Kinds of lane to show.
        sites: Sites to show; `None` shows all, and events without a site are always shown.
    """
    tracks = record.tracks[:1] if scope is Scope.CHILD else record.tracks
    people: list[Shown] = []
    rows: list[Row] = []
    for number, track in enumerate(tracks):
        first = len(rows)
        rows.extend(_row(number, lane, kinds, sites) for lane in track.lanes if lane.kind in kinds)
        people.append(Shown(track, first, len(rows)))
    order = sorted((start, r, i) for r, row in enumerate(rows) for i, start in enumerate(row.starts))
    where = {event.id: (r, i) for r, row in enumerate(rows) for i, event in enumerate(row.events)}
    return Arranged(record, tuple(people), tuple(rows), tuple(order), where)


def _row(number: int, lane: Lane, kinds: frozenset[LaneKind], sites: frozenset[str] | None) -> Row:
    kept = sorted(
        (
            event
            for event in lane.events
            if event.lane in kinds and (sites is None or not event.site or event.site in sites)
        ),
        key=lambda event: (event.at, str(event.id)),
    )
    lengths = [_end(event) - event.at.timestamp() for event in kept if event.until is not None]
    starts = tuple(event.at.timestamp() for event in kept)
    return Row(number, lane, tuple(kept), starts, max(lengths, default=0.0))


def _end(event: TimelineEvent) -> float:
    return (event.until or event.at).timestamp()


def _moments(rows: tuple[Row, ...]) -> Iterator[float]:
    for row in rows:
        if row.starts:
            yield row.starts[0]
            yield max(row.starts[-1], *(_end(event) for event in row.events[-1:]))
        for band in row.lane.bands:
            yield from (moment.timestamp() for moment in (band.since, band.until) if moment is not None)


def step(arranged: Arranged, event_id: EventId | None, direction: Direction) -> EventId | None:
    """Return the event a key leads to.

    Left and Right go from event to event in time, whoever's they are; Up and Down go to the nearest in time
    in the next row that has any; Home and End go to the oldest and the newest. Without a starting event every
    other key leads to the last event before now.

    Returns:
        The event's id, the same one at an end; `None` where nothing is shown.
    """
    order = arranged.order
    if not order:
        return None
    here = arranged.where.get(event_id) if event_id is not None else None
    if direction in {Direction.HOME, Direction.END}:
        _, row, place = order[0 if direction is Direction.HOME else -1]
    elif here is None:
        now = arranged.record.now.timestamp()
        _, row, place = order[max(0, bisect_right(order, now, key=lambda entry: entry[0]) - 1)]
    elif direction in {Direction.LEFT, Direction.RIGHT}:
        at = bisect_left(order, (arranged.rows[here[0]].starts[here[1]], *here))
        at += 1 if direction is Direction.RIGHT else -1
        _, row, place = order[min(max(at, 0), len(order) - 1)]
    else:
        row, place = _beside(arranged, here, 1 if direction is Direction.DOWN else -1)
    return arranged.rows[row].events[place].id


def _beside(arranged: Arranged, here: tuple[int, int], way: int) -> tuple[int, int]:
    moment = arranged.rows[here[0]].starts[here[1]]
    row = here[0] + way
    while 0 <= row < len(arranged.rows):
        starts = arranged.rows[row].starts
        if starts:
            after = bisect_left(starts, moment)
            near = [i for i in (after - 1, after) if 0 <= i < len(starts)]
            return row, min(near, key=lambda i: abs(starts[i] - moment))
        row += way
    return here


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One line of the list that tells the same as the picture.

    Attributes:
        id: The event or band; `None` for a gap in what is known.
        when: As shown.
        person: Whose, as shown.
        lane: The row's name.
        words: What happened.
        details: Label and words of the card's lines.
        source: Who said so, in words.
        opens: Whether Enter can open a record behind it.
    """

    id: EventId | None
    when: str
    person: str
    lane: str
    words: str
    details: tuple[tuple[str, str], ...] = ()
    source: str = ""
    opens: bool = False

    def __repr__(self) -> str:
        return f"Told({self.id}, withheld)"

    @property
    def sentence(self) -> str:
        """Return the line as read out."""
        told = [f"{self.when}, {self.person}, {self.lane}: {self.words}."]
        told += [f"{label}: {words}." for label, words in self.details]
        return " ".join([*told, *([f"{self.source}."] if self.source else [])])


def listed(arranged: Arranged) -> tuple[Told, ...]:
    """Return all that the picture shows as lines in time order: events, bands, gaps in what is known."""
    found: list[tuple[float, int, Told]] = []
    for number, row in enumerate(arranged.rows):
        name = arranged.people[row.track].track.name
        found.extend(
            (start, number, _told_event(event, name, row.lane))
            for start, event in zip(row.starts, row.events, strict=True)
        )
        found.extend(
            (
                band.since.timestamp() if band.since else float("-inf"),
                number,
                _told_band(band, name, row.lane),
            )
            for band in row.lane.bands
        )
        gap = row.lane.gap
        if gap is not None:
            since = gap.since.timestamp() if gap.since else float("-inf")
            when = f"From {show_moment(gap.since)}" if gap.since else "All of this row"
            found.append((since, number, Told(None, when, name, row.lane.name, gap.words)))
    return tuple(told for _, _, told in sorted(found, key=lambda entry: entry[:2]))


def _told_event(event: TimelineEvent, name: str, lane: Lane) -> Told:
    source = event.provenance.source.words if event.provenance else ""
    words = event.words or event.kind.words
    return Told(event.id, event.when, name, lane.name, words, event.details, source, opens=True)


def _told_band(band: Band, name: str, lane: Lane) -> Told:
    stands = band.state.words
    words = band.words.rstrip(".")
    if stands and stands.casefold() not in words.casefold():
        words = f"{words}. {stands}"
    source = band.provenance.source.words if band.provenance else ""
    return Told(band.id, band.when, name, lane.name, words, source=source)
