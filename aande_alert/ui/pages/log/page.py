"""The log page: views, filters, the paged table, the pane and the keys to review with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aande_alert.domain.changes import Topic
from aande_alert.domain.review import LogFilter, LogIndex, Review
from aande_alert.domain.wording import local
from aande_alert.security.access import May
from aande_alert.ui.page import House, Page, Stop
from aande_alert.ui.pages.log.export import Export
from aande_alert.ui.pages.log.filters import Filters
from aande_alert.ui.pages.log.paged import PagedLog
from aande_alert.ui.pages.log.review_pane import ReviewPane
from aande_alert.ui.state.log import View, empty_words, first_filter, next_in_use, notice_words, of_view
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Notice
from aande_alert.ui.widgets.panel import Panel, row
from aande_alert.ui.widgets.section_tabs import SectionTabs, TabText
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from datetime import date

    from aande_alert.ui.state.places import Place

_WIDE_PANE_FROM = 1500
_WHY = "Attendance log review"
_KEYS = (
    ("J", "Next"),
    ("K", "Previous"),
    ("R", "Reviewed"),
    ("F", "Follow up"),
    ("E", "Escalate"),
    ("O", "Order"),
)


class LogPage(Page):
    """Every attendance under 18."""

    topics = frozenset(
        {
            Topic.REVIEWS, Topic.ARRIVALS, Topic.ALERTS, Topic.REGISTERS, Topic.PEOPLE, Topic.REFERRALS,
            Topic.ASSESSMENT,
        }
    )  # fmt: skip

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._view = View.ALL
        self._filter: LogFilter | None = None
        self._oldest_first = False
        self.tabs = SectionTabs(height=47, lined=False)
        self.export = Button("Export", icon="export")
        self.filters = Filters()
        self._notice = Notice()
        self.log = PagedLog(house)
        self._rows = Words("", Role.SECONDARY, wrap=False)
        self.pane = ReviewPane(house)
        self._exporting: Export | None = None
        self._left: tuple[UUID, UUID] | None = None  # who, and the attendance in use when they went elsewhere
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 0, 16, 1), 8)
        line.addWidget(Words("Attendance log", Role.PAGE, wrap=False))
        line.addSpacing(8)
        line.addWidget(self.tabs, 1)
        line.addWidget(self.export, 0, Qt.AlignmentFlag.AlignVCenter)
        foot = Panel("sunken", lines="t", line="line2", height=32)
        across = row(foot, (16, 5, 16, 5), 16)
        across.addWidget(KeyLegend(*(KeyText(key, does) for key, does in _KEYS)), 1)
        across.addWidget(self._rows)
        left = QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for part, stretch in ((head, 0), (self.filters, 0), (self._notice, 0), (self.log, 1), (foot, 0)):
            down.addWidget(part, stretch)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left, 1)
        whole.addWidget(self.pane)
        self.pane.set_wide(wide=False)

    def _wire(self) -> None:
        self.log.chosen.connect(self.pane.choose)
        self.log.opened.connect(self._open)
        self.log.moved.connect(self._rows.say)
        self.log.turn_asked.connect(self._turn)
        self.log.stand.acted.connect(self._clear_filters)
        self.log.stand.retried.connect(self.refresh)
        self.tabs.chosen.connect(self._show_view)
        self.filters.changed.connect(self._refilter)
        self._notice.acted.connect(self._clear_filters)
        self.export.clicked.connect(self.ask_export)
        self.pane.told.connect(self.told)
        self.pane.decided.connect(self._go_on)
        self.pane.record_wanted.connect(self._open_chosen)
        self.pane.referral_wanted.connect(self._open_referral)
        self.pane.child_wanted.connect(self._open_child)
        for keys, act in (
            ("J", partial(self._step, 1)),
            ("K", partial(self._step, -1)),
            ("R", partial(self.pane.review, Review.REVIEWED)),
            ("F", partial(self.pane.review, Review.FOLLOW_UP)),
            ("E", partial(self.pane.review, Review.ESCALATED)),
            ("O", self._turn),
            ("/", self.filters.text.setFocus),
            ("Ctrl+0", self._clear_filters),
            ("F5", self.refresh),
        ):
            on_key(keys, self, act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pane and the table what the width allows."""
        self.pane.set_wide(wide=self.width() >= _WIDE_PANE_FROM)
        super().resizeEvent(event)
        self.log.fit(self.pane.wanted)

    # ------------------------------------------------------------ reading

    def show_place(self, place: Place) -> None:
        """Read the log as it was last filtered."""
        self._filter = self._filter or first_filter(self._today())
        self.export.setVisible(self.who.may(May.LOG_EXPORT))
        self.log.begin(self.who)
        self.pane.begin(self.who)
        self._notice.say(Run("Reading …"))
        self._show_filter()
        self.refresh()

    def _today(self) -> date:
        return local(self.house.clock()).date()

    def _show_filter(self) -> None:
        queue = self._view is View.QUEUE
        self.filters.show_filter(self._filter or LogFilter(), self._today(), queue=queue)

    def refresh(self) -> None:
        """Read which attendances match, without moving the focus."""
        review, who = self.house.services.review, self.who
        wanted = of_view(self._view, self._filter or LogFilter())

        def read() -> tuple[LogIndex, int, int]:
            index = review.index(who, wanted)
            reviewed = 0
            if not index.ids and wanted.not_reviewed:
                reviewed = len(review.index(who, replace(wanted, not_reviewed=False)).ids)
            return index, reviewed, review.waiting(who)

        self.house.tasks.run(
            self, "index", read, partial(self._show, wanted), self.log.show_trouble, lapses=True
        )

    def _show(self, wanted: LogFilter, found: tuple[LogIndex, int, int]) -> None:
        index, reviewed, waiting = found
        self.tabs.show_tabs(
            (TabText(View.ALL.value, "All under 18"), TabText(View.QUEUE.value, "Queue", f"{waiting:,}")),
            self._view.value,
        )
        narrowed = self._filter != LogFilter()
        action, key = ("Clear filters", "Ctrl+0") if narrowed else ("", "")
        strong, rest = notice_words(index)
        self._notice.say(Run(f"{strong} ", BOLD), Run(rest), action=action, key=key)
        if not index.ids:
            heading, sentence = empty_words(wanted, index, reviewed)
            self.log.show_nothing(heading, sentence, action)
            self.pane.forget("No attendance to show", "")
            return
        ids = tuple(reversed(index.ids)) if self._oldest_first else index.ids
        current = next_in_use(self.log.ids or ids, ids, self.pane.wanted or self._left_at())
        self.log.show_ids(ids, current)
        self.pane.choose(current)

    def _left_at(self) -> UUID | None:
        """Return where this person was when they went elsewhere."""
        left, self._left = self._left, None
        return left[1] if left is not None and left[0] == self.who.staff.id else None

    # ------------------------------------------------------------ filters and views

    @Slot()
    def _turn(self) -> None:
        """Put the other end first: what waits longest, or what is new."""
        self._oldest_first = not self._oldest_first
        self.log.mark_order(oldest_first=self._oldest_first)
        self.refresh()

    @Slot(object)
    def _refilter(self, chosen: LogFilter) -> None:
        self._filter = chosen
        self._show_filter()
        self.refresh()

    @Slot()
    def _clear_filters(self) -> None:
        self._refilter(LogFilter())

    @Slot(object)
    def _show_view(self, key: str) -> None:
        """Show another view; the queue begins with every day, as nothing may be left behind."""
        self._view = View(key)
        self._refilter(LogFilter() if self._view is View.QUEUE else first_filter(self._today()))

    # ------------------------------------------------------------ moving on

    def _step(self, by: int) -> None:
        self.log.table().step(by)

    @Slot(object)
    def _go_on(self, visit: UUID) -> None:
        """After a review the next attendance comes up; in a queue the row itself goes."""
        if self.pane.isAncestorOf(self.focusWidget()):
            self.take_focus()  # the button goes with the attendance it was about
        stays = self._view is View.ALL and self._filter is not None and not self._filter.not_reviewed
        if stays and self.pane.wanted == visit:
            self._step(1)

    @Slot(object)
    def _open(self, attendance_id: UUID) -> None:
        line = self.log.line(attendance_id)
        if line is not None:
            self.wanted.emit(RecordPlace(line.person.id, attendance_id=attendance_id, why=_WHY))

    @Slot()
    def _open_chosen(self) -> None:
        if self.pane.wanted is not None:
            self._open(self.pane.wanted)

    @Slot()
    def _open_referral(self) -> None:
        detail = self.pane.detail
        if detail is not None:
            line = detail.line
            self.wanted.emit(RecordPlace(line.person.id, RecordTab.REFERRALS, line.attendance.id, why=_WHY))

    @Slot(object)
    def _open_child(self, person_id: UUID) -> None:
        self.wanted.emit(RecordPlace(person_id, why=_WHY))

    @Slot()
    def ask_export(self) -> None:
        """Ask what an export is for."""
        wanted = of_view(self._view, self._filter or LogFilter())
        self._exporting = Export(self.house, self.who, wanted, len(self.log.ids), self)
        self._exporting.told.connect(self.told)
        self._exporting.ask()

    def blank(self) -> None:
        """Take every name off the glass; what was typed is kept under its writer's name."""
        if self._who is not None and self.pane.wanted is not None:
            self._left = (self._who.staff.id, self.pane.wanted)
        self.pane.end()
        self.log.end()
        self.filters.stop()
        self._notice.say()
        self._rows.say("")
        if self._exporting is not None:
            self._exporting.stop()
            self._exporting = None

    def take_focus(self) -> None:
        """Put the focus on the log."""
        self.log.take_focus()

    def stops(self) -> tuple[Stop, ...]:
        """Return views, filters, rows and the attendance in use."""
        return (Stop(self.tabs), Stop(self.filters), Stop(self.log, self.take_focus), Stop(self.pane))
