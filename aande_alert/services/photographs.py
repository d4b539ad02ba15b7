"""Photographs: consent first, the original kept bit for bit, every look written down."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from aande_alert.documents.pictures import MOST_BYTES, look
from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.entries import Entry
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.domain.photographs import ConsentBasis, CustodyLine, Frame, Photograph, PhotoSource
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent
from aande_alert.services.heads import first_head, next_head, written_before
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from aande_alert.documents.pictures import PictureFacts, SeenPicture
    from aande_alert.domain.photographs import NewPhotograph, PhotoConsent
    from aande_alert.domain.regions import BodyRegions
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.security.access import SignedIn

_CHANGED = frozenset({Topic.PHOTOGRAPHS, Topic.ASSESSMENT})
_SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif"}
_CUSTODY_WORDS = {
    AuditEvent.PHOTOGRAPH_ADDED: "Received, sealed with its hash",
    AuditEvent.PHOTOGRAPH_SEEN: "Uncovered, hash checked: same",
    AuditEvent.PHOTOGRAPH_EXPORTED: "Original exported",
    AuditEvent.PHOTOGRAPH_PRINTED: "Printed in a referral",
    AuditEvent.ENTERED_IN_ERROR: "Entered in error: hidden and kept",
}


class Photographs:
    """Clinical photographs of one attendance."""

    def __init__(self, store: Store, regions: BodyRegions) -> None:
        self._store = store
        self._regions = regions

    def consent(
        self, who: SignedIn, attendance_id: UUID, consent: PhotoConsent, write_id: UUID
    ) -> Outcome[None]:
        """Record who agreed to pictures and for what, who refused, or why they are in the best interests.

        Raises:
            Refused: The name of whoever decided is missing, or best interests has no reason.
        """
        need(self._store, who, May.PHOTOGRAPH_WRITE)
        if not consent.by.strip() or not consent.how.strip():
            what = "Consent needs the name of who gave or refused it, and how."
            raise Refused(what, "Fill in both.", kept="What you typed is still here.")
        with self._store.transaction(who) as tx:
            head = first_head(tx, who, attendance_id, write_id)
            tx.entries.append("consent", Entry(head, consent))
            tx.note(
                AuditEvent.CONSENT_RECORDED, person=head.person_id, subject=head.id, basis=consent.basis.value
            )
        return Outcome(None, _CHANGED)

    def add(
        self,
        who: SignedIn,
        attendance_id: UUID,
        new: NewPhotograph,
        write_id: UUID,
        *,
        seen: SeenPicture | None = None,
    ) -> Outcome[Entry[Photograph]]:
        """Keep a picture: the bytes as they came, a copy for the screen, and its record, all or nothing.

        Args:
            who: Who adds it.
            attendance_id: The visit.
            new: The picture and what it shows.
            write_id: Made by the client; the same write sent twice is one photograph.
            seen: What `read_picture` found in these very bytes; looked into here where it is not given.

        Raises:
            Refused: There is no consent or it was refused, the region must not be photographed, or the
                file is not a picture that can be kept.
        """
        need(self._store, who, May.PHOTOGRAPH_WRITE)
        looked = seen or look(new.body)
        with self._store.transaction(who) as tx:
            known = written_before(tx, attendance_id, "photograph", write_id)
            if known is not None:
                return Outcome(known, _CHANGED)
            self._check(tx, attendance_id, new)
            taken_at = looked.facts.taken_at
            head = replace(first_head(tx, who, attendance_id, write_id), happened_at=taken_at or tx.now)
            number = tx.entries.next_number(attendance_id, "photograph")
            entry = Entry(head, _record(new, looked.facts, number, who, head.written_at))
            _refuse_twice(tx, attendance_id, entry.body)
            tx.photographs.put(head.id, head.person_id, new.body, looked.preview, looked.thumbnail)
            tx.entries.append("photograph", entry)
            tx.note(AuditEvent.PHOTOGRAPH_ADDED, person=head.person_id, subject=head.id, number=number)
        return Outcome(entry, _CHANGED)

    def _check(self, tx: Transaction, attendance_id: UUID, new: NewPhotograph) -> None:
        consents = tx.entries.newest(attendance_id, "consent")
        if not consents:
            what = "No picture can be kept before consent or best interests is recorded."
            raise Refused(
                what, "Record it first; the picture has not left its file.", kept="Nothing was stored."
            )
        newest = max(consents, key=lambda entry: entry.head.written_at)
        if newest.body.basis is ConsentBasis.REFUSED:
            what = "Pictures were refused, and that is respected."
            do = "Describe the injury in words, or ask a senior about best interests."
            raise Refused(what, do, kept="Nothing was stored.")
        if new.injury_id is not None:
            mark = tx.entries.get(new.injury_id)[-1]
            if mark.head.attendance_id != attendance_id:
                what = "That mark belongs to another attendance."
                raise Refused(what, "Choose a mark of this child.", kept="Nothing was stored.")
            if self._regions.region(mark.body.region).intimate:
                what = "This part of the body is not photographed here."
                do = "Describe it in words; the specialist service takes pictures."
                raise Refused(what, do, kept="Nothing was stored.")

    def thumbnails(self, who: SignedIn, attendance_id: UUID) -> dict[UUID, bytes]:
        """Return small copies of an attendance's photographs, by id; they stay covered until pressed."""
        need(self._store, who, May.PHOTOGRAPH_READ)
        with self._store.reading() as tx:
            ids = [entry.head.id for entry in tx.entries.newest(attendance_id, "photograph")]
            return dict(tx.photographs.thumbnails(ids))

    def picture(self, who: SignedIn, photo_id: UUID) -> bytes:
        """Return a copy for the screen, JPEG, after checking that the original is unchanged.

        Raises:
            Unavailable: The original does not match its hash; the tile says so.
        """
        need(self._store, who, May.PHOTOGRAPH_READ)
        with self._store.transaction(who) as tx:
            entry = tx.entries.get(photo_id)[-1]
            tx.photographs.original(photo_id)
            body: bytes = tx.photographs.preview(photo_id)
            tx.note(AuditEvent.PHOTOGRAPH_SEEN, person=entry.head.person_id, subject=photo_id)
        return body

    def original(self, who: SignedIn, photo_id: UUID, purpose: str) -> bytes:
        """Return the bytes as received, for an export somebody has a purpose for.

        Raises:
            Refused: No purpose was given, or their role may not export.
        """
        need(self._store, who, May.PHOTOGRAPH_EXPORT)
        if not purpose.strip():
            what = "Taking a picture out of the store needs a purpose."
            raise Refused(what, "Say what it is for and for whom.", kept="Nothing was exported.")
        with self._store.transaction(who) as tx:
            entry = tx.entries.get(photo_id)[-1]
            body: bytes = tx.photographs.original(photo_id)
            tx.note(
                AuditEvent.PHOTOGRAPH_EXPORTED,
                person=entry.head.person_id, subject=photo_id, why=purpose.strip()[:200],
            )  # fmt: skip
        return body

    def custody(self, who: SignedIn, photo_id: UUID) -> tuple[CustodyLine, ...]:
        """Return everything that was ever done with a photograph, oldest first, from the audit trail."""
        need(self._store, who, May.PHOTOGRAPH_READ)
        with self._store.reading() as tx:
            return custody_of(tx, photo_id)

    def enter_in_error(self, who: SignedIn, photo_id: UUID, reason: str, write_id: UUID) -> Outcome[None]:
        """Hide a photograph kept by mistake; nothing is deleted.

        Raises:
            Refused: No reason was given.
        """
        need(self._store, who, May.PHOTOGRAPH_WRITE)
        if not reason.strip():
            what = "Hiding a photograph needs a reason."
            raise Refused(what, "Say in a few words why.", kept="The photograph is still shown.")
        with self._store.transaction(who) as tx:
            newest = tx.entries.get(photo_id)[-1]
            head = replace(next_head(newest.head, tx, who, write_id, reason.strip()), in_error=True)
            tx.entries.append("photograph", Entry(head, newest.body))
            tx.note(AuditEvent.ENTERED_IN_ERROR, person=head.person_id, subject=photo_id, kind="photograph")
        return Outcome(None, _CHANGED)


