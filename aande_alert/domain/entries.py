"""The clinical record only grows: every entry has a head, a version and, when amended, a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """When, by whom and in what version something was written down.

    Attributes:
        id: The subject's id; the same for every version of one account, injury or answer.
        write_id: Made by the client; the same write sent twice is one write.
        version: 1 for what was first written.
        attendance_id: The visit it belongs to.
        person_id: Whose record it is in.
        happened_at: When it happened or was said, UTC; as near as anybody knows.
        written_at: When it was written down, UTC.
        by: Who wrote it, as printed.
        by_initials: Beside the entry.
        by_id: Who wrote it.
        reason: Why it was amended or entered in error; empty for a first version.
        in_error: Entered in error: hidden from the page and kept.
    """

    id: UUID
    write_id: UUID
    version: int
    attendance_id: UUID
    person_id: UUID
    happened_at: datetime
    written_at: datetime
    by: str
    by_initials: str
    by_id: UUID
    reason: str = ""
    in_error: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One version of something in the record."""

    head: Head
    body: T
