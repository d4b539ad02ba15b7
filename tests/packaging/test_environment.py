"""The private environment: made once from the locks, and again only when they change."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import environment
import locking

HASH = "a" * 64


@pytest.fixture
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "requirements"
    folder.mkdir()
    for name in ("run.txt", "dev.txt", "lock.txt"):
        (folder / name).write_text(f"library==1.0 \\\n    --hash=sha256:{HASH}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "REQUIREMENTS", folder)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what would be run, which here does nothing but leave an interpreter behind."""
    commands: list[str] = []

    def note(command: list[str]) -> None:
        commands.append(" ".join(command[1:4]))
        if "venv" in command:
            interpreter = environment.python(Path(command[-1]))
            interpreter.parent.mkdir(parents=True, exist_ok=True)
            interpreter.touch()

    monkeypatch.setattr(environment, "_call", note)
    monkeypatch.setattr(environment, "_compile", lambda _venv: None)
    monkeypatch.setattr(environment, "_link", lambda _venv: None)
    return commands


def test_a_second_start_has_nothing_to_do(tmp_path: Path, locks: Path, asked: list[str]) -> None:
    venv = tmp_path / "venv"
    assert environment.make("run", venv=venv)
    asked.clear()
    assert not environment.make("run", venv=venv)
    assert asked == []


def test_the_checks_are_added_to_the_program_without_beginning_again(
    tmp_path: Path, locks: Path, asked: list[str]
) -> None:
    venv = tmp_path / "venv"
    environment.make("run", venv=venv)
    asked.clear()
    assert environment.make("dev", venv=venv)
    assert not any("venv" in command for command in asked)
    assert not environment.make("run", venv=venv)


@pytest.mark.parametrize(
    "change", ["a newer lock", "another Python", "a stamp that cannot be read", "no interpreter"]
)
def test_what_no_longer_fits_is_made_from_nothing(
    tmp_path: Path, locks: Path, asked: list[str], change: str
) -> None:
    venv = tmp_path / "venv"
    environment.make("run", venv=venv)
    stamp = venv / "installed.json"
    if change == "a newer lock":
        (locks / "run.txt").write_text(f"library==1.1 \\\n    --hash=sha256:{HASH}\n", encoding="utf-8")
    elif change == "another Python":
        found = json.loads(stamp.read_text(encoding="utf-8"))
        stamp.write_text(json.dumps({**found, "python": "another"}), encoding="utf-8")
    elif change == "no interpreter":
        environment.python(venv).unlink()
    else:
        stamp.write_text("{", encoding="utf-8")
    asked.clear()
    assert environment.make("run", venv=venv)
    assert any("venv" in command for command in asked)


def test_line_ends_do_not_make_a_lock_another(tmp_path: Path, locks: Path, asked: list[str]) -> None:
    venv = tmp_path / "venv"
    environment.make("run", venv=venv)
    lock = locks / "run.txt"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert not environment.make("run", venv=venv)


def test_what_failed_is_told_without_the_addresses_it_asked() -> None:
    said = "Looking in indexes: https://user:word@index.example/simple\nno match for library==1.0"
    assert environment.hide_addresses(said) == "Looking in indexes: <address>\nno match for library==1.0"


def test_a_step_that_fails_says_which_and_why() -> None:
    with pytest.raises(environment.SetUpError, match=r"(?s)This step failed: .*no such library"):
        environment._call([sys.executable, "-c", "raise SystemExit('no such library')"])


@pytest.mark.parametrize(
    ("line", "strange"),
    [
        ("reportlab==5.1.0 \\", False),
        ("tzdata==2026.6 ; sys_platform == 'win32' \\", False),
        (f"    --hash=sha256:{HASH} \\", False),
        (f"    --hash=sha256:{HASH}", False),
        ("--index https://index.example/simple", True),
        ("library @ https://index.example/library.whl \\", True),
        ("    --hash=md5:abc", True),
        ("# from https://index.example", True),
    ],
)
def test_a_lock_may_hold_versions_and_hashes_only(line: str, strange: bool) -> None:
    assert locking.strange_lines(line) == ([line] if strange else [])
