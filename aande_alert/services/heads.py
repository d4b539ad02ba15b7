"""Heads of entries: who writes, when, in which version, of whose record; the same write sent twice is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from aande_alert.domain.entries import Head

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.entries import Entry
    from aande_alert.persistence.store import Transaction
    from aande_alert.security.access import SignedIn


def first_head(tx: Transaction, who: SignedIn, attendance_id: UUID, write_id: UUID) -> Head:
    """Return the head of something written for the first time, now.

    Its id follows from the write, so that a write repeated after a commit in doubt makes the same entry.
    """
    visit = tx.attendances.get(attendance_id)
    return Head(
        id=uuid5(NAMESPACE_OID, f"aande_alert entry {write_id}"),
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


def next_head(before: Head, tx: Transaction, who: SignedIn, write_id: UUID, reason: str) -> Head:
    """Return the head of the next version of something, written now.

    A write sent before gets the same version again.

    Args:
        before: The version that stands.
        tx: The transaction.
        who: Who writes.
        write_id: Made by the client.
        reason: Why there is another version; the store keeps none without.
    """
    return replace(
        before,
        write_id=write_id,
        version=before.version if before.write_id == write_id else before.version + 1,
        written_at=tx.now,
        by=who.staff.name,
        by_initials=who.staff.initials,
        by_id=who.staff.id,
        reason=reason,
        in_error=False,
    )


def written_before(tx: Transaction, attendance_id: UUID, kind: str, write_id: UUID) -> Entry[Any] | None:
    """Return what this very write made when it was sent before; `None` where it was not."""
    entries = tx.entries.newest(attendance_id, kind, in_error=True)
    return next((entry for entry in entries if entry.head.write_id == write_id), None)
