"""A statement asked again says what it said the first time, through the file's own driver."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from aande_alert.persistence.putting import put_rows
from aande_alert.persistence.tables.people import occurrence, person
from aande_alert.persistence.work import Work
from tests.builders import NOW, a_person
from tests.stores import KEYS

if TYPE_CHECKING:
    from aande_alert.persistence.store import Store

CHILDREN = [a_person() for _ in range(5)]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.transaction() as tx:
        for child in CHILDREN:
            tx.people.add(child, (1,))
    return store


def test_the_second_answer_is_the_first(filled: Store) -> None:
    """Whichever way it is asked: ids, moments and days come back as what they are."""
    some = select(person).where(person.c.id.in_(bindparam("ids", expanding=True))).order_by(person.c.id)
    ids = sorted(child.id for child in CHILDREN)
    with filled._connected(reading=True) as connection:
        work = Work(connection, NOW, None, KEYS)
        for count in (1, 3, 5, 0, 2, 5):
            found = [tuple(row) for row in work.rows(some, {"ids": ids[:count]})]
            assert found == [tuple(row) for row in connection.execute(some, {"ids": ids[:count]})]
            assert [row[0] for row in found] == ids[:count]
        many = [*ids, *(uuid4() for _ in range(600))]
        assert [row.id for row in work.rows(some, {"ids": many})] == ids
        assert (work.row(some, {"ids": []}), work.value(some, {"ids": []})) == (None, None)


def test_a_write_asked_again_says_how_many_rows_it_touched(filled: Store) -> None:
    changed = update(person).where(person.c.id == bindparam("_id")).values(school=bindparam("_school"))
    with filled._connected(reading=False) as connection:
        work = Work(connection, NOW, None, KEYS)
        for school in ("Larkhill", "Calder", "Moor"):
            assert work.run(changed, {"_id": CHILDREN[0].id, "_school": school}) == 1
            assert work.run(changed, {"_id": uuid4(), "_school": school}) == 0
            sets = [{"_id": child.id, "_school": school} for child in CHILDREN]
            assert work.run(changed, sets) == len(sets)
        assert {row.school for row in work.rows(select(person.c.school))} == {"Moor"}
        assert work.run(changed, []) == 0


@pytest.mark.parametrize("times", [1, 2])
def test_what_the_database_refuses_names_no_child(embedded: Store, times: int) -> None:
    name = {"kind": "family", "value": "pell-of-larkhill", "people": 1}
    with embedded._connected(reading=False) as connection:
        put_rows(connection, occurrence, [name])
        with pytest.raises(IntegrityError) as refused:
            put_rows(connection, occurrence, [name] * times)
    assert "larkhill" not in str(refused.value)
