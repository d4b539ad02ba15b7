"""The court package: whatever byte of it is changed, the script that lies inside says so."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from aande_alert.documents.photo_package import VERIFIER, PackedPicture, write_package
from aande_alert.documents.photo_verifier import MANIFEST, SUMS, look_at, main, plain

BODIES = (b"\xff\xd8 the first picture", b"\xff\xd8 the second picture")
NAMES = ("IMG 1 \N{LATIN SMALL LETTER E WITH ACUTE}.jpg", "../../etc/IMG_2.jpg")


def a_picture(number: int, body: bytes) -> PackedPicture:
    told = {"number": number, "sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}
    return PackedPicture(
        told, NAMES[number - 1], (("2026-11-22T14:00:00+00:00", "Received", "RB"),), lambda: body
    )


@pytest.fixture
def packed(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "package.zip"
    with path.open("w+b") as file:
        pictures = [a_picture(number, body) for number, body in enumerate(BODIES, 1)]
        fingerprint = write_package(file, {"purpose": "Police"}, "{}", pictures)
    return path, fingerprint


def test_what_was_packed_is_what_is_there(packed: tuple[Path, str]) -> None:
    path, fingerprint = packed
    assert look_at(path, f" {fingerprint.upper()} ") == ([], fingerprint)
    with zipfile.ZipFile(path) as package:
        assert package.read("originals/01-IMG_1_.jpg") == BODIES[0]
        assert package.read("originals/02-IMG_2.jpg") == BODIES[1]
        told = json.loads(package.read(MANIFEST))
    assert told["photographs"][0]["custody"] == [
        {"at": "2026-11-22T14:00:00+00:00", "what": "Received", "by": "RB"}
    ]


def test_the_script_inside_needs_only_python(packed: tuple[Path, str], tmp_path: Path) -> None:
    path, fingerprint = packed
    with zipfile.ZipFile(path) as package:
        package.extract(VERIFIER, tmp_path)
    alone = [sys.executable, "-I", "-S", str(tmp_path / VERIFIER)]
    good = subprocess.run([*alone, str(path), fingerprint], capture_output=True, text=True, check=False)
    assert (good.returncode, good.stdout) == (
        0, f"Yes. Everything is as it was packed. Fingerprint {fingerprint}\n"
    )  # fmt: skip
    body = path.read_bytes()
    path.write_bytes(body.replace(b"second picture", b"second Picture"))
    bad = subprocess.run([*alone, str(path)], capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "DIFFERS  originals/02-IMG_2.jpg" in bad.stdout


def test_any_byte_that_is_flipped_is_found(packed: tuple[Path, str]) -> None:
    path, fingerprint = packed
    body = path.read_bytes()
    missed = []
    for at in [*range(400), *range(400, len(body), 37), *range(len(body) - 200, len(body))]:
        path.write_bytes(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])
        if not look_at(path, fingerprint)[0]:
            missed.append(at)
    assert missed == []


@pytest.mark.parametrize("ending", [b"", b"x"])
def test_a_package_cut_short_or_added_to_is_found(packed: tuple[Path, str], ending: bytes) -> None:
    path, _ = packed
    body = path.read_bytes()
    path.write_bytes(body + ending if ending else body[:-1])
    assert look_at(path)[0] != []


def test_a_package_packed_anew_is_found_by_the_fingerprint(packed: tuple[Path, str], tmp_path: Path) -> None:
    path, fingerprint = packed
    other = tmp_path / "other.zip"
    with other.open("w+b") as file:
        anew = write_package(file, {"purpose": "Police"}, "{}", [a_picture(1, b"another picture")])
    assert look_at(other) == ([], anew)
    assert look_at(other, fingerprint)[0] == [f"the fingerprint: this package has {anew}"]
    assert look_at(path, fingerprint)[0] == []


def rebuilt(path: Path, change: dict[str, bytes | None]) -> None:
    """Write the package anew with some of its files changed, added or, with `None`, left out."""
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    held.update({name: body for name, body in change.items() if body is not None})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as anew:
        for name, body in held.items():
            if not (name in change and change[name] is None):
                anew.writestr(plain(name), body)


def test_each_way_of_tampering_is_named(packed: tuple[Path, str]) -> None:
    path, _ = packed
    whole = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        sums = package.read(SUMS).decode()
    picture = "originals/01-IMG_1_.jpg"
    other = hashlib.sha256(b"another").hexdigest()
    lied = "".join(f"{other}{line[64:]}\n" if picture in line else f"{line}\n" for line in sums.splitlines())
    for change, words in (
        ({picture: b"another"}, f"{picture}: its bytes are not those that were packed"),
        ({picture: None}, f"{picture}: listed, and not there"),
        ({"more.txt": b"x"}, "more.txt: there, and not listed"),
        ({SUMS: None}, f"{SUMS} is missing"),
        ({picture: b"another", SUMS: lied.encode()}, f"{picture}: the manifest tells of other bytes"),
    ):
        path.write_bytes(whole)
        rebuilt(path, change)  # type: ignore[arg-type]
        assert look_at(path)[0] == [words]


def test_a_picture_that_is_not_the_stored_one_is_never_packed() -> None:
    picture = PackedPicture({"number": 1, "sha256": "0" * 64}, "a.jpg", (), lambda: b"other")
    assert "withheld" in repr(picture)
    with pytest.raises(ValueError, match="photograph 1 is not the one that was stored"):
        write_package(io.BytesIO(), {}, "{}", [picture])


@pytest.mark.parametrize("words", [[], ["a", "b", "c"], ["--help"]])
def test_the_script_says_how_it_is_used(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().out.startswith("Usage: python verify_photographs.py")


def test_the_script_says_what_it_found(packed: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    path, fingerprint = packed
    assert main([str(path)]) == 0
    assert "Compare the fingerprint" in capsys.readouterr().out
    assert main([str(path), "0" * 64]) == 1
    assert f"DIFFERS  the fingerprint: this package has {fingerprint}" in capsys.readouterr().out
    assert main([str(path.with_name("none.zip"))]) == 3
    path.write_bytes(b"no package")
    assert main([str(path)]) == 1
