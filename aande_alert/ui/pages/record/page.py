"""The record page: whose it is stands above everything, and nothing of another child is ever below it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from aande_alert.domain.changes import Topic
from aande_alert.domain.plans import OnPlan, PlanEnded
from aande_alert.domain.wording import show_time
from aande_alert.security.access import May
from aande_alert.ui.page import House, Page, RecordPart, Stop
from aande_alert.ui.pages.record.parts import make_part
from aande_alert.ui.state.places import ArrivalsPlace, RecordPlace, RecordTab
from aande_alert.ui.widgets.banner import AlertStrips, Banner, StripText
from aande_alert.ui.widgets.marks import ReadText
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.status_text import banner_text, status_text

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.record import RecordView
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.state.places import Place

_TABS = (
    (RecordTab.SUMMARY, May.RECORD_READ),
    (RecordTab.TIMELINE, May.RECORD_READ),
    (RecordTab.FAMILY, May.RECORD_READ),
    (RecordTab.GROWTH, May.RECORD_READ),
    (RecordTab.ASSESSMENT, May.ASSESSMENT_READ),
    (RecordTab.REFERRALS, May.REFERRAL_READ),
    (RecordTab.ACCESS, May.ACCESS_HISTORY_READ),
)


class RecordPage(Page):
    """One person's record.

    Signals:
        named: The id of the person and the name as shown, once the record has been read.
    """

    named = Signal(object, str)
    topics = frozenset(Topic)

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._place: RecordPlace | None = None
        self._view: RecordView | None = None
        self._before: RecordPlace | None = None
        self._left: RecordPlace | None = None
        self._opening = self._stale = False  # a change meanwhile waits: opened once is written once
        self._parts: dict[RecordTab, RecordPart] = {}
        self.banner = Banner()
        self.strips = AlertStrips()
        self.tabs = SectionTabs()
        self._stand = Stand()
        self._stack = Pile()
        self._stack.addWidget(self._stand)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for part, stretch in ((self.banner, 0), (self.strips, 0), (self.tabs, 0), (self._stack, 1)):
            down.addWidget(part, stretch)
        self.tabs.chosen.connect(self._tab_chosen)
        self.strips.opened.connect(self._open_alert)
        self._stand.retried.connect(self.refresh)
        QShortcut(QKeySequence("Ctrl+1"), self, self._open_alert)
        QShortcut(QKeySequence("Alt+Left"), self, self._go_back)
        self.blank()

    def show_place(self, place: Place) -> None:
        """Read the record; the banner is empty until it has been read."""
        if not isinstance(place, RecordPlace):
            return
        self._place = place
        self.tabs.show_tabs(self._allowed(), place.tab.value)
        self._stand.show_waiting("Record")
        self._stack.setCurrentWidget(self._stand)
        self._read()

    def _allowed(self) -> tuple[TabText, ...]:
        return tuple(TabText(tab.value, tab.words) for tab, may in _TABS if self.who.may(may))

    def _read(self, *, again: bool = False) -> None:
        place = self._place
        if place is None:
            return
        self._opening, self._stale = not again, False
        call = partial(self.house.services.records.open, self.who, place.person_id, place.why, again=again)
        self.house.tasks.run(self, "record", call, partial(self._show, place), self._failed, lapses=True)

    def refresh(self) -> None:
        """Read the record again; the part in view asks for its own."""
        if self._opening:
            self._stale = True
            return
        self._read(again=self._view is not None)
        self._refresh_part()

    def resume(self, who: SignedIn) -> None:
        """Open it for the person who is back: that they see it from now on is a line of its own."""
        self._who = who
        self._read()
        self._refresh_part()

    def _refresh_part(self) -> None:
        part = self._part()
        if part is not None:
            part.refresh()

    def _show(self, place: RecordPlace, view: RecordView) -> None:
        """Show a record that was asked for; one that is no longer wanted is dropped."""
        self._opening = False
        if self._place is None or place.person_id != self._place.person_id:
            return
        first = self._view is None
        self._view = view
        self.banner.show_patient(banner_text(view.person, view.at))
        self.strips.show_strips(_strips(view))
        self.named.emit(place.person_id, view.person.name.shown())
        if first:
            self._show_tab(self._place.tab)
        else:
            summary = self._parts.get(RecordTab.SUMMARY)
            if summary is not None and self._stack.currentWidget() is summary:
                summary.show_record(self.who, view, self._place)
        if self._stale:
            self.refresh()

    def _failed(self, trouble: Trouble) -> None:
        self._opening = self._stale = False
        self._stand.show_trouble(trouble)
        self._stack.setCurrentWidget(self._stand)

    @Slot(object)
    def _tab_chosen(self, key: str) -> None:
        part = self._part()
        if part is not None and part.unsaved():
            self.told.emit(part.unsaved())
            return
        if self._place is not None:
            place = self._place
            attendance = place.attendance_id
            self.wanted.emit(RecordPlace(place.person_id, RecordTab(key), attendance, why=place.why))

    def _show_tab(self, tab: RecordTab) -> None:
        if self._view is None or self._place is None:
            return
        if tab not in self._parts:
            part = make_part(tab, self.house)
            part.wanted.connect(self.wanted)
            part.told.connect(self.told)
            self._parts[tab] = part
            self._stack.addWidget(part)
        part, before = self._parts[tab], self._part()
        part.blank()
        if before is not None and before is not part:
            before.blank()  # nothing goes on behind the tab in view
        self._stack.setCurrentWidget(part)
        part.show_record(self.who, self._view, self._place)
        part.take_focus()

    def _part(self) -> RecordPart | None:
        shown = self._stack.currentWidget()
        return None if shown is self._stand else cast("RecordPart", shown)

    @Slot()
    def _open_alert(self, _id: object = None) -> None:
        if self._view is None:
            return
        visit = self._view.open_attendance or (self._view.attendances[0] if self._view.attendances else None)
        if visit is not None and self._view.check.interrupts:
            self.wanted.emit(ArrivalsPlace(visit.id))

    def _remember(self, place: Place) -> None:
        """Keep where in this record somebody was, for the way back; of another record nothing is kept."""
        was = self._place or self._left
        same = was is not None and isinstance(place, RecordPlace) and was.person_id == place.person_id
        self._before = was if same and was != place else None

    @Slot()
    def _go_back(self) -> None:
        """Go back to where in this record somebody was before."""
        if self._before is not None:
            self.wanted.emit(self._before)

    def blank(self) -> None:
        """Take everything off the glass, every tab of it."""
        self._view = None
        self._opening = self._stale = False
        self.banner.show_nobody()
        self.strips.show_strips(())
        for part in self._parts.values():
            part.blank()
        self._stack.setCurrentWidget(self._stand)

    def leave(self) -> None:
        """Blank, and forget whose record it was."""
        super().leave()
        self._left, self._place = self._place, None

    def unsaved(self) -> str:
        """Say what the part in view would lose."""
        part = self._part()
        return part.unsaved() if part is not None else ""

    def take_focus(self) -> None:
        """Put the focus into the part in view."""
        part = self._part()
        if part is not None:
            part.take_focus()
        else:
            self.tabs.setFocus()

    def stops(self) -> tuple[Stop, ...]:
        """Return the tabs, and what the part in view has."""
        part = self._part()
        return (Stop(self.tabs), *(part.stops() if part is not None else ()))

    def keeps(self, place: Place) -> bool:
        """Say whether it is the record on the glass, opened for the same reason."""
        here = self._place
        return (
            self._view is not None
            and isinstance(place, RecordPlace)
            and here is not None
            and place.person_id == here.person_id
            and place.why in {"", here.why}
        )

    def enter(self, who: SignedIn, place: Place) -> None:
        """Show a record; another tab of the same one keeps banner and strip."""
        self._remember(place)
        if self._who is not who or not self.keeps(place):
            super().enter(who, place)
            return
        self._place = cast("RecordPlace", place)
        self.tabs.show_tabs(self._allowed(), self._place.tab.value)
        self._show_tab(self._place.tab)

    def person_shown(self) -> UUID | None:
        """Return whose record is on the glass."""
        return self._view.person.id if self._view else None


def _strips(view: RecordView) -> tuple[StripText, ...]:
    status = view.check.status
    if not view.strip_title or not isinstance(status, OnPlan | PlanEnded):
        return ()
    current = [one for one in view.acknowledgements if one.current]
    by = ", ".join(f"{one.initials} {show_time(one.at)}" for one in current)
    strip = StripText(
        id=view.person.id,
        badge=status_text(status),
        strong=view.strip_title,
        rest=view.strip,
        read=ReadText(by) if view.check.interrupts else None,
        key="Ctrl+1",
    )
    return (strip,)
