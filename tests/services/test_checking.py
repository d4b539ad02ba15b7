"""Sparing a second reading changes no answer: the same children are found, listed and not, either way."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.people import Link, LinkKind, Person
from aande_alert.domain.plans import PlanKind
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.persistence import registers
from aande_alert.services.checking import check_person, family_children, register_states
from tests.builders import (
    AIREBOROUGH,
    CALDERDALE,
    ELSEWHERE,
    HOME,
    NOW,
    TODAY,
    a_person,
    a_plan,
    an_nhs_number,
    verified,
)

if TYPE_CHECKING:
    from aande_alert.domain.plans import RegisterEntry
    from tests.services.ward import Ward

FAMILIES = ("Pell", "Raikes", "Holroyd", "Pel")
GIVEN = ("Maisie", "Maisy", "Jonah", "Ava", "Noah", "Isla")
TOLD = Provenance(Source.FROM_RECORD, "Arrivals feed", NOW)


def a_child(choose: Random) -> Person:
    """Return a child of one of a few families, who may have a number, or not even a birth."""
    birth = TODAY - timedelta(days=choose.randrange(40))
    return a_person(
        choose.choice(FAMILIES),
        choose.choice(GIVEN),
        choose.choice((birth.isoformat(), None)),
        nhs=choose.choice((verified(choose.randrange(12)), None)),
        addresses=choose.choice(((HOME,), (ELSEWHERE,), ())),
        mother_name=choose.choice(("PELL, Hannah (Miss)", "")),
    )


def listed(choose: Random, child: Person) -> RegisterEntry:
    """Return an entry about a child, or about one much like them, of either council and any kind."""
    child = choose.choice((child, child, a_child(choose)))
    return a_plan(
        child.name.family,
        child.name.given,
        child.birth.on.isoformat() if child.birth.on else None,
        nhs=choose.choice((an_nhs_number(choose.randrange(12)), child.nhs and child.nhs.number, None)),
        council=choose.choice((CALDERDALE.code, AIREBOROUGH.code)),
        kind=choose.choice(tuple(PlanKind)),
        ends=choose.choice((None, TODAY - timedelta(days=choose.randrange(300)))),
        address=choose.choice((HOME, ELSEWHERE, None)),
    )


@pytest.mark.parametrize("seed", range(3))
def test_lists_read_once_for_a_whole_family_give_the_answers_of_lists_read_each_time(
    ward: Ward, seed: int
) -> None:
    choose = Random(seed)
    people = [a_child(choose) for _ in range(10)]
    mothers = [a_person(choose.choice(FAMILIES), "Hannah", "1999-03-04") for _ in range(4)]
    ward.with_lists(hours_old=choose.choice((2.0, 30.0))).known(*people, *mothers)
    ward.listed(*(listed(choose, choose.choice(people)) for _ in range(16)))
    with ward.store.transaction() as tx:
        for child in people:
            tx.people.add_link(Link(uuid4(), choose.choice(mothers).id, LinkKind.PARENT, child.id, TOLD))
    answers = set()
    with ward.store.reading() as tx:
        states = register_states(tx)
        for person in people:
            registers._import.cache_clear()
            once = check_person(tx, person, ward.content, states)
            assert once == check_person(tx, person, ward.content)
            answers.add(type(once.status))
            family = family_children(tx, person, ward.content, states)
            assert family == family_children(tx, person, ward.content)
            assert all(child.check == check_person(tx, child.person, ward.content) for child in family)
    assert len(answers) > 1


def test_a_list_applied_after_a_look_is_read_at_the_next_one(ward: Ward) -> None:
    ward.with_lists(CALDERDALE, hours_old=30)
    with ward.store.reading() as tx:
        before = register_states(tx)
    ward.clock.move(minutes=1)
    newer = ward.list_came(CALDERDALE)
    with ward.store.reading() as tx:
        after = register_states(tx)
        assert tx.registers.imports(CALDERDALE.code)[0] == newer
    assert before != after
