"""Where in the program somebody is, or wants to go: a page asks the window for a place, never for a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.assessment import Step


class RecordTab(StrEnum):
    """The tabs of a record, in order."""

    SUMMARY = "summary"
    TIMELINE = "timeline"
    FAMILY = "family"
    GROWTH = "growth"
    ASSESSMENT = "assessment"
    REFERRALS = "referrals"
    ACCESS = "access"

    @property
    def words(self) -> str:
        """Return the tab's word."""
        return "Access history" if self is RecordTab.ACCESS else self.value.capitalize()


@dataclass(frozen=True, slots=True)
class ArrivalsPlace:
    """The arrivals board; with an attendance, its alert card is open."""

    attendance_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MatchPlace:
    """An arrival beside a register entry: is this the same child?"""

    attendance_id: UUID
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TriagePlace:
    """The triage questions of one attendance."""

    attendance_id: UUID


@dataclass(frozen=True, slots=True)
class FindPlace:
    """Search results."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class LogPlace:
    """The attendance log."""


@dataclass(frozen=True, slots=True)
class ReferralsPlace:
    """Every referral not yet closed."""


@dataclass(frozen=True, slots=True)
class AdministrationPlace:
    """Administration, at one of its sections: `registers`, `feeds`, `people`, `audit`, `backup`."""

    section: str = "registers"


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """One person's record.

    Attributes:
        person_id: Whose.
        tab: Which tab.
        attendance_id: The visit the assessment or referral is about; `None` takes the newest.
        step: The assessment's step.
        question: The question to put the focus on; empty for the first unanswered.
        why: The reason given for opening it, where the person is not in the department.
    """

    person_id: UUID
    tab: RecordTab = RecordTab.SUMMARY
    attendance_id: UUID | None = None
    step: Step | None = None
    question: str = ""
    why: str = ""


Place: TypeAlias = (
    ArrivalsPlace
    | MatchPlace
    | TriagePlace
    | FindPlace
    | LogPlace
    | ReferralsPlace
    | AdministrationPlace
    | RecordPlace
)
