"""What stands below and instead of the readiness list: to whom, calls, urgency; each move once signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from aande_alert.domain.wording import show_moment
from aande_alert.ui.theme.look import BOLD, SEMI
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.referral import ReferralLine, ReferralStep

_CALL = "Telephoned: "


class DraftFoot(Panel):
    """To whom the draft goes, the last call, and the way to sign when it cannot wait.

    Signals:
        address_asked: Another council is wanted.
        call_asked: A call is to be recorded.
        urgent_asked: It is to be signed as urgent interim.
    """

    address_asked = Signal()
    call_asked = Signal()
    urgent_asked = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", lines="t", line="line2")
        inside = column(self, (16, 7, 12, 7), 1)
        to = QWidget()
        line = row(to, gap=8)
        self._to = Phrase()
        line.addWidget(self._to, 1)
        self.change = Button("Change", Kind.LINK, size=Size.ROW)
        self.change.setAccessibleDescription("Another council")
        self.change.clicked.connect(self.address_asked)
        line.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(to)
        call = QWidget()
        beside = row(call, gap=8)
        self._call = Phrase()
        beside.addWidget(self._call, 1)
        self.record = Button("Record a call", Kind.LINK, size=Size.ROW)
        self.record.clicked.connect(self.call_asked)
        beside.addWidget(self.record, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(call)
        self.urgent = Button("Cannot wait? Sign as urgent interim…", Kind.LINK, size=Size.ROW)
        self.urgent.clicked.connect(self.urgent_asked)
        last = QWidget()
        beneath = row(last)
        beneath.addWidget(self.urgent)
        beneath.addStretch(1)
        inside.addWidget(last)

    def show_line(self, council: str, call: str) -> None:
        """Show to whom it goes and when anybody last rang."""
        self._to.say(Run("To "), Run(council, SEMI))
        self._call.say(Run(call))

    def forget(self) -> None:
        """Take everything off the glass."""
        self._to.say()
        self._call.say()


class Moves(QWidget):
    """Every move of a signed referral, newest last, and whether the signed copy holds.

    Signals:
        call_asked: A call is to be recorded.
    """

    call_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 4), 8)
        line.addWidget(Words("What was done", Role.HEADING, wrap=False), 1)
        self.record = Button("Record a call", Kind.LINK, size=Size.ROW)
        self.record.clicked.connect(self.call_asked)
        line.addWidget(self.record)
        inside = QWidget()
        self._lines = column(inside)
        self._holds = Panel("sunken", lines="t", line="line2")
        beside = row(self._holds, (16, 9, 12, 9), 8)
        self._mark = Mark("clock", "text2")
        beside.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._said = Words("")
        beside.addWidget(self._said, 1)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(Scroll(inside), 1)
        whole.addWidget(self._holds)

    def show_line(self, line: ReferralLine, council: str) -> None:
        """Show every move."""
        clear(self._lines)
        to = Panel("surface", lines="b")
        column(to, (16, 8, 12, 9)).addWidget(Phrase(Run("To "), Run(council, SEMI)))
        self._lines.addWidget(to)
        for step in line.steps:
            self._lines.addWidget(_move(step))
        self._lines.addStretch(1)

    def wait(self) -> None:
        """Say that the copy is being looked at."""
        self._mark.set_mark("clock", "text2")
        self._said.say("Looking at the signature …")

    def show_check(self, words: tuple[str, ...], *, holds: bool) -> None:
        """Say whether the signed copy holds."""
        self._mark.set_mark("check" if holds else "warn")
        self._said.say("\n".join(words))

    def forget(self) -> None:
        """Take every move off the glass."""
        clear(self._lines)
        self._said.say("")


def _move(step: ReferralStep) -> Panel:
    part = Panel("surface", lines="b")
    inside = column(part, (16, 8, 12, 9), 2)
    call = step.words.startswith(_CALL)
    title = "Telephoned" if call else step.state.words
    inside.addWidget(Phrase(Run(f"{title} ", BOLD), Run(show_moment(step.at))))
    words = step.words.removeprefix(_CALL)
    if words and words != title:
        inside.addWidget(Words(words, selectable=True))
    inside.addWidget(Words(step.by, Role.SECONDARY))
    return part
