"""The summary: alerts and actions, patterns with their evidence, last visits, people at home."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from aande_alert.domain.wording import show_moment
from aande_alert.ui.page import House, RecordPart
from aande_alert.ui.state.family import age_words
from aande_alert.ui.state.places import RecordPlace, RecordTab
from aande_alert.ui.widgets.badge import Badge
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.status_text import badge_text
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.record import RecordView
    from aande_alert.security.access import SignedIn

_VISITS = 3
_NO_VISITS = "No earlier record at this hospital. That does not mean nothing happened."
_NOBODY = "Nobody is linked yet. Ask who lives at home, and write it down in Family."


class SummaryPart(RecordPart):
    """What stands out, on one page."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._first: Button | None = None
        content = Panel("page")
        across = row(content, (16, 16, 16, 16), 16)
        self._columns = []
        for share in (3, 2):
            side = QWidget()
            self._columns.append(column(side, gap=16))
            across.addWidget(side, share)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(Scroll(content))

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Show the summary of a record."""
        self.blank()
        left, right = self._columns
        for card in (self._to_do(record), self._visits(record), self._referrals(record)):
            left.addWidget(card)
        for card in (self._home(record), self._children(record)):
            right.addWidget(card)
        for side in self._columns:
            side.addStretch(1)

    def blank(self) -> None:
        """Take every card away."""
        self._first = None
        for side in self._columns:
            clear(side)

    def take_focus(self) -> None:
        """Put the focus on the first link."""
        if self._first is not None:
            self._first.setFocus()

    def _go(self, record: RecordView, tab: RecordTab) -> None:
        self.wanted.emit(RecordPlace(record.person.id, tab))

    def _to_do(self, record: RecordView) -> Panel:
        card, inside = _card("To do now")
        if not record.open_actions:
            inside.addWidget(Words("Nothing is open here. That does not mean no concern.", Role.SECONDARY))
        for words in record.open_actions:
            line = QWidget()
            across = row(line, gap=8)
            across.addWidget(Mark("warn"))
            across.addWidget(Words(words, Role.STRONG), 1)
            inside.addWidget(line)
        links = QWidget()
        across = row(links, gap=16)
        for words, tab in (("Open assessment", RecordTab.ASSESSMENT), ("Open timeline", RecordTab.TIMELINE)):
            link = Button(words, Kind.LINK, size=Size.ROW)
            link.clicked.connect(partial(self._go, record, tab))
            self._first = self._first or link
            across.addWidget(link)
        across.addStretch(1)
        inside.addWidget(links)
        return card

    def _visits(self, record: RecordView) -> Panel:
        count = len(record.attendances)
        card, inside = _card(f"Attendances here ({count})")
        if not count:
            inside.addWidget(Words(_NO_VISITS, Role.SECONDARY))
        grid_holder = QWidget()
        grid = QGridLayout(grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, visit in enumerate(record.attendances[:_VISITS]):
            grid.addWidget(Words(show_moment(visit.arrived_at), wrap=False), at, 0)
            grid.addWidget(Words(visit.complaint or "Complaint not recorded", Role.STRONG), at, 1)
            ended = visit.disposition.words if visit.departed_at else "Here now"
            grid.addWidget(Words(ended, wrap=False), at, 2, Qt.AlignmentFlag.AlignRight)
        inside.addWidget(grid_holder)
        return card

    def _referrals(self, record: RecordView) -> Panel:
        card, inside = _card(f"Referrals ({len(record.referrals)})")
        if not record.referrals:
            inside.addWidget(Words("None has been written here.", Role.SECONDARY))
        for line in record.referrals:
            words = f"{line.reference}: {line.state.words.lower()}. {line.due_words}"
            link = Button(words, Kind.LINK, size=Size.ROW)
            link.clicked.connect(partial(self._go, record, RecordTab.REFERRALS))
            inside.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _home(self, record: RecordView) -> Panel:
        card, inside = _card("People at home and family")
        if not record.home:
            inside.addWidget(Words(_NOBODY, Role.SECONDARY))
        for relation in record.home:
            age = age_words(relation.person, record.at)
            lives = {True: "lives here", False: "lives elsewhere", None: "home Not Known"}[
                relation.lives_here
            ]
            dead = relation.person.died_on is not None
            said = [relation.words, f"{age[:1].lower()}{age[1:]}"] if dead else [relation.words, age, lives]
            line = QWidget()
            across = row(line, gap=8)
            across.addWidget(Words(relation.person.name.shown(), Role.STRONG), 1)
            across.addWidget(Words(", ".join(said), Role.SECONDARY, wrap=False))
            inside.addWidget(line)
        return card

    def _children(self, record: RecordView) -> Panel:
        card, inside = _card("Other children in this family")
        if not record.family:
            inside.addWidget(Words("None is linked. Ask who else is at home.", Role.SECONDARY))
        for child in record.family:
            line = QWidget()
            across = row(line, gap=8)
            names = QWidget()
            stacked = column(names)
            name = Button(child.person.name.shown(), Kind.LINK, size=Size.ROW)
            name.clicked.connect(partial(self.wanted.emit, RecordPlace(child.person.id)))
            stacked.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
            stacked.addWidget(Words(child.words, Role.SECONDARY))
            across.addWidget(names, 1)
            across.addWidget(Badge(badge_text(child.check, timed=False)))
            inside.addWidget(line)
        return card


def _card(title: str) -> tuple[Panel, QVBoxLayout]:
    card = Panel("surface", lines="o")
    inside = column(card, (16, 12, 16, 12), 8)
    inside.addWidget(Words(title, Role.HEADING, wrap=False))
    return card, inside