def custody_of(tx: Transaction, photo_id: UUID) -> tuple[CustodyLine, ...]:
    """Return everything that was ever done with a photograph, oldest first."""
    lines = sorted(tx.trail.of_subject(photo_id), key=lambda line: line.sequence)
    return tuple(
        CustodyLine(line.at, _CUSTODY_WORDS.get(line.event, line.event.value), line.initials)
        for line in lines
    )


def _record(
    new: NewPhotograph, facts: PictureFacts, number: int, who: SignedIn, received_at: datetime
) -> Photograph:
    warnings = facts.warnings
    if new.frame is Frame.CLOSE:
        warnings = (*warnings, "No scale in this frame: take one with the scale beside it.")
    return Photograph(
        number=number,
        frame=new.frame,
        injury_id=new.injury_id,
        file_name=bare_name(new.file_name),
        media_type=facts.media_type,
        sha256=hashlib.sha256(new.body).hexdigest(),
        size=len(new.body),
        width=facts.width,
        height=facts.height,
        received_at=received_at,
        taken_by=who.staff.name if new.source is PhotoSource.TAKEN_HERE else "Not known",
        orientation=facts.orientation,
        taken_at=facts.taken_at,
        source=new.source,
        caption=new.caption,
        warnings=warnings,
    )


def bare_name(file_name: str) -> str:
    """Return a file's name without any folder, whichever system wrote it."""
    return PureWindowsPath(PurePath(file_name).name).name


