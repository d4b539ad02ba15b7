"""Who belongs to whom: the words are derived from the links, and only what was said is said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.identity import Sex
from aande_alert.domain.people import Link, LinkKind
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.services.family import children_of_family, relations_of
from tests.builders import NOW, a_person

if TYPE_CHECKING:
    from aande_alert.domain.people import Person, Relation
    from tests.services.ward import Ward

TOLD = Provenance(Source.TOLD_BY_ADULT, "PELL, Hannah (Miss)", NOW)


class Family:
    """Maisie, and whoever a test links to her."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.child = self.called("Maisie")

    def called(self, given: str, sex: Sex = Sex.FEMALE) -> Person:
        return self.ward.known(a_person("Pell", given, sex=sex))

    def link(self, person: Person, kind: LinkKind, other: Person, *, until: date | None = None) -> Link:
        made = Link(uuid4(), person.id, kind, other.id, TOLD, since=date(2026, 10, 2), until=until)
        self.ward.services.records.add_link(self.ward.nurse, made)
        return made

    def seen(self, subject: Person | None = None) -> tuple[Relation, ...]:
        who = subject or self.child
        return self.ward.services.records.relations(self.ward.nurse, who.id)

    def words(self, subject: Person | None = None) -> dict[str, str]:
        return {relation.person.name.given: relation.words for relation in self.seen(subject)}


@pytest.fixture
def family(ward: Ward) -> Family:
    return Family(ward)


@pytest.mark.parametrize(
    ("kind", "sex", "towards", "away"),
    [
        (LinkKind.PARENT, Sex.FEMALE, "Mother", "Daughter"),
        (LinkKind.PARENT, Sex.MALE, "Father", "Daughter"),
        (LinkKind.PARENT, Sex.NOT_KNOWN, "Parent", "Daughter"),
        (LinkKind.STEP_PARENT, Sex.MALE, "Stepfather", "Stepdaughter"),
        (LinkKind.FOSTER_CARER, Sex.FEMALE, "Foster carer", "Foster child"),
        (LinkKind.GRANDPARENT, Sex.FEMALE, "Grandmother", "Granddaughter"),
        (LinkKind.SIBLING, Sex.MALE, "Brother", "Sister"),
        (LinkKind.TWIN, Sex.NOT_SPECIFIED, "Twin", "Twin sister"),
        (LinkKind.EX_PARTNER, Sex.MALE, "Former partner", "Former partner"),
        (LinkKind.SOCIAL_WORKER, Sex.MALE, "Social worker", "Allocated child"),
    ],
)
def test_a_link_reads_from_both_ends(
    family: Family, kind: LinkKind, sex: Sex, towards: str, away: str
) -> None:
    other = family.called("Other", sex)
    family.link(other, kind, family.child)
    assert family.words() == {"Other": towards}
    assert family.words(other) == {"Maisie": away}
    assert family.seen()[0].provenance == TOLD
    assert family.seen()[0].since == date(2026, 10, 2)


def test_a_link_is_one_line_of_the_trail(family: Family) -> None:
    family.link(family.called("Hannah"), LinkKind.PARENT, family.child)
    assert family.ward.events().count("child:link:added") == 1


def test_a_parents_other_children_partner_and_parents_belong_to_the_family(family: Family) -> None:
    mother = family.called("Hannah")
    family.link(mother, LinkKind.PARENT, family.child)
    family.link(mother, LinkKind.PARENT, family.called("Jonah", Sex.MALE))
    family.link(family.called("Edith"), LinkKind.PARENT, mother)
    partner = family.called("Kieran", Sex.MALE)
    family.link(partner, LinkKind.PARTNER, mother)
    family.link(partner, LinkKind.PARENT, family.called("Ava"))
    family.link(family.called("Kim"), LinkKind.PARENT, partner)
    family.link(family.called("Sal"), LinkKind.SOCIAL_WORKER, mother)
    assert family.words() == {
        "Hannah": "Mother",
        "Kieran": "Mother's partner",
        "Jonah": "Brother",
        "Ava": "Partner's daughter",
        "Edith": "Grandmother",
    }
    assert [relation.person.name.given for relation in children_of_family(family.seen())] == ["Jonah", "Ava"]


@pytest.mark.parametrize(
    ("sex", "words"),
    [(Sex.FEMALE, "Mother's partner"), (Sex.MALE, "Father's partner"), (Sex.NOT_KNOWN, "Parent's partner")],
)
def test_a_partner_is_named_after_the_parent_they_live_with(family: Family, sex: Sex, words: str) -> None:
    parent = family.called("Chris", sex)
    family.link(parent, LinkKind.PARENT, family.child)
    family.link(parent, LinkKind.PARTNER, family.called("Robin"))
    assert family.words()["Robin"] == words


def test_a_child_of_both_partners_is_a_sister_once(family: Family) -> None:
    mother, father = family.called("Hannah"), family.called("Kieran", Sex.MALE)
    sister = family.called("Ava")
    for parent in (mother, father):
        family.link(parent, LinkKind.PARENT, family.child)
        family.link(parent, LinkKind.PARENT, sister)
    family.link(mother, LinkKind.PARTNER, father)
    assert family.words() == {"Hannah": "Mother", "Kieran": "Father", "Ava": "Sister"}


def test_what_has_ended_is_left_out_but_a_former_partner_is_not(family: Family) -> None:
    mother, ended = family.called("Hannah"), date(2026, 11, 1)
    family.link(mother, LinkKind.FOSTER_CARER, family.child, until=ended)
    family.link(family.child, LinkKind.EX_PARTNER, family.called("Kieran", Sex.MALE), until=ended)
    assert family.words() == {"Kieran": "Former partner"}


def test_a_home_and_a_responsibility_are_said_where_somebody_said_them(family: Family) -> None:
    mother, lodger = family.called("Hannah"), family.called("Lodger")
    guardian = family.called("Guardian")
    family.link(mother, LinkKind.PARENT, family.child)
    for one in (mother, lodger):
        family.link(one, LinkKind.LIVES_WITH, family.child)
    for one in (mother, guardian):
        family.link(one, LinkKind.PARENTAL_RESPONSIBILITY, family.child)
    told = {
        one.person.name.given: (one.words, one.lives_here, one.has_responsibility) for one in family.seen()
    }
    assert told == {
        "Hannah": ("Mother", True, True),
        "Lodger": ("Lives here", True, None),
        "Guardian": ("Parental responsibility", None, True),
    }
    assert family.words(guardian) == {}


def test_the_nearest_come_first_and_the_rest_by_name(family: Family) -> None:
    for given in ("Zoe", "Ben"):
        family.link(family.called(given), LinkKind.SIBLING, family.child)
    family.link(family.called("Wen"), LinkKind.SOCIAL_WORKER, family.child)
    family.link(family.called("Hannah"), LinkKind.PARENT, family.child)
    assert list(family.words()) == ["Hannah", "Ben", "Zoe", "Wen"]


def test_records_that_are_one_are_not_their_own_family(family: Family) -> None:
    twice = family.called("Twice")
    family.link(twice, LinkKind.SIBLING, family.child)
    with family.ward.store.transaction() as tx:
        tx.people.merge(twice.id, family.child.id)
    with family.ward.store.reading() as tx:
        assert relations_of(tx, family.child.id) == ()
