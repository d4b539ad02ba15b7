"""A tooltip shows what a person typed as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QWidget

from aande_alert.ui.widgets.words import tip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    "typed", ["fell <b>off</b> the bed", "<img src='file:///c'>", "A & E", "5 < 6", "plain"]
)
def test_markup_in_a_name_is_shown_and_not_obeyed(qtbot: QtBot, typed: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, typed)
    assert QTextDocumentFragment.fromHtml(widget.toolTip()).toPlainText() == typed


def test_no_words_are_no_tooltip(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    tip(widget, "")
    assert widget.toolTip() == ""
