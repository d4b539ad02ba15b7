"""A single letter acts where it is printed, and nowhere else in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from aande_alert.ui.widgets.shortcuts import on_key


def test_a_key_acts_only_while_the_focus_is_inside(dressed: QtBot) -> None:
    window = QWidget()
    dressed.addWidget(window)
    inside, outside = QWidget(), QPushButton("Elsewhere")
    button, field = QPushButton("Here"), QLineEdit()
    within = QHBoxLayout(inside)
    within.addWidget(button)
    within.addWidget(field)
    across = QHBoxLayout(window)
    across.addWidget(inside)
    across.addWidget(outside)
    pressed: list[str] = []
    on_key("R", inside, lambda: pressed.append("R"))
    window.show()
    window.activateWindow()
    dressed.waitUntil(window.isActiveWindow)
    for place, wanted in ((outside, 0), (button, 1), (field, 1)):
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_R)
        assert len(pressed) == wanted
    assert field.text() == "r"
