"""Reviews of attendances by the safeguarding nurse; each stays, the newest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update

from aande_alert.domain.review import Review, ReviewEntry
from aande_alert.persistence.tables.visits import attendance, review
from aande_alert.persistence.work import Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

_OF = select(review).where(review.c.attendance_id.in_(bindparam("ids", expanding=True))).order_by(review.c.id)
_SENT = select(review.c.id).where(review.c.write_id == bindparam("write"))
_SHOWN = update(attendance).where(attendance.c.id == bindparam("_id")).values(review=bindparam("_review"))


class Reviews:
    """Every review of every attendance."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def append(self, attendance_id: UUID, made: ReviewEntry, write_id: UUID | None = None) -> None:
        """Add a review; the same write sent twice is one.

        Args:
            attendance_id: Of what.
            made: The review.
            write_id: Made by the client; `None` where a retry cannot be.
        """
        sent = write_id or uuid4()
        if self._work.row(_SENT, {"write": sent}) is not None:
            return
        row = {
            "write_id": sent,
            "attendance_id": attendance_id,
            "review": made.review.value,
            "note": made.note,
            "by": made.by,
            "by_initials": made.by_initials,
            "at": made.at,
        }
        self._work.grow(review, row)
        self._work.run(_SHOWN, {"_id": attendance_id, "_review": made.review.value})

    def newest(self, ids: Iterable[UUID]) -> dict[UUID, ReviewEntry]:
        """Return the newest review of each attendance; one nobody has reviewed is left out."""
        rows = (row for some in batches(ids) for row in self._work.rows(_OF, {"ids": some}))
        return {row.attendance_id: _review(row) for row in rows}

    def of(self, attendance_id: UUID) -> tuple[ReviewEntry, ...]:
        """Return every review of an attendance, oldest first."""
        return tuple(_review(row) for row in self._work.rows(_OF, {"ids": [attendance_id]}))


def _review(row: Row[Any]) -> ReviewEntry:
    return ReviewEntry(Review(row.review), row.note, row.by, row.by_initials, row.at)
