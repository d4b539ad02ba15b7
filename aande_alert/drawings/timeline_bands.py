"""The periods of a lane, and the stretches of which nothing can be known."""

from __future__ import annotations

from aande_alert.domain.timeline import Band, BandKind, BandState
from aande_alert.domain.wording import local, show_date
from aande_alert.drawings.glyphs import WARNING
from aande_alert.drawings.shapes import Glyph, Line, Rect
from aande_alert.drawings.timeline_place import LanePlace


def draw_band(place: LanePlace, band: Band) -> None:
    """Draw one period as far as it is in view; one that runs reaches to Now, not beyond."""
    ruler = place.ruler
    open_end = ruler.right if band.state is BandState.EXPECTED else ruler.now
    start = ruler.left - 8 if band.since is None else ruler.axis.x(band.since)
    stop = open_end if band.until is None else ruler.axis.x(band.until)
    left, right = max(start, ruler.left - 8), min(stop, ruler.right + 8)
    if right <= left:
        return
    match band.kind:
        case BandKind.LIVES_HERE:
            _home(place, band, left, right)
        case BandKind.BEFORE_BIRTH | BandKind.ABILITY:
            _ability(place, band, left, right)
        case _:
            _plan(place, band, left, right, starts_here=start == left)


def _home(place: LanePlace, band: Band, left: float, right: float) -> None:
    dash = (6.0, 3.0) if band.state is BandState.TOLD else ()
    place.shapes.append(
        Line(left, place.middle, right, place.middle, ink="text2", weight=3, dash=dash, stands_for=band.id)
    )
    place.line_under_words = True
    _beside(place, band, left, right)


def _ability(place: LanePlace, band: Band, left: float, right: float) -> None:
    if band.kind is BandKind.BEFORE_BIRTH:
        place.box(left, right, fill="line2", hatch=True, strength=0.8, stands_for=band.id)
        _inside(place, band, left, right, ("text2", "small"), backed=True)
    elif band.state is BandState.EXPECTED:
        _inside(place, band, left, right, ("text", "small"))
    else:
        place.box(left, right, fill="line2", stands_for=band.id)
        _inside(place, band, left, right, ("text", "small_strong"))
    place.taken.append((left, right))


def _plan(place: LanePlace, band: Band, left: float, right: float, *, starts_here: bool) -> None:
    fill = {BandKind.UNBORN: "pink", BandKind.LOOKED_AFTER: "violet"}.get(band.kind, "red")
    if band.state is BandState.ON:
        place.box(left, right, fill=fill, stands_for=band.id)
        ink = f"on-{fill}"
        if band.until is None:
            # The plan runs on as far as anybody knows: open to the right of Now, not filled.
            place.box(right + 2, right + 20, ink=fill, dash=(2, 2), stands_for=band.id)
            place.taken.append((right, right + 22))
    else:
        line, ink = ("red-line", "red-text") if fill == "red" else (fill, "text")
        dash = () if band.state is BandState.ENDED else (6.0, 3.0)
        place.box(left, right, ink=line, fill="surface", weight=1.5, dash=dash, stands_for=band.id)
    place.taken.append((left, right))
    _inside(place, band, left, right, (ink, "small_strong"))
    if starts_here and band.since is not None and band.state is BandState.ON:
        day = show_date(local(band.since).date())
        width = place.ruler.width(day, "small")
        if day not in band.words and place.free(left - width - 14, left - 6):
            place.words(left - 10, day, anchor="end")


def _inside(
    place: LanePlace, band: Band, left: float, right: float, look: tuple[str, str], *, backed: bool = False
) -> None:
    """Write a band's words inside it, shortened at the colon where it must be, else beside it."""
    ink, role = look
    start = max(left, place.ruler.axis.left, place.room_from) + 8
    for words in _shorter(band.words):
        width = place.ruler.width(words, role)
        if words and start + width + 4 <= right and place.unwritten(start, start + width):
            if backed:
                height = 16 * place.ruler.scale
                place.shapes.append(
                    Rect(start - 4, place.middle - height / 2, width + 8, height, fill=place.ground)
                )
            place.inside(start, words, role=role, ink=ink, stands_for=band.id)
            return
    _beside(place, band, left, right)


def _shorter(words: str) -> tuple[str, ...]:
    """Return words, then up to the first comma, then up to the colon: the list and the card have them all."""
    comma = words.split(",", maxsplit=1)[0]
    return tuple(dict.fromkeys((words, comma, comma.split(":", maxsplit=1)[0])))


def _beside(place: LanePlace, band: Band, left: float, right: float) -> None:
    width = place.ruler.width(band.words, "small")
    if place.free(left - 8 - width, left - 8):
        place.words(left - 8, band.words, anchor="end", stands_for=band.id)
        return
    start = max(left, place.ruler.axis.left, place.room_from) + 8
    if place.line_under_words and start + width < right and place.free(start, start + width):
        place.words(start, band.words, stands_for=band.id)
    elif right < place.ruler.now - 1 and place.free(right + 8, right + 8 + width):
        # Never past Now: words of what was would stand where nothing is known yet.
        place.words(right + 8, band.words, stands_for=band.id)


def draw_gap(place: LanePlace) -> None:
    """Hatch the stretch of which nothing is known; an empty lane must not look quiet."""
    left = _gap_left(place)
    if left is not None:
        place.box(left, place.ruler.right, fill="line2", hatch=True, strength=0.6)


def name_gap(place: LanePlace) -> None:
    """Say why nothing is known, once the signs are placed; the warning alone where there is no room."""
    gap, ruler, left = place.row.lane.gap, place.ruler, _gap_left(place)
    if gap is None or left is None:
        return
    scale = ruler.scale
    width = ruler.width(gap.words, "small_strong") + 17 * scale
    starts = [start for start in _gap_starts(place, left, width) if place.free(start - 1, start + width)]
    start = starts[0] if starts else ruler.axis.right - 18 * scale
    height = 16 * scale
    back = "future" if start + width / 2 >= ruler.now else place.ground
    box = Rect(start - 2, place.middle - height / 2, (width if starts else 14 * scale) + 4, height, fill=back)
    place.shapes += [box, Glyph(WARNING, start + 7 * scale, place.middle, scale)]
    place.taken.append((start - 4, start + width + 6))
    if starts:
        place.inside(start + 16 * scale, gap.words, role="small_strong", ink="amber-ink", stands_for=None)


def _gap_left(place: LanePlace) -> float | None:
    gap, ruler = place.row.lane.gap, place.ruler
    if gap is None:
        return None
    left = ruler.left if gap.since is None else max(ruler.left, ruler.axis.x(gap.since))
    return left if left < ruler.right else None


def _gap_starts(place: LanePlace, left: float, width: float) -> tuple[float, ...]:
    """Return where a gap may be named, best first: after its start, past Now, before both, at the edge."""
    ruler = place.ruler
    first, last = max(ruler.axis.left, place.room_from) + 4, min(ruler.axis.right, place.room_to) - width
    wanted = (max(left + 6, first), max(ruler.now + 4, first), min(left, ruler.now) - width - 8, last)
    return tuple(start for start in wanted if first <= start <= last)
