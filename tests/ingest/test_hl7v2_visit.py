"""The visit: where, when, why and how it ended, in the ward's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.messages import (
    ABSENT,
    CLEARED,
    Attended,
    PatientClass,
    Place,
    Told,
    VisitNumber,
    VisitUpdate,
)
from tests.ingest.wire import message, read, remarks


def test_a_message_without_a_visit_says_nothing_of_one() -> None:
    body = b"\r".join(line for line in message().split(b"\r") if not line.startswith(b"PV1"))
    assert read(body).visit == VisitUpdate()


def test_where_when_and_who() -> None:
    pv1 = {6: "ED^Waiting", 7: "C1^OKORO&x^Grace^^^Ms", 14: "66", 36: "12", 37: "66", 45: "202611221500"}
    visit = read(message(pv1=pv1)).visit
    assert visit.number == VisitNumber("V1", "VISITID")
    assert visit.patient_class == Given(PatientClass.EMERGENCY)
    assert visit.place == Given(Place("ED", "Triage 2", "", "RZZ01"))
    assert visit.place_before == Given(Place("ED", "Waiting"))
    assert visit.arrived_at == Given(datetime(2026, 11, 22, 13, 48, tzinfo=UTC))
    assert visit.departed_at == Given(datetime(2026, 11, 22, 15, 0, tzinfo=UTC))
    assert visit.clinician == Given("OKORO, Grace (Ms)")
    assert visit.disposition == Given(Disposition.LEFT_BEFORE_SEEN)
    assert visit.destination == Given("Council foster care")
    assert visit.council_care_hinted


@pytest.mark.parametrize(
    ("sent", "told"),
    [("^Fell off a sofa", Given("Fell off a sofa")), ("C1", Given("C1")), ('""', CLEARED), ("", ABSENT)],
)
def test_why_the_child_came(sent: str, told: Told[str]) -> None:
    assert read(message(f"PV2|||{sent}")).visit.complaint == told


def test_the_description_stands_in_for_the_reason() -> None:
    assert read(message("PV2||||||||||||Head injury")).visit.complaint == Given("Head injury")


@pytest.mark.parametrize(
    ("pv1", "told"),
    [
        ({9: "C2^BHATT^Rohan^^^Dr"}, Given("BHATT, Rohan (Dr)")),
        ({7: "C1", 9: "C2^BHATT"}, Given("BHATT")),
        ({7: '""'}, CLEARED),
        ({}, ABSENT),
    ],
)
def test_the_doctor_is_whoever_is_named(pv1: dict[int, str], told: Told[str]) -> None:
    assert read(message(pv1=pv1)).visit.clinician == told


@pytest.mark.parametrize(
    ("sent", "told"),
    [("A", Given("Ambulance")), ("Ambulance", Given("Ambulance")), ("", ABSENT), ('""', CLEARED)],
)
def test_how_the_child_came(sent: str, told: Told[str]) -> None:
    assert read(message("PV2" + "|" * 38 + sent)).visit.arrival_mode == told


@pytest.mark.parametrize(
    ("pv1", "number"),
    [
        ({19: ""}, None),
        ({19: "^^^VISITID"}, None),
        ({19: "V9"}, VisitNumber("V9")),
        ({19: "V9^^^A&B&ISO"}, VisitNumber("V9", "A")),
    ],
)
def test_the_visit_number(pv1: dict[int, str], number: VisitNumber | None) -> None:
    assert read(message(pv1=pv1)).visit.number == number


@pytest.mark.parametrize(
    ("sent", "told"),
    [("DAY CASE", Given(PatientClass.OTHER)), ("e", Given(PatientClass.EMERGENCY)), ("", ABSENT)],
)
def test_a_class_nobody_knows_is_other(sent: str, told: Told[PatientClass]) -> None:
    assert read(message(pv1={2: sent})).visit.patient_class == told


@pytest.mark.parametrize(("sent", "told"), [("", ABSENT), ('""', CLEARED), ("^^^", ABSENT)])
def test_no_place_is_not_an_empty_place(sent: str, told: Told[Place]) -> None:
    assert read(message(pv1={3: sent})).visit.place == told


@pytest.mark.parametrize(
    ("sent", "told"), [("S", Given(value=True)), ("N", Given(value=False)), ("", ABSENT), ('""', CLEARED)]
)
def test_a_sensitive_visit(sent: str, told: Told[bool]) -> None:
    assert read(message(pv1={16: sent})).visit.sensitive == told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("3", Given(Attended.NOT_BROUGHT)),
        ("03", Given(Attended.NOT_BROUGHT)),
        ("5", Given(Attended.ATTENDED)),
        ("8", ABSENT),
    ],
)
def test_a_missed_appointment_is_seen(sent: str, told: Told[Attended]) -> None:
    assert read(message(f"ZU3|004||{sent}")).visit.attended == told


def test_an_ending_nobody_knows_is_said() -> None:
    event = read(message(pv1={36: "77"}))
    assert event.visit.disposition == Given(Disposition.NOT_KNOWN)
    assert "PV1-36" in remarks(event)
