"""The prompt card: what was noticed, why it matters, what to do next; never a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.buttons import Button, Kind, Size
from aande_alert.ui.widgets.facts import Facts, Numbered, Value
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Flow, Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

NOT_A_DIAGNOSIS = "This is a prompt, not a diagnosis."


@dataclass(frozen=True, slots=True)
class ActionText:
    """A button on a card: its key, its words, the keyboard key, and whether it is the one to press."""

    key: str
    words: str
    shortcut: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says.

    Attributes:
        key: What the page calls it.
        title: One line.
        icon: Line icon before the title.
        body: Why it matters; words, or runs of which some are stronger.
        facts: Label and value lines above the body.
        steps: What to do next, numbered.
        actions: Buttons.
        source: Where it comes from, `NICE CG89 1.1.2`.
        evidence: Whether the evidence can be shown.
        urgent: Whether it interrupts: a 2 pixel border.
        prompt: Whether it is decision support, and so ends by saying that it is no diagnosis.
    """

    key: str
    title: str
    icon: str = "info"
    body: Value = ""
    facts: tuple[tuple[str, Value], ...] = ()
    steps: tuple[str, ...] = ()
    actions: tuple[ActionText, ...] = ()
    source: str = ""
    evidence: bool = False
    urgent: bool = False
    prompt: bool = True


class Card(Panel):
    """One card.

    Signals:
        acted: (card key, action key); the evidence is asked for with the action key `evidence`.
    """

    acted = Signal(str, str)

    def __init__(self, text: CardText, parent: QWidget | None = None) -> None:
        thick = 2 if text.urgent else 1
        line = "text" if text.urgent else "line2"
        super().__init__("surface", lines="o", line=line, thick=thick, parent=parent)
        self._text = text
        whole = column(self, (thick, 0, thick, thick))
        inside = QWidget(self)
        self._inside = column(inside, (12, 10, 12, 10), 6)
        whole.addWidget(inside)
        self._add_head()
        self._add_body()
        self._add_actions()
        if text.source or text.evidence:
            whole.addWidget(self._foot())
        self.setAccessibleName(text.title)

    def _add_head(self) -> None:
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Mark(self._text.icon, size=20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Phrase(Run(self._text.title, BOLD)), 1)
        self._inside.addWidget(head)

    def _add_body(self) -> None:
        text = self._text
        if text.facts:
            facts = Facts(label_width=64)
            facts.show_facts(text.facts)
            self._inside.addWidget(facts)
        body = (Run(text.body),) if isinstance(text.body, str) else text.body
        plain = "".join(run.words for run in body)
        if text.prompt and NOT_A_DIAGNOSIS not in plain:
            body = (*body, Run(f" {NOT_A_DIAGNOSIS}" if plain else NOT_A_DIAGNOSIS))
        if body:
            self._inside.addWidget(Phrase(*body))
        if text.steps:
            self._inside.addWidget(Words("Next", Role.STRONG, wrap=False))
            steps = Numbered()
            steps.show_steps(text.steps)
            self._inside.addWidget(steps)

    def _add_actions(self) -> None:
        if not self._text.actions:
            return
        holder = QWidget()
        flow = Flow(holder, gap=8)
        flow.setContentsMargins(0, 4, 0, 2)
        for action in self._text.actions:
            kind = Kind.PRIMARY if action.primary else Kind.SECOND
            button = Button(action.words, kind, key=action.shortcut, size=Size.SMALL)
            button.clicked.connect(partial(self._act, action.key))
            flow.addWidget(button)
        self._inside.addWidget(holder)

    def _foot(self) -> QWidget:
        foot = Panel("", lines="t", height=28)
        line = row(foot, (12, 3, 12, 3), 8)
        line.addWidget(Words(self._text.source, Role.SECONDARY), 1)
        if self._text.evidence:
            evidence = Button("Evidence", Kind.LINK, size=Size.ROW)
            evidence.setAccessibleDescription(self._text.title)
            evidence.clicked.connect(partial(self._act, "evidence"))
            line.addWidget(evidence)
        return foot

    def _act(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt adds it
        self.acted.emit(self._text.key, key)


class CardColumn(QWidget):
    """Cards one under another.

    Signals:
        acted: (card key, action key).
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, (12, 12, 12, 12), 12)
        self._texts: tuple[CardText, ...] | None = None

    def show_cards(self, cards: tuple[CardText, ...]) -> None:
        """Show these cards; nothing moves where nothing changed."""
        if cards == self._texts:
            return
        self._texts = cards
        clear(self._column)
        for text in cards:
            card = Card(text)
            card.acted.connect(self.acted)
            self._column.addWidget(card)
        self._column.addStretch(1)
