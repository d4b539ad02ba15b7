"""Taking a council's list in: the file as handed over, what it would change, and what was done.

Nothing is written by a preview. What is applied is the same bytes a person has looked at, and the
counts of both halves add up: every row is accounted for, and so is every plan that runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time
    from uuid import UUID

    from aande_alert.domain.plans import PlanKind, RegisterEntry
    from aande_alert.domain.register_lists import RegisterProfile, RowCounts, RowProblem


@dataclass(frozen=True, slots=True, repr=False)
class ListFile:
    """A list as a person hands it over, with what they state about it; none of it is guessed.

    Attributes:
        council: The council's code.
        kind: What every row is; `None` where a column of the list says it.
        full: Whether it is the whole list, or changes only.
        list_date: The day the council made the list.
        file_name: As handed over, without its folder.
        body: The bytes of the file.
        list_time: When on that day, Europe/London; `None` counts as the start of the day, so that a
            list is never taken for newer than it is.
        declared_rows: How many rows the council says it holds; `None` where it does not say.
        profile: How the list is laid out; `None` takes the one saved for the council.
    """

    council: str
    kind: PlanKind | None
    full: bool
    list_date: date
    file_name: str
    body: bytes
    list_time: time | None = None
    declared_rows: int | None = None
    profile: RegisterProfile | None = None

    def __repr__(self) -> str:
        return f"ListFile({self.council}, {self.list_date}, withheld)"


@dataclass(frozen=True, slots=True, repr=False)
class SecondPerson:
    """Somebody who signs beside the person applying a list, with their own name and password."""

    login: str
    password: str

    def __repr__(self) -> str:
        return "SecondPerson(withheld)"


class Change(StrEnum):
    """What a list does to one entry."""

    NEW = "new"
    CHANGED = "changed"
    REAPPEARED = "reappeared"
    ENDED = "ended"
    VOIDED = "voided"
    UNCHANGED = "unchanged"

    @property
    def words(self) -> str:
        """Return how it reads in the preview."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, repr=False)
class EntryChange:
    """One entry of a list and what happens to it.

    Attributes:
        change: What happens.
        entry: As it will stand.
        was: As it stands now; `None` for a new one.
        row: Row in the file; 0 where the entry is absent from it.
        fields: Name, value now and value to be of each field that differs, as shown.
        words: Why, for an entry that ends or is voided; empty otherwise.
    """

    change: Change
    entry: RegisterEntry
    was: RegisterEntry | None = None
    row: int = 0
    fields: tuple[tuple[str, str, str], ...] = ()
    words: str = ""

    def __repr__(self) -> str:
        return f"EntryChange({self.change.value}, {self.entry.id}, withheld)"


class GateEffect(StrEnum):
    """What a gate does to a list."""

    REFUSES = "refuses"
    SECOND_PERSON = "second_person"


@dataclass(frozen=True, slots=True)
class Gate:
    """A reason why a list may not be applied, or not by one person alone.

    Attributes:
        code: `rejects`, `shrunk`, `older`, `same_file`, `empty`, `old`, `row_count`, `reading`.
        words: What is wrong, with its figures.
        do: What to do.
        effect: Whether it refuses the list or asks for a second person.
    """

    code: str
    words: str
    do: str
    effect: GateEffect


@dataclass(frozen=True, slots=True)
class ActiveCounts:
    """How many plans of this list run, before and after, and what moved between.

    Attributes:
        before: Running before.
        started: New and running.
        reappeared: Had ended or been voided, and runs again.
        ended: Ran and has ended.
        voided: Ran and was listed by mistake.
        after: Running after.
    """

    before: int
    started: int
    reappeared: int
    ended: int
    voided: int
    after: int

    @property
    def add_up(self) -> bool:
        """Say whether no plan is unaccounted for."""
        return self.before + self.started + self.reappeared - self.ended - self.voided == self.after


@dataclass(frozen=True, slots=True, repr=False)
class ImportPreview:
    """What a list would change; nothing has been written.

    Attributes:
        council: The council's code.
        kind: What every row is; `None` where a column said it.
        full: Whether it is the whole list.
        list_date: The day it was made.
        file_name: As handed over.
        sha256: Of the file.
        digest: Of the file, what was stated and everything it would change: applying asks for it back.
        counts: What became of each row.
        active: What becomes of the plans that run.
        changes: Every entry that is new, changed, reappeared, ended or voided.
        unchanged: How many entries stay as they are.
        problems: Everything wrong, row by row.
        columns: The council's header to our column.
        unknown_columns: Headers nobody could place.
        by_kind: How many rows of each kind of plan were usable.
        without_number: How many usable rows have no NHS number.
        gates: What stops it, or asks for a second person.
    """

    council: str
    kind: PlanKind | None
    full: bool
    list_date: date
    file_name: str
    sha256: str
    digest: str
    counts: RowCounts
    active: ActiveCounts
    changes: tuple[EntryChange, ...] = ()
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    by_kind: Mapping[str, int] = field(default_factory=dict)
    without_number: int = 0
    gates: tuple[Gate, ...] = ()

    def __repr__(self) -> str:
        return f"ImportPreview({self.council}, {self.list_date}, withheld)"

    def of(self, change: Change) -> tuple[EntryChange, ...]:
        """Return the entries to which this happens."""
        return tuple(line for line in self.changes if line.change is change)

    @property
    def refused(self) -> bool:
        """Say whether the list cannot be applied at all."""
        return any(gate.effect is GateEffect.REFUSES for gate in self.gates)

    @property
    def needs_second_person(self) -> bool:
        """Say whether one person alone may not apply it."""
        return any(gate.effect is GateEffect.SECOND_PERSON for gate in self.gates)


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """One list that was applied, with its reconciliation; nothing in it names a child.

    Attributes:
        id: Our own id.
        council: The council's code.
        kind: What every row was; `None` where a column said it, so that every kind is covered.
        full: Whether it was the whole list.
        list_date: The day it was made.
        as_at: When it was made, UTC; list ages count from here.
        file_name: As handed over.
        sha256: Of the file.
        applied_at: UTC.
        applied_by: As printed.
        applied_by_id: Who.
        counts: What became of each row.
        active: What became of the plans that ran.
        changed: How many entries changed and run on.
        unchanged: How many stayed as they were.
        linked: How many were linked to a record here, by number and birth.
        rechecked: How many people in the department were looked at again.
        without_number: How many rows had no NHS number.
        confirmed_by: The second person, as printed; empty where none was needed.
        gates: Codes of the gates the second person passed.
    """

    id: UUID
    council: str
    kind: PlanKind | None
    full: bool
    list_date: date
    as_at: datetime
    file_name: str
    sha256: str
    applied_at: datetime
    applied_by: str
    applied_by_id: UUID
    counts: RowCounts
    active: ActiveCounts
    changed: int = 0
    unchanged: int = 0
    linked: int = 0
    rechecked: int = 0
    without_number: int = 0
    confirmed_by: str = ""
    gates: tuple[str, ...] = ()
