"""What looking at something found: a line each, with a mark and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayout

    from aande_alert.ui.widgets.buttons import Button


class Block(Panel):
    """One thing that can be looked at: what it is for, its buttons, and below what was found."""

    def __init__(self, title: str, sentence: str, *buttons: Button) -> None:
        super().__init__("surface", lines="o")
        whole = column(self, (16, 12, 16, 12), 10)
        top = QWidget()
        across = row(top, gap=12)
        names = QWidget()
        down = column(names, gap=2)
        down.addWidget(Words(title, Role.HEADING, wrap=False))
        down.addWidget(Words(sentence, Role.SECONDARY))
        across.addWidget(names, 1)
        for button in buttons:
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(top)
        self._found = QWidget()
        self._into = column(self._found, gap=4)
        self._found.hide()
        whole.addWidget(self._found)

    def show_found(self, verdict: str, lines: Iterable[tuple[bool, str, str]], *, good: bool) -> None:
        """Show a verdict, then a line for each thing: whether it is good, its name, its words."""
        self._begin()
        _line(self._into, "tickdisc" if good else "warn", (Run(verdict, BOLD),))
        for fine, name, words in lines:
            runs = (Run(f"{name}: ", BOLD), Run(words, 400 if fine else BOLD))
            _line(self._into, "tick" if fine else "warn", runs)

    def show_waiting(self, words: str) -> None:
        """Say that it is being looked at."""
        self._begin()
        _line(self._into, "clock", (Run(words),))

    def blank(self) -> None:
        """Take away what was found."""
        clear(self._into)
        self._found.hide()

    def _begin(self) -> None:
        clear(self._into)
        self._found.show()


def _line(into: QLayout, mark: str, runs: tuple[Run, ...]) -> None:
    holder = QWidget()
    across = row(holder, gap=8)
    across.addWidget(Mark(mark), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Phrase(*runs), 1)
    into.addWidget(holder)
