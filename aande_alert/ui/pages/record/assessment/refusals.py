"""What was not kept and why, a line for each file, until somebody has read it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Run

_MOST = 150


class Refusals(Panel):
    """The list."""

    def __init__(self) -> None:
        super().__init__("amber-tint", lines="b", line="amber-line")
        across = row(self, (16, 8, 12, 8), 8)
        across.addWidget(Mark("warn", size=20), 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        self._column = column(inside, gap=4)
        self._scroll = Scroll(inside)
        across.addWidget(self._scroll, 1)
        close = Button("Read", size=Size.SMALL)
        close.setAccessibleName("I have read why these were not kept")
        close.clicked.connect(self.forget)
        across.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def add(self, name: str, sentence: str) -> None:
        """Say why one was not kept."""
        self._column.addWidget(Phrase(Run(f"{name}: ", BOLD), Run(sentence)))
        count = self._column.count()
        self._scroll.setMinimumHeight(min(look().px(_MOST), count * look().px(36)))
        self._scroll.setMaximumHeight(look().px(_MOST))
        self.show()

    def forget(self) -> None:
        """Take the list away."""
        clear(self._column)
        self.hide()
