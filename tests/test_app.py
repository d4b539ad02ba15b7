"""The program as it is started: the window, the tour, the command line and its boundary, the way in."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from aande_alert import __version__, app
from aande_alert.demo.clock import DemoClock, catch_up
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.ui.theme.look import look
from aande_alert.ui.theme.tokens import Theme
from tests.builders import NOW, MovableClock
from tests.hospital import at_a_desk, opened_here
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from aande_alert.ui.tour.guide import Guide, Story
    from tests.hospital import Desk


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep log and choices in this test's folder, and the clock at the story's moment."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setattr(app, "real_clock", MovableClock(NOW))


def when(is_so: Callable[[], object], act: Callable[[], object]) -> QTimer:
    """Look every few milliseconds, inside the program's own loop, and act once something is so."""
    timer = QTimer()
    timer.setInterval(20)

    def look_now() -> None:
        if is_so():
            timer.stop()
            act()

    timer.timeout.connect(look_now)
    timer.start()
    return timer


def test_the_window_opens_its_store_and_ends_with_the_loop(hospital: Path, qapp: QApplication) -> None:
    seen: list[str] = []

    def window() -> list[str]:
        return [words_on(one) for one in qapp.topLevelWidgets() if one.windowTitle() == "A&E Alert"]

    def end() -> None:
        seen.extend(window())
        qapp.exit(0)

    timer = when(lambda: any("Aireborough" in words for words in window()), end)
    assert app.main(["--store", str(hospital)]) == 0
    timer.deleteLater()
    assert "Password" in seen[0]
    opened_here(hospital, MovableClock(NOW)).close()  # nobody holds it any more


def test_the_tour_wants_a_demonstration(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["tour", "--store", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 1
    assert "Make one with `demo make` first." in capsys.readouterr().err


def one_screen(guide: Guide, _folder: Path) -> Story:
    """Tell the shortest story: one picture and one paper."""
    yield lambda: guide.window.house is not None
    yield guide.settled()
    yield from guide.picture("sign-in", "Sign in")
    guide.keep("referral.pdf", b"%PDF-")


def a_stop(guide: Guide, _folder: Path) -> Story:
    """Tell a story that cannot be told."""
    yield lambda: guide.window.house is not None
    what = "The story's baby has been matched already."
    raise Unavailable(what, "Make the hospital again.")


def test_a_tour_keeps_its_pictures_and_leaves_the_demonstration_as_it_was(
    hospital: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("aande_alert.ui.tour.main_job", one_screen)
    out = tmp_path / "out"
    before = {file.name: file.read_bytes() for file in hospital.iterdir()}
    assert app.main(["tour", "--store", str(hospital), "--out", str(out), "--theme", "dark"]) == 0
    assert look().theme is Theme.DARK
    told = capsys.readouterr().out
    assert str(out / "referral.pdf") in told
    assert "1 screens, 1 pictures each" in told
    assert (out / "1366x768-dark" / "01-sign-in.png").stat().st_size > 1_000
    assert "01-sign-in" in (out / "index.html").read_text(encoding="utf-8")
    assert {file.name: file.read_bytes() for file in hospital.iterdir()} == before


def test_a_tour_that_cannot_go_on_says_why(
    hospital: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("aande_alert.ui.tour.main_job", a_stop)
    size = ["--size", "1366x768"]
    assert app.main(["tour", "--store", str(hospital), "--out", str(tmp_path / "out"), *size]) == 1
    assert "matched already. Make the hospital again." in capsys.readouterr().err


def test_a_bug_in_a_command_is_one_sentence_and_no_value_of_the_store(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], warned: list[object]
) -> None:
    def breaks(*_given: object) -> int:
        message = "PELL, Maisie 999 526 0182"
        raise LookupError(message)

    monkeypatch.setattr("aande_alert.cli.commands.run", breaks)
    assert app.main(["rules", "list"]) == 3
    told = capsys.readouterr()
    assert "Something went wrong in the program. What was saved is kept." in told.err
    (record,) = warned
    assert "PELL" not in told.out + told.err + str(vars(record))
    assert "breaks" in vars(record)["where"]


def test_a_bench_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["bench", "teatime"]) == 2
    assert "teatime" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--version"], ["rules", "list", "--json"]])
def test_the_program_runs_as_a_module(words: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "aande_alert", *words], capture_output=True, check=False, text=True, timeout=50
    )
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert (ran.stdout.strip() == __version__) == (words == ["--version"])


def test_the_machines_clock_has_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert app.real_clock().utcoffset() == timedelta(0)


@pytest.fixture
def going(hospital: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    """Return the program on the hospital, before its store is open."""
    yield from at_a_desk(hospital, qtbot, monkeypatch, tmp_path)


def test_a_fault_in_the_window_is_one_sentence_and_a_refusal_its_own_words(
    going: Desk, warned: list[object]
) -> None:
    going.open()
    refusal = Refused("This is not allowed.", "Ask the administrator.")
    sys.excepthook(Refused, refusal, None)
    assert "This is not allowed." in words_on(going.window)
    assert warned == []
    sys.excepthook(LookupError, LookupError("PELL, Maisie"), None)
    assert "Something went wrong in the program." in words_on(going.window)
    assert [vars(record)["kind"] for record in warned] == ["LookupError"]


def test_a_program_that_has_ended_ends_once_and_gives_the_boundary_back(going: Desk) -> None:
    going.open()
    assert sys.excepthook is not sys.__excepthook__
    for _ in range(2):
        going.running.end()
    assert sys.excepthook is sys.__excepthook__


def test_the_clock_of_a_demonstration_goes_on_where_its_store_left_off(hospital: Path) -> None:
    services = opened_here(hospital, MovableClock(NOW))
    clock = DemoClock(NOW - timedelta(days=2))
    newest = services.newest_moment()
    catch_up(clock, services.newest_moment())
    services.close()
    assert newest is not None
    assert clock() == newest
    catch_up(clock, None)
    assert clock() == newest
