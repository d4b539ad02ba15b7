"""The focus ring stands around whatever has the keys, is never cut by a parent, and leaves rows alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from aande_alert.ui.theme.ring import ROOM, FocusRing, _Frame, focus_around, own_focus
from aande_alert.ui.widgets.panel import Scroll, column


@pytest.fixture
def window(dressed: QtBot) -> QWidget:
    made = QWidget()
    dressed.addWidget(made)
    made.resize(300, 300)
    return made


def show(qtbot: QtBot, window: QWidget, focus: QWidget) -> _Frame | None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    focus.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is focus)
    QApplication.sendPostedEvents()  # whatever was still to be laid out or moved
    frames = [frame for frame in window.findChildren(_Frame) if frame.isVisible()]
    return frames[0] if frames else None


def test_it_stands_outside_the_border(qtbot: QtBot, window: QWidget) -> None:
    button = QPushButton("Lock", window)
    button.setGeometry(50, 50, 80, 32)
    frame = show(qtbot, window, button)
    assert frame is not None
    assert frame.geometry() == QRect(50 - ROOM, 50 - ROOM, 80 + 2 * ROOM, 32 + 2 * ROOM)
    picture = window.grab().toImage()
    assert picture.pixelColor(60, 47).name() == "#ffeb3b"
    assert picture.pixelColor(60, 49).name() == "#000000"


def test_it_follows_the_widget_and_goes_with_it(qtbot: QtBot, window: QWidget) -> None:
    one, other = QPushButton("One", window), QLineEdit(window)
    one.setGeometry(50, 50, 80, 32)
    other.setGeometry(50, 150, 80, 32)
    frame = show(qtbot, window, one)
    one.move(90, 90)
    assert frame is not None
    assert frame.geometry().topLeft() == QPoint(90 - ROOM, 90 - ROOM)
    other.setFocus()
    assert frame.geometry().topLeft() == QPoint(50 - ROOM, 150 - ROOM)
    other.hide()
    qtbot.waitUntil(
        lambda: frame.geometry().topLeft() != QPoint(50 - ROOM, 150 - ROOM) or not frame.isVisible()
    )


def test_rows_and_lists_draw_their_own(qtbot: QtBot, window: QWidget) -> None:
    own = QPushButton("Row", window)
    own_focus(own)
    listed = QListWidget(window)
    listed.move(0, 100)
    assert show(qtbot, window, own) is None
    assert show(qtbot, window, listed) is None


def test_a_text_of_many_lines_has_it(qtbot: QtBot, window: QWidget) -> None:
    assert show(qtbot, window, QPlainTextEdit(window)) is not None


def test_it_can_stand_around_the_whole_of_a_part(qtbot: QtBot, window: QWidget) -> None:
    whole = QWidget(window)
    whole.setGeometry(20, 20, 200, 100)
    part = QPushButton("Part", whole)
    focus_around(part, whole)
    frame = show(qtbot, window, part)
    assert frame is not None
    assert frame.width() == 200 + 2 * ROOM


def test_it_stays_inside_what_scrolls(qtbot: QtBot, window: QWidget) -> None:
    content = QWidget()
    within = column(content)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        within.addWidget(button)
    scroll = Scroll(content, window)
    scroll.setGeometry(0, 50, 200, 100)
    frame = show(qtbot, window, buttons[0])
    assert frame is not None
    assert frame.mask().boundingRect().translated(frame.pos()).top() >= 50
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: frame.mask().isEmpty() or not frame.isVisible() or frame.y() < 0)


def test_it_moves_to_another_window(qtbot: QtBot, window: QWidget) -> None:
    first = show(qtbot, window, QPushButton("One", window))
    other = QWidget()
    qtbot.addWidget(other)
    second = show(qtbot, other, QPushButton("Other", other))
    assert first is not None
    assert second is not None
    assert second.parentWidget() is other


def test_there_is_one(qapp: QApplication, dressed: QtBot) -> None:
    assert len(qapp.findChildren(FocusRing)) == 1
