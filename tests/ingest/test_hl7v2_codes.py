"""The code tables cover what a screen must be able to say."""

from __future__ import annotations

from aande_alert.domain.messages import Kinship, PatientClass, Trigger
from aande_alert.ingest.hl7v2_codes import KINSHIPS, KNOWN_EVENTS, PATIENT_CLASSES, TRIGGERS


def test_every_trigger_acted_on_can_be_received() -> None:
    assert set(TRIGGERS.values()) == set(Trigger) - {Trigger.STORED_ONLY}
    assert TRIGGERS.keys() <= KNOWN_EVENTS


def test_every_kinship_and_class_has_a_code() -> None:
    assert set(KINSHIPS.values()) == set(Kinship)
    assert set(PATIENT_CLASSES.values()) == set(PatientClass) - {PatientClass.OTHER}
