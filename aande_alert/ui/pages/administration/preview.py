"""What a list would change: the sums, what stops it, every problem and change; and the way to apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from aande_alert.ui.pages.administration.section import table_rows
from aande_alert.ui.state.administration import PROBLEMS
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.facts import Facts, Value
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.ui.state.administration import GateText, Part, PreviewText

_PROBLEMS = (
    Column("row", "Row", 60, right=True),
    Column("column", "Column", 120),
    Column("raw", "Cell", 120),
    Column("code", "Code", 60),
    Column("words", "What is wrong", 300, stretch=True),
    Column("done", "What was done", 150),
)
_CHANGES = (
    Column("row", "Row", 80),
    Column("key", "Council's id", 110),
    Column("kind", "What", 110),
    Column("who", "Whose", 170),
    Column("since", "Since", 110),
    Column("until", "Until", 110),
    Column("why", "What changes", 200, stretch=True),
)
_NOTHING = "Nothing has been written. Alerts stand as they are until you apply it."


class PreviewPanel(QWidget):
    """The preview.

    Signals:
        applied: Somebody wants to apply it.
    """

    applied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, Part] = {}
        self._sums = Facts(label_width=72, gap=3)
        self._gates = QWidget()
        self._gate_column = column(self._gates)
        self.tabs = SectionTabs()
        self.problems = Table(_PROBLEMS, name="Problems", frozen=1)
        self.changes = Table(_CHANGES, name="Changes", frozen=1)
        self._none = Stand()
        self._tables = QStackedWidget()
        for table in (self.problems, self.changes, self._none):
            self._tables.addWidget(table)
        self._said = Words(_NOTHING, Role.SECONDARY)
        self.button = Button("Apply", Kind.PRIMARY)
        sums = Panel("surface", lines="b")
        column(sums, (16, 10, 16, 10)).addWidget(self._sums)
        foot = Panel("sunken", lines="t", height=56)
        line = row(foot, (16, 8, 16, 8), 16)
        line.addWidget(self._said, 1)
        line.addWidget(self.button)
        down = column(self)
        for part, stretch in ((sums, 0), (self._gates, 0), (self.tabs, 0), (self._tables, 1), (foot, 0)):
            down.addWidget(part, stretch)
        self.tabs.chosen.connect(self._show_part)
        self.button.clicked.connect(self.applied)

    def show_preview(self, text: PreviewText, name: str) -> None:
        """Show what a list would change, and who would apply it."""
        sums: list[tuple[str, Value]] = [
            ("Rows", (Run(text.rows, BOLD),)),
            ("Plans", (Run(text.plans, BOLD),)),
            ("Kinds", text.kinds),
        ]
        if text.columns:
            sums.append(("Left alone", f"Columns nobody could place: {text.columns}"))
        self._sums.show_facts(sums)
        clear(self._gate_column)
        for gate in text.gates:
            self._gate_column.addWidget(_gate(gate))
        self._gates.setVisible(bool(text.gates))
        self._parts = {part.key: part for part in text.parts}
        self.tabs.show_tabs(
            tuple(TabText(part.key, part.word, f"{len(part.lines):,}") for part in text.parts)
        )
        first = next((part.key for part in text.parts if part.lines), PROBLEMS)
        self._show_part(first)
        self._said.say(_NOTHING)
        self._said.set_role(Role.SECONDARY)
        self.button.say("Apply, with a second person" if text.second else f"Apply as {name}")
        self.button.refuse("Cannot be applied") if text.refused else self.button.allow()

    @Slot(object)
    def _show_part(self, key: str) -> None:
        part = self._parts[key]
        self.tabs.choose(key)
        if not part.lines:
            self._none.show_empty(f"{part.word}: none", "Look at the other parts, then apply it or go back.")
            self._tables.setCurrentWidget(self._none)
            return
        table = self.problems if key == PROBLEMS else self.changes
        table.show_rows(table_rows(part.lines, strong=-1, mark=5))
        self._tables.setCurrentWidget(table)

    def wait(self, words: str) -> None:
        """Hold the button while it is applied."""
        self.button.refuse(words)

    def allow(self) -> None:
        """Let it be tried again."""
        self.button.allow()

    def complain(self, sentence: str) -> None:
        """Say why it was not applied."""
        self._said.set_role(Role.STRONG)
        self._said.say(sentence)

    def take_focus(self) -> None:
        """Put the focus on the table in view, or on the button where there is none."""
        tables = (self.problems, self.changes)
        (next((table for table in tables if table.isVisible()), self.button)).setFocus()

    def blank(self) -> None:
        """Take every row away."""
        self.problems.show_rows([])
        self.changes.show_rows([])
        self._parts = {}


def _gate(gate: GateText) -> Notice:
    notice = Notice()
    lead = "STOPPED: " if gate.refuses else "Doubt: "
    notice.say(Run(lead, BOLD), Run(f"{gate.words} {gate.do}"), tone=Tone.AMISS)
    return notice
