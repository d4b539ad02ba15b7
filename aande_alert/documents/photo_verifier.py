"""Says whether a package of clinical photographs is byte for byte as the hospital packed it.

Needs Python 3.8 or newer and nothing else:

    python verify_photographs.py PACKAGE.zip [FINGERPRINT]

The fingerprint is the one the hospital gave by another way, on paper or by telephone. Without it, a package
that was taken apart and packed anew by somebody careful cannot be told from the true one; with it, it can.
Exit status: 0 as it was packed, 1 something differs (each is named), 2 usage, 3 it cannot be read.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024
_DAMAGED = (  # everything the zip reader says of bytes that are not a whole package
    zipfile.BadZipFile,  # a sum, a name or a place that does not fit
    EOFError,  # cut short
    RuntimeError,  # marked as locked or as a kind it cannot read
    ValueError,  # a name or a number that is none
    OSError,  # a place before the beginning
    struct.error,  # a field cut short
)
_USAGE = "Usage: python verify_photographs.py PACKAGE.zip [FINGERPRINT]"
_FEWEST_WORDS, _MOST_WORDS = 1, 2
_LINE = 66  # a hash in hex and two spaces, before the name


def main(words: list[str]) -> int:
    """Print each thing that differs, or that nothing does; return the exit status."""
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or words[0].startswith("-"):
        _say(_USAGE)
        return 2
    wanted = words[1] if len(words) == _MOST_WORDS else ""
    try:
        troubles, found = look_at(Path(words[0]), wanted)
    except OSError as error:
        _say(f"{words[0]} cannot be read: {error.strerror}.")
        return 3
    for trouble in troubles:
        _say(f"DIFFERS  {trouble}")
    if troubles:
        _say("NO. This is not the package as it was packed.")
        return 1
    _say(f"Yes. Everything is as it was packed. Fingerprint {found}")
    if not wanted:
        _say("Compare the fingerprint with the one the hospital gave you by another way.")
    return 0


def look_at(path: Path, fingerprint: str = "") -> tuple[list[str], str]:
    """Return what differs, in words, and the fingerprint of the package.

    Args:
        path: The package.
        fingerprint: The one that was given by another way; empty where none was.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as package:
                troubles, found = _inside(package)
                if not troubles:
                    troubles = _outside(package, file)
        except _DAMAGED as trouble:
            return [f"the package itself: {trouble}"], ""
    wanted = "".join(fingerprint.split()).lower()
    if not troubles and wanted and wanted != found:
        troubles = [f"the fingerprint: this package has {found}"]
    return troubles, found


def _inside(package: zipfile.ZipFile) -> tuple[list[str], str]:
    """Compare every file with its hash, and the manifest with the pictures."""
    packed = [entry.filename for entry in package.infolist() if entry.compress_type != zipfile.ZIP_STORED]
    if packed:
        return [f"{name}: packed in another way" for name in packed], ""
    names = package.namelist()
    if SUMS not in names:
        return [f"{SUMS} is missing"], ""
    sums, damaged = _read(package, SUMS)
    if damaged:
        return [damaged], ""
    listed = {line[_LINE:]: line[: _LINE - 2] for line in sums.decode("utf-8", "replace").splitlines()}
    troubles = [f"{name}: listed, and not there" for name in listed if name not in names]
    troubles += [f"{name}: there, and not listed" for name in names if name not in listed and name != SUMS]
    if len(set(names)) != len(names):
        troubles.append("a name stands twice")
    for name in names:
        if name in listed:
            trouble = _differs(package, name, listed[name])
            troubles += [trouble] if trouble else []
    if not troubles:
        troubles = _against_manifest(package, listed)
    return troubles, hashlib.sha256(sums).hexdigest()


def _differs(package: zipfile.ZipFile, name: str, wanted: str) -> str:
    seen = hashlib.sha256()
    try:
        with package.open(name) as part:
            for chunk in iter(lambda: part.read(_CHUNK), b""):
                seen.update(chunk)
    except _DAMAGED as trouble:
        return f"{name}: {trouble}"
    return "" if seen.hexdigest() == wanted else f"{name}: its bytes are not those that were packed"


def _read(package: zipfile.ZipFile, name: str) -> tuple[bytes, str]:
    try:
        return package.read(name), ""
    except _DAMAGED as trouble:
        return b"", f"{name}: {trouble}"


def _against_manifest(package: zipfile.ZipFile, listed: dict[str, str]) -> list[str]:
    """Compare what the manifest says of each picture with the picture."""
    told = json.loads(package.read(MANIFEST))
    photographs = {one["file"]: one["sha256"] for one in told["photographs"]}
    pictures = {name: value for name, value in listed.items() if name.startswith("originals/")}
    return [
        f"{name}: the manifest tells of other bytes"
        for name in sorted(photographs.keys() | pictures.keys())
        if photographs.get(name) != pictures.get(name)
    ]


def _outside(package: zipfile.ZipFile, file: io.BufferedReader) -> list[str]:
    """Pack the same files anew and compare byte for byte, so that nothing hides between them."""
    with tempfile.TemporaryFile() as anew:
        with zipfile.ZipFile(anew, "w", zipfile.ZIP_STORED) as again:
            for entry in package.infolist():
                with package.open(entry) as part, again.open(plain(entry.filename), "w") as copy:
                    for chunk in iter(lambda part=part: part.read(_CHUNK), b""):  # type: ignore[misc]
                        copy.write(chunk)
        anew.seek(0)
        file.seek(0)
        at = 0
        while True:
            theirs, ours = file.read(_CHUNK), anew.read(_CHUNK)
            if theirs != ours:
                same = next(
                    (i for i, (one, other) in enumerate(zip(theirs, ours)) if one != other),  # noqa: B905 - old Pythons
                    min(len(theirs), len(ours)),
                )
                return [f"the package itself, at byte {at + same + 1}: {_place(package, at + same)}"]
            if not theirs:
                return []
            at += len(theirs)


def _place(package: zipfile.ZipFile, at: int) -> str:
    """Return which file's entry a byte of the package belongs to."""
    before = [entry for entry in package.infolist() if entry.header_offset <= at < package.start_dir]
    return f"the entry of {before[-1].filename}" if before else "the list of its files"


def plain(name: str) -> zipfile.ZipInfo:
    """Return an entry that is the same whenever and wherever it is written."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
