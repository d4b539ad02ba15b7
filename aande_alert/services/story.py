"""A family's life as the timeline draws it, gathered from attendances, contacts, lists and entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from aande_alert.domain.attendance import AttendanceState, ContactKind
from aande_alert.domain.badges import badge_of
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.timeline import (
    Band,
    BandKind,
    BandState,
    Coverage,
    GlyphKind,
    Lane,
    LaneKind,
    PersonTrack,
    TimelineEvent,
    TimelineRecord,
)
from aande_alert.domain.wording import LONDON, is_under_18, local, show_age_of, show_date, show_moment
from aande_alert.services.family import relations_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance, Contact
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck, RegisterEntry
    from aande_alert.domain.timeline import TimelinePattern
    from aande_alert.persistence.store import Transaction

_LANES = {
    ContactKind.BIRTH: (LaneKind.BIRTH_WARD, GlyphKind.STAY),
    ContactKind.ADMISSION: (LaneKind.BIRTH_WARD, GlyphKind.STAY),
    ContactKind.GP: (LaneKind.CONTACT, GlyphKind.CONTACT),
    ContactKind.OUT_OF_HOURS: (LaneKind.CONTACT, GlyphKind.CONTACT),
    ContactKind.HEALTH_VISITOR: (LaneKind.VISIT_KEPT, GlyphKind.VISIT_KEPT),
    ContactKind.MIDWIFE: (LaneKind.VISIT_KEPT, GlyphKind.VISIT_KEPT),
    ContactKind.ANTENATAL: (LaneKind.VISIT_KEPT, GlyphKind.VISIT_KEPT),
    ContactKind.OUTPATIENT: (LaneKind.VISIT_KEPT, GlyphKind.VISIT_KEPT),
    ContactKind.WEIGHT: (LaneKind.VISIT_KEPT, GlyphKind.VISIT_KEPT),
    ContactKind.NOT_BROUGHT: (LaneKind.NOT_BROUGHT, GlyphKind.NOT_BROUGHT),
    ContactKind.PRESCRIPTION: (LaneKind.PRESCRIPTION, GlyphKind.PRESCRIPTION),
    ContactKind.MOVED_HOME: (LaneKind.HOME, GlyphKind.CONTACT),
}
_BANDS = {
    PlanKind.CHILD_PROTECTION: BandKind.CHILD_PROTECTION,
    PlanKind.LOOKED_AFTER: BandKind.LOOKED_AFTER,
    PlanKind.UNBORN: BandKind.UNBORN,
}
_ORDER = tuple(LaneKind)


@dataclass(frozen=True, slots=True, repr=False)
class _Life:
    """What the store holds of one person."""

    person: Person
    relation: str
    check: ProtectionCheck | None
    attendances: tuple[Attendance, ...]
    contacts: tuple[Contact, ...]
    plans: tuple[RegisterEntry, ...]
    injuries: tuple[Entry[Any], ...]


def timeline_of(
    tx: Transaction,
    person: Person,
    *,
    whole_family: bool,
    checks: Mapping[UUID, ProtectionCheck],
    coverage: Coverage,
    patterns: tuple[TimelinePattern, ...] = (),
) -> TimelineRecord:
    """Gather what the timeline draws: the child first, then the family where it is asked for.

    Args:
        tx: A transaction.
        person: Whose record it is.
        whole_family: Whether brothers, sisters and linked adults are drawn too.
        checks: What the lists say of each child, for the badges.
        coverage: What the picture can know of.
        patterns: Patterns found, whose events can be lit.
    """
    people = [(person, "this child" if is_under_18(person.birth, tx.now.date()) else "this person")]
    if whole_family:
        people += [(relation.person, relation.words.lower()) for relation in relations_of(tx, person.id)]
    lives = [_life(tx, one, words, checks.get(one.id)) for one, words in people]
    tracks = tuple(_track(life, tx.now) for life in lives)
    kept = (tracks[0], *(track for track in tracks[1:] if track.lanes))
    return TimelineRecord(kept, tx.now, coverage, patterns)


def _life(tx: Transaction, person: Person, relation: str, check: ProtectionCheck | None) -> _Life:
    one = (person.id,)
    return _Life(
        person,
        relation,
        check,
        tx.attendances.of_people(one),
        tx.attendances.contacts_of(one),
        tx.registers.of_person(person.id),
        tx.entries.of_people(one, "injury"),
    )


def _track(life: _Life, now: datetime) -> PersonTrack:
    events = [*_visits(life.attendances), *map(_contact_event, life.contacts), *_injuries(life)]
    bands = tuple(_plan_band(entry) for entry in life.plans if not entry.voided)
    by_lane: dict[LaneKind, list[TimelineEvent]] = {}
    for event in events:
        by_lane.setdefault(event.lane, []).append(event)
    wanted = set(by_lane) | ({LaneKind.PROTECTION} if bands else set())
    lanes = tuple(
        Lane(kind, tuple(by_lane.get(kind, ())), bands if kind is LaneKind.PROTECTION else ())
        for kind in _ORDER
        if kind in wanted
    )
    badge = badge_of(life.check) if life.check else None
    return PersonTrack(
        life.person.id,
        life.person.name.shown(),
        show_age_of(life.person.birth, now),
        life.relation,
        lanes,
        badge=badge,
    )


def _visits(attendances: Iterable[Attendance]) -> list[TimelineEvent]:
    return [_visit(visit) for visit in attendances if visit.state is not AttendanceState.CANCELLED]


def _visit(visit: Attendance) -> TimelineEvent:
    details = [("Complaint", visit.complaint or "Not recorded")]
    if visit.came_with:
        details.append(("Came with", visit.came_with))
    details.append(("Outcome", visit.disposition.words))
    if visit.departed_at:
        details.append(("Left", show_moment(visit.departed_at)))
    if visit.booked_as:
        details.append(("Booked as", visit.booked_as))
    return TimelineEvent(
        id=visit.id,
        person=visit.person_id,
        at=visit.arrived_at,
        lane=LaneKind.ATTENDANCE,
        kind=GlyphKind.ATTENDANCE,
        words=visit.complaint or "Attendance",
        details=tuple(details),
        site=visit.site,
    )


def _contact_event(contact: Contact) -> TimelineEvent:
    lane, glyph = _LANES[contact.kind]
    details = [("What", contact.words)]
    if contact.detail:
        details.append(("Detail", contact.detail))
    details.append(("From", contact.provenance.who))
    return TimelineEvent(
        id=contact.id,
        person=contact.person_id,
        at=contact.at,
        until=contact.until,
        lane=lane,
        kind=glyph,
        words=contact.words,
        details=tuple(details),
        provenance=contact.provenance,
        site=contact.site,
    )


def _injuries(life: _Life) -> list[TimelineEvent]:
    """One sign a visit, however many marks were found at it; the card lists them."""
    by_visit: dict[UUID, list[Entry[Any]]] = {}
    for entry in life.injuries:
        by_visit.setdefault(entry.head.attendance_id, []).append(entry)
    for entries in by_visit.values():
        entries.sort(key=lambda entry: entry.body.number)
    return [
        TimelineEvent(
            id=entries[0].head.id,
            person=life.person.id,
            at=min(entry.head.happened_at for entry in entries),
            lane=LaneKind.INJURY,
            kind=GlyphKind.INJURY,
            words=_injury_words(entries),
            details=tuple((f"Mark {entry.body.number}", entry.body.description()) for entry in entries),
        )
        for entries in by_visit.values()
    ]


def _injury_words(entries: list[Entry[Any]]) -> str:
    kinds = {entry.body.kind.words for entry in entries}
    first = min(kinds)
    if len(kinds) > 1:
        return f"{len(entries)} injuries"
    return first if len(entries) == 1 else f"{len(entries)} {first.lower()}s"


def _plan_band(entry: RegisterEntry) -> Band:
    kind = entry.kind.words if entry.kind is not PlanKind.CHILD_PROTECTION else "CP plan"
    words = f"{kind}: {entry.category.lower()}" if entry.category else kind
    if entry.ends:
        words += f", ended {show_date(entry.ends)}"
    return Band(
        id=entry.id,
        kind=_BANDS[entry.kind],
        since=_start_of(entry.starts) if entry.starts else None,
        until=_start_of(entry.ends) if entry.ends else None,
        words=words,
        state=BandState.ENDED if entry.ends else BandState.ON,
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def coverage_words(hospital: str, since: date | None, until: datetime) -> Coverage:
    """Say in print what the picture can know of, from when, and what nobody here can see."""
    start = show_date(since) if since else "the first day of this store"
    return Coverage(
        covered=f"{hospital} from {start} to {show_date(local(until).date())}; council lists as dated below.",
        not_covered="other hospitals, GP records, schools. No mark does not mean that nothing happened.",
    )
