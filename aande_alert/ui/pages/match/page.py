"""The possible-match page: no decision is chosen when it opens, and nothing has been joined."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from aande_alert.domain.plans import MatchDecision
from aande_alert.domain.timeline import BadgeKind
from aande_alert.domain.wording import show_moment, show_time
from aande_alert.ui.page import House, Page
from aande_alert.ui.pages.match.lines import line_of
from aande_alert.ui.state.places import ArrivalsPlace, MatchPlace
from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.badge import Badge, BadgeText
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.checks import DecisionCard
from aande_alert.ui.widgets.fields import LongTextField, Mark
from aande_alert.ui.widgets.match_scale import Comparison as ComparisonTable
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Flow, Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.status_text import entry_badge
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.alerts import Comparison
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.state.places import Place

_DECISIONS = (
    (
        MatchDecision.SAME,
        "Same child",
        "The alert opens now. This visit joins the record. The booked name is kept as an alias.",
        "S",
    ),
    (
        MatchDecision.NOT_SAME,
        "Not the same child",
        "A reason is needed. The entry stays in view as disputed until the safeguarding nurse settles it.",
        "N",
    ),
    (
        MatchDecision.NOT_SURE,
        "Not sure yet",
        "Stays amber in Arrivals. You are asked again at triage and before discharge.",
        "U",
    ),
)
_SIDE = 344


class _Side(Panel):
    """The decisions, at a width that grows with the text."""

    def restyle(self) -> None:
        super().restyle()
        self.setFixedWidth(look().px(_SIDE))


class MatchPage(Page):
    """An arrival beside a register entry."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._place: MatchPlace | None = None
        self._shown: Comparison | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._cards: dict[MatchDecision, DecisionCard] = {}
        self._head = Panel("surface", lines="b", line="line2", height=64)
        self._head_column = column(self._head, (16, 6, 16, 8), 4)
        self.table = ComparisonTable()
        self._sum = Phrase()
        self._stand = Stand()
        self._reason = LongTextField("Why is it another child?")
        self._recorded = Words("", Role.SECONDARY)
        self.record = Button("Record", Kind.PRIMARY, key="Ctrl+Enter")
        self._cancel = Button("Cancel")
        self._ways = QWidget()
        self._ways_column = column(self._ways, gap=4)
        self._middle = QWidget()
        self._lay_out()
        self._wire()
        self.blank()

    def _lay_out(self) -> None:
        foot = Panel("sunken", lines="t", line="line2")
        summed = row(foot, (16, 10, 16, 10), 12)
        summed.addWidget(Mark("info"))
        summed.addWidget(self._sum, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        ground = Panel("surface")
        column(ground).addWidget(self.table)
        left.addWidget(Scroll(ground, sideways=True), 1)
        left.addWidget(foot)
        across = QHBoxLayout(self._middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self._side())
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        for part, stretch in ((self._head, 0), (self._middle, 1), (self._stand, 1)):
            down.addWidget(part, stretch)

    def _side(self) -> Panel:
        side = _Side("surface", lines="l", line="line2")
        whole = column(side)
        inside = QWidget()
        stacked = column(inside, (16, 12, 16, 12), 10)
        stacked.addWidget(Words("Your decision", Role.HEADING, wrap=False))
        for decision, title, means, key in _DECISIONS:
            card = DecisionCard(title, means, key)
            card.toggled.connect(self._weigh)
            self._group.addButton(card)
            self._cards[decision] = card
            stacked.addWidget(card)
        stacked.addWidget(self._reason)
        stacked.addWidget(Words("Ways to be sure", Role.STRONG, wrap=False))
        stacked.addWidget(self._ways)
        stacked.addStretch(1)
        foot = Panel("sunken", lines="t", line="line2")
        last = column(foot, (16, 10, 16, 12), 8)
        last.addWidget(self._recorded)
        buttons = QWidget()
        line = row(buttons, gap=8)
        line.addWidget(self.record, 1)
        line.addWidget(self._cancel)
        last.addWidget(buttons)
        whole.addWidget(Scroll(inside), 1)
        whole.addWidget(foot)
        return side

    def _wire(self) -> None:
        self.record.clicked.connect(self._record)
        self._cancel.clicked.connect(self._back)
        self._reason.changed.connect(self._weigh)
        self._stand.retried.connect(self.refresh)
        for decision, _, _, key in _DECISIONS:
            on_key(key, self, partial(self._choose, decision))
        for key, act in (("Ctrl+Return", self._record), ("Ctrl+Enter", self._record), ("Esc", self._back)):
            on_key(key, self, act)

    def show_place(self, place: Place) -> None:
        """Read the comparison of an arrival."""
        if isinstance(place, MatchPlace):
            self._place = place
            self._middle.hide()
            self._stand.show()
            self._stand.show_waiting("Looking")
            self.refresh()

    def refresh(self) -> None:
        """Read the comparison again; a decision half made stays."""
        if self._place is None:
            return
        call = partial(
            self.house.services.arrivals.comparison, self.who, self._place.attendance_id, self._place.entry_id
        )
        self.house.tasks.run(self, "comparison", call, self._show, self._failed, lapses=True)

    def _show(self, shown: Comparison) -> None:
        self._shown = shown
        self._stand.hide()
        self._middle.show()
        self._show_head(shown)
        self.table.show_titles(("This arrival", shown.told_at), ("Register entry", shown.listed_at))
        self.table.show_lines(tuple(line_of(one) for one in shown.evidence))
        asked = f"Weight {shown.total:g}; a decision is asked for above {shown.ask_above:g}. "
        rest = "Names weigh by how rare they are in the lists here; other weights are declared. You decide."
        self._sum.say(Run(f"{shown.summary} ", BOLD), Run(asked + rest))
        clear(self._ways_column)
        for way in shown.ways_to_be_sure:
            line = QWidget()
            across = row(line, gap=8)
            across.addWidget(Mark("dot", "text2", 12), 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(Words(way), 1)
            self._ways_column.addWidget(line)
        now = show_moment(self.house.clock())
        self._recorded.say(
            f"Recorded as {self.who.staff.name}, {now}. Can be changed later; nothing is lost."
        )
        self._weigh()

    def _show_head(self, shown: Comparison) -> None:
        clear(self._head_column)
        trail = QWidget()
        line = row(trail, gap=8)
        back = Button("Arrivals", Kind.LINK, size=Size.ROW)
        back.clicked.connect(self._back)
        line.addWidget(back)
        line.addWidget(Words(f"Possible match 1 of {1 + len(shown.others)}", Role.SECONDARY, wrap=False))
        line.addStretch(1)
        title = QWidget()
        across = Flow(title, gap=12, line_gap=4)
        across.addWidget(Words("Is this the same child?", Role.PAGE, wrap=False))
        across.addWidget(Badge(BadgeText(BadgeKind.POSSIBLE_MATCH)))
        name, number = (
            shown.person.name.shown(),
            "no NHS number" if shown.person.nhs is None else "an NHS number",
        )
        told = f"{name} came with {number}. One entry is close, and it is on a"
        across.addWidget(Words(told, wrap=False))
        across.addWidget(Badge(entry_badge(shown.entry)))
        across.addWidget(Words("Nothing has been joined.", wrap=False))
        self._head_column.addWidget(trail)
        self._head_column.addWidget(title)

    def _failed(self, trouble: Trouble) -> None:
        self._middle.hide()
        self._stand.show()
        self._stand.show_trouble(trouble)

    def _choose(self, decision: MatchDecision) -> None:
        self._cards[decision].setChecked(True)
        if decision is MatchDecision.NOT_SAME:
            self._reason.setFocus()

    def _chosen(self) -> MatchDecision | None:
        return next((decision for decision, card in self._cards.items() if card.isChecked()), None)

    @Slot()
    def _weigh(self, _value: object = None) -> None:
        """Say what the button would record, or what it still waits for."""
        chosen = self._chosen()
        self._reason.setVisible(chosen is MatchDecision.NOT_SAME)
        if chosen is None:
            self.record.refuse("Choose one of the three")
        elif chosen is MatchDecision.NOT_SAME and not self._reason.value().strip():
            self.record.refuse("Say why")
        else:
            titles = {decision: title for decision, title, _, _ in _DECISIONS}
            self.record.say(f"Record: {titles[chosen].lower()}")
            self.record.allow()

    @Slot()
    def _record(self) -> None:
        chosen, shown = self._chosen(), self._shown
        if chosen is None or shown is None or not self.record.isEnabled():
            return
        call = partial(
            self.house.services.arrivals.decide, self.who, shown.attendance_id, shown.entry.id, chosen,
            self._reason.value(), uuid4(),
        )  # fmt: skip
        self.house.tasks.run(self, "decide", call, partial(self._decided, chosen), self._not_kept)

    def _decided(self, chosen: MatchDecision, _value: object) -> None:
        self.told.emit(f"Kept at {show_time(self.house.clock())}. It can be changed later.")
        attendance = self._place.attendance_id if self._place else None
        same = chosen is MatchDecision.SAME
        self.wanted.emit(ArrivalsPlace(attendance if same else None))

    def _not_kept(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())

    @Slot()
    def _back(self) -> None:
        self.wanted.emit(ArrivalsPlace())

    def blank(self) -> None:
        """Take both people off the glass, and every decision with them."""
        self._shown = None
        self.table.show_lines(())
        clear(self._head_column)
        clear(self._ways_column)
        self._sum.say()
        self._recorded.say("")
        self._reason.set_value("")
        self._group.setExclusive(False)
        for card in self._cards.values():
            card.setChecked(False)
        self._group.setExclusive(True)
        self._weigh()

    def unfinished(self) -> bool:
        """Say whether a decision was begun."""
        return self._chosen() is not None

    def take_focus(self) -> None:
        """Put the focus on the first decision, with none chosen."""
        self._cards[MatchDecision.SAME].setFocus()
