"""A council: its name and code, whom to ring there, and how old its list may be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from aande_alert.domain.plans import Council
from aande_alert.ui.widgets.choices import Option, OptionsField
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_HOUR = timedelta(hours=1)
_LIMITS = (Option("24", "24hr"), Option("48", "2d"), Option("72", "3d"), Option("168", "7d"))


class CouncilSheet(Sheet):
    """The form.

    Signals:
        given: The `Council` as filled in.
    """

    given = Signal(object)

    def __init__(self, council: Council | None, parent: QWidget) -> None:
        super().__init__(
            "Change a council" if council else "Add a council",
            "Its numbers are printed on every alert. Staff ring them at night.",
            "Keep" if council else "Add",
            parent,
        )
        self._was = council
        self.name = TextField("Name", hint="Calderdale North Council")
        self.code = TextField("Short code", help_words="Used in file names", hint="CN")
        self.day = TextField("Telephone by day")
        self.night = TextField("Telephone out of hours")
        self.hours = TextField("When the day number answers")
        self.limit = OptionsField("A list is out of date after", _LIMITS)
        for field in (self.name, self.code, self.day, self.night, self.hours, self.limit):
            self.body.addWidget(field)
        filled = council or Council("", "", "", "")
        self.name.set_value(filled.name)
        self.code.set_value(filled.code)
        self.code.line.setReadOnly(council is not None)
        self.day.set_value(filled.day_phone)
        self.night.set_value(filled.night_phone)
        self.hours.set_value(filled.day_hours)
        self.limit.set_value(str(filled.list_limit // _HOUR))
        self.agreed.connect(self._give)

    def say(self, sentence: str) -> None:
        """Say what was wrong with it."""
        self.name.complain(sentence)

    @Slot()
    def _give(self) -> None:
        for field, words in (
            (self.name, "Type the council's name."),
            (self.code, "Type a short code, for example CN."),
            (self.day, "Type the number that answers by day."),
            (self.night, "Type the number that answers at night."),
        ):
            if not field.value():
                field.complain(words)
                field.setFocus()
                return
        was = self._was or Council("", "", "", "")
        self.given.emit(
            Council(
                code=self.code.value(),
                name=self.name.value(),
                day_phone=self.day.value(),
                night_phone=self.night.value(),
                day_hours=self.hours.value() or was.day_hours,
                list_limit=_HOUR * int(self.limit.value()) if self.limit.value() else was.list_limit,
                duty_team=was.duty_team,
                front_door=was.front_door,
            )
        )
