"""Sign in, and the lock: nobody's name or number is on the glass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aande_alert.domain.errors import Trouble
from aande_alert.domain.wording import local, show_time, show_weekday_date
from aande_alert.ui.pages.sign_in.checks import ChecksNow
from aande_alert.ui.pages.sign_in.form import SignInForm
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.panel import Panel, Scroll, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.domain.board import Standing
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House
    from aande_alert.ui.tasks import Tasks

_WIDE, _FORM = 880, 416


class SignInPage(QWidget):
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        content = Panel("page")
        middle = column(content, (16, 16, 16, 16), 12)
        self.form = SignInForm()
        self.form.setFixedWidth(_FORM)
        self._left_open = Words("", Role.SECONDARY, wrap=False)
        self.checks = ChecksNow()
        self.checks.setMinimumWidth(_WIDE)
        self.checks.setMaximumWidth(1200)
        centre = Qt.AlignmentFlag.AlignHCenter
        middle.addWidget(self.form, 0, centre)
        middle.addWidget(self._left_open, 0, centre)
        middle.addWidget(_centred(self.checks))
        middle.addWidget(_centred(_foot()))
        middle.addStretch(1)
        whole.addWidget(Scroll(content), 1)
        self.form.asked.connect(self._asked)
        self.form.login_left.connect(self._look_up)
        self._left_open.hide()
        self.form.wait("Opening the store. You can type.")

    def _head(self) -> Panel:
        head = Panel("banner", height=64)
        line = row(head, (16, 0, 16, 0))
        inside = QWidget()
        inside.setMinimumWidth(_WIDE)
        inside.setMaximumWidth(1200)
        across = row(inside, gap=16)
        across.addWidget(Mark("shieldc", "on-banner", 32))
        names = QWidget()
        stacked = column(names)
        self._title = Words("A&E Alert", Role.BANNER_NAME, wrap=False)
        self._place = Words("", Role.BANNER_LABEL, wrap=False)
        stacked.addWidget(self._title)
        stacked.addWidget(self._place)
        across.addWidget(names, 1)
        times = QWidget()
        right = column(times)
        self._clock_words = Words("", Role.BANNER_NAME, wrap=False)
        self._date = Words("", Role.BANNER_LABEL, wrap=False)
        for part in (self._clock_words, self._date):
            right.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)
        across.addWidget(times)
        line.addStretch(1)
        line.addWidget(inside, 10)
        line.addStretch(1)
        return head

    def furnish(self, house: House) -> None:
        """The store is open: somebody can sign in now."""
        self._house = house
        self.form.allow()
        self._tasks.run(self, "places", house.services.sign_in.workstations, self.form.offer_places)
        if self.form.login():
            self._look_up(self.form.login())

    def show_now(self, now: datetime) -> None:
        """Show the time."""
        self._clock_words.say(show_time(now))
        self._date.say(show_weekday_date(local(now).date()))
        self.form.count_down()

    def show_standing(self, standing: Standing) -> None:
        """Show how old the lists are and which feeds live."""
        words = f"{standing.hospital}. DEMO: invented people." if standing.demo else standing.hospital
        self._place.say(words)
        self.checks.show_standing(standing)
        self.form.hint_demo(standing.demo)

    def lock_for(self, who: SignedIn, at: datetime) -> None:
        """Stand in front of somebody's work: their login is filled in, anybody may sign in over it."""
        self.form.fill_login(who.staff.login, who.staff.name, who.staff.role.words)
        self.form.clear_password()
        self._left_open.say(f"Locked by {who.staff.name}, {show_time(at)}. Nothing is lost.")
        self._left_open.show()
        self.form.take_focus()

    def say(self, sentence: str) -> None:
        """Say one sentence below the password."""
        self.form.complain(sentence)

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
        self._left_open.hide()
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


def _centred(widget: QWidget) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addWidget(widget, 10)
    across.addStretch(1)
    return holder


def _foot() -> QWidget:
    foot = QWidget()
    foot.setMinimumWidth(_WIDE)
    foot.setMaximumWidth(1200)
    line = row(foot, gap=16)
    line.addWidget(
        Words(
            "After 5 wrong passwords each next try waits longer. Every try is recorded.",
            Role.SECONDARY,
            wrap=False,
        ),
        1,
    )
    line.addWidget(KeyLegend(KeyText("Ctrl+Plus", "Larger text"), KeyText("Ctrl+Shift+D", "Dark")))
    return foot
