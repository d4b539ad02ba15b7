"""Not knowing is an answer: a value given, or the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Given(Generic[T]):
    """An answer somebody gave; its repr withholds it."""

    value: T

    def __repr__(self) -> str:
        return "Given(withheld)"


class Missing(StrEnum):
    """Why there is no answer. None of these is ever counted as reassuring."""

    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"

    @property
    def words(self) -> str:
        """Return how the gap reads on screen and in print."""
        return _WORDS[self]


_WORDS = {
    Missing.NOT_ASKED: "Not asked",
    Missing.NOT_KNOWN: "Not known",
    Missing.DECLINED: "Declined to say",
    Missing.NOT_APPLICABLE: "Does not apply",
}

NOT_ASKED = Missing.NOT_ASKED
NOT_KNOWN = Missing.NOT_KNOWN
DECLINED = Missing.DECLINED
NOT_APPLICABLE = Missing.NOT_APPLICABLE

Answer: TypeAlias = Given[T] | Missing
