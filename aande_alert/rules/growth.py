"""Where one measurement stands against the WHO standard: by actual age, by corrected age, and which to use.

Both figures are always worked out, for any length of pregnancy; what UK charts use (corrected below 37
weeks, until two years) is said beside them. What cannot be right is marked and gets no figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.errors import Refused
from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.rules.growth_standard import HEIGHTS_FROM, LAST_DAY, as_the_table_has_it, centile, lms
from aande_alert.rules.seen_child import PRETERM_BEFORE_DAYS, TERM_DAYS, calendar_months

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import Any

    from aande_alert.domain.growth import MeasuredChild

_WEEK = 7


class Remark(StrEnum):
    """What stands beside a figure, or in its place; the words are content."""

    IMPOSSIBLE = "impossible"
    BEFORE_BIRTH = "before_birth"
    NO_BIRTH = "no_birth"
    NO_SEX = "no_sex"
    FUTURE = "future"
    MEASURE_AGAIN = "measure_again"
    NO_GESTATION = "no_gestation"
    CORRECTED = "corrected"
    BEFORE_DUE = "before_due"
    NOT_PRETERM = "not_preterm"
    PAST_CORRECTION = "past_correction"
    EARLY = "early"
    FROM_FOUR = "from_four"
    TOO_OLD = "too_old"
    LYING = "lying"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """Where one measurement stands.

    Attributes:
        days: Completed days since birth; `None` where the birth is not known or lies later.
        corrected_days: Days since the due date, negative before it; `None` where gestation is not known.
        sds: Standard deviations from the median by actual age; `None` where there is no figure.
        corrected_sds: The same by corrected age.
        by_corrected: UK charts use the corrected age for this child at this age.
        remarks: What must be said beside it, most serious first.
    """

    days: int | None = None
    corrected_days: int | None = None
    sds: float | None = None
    corrected_sds: float | None = None
    by_corrected: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def centile(self) -> float | None:
        """Return the centile by actual age."""
        return None if self.sds is None else centile(self.sds)

    @property
    def corrected_centile(self) -> float | None:
        """Return the centile by corrected age."""
        return None if self.corrected_sds is None else centile(self.corrected_sds)

    @property
    def used_sds(self) -> float | None:
        """Return the figure that UK charts would show; `None` where the standard has none."""
        return self.corrected_sds if self.by_corrected else self.sds

    @property
    def used_days(self) -> int | None:
        """Return the age it is plotted at, in days."""
        return self.corrected_days if self.by_corrected else self.days

    @property
    def impossible(self) -> bool:
        """Say whether the value cannot be right."""
        return Remark.IMPOSSIBLE in self.remarks

    def __repr__(self) -> str:
        return "Standing(withheld)"


def gestation_days(weeks: int, days: int, growth: Mapping[str, Any]) -> int:
    """Return the length of a pregnancy in days.

    Args:
        weeks: Completed weeks.
        days: Days beyond them.
        growth: The content `growth`.

    Raises:
        Refused: No baby is born alive so early, or is carried so long, or a week has fewer days.
    """
    first, last = int(growth["limits"]["shortest_weeks"]), int(growth["limits"]["longest_weeks"])
    if not (first <= weeks <= last and 0 <= days < _WEEK):
        what = f"Gestation must be {first} to {last} weeks and 0 to 6 days."
        raise Refused(what, "Check it, or leave it empty where nobody knows.")
    return weeks * _WEEK + days


def corrected(days: int, gestation: int) -> int:
    """Return days since the due date, 40 weeks; negative before it."""
    return days - (TERM_DAYS - gestation)


def uses_corrected(child: MeasuredChild, on: date, growth: Mapping[str, Any]) -> bool:
    """Say whether UK charts plot this child by corrected age: born before 37 weeks, under two years."""
    if child.born is None or not isinstance(child.gestation_days, Given):
        return False
    early = child.gestation_days.value < PRETERM_BEFORE_DAYS
    return early and calendar_months(child.born, on) < growth["limits"]["corrected_until_months"]


def stand(
    child: MeasuredChild, measured: tuple[Measure, float, date], today: date, growth: Mapping[str, Any]
) -> Standing:
    """Return where a measurement stands against the standard.

    Args:
        child: Sex, birth and gestation.
        measured: What, how much in kg or cm, and on which day.
        today: A day after it is in the future.
        growth: The content `growth`.

    Raises:
        Unavailable: The tables cannot be used.
    """
    measure, value, on = measured
    if child.born is None:
        return Standing(remarks=(Remark.NO_BIRTH,))
    days = (on - child.born).days
    if days < 0:
        return Standing(remarks=(Remark.BEFORE_BIRTH,))
    gestation = child.gestation_days
    since_due = corrected(days, gestation.value) if isinstance(gestation, Given) else None
    by_corrected = uses_corrected(child, on, growth)
    late = (Remark.FUTURE,) if on > today else ()
    if value <= 0:
        return Standing(days, since_due, None, None, by_corrected, (Remark.IMPOSSIBLE, *late))
    if child.sex not in {Sex.FEMALE, Sex.MALE}:
        return Standing(days, since_due, None, None, by_corrected, (Remark.NO_SEX, *late))
    found = Standing(
        days=days,
        corrected_days=since_due,
        sds=_figure(child.sex, measure, value, days),
        corrected_sds=None if since_due is None else _figure(child.sex, measure, value, since_due),
        by_corrected=by_corrected,
    )
    if _cannot_be(found, growth["limits"]):
        return Standing(days, since_due, None, None, by_corrected, (Remark.IMPOSSIBLE, *late))
    remarks = (*late, *_remarks(found, measure, growth["limits"]))
    return Standing(days, since_due, found.sds, found.corrected_sds, by_corrected, remarks)


def _figure(sex: Sex, measure: Measure, value: float, day: int) -> float | None:
    at = lms(measure, sex, day)
    return None if at is None else at.sds(as_the_table_has_it(measure, value, day))


def _cannot_be(found: Standing, limits: Mapping[str, float]) -> bool:
    """Say whether a value is beyond what a child of that age can be.

    Before the due date the corrected figure does not exist, and a baby born early is far below the other:
    then only what is too much for a baby born at term is impossible.
    """
    limit = limits["impossible_sds"]
    if found.used_sds is not None:
        return abs(found.used_sds) > limit
    return found.sds is not None and found.sds > limit


def _remarks(found: Standing, measure: Measure, limits: Mapping[str, float]) -> Iterator[Remark]:
    figure = found.used_sds
    if figure is not None and abs(figure) > limits["measure_again_sds"]:
        yield Remark.MEASURE_AGAIN
    yield from _about_correction(found)
    yield from _about_age(found.used_days or 0, limits)
    yield from _about_posture(measure, found.used_days or 0)


def _about_correction(found: Standing) -> Iterator[Remark]:
    if found.corrected_days is None:
        yield Remark.NO_GESTATION
    elif found.by_corrected:
        yield Remark.CORRECTED if found.corrected_days >= 0 else Remark.BEFORE_DUE
    elif found.corrected_days != found.days:
        early = (found.days or 0) - found.corrected_days > TERM_DAYS - PRETERM_BEFORE_DAYS
        yield Remark.PAST_CORRECTION if early else Remark.NOT_PRETERM


def _about_age(day: int, limits: Mapping[str, float]) -> Iterator[Remark]:
    if day > LAST_DAY:
        yield Remark.TOO_OLD
    elif day >= limits["uk_charts_until_days"]:
        yield Remark.FROM_FOUR
    elif 0 <= day < limits["uk_charts_from_days"]:
        yield Remark.EARLY


def _about_posture(measure: Measure, day: int) -> Iterator[Remark]:
    if measure is Measure.LENGTH and HEIGHTS_FROM <= day <= LAST_DAY:
        yield Remark.LYING
    if measure is Measure.HEIGHT and 0 <= day < HEIGHTS_FROM:
        yield Remark.STANDING


def remark_words(remarks: tuple[Remark, ...], growth: Mapping[str, Any]) -> str:
    """Return the remarks in words, a sentence or two each; empty where there is nothing to say."""
    return " ".join(str(growth["remarks"][remark.value]) for remark in remarks)
