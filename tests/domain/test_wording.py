"""Dates, times, ages and spans as the NHS Common User Interface has them, at every border."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from aande_alert.domain.identity import BIRTH_NOT_GIVEN, Birth, BirthQuality
from aande_alert.domain.wording import (
    is_under_18,
    show_age,
    show_age_of,
    show_birth,
    show_date,
    show_long_date,
    show_moment,
    show_span,
    show_time,
    show_weekday_date,
    utc,
    whole_years,
)

NOW = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)


def on(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00+00:00")


@pytest.mark.parametrize(
    ("born", "seen", "age"),
    [
        ("2026-11-23", "2026-11-22", "Not yet born"),
        ("2026-11-22", "2026-11-22", "12hrs"),
        ("2026-11-21", "2026-11-22", "36hrs"),
        ("2026-11-20", "2026-11-22", "2d"),
        ("2026-10-26", "2026-11-22", "27d"),
        ("2026-10-25", "2026-11-22", "4w"),
        ("2026-10-24", "2026-11-22", "4w 1d"),
        ("2026-10-02", "2026-11-22", "7w 2d"),
        ("2025-11-23", "2026-11-22", "52w"),
        ("2025-11-22", "2026-11-22", "12m"),
        ("2025-11-01", "2026-11-22", "12m 21d"),
        ("2025-10-31", "2026-11-30", "12m 30d"),
        ("2025-01-31", "2026-03-01", "13m 1d"),
        ("2023-01-31", "2024-03-01", "13m 1d"),
        ("2023-01-29", "2024-03-01", "13m 1d"),
        ("2024-11-23", "2026-11-22", "23m 30d"),
        ("2024-11-22", "2026-11-22", "2y"),
        ("2022-08-03", "2026-11-22", "4y 3m"),
        ("2008-11-23", "2026-11-22", "17y 11m"),
        ("2008-11-22", "2026-11-22", "18y"),
        ("1999-03-04", "2026-11-22", "27y"),
        ("2024-02-29", "2026-02-28", "23m 30d"),
        ("2024-02-29", "2026-03-01", "2y"),
        ("2024-02-29", "2025-03-01", "12m 1d"),
        ("2008-02-29", "2026-02-28", "17y 11m"),
        ("2008-02-29", "2026-03-01", "18y"),
    ],
)
def test_an_age_is_shown_in_the_units_of_its_range(born: str, seen: str, age: str) -> None:
    assert show_age(date.fromisoformat(born), on(seen)) == age


def test_the_hours_of_a_newborn_are_the_wards_not_greenwichs() -> None:
    summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert show_age(date(2026, 7, 1), summer) == "0hrs"
    assert show_age(date(2026, 6, 30), summer) == "24hrs"


@pytest.mark.parametrize(
    ("birth", "shown", "age", "child"),
    [
        (Birth(date(2026, 10, 2)), "02-Oct-2026", "7w 2d", True),
        (Birth(date(1999, 3, 4)), "04-Mar-1999", "27y", False),
        (BIRTH_NOT_GIVEN, "Not Known", "Unknown", True),
        (Birth(None, BirthQuality.IMPOSSIBLE, "20261302"), "Not Known", "Unknown", True),
    ],
)
def test_somebody_whose_birth_nobody_knows_counts_as_a_child(
    birth: Birth, shown: str, age: str, child: bool
) -> None:
    assert (show_birth(birth), show_age_of(birth, NOW), is_under_18(birth, NOW.date())) == (shown, age, child)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2008, 11, 22), date(2026, 11, 21), 17),
        (date(2008, 11, 22), date(2026, 11, 22), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
    ],
)
def test_a_year_is_complete_on_the_birthday_and_not_before(born: date, day: date, years: int) -> None:
    assert whole_years(born, day) == years


def test_dates_and_times_are_written_one_way() -> None:
    day = date(2026, 11, 2)
    assert show_date(day) == "02-Nov-2026"
    assert show_weekday_date(day) == "Mon 02-Nov-2026"
    assert show_long_date(day) == "2 November 2026"
    assert (show_time(NOW), show_moment(NOW)) == ("14:10", "22-Nov-2026 14:10")


def test_a_moment_late_on_a_summer_evening_is_the_next_day_on_the_ward() -> None:
    assert show_moment(datetime(2026, 6, 30, 23, 5, tzinfo=UTC)) == "01-Jul-2026 00:05"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=-3), "0min"),
        (timedelta(seconds=59), "0min"),
        (timedelta(minutes=40), "40min"),
        (timedelta(hours=8), "8hr"),
        (timedelta(hours=8, minutes=21), "8hr 21min"),
        (timedelta(days=2, hours=8, minutes=50), "2d 8hr"),
        (timedelta(days=4, minutes=5), "4d"),
    ],
)
def test_a_span_has_at_most_two_units_and_is_never_less_than_nothing(span: timedelta, words: str) -> None:
    assert show_span(span) == words


def test_a_moment_without_a_zone_is_refused_not_guessed() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        utc(datetime(2026, 11, 22, 14, 10))  # noqa: DTZ001 - that is the case
    assert utc(NOW) == NOW
