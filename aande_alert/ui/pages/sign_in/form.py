"""Name, password, workstation and one button that says why it waits."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal, Slot

from aande_alert.paths import settings_dir
from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.choices import ChoiceField, Option
from aande_alert.ui.widgets.fields import PasswordField, TextField
from aande_alert.ui.widgets.panel import Panel, column
from aande_alert.ui.widgets.words import Role, Words

_DEMO = "Demonstration: okoro, bhatt, trembath or admin.\nPassword: calder vale 2026"


class SignInForm(Panel):
    """The form.

    Signals:
        asked: Login, password and workstation.
        login_left: The login typed, to show whose it is.
    """

    asked = Signal(str, str, str)
    login_left = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        self._seconds = 0
        self._settings = QSettings(str(settings_dir() / "workstation.ini"), QSettings.Format.IniFormat)
        whole = column(self, (24, 20, 24, 24), 14)
        whole.addWidget(Words("Sign in", Role.TITLE, wrap=False))
        self._login = TextField("Name", hint="Your login", icon="user")
        self._whose = Words("", Role.SECONDARY, wrap=False)
        self._login.add_beside_label(self._whose)
        self._password = PasswordField()
        self._place = ChoiceField("Workstation", icon="home", help_words="Remembered from last time")
        self._button = Button("Sign in", Kind.PRIMARY, key="Enter")
        self._demo = Words("", Role.SECONDARY)
        self._demo.hide()
        for part in (self._login, self._password, self._place, self._button, self._demo):
            whole.addWidget(part)
        self._login.left.connect(self._leave_login)
        self._login.entered.connect(self._password.setFocus)
        self._password.entered.connect(self._ask)
        self._button.clicked.connect(self._ask)
        self._login.set_value(str(self._settings.value("login", "")))
        self.setFocusProxy(self._password if self._login.value() else self._login)

    def login(self) -> str:
        """Return the login typed."""
        return self._login.value()

    def fill_login(self, login: str, name: str, role: str) -> None:
        """Fill in whose work waits."""
        self._login.set_value(login)
        self._whose.say(f"{name}, {role}")

    def show_known(self, known: tuple[str, str] | None) -> None:
        """Show whose login it is; an unknown one is only told with the password."""
        self._whose.say(", ".join(known) if known else "")

    def offer_places(self, places: tuple[str, ...]) -> None:
        """Offer the department's workstations; the one used last is chosen."""
        self._place.offer([Option(place, place) for place in places])
        last = str(self._settings.value("place", ""))
        self._place.set_value(last if last in places else (places[0] if places else ""))

    def hint_demo(self, demo: bool) -> None:  # noqa: FBT001 - one fact
        """Say how to sign in to a demonstration."""
        self._demo.say(_DEMO if demo else "")
        self._demo.setVisible(demo)

    def wait(self, reason: str) -> None:
        """Hold the button and say why."""
        self._button.refuse(reason)

    def allow(self) -> None:
        """Let somebody try."""
        self._seconds = 0
        self._button.allow()

    def wait_seconds(self, seconds: int) -> None:
        """Count down before the next try."""
        self._seconds = seconds
        if seconds > 0:
            self._button.refuse(f"Try again in {seconds}sec")

    def count_down(self) -> None:
        """One second has passed."""
        if self._seconds > 0:
            self._seconds -= 1
            if self._seconds:
                self._button.refuse(f"Try again in {self._seconds}sec")
            else:
                self._button.allow()

    def complain(self, sentence: str) -> None:
        """Say below the password what is wrong, and take the password away."""
        self.clear_password()
        self._password.complain(sentence)
        self._password.setFocus()

    def remark(self, sentence: str) -> None:
        """Say below the password what happened elsewhere; what was typed stays."""
        self._password.complain(sentence)

    def clear_password(self) -> None:
        """Forget what was typed."""
        self._password.set_value("")
        self._password.accept()

    def take_focus(self) -> None:
        """Put the focus on the password where the name is known, else on the name."""
        (self._password if self.login() else self._login).setFocus()

    @Slot()
    def _leave_login(self) -> None:
        self.login_left.emit(self.login())

    @Slot()
    def _ask(self) -> None:
        if not self._button.isEnabled():
            return
        if not self.login():
            self._login.complain("Type your login.")
            return
        self._settings.setValue("login", self.login())
        self._settings.setValue("place", self._place.value())
        self.asked.emit(self.login(), self._password.value(), self._place.value())
