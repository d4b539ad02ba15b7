"""Help with words beside the paper: it offers, and changes nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.look import BOLD, SEMI
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.key_hint import KeyHint
from aande_alert.ui.widgets.panel import Panel, Scroll, clear, column, row
from aande_alert.ui.widgets.shortcuts import on_key
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

if TYPE_CHECKING:
    from aande_alert.ui.state.referral import HelpText


class HelpCard(Panel):
    """One place in the text.

    Signals:
        use: The plain words are to be added.
        keep: The writer keeps their own words.
        go: The writer wants to change it themselves.
    """

    use = Signal(object)
    keep = Signal(object)
    go = Signal(object)

    def __init__(self, text: HelpText, *, may_write: bool) -> None:
        super().__init__("surface", lines="o", line="line2")
        self.text = text
        inside = column(self, (13, 8, 13, 8), 2)
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Mark(text.icon), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(Phrase(Run(text.title, SEMI)), 1)
        inside.addWidget(head)
        body = (Run(text.body), Run(text.strong, BOLD), Run(".")) if text.strong else (Run(text.body),)
        inside.addWidget(Phrase(*body))
        acts = QWidget()
        across = row(acts, (0, 2, 0, 0), 8)
        self.buttons: list[Button] = []
        offered = (("Use this", "U", self._use), ("Keep mine", "K", self._keep))
        for words, key, act in (
            offered if text.strong and may_write else (("Go to it", "", self._go), offered[1])
        ):
            button = Button(words, Kind.LINK, size=Size.ROW)
            button.setAccessibleDescription(text.title)
            button.clicked.connect(act)
            across.addWidget(button)
            if key:
                across.addWidget(KeyHint(key))
                on_key(key, self, act)
            self.buttons.append(button)
        across.addStretch(1)
        inside.addWidget(acts)
        self.setAccessibleName(text.title)

    @Slot()
    def _use(self) -> None:
        self.use.emit(self.text)

    @Slot()
    def _keep(self) -> None:
        self.keep.emit(self.text)

    @Slot()
    def _go(self) -> None:
        self.go.emit(self.text)


class HelpColumn(Panel):
    """The cards, in the order of the text.

    Signals:
        use: A `HelpText`: add its words.
        keep: A `HelpText`: leave the text as it is.
        go: A `HelpText`: go to the question.
    """

    use = Signal(object)
    keep = Signal(object)
    go = Signal(object)

    def __init__(self) -> None:
        super().__init__("surface", lines="l", line="line2")
        self._cards: tuple[HelpText, ...] | None = None
        self.cards: list[HelpCard] = []
        self._count = Words("", Role.SECONDARY, wrap=False)
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 5), 8)
        line.addWidget(Words("Wording help", Role.HEADING, wrap=False), 1)
        line.addWidget(self._count)
        inside = QWidget()
        self._column = column(inside, (12, 8, 12, 12), 10)
        whole = column(self, (1, 0, 0, 0))
        whole.addWidget(head)
        whole.addWidget(Scroll(inside), 1)

    def show_cards(self, cards: tuple[HelpText, ...], *, may_write: bool) -> None:
        """Show these cards; the one after the one that went gets the focus."""
        self._count.say(f"{len(cards)} to look at" if cards else "Nothing to look at")
        if cards == self._cards:
            return
        at = next((at for at, card in enumerate(self.cards) if card.isAncestorOf(self.focusWidget())), -1)
        self._cards = cards
        clear(self._column)
        self.cards = [HelpCard(text, may_write=may_write) for text in cards]
        for card in self.cards:
            card.use.connect(self.use)
            card.keep.connect(self.keep)
            card.go.connect(self.go)
            self._column.addWidget(card)
        none = "No word or sentence is marked. Read it once more as the social worker will."
        words = "Help never changes the words itself." if cards else none
        self._column.addWidget(Words(words, Role.SECONDARY))
        self._column.addStretch(1)
        if at >= 0 and self.cards:
            self.cards[min(at, len(self.cards) - 1)].buttons[0].setFocus()

    def forget(self) -> None:
        """Take every card off the glass."""
        self._cards = None
        self.cards = []
        clear(self._column)
        self._count.say("")
