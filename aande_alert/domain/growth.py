"""A child's growth in the ward's words: what was measured, how, and how much it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.answers import NOT_ASKED, Answer, Given

if TYPE_CHECKING:
    from datetime import date

    from aande_alert.domain.identity import Sex


class Measure(StrEnum):
    """What was measured. Length is lying, height is standing; the two differ by 0.7 cm on average."""

    WEIGHT = "weight"
    LENGTH = "length"
    HEIGHT = "height"
    HEAD = "head"

    @property
    def words(self) -> str:
        """Return what it is called on screen and in print."""
        return _WORDS[self]

    @property
    def unit(self) -> str:
        """Return `kg` or `cm`."""
        return "kg" if self is Measure.WEIGHT else "cm"

    @property
    def steps(self) -> int:
        """Return how many of what is kept, grams or millimetres, make one unit."""
        return 1000 if self is Measure.WEIGHT else 10

    @property
    def hows(self) -> tuple[HowMeasured, ...]:
        """Return the ways in which it may have been measured; a weight always says what was worn."""
        if self is Measure.WEIGHT:
            return (HowMeasured.BARE, HowMeasured.LIGHT, HowMeasured.CLOTHED, *_ANY_WAY)
        return (HowMeasured.MEASURED, *_ANY_WAY)


class HowMeasured(StrEnum):
    """How a measurement was made; clothes and a nappy make a weight read high."""

    BARE = "bare"
    LIGHT = "light"
    CLOTHED = "clothed"
    MEASURED = "measured"
    ESTIMATED = "estimated"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        """Return the words of the form."""
        return _HOW[self]

    @property
    def reads_high(self) -> bool:
        """Say whether the child may weigh less than was read."""
        return self in {HowMeasured.LIGHT, HowMeasured.CLOTHED, HowMeasured.NOT_KNOWN}


_ANY_WAY = (HowMeasured.ESTIMATED, HowMeasured.NOT_KNOWN)
_WORDS = {
    Measure.WEIGHT: "Weight",
    Measure.LENGTH: "Length",
    Measure.HEIGHT: "Height",
    Measure.HEAD: "Head circumference",
}
_HOW = {
    HowMeasured.BARE: "Nappy off",
    HowMeasured.LIGHT: "Light clothing",
    HowMeasured.CLOTHED: "Clothed",
    HowMeasured.MEASURED: "Measured",
    HowMeasured.ESTIMATED: "Estimated",
    HowMeasured.NOT_KNOWN: "Not known",
}


@dataclass(frozen=True, slots=True, repr=False)
class MeasuredChild:
    """Who was measured, as far as a growth standard asks.

    Attributes:
        sex: The standard has girls and boys.
        born: Date of birth; `None` where it cannot be relied on.
        gestation_days: Length of the pregnancy in days.
    """

    sex: Sex
    born: date | None
    gestation_days: Answer[int] = NOT_ASKED

    def __repr__(self) -> str:
        return "MeasuredChild(withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class Measurement:
    """One measurement, kept in whole grams or millimetres.

    Attributes:
        measure: What was measured.
        amount: Grams of a weight, millimetres of the others; more than 0.
        on: The day of measuring, Europe/London.
        how: What was worn, or that it was estimated.
    """

    measure: Measure
    amount: int
    on: date
    how: HowMeasured

    def __post_init__(self) -> None:
        if self.amount <= 0:
            message = "a measurement is more than nothing"
            raise ValueError(message)
        if self.how not in self.measure.hows:
            message = f"a {self.measure.value} is not measured {self.how.value}"
            raise ValueError(message)

    @property
    def value(self) -> float:
        """Return kg or cm."""
        return self.amount / self.measure.steps

    @property
    def shown(self) -> str:
        """Return `3.14 kg`, `3.145 kg` or `52.5 cm`."""
        number = (
            f"{self.value:.3f}".removesuffix("0") if self.measure is Measure.WEIGHT else f"{self.value:.1f}"
        )
        return f"{number} {self.measure.unit}"

    def __repr__(self) -> str:
        return f"Measurement({self.measure.value}, withheld)"


_MOST_HALVES = 9


@dataclass(frozen=True, slots=True, repr=False)
class BirthFacts:
    """What growth needs to know of the birth, as read from the red book, a letter or a UK chart.

    Attributes:
        gestation_days: Length of the pregnancy in days.
        centile_place: Where the birth weight lies on a UK chart, in half centile spaces from the 50th: 0 is
            on the 50th, -1 between the 25th and the 50th, -8 on the 0.4th, -9 below it.
        read_from: `Red book`; empty where nobody said.
    """

    gestation_days: Answer[int] = NOT_ASKED
    centile_place: Answer[int] = NOT_ASKED
    read_from: str = ""

    def __post_init__(self) -> None:
        place = self.centile_place
        if isinstance(place, Given) and abs(place.value) > _MOST_HALVES:
            message = "there are nine lines, and places between and beyond them"
            raise ValueError(message)

    def __repr__(self) -> str:
        return "BirthFacts(withheld)"
