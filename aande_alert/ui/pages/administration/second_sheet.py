"""The second person: somebody else, with their own name and password, where a gate asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from aande_alert.domain.imports import SecondPerson
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import PasswordField, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SecondSheet(Sheet):
    """The form.

    Signals:
        given: A `SecondPerson`.
    """

    given = Signal(object)

    def __init__(self, sentence: str, parent: QWidget) -> None:
        words = f"{sentence} Ring the council. Somebody else signs if the list is right."
        super().__init__("A second person signs", words, "Sign and apply", parent)
        self.login = TextField("Their name", hint="Their own login", icon="user")
        self.password = PasswordField("Their password")
        self.body.addWidget(self.login)
        self.body.addWidget(self.password)
        self.login.entered.connect(self.password.setFocus)
        self.password.entered.connect(self._give)
        self.agreed.connect(self._give)

    def say(self, sentence: str) -> None:
        """Say why it was not taken, and take the password away."""
        self.agree.allow()
        self.password.set_value("")
        self.password.complain(sentence)
        self.password.setFocus()

    @Slot()
    def _give(self) -> None:
        if not self.login.value():
            self.login.complain("Type their login.")
            self.login.setFocus()
            return
        self.agree.refuse("Applying")
        self.given.emit(SecondPerson(self.login.value(), self.password.value()))
