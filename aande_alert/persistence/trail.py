"""The audit trail in the store: lines chained at commit, read by person or subject, and looked at whole."""

from __future__ import annotations

import json
from binascii import hexlify
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from aande_alert.domain.staff import Role
from aande_alert.persistence.putting import mark
from aande_alert.persistence.records import AuditLine
from aande_alert.persistence.tables.hospital import audit, audit_head, store_mark
from aande_alert.security.audit import (
    AuditEvent,
    AuditRecord,
    ChainLine,
    ChainReport,
    Head,
    chained,
    start,
    verify_chain,
    whole_until,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from sqlalchemy import Row

    from aande_alert.persistence.work import Work

_BACKWARDS = timedelta(seconds=2)

_HEAD = select(audit_head)
_MOVE_HEAD = update(audit_head).values(
    sequence=bindparam("_sequence"), digest=bindparam("_digest"), at=bindparam("_at")
)
_OF_PERSON = (
    select(audit)
    .where(audit.c.person_id.in_(bindparam("ids", expanding=True)))
    .order_by(audit.c.sequence.desc())
    .limit(bindparam("most"))
)
_OF_SUBJECT = (
    select(audit).where(audit.c.subject_id == bindparam("subject")).order_by(audit.c.sequence.desc())
)
_NEXT = (
    "SELECT sequence, body, digest, person_id, subject_id FROM audit "
    "WHERE sequence > {} ORDER BY sequence LIMIT 2000"
)
_PERSON, _SUBJECT = b'"person":"', b'"subject":"'


_decoded = json.JSONDecoder().decode


class Trail:
    """Who did what, when; lines are written when the transaction commits."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: list[AuditRecord] = []

    def note(
        self, event: AuditEvent, person: UUID | None, subject: UUID | None, detail: dict[str, Any]
    ) -> None:
        """Put down one line, to be chained at commit."""
        self._work.must_write()
        who = self._work.who
        if who is None:
            record = AuditRecord(self._work.now, event, person=person, subject=subject, detail=detail)
        else:
            record = AuditRecord(
                at=self._work.now,
                event=event,
                staff_id=who.staff.id,
                staff=who.staff.name,
                initials=who.staff.initials,
                role=who.staff.role.value,
                workstation=who.workstation,
                visit=who.visit,
                person=person,
                subject=subject,
                detail=detail,
            )
        self._waiting.append(record)

    def write(self) -> None:
        """Chain the lines of this transaction after the last one, and count the rows that grew with them."""
        if self._work.grown:
            self.note(AuditEvent.ROWS_WRITTEN, None, None, dict(sorted(self._work.grown.items())))
        if not self._waiting:
            return
        row = self._work.row(_HEAD)
        if row is None:
            message = "the end of the audit trail is gone"
            raise LookupError(message)
        if self._work.now < row.at - _BACKWARDS:
            back = int((row.at - self._work.now).total_seconds())
            self.note(AuditEvent.CLOCK_STEPPED, None, None, {"seconds_back": back})
        records, self._waiting = self._waiting, []
        bodies = (record.canonical() for record in records)
        lines = list(chained(self._work.keys.audit, Head(row.sequence, row.digest), bodies))
        rows = [
            {
                "sequence": line.sequence,
                "body": line.body,
                "digest": line.digest,
                "person_id": record.person,
                "subject_id": record.subject,
            }
            for line, record in zip(lines, records, strict=True)
        ]
        self._work.put(audit, *rows)
        last = lines[-1]
        moved = {"_sequence": last.sequence, "_digest": last.digest, "_at": self._work.now}
        self._work.run(_MOVE_HEAD, moved)

    def of_person(self, person_id: UUID, limit: int = 500) -> tuple[AuditLine, ...]:
        """Return what was done with a person's record, and with those merged into it, newest first."""
        ids = [*self._work.family_of([person_id])] or [person_id]
        return tuple(_line(row) for row in self._work.rows(_OF_PERSON, {"ids": ids, "most": limit}))

    def of_subject(self, subject: UUID) -> tuple[AuditLine, ...]:
        """Return what was done with one thing (an attendance, a photograph, a referral), newest first."""
        return tuple(_line(row) for row in self._work.rows(_OF_SUBJECT, {"subject": subject}))

    def newest(self, limit: int = 500) -> tuple[AuditLine, ...]:
        """Return the newest lines of all."""
        return tuple(
            _line(row)
            for row in self._work.rows(select(audit).order_by(audit.c.sequence.desc()).limit(limit))
        )

    def head(self) -> tuple[int, str]:
        """Return the number of the last line and its digest, hex."""
        end = self.end()
        return end.sequence, end.digest.hex()

    def end(self) -> Head:
        """Return where the trail ends, as the store remembers it.

        Raises:
            LookupError: The store does not remember.
        """
        row = self._work.row(_HEAD)
        if row is None:
            message = "the end of the audit trail is gone"
            raise LookupError(message)
        return Head(row.sequence, bytes(row.digest))

    def verify(self, anchors: Iterable[Head] = ()) -> ChainReport:
        """Look at every line, and name the first bad one.

        Args:
            anchors: Ends that were kept elsewhere.
        """
        key, kept = self._work.keys.audit, tuple(anchors)
        head, looked = start(key, self._work.value(select(store_mark.c.store))), 0
        end = self.end()
        for rows in self._pieces():
            last = rows[-1][0]
            here = [anchor for anchor in kept if head.sequence < anchor.sequence <= last]
            good = None if here else whole_until(key, head, _agreeing(rows))
            if good is None:
                report = verify_chain(key, head, _lines(rows), anchors=here)
                if not report.holds:
                    return replace(report, lines=looked + report.lines)
                good = report.head
            head, looked = good, looked + len(rows)
        return replace(verify_chain(key, head, (), until=end, anchors=kept), lines=looked)

    def bodies(self) -> Iterator[bytes]:
        """Yield the bytes of every line, in order, a piece of the trail at a time."""
        for rows in self._pieces():
            for row in rows:
                yield bytes(row[1])

    def _pieces(self) -> Iterator[Sequence[Any]]:
        """Yield lines as the driver has them, a few thousand at a time: a trail is longer than memory."""
        question = _NEXT.format(mark(self._work.connection.dialect))
        after = -1
        while rows := self._work.told(question, (after,)):
            after = rows[-1][0]
            yield rows


def _agreeing(rows: Sequence[Any]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield lines whose columns are those their bytes name; it stops short of the first that may differ."""
    for sequence, body, digest, person, subject in rows:
        line = bytes(body)
        if not (_names(line, _PERSON, person) and _names(line, _SUBJECT, subject)):
            yield sequence, b"", digest
            return
        yield sequence, line, bytes(digest)


def _names(line: bytes, name: bytes, value: Any) -> bool:  # noqa: ANN401 - bytes or an id, by engine
    """Say whether a line plainly has this id, or none; where in doubt it is read in full."""
    if value is None:
        return name not in line
    return name + hexlify(value if isinstance(value, bytes) else value.bytes) + b'"' in line


def _lines(rows: Sequence[Any]) -> Iterator[ChainLine]:
    for sequence, body, digest, person, subject in rows:
        yield ChainLine(sequence, _body_of(bytes(body), person, subject), bytes(digest))


def _body_of(body: bytes, person: Any, subject: Any) -> bytes:  # noqa: ANN401 - bytes or ids, by engine
    """Return a line's bytes; nothing of them where the columns it is found by say something else."""
    try:
        told = _decoded(body.decode())
    except ValueError:
        return body
    if not isinstance(told, dict):
        return body
    return body if (told.get("person"), told.get("subject")) == (_hex(person), _hex(subject)) else b""


def _hex(value: Any) -> str | None:  # noqa: ANN401 - bytes or an id, by engine
    if value is None:
        return None
    return str(value.hex() if isinstance(value, bytes) else value.hex)


def _line(row: Row[Any]) -> AuditLine:
    told = AuditRecord.read(bytes(row.body))
    return AuditLine(
        sequence=row.sequence,
        at=told.at,
        event=told.event,
        staff_id=told.staff_id,
        who=told.staff,
        initials=told.initials,
        role=Role(told.role).words if told.role else "",
        workstation=told.workstation,
        person=told.person,
        subject=told.subject,
        detail=told.detail,
    )
