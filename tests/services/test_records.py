"""One record read whole, with its alert strip and what is still to be done; and who has looked at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from aande_alert.domain.attendance import AttendanceState, Contact, ContactKind, SafeguardingStep
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.domain.staff import Role
from aande_alert.security.audit import AuditEvent
from aande_alert.services.access_words import words_of
from tests.builders import NOW, a_person, a_plan, an_nhs_number, verified
from tests.services.arriving import acknowledge, on_a_plan

if TYPE_CHECKING:
    from tests.services.ward import Ward


def test_an_alert_nobody_has_read_and_questions_nobody_has_asked_are_still_to_be_done(ward: Ward) -> None:
    visit, _plan = on_a_plan(ward)
    records = ward.services.records
    person = records.person_of(visit)
    seen = records.open(ward.nurse, person)
    assert seen.open_actions == (
        "Nobody here has read and understood the alert.",
        "The triage questions have not been asked.",
    )
    assert seen.strip_title == "Child protection plan: neglect."
    assert seen.strip == "Since 02-Oct-2026, Calderdale North Council. List 8hr old."
    assert seen.open_attendance is not None
    assert seen.open_attendance.id == visit
    acknowledge(ward, visit, ward.services.arrivals.alert_card(ward.nurse, visit))
    with ward.store.transaction() as tx:
        tx.attendances.update(replace(tx.attendances.get(visit), step=SafeguardingStep.QUESTIONS))
    again = records.open(ward.nurse, person)
    assert again.open_actions == ()
    assert [one.staff for one in again.acknowledgements] == ["OKORO, Grace (Ms)"]


@pytest.mark.parametrize(
    ("different", "title", "strip"),
    [
        (
            {"starts": None, "category": ""},
            "Child protection plan.",
            "Calderdale North Council. List 8hr old.",
        ),
        (
            {"ends": date(2026, 11, 1)},
            "Child protection plan ended 01-Nov-2026.",
            "Calderdale North Council. A reason to think.",
        ),
        ({"nhs": an_nhs_number(5), "name": a_person("Else", "Somebody").name}, "", ""),
    ],
)
def test_the_strip_says_what_the_list_says_and_no_more(
    ward: Ward, different: dict[str, Any], title: str, strip: str
) -> None:
    child = ward.known(a_person(nhs=verified(1)))
    ward.with_lists().listed(a_plan(**{"nhs": an_nhs_number(1), **different}))
    seen = ward.services.records.open(ward.nurse, child.id)
    assert (seen.strip_title, seen.strip) == (title, strip)
    assert (seen.open_attendance, seen.attendances, seen.open_actions) == (None, (), ())


def test_a_record_that_stands_for_another_is_opened_and_its_history_written_under_its_id(ward: Ward) -> None:
    child, twice = ward.known(a_person()), ward.known(a_person())
    with ward.store.transaction() as tx:
        tx.people.merge(twice.id, child.id)
    records, clinician = ward.services.records, ward.of_role(Role.CLINICIAN)
    assert records.open(clinician, twice.id, "Asked by the ward").person.id == child.id
    records.access_history(clinician, twice.id)
    lines = records.access_history(clinician, child.id)
    assert [(line.what, line.who, line.why) for line in lines] == [
        ("Read this access history", "BHATT, Rohan (Dr)", ""),
        ("Opened the record", "BHATT, Rohan (Dr)", "Asked by the ward"),
    ]


def test_the_newest_open_visit_is_the_one_shown(ward: Ward) -> None:
    child = ward.known(a_person())
    gone = ward.visit(child, arrived_at=NOW, state=AttendanceState.DEPARTED, departed_at=NOW)
    here = ward.visit(child, arrived_at=NOW - timedelta(hours=1))
    seen = ward.services.records.open(ward.nurse, child.id)
    assert [visit.id for visit in seen.attendances] == [gone.id, here.id]
    assert seen.open_attendance is not None
    assert seen.open_attendance.id == here.id


def test_nobody_opens_a_record_without_a_role_for_it_or_one_that_is_not_there(ward: Ward) -> None:
    child = ward.known(a_person())
    with pytest.raises(Refused, match="does not allow"):
        ward.services.records.open(ward.administrator, child.id)
    with pytest.raises(Unavailable):
        ward.services.records.open(ward.nurse, uuid4())
    told = Provenance(Source.FROM_RECORD, "GP letter", NOW)
    contact = Contact(uuid4(), uuid4(), ContactKind.GP, NOW, "Seen", told)
    with pytest.raises(Unavailable):
        ward.services.records.add_contact(ward.nurse, contact)


@pytest.mark.parametrize("event", [event for event in AuditEvent if event.value.startswith("child:")])
def test_every_act_on_a_record_has_words_in_its_history(event: AuditEvent) -> None:
    if event is not AuditEvent.PERSON_SEARCHED:
        assert words_of(event) != event.value
    assert words_of(AuditEvent.SIGNED_IN) == "staff:session:opened"
