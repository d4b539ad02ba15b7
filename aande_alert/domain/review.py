"""The attendance log as the safeguarding nurse reads it: filters, rows, one attendance, a review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from aande_alert.domain.alerts import Acknowledgement, FamilyChild
    from aande_alert.domain.attendance import Attendance, Disposition
    from aande_alert.domain.findings import Finding
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.referral import ReferralLine


class Review(StrEnum):
    """What the safeguarding nurse decided; nothing leaves the queue without one."""

    NOT_YET = "not_yet"
    REVIEWED = "reviewed"
    FOLLOW_UP = "follow_up"
    ESCALATED = "escalated"

    @property
    def words(self) -> str:
        """Return how it reads in the log."""
        return self.value.replace("_", " ").capitalize()


class AlertFilter(StrEnum):
    """Which protection states the log shows."""

    ANY = "any"
    ON_PLAN = "on_plan"
    ENDED = "ended"
    POSSIBLE = "possible"
    NOT_CHECKED = "not_checked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the log shows; every part narrows it.

    Attributes:
        since: First day of arrival, Europe/London.
        until: Last day of arrival.
        age_from: Youngest, completed years.
        age_to: Oldest, completed years; 17 shows every child. Unknown ages always show.
        alert: By protection state.
        disposition: By how it ended; `None` for any.
        not_reviewed: Only those nobody has reviewed.
        text: Part of a name or complaint; empty for any.
    """

    since: date | None = None
    until: date | None = None
    age_from: int = 0
    age_to: int = 17
    alert: AlertFilter = AlertFilter.ANY
    disposition: Disposition | None = None
    not_reviewed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LogLine:
    """One row of the log.

    Attributes:
        attendance: The visit.
        person: Whose.
        age_then: Age on arrival, as shown.
        check: What the lists said at arrival or since.
        findings: How many patterns were found.
        finding_words: The first of them in a few words.
        review: Where the review stands.
        reviewed_by: Initials and time; empty while nobody has.
    """

    attendance: Attendance
    person: Person
    age_then: str
    check: ProtectionCheck
    findings: int = 0
    finding_words: str = ""
    review: Review = Review.NOT_YET
    reviewed_by: str = ""

    def __repr__(self) -> str:
        return f"LogLine({self.attendance.id}, withheld)"


@dataclass(frozen=True, slots=True)
class LogIndex:
    """Which attendances match a filter, newest first: ids only, so a million rows stay light.

    Attributes:
        ids: Attendance ids.
        total: Attendances under 18 in the store.
        not_reviewed: How many of those that match nobody has reviewed.
    """

    ids: tuple[UUID, ...]
    total: int
    not_reviewed: int


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One review of one attendance."""

    review: Review
    note: str
    by: str
    by_initials: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class LogDetail:
    """One attendance in the reviewer's pane."""

    line: LogLine
    acknowledgements: tuple[Acknowledgement, ...]
    questions_words: str
    findings: tuple[Finding, ...]
    referral: ReferralLine | None
    family: tuple[FamilyChild, ...]
    reviews: tuple[ReviewEntry, ...]

    def __repr__(self) -> str:
        return f"LogDetail({self.line.attendance.id}, withheld)"
