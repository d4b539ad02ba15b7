"""One attendance beside the log: what happened, what was found, what was done, and my review of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from aande_alert.domain.review import Review
from aande_alert.domain.wording import show_birth, show_moment
from aande_alert.ui.state.log import (
    came_words,
    fired,
    left_words,
    nothing_words,
    read_words,
    referral_words,
    unsure,
)
from aande_alert.ui.theme.look import SEMI, look
from aande_alert.ui.widgets.badge import Badge
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.fields import LongTextField, Mark
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.status_text import badge_text
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.alerts import FamilyChild
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.findings import Finding
    from aande_alert.domain.review import LogDetail, ReviewEntry

WIDTHS = (376, 480)
_SIDE = (16, 9, 16, 10)
_BUTTONS = (
    (Review.REVIEWED, "Reviewed", "R", Kind.SECOND),
    (Review.FOLLOW_UP, "Follow up", "F", Kind.PRIMARY),
    (Review.ESCALATED, "Escalate", "E", Kind.SECOND),
)


class LogPane(Panel):
    """The pane; the review field and its buttons never scroll.

    Signals:
        reviewed: What was decided (`Review`).
        record_wanted: The record is to be opened.
        referral_wanted: The referral is to be opened.
        child_wanted: The id of a brother or sister.
        typed: The note was changed by a person.
        retried: Reading it again was asked for.
    """

    reviewed = Signal(object)
    record_wanted = Signal()
    referral_wanted = Signal()
    child_wanted = Signal(object)
    typed = Signal()
    retried = Signal()
    _wide = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", lines="l", line="line2", parent=parent)
        self._detail: LogDetail | None = None
        self._inside = QWidget()
        self._parts: QVBoxLayout = column(self._inside)
        self._scroll = Scroll(self._inside)
        self._stand = Stand()
        self._stand.retried.connect(self.retried)
        self.note = LongTextField(
            "My review", hint="What was done well, and what is to be done", lines=(2, 5)
        )
        self.note.changed.connect(self.typed)
        self.buttons = {review: Button(words, kind, key=key) for review, words, key, kind in _BUTTONS}
        self._foot = self._make_foot()
        whole = column(self, (1, 0, 0, 0))
        whole.addWidget(self._stand, 1)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)
        self.forget()

    def _make_foot(self) -> Panel:
        foot = Panel("sunken", lines="t", line="line2")
        inside = column(foot, (16, 9, 16, 9), 8)
        inside.addWidget(self.note)
        line = QWidget()
        across = row(line, gap=8)
        for review, button in self.buttons.items():
            button.clicked.connect(partial(self._decide, review))
            across.addWidget(button, 1)
        inside.addWidget(line)
        return foot

    def _decide(self, review: Review, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt adds it
        self.reviewed.emit(review)

    def set_wide(self, *, wide: bool) -> None:
        """Take the width there is room for."""
        self._wide = wide
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        super().restyle()
        self.setFixedWidth(look().px(WIDTHS[self._wide]))

    @property
    def detail(self) -> LogDetail | None:
        """Return what is shown."""
        return self._detail

    def forget(
        self, heading: str = "No attendance chosen", sentence: str = "Choose one with J and K."
    ) -> None:
        """Take everything off the glass."""
        self._detail = None
        clear(self._parts)
        self.note.set_value("")
        self.note.accept()
        self._stand.show_empty(heading, sentence)
        self._swap(shown=False)

    def wait(self) -> None:
        """Say that an attendance is being read."""
        self._detail = None
        clear(self._parts)
        self._stand.show_waiting("Attendance")
        self._swap(shown=False)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what happened, in the place of what could not be read."""
        self._detail = None
        clear(self._parts)
        self._stand.show_trouble(trouble)
        self._swap(shown=False)

    def _swap(self, *, shown: bool) -> None:
        self._stand.setVisible(not shown)
        self._scroll.setVisible(shown)
        self._foot.setVisible(shown)

    def show_detail(self, detail: LogDetail, now: datetime) -> None:
        """Show one attendance from its top; the same one again keeps its place."""
        same = self._detail is not None and self._detail.line.attendance.id == detail.line.attendance.id
        down = self._scroll.verticalScrollBar().value() if same else 0
        self._detail = detail
        clear(self._parts)
        for part in (
            self._head(detail),
            _facts(detail),
            _findings(detail),
            *self._referral(detail, now),
            *self._family(detail),
            *_reviews(detail),
        ):
            self._parts.addWidget(part)
        self._parts.addStretch(1)
        self._swap(shown=True)
        self._scroll.verticalScrollBar().setValue(down)

    def _head(self, detail: LogDetail) -> Panel:
        part, inside = _part()
        person = detail.line.person
        top = QWidget()
        across = row(top, gap=8)
        across.addWidget(Words(person.name.shown(), Role.PAGE), 1)
        badge = Badge(replace(badge_text(detail.line.check, timed=False), detail=""))
        across.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(top)
        born = show_birth(person.birth)
        age = f"{born} ({detail.line.age_then})" if person.birth.on else born
        inside.addWidget(
            Phrase(
                Run("Born ", 400, "text2"),
                Run(age, SEMI),
                Run("    Gender ", 400, "text2"),
                Run(person.sex.value, SEMI),
            )
        )
        number = person.nhs.number.shown() if person.nhs else "Not Known"
        line = QWidget()
        beside = row(line, gap=8)
        beside.addWidget(Phrase(Run("NHS No. ", 400, "text2"), Run(number, SEMI), wrap=False))
        beside.addSpacing(8)
        link = Button("Open record", Kind.LINK, size=Size.ROW)
        link.clicked.connect(self.record_wanted)
        beside.addWidget(link)
        beside.addWidget(KeyHint("Enter"))
        beside.addStretch(1)
        inside.addWidget(line)
        return part

    def _referral(self, detail: LogDetail, now: datetime) -> tuple[Panel, ...]:
        line = detail.referral
        if line is None:
            return ()
        part, inside = _part()
        title = QWidget()
        across = row(title, gap=8)
        across.addWidget(Words(f"Referral {line.reference}", Role.STRONG, wrap=False), 1)
        link = Button("Open", Kind.LINK, size=Size.ROW)
        link.setAccessibleDescription(line.reference)
        link.clicked.connect(self.referral_wanted)
        across.addWidget(link)
        inside.addWidget(title)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for at, step in enumerate(referral_words(line, now)):
            grid.addWidget(Mark("check" if step.done else "circle"), at, 0)
            grid.addWidget(Words(step.words, wrap=False), at, 1)
            grid.addWidget(Phrase(Run(step.when, SEMI if step.strong else 400)), at, 2)
        grid.setColumnMinimumWidth(1, look().px(92))
        grid.setColumnStretch(2, 1)
        inside.addWidget(holder)
        return (part,)

    def _family(self, detail: LogDetail) -> tuple[Panel, ...]:
        if not detail.family:
            return ()
        part, inside = _part("Same family")
        for child in detail.family:
            inside.addWidget(self._child(child))
        return (part,)

    def _child(self, child: FamilyChild) -> QWidget:
        line = QWidget()
        across = row(line, gap=6)
        name = Button(child.person.name.shown(), Kind.LINK, size=Size.ROW)
        name.clicked.connect(partial(self.child_wanted.emit, child.person.id))
        across.addWidget(name)
        across.addWidget(Words(child.words, Role.SECONDARY), 1)
        state = replace(badge_text(child.check, timed=False), detail="")
        across.addWidget(Badge(state, boxed=False))
        return line


