"""Whole messages: the official samples, the header's reasons to refuse, merges and the order of events."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import BirthQuality, HospitalNumber
from aande_alert.domain.messages import (
    AdtEvent,
    FeedRules,
    Quarantined,
    QuarantineReason,
    TimeSource,
    Trigger,
)
from aande_alert.ingest.hl7v2 import read_adt
from tests.builders import NOW, an_nhs_number
from tests.ingest.wire import NAMES, NUMBER, message, quarantined, read, remarks, sample

OTHER = an_nhs_number(2).digits


@pytest.mark.parametrize(
    ("name", "trigger"),
    [
        ("A01_example", Trigger.ADMIT),
        ("A03_example", Trigger.DISCHARGE),
        ("A04_example", Trigger.REGISTER),
        ("A05_Example", Trigger.STORED_ONLY),
        ("A08_example", Trigger.UPDATE),
        ("A28_Example", Trigger.CREATE_PERSON),
        ("A31_example", Trigger.UPDATE_PERSON),
    ],
)
def test_every_official_sample_is_read(name: str, trigger: Trigger) -> None:
    event = read(sample(name))
    assert event.trigger is trigger
    assert event.person.names.value[0].family == "SMITH"
    assert "PID-3" in remarks(event)  # their number is ten times the same digit, which is nobody's


def test_the_official_merge_has_no_usable_number_and_waits_for_a_person() -> None:
    found = quarantined(sample("A40_Example"))
    assert found.reason is QuarantineReason.MERGE_INCOMPLETE
    assert found.control_id == "13403891320453338088"


def test_the_official_arrival_field_by_field() -> None:
    event = read(sample("A04_example"))
    assert event.envelope.organisation == "RCB"
    assert event.envelope.recorded_at == datetime(2010, 11, 1, 15, 12, tzinfo=UTC)
    assert event.envelope.ordered_by is TimeSource.EVENT
    assert event.person.birth.value.on == date(1965, 12, 13)
    assert event.visit.number.key == "2141^VISITID"  # type: ignore[union-attr]
    assert [adult.name.given for adult in event.adults] == ["FRANCESCA"]


@pytest.mark.parametrize("name", ["A28_Example", "A31_example"])
def test_month_thirteen_of_the_official_samples_keeps_the_person(name: str) -> None:
    birth = read(sample(name)).person.birth
    assert isinstance(birth, Given)
    assert birth.value.quality is BirthQuality.IMPOSSIBLE
    assert birth.value.raw == "196513121515"


@pytest.mark.parametrize("name", NAMES)
def test_an_official_sample_means_the_same_whatever_its_line_ends(name: str) -> None:
    body = sample(name)
    assert read_adt(body, NOW) == read_adt(body.replace(b"\n", b"\r"), NOW)


@pytest.mark.parametrize(
    ("msh", "reason"),
    [
        ({9: "ACK^A04"}, QuarantineReason.NOT_ADT),
        ({9: ""}, QuarantineReason.NOT_ADT),
        ({9: "ADT"}, QuarantineReason.UNKNOWN_EVENT),
        ({12: "3.0"}, QuarantineReason.WRONG_VERSION),
        ({11: "T"}, QuarantineReason.TEST_MESSAGE),
        ({11: "D"}, QuarantineReason.TEST_MESSAGE),
    ],
)
def test_what_is_not_for_this_feed_is_kept_with_its_reason(
    msh: dict[int, str], reason: QuarantineReason
) -> None:
    found = quarantined(message(msh=msh))
    assert found.reason is reason
    assert found.control_id == "C1"
    assert NUMBER not in found.words + found.do


@pytest.mark.parametrize("kind", ["ADT^A04", "ADT^A04^ADT_A01"])
def test_two_and_three_part_types_are_one(kind: str) -> None:
    assert read(message(msh={9: kind})).trigger is Trigger.REGISTER


def test_the_event_is_taken_from_the_event_segment_where_the_header_has_none() -> None:
    assert read(message(msh={9: "ADT"}, evn={1: "A04"})).trigger is Trigger.REGISTER


def test_an_empty_processing_id_or_version_is_taken() -> None:
    assert read(message(msh={11: "", 12: ""})).trigger is Trigger.REGISTER


@pytest.mark.parametrize(("unknown_events", "kind"), [(True, AdtEvent), (False, Quarantined)])
def test_an_event_nobody_knows_is_stored_or_refused_as_the_feed_says(
    unknown_events: bool, kind: type
) -> None:
    outcome = read_adt(message(msh={9: "ADT^Z99"}), NOW, FeedRules(unknown_events=unknown_events))
    assert isinstance(outcome, kind)


def test_a_training_feed_takes_training_messages() -> None:
    rules = FeedRules(processing_ids=frozenset({"T"}))
    assert isinstance(read_adt(message(msh={11: "T"}), NOW, rules), AdtEvent)


def test_a_message_without_a_patient_waits_for_a_person() -> None:
    body = b"\r".join(line for line in message().split(b"\r") if not line.startswith(b"PID"))
    assert quarantined(body).reason is QuarantineReason.NO_PATIENT


def test_nobody_named_at_all_waits_for_a_person() -> None:
    found = quarantined(message(pid={3: "", 5: ""}, pv1={19: ""}))
    assert found.reason is QuarantineReason.NOBODY_NAMED


@pytest.mark.parametrize(
    ("pid", "pv1"),
    [({3: ""}, {19: ""}), ({5: ""}, {19: ""}), ({3: "", 5: ""}, {})],
)
def test_one_thing_to_know_an_arrival_by_is_enough(pid: dict[int, str], pv1: dict[int, str]) -> None:
    assert read(message(pid=pid, pv1=pv1)).trigger is Trigger.REGISTER


def test_a_merge_names_both_records() -> None:
    event = read(message("MRG|22789^^^LOCAL", msh={9: "ADT^A40"}))
    (merge,) = event.merges
    assert merge.survivor.nhs.number.digits == NUMBER  # type: ignore[union-attr]
    assert merge.loser.hospital_numbers == (HospitalNumber("LOCAL", "22789"),)


def test_several_merges_on_one_message_stay_in_pairs() -> None:
    more = ("MRG|1^^^LOCAL", f"PID|2||{OTHER}^^^NHS", "MRG|2^^^LOCAL")
    first, second = read(message(*more, msh={9: "ADT^A40"})).merges
    assert first.survivor.nhs.number.digits == NUMBER  # type: ignore[union-attr]
    assert second.survivor.nhs.number.digits == OTHER  # type: ignore[union-attr]
    assert second.loser.hospital_numbers[0].value == "2"


@pytest.mark.parametrize("more", [(), ("MRG|^^^LOCAL",), ("MRG|3333333333^^^NHS",)])
@pytest.mark.parametrize("kind", ["ADT^A40", "ADT^A47"])
def test_half_a_merge_waits_for_a_person(more: tuple[str, ...], kind: str) -> None:
    assert quarantined(message(*more, msh={9: kind})).reason is QuarantineReason.MERGE_INCOMPLETE


def test_moving_a_visit_keeps_whose_it_was() -> None:
    assert len(read(message("MRG|1^^^LOCAL", msh={9: "ADT^A45"})).merges) == 1


@pytest.mark.parametrize(
    ("evn", "msh", "ordered_by"),
    [
        ({}, {}, TimeSource.EVENT),
        ({6: ""}, {}, TimeSource.RECORDED),
        ({6: "", 2: ""}, {}, TimeSource.SENT),
        ({6: "", 2: ""}, {7: ""}, TimeSource.RECEIVED),
        ({6: "20991231", 2: "20261122135100"}, {}, TimeSource.RECORDED),
        ({6: "nonsense", 2: "nonsense"}, {7: "nonsense"}, TimeSource.RECEIVED),
    ],
)
def test_what_a_message_is_ordered_by(
    evn: dict[int, str], msh: dict[int, str], ordered_by: TimeSource
) -> None:
    event = read(message(evn=evn, msh=msh))
    assert event.envelope.ordered_by is ordered_by
    assert event.envelope.occurred_at <= NOW


def test_a_clock_far_ahead_cannot_block_later_news() -> None:
    event = read(message(evn={6: "20991231"}))
    assert event.envelope.occurred_at < NOW
    assert "EVN-6" in remarks(event)


def test_noise_is_kept_with_its_reason() -> None:
    assert quarantined(b"GET / HTTP/1.1").reason is QuarantineReason.NOT_HL7
