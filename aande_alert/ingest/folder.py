"""HL7 messages in files: one or many, with or without MLLP framing; and a folder looked at in steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aande_alert.domain.errors import Refused, Trouble, Unavailable
from aande_alert.ingest.mllp_frames import END, START

MAX_FILE: Final = 256 * 1024 * 1024
SUFFIXES: Final = frozenset({".hl7", ".txt", ".dat", ".msg", ".adt"})

_BEGINS = re.compile(rb"(?:^|(?<=[\r\n\x0b\x1c\xbf]))MSH(?=[^A-Za-z0-9\s])")
_BATCH = re.compile(rb"(?:^|(?<=[\r\n]))[ \t]*(?:FHS|BHS|BTS|FTS)(?=[^A-Za-z0-9\s])[^\r\n]*")
_EDGES = b"\r\n\t \x00" + START + END


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like: one that still changes is being written."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a folder held when it was last looked at.

    Attributes:
        waiting: Files that may still be being written.
        taken: Files that were read.
    """

    waiting: Mapping[str, Stamp] = field(default_factory=dict)
    taken: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class MessageFile:
    """A file and the messages in it, in order."""

    path: Path
    messages: tuple[bytes, ...]

    def __repr__(self) -> str:
        return f"MessageFile({len(self.messages)} messages, withheld)"


@dataclass(frozen=True, slots=True)
class FolderLook:
    """One look at a folder.

    Attributes:
        files: Files that are whole and were not read before.
        troubles: Files that could not be read, with why.
        seen: To be passed to the next look.
    """

    files: tuple[MessageFile, ...]
    troubles: tuple[tuple[Path, Trouble], ...]
    seen: Seen


def split_messages(body: bytes) -> tuple[bytes, ...]:
    """Return every message in a file's bytes; what belongs to no message is one of its own.

    Batch headers and trailers are left out: they say nothing of a patient. A file without any message
    comes back as it is, so that it is kept and its reader is told.
    """
    starts = [found.start() for found in _BEGINS.finditer(body)]
    if not starts:
        left = body.strip(_EDGES)
        return (left,) if left else ()
    ends = [*starts[1:], len(body)]
    before = _BATCH.sub(b"", body[: starts[0]]).strip(_EDGES + b"\xef\xbb\xbf")
    pieces = [_BATCH.sub(b"", body[start:end]).strip(_EDGES) for start, end in zip(starts, ends, strict=True)]
    return (*((before,) if before else ()), *pieces)


def read_messages(path: Path) -> tuple[bytes, ...]:
    """Return the messages in a file.

    Raises:
        Refused: The file is larger than 256 MB.
        Unavailable: The file cannot be read.
    """
    try:
        if path.stat().st_size > MAX_FILE:
            what = f"{path.name} is larger than 256 MB, which no file of arrivals is."
            raise Refused(what, "Split it and try again.", kept="Nothing of it was read.")
        return split_messages(path.read_bytes())
    except OSError as trouble:
        what = f"{path.name} could not be read."
        do = "Check that it still exists and may be read, then try again."
        raise Unavailable(what, do, kept="Nothing of it was read.") from trouble


def poll(folder: Path, seen: Seen) -> FolderLook:
    """Look at a folder once: a file is read when two looks in a row find it unchanged.

    Args:
        folder: The folder; its sub-folders are left alone.
        seen: What the last look found; `Seen()` for the first.

    Raises:
        Unavailable: The folder cannot be read.
    """
    now = _stamps(folder)
    files: list[MessageFile] = []
    troubles: list[tuple[Path, Trouble]] = []
    taken = {name: stamp for name, stamp in seen.taken.items() if name in now}
    for name, stamp in sorted(now.items()):
        if taken.get(name) == stamp or seen.waiting.get(name) != stamp:
            continue
        taken[name] = stamp
        path = folder / name
        try:
            files.append(MessageFile(path, read_messages(path)))
        except Trouble as trouble:
            troubles.append((path, trouble))
    waiting = {name: stamp for name, stamp in now.items() if taken.get(name) != stamp}
    return FolderLook(tuple(files), tuple(troubles), Seen(waiting, taken))


def _stamps(folder: Path) -> dict[str, Stamp]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file()]
    except OSError as trouble:
        what = f"The folder {folder.name} could not be read."
        do = "Check that it exists and that this account may read it."
        raise Unavailable(what, do, kept="Files already read are safe.") from trouble
    stamps: dict[str, Stamp] = {}
    for path in found:
        try:
            stat = path.stat()
        except OSError:
            continue  # taken away since it was listed
        if not path.name.startswith("."):
            stamps[path.name] = Stamp(stat.st_size, stat.st_mtime_ns)
    return stamps
