"""What the rules say beside the step, and what a referral still needs; a prompt is never a diagnosis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from aande_alert.domain.assessment import Step
from aande_alert.domain.findings import CannotTell, Finding, NotEvaluated, Tier
from aande_alert.domain.wording import show_date
from aande_alert.rules.readiness import Readiness, ReadinessLine
from aande_alert.ui.theme.look import BOLD, look
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.card import ActionText, Card, CardText
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from collections.abc import Iterable


WIDE = 284
_SHOWN = 5
_CALL = "analysis.seniors"  # the question under which a senior's answer is written


class PromptPanel(Panel):
    """Cards, most serious first, then what is missing for a referral.

    Signals:
        step_wanted: (`Step`, question) of a missing line, or of the place for a call, that somebody pressed.
    """

    step_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("surface", lines="l")
        self._findings: tuple[Finding, ...] = ()
        self._missing: tuple[ReadinessLine, ...] = ()
        self._open: set[str] = set()
        self._all_missing = False
        down = column(self, (1, 0, 0, 0))
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        line.addWidget(Words("Prompts", Role.HEADING, wrap=False))
        line.addStretch(1)
        self._count = Words("", Role.SECONDARY, wrap=False)
        line.addWidget(self._count)
        down.addWidget(head)
        content = QWidget()
        self._cards = column(content, (12, 12, 12, 12), 12)
        self._scroll = Scroll(content, over=True)
        down.addWidget(self._scroll, 1)
        foot = Panel("sunken", lines="t", height=28)
        row(foot, (16, 4, 12, 4)).addWidget(Words("No prompt does not exclude harm.", Role.SECONDARY))
        down.addWidget(foot)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        super().restyle()
        self.setFixedWidth(look().px(WIDE))

    def show_prompts(self, findings: tuple[Finding, ...], readiness: Iterable[ReadinessLine]) -> None:
        """Show these; nothing moves where nothing changed."""
        missing = tuple(line for line in readiness if line.state is Readiness.MISSING)
        if (findings, missing) == (self._findings, self._missing) and self._cards.count():
            return
        self._findings, self._missing = findings, missing
        self._fill()

    def forget(self) -> None:
        """Take everything off the glass."""
        self._findings, self._missing = (), ()
        self._open.clear()
        self._all_missing = False
        clear(self._cards)
        self._count.say("")

    def _fill(self) -> None:
        clear(self._cards)
        for finding in self._findings:
            call = any(line.jump[1] == _CALL for line in self._missing)
            card = Card(card_text(finding, opened=_key(finding) in self._open, call=call))
            card.acted.connect(self._act)
            self._cards.addWidget(card)
        if self._missing:
            self._cards.addWidget(self._missing_card())
        if not self._findings:
            self._cards.insertWidget(0, Words("No prompt from the rules so far.", Role.SECONDARY))
        self._cards.addStretch(1)
        self._count.say(f"{len(self._findings)} open" if self._findings else "")

    def _act(self, key: str, action: str) -> None:
        if action == _CALL:
            self.step_wanted.emit(Step.ANALYSIS, _CALL)
            return
        self._open ^= {key}
        self._fill()

    def _missing_card(self) -> QWidget:
        panel = Panel("surface", lines="o", line="line2")
        inside = column(panel, (12, 10, 12, 10), 6)
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Mark("referral", size=20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Phrase(Run("Still missing for a referral", BOLD)), 1)
        inside.addWidget(head)
        shown = self._missing if self._all_missing else self._missing[:_SHOWN]
        for missing in shown:
            inside.addWidget(self._missing_line(missing))
        rest = len(self._missing) - len(shown)
        if rest:
            more = Button(f"{rest} more", Kind.LINK, size=Size.ROW)
            more.clicked.connect(self._show_all)
            inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _missing_line(self, missing: ReadinessLine) -> QWidget:
        holder = QWidget()
        across = row(holder, gap=8)
        across.addWidget(Mark("missing"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Words(missing.words), 1)
        go = Button("Go", Kind.LINK, size=Size.ROW)
        go.setAccessibleName(f"Go to: {missing.words}")
        go.clicked.connect(partial(self._go, missing))
        across.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _go(self, missing: ReadinessLine) -> None:
        step, question = missing.jump
        self.step_wanted.emit(Step(step), question)

    def _show_all(self) -> None:
        self._all_missing = True
        self._fill()


def _key(finding: Finding) -> str:
    return f"{finding.rule_id} {' '.join(str(ground) for ground in finding.grounds)}"


def card_text(finding: Finding, *, opened: bool = False, call: bool = False) -> CardText:
    """Return a finding as a card.

    Args:
        finding: What a rule found.
        opened: Give the published accuracy and what the rule rests on as well.
        call: Nothing is written yet of a senior who was asked: a card that says to ring offers the place.
    """
    rings = call and any(step.startswith("Ring the consultant") for step in finding.next_steps)
    off = isinstance(finding.result, NotEvaluated)
    icon = "info" if finding.tier is Tier.NOTE or off else "warn"
    asks = isinstance(finding.result, CannotTell)  # its next steps say what is missing
    body = "" if asks else " ".join((finding.body, *finding.missing))
    if opened:
        looked = f"Words and limits looked at {show_date(finding.reviewed)}; version {finding.version}."
        body = " ".join(part for part in (body, finding.accuracy, looked) if part)
    return CardText(
        key=_key(finding),
        title=finding.title,
        icon=icon,
        body=body,
        steps=finding.next_steps,
        actions=(ActionText(_CALL, "Record the call", primary=True),) if rings else (),
        source=finding.source,
        evidence=True,
        urgent=finding.tier is Tier.INTERRUPTS,
    )
