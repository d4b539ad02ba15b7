"""How common names, homes and telephones are among the people here: kept with each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from aande_alert.persistence.putting import mark
from aande_alert.persistence.records import NameCounts
from aande_alert.persistence.tables.columns import as_kept
from aande_alert.persistence.tables.people import occurrence
from aande_alert.rules.matching_identity import MatchIdentity

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.persistence.work import Work

_PEOPLE = ("people", "")
_HOW_MANY = select(occurrence.c.people).where(
    occurrence.c.kind == bindparam("kind"), occurrence.c.value == bindparam("value")
)
_OF_KIND = select(occurrence.c.value, occurrence.c.people).where(
    occurrence.c.kind == bindparam("kind"), occurrence.c.people > 0
)
_FEWER = (
    update(occurrence)
    .where(occurrence.c.kind == bindparam("_kind"), occurrence.c.value == bindparam("_value"))
    .values(people=occurrence.c.people - 1)
)

_ONE_MORE = (
    "INSERT INTO occurrence (kind, value, people) VALUES ({0}, {0}, 1) "
    "ON CONFLICT (kind, value) DO UPDATE SET people = occurrence.people + 1"
)


def counted(person: Person) -> set[tuple[str, str]]:
    """Return what somebody counts under: kinds and values as `rules.matching_weights` asks for them."""
    profile = MatchIdentity.from_person(person).profile
    found = {("phone", digits) for digits in profile.phones}
    for family, given in profile.names:
        if family.key:
            found |= {("family", family.key), ("family_sound", family.sound)}
        if given.key:
            found |= {("given", given.first), ("given_sound", given.sound)}
    found |= {("home", f"{home.postcode} {home.house}") for home in profile.addresses if home.postcode}
    if profile.practice:
        found.add(("practice", profile.practice))
    return found


def recount(work: Work, before: Person | None, after: Person) -> None:
    """Count a person as they are now, and no longer as they were."""
    was = set() if before is None else counted(before)
    now = counted(after)
    more = now - was if before is not None else now | {_PEOPLE}
    work.run(_FEWER, [{"_kind": kind, "_value": value} for kind, value in sorted(was - now)])
    work.must_write()
    if more:
        one = mark(work.connection.dialect)
        values = [(kind, as_kept(value)) for kind, value in sorted(more)]
        work.run_told(_ONE_MORE.format(one), values)


def name_counts(work: Work) -> NameCounts:
    """Return how common every name is."""
    families, givens = (
        {row.value: row.people for row in work.rows(_OF_KIND, {"kind": kind})} for kind in ("family", "given")
    )
    return NameCounts(families, givens, work.value(_HOW_MANY, {"kind": _PEOPLE[0], "value": _PEOPLE[1]}) or 0)


class StoredRarity:
    """The counts as matching asks for them; each is read once a transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[tuple[str, str], int] = {}

    @property
    def people(self) -> int:
        """Return how many people were counted."""
        return self._count(*_PEOPLE)

    def family(self, key: str) -> int:
        """Return how many have this family name."""
        return self._count("family", key)

    def family_sound(self, sound: str) -> int:
        """Return how many have a family name that sounds so."""
        return self._count("family_sound", sound)

    def given(self, first: str) -> int:
        """Return how many have this first name."""
        return self._count("given", first)

    def given_sound(self, sound: str) -> int:
        """Return how many have a first name that sounds so."""
        return self._count("given_sound", sound)

    def phone(self, digits: str) -> int:
        """Return how many are known by this telephone."""
        return self._count("phone", digits)

    def home(self, postcode: str, house: str) -> int:
        """Return how many are known at this address."""
        return self._count("home", f"{postcode} {house}")

    def practice(self, name: str) -> int:
        """Return how many are with this practice."""
        return self._count("practice", name)

    def _count(self, kind: str, value: str) -> int:
        if (kind, value) not in self._known:
            found = self._work.value(_HOW_MANY, {"kind": kind, "value": value})
            self._known[kind, value] = found or 0
        return self._known[kind, value]
