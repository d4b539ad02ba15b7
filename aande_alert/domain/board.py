"""The arrivals board and the status line: what the first screen shows, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck


class Health(StrEnum):
    """How far a feed or a list can be relied on now."""

    LIVE = "live"
    LATE = "late"
    DOWN = "down"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class RegisterState:
    """One council's list: how old it is, and whether that is too old.

    Attributes:
        council: Code.
        name: `Calderdale North Council`.
        as_at: When the list was made; `None` where none was ever loaded.
        age: How old it is.
        limit: How old it may be.
        entries: How many open entries it holds.
        state: Live, out of date (`down`) or never loaded.
    """

    council: str
    name: str
    as_at: datetime | None
    age: timedelta | None
    limit: timedelta
    entries: int
    state: Health


@dataclass(frozen=True, slots=True)
class FeedState:
    """One feed: when it last spoke, whether the silence is too long, and what became of its messages.

    Received = applied + duplicates + quarantined + stored + waiting; `stored` is kept and not acted on.
    """

    feed: str
    name: str
    last_at: datetime | None
    expected_every: timedelta
    state: Health
    received: int = 0
    applied: int = 0
    duplicates: int = 0
    quarantined: int = 0
    stored: int = 0

    @property
    def waiting(self) -> int:
        """Return how many messages are kept and not yet looked at."""
        return self.received - self.applied - self.duplicates - self.quarantined - self.stored


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be checked from here now: for sign-in and for the status line.

    Attributes:
        at: When it was read.
        hospital: `Calder Vale Hospital, Emergency Department`.
        registers: Every council's list.
        feeds: Every feed.
        unsent: Signed referrals not yet sent.
        demo: Whether this is a demonstration store; every screen and page then says so.
    """

    at: datetime
    hospital: str
    registers: tuple[RegisterState, ...]
    feeds: tuple[FeedState, ...]
    unsent: int = 0
    demo: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class ArrivalLine:
    """One row of the arrivals table.

    Attributes:
        attendance: The visit.
        person: Whose.
        check: What the lists say, and when they were looked at.
        in_12_months: Attendances in the last twelve months, this one included.
        by_month: Twelve counts, oldest first; `None` for a month before birth.
        read_by: Initials of those who read the alert; empty where nobody or nothing to read.
        similar: Another arrival on the board has a similar name.
        is_child: Under 18, or age unknown.
        changed: Names of the fields a feed has changed since this person last saw the row.
    """

    attendance: Attendance
    person: Person
    check: ProtectionCheck
    in_12_months: int
    by_month: tuple[int | None, ...]
    read_by: tuple[str, ...] = ()
    similar: bool = False
    is_child: bool = True
    changed: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"ArrivalLine({self.attendance.id}, withheld)"

    @property
    def unread(self) -> bool:
        """Say whether an alert stands here that nobody has read and understood."""
        return self.check.interrupts and not self.read_by


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody in the department now, most serious first, children before adults."""

    at: datetime
    newest_at: datetime | None
    lines: tuple[ArrivalLine, ...]
    standing: Standing


@dataclass(frozen=True, slots=True, repr=False)
class ManualArrival:
    """A child booked by hand when the feed is down; only the name is required.

    Attributes:
        family: Family name, or `Unknown`.
        given: Given names, or `Unknown`.
        born: Date of birth; `None` where not known.
        sex_words: One of `domain.identity.Sex`'s values.
        nhs_number: As typed; empty where not known.
        address: One line; empty where not known.
        postcode: Empty where not known.
        phone: Empty where not known.
        mother_name: Empty where not known.
        complaint: In the nurse's words.
        location: Where in the department.
        came_with: Who brought the child.
        arrived_at: When they came; UTC.
    """

    family: str
    given: str
    born: date | None
    sex_words: str
    arrived_at: datetime
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    mother_name: str = ""
    complaint: str = ""
    location: str = ""
    came_with: str = ""

    def __repr__(self) -> str:
        return "ManualArrival(withheld)"
