"""Every library of the program may be given to a hospital with it."""

from __future__ import annotations

import importlib.metadata
import re

import pytest

from tests.architecture import ROOT
from tests.requirements import locked

LESSER = "used unchanged as a library that a hospital may replace, which the LGPL asks for"
ALLOWED = {
    "pi-heif": f"libheif and libde265 inside are LGPL; {LESSER}; it only reads, so no GPL encoder is in it",
    "psycopg": f"LGPL; {LESSER}",
    "psycopg-binary": f"LGPL; {LESSER}",
    "pypdfium2": "what PDFium links is permissive; the GPL is named for ICU's build scripts, and for libgcc "
    "with the runtime exception",
    "pyside6-essentials": f"LGPL; {LESSER}",
    "shiboken6": f"LGPL; {LESSER}",
    "sqlcipher3": "its metadata names none; the LICENSE file in it is zlib's, and SQLCipher's own is BSD",
}
FREE = re.compile(
    r"^(?:MIT|BSD|Apache|ISC|PSF|Python Software|HPND|Zlib|Unlicense|0BSD|CC0|MPL|Mozilla)", re.IGNORECASE
)
OSI = "License :: OSI Approved :: "


def licences(metadata: dict[str, list[str]]) -> list[str]:
    """Return the licences that a library names, from the most exact place that names any."""
    classifiers = [line.removeprefix(OSI) for line in metadata.get("Classifier", []) if line.startswith(OSI)]
    named = metadata.get("License-Expression") or classifiers or metadata.get("License", [])
    return [part.strip(" ()") for line in named for part in re.split(r" AND |, ", line) if part.strip()]


def is_free(licence: str) -> bool:
    """Say whether a licence, or one to choose instead, asks no more than its text and changes to itself."""
    return any(FREE.match(choice.strip()) for choice in licence.split(" OR "))


def refused(name: str, metadata: dict[str, list[str]]) -> str:
    """Return why a library may not be shipped, or nothing."""
    named = licences(metadata)
    if named and all(map(is_free, named)):
        return ""
    return f"{name}: {' and '.join(named) or 'no licence named'}"


def _metadata(name: str) -> dict[str, list[str]]:
    found = importlib.metadata.metadata(name)
    return {key: [str(value) for value in found.get_all(key) or []] for key in set(found)}


def test_every_library_may_be_shipped() -> None:
    here = [pin.name for pin in locked("run.txt") if pin.applies_here()]
    objections = {name: refused(name, _metadata(name)) for name in here}
    assert {name: why for name, why in objections.items() if why and name not in ALLOWED} == {}
    assert [name for name in ALLOWED if not objections.get(name)] == [], (
        "allowed, and nobody objects any more"
    )


@pytest.mark.parametrize(
    "metadata",
    [
        {"License-Expression": ["GPL-3.0-only"]},
        {"License-Expression": ["MIT AND AGPL-3.0-or-later"]},
        {"License": ["GNU Affero General Public License v3"]},
        {"License": ["MIT"], "Classifier": [OSI + "GNU General Public License v3 (GPLv3)"]},
        {"License": ["LGPL-3.0-only"]},
        {},
    ],
)
def test_a_library_that_binds_the_hospital_is_refused(metadata: dict[str, list[str]]) -> None:
    assert refused("library", metadata)


@pytest.mark.parametrize(
    "metadata",
    [
        {"License-Expression": ["Apache-2.0 OR BSD-3-Clause"]},
        {"License-Expression": ["GPL-2.0-only OR MIT"]},
        {"Classifier": [OSI + "Mozilla Public License 2.0 (MPL 2.0)"], "License": ["MPL-2.0"]},
    ],
)
def test_a_library_that_may_be_given_on_is_left_alone(metadata: dict[str, list[str]]) -> None:
    assert refused("library", metadata) == ""


def test_the_program_and_its_fonts_carry_their_licences() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    fonts = list((ROOT / "resources" / "fonts").glob("*.ttf"))
    assert fonts
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")
