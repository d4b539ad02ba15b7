"""One arrival beside one candidate: nine fields seen, summed, and the rules that weights may not override.

Fast, because every arrival meets several candidates: no text is made here. `matching_words` turns
the result into the sentences of the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.plans import Agreement
from aande_alert.rules.matching_fields import (
    Seen,
    see_address,
    see_birth,
    see_mother,
    see_number,
    see_phone,
    see_practice,
    see_sex,
)
from aande_alert.rules.matching_links import LinkReason, linked
from aande_alert.rules.matching_naming import see_names

if TYPE_CHECKING:
    from aande_alert.rules.matching_identity import MatchIdentity, Profile
    from aande_alert.rules.matching_weights import Rarity, Weights

_SAME, _ALIKE, _DIFFERS = Agreement.SAME, Agreement.ALIKE, Agreement.DIFFERS
_NOTHING: frozenset[str] = frozenset()
_MOTHER = frozenset({"mother"})
NO_CHOICE = frozenset({"initial", "not_given"})
"""A first name that cannot choose among brothers and sisters."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two people compared.

    Attributes:
        family: And the other eight fields, in the order of the screen.
        total: Sum of the bits.
        individual: The part that is the child's own: first name, birth, gender, number.
        barred: Two different verified numbers: never the same person, whatever else agrees.
        shared_number: The same number on two people whose name and birth differ.
        link: Why these are two people of one family or home; `None` where they are not, or may be one.
        certain: Name, birth and a fact of the home, or number and birth, leave no field in doubt.
        at_home: Something of the home agrees: address or street, mother, telephone.
        one_home: The home itself, the mother or the telephone is the same, and no refuge's.
    """

    family: Seen
    given: Seen
    birth: Seen
    sex: Seen
    number: Seen
    address: Seen
    mother: Seen
    phone: Seen
    practice: Seen
    total: float
    individual: float
    barred: bool
    shared_number: bool
    link: LinkReason | None
    certain: bool
    at_home: bool
    one_home: bool


def measure(arrival: MatchIdentity, candidate: MatchIdentity, rarity: Rarity, weights: Weights) -> Compared:
    """Return how two people compare; about 15 microseconds."""
    ours, theirs = arrival.profile, candidate.profile
    family, given = see_names(ours.names, theirs.names, rarity, weights)
    birth = see_birth(ours, theirs, weights)
    sex = see_sex(ours.sex, theirs.sex, weights)
    number = see_number(ours, theirs, weights)
    address = see_address(ours.addresses, theirs.addresses, rarity, weights)
    mother = see_mother(ours.mother, theirs.mother, _in_common(family, ours, theirs), weights)
    phone = see_phone(ours.phones, theirs.phones, rarity, weights)
    practice = see_practice(ours.practice, theirs.practice, rarity, weights)
    home = _home(family, address, mother, phone)
    shared = given.agreement is _DIFFERS and number.agreement is _SAME and birth.agreement is _DIFFERS
    if shared:
        number = number._replace(bits=0.0, why="shared")
    individual = given.bits + birth.bits + sex.bits + number.bits
    barred = number.why == "differs_verified"
    another = given.agreement is _DIFFERS or (given.why in NO_CHOICE and birth.agreement is _DIFFERS)
    return Compared(
        family,
        given,
        birth,
        sex,
        number,
        address,
        mother,
        phone,
        practice,
        total=individual + family.bits + address.bits + mother.bits + phone.bits + practice.bits,
        individual=individual,
        barred=barred,
        shared_number=shared,
        link=linked(ours, theirs, another, birth.agreement, home),
        certain=not (barred or shared)
        and not (given.agreement is _ALIKE and (ours.multiple or theirs.multiple))
        and _certain(given, birth, number, sex, home - _hearsay(address, mother)),
        at_home=bool(home - {"family"}) or address.why == "same_street",
        one_home=bool(home - {"family"}),
    )


def _in_common(family: Seen, ours: Profile, theirs: Profile) -> frozenset[str]:
    """Return how the family names sound that were found to agree."""
    if family.agreement is not _SAME and family.agreement is not _ALIKE:
        return _NOTHING
    return frozenset(ours.names[family.ours][0].sounds) | frozenset(theirs.names[family.theirs][0].sounds)


def _home(family: Seen, address: Seen, mother: Seen, phone: Seen) -> frozenset[str]:
    """Return which facts of a home or family agree; a refuge or a social worker's phone is none."""
    found = []
    if family.agreement is _SAME or family.agreement is _ALIKE:
        found.append("family")
    if mother.agreement is _SAME:
        found.append("mother")
    if address.why == "same":
        found.append("address")
    if phone.why == "same":
        found.append("phone")
    return frozenset(found)


def _hearsay(address: Seen, mother: Seen) -> frozenset[str]:
    """Return the facts of the home that a stranger of the same name may share.

    A mother of the child's own family name, when the address is another one: long lists hold two such.
    """
    return _MOTHER if mother.why == "same_of_family" and address.agreement is _DIFFERS else _NOTHING


def _certain(given: Seen, birth: Seen, number: Seen, sex: Seen, home: frozenset[str]) -> bool:
    """Say whether nothing that tells one child from another is in doubt.

    With the same number, birth and first name may be alike but not different, and a first name
    that cannot choose (an initial, a baby without one) needs the very same birth. Without it, family
    name, first name, birth and gender must all stand, and one fact of the home besides: a name and a
    day are shared by strangers oftener than a list of names can tell.
    """
    if given.agreement is _DIFFERS or birth.agreement not in {_SAME, _ALIKE}:
        return False
    if number.agreement is _SAME:
        return birth.agreement is _SAME or given.why not in NO_CHOICE
    return (
        number.agreement is not _DIFFERS
        and birth.why == "same"
        and given.why not in NO_CHOICE
        and "family" in home
        and len(home) > 1
        and sex.agreement is not _DIFFERS
    )
