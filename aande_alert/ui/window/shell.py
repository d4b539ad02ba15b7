"""The one window: opening, signing in, locking, closing; what stands between is the journey's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aande_alert.domain.changes import Topic
from aande_alert.security.access import May
from aande_alert.ui.pages.opening import OpeningPage
from aande_alert.ui.pages.sign_in import SignInPage
from aande_alert.ui.state.places import AdministrationPlace, FindPlace
from aande_alert.ui.state.session import Kept
from aande_alert.ui.widgets.notice import Announcement
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.window.frame import Frame
from aande_alert.ui.window.journey import Journey, Work
from aande_alert.ui.window.rooms import place_for
from aande_alert.ui.window.rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent

    from aande_alert.domain.board import Standing
    from aande_alert.domain.errors import Trouble
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House, Page
    from aande_alert.ui.pages.opening import Doors
    from aande_alert.ui.state.places import Place
    from aande_alert.ui.tasks import Tasks

_STANDING = frozenset({Topic.FEEDS, Topic.REGISTERS, Topic.REFERRALS, Topic.SETTINGS})


class Window(QWidget):
    """The program's window.

    Signals:
        text_step: Larger (+1), smaller (-1) or ordinary (0) text is wanted.
        theme_asked: The other theme is wanted.
    """

    text_step = Signal(int)
    theme_asked = Signal()

    def __init__(
        self,
        tasks: Tasks,
        clock: Callable[[], datetime],
        *,
        idle_minutes: float = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("A&E Alert")
        self._tasks = tasks
        self._clock = clock
        self._house: House | None = None
        self._kept: dict[UUID, Work] = {}
        self._text_percent = 100
        self._standing: Standing | None = None
        self._announcement: Announcement | None = None
        self.sign_in = SignInPage(tasks, clock)
        self.opening: OpeningPage | None = None
        self.frame = Frame()
        self.journey = Journey(self.frame)
        self._stack = Pile()
        self._stack.addWidget(self.sign_in)
        self._stack.addWidget(self.frame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._rounds = Rounds(tasks, clock, idle_minutes, self)
        self._wire()
        self._rounds.tick()

    def _wire(self) -> None:
        self.sign_in.signed_in.connect(self._signed_in)
        self.journey.told.connect(self.say)
        self.frame.rail.chosen.connect(self._rail_chosen)
        self.frame.bar.lock_asked.connect(self.lock)
        self.frame.bar.search.entered.connect(self._search)
        self.frame.line.chosen.connect(self._segment_chosen)
        self._tasks.changed.connect(self._changed)
        self._rounds.scanned.connect(self._search)
        self._rounds.ticked.connect(self._show_now)
        self._rounds.stood.connect(self._stand)
        self._rounds.failed.connect(self.say_trouble)
        self._rounds.elsewhere.connect(self._elsewhere)
        self._rounds.idle.connect(self.lock)
        for keys, act in (
            ("Ctrl+K", self.frame.to_search),
            ("Ctrl+L", self.lock),
            ("Ctrl+Tab", self.journey.next_record),
            ("Ctrl+W", self.journey.close_shown),
            ("Ctrl++", partial(self.text_step.emit, 1)),
            ("Ctrl+=", partial(self.text_step.emit, 1)),
            ("Ctrl+-", partial(self.text_step.emit, -1)),
            ("Ctrl+Shift+D", self.theme_asked.emit),
            ("F6", partial(self.frame.next_part, 1)),
            ("Shift+F6", partial(self.frame.next_part, -1)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def open_with(self, doors: Doors, taken: Callable[[object], None], *, at_once: bool) -> None:
        """Begin to open the store.

        Args:
            doors: The ways in.
            taken: Takes the services once it is open.
            at_once: It opens by itself, so that the sign-in page can stand there already.
        """
        self.opening = OpeningPage(self._tasks, self._clock, doors)
        self._stack.addWidget(self.opening)
        self.opening.opened.connect(taken)
        self.opening.asks.connect(self._show_opening)
        if not at_once:
            self._show_opening()
        QTimer.singleShot(0, self.opening, self.opening.look)  # the first frame goes before the store

    @Slot()
    def _show_opening(self) -> None:
        if self.opening is not None:
            self._stack.setCurrentWidget(self.opening)

    def furnish(self, house: House) -> None:
        """Take the services once the store is open; sign-in can begin."""
        self._house = house
        self.journey.furnish(house)
        self._rounds.furnish(house)
        self.sign_in.furnish(house)
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.form.take_focus()
        if self.opening is not None:
            self.opening.forget()

    def unfurnish(self) -> None:
        """Close the store, on the thread that owns it, after whatever it is doing now."""
        unclaimed = self.opening.unclaimed if self.opening is not None else None
        services = self._house.services if self._house is not None else unclaimed
        if services is not None:
            self._tasks.run(self, "close", services.close, self._nothing)
        self._house = None

    @Slot(object)
    def say_trouble(self, trouble: Trouble) -> None:
        """Say what happened, what was kept and what to do."""
        self.say(trouble.sentence())

    def show_text_percent(self, percent: int) -> None:
        """Say in the status line how large the text is."""
        self._text_percent = percent
        if self._standing is not None:
            self.frame.show_standing(self._standing, percent)

    @property
    def who(self) -> SignedIn | None:
        """Return who is signed in and not locked out."""
        return self.journey.work.session.who if self.journey.work else None

    @Slot(object)
    def go(self, place: Place) -> None:
        """Go to a place."""
        self.journey.go(place)

    def _current(self) -> Page | None:
        return self.journey.current()

    def place_shown(self) -> Place | None:
        """Return where somebody is; `None` where nobody is signed in."""
        work = self.journey.work
        return work.place if work is not None else None

    def is_busy(self) -> bool:
        """Say whether anything is still asked of the store; the tour waits for it."""
        return not self._tasks.is_idle()

    @property
    def house(self) -> House | None:
        """Return what the pages are given; `None` until the store is open."""
        return self._house

    @Slot(object)
    def _signed_in(self, who: SignedIn) -> None:
        """Take somebody in: back to their own work where they left some, else to where their work starts."""
        work = self._kept.pop(who.staff.id, None)
        if work is None:
            work = Work.fresh(who)
        work.taken_up_by(who)
        self._rounds.touch()
        self.frame.show_who(who)
        self._stack.setCurrentWidget(self.frame)
        self.journey.begin(work)
        self._rounds.ask_standing()

    @Slot()
    def lock(self) -> None:
        """Blank the glass and keep the work; anybody may sign in over it."""
        if self._house is None:
            return
        work = self.journey.pause()
        if work is None:
            return
        who = work.session.who
        work.left_at = self._clock()
        self._kept = {who.staff.id: work, **self._kept}
        self.frame.bar.search.clear()
        self.frame.bar.show_nobody()
        if self._announcement is not None:
            self._announcement.hide()
        self._stack.setCurrentWidget(self.sign_in)
        locked = partial(self._house.services.sign_in.locked, who)
        self._tasks.run(self, "locked", locked, self._nothing)
        self.sign_in.show_kept(
            Kept(one.session.who.staff.name, one.left_at) for one in self._kept.values() if one.left_at
        )
        self.sign_in.lock_for(who)

    @Slot(object)
    def _rail_chosen(self, key: str) -> None:
        self.go(place_for(key))

    @Slot(object)
    def _segment_chosen(self, key: str) -> None:
        section = {"register": "registers", "feed": "feeds"}.get(key.partition(":")[0])
        if key == "text":
            self.text_step.emit(0)
        elif section and self.who is not None and self.who.may(May.REGISTER_IMPORT):
            self.go(AdministrationPlace(section))

    @Slot(str)
    def _search(self, text: str) -> None:
        if text.strip() and self.who is not None and self.who.may(May.PERSON_FIND):
            self.go(FindPlace(text))

    @Slot(object)
    def _changed(self, topics: frozenset[Topic]) -> None:
        """Something was committed: the page in view asks again, if it watches any of it."""
        self.journey.refresh(topics)
        if topics & _STANDING:
            self._rounds.ask_standing()

    @Slot()
    def _elsewhere(self) -> None:
        self.journey.refresh()
        self._rounds.ask_standing()

    @staticmethod
    def _nothing(_value: object) -> None:
        """Take an answer nobody waits for."""

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Say one sentence: in the corner, or below the password while nobody is signed in."""
        if self.journey.work is None:
            self.sign_in.say(sentence)
            return
        if self._announcement is None:
            self._announcement = Announcement(self.frame)
        self._announcement.announce(sentence)

    @Slot(object)
    def _show_now(self, now: datetime) -> None:
        self.frame.show_now(now)
        self.sign_in.show_now(now)
        if self.opening is not None:
            self.opening.show_now(now)

    @Slot(object)
    def _stand(self, standing: Standing) -> None:
        self._standing = standing
        self.frame.show_standing(standing, self._text_percent)
        self.sign_in.show_standing(standing)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write down who leaves, stop watching and counting; the work is in the store."""
        self.journey.end()
        if self.who is not None and self._house is not None:
            left = partial(self._house.services.sign_in.sign_out, self.who)
            self._tasks.run(self, "left", left, self._nothing)
            self.journey.work = None
        self._rounds.stop()
        super().closeEvent(event)
