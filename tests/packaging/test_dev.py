"""The two commands: what they run, in which order, and how they end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import checks
import show
from checks import Check

ROOT = Path(__file__).resolve().parents[2]
YES = (sys.executable, "-c", "")
NO = (sys.executable, "-c", "raise SystemExit(4)")


def test_everything_ci_runs_is_run_in_order() -> None:
    names = [check.name for check in checks.chosen(fast=False, long=False, only="")]
    assert names == [
        *("ruff check", "ruff format", "mypy", "lint-imports", "pytest", "coverage floors", "deptry"),
    ]


@pytest.mark.parametrize(("fast", "only"), [(True, ""), (False, "timeline")])
def test_coverage_is_not_judged_on_a_part_of_the_tests(fast: bool, only: str) -> None:
    chosen = checks.chosen(fast=fast, long=False, only=only)
    assert "coverage floors" not in [check.name for check in chosen]
    assert not any("coverage" in command for check in chosen for command in check.commands)


def test_a_failure_stops_nothing_and_is_named_at_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    status = checks.run([Check("first", (YES,)), Check("second", (YES, NO, YES)), Check("third", (YES,))])
    said = capfd.readouterr().out
    assert status == 1
    assert said.rstrip().endswith("Failed: second.")
    assert said.index("--- first") < said.index("--- second") < said.index("--- third")


def test_all_passed_is_said_when_all_passed(capfd: pytest.CaptureFixture[str]) -> None:
    assert checks.run([Check("first", (YES,)), Check("second", (YES,))]) == 0
    assert capfd.readouterr().out.rstrip().endswith("All 2 checks passed.")


def test_what_an_earlier_run_measured_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "data.old").touch()
    checks.forget_coverage(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["test", "--no-such-option"]])
def test_a_word_it_does_not_know_is_a_usage_error(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "packaging/dev.py", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "usage: dev.py" in done.stderr) == (2, True)


def test_pictures_come_before_papers(tmp_path: Path) -> None:
    for name in ("b/record.png", "a/arrivals.png", "referral.pdf", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [Path(line).relative_to(tmp_path).as_posix() for line in show.made(tmp_path)]
    assert found == ["a/arrivals.png", "b/record.png", "referral.pdf"]


def test_half_a_demo_hospital_is_never_taken_for_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "DEMO", tmp_path / "build" / "demo")
    make = "import sys, pathlib; pathlib.Path(sys.argv[3]).mkdir(); sys.exit(int(sys.argv[0] == '-c') * {})"
    for status in (3, 0):
        monkeypatch.setattr(show, "_PROGRAM", (sys.executable, "-c", make.format(status)))
        assert show.make_demo() == status
        assert show.DEMO.exists() == (status == 0)
    monkeypatch.setattr(show, "_PROGRAM", NO)
    assert show.make_demo() == 0


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb on this machine")
def test_two_virtual_displays_stand_beside_each_other_and_end() -> None:
    with show.virtual_display() as one, show.virtual_display() as two:
        assert one != two
        sockets = [Path(f"/tmp/.X11-unix/X{name[1:]}") for name in (one, two)]  # noqa: S108 - X11's own place
        assert all(socket.exists() for socket in sockets)
    assert not any(socket.exists() for socket in sockets)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_a_display_is_seen_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not show.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert show.has_display()


@pytest.mark.skipif(os.name == "nt", reason="bash is not part of Windows")
def test_ci_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "exec python3 packaging/dev.py test\n" in script.read_text(encoding="utf-8")


PRETEND = """
import pathlib, sys
words = sys.argv[1:]
if words[:2] == ["demo", "make"]:
    pathlib.Path(words[2]).mkdir()
elif words[0] == "tour":
    assert __import__("os").environ["QT_QPA_PLATFORM"] == "xcb"
    assert words[1] == "--store" and pathlib.Path(words[2]).is_dir() and words[3] == "--out"
    out = pathlib.Path(words[4])
    out.mkdir()
    (out / "arrivals.png").touch()
    (out / "referral.pdf").touch()
"""


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="no Xvfb on this machine")
def test_without_a_display_the_tour_is_made_and_its_pictures_and_papers_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(show, "DEMO", tmp_path / "build" / "demo")
    monkeypatch.setattr(show, "TOUR", tmp_path / "build" / "tour")
    monkeypatch.setattr(show, "_PROGRAM", (sys.executable, "-c", PRETEND))
    for _again in range(2):
        assert show.program([]) == 0
        named = capfd.readouterr().out.splitlines()[-2:]
        assert [Path(line).name for line in named] == ["arrivals.png", "referral.pdf"]


def test_a_command_of_the_program_is_run_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(show, "_PROGRAM", (sys.executable, "-c", "import sys; sys.exit(len(sys.argv))"))
    assert show.program(["audit", "verify"]) == 3
    assert not show.DEMO.exists()
