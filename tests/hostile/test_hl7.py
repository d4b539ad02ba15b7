"""HL7 nobody would send on purpose: every byte string is an event or a reason, quickly, never a fault."""

from __future__ import annotations

import random
import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aande_alert.domain.answers import Given
from aande_alert.domain.messages import AdtEvent, Quarantined, Receipt
from aande_alert.ingest.folder import split_messages
from aande_alert.ingest.hl7v2 import read_adt
from aande_alert.ingest.hl7v2_replies import reply
from aande_alert.ingest.hl7v2_text import MAX_BYTES
from tests.builders import NOW
from tests.ingest.wire import NAMES, message, sample

WHOLE = message(
    "PV2|||^Fell from a sofa|||||||||Head injury" + "|" * 26 + "A",
    "NK1|1|RAIKES^Kerry|12|9 Larkhill Close^^Calder Vale^^ZZ1 4LC|07700 900417||C||||||||2|19990112||||EN",
    "AL1|1|DA|Z88.5^Penicillin",
    "MRG|22789^^^LOCAL",
    "ZU3|004|03|5",
    "ZU8|U|1|No|1",
    pid={
        6: "SHAW^Ann",
        11: "9 Larkhill Close^^Calder Vale^^ZZ1 4LC^^H",
        13: "07700 900417",
        24: "Y",
        25: "1",
    },
)
MARKS = [
    b"|",
    b"^",
    b"~",
    b"\\",
    b"&",
    b'""',
    b"\r",
    b"\n",
    b"\x00",
    b"\x0b",
    b"\x1c",
    b"\xff",
    b"\xe9",
    b"\xc3\xa9",
]
MARKS += [
    b"\\X0D\\",
    b"\\X",
    b"MSH|",
    b"PID|",
    b"MRG|",
    b"99999999",
    b"00000000",
    b"-1",
    b"A40",
    "\u202e".encode(),
]


def settled(body: bytes) -> AdtEvent | Quarantined:
    """Return what became of the bytes; every one is answered too."""
    outcome = read_adt(body, NOW)
    assert isinstance(outcome, AdtEvent | Quarantined)
    answer = reply(body, Receipt.STORED, NOW)
    assert answer is None or (answer.startswith(b"MSH") and answer.count(b"\r") == 2)
    if isinstance(outcome, Quarantined):
        assert outcome.words
        assert outcome.do
    else:
        assert outcome.envelope.occurred_at.tzinfo is UTC
    return outcome


def mangled(body: bytes, chance: random.Random) -> bytes:
    """Return a message with a few of its bytes cut, doubled, moved or replaced."""
    held = bytearray(body)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(held) + 1)
        to = min(len(held), at + chance.choice([0, 1, 1, 2, 8, 60]))
        held[at:to] = chance.choice([b"", chance.choice(MARKS), bytes(held[at:to]) * 2, chance.randbytes(3)])
    return bytes(held)


def test_five_thousand_mangled_messages_are_each_read_or_set_aside() -> None:
    chance = random.Random(2)
    kinds = {type(settled(mangled(WHOLE, chance))) for _ in range(5_000)}
    assert kinds == {AdtEvent, Quarantined}


@pytest.mark.long
def test_many_more_mangled_messages_are_each_read_or_set_aside() -> None:
    chance = random.Random(NOW.timestamp())
    ends = time.monotonic() + 50
    while time.monotonic() < ends:
        settled(mangled(WHOLE, chance))


def test_a_message_cut_at_any_byte_is_read_or_set_aside() -> None:
    for cut in range(len(WHOLE)):
        settled(WHOLE[:cut])


@pytest.mark.parametrize("name", NAMES)
def test_an_official_sample_cut_at_any_byte_is_read_or_set_aside(name: str) -> None:
    body = sample(name)
    for cut in range(0, len(body), 3):
        settled(body[:cut])


@given(st.binary(max_size=300))
def test_any_bytes_at_all(body: bytes) -> None:
    settled(body)
    split_messages(body)


@settings(max_examples=300)
@given(
    st.lists(st.text(max_size=30), max_size=45),
    st.sampled_from(["PID", "PV1", "NK1", "MSH", "EVN", "ZU8", "PV2"]),
)
def test_any_text_in_any_field(cells: list[str], name: str) -> None:
    body = b"MSH|^~\\&|PAS|RZZ|||20261122||ADT^A04|C1|P|2.4||||||UNICODE UTF-8\rPID|1||H1^^^RZZ||RAIKES\r"
    settled(body + f"{name}|{'|'.join(cells)}\r".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "body",
    [
        message() + b"x" * (MAX_BYTES - 2_000),
        message(pid={5: "^" * 4_000_000}),
        message(pid={5: "~" * 4_000_000}),
        message(pid={5: "\\" * 4_000_000}),
        message(pid={11: "&" * 4_000_000}),
        message(pid={3: "~".join(["1^^^NHS"] * 400_000)}),
        message() + b"|" * 4_000_000,
        message() + b"\r\r" * 4_000,
        message() + b"x\r" * 9_000,
        message("NTE|" + "x" * 4_000_000) + b"y\n" * 9_000,
        message(*["NK1|1|RAIKES^Kerry|12"] * 4_900),
        message(*["AL1|1||x"] * 4_900),
        message(*["MRG|1^^^L"] * 4_900, msh={9: "ADT^A40"}),
        b"MSH|^~\\&" + b"|" * 8_000_000,
        "MSH|^~\\&|é".encode() + b"\xff" * 8_000_000,
        b"\x0b" * 8_000_000,
        b"MSH" * 2_000_000,
    ],
    ids=range(17),
)
def test_a_monster_is_settled_in_bounded_time(body: bytes) -> None:
    began = time.perf_counter()
    settled(body)
    split_messages(body)
    assert time.perf_counter() - began < 5


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_what_a_person_typed_arrives_without_control_characters(text: str) -> None:
    escapes: dict[str, str | int | None] = {
        "\\": "\\E\\",
        "|": "\\F\\",
        "\r": "\\X0D\\",
        "\n": "\\X0A\\",
        "\x0b": "\\X0B\\",
    }
    sent = "x" + text.translate(str.maketrans(escapes))
    body = message(f"PV2|||^{sent}", msh={18: "UNICODE UTF-8"}, pid={5: f"{sent}^{sent}", 15: sent})
    outcome = settled(body)
    assert isinstance(outcome, AdtEvent)
    for told in (outcome.visit.complaint, outcome.person.language):
        assert isinstance(told, Given)
        assert not {char for char in told.value if unicodedata.category(char) == "Cc"} - {"\n"}


def test_a_moment_is_never_beyond_the_calendar() -> None:
    for sent in ("00010101", "99991231235959", "10000101", "22001231235959-2359", "19000101000000+2359"):
        outcome = settled(message(evn={6: sent}, pv1={44: sent}))
        assert isinstance(outcome, AdtEvent)
        assert outcome.envelope.occurred_at <= datetime(2026, 11, 24, tzinfo=UTC)
