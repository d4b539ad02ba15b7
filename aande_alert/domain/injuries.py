"""Injuries as seen: where, what, how large, what colour as seen (never dated from it)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer
from aande_alert.domain.provenance import Source

if TYPE_CHECKING:
    from uuid import UUID


class InjuryKind(StrEnum):
    """What sort of mark."""

    BRUISE = "bruise"
    PETECHIAE = "petechiae"
    ABRASION = "abrasion"
    LACERATION = "laceration"
    BURN = "burn"
    SCALD = "scald"
    BITE = "bite"
    SWELLING = "swelling"
    FRACTURE = "fracture"
    BLEEDING = "bleeding"
    OTHER = "other"

    @property
    def words(self) -> str:
        """Return the kind as printed."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, repr=False)
class Injury:
    """One numbered mark on the body map.

    Attributes:
        number: As printed beside the mark; never reused within an attendance.
        region: Id of the body region (`resources/content/body_regions.toml`).
        view: Which view of the figure it was marked on.
        x: Place on the figure, in figure units.
        y: Place on the figure, in figure units.
        kind: What sort of mark.
        length_mm: Longest side; `None` where not measured.
        width_mm: Across it; `None` where not measured.
        colour: As seen, in words.
        shape: `Oval`, `linear`.
        pattern: A pattern (hand, implement, tide line), in words; empty for none seen.
        tender: Whether it hurts.
        source: Seen by a professional, or reported.
        seen_by: Who saw it, as printed, or who reported it.
        note: Anything else.
        covered_by: Accounts that explain it.
    """

    number: int
    region: str
    view: str
    x: float
    y: float
    kind: InjuryKind
    length_mm: float | None = None
    width_mm: float | None = None
    colour: str = ""
    shape: str = ""
    pattern: str = ""
    tender: Answer[bool] = NOT_ASKED
    source: Source = Source.SEEN
    seen_by: str = ""
    note: str = ""
    covered_by: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return f"Injury({self.number}, withheld)"

    def size_words(self) -> str:
        """Return `14 × 9 mm`, `6 mm`, or `Not measured`."""
        if self.length_mm is None:
            return "Not measured"
        if self.width_mm is None:
            return f"{self.length_mm:g} mm"
        return f"{self.length_mm:g} \N{MULTIPLICATION SIGN} {self.width_mm:g} mm"

    def description(self) -> str:
        """Return `Bruise 14 × 9 mm, oval, blue-purple, tender`."""
        size = f"{self.kind.words} {self.size_words()}"
        parts = [size, self.shape.lower(), self.colour.lower(), self.pattern]
        if getattr(self.tender, "value", None) is True:
            parts.append("tender")
        return ", ".join(part for part in parts if part)


class Looked(StrEnum):
    """What was found at a region that carries no mark."""

    NO_INJURY_SEEN = "no_injury_seen"
    NOT_LOOKED_AT = "not_looked_at"

    @property
    def words(self) -> str:
        """Return how it reads in the region list."""
        return "No injury seen" if self is Looked.NO_INJURY_SEEN else "Not looked at"


@dataclass(frozen=True, slots=True)
class RegionLook:
    """That a region was looked at and nothing seen, or was not looked at and why."""

    region: str
    looked: Looked
    why: str = ""
