"""One family's life on one time axis: people, lanes, events, bands, and what the record does not cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aande_alert.domain.errors import Refused
from aande_alert.domain.provenance import Provenance
from aande_alert.domain.wording import local, show_date, show_moment, utc


class LaneKind(StrEnum):
    """What a lane tells of; also what the screen can filter by."""

    AGE_ABILITY = "age_ability"
    PROTECTION = "protection"
    ATTENDANCE = "attendance"
    BIRTH_WARD = "birth_ward"
    CONTACT = "contact"
    VISIT_KEPT = "visit_kept"
    NOT_BROUGHT = "not_brought"
    PRESCRIPTION = "prescription"
    INJURY = "injury"
    REFERRAL = "referral"
    HOME = "home"

    @property
    def words(self) -> str:
        """Return the lane's name as printed beside it."""
        return _LANE_WORDS[self]


_LANE_WORDS = {
    LaneKind.AGE_ABILITY: "Age, ability",
    LaneKind.PROTECTION: "Protection",
    LaneKind.ATTENDANCE: "A&E",
    LaneKind.BIRTH_WARD: "Birth, ward",
    LaneKind.CONTACT: "GP, 111",
    LaneKind.VISIT_KEPT: "Health visitor",
    LaneKind.NOT_BROUGHT: "Not brought",
    LaneKind.PRESCRIPTION: "Prescription",
    LaneKind.INJURY: "Injury",
    LaneKind.REFERRAL: "Referral",
    LaneKind.HOME: "Home",
}


class GlyphKind(StrEnum):
    """The sign an event is drawn with (tokens, section 6)."""

    ATTENDANCE = "attendance"
    STAY = "stay"
    CONTACT = "contact"
    VISIT_KEPT = "visit_kept"
    NOT_BROUGHT = "not_brought"
    PRESCRIPTION = "prescription"
    INJURY = "injury"
    REFERRAL = "referral"

    @property
    def words(self) -> str:
        """Return the legend's words."""
        return _GLYPH_WORDS[self]


_GLYPH_WORDS = {
    GlyphKind.ATTENDANCE: "A&E",
    GlyphKind.STAY: "Ward, birth",
    GlyphKind.CONTACT: "GP, 111",
    GlyphKind.VISIT_KEPT: "Visit kept",
    GlyphKind.NOT_BROUGHT: "Not brought",
    GlyphKind.PRESCRIPTION: "Prescription",
    GlyphKind.INJURY: "Injury",
    GlyphKind.REFERRAL: "Referral",
}


class BandKind(StrEnum):
    """What a period is a period of; its colour and shape follow from it."""

    CHILD_PROTECTION = "child_protection"
    UNBORN = "unborn"
    LOOKED_AFTER = "looked_after"
    BEFORE_BIRTH = "before_birth"
    ABILITY = "ability"
    LIVES_HERE = "lives_here"


class BandState(StrEnum):
    """How a period stands, and how sure it is."""

    ON = "on"
    ENDED = "ended"
    TOLD = "told"
    EXPECTED = "expected"

    @property
    def words(self) -> str:
        """Return what the list says of it; empty for a period that simply runs."""
        return {
            BandState.ON: "",
            BandState.ENDED: "Ended",
            BandState.TOLD: "Told, not checked",
            BandState.EXPECTED: "Expected",
        }[self]


class BadgeKind(StrEnum):
    """The state of protection, or of the check that looked for it; most serious first."""

    ON_PLAN = "on-plan"
    LOOKED_AFTER = "looked-after"
    UNBORN_PLAN = "unborn-plan"
    CHECK_FAILED = "check-failed"
    NOT_CHECKED = "not-checked"
    POSSIBLE_MATCH = "possible-match"
    DISPUTED = "disputed"
    PLAN_ENDED = "plan-ended"
    CHECKING = "checking"
    NO_RECORD = "no-record"


@dataclass(frozen=True, slots=True)
class Badge:
    """A protection state with its word; the word is always drawn or read out with the shape."""

    kind: BadgeKind
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class TimelineEvent:
    """One thing that happened, or did not happen, to one person.

    Attributes:
        id: Our own id of the record behind it.
        person: Whose it is.
        at: When it happened, aware.
        lane: The kind of thing, for the lane and the filter.
        kind: The sign it is drawn with.
        words: Two to five words beside the sign.
        until: When it ended, for a stay; `None` where it has no length.
        details: Label and words of each line on the card, in order.
        provenance: Who said so; `None` where nobody recorded it.
        approximate: The time was given as an estimate.
        day_only: Only the day is known; `at` is its start and no time is shown.
        site: Where, in the words of the filter; empty where there is none.
    """

    id: str | UUID
    person: str | UUID
    at: datetime
    lane: LaneKind
    kind: GlyphKind
    words: str
    until: datetime | None = None
    details: tuple[tuple[str, str], ...] = ()
    provenance: Provenance | None = None
    approximate: bool = False
    day_only: bool = False
    site: str = ""

    def __post_init__(self) -> None:
        _check_period(self.at, self.until)

    def __repr__(self) -> str:
        return f"TimelineEvent({self.id}, {self.lane.value}, withheld)"

    @property
    def when(self) -> str:
        """Return the moment as shown, `Approx` before an estimate."""
        shown = _day(self.at) if self.day_only else show_moment(self.at)
        return f"Approx {shown}" if self.approximate else shown


