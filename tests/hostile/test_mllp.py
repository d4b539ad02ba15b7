"""Hostile bytes on the arrivals port: bounded time and memory, and the next honest sender is served."""

from __future__ import annotations

import contextlib
import random
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.messages import Receipt
from aande_alert.ingest.hl7v2_replies import reply
from aande_alert.ingest.mllp import Limits, MllpListener, send
from aande_alert.ingest.mllp_frames import Frames, frame
from tests.builders import NOW
from tests.ingest.wire import message


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_any_stream_leaves_the_framing_bounded(pieces: list[bytes]) -> None:
    frames = Frames(limit=200)
    for piece in pieces:
        for body in frames.feed(piece):
            assert b"\x1c" not in body
        if frames.broken:
            break
    assert len(frames._held) <= 200 + 50


def test_eight_megabytes_byte_by_byte_cost_no_more_than_they_must() -> None:
    frames = Frames()
    frames.feed(b"\x0b")
    for _ in range(4_000):
        frames.feed(b"x" * 2_000)
    assert len(frames.feed(b"\x1c")[0]) == 8_000_000


@pytest.mark.usefixtures("warned")
def test_a_storm_of_bad_connections_does_not_keep_an_honest_sender_out() -> None:
    chance = random.Random(5)
    limits = Limits(message_bytes=2_000, connections=4, frame_seconds=0.2, idle_seconds=0.5)
    noises = [
        b"GET / HTTP/1.1\r\nHost: ward\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"\x0b" * 5_000,
        b"\x1c\r" * 2_000,
        frame(message())[:-20],
        frame(b"x" * 3_000),
        chance.randbytes(4_000),
        frame(b"\x00" * 100),
        b"",
    ]

    def store(body: bytes, _peer: str) -> bytes | None:
        return reply(body, Receipt.STORED, NOW)

    with MllpListener("127.0.0.1", 0, store, limits=limits) as listener:
        for _ in range(60):
            with (
                contextlib.suppress(OSError),
                socket.create_connection(listener.address, timeout=5) as connection,
            ):
                connection.sendall(chance.choice(noises))
        assert b"MSA|AA|C1" in _sent_in_the_end(listener.address)


def _sent_in_the_end(address: tuple[str, int]) -> bytes:
    """Return the acknowledgement, trying again as an engine does while the bad connections time out."""
    for _ in range(50):
        with contextlib.suppress(Unavailable):
            return send(*address, message(), timeout=5)
    pytest.fail("the honest sender was never served")
