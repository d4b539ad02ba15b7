"""What a council's list would change, worked out before anything is written, and what must stop it.

Pure: the entries held and the list read go in, changes with counts that add up come out. An entry ends
only by its own end date, or by being absent from a whole list; being listed by mistake is not an end.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from aande_alert.domain.identity import Address, Birth, NhsNumber, PersonName
from aande_alert.domain.imports import ActiveCounts, Change, EntryChange
from aande_alert.domain.plans import RegisterEntry
from aande_alert.domain.wording import show_birth, show_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aande_alert.domain.register_lists import ListedRow, RegisterReading

_ENTRIES = UUID("0b3f5c52-2a51-4c66-8f3b-1c6f3f6d7e21")
_FROM_THE_LIST = (
    "row_key", "name", "aliases", "birth", "expected_on", "sex", "nhs", "address", "phone", "mother_name",
    "starts", "ends", "category", "legal_status", "social_worker", "team", "worker_phone", "voided",
)  # fmt: skip
_SHOWN = {
    "name": "Name", "aliases": "Other names", "birth": "Born", "expected_on": "Expected", "sex": "Gender",
    "nhs": "NHS No.", "address": "Address", "phone": "Phone", "mother_name": "Mother", "starts": "Start",
    "ends": "End", "category": "Category", "legal_status": "Legal status", "social_worker": "Social worker",
    "team": "Team", "worker_phone": "Worker's phone", "voided": "Listed by mistake",
    "row_key": "Council's id",
}  # fmt: skip


_WORDS_OF: Mapping[type, Callable[[Any], str]] = {
    PersonName: PersonName.shown,
    NhsNumber: NhsNumber.shown,
    Address: Address.shown,
    Birth: show_birth,
    date: show_date,
    bool: lambda yes: "Yes" if yes else "No",
}


@dataclass(frozen=True, slots=True)
class ListPlan:
    """Everything a list would do.

    Attributes:
        changes: One line an entry, those unchanged included.
        active: What becomes of the plans that run.
        digest: Of the file, what was stated, and every change: the same only if nothing moved since.
    """

    changes: tuple[EntryChange, ...]
    active: ActiveCounts
    digest: str

    def told(self) -> tuple[EntryChange, ...]:
        """Return the lines that a preview shows: everything but what stays."""
        return tuple(line for line in self.changes if line.change is not Change.UNCHANGED)

    def count(self, change: Change) -> int:
        """Return to how many entries this happens."""
        return sum(line.change is change for line in self.changes)


def plan_list(reading: RegisterReading, held: Sequence[RegisterEntry]) -> ListPlan:
    """Work out what a list changes.

    Args:
        reading: The list as read.
        held: Every entry of this council and of the kinds the list covers, running or not.
    """
    label = reading.label
    today = label.list_date
    known = _Known(held)
    changes: list[EntryChange] = []
    seen: set[UUID] = set()
    for row in reading.rows:
        was = known.take(row)
        entry = _entry(row, label.council, was, today, known.ids)
        seen.add(entry.id)
        changes.append(EntryChange(_change(was, entry, today), entry, was, row.row, _differences(was, entry)))
    if label.full:
        changes += [_absent(entry, today) for entry in held if entry.id not in seen and runs(entry, today)]
    kept = len([entry for entry in held if runs(entry, today)])
    return ListPlan(tuple(changes), _active(kept, changes, today), _digest(reading, changes))


def runs(entry: RegisterEntry, today: date) -> bool:
    """Say whether a plan counts as running on a day; the last day is still one."""
    return not entry.voided and (entry.ends is None or entry.ends >= today)


class _Known:
    """The entries held, each to be taken once: by the council's id, else by number and birth."""

    def __init__(self, held: Iterable[RegisterEntry]) -> None:
        self._by_key = {(entry.kind, entry.row_key): entry for entry in held}
        self._by_number: dict[object, list[RegisterEntry]] = {}
        for entry in self._by_key.values():
            if entry.nhs is not None and entry.birth.on is not None:
                key = (entry.kind, entry.nhs.digits, entry.birth.on, entry.starts)
                self._by_number.setdefault(key, []).append(entry)
        self._taken: set[UUID] = set()
        self.ids = frozenset(entry.id for entry in self._by_key.values())

    def take(self, row: ListedRow) -> RegisterEntry | None:
        """Return the entry a row is about, `None` where it is new."""
        entry = self._by_key.get((row.kind, row.row_key)) or self._same_child(row)
        if entry is None or entry.id in self._taken:
            return None
        self._taken.add(entry.id)
        return entry

    def _same_child(self, row: ListedRow) -> RegisterEntry | None:
        """A council without ids: the key changes with the name, the child's number and birth do not."""
        if row.nhs is None:
            return None
        alike = self._by_number.get((row.kind, row.nhs.digits, row.birth.on, row.starts), [])
        return alike[0] if len(alike) == 1 else None


