"""One measurement against the standard: published vectors, what UK charts use, what cannot be right."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from aande_alert.domain.answers import NOT_ASKED, NOT_KNOWN, Answer, Given
from aande_alert.domain.errors import Refused
from aande_alert.domain.growth import Measure, MeasuredChild
from aande_alert.domain.identity import Sex
from aande_alert.rules.content import load_content
from aande_alert.rules.growth import Remark, Standing, corrected, gestation_days, remark_words, stand

GROWTH = load_content().growth
TODAY = date(2026, 11, 22)
BORN = date(2026, 1, 1)
VECTORS = Path(__file__).parents[1] / "spec" / "growth_vectors.csv"
AGREES = 5e-3
"""Tolerance of the vectors, which were made with older, weekly tables (the reference, section 8.2)."""


def of(
    value: float,
    days: int,
    *,
    measure: Measure = Measure.WEIGHT,
    weeks: Answer[int] = NOT_ASKED,
    sex: Sex = Sex.MALE,
    born: date | None = BORN,
) -> Standing:
    gestation: Answer[int] = Given(round(weeks.value * 7)) if isinstance(weeks, Given) else weeks
    on = BORN + timedelta(days=days)
    return stand(MeasuredChild(sex, born, gestation), (measure, value, on), max(TODAY, on), GROWTH)


def vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@pytest.mark.parametrize("row", vectors(), ids=lambda row: f"{row['born']} {row['kg']} kg")
def test_the_published_vectors_are_met_where_uk_charts_use_this_standard(row: dict[str, str]) -> None:
    """Figures by Cole for the RCPCH's library, sds_age_validation_2021.json, ten rows of 4,000."""
    gestation = Given(gestation_days(int(row["weeks"]), int(row["days"]), GROWTH))
    child = MeasuredChild(Sex(row["sex"]), date.fromisoformat(row["born"]), gestation)
    seen = date.fromisoformat(row["seen"])
    found = stand(child, (Measure.WEIGHT, float(row["kg"]), seen), seen, GROWTH)
    compared = row["compared"].split(":")[0]
    if compared in {"both", "corrected"}:
        assert found.corrected_sds == pytest.approx(float(row["corrected"]), abs=AGREES)
    if compared in {"both", "actual"}:
        assert found.sds == pytest.approx(float(row["actual"]), abs=AGREES)
    if compared == "none":
        assert {Remark.TOO_OLD, Remark.EARLY} & set(found.remarks)


def test_a_baby_born_at_term_at_the_median_is_on_the_fiftieth() -> None:
    found = of(3.3464, 0, weeks=Given(40))
    assert found.sds == pytest.approx(0)
    assert found.centile == pytest.approx(50)
    assert found.used_sds == found.sds
    assert found.remarks == (Remark.EARLY,)


def test_a_baby_born_early_is_plotted_by_corrected_age() -> None:
    found = of(5.0, 100, weeks=Given(32))
    assert (found.days, found.corrected_days, found.used_days) == (100, 44, 44)
    assert found.by_corrected
    assert found.used_sds == found.corrected_sds
    assert found.corrected_sds is not None
    assert found.sds is not None
    assert found.corrected_sds > found.sds + 1
    assert found.corrected_centile is not None
    assert found.remarks == (Remark.CORRECTED,)


@pytest.mark.parametrize(
    ("weeks", "days", "uses", "remark"),
    [
        (36, 100, True, Remark.CORRECTED),
        (36, 729, True, Remark.CORRECTED),
        (36, 730, False, Remark.PAST_CORRECTION),  # two years old to the day
        (37, 100, False, Remark.NOT_PRETERM),
        (42, 100, False, Remark.NOT_PRETERM),
        (24, 730, False, Remark.PAST_CORRECTION),
    ],
)
def test_uk_charts_correct_below_37_weeks_until_two_years(
    weeks: int, days: int, *, uses: bool, remark: Remark
) -> None:
    found = of(6.5 if days == 100 else 12.0, days, weeks=Given(weeks))
    assert found.by_corrected is uses
    assert remark in found.remarks
    assert found.corrected_sds is not None  # both are always worked out


def test_not_knowing_the_gestation_is_said() -> None:
    for weeks in (NOT_ASKED, NOT_KNOWN):
        found = of(7.9, 182, weeks=weeks)
        assert found.corrected_sds is None
        assert found.corrected_centile is None
        assert found.remarks == (Remark.NO_GESTATION,)


def test_before_the_due_date_there_is_no_figure_to_use() -> None:
    found = of(1.1, 20, weeks=Given(28))
    assert found.used_sds is None
    assert found.used_days == -64
    assert found.corrected_centile is None
    assert found.remarks == (Remark.BEFORE_DUE,)


