"""Lists that are refused, that need a second person, and that leave everything as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.imports import SecondPerson
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.staff import Role
from tests.builders import PASSWORD, TODAY, a_list, a_plan, a_row, an_nhs_number
from tests.services.listing import apply, entries, later, many, preview, running, second

if TYPE_CHECKING:
    from tests.services.ward import Ward


NUMBER = an_nhs_number(1)
pytestmark = pytest.mark.usefixtures("known_council")


# ---------------------------------------------------------------- gates


def test_the_same_file_twice_is_refused(ward: Ward) -> None:
    file = a_list(a_row())
    apply(ward, file)
    with pytest.raises(Refused, match="applied before") as refused:
        apply(ward, file)
    assert refused.value.kept == "Nothing was applied; every alert stands as it was."


def test_the_same_click_twice_is_one_import(ward: Ward) -> None:
    file, write_id = a_list(a_row()), uuid4()
    digest = preview(ward, file).digest
    first = ward.services.registers.apply(ward.safeguarding, file, digest, write_id)
    again = ward.services.registers.apply(ward.safeguarding, file, digest, write_id)
    assert first.value == again.value
    assert len(ward.services.registers.history(ward.nurse, "CN")) == 1


def test_a_list_older_than_the_last_one_is_refused(ward: Ward) -> None:
    apply(ward, a_list(a_row()))
    with pytest.raises(Refused, match="and one of 22-Nov-2026 was applied"):
        apply(ward, a_list(a_row("C2"), list_date=TODAY - timedelta(days=1)))


def test_a_list_of_another_kind_is_not_compared_with(ward: Ward) -> None:
    apply(ward, a_list(a_row(), kind=PlanKind.CHILD_PROTECTION))
    older = a_list(
        a_row("L1", plan_type="LAC"), kind=PlanKind.LOOKED_AFTER, list_date=TODAY - timedelta(days=1)
    )
    made = apply(ward, older)
    assert made.active.ended == 0
    assert running(ward) == 2


def test_changes_before_any_whole_list_are_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="no whole list"):
        apply(ward, a_list(a_row(), full=False))


def test_a_list_with_no_usable_row_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="no row that can be used"):
        apply(ward, a_list(a_row(forename="", surname="", date_of_birth="")))


def test_a_list_that_shrank_by_half_needs_a_second_person(ward: Ward) -> None:
    apply(ward, a_list(*many(10)))
    file = later(ward, many(5))
    with pytest.raises(Refused, match="10 plans run now and 5 would run after"):
        apply(ward, file)
    assert running(ward) == 10
    made = apply(ward, file, second=second(ward))
    assert (made.confirmed_by, made.gates, running(ward)) == ("SAVILLE, Tom (Mr)", ("shrunk",), 5)


def test_many_rejected_rows_need_a_second_person(ward: Ward) -> None:
    file = a_list(*many(10), a_row("X", forename="", surname="", date_of_birth=""))
    with pytest.raises(Refused, match="1 of 11 rows cannot be used"):
        apply(ward, file)
    assert apply(ward, file, second=second(ward)).gates == ("rejects",)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 child in the department"), (2, "2 children in the department")]
)
def test_a_child_in_the_department_does_not_lose_the_alert_by_absence_alone(
    ward: Ward, count: int, words: str
) -> None:
    listed = [
        a_row(f"C{place}", forename=f"Kit{place}", nhs_number=an_nhs_number(place).digits)
        for place in range(count)
    ]
    apply(ward, a_list(*many(40), *listed))
    for place in range(count):
        ward.arrives(given=f"Kit{place}", nhs_number=an_nhs_number(place).digits)
    with pytest.raises(Refused, match=words):
        apply(ward, later(ward, many(40)))


@pytest.mark.parametrize(
    ("role", "words"), [(Role.SAFEGUARDING_NURSE, "same person"), (Role.AUDITOR, "does not allow this")]
)
def test_the_second_person_is_another_one_who_may(ward: Ward, role: Role, words: str) -> None:
    with pytest.raises(Refused, match=words):
        apply(ward, a_list(a_row()), second=second(ward, role))
    with pytest.raises(Refused, match="not right"):
        apply(ward, a_list(a_row()), second=SecondPerson("nobody", PASSWORD))
    assert entries(ward) == ()


def test_what_changed_since_it_was_looked_at_is_not_applied(ward: Ward) -> None:
    file = a_list(a_row())
    digest = preview(ward, file).digest
    ward.listed(a_plan(row_key="other"))
    with pytest.raises(Refused, match="not what you looked at"):
        apply(ward, file, preview_digest=digest)


def test_a_list_that_does_not_add_up_leaves_everything_as_it_was(ward: Ward) -> None:
    file = a_list(a_row())
    digest = preview(ward, file).digest
    with ward.store._connected(reading=False) as connection:
        voiding = "BEGIN UPDATE register_entry SET voided = 1; END"
        connection.exec_driver_sql(f"CREATE TRIGGER lost AFTER INSERT ON register_entry {voiding}")
    with pytest.raises(Refused, match="do not add up: 1 plans told, 0 found"):
        apply(ward, file, preview_digest=digest)
    assert entries(ward) == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"surname,forename\r\nPell,Maisie\r\n",
        b'surname,forename,dob,plan type,plan start\r\n"Pell,Maisie,02/10/2026,CP,02/10/2026\r\n',
        b"\x89PNG\r\n\x1a\n" + bytes(200),
    ],
)
def test_a_bad_file_leaves_everything_as_it_was(ward: Ward, body: bytes) -> None:
    apply(ward, a_list(a_row(nhs_number=NUMBER.digits)))
    before = entries(ward)
    with pytest.raises(Refused) as refused:
        preview(ward, a_list(body=body))
    assert refused.value.do
    assert entries(ward) == before
