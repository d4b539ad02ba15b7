"""One HL7 field at a time: text, moments, births, yes or no, and codes; absent and cleared told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final, TypeVar

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import Birth, BirthQuality
from aande_alert.domain.messages import ABSENT, CLEARED, Silence, Told
from aande_alert.domain.wording import LONDON

if TYPE_CHECKING:
    from aande_alert.ingest.hl7v2_text import Segment

T = TypeVar("T")

CLEAR: Final = '""'
OLDEST: Final = 115
_YEARS = range(1900, 2201)
_MOMENT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,6})\d*)?)?)?)?(?:([+-])(\d\d)(\d\d))?",
    re.ASCII,
)
_CLOCK_CHANGE_MONTHS = (3, 10)
_CLOCK_CHANGE_BEFORE = 3
_YEAR_ONLY = 4
_YEAR_AND_MONTH = 6
_WHOLE_DAY = 8


def silence(raw: str) -> Silence | None:
    """Return why a raw field holds no value; `None` where it holds one."""
    if not raw:
        return ABSENT
    return CLEARED if raw == CLEAR else None


def text(segment: Segment, number: int, part: int = 0) -> Told[str]:
    """Return one component of a field's first repetition as text."""
    raw = segment.raw(number)
    why = silence(raw)
    if why is not None:
        return why
    message = segment.message
    if message.repetition in raw:
        raw = raw.split(message.repetition, 1)[0]
    if message.component in raw or part:
        parts = segment.parts(raw)
        raw = parts[part] if part < len(parts) else ""
        if raw == CLEAR:
            return CLEARED
    found = message.plain(raw)
    return Given(found) if found else ABSENT


def said(told: Told[str]) -> str:
    """Return the text given, or nothing."""
    return told.value if isinstance(told, Given) else ""


def code(segment: Segment, number: int, meanings: Mapping[str, T], otherwise: T, what: str) -> Told[T]:
    """Return what a coded field means.

    Args:
        segment: The segment.
        number: The field.
        meanings: The known codes, upper case, numbers without leading noughts.
        otherwise: What a code nobody knows becomes, with a remark.
        what: The field's name in the remark.
    """
    told = text(segment, number)
    if not isinstance(told, Given):
        return told
    key = told.value.upper()
    if key in meanings:
        return Given(meanings[key])
    key = key.lstrip("0") or "0"
    if key in meanings:
        return Given(meanings[key])
    segment.remark(number, told.value, f"The code for {what} is not known here; it was left out.")
    return Given(otherwise)


def yes_or_no(segment: Segment, number: int, what: str) -> Told[bool]:
    """Return a Y or N field; anything else is a remark and counts as not said."""
    told = text(segment, number)
    if not isinstance(told, Given):
        return told
    answer = {"Y": True, "1": True, "YES": True, "N": False, "0": False, "NO": False}.get(told.value.upper())
    if answer is None:
        segment.remark(number, told.value, f"{what} is neither yes nor no; it was left out.")
        return ABSENT
    return Given(answer)


def moment(segment: Segment, number: int, what: str) -> Told[datetime]:
    """Return a time stamp in UTC; one without an offset is Europe/London.

    The hour that happens twice in October is taken as its first (summer time) and remarked on.
    """
    told = text(segment, number)
    if not isinstance(told, Given):
        return told
    found = _MOMENT.fullmatch(told.value)
    at = None if found is None else _aware(found)
    if at is None:
        segment.remark(number, told.value, f"{what} is not a time that can be; it was left out.")
        return ABSENT
    if at.month in _CLOCK_CHANGE_MONTHS and at.tzinfo is LONDON and at.hour < _CLOCK_CHANGE_BEFORE:
        _remark_clock_change(segment, number, at, told.value)
    return Given(at.astimezone(UTC))


