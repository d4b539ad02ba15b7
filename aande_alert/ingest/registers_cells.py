"""One cell of a council's list: dates in any British form, numbers that spreadsheets spoil, postcodes."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import Final

from aande_alert.domain.identity import NhsNumber, PersonName, nhs_check_digit_holds
from aande_alert.domain.register_lists import DateOrder
from aande_alert.domain.wording import LONG_MONTHS, MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]([A-Za-z]{3,9})[ \-/,]+(\d{4})", re.ASCII)
_MONTHS: Final = {
    name.lower(): number for names in (MONTHS, LONG_MONTHS) for number, name in enumerate(names, 1)
}
_MOST_MONTHS = 12

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}|GIR0AA", re.ASCII)
_SPOILT = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+", re.ASCII)
_POINT_NOUGHT = re.compile(r"(\d+)\.0+", re.ASCII)
_DIGITS_APART = re.compile(r"[\s\-\u2010-\u2015\u00a0]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PHONE = re.compile(r"\+[\d ()\-]{6,}", re.ASCII)
_TEXT_MARK = "'"

_ENGLAND = ((4_000_000_000, 4_999_999_999), (6_000_000_000, 7_999_999_999))
_SCOTLAND = (101_000_000, 3_112_999_999)
_NORTHERN_IRELAND = (3_200_000_000, 3_999_999_999)
_TESTS = (9_000_000_000, 9_999_999_999)
_ISSUED = (*_ENGLAND, _SCOTLAND, _NORTHERN_IRELAND)
_ISSUED_OR_TESTS = (*_ISSUED, _TESTS)
_WHOLE = 10  # digits of a number


class DateTrouble(Enum):
    """Why a cell is no date."""

    NO_DATE = "no date"
    TWO_WAYS = "two ways"


def read_day(cell: str, order: DateOrder) -> date | DateTrouble:
    """Return the date a cell means; nothing is guessed where it can be read two ways.

    Args:
        cell: As listed.
        order: How this council writes dates.
    """
    found = _ISO.fullmatch(cell) or _COMPACT.fullmatch(cell)
    if found is not None:
        return _day(found.group(1), found.group(2), found.group(3))
    written = _WRITTEN.fullmatch(cell)
    if written is not None:
        return _day(written.group(3), str(_MONTHS.get(written.group(2).lower(), 0)), written.group(1))
    slashed = _SLASHED.fullmatch(cell)
    return DateTrouble.NO_DATE if slashed is None else _slashed(slashed, order)


def _slashed(found: re.Match[str], order: DateOrder) -> date | DateTrouble:
    first, second, year = found.groups()
    if order is DateOrder.DAY_FIRST:
        return _day(year, second, first)
    if order is DateOrder.MONTH_FIRST:
        return _day(year, first, second)
    if first != second and int(first) <= _MOST_MONTHS and int(second) <= _MOST_MONTHS:
        return DateTrouble.TWO_WAYS
    return _day(year, first, second) if int(second) > _MOST_MONTHS else _day(year, second, first)


def _day(year: str, month: str, number: str) -> date | DateTrouble:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return DateTrouble.NO_DATE


def read_nhs_number(cell: str, *, test_numbers: bool) -> NhsNumber | str:
    """Return the number in a cell, or the code of what is wrong with it (`E01`, `E02`, `E03`, `E12`).

    Args:
        cell: As listed, spaces and hyphens allowed; a trailing `.0` loses nothing and is taken off.
        test_numbers: Whether numbers reserved for tests are taken.
    """
    if len(cell) == _WHOLE and cell.isdigit():
        digits = cell
    elif _SPOILT.fullmatch(cell):
        return "E12"
    else:
        whole = _POINT_NOUGHT.fullmatch(cell)
        digits = _DIGITS_APART.sub("", whole.group(1) if whole else cell)
    if digits and len(set(digits)) == 1 and digits.isdigit():
        return "E02"
    if not nhs_check_digit_holds(digits):
        return "E01"
    return NhsNumber(digits) if _issued(int(digits), test_numbers=test_numbers) else "E03"


def _issued(number: int, *, test_numbers: bool) -> bool:
    return any(low <= number <= high for low, high in (_ISSUED_OR_TESTS if test_numbers else _ISSUED))


def is_postcode(text: str) -> bool:
    """Say whether a text has the form of a United Kingdom postcode."""
    return _POSTCODE.fullmatch("".join(text.split()).upper()) is not None


def begins_like_formula(cell: str) -> bool:
    """Say whether a spreadsheet would calculate this cell; a telephone number with its `+` is none."""
    return cell.startswith(_FORMULA) and _PHONE.fullmatch(cell) is None and len(cell) > 1


def as_text(cell: str) -> str:
    """Return a cell for writing, marked as text where a spreadsheet would calculate it."""
    return f"{_TEXT_MARK}{cell}" if cell.startswith(_FORMULA) else cell


def without_text_mark(cell: str) -> str:
    """Return a cell as it was before it was marked as text."""
    return cell[1:] if cell.startswith(_TEXT_MARK) and cell[1:].startswith(_FORMULA) else cell


def read_full_name(cell: str) -> PersonName | None:
    """Return a name in one cell, `PELL, Hannah` or `Hannah PELL`; `None` where nothing tells the surname."""
    family, comma, given = cell.partition(",")
    if comma:
        return PersonName(family.strip(), given.strip()) if family.strip() else None
    words = cell.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    rest = [word for word in words if word not in capitals]
    if capitals and rest and words[-len(capitals) :] == capitals:
        return PersonName(" ".join(capitals), " ".join(rest))
    return None


def show_full_name(name: PersonName) -> str:
    """Return a name as one cell, the way it is read back."""
    return f"{name.family}, {name.given}" if name.given else f"{name.family},"