def _part(title: str = "") -> tuple[Panel, QVBoxLayout]:
    part = Panel("surface", lines="b")
    inside = column(part, _SIDE, 3)
    if title:
        inside.addWidget(Words(title, Role.STRONG, wrap=False))
    return part, inside


def _facts(detail: LogDetail) -> Panel:
    part, inside = _part()
    visit = detail.line.attendance
    facts = Facts(label_width=76, gap=2)
    looked = "" if detail.line.check.interrupts else f", as at {show_moment(detail.line.check.at)}"
    facts.show_facts(
        (
            ("Came", came_words(visit)),
            ("Left A&E", left_words(visit)),
            ("Complaint", visit.complaint or "Not recorded"),
            ("Lists", f"{badge_text(detail.line.check, timed=False).words}{looked}"),
            ("Alert read", read_words(detail)),
            ("Questions", detail.questions_words),
        )
    )
    inside.addWidget(facts)
    return part


def _findings(detail: LogDetail) -> Panel:
    found = fired(detail)
    part, inside = _part(f"Found by the program ({len(found)})")
    for number, finding in enumerate(found, start=1):
        inside.addWidget(FindingLine(number, finding))
    for finding in unsure(detail):
        inside.addWidget(FindingLine(0, finding))
    if not detail.findings:
        inside.addWidget(Words(nothing_words(detail.line), Role.SECONDARY))
    return part


def _reviews(detail: LogDetail) -> tuple[Panel, ...]:
    if not detail.reviews:
        return ()
    part, inside = _part("Reviews so far")
    for entry in reversed(detail.reviews):
        inside.addWidget(_review(entry))
    return (part,)


def _review(entry: ReviewEntry) -> QWidget:
    note = f" {entry.note}" if entry.note else ""
    return Phrase(Run(f"{entry.review.words}, {entry.by_initials} {show_moment(entry.at)}.", SEMI), Run(note))


class FindingLine(QWidget):
    """One finding; its evidence opens below it and closes again.

    Args:
        number: As listed; 0 for what could not be told.
        finding: What the rule says.
    """

    def __init__(self, number: int, finding: Finding) -> None:
        super().__init__()
        inside = column(self, gap=2)
        line = QWidget()
        across = row(line, gap=4)
        lead = Words(str(number), Role.STRONG, wrap=False) if number else Mark("help", "text2")
        lead.setMinimumSize(look().px(16), look().px(24))
        across.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Phrase(Run(finding.title)), 1, Qt.AlignmentFlag.AlignVCenter)
        self.evidence = Button("Evidence", Kind.LINK, size=Size.ROW)
        self.evidence.setAccessibleDescription(finding.title)
        self.evidence.clicked.connect(self._turn)
        across.addWidget(self.evidence, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(line)
        self.body = Panel("sunken", lines="o")
        within = column(self.body, (10, 6, 10, 6), 4)
        within.addWidget(Words(finding.body))
        if finding.missing:
            within.addWidget(Words(f"Not recorded: {' '.join(finding.missing)}"))
        source = f"{finding.source}. Reviewed {finding.reviewed:%Y}. A prompt, not a diagnosis."
        within.addWidget(Words(source, Role.SECONDARY))
        self.body.hide()
        inside.addWidget(self.body)

    def _turn(self) -> None:
        """Open or close the evidence."""
        shown = self.body.isHidden()
        self.body.setVisible(shown)
        self.evidence.say("Close" if shown else "Evidence")
