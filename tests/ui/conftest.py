"""What the window's tests stand on: one program, dressed once in each look that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aande_alert.ui.theme import style
from aande_alert.ui.theme.look import Look
from aande_alert.ui.theme.tokens import Theme

Dress = Callable[[Theme, int], Look]


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Dress]:
    """Return the way to put a look on; the light one comes back afterwards."""
    yield lambda theme, percent: style.apply(qapp, theme, percent)
    style.apply(qapp, Theme.LIGHT, 100)


@pytest.fixture
def dressed(dress: Dress, qtbot: QtBot) -> QtBot:
    """Return the robot, with the light look on."""
    dress(Theme.LIGHT, 100)
    return qtbot
