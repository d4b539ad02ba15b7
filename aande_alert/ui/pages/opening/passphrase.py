"""The store's passphrase, or its recovery sheet's code with a new passphrase; each wrong one waits longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.errors import Refused
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.fields import PasswordField, TextField
from aande_alert.ui.widgets.panel import Panel, column
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble

SHORTEST = 12
_ASK = "The store on this machine is encrypted. Its passphrase opens it."
_SHEET = "Type the code of the recovery sheet. The store then gets a new passphrase; the sheet stays good."


class PassphraseForm(Panel):
    """The form.

    Signals:
        given: The passphrase.
        recovered: The recovery code and the new passphrase.
    """

    given = Signal(str)
    recovered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        self._wrong = 0
        self._seconds = 0
        self._recovering = False
        self._told = Words(_ASK)
        self.passphrase = PasswordField("Passphrase of the store")
        self.code = TextField("Recovery code", hint="9 groups of 4 letters and digits")
        self.first = PasswordField("New passphrase")
        self.again = PasswordField("The same again")
        self.button = Button("Open the store", Kind.PRIMARY, key="Enter")
        self.other = Button("Use the recovery sheet", Kind.LINK)
        down = column(self, (24, 20, 24, 24), 14)
        down.addWidget(Words("Open the store", Role.TITLE, wrap=False))
        parts: tuple[QWidget, ...] = (
            self._told, self.passphrase, self.code, self.first, self.again, self.button, self.other,
        )  # fmt: skip
        for part in parts:
            down.addWidget(part)
        self.passphrase.entered.connect(self._give)
        self.code.entered.connect(self.first.setFocus)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._give)
        self.button.clicked.connect(self._give)
        self.other.clicked.connect(self._change_way)
        self._show_way()

    def take_focus(self) -> None:
        """Put the focus on the first field."""
        (self.code if self._recovering else self.passphrase).setFocus()

    @Slot()
    def _change_way(self) -> None:
        self._recovering = not self._recovering
        self._show_way()
        self.take_focus()

    def _show_way(self) -> None:
        recovering = self._recovering
        self._told.say(_SHEET if recovering else _ASK)
        self.passphrase.setVisible(not recovering)
        for field in (self.code, self.first, self.again):
            field.setVisible(recovering)
        self.other.say("Use the passphrase" if recovering else "Use the recovery sheet")

    @Slot()
    def _give(self) -> None:
        if not self.button.isEnabled():
            return
        if not self._recovering:
            if self.passphrase.value():
                self.given.emit(self.passphrase.value())
            else:
                self.passphrase.complain("Type the passphrase.")
        elif not self.code.value():
            self.code.complain("Type the code of the sheet.")
        elif len(self.first.value()) < SHORTEST:
            self.first.complain(f"At least {SHORTEST} characters.")
        elif self.first.value() != self.again.value():
            self.again.complain("The two are not the same. Type both again.")
        else:
            self.recovered.emit(self.code.value(), self.first.value())

    def wait(self, words: str) -> None:
        """Hold the button while the store is opened."""
        self.button.refuse(words)

    def refused(self, trouble: Trouble) -> None:
        """Say why it stays shut; after a few wrong ones each next try waits longer."""
        self.button.allow()
        field = self.code if self._recovering else self.passphrase
        if isinstance(trouble, Refused):
            from aande_alert.security.passwords import delay_after

            self._wrong += 1
            self._hold(int(delay_after(self._wrong).total_seconds()))
            if not self._recovering:
                self.passphrase.set_value("")
        field.complain(trouble.sentence())
        field.setFocus()

    def _hold(self, seconds: int) -> None:
        self._seconds = seconds
        if seconds:
            self.button.refuse(f"Try again in {seconds}sec")

    @Slot()
    def count_down(self) -> None:
        """One second has passed."""
        if self._seconds:
            self._hold(self._seconds - 1)
            if not self._seconds:
                self.button.allow()

    def forget(self) -> None:
        """Forget everything that was typed."""
        self._wrong = 0
        for field in (self.passphrase, self.code, self.first, self.again):
            field.set_value("")
