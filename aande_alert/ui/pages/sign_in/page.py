"""Sign in, and the lock: no patient's name or number is on the glass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.wording import local, show_time, show_weekday_date
from aande_alert.ui.pages.sign_in.checks import ChecksNow
from aande_alert.ui.pages.sign_in.form import SignInForm
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.front import FrontPage
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.panel import row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from aande_alert.domain.board import Standing
    from aande_alert.domain.errors import Trouble
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House
    from aande_alert.ui.state.session import Kept
    from aande_alert.ui.tasks import Tasks


class SignInPage(FrontPage):
    """The first screen.

    Signals:
        signed_in: Somebody is (`SignedIn`).
    """

    signed_in = Signal(object)

    def __init__(self, tasks: Tasks, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self._house: House | None = None
        self.form = SignInForm()
        self._kept = Words("", Role.SECONDARY)
        self.checks = ChecksNow()
        self._left_open = QWidget()
        across = row(self._left_open, gap=8)
        across.addWidget(Mark("file", "text2"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._kept, 1)
        self.add_form(self.form)
        self.add_form(self._left_open)
        self.add_wide(self.checks)
        self.add_wide(_foot())
        self.form.asked.connect(self._asked)
        self.form.login_left.connect(self._look_up)
        self.show_part(self._left_open, on=False)
        self.form.wait("Opening the store. You can type.")

    def furnish(self, house: House) -> None:
        """The store is open: somebody can sign in now."""
        self._house = house
        self.form.allow()
        self._tasks.run(self, "places", house.services.sign_in.workstations, self.form.offer_places)
        if self.form.login():
            self._look_up(self.form.login())

    def show_now(self, now: datetime) -> None:
        """Show the time."""
        self.head.show_now(show_time(now), show_weekday_date(local(now).date()))
        self.form.count_down()

    def show_standing(self, standing: Standing) -> None:
        """Show how old the lists are and which feeds live."""
        words = f"{standing.hospital}. DEMO: invented people." if standing.demo else standing.hospital
        self.head.show_place(words)
        self.checks.show_standing(standing)
        self.form.hint_demo(standing.demo)

    def lock_for(self, who: SignedIn) -> None:
        """Stand in front of somebody's work: their login is filled in, anybody may sign in over it."""
        self.form.fill_login(who.staff.login, who.staff.name, who.staff.role.words)
        self.form.clear_password()
        self.form.take_focus()

    def show_kept(self, kept: Iterable[Kept]) -> None:
        """Say whose work waits here, newest first; the first line is of the one who locked it."""
        lines = [f"{one.name}, {show_time(one.at)}" for one in kept]
        first = f"Locked by {lines[0]}. Nothing is lost." if lines else ""
        rest = f" Work left open here is also kept for {'; '.join(lines[1:])}." if lines[1:] else ""
        self._kept.say(f"{first}{rest}")
        self.show_part(self._left_open, on=bool(lines))

    def say(self, sentence: str) -> None:
        """Say one sentence below the password; what was typed stays."""
        self.form.remark(sentence)

    @Slot(str, str, str)
    def _asked(self, login: str, password: str, place: str) -> None:
        if self._house is None:
            return
        self.form.wait("Checking")
        call = partial(self._house.services.sign_in.sign_in, login, password, place)
        self._tasks.run(self, "sign in", call, self._let_in, self._refused)

    def _let_in(self, who: SignedIn) -> None:
        self.form.allow()
        self.form.clear_password()
        self.signed_in.emit(who)

    def _refused(self, trouble: Trouble) -> None:
        self.form.allow()
        self.form.complain(trouble.sentence())
        self.form.wait_seconds(getattr(trouble, "seconds", 0))

    @Slot(str)
    def _look_up(self, login: str) -> None:
        if self._house is not None:
            call = partial(self._house.services.sign_in.known, login)
            self._tasks.run(self, "known", call, self.form.show_known)


def _foot() -> QWidget:
    foot = QWidget()
    line = row(foot, gap=16)
    words = "After 5 wrong passwords each next try waits longer. Every try is recorded."
    line.addWidget(Words(words, Role.SECONDARY), 1)
    line.addWidget(KeyLegend(KeyText("Ctrl+Plus", "Larger text"), KeyText("Ctrl+Shift+D", "Dark")))
    return foot
