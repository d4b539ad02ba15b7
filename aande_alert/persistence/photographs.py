"""The bytes of photographs: sealed for one child and one picture, untouched, in the record's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.tables.record import photograph_file
from aande_alert.persistence.work import Work, batches, unknown
from aande_alert.security.audit import fingerprint
from aande_alert.security.sealing import BrokenSealError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any
    from uuid import UUID

    from sqlalchemy import Row

    from aande_alert.security.keys import StoreKeys

_FILES = select(photograph_file).where(
    photograph_file.c.photo_id.in_(bindparam("ids", expanding=True)),
    photograph_file.c.kind == bindparam("kind"),
)


class PhotographStore:
    """Originals, previews and thumbnails."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, photo_id: UUID, person_id: UUID, original: bytes, preview: bytes, thumbnail: bytes) -> None:
        """Keep a photograph's bytes; the same photograph sent twice is one.

        Args:
            photo_id: The photograph's id in the record.
            person_id: Whose; opening asks for the same.
            original: As received, never changed.
            preview: For the screen and the mail copy.
            thumbnail: For lists.

        Raises:
            Refused: Another picture was kept under this id before.
        """
        held = self._work.row(_FILES, {"ids": [photo_id], "kind": "original"})
        if held is not None:
            if held.sha256 != fingerprint(original):
                what = "Another picture was kept as this photograph before."
                raise Refused(what, "Add it as a new photograph.", kept="The first one is kept.")
            return
        parts = {"original": original, "preview": preview, "thumbnail": thumbnail}
        key = self._work.keys.photographs
        rows = [
            {
                "photo_id": photo_id,
                "kind": kind,
                "person_id": person_id,
                "sha256": fingerprint(body),
                "size": len(body),
                "stored_at": self._work.now,
                "sealed": seal(key, body, _belongs_to(photo_id, person_id, kind)),
            }
            for kind, body in parts.items()
        ]
        self._work.grow(photograph_file, *rows)

    def original(self, photo_id: UUID) -> bytes:
        """Return the bytes as received.

        Raises:
            Unavailable: There are none, or they are not what was stored.
        """
        return self._one(photo_id, "original")

    def preview(self, photo_id: UUID) -> bytes:
        """Return the picture for the screen.

        Raises:
            Unavailable: There is none, or it is not what was stored.
        """
        return self._one(photo_id, "preview")

    def thumbnail(self, photo_id: UUID) -> bytes:
        """Return the small picture for a list.

        Raises:
            Unavailable: There is none, or it is not what was stored.
        """
        return self._one(photo_id, "thumbnail")

    def thumbnails(self, ids: Iterable[UUID]) -> dict[UUID, bytes]:
        """Return small pictures by id; an unknown id is left out.

        Raises:
            Unavailable: One is not what was stored.
        """
        rows = (
            row
            for some in batches(ids)
            for row in self._work.rows(_FILES, {"ids": some, "kind": "thumbnail"})
        )
        return {row.photo_id: opened(self._work.keys, row) for row in rows}

    def _one(self, photo_id: UUID, kind: str) -> bytes:
        row = self._work.row(_FILES, {"ids": [photo_id], "kind": kind})
        if row is None:
            raise unknown(thing="photograph")
        return opened(self._work.keys, row)


def opened(keys: StoreKeys, row: Row[Any]) -> bytes:
    """Return the bytes of one row, after looking that they are what was stored.

    Raises:
        Unavailable: They were altered, or belong to another child or picture.
    """
    try:
        body = unseal(keys.photographs, row.sealed, _belongs_to(row.photo_id, row.person_id, row.kind))
    except BrokenSealError:
        body = None
    if body is None or fingerprint(body) != row.sha256:
        what = "This photograph is not what was stored: it is damaged, or was changed outside the program."
        raise Unavailable(
            what, "Run verify, and take it from the newest backup.", kept="Nothing was changed."
        )
    return body


def _belongs_to(photo_id: UUID, person_id: UUID, kind: str) -> bytes:
    return b"photograph 1" + photo_id.bytes + person_id.bytes + kind.encode()