@dataclass(frozen=True, slots=True, repr=False)
class Band:
    """A period in one person's lane.

    Attributes:
        id: Our own id of the entry behind it.
        kind: What it is a period of.
        since: First moment; `None` where nobody knows, then it is drawn from the left edge.
        until: Last moment; `None` while it runs.
        words: What is written in it.
        state: Running, ended, only told, or expected.
        provenance: Who said so; `None` where nobody recorded it.
    """

    id: str | UUID
    kind: BandKind
    since: datetime | None
    words: str
    until: datetime | None = None
    state: BandState = BandState.ON
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if self.since is not None:
            _check_period(self.since, self.until)

    def __repr__(self) -> str:
        return f"Band({self.id}, {self.kind.value}, withheld)"

    @property
    def when(self) -> str:
        """Return the period as shown, an unknown start said in words."""
        since = "Start Not Known" if self.since is None else f"From {_day(self.since)}"
        return since if self.until is None else f"{since} to {_day(self.until)}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A lane that cannot be trusted to be empty, and why.

    Attributes:
        words: `Feed DOWN`, `Not shown for your role`, `Could not be read: GP feed`.
        since: From when; `None` where the whole lane is meant.
    """

    words: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Lane:
    """One row of one person.

    Attributes:
        kind: What the row tells of.
        events: In any order; the drawing sorts them.
        bands: Periods in the row.
        words: Its name where it differs from the kind's, `Antenatal`.
        gap: Why an empty row is not a quiet one.
    """

    kind: LaneKind
    events: tuple[TimelineEvent, ...] = ()
    bands: tuple[Band, ...] = ()
    words: str = ""
    gap: Gap | None = None

    def __repr__(self) -> str:
        return f"Lane({self.kind.value}, {len(self.events)} events, {len(self.bands)} bands)"

    @property
    def name(self) -> str:
        """Return the row's name as printed."""
        return self.words or self.kind.words


@dataclass(frozen=True, slots=True, repr=False)
class PersonTrack:
    """One person's rows.

    Attributes:
        person_id: Whose.
        name: As shown, `PELL, Maisie`.
        age_words: `7w 2d`; `Age Not Known` where nobody knows.
        relation: To the child the record is about: `this child`, `brother`, `mother`.
        lanes: Top to bottom.
        note: A further line, `25d corrected`.
        badge: Protection state now; `None` for an adult nobody checks.

    Raises:
        Refused: An event of somebody else is among the lanes.
    """

    person_id: str | UUID
    name: str
    age_words: str
    relation: str
    lanes: tuple[Lane, ...]
    note: str = ""
    badge: Badge | None = None

    def __post_init__(self) -> None:
        if any(event.person != self.person_id for lane in self.lanes for event in lane.events):
            what, do = "An event of another person was about to be drawn here.", "Open the record again."
            raise Refused(what, do, kept="Nothing was changed.")

    def __repr__(self) -> str:
        return f"PersonTrack({self.person_id}, withheld)"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the picture can know of: no mark outside it means nothing happened.

    Attributes:
        covered: Sites and feeds with their first days, as printed.
        not_covered: What nobody here can see, as printed.
    """

    covered: str
    not_covered: str


@dataclass(frozen=True, slots=True)
class TimelinePattern:
    """A pattern found by a rule, and the events it rests on.

    Attributes:
        id: The finding's id.
        title: `Earlier injury in the same baby`.
        when: `06-Nov-2026, 16d before`.
        rule: `Local rule 4`.
        events: Ids of the events it rests on, which light up.
    """

    id: str | UUID
    title: str
    when: str
    rule: str
    events: frozenset[str | UUID]


@dataclass(frozen=True, slots=True, repr=False)
class TimelineRecord:
    """Everything the timeline draws; the first track is the child the record is about.

    Attributes:
        tracks: The child, then the family; empty only where nobody is chosen.
        now: The moment of the Now line.
        coverage: What the picture can know of.
        patterns: In the order of the list beside the picture.
    """

    tracks: tuple[PersonTrack, ...]
    now: datetime
    coverage: Coverage
    patterns: tuple[TimelinePattern, ...] = ()

    def __post_init__(self) -> None:
        utc(self.now)

    def __repr__(self) -> str:
        return f"TimelineRecord({len(self.tracks)} tracks, withheld)"


def _check_period(since: datetime, until: datetime | None) -> None:
    if until is not None and utc(until) < utc(since):
        what, do = "A period ends before it begins.", "Correct the dates."
        raise Refused(what, do)
    utc(since)


def _day(moment: datetime) -> str:
    return show_date(local(moment).date())
