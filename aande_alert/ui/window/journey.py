"""Where the person here is: pages, open records, the order of a patient switch, and what a lock keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog

from aande_alert.ui.state.places import RecordPlace
from aande_alert.ui.state.session import Session
from aande_alert.ui.window.rooms import first_place, make_page, rail_key

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.changes import Topic
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House, Page
    from aande_alert.ui.state.places import Place
    from aande_alert.ui.window.frame import Frame


@dataclass(slots=True)
class Work:
    """One person's work at this workstation, kept while somebody else is signed in.

    Attributes:
        session: Who, and which records are open.
        place: Where they are.
        rail: Which rail item that belongs to.
        left_at: When it was locked.
        page: The page itself, set aside with what was typed on it; `None` where nothing would be lost.
        sheets: What stood open over it.
    """

    session: Session
    place: Place
    rail: str = ""
    left_at: datetime | None = None
    page: Page | None = None
    sheets: tuple[QDialog, ...] = ()

    @classmethod
    def fresh(cls, who: SignedIn) -> Work:
        """Return the work of somebody who begins: where their role's work starts."""
        return cls(Session(who), first_place(who))

    def taken_up_by(self, who: SignedIn) -> None:
        """Let its owner go on, signed in anew."""
        self.session = Session(who, self.session.records, self.session.shown)


class Journey(QObject):
    """Goes from place to place for the person who is here now.

    Signals:
        told: One sentence to announce.

    Attributes:
        work: Of the person here now; `None` while nobody is.
    """

    told = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.work: Work | None = None
        self._frame = frame
        self._house: House | None = None
        self._pages: dict[type[Any], Page] = {}
        self._names: dict[UUID, str] = {}
        frame.tabs.chosen.connect(self._record_chosen)
        frame.tabs.close_asked.connect(self.close_record)

    def furnish(self, house: House) -> None:
        """Take the services."""
        self._house = house

    def begin(self, work: Work) -> None:
        """Take somebody in: to what they left unfinished, as they left it, else to its place."""
        self.work = work
        if work.page is None:
            self.go(work.place)
        else:
            self._take_up(work, work.page)

    def pause(self) -> Work | None:
        """Blank the glass and hand the work back; a page with something unfinished is set aside whole."""
        work, self.work = self.work, None
        page, sheets = self.current(), self._open_sheets()
        if work is not None and page is not None:
            if sheets or page.unfinished():
                self._set_aside(work, page, sheets)
            else:
                page.leave()
        self._frame.show_records((), None)
        return work

    def end(self) -> None:
        """The window closes: blank what is in view."""
        page = self.current()
        if page is not None:
            page.leave()

    @Slot(object)
    def go(self, place: Place) -> None:
        """Go to a place: ask the page in view, blank it, then show the other; never swap in place.

        Another tab of the same record is the same page: it is neither blanked nor read again.
        """
        if self.work is None or self._house is None:
            return
        page = self._page(type(place), self._house)
        current = self.current()
        if current is not None and current.unsaved():
            self.told.emit(current.unsaved())
            return
        if current is not None and not (current is page and page.keeps(place)):
            current.leave()
        work = self.work
        session = work.session
        if isinstance(place, RecordPlace):
            work.session = session.with_record(place)
            place = work.session.place_of(place.person_id)
        else:
            work.session = session.elsewhere()
        work.place, work.rail = place, rail_key(place, work.rail)
        self._show_bars(work)
        self._frame.show_page(page)
        page.enter(work.session.who, place)
        page.take_focus()

    def current(self) -> Page | None:
        """Return the page in view."""
        return cast("Page | None", self._frame.pages.currentWidget())

    def refresh(self, topics: frozenset[Topic] | None = None) -> None:
        """Let the page in view ask again, if it watches any of the topics; `None` for whatever changed."""
        page = self.current()
        if self.work is not None and page is not None and (topics is None or page.topics & topics):
            page.refresh()

    def take_focus(self) -> None:
        """Put the focus where the work of the page in view starts."""
        page = self.current()
        if page is not None:
            page.take_focus()

    @Slot(object)
    def close_record(self, person_id: UUID) -> None:
        """Close a record; unsaved work may refuse."""
        if self.work is None:
            return
        shown = self.work.session.shown == person_id
        page = self.current()
        if shown and page is not None and page.unsaved():
            self.told.emit(page.unsaved())
            return
        self.work.session = self.work.session.without(person_id)
        self._names.pop(person_id, None)
        if shown:
            records = self.work.session.records
            self.go(records[-1].place if records else first_place(self.work.session.who))
        else:
            self._show_bars(self.work)

    def close_shown(self) -> None:
        """Close the record in view."""
        if self.work is not None and self.work.session.shown is not None:
            self.close_record(self.work.session.shown)

    def next_record(self) -> None:
        """Go to the next open record."""
        if self.work is None or not self.work.session.records:
            return
        records = self.work.session.records
        ids = [record.person_id for record in records]
        shown = self.work.session.shown
        at = ids.index(shown) if shown in ids else -1
        self.go(records[(at + 1) % len(records)].place)

    @Slot(object)
    def _record_chosen(self, person_id: UUID) -> None:
        if self.work is not None:
            self.go(self.work.session.place_of(person_id))

    @Slot(object, str)
    def _named(self, person_id: UUID, name: str) -> None:
        """A record has been read: its tab can carry the name."""
        self._names[person_id] = name
        if self.work is not None:
            self._show_bars(self.work)

    def _show_bars(self, work: Work) -> None:
        session = work.session
        tabs = tuple((one.person_id, self._names.get(one.person_id, "Reading")) for one in session.records)
        self._frame.show_records(tabs, session.shown)
        self._frame.rail.choose(work.rail)

    def _page(self, kind: type[Any], house: House) -> Page:
        if kind not in self._pages:
            page = make_page(kind, house)
            page.wanted.connect(self.go)
            page.told.connect(self.told)
            named = getattr(page, "named", None)
            if named is not None:
                named.connect(self._named)
            self._pages[kind] = page
        return self._pages[kind]

    def _open_sheets(self) -> tuple[QDialog, ...]:
        """Return the sheets over this window; they are windows of their own, and would stay on the glass."""
        sheets = self._frame.window().findChildren(QDialog)
        return tuple(sheet for sheet in sheets if sheet.isVisible())

    def _set_aside(self, work: Work, page: Page, sheets: tuple[QDialog, ...]) -> None:
        """Keep a page with its owner's work; the next person gets another."""
        for sheet in sheets:
            sheet.hide()
        self._frame.window().activateWindow()  # or the keys stay with a sheet that is gone
        work.page, work.sheets = page, sheets
        self._pages = {kind: one for kind, one in self._pages.items() if one is not page}
        self._frame.pages.removeWidget(page)
        page.hide()

    def _take_up(self, work: Work, page: Page) -> None:
        others = self._pages.pop(type(work.place), None)
        if others is not None:
            others.leave()
            self._frame.pages.removeWidget(others)
            others.deleteLater()
        self._pages[type(work.place)] = page
        sheets, work.page, work.sheets = work.sheets, None, ()
        self._show_bars(work)
        self._frame.show_page(page)
        page.resume(work.session.who)
        for sheet in sheets:
            sheet.open()