@pytest.mark.parametrize(
    ("value", "days", "weeks", "measure"),
    [
        (79.0, 182, Given(40), Measure.WEIGHT),  # the slip of the reference
        (79.0, 182, NOT_ASKED, Measure.WEIGHT),
        (79.0, 20, Given(28), Measure.WEIGHT),  # before the due date, and too much even for a term baby
        (0.79, 182, Given(40), Measure.WEIGHT),
        (3450, 10, Given(40), Measure.WEIGHT),  # typed in grams
        (525.0, 50, Given(40), Measure.LENGTH),  # typed in millimetres
        (4.2, 50, Given(40), Measure.HEAD),
        (0.0, 50, Given(40), Measure.WEIGHT),
        (-3.2, 50, Given(40), Measure.WEIGHT),
        (0.5, 800, Given(40), Measure.LENGTH),  # nothing left once it is taken for a height
    ],
)
def test_what_cannot_be_right_is_marked_and_gets_no_figure(
    value: float, days: int, weeks: Answer[int], measure: Measure
) -> None:
    found = of(value, days, weeks=weeks, measure=measure)
    assert found.remarks[0] is Remark.IMPOSSIBLE
    assert found.impossible
    assert (found.sds, found.corrected_sds, found.centile) == (None, None, None)


def test_a_tiny_baby_born_very_early_is_not_called_impossible() -> None:
    found = of(0.7, 30, weeks=Given(24))
    assert not found.impossible
    assert found.sds is not None
    assert found.sds < -8


def test_far_from_the_median_asks_to_measure_again() -> None:
    found = of(4.2, 182, weeks=Given(40))
    assert found.used_sds is not None
    assert -8 < found.used_sds < -4
    assert found.remarks == (Remark.MEASURE_AGAIN,)


@pytest.mark.parametrize(
    ("days", "remark"),
    [
        (-1, Remark.BEFORE_BIRTH),
        (13, Remark.EARLY),
        (14, None),
        (1460, None),
        (1461, Remark.FROM_FOUR),
        (1856, Remark.FROM_FOUR),
        (1857, Remark.TOO_OLD),
    ],
)
def test_the_ends_of_the_standard_are_said(days: int, remark: Remark | None) -> None:
    found = of(3.7 if days < 100 else 16.0, days, weeks=Given(40))
    assert found.remarks == (() if remark is None else (remark,))
    assert (found.sds is None) == (remark in {Remark.BEFORE_BIRTH, Remark.TOO_OLD})


def test_a_day_in_the_future_is_marked_and_never_dropped() -> None:
    child = MeasuredChild(Sex.MALE, BORN, Given(280))
    found = stand(child, (Measure.WEIGHT, 7.9, date(2026, 7, 2)), date(2026, 7, 1), GROWTH)
    assert found.remarks == (Remark.FUTURE,)
    assert found.sds is not None


def test_without_a_birth_or_a_sex_nothing_is_guessed() -> None:
    assert of(7.9, 182, born=None).remarks == (Remark.NO_BIRTH,)
    for sex in (Sex.NOT_KNOWN, Sex.NOT_SPECIFIED):
        found = of(7.9, 182, sex=sex)
        assert found.remarks == (Remark.NO_SEX,)
        assert found.sds is None
        assert found.days == 182


def test_lying_and_standing_are_not_mixed_up() -> None:
    lying = of(88.0, 800, measure=Measure.LENGTH, weeks=Given(40))
    standing = of(87.3, 800, measure=Measure.HEIGHT, weeks=Given(40))
    assert lying.sds == pytest.approx(standing.sds)
    assert lying.remarks == (Remark.LYING,)
    assert standing.remarks == ()
    young = of(80.0, 400, measure=Measure.HEIGHT, weeks=Given(40))
    assert young.sds == pytest.approx(of(80.7, 400, measure=Measure.LENGTH).sds)
    assert young.remarks == (Remark.STANDING,)


@pytest.mark.parametrize(("weeks", "days"), [(21, 0), (45, 0), (36, 7), (36, -1)])
def test_a_gestation_that_cannot_be_is_refused(weeks: int, days: int) -> None:
    with pytest.raises(Refused, match="22 to 44 weeks"):
        gestation_days(weeks, days, GROWTH)


def test_gestation_and_due_date() -> None:
    assert gestation_days(36, 2, GROWTH) == 254
    assert corrected(51, 254) == 25  # the family of the demonstration: 7w 2d old, 25 days corrected
    assert corrected(0, 294) == 14


def test_every_remark_has_words() -> None:
    assert set(GROWTH["remarks"]) == {remark.value for remark in Remark}
    words = remark_words((Remark.MEASURE_AGAIN, Remark.NO_GESTATION), GROWTH)
    assert words.endswith("Gestation not given: not corrected.")
    assert remark_words((), GROWTH) == ""


def test_a_standing_withholds_itself() -> None:
    assert "7" not in repr(of(7.9, 182))
