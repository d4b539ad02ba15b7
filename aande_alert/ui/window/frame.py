"""What stands around every page: rail, top bar, record tabs, status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aande_alert.domain.wording import local, show_time, show_weekday_date
from aande_alert.security.access import May
from aande_alert.ui.page import Page, Stop
from aande_alert.ui.state.standing import standing_lines
from aande_alert.ui.widgets.pile import Pile
from aande_alert.ui.widgets.rail import Rail, RailItem
from aande_alert.ui.widgets.record_tabs import RecordTab, RecordTabs
from aande_alert.ui.widgets.status_line import Segment, SegmentState, StatusLine
from aande_alert.ui.widgets.top_bar import TopBar
from aande_alert.ui.window.rooms import rail_for

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from aande_alert.domain.board import Standing
    from aande_alert.security.access import SignedIn

_LARGEST = 16777215


class Frame(QWidget):
    """The bars and, in the middle, one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail()
        self.bar = TopBar()
        self.tabs = RecordTabs()
        self.line = StatusLine()
        self.pages = Pile()
        middle = QVBoxLayout()
        middle.setSpacing(0)
        for part in (self.bar, self.tabs):
            middle.addWidget(part)
        middle.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.line)
        self.tabs.hide()

    def show_who(self, who: SignedIn) -> None:
        """Show who is signed in and what their role may use."""
        self.rail.show_items(tuple(RailItem(key, word, icon) for key, word, icon in rail_for(who)))
        self.bar.search.setVisible(who.may(May.PERSON_FIND))
        post = who.staff.post or who.staff.role.words
        self.bar.show_person(who.staff.name, f"{post}, {who.workstation}")

    def show_now(self, now: datetime) -> None:
        """Show the time."""
        self.bar.show_now(show_weekday_date(local(now).date()), show_time(now))

    def show_standing(self, standing: Standing, text_percent: int) -> None:
        """Show how far lists and feeds can be relied on."""
        left = tuple(
            Segment(line.key, line.words, SegmentState(line.mark)) for line in standing_lines(standing)
        )
        unsent = SegmentState.WARN if standing.unsent else SegmentState.PLAIN
        right = [
            Segment("unsent", f"Unsent: {standing.unsent}", unsent),
            Segment("kept", f"All kept, {show_time(standing.at)}"),
            Segment("text", f"Text {text_percent} %"),
        ]
        if standing.demo:
            right.insert(0, Segment("demo", "DEMO", SegmentState.WARN))
        self.line.show_segments(left, tuple(right))

    def show_page(self, page: Page) -> None:
        """Put a page in the middle."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def to_search(self) -> None:
        """Put the focus into the search box, its words selected."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def next_part(self, step: int) -> None:
        """Go from bar to bar, in the order of the screen; into a page, to where its work starts."""
        page = self.pages.currentWidget()
        within = page.stops() if isinstance(page, Page) else ()
        stops = (Stop(self.rail), Stop(self.bar), *within, Stop(self.line))
        shown = [stop for stop in stops if stop.part.isVisible()]
        focus = cast("QWidget | None", self.window().focusWidget())
        inside = (at for at, stop in enumerate(shown) if _holds(stop.part, focus))
        here = next(inside, -1 if step > 0 else 0)
        for by in range(1, len(shown) + 1):
            if _enter(shown[(here + step * by) % len(shown)]):
                return

    def show_records(self, names: tuple[tuple[Hashable, str], ...], current: Hashable | None) -> None:
        """Show the tabs of the open records."""
        self.tabs.show_tabs(tuple(RecordTab(key, name) for key, name in names), current)
        self.tabs.setVisible(bool(names))


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def _enter(stop: Stop) -> bool:
    """Put the focus into a part; say whether anything in it takes keys."""
    if stop.take_focus is not None:
        stop.take_focus()
        return True
    first = _first_in(stop.part)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)
    return first is not None


def _first_in(part: QWidget) -> QWidget | None:
    """Return the first in the order of Tab that takes keys."""
    at = cast("QWidget", part.nextInFocusChain())
    while at is not part:
        takes = at.isVisible() and at.isEnabled() and bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and part.isAncestorOf(at):
            return at
        at = cast("QWidget", at.nextInFocusChain())
    return None
