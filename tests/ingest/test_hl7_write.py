"""What is written is what is read: every event survives its own bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import (
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsIdentity,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
)
from aande_alert.domain.messages import (
    ABSENT,
    CLEARED,
    AdtEvent,
    Attended,
    Envelope,
    Identifiers,
    Kinship,
    Merge,
    PatientClass,
    PersonUpdate,
    Place,
    RelatedAdult,
    Trigger,
    VisitNumber,
    VisitUpdate,
)
from aande_alert.ingest.hl7_write import write_adt
from aande_alert.ingest.hl7v2 import read_adt
from tests.builders import NOW, an_nhs_number

NUMBERS = tuple(an_nhs_number(which) for which in range(3))
WRITTEN = (
    Trigger.ADMIT,
    Trigger.DISCHARGE,
    Trigger.REGISTER,
    Trigger.UPDATE,
    Trigger.CANCEL_ADMIT,
    Trigger.CANCEL_DISCHARGE,
    Trigger.CREATE_PERSON,
    Trigger.UPDATE_PERSON,
)
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
TEXTS = PRINTABLE.filter(lambda text: text != '""')
MOMENTS = st.datetimes(datetime(2016, 1, 1), datetime(2026, 11, 22)).map(  # noqa: DTZ001 - the zone is put on here
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


def told(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.just(ABSENT), st.just(CLEARED), values.map(Given))


def said(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.just(ABSENT), values.map(Given))


NUMBERED = st.builds(HospitalNumber, TEXTS.filter(lambda text: text.upper() != "NHS"), TEXTS)
NAMED = st.builds(
    PersonName, TEXTS, TEXTS, st.sampled_from(["", "Miss", "Dr"]), st.sampled_from(list(NameUse))
)
CURRENT = st.builds(PersonName, TEXTS, TEXTS)
ADDRESSES = st.builds(
    Address, st.lists(TEXTS, min_size=1, max_size=4).map(tuple), st.sampled_from(["", "ZZ1 4LC"])
)
BIRTHS = st.one_of(
    st.dates(date(1950, 1, 1), date(2026, 11, 22)).map(Birth),
    st.dates(date(1950, 1, 1), date(2026, 11, 22)).map(lambda on: Birth(on, BirthQuality.ESTIMATED)),
    st.just(Birth(None, BirthQuality.IMPOSSIBLE, "20261301")),
    st.just(Birth(None, BirthQuality.NOT_GIVEN, "00000000")),
)
HELD = st.builds(
    Identifiers,
    st.builds(NhsIdentity, st.sampled_from(NUMBERS), st.sampled_from(list(NhsNumberStatus))),
    st.lists(NUMBERED, max_size=2).map(tuple),
)
PEOPLE = st.builds(
    PersonUpdate,
    identifiers=HELD,
    names=told(
        st.lists(NAMED, max_size=2).flatmap(lambda more: CURRENT.map(lambda first: _sorted(first, more)))
    ),
    birth=told(BIRTHS),
    sex=told(st.sampled_from(list(Sex))),
    mother_maiden_name=told(st.builds(PersonName, TEXTS, TEXTS, use=st.just(NameUse.MAIDEN))),
    addresses=told(st.lists(ADDRESSES, min_size=1, max_size=2).map(tuple)),
    address_is_default=st.booleans(),
    phones=told(st.just((Phone("07700 900417"), Phone("0113 496 0142")))),
    language=told(TEXTS),
    ethnicity=told(TEXTS),
    mother=told(st.builds(Identifiers, st.sampled_from(NUMBERS).map(NhsIdentity))),
    multiple_birth=told(st.booleans()),
    birth_order=told(st.integers(1, 9)),
    dead=told(st.booleans()),
    died_on=told(st.dates(date(2000, 1, 1), date(2026, 11, 22))),
    identity_unknown=told(st.booleans()),
    gp_practice=said(TEXTS),
    gp_practice_code=said(TEXTS),
    shield_location=told(st.booleans()),
    allergies=said(TEXTS),
)
VISITS = st.builds(
    VisitUpdate,
    number=st.builds(VisitNumber, TEXTS, st.sampled_from(["", "VISITID"])),
    patient_class=told(st.sampled_from([one for one in PatientClass if one is not PatientClass.OTHER])),
    place=told(st.builds(Place, TEXTS, TEXTS, TEXTS, TEXTS)),
    place_before=told(st.builds(Place, TEXTS)),
    arrived_at=told(MOMENTS),
    departed_at=told(MOMENTS),
    complaint=told(TEXTS),
    clinician=told(st.sampled_from(["OKORO, Grace (Ms)", "BHATT, Rohan", "SHAW"])),
    disposition=told(st.sampled_from([one for one in Disposition if one is not Disposition.NOT_KNOWN])),
    arrival_mode=told(st.sampled_from(["Ambulance", "On foot", "Milk float"])),
    admission_source=told(TEXTS),
    sensitive=said(st.just(value=False)),
    attended=said(st.sampled_from(list(Attended))),
)
ADULTS = st.builds(
    RelatedAdult,
    name=CURRENT,
    kinship=st.sampled_from(list(Kinship)),
    address=st.none() | ADDRESSES,
    phone=st.none() | st.just(Phone("07700 900417")),
    sex=st.sampled_from(list(Sex)),
    birth=st.dates(date(1950, 1, 1), date(2010, 1, 1)).map(Birth),
    language=st.just("EN"),
    contact_role=st.just("C"),
)


def _sorted(first: PersonName, more: list[PersonName]) -> tuple[PersonName, ...]:
    return (first, *sorted(more, key=lambda name: name.use is not NameUse.CURRENT))


def event(
    trigger: Trigger,
    person: PersonUpdate,
    visit: VisitUpdate = VisitUpdate(),  # noqa: B008 - frozen
    adults: tuple[RelatedAdult, ...] = (),
    merges: tuple[Merge, ...] = (),
) -> AdtEvent:
    envelope = Envelope(
        "C1", "PAS", "RZZ", trigger.value, NOW, recorded_at=NOW, reason="ADT_EVENT", sequence="1"
    )
    return AdtEvent(trigger, envelope, person, visit, adults, bool(adults), merges)


@given(st.sampled_from(WRITTEN), PEOPLE, VISITS, st.lists(ADULTS, max_size=2).map(tuple))
def test_every_event_survives_its_own_bytes(
    trigger: Trigger, person: PersonUpdate, visit: VisitUpdate, adults: tuple[RelatedAdult, ...]
) -> None:
    written = event(trigger, person, visit, adults)
    read = read_adt(write_adt(written), NOW)
    assert isinstance(read, AdtEvent)
    assert {remark.where for remark in read.problems} <= {"PID-7"}
    assert replace(read, problems=()) == written


UNTRACED = st.builds(
    Identifiers, st.sampled_from(NUMBERS).map(NhsIdentity), st.lists(NUMBERED, max_size=2).map(tuple)
)


@given(st.lists(st.builds(Merge, UNTRACED, UNTRACED), min_size=1, max_size=3).map(tuple))
def test_merges_survive_their_own_bytes(merges: tuple[Merge, ...]) -> None:
    written = event(Trigger.MERGE, PersonUpdate(merges[0].survivor), merges=merges)
    assert read_adt(write_adt(written), NOW) == written


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=UTC),
    ],
)
def test_the_hour_that_happens_twice_is_written_with_its_offset(at: datetime) -> None:
    written = event(
        Trigger.REGISTER,
        PersonUpdate(Identifiers(NhsIdentity(NUMBERS[0]))),
        VisitUpdate(arrived_at=Given(at)),
    )
    read = read_adt(write_adt(written), NOW)
    assert isinstance(read, AdtEvent)
    assert read.visit.arrived_at == Given(at)
    assert not read.problems


@pytest.mark.parametrize(
    ("visit", "sent"),
    [(VisitUpdate(destination=Given("Court")), "Court"), (VisitUpdate(destination_code=Given("37")), "37")],
)
def test_where_a_child_went_is_written_as_code_or_words(visit: VisitUpdate, sent: str) -> None:
    body = write_adt(event(Trigger.DISCHARGE, PersonUpdate(), visit))
    assert body.split(b"PV1")[1].split(b"\r")[0].split(b"|")[37].decode() == sent


@pytest.mark.parametrize(
    ("person", "segment"),
    [
        (PersonUpdate(gp_practice=CLEARED), 'PD1|||""'),
        (PersonUpdate(gp_practice=Given("Calder Surgery")), "PD1|||Calder Surgery^^"),
        (PersonUpdate(shield_location=CLEARED), 'ZU8|U|||""'),
    ],
)
def test_what_is_cleared_is_written_as_cleared(person: PersonUpdate, segment: str) -> None:
    assert segment in write_adt(event(Trigger.UPDATE_PERSON, person)).decode()


def test_a_sensitive_visit_is_written_and_hides_the_home() -> None:
    written = event(
        Trigger.REGISTER,
        PersonUpdate(Identifiers(NhsIdentity(NUMBERS[0]))),
        VisitUpdate(sensitive=Given(value=True)),
    )
    read = read_adt(write_adt(written), NOW)
    assert isinstance(read, AdtEvent)
    assert read.person.shield_location == Given(value=True)


def test_an_event_recorded_at_no_known_time_is_sent_when_it_happened() -> None:
    envelope = Envelope("C1", "PAS", "RZZ", "A05", NOW)
    body = write_adt(
        AdtEvent(Trigger.STORED_ONLY, envelope, PersonUpdate(), VisitUpdate(clinician=Given("?")))
    )
    assert body.split(b"|")[6] == b"20261122141000"
    assert b"EVN||||||20261122141000" in body


def test_a_doctor_whose_name_has_no_shape_is_left_out() -> None:
    body = write_adt(event(Trigger.REGISTER, PersonUpdate(), VisitUpdate(clinician=Given(", "))))
    assert body.split(b"PV1")[1].split(b"\r")[0].split(b"|")[7] == b"^^^^^"
