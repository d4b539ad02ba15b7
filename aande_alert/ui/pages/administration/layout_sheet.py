"""How a council lays its list out: its dates, its columns, its words for sorts of plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.plans import PlanKind
from aande_alert.domain.register_lists import DateOrder
from aande_alert.ui.state.administration import column_words, plan_words, with_plan_words
from aande_alert.ui.theme.look import look
from aande_alert.ui.widgets.choices import ChoiceField, Option
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.panel import Scroll, column
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aande_alert.domain.register_lists import ListHeader, RegisterProfile

_HIGH = 400
_NOT_USED = "-"
_DATES = (
    Option(DateOrder.UNAMBIGUOUS.value, "Only where they can be read one way"),
    Option(DateOrder.DAY_FIRST.value, "Day first, 22/11/2026"),
    Option(DateOrder.YEAR_FIRST.value, "Year first, 2026-11-22"),
    Option(DateOrder.MONTH_FIRST.value, "Month first, 11/22/2026"),
)


class LayoutSheet(Sheet):
    """The form; what it leaves as the dictionary has it is not saved, so that the dictionary may learn.

    Signals:
        given: The `RegisterProfile` to save.
    """

    given = Signal(object)

    def __init__(
        self, profile: RegisterProfile, headers: Sequence[ListHeader], ours: Sequence[str], parent: QWidget
    ) -> None:
        words = "Saved for this council, so that it is said once. Ask the council how it writes its dates."
        super().__init__(f"Layout: {profile.name}", words, "Save the layout", parent)
        self._profile = profile
        self._taken = {header.theirs: header.ours for header in headers}
        self.dates = ChoiceField("How dates are written", _DATES)
        self.dates.set_value(profile.dates.value)
        self.words = {
            kind: TextField(f"Words for: {kind.long_words.lower()}", hint="Separated by commas")
            for kind in PlanKind
        }
        options = (Option(_NOT_USED, "Not used"), *(Option(name, column_words(name)) for name in ours))
        self.columns = {header.theirs: ChoiceField(header.theirs, options) for header in headers}
        inside = QWidget()
        down = column(inside, (6, 6, 12, 6), 12)
        down.addWidget(self.dates)
        for kind, field in self.words.items():
            field.set_value(plan_words(profile, kind))
            down.addWidget(field)
        down.addWidget(Words("Columns of the file", Role.HEADING, wrap=False))
        for theirs, choice in self.columns.items():
            choice.set_value(self._taken[theirs] or _NOT_USED)
            down.addWidget(choice)
        if not headers:
            down.addWidget(Words("Choose a file first to see its columns.", Role.SECONDARY))
        scroll = Scroll(inside)
        scroll.setFixedHeight(look().px(_HIGH))
        self.body.addWidget(scroll)
        self.agreed.connect(self._give)

    def say(self, sentence: str) -> None:
        """Say why it was not saved."""
        self.dates.complain(sentence)

    @Slot()
    def _give(self) -> None:
        chosen = {theirs: choice.value() for theirs, choice in self.columns.items()}
        changed = {
            theirs: ours for theirs, ours in chosen.items() if ours != (self._taken[theirs] or _NOT_USED)
        }
        columns = {theirs: ours for theirs, ours in self._profile.columns.items() if theirs not in changed}
        columns |= {theirs: "not_taken" if ours == _NOT_USED else ours for theirs, ours in changed.items()}
        profile = replace(self._profile, dates=DateOrder(self.dates.value()), columns=columns)
        for kind, field in self.words.items():
            profile = with_plan_words(profile, kind, field.value())
        self.given.emit(profile)
