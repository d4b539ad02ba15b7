"""A child comes to A&E: the attendance, how it was booked, how it ended, and contacts elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.provenance import Provenance


class AttendanceState(StrEnum):
    """Where an attendance stands; a cancelled one is kept and says so."""

    HERE = "here"
    ADMITTED = "admitted"
    DEPARTED = "departed"
    CANCELLED = "cancelled"


class Disposition(StrEnum):
    """How an attendance ended."""

    NOT_KNOWN = "not_known"
    HOME = "home"
    ADMITTED = "admitted"
    TRANSFERRED = "transferred"
    LEFT_BEFORE_SEEN = "left_before_seen"
    REFUSED_TREATMENT = "refused_treatment"
    DIED = "died"

    @property
    def words(self) -> str:
        """Return how it reads in the log."""
        if self is Disposition.NOT_KNOWN:
            return "Not Known"
        return self.value.replace("_", " ").capitalize()


class SafeguardingStep(StrEnum):
    """How far the safeguarding work on an attendance has come."""

    NOT_STARTED = "not_started"
    QUESTIONS = "questions"
    ASSESSMENT = "assessment"
    REFERRED = "referred"

    @property
    def words(self) -> str:
        """Return how it reads in the arrivals table."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, repr=False)
class Attendance:
    """One visit to A&E.

    Attributes:
        id: Our own id.
        person_id: Whose visit.
        arrived_at: UTC.
        complaint: As booked.
        location: Where in the department now, `Triage 2`.
        site: Hospital and department.
        feed: Which feed brought it, `arrivals`; `by hand` when typed in.
        visit_number: The feed's own number for the visit, unique within the feed.
        booked_as: The name given at the desk where it differs from the record's.
        came_with: Who brought the child, as told at the desk; empty where not known.
        arrival_mode: `Ambulance`, `On foot`; empty where not known.
        state: Where it stands.
        disposition: How it ended.
        departed_at: UTC; `None` while here.
        step: How far the safeguarding work has come.
        seen_by: Clinician, as printed; empty where nobody yet.
        version: Optimistic lock.
    """

    id: UUID
    person_id: UUID
    arrived_at: datetime
    complaint: str = ""
    location: str = ""
    site: str = ""
    feed: str = ""
    visit_number: str = ""
    booked_as: str = ""
    came_with: str = ""
    arrival_mode: str = ""
    state: AttendanceState = AttendanceState.HERE
    disposition: Disposition = Disposition.NOT_KNOWN
    departed_at: datetime | None = None
    step: SafeguardingStep = SafeguardingStep.NOT_STARTED
    seen_by: str = ""
    version: int = 1

    def __repr__(self) -> str:
        return f"Attendance({self.id}, withheld)"


class ContactKind(StrEnum):
    """Contacts other than A&E attendances that stand on the timeline."""

    BIRTH = "birth"
    ADMISSION = "admission"
    OUTPATIENT = "outpatient"
    NOT_BROUGHT = "not_brought"
    GP = "gp"
    OUT_OF_HOURS = "out_of_hours"
    HEALTH_VISITOR = "health_visitor"
    MIDWIFE = "midwife"
    ANTENATAL = "antenatal"
    PRESCRIPTION = "prescription"
    WEIGHT = "weight"
    MOVED_HOME = "moved_home"


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """A contact with another service, or an appointment a child was not brought to."""

    id: UUID
    person_id: UUID
    kind: ContactKind
    at: datetime
    words: str
    provenance: Provenance
    until: datetime | None = None
    site: str = ""
    detail: str = ""

    def __repr__(self) -> str:
        return f"Contact({self.id}, {self.kind.value}, withheld)"
