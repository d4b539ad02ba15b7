"""What a table cell shows, as frozen records; each says itself aloud."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TypeAlias

from aande_alert.domain.provenance import Source
from aande_alert.ui.widgets.badge import BadgeText
from aande_alert.ui.widgets.marks import HistoryText, ReadText


@dataclass(frozen=True, slots=True)
class Text:
    """Words, with a second quieter line where there is more to say.

    Attributes:
        words: The first line; it wraps rather than being cut.
        strong: Weight 600.
        quiet: In the quietest grey (Not started, No record).
        below: The second line, in the secondary size.
        fresh: Changed by the feed since the person last saw the row: a dot before it.
    """

    words: str
    strong: bool = False
    quiet: bool = False
    below: str = ""
    fresh: bool = False

    def said(self) -> str:
        """Return the cell in words."""
        return f"{self.words}, {self.below}" if self.below else self.words


@dataclass(frozen=True, slots=True)
class Name:
    """A patient's name; where another in view is like it, two rings and a line under what differs.

    Attributes:
        words: The name in NHS order.
        differs_at: Index of the first letter that differs; -1 where no name is similar.
        below: A second line, `Booked in as RAIKES, Maisy`.
    """

    words: str
    differs_at: int = -1
    below: str = ""

    def said(self) -> str:
        """Return the cell in words."""
        return f"{self.words}, {self.below}" if self.below else self.words


@dataclass(frozen=True, slots=True)
class BadgeCell:
    """A protection badge, with its box or as shape and word."""

    badge: BadgeText
    boxed: bool = True

    def said(self) -> str:
        """Return the cell in words."""
        return self.badge.sentence


@dataclass(frozen=True, slots=True)
class History:
    """Attendances of twelve months: the figure and the bars."""

    history: HistoryText

    def said(self) -> str:
        """Return the cell in words."""
        return f"{self.history.total} in 12 months"


@dataclass(frozen=True, slots=True)
class Read:
    """Who has read the alert."""

    read: ReadText

    def said(self) -> str:
        """Return the cell in words."""
        return self.read.sentence


@dataclass(frozen=True, slots=True)
class Act:
    """A link that acts on the row: Compare, Retry, Trace."""

    key: str
    words: str

    def said(self) -> str:
        """Return the cell in words."""
        return self.words


@dataclass(frozen=True, slots=True)
class Signed:
    """An icon and a word: a circle and Not yet, a tick and LT 09:04."""

    icon: str
    words: str
    strong: bool = False
    small: bool = False

    def said(self) -> str:
        """Return the cell in words."""
        return self.words


@dataclass(frozen=True, slots=True)
class Tally:
    """A count in a box, and what was counted."""

    count: int
    words: str

    def said(self) -> str:
        """Return the cell in words."""
        return f"{self.count} found: {self.words}"


@dataclass(frozen=True, slots=True)
class Told:
    """Words with the mark of where they come from."""

    source: Source
    words: str
    strong: bool = False

    def said(self) -> str:
        """Return the cell in words."""
        return f"{self.words} ({self.source.words.lower()})"


Cell: TypeAlias = Text | Name | BadgeCell | History | Read | Act | Signed | Tally | Told


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        id: What the page calls it; comes back in every signal.
        cells: One a column, in order.
        sentence: What a screen reader says for the whole line; made from the cells where empty.
    """

    id: Hashable
    cells: tuple[Cell, ...]
    sentence: str = field(default="", repr=False)

    def said(self) -> str:
        """Return the line as one sentence."""
        return self.sentence or ", ".join(filter(None, (cell.said() for cell in self.cells)))


@dataclass(frozen=True, slots=True)
class Group:
    """A heading line across a table: Adults with a protection state (1)."""

    words: str
