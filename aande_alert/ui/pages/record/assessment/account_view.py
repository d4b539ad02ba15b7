"""One account opened: every field, every earlier version with its reason, and the ways to correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from aande_alert.domain.accounts import Account, Axis
from aande_alert.domain.answers import Answer
from aande_alert.domain.wording import show_moment
from aande_alert.ui.state.assessment import heard_words, on_axis, quoted, said
from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button
from aande_alert.ui.widgets.facts import Facts
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.entries import Entry


class AccountView(QWidget):
    """One account.

    Signals:
        amend: A new version is wanted.
        in_error: It was entered by mistake.
        closed: Back to the accounts side by side.
    """

    amend = Signal()
    in_error = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        down = column(self)
        head = Panel("surface", lines="b", height=40)
        across = row(head, (16, 4, 12, 4), 8)
        self._title = Words("", Role.HEADING, wrap=False)
        across.addWidget(self._title, 1)
        self.amend_button = Button("Amend…", icon="pencil")
        self.amend_button.clicked.connect(self.amend)
        self._error = Button("Entered in error…")
        self._error.clicked.connect(self.in_error)
        self._back = Button("Back", key="Esc")
        self._back.clicked.connect(self.closed)
        for button in (self.amend_button, self._error, self._back):
            across.addWidget(button)
        down.addWidget(head)
        inside = QWidget()
        self._column = column(inside, (16, 12, 16, 16), 12)
        down.addWidget(Scroll(inside), 1)

    def show_account(self, number: int, versions: tuple[Entry[Account], ...]) -> None:
        """Show the newest version, then every earlier one."""
        clear(self._column)
        self._title.say(f"Account {number}")
        for at, entry in enumerate(reversed(versions)):
            head = entry.head
            told = f"Version {head.version}, written {show_moment(head.written_at)} by {head.by}"
            why = f". Why: {head.reason}" if head.reason else ""
            if at:
                self._column.addWidget(Panel("", lines="t", height=1))
            self._column.addWidget(
                Phrase(Run(told, BOLD), Run(f"{why}. " if at == 0 else f"{why}. Replaced since."))
            )
            self._column.addWidget(_facts(entry.body))
        self._column.addStretch(1)
        self.amend_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Take every word off the glass."""
        clear(self._column)
        self._title.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _facts(account: Account) -> Facts:
    facts = Facts(label_width=138, gap=4)
    rest: tuple[tuple[str, Answer[str]], ...] = (
        *((axis.words, on_axis(account, axis)) for axis in Axis),
        ("Witnesses", account.witnesses),
        ("First told", account.first_told),
        ("Why they came then", account.delay_reason),
    )
    child = ", a child" if account.speaker_is_child else ""
    facts.show_facts(
        (
            ("Who", (Run(account.speaker, BOLD), Run(f"  {account.relation}{child}"))),
            ("To whom", f"{account.listener}, {show_moment(account.told_at)}"),
            ("How heard", heard_words(account)),
            *((("Asked", quoted(account.question)),) if account.question else ()),
            ("In their words", quoted(account.words)),
            *((label, said(answer)) for label, answer in rest),
            *((("As a moment", show_moment(account.happened_at)),) if account.happened_at else ()),
        )
    )
    return facts
