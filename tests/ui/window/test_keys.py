"""A wristband scan is told from typing; what counts as doing something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from aande_alert.ui.window.keys import Watch, in_text_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[Watch]:
    owner = QObject()
    made = Watch(owner)
    yield made
    made.stop()


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """Return something in view that is no text field and has the keys."""
    shown = QWidget()
    shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown


def scans(watch: Watch) -> list[str]:
    heard: list[str] = []
    watch.scanned.connect(heard.append)
    return heard


def test_a_burst_that_ends_in_enter_is_a_scan(watch: Watch, ground: QWidget) -> None:
    heard = scans(watch)
    QTest.keyClicks(ground, "9990000018")
    QTest.keyClick(ground, Qt.Key.Key_Return)
    assert heard == ["9990000018"]


def test_a_key_that_nobody_takes_counts_once_however_deep_the_focus_is(watch: Watch, qtbot: QtBot) -> None:
    heard = scans(watch)
    around = QWidget()
    inside = QWidget(around)
    button = QPushButton("Arrivals", inside)
    qtbot.addWidget(around)
    around.show()
    around.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClicks(button, "9990000018")
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert heard == ["9990000018"]


@pytest.mark.parametrize("keys", ["99900", "999 0000018", ""])
def test_what_is_short_or_has_other_signs_in_it_is_not(watch: Watch, ground: QWidget, keys: str) -> None:
    heard = scans(watch)
    QTest.keyClicks(ground, keys)
    QTest.keyClick(ground, Qt.Key.Key_Return)
    assert heard == []


def test_somebody_who_types_slowly_is_not_a_scanner(
    watch: Watch, ground: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter(range(1_000))
    monkeypatch.setattr("aande_alert.ui.window.keys.monotonic", lambda: float(next(now)))
    heard = scans(watch)
    QTest.keyClicks(ground, "9990000018")
    QTest.keyClick(ground, Qt.Key.Key_Return)
    assert heard == []


def test_a_scan_into_a_text_field_stays_in_it(watch: Watch, qtbot: QtBot) -> None:
    heard = scans(watch)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "9990000018")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard == []
    assert line.text() == "9990000018"


def test_doing_anything_begins_the_idle_time_anew(watch: Watch, ground: QWidget) -> None:
    watch._last -= 300
    assert watch.idle >= 300
    QTest.mouseClick(ground, Qt.MouseButton.LeftButton)
    assert watch.idle < 60
    watch._last -= 300
    watch.touch()
    assert watch.idle < 60


def test_which_widgets_take_text(qtbot: QtBot) -> None:
    parts = (QLineEdit(), QPlainTextEdit(), QWidget())
    for part in parts:
        qtbot.addWidget(part)
    assert [in_text_field(part) for part in (*parts, None)] == [True, True, False, False]
