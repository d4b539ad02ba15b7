"""Looking into pictures without trusting them: what they are, and a preview and a thumbnail without metadata.

Decoding happens in a child process with limits (`pictures_child`): decoders are where hostile files bite. The
original bytes are never changed here. The preview of a JPEG is one reduced decode of it, never a full one.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.wording import LONDON, utc

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

MOST_BYTES = 40 * 1024 * 1024
SECONDS = 20.0
"""How long a picture may take; a 12-megapixel photograph takes a twentieth of one."""

_ANSWER = struct.Struct(">III")
_REQUEST = struct.Struct(">Q")
_KEPT = "Nothing was stored."
_DO = "Choose the picture as the camera made it, a JPEG, PNG, TIFF or HEIC file."
_EMPTY, _TOO_MANY_BYTES = "empty", "too_many_bytes"
_REASONS = {
    "not_a_picture": "This file is not a picture, whatever its name says.",
    "empty": "This file is empty.",
    "too_many_bytes": "This file is larger than 40 MB.",
    "too_many_pixels": "This picture is larger than 50 megapixels.",
    "damaged": "This picture is damaged or cut short.",
    "hides_another_file": "This picture has another kind of file hidden behind it.",
    "too_slow": "This picture took too long to read.",
    "broke_the_reader": "This picture could not be read safely.",
}
_WARNINGS = {
    "dark": "The picture is very dark.",
    "bright": "The picture is overexposed.",
    "blurred": "The picture may be blurred.",
    "several_pictures": "The file holds several pictures; only the first is shown.",
    "more_after_picture": "The file holds more after the picture, perhaps a short film.",
    "time_unreadable": "The camera's time could not be read.",
    "colours_not_converted": "The preview's colours may differ from the original's.",
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a picture is, by its content.

    Attributes:
        media_type: `image/jpeg`, `image/png`, `image/tiff` or `image/heic`.
        width: Pixels as stored.
        height: Pixels as stored.
        orientation: EXIF orientation, 1 to 8.
        taken_at: By the camera's own clock, UTC; a camera that names no zone is taken to be in London.
        warnings: Blurred, dark and so on, in words; never blocking.
    """

    media_type: str
    width: int
    height: int
    orientation: int = 1
    taken_at: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class SeenPicture:
    """One look at a picture.

    Attributes:
        facts: What it is.
        preview: JPEG, upright, at most 1600 px, without metadata.
        thumbnail: JPEG, upright, at most 256 px, without metadata.
    """

    facts: PictureFacts
    preview: bytes
    thumbnail: bytes

    def __repr__(self) -> str:
        return "SeenPicture(withheld)"


class PictureReader:
    """Looks into one picture after another in one child process; ends with `close`.

    The child is started at the first picture, and again after a picture that broke it. Calls from several
    threads take turns.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def look(self, body: bytes) -> SeenPicture:
        """Return what a picture is, with its preview and thumbnail.

        Raises:
            Refused: It is not a picture, too large, damaged, or hides something.
            Unavailable: The reading process could not be started.
        """
        if not body:
            raise _refusal(_EMPTY)
        if len(body) > MOST_BYTES:
            raise _refusal(_TOO_MANY_BYTES)
        with self._turn:
            answer = self._ask(body)
        return _read_answer(*answer)

    def close(self) -> None:
        """End the child process."""
        with self._turn:
            self._end()

    def _ask(self, body: bytes) -> tuple[bytes, bytes, bytes]:
        child = self._child if self._child is not None else self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        watch = threading.Timer(self._seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            answer = _converse(child, body)
        finally:
            watch.cancel()
            watch.join()
        if answer is None:
            self._end()
            raise _refusal("too_slow" if late.is_set() else "broke_the_reader")
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own program and no words from outside
                child_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            what, do = "The picture reader could not be started.", "Close some programs and try again."
            raise Unavailable(what, do, kept=_KEPT) from error
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            _close(pipe)
        try:
            child.wait(timeout=2.0)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def look(body: bytes) -> SeenPicture:
    """Look into one picture in a process of its own; see `PictureReader.look`."""
    with PictureReader() as reader:
        return reader.look(body)


def examine(body: bytes) -> PictureFacts:
    """Return what one picture is; see `PictureReader.look`, which is quicker for several."""
    return look(body).facts


def derivatives(body: bytes) -> tuple[bytes, bytes]:
    """Return preview and thumbnail of one picture; see `PictureReader.look`, which is quicker for several."""
    seen = look(body)
    return seen.preview, seen.thumbnail


def child_command() -> list[str]:
    """Return how the reading process is started: isolated, and without this package's other modules."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-pictures"]
    return [sys.executable, "-I", str(Path(__file__).with_name("pictures_child.py"))]


def _converse(child: subprocess.Popen[bytes], body: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Send a picture and take the answer; `None` where the child ended instead."""
    to_child, from_child = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    try:
        to_child.write(_REQUEST.pack(len(body)))
        to_child.write(body)
        to_child.flush()
        head = from_child.read(_ANSWER.size)
        if len(head) < _ANSWER.size:
            return None
        parts = [from_child.read(size) for size in _ANSWER.unpack(head)]
    except OSError:
        return None
    whole = all(len(part) == size for part, size in zip(parts, _ANSWER.unpack(head), strict=True))
    return (parts[0], parts[1], parts[2]) if whole else None


def _close(pipe: Any) -> None:  # noqa: ANN401 - either end of a pipe
    try:
        pipe.close()
    except OSError:  # the child is gone, and what was not sent is lost with it
        return


def _read_answer(words: bytes, preview: bytes, thumbnail: bytes) -> SeenPicture:
    told = json.loads(words)
    if "refused" in told:
        raise _refusal(told["refused"])
    facts = PictureFacts(
        told["media_type"],
        told["width"],
        told["height"],
        told["orientation"],
        _moment(told["taken_at"]),
        tuple(_WARNINGS[warning] for warning in told["warnings"]),
    )
    return SeenPicture(facts, preview, thumbnail)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return utc(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))


def _refusal(reason: str) -> Refused:
    return Refused(_REASONS.get(reason, _REASONS["damaged"]), _DO, kept=_KEPT)
