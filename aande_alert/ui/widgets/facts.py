"""Label and value lines: Authority, Social worker, Source; and numbered steps."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.ui.theme.look import SEMI, Restyled, look
from aande_alert.ui.widgets.panel import clear
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

Value = str | tuple[Run, ...]


class Facts(Restyled, QWidget):
    """Lines of a label and its value; the values stand in one column and wrap.

    Args:
        label_width: Width of the label column in pixels at 100 % text.
        gap: Pixels between lines.
        parent: The widget it stands in.
    """

    def __init__(self, *, label_width: int = 76, gap: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(gap)
        self._grid.setColumnStretch(1, 1)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        self._grid.setColumnMinimumWidth(0, look().px(self._label_width))

    def show_facts(self, facts: Iterable[tuple[str, Value]]) -> None:
        """Show these lines; a value is plain words, or runs of which some are stronger."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, value) in enumerate(facts):
            self._grid.addWidget(Words(label, Role.SECONDARY, wrap=False), at, 0, top)
            shown = Words(value, selectable=True) if isinstance(value, str) else Phrase(*value)
            self._grid.addWidget(shown, at, 1)


class Numbered(QWidget):
    """Numbered steps: what to do now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def show_steps(self, steps: Iterable[str]) -> None:
        """Show these steps."""
        clear(self._grid)
        for at, step in enumerate(steps):
            number = Phrase(Run(str(at + 1), SEMI), wrap=False)
            self._grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(step), at, 1)
