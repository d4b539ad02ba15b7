"""Everything of one referral on the glass: readiness or moves, the paper, the help, the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from aande_alert.domain.referral import ReferralState
from aande_alert.security.access import May
from aande_alert.ui.pages.record.referral.bar import SignBar
from aande_alert.ui.pages.record.referral.followed import DraftFoot, Moves
from aande_alert.ui.pages.record.referral.help import HelpColumn
from aande_alert.ui.pages.record.referral.paper import Paper
from aande_alert.ui.pages.record.referral.readiness import ReadinessList
from aande_alert.ui.state.referral import call_words, due_words, missing, sign_refusal, states
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.panel import Panel, column, row

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.domain.referral import ReferralLine
    from aande_alert.security.access import SignedIn
    from aande_alert.services.referral_desk import ReferralDesk
    from aande_alert.ui.state.referral import HelpText

_SIDE = 288
_PAPER = 460
_LARGE = 130  # per cent
_NEXT = {
    ReferralState.SIGNED: "Sent…",
    ReferralState.SENT: "Received…",
    ReferralState.RECEIVED: "Decision…",
    ReferralState.DECISION: "Close…",
}


class Desk(Restyled, QWidget):
    """The three columns and the bar below them."""

    def __init__(self) -> None:
        super().__init__()
        self.readiness = ReadinessList()
        self.foot = DraftFoot()
        self.moves = Moves()
        self.paper = Paper()
        self.help = HelpColumn()
        self.bar = SignBar()
        self._draft = False
        self._help_wanted = False
        self._room = 0
        drafting = QWidget()
        self._down = column(drafting)
        self._down.addWidget(self.readiness, 1)
        self._left = QStackedWidget()
        self._left.addWidget(drafting)
        self._left.addWidget(self.moves)
        self._side = Panel("surface", lines="r", line="line2")
        column(self._side, (0, 0, 1, 0)).addWidget(self._left)
        above = QWidget()
        across = row(above)
        across.addWidget(self._side)
        across.addWidget(self.paper, 1)
        across.addWidget(self.help)
        whole = column(self)
        whole.addWidget(above, 1)
        whole.addWidget(self.bar)
        self.paper.help_asked.connect(self._turn_help)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text; the help goes first, or the window would grow with it."""
        self.fit(self._room)
        if look().percent >= _LARGE:  # what is missing keeps the room; the address scrolls with it
            self.readiness.below.insertWidget(1, self.foot)
        else:
            self._down.addWidget(self.foot)
        for side in (self._side, self.help):
            side.setFixedWidth(look().px(_SIDE))

    def fit(self, room: int) -> None:
        """Hide the help where it would leave the pages too little; its button brings it back."""
        self._room = room
        narrow = bool(room) and room - 2 * look().px(_SIDE) < _PAPER
        self.paper.tools["help"].setVisible(narrow and self._draft)
        self.help.setVisible(self._draft and (not narrow or self._help_wanted))

    @Slot()
    def _turn_help(self) -> None:
        self._help_wanted = not self._help_wanted
        self.fit(self._room)

    def show_desk(
        self, desk: ReferralDesk, who: SignedIn, now: datetime, cards: tuple[HelpText, ...]
    ) -> None:
        """Show a referral as it stands."""
        line = desk.line
        if line is None:
            return
        self._draft = line.state is ReferralState.DRAFTED
        if self._draft:
            self.readiness.show_lines(desk.readiness)
            printed = desk.document.telephoned if desk.document is not None else ""
            self.foot.show_line(desk.council, call_words(line, printed, now))
            self._left.setCurrentIndex(0)
            self.help.show_cards(cards, may_write=who.may(May.ASSESSMENT_WRITE))
        else:
            self.moves.show_line(line, desk.council)
            self._left.setCurrentIndex(1)
        self.paper.show_title("As it will print" if self._draft else "Signed copy")
        self.fit(self._room)
        self.bar.show_states(states(line, now))
        self.show_due(line, now)
        self._show_buttons(desk, line, who)

    def show_due(self, line: ReferralLine, now: datetime) -> None:
        """Show what is due."""
        words, overdue = due_words(line, now)
        self.bar.show_due(words, overdue=overdue)

    def _show_buttons(self, desk: ReferralDesk, line: ReferralLine, who: SignedIn) -> None:
        buttons = self.bar.buttons
        may_write, may_sign, may_follow = (
            who.may(one) for one in (May.REFERRAL_WRITE, May.REFERRAL_SIGN, May.REFERRAL_FOLLOW)
        )
        for button in (self.foot.change, buttons["print"], buttons["save"]):
            button.setEnabled(may_write)
        for button in (self.foot.record, self.moves.record):
            button.setEnabled(may_follow)
        if self._draft:
            buttons["print"].say("Print draft")
            buttons["save"].say("Save PDF…")
            refusal = sign_refusal(desk.readiness, may_sign=may_sign)
            buttons["sign"].refuse(refusal) if refusal else buttons["sign"].allow()
            self.foot.urgent.setVisible(may_sign and bool(missing(desk.readiness)))
            self.bar.show_buttons("print", "save", "sign")
            return
        buttons["print"].say("Print")
        buttons["save"].say("Save signed copy…")
        step = _NEXT.get(line.state, "")
        buttons["step"].say(step)
        buttons["step"].setEnabled(may_follow)
        self.bar.show_buttons("print", "save", *(["step"] if step else []))

    def take_focus(self, key: str) -> None:
        """Put the focus on a line of the list, else on the pages."""
        if self._draft:
            self.readiness.focus_line(key)
        else:
            self.paper.ground.setFocus()

    def forget(self) -> None:
        """Take everything off the glass."""
        self.readiness.show_lines(())
        self.foot.forget()
        self.moves.forget()
        self.paper.forget()
        self.help.forget()
        self.bar.show_states(())
        self.bar.show_due("", overdue=False)
