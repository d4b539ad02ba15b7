"""The alert card: what, since when, whom to ring, who else, what to do, and the proof that it was read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from aande_alert.domain.plans import PlanKind
from aande_alert.domain.timeline import BadgeKind
from aande_alert.domain.wording import show_age_of, show_birth, show_time
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.badge import Badge
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.checks import Check
from aande_alert.ui.widgets.drawer import Drawer, PhoneSection, Section, unbroken
from aande_alert.ui.widgets.fields import TextField
from aande_alert.ui.widgets.panel import column, row
from aande_alert.ui.widgets.status_text import badge_text
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.alerts import AlertCard, FamilyChild

_KINDS = {
    PlanKind.CHILD_PROTECTION: BadgeKind.ON_PLAN,
    PlanKind.LOOKED_AFTER: BadgeKind.LOOKED_AFTER,
    PlanKind.UNBORN: BadgeKind.UNBORN_PLAN,
}
_OTHER = "other"


class CardDrawer(Drawer):
    """The card of one arrival.

    Signals:
        understood: Steps taken (ids) and own words.
        disputed: Somebody says this is not the same child.
        child_wanted: The id of a brother or sister to open.
        told: One sentence for the status line.
    """

    understood = Signal(tuple, str)
    disputed = Signal()
    child_wanted = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.card: AlertCard | None = None
        self._steps: dict[str, Check] = {}
        self._words = TextField("", parent=self)
        self._words.hide()
        self._button: Button | None = None

    def show_card(self, card: AlertCard, now: datetime) -> None:
        """Show a card; what was ticked or written and not yet confirmed for the same alert stays."""
        before, self.card = self.card, card
        same = before is not None and before.entry_id == card.entry_id
        ticked, written = (self._ticked(), self._words.value()) if same else ((), "")
        self.show_head(_KINDS[card.kind], card.title, card.since)
        self.show_sections(
            (
                _who(card, now),
                _facts(card),
                self._ring(card),
                _to_do(card),
                *self._family(card),
                *_read(card),
            )
        )
        if before is None or _asks(before) != _asks(card):  # or the keys would leave the words being written
            self.show_foot(*self._foot_parts(card, ticked, written))

    def forget(self) -> None:
        """Take everything off the glass."""
        self.card = None
        self._steps = {}
        self.show_sections(())
        self.show_foot()

    def _ring(self, card: AlertCard) -> Section:
        section = PhoneSection(f"Ring now: {card.ring.team}", card.ring.number, card.ring.other)
        section.copy_asked.connect(self._copy)
        return section

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.told.emit("Telephone number copied.")

    def _family(self, card: AlertCard) -> tuple[Section, ...]:
        if not card.family:
            return ()
        section = Section("Other children in this family")
        for child in card.family:
            section.inside.addWidget(self._child(child))
        return (section,)

    def _child(self, child: FamilyChild) -> QWidget:
        holder = QWidget()
        across = row(holder, gap=8)
        names = QWidget()
        stacked = column(names)
        name = Button(child.person.name.shown(), Kind.LINK, size=Size.ROW)
        name.clicked.connect(partial(self.child_wanted.emit, child.person.id))
        stacked.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        stacked.addWidget(Words(child.words, Role.SECONDARY))
        across.addWidget(names, 1)
        across.addWidget(Badge(badge_text(child.check, timed=False)))
        return holder

    def _foot_parts(self, card: AlertCard, ticked: tuple[str, ...], written: str) -> tuple[QWidget, ...]:
        self._steps = {}
        grid_holder = QWidget()
        grid = QGridLayout(grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for at, (key, words) in enumerate(card.steps):
            check = Check(words)
            check.setChecked(key in ticked)
            check.toggled.connect(self._weigh)
            self._steps[key] = check
            grid.addWidget(check, at // 2, at % 2)
        self._words = TextField("", hint="Which step, or why none")
        self._words.line.setAccessibleName("Which step, or why none")
        self._words.set_value(written)
        self._words.changed.connect(self._weigh)
        self._words.entered.connect(self._confirm)
        again = "I have read it again" if card.read_by_me else "I have read and understood this alert"
        self._button = Button(again, Kind.PRIMARY)
        self._button.clicked.connect(self._confirm)
        self._weigh()
        return (
            Words("Steps I have taken", Role.STRONG, wrap=False),
            grid_holder,
            self._words,
            self._button,
            self._last(),
        )

    def _last(self) -> QWidget:
        holder = QWidget()
        across = row(holder, gap=8)
        other = Button("This is not the same child…", Kind.LINK, size=Size.ROW)
        other.clicked.connect(self.disputed)
        across.addWidget(other)
        across.addStretch(1)
        across.addWidget(Words("Esc closes, alert stays", Role.SECONDARY, wrap=False))
        return holder

    def _ticked(self) -> tuple[str, ...]:
        return tuple(key for key, check in self._steps.items() if check.isChecked())

    def unfinished(self) -> bool:
        """Say whether a step was ticked or words were written that nobody has confirmed."""
        return bool(self._ticked() or self._words.value())

    def _weigh(self) -> None:
        """The button works with at least one step, or with words that say why none."""
        if self._button is None:
            return
        ticked, words = self._ticked(), self._words.value()
        self._words.setVisible(_OTHER in ticked)
        if not ticked and not words:
            self._button.refuse("Tick a step, or Other and say why none")
        elif _OTHER in ticked and not words:
            self._button.refuse("Say which other step")
        else:
            self._button.allow()

    def _confirm(self) -> None:
        if self._button is not None and self._button.isEnabled():
            self.understood.emit(self._ticked(), self._words.value())

    def focus_steps(self) -> None:
        """Put the focus on the first step."""
        for check in self._steps.values():
            check.setFocus()
            return


def _asks(card: AlertCard) -> tuple[object, ...]:
    """Return what the foot of a card rests on."""
    return card.attendance_id, card.entry_id, card.steps, card.read_by_me


def _who(card: AlertCard, now: datetime) -> Section:
    section = Section()
    person = card.person
    section.inside.addWidget(Words(person.name.shown(), Role.HEADING))
    born = (
        f"{show_birth(person.birth)} ({show_age_of(person.birth, now)})" if person.birth.on else "Not Known"
    )
    section.inside.addWidget(
        Phrase(Run("Born "), Run(born, BOLD), Run("    Gender "), Run(person.sex.value, BOLD))
    )
    number = person.nhs.number.shown() if person.nhs else "Not Known"
    section.inside.addWidget(Phrase(Run("NHS No. "), Run(number, BOLD)))
    if card.booked_as:
        section.inside.addWidget(Words(card.booked_as, Role.SECONDARY))
    if card.disputed:
        section.inside.addWidget(Phrase(Run("Disputed: ", BOLD), Run(card.disputed)))
    return section


def _facts(card: AlertCard) -> Section:
    section = Section()
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(1)
    facts = (("Authority", card.authority), ("Social worker", card.social_worker), ("Source", card.source))
    for at, (label, words) in enumerate(facts):
        grid.addWidget(Words(label, Role.SECONDARY, wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(unbroken(words), Role.STRONG if at < 2 else Role.BODY), at, 1)  # noqa: PLR2004 - names stand out
    grid.setColumnMinimumWidth(0, 76)
    grid.setColumnStretch(1, 1)
    section.inside.addWidget(holder)
    return section


def _to_do(card: AlertCard) -> Section:
    section = Section("What to do now")
    for number, words in enumerate(card.to_do, start=1):
        holder = QWidget()
        across = row(holder, gap=12)
        across.addWidget(Words(str(number), Role.STRONG, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Words(unbroken(words)), 1)
        section.inside.addWidget(holder)
    return section


def _read(card: AlertCard) -> tuple[Section, ...]:
    """Return who has read it; a reading of an earlier version says so."""
    if not card.acknowledgements:
        return ()
    section = Section("Read and understood")
    for one in card.acknowledgements:
        earlier = "" if one.current else " (an earlier version)"
        steps = ", ".join((*one.steps, one.own_words) if one.own_words else one.steps)
        section.inside.addWidget(
            Phrase(Run(f"{one.staff}, {show_time(one.at)}{earlier}. ", BOLD), Run(steps))
        )
    return (section,)
