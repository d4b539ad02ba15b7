"""How an answer is known: its mark and words, and the choice of another unfolded below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.provenance import Source
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.marks import SourceMark
from aande_alert.ui.widgets.panel import clear, row


class SourceChoice(QWidget):
    """The mark of an answer's source; pressing its words unfolds the others.

    Args:
        source: What it is while nobody says otherwise.
        fixed: The mark only tells; `worded` says whether with words.
        worded: Whether a fixed mark has its words.

    Signals:
        chosen: A person chose another source.

    Attributes:
        source: What it is.
        others: The chips to choose from; the row that holds this one puts them below.
    """

    chosen = Signal()

    def __init__(self, source: Source, *, fixed: bool = False, worded: bool = True) -> None:
        super().__init__()
        self._fixed, self._worded = fixed, worded
        self._row = row(self, gap=6)
        self.others = ChipRow(single=True, height=24)
        self.others.show_chips(ChipText(one.value, one.words) for one in Source)
        self.others.switched.connect(self._switched)
        self.others.hide()
        self.source = source
        self.show_source(source)

    def show_source(self, source: Source) -> None:
        """Show a source, telling nobody."""
        self.source = source
        self.others.choose(source.value)
        clear(self._row)
        self._row.addWidget(SourceMark(source, worded=self._fixed and self._worded))
        if self._fixed:
            return
        words = Button(source.words, Kind.LINK, size=Size.ROW)
        words.setAccessibleName(f"How it is known: {source.words}. Press to choose another.")
        words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words.clicked.connect(self._unfold)
        self._row.addWidget(words)

    @Slot()
    def _unfold(self) -> None:
        self.others.setVisible(self.others.isHidden())
        if self.others.isVisible():
            self.others.chip(self.source.value).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, bool)
    def _switched(self, key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.choose(Source(key))

    def choose(self, source: Source) -> None:
        """Choose a source as a person does."""
        self.others.hide()
        self.show_source(source)
        self.chosen.emit()
