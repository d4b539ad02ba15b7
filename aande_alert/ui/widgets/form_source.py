"""How an answer is known: its mark and words, and the choice of another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from aande_alert.domain.provenance import Source
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.marks import SourceMark
from aande_alert.ui.widgets.panel import clear, row


class SourceChoice(QWidget):
    """The mark of an answer's source; pressing its words offers the others.

    Args:
        source: What it is while nobody says otherwise.
        fixed: The mark only tells; `worded` says whether with words.
        worded: Whether a fixed mark has its words.

    Signals:
        chosen: A person chose another source.
    """

    chosen = Signal()

    def __init__(self, source: Source, *, fixed: bool = False, worded: bool = True) -> None:
        super().__init__()
        self._fixed, self._worded = fixed, worded
        self._row = row(self, gap=6)
        self.source = source
        self.show_source(source)

    def show_source(self, source: Source) -> None:
        """Show a source, telling nobody."""
        self.source = source
        clear(self._row)
        self._row.addWidget(SourceMark(source, worded=self._fixed and self._worded))
        if self._fixed:
            return
        words = Button(source.words, Kind.LINK, size=Size.ROW)
        words.setAccessibleName(f"How it is known: {source.words}. Press to choose another.")
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words.clicked.connect(self._offer)
        self._row.addWidget(words)

    @Slot()
    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for source in Source:
            action = QAction(source.words, menu)
            action.triggered.connect(partial(self.choose, source))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def choose(self, source: Source, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt adds it
        """Choose a source as a person does."""
        self.show_source(source)
        self.chosen.emit()
