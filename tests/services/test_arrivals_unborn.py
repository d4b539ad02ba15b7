"""A mother's unborn plan and the child who comes: found, asked about, and not asked about twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import PersonName
from aande_alert.domain.plans import (
    MatchDecision,
    NotListed,
    OnPlan,
    PlanEnded,
    PlanKind,
    PossibleMatch,
)
from aande_alert.services.looking import may_be_about
from tests.builders import TODAY, a_person, a_plan, an_nhs_number, born, verified

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.plans import RegisterEntry
    from tests.services.ward import Ward

UNBORN = a_plan(
    family="Pell",
    given="Hannah",
    birth="1999-04-12",
    kind=PlanKind.UNBORN,
    starts=date(2026, 8, 27),
    expected_on=date(2026, 10, 28),
    category="",
    mother_name="",
)


def test_an_unborn_plan_stands_for_the_mother(ward: Ward) -> None:
    ward.with_lists().listed(replace(UNBORN, nhs=an_nhs_number(5)))
    check = ward.check(
        ward.arrives(given="Hannah", birth="1999-04-12", nhs_number=an_nhs_number(5).digits, mother_name="")
    )
    assert isinstance(check.status, OnPlan)
    assert check.status.kind is PlanKind.UNBORN


def test_an_unborn_plan_surfaces_for_the_newborn_by_the_mothers_name_and_home(ward: Ward) -> None:
    plan = ward.with_lists().listed(replace(UNBORN, nhs=an_nhs_number(5)))
    check = ward.check(ward.arrives(given="Baby girl of Hannah"))
    assert check.status == PossibleMatch((plan.id,))


def test_an_unborn_plan_surfaces_for_the_newborn_by_the_mothers_record(ward: Ward) -> None:
    plan = ward.with_lists().listed(replace(UNBORN, nhs=an_nhs_number(5)))
    mother = ward.known(a_person(given="Hannah", birth="1999-04-12", nhs=verified(5), mother_name=""))
    baby = ward.known(a_person(given="Maisie", mother_id=mother.id, mother_name=""))
    visit = ward.visit(baby)
    check = ward.services.arrivals.check(ward.nurse, visit.id).value
    assert isinstance(check.status, OnPlan)
    assert check.status.entry_id == plan.id


def asked_of_a_newborn(ward: Ward, unborn: RegisterEntry, *own: RegisterEntry) -> UUID:
    """Return the visit of Maisie, whose mother's unborn plan is listed, and may be a plan of her own."""
    ward.with_lists().listed(replace(unborn, nhs=an_nhs_number(5)), *own)
    return ward.arrives(nhs_number=an_nhs_number(1).digits)


ENDED = replace(UNBORN, ends=date(2026, 10, 9))
OWN = a_plan(nhs=an_nhs_number(1))


@pytest.mark.parametrize(
    ("unborn", "own", "asked"),
    [
        (ENDED, (), True),
        (ENDED, (OWN,), False),
        (ENDED, (replace(OWN, ends=date(2026, 11, 1)),), False),
        (ENDED, (replace(OWN, ends=date(2026, 10, 5)),), True),
        (ENDED, (replace(OWN, voided=True),), True),
        (ENDED, (replace(OWN, name=PersonName("Sykes", "Oscar"), birth=born("2020-05-05")),), True),
        (UNBORN, (OWN,), True),
        (replace(UNBORN, ends=TODAY), (OWN,), True),
    ],
)
def test_an_ended_unborn_plan_is_not_asked_about_where_the_childs_own_entry_says_as_much(
    ward: Ward, unborn: RegisterEntry, own: tuple[RegisterEntry, ...], asked: bool
) -> None:
    check = ward.check(asked_of_a_newborn(ward, unborn, *own))
    asked_about = {
        entry_id
        for status in check.statuses
        if isinstance(status, PossibleMatch)
        for entry_id in status.entry_ids
    }
    assert (unborn.id in asked_about) is asked
    assert not any(isinstance(status, NotListed) for status in check.statuses)


def test_the_ended_unborn_plan_is_asked_about_again_once_the_childs_entry_is_anothers(ward: Ward) -> None:
    visit = asked_of_a_newborn(ward, ENDED, OWN)
    arrivals = ward.services.arrivals
    assert isinstance(ward.check(visit).status, OnPlan)
    with pytest.raises(Refused, match="close enough"):
        arrivals.comparison(ward.nurse, visit)
    arrivals.decide(ward.nurse, visit, OWN.id, MatchDecision.NOT_SAME, "Her red book.", uuid4())
    check = ward.check(visit)
    assert PossibleMatch((ENDED.id,)) in check.statuses
    assert OWN.id in check.disputed


def test_what_the_mothers_own_record_is_sure_of_still_stands(ward: Ward) -> None:
    ward.with_lists().listed(replace(ENDED, nhs=an_nhs_number(5)), OWN)
    mother = ward.known(a_person(given="Hannah", birth="1999-04-12", nhs=verified(5), mother_name=""))
    baby = ward.known(a_person(nhs=verified(1), mother_id=mother.id, mother_name=""))
    check = ward.services.arrivals.check(ward.nurse, ward.visit(baby).id).value
    assert [type(status) for status in check.statuses] == [OnPlan, PlanEnded]


@pytest.mark.parametrize(
    ("expected_on", "starts", "birth", "about"),
    [
        (date(2026, 10, 28), None, "2026-10-02", True),
        (date(2026, 10, 28), None, "2022-08-03", False),
        (date(2026, 10, 28), None, "2026-12-20", False),
        (date(2026, 10, 28), None, None, True),
        (None, date(2026, 8, 27), "2026-10-02", True),
        (None, date(2026, 8, 27), "2022-08-03", False),
        (None, None, "2022-08-03", True),
    ],
)
def test_an_unborn_plan_is_about_the_baby_not_about_an_older_child(
    expected_on: date | None, starts: date | None, birth: str | None, about: bool
) -> None:
    entry = replace(UNBORN, expected_on=expected_on, starts=starts)
    assert may_be_about(entry, a_person(birth=birth)) is about
