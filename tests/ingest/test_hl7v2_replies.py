"""What is said back: stored means stored, only the sender's own mistakes are rejected."""

from __future__ import annotations

import pytest

from aande_alert.domain.messages import FeedRules, Quarantined, QuarantineReason, Receipt
from aande_alert.ingest.hl7v2_replies import reply
from tests.builders import NOW
from tests.ingest.wire import NAMES, message, sample

UNREADABLE = Quarantined(QuarantineReason.NO_PATIENT, "words", "do")
NO_PATIENT = message().split(b"PID")[0]


def answer(
    body: bytes, outcome: Receipt | Quarantined = Receipt.STORED, rules: FeedRules | None = None
) -> list[str]:
    """Return the fields of the acknowledgement's MSA."""
    sent = reply(body, outcome, NOW, rules or FeedRules())
    assert sent is not None
    return sent.decode().split("\r")[1].split("|")


@pytest.mark.parametrize("name", NAMES)
def test_every_official_sample_is_acknowledged(name: str) -> None:
    body = sample(name)
    control_id = body.decode().split("|")[9]
    assert answer(body)[:3] == ["MSA", "AA", control_id]


def test_the_header_goes_back_the_way_it_came() -> None:
    sent = reply(message(), Receipt.STORED, NOW)
    assert sent is not None
    header = sent.decode().split("\r")[0].split("|")
    assert header[2:7] == ["ROUTE", "ROUTE", "PAS", "RZZ", "20261122141000"]
    assert header[8] == "ACK^A04^ACK"
    assert header[9] not in {"", "C1"}
    assert len(header[9]) == 20
    assert header[10:12] == ["P", "2.4"]


@pytest.mark.parametrize(
    ("body", "outcome", "code", "error"),
    [
        (message(), Receipt.STORED, "AA", ""),
        (message(), UNREADABLE, "AA", ""),
        (message(), Receipt.NOT_STORED, "AE", "207"),
        (message(msh={9: "ORU^R01"}), Receipt.STORED, "AR", "200"),
        (message(msh={9: "ADT"}), Receipt.STORED, "AR", "201"),
        (message(msh={11: "T"}), Receipt.STORED, "AR", "202"),
        (message(msh={12: "3"}), Receipt.STORED, "AR", "203"),
        (message(msh={11: "T"}), Receipt.NOT_STORED, "AE", "207"),
        (NO_PATIENT, UNREADABLE, "AA", ""),
        (b"GET / HTTP/1.1", Receipt.STORED, "AR", "100"),
        (b"", Receipt.NOT_STORED, "AE", "207"),
    ],
)
def test_the_answer_in_original_mode(
    body: bytes, outcome: Receipt | Quarantined, code: str, error: str
) -> None:
    fields = answer(body, outcome)
    assert fields[1] == code
    assert (fields[6].split("^")[0] if error else "") == error


def test_a_feed_may_ask_to_hear_of_content_it_must_mend() -> None:
    assert answer(message(), UNREADABLE, FeedRules(content_errors=True))[1] == "AE"


def test_a_strict_feed_rejects_an_event_nobody_knows() -> None:
    fields = answer(message(msh={9: "ADT^Z99"}), rules=FeedRules(unknown_events=False))
    assert (fields[1], fields[6][:3]) == ("AR", "201")


@pytest.mark.parametrize(
    ("commit", "application", "stored", "not_stored"),
    [
        ("AL", "NE", "CA", "CE"),
        ("NE", "NE", None, None),
        ("SU", "", "CA", None),
        ("ER", "", None, "CE"),
        ("NE", "AL", "AA", "AE"),
        ("", "AL", "AA", "AE"),
        ("ER", "AL", "AA", "CE"),
        ("AL", "AL", "CA", "CE"),
        ("??", "", "CA", "CE"),
    ],
)
def test_the_answer_in_enhanced_mode(
    commit: str, application: str, stored: str | None, not_stored: str | None
) -> None:
    body = message(msh={15: commit, 16: application})
    for outcome, code in ((Receipt.STORED, stored), (Receipt.NOT_STORED, not_stored)):
        sent = reply(body, outcome, NOW)
        assert (None if sent is None else sent.decode().split("MSA|")[1][:2]) == code


def test_an_answer_cannot_be_made_to_carry_another_segment() -> None:
    body = message(msh={10: "C1\x0bPID|x", 3: "P" * 5_000})
    sent = reply(body, Receipt.STORED, NOW)
    assert sent is not None
    assert len(sent) < 1_000
    assert sent.count(b"\r") == 2
    assert b"\x0b" not in sent


def test_the_same_message_gets_the_same_answer_again() -> None:
    assert reply(message(), Receipt.STORED, NOW) == reply(message(), Receipt.STORED, NOW)


@pytest.mark.parametrize("kind", ["ADT^%%%", "", "X"])
def test_an_event_that_is_none_is_not_echoed(kind: str) -> None:
    sent = reply(message(msh={9: kind}), Receipt.STORED, NOW)
    assert sent is not None
    assert sent.split(b"|")[8] in {b"ACK", b"ACK^ACK"}
