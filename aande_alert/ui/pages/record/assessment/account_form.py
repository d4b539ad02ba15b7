"""One account being written: who, to whom, in what words, and what it claims; or a new version of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import NOT_ASKED, Answer, Given, Missing
from aande_alert.domain.wording import local, show_date, utc
from aande_alert.ui.pages.record.assessment.entry_form import EntryForm, text_of
from aande_alert.ui.widgets.choices import AnswerField, ChoiceField, Option
from aande_alert.ui.widgets.dates import MomentField
from aande_alert.ui.widgets.fields import LongTextField, TextField
from aande_alert.ui.widgets.form_fields import ManyField, YesNoField
from aande_alert.ui.widgets.panel import clear, column
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from aande_alert.domain.entries import Entry
    from aande_alert.domain.injuries import Injury
    from aande_alert.rules.development import Ability

_NOT_SAID = {Missing.NOT_KNOWN: "Not said", Missing.DECLINED: "Declined"}
_AXES = (
    ("mechanism", "How it happened, in a few words"),
    ("happened", "When, in their words"),
    ("place", "Where"),
    ("who_was_there", "Who was there"),
    ("witnesses", "Who saw it"),
    ("first_told", "When they first told anybody, and whom"),
    ("delay_reason", "Why help was sought when it was"),
)


class AccountForm(EntryForm):
    """The form of an account."""

    def __init__(self, abilities: Iterable[Ability]) -> None:
        super().__init__("Save the account", columns=2)
        self.reason = TextField("Why it is changed", hint="Kept with the new version")
        self.add("reason", self.reason, whole=True)
        self.add("speaker", TextField("Who is speaking", hint="FAMILY, First (Title)"))
        self.add("relation", TextField("What they are to the child", hint="Mother's partner"))
        self.add("speaker_is_child", YesNoField("Is the speaker a child?"))
        self.add("listener", TextField("To whom"))
        self.add("told_at", MomentField("Told at"))
        self.add("interpreter", TextField("Interpreter", hint="None needed, or the interpreter's name"))
        self.add("alone", AnswerField(YesNoField("Was the speaker alone with you?")))
        self.add("present", TextField("Who else was present", hint="Where not alone"))
        self.add("question", TextField("The question asked", hint="Or: Said unasked"), whole=True)
        words = LongTextField(
            "In their words", hint="Exactly as said. These words cannot be changed afterwards.", lines=(3, 14)
        )
        self.add("words", words, whole=True)
        head = Words("What they say happened", Role.HEADING)
        self.put(head, whole=True)
        for name, label in _AXES:
            self.add(name, AnswerField(TextField(label), words=_NOT_SAID))
            if name == "happened":
                self.add("happened_at", MomentField("The same as day and time, if it can be"))
        options = [Option(one.id, one.words.capitalize()) for one in abilities if one.rank]
        self.add("needs_ability", ChoiceField("It needs the child to", options, hint="Nothing in particular"))
        self._covers = QWidget()
        self._covers_column = column(self._covers)
        self.put(self._covers, whole=True)

    def start(self, listener: str, now: datetime, injuries: tuple[Entry[Injury], ...]) -> None:
        """Begin a new account, told to whoever is signed in, now."""
        self._offer(injuries)
        self.begin("New account", {"listener": listener, "told_at": _moment(now)})
        self.reason.hide()

    def amend(self, number: int, account: Account, injuries: tuple[Entry[Injury], ...]) -> None:
        """Begin a new version of an account; the first stays readable."""
        self._offer(injuries)
        self.begin(f"Account {number}: a new version", _values(account))
        self.reason.show()

    def _offer(self, injuries: tuple[Entry[Injury], ...]) -> None:
        """Offer the marks it may be given for."""
        clear(self._covers_column)
        self.fields.pop("covers", None)
        if not injuries:
            return
        options = tuple((str(e.head.id), f"{e.body.number} {e.body.kind.words}") for e in injuries)
        field = ManyField("For which marks is it given?", options)
        field.changed.connect(self._touch)
        self.fields["covers"] = field
        self._covers_column.addWidget(field)

    def account(self) -> Account | None:
        """Return the account, or `None` after saying in place what is missing."""
        for name, sentence in (
            ("speaker", "Say who is speaking: a name, or what they are to the child."),
            ("words", "Write down what was said, as it was said."),
        ):
            if not text_of(self.fields[name]).strip():
                self.complain(name, sentence)
                return None
        told_at = self._moment("told_at")
        if told_at is None:
            self.complain("told_at", "Write the day and the time it was told: 22-Nov-2026 14:05.")
            return None
        if self.fields["speaker_is_child"].value() and not text_of(self.fields["question"]).strip():  # type: ignore[union-attr]
            self.complain("question", "Write the question a child was asked, or: Said unasked.")
            return None
        return self._made(told_at)

    def _made(self, told_at: datetime) -> Account:
        ability = self.fields["needs_ability"]
        covers = self.fields.get("covers")
        return Account(
            speaker=text_of(self.fields["speaker"]),
            relation=text_of(self.fields["relation"]),
            listener=text_of(self.fields["listener"]),
            told_at=told_at,
            words=text_of(self.fields["words"]),
            speaker_is_child=bool(self.fields["speaker_is_child"].value()),  # type: ignore[union-attr]
            question=text_of(self.fields["question"]),
            alone=self._answer("alone"),
            present=text_of(self.fields["present"]),
            interpreter=text_of(self.fields["interpreter"]),
            happened_at=self._moment("happened_at"),
            needs_ability=str(ability.value()) if isinstance(ability, ChoiceField) else "",
            covers=tuple(UUID(one) for one in covers.value()) if isinstance(covers, ManyField) else (),
            **{name: self._answer(name) for name, _ in _AXES},
        )

    def _answer(self, name: str) -> Answer[Any]:
        field = self.fields[name]
        return field.answer() if isinstance(field, AnswerField) else NOT_ASKED

    def _moment(self, name: str) -> datetime | None:
        field = self.fields[name]
        value = field.value() if isinstance(field, MomentField) else None
        return utc(value) if value is not None and hasattr(value, "hour") else None  # type: ignore[arg-type]


def _moment(moment: datetime | None) -> dict[str, str]:
    if moment is None:
        return {"day": "", "clock": ""}
    here = local(moment)
    return {"day": show_date(here.date()), "clock": f"{here:%H:%M}"}


def _plain(answer: Answer[Any]) -> dict[str, Any]:
    return {"given": answer.value} if isinstance(answer, Given) else {"missing": answer.value}


def _values(account: Account) -> dict[str, Any]:
    """Return an account as the values of the form."""
    return {
        "speaker": account.speaker,
        "relation": account.relation,
        "speaker_is_child": account.speaker_is_child,
        "listener": account.listener,
        "told_at": _moment(account.told_at),
        "interpreter": account.interpreter,
        "alone": _plain(account.alone),
        "present": account.present,
        "question": account.question,
        "words": account.words,
        "happened_at": _moment(account.happened_at),
        "needs_ability": account.needs_ability,
        "covers": [str(one) for one in account.covers],
        **{name: _plain(getattr(account, name)) for name, _ in _AXES},
    }
