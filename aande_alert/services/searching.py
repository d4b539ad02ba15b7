"""Finding a person from whatever the nurse has: number, name in any order, birth date, postcode, phone."""

from __future__ import annotations

import re
from datetime import date

from aande_alert.domain.errors import Refused
from aande_alert.domain.identity import nhs_check_digit_holds, postcode_key
from aande_alert.persistence.records import FindTerms

_DATE = re.compile(r"^(\d{1,2})[\s/.\-](\d{1,2}|[a-z]{3,9})[\s/.\-](\d{2}|\d{4})$", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LEAST_PHONE = 9
_CENTURY = 100


def read_search(text: str, today: date) -> FindTerms:
    """Read what somebody typed or scanned.

    Args:
        text: As typed; parts may be separated by commas or several spaces.
        today: For two-digit years: never a birth in the future.

    Raises:
        Refused: There is nothing to look for.
    """
    whole = " ".join(text.split())
    if not whole:
        what = "There is nothing to look for."
        raise Refused(what, "Type a name, a date of birth, an NHS number, a postcode or a telephone number.")
    digits = re.sub(r"[\s\-]", "", whole)
    if digits.isdigit() and digits.isascii():
        return _number(digits)
    names: list[str] = []
    found: dict[str, date | str] = {}
    for part in (piece.strip() for piece in re.split(r"[,;]", whole)):
        _read_part(part, names, found, today)
    born, postcode, phone = found.get("born"), found.get("postcode", ""), found.get("phone", "")
    return FindTerms(
        words=tuple(names),
        born=born if isinstance(born, date) else None,
        postcode=str(postcode),
        phone=str(phone),
    )


def _number(digits: str) -> FindTerms:
    if nhs_check_digit_holds(digits) and not digits.startswith("0"):
        return FindTerms(nhs_number=digits)
    if len(digits) >= _LEAST_PHONE and digits.startswith("0"):
        return FindTerms(phone=digits)
    day = _date_of(digits[:2], digits[2:4], digits[4:]) if len(digits) in {6, 8} else None
    return FindTerms(hospital_number=digits) if day is None else FindTerms(born=day, hospital_number=digits)


def _read_part(part: str, names: list[str], found: dict[str, date | str], today: date) -> None:
    if not part:
        return
    day = read_date(part, today)
    if day is not None:
        found["born"] = day
    elif _POSTCODE.match(part):
        found["postcode"] = postcode_key(part)
    elif re.fullmatch(r"0[\d\s]{8,}", part):
        found["phone"] = "".join(part.split())
    else:
        _read_words(part, names, found, today)


def _read_words(part: str, names: list[str], found: dict[str, date | str], today: date) -> None:
    for word in part.split():
        day = read_date(word, today)
        if day is not None:
            found["born"] = day
        elif word.strip("().'"):
            names.append(word.strip("().").strip())


def read_date(text: str, today: date) -> date | None:
    """Read a British date as typed, `2/10/26`, `2 October 2026`; `None` where it is not one."""
    iso = _ISO.match(text)
    if iso:
        return _date_of(iso[3], iso[2], iso[1])
    match = _DATE.match(text.strip())
    if match is None:
        return None
    year = match[3]
    if len(year) == 2:  # noqa: PLR2004 - a year written short
        full = int(year) + today.year // _CENTURY * _CENTURY
        year = str(full if full <= today.year else full - _CENTURY)
    return _date_of(match[1], match[2], year)


def _date_of(day: str, month: str, year: str) -> date | None:
    if month.isalpha():
        short = month[:3].lower()
        if short not in _MONTHS:
            return None
        month = str(_MONTHS.index(short) + 1)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
