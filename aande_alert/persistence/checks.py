"""What the councils' lists said at each look, what people made of it, and who has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from aande_alert.domain.alerts import Acknowledgement
from aande_alert.domain.plans import MatchDecision, ProtectionCheck
from aande_alert.persistence.bodies import from_text, to_text
from aande_alert.persistence.log import alert_bits
from aande_alert.persistence.records import AcknowledgementRecord, MatchRecord
from aande_alert.persistence.tables.visits import (
    acknowledgement,
    attendance,
    match_decision,
    protection_check,
)
from aande_alert.persistence.work import Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

_NEWEST_OF = (
    select(attendance.c.id, protection_check.c.body)
    .join(protection_check, protection_check.c.id == attendance.c.check_id)
    .where(attendance.c.id.in_(bindparam("ids", expanding=True)))
)
_LAST_LOOK = (
    select(protection_check.c.id)
    .where(protection_check.c.attendance_id == bindparam("id"))
    .order_by(protection_check.c.id.desc())
    .limit(1)
)
_SHOWN = (
    update(attendance)
    .where(attendance.c.id == bindparam("_id"))
    .values(check_id=bindparam("_check"), alerts=bindparam("_bits"))
)
_READ = (
    select(acknowledgement)
    .where(acknowledgement.c.attendance_id.in_(bindparam("ids", expanding=True)))
    .order_by(acknowledgement.c.id)
)
_DECIDED = (
    select(match_decision)
    .where(match_decision.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(match_decision.c.id.desc())
)


class Checks:
    """Looks at the councils' lists, decisions on possible matches, and read alerts; all of it only grows."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, attendance_id: UUID, check: ProtectionCheck) -> None:
        """Keep a look at the lists as the newest of an attendance; earlier looks stay."""
        bits = alert_bits(check)
        row = {"attendance_id": attendance_id, "at": check.at, "alerts": bits, "body": to_text(check)}
        self._work.grow(protection_check, row)
        check_id = self._work.value(_LAST_LOOK, {"id": attendance_id})
        self._work.run(_SHOWN, {"_id": attendance_id, "_check": check_id, "_bits": bits})

    def of(self, attendance_ids: Iterable[UUID]) -> dict[UUID, ProtectionCheck]:
        """Return the newest look for each attendance; one nobody has looked at is left out."""
        rows = (row for some in batches(attendance_ids) for row in self._work.rows(_NEWEST_OF, {"ids": some}))
        return {row.id: from_text(row.body, ProtectionCheck) for row in rows}

    def history_of(self, attendance_id: UUID) -> tuple[ProtectionCheck, ...]:
        """Return every look, newest first."""
        statement = select(protection_check.c.body).where(protection_check.c.attendance_id == attendance_id)
        rows = self._work.rows(statement.order_by(protection_check.c.id.desc()))
        return tuple(from_text(row.body, ProtectionCheck) for row in rows)

    def decide(self, record: MatchRecord) -> None:
        """Keep what somebody said of a possible match; earlier words stay."""
        row = {
            "person_id": record.person_id,
            "attendance_id": record.attendance_id,
            "entry_id": record.entry_id,
            "decision": record.decision.value,
            "reason": record.reason,
            "by": record.by,
            "at": record.at,
        }
        self._work.grow(match_decision, row)

    def decisions_of(self, person_id: UUID) -> tuple[MatchRecord, ...]:
        """Return what was said about a person and every record merged into them, newest first."""
        family = self._work.family_of([person_id])
        return tuple(
            MatchRecord(
                family[row.person_id],
                row.attendance_id,
                row.entry_id,
                MatchDecision(row.decision),
                row.reason,
                row.by,
                row.at,
            )
            for row in self._work.rows(_DECIDED, {"ids": [*family]})
        )

    def acknowledge(self, attendance_id: UUID, record: AcknowledgementRecord) -> None:
        """Keep that somebody read and understood an alert; the same sent twice is one."""
        sent = select(acknowledgement.c.id).where(acknowledgement.c.write_id == record.write_id)
        if self._work.row(sent) is not None:
            return
        row = {
            "write_id": record.write_id,
            "attendance_id": attendance_id,
            "entry_id": record.entry_id,
            "digest": record.digest,
            "staff_id": record.staff_id,
            "body": to_text(record.acknowledgement),
        }
        self._work.grow(acknowledgement, row)

    def acknowledgements(
        self, attendance_ids: Iterable[UUID]
    ) -> dict[UUID, tuple[AcknowledgementRecord, ...]]:
        """Return who read what in each attendance, oldest first; one nobody has read in is left out."""
        found: dict[UUID, tuple[AcknowledgementRecord, ...]] = {}
        for some in batches(attendance_ids):
            for row in self._work.rows(_READ, {"ids": some}):
                read = from_text(row.body, Acknowledgement)
                record = AcknowledgementRecord(row.digest, row.staff_id, read, row.write_id, row.entry_id)
                found[row.attendance_id] = (*found.get(row.attendance_id, ()), record)
        return found
