"""The first start: the store's passphrase, the hospital, its workstations, the first administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from aande_alert.domain.opening import FirstStart
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.fields import LongTextField, PasswordField, TextField
from aande_alert.ui.widgets.panel import Panel, column
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.widgets.fields import Field

_WHY = (
    "There is no store on this machine yet. Everything is kept encrypted in one file; "
    "the passphrase opens it each time the program starts."
)
SHORTEST = 12
_TWO = "The two are not the same. Type both again."


class NewStoreForm(Panel):
    """The form.

    Signals:
        given: A `FirstStart`.
    """

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        self.passphrase = PasswordField("Passphrase of the store")
        self.again = PasswordField("The same again")
        self.hospital = TextField("Hospital", hint="As printed on a referral")
        self.department = TextField("Department")
        self.places = LongTextField("Workstations", help_words="One a line", lines=(3, 8))
        self.name = TextField("Name", help_words="As printed", hint="OKORO, Grace (Ms)")
        self.initials = TextField("Initials", hint="GO")
        self.login = TextField("Login", hint="Lower case")
        self.password = PasswordField("Password")
        self.password_again = PasswordField("The same again")
        self._wrong = Words("", Role.STRONG)
        self._wrong.hide()
        self.button = Button("Make the store", Kind.PRIMARY)
        self.department.set_value("Emergency Department")
        down = column(self, (24, 20, 24, 24), 12)
        down.addWidget(Words("Make a store", Role.TITLE, wrap=False))
        down.addWidget(Words(_WHY))
        for heading, fields in (
            ("1 The passphrase", (self.passphrase, self.again)),
            ("2 The hospital", (self.hospital, self.department, self.places)),
            ("3 The first administrator", (self.name, self.initials, self.login)),
        ):
            down.addWidget(Words(heading, Role.HEADING, wrap=False))
            for field in fields:
                down.addWidget(field)
        parts: tuple[QWidget, ...] = (self.password, self.password_again, self._wrong, self.button)
        for part in parts:
            down.addWidget(part)
        self.button.clicked.connect(self._give)

    def take_focus(self) -> None:
        """Put the focus on the first field."""
        self.passphrase.setFocus()

    @Slot()
    def _give(self) -> None:
        self._wrong.hide()
        checks: tuple[tuple[Field, bool, str], ...] = (
            (
                self.passphrase,
                len(self.passphrase.value()) >= SHORTEST,
                f"At least {SHORTEST} characters. Four or five words that do not belong together will do.",
            ),
            (self.again, self.again.value() == self.passphrase.value(), _TWO),
            (self.hospital, bool(self.hospital.value()), "Type the hospital's name."),
            (self.places, bool(self._places()), "Name at least one workstation, for example Triage 1."),
            (self.name, bool(self.name.value()), "Type the name as it is printed."),
            (self.initials, bool(self.initials.value()), "Type two or three letters."),
            (self.login, bool(self.login.value()), "Type what you will sign in with."),
            (
                self.password,
                len(self.password.value()) >= SHORTEST,
                f"At least {SHORTEST} characters; several words will do.",
            ),
            (self.password_again, self.password_again.value() == self.password.value(), _TWO),
        )
        for field, good, words in checks:
            if not good:
                field.complain(words)
                field.setFocus()
                return
        self.given.emit(self._told())

    def _places(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.places.value().splitlines() if line.strip())

    def _told(self) -> FirstStart:
        return FirstStart(
            passphrase=self.passphrase.value(),
            hospital=self.hospital.value(),
            department=self.department.value(),
            workstations=self._places(),
            name=self.name.value(),
            initials=self.initials.value(),
            login=self.login.value(),
            password=self.password.value(),
        )

    def wait(self, words: str) -> None:
        """Hold the button while the store is made."""
        self.button.refuse(words)

    def refused(self, trouble: Trouble) -> None:
        """Say why it was not made; what was typed stays."""
        self.button.allow()
        self._wrong.say(trouble.sentence())
        self._wrong.show()
        self.button.setFocus()

    def forget(self) -> None:
        """Forget the secrets that were typed."""
        for field in (self.passphrase, self.again, self.password, self.password_again):
            field.set_value("")
