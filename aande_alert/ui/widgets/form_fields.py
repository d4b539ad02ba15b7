"""The field for each kind of question: what a person writes or chooses, as the value an answer keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.assessment import Question, QuestionKind
from aande_alert.ui.widgets.chips import ChipRow, ChipText
from aande_alert.ui.widgets.choices import Option, OptionsField
from aande_alert.ui.widgets.dates import MomentField
from aande_alert.ui.widgets.fields import Field, LongTextField, TextField
from aande_alert.ui.widgets.panel import row
from aande_alert.ui.widgets.words import Role, Words

YES, NO = "yes", "no"
_KEYS = "123456789"
_LONG_LINES = (2, 12)
_QUICK_LINES = (1, 6)


class NumberField(TextField):
    """A number with its unit.

    Args:
        label: What is asked.
        unit: `kg`, `mm`; empty for none.
        least: Below this it is refused.
        most: Above this it is refused.
    """

    def __init__(self, label: str, unit: str = "", *, least: float = 0.0, most: float = 100_000.0) -> None:
        super().__init__(label)
        self._unit, self._least, self._most = unit, least, most
        self.line.setMaximumWidth(120)
        if unit:
            holder = QWidget()
            across = row(holder, gap=8)
            self._column.removeWidget(self.line)
            across.addWidget(self.line)
            across.addWidget(Words(unit, Role.SECONDARY, wrap=False))
            across.addStretch(1)
            self.hold(holder, takes_keys=self.line)
        self.left.connect(self.check)

    @Slot()
    def check(self) -> None:
        """Say what is wrong with what was typed."""
        if not self.typed():
            return
        found = self.number()
        if found is None:
            self.complain("This is not a number. Write it in figures: 3.14.")
        elif not self._least <= found <= self._most:
            unit = f" {self._unit}" if self._unit else ""
            self.complain(f"{found:g}{unit} cannot be right. Check and type again.")

    def typed(self) -> str:
        """Return what stands in the field."""
        return self.line.text().strip()

    def number(self) -> float | None:
        """Return the number typed, within its limits or not; `None` for none."""
        try:
            found = float(self.typed().replace(",", "."))
        except ValueError:
            return None
        return found if found == found and abs(found) != float("inf") else None  # noqa: PLR0124 - not a number

    def value(self) -> float | None:  # type: ignore[override]  # a number is what this line of text stands for
        """Return the number, or `None` where there is none that can be right."""
        found = self.number()
        return found if found is not None and self._least <= found <= self._most else None

    def set_value(self, value: object) -> None:
        """Show a number, telling nobody."""
        self.line.setText(f"{value:g}" if isinstance(value, int | float) else "")

    def is_blank(self) -> bool:
        """Say whether there is no number."""
        return self.value() is None


class KeyedOptions(OptionsField):
    """One of a few answers as chips, each with the key that chooses it where `keys` are given.

    Args:
        label: What is asked.
        options: `(key, words)` of each answer.
        keys: The letter or figure of each, as printed; empty for none.
    """

    def __init__(self, label: str, options: Sequence[tuple[str, str]], keys: str = "") -> None:
        super().__init__(label, [Option(key, words) for key, words in options])
        printed = [*keys, *("" for _ in options)]
        self._row.show_chips(
            ChipText(key, words, print_) for (key, words), print_ in zip(options, printed, strict=False)
        )

    def has_keys(self) -> bool:
        """Say whether the focus is on one of its chips, where a single key chooses."""
        return any(self._row.chip(option.key).hasFocus() for option in self._options)


class YesNoField(KeyedOptions):
    """Yes or no; the value is a bool, or `None` while nobody has chosen."""

    def __init__(self, label: str, keys: str = "") -> None:
        super().__init__(label, ((YES, "Yes"), (NO, "No")), keys)

    def value(self) -> bool | None:  # type: ignore[override]  # a choice of two is a bool
        """Return the choice."""
        return {YES: True, NO: False}.get(super().value())

    def set_value(self, value: object) -> None:
        """Show a choice, telling nobody."""
        super().set_value({True: YES, False: NO}.get(value) if isinstance(value, bool) else value)

    def is_blank(self) -> bool:
        """Say whether nobody has chosen."""
        return self.value() is None


class ManyField(Field):
    """Any number of a few answers, all in view as chips; the value is a tuple of keys."""

    def __init__(self, label: str, options: tuple[tuple[str, str], ...]) -> None:
        super().__init__(label)
        self._row = ChipRow()
        self._row.show_chips(ChipText(key, words) for key, words in options)
        self._row.switched.connect(self._switched)
        self.hold(self._row, takes_keys=self._row.chip(options[0][0]) if options else None)
        self._row.name_for(label)

    @Slot(str, bool)
    def _switched(self, _key: str, _on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.accept()
        self.changed.emit()

    def value(self) -> tuple[str, ...]:
        """Return the keys chosen."""
        return self._row.chosen()

    def set_value(self, value: object) -> None:
        """Choose keys, telling nobody."""
        self._row.choose(*(value if isinstance(value, tuple | list) else ()))


def field_for(question: Question, *, quick: bool = False) -> Field:
    """Return the field a question is answered in.

    Args:
        question: What is asked.
        quick: Long text begins as one line, for the page answered in under a minute.
    """
    made = _MAKERS.get(question.kind)
    if made is not None:
        return made(question, quick)
    return MomentField(question.words, timed=question.kind is QuestionKind.MOMENT)


_Maker = Callable[[Question, bool], Field]
_MAKERS: dict[QuestionKind, _Maker] = {
    QuestionKind.TEXT: lambda one, _quick: TextField(one.words),
    QuestionKind.LONG_TEXT: lambda one, quick: LongTextField(
        one.words, lines=_QUICK_LINES if quick else _LONG_LINES
    ),
    QuestionKind.YES_NO: lambda one, quick: YesNoField(one.words, "YN" if quick else ""),
    QuestionKind.CHOICE: lambda one, quick: KeyedOptions(one.words, one.options, _KEYS if quick else ""),
    QuestionKind.CHOICES: lambda one, _quick: ManyField(one.words, one.options),
    QuestionKind.NUMBER: lambda one, _quick: NumberField(one.words, one.unit),
}


def is_written(field: Field) -> bool:
    """Say whether words are typed into it, so that single letters belong to the words."""
    return isinstance(field, TextField | LongTextField | MomentField)


def written_in(field: Field) -> tuple[QWidget, ...]:
    """Return the parts of a field that take words."""
    if isinstance(field, TextField):
        return (field.line,)
    if isinstance(field, LongTextField):
        return (field.text,)
    return (field.day, field.clock) if isinstance(field, MomentField) else ()


def unreadable(field: Field) -> bool:
    """Say whether something stands in it that cannot be read as a value."""
    if isinstance(field, NumberField):
        return bool(field.typed()) and field.value() is None
    if isinstance(field, MomentField):
        typed = field.day.text().strip() or field.clock.text().strip()
        return bool(typed) and field.value() is None
    return False
