"""What goes wrong at a desk: a number not given, a name heard wrongly, an old address, a brother's number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

from aande_alert.domain.identity import PersonName

if TYPE_CHECKING:
    from aande_alert.demo.families import Family
    from aande_alert.demo.lives import Citizen

_NO_NUMBER: Final = 0.06
_WRONG_NAME: Final = 0.025
_WRONG_BIRTH: Final = 0.010
_OTHER_HOME: Final = 0.05
_PARTNERS_NAME: Final = 0.012
_SIBLINGS_NUMBER: Final = 0.003
_NOT_FOUND_AGAIN: Final = 0.30  # of those whose name or birth is typed wrongly, how many get a second record
_EVEN: Final = 0.5
_SHORT: Final = 3


def misbooked(
    child: Citizen, family: Family, random: Random, *, another_number: Callable[[], str]
) -> Citizen:
    """Return a child as a desk types them: nearly always as they are.

    Args:
        child: As they truly are.
        family: Theirs.
        random: Decides what goes wrong.
        another_number: Gives a new hospital number, for a child who is not found under their own.
    """
    told = child
    if random.random() < _WRONG_NAME:
        told = replace(told, name=_heard(told.name, random))
    if random.random() < _WRONG_BIRTH and told.born is not None:
        told = replace(told, born=_mistyped(told.born, random))
    if random.random() < _PARTNERS_NAME:
        told = replace(told, name=replace(told.name, family=family.partner.family), home=family.other_home)
    hidden = told.name != child.name or told.born != child.born
    if hidden and random.random() < _NOT_FOUND_AGAIN:
        told = replace(told, number=another_number(), nhs=None)
    if random.random() < _OTHER_HOME:
        told = replace(told, home=family.other_home)
    return _with_another_nhs_number(told, child, family, random)


def _with_another_nhs_number(told: Citizen, child: Citizen, family: Family, random: Random) -> Citizen:
    if random.random() < _NO_NUMBER:
        return replace(told, nhs=None)
    others = [one for one in family.children if one.key != child.key and one.nhs is not None]
    if others and told.number == child.number and random.random() < _SIBLINGS_NUMBER:
        return replace(told, nhs=others[0].nhs)
    return told


def _heard(name: PersonName, random: Random) -> PersonName:
    """Return a name with one slip in its family or first name."""
    if random.random() < _EVEN:
        return replace(name, family=_slip(name.family, random))
    return replace(name, given=_slip(name.given, random))


def _slip(word: str, random: Random) -> str:
    """Return a word with a letter dropped, doubled, exchanged with the next, or another vowel."""
    place = random.randrange(1, max(2, len(word) - 1))
    kind = random.choice(("drop", "double", "exchange", "vowel"))
    if kind == "drop" and len(word) > _SHORT:
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    if kind == "exchange" and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    vowels = {"a": "e", "e": "a", "i": "y", "y": "i", "o": "u", "u": "o"}
    return word[:place] + vowels.get(word[place], word[place]) + word[place + 1 :]


def _mistyped(born: date, random: Random) -> date:
    """Return a date with day and month exchanged, or another day of the month; never a later one."""
    if born.day < born.month and random.random() < _EVEN:
        return date(born.year, born.day, born.month)
    return born.replace(day=max(1, born.day - random.choice((1, 2, 7, 10))))
