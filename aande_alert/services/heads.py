"""Heads of entries: who writes, when, in which version, of whose record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.entries import Head

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.persistence.store import Transaction
    from aande_alert.security.access import SignedIn


def first_head(tx: Transaction, who: SignedIn, attendance_id: UUID, write_id: UUID) -> Head:
    """Return the head of something written for the first time, now."""
    visit = tx.attendances.get(attendance_id)
    return Head(
        id=uuid4(),
        write_id=write_id,
        version=1,
        attendance_id=attendance_id,
        person_id=visit.person_id,
        happened_at=tx.now,
        written_at=tx.now,
        by=who.staff.name,
        by_initials=who.staff.initials,
        by_id=who.staff.id,
    )


def next_head(before: Head, tx: Transaction, who: SignedIn, write_id: UUID) -> Head:
    """Return the head of the next version of something, written now."""
    return replace(
        before,
        write_id=write_id,
        version=before.version + 1,
        written_at=tx.now,
        by=who.staff.name,
        by_initials=who.staff.initials,
        by_id=who.staff.id,
        reason="",
        in_error=False,
    )
