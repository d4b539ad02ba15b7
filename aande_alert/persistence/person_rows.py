"""People to rows and back: one row for a person, one for each name, address, telephone and number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from aande_alert.domain.identity import (
    Address,
    Birth,
    BirthQuality,
    HospitalNumber,
    NameUse,
    NhsIdentity,
    NhsNumber,
    NhsNumberStatus,
    PersonName,
    Phone,
    Sex,
    postcode_key,
)
from aande_alert.domain.people import Person
from aande_alert.persistence.tables.people import (
    name_token,
    person,
    person_address,
    person_name,
    person_number,
    person_phone,
)
from aande_alert.persistence.work import batches
from aande_alert.rules.matching_names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from sqlalchemy import Row, Table

    from aande_alert.persistence.work import Work

_PLAIN = (
    "gp_practice", "school", "mother_name", "mother_id", "allergies", "language", "ethnicity",
    "identity_unknown", "shield_location", "multiple_birth", "died_on", "merged_into", "version",
)  # fmt: skip
_TOKENS = select(name_token.c.token).where(name_token.c.person_id == bindparam("id"))
_BY_ID = select(person).where(person.c.id.in_(bindparam("ids", expanding=True)))


def read_people(work: Work, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Return people by id; an unknown id is left out."""
    found: dict[UUID, Person] = {}
    for some in batches(ids):
        rows = work.rows(_BY_ID, {"ids": some})
        held = {kept.table.name: _held(work, kept, some) for kept in _PARTS}
        found |= {row.id: _person(row, held) for row in rows}
    return found


def write_row(subject: Person) -> dict[str, Any]:
    """Return a person's own row, without what only the store knows."""
    shown = subject.name
    return {
        **{name: getattr(subject, name) for name in _PLAIN},
        "id": subject.id,
        "birth_on": subject.birth.on,
        "birth_quality": subject.birth.quality.value,
        "birth_raw": subject.birth.raw,
        "sex": subject.sex.value,
        "nhs_number": None if subject.nhs is None else subject.nhs.number.digits,
        "nhs_status": NhsNumberStatus.NOT_STATED.value if subject.nhs is None else subject.nhs.status.value,
        "family_key": fold(shown.family),
        "given_key": fold(shown.given),
    }


def write_parts(work: Work, subject: Person, *, is_new: bool) -> None:
    """Keep a person's names, addresses, telephones and numbers; what is no longer held gets a last day.

    Args:
        work: The transaction.
        subject: Who.
        is_new: Nothing is held of them yet, so nothing needs to be looked for.
    """
    for kept in _PARTS:
        kept.write(work, subject, is_new=is_new)
    tokens = {token for name in subject.names for token in fold(f"{name.family} {name.given}").split()}
    if not is_new:
        tokens -= {row.token for row in work.rows(_TOKENS, {"id": subject.id})}
    work.put(name_token, *({"token": token, "person_id": subject.id} for token in sorted(tokens)))


def _person(row: Row[Any], held: dict[str, dict[UUID, list[Any]]]) -> Person:
    def part(table: Table) -> tuple[Any, ...]:
        return tuple(held[table.name].get(row.id, ()))

    number = row.nhs_number
    return Person(
        id=row.id,
        names=part(person_name),
        birth=Birth(row.birth_on, BirthQuality(row.birth_quality), row.birth_raw),
        sex=Sex(row.sex),
        nhs=None if number is None else NhsIdentity(NhsNumber(number), NhsNumberStatus(row.nhs_status)),
        hospital_numbers=part(person_number),
        addresses=part(person_address),
        phones=part(person_phone),
        **{name: getattr(row, name) for name in _PLAIN},
    )


class _Part:
    """One kind of thing a person has several of.

    Args:
        table: Where it is kept.
        of: Which of a person's things it holds.
        read: A row to the thing.
        write: The thing to its columns.
    """

    def __init__(
        self,
        table: Table,
        of: str,
        read: Callable[[Row[Any]], Any],
        write: Callable[[Any], dict[str, Any]],
    ) -> None:
        self.table = table
        self.read = read
        self._of = of
        self._write = write
        self.held = (
            select(table)
            .where(table.c.person_id.in_(bindparam("ids", expanding=True)), table.c.until.is_(None))
            .order_by(table.c.person_id, table.c.place)
        )
        self._place = update(table).where(table.c.id == bindparam("_id")).values(place=bindparam("_place"))
        self._end = update(table).where(table.c.id == bindparam("_id")).values(until=bindparam("_until"))

    def write(self, work: Work, subject: Person, *, is_new: bool) -> None:
        """Keep what a person has now; end what they have no longer."""
        wanted: Sequence[Any] = list(dict.fromkeys(getattr(subject, self._of)))
        held = [] if is_new else work.rows(self.held, {"ids": [subject.id]})
        rows = {self.read(row): row for row in held}
        moved = [
            {"_id": rows[thing].id, "_place": place}
            for place, thing in enumerate(wanted)
            if thing in rows and rows[thing].place != place
        ]
        new = [
            {"person_id": subject.id, "place": place, "since": work.now, "until": None, **self._write(thing)}
            for place, thing in enumerate(wanted)
            if thing not in rows
        ]
        gone = [{"_id": row.id, "_until": work.now} for thing, row in rows.items() if thing not in wanted]
        work.run(self._place, moved)
        work.run(self._end, gone)
        work.put(self.table, *new)


def _held(work: Work, kept: _Part, ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in work.rows(kept.held, {"ids": ids}):
        found.setdefault(row.person_id, []).append(kept.read(row))
    return found


_PARTS = (
    _Part(
        person_name,
        "names",
        lambda row: PersonName(row.family, row.given, row.title, NameUse(row.use)),
        lambda name: {"family": name.family, "given": name.given, "title": name.title, "use": name.use.value},
    ),
    _Part(
        person_address,
        "addresses",
        lambda row: Address(tuple(json.loads(row.lines)), row.postcode),
        lambda address: {
            "lines": json.dumps(address.lines),
            "postcode": address.postcode,
            "postcode_key": postcode_key(address.postcode),
        },
    ),
    _Part(
        person_phone,
        "phones",
        lambda row: Phone(row.number),
        lambda phone: {"number": phone.number, "digits": phone.digits()},
    ),
    _Part(
        person_number,
        "hospital_numbers",
        lambda row: HospitalNumber(row.authority, row.value),
        lambda number: {"authority": number.authority, "value": number.value},
    ),
)
