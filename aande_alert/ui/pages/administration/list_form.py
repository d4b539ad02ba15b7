"""What a person states about a list; none of it is guessed from the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from aande_alert.domain.plans import PlanKind
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.choices import ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.dates import MomentField
from aande_alert.ui.widgets.panel import Panel, Scroll, column
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time
    from pathlib import Path

    from aande_alert.domain.plans import Council

WIDE = 348
_COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Stated:
    """What was stated about a list.

    Attributes:
        council: The council's code; empty where none is chosen.
        kind: A `PlanKind`; empty where a column of the list says it.
        full: Whether it is the whole list.
        list_date: The day the council made it; `None` where not stated.
        list_time: When on that day; `None` counts as the start of the day.
    """

    council: str
    kind: str
    full: bool
    list_date: date | None
    list_time: time | None


class ListForm(Panel):
    """The form.

    Signals:
        file_wanted: A file is to be chosen.
        changed: Something else is stated now.
        looked: What it would change is wanted.
        layout_wanted: How the council lays its list out is to be shown.
    """

    file_wanted = Signal()
    changed = Signal()
    looked = Signal()
    layout_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("surface", lines="r")
        self._path: Path | None = None
        self._file = Button("Choose file", icon="folder", key="O")
        self._name = Words("No file yet. You can drop one here.", Role.SECONDARY)
        self.council = ChoiceField("Council")
        self.kind = ChoiceField(
            "What the rows are",
            [
                Option(_COLUMN, "A column says it"),
                *(Option(kind.value, kind.long_words) for kind in PlanKind),
            ],
        )
        self.full = OptionsField(
            "How much of it", [Option("whole", "Whole list"), Option("changes", "Changes only")]
        )
        self.at = MomentField("When the council made it")
        self._look = Button("Look at it", Kind.PRIMARY, key="Ctrl+Enter")
        self._layout_button = Button("Columns and dates", icon="pencil", key="C")
        inside = QWidget()
        down = column(inside, (16, 16, 16, 16), 14)
        for part in (
            self._file,
            self._name,
            self.council,
            self.kind,
            self.full,
            self.at,
            self._layout_button,
            self._look,
        ):
            down.addWidget(part)
        down.addWidget(Words("Looking writes nothing.", Role.SECONDARY))
        down.addStretch(1)
        column(self).addWidget(Scroll(inside))
        self.kind.set_value(_COLUMN)
        self.full.set_value("whole")
        self._file.clicked.connect(self.file_wanted)
        self._look.clicked.connect(self.looked)
        self._layout_button.clicked.connect(self.layout_wanted)
        for field in (self.council, self.kind, self.full, self.at):
            field.changed.connect(self.changed)
        self.setFocusProxy(self._file)
        for keys, act in (
            ("O", self._choose),
            ("C", self._lay_out_again),
            ("Ctrl+Return", self.looked.emit),
            ("Ctrl+Enter", self.looked.emit),
        ):
            on_key(keys, self, act)

    @Slot()
    def _choose(self) -> None:
        if not isinstance(self.focusWidget(), QLineEdit):
            self.file_wanted.emit()

    @Slot()
    def _lay_out_again(self) -> None:
        if not isinstance(self.focusWidget(), QLineEdit):
            self.layout_wanted.emit()

    @property
    def path(self) -> Path | None:
        """Return the file that was chosen; `None` for none yet."""
        return self._path

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedWidth(look().px(WIDE))

    def offer(self, councils: Iterable[Council]) -> None:
        """Offer these councils; what was chosen stays."""
        self.council.offer([Option(council.code, council.name) for council in councils])

    def begin(self, council: str) -> None:
        """Choose the council somebody comes from, where none is chosen."""
        if not self.council.value():
            self.council.set_value(council)

    def take(self, path: Path) -> None:
        """Take a file."""
        self._path = path
        self._name.say(path.name)

    def clear_file(self) -> None:
        """Let the file and its date go, once it has been applied."""
        self._path = None
        self._name.say("No file yet. You can drop one here.")
        self.at.set_value(None)

    def given(self) -> Stated:
        """Return what is stated."""
        kind = self.kind.value()
        return Stated(
            council=self.council.value(),
            kind="" if kind == _COLUMN else kind,
            full=self.full.value() != "changes",
            list_date=self.at.given_date(),
            list_time=self.at.given_time(),
        )

    def checked(self) -> Path | None:
        """Return the file where everything needed is stated; else say what is missing."""
        if self._path is None:
            self._name.say("Choose the file first.")
            self._file.setFocus()
            return None
        for field, there, words in (
            (self.council, bool(self.council.value()), "Choose whose list it is."),
            (self.kind, bool(self.kind.value()), "Choose what the rows are."),
            (self.at, self.at.given_date() is not None, "Write the day the council made the list."),
        ):
            if not there:
                field.complain(words)
                field.setFocus()
                return None
        return self._path

    def wait(self) -> None:
        """Hold the button while the file is read."""
        self._look.refuse("Reading")

    @Slot()
    def allow(self) -> None:
        """Let it be looked at."""
        self._look.allow()
