"""The two councils and their lists, each in a layout of its own, written from the plans as they truly run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from aande_alert.demo.lives import NOWHERE, Plan
from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Birth
from aande_alert.domain.imports import ListFile
from aande_alert.domain.plans import Council, PlanKind
from aande_alert.domain.register_lists import DateOrder, ListedRow, RegisterProfile
from aande_alert.domain.wording import LONDON
from aande_alert.ingest.registers import write_list

CALDERDALE: Final = Council(
    "CN", "Calderdale North Council", "0113 496 0142", "0113 496 0199", list_limit=timedelta(hours=24)
)
AIREBOROUGH: Final = Council(
    "AB", "Aireborough Council", "0113 496 0164", "0113 496 0171", list_limit=timedelta(days=3)
)
COUNCILS: Final = {council.code: council for council in (CALDERDALE, AIREBOROUGH)}
MADE_AT: Final = {"CN": time(6, 10), "AB": time(6, 5)}

PROFILES: Final = {
    "CN": RegisterProfile(
        name="Calderdale North, daily",
        columns={
            "Child ID": "child_key",
            "Plan ID": "plan_key",
            "NHS number": "nhs_number",
            "Surname": "surname",
            "Forename": "forename",
            "Date of birth": "dob",
            "Expected date of delivery": "expected_dob",
            "Sex": "sex",
            "Address": "address",
            "Postcode": "postcode",
            "Telephone": "phone",
            "Mother": "mother_name",
            "Plan type": "plan_type",
            "Start date": "plan_start",
            "End date": "plan_end",
            "Category": "category",
            "Legal status": "legal_status",
            "Social worker": "social_worker",
            "Team": "team",
            "Team telephone": "worker_phone",
        },
        dates=DateOrder.YEAR_FIRST,
        codes={"plan_type": {"CPP": "child_protection", "CLA": "looked_after", "UCPP": "unborn"}},
    ),
    "AB": RegisterProfile(
        name="Aireborough, twice a week",
        columns={
            "Record ID": "plan_key",
            "Type": "plan_type",
            "Name": "full_name",
            "DoB": "dob",
            "Gender": "sex",
            "NHS no": "nhs_number",
            "Mother's name": "mother_name",
            "Mother's DoB": "mother_dob",
            "Mother's NHS number": "mother_nhs_number",
            "EDD": "expected_dob",
            "Current address": "address",
            "Post code": "postcode",
            "From": "plan_start",
            "To": "plan_end",
            "Latest category": "category",
            "Legal status": "legal_status",
            "Allocated worker": "social_worker",
            "Allocated team": "team",
        },
        dates=DateOrder.DAY_FIRST,
        codes={
            "plan_type": {
                "Child protection": "child_protection",
                "In care": "looked_after",
                "Pre-birth": "unborn",
            },
            "sex": {"F": "Female", "M": "Male"},
        },
        delimiter=";",
    ),
}


@dataclass(frozen=True, slots=True)
class CouncilList:
    """A council's whole list of one day.

    Attributes:
        file: As it is handed over.
        council: Whose.
        day: The day it was made.
        comes: When it comes, UTC.
    """

    file: ListFile
    council: Council
    day: date
    comes: datetime

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.file.file_name


def list_of(council: Council, day: date, plans: Iterable[Plan]) -> CouncilList:
    """Return a council's whole list of a day, in its own layout.

    Args:
        council: Whose.
        day: The day.
        plans: Every plan there ever was; those of other councils and times are left out.
    """
    as_listed = (plan.as_listed_on(day) for plan in plans if plan.council == council.code)
    rows = [_row(plan) for plan in as_listed if plan is not None]
    rows.sort(key=lambda row: (row.name.family, row.name.given, row.row_key))
    at = MADE_AT[council.code]
    short = council.name.removesuffix(" Council").lower().replace(" ", "-")
    file = ListFile(
        council=council.code,
        kind=None,
        full=True,
        list_date=day,
        file_name=f"{day:%Y-%m-%d}-{at:%H%M}-{council.code}-{short}.csv",
        body=_dated(write_list(rows, PROFILES[council.code]), day, PROFILES[council.code].delimiter or ","),
        list_time=at,
        declared_rows=len(rows),
    )
    made = datetime.combine(day, at, LONDON)
    return CouncilList(file, council, day, made + timedelta(minutes=2))


def _dated(body: bytes, day: date, delimiter: str) -> bytes:
    """Add the council's own column with the day of the list, so that no two lists are the same file.

    It is a column the program does not know: it is shown as such, and left alone.
    """
    head, *rows = body.decode("utf-8").splitlines()
    dated = (f"{head}{delimiter}List made on", *(f"{row}{delimiter}{day:%d/%m/%Y}" for row in rows), "")
    return "\r\n".join(dated).encode("utf-8")


def _row(plan: Plan) -> ListedRow:
    person = plan.listed
    return ListedRow(
        row=0,
        row_key=f"plan:{plan.key}",
        kind=plan.kind,
        name=person.name,
        birth=BIRTH_NOT_GIVEN if person.born is None else Birth(person.born),
        sex=person.sex,
        starts=plan.starts,
        ends=plan.ends,
        child_key=f"C{plan.key[2:]}",
        expected_on=plan.expected if plan.kind is PlanKind.UNBORN else None,
        nhs=person.nhs,
        address=None if person.home == NOWHERE else person.home,
        phone=person.phone,
        mother_name=person.mother_name,
        category=plan.category,
        legal_status=plan.legal,
        social_worker=plan.worker,
        team=plan.team,
        worker_phone=plan.worker_phone,
    )
