"""What is installed is what was locked: by hash, from no named address, the same for ward and desk."""

from __future__ import annotations

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture import ROOT
from tests.requirements import FOLDER, locked, read

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = ("postgres",)
FILES = ("run.txt", "dev.txt", "lock.txt")


@pytest.mark.parametrize("name", FILES)
def test_a_lock_names_no_address(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert [sign for sign in ("://", "--index", " @ ", "#") if sign in text] == []


@pytest.mark.parametrize("name", FILES)
def test_every_library_is_held_by_its_hashes(name: str) -> None:
    pins = locked(name)
    assert pins
    assert [pin.name for pin in pins if not pin.hashes] == []


@pytest.mark.parametrize(
    "line", ["reportlab", "reportlab>=5", "reportlab @ https://example.org/x.whl", "-e ."]
)
def test_a_line_that_is_no_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="neither a version nor a hash"):
        read(line)


def test_the_lock_keeps_to_what_the_project_asks_for() -> None:
    asked = list(PROJECT["project"]["dependencies"])
    for extra in SHIPPED:
        asked += PROJECT["project"]["optional-dependencies"][extra]
    pinned = {pin.name: pin.version for pin in locked("run.txt")}
    wanted = [Requirement(line) for line in asked]
    outside = [
        f"{each} is locked at {pinned.get(canonicalize_name(each.name))}"
        for each in wanted
        if not each.specifier.contains(pinned.get(canonicalize_name(each.name), "0"), prereleases=True)
    ]
    assert outside == []


def test_every_library_of_the_project_has_an_upper_bound() -> None:
    asked = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    bounded = {each.name for each in asked if any(bound.operator == "<" for bound in each.specifier)}
    assert {each.name for each in asked} - bounded == {"tzdata"}  # its newest version is always the right one


def test_the_window_is_held_below_the_version_that_loses_references() -> None:
    asked = next(line for line in PROJECT["project"]["dependencies"] if line.startswith("PySide6-Essentials"))
    assert not Requirement(asked).specifier.contains("6.12.0")
    pinned = {pin.name: Version(pin.version) for pin in locked("run.txt")}
    assert Version("6.11.3") <= pinned["pyside6-essentials"] < Version("6.12")
    assert pinned["shiboken6"] == pinned["pyside6-essentials"]


def test_the_desk_runs_the_same_versions_as_the_ward() -> None:
    ward = {(pin.name, pin.version) for pin in locked("run.txt")}
    desk = {(pin.name, pin.version) for pin in locked("dev.txt")}
    assert ward - desk == set()
