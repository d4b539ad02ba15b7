"""Who is being compared: what a record, an arrival or a council's row says of one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aande_alert.domain.identity import (
    BIRTH_NOT_GIVEN,
    Address,
    Birth,
    BirthQuality,
    NhsIdentity,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
    postcode_key,
)
from aande_alert.rules.matching_names import (
    NO_NAME,
    FoldedName,
    fold,
    fold_family,
    fold_given,
    fold_whole,
    mother_of_unnamed,
)

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.domain.plans import RegisterEntry

_SHORTEST_PHONE = 7
_REMEMBERED = 16_384
_BEFORE_COUNTING = frozenset({date(1899, 12, 30), date(1899, 12, 31)})
_HAS_DIGIT = re.compile(r"\d")


class FoldedAddress(NamedTuple):
    """One address made comparable: postcode without blanks, the numbers in it, its words."""

    postcode: str
    house: str
    street: str


class Profile(NamedTuple):
    """An identity made comparable once, so that each comparison is cheap."""

    names: tuple[tuple[FoldedName, FoldedName], ...]
    born: date | None
    born_weak: bool
    sex: str
    number: str
    verified: bool
    addresses: tuple[FoldedAddress, ...]
    phones: tuple[str, ...]
    mother: FoldedName
    practice: str
    multiple: bool | None


@dataclass(frozen=True, repr=False)
class MatchIdentity:
    """Everything of a person that a comparison may use.

    Attributes:
        names: Every name, the one in use first.
        birth: Date of birth and how far it can be trusted.
        sex: Administrative gender.
        nhs: NHS number with its status.
        addresses: Newest first.
        phones: As dialled.
        mother_name: Mother's whole name, in any order.
        gp: Name of the practice.
        multiple_birth: Twin or more; `None` where not known.
    """

    names: tuple[PersonName, ...]
    birth: Birth = BIRTH_NOT_GIVEN
    sex: Sex = Sex.NOT_KNOWN
    nhs: NhsIdentity | None = None
    addresses: tuple[Address, ...] = ()
    phones: tuple[Phone, ...] = ()
    mother_name: str = ""
    gp: str = ""
    multiple_birth: bool | None = None

    def __repr__(self) -> str:
        return "MatchIdentity(withheld)"

    @classmethod
    def from_person(cls, person: Person) -> MatchIdentity:
        """Return what a record here says; the name to show comes first."""
        return cls(
            names=(person.name, *person.aliases) if person.names else (),
            birth=person.birth,
            sex=person.sex,
            nhs=person.nhs,
            addresses=person.addresses,
            phones=person.phones,
            mother_name=person.mother_name,
            gp=person.gp_practice,
            multiple_birth=person.multiple_birth,
        )

    @classmethod
    def from_entry(cls, entry: RegisterEntry) -> MatchIdentity:
        """Return what a council's row says.

        A council's number counts as verified: councils send traced numbers, and a number they
        could not trace is left out of the list.
        """
        return cls(
            names=(entry.name, *entry.aliases),
            birth=entry.birth,
            sex=entry.sex,
            nhs=None if entry.nhs is None else NhsIdentity(entry.nhs, NhsNumberStatus.VERIFIED),
            addresses=() if entry.address is None else (entry.address,),
            phones=(Phone(entry.phone),) if entry.phone else (),
            mother_name=entry.mother_name,
        )

    @cached_property
    def profile(self) -> Profile:
        """Return the identity made comparable; worked out once."""
        birth = self.birth
        mother = self.mother_name or next(
            (found for name in self.names if (found := mother_of_unnamed(name.given))), ""
        )
        return Profile(
            names=tuple((fold_family(name.family), fold_given(name.given)) for name in self.names),
            born=birth.on,
            born_weak=birth.quality is not BirthQuality.EXACT or _is_placeholder(birth.on),
            sex=self.sex.value if self.sex in {Sex.FEMALE, Sex.MALE} else "",
            number="" if self.nhs is None else self.nhs.number.digits,
            verified=self.nhs is not None and self.nhs.verified,
            addresses=tuple(fold_address(address) for address in self.addresses),
            phones=tuple(digits for phone in self.phones if len(digits := phone.digits()) >= _SHORTEST_PHONE),
            mother=fold_whole(mother) if mother else NO_NAME,
            practice=fold(self.gp),
            multiple=self.multiple_birth,
        )

    @property
    def can_be_looked_for(self) -> bool:
        """Say whether there is enough to look for this person in a list.

        A number is enough; so is a family name with a birth, a given name, an address or a phone;
        so is a given name with a birth. Less than that and nobody can look.
        """
        profile = self.profile
        family = any(family.key for family, _ in profile.names)
        given = any(given.key and not given.initial_only for _, given in profile.names)
        rest = profile.born is not None or bool(profile.phones) or any(a.postcode for a in profile.addresses)
        return bool(profile.number) or (family and given) or (rest and (family or given))


def fold_address(address: Address) -> FoldedAddress:
    """Return an address made comparable."""
    return _fold_address(address.lines, address.postcode)


@lru_cache(maxsize=_REMEMBERED)
def _fold_address(lines: tuple[str, ...], postcode: str) -> FoldedAddress:
    words = fold(" ".join(lines)).split()
    house = "/".join(word for word in words if _HAS_DIGIT.search(word))
    street = " ".join(word for word in words if not _HAS_DIGIT.search(word))
    return FoldedAddress(postcode_key(postcode), house, street)


def _is_placeholder(born: date | None) -> bool:
    """Say whether a birth is a day that stands for no day.

    Desks type 1 January when they do not know; a spreadsheet shows an empty cell as the day before it counts.
    """
    return born is not None and ((born.month == 1 and born.day == 1) or born in _BEFORE_COUNTING)
