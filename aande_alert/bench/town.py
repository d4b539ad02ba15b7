"""A town of invented people in a store, with families, councils' lists, and children who arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from aande_alert.demo.families import Families
from aande_alert.demo.feed import HOSPITAL
from aande_alert.demo.lists import COUNCILS, list_of
from aande_alert.demo.misbooking import misbooked
from aande_alert.demo.setting_up import DEMO, PASSWORD, Hands
from aande_alert.domain.identity import Birth, HospitalNumber, NhsIdentity, NhsNumberStatus, Phone
from aande_alert.domain.imports import SecondPerson
from aande_alert.domain.people import Link, LinkKind, Person
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.rules.matching import MatchIdentity, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aande_alert.demo.families import Family
    from aande_alert.demo.lives import Citizen, Plan

_FIRST: Final = date(2025, 11, 22)
_TODAY: Final = date(2026, 11, 22)
LISTED: Final = 60
_AT_ONCE: Final = 1_000
_SEED: Final = 7
_ODD: Final = 997  # a step through the families that meets them in no order


@dataclass(frozen=True, slots=True)
class Town:
    """A store with a town in it.

    Attributes:
        hands: Its services, and those who work there.
        arrivals: Children as a desk types them, not all of them rightly.
        people: How many are in the store.
    """

    hands: Hands
    arrivals: tuple[Person, ...]
    people: int


def settle(hands: Hands, people: int, arrivals: int) -> Town:
    """Fill a store with families and the lists of their councils.

    Args:
        hands: On an empty store.
        people: How many people, at least; the town ends with a whole family.
        arrivals: How many children arrive.
    """
    made = Families(Random(_SEED), _FIRST, _TODAY)
    families: list[Family] = []
    while len(made.citizens) < people:
        families.append(made.new(made.random.randrange(17), _TODAY))
    settled = len(made.citizens)
    _move_in(hands, families)
    made.fill_lists(LISTED)  # a council's list is never empty, however small the town
    apply_lists(hands, made.plans)
    return Town(hands, tuple(islice(_arriving(families), arrivals)), settled)


def _move_in(hands: Hands, families: list[Family]) -> None:
    batch: list[tuple[Person, UUID | None]] = []
    for family in families:
        mother = _person(family.mother)
        batch.append((mother, None))
        batch.extend((_person(child), mother.id) for child in family.children)
        if len(batch) >= _AT_ONCE:
            _add(hands, batch)
            batch.clear()
    _add(hands, batch)


def _add(hands: Hands, batch: Iterable[tuple[Person, UUID | None]]) -> None:
    seen = Provenance(Source.FROM_RECORD, "Births and merges", hands.clock())
    with hands.services.store.transaction() as tx:
        for person, mother in batch:
            tx.people.add(person, keys(MatchIdentity.from_person(person)))
            if mother is not None:
                link = uuid5(DEMO, f"mother|{person.id}")
                tx.people.add_link(Link(link, mother, LinkKind.PARENT, person.id, seen))


def apply_lists(hands: Hands, plans: Sequence[Plan]) -> None:
    """Apply each council's list of today, as the safeguarding nurse does."""
    registers, who = hands.services.registers, hands.of("trembath")
    for council in COUNCILS.values():
        told = list_of(council, _TODAY, plans)
        preview = registers.preview(who, told.file)
        second = SecondPerson("admin", PASSWORD) if preview.needs_second_person else None
        registers.apply(who, told.file, preview.digest, hands.write_id(), second=second)


def _arriving(families: list[Family]) -> Iterator[Person]:
    """Yield children as a desk types them, one of each family, without end."""
    random, numbers = Random(_SEED + 1), iter(range(8_000_000, 9_000_000))
    place = 0
    while True:
        family = families[place * _ODD % len(families)]
        child = family.children[place % len(family.children)]
        yield _person(misbooked(child, family, random, another_number=lambda: str(next(numbers))))
        place += 1


def _person(citizen: Citizen) -> Person:
    number = citizen.number or citizen.key
    return Person(
        id=uuid5(DEMO, f"town|{citizen.key}"),
        names=(citizen.name,),
        birth=Birth(citizen.born),
        sex=citizen.sex,
        nhs=None if citizen.nhs is None else NhsIdentity(citizen.nhs, NhsNumberStatus.VERIFIED),
        hospital_numbers=(HospitalNumber(HOSPITAL, number),),
        addresses=(citizen.home,),
        phones=(Phone(citizen.phone),) if citizen.phone else (),
        gp_practice=citizen.practice,
        mother_name=citizen.mother_name,
    )
