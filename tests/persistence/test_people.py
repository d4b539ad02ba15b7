"""People: found by every name they ever had, changed and merged without losing what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.errors import ChangedMeanwhile, Refused, Unavailable
from aande_alert.domain.identity import Address, HospitalNumber, NameUse, PersonName, Phone
from aande_alert.domain.people import Link, LinkKind
from aande_alert.domain.provenance import Provenance, Source
from aande_alert.persistence.blocking import FULL
from aande_alert.persistence.records import FindTerms
from aande_alert.rules.matching_identity import MatchIdentity
from aande_alert.rules.matching_keys import keys, query_keys
from aande_alert.rules.matching_weights import FrequencyTable
from tests.builders import HOME, PHONE, a_person, an_attendance, verified

if TYPE_CHECKING:
    from aande_alert.domain.people import Person
    from aande_alert.persistence.store import Store, Transaction
    from tests.builders import MovableClock


def found_by(person: Person) -> tuple[int, ...]:
    return keys(MatchIdentity.from_person(person))


def put(tx: Transaction, *people: Person) -> None:
    for person in people:
        tx.people.add(person, found_by(person))


MAISIE = a_person(
    family="Pell",
    given="Maisie Ann",
    birth="2026-10-02",
    nhs=verified(1),
    addresses=(HOME,),
    phones=(Phone(PHONE),),
    hospital_numbers=(HospitalNumber("CVH", "X100001"),),
)


def test_a_person_comes_back_as_they_were_put_in(store: Store) -> None:
    full = replace(
        MAISIE,
        names=(*MAISIE.names, PersonName("Raikes", "Maisy", "Miss", NameUse.ALIAS)),
        gp_practice="Larkhill Surgery",
        mother_name="Hannah Pell",
        mother_id=uuid4(),
        multiple_birth=True,
        died_on=date(2026, 11, 20),
        identity_unknown=True,
        shield_location=True,
    )
    nobody = a_person(birth=None)
    with store.transaction() as tx:
        put(tx, full, nobody)
    with store.reading() as tx:
        assert tx.people.many([full.id, nobody.id, uuid4()]) == {full.id: full, nobody.id: nobody}
        assert tx.people.by_nhs(full.nhs.number) == (full,) if full.nhs else False
        assert tx.people.by_hospital_number(HospitalNumber("CVH", "X100001")) == full
        assert tx.people.by_hospital_number(HospitalNumber("other", "X100001")) is None


def test_nobody_is_found_under_an_unknown_id(store: Store) -> None:
    with store.reading() as tx:
        with pytest.raises(Unavailable, match="no such person"):
            tx.people.get(uuid4())
        with pytest.raises(Unavailable, match="no such person"):
            tx.people.surviving(uuid4())


def test_a_change_keeps_how_they_were_and_is_still_found_by_the_old_name(
    store: Store, clock: MovableClock
) -> None:
    with store.transaction() as tx:
        put(tx, MAISIE)
    clock.move(days=3)
    renamed = replace(
        MAISIE, names=(PersonName("Raikes", "Maisie"),), addresses=(Address(("2 Mill St",), "ZZ9 1AA"),)
    )
    with store.transaction() as tx:
        after = tx.people.update(renamed, found_by(renamed))
    assert after == replace(renamed, version=2)
    with store.reading() as tx:
        assert tx.people.history_of(MAISIE.id) == (MAISIE,)
        assert tx.people.find(FindTerms(words=("pell",))) == (MAISIE.id,)
        assert tx.people.candidates(found_by(MAISIE)) == (MAISIE.id,)
        assert tx.people.name_counts().families == {"raikes": 1}


def test_the_second_of_two_who_change_a_person_is_told_who_was_first(
    store: Store, clock: MovableClock
) -> None:
    with store.transaction() as tx:
        put(tx, MAISIE)
    with store.transaction() as tx:
        tx.people.update(replace(MAISIE, school="Tannery Nursery"), found_by(MAISIE))
    with (
        pytest.raises(
            ChangedMeanwhile, match="This program changed this person at 22-Nov-2026 14:10"
        ) as told,
        store.transaction() as tx,
    ):
        tx.people.update(replace(MAISIE, school="Larkhill Nursery"), found_by(MAISIE))
    assert told.value.theirs == replace(MAISIE, school="Tannery Nursery", version=2)
    with store.reading() as tx:
        assert tx.people.get(MAISIE.id).school == "Tannery Nursery"


@pytest.mark.parametrize(
    ("terms", "is_found"),
    [
        (FindTerms(words=("mais", "pell")), True),
        (FindTerms(words=("PELL",)), True),
        (FindTerms(words=("ann", "pe")), True),
        (FindTerms(words=("pell", "jack")), False),
        (FindTerms(words=("pelk",), alternatives={"pelk": ("pell",)}), True),
        (FindTerms(nhs_number=verified(1).number.digits), True),
        (FindTerms(nhs_number=verified(2).number.digits), False),
        (FindTerms(hospital_number="X100001"), True),
        (FindTerms(born=date(2026, 10, 2)), True),
        (FindTerms(words=("pell",), born=date(2026, 10, 3)), False),
        (FindTerms(postcode="zz1 4l"), True),
        (FindTerms(postcode="ZZ2"), False),
        (FindTerms(phone="+44 7700 900417"), True),
        (FindTerms(phone="07700 900418"), False),
        (FindTerms(), False),
    ],
)
def test_somebody_is_found_by_what_is_known_of_them(
    store: Store, terms: FindTerms, *, is_found: bool
) -> None:
    with store.transaction() as tx:
        put(tx, MAISIE)
        assert tx.people.find(terms) == ((MAISIE.id,) if is_found else ())


def test_a_misheard_name_is_still_a_candidate_and_the_likeliest_comes_first(store: Store) -> None:
    other = a_person(family="Pell", given="Jack", birth="2020-01-05", addresses=(HOME,))
    with store.transaction() as tx:
        put(tx, other, MAISIE)
        misheard = replace(MAISIE, names=(PersonName("Pel", "Maisy"),), nhs=None)
        assert tx.people.candidates(query_keys(MatchIdentity.from_person(misheard)))[0] == MAISIE.id
        assert tx.people.candidates(()) == ()


def test_a_key_that_half_the_town_shares_is_dropped_unless_nothing_else_finds_anybody(store: Store) -> None:
    crowd = [a_person() for _ in range(FULL + 1)]
    with store.transaction() as tx:
        for one in crowd:
            tx.people.add(one, (1, 2))
        tx.people.add(MAISIE, (1, 3))
        assert tx.people.candidates((1, 3)) == (MAISIE.id,)
        assert tx.people.candidates((1,)) == ()
        assert set(tx.people.candidates((1, 2), limit=500)) == {one.id for one in crowd}


def test_rarity_counts_what_matching_counts(store: Store) -> None:
    jack = a_person(
        family="O'Pell-Raikes",
        given="Jack",
        addresses=(HOME,),
        phones=(Phone(PHONE),),
        gp_practice="Larkhill",
    )
    with store.transaction() as tx:
        put(tx, MAISIE, jack)
        married = tx.people.update(replace(jack, names=(PersonName("Pell", "Jack"),)), found_by(jack))
        rarity = tx.people.rarity()
        counted = FrequencyTable.count([MatchIdentity.from_person(one) for one in (MAISIE, married)])
        for kind, table in counted.counts.items():
            for value, count in table.items():
                asked = (value.split(" ", 1)) if kind == "home" else (value,)
                assert getattr(rarity, kind)(*asked) == count, (kind, value)
        assert rarity.people == counted.people == tx.people.name_counts().people
        assert rarity.family("opellraikes") == 0
        assert tx.people.rarity() is rarity


def test_a_link_has_a_source_is_kept_once_and_can_end(store: Store) -> None:
    mother = a_person(given="Hannah", birth="1999-03-04")
    told = Provenance(Source.TOLD_BY_ADULT, "OKORO, Grace (Ms)")
    link = Link(uuid4(), mother.id, LinkKind.PARENT, MAISIE.id, told, since=date(2026, 10, 2))
    with store.transaction() as tx:
        put(tx, MAISIE, mother)
        tx.people.add_link(link)
        tx.people.add_link(link)
        assert tx.people.links_of(MAISIE.id) == tx.people.links_of(mother.id) == (link,)
        tx.people.end_link(link.id, date(2026, 11, 1))
        assert tx.people.links_of(MAISIE.id) == (replace(link, until=date(2026, 11, 1)),)
        with pytest.raises(Unavailable, match="no such link"):
            tx.people.end_link(uuid4(), date(2026, 11, 1))


def test_a_merge_brings_everything_together_and_undone_gives_each_their_own_again(store: Store) -> None:
    twice, thrice = a_person(given="Maisy"), a_person(given="M")
    visits = [an_attendance(one) for one in (MAISIE, twice, thrice)]
    with store.transaction() as tx:
        put(tx, MAISIE, twice, thrice)
        for visit in visits:
            tx.attendances.add(visit)
        first = tx.people.merge(thrice.id, twice.id)
        second = tx.people.merge(twice.id, MAISIE.id)
    with store.transaction() as tx:
        assert tx.people.surviving(thrice.id) == MAISIE.id
        assert tx.people.records_of(thrice.id)[0] == MAISIE.id
        assert set(tx.people.records_of(MAISIE.id)) == {MAISIE.id, twice.id, thrice.id}
        assert {visit.person_id for visit in tx.attendances.of_people([MAISIE.id])} == {MAISIE.id}
        assert len(tx.attendances.of_people([twice.id])) == 3
        assert tx.people.candidates(found_by(twice)) == (MAISIE.id,)
        assert tx.people.find(FindTerms(words=("maisy",))) == (MAISIE.id,)
        assert tx.people.get(twice.id).merged_into == MAISIE.id
        assert (tx.people.merge_of(twice.id), tx.people.merge_of(MAISIE.id)) == (second, None)
        changed = tx.attendances.update(replace(tx.attendances.get(visits[1].id), location="Resus 1"))
        assert changed.person_id == MAISIE.id
    with store.transaction() as tx:
        tx.people.unmerge(second)
        assert tx.people.surviving(thrice.id) == twice.id
        assert [visit.id for visit in tx.attendances.of_people([MAISIE.id])] == [visits[0].id]
        assert tx.attendances.get(visits[1].id).person_id == twice.id
        tx.people.unmerge(first)
        assert [visit.id for visit in tx.attendances.of_people([thrice.id])] == [visits[2].id]


def test_what_cannot_be_merged_is_refused(store: Store) -> None:
    twice, thrice = a_person(), a_person()
    with store.transaction() as tx:
        put(tx, MAISIE, twice, thrice)
        merged = tx.people.merge(twice.id, MAISIE.id)
        with pytest.raises(Refused, match="one already"):
            tx.people.merge(MAISIE.id, twice.id)
        with pytest.raises(Refused, match="merged into another before"):
            tx.people.merge(twice.id, thrice.id)
        tx.people.unmerge(merged)
        with pytest.raises(Refused, match="undone this merge already"):
            tx.people.unmerge(merged)
        with pytest.raises(Unavailable, match="no such merge"):
            tx.people.unmerge(uuid4())


def test_a_name_with_characters_no_database_takes_is_kept_with_a_visible_mark(store: Store) -> None:
    odd = a_person(family="O\x00Hara", given="Zo\ud800e")
    with store.transaction() as tx:
        put(tx, odd)
        assert tx.people.get(odd.id).name.shown() == "O\N{SYMBOL FOR NULL}HARA, Zo\\ud800e"
