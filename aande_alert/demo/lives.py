"""The true people of the demo hospital and what truly befell them, before any desk has typed a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from aande_alert.domain.attendance import Disposition
from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import Address, NhsNumber, PersonName, Sex
from aande_alert.domain.plans import PlanKind
from aande_alert.rules.alerts import months_after

_TEST_RANGE: Final = "999"

ENDED_IN_VIEW_MONTHS: Final = 12
"""How long an ended plan stays in view; the policy pack says the same."""

NOWHERE: Final = Address((), "")


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    """Somebody of the invented town, as they truly are.

    Attributes:
        key: What the story calls them; unique.
        name: With title for an adult.
        born: Date of birth; `None` for somebody nobody knows.
        sex: Administrative gender.
        number: This hospital's number; empty for somebody who never came.
        nhs: NHS number from the test range; `None` where there is none.
        home: Where they live.
        phone: From the drama ranges; empty for none.
        practice: GP practice; empty for none.
        mother: Key of the mother where she is one of the town.
        mother_name: The mother as printed; empty where not known.
        twin: One of twins.
        died: Day of death; `None` while alive.
    """

    key: str
    name: PersonName
    born: date | None
    sex: Sex
    number: str = ""
    nhs: NhsNumber | None = None
    home: Address = NOWHERE
    phone: str = ""
    practice: str = ""
    mother: str = ""
    mother_name: str = ""
    twin: bool = False
    died: date | None = None

    def __repr__(self) -> str:
        return f"Citizen({self.key}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """One visit to A&E: who truly came, and what the desk typed.

    Attributes:
        id: What the story calls it; unique.
        number: The feed's number for the visit.
        who: Key of the person.
        told: The person as the desk typed them.
        arrived: UTC.
        complaint: As typed.
        place: Where in the department.
        mode: How they came.
        clinician: Who saw them; empty while nobody has.
        left: UTC; `None` while here.
        outcome: How it ended.
        mother_known: Whether the desk linked the mother's own record.
        lists_lost: The lists cannot be read in the minute of this arrival.
        answer: What the program must answer, `child_protection`, `not_listed`; empty where nobody said.
        why: Why that is the true answer.
    """

    id: str
    number: str
    who: str
    told: Citizen
    arrived: datetime
    complaint: str
    place: str = "Paediatric ED"
    mode: str = "Car"
    clinician: str = ""
    left: datetime | None = None
    outcome: Disposition = Disposition.HOME
    mother_known: bool = True
    lists_lost: bool = False
    answer: str = ""
    why: str = ""

    def __repr__(self) -> str:
        return f"Visit({self.id}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Missed:
    """An appointment a child was not brought to."""

    who: Citizen
    number: str
    at: datetime
    words: str

    def __repr__(self) -> str:
        return f"Missed({self.number}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """A plan as it truly ran, and the person as the council has them on its list.

    Attributes:
        key: The council's id for the plan.
        council: The council's code.
        kind: What sort of plan.
        who: Key of the person: the child, or for an unborn plan the mother.
        listed: The person as the council lists them.
        starts: First day.
        ends: Last day; `None` while it runs.
        expected: Expected date of delivery, for an unborn plan.
        category: `Neglect`; empty where there is none.
        legal: Legal status of a looked-after child.
        worker: Social worker as printed.
        team: The worker's team.
        worker_phone: The team's number.
    """

    key: str
    council: str
    kind: PlanKind
    who: str
    listed: Citizen
    starts: date
    ends: date | None = None
    expected: date | None = None
    category: str = ""
    legal: str = ""
    worker: str = ""
    team: str = ""
    worker_phone: str = ""

    def __repr__(self) -> str:
        return f"Plan({self.key}, withheld)"

    def as_listed_on(self, day: date) -> Plan | None:
        """Return the plan as a list of this day has it; `None` before it began or once it is left out."""
        if self.starts > day:
            return None
        if self.ends is None or self.ends >= day:
            return replace(self, ends=None)
        return self if months_after(self.ends, 2 * ENDED_IN_VIEW_MONTHS) >= day else None


def true_answer(plans: tuple[Plan, ...], day: date) -> str:
    """Return what is true of somebody on a day: the most serious of their plans, whatever any desk typed.

    Args:
        plans: Theirs, or for a baby with the mother's unborn plan.
        day: The day.
    """
    running = {plan.kind for plan in plans if plan.starts <= day and (plan.ends is None or plan.ends >= day)}
    for kind in (PlanKind.CHILD_PROTECTION, PlanKind.LOOKED_AFTER, PlanKind.UNBORN):
        if kind in running:
            return kind.value
    ended = [plan.ends for plan in plans if plan.ends is not None and plan.ends < day]
    in_view = any(months_after(last, ENDED_IN_VIEW_MONTHS) >= day for last in ended)
    return "plan_ended" if in_view else "not_listed"


def refuse_live_numbers(citizens: Iterable[Citizen]) -> None:
    """Require that nobody of the demo hospital carries a number that could be a living person's.

    Raises:
        Refused: Somebody does.
    """
    for person in citizens:
        if person.nhs is not None and not person.nhs.digits.startswith(_TEST_RANGE):
            what = "A demo hospital takes only NHS numbers reserved for tests, which begin with 999."
            raise Refused(what, f"Give {person.key} another number.", kept="Nothing was made.")
