"""Birth, gender, number, address, mother, phone and practice of two people beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_set_ratio

from aande_alert.domain.plans import Agreement
from aande_alert.rules.matching_keys import swap_day_and_month

if TYPE_CHECKING:
    from datetime import date

    from aande_alert.rules.matching_identity import FoldedAddress, Profile
    from aande_alert.rules.matching_names import FoldedName
    from aande_alert.rules.matching_weights import Rarity, Weights

_SAME, _ALIKE = Agreement.SAME, Agreement.ALIKE
_DIFFERS, _NOT_GIVEN = Agreement.DIFFERS, Agreement.NOT_GIVEN
_SAME_STREET = 93.0
_ALIKE_STREET = 85.0
_ALIKE_STREET_IN_PART = 90.0
_ALIKE_STREET_NEAR = 80.0
_ALIKE_PRACTICE = 88.0
_TWO_DIGITS = 2
_FAR = frozenset({"same_month_and_year", "two_digits", "same_year", "differs"})


class Seen(NamedTuple):
    """What was seen of one field.

    Attributes:
        agreement: Same, alike, differs or not given.
        bits: What it is worth.
        why: Which sentence explains it, without the field's name: `sounds`.
        people: How many people share what agrees; 0 where nobody counted.
        ours: Which of our values was compared, by place.
        theirs: Which of theirs.
    """

    agreement: Agreement
    bits: float
    why: str
    people: int = 0
    ours: int = 0
    theirs: int = 0


NO_VALUE = Seen(_NOT_GIVEN, 0.0, "not_given")


def see_birth(ours: Profile, theirs: Profile, weights: Weights) -> Seen:
    """Return how two births agree; a placeholder such as 1 January says little either way."""
    mine, yours = ours.born, theirs.born
    if mine is None or yours is None:
        return NO_VALUE
    if ours.born_weak or theirs.born_weak:
        return _see_weak_birth(mine, yours, weights)
    if mine == yours:
        return Seen(_SAME, weights.bits["birth.same"], "same")
    why = _nearly_born(mine, yours)
    return Seen(_DIFFERS if why in _FAR else _ALIKE, weights.bits[f"birth.{why}"], why)


def _see_weak_birth(mine: date, yours: date, weights: Weights) -> Seen:
    if mine == yours:
        return Seen(_SAME, weights.bits["birth.weak_same"], "weak_same")
    if mine.year == yours.year:
        return Seen(_ALIKE, weights.bits["birth.weak_year"], "weak_year")
    return Seen(_DIFFERS, weights.bits["birth.weak_differs"], "weak_differs")


def _nearly_born(mine: date, yours: date) -> str:
    """Say how two different dates of birth may be one date mistyped."""
    if swap_day_and_month(mine) == yours:
        return "swapped"
    if (mine.day, mine.month) == (yours.day, yours.month):
        return "same_day_and_month"
    if mine.year == yours.year or abs(mine.year - yours.year) in {1, 2, 9, 10, 20}:
        one, other = mine.isoformat(), yours.isoformat()
        if OSA.distance(one, other, score_cutoff=1) <= 1:
            return "one_digit"
    if (mine.year, mine.month) == (yours.year, yours.month):
        return "same_month_and_year"
    if OSA.distance(mine.isoformat(), yours.isoformat(), score_cutoff=_TWO_DIGITS) <= _TWO_DIGITS:
        return "two_digits"
    return "same_year" if mine.year == yours.year else "differs"


def see_sex(ours: str, theirs: str, weights: Weights) -> Seen:
    """Return how two genders agree."""
    if not ours or not theirs:
        return NO_VALUE
    if ours == theirs:
        return Seen(_SAME, weights.bits["sex.same"], "same")
    return Seen(_DIFFERS, weights.bits["sex.differs"], "differs")


def see_number(ours: Profile, theirs: Profile, weights: Weights) -> Seen:
    """Return how two NHS numbers agree, and whether both are verified."""
    if not ours.number or not theirs.number:
        return NO_VALUE
    if ours.number == theirs.number:
        why = "same_verified" if ours.verified and theirs.verified else "same"
        return Seen(_SAME, weights.bits[f"number.{why}"], why)
    why = "differs_verified" if ours.verified and theirs.verified else "differs"
    return Seen(_DIFFERS, weights.bits[f"number.{why}"], why)


def see_address(
    ours: tuple[FoldedAddress, ...], theirs: tuple[FoldedAddress, ...], rarity: Rarity, weights: Weights
) -> Seen:
    """Return how the closest two addresses agree; a refuge or hostel says little."""
    if not ours or not theirs:
        return NO_VALUE
    best = Seen(_DIFFERS, weights.bits["address.differs"], "differs")
    for mine, home in enumerate(ours):
        for yours, other in enumerate(theirs):
            if _same_home(home, other):
                people = rarity.home(home.postcode, home.house)
                why = "shared" if people > weights.limits["shared_by"] else "same"
                return Seen(_SAME, weights.bits[f"address.{why}"], why, people, mine, yours)
            if best.agreement is _DIFFERS and _same_street(home, other):
                best = Seen(_ALIKE, weights.bits["address.same_street"], "same_street", 0, mine, yours)
    return best


def _same_home(home: FoldedAddress, other: FoldedAddress) -> bool:
    """Say whether two addresses are one: house and postcode, or house and street, agree.

    One may name a village or town that the other leaves out; then their postcodes must not speak against it.
    """
    if home.house != other.house:
        return False
    if home.house and home.postcode and home.postcode == other.postcode:
        return True
    if not home.street or not other.street:
        return False
    alike = ratio(home.street, other.street)
    if not home.postcode or not other.postcode:
        return alike >= _ALIKE_STREET or token_set_ratio(home.street, other.street) >= _ALIKE_STREET_IN_PART
    if OSA.distance(home.postcode, other.postcode, score_cutoff=1) > 1:
        return alike >= _SAME_STREET
    return alike >= _ALIKE_STREET or token_set_ratio(home.street, other.street) >= _ALIKE_STREET_NEAR


def _same_street(home: FoldedAddress, other: FoldedAddress) -> bool:
    """Say whether two addresses are near each other: one postcode, or one street by its name."""
    if home.postcode and home.postcode == other.postcode:
        return True
    return bool(home.street) and ratio(home.street, other.street, score_cutoff=_ALIKE_STREET) > 0.0


def see_mother(ours: FoldedName, theirs: FoldedName, family: frozenset[str], weights: Weights) -> Seen:
    """Return how two mothers' whole names agree, in any order of their parts.

    Args:
        ours: The arrival's.
        theirs: The candidate's.
        family: How the family names sound that the two have in common: they are counted already.
        weights: For each kind of agreement.
    """
    if not ours.key or not theirs.key:
        return NO_VALUE
    if ours.words == theirs.words and len(ours.words) > 1:
        why = "same" if family.isdisjoint(ours.sounds) else "same_of_family"
        return Seen(_SAME, weights.bits[f"mother.{why}"], why)
    if ({*ours.sounds} & {*theirs.sounds}) - family:
        return Seen(_ALIKE, weights.bits["mother.alike"], "alike")
    return Seen(_DIFFERS, weights.bits["mother.differs"], "differs")


def see_phone(ours: tuple[str, ...], theirs: tuple[str, ...], rarity: Rarity, weights: Weights) -> Seen:
    """Return whether two people share a telephone; a social worker's says little."""
    if not ours or not theirs:
        return NO_VALUE
    for mine, digits in enumerate(ours):
        if digits in theirs:
            people = rarity.phone(digits)
            why = "shared" if people > weights.limits["shared_by"] else "same"
            return Seen(_SAME, weights.bits[f"phone.{why}"], why, people, mine, theirs.index(digits))
    return Seen(_DIFFERS, weights.bits["phone.differs"], "differs")


def see_practice(ours: str, theirs: str, rarity: Rarity, weights: Weights) -> Seen:
    """Return whether two people are with one practice, worth more where few are."""
    if not ours or not theirs:
        return NO_VALUE
    if ours != theirs and ratio(ours, theirs) < _ALIKE_PRACTICE:
        return Seen(_DIFFERS, weights.bits["practice.differs"], "differs")
    people = rarity.practice(ours)
    if not people:
        return Seen(_SAME, weights.bits["practice.same"], "same")
    return Seen(_SAME, weights.rare["practice.common"].worth(people, rarity.people), "same", people)
