"""Who may import whom: the contracts hold, and each kind of trespass they forbid is caught."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    *(
        "app",
        "paths",
        "bench.timeline",
        "ui.window",
        "ui.tasks",
        "ui.paint",
        "ui.pages.arrivals",
        "ui.pages.record",
    ),
    *("ui.widgets.banner", "ui.theme.colours", "ui.state.session", "cli.words", "demo.hospital"),
    *("services.arrivals", "services.capture", "persistence.tables", "persistence.store", "ingest.hl7v2"),
    *("documents.referral", "drawings.timeline", "rules.matching", "security.access", "domain.plans"),
)
ALLOWED = {
    "__main__": ("app",),
    "app": ("ui.window", "services.arrivals", "persistence.store", "PySide6.QtWidgets"),
    "bench.timeline": ("ui.window", "persistence.store", "documents.referral", "PySide6.QtWidgets"),
    "cli.words": ("persistence.store", "documents.referral", "demo.hospital"),
    "demo.hospital": ("services.arrivals",),
    "persistence.store": ("persistence.tables", "sqlalchemy", "domain.plans"),
    "services.arrivals": ("persistence.store", "ingest.hl7v2", "documents.referral", "rules.matching"),
    "ui.pages.record": ("services.capture", "ui.tasks", "ui.widgets.banner", "drawings.timeline"),
    "ui.widgets.banner": ("ui.theme.colours", "PySide6.QtWidgets", "domain.plans"),
    "ui.window": ("ui.pages.record",),
}
TRESPASSES = (
    ("domain.plans", "services.arrivals"),
    ("paths", "domain.plans"),
    ("rules.matching", "security.access"),
    ("drawings.timeline", "documents.referral"),
    ("ingest.hl7v2", "persistence.store"),
    ("persistence.store", "documents.referral"),
    ("persistence.store", "services.capture"),
    ("services.arrivals", "PySide6.QtCore"),
    ("services.arrivals", "sqlalchemy"),
    ("services.arrivals", "persistence.tables"),
    ("demo.hospital", "persistence.store"),
    ("demo.hospital", "cli.words"),
    ("cli.words", "ui.window"),
    ("cli.words", "app"),
    ("services.arrivals", "bench.timeline"),
    ("ui.pages.arrivals", "ui.pages.record"),
    ("ui.pages.arrivals", "persistence.store"),
    ("ui.pages.arrivals", "ingest.hl7v2"),
    ("ui.pages.arrivals", "sqlalchemy"),
    ("ui.widgets.banner", "services.arrivals"),
    ("ui.widgets.banner", "ui.tasks"),
    ("ui.widgets.banner", "ui.pages.record"),
    ("ui.tasks", "services.arrivals"),
    ("ui.theme.colours", "ui.paint"),
    ("ui.state.session", "PySide6.QtCore"),
    ("ui.state.session", "ui.theme.colours"),
)


def test_the_program_keeps_its_contracts() -> None:
    status, said = _lint(ROOT)
    assert status == 0, said


def test_the_house_as_designed_is_allowed(tmp_path: Path) -> None:
    _build(tmp_path, [(room, guest) for room, guests in ALLOWED.items() for guest in guests])
    status, said = _lint(tmp_path)
    assert status == 0, said


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    house = tmp_path_factory.mktemp("house")
    _build(house, TRESPASSES)
    status, said = _lint(house)
    assert status == 1, said
    return said


@pytest.mark.parametrize(("room", "guest"), TRESPASSES)
def test_a_trespass_is_named(told: str, room: str, guest: str) -> None:
    assert f"{_name(room)} -> {_name(guest).removesuffix('.QtCore')}" in told


def test_two_rooms_that_need_each_other_are_a_cycle(tmp_path: Path) -> None:
    _build(tmp_path, [("services.arrivals", "services.capture"), ("services.capture", "services.arrivals")])
    status, said = _lint(tmp_path)
    assert (status, "No cycles at any depth BROKEN" in said) == (1, True), said


@pytest.mark.parametrize("room", ["helpers", "ui.dialogs"])
def test_a_room_nobody_placed_is_refused(tmp_path: Path, room: str) -> None:
    _build(tmp_path, [(room, "domain.plans")])
    status, said = _lint(tmp_path)
    assert (status, _name(room) in said) == (1, True), said


def _name(room: str) -> str:
    ours = room.split(".", maxsplit=1)[0] not in {"PySide6", "sqlalchemy"}
    return f"aande_alert.{room}" if ours else room


def _build(house: Path, imports: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> None:
    """Write a package with every room of the house, empty but for these imports."""
    wanted: dict[str, list[str]] = {room: [] for room in (*ROOMS, "__main__")}
    for room, guest in imports:
        wanted.setdefault(room, []).append(f"import {_name(guest)}\n")
    for room, lines in wanted.items():
        file = house.joinpath("aande_alert", *room.split(".")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(lines), encoding="utf-8")
    for folder in {file.parent for file in house.rglob("*.py")} | {house / "aande_alert" / "ui"}:
        (folder / "__init__.py").touch()


def _lint(folder: Path) -> tuple[int, str]:
    command = (
        "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command;"
        "lint_imports_command()"
    )
    config = str(ROOT / "pyproject.toml")
    done = subprocess.run(
        [sys.executable, "-c", command, "--config", config, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    return done.returncode, done.stdout + done.stderr
