"""The PELL family of the demo hospital, as the timeline is told of it; all invented."""

from datetime import datetime
from itertools import count

from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.timeline import (
    Badge,
    BadgeKind,
    Band,
    BandKind,
    BandState,
    Coverage,
    Gap,
    GlyphKind,
    Lane,
    LaneKind,
    PersonTrack,
    TimelineEvent,
    TimelinePattern,
    TimelineRecord,
)
from aande_alert.domain.wording import LONDON
from aande_alert.drawings.axis import Window

_SIGN = {
    LaneKind.ATTENDANCE: GlyphKind.ATTENDANCE,
    LaneKind.BIRTH_WARD: GlyphKind.STAY,
    LaneKind.CONTACT: GlyphKind.CONTACT,
    LaneKind.VISIT_KEPT: GlyphKind.VISIT_KEPT,
    LaneKind.NOT_BROUGHT: GlyphKind.NOT_BROUGHT,
    LaneKind.PRESCRIPTION: GlyphKind.PRESCRIPTION,
    LaneKind.INJURY: GlyphKind.INJURY,
    LaneKind.REFERRAL: GlyphKind.REFERRAL,
}


def moment(words: str) -> datetime:
    """Read `2026-11-22 14:31`, or a day, as local time."""
    form = "%Y-%m-%d %H:%M" if " " in words else "%Y-%m-%d"
    return datetime.strptime(words, form).replace(tzinfo=LONDON)


NOW = moment("2026-11-22 14:31")
WINDOW = Window(moment("2026-05-01"), moment("2026-12-20"))


def an_event(
    person: str, lane: LaneKind, at: str, words: str = "", *, name: str = "", sign: GlyphKind | None = None
) -> TimelineEvent:
    """Build one event; its id names person, lane and day unless a name is given."""
    event_id = name or f"{person} {lane.value} {at}"
    return TimelineEvent(
        event_id, person, moment(at), lane, sign or _SIGN[lane], words, day_only=" " not in at
    )


def a_band(kind: BandKind, since: str, words: str, until: str = "", state: BandState = BandState.ON) -> Band:
    """Build one band; its id names kind and start."""
    return Band(
        f"{kind.value} {since}",
        kind,
        moment(since) if since else None,
        words,
        moment(until) if until else None,
        state,
    )


def a_lane(person: str, kind: LaneKind, *events: tuple[str, str], gap: Gap | None = None) -> Lane:
    """Build a lane from days and words."""
    made = tuple(an_event(person, kind, at, words) for at, words in events)
    return Lane(kind, made, gap=gap)


def maisie() -> PersonTrack:
    """The child: seven weeks old, on a plan, four bruises today."""
    who = "maisie"
    bleeding = TimelineEvent(
        "bleeding",
        who,
        moment("2026-11-06 21:40"),
        LaneKind.ATTENDANCE,
        GlyphKind.ATTENDANCE,
        "Bleeding from mouth",
        details=(
            ("Complaint", "Bleeding from the mouth"),
            ("Told", "“She caught her gum on the bottle.” Mother"),
            ("Found", "No cut seen. Frenulum not recorded."),
            ("Left", "23:10, home with mother"),
        ),
        provenance=Provenance(Source.FROM_RECORD, "Calder Vale A&E record", moment("2026-11-06 23:10")),
    )
    attended = Lane(
        LaneKind.ATTENDANCE,
        (
            an_event(who, LaneKind.ATTENDANCE, "2026-10-29 18:05", "Crying, unsettled"),
            bleeding,
            an_event(who, LaneKind.ATTENDANCE, "2026-11-22 13:46", "Today", name="today"),
        ),
    )
    protection = Lane(
        LaneKind.PROTECTION,
        (
            an_event(
                who, LaneKind.PROTECTION, "2027-01-12 10:00", "Review conference", sign=GlyphKind.VISIT_KEPT
            ),
        ),
        (
            a_band(BandKind.UNBORN, "2026-08-27", "Unborn plan", "2026-10-02"),
            a_band(BandKind.CHILD_PROTECTION, "2026-10-02", "CP plan: neglect"),
        ),
    )
    ability = Lane(
        LaneKind.AGE_ABILITY,
        bands=(
            a_band(BandKind.BEFORE_BIRTH, "", "Before birth. Due 28-Oct-2026.", "2026-10-02"),
            a_band(BandKind.ABILITY, "2026-10-02", "Cannot roll, sit or crawl"),
            a_band(BandKind.ABILITY, "2026-11-22 14:31", "Not rolling yet", state=BandState.EXPECTED),
        ),
    )
    return PersonTrack(
        who,
        "PELL, Maisie",
        "7w 2d",
        "this child",
        (
            ability,
            protection,
            attended,
            a_lane(who, LaneKind.BIRTH_WARD, ("2026-10-02 04:10", "Born at 36w 2d, 2.62 kg")),
            a_lane(
                who,
                LaneKind.CONTACT,
                ("2026-10-21 02:10", "111 call 02:10: crying"),
                gap=Gap("Feed DOWN", moment("2026-11-22 11:20")),
            ),
            a_lane(
                who,
                LaneKind.VISIT_KEPT,
                ("2026-10-07 11:00", "Midwife 2.45 kg"),
                ("2026-10-15 10:00", "Home visit"),
            ),
            a_lane(
                who,
                LaneKind.NOT_BROUGHT,
                ("2026-10-30 09:30", "Weighing clinic"),
                ("2026-11-13 10:00", "6-week check"),
            ),
            a_lane(who, LaneKind.PRESCRIPTION, ("2026-10-22", "Infant Gaviscon")),
            a_lane(
                who,
                LaneKind.INJURY,
                ("2026-11-06 21:40", "Bleeding from mouth"),
                ("2026-11-22 13:46", "Bruises"),
            ),
        ),
        "25d corrected",
        Badge(BadgeKind.ON_PLAN, "CP plan"),
    )


