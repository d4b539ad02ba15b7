"""People, visits and plans to test with: a builder names only what matters to the test that asks.

Every number is from the range reserved for tests, every telephone from the drama ranges, everybody invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from aande_alert.domain.attendance import Attendance
from aande_alert.domain.board import ManualArrival
from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    HospitalNumber,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
    nhs_check_digit_holds,
)
from aande_alert.domain.imports import ListFile
from aande_alert.domain.people import Person
from aande_alert.domain.plans import Council, PlanKind, RegisterEntry
from aande_alert.domain.register_lists import DateOrder, RegisterProfile
from aande_alert.domain.staff import Role, StaffMember
from aande_alert.security.access import SignedIn

if TYPE_CHECKING:
    from aande_alert.domain.people import Link

NOW = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "larch-otter-velvet-9"
HOME = Address(("9 Larkhill Close", "Calder Vale"), "ZZ1 4LC")
ELSEWHERE = Address(("14 Tannery Row", "Calder Vale"), "ZZ1 7BD")
PHONE = "07700 900417"
CALDERDALE = Council("CN", "Calderdale North Council", "0113 496 0142", "0113 496 0199")
AIREBOROUGH = Council(
    "AB", "Aireborough Council", "0113 496 0271", "0113 496 0288", list_limit=timedelta(days=3)
)


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move on by so many days, hours, minutes or seconds."""
        self.at += timedelta(**by)


def an_nhs_number(which: int = 0) -> NhsNumber:
    """Return a valid number from the test range; another one for each `which`."""
    tens = range(999_000_000 + which * 7, 999_999_999)
    for nine in tens:
        for check in "0123456789":
            if nhs_check_digit_holds(f"{nine}{check}"):
                return NhsNumber(f"{nine}{check}")
    message = "no number left in the test range"
    raise ValueError(message)


def verified(which: int = 0) -> NhsIdentity:
    """Return a verified number."""
    return NhsIdentity(an_nhs_number(which), NhsNumberStatus.VERIFIED)


def born(day: str | date | None) -> Birth:
    """Return an exact date of birth from `2026-10-02`, or none."""
    if day is None:
        return BIRTH_NOT_GIVEN
    return Birth(date.fromisoformat(day) if isinstance(day, str) else day)


def months_ago(count: int, at: date = TODAY) -> date:
    """Return the first day of the month so many months before."""
    whole = at.year * 12 + at.month - 1 - count
    return date(whole // 12, whole % 12 + 1, 1)


def a_person(
    family: str = "Pell", given: str = "Maisie", birth: str | None = "2026-10-02", **different: Any
) -> Person:
    """Return a child of seven weeks without numbers."""
    person = Person(
        id=uuid4(),
        names=(PersonName(family, given),),
        birth=born(birth),
        sex=Sex.FEMALE,
        addresses=(HOME,),
        phones=(Phone(PHONE),),
        mother_name="PELL, Hannah (Miss)",
    )
    return replace(person, **different)


def hospital_number(value: str = "X100001") -> HospitalNumber:
    """Return a number of this hospital."""
    return HospitalNumber("CVH", value)


def an_attendance(person: Person | UUID, **different: Any) -> Attendance:
    """Return a visit begun a few minutes ago."""
    person_id = person if isinstance(person, UUID) else person.id
    attendance = Attendance(uuid4(), person_id, NOW - timedelta(minutes=18), "Bruise to face", "Triage 2")
    return replace(attendance, **different)


def an_arrival(
    family: str = "Pell", given: str = "Maisie", birth: str | None = "2026-10-02", **different: Any
) -> ManualArrival:
    """Return a child booked by hand, with the address and phone of the listed family."""
    arrival = ManualArrival(
        family=family,
        given=given,
        born=None if birth is None else date.fromisoformat(birth),
        sex_words=Sex.FEMALE.value,
        arrived_at=NOW - timedelta(minutes=18),
        address="9 Larkhill Close",
        postcode="ZZ1 4LC",
        phone=PHONE,
        mother_name="Hannah Pell",
        complaint="Bruise to face",
        location="Triage 2",
    )
    return replace(arrival, **different)


def a_plan(
    family: str = "Pell", given: str = "Maisie", birth: str | None = "2026-10-02", **different: Any
) -> RegisterEntry:
    """Return a child protection plan that runs, for neglect, from birth."""
    entry = RegisterEntry(
        id=uuid4(),
        council=CALDERDALE.code,
        row_key=f"row-{uuid4().hex[:8]}",
        kind=PlanKind.CHILD_PROTECTION,
        name=PersonName(family, given),
        starts=date(2026, 10, 2),
        list_date=TODAY,
        birth=born(birth),
        sex=Sex.FEMALE,
        address=HOME,
        phone=PHONE,
        mother_name="Hannah Pell",
        category="Neglect",
        social_worker="MARSH, Delroy (Mr)",
        team="Team 3",
    )
    return replace(entry, **different)


_HEADER = (
    "child_id,plan_id,surname,forename,date_of_birth,sex,nhs_number,address,postcode,phone,mother_name,"
    "plan_type,plan_start,plan_end,deleted,category,social_worker,team"
)


def a_row(child: str = "C1", **different: str) -> str:
    """Return one line of a council's list: Maisie Pell, on a plan for neglect."""
    told = dict.fromkeys(_HEADER.split(","), "") | {
        "child_id": child,
        "surname": "Pell",
        "forename": "Maisie",
        "date_of_birth": "02/10/2026",
        "sex": "F",
        "address": "9 Larkhill Close",
        "postcode": "ZZ1 4LC",
        "phone": PHONE,
        "mother_name": "Hannah Pell",
        "plan_type": "CP",
        "plan_start": "02/10/2026",
        "category": "Neglect",
        "social_worker": "Delroy Marsh",
        "team": "Team 3",
        **different,
    }
    return ",".join(told[column] for column in _HEADER.split(","))


def a_list(*rows: str, **different: Any) -> ListFile:
    """Return a council's whole list of today as CSV; each row is one line."""
    body = "\r\n".join((_HEADER, *rows, "")).encode()
    listed = ListFile(
        CALDERDALE.code,
        None,
        full=True,
        list_date=TODAY,
        file_name="list.csv",
        body=body,
        list_time=time(6, 10),
        profile=RegisterProfile("Weekly list", dates=DateOrder.DAY_FIRST),
    )
    return replace(listed, **different)


def a_member(role: Role = Role.TRIAGE_NURSE, **different: Any) -> StaffMember:
    """Return somebody who works here."""
    names = {
        Role.TRIAGE_NURSE: ("gokoro", "OKORO, Grace (Ms)", "GO"),
        Role.CLINICIAN: ("rbhatt", "BHATT, Rohan (Dr)", "RB"),
        Role.SAFEGUARDING_NURSE: ("jpike", "PIKE, Joanna (Ms)", "JP"),
        Role.ADMINISTRATOR: ("tsaville", "SAVILLE, Tom (Mr)", "TS"),
        Role.AUDITOR: ("llund", "LUND, Livia (Ms)", "LL"),
    }
    login, name, initials = names[role]
    return replace(StaffMember(uuid4(), login, name, initials, role), **different)


def signed_in(
    role: Role = Role.TRIAGE_NURSE, *, staff: StaffMember | None = None, since: datetime = NOW
) -> SignedIn:
    """Return somebody at a workstation, not known to any store."""
    return SignedIn(staff or a_member(role), "Triage 2", since, uuid4())


def linked(link: Link, **different: Any) -> Link:
    """Return a link that differs in what is named."""
    return replace(link, **different)
