"""The panel beside the body map: the marks, the rows of the body, and the keys that say what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from aande_alert.ui.pages.record.assessment.mark_lists import MarkList, MarkText, RegionList
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.buttons import Button, Size
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.ui.state.assessment import RegionLine

_LEAST, _SHARE = 58, 0.45


class InjuryLists(Panel):
    """Marks above, rows below.

    Signals:
        mark_wanted: A mark is wanted at the row in focus.
        none_seen: No injury was seen at the row in focus.
        not_looked: (why) the row in focus was not looked at.
    """

    mark_wanted = Signal()
    none_seen = Signal()
    not_looked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", lines="l")
        self.marks = MarkList()
        self.rows = RegionList()
        down = column(self, (1, 0, 0, 0))
        down.addWidget(self._head())
        self._none = Words("Nothing recorded. Mark each region: injury, no injury seen, or not looked at.")
        self._none.setContentsMargins(16, 8, 12, 8)
        down.addWidget(self._none)
        down.addWidget(self.marks)
        down.addWidget(self._rows_head())
        down.addWidget(self._why_row())
        down.addWidget(self.rows, 1)
        down.addWidget(self._foot())
        self.rows.chosen.connect(self._want_mark)

    def _head(self) -> Panel:
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        self._title = Words("Marks", Role.HEADING, wrap=False)
        line.addWidget(self._title, 1)
        self.add = Button("Mark", icon="plus", key="M")
        self.add.clicked.connect(self._want_mark)
        line.addWidget(self.add)
        return head

    def _rows_head(self) -> Panel:
        head = Panel("sunken", lines="tb", height=32)
        line = row(head, (16, 3, 12, 3), 6)
        line.addWidget(Words("Regions", Role.STRONG, wrap=False))
        self._count = Words("", Role.SECONDARY)
        line.addWidget(self._count, 1)
        line.addWidget(KeyHint("Enter"))
        return head

    def _why_row(self) -> QWidget:
        self._why_holder = Panel("sunken", lines="b")
        across = row(self._why_holder, (16, 6, 12, 6), 8)
        self.why = TextField("", hint="Why it was not looked at")
        self.why.line.setAccessibleName("Why it was not looked at")
        self.why.entered.connect(self._say_why)
        across.addWidget(self.why, 1)
        keep = Button("Keep", size=Size.SMALL)
        keep.clicked.connect(self._say_why)
        across.addWidget(keep)
        self._why_holder.hide()
        return self._why_holder

    def _foot(self) -> Panel:
        foot = Panel("sunken", lines="t", height=40)
        across = row(foot, (12, 6, 8, 6), 6)
        self._none_button = Button("No injury seen", size=Size.SMALL, key="N")
        self._why_button = Button("Not looked at…", size=Size.SMALL, key="X")
        self._none_button.clicked.connect(self._tell_none)
        self._why_button.clicked.connect(self.ask_why)
        across.addWidget(self._none_button)
        across.addWidget(self._why_button)
        across.addStretch(1)
        return foot

    def show_lists(
        self, marks: tuple[MarkText, ...], selected: UUID | None, rows: tuple[RegionLine, ...]
    ) -> None:
        """Show the marks and the rows; the focus stays where it is."""
        self.marks.show_marks(marks, selected)
        self.rows.show_regions(rows)
        self._title.say(f"Marks ({len(marks)})" if rows else "Marks")
        done = sum(1 for line in rows if line.is_done)
        self._count.say(f"{done} of {len(rows)} looked at" if rows else "")
        self._none.setVisible(bool(rows) and not marks)
        self.marks.setVisible(bool(marks))
        self.fit()

    def forget(self) -> None:
        """Take every word off the glass."""
        self.show_lists((), None, ())
        self.why.set_value("")
        self._why_holder.hide()

    def fit(self) -> None:
        """Give the marks what they need, up to nearly half the height; the rows take the rest."""
        most = max(look().px(_LEAST), int(self.height() * _SHARE))
        self.marks.setFixedHeight(min(most, max(look().px(_LEAST), self.marks.wanted_height())))

    @property
    def is_typing(self) -> bool:
        """Say whether the keys belong to the reason being written."""
        return self.why.line.hasFocus()

    @Slot()
    def ask_why(self) -> None:
        """Ask why the row in focus was not looked at."""
        self.why.set_value("")
        self.why.accept()
        self._why_holder.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say_why(self) -> None:
        if not self.why.value():
            self.why.complain("Say why: asleep, not undressed, refused.")
            return
        self._why_holder.hide()
        self.not_looked.emit(self.why.value())

    @Slot()
    def _want_mark(self, _row: object = None) -> None:
        self.mark_wanted.emit()

    @Slot()
    def _tell_none(self) -> None:
        self.none_seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives the reason up."""
        if event.key() == Qt.Key.Key_Escape and self._why_holder.isVisible():
            self._why_holder.hide()
            self.rows.focus_line()
        else:
            event.ignore()
