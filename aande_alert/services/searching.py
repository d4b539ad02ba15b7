"""Finding a person from whatever the nurse has: number, name in any order, birth date, postcode, phone.

What was typed may be readable in more than one way (eight digits: a birth date, or a hospital number). Then
each way is tried in turn until one finds somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import nhs_check_digit_holds, postcode_key
from aande_alert.persistence.records import FindTerms

_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})[\s/.\-](?P<month>\d{1,2}|[a-z]{3,9})[\s/.\-](?P<year>\d{4}|\d{2})\b", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\S)\d{3}[\s\-]?\d{3}[\s\-]?\d{4}(?!\S)")
_PHONE = re.compile(r"(?<!\S)(?:\+44\s?|0)[\d\s]{8,14}(?!\S)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LEAST_PHONE = 9
_CENTURY = 100
_SHORT_YEAR, _DATE_LENGTHS = 2, (6, 8)


@dataclass(slots=True)
class _Found:
    """What has been read so far of one line."""

    nhs_number: str = ""
    hospital_number: str = ""
    born: date | None = None
    postcode: str = ""
    phone: str = ""
    words: list[str] = field(default_factory=list)


def read_search(text: str, today: date) -> tuple[FindTerms, ...]:
    """Read what somebody typed or scanned: every way it can be read, the likeliest first.

    Args:
        text: As typed; parts in any order.
        today: For two-digit years: never a birth in the future.

    Raises:
        Refused: There is nothing to look for.
    """
    whole = " ".join(text.split())
    if not any(char.isalnum() for char in whole):
        what = "There is nothing to look for."
        raise Refused(what, "Type a name, a date of birth, an NHS number, a postcode or a telephone number.")
    found = _Found()
    rest = _take_date(whole, found, today)
    digits = re.sub(r"[\s\-]", "", whole)
    if digits.isdigit() and digits.isascii():
        return (
            _number(digits, today) if rest.strip() else (FindTerms(born=found.born), *_number(digits, today))
        )
    for take in (_take_postcode, _take_number, _take_phone):
        rest = take(rest, found)
    for word in re.split(r"[\s,;]+", rest):
        _take_word(word.strip("().'"), found)
    terms = FindTerms(
        words=tuple(found.words),
        nhs_number=found.nhs_number,
        hospital_number=found.hospital_number,
        born=found.born,
        postcode=found.postcode,
        phone=found.phone,
    )
    return (terms,)


def _number(digits: str, today: date) -> tuple[FindTerms, ...]:
    if nhs_check_digit_holds(digits) and not digits.startswith("0"):
        return (FindTerms(nhs_number=digits), FindTerms(hospital_number=digits))
    if len(digits) >= _LEAST_PHONE and digits.startswith("0"):
        return (FindTerms(phone=digits), FindTerms(hospital_number=digits))
    number = FindTerms(hospital_number=digits)
    day = _day(digits[:2], digits[2:4], digits[4:], today) if len(digits) in _DATE_LENGTHS else None
    return (number,) if day is None else (FindTerms(born=day), number)


def _take_date(text: str, found: _Found, today: date) -> str:
    for pattern in (_ISO, _DATE):
        for match in pattern.finditer(text):
            day = _day(match["day"], match["month"], match["year"], today)
            if day is not None:
                found.born = day
                return _without(text, match)
    return text


def _take_postcode(text: str, found: _Found) -> str:
    match = _POSTCODE.search(text)
    if match is None:
        return text
    found.postcode = postcode_key(match[0])
    return _without(text, match)


def _take_number(text: str, found: _Found) -> str:
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if nhs_check_digit_holds(digits) and not digits.startswith("0"):
            found.nhs_number = digits
            return _without(text, match)
    return text


def _take_phone(text: str, found: _Found) -> str:
    match = _PHONE.search(text)
    if match is None:
        return text
    found.phone = "".join(match[0].split())
    return _without(text, match)


def _take_word(word: str, found: _Found) -> None:
    """Take a word with a digit in it for a hospital's number; of two, neither may be left out."""
    if any(char.isdigit() for char in word):
        found.hospital_number = f"{found.hospital_number} {word.upper()}".strip()
    elif word:
        found.words.append(word)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _day(day: str, month: str, year: str, today: date) -> date | None:
    """Return a day in British order; a year written short is the latest that is not to come."""
    if len(year) != _SHORT_YEAR:
        return _date_of(day, month, int(year))
    full = int(year) + today.year // _CENTURY * _CENTURY
    found = _date_of(day, month, full)
    return found if found is None or found <= today else _date_of(day, month, full - _CENTURY)


def _date_of(day: str, month: str, year: int) -> date | None:
    if month.isalpha():
        short = month[:3].lower()
        if short not in _MONTHS:
            return None
        month = str(_MONTHS.index(short) + 1)
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
