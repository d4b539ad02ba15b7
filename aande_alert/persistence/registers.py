"""The councils' lists: each row as it stands and stood, what it is found by, and every list applied."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, update

from aande_alert.domain.identity import Address, Birth, BirthQuality, NhsNumber, PersonName, Sex
from aande_alert.domain.imports import RegisterImport
from aande_alert.domain.plans import Council, PlanKind, RegisterEntry
from aande_alert.persistence.blocking import put_keys, sharing
from aande_alert.persistence.bodies import from_text, to_text
from aande_alert.persistence.tables.registers import (
    council as council_table,
)
from aande_alert.persistence.tables.registers import (
    register_entry,
    register_history,
    register_import,
    register_key,
)
from aande_alert.persistence.work import Work, batches, unknown
from aande_alert.rules.matching_keys import FULL_ON_LISTS, MOST_COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from sqlalchemy import Row

_APPLIED_LAST = 5
_COUNCIL = ("code", "name", "day_phone", "night_phone", "day_hours", "duty_team", "front_door")
_PLAIN = (
    "id", "council", "row_key", "expected_on", "phone", "mother_name", "starts", "ends", "category",
    "legal_status", "social_worker", "team", "worker_phone", "list_date", "person_id", "voided",
)  # fmt: skip
_BY_ID = select(register_entry).where(register_entry.c.id.in_(bindparam("ids", expanding=True)))
_BY_PERSON = (
    select(register_entry)
    .where(register_entry.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(register_entry.c.starts.desc(), register_entry.c.id)
)
_BY_NHS = (
    select(register_entry)
    .where(register_entry.c.nhs_number == bindparam("digits"))
    .order_by(register_entry.c.id)
)
_IMPORTS = (
    select(register_import.c.body)
    .where(register_import.c.council == bindparam("council"))
    .order_by(register_import.c.applied_at.desc(), register_import.c.id)
)

_COVERING = _IMPORTS.where(or_(register_import.c.kind.is_(None), register_import.c.kind == bindparam("kind")))


class Registers:
    """What every council has told the hospital."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def councils(self) -> tuple[Council, ...]:
        """Return every council, in order of name."""
        return tuple(
            _council(row) for row in self._work.rows(select(council_table).order_by(council_table.c.name))
        )

    def council(self, code: str) -> Council:
        """Return one council.

        Raises:
            Unavailable: None has this code.
        """
        row = self._work.row(select(council_table).where(council_table.c.code == code))
        if row is None:
            raise unknown(thing="council")
        return _council(row)

    def put_council(self, told: Council) -> None:
        """Add a council, or change whom to ring."""
        values: dict[str, Any] = {name: getattr(told, name) for name in _COUNCIL}
        values["list_limit"] = int(told.list_limit.total_seconds())
        if self._work.run(_update_of(council_table, "code", tuple(values)), _named(values)) == 0:
            self._work.put(council_table, {**values, "profile": None})

    def entry(self, entry_id: UUID) -> RegisterEntry:
        """Return one row of a list.

        Raises:
            Unavailable: There is none with this id.
        """
        found = self.many([entry_id])
        if not found:
            raise unknown(thing="entry of a council's list")
        return found[entry_id]

    def many(self, ids: Iterable[UUID]) -> dict[UUID, RegisterEntry]:
        """Return rows by id; an unknown id is left out."""
        rows = (row for some in batches(ids) for row in self._work.rows(_BY_ID, {"ids": some}))
        return {row.id: _entry(row) for row in rows}

    def entries(self, council: str, kind: PlanKind | None, *, open_only: bool) -> tuple[RegisterEntry, ...]:
        """Return a council's rows.

        Args:
            council: Its code.
            kind: Plan, looked after or unborn; `None` for all.
            open_only: Only those that run today: not ended before it, and not voided.
        """
        wanted = select(register_entry).where(register_entry.c.council == council)
        if kind is not None:
            wanted = wanted.where(register_entry.c.kind == kind.value)
        if open_only:
            ends = register_entry.c.ends
            wanted = wanted.where(~register_entry.c.voided, or_(ends.is_(None), ends >= self._work.today))
        return tuple(_entry(row) for row in self._work.rows(wanted.order_by(register_entry.c.id)))

    def of_person(self, person_id: UUID) -> tuple[RegisterEntry, ...]:
        """Return the rows matched to a person or to a record merged into them, newest plan first."""
        ids = [*self._work.family_of([person_id])]
        return tuple(_entry(row) for row in self._work.rows(_BY_PERSON, {"ids": ids}))

    def by_nhs(self, number: NhsNumber) -> tuple[RegisterEntry, ...]:
        """Return the rows that carry a number."""
        return tuple(_entry(row) for row in self._work.rows(_BY_NHS, {"digits": number.digits}))

    def candidates(self, keys: Sequence[int], limit: int = MOST_COMPARED) -> tuple[UUID, ...]:
        """Return the rows that share a key, those that share most first."""
        return sharing(self._work, register_key, keys, limit=limit, full=FULL_ON_LISTS)

    def put(self, entry: RegisterEntry, keys: Sequence[int]) -> None:
        """Add a row, or change it; how it stood before is kept."""
        values = _values(entry)
        row = self._work.row(_BY_ID, {"ids": [entry.id]})
        if row is None:
            self._work.put(register_entry, values)
        elif _entry(row) != entry:
            self._keep(row)
            self._work.run(_update_of(register_entry, "id", tuple(values)), _named(values))
        put_keys(self._work, register_key, entry.id, keys)

    def link(self, entry_id: UUID, person_id: UUID | None) -> None:
        """Match a row to a record here, or to nobody; how it stood before is kept.

        Raises:
            Unavailable: There is no such row.
        """
        row = self._work.row(_BY_ID, {"ids": [entry_id]})
        if row is None:
            raise unknown(thing="entry of a council's list")
        if row.person_id != person_id:
            self._keep(row)
            linked = update(register_entry).where(register_entry.c.id == bindparam("_id"))
            self._work.run(
                linked.values(person_id=bindparam("_person")), {"_id": entry_id, "_person": person_id}
            )

    def history_of(self, entry_id: UUID) -> tuple[RegisterEntry, ...]:
        """Return how a row stood before, newest first."""
        statement = select(register_history.c.body).where(register_history.c.entry_id == entry_id)
        rows = self._work.rows(statement.order_by(register_history.c.id.desc()))
        return tuple(from_text(row.body, RegisterEntry) for row in rows)

    def add_import(self, made: RegisterImport) -> None:
        """Keep that a list was applied, with its counts; the same sent twice is one."""
        if self._work.row(select(register_import.c.id).where(register_import.c.id == made.id)) is not None:
            return
        row = {
            "id": made.id,
            "council": made.council,
            "kind": None if made.kind is None else made.kind.value,
            "list_date": made.list_date,
            "as_at": made.as_at,
            "applied_at": made.applied_at,
            "sha256": made.sha256,
            "body": to_text(made),
        }
        self._work.grow(register_import, row)

    def imports(self, council: str) -> tuple[RegisterImport, ...]:
        """Return every list of a council that was applied, newest first."""
        rows = self._work.rows(_IMPORTS, {"council": council})
        return tuple(_import(row.body) for row in rows)

    def latest(self, council: str, kind: PlanKind) -> RegisterImport | None:
        """Return the newest whole list that covers a kind of plan; `None` where there was none.

        Only the lists applied last are looked at: an older one is never applied after a newer one.
        """
        rows = self._work.connection.execute(_COVERING, {"council": council, "kind": kind.value}).scalars()
        covering = (made for made in map(_import, rows) if made.full)
        newest = tuple(islice(covering, _APPLIED_LAST))
        return max(newest, key=lambda made: (made.as_at, made.applied_at), default=None)

    def profile(self, council: str) -> dict[str, Any] | None:
        """Return how a council lays its list out, as kept; `None` where nothing was."""
        body = self._work.value(select(council_table.c.profile).where(council_table.c.code == council))
        return None if body is None else json.loads(body)

    def put_profile(self, council: str, profile: dict[str, Any]) -> None:
        """Keep how a council lays its list out.

        Raises:
            Unavailable: There is no such council.
        """
        values = {"code": council, "profile": json.dumps(profile, sort_keys=True)}
        if self._work.run(_update_of(council_table, "code", tuple(values)), _named(values)) == 0:
            raise unknown(thing="council")

    def _keep(self, row: Row[Any]) -> None:
        replaced = {"replaced_at": self._work.now, "replaced_by": self._work.by}
        self._work.grow(register_history, {"entry_id": row.id, **replaced, "body": to_text(_entry(row))})


