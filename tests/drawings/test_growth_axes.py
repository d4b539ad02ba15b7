"""The axes of a growth chart hold everything, and their marks can be read."""

from __future__ import annotations

import pytest

from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.drawings.growth_axes import axes, days_words, line_points

PLOT = (46.0, 30.0, 800.0, 380.0)


@pytest.mark.parametrize(
    ("points", "days"),
    [
        ([], (0, 63)),
        ([(-26, 2.62), (25, 3.14)], (-28, 63)),
        ([(80, 5.0)], (0, 91)),
        ([(100, 6.0)], (0, 182)),
        ([(364, 9.0)], (0, 365)),
        ([(365, 9.0)], (0, 731)),
        ([(1460, 16.0)], (0, 1461)),
        ([(1461, 16.0)], (0, 1856)),
        ([(1856, 18.0)], (0, 1856)),
    ],
)
def test_the_axis_of_age_holds_every_point(points: list[tuple[int, float]], days: tuple[int, int]) -> None:
    assert axes(PLOT, Measure.WEIGHT, Sex.FEMALE, points).days == days


def test_the_axis_of_values_holds_points_and_lines() -> None:
    found = axes(PLOT, Measure.WEIGHT, Sex.FEMALE, [(60, 9.9)])
    assert found.values[1] > 9.9
    assert found.values[0] < 2.4
    assert found.y(-5) == found.y(found.values[0]) == 410
    assert found.y(99) == 30
    flat = axes(PLOT, Measure.WEIGHT, Sex.NOT_KNOWN, [(60, 4.0)])
    assert flat.values == (3.0, 5.0)
    assert axes(PLOT, Measure.WEIGHT, Sex.NOT_KNOWN, []).values[1] > 1


def test_marks_are_weeks_of_pregnancy_before_the_due_date() -> None:
    found = axes(PLOT, Measure.WEIGHT, Sex.FEMALE, [(-26, 2.62), (25, 3.14)])
    assert [mark.words for mark in found.age_marks(44)] == [
        "36", "37", "38", "39", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
    ]  # fmt: skip
    assert [mark.words for mark in found.age_marks(100)] == ["36", "38", "0", "2", "4", "6", "8"]
    assert len(list(found.age_marks(5000))) == 1


def test_marks_are_months_for_an_older_child() -> None:
    found = axes(PLOT, Measure.WEIGHT, Sex.MALE, [(1000, 13.0)])
    assert not found.in_weeks
    assert [mark.words for mark in found.age_marks(90)] == [
        "0",
        "6",
        "12",
        "18",
        "24",
        "30",
        "36",
        "42",
        "48",
    ]
    early = axes(PLOT, Measure.WEIGHT, Sex.MALE, [(-80, 0.9), (1000, 13.0)])
    assert next(early.age_marks(20)).words == "31"  # two months before the due date, in weeks of pregnancy


def test_marks_of_values_are_round_numbers() -> None:
    found = axes(PLOT, Measure.WEIGHT, Sex.FEMALE, [(25, 3.14)])
    assert [mark.words for mark in found.value_marks(28)] == [
        "2.5", "3", "3.5", "4", "4.5", "5", "5.5", "6", "6.5", "7",
    ]  # fmt: skip
    assert len(list(found.value_marks(9000))) <= 1


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0d"), (27, "27d"), (28, "4w"), (51, "7w 2d"), (364, "52w"), (365, "12m"),
        (730, "2y"), (1095, "3y"), (1825, "5y"),
        (500, "16m"), (731, "2y"), (900, "2y 5m"),
    ],
)  # fmt: skip
def test_an_age_reads_as_the_ward_says_it(days: int, words: str) -> None:
    assert days_words(days) == words


def test_a_line_ends_where_the_axis_does_and_needs_a_sex() -> None:
    found = axes(PLOT, Measure.WEIGHT, Sex.FEMALE, [])
    (line,) = line_points(found, Measure.WEIGHT, Sex.FEMALE, 0.0)
    assert line[-1][0] == found.x(63)
    assert list(line_points(found, Measure.WEIGHT, Sex.NOT_KNOWN, 0.0)) == []
