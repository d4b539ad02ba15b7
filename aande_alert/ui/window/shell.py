"""The one window: opening, signing in, moving between places, locking, closing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aande_alert.domain.changes import Topic
from aande_alert.ui.pages.sign_in import SignInPage
from aande_alert.ui.state.places import FindPlace, RecordPlace
from aande_alert.ui.state.session import Session
from aande_alert.ui.widgets.notice import Announcement
from aande_alert.ui.window.frame import Frame
from aande_alert.ui.window.keys import Watch
from aande_alert.ui.window.rooms import first_place, make_page, place_for, rail_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent

    from aande_alert.domain.board import Standing
    from aande_alert.domain.errors import Trouble
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House, Page
    from aande_alert.ui.state.places import Place
    from aande_alert.ui.tasks import Tasks

_TICK = 1000
_STANDING_EVERY = 30
_LOOK_EVERY = 3


@dataclass(slots=True)
class _Work:
    """One person's work at this workstation, kept while somebody else is signed in."""

    session: Session
    place: Place
    rail: str = ""


class Window(QWidget):
    """The program's window.

    Signals:
        ready: The first frame is painted and somebody can type.
        text_step: Larger (+1), smaller (-1) or ordinary (0) text is wanted.
        theme_asked: The other theme is wanted.
    """

    ready = Signal()
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
        self._idle = idle_minutes * 60
        self._house: House | None = None
        self._kept: dict[UUID, _Work] = {}
        self._work: _Work | None = None
        self._pages: dict[type[Any], Page] = {}
        self._names: dict[UUID, str] = {}
        self._text_percent = 100
        self._ticks = 0
        self._announcement: Announcement | None = None
        self.sign_in = SignInPage(tasks, clock)
        self.frame = Frame()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        self._stack.addWidget(self.frame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._watch = Watch(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._wire()
        self._timer.start()
        self._tick()

    def _wire(self) -> None:
        self.sign_in.signed_in.connect(self._signed_in)
        self.frame.rail.chosen.connect(self._rail_chosen)
        self.frame.bar.lock_asked.connect(self.lock)
        self.frame.bar.search.entered.connect(self._search)
        self.frame.tabs.chosen.connect(self._record_chosen)
        self.frame.tabs.close_asked.connect(self.close_record)
        self.frame.line.chosen.connect(self._segment_chosen)
        self._tasks.changed.connect(self._changed)
        self._watch.scanned.connect(self._search)
        self._timer.timeout.connect(self._tick)
        for keys, act in (
            ("Ctrl+K", self._to_search),
            ("Ctrl+L", self.lock),
            ("Ctrl+Tab", self._next_record),
            ("Ctrl+W", self._close_shown),
            ("Ctrl++", partial(self.text_step.emit, 1)),
            ("Ctrl+=", partial(self.text_step.emit, 1)),
            ("Ctrl+-", partial(self.text_step.emit, -1)),
            ("Ctrl+Shift+D", self.theme_asked.emit),
            ("F6", partial(self._next_part, 1)),
            ("Shift+F6", partial(self._next_part, -1)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def furnish(self, house: House) -> None:
        """Take the services once the store is open; sign-in can begin."""
        self._house = house
        self.sign_in.furnish(house)
        self._ask_standing()

    def unfurnish(self) -> None:
        """Close the store, on the thread that owns it, after whatever it is doing now."""
        if self._house is not None:
            self._tasks.run(self, "close", self._house.services.close, self._nothing)
            self._house = None

    @Slot(object)
    def say_trouble(self, trouble: Trouble) -> None:
        """Say what happened, what was kept and what to do."""
        self.say(trouble.sentence())

    def show_text_percent(self, percent: int) -> None:
        """Say in the status line how large the text is."""
        self._text_percent = percent
        self._ask_standing()

    @property
    def who(self) -> SignedIn | None:
        """Return who is signed in and not locked out."""
        return self._work.session.who if self._work else None

    def place_shown(self) -> Place | None:
        """Return where somebody is; `None` where nobody is signed in."""
        return self._work.place if self._work else None

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
            work = _Work(Session(who), first_place(who))
        else:
            work.session = Session(who, work.session.records, work.session.shown)
        self._work = work
        self._watch.touch()
        self.frame.show_who(who)
        self._stack.setCurrentWidget(self.frame)
        self.go(work.place)
        self._ask_standing()

    @Slot(object)
    def go(self, place: Place) -> None:
        """Go to a place: ask the page in view, blank it, then show the other; never swap in place."""
        if self._work is None or self._house is None:
            return
        page = self._page(type(place))
        current = self._current()
        if current is not None and current is not page and current.unsaved():
            self.say(current.unsaved())
            return
        if current is not None:
            current.leave()
        work = self._work
        session = work.session
        work.session = session.with_record(place) if isinstance(place, RecordPlace) else session.elsewhere()
        work.place, work.rail = place, rail_key(place, work.rail)
        self._show_tabs()
        self.frame.rail.choose(work.rail)
        self.frame.show_page(page)
        page.enter(work.session.who, place)
        page.take_focus()

    def _page(self, kind: type[Any]) -> Page:
        if kind not in self._pages:
            assert self._house is not None  # noqa: S101 - go() asked
            page = make_page(kind, self._house)
            page.wanted.connect(self.go)
            page.told.connect(self.say)
            named = getattr(page, "named", None)
            if named is not None:
                named.connect(self._named)
            self._pages[kind] = page
        return self._pages[kind]

    def _current(self) -> Page | None:
        return cast("Page | None", self.frame.pages.currentWidget())

    @Slot(object, str)
    def _named(self, person_id: UUID, name: str) -> None:
        """A record has been read: its tab can carry the name."""
        self._names[person_id] = name
        self._show_tabs()

    def _show_tabs(self) -> None:
        if self._work is None:
            return
        session = self._work.session
        tabs = tuple((one.person_id, self._names.get(one.person_id, "Reading")) for one in session.records)
        self.frame.show_records(tabs, session.shown)

    @Slot(object)
    def _record_chosen(self, person_id: UUID) -> None:
        if self._work is not None:
            self.go(self._work.session.place_of(person_id))

    @Slot(object)
    def close_record(self, person_id: UUID) -> None:
        """Close a record; unsaved work may refuse."""
        if self._work is None:
            return
        shown = self._work.session.shown == person_id
        page = self._current()
        if shown and page is not None and page.unsaved():
            self.say(page.unsaved())
            return
        self._work.session = self._work.session.without(person_id)
        self._names.pop(person_id, None)
        if shown:
            records = self._work.session.records
            self.go(records[-1].place if records else first_place(self._work.session.who))
        else:
            self._show_tabs()

    def _close_shown(self) -> None:
        if self._work is not None and self._work.session.shown is not None:
            self.close_record(self._work.session.shown)

    def _next_record(self) -> None:
        if self._work is None or not self._work.session.records:
            return
        records = self._work.session.records
        ids = [record.person_id for record in records]
        shown = self._work.session.shown
        at = ids.index(shown) if shown in ids else -1
        self.go(records[(at + 1) % len(records)].place)

    @Slot(object)
    def _rail_chosen(self, key: str) -> None:
        self.go(place_for(key))

    @Slot(object)
    def _segment_chosen(self, key: str) -> None:
        if key == "text":
            self.text_step.emit(0)

    @Slot(str)
    def _search(self, text: str) -> None:
        if text.strip():
            self.go(FindPlace(text))

    def _to_search(self) -> None:
        self.frame.bar.search.setFocus()
        self.frame.bar.search.selectAll()

    def _next_part(self, step: int) -> None:
        """F6: from bar to bar, in the order of the screen."""
        parts: list[QWidget] = [self.frame.rail, self.frame.bar, self.frame.pages, self.frame.line]
        shown = [part for part in parts if part.isVisible()]
        focus = self.focusWidget()
        at = next((at for at, part in enumerate(shown) if part.isAncestorOf(focus)), -1)
        target = shown[(at + step) % len(shown)]
        if target is self.frame.pages:
            self._current_take_focus()
        else:
            self._focus_inside(target)

    @staticmethod
    def _focus_inside(part: QWidget) -> None:
        first = part.nextInFocusChain()
        if first is not None:
            first.setFocus()

    def _current_take_focus(self) -> None:
        page = self._current()
        if page is not None:
            page.take_focus()

    @Slot(object)
    def _changed(self, topics: frozenset[Topic]) -> None:
        """Something was committed: the page in view asks again, if it watches any of it."""
        page = self._current()
        if self._work is not None and page is not None and page.topics & topics:
            page.refresh()
        if topics & {Topic.FEEDS, Topic.REGISTERS, Topic.REFERRALS}:
            self._ask_standing()

    def lock(self) -> None:
        """Blank the glass and keep the work; anybody may sign in over it."""
        if self._work is None or self._house is None:
            return
        page = self._current()
        if page is not None:
            page.leave()
        work, self._work = self._work, None
        self._kept[work.session.who.staff.id] = work
        self.frame.show_records((), None)
        self.frame.bar.search.clear()
        self.frame.bar.show_nobody()
        self._stack.setCurrentWidget(self.sign_in)
        services = self._house.services
        self._tasks.run(self, "locked", partial(services.sign_in.locked, work.session.who), self._nothing)
        self.sign_in.lock_for(work.session.who, self._clock())

    @staticmethod
    def _nothing(_value: object) -> None:
        """Take an answer nobody waits for."""

    def say(self, sentence: str) -> None:
        """Say one sentence in the status line's place until the next standing is read."""
        self.sign_in.say(sentence) if self._work is None else self._announce(sentence)

    def _announce(self, sentence: str) -> None:
        if self._announcement is None:
            self._announcement = Announcement(self.frame)
        self._announcement.announce(sentence)

    def _tick(self) -> None:
        now = self._clock()
        self.frame.show_now(now)
        self.sign_in.show_now(now)
        self._ticks += 1
        if self._work is not None and self._watch.idle > self._idle:
            self.lock()
        if self._ticks % _STANDING_EVERY == 0:
            self._ask_standing()
        if self._ticks % _LOOK_EVERY == 0 and self._house is not None:
            self._tasks.run(self, "elsewhere", self._house.services.changed_elsewhere, self._elsewhere)

    def _elsewhere(self, changed: bool) -> None:  # noqa: FBT001 - the answer of a call
        page = self._current()
        if changed and self._work is not None and page is not None:
            page.refresh()

    def _ask_standing(self) -> None:
        if self._house is not None:
            self._tasks.run(
                self,
                "standing",
                self._house.services.sign_in.standing,
                self._stand,
                self._standing_failed,
                lapses=True,
            )

    def _stand(self, standing: Standing) -> None:
        self.frame.show_standing(standing, self._text_percent)
        self.sign_in.show_standing(standing)

    def _standing_failed(self, trouble: Trouble) -> None:
        self.say(trouble.sentence())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop watching and counting; the work is in the store."""
        page = self._current()
        if page is not None:
            page.leave()
        self._timer.stop()
        self._watch.stop()
        super().closeEvent(event)