@lru_cache
def _update_of(table: Any, key: str, columns: tuple[str, ...]) -> Any:  # noqa: ANN401 - SQLAlchemy's
    named: dict[str, Any] = {name: bindparam(f"_{name}") for name in columns if name != key}
    return update(table).where(table.c[key] == bindparam(f"_{key}")).values(named)


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {f"_{name}": value for name, value in values.items()}


@lru_cache(maxsize=256)
def _import(body: str) -> RegisterImport:
    """Return a list that was applied; the same few are asked for at every look, and none ever changes."""
    return from_text(body, RegisterImport)


def _council(row: Row[Any]) -> Council:
    return Council(
        **{name: getattr(row, name) for name in _COUNCIL}, list_limit=timedelta(seconds=row.list_limit)
    )


def _values(entry: RegisterEntry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _PLAIN},
        "kind": entry.kind.value,
        "name": to_text(entry.name),
        "aliases": to_text(entry.aliases),
        "birth_on": entry.birth.on,
        "birth_quality": entry.birth.quality.value,
        "birth_raw": entry.birth.raw,
        "sex": entry.sex.value,
        "nhs_number": None if entry.nhs is None else entry.nhs.digits,
        "address": None if entry.address is None else to_text(entry.address),
    }


def _entry(row: Row[Any]) -> RegisterEntry:
    return RegisterEntry(
        kind=PlanKind(row.kind),
        name=from_text(row.name, PersonName),
        aliases=from_text(row.aliases, tuple),
        birth=Birth(row.birth_on, BirthQuality(row.birth_quality), row.birth_raw),
        sex=Sex(row.sex),
        nhs=None if row.nhs_number is None else NhsNumber(row.nhs_number),
        address=None if row.address is None else from_text(row.address, Address),
        **{name: getattr(row, name) for name in _PLAIN},
    )
