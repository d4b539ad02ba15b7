"""The court package: every photograph of a visit as received, its hash, and everything done with it."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING, Any

from aande_alert.documents.photo_package import PackedPicture, write_package
from aande_alert.domain.errors import Refused
from aande_alert.domain.wording import show_birth
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.hospital import hospital_of
from aande_alert.services.permission import need
from aande_alert.services.photographs import custody_of

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.entries import Entry
    from aande_alert.domain.people import Person
    from aande_alert.domain.photographs import Photograph
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.security.access import SignedIn

_FORMAT = "aande_alert photographs 1"


class CourtPackages:
    """Packs the photographs of one attendance for police or court."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def pack(self, who: SignedIn, attendance_id: UUID, purpose: str, out: IO[bytes]) -> str:
        """Write a package, and one line of custody for each picture in it.

        Args:
            who: Who takes the pictures out.
            attendance_id: Whose visit; pictures entered in error are not part of it.
            purpose: What it is for and for whom.
            out: A file that can be written and sought.

        Returns:
            The fingerprint, which the receiver is told by another way.

        Raises:
            Refused: No purpose was given, there is no picture, or their role may not export.
        """
        need(self._store, who, May.PHOTOGRAPH_EXPORT)
        if not purpose.strip():
            what = "Taking pictures out of the store needs a purpose."
            raise Refused(what, "Say what it is for and for whom.", kept="Nothing was exported.")
        with self._store.transaction(who) as tx:
            entries = tx.entries.newest(attendance_id, "photograph")
            if not entries:
                what = "No photograph is kept of this attendance."
                raise Refused(
                    what, "Choose the attendance whose pictures are wanted.", kept="Nothing was exported."
                )
            for entry in entries:
                tx.note(
                    AuditEvent.PHOTOGRAPH_EXPORTED,
                    person=entry.head.person_id, subject=entry.head.id, why=purpose.strip()[:200],
                )  # fmt: skip
        checkpoint = self._store.checkpoint().signed(self._store.keys.checkpoints)
        with self._store.reading() as tx:
            visit = tx.attendances.get(attendance_id)
            about = _about(tx, who, visit, tx.people.get(visit.person_id), purpose)
            return write_package(out, about, checkpoint, [_packed(tx, entry) for entry in entries])


def _about(tx: Transaction, who: SignedIn, visit: Attendance, person: Person, purpose: str) -> dict[str, Any]:
    hospital = hospital_of(tx)
    return {
        "format": _FORMAT,
        "hospital": hospital.words(),
        "packed_at": tx.now,
        "packed_by": who.staff.name,
        "purpose": purpose.strip(),
        "child": {
            "name": person.name.shown(),
            "born": show_birth(person.birth),
            "nhs_number": person.nhs.number.shown() if person.nhs else "not known",
        },
        "attendance": {
            "id": visit.id,
            "number": visit.visit_number.partition("^")[0],
            "arrived_at": visit.arrived_at,
        },
    }


def _packed(tx: Transaction, entry: Entry[Photograph]) -> PackedPicture:
    photo = entry.body
    told = {
        "number": photo.number,
        "id": entry.head.id,
        "sha256": photo.sha256,
        "size": photo.size,
        "media_type": photo.media_type,
        "file_name_as_received": photo.file_name,
        "received_at": photo.received_at,
        "taken_at_by_the_camera": photo.taken_at,
        "taken_by": photo.taken_by,
        "source": photo.source.words,
        "frame": photo.frame.words,
        "caption": photo.caption,
    }
    uses = tuple(
        (line.at.isoformat(), line.words, line.by_initials) for line in custody_of(tx, entry.head.id)
    )
    return PackedPicture(told, photo.file_name, uses, partial(tx.photographs.original, entry.head.id))
