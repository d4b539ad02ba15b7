"""The alert card: what a nurse must know, whom to ring and what to do, and the proof it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import Evidence, PlanKind, ProtectionCheck, RegisterEntry


@dataclass(frozen=True, slots=True)
class PhoneToRing:
    """The number the clock has chosen, and the other one."""

    team: str
    number: str
    other: str


@dataclass(frozen=True, slots=True, repr=False)
class FamilyChild:
    """Another child of the family and what the lists say of them."""

    person: Person
    words: str
    check: ProtectionCheck

    def __repr__(self) -> str:
        return f"FamilyChild({self.person.id}, withheld)"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who read and understood an alert, when, and what they did.

    Attributes:
        staff: As printed, `OKORO, Grace (Ms)`.
        initials: Beside the read mark.
        at: UTC.
        steps: The steps chosen.
        own_words: What they wrote; empty where they only chose steps.
        text_shown: The exact text that was on the card.
        current: Whether the alert is still the one they read.
    """

    staff: str
    initials: str
    at: datetime
    steps: tuple[str, ...]
    own_words: str
    text_shown: str
    current: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class AlertCard:
    """Everything on the alert card of one attendance.

    Attributes:
        attendance_id: Whose attendance.
        entry_id: The register entry behind it.
        kind: What sort of plan.
        title: `Child protection plan: neglect`.
        since: `Since 02-Oct-2026, from birth`.
        person: The child (or the mother).
        booked_as: `Booked in as RAIKES, Maisy. Same child: GO 13:58`; empty where the name is the record's.
        authority: Council's name.
        social_worker: Name and team as listed; `Not on the list` where empty.
        source: `Council list 22-Nov-2026 06:10, 8hr old`.
        ring: The number to ring now.
        family: The other children.
        to_do: Three to five plain steps from the policy pack.
        steps: The steps a person may say they took, with their ids.
        acknowledgements: Who has read it.
        read_by_me: Whether the person asking has read this version.
        disputed: Why somebody says this is not the same child; empty otherwise.
        text: The exact text, as kept with an acknowledgement.
    """

    attendance_id: UUID
    entry_id: UUID
    kind: PlanKind
    title: str
    since: str
    person: Person
    booked_as: str
    authority: str
    social_worker: str
    source: str
    ring: PhoneToRing
    family: tuple[FamilyChild, ...]
    to_do: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    acknowledgements: tuple[Acknowledgement, ...]
    read_by_me: bool
    disputed: str
    text: str

    def __repr__(self) -> str:
        return f"AlertCard({self.attendance_id}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """An arrival beside a register entry, field by field.

    Attributes:
        attendance_id: The arrival.
        person: As booked.
        entry: As listed.
        told_at: `Told at the desk, 13:52`.
        listed_at: `Council list, 06:10 today`.
        evidence: One line a field, in the order of the screen.
        total: Sum of the weights.
        ask_above: The weight above which a person is asked.
        summary: `5 facts agree, 1 is alike, 2 differ, 1 was not given.`
        ways_to_be_sure: What to ask or look at.
        others: Further entries that are close, for the next comparison.
    """

    attendance_id: UUID
    person: Person
    entry: RegisterEntry
    told_at: str
    listed_at: str
    evidence: tuple[Evidence, ...]
    total: float
    ask_above: float
    summary: str
    ways_to_be_sure: tuple[str, ...]
    others: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return f"Comparison({self.attendance_id}, withheld)"
