"""The small sheets of a referral: signing, sending, following, and taking a copy out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from aande_alert.ui.theme.look import BOLD
from aande_alert.ui.widgets.choices import ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import Field, LongTextField, Mark, PasswordField, TextField
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Phrase, Run, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble

_WAYS = (
    "Secure email",
    "The council's online form",
    "By hand",
    "Post",
    "Another way",
)


class Asking(Sheet):
    """A sheet with fields, all of which must be filled in unless it says otherwise.

    Signals:
        given: What was written, by field key.
    """

    given = Signal(object)

    def __init__(self, title: str, sentence: str, agree: str, parent: QWidget) -> None:
        super().__init__(title, sentence, agree, parent)
        self.fields: dict[str, Field] = {}
        self.needed: dict[str, str] = {}
        self._words = agree
        self.agreed.connect(self._take)

    def ask(self, key: str, field: Field, needed: str = "") -> None:
        """Add a field; `needed` is said where it is left empty."""
        self.fields[key] = field
        if needed:
            self.needed[key] = needed
        self.body.addWidget(field)
        if isinstance(field, TextField):
            field.entered.connect(self._take)

    def _take(self) -> None:
        for key, sentence in self.needed.items():
            if self.fields[key].is_blank():
                self.fields[key].complain(sentence)
                self.fields[key].setFocus()
                return
        self.agree.refuse(f"{self._words} …")
        self.given.emit({key: str(field.value() or "").strip() for key, field in self.fields.items()})

    def showEvent(self, event: QShowEvent) -> None:
        """Give the first field the keys, whatever stands above it."""
        super().showEvent(event)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say below the first field what happened; what was typed stays."""
        self.agree.allow()
        first = next(iter(self.fields.values()))
        first.complain(trouble.sentence())
        first.setFocus()


@dataclass(frozen=True, slots=True)
class ToBeSigned:
    """What a person is about to sign, in words.

    Attributes:
        reference: Of the referral.
        child: Whose, as shown.
        council: To whom.
        pages: How many pages.
        photographs: How many photographs.
        missing: What is missing; such a referral goes as urgent interim.
    """

    reference: str
    child: str
    council: str
    pages: int
    photographs: int
    missing: tuple[str, ...] = ()


class SignSheet(Asking):
    """The password again, and what will be signed."""

    def __init__(self, text: ToBeSigned, parent: QWidget) -> None:
        interim = bool(text.missing)
        title = "Sign as urgent interim?" if interim else "Sign this referral?"
        agree = "Sign as urgent interim" if interim else "Sign"
        super().__init__(title, "", agree, parent)
        photos = f", {text.photographs} photograph{'s' if text.photographs != 1 else ''}"
        what = f"{text.pages} pages{photos if text.photographs else ', no photographs'}"
        self.body.addWidget(
            Phrase(
                Run(f"{text.reference} about "),
                Run(text.child, BOLD),
                Run(f" to {text.council}: {what}. "),
                Run("Its words cannot be changed afterwards. Signing sends nothing."),
            )
        )
        if interim:
            self.body.addWidget(_warning(text.missing))
        self.password = PasswordField("Your password again")
        self.ask("password", self.password, "Type your password.")

    def _take(self) -> None:
        if self.password.is_blank():
            self.password.complain("Type your password.")
            self.password.setFocus()
            return
        self.agree.refuse("Signing …")
        self.given.emit({"password": self.password.value()})
        self.password.set_value("")


def _warning(missing: tuple[str, ...]) -> Panel:
    framed = Panel("surface", lines="o", line="text")
    line = row(framed, (12, 10, 12, 10), 10)
    line.addWidget(Mark("warn", size=20))
    words = QWidget()
    stacked = column(words, gap=4)
    stacked.addWidget(
        Phrase(
            Run("Not complete. ", BOLD),
            Run("Every page will say URGENT INTERIM and what is missing:"),
        )
    )
    for one in missing[:6]:
        stacked.addWidget(Words(one))
    if len(missing) > 6:  # noqa: PLR2004 - the rest stands on the page
        stacked.addWidget(Words(f"and {len(missing) - 6} more."))
    line.addWidget(words, 1)
    return framed


def sent_sheet(parent: QWidget) -> Asking:
    """Ask how it was sent and to whom."""
    sheet = Asking(
        "How was it sent?",
        "The program sends nothing itself. Sent is not received: the clock of the acknowledgement begins.",
        "Record as sent",
        parent,
    )
    sheet.ask("how", ChoiceField("How", [Option(way, way) for way in _WAYS]), "Choose how.")
    sheet.ask("to", TextField("To whom", hint="Team and address, or name"), "Say to whom.")
    return sheet


def received_sheet(parent: QWidget) -> Asking:
    """Ask who acknowledged it."""
    sheet = Asking(
        "Who acknowledged it?", "A receipt by a machine is no acknowledgement.", "Record as received", parent
    )
    sheet.ask("by_whom", TextField("Name and post, and how they answered"), "Say who acknowledged it.")
    return sheet


def decision_sheet(parent: QWidget) -> Asking:
    """Ask what was decided, and whether we agree."""
    sheet = Asking("What did the council decide?", "", "Record the decision", parent)
    sheet.ask(
        "decision",
        LongTextField("Decision, and whose it is", lines=(2, 5)),
        "Say what was decided, and by whom.",
    )
    sheet.ask(
        "agree",
        OptionsField("Do we agree?", (Option("yes", "We agree"), Option("no", "We do not agree"))),
        "Choose one: not agreeing begins the escalation.",
    )
    sheet.ask("reason", LongTextField("Why not", help_words="Where we do not agree", lines=(1, 4)))
    return sheet


def closed_sheet(parent: QWidget) -> Asking:
    """Ask what came of it."""
    sheet = Asking("What came of it for the child?", "A referral is not closed empty.", "Close", parent)
    sheet.ask("outcome", LongTextField("Outcome", lines=(2, 6)), "Say what came of it for the child.")
    return sheet


def telephoned_sheet(parent: QWidget) -> Asking:
    """Ask whom somebody spoke to, and what was said."""
    sheet = Asking(
        "Telephoned the council", "The time of this record is kept with it.", "Record the call", parent
    )
    sheet.ask("to", TextField("Whom you spoke to, and their number"), "Say whom you spoke to.")
    sheet.ask("said", LongTextField("What was said and agreed", lines=(2, 6)), "Say what was said.")
    return sheet


def council_sheet(councils: tuple[tuple[str, str], ...], now: str, parent: QWidget) -> Asking:
    """Ask which council it goes to."""
    sheet = Asking(
        "Which council?",
        "The council where the child is found acts until the home council accepts.",
        "Address to this council",
        parent,
    )
    field = ChoiceField("Council", [Option(code, name) for code, name in councils])
    field.set_value(now)
    sheet.ask("council", field, "Choose a council.")
    return sheet


def copy_sheet(parent: QWidget, *, signed: bool) -> Asking:
    """Ask which copy leaves the program, and what for."""
    sheet = Asking(
        "Save a copy",
        "The copy leaves the program with names in it. Who took it and why is written down."
        if signed
        else "The copy says DRAFT, not signed, on every page. Who took it and why is written down.",
        "Choose a place",
        parent,
    )
    if signed:
        kinds = (
            Option("mail", "For sending: reduced photographs"),
            Option("evidence", "Evidence: original photographs"),
        )
        field = OptionsField("Which copy", kinds)
        field.set_value("mail")
        sheet.ask("kind", field, "Choose one.")
    sheet.ask("reason", TextField("What it is for"), "Say what the copy is for.")
    return sheet