def jonah() -> PersonTrack:
    """The brother, whose plan has ended."""
    who = "jonah"
    ended = a_band(
        BandKind.CHILD_PROTECTION,
        "2025-11-11",
        "CP plan: neglect, from 11-Nov-2025. Ended 14-Aug-2026.",
        "2026-08-14",
        BandState.ENDED,
    )
    return PersonTrack(
        who,
        "HOLROYD, Jonah",
        "4y 3m",
        "brother",
        (
            Lane(LaneKind.PROTECTION, bands=(ended,)),
            a_lane(
                who,
                LaneKind.ATTENDANCE,
                ("2026-02-03 12:00", "Fall from sofa"),
                ("2026-06-18 17:20", "Swallowed tablets"),
                ("2026-09-26 19:10", "Burn to hand"),
            ),
            a_lane(
                who,
                LaneKind.NOT_BROUGHT,
                ("2026-05-14", "Speech therapy"),
                ("2026-07-22", "Dentist"),
                ("2026-10-12", "Burns clinic"),
            ),
        ),
        badge=Badge(BadgeKind.PLAN_ENDED, "Plan ended"),
    )


def the_others() -> tuple[PersonTrack, ...]:
    """The sister, the mother and the mother's partner."""
    orla, hannah, kieran = "orla", "hannah", "kieran"
    after = a_band(
        BandKind.LOOKED_AFTER,
        "2026-01-09",
        "Looked after from 09-Jan-2026, Aireborough Council. Lives with grandmother.",
    )
    here = a_band(
        BandKind.LIVES_HERE,
        "2026-09-12",
        "At this home from 12-Sep-2026, told by mother",
        state=BandState.TOLD,
    )
    return (
        PersonTrack(
            orla,
            "SYKES, Orla",
            "6y 8m",
            "sister",
            (
                Lane(LaneKind.PROTECTION, bands=(after,)),
                a_lane(
                    orla,
                    LaneKind.ATTENDANCE,
                    ("2026-01-04 12:00", "Cut to head"),
                    ("2026-07-04 12:00", "Wheeze"),
                ),
            ),
            badge=Badge(BadgeKind.LOOKED_AFTER, "Looked after"),
        ),
        PersonTrack(
            hannah,
            "PELL, Hannah (Miss)",
            "27y",
            "mother",
            (
                a_lane(
                    hannah,
                    LaneKind.ATTENDANCE,
                    ("2026-05-16 22:00", "Injury to face, 16 weeks pregnant"),
                    ("2026-08-10 12:00", "Fall, 28 weeks pregnant"),
                ),
                Lane(
                    LaneKind.VISIT_KEPT,
                    (
                        an_event(hannah, LaneKind.VISIT_KEPT, "2026-05-20"),
                        an_event(hannah, LaneKind.NOT_BROUGHT, "2026-06-03", "Not attended"),
                        an_event(hannah, LaneKind.NOT_BROUGHT, "2026-07-08", "Not attended"),
                        an_event(hannah, LaneKind.VISIT_KEPT, "2026-08-19"),
                        an_event(hannah, LaneKind.VISIT_KEPT, "2026-09-15"),
                    ),
                    words="Antenatal",
                ),
            ),
        ),
        PersonTrack(
            kieran,
            "RAIKES, Kieran (Mr)",
            "31y",
            "mother’s partner",
            (
                Lane(
                    LaneKind.HOME,
                    (an_event(kieran, LaneKind.ATTENDANCE, "2026-10-03 23:00", "Hand injury"),),
                    (here,),
                    words="A&E, home",
                ),
            ),
        ),
    )


def the_family() -> TimelineRecord:
    """Everyone, as on Sunday 22-Nov-2026 at 14:31."""
    lit = frozenset({"bleeding", "today", "maisie injury 2026-11-06 21:40", "maisie injury 2026-11-22 13:46"})
    return TimelineRecord(
        (maisie(), jonah(), *the_others()),
        NOW,
        Coverage(
            "Calder Vale A&E and wards from 01-Apr-2019; health visitor from 01-Jan-2021; "
            "GP and 111 until 22-Nov-2026 11:20 (feed DOWN).",
            "other hospitals, Aireborough social care, schools. No mark does not mean that nothing happened.",
        ),
        (
            TimelinePattern(
                "earlier-injury",
                "Earlier injury in the same baby",
                "06-Nov-2026, 16d before",
                "Sheets 2013",
                lit,
            ),
        ),
    )


def many_events(how_many: int) -> TimelineRecord:
    """One child with a great many contacts over ten years, spread over nine lanes, for measuring."""
    kinds = [lane for lane in LaneKind if lane in _SIGN]
    start, numbers = moment("2016-11-22").timestamp(), count()
    by_kind: dict[LaneKind, list[TimelineEvent]] = {kind: [] for kind in kinds}
    for i in range(how_many):
        kind = kinds[i * 7 % len(kinds)]
        at = datetime.fromtimestamp(start + (i * 7919 % how_many) / how_many * 315360000, tz=LONDON)
        by_kind[kind].append(TimelineEvent(f"e{next(numbers)}", "one", at, kind, _SIGN[kind], "Seen here"))
    lanes = tuple(Lane(kind, tuple(events)) for kind, events in by_kind.items())
    return TimelineRecord(
        (PersonTrack("one", "MANY, Visits", "10y", "this child", lanes),), NOW, Coverage("All.", "-")
    )
