"""HL7 messages as bytes, of which a test changes only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from aande_alert.domain.messages import AdtEvent, Quarantined
from aande_alert.ingest.hl7v2 import read_adt
from tests.builders import NOW, an_nhs_number

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "hl7v2-itk"
NUMBER = an_nhs_number(1).digits
NAMES = (
    "A01_example",
    "A03_example",
    "A04_example",
    "A05_Example",
    "A08_example",
    "A28_Example",
    "A31_example",
    "A40_Example",
)

Fields = Mapping[int, str]

_MSH: Fields = {
    2: "^~\\&",
    3: "PAS",
    4: "RZZ",
    5: "ROUTE",
    6: "ROUTE",
    7: "20261122135100",
    9: "ADT^A04^ADT_A01",
}
_MSH = {**_MSH, 10: "C1", 11: "P", 12: "2.4"}
_EVN: Fields = {2: "20261122135100", 6: "20261122134900"}
_PID: Fields = {1: "1", 3: f"{NUMBER}^^^NHS", 5: "RAIKES^Maisy^^^^^L", 7: "20241002", 8: "2"}
_PV1: Fields = {1: "1", 2: "E", 3: "ED^Triage 2^^RZZ01", 19: "V1^^^VISITID", 44: "20261122134800"}


def sample(name: str) -> bytes:
    """Return one of the official samples, or skip where this copy of the project has none beside it."""
    path = SAMPLES / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"the official HL7 samples are not beside this copy ({path.name})")
    return path.read_bytes()


def segment(name: str, fields: Fields) -> str:
    """Return a segment; MSH-1 is the separator itself."""
    first = 2 if name == "MSH" else 1
    return "|".join([name, *(fields.get(number, "") for number in range(first, max(fields, default=0) + 1))])


def message(
    *more: str,
    msh: Fields | None = None,
    evn: Fields | None = None,
    pid: Fields | None = None,
    pv1: Fields | None = None,
) -> bytes:
    """Return an arrival, with some fields changed and some segments added."""
    lines = [segment("MSH", {**_MSH, **(msh or {})}), segment("EVN", {**_EVN, **(evn or {})})]
    lines += [segment("PID", {**_PID, **(pid or {})}), segment("PV1", {**_PV1, **(pv1 or {})}), *more]
    return "".join(f"{line}\r" for line in lines).encode()


def read(body: bytes) -> AdtEvent:
    """Return the event in a message that can be read."""
    event = read_adt(body, NOW)
    assert isinstance(event, AdtEvent), event
    return event


def quarantined(body: bytes) -> Quarantined:
    """Return why a message cannot be read."""
    outcome = read_adt(body, NOW)
    assert isinstance(outcome, Quarantined)
    return outcome


def remarks(event: AdtEvent) -> list[str]:
    """Return the fields that could not be taken as they stood."""
    return [problem.where for problem in event.problems]