def _entry(
    row: ListedRow, council: str, was: RegisterEntry | None, list_date: date, ids: frozenset[UUID]
) -> RegisterEntry:
    told = {name: getattr(row, name) for name in _FROM_THE_LIST}
    if was is not None:
        return replace(was, list_date=list_date, **told)
    own = uuid5(_ENTRIES, f"{council}|{row.kind.value}|{row.row_key}")
    while own in ids:  # the council has given an old key to another child
        own = uuid5(_ENTRIES, own.hex)
    return RegisterEntry(id=own, council=council, kind=row.kind, list_date=list_date, **told)


def _change(was: RegisterEntry | None, entry: RegisterEntry, today: date) -> Change:
    if was is None:
        return Change.NEW
    before, after = runs(was, today), runs(entry, today)
    if before != after:
        return Change.REAPPEARED if after else Change.VOIDED if entry.voided else Change.ENDED
    return Change.CHANGED if _differences(was, entry) else Change.UNCHANGED


def _absent(entry: RegisterEntry, today: date) -> EntryChange:
    """End what a whole list no longer names: its last day is the day before the list."""
    ended = replace(entry, ends=today - timedelta(days=1))
    words = f"Absent from the whole list of {show_date(today)}."
    return EntryChange(Change.ENDED, ended, entry, 0, _differences(entry, ended), words)


def _differences(was: RegisterEntry | None, entry: RegisterEntry) -> tuple[tuple[str, str, str], ...]:
    if was is None:
        return ()
    return tuple(
        (words, _shown(was, field), _shown(entry, field))
        for field, words in _SHOWN.items()
        if getattr(was, field) != getattr(entry, field)
    )


def _shown(entry: RegisterEntry, field: str) -> str:
    value = getattr(entry, field)
    if value is None or value == "":
        return ""
    if isinstance(value, tuple):
        return "; ".join(name.shown() for name in value)
    return _WORDS_OF.get(type(value), str)(value)


def _active(before: int, changes: Iterable[EntryChange], today: date) -> ActiveCounts:
    """Count what moves, so that before and after are joined by what is told of each entry."""
    moved: Counter[str] = Counter()
    for line in changes:
        ran, will_run = line.was is not None and runs(line.was, today), runs(line.entry, today)
        if will_run and not ran:
            moved["started" if line.was is None else "reappeared"] += 1
        elif ran and not will_run:
            moved["voided" if line.entry.voided else "ended"] += 1
    after = before + moved["started"] + moved["reappeared"] - moved["ended"] - moved["voided"]
    return ActiveCounts(before, moved["started"], moved["reappeared"], moved["ended"], moved["voided"], after)


def _digest(reading: RegisterReading, changes: Iterable[EntryChange]) -> str:
    label = reading.label
    kind = "" if label.kind is None else label.kind.value
    stated = f"{label.council}|{label.list_date}|{kind}|{label.full}|{label.declared_rows}|{reading.sha256}"
    parts = [stated, *sorted(f"{line.change.value}|{line.entry.id}|{line.fields}" for line in changes)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def kinds_told(plan: ListPlan) -> Mapping[str, int]:
    """Return how many usable rows there were of each kind of plan."""
    return dict(Counter(line.entry.kind.value for line in plan.changes if line.row))
