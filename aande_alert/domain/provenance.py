"""Who said it, to whom, when, and how it is known: the mark every statement carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """How a statement came to be known; each has one mark on screen and in print."""

    SEEN = "seen"
    MEASURED = "measured"
    TOLD_BY_ADULT = "told_by_adult"
    SAID_BY_CHILD = "said_by_child"
    FROM_RECORD = "from_record"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        """Return the legend's words for the mark."""
        return _WORDS[self]


_WORDS = {
    Source.SEEN: "Seen by a professional",
    Source.MEASURED: "Measured by a professional",
    Source.TOLD_BY_ADULT: "Told by an adult",
    Source.SAID_BY_CHILD: "Said by a child",
    Source.FROM_RECORD: "From a record",
    Source.NOT_KNOWN: "Not known",
}


@dataclass(frozen=True, slots=True, repr=False)
class Provenance:
    """The source of one statement.

    Attributes:
        source: How it is known.
        who: Who saw, said or recorded it, as printed (`BHATT, Rohan (Dr)`, `Council list`).
        at: When it was seen, said or recorded; `None` where nobody knows.
        to: Who it was said to; empty where nobody was told.
        verified: Whether a second source has confirmed it.
    """

    source: Source
    who: str
    at: datetime | None = None
    to: str = ""
    verified: bool = False

    def __repr__(self) -> str:
        return f"Provenance({self.source.value}, withheld)"
