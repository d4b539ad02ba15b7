"""Is this child on a plan? One of six answers, and unknown is never one that reassures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Birth, Sex

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from aande_alert.domain.identity import Address, NhsNumber, PersonName


class PlanKind(StrEnum):
    """What a council has told the hospital about."""

    CHILD_PROTECTION = "child_protection"
    LOOKED_AFTER = "looked_after"
    UNBORN = "unborn"

    @property
    def words(self) -> str:
        """Return the words on the badge."""
        words = {"child_protection": "CP plan", "looked_after": "Looked after", "unborn": "Unborn plan"}
        return words[self.value]

    @property
    def long_words(self) -> str:
        """Return the words in a heading or a sentence."""
        return {
            "child_protection": "Child protection plan",
            "looked_after": "Looked after by a council",
            "unborn": "Unborn child protection plan",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Council:
    """A council and whom to ring; numbers are printed, so nothing is withheld.

    Attributes:
        code: Short code used in file names and on the command line, `CN`.
        name: `Calderdale North Council`.
        day_phone: Weekday number.
        night_phone: Emergency duty team's number.
        day_hours: When the weekday number answers, as printed.
        list_limit: How old its list may be before it is out of date.
        duty_team: Name of the out-of-hours team, as printed.
        front_door: Name of the weekday team, as printed.
    """

    code: str
    name: str
    day_phone: str
    night_phone: str
    day_hours: str = "Mon to Fri 08:30 to 17:00"
    list_limit: timedelta = timedelta(hours=24)
    duty_team: str = "Emergency Duty Team"
    front_door: str = "Children's front door"


@dataclass(frozen=True, slots=True, repr=False)
class RegisterEntry:
    """One row of a council's list, as last received.

    Attributes:
        id: Our own id; stable while the council's row is the same.
        council: The council's code.
        row_key: The council's own id for the row, or one derived from it.
        kind: Plan, looked after, or unborn (then the person is the mother).
        name: The child's (or mother's) name on the list.
        aliases: Other names on the list.
        birth: Date of birth on the list.
        expected_on: Expected date of delivery, for an unborn plan.
        sex: As listed.
        nhs: Number on the list, where there is one.
        address: As listed.
        phone: As listed, digits and spaces.
        mother_name: As listed.
        starts: First day of the plan.
        ends: Last day; `None` while it runs.
        category: `Neglect`; empty where the list has none.
        legal_status: For looked-after children; empty where the list has none.
        social_worker: As listed.
        team: As listed.
        worker_phone: As listed.
        list_date: Date of the list it was last seen on.
        person_id: The record it has been matched to, by number or by a person's decision.
        voided: The council said it was listed by mistake; kept, and not an end.
    """

    id: UUID
    council: str
    row_key: str
    kind: PlanKind
    name: PersonName
    starts: date | None
    list_date: date
    aliases: tuple[PersonName, ...] = ()
    birth: Birth = BIRTH_NOT_GIVEN
    expected_on: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    nhs: NhsNumber | None = None
    address: Address | None = None
    phone: str = ""
    mother_name: str = ""
    ends: date | None = None
    category: str = ""
    legal_status: str = ""
    social_worker: str = ""
    team: str = ""
    worker_phone: str = ""
    person_id: UUID | None = None
    voided: bool = False

    def __repr__(self) -> str:
        return f"RegisterEntry({self.id}, {self.kind.value}, withheld)"


@dataclass(frozen=True, slots=True)
class OnPlan:
    """A council lists this child, or an unborn child of this mother, now."""

    entry_id: UUID
    kind: PlanKind
    since: date | None
    council: str
    category: str = ""
    list_date: date | None = None


@dataclass(frozen=True, slots=True)
class PlanEnded:
    """A plan or looked-after period ended within the retention period; a reason to think."""

    entry_id: UUID
    kind: PlanKind
    ended_on: date
    council: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """A listed child is close enough that a person must decide."""

    entry_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class NotListed:
    """Every list due was read and none names this child; not proof of safety.

    Attributes:
        as_of: When the lists were looked at.
        looked_at: How many lists, of how many.
        sources: Each list with its date, as printed.
    """

    as_of: datetime
    looked_at: tuple[int, int]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Nobody could look, and why, in two or three words (`no NHS number`, `list 4d old`)."""

    reason: str


@dataclass(frozen=True, slots=True)
class CheckFailed:
    """Looking went wrong, and why."""

    reason: str


ProtectionStatus: TypeAlias = OnPlan | PlanEnded | PossibleMatch | NotListed | NotChecked | CheckFailed


@dataclass(frozen=True, slots=True)
class ProtectionCheck:
    """The result of one look at every list: never empty, most serious first.

    Attributes:
        at: When the lists were looked at, UTC.
        statuses: At least one; the first is the one shown as the badge.
        disputed: Entries somebody said are not this child; they stay visible until safeguarding settles it.
        shared_number: The number on the arrival belongs to somebody whose name and birth differ.
    """

    at: datetime
    statuses: tuple[ProtectionStatus, ...] = field(default=(NotChecked("not looked at yet"),))
    disputed: tuple[UUID, ...] = ()
    shared_number: bool = False

    def __post_init__(self) -> None:
        if not self.statuses:
            object.__setattr__(self, "statuses", (NotChecked("no answer"),))

    @property
    def status(self) -> ProtectionStatus:
        """Return the most serious answer."""
        return self.statuses[0]

    @property
    def status_disputed(self) -> bool:
        """Say whether somebody said that the entry behind the most serious answer is another child's."""
        return getattr(self.status, "entry_id", None) in self.disputed

    @property
    def interrupts(self) -> bool:
        """Say whether somebody must read and understand an alert."""
        return any(isinstance(status, OnPlan) for status in self.statuses)


class MatchDecision(StrEnum):
    """What a person said of a possible match; every one can be changed later.

    `NOT_SAME` keeps the entry in view as disputed; only safeguarding can say `SETTLED`, which takes it away.
    """

    SAME = "same"
    NOT_SAME = "not_same"
    NOT_SURE = "not_sure"
    SETTLED = "settled"


class Agreement(StrEnum):
    """How one field of two people compares."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERS = "differs"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """One field of a comparison: both values, how they agree and what that is worth.

    Attributes:
        field: `Family name`, `Born`, `NHS No.`.
        ours: The arrival's value as shown; empty where not given.
        theirs: The register's value as shown; empty where not given.
        agreement: Same, alike, differs or not given.
        weight: Log-odds in bits, positive for, negative against.
        strength: `For, strong`, `Against, weak`, `Tells us nothing`.
        why: One sentence on what this is worth.
    """

    field: str
    ours: str
    theirs: str
    agreement: Agreement
    weight: float
    strength: str
    why: str

    def __repr__(self) -> str:
        return f"Evidence({self.field}, withheld)"
