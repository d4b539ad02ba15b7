"""The watch over what tests leave behind, proven on things left behind."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import leaks

ROOT = Path(__file__).resolve().parents[1]


def test_a_thread_left_running_is_named_with_the_place_that_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leaks, "_GRACE", 0.01)
    then = leaks.before()
    enough = threading.Event()
    thread = threading.Thread(target=enough.wait, name="listening for arrivals")
    thread.start()
    left = leaks.left_since(then)
    enough.set()
    thread.join()
    assert len(left) == 1
    assert "listening for arrivals" in left[0]
    assert "test_leaks.py:" in left[0]
    assert leaks.left_since(then) == []


def test_a_timer_left_running_is_named_and_one_stopped_is_not(qapp: QApplication) -> None:
    then = leaks.before()
    timer = QTimer()
    timer.start(250)
    left = leaks.left_since(then)
    timer.stop()
    assert len(left) == 1
    assert "timer every 250 ms" in left[0]
    assert "test_leaks.py:" in left[0]
    assert leaks.left_since(then) == []


def test_a_single_shot_still_to_come_is_named_unless_its_receiver_is_gone(qapp: QApplication) -> None:
    then = leaks.before()
    receiver = QObject()
    QTimer.singleShot(60_000, receiver, lambda: None)
    left = leaks.left_since(then)
    del receiver
    assert len(left) == 1
    assert "single shot" in left[0]
    assert leaks.left_since(then) == []


def test_a_window_left_open_is_named(qapp: QApplication) -> None:
    then = leaks.before()
    window = QWidget()
    window.setObjectName("child record")
    left = leaks.left_since(then)
    window.deleteLater()
    assert left == ["window QWidget('child record') is still there"]
    assert leaks.left_since(then) == []


PLANTED = """
    import logging
    import threading
    import warnings

    def test_that_leaves_a_thread():
        threading.Thread(target=threading.Event().wait, name="left", daemon=True).start()

    def test_that_logs_what_nobody_expected():
        logging.getLogger("feed").warning("late")

    def test_that_expected_a_warning(warned):
        assert not warned

    def test_that_python_warns_about():
        warnings.warn("old", stacklevel=1)
"""
TOLD = ("thread 'left' still runs", "feed WARNING: late", "nothing was logged", "UserWarning: old")


def test_planted_faults_fail_a_real_run(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(textwrap.dedent(PLANTED), encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.conftest", "-q", str(planted)),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)),
            *("-o", f"cache_dir={tmp_path / 'cache'}"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 1, done.stdout
    assert [told for told in TOLD if told not in done.stdout] == []
    assert "1 failed, 3 passed, 3 errors" in done.stdout
