"""What the store takes and gives besides the domain's own records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.alerts import Acknowledgement
    from aande_alert.domain.plans import MatchDecision
    from aande_alert.security.audit import AuditEvent

Clock: TypeAlias = Callable[[], datetime]
"""Returns the moment now, aware."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True, repr=False)
class FindTerms:
    """What somebody is searched by; every part given must agree.

    Attributes:
        words: Beginnings of names, in any order; names in a misspelt search stand in `alternatives`.
        nhs_number: Ten digits.
        hospital_number: As printed on the wristband, whoever gave it.
        born: Date of birth.
        postcode: As typed.
        phone: As typed.
        alternatives: For each word, other whole words it may have been meant as.
    """

    words: tuple[str, ...] = ()
    nhs_number: str = ""
    hospital_number: str = ""
    born: date | None = None
    postcode: str = ""
    phone: str = ""
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "FindTerms(withheld)"


@dataclass(frozen=True, slots=True)
class NameCounts:
    """How common names are, for weighing them; keys are folded and run together (`rules.matching_names`).

    Attributes:
        families: Family name to how many people have it.
        givens: Given name to how many people have it.
        people: How many people there are.
    """

    families: Mapping[str, int]
    givens: Mapping[str, int]
    people: int


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """What somebody said of a possible match, once.

    Attributes:
        person_id: Whose record.
        attendance_id: In which visit; `None` outside one.
        entry_id: Which listed child.
        decision: The same, not the same, not sure.
        reason: In their words.
        by: Who, as printed.
        at: UTC.
    """

    person_id: UUID
    attendance_id: UUID | None
    entry_id: UUID
    decision: MatchDecision
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AcknowledgementRecord:
    """That one person read and understood one state of an alert.

    Attributes:
        digest: Of the alert's text and entry, so that a changed alert must be read again.
        staff_id: Who.
        acknowledgement: What they read, chose and wrote.
        write_id: Made by the client; the same twice is one.
        entry_id: The listed child it is about.
    """

    digest: str
    staff_id: UUID
    acknowledgement: Acknowledgement
    write_id: UUID
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong passwords in a row for one login, and when the last was."""

    failed: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the audit trail, as read.

    Attributes:
        sequence: Its number.
        at: UTC.
        event: What happened.
        staff_id: Who; `None` where no person did it.
        who: As printed.
        initials: Beside a mark.
        role: Their role then, in words.
        workstation: Where.
        person: Whose record.
        subject: What it was done to.
        detail: Counts and coded words.
    """

    sequence: int
    at: datetime
    event: AuditEvent
    staff_id: UUID | None
    who: str
    initials: str
    role: str
    workstation: str
    person: UUID | None
    subject: UUID | None
    detail: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing the verifier looked at, and what it found."""

    name: str
    good: bool
    words: str


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What looking at a whole store found.

    Attributes:
        at: When, UTC.
        lines: Everything that was looked at.
        counts: Rows by table.
        checkpoint: The audit trail's end, short, for print.
    """

    at: datetime
    lines: tuple[CheckLine, ...]
    counts: Mapping[str, int]
    checkpoint: str

    @property
    def good(self) -> bool:
        """Say whether everything is as it should be."""
        return all(line.good for line in self.lines)

    def words(self) -> str:
        """Return a line for each thing, `good` or `BAD` in front."""
        return "\n".join(
            f"{'good' if line.good else 'BAD '}  {line.name}: {line.words}" for line in self.lines
        )
