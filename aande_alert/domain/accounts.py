"""Accounts: who said it, to whom, when, in what words; immutable once saved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """One person's explanation, once told.

    Attributes:
        speaker: As printed, `RAIKES, Kieran (Mr)`.
        relation: To the child, `Mother's partner`.
        speaker_is_child: A child's account always shows the question asked.
        listener: Who heard it, as printed.
        told_at: When it was told, UTC.
        words: The exact words.
        question: The question asked; empty where they spoke unasked.
        alone: Whether nobody else was there.
        present: Who else was there.
        interpreter: Interpreter's name or `None needed`.
        mechanism: How, as claimed, in a few words.
        happened: When it happened as claimed, in their words (`Sun 22-Nov-2026 Approx 09:30`).
        happened_at: The same as a moment, where it can be one.
        place: Where, as claimed.
        who_was_there: Who was there, as claimed.
        witnesses: Who saw it, as claimed.
        first_told: When they first told anybody.
        delay_reason: Why help was sought when it was.
        needs_ability: The ability the claim needs of the child, an id of `rules.development`; empty for none.
        covers: Numbers of the injuries it is given for.
    """

    speaker: str
    relation: str
    listener: str
    told_at: datetime
    words: str
    speaker_is_child: bool = False
    question: str = ""
    alone: Answer[bool] = NOT_ASKED
    present: str = ""
    interpreter: str = ""
    mechanism: Answer[str] = NOT_ASKED
    happened: Answer[str] = NOT_ASKED
    happened_at: datetime | None = None
    place: Answer[str] = NOT_ASKED
    who_was_there: Answer[str] = NOT_ASKED
    witnesses: Answer[str] = NOT_ASKED
    first_told: Answer[str] = NOT_ASKED
    delay_reason: Answer[str] = NOT_ASKED
    needs_ability: str = ""
    covers: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return "Account(withheld)"


class Axis(StrEnum):
    """On what two accounts can differ."""

    HOW = "how"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"

    @property
    def words(self) -> str:
        """Return the row's name."""
        return "Who was there" if self is Axis.WHO else self.value.capitalize()


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """Accounts differ on one axis; found from the fields, decided by a person.

    Attributes:
        axis: On what.
        accounts: The accounts that differ, by number as shown.
        words: `Sofa fall in account 1; cot bars in account 2.`
        decided_by: Initials and time; empty while nobody has decided.
        is_difference: What they decided; `None` while nobody has.
        reason: Why it is not a difference; empty otherwise.
    """

    axis: Axis
    accounts: tuple[int, ...]
    words: str
    decided_by: str = ""
    is_difference: bool | None = None
    reason: str = ""

    def __repr__(self) -> str:
        return f"Difference({self.axis.value}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """What a person decided about one axis on which accounts differ.

    Attributes:
        axis: On what.
        is_difference: Whether it is one.
        reason: Why it is not; empty where it is.
    """

    axis: Axis
    is_difference: bool
    reason: str = ""

    def __repr__(self) -> str:
        return f"Decided({self.axis.value}, withheld)"
