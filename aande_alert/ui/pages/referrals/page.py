"""The list of referrals that somebody still has to do something about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from aande_alert.domain.changes import Topic
from aande_alert.domain.people import Person
from aande_alert.domain.referral import ReferralLine
from aande_alert.domain.wording import show_age_of, show_birth, show_moment
from aande_alert.ui.page import House, Page
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.state.referral import clock_words, list_words
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import IconButton, Kind
from aande_alert.ui.widgets.cells import Name, Row, Signed, Text
from aande_alert.ui.widgets.key_hint import KeyLegend, KeyText
from aande_alert.ui.widgets.notice import Notice, Stand, Tone
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.rows import Column
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.table import Table
from aande_alert.ui.widgets.words import Role, Run, Words

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.state.places import Place
    from aande_alert.ui.widgets.cells import Cell

Followed: TypeAlias = tuple[ReferralLine, Person, str]

_MINUTE = 60_000
_WIDE_FROM = 1500
_WHY = "Following a referral"
NARROW = (
    Column("clock", "Clock", 150),
    Column("patient", "Patient", 170),
    Column("age", "Age", 76, right=True),
    Column("reference", "Reference", 140),
    Column("state", "State", 100),
    Column("due", "What is due", 270, stretch=True),
    Column("council", "To", 190),
)
WIDE = (
    *NARROW[:2],
    Column("born", "Born", 110),
    *NARROW[2:],
    Column("last", "Last done", 300),
)


class ReferralsPage(Page):
    """Every referral not closed."""

    topics = frozenset({Topic.REFERRALS, Topic.PEOPLE})

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._followed: tuple[Followed, ...] = ()
        self._focus_wanted = False
        self.narrow = Table(NARROW, name="Referrals not closed")
        self.wide = Table(WIDE, name="Referrals not closed")
        self._stand = Stand()
        self._notice = Notice()
        self._middle = QStackedWidget()
        for part in (self._stand, self.narrow, self.wide):
            self._middle.addWidget(part)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._fill)
        self._lay_out()
        for table in (self.narrow, self.wide):
            table.opened.connect(self._open)
        self._stand.retried.connect(self.refresh)
        on_key("F5", self, self.refresh)

    def _lay_out(self) -> None:
        head = Panel("surface", lines="b", height=48)
        line = row(head, (16, 8, 12, 8), 8)
        line.addWidget(Words("Referrals", Role.PAGE, wrap=False))
        line.addStretch(1)
        again = IconButton("refresh", "Read the list again (F5)", kind=Kind.QUIET)
        again.clicked.connect(self.refresh)
        line.addWidget(again)
        foot = Panel("sunken", lines="t", line="line2", height=32)
        row(foot, (16, 5, 16, 5)).addWidget(KeyLegend(KeyText("Enter", "Open the referral")))
        whole = column(self)
        for part, stretch in ((head, 0), (self._notice, 0), (self._middle, 1), (foot, 0)):
            whole.addWidget(part, stretch)

    def show_place(self, place: Place) -> None:
        """Read the list."""
        self._minute.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again, without moving the focus."""
        call = partial(self.house.services.referrals.followed, self.who)
        self.house.tasks.run(self, "followed", call, self._show, self._failed, lapses=True)

    def _show(self, followed: tuple[Followed, ...]) -> None:
        self._followed = followed
        self._fill()

    def _failed(self, trouble: Trouble) -> None:
        self._stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self._stand)

    def _fill(self) -> None:
        now = self.house.clock()
        strong, rest = list_words([line for line, _, _ in self._followed], now)
        self._notice.say(Run(f"{strong} ", BOLD), Run(rest, BOLD), tone=Tone.PLAIN)
        if not self._followed:
            self._stand.show_empty(
                "No open referral", "A referral starts from a child's record, on the Referrals tab.",
                icon="referral",
            )  # fmt: skip
            self._middle.setCurrentWidget(self._stand)
            return
        table = self._table()
        table.show_rows([_row(one, now, wide=table is self.wide) for one in self._followed])
        self._middle.setCurrentWidget(table)
        if table.current_id() is None:
            table.choose(self._followed[0][0].id)
        if self._focus_wanted:
            self.take_focus()

    def _table(self) -> Table:
        return self.wide if self.width() >= _WIDE_FROM else self.narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more columns where there is room."""
        super().resizeEvent(event)
        if self._followed and self._middle.currentWidget() is not self._table():
            self._fill()

    @Slot(object)
    def _open(self, referral_id: UUID) -> None:
        for line, person, _ in self._followed:
            if line.id == referral_id:
                place = RecordPlace(person.id, RecordTab.REFERRALS, line.attendance_id, why=_WHY)
                self.wanted.emit(place)

    def blank(self) -> None:
        """Take every name off the glass."""
        self._minute.stop()
        self._followed = ()
        for table in (self.narrow, self.wide):
            table.show_rows([])
        self._notice.say()
        self._stand.show_waiting("Referrals")
        self._middle.setCurrentWidget(self._stand)

    def take_focus(self) -> None:
        """Put the focus on the list, as soon as there is one."""
        self._focus_wanted = self._middle.currentWidget() is self._stand
        (self._stand if self._focus_wanted else self._table()).setFocus()


def _row(one: Followed, now: datetime, *, wide: bool) -> Row:
    line, person, council = one
    overdue = line.due_at is not None and line.due_at < now
    last = line.steps[-1] if line.steps else None
    cells: dict[str, Cell] = {
        "clock": Signed("warn" if overdue else "clock", clock_words(line, now), strong=overdue),
        "patient": Name(person.name.shown()),
        "born": Text(show_birth(person.birth)),
        "age": Text(show_age_of(person.birth, now)),
        "reference": Text(line.reference),
        "state": Text(line.state.words, strong=True),
        "due": Text(line.due_words or "Nothing has a clock; close it with its outcome."),
        "council": Text(council),
        "last": Text(f"{show_moment(last.at)}, {last.by}" if last else "Not recorded"),
    }
    columns = WIDE if wide else NARROW
    return Row(line.id, tuple(cells[column.key] for column in columns))
