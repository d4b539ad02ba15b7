"""The child as the clinical rules see them: ages, ability as seen, and marks by coded region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.domain.answers import NOT_ASKED, Answer, Given
from aande_alert.domain.injuries import Injury, InjuryKind

if TYPE_CHECKING:
    from datetime import date

    from aande_alert.domain.regions import BodyRegions

DAYS_IN_MONTH = 30.4375
TERM_DAYS = 280
PRETERM_BEFORE_DAYS = 259  # 37 completed weeks
_INFANT_MONTHS = 12


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """One injury for a rule.

    Attributes:
        id: The injury's own id, or a name in a table of cases.
        kind: What sort of mark.
        groups: Groups of its region, `torso`, `ear`, `cheek_fleshy`.
        patterned: Whether it carries the shape of something; not recorded is not "no".
        words: Region in words.
    """

    id: UUID | str
    kind: InjuryKind
    groups: frozenset[str]
    patterned: Answer[bool] = NOT_ASKED
    words: str = ""

    def __repr__(self) -> str:
        return f"Mark({self.id}, withheld)"

    @classmethod
    def from_injury(cls, subject: UUID, injury: Injury, regions: BodyRegions) -> Mark:
        """Return the mark of an entry in the record.

        Raises:
            KeyError: The region is not one of ours.
        """
        region = regions.region(injury.region)
        patterned = Given(bool(injury.pattern))  # the form's "no pattern" is an answer
        return cls(subject, injury.kind, region.groups | {region.id}, patterned, region.words)


@dataclass(frozen=True, slots=True, repr=False)
class SeenChild:
    """What the rules need to know of a child at one visit.

    Attributes:
        born: Date of birth; `None` where it cannot be relied on.
        seen_on: Day of the visit, Europe/London.
        gestation_days: Length of the pregnancy in days.
        mobility: The most the child was seen to do, an id of `development.toml`'s abilities.
        disability: A physical disability limits movement.
        marks: Every injury; `Given(())` only where the skin was looked at and nothing was seen.
        cause_documented: A medical or birth cause of the marks is documented.
    """

    born: date | None
    seen_on: date
    gestation_days: Answer[int] = NOT_ASKED
    mobility: Answer[str] = NOT_ASKED
    disability: Answer[bool] = NOT_ASKED
    marks: Answer[tuple[Mark, ...]] = NOT_ASKED
    cause_documented: Answer[bool] = NOT_ASKED

    def __repr__(self) -> str:
        return "SeenChild(withheld)"

    @property
    def known_marks(self) -> tuple[Mark, ...]:
        """Return the marks recorded; none where nobody looked, which is not the same as none seen."""
        return self.marks.value if isinstance(self.marks, Given) else ()

    @property
    def months(self) -> float | None:
        """Return the age in decimal months since birth."""
        return None if self.born is None else decimal_months(self.born, self.seen_on)

    @property
    def completed_months(self) -> int | None:
        """Return completed calendar months since birth."""
        return None if self.born is None else calendar_months(self.born, self.seen_on)

    @property
    def corrected_months(self) -> float | None:
        """Return the age in decimal months, less what a child born before 37 weeks was early by."""
        if self.born is None:
            return None
        days = (self.seen_on - self.born).days
        if isinstance(self.gestation_days, Given) and self.gestation_days.value < PRETERM_BEFORE_DAYS:
            days -= TERM_DAYS - self.gestation_days.value
        return days / DAYS_IN_MONTH

    def younger_than(self, months: float, *, decimal: float | None = None) -> bool | None:
        """Say whether the child is under an age; `None` where the age is not known.

        Calendar and decimal months disagree by a day or two: younger by either is younger, because
        these rules would rather ask once too often.

        Args:
            months: Calendar months.
            decimal: The published decimal limit where it is not the same figure, inclusive.
        """
        if self.born is None:
            return None
        by_calendar = calendar_months(self.born, self.seen_on) < months
        exact = decimal_months(self.born, self.seen_on)
        return by_calendar or (exact < months if decimal is None else exact <= decimal)

    @property
    def called(self) -> str:
        """Return `baby` under a year, `child` otherwise and where the age is not known."""
        months = self.completed_months
        return "baby" if months is not None and months < _INFANT_MONTHS else "child"


def decimal_months(born: date, on: date) -> float:
    """Return days since birth over 30.4375, as published cut-offs count."""
    return (on - born).days / DAYS_IN_MONTH


def calendar_months(born: date, on: date) -> int:
    """Return completed calendar months; born on the 29th of February is a month older on 1 March."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
