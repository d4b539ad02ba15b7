"""An account: name, login, role; and a new password for one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal, Slot

from aande_alert.domain.staff import Role, StaffMember
from aande_alert.ui.widgets.choices import ChoiceField, Option
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import PasswordField, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TWO = "The two are not the same. Type both again."


class PersonSheet(Sheet):
    """The form of an account; a new one has a first password.

    Signals:
        given: The `StaffMember`, and the password of a new one.
    """

    given = Signal(object, str)

    def __init__(self, member: StaffMember | None, parent: QWidget) -> None:
        super().__init__(
            "Change an account" if member else "Add a person",
            "What somebody wrote keeps the name it was signed with.",
            "Keep" if member else "Add",
            parent,
        )
        self._was = member
        self.name = TextField("Name", help_words="As printed", hint="OKORO, Grace (Ms)")
        self.login = TextField("Login", hint="Lower case")
        self.initials = TextField("Initials", help_words="Beside a read mark", hint="GO")
        self.role = ChoiceField("Role", [Option(role.value, role.words) for role in Role])
        self.post = TextField("Post", hint="Paediatric registrar")
        self.bleep = TextField("Bleep or extension")
        self.password = PasswordField("First password")
        for field in (
            self.name, self.login, self.initials, self.role, self.post, self.bleep, self.password,
        ):  # fmt: skip
            self.body.addWidget(field)
        if member is not None:
            self.password.hide()
            self._fill(member)
        self.agreed.connect(self._give)

    def _fill(self, member: StaffMember) -> None:
        self.name.set_value(member.name)
        self.login.set_value(member.login)
        self.initials.set_value(member.initials)
        self.role.set_value(member.role.value)
        self.post.set_value(member.post)
        self.bleep.set_value(member.bleep)

    def say(self, sentence: str) -> None:
        """Say why it was not kept."""
        field = self.name if self._was is not None else self.password
        field.complain(sentence)
        field.setFocus()

    @Slot()
    def _give(self) -> None:
        for field, words in (
            (self.name, "Type the name as it is printed."),
            (self.login, "Type the login."),
            (self.initials, "Type two or three letters."),
            (self.role, "Choose the role."),
        ):
            if not field.value():
                field.complain(words)
                field.setFocus()
                return
        member = StaffMember(
            id=self._was.id if self._was is not None else uuid4(),
            login=self.login.value().casefold(),
            name=self.name.value(),
            initials=self.initials.value(),
            role=Role(self.role.value()),
            post=self.post.value(),
            bleep=self.bleep.value(),
            active=self._was.active if self._was is not None else True,
        )
        self.given.emit(member, self.password.value())


class PasswordSheet(Sheet):
    """A new password, typed twice.

    Signals:
        given: Whose, and the password.
    """

    given = Signal(object, str)

    def __init__(self, member: StaffMember, parent: QWidget) -> None:
        sentence = "At least 12 characters; several words will do. Wrong tries are forgotten."
        super().__init__(f"New password for {member.name}", sentence, "Set password", parent)
        self._member = member
        self.password = PasswordField("New password")
        self.again = PasswordField("The same again")
        self.body.addWidget(self.password)
        self.body.addWidget(self.again)
        self.password.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._give)
        self.agreed.connect(self._give)

    def say(self, sentence: str) -> None:
        """Say why it was not kept."""
        self.password.complain(sentence)
        self.password.setFocus()

    @Slot()
    def _give(self) -> None:
        if self.password.value() != self.again.value():
            self.again.complain(_TWO)
            self.again.setFocus()
            return
        self.given.emit(self._member, self.password.value())
