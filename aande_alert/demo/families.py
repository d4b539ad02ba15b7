"""Families of the town, each with a mother, children, perhaps another surname or home, and perhaps a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from aande_alert.demo.lives import Citizen, Plan
from aande_alert.demo.names import District, Heritage, Names, nhs_numbers, town
from aande_alert.domain.identity import Address, NhsNumber, PersonName, Sex
from aande_alert.domain.plans import PlanKind

_FIRST_HOSPITAL_NUMBER: Final = 4_000_001
_ANOTHER_SURNAME: Final = 0.24  # children who do not bear their mother's name
_NO_PHONE: Final = 0.12
_NO_NUMBER: Final = 0.025
_LIVES_TOGETHER: Final = 0.75
_IN_CARE_OF_LISTED: Final = 0.6
_TWINS: Final = 0.013
_FAMILY_ON_A_PLAN: Final = 0.036
_CHILD_IN_CARE: Final = 0.014
_UNBORN: Final = 0.004
_CATEGORIES: Final = (
    "Neglect", "Neglect", "Neglect", "Emotional abuse", "Emotional abuse", "Physical abuse", "Sexual abuse",
    "Multiple",
)  # fmt: skip
_LEGAL: Final = (
    "Full care order", "Full care order", "Interim care order", "Accommodated by agreement",
    "Placement order",
)  # fmt: skip
_WORKER_PHONES: Final = {"CN": "0113 496 0142", "AB": "0113 496 0164"}


@dataclass(slots=True)
class Family:
    """A mother and her children, the one first asked for first."""

    mother: Citizen
    children: list[Citizen]
    partner: PersonName
    other_home: Address
    council: str


class Families:
    """Makes families from a seed, and remembers everybody and every plan.

    Args:
        random: Everything is drawn from this.
        first: The first day anybody is looked at.
        last: The last day.
        taken: NHS numbers the story has given out.
    """

    def __init__(self, random: Random, first: date, last: date, taken: Iterable[NhsNumber] = ()) -> None:
        self.random = random
        self.first = first
        self.last = last
        self.citizens: dict[str, Citizen] = {}
        self.plans: list[Plan] = []
        self._names = Names()
        self._town = town()
        self._phones = self._town.phones(Random(random.random()))
        self._numbers = nhs_numbers(random, taken)
        self._next = iter(range(_FIRST_HOSPITAL_NUMBER, 9_999_999))
        self._keys = iter(range(1, 99_999_999))
        self._plan_keys = iter(range(30_001, 99_999_999))

    def hospital_number(self) -> str:
        """Return a number of this hospital nobody has."""
        return str(next(self._next))

    def arrive(self, person: Citizen) -> Citizen:
        """Return somebody with a hospital number, given the first time they come."""
        known = self.citizens[person.key]
        if not known.number:
            known = replace(known, number=self.hospital_number())
            self.citizens[person.key] = known
        return known

    def new(self, years: int, day: date) -> Family:
        """Return a new family whose first child is so many years old on a day."""
        random = self.random
        heritage = self._names.heritage(random)
        district = self._town.district(random)
        home = self._town.home(district, random)
        phone = "" if random.random() < _NO_PHONE else next(self._phones)
        practice = self._town.practices(random)
        born = day - timedelta(days=round(years * 365.25) + random.randrange(365 if years else 364))
        mother = self._mother(heritage, home, phone, practice, born)
        surname = (
            self._names.family(heritage, random) if random.random() < _ANOTHER_SURNAME else mother.name.family
        )
        children = [
            self._child(heritage, surname, mother, birth, twin=twin)
            for birth, twin in self._births(born)
            if birth <= self.last
        ]
        partner = PersonName(
            self._names.family(heritage, random), heritage.given(Sex.MALE, random, child=False), "Mr"
        )
        family = Family(
            mother, children, partner, self._town.home(self._town.district(random), random), district.council
        )
        self._plans_of(family, district)
        return family

    def father(self, family: Family) -> Citizen:
        """Return the mother's partner as somebody who may come himself."""
        random = self.random
        born = (family.mother.born or self.first) - timedelta(days=random.randrange(-900, 2500))
        home = family.mother.home if random.random() < _LIVES_TOGETHER else family.other_home
        return self._keep(
            Citizen(self._key(), family.partner, born, Sex.MALE, nhs=next(self._numbers), home=home)
        )

    def _births(self, born: date) -> list[tuple[date, bool]]:
        """Return when each child was born, and whether of twins; the one asked for first."""
        random = self.random
        twin = random.random() < _TWINS
        births: list[tuple[date, bool]] = [(born, twin)] * (2 if twin else 1)
        for _ in range(random.choice((0, 0, 1, 1, 1, 2, 2, 3))):
            apart = random.choice((-1, 1)) * random.randrange(400, 2400)
            births.append((born + timedelta(days=apart), False))
        return births

    def _mother(self, heritage: Heritage, home: Address, phone: str, practice: str, born: date) -> Citizen:
        random = self.random
        title = random.choice(("Mrs", "Mrs", "Ms", "Miss"))
        name = PersonName(
            self._names.family(heritage, random), heritage.given(Sex.FEMALE, random, child=False), title
        )
        birth = born - timedelta(days=random.randrange(18 * 365, 38 * 365))
        return self._keep(
            Citizen(
                self._key(),
                name,
                birth,
                Sex.FEMALE,
                nhs=next(self._numbers),
                home=home,
                phone=phone,
                practice=practice,
            )
        )

    def _child(self, heritage: Heritage, surname: str, mother: Citizen, born: date, *, twin: bool) -> Citizen:
        random = self.random
        sex = random.choice((Sex.FEMALE, Sex.MALE))
        return self._keep(
            Citizen(
                key=self._key(),
                name=PersonName(surname, heritage.given(sex, random, child=True)),
                born=born,
                sex=sex,
                nhs=None if random.random() < _NO_NUMBER else next(self._numbers),
                home=mother.home,
                phone=mother.phone,
                practice=mother.practice,
                mother_name=mother.name.shown(),
                twin=twin,
            )
        )

    def _key(self) -> str:
        return f"p{next(self._keys)}"

    def _keep(self, citizen: Citizen) -> Citizen:
        self.citizens[citizen.key] = citizen
        return citizen

    def _plans_of(self, family: Family, district: District) -> None:
        random = self.random
        if random.random() < _FAMILY_ON_A_PLAN:
            starts, ends = self._period(400, 90, 540)
            category = random.choice(_CATEGORIES)
            for child in family.children:
                born = child.born or starts
                if ends is None or born < ends:
                    self._plan(
                        PlanKind.CHILD_PROTECTION, child, district.council, max(starts, born), ends, category
                    )
        if random.random() < _UNBORN:
            starts, _ = self._period(120, 60, 130)
            due = starts + timedelta(days=random.randrange(60, 130))
            ends = due if due <= self.last else None
            self._plan(
                PlanKind.UNBORN,
                family.mother,
                district.council,
                starts,
                ends,
                random.choice(_CATEGORIES),
                expected=due,
            )
        for place, child in enumerate(family.children):
            if random.random() < _CHILD_IN_CARE:
                family.children[place] = self._in_care(child, district)

    def _in_care(self, child: Citizen, district: District) -> Citizen:
        """Return a child who lives with foster carers, listed as looked after."""
        random = self.random
        starts, ends = self._period(1500, 60, 2500)
        home = self._town.home(district, random)
        moved = self._keep(replace(child, home=home, phone=next(self._phones)))
        starts = max(starts, child.born or starts)
        if ends is None or starts < ends:
            self._plan(PlanKind.LOOKED_AFTER, moved, district.council, starts, ends, "")
        return moved

    def _period(self, before: int, shortest: int, longest: int) -> tuple[date, date | None]:
        """Return when a plan runs, begun some days before the first day or since."""
        whole = (self.last - self.first).days + before
        starts = self.last - timedelta(days=self.random.randrange(1, max(2, whole)))
        ends = starts + timedelta(days=self.random.randrange(shortest, longest))
        return starts, ends if ends <= self.last else None

    def _plan(  # noqa: PLR0913 - a plan has many parts
        self,
        kind: PlanKind,
        person: Citizen,
        council: str,
        starts: date,
        ends: date | None,
        category: str,
        *,
        expected: date | None = None,
    ) -> None:
        random = self.random
        letters = {"child_protection": "CP", "looked_after": "LA", "unborn": "UB"}[kind.value]
        care = kind is PlanKind.LOOKED_AFTER
        self.plans.append(
            Plan(
                key=f"{letters}{next(self._plan_keys)}",
                council=council,
                kind=kind,
                who=person.key,
                listed=person,
                starts=starts,
                ends=ends,
                expected=expected,
                category=category,
                legal=random.choice(_LEGAL) if care else "",
                worker=random.choice(self._town.workers),
                team="Children in care" if care else random.choice(self._town.teams[:4]),
                worker_phone=_WORKER_PHONES[council],
            )
        )

    def fill_lists(self, running: int) -> None:
        """Add families nobody has met here, until so many plans run on the last day."""
        while sum(plan.ends is None for plan in self.plans) < running:
            family = self.new(self.random.randrange(17), self.last)
            council, child = family.council, family.children[0]
            if any(plan.who in {one.key for one in family.children} for plan in self.plans[-6:]):
                continue
            starts, ends = self._period(400, 90, 540)
            if self.random.random() < _IN_CARE_OF_LISTED:
                starts, ends = self._period(1500, 60, 2500)
                starts = max(starts, child.born or starts)
                if ends is None or starts < ends:
                    self._plan(PlanKind.LOOKED_AFTER, child, council, starts, ends, "")
                continue
            starts = max(starts, child.born or starts)
            if ends is None or starts < ends:
                category = self.random.choice(_CATEGORIES)
                self._plan(PlanKind.CHILD_PROTECTION, child, council, starts, ends, category)
