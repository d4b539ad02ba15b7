"""Referrals: how far each has come, every move kept, and the documents as they were signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.referral import ReferralLine, ReferralState, ReferralStep
from aande_alert.persistence.tables.people import person
from aande_alert.persistence.tables.record import referral, referral_document, referral_number, referral_step
from aande_alert.persistence.work import Work, changed_meanwhile, unknown
from aande_alert.security.audit import fingerprint
from aande_alert.security.sealing import BrokenSealError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy import Row, Select

    from aande_alert.security.keys import StoreKeys

_PLAIN = ("reference", "attendance_id", "person_id", "council", "due_at", "due_words", "version")
_OVER = (ReferralState.CLOSED.value,)

_WITH_ROOT = select(referral, person.c.root_id).join(person, person.c.id == referral.c.person_id)
_STEPS = (
    select(referral_step)
    .where(referral_step.c.referral_id.in_(bindparam("ids", expanding=True)))
    .order_by(referral_step.c.referral_id, referral_step.c.place)
)


class ReferralStore:
    """Every referral of this hospital."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, line: ReferralLine) -> None:
        """Add a referral; the same sent twice is one."""
        if self._work.row(select(referral.c.id).where(referral.c.id == line.id)) is not None:
            return
        changed = {"changed_at": self._work.now, "changed_by": self._work.by}
        self._work.put(referral, {**_values(line), "id": line.id, **changed})
        self._add_steps(line, 0)

    def get(self, referral_id: UUID) -> ReferralLine:
        """Return one referral.

        Raises:
            Unavailable: There is none with this id.
        """
        found = self._lines(_WITH_ROOT.where(referral.c.id == referral_id))
        if not found:
            raise unknown(thing="referral")
        return found[0]

    def update(self, line: ReferralLine) -> ReferralLine:
        """Move a referral on and return it at its next version; its earlier moves must stand as they were.

        Raises:
            ChangedMeanwhile: Somebody else moved it first.
            Refused: An earlier move was left out or altered.
            Unavailable: There is none with this id.
        """
        before = self.get(line.id)
        if line.version == before.version and line.steps[: len(before.steps)] != before.steps:
            what = "An earlier move of this referral would be lost."
            raise Refused(what, "Open the referral again.", kept="Nothing was changed.")
        values = _values(line)
        del values["person_id"], values["attendance_id"], values["reference"]
        if not self._work.version_moved(referral, line.id, line.version, values):
            row = self._work.row(_WITH_ROOT.where(referral.c.id == line.id))
            raise changed_meanwhile(row, before, thing="referral") if row else unknown(thing="referral")
        self._add_steps(line, len(before.steps))
        return self.get(line.id)

    def of_person(self, person_id: UUID) -> tuple[ReferralLine, ...]:
        """Return a person's referrals, and those of records merged into them, newest first."""
        ids = [*self._work.family_of([person_id])]
        return self._lines(_WITH_ROOT.where(referral.c.person_id.in_(ids)))

    def of_attendance(self, attendance_id: UUID) -> tuple[ReferralLine, ...]:
        """Return the referrals that arose from a visit, newest first."""
        return self._lines(_WITH_ROOT.where(referral.c.attendance_id == attendance_id))

    def open(self) -> tuple[ReferralLine, ...]:
        """Return every referral that is not closed, what is due first first."""
        found = self._lines(_WITH_ROOT.where(referral.c.state.not_in(_OVER)))
        return tuple(sorted(found, key=lambda line: (line.due_at is None, line.due_at, line.reference)))

    def next_reference(self, prefix: str, year: int) -> str:
        """Return the next reference of a year, `CVH-2026-01187`; none is given twice."""
        one = (referral_number.c.prefix == bindparam("_prefix"), referral_number.c.year == bindparam("_year"))
        key = {"_prefix": prefix, "_year": year}
        last = self._work.value(select(referral_number.c.last).where(*one), key)
        if last is None:
            self._work.put(referral_number, {"prefix": prefix, "year": year, "last": 1})
        else:
            self._work.run(update(referral_number).where(*one).values(last=referral_number.c.last + 1), key)
        return f"{prefix}-{year}-{(last or 0) + 1:05d}"

    def put_document(self, referral_id: UUID, version: int, body: bytes, sha256: str, kind: str) -> None:
        """Keep a document as it was made; the same sent twice is one.

        Args:
            referral_id: Of which referral.
            version: 1, 2, ...
            body: The PDF.
            sha256: Its SHA-256, as printed elsewhere.
            kind: `evidence` or `mail`.

        Raises:
            Refused: Another document was kept under this version, or the digest is not the document's.
        """
        if fingerprint(body) != sha256:
            what = "The document is not what its digest says."
            raise Refused(what, "Make the document again.", kept="Nothing was changed.")
        held = self._document(referral_id, version, kind)
        if held is not None:
            if held.sha256 != sha256:
                what = f"Version {version} of this referral was kept before and is another document."
                raise Refused(what, "Make a new version.", kept="The first one is kept.")
            return
        row = {
            "referral_id": referral_id,
            "version": version,
            "kind": kind,
            "sha256": sha256,
            "size": len(body),
            "stored_at": self._work.now,
            "sealed": seal(self._work.keys.photographs, body, _belongs_to(referral_id, version, kind)),
        }
        self._work.grow(referral_document, row)

    def document(self, referral_id: UUID, version: int, kind: str) -> bytes:
        """Return a document as it was made.

        Raises:
            Unavailable: There is none, or it is not what was stored.
        """
        row = self._document(referral_id, version, kind)
        if row is None:
            raise unknown(thing="document")
        return opened_document(self._work.keys, row)

    def newest_document(self, referral_id: UUID, kind: str) -> tuple[int, bytes] | None:
        """Return the newest version of a document and its bytes; `None` where none was made."""
        newest = select(referral_document.c.version).where(
            referral_document.c.referral_id == referral_id, referral_document.c.kind == kind
        )
        version = self._work.value(newest.order_by(referral_document.c.version.desc()).limit(1))
        return None if version is None else (version, self.document(referral_id, version, kind))

    def _document(self, referral_id: UUID, version: int, kind: str) -> Row[Any] | None:
        statement = select(referral_document).where(
            referral_document.c.referral_id == referral_id,
            referral_document.c.version == version,
            referral_document.c.kind == kind,
        )
        return self._work.row(statement)

    def _lines(self, statement: Select[Any]) -> tuple[ReferralLine, ...]:
        rows = self._work.rows(statement.order_by(referral.c.reference.desc()))
        steps: dict[UUID, list[ReferralStep]] = {row.id: [] for row in rows}
        for step in self._work.rows(_STEPS, {"ids": list(steps)}):
            steps[step.referral_id].append(
                ReferralStep(ReferralState(step.state), step.at, step.by, step.words)
            )
        return tuple(_line(row, steps[row.id]) for row in rows)

    def _add_steps(self, line: ReferralLine, known: int) -> None:
        rows: list[Mapping[str, Any]] = [
            {
                "referral_id": line.id,
                "place": place,
                "state": step.state.value,
                "at": step.at,
                "by": step.by,
                "words": step.words,
            }
            for place, step in enumerate(line.steps)
            if place >= known
        ]
        self._work.grow(referral_step, *rows)


