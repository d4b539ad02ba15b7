"""However the network cuts a message up, it comes out whole, once, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.ingest.mllp_frames import MAX_NOISE, Frames, frame
from tests.ingest.wire import message

BODIES = st.binary(min_size=1, max_size=40).filter(
    lambda body: b"\x1c" not in body and b"\x0bMSH" not in body
)


@given(st.lists(BODIES, max_size=6), st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_messages_come_out_whole_however_they_are_cut_up(bodies: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(frame(body) for body in bodies)
    frames = Frames()
    found: list[bytes] = []
    at = turn = 0
    while at < len(stream):
        step = cuts[turn % len(cuts)]
        found += frames.feed(stream[at : at + step])
        at, turn = at + step, turn + 1
    assert found == bodies
    assert not frames.waiting
    assert not frames.broken


@pytest.mark.parametrize(
    ("received", "bodies"),
    [
        (b"\x0bA\x1c\r", [b"A"]),
        (b"\x0bA\x1c", [b"A"]),
        (b"\x0bA\x1c\x0bB\x1c", [b"A", b"B"]),
        (b"junk\x0bA\x1c\r\r\n\x0bB\x1c\r", [b"A", b"B"]),
        (b"\x0b\x1c\r", [b""]),
        (b"\x0bnotes with a \x0b tab\x1c\r", [b"notes with a \x0b tab"]),
        (b"A\x1c\r", []),
        (b"", []),
    ],
)
def test_what_is_around_and_between_messages(received: bytes, bodies: list[bytes]) -> None:
    assert Frames().feed(received) == bodies


def test_a_sender_that_begins_again_is_heard_once() -> None:
    frames = Frames()
    assert frames.feed(b"\x0bMSH|half" + frame(b"MSH|whole")) == [b"MSH|whole"]
    assert frames.abandoned == 1


def test_a_message_without_an_end_is_bounded() -> None:
    frames = Frames(limit=100)
    assert frames.feed(frame(b"x") + b"\x0b" + b"y" * 101) == [b"x"]
    assert "100 bytes" in frames.broken


def test_endless_noise_is_bounded_and_a_message_makes_up_for_a_little() -> None:
    frames = Frames()
    frames.feed(b"x" * MAX_NOISE)
    assert not frames.broken
    frames.feed(frame(b"A"))
    assert frames.noise == 0
    frames.feed(b"x" * (MAX_NOISE + 1))
    assert frames.broken


def test_a_real_message_one_byte_at_a_time() -> None:
    frames = Frames()
    found = [body for byte in frame(message()) for body in frames.feed(bytes([byte]))]
    assert found == [message()]
