"""A package of original photographs for police and court: bytes, manifest, custody log, hashes, verifier.

A zip without compression whose every byte follows from what is in it, so that the verifier that lies inside
can name any byte that was changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from aande_alert.documents import photo_verifier
from aande_alert.documents.lists import csv_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VERIFIER = "verify_photographs.py"
_READ_ME = """These are clinical photographs, each byte for byte as the hospital received it.

manifest.json           what each picture is, its SHA-256, who received it and when, every use of it
custody.csv             the same uses as a table
checkpoint.json         a signed end of the hospital's audit trail when this was packed
SHA256SUMS              the SHA-256 of every file here
verify_photographs.py   run: python verify_photographs.py PACKAGE.zip FINGERPRINT

The fingerprint was given to you by another way. Times are UTC. The time a picture was taken is the camera's
own and was not checked.
"""


@dataclass(frozen=True, slots=True, repr=False)
class PackedPicture:
    """One picture of a package.

    Attributes:
        told: What the manifest says of it: `number`, `sha256`, `size` and so on.
        file_name: As received.
        custody: `(moment, words, initials)` of each use, oldest first.
        body: Gives the original bytes when it is its turn.
    """

    told: dict[str, Any]
    file_name: str
    custody: tuple[tuple[str, str, str], ...]
    body: Callable[[], bytes]

    def __repr__(self) -> str:
        return "PackedPicture(withheld)"


def write_package(
    out: IO[bytes], about: dict[str, Any], checkpoint: str, pictures: Iterable[PackedPicture]
) -> str:
    """Write a package.

    Args:
        out: A file that can be written and sought.
        about: Head of the manifest: whose pictures, packed when, by whom, for what.
        checkpoint: The signed checkpoint, JSON.
        pictures: In order.

    Returns:
        The fingerprint: SHA-256 of the list of hashes, hex; given to the receiver by another way.

    Raises:
        ValueError: A picture's bytes are not those of its hash.
    """
    writing = _Writing(out)
    told: list[dict[str, Any]] = []
    uses: list[tuple[str, ...]] = []
    with writing.package:
        for picture in pictures:
            name = f"originals/{picture.told['number']:02d}-{_safe(picture.file_name)}"
            if writing.put(name, picture.body()) != picture.told["sha256"]:
                message = f"photograph {picture.told['number']} is not the one that was stored"
                raise ValueError(message)
            custody = [{"at": at, "what": words, "by": by} for at, words, by in picture.custody]
            told.append({"file": name, **picture.told, "custody": custody})
            uses += [(str(picture.told["number"]), *use) for use in picture.custody]
        manifest = {**about, "photographs": told}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, default=_said)
        writing.put(photo_verifier.MANIFEST, text.encode("utf-8"))
        writing.put("custody.csv", csv_list(("Photograph", "When, UTC", "What", "By"), uses))
        writing.put("checkpoint.json", checkpoint.encode("utf-8"))
        writing.put("README.txt", _READ_ME.encode("utf-8"))
        writing.put(VERIFIER, Path(photo_verifier.__file__).read_bytes())
        sums = "".join(f"{value}  {name}\n" for name, value in writing.sums.items()).encode("utf-8")
        return writing.put(photo_verifier.SUMS, sums)


class _Writing:
    """A package that is being written, and the hash of everything in it so far."""

    def __init__(self, out: IO[bytes]) -> None:
        self.package = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self.sums: dict[str, str] = {}

    def put(self, name: str, body: bytes) -> str:
        """Write a file and return its SHA-256, hex."""
        with self.package.open(photo_verifier.plain(name), "w") as entry:
            entry.write(body)
        self.sums[name] = hashlib.sha256(body).hexdigest()
        return self.sums[name]


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _safe(name: str) -> str:
    """Return a file name that every system can hold; the name as received stands in the manifest."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", last)[-80:].lstrip(".") or "picture"