def _refuse_twice(tx: Transaction, attendance_id: UUID, new: Photograph) -> None:
    """Refuse the same bytes for the same mark; one picture may still show two marks."""
    for entry in tx.entries.newest(attendance_id, "photograph"):
        if (entry.body.sha256, entry.body.injury_id) == (new.sha256, new.injury_id):
            what = f"This picture is already here as photograph {entry.body.number}."
            raise Refused(what, "Choose another.", kept="It was not stored a second time.")


@dataclass(frozen=True, slots=True, repr=False)
class ReadPicture:
    """A file that is a picture: its name, its bytes as they came, and what was found in them."""

    file_name: str
    body: bytes
    seen: SeenPicture

    def __repr__(self) -> str:
        return "ReadPicture(withheld)"


def read_picture(path: Path) -> ReadPicture:
    """Read a picture's file and look into it; touches no store, so it can run beside it.

    Raises:
        Refused: It is not a picture that can be kept.
        Unavailable: The file cannot be read, as when a card was pulled out.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            what = "This file is larger than 40 MB."
            raise Refused(what, "Choose the picture as the camera made it.", kept="Nothing was stored.")
        body = path.read_bytes()
    except OSError as error:
        what = "This file could not be read."
        raise Unavailable(
            what, "Put the card back, or copy the file here first.", kept="Nothing was stored."
        ) from error
    return ReadPicture(bare_name(path.name), body, look(body))


def pictures_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may be pictures, by name; what lies deeper is left alone.

    Raises:
        Unavailable: The folder cannot be read.
    """
    try:
        found = [one for one in folder.iterdir() if one.is_file() and one.suffix.lower() in _SUFFIXES]
    except OSError as error:
        what = "This folder could not be read."
        raise Unavailable(what, "Put the card back, or choose another folder.") from error
    return tuple(sorted(found, key=lambda one: one.name.lower()))
