"""The signs of a lane, runs of signs that touch, the words beside them, and what is out of view."""

from __future__ import annotations

from dataclasses import dataclass

from aande_alert.domain.timeline import GlyphKind, TimelineEvent
from aande_alert.drawings.axis import Axis
from aande_alert.drawings.glyphs import EARLIER, LATER
from aande_alert.drawings.shapes import Ellipse, Glyph, Line, Rect, Shape, Text
from aande_alert.drawings.timeline_place import LanePlace
from aande_alert.drawings.timeline_rows import EventId, Row

_FINE = 4.0
"""One sign to so many px: more could not be told apart."""
_TOUCH = 8.0
"""Signs nearer than this run into each other."""
_PILL_REACH = 28.0
"""A run of signs no longer than this becomes one number."""
_RANK = (
    GlyphKind.INJURY,
    GlyphKind.REFERRAL,
    GlyphKind.ATTENDANCE,
    GlyphKind.NOT_BROUGHT,
    GlyphKind.STAY,
    GlyphKind.CONTACT,
    GlyphKind.VISIT_KEPT,
    GlyphKind.PRESCRIPTION,
)


@dataclass(slots=True)
class _Stamp:
    """One drawn sign, or several that fall on the same three pixels."""

    x: float
    event: TimelineEvent
    count: int = 1
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that want a place beside a sign.

    Attributes:
        x: Middle of the sign.
        reach: Half its width.
        words: What to write.
        event: Whose words.
        urgent: Lit by a pattern, so placed first.
    """

    x: float
    reach: float
    words: str
    event: EventId
    urgent: bool


def draw_signs(place: LanePlace) -> list[Wanted]:
    """Draw every event in view; return the words that want a place beside them."""
    stamps = _stamps(place)
    runs = _runs(stamps, _TOUCH * place.ruler.scale)
    for run in runs:
        place.taken.append((run[0].x - run[0].reach - 2, run[-1].x + run[-1].reach + 2))
    _light(place)
    wanted = [_run(place, run) for run in runs]
    return wanted if place.ruler.labels else []


def draw_labels(place: LanePlace, wanted: list[Wanted]) -> None:
    """Write words beside as many signs as have room: lit ones first, then the newest."""
    for want in sorted(wanted, key=lambda want: (not want.urgent, -want.x)):
        if want.words:
            _label(place, want)


def _stamps(place: LanePlace) -> list[_Stamp]:
    ruler, row = place.ruler, place.row
    per_second, fine = ruler.axis.per_second, _FINE * ruler.scale
    zero = ruler.axis.left - ruler.axis.window.start.timestamp() * per_second
    first, stop = row.between((ruler.left - zero) / per_second, (ruler.right - zero) / per_second)
    reach = 6.0 * ruler.scale
    found: list[_Stamp] = []
    for i in range(first, stop):
        event, x = row.events[i], zero + row.starts[i] * per_second
        if event.until is not None and _stay(place, event, x):
            continue
        if found and x - found[-1].x < fine:
            found[-1].count += 1
            if _RANK.index(event.kind) <= _RANK.index(found[-1].event.kind):
                found[-1].event = event
        elif x >= ruler.left:
            found.append(_Stamp(x, event, reach=reach))
    return found


def _stay(place: LanePlace, event: TimelineEvent, x: float) -> bool:
    """Draw a stay as long as it was; say no where that is too short to see."""
    ruler = place.ruler
    stop = ruler.axis.x(event.until or event.at)
    if stop - x <= 10 * ruler.scale or stop < ruler.left:
        return stop < ruler.left
    half = 5 * ruler.scale
    place.shapes.append(
        Rect(x - half, place.middle - half, stop - x + half, 2 * half, fill="text", stands_for=event.id)
    )
    place.taken.append((x - half - 2, stop + 2))
    if ruler.labels:
        _label(
            place,
            Wanted(
                max(x, ruler.axis.left),
                stop - max(x, ruler.axis.left),
                event.words,
                event.id,
                urgent=True,
            ),
        )
    return True


def _light(place: LanePlace) -> None:
    if not place.ruler.lit:
        return
    radius = 10 * place.ruler.scale
    for start, event in zip(place.row.starts, place.row.events, strict=True):
        x = place.ruler.axis.x(event.at) if event.id in place.ruler.lit and start else None
        if x is not None and place.ruler.left - radius <= x <= place.ruler.right + radius:
            place.shapes.append(
                Ellipse(x, place.middle, radius, radius, ink="blue-text", fill="blue-tint", weight=2)
            )
            place.taken.append((x - radius - 1, x + radius + 1))


def _run(place: LanePlace, run: list[_Stamp]) -> Wanted:
    """Draw signs that touch: one sign, one number, or a dense row; return the words it wants."""
    ruler = place.ruler
    count = sum(stamp.count for stamp in run)
    last = run[-1]
    extent = last.x - run[0].x
    lit = any(stamp.event.id in ruler.lit for stamp in run)
    if count == 1:
        _sign(place, last)
        reach = (10.0 if lit else 6.0) * ruler.scale
        return Wanted(last.x, reach, last.event.words, last.event.id, urgent=lit)
    if extent <= _PILL_REACH * ruler.scale:
        middle = (run[0].x + last.x) / 2
        reach = _pill(place, middle, count, min(run, key=_rank).event.id)
        return Wanted(middle, reach, f"{count:,} events", last.event.id, urgent=lit)
    for stamp in run:
        _sign(place, stamp)
    return Wanted(last.x, last.reach, f"{count:,} events", last.event.id, urgent=lit)


def _sign(place: LanePlace, stamp: _Stamp) -> None:
    scale, event = place.ruler.scale, stamp.event
    if event.approximate:
        # A whisker to both sides: the time was given as an estimate.
        place.shapes.append(
            Line(
                stamp.x - 11 * scale,
                place.middle,
                stamp.x + 11 * scale,
                place.middle,
                ink="text2",
                weight=1.5,
            )
        )
    place.shapes.append(Glyph(event.kind, stamp.x, place.middle, scale, ink="text", stands_for=event.id))


def _pill(place: LanePlace, x: float, count: int, event: EventId) -> float:
    ruler = place.ruler
    words = f"{count:,}"
    width = ruler.width(words, "badge")
    reach = max(8 * ruler.scale, width / 2 + 5 * ruler.scale)
    half = 7.5 * ruler.scale
    place.shapes.append(
        Rect(x - reach, place.middle - half, 2 * reach, 2 * half, half, fill="text", stands_for=event)
    )
    y = place.middle + 4.2 * ruler.scale
    place.shapes.append(
        Text(x, y, words, width, "badge", "middle", ruler.scale, ink="surface", stands_for=event)
    )
    place.taken.append((x - reach - 2, x + reach + 2))
    return reach


def _label(place: LanePlace, want: Wanted) -> None:
    width, gap = place.ruler.width(want.words, "small"), 5 * place.ruler.scale
    right = want.x + want.reach + gap
    left = want.x - want.reach - gap
    if place.free(right, right + width):
        place.words(right, want.words, stands_for=want.event)
    elif place.free(left - width, left):
        place.words(left, want.words, anchor="end", stands_for=want.event)


def _rank(stamp: _Stamp) -> int:
    return _RANK.index(stamp.event.kind)


def _runs(stamps: list[_Stamp], touch: float) -> list[list[_Stamp]]:
    runs: list[list[_Stamp]] = []
    for stamp in stamps:
        if runs and stamp.x - runs[-1][-1].x < touch:
            runs[-1].append(stamp)
        else:
            runs.append([stamp])
    return runs


def edge_counts(place: LanePlace) -> list[Shape]:
    """Return the counts of what lies out of view to the left and right of a lane.

    The words shrink to the number alone where a sign in view would be covered.
    """
    ruler, row = place.ruler, place.row
    axis = ruler.axis
    shapes: list[Shape] = []
    sides = (
        (row.before(axis.window.start.timestamp()), "earlier", 1.0),
        (row.after(axis.window.end.timestamp()), "later", -1.0),
    )
    for count, word, inward in sides:
        if count:
            shapes.extend(_edge(place, count, word, inward))
    return shapes


def _edge(place: LanePlace, count: int, word: str, inward: float) -> list[Shape]:
    ruler, scale = place.ruler, place.ruler.scale
    axis = ruler.axis
    side = axis.left if inward > 0 else axis.right
    full = ruler.width(f"{count:,} {word}", "small_strong") + 20 * scale
    crosses_now = abs(side - ruler.now) < full and (side - ruler.now) * inward < 0
    short = crosses_now or _sign_within(place.row, axis, side, inward * full)
    words = f"{count:,}" if short else f"{count:,} {word}"
    width = ruler.width(words, "small_strong")
    near, far = side + inward, side + inward * (width + 18 * scale)
    ground = "future" if min(near, far) >= ruler.now else place.ground
    height = 16 * scale
    box = Rect(min(near, far), place.middle - height / 2, abs(far - near), height, fill=ground)
    sign = Glyph(
        EARLIER if inward > 0 else LATER, side + inward * 6 * scale, place.middle, scale, ink="text2"
    )
    text = Text(
        side + inward * 13 * scale, place.middle + 4.2 * scale, words, width, "small_strong",
        "start" if inward > 0 else "end", scale, ink="text2",
    )  # fmt: skip
    return [box, sign, text]


def _sign_within(row: Row, axis: Axis, side: float, reach: float) -> bool:
    one, other = sorted((axis.at(side).timestamp(), axis.at(side + reach).timestamp()))
    first, stop = row.between(one, other)
    return any(one <= start <= other for start in row.starts[first:stop])
