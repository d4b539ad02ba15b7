"""Searching people: everything given must agree; names by their beginnings, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, intersect, or_, select

from aande_alert.domain.identity import Phone, postcode_key
from aande_alert.persistence.tables.people import (
    name_token,
    person,
    person_address,
    person_number,
    person_phone,
)
from aande_alert.rules.matching_names import fold

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from aande_alert.persistence.records import FindTerms
    from aande_alert.persistence.work import Work

_AFTER_ALL = "\uffff"


def find_people(work: Work, terms: FindTerms, limit: int) -> tuple[UUID, ...]:
    """Return the surviving ids of who agrees with every term, in order of name."""
    asked = [*_by_names(terms), *_by_facts(terms)]
    if not asked:
        return ()
    found = asked[0] if len(asked) == 1 else intersect(*asked)
    statement = (
        select(person.c.root_id, person.c.family_key, person.c.given_key)
        .where(person.c.id.in_(found))
        .order_by(person.c.family_key, person.c.given_key, person.c.root_id)
        .limit(2 * limit)
    )
    roots = dict.fromkeys(row.root_id for row in work.rows(statement))
    return tuple(roots)[:limit]


def _by_names(terms: FindTerms) -> list[Select[Any]]:
    words = [word for text in terms.words for word in fold(text).split()]
    asked = []
    for word in dict.fromkeys(words):
        meant = [fold(other) for other in terms.alternatives.get(word, ())]
        asked.append(select(name_token.c.person_id).where(_begins(word, meant)))
    return asked


def _begins(word: str, meant: list[str]) -> ColumnElement[bool]:
    token = name_token.c.token
    begins = and_(token >= word, token < word + _AFTER_ALL)
    return or_(begins, token.in_(meant)) if meant else begins


def _by_facts(terms: FindTerms) -> list[Select[Any]]:
    postcode = postcode_key(terms.postcode)
    asked: list[Select[Any] | None] = [
        select(person.c.id).where(person.c.nhs_number == terms.nhs_number) if terms.nhs_number else None,
        select(person.c.id).where(person.c.birth_on == terms.born) if terms.born else None,
        select(person_number.c.person_id).where(person_number.c.value == terms.hospital_number)
        if terms.hospital_number
        else None,
        select(person_address.c.person_id).where(
            person_address.c.postcode_key >= postcode, person_address.c.postcode_key < postcode + _AFTER_ALL
        )
        if postcode
        else None,
        select(person_phone.c.person_id).where(person_phone.c.digits == Phone(terms.phone).digits())
        if terms.phone
        else None,
    ]
    return [one for one in asked if one is not None]