def opened_document(keys: StoreKeys, row: Row[Any]) -> bytes:
    """Return the bytes of one document's row, after looking that they are what was stored.

    Raises:
        Unavailable: They were altered, or belong to another referral or version.
    """
    belongs_to = _belongs_to(row.referral_id, row.version, row.kind)
    try:
        body = unseal(keys.photographs, row.sealed, belongs_to)
    except BrokenSealError:
        body = None
    if body is None or fingerprint(body) != row.sha256:
        what = "This document is not what was stored: it is damaged, or was changed outside the program."
        raise Unavailable(
            what, "Run verify, and take it from the newest backup.", kept="Nothing was changed."
        )
    return body


def _belongs_to(referral_id: UUID, version: int, kind: str) -> bytes:
    return b"document 1" + referral_id.bytes + version.to_bytes(4, "big") + kind.encode()


def _values(line: ReferralLine) -> dict[str, Any]:
    return {**{name: getattr(line, name) for name in _PLAIN}, "state": line.state.value}


def _line(row: Row[Any], steps: list[ReferralStep]) -> ReferralLine:
    plain = {name: getattr(row, name) for name in _PLAIN if name != "person_id"}
    return ReferralLine(
        id=row.id, person_id=row.root_id, state=ReferralState(row.state), steps=tuple(steps), **plain
    )
