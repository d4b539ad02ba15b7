"""What is asked for when a child is measured, and what growth needs to know of the birth."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Answer, Given
from aande_alert.domain.growth import BirthFacts, HowMeasured, Measure, Measurement
from aande_alert.rules.growth_standard import centile_words, place_sds
from aande_alert.ui.widgets.choices import ChoiceField, Option, OptionsField
from aande_alert.ui.widgets.dates import DateField
from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?", re.ASCII)
_UNKNOWN = "not_known"
_LOWEST, _HIGHEST = -9, 9
_WEEK = 7
_EXAMPLES = {Measure.WEIGHT: "3.14", Measure.LENGTH: "52.5", Measure.HEIGHT: "92.0", Measure.HEAD: "38.2"}


class MeasureSheet(Sheet):
    """Asks for one measurement; how it was made has no default.

    Args:
        kind: Weight, length (or height) or head.
        today: Stands in the date until another is typed.
        beside: A widget of the window it stands over.

    Attributes:
        write_id: The same for every attempt to send what stands here.
    """

    def __init__(self, kind: Measure, today: date, beside: QWidget) -> None:
        name = "Length or height" if kind is Measure.LENGTH else kind.words
        super().__init__(f"New {name.lower()}", "", "Save", beside.window())
        self.write_id: UUID = uuid4()
        self._kind = kind
        self.amount = TextField(f"{name} in {kind.unit}", hint=_EXAMPLES[kind])
        self.posture = OptionsField(
            "How was the child?",
            (
                Option(Measure.LENGTH.value, "Lying (length)"),
                Option(Measure.HEIGHT.value, "Standing (height)"),
            ),
        )
        self.posture.setVisible(kind is Measure.LENGTH)
        asked = "What was the child wearing?" if kind is Measure.WEIGHT else "How was it found?"
        self.how = OptionsField(asked, [Option(how.value, how.words) for how in kind.hows])
        self.day = DateField("On")
        self.day.set_value(today)
        for field in (self.amount, self.posture, self.how, self.day):
            self.body.addWidget(field)
        self.amount.entered.connect(self.agreed)

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self.amount.complain(sentence)
        self.amount.setFocus()

    def measurement(self) -> Measurement | None:
        """Return what was given, or `None` after saying in place what is missing."""
        amount = read_amount(str(self.amount.value()), self._kind)
        day = self.day.given_date()
        if amount is None:
            example = _EXAMPLES[self._kind]
            self.amount.complain(f"Write it in {self._kind.unit}, for example {example}.")
        elif self._kind is Measure.LENGTH and not self.posture.value():
            self.posture.complain("Say whether the child lay or stood.")
        elif not self.how.value():
            self.how.complain("Choose one.")
        elif day is None:
            self.day.complain("Write the day of measuring.")
        else:
            measure = Measure(self.posture.value()) if self._kind is Measure.LENGTH else self._kind
            return Measurement(measure, amount, day, HowMeasured(self.how.value()))
        return None


def read_amount(text: str, kind: Measure) -> int | None:
    """Return grams or millimetres of what was typed in kg or cm; `None` where it is not a number of these.

    Args:
        text: `3.14`; a comma is taken for a point.
        kind: What was measured.
    """
    found = _NUMBER.fullmatch(text.strip().removesuffix(kind.unit).strip())
    if found is None:
        return None
    amount = Decimal(f"{found[1]}.{found[2] or 0}") * kind.steps
    return int(amount) if amount == int(amount) and amount > 0 else None


class BirthSheet(Sheet):
    """Asks for gestation and for the birth weight's centile as a UK chart or the red book has it.

    Args:
        facts: As recorded so far.
        beside: A widget of the window it stands over.

    Attributes:
        write_id: The same for every attempt to send what stands here.
    """

    def __init__(self, facts: BirthFacts, beside: QWidget) -> None:
        sentence = "From the red book, a letter or the chart. What was recorded before is kept beneath."
        super().__init__("Gestation and birth centile", sentence, "Save", beside.window())
        self.write_id: UUID = uuid4()
        self.weeks = TextField("Weeks of pregnancy", help_words="Empty where not known", hint="36")
        self.days = TextField("and days", help_words="0 to 6", hint="2")
        options = [
            Option(str(place), _capital(centile_words(place_sds(place))))
            for place in range(_HIGHEST, _LOWEST - 1, -1)
        ]
        self.centile = ChoiceField("Birth weight on the chart", (*options, Option(_UNKNOWN, "Not known")))
        self.read_from = TextField("Read from", hint="Red book")
        for field in (self.weeks, self.days, self.centile, self.read_from):
            self.body.addWidget(field)
        self._show(facts)

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self.weeks.complain(sentence)
        self.weeks.setFocus()

    def _show(self, facts: BirthFacts) -> None:
        if isinstance(facts.gestation_days, Given):
            weeks, days = divmod(facts.gestation_days.value, _WEEK)
            self.weeks.set_value(str(weeks))
            self.days.set_value(str(days))
        if isinstance(facts.centile_place, Given):
            self.centile.set_value(str(facts.centile_place.value))
        self.read_from.set_value(facts.read_from)

    def facts(self) -> BirthFacts | None:
        """Return what was given, or `None` after saying in place what cannot be read."""
        weeks, days = str(self.weeks.value()).strip(), str(self.days.value()).strip()
        if (weeks or days) and not (weeks.isdecimal() and (days or "0").isdecimal()):
            self.weeks.complain("Write whole weeks and days, for example 36 and 2.")
            return None
        gestation: Answer[int] = Given(int(weeks) * _WEEK + int(days or 0)) if weeks else NOT_KNOWN
        if int(days or 0) >= _WEEK:
            self.days.complain("Write 0 to 6 days beyond the whole weeks.")
            return None
        return BirthFacts(gestation, self._place(), str(self.read_from.value()).strip())

    def _place(self) -> Answer[int]:
        chosen = self.centile.value()
        if chosen in {"", _UNKNOWN}:
            return NOT_KNOWN if chosen else NOT_ASKED
        return Given(int(chosen))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
