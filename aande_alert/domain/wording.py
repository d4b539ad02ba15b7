"""How dates, times, ages and spans read: the NHS Common User Interface forms, for screen and paper.

Times are kept in UTC and shown in Europe/London; the forms ignore the machine's regional settings.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from aande_alert.domain.identity import Birth

LONDON = ZoneInfo("Europe/London")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_HOURS_UNTIL = timedelta(days=2)
_DAYS_UNTIL = 28
_ADULT = 18
_WEEKS_UNTIL_YEARS = 1
_MONTHS_UNTIL_YEARS = 2


def show_date(day: date) -> str:
    """Return `22-Nov-2026` (ISB 1501)."""
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year:04d}"


def show_weekday_date(day: date) -> str:
    """Return `Sun 22-Nov-2026`."""
    return f"{DAYS[day.weekday()]} {show_date(day)}"


def show_long_date(day: date) -> str:
    """Return `22 November 2026`, for letters to families and for screen readers."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def local(moment: datetime) -> datetime:
    """Return an aware moment in Europe/London."""
    return moment.astimezone(LONDON)


def show_time(moment: datetime) -> str:
    """Return `14:05`, 24-hour clock, Europe/London (ISB 1502)."""
    return f"{local(moment):%H:%M}"


def show_moment(moment: datetime) -> str:
    """Return `22-Nov-2026 14:05`."""
    here = local(moment)
    return f"{show_date(here.date())} {here:%H:%M}"


def show_span(span: timedelta) -> str:
    """Return a duration in at most two units, `8hr 21min`, `2d 8hr`, `40min` (ISB 1502)."""
    minutes = int(max(span, timedelta()).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    units = ((days, "d"), (hours, "hr")) if days else ((hours, "hr"), (minutes, "min"))
    shown = [f"{count}{unit}" for count, unit in units if count]
    return " ".join(shown) or "0min"


def whole_years(born: date, on: date) -> int:
    """Return completed years; somebody born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _whole_months(born: date, on: date) -> tuple[int, int]:
    """Return completed months and the days left over."""
    months = (on.year - born.year) * 12 + on.month - born.month
    if on.day < born.day:
        months -= 1
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    for day in range(born.day, 27, -1):
        try:
            return months, (on - date(year, month + 1, day)).days
        except ValueError:
            continue
    return months, (on - date(year, month + 1, born.day)).days


def show_age(born: date, now: datetime) -> str:
    """Return an age as the patient-banner guidance has it (ISB 1505, tables 7 and 8).

    Only the day of birth is known here, so hours count from midnight of that day: under two days
    hours, under four weeks days, under a year weeks and days, under two years months and days,
    under eighteen years and months, then years.
    """
    here = local(now)
    on = here.date()
    days = (on - born).days
    if days < 0:
        return "Not yet born"
    if days < _HOURS_UNTIL.days:
        return f"{days * 24 + here.hour}hrs"
    if days < _DAYS_UNTIL:
        return f"{days}d"
    return _in_weeks_months_or_years(born, on, days)


def _in_weeks_months_or_years(born: date, on: date, days: int) -> str:
    years = whole_years(born, on)
    if years >= _ADULT:
        return f"{years}y"
    if years < _WEEKS_UNTIL_YEARS:
        return _two(days // 7, "w", days % 7, "d")
    months, left = _whole_months(born, on)
    if years < _MONTHS_UNTIL_YEARS:
        return _two(months, "m", left, "d")
    return _two(years, "y", months - years * 12, "m")


def _two(large: int, large_unit: str, small: int, small_unit: str) -> str:
    return f"{large}{large_unit} {small}{small_unit}" if small else f"{large}{large_unit}"


def show_birth(birth: Birth) -> str:
    """Return the date of birth as shown, or `Not Known`."""
    if birth.on is None:
        return "Not Known"
    return show_date(birth.on)


def show_age_of(birth: Birth, now: datetime) -> str:
    """Return the age as shown, or `Unknown` where there is no usable date."""
    return "Unknown" if birth.on is None else show_age(birth.on, now)


def is_under_18(birth: Birth, on: date) -> bool:
    """Say whether somebody counts as a child; an unknown age always does."""
    return birth.on is None or whole_years(birth.on, on) < _ADULT


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC.

    Raises:
        ValueError: The moment has no zone; it is refused, not guessed.
    """
    if moment.tzinfo is None:
        message = "a moment without a zone"
        raise ValueError(message)
    return moment.astimezone(UTC)
