"""MLLP framing without a socket: bytes in, whole messages out, however the bytes were cut up."""

from __future__ import annotations

from typing import Final

from aande_alert.ingest.hl7v2_text import MAX_BYTES

START: Final = b"\x0b"
END: Final = b"\x1c"
_RETURN: Final = b"\r"
_RESTART: Final = b"\x0bMSH"
MAX_NOISE: Final = 64 * 1024


def frame(body: bytes) -> bytes:
    """Return a message between its start and end marks."""
    return START + body + END + _RETURN


class Frames:
    """The messages in a stream of bytes.

    A message is whole at its end mark; the carriage return after it may be missing. Noise before a
    start mark is dropped and counted. A start mark followed by MSH inside a message means that the
    sender gave up half-way and began again: the half was never acknowledged, so it is sent again.

    Attributes:
        noise: Bytes dropped, since the last whole message, because they were outside any.
        abandoned: Messages begun and never ended.
        broken: Why these bytes are of no more use; empty while they are. It names no content.
    """

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self.noise = 0
        self.abandoned = 0
        self.broken = ""
        self._limit = limit
        self._held = bytearray()
        self._inside = False
        self._looked = 0

    @property
    def waiting(self) -> bool:
        """Say whether a message has begun and not ended."""
        return self._inside

    def feed(self, received: bytes) -> list[bytes]:
        """Return the messages that these bytes complete; look at `broken` afterwards."""
        self._held += received
        whole: list[bytes] = []
        while self._inside or self._begin():
            end = self._held.find(END, self._looked)
            if end < 0:
                self._looked = len(self._held)
                break
            whole.append(self._after_restart(bytes(self._held[:end])))
            del self._held[: end + 1]
            self._inside, self._looked, self.noise = False, 0, 0
        if self._inside and len(self._held) > self._limit:
            self.broken = f"a message of more than {self._limit:,} bytes"
        return whole

    def _begin(self) -> bool:
        """Drop what is before the next start mark; say whether there is one."""
        start = self._held.find(START)
        before = self._held if start < 0 else self._held[:start]
        self.noise += len(before.strip(b"\r\n"))
        del self._held[: len(before) + (start >= 0)]
        if self.noise > MAX_NOISE:
            self.broken = "bytes that are not HL7 messages"
        self._inside, self._looked = start >= 0, 0
        return self._inside

    def _after_restart(self, body: bytes) -> bytes:
        start = body.rfind(_RESTART)
        if start < 0:
            return body
        self.abandoned += 1
        return body[start + 1 :]
