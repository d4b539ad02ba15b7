"""Named inputs of a rule, read from a table of cases, and the list that describes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from aande_alert.domain.answers import NOT_ASKED, Answer, Given, Missing
from aande_alert.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aande_alert.domain.findings import RuleResult
    from aande_alert.rules.content import RuleContent

YES_NO = ("true", "false", "null")
_GAPS = {gap.value: gap for gap in Missing}


@dataclass(frozen=True, slots=True)
class Input:
    """One named input of a rule.

    Attributes:
        name: As in a table of cases.
        allowed: The values it takes; a single word in angle brackets names a kind, `<date>`.
        words: What it is.
    """

    name: str
    allowed: tuple[str, ...]
    words: str


def yes_no(name: str, words: str) -> Input:
    """Return an input that is present, absent or not recorded."""
    return Input(name, YES_NO, words)


class Inputs:
    """The inputs of one case, each read as what the rule takes; absent and `null` are not recorded."""

    def __init__(self, values: Mapping[str, Any], known: Sequence[Input]) -> None:
        """Check that every name is one of the rule's.

        Raises:
            Refused: A name is none of the rule's inputs.
        """
        names = [item.name for item in known]
        strange = sorted(set(values) - set(names))
        if strange:
            what = f"This rule has no input {', '.join(strange)}."
            raise Refused(what, f"Use {', '.join(names)}.")
        self._values = values
        self._allowed = {item.name: item.allowed for item in known}

    def yes_no(self, name: str) -> Answer[bool]:
        """Return present, absent, or why nobody knows.

        Raises:
            Refused: The value is none of these.
        """
        value = self._values.get(name)
        if isinstance(value, bool):
            return Given(value)
        return self._gap(name, value)

    def number(self, name: str) -> Answer[float]:
        """Return a number, or why there is none.

        Raises:
            Refused: The value is not a number.
        """
        value = self._values.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Given(float(value))
        return self._gap(name, value)

    def choice(self, name: str) -> Answer[str]:
        """Return one of the allowed words, or why there is none.

        Raises:
            Refused: The value is not allowed.
        """
        value = self._values.get(name)
        if isinstance(value, str) and value in self._allowed[name]:
            return Given(value)
        return self._gap(name, value)

    def choices(self, name: str) -> Answer[tuple[str, ...]]:
        """Return a list of words, or why there is none; where the rule lists words, only those.

        Raises:
            Refused: The value is no list, or holds a word that is not allowed.
        """
        value = self._values.get(name)
        if isinstance(value, list):
            words = tuple(str(word) for word in value)
            allowed = self._allowed[name]
            strange = sorted(set(words) - set(allowed)) if not allowed[0].startswith("<") else []
            if strange:
                what = f"{name} does not take {', '.join(strange)}."
                raise Refused(what, f"Use {', '.join(allowed)}.")
            return Given(words)
        return self._gap(name, value)

    def day(self, name: str) -> date | None:
        """Return a date, or `None` where there is none.

        Raises:
            Refused: The value is no date.
        """
        value = self._values.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError as fault:
            what = f"{name} is not a date."
            raise Refused(what, "Write it as 2026-11-22.") from fault

    def _gap(self, name: str, value: object) -> Missing:
        if value is None:
            return NOT_ASKED
        if isinstance(value, str) and value in _GAPS:
            return _GAPS[value]
        what = f"{name} does not take {value!r}."
        raise Refused(what, f"Use {', '.join((*self._allowed[name], *_GAPS))}.")


CaseRule: TypeAlias = "Callable[[Inputs, RuleContent], RuleResult]"


@dataclass(frozen=True, slots=True)
class CheckableRule:
    """A rule that tables of cases can run.

    Attributes:
        id: As in content.
        inputs: Its named inputs.
        run: From inputs and content to an answer.
    """

    id: str
    inputs: tuple[Input, ...]
    run: CaseRule