def _aware(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second, fraction, sign, offset_hours, offset_minutes = found.groups()
    if int(year) not in _YEARS:
        return None
    try:
        zone = LONDON if sign is None else _offset(sign, int(offset_hours), int(offset_minutes))
        microseconds = int(fraction.ljust(6, "0")) if fraction else 0
        clock = (int(hour or 0), int(minute or 0), int(second or 0), microseconds)
        return datetime(int(year), int(month), int(day), *clock, tzinfo=zone)
    except ValueError:
        return None


def _offset(sign: str, hours: int, minutes: int) -> timezone:
    """Return a fixed zone.

    Raises:
        ValueError: More than a day.
    """
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if sign == "-" else away)


def _remark_clock_change(segment: Segment, number: int, at: datetime, raw: str) -> None:
    if at.replace(fold=1).utcoffset() != at.utcoffset():
        words = "The clocks change in this hour, so the time may be an hour out."
        segment.remark(number, raw, words)


def day(segment: Segment, number: int, what: str) -> Told[date]:
    """Return the day a field names, whatever time follows it."""
    told = text(segment, number)
    if not isinstance(told, Given):
        return told
    digits = told.value[:_WHOLE_DAY]
    found = _date(digits) if len(digits) == _WHOLE_DAY else None
    if found is None:
        segment.remark(number, told.value, f"{what} is not a date that can be; it was left out.")
        return ABSENT
    return Given(found)


def _date(digits: str) -> date | None:
    """Return the date that eight digits name, where there is one."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def birth(segment: Segment, number: int, today: date) -> Told[Birth]:
    """Return a date of birth; it never passes through a time zone, so no summer moves it a day.

    An impossible date is kept as received and says so: the child stays on the children's list. Where
    only a year or a month is known, the last day it can be is taken, so that nobody is counted an
    adult who may be a child.

    Args:
        segment: The segment.
        number: The field.
        today: The day the message came; nobody is born after the day that follows it.
    """
    told = text(segment, number)
    if not isinstance(told, Given):
        return told
    raw = told.value
    digits = raw.replace("-", "")[:_WHOLE_DAY] if raw[4:5] == "-" else raw[:_WHOLE_DAY]
    if digits and not digits.strip("0"):
        return Given(Birth(None, BirthQuality.NOT_GIVEN, raw))
    whole = _date(digits) if len(digits) == _WHOLE_DAY else None
    if whole is None and digits.isascii() and digits.isdigit():
        return _partial_birth(segment, number, digits, raw=raw, today=today)
    return _possible_birth(segment, number, whole, raw=raw, today=today)


def _possible_birth(segment: Segment, number: int, on: date | None, *, raw: str, today: date) -> Told[Birth]:
    if on is not None and on <= today + timedelta(days=1) and today.year - on.year <= OLDEST:
        return Given(Birth(on))
    words = "The date of birth cannot be. It is kept as it came and the age counts as unknown."
    segment.remark(number, raw, words)
    return Given(Birth(None, BirthQuality.IMPOSSIBLE, raw))


def _partial_birth(segment: Segment, number: int, digits: str, *, raw: str, today: date) -> Told[Birth]:
    """Return the last day that a year, or a year and month, can mean."""
    known = digits.removesuffix("00") if len(digits) == _WHOLE_DAY else digits
    known = known.removesuffix("00") if len(known) == _YEAR_AND_MONTH else known
    months = ("01", "12") if len(known) == _YEAR_ONLY else ("", "")
    first = _date(f"{known}{months[0]}01")
    ends = (_date(f"{known}{months[1]}{end}") for end in (31, 30, 29, 28))
    last = next((end for end in ends if end is not None), None)
    if first is None or last is None or first > today or today.year - last.year > OLDEST:
        return _possible_birth(segment, number, None, raw=raw, today=today)
    segment.remark(
        number, raw, "Only part of the date of birth is known; the latest day it can be was taken."
    )
    return Given(Birth(min(last, today), BirthQuality.ESTIMATED, raw))
