"""Photographs without a window: taken in from files, packed for court, a package verified."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aande_alert.cli.stores import opened, signed_in
from aande_alert.cli.talking import DONE, NO, show
from aande_alert.documents.photo_verifier import look_at
from aande_alert.domain.answers import Given
from aande_alert.domain.errors import Refused, Trouble, Unavailable
from aande_alert.domain.photographs import ConsentBasis, Frame, NewPhotograph, PhotoConsent, PhotoSource
from aande_alert.persistence.durable import durable_write
from aande_alert.services.photographs import read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import IO
    from uuid import UUID

    from aande_alert.cli.arguments import Asked
    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services

_CLINICIAN = "bhatt"
_CHUNK = 1024 * 1024


def take_in(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Keep each file as a photograph of an attendance, or say why not; one that is refused stops no other.

    With `--json` each line is an object: `file`, `result` (`stored` or `refused`), and `sha256`, `number`,
    `id` and `warnings`, or `why`.
    """
    kept = True
    with opened(asked, clock) as services:
        who = signed_in(asked, services, stands_ready=_CLINICIAN)
        visit = services.records.visit_named(who, asked.more["attendance"])
        if asked.more["consent_by"]:
            services.photographs.consent(who, visit, _consent(asked, who, clock()), uuid4())
        for path in asked.more["files"]:
            told = _kept(services, who, visit, path, asked)
            words = f"{told['file']}: {told['result']}. {told.get('why') or told['sha256']}"
            show(asked, told, words)
            kept = kept and told["result"] == "stored"
    return DONE if kept else NO


def _consent(asked: Asked, who: SignedIn, now: datetime) -> PhotoConsent:
    return PhotoConsent(
        basis=ConsentBasis.BEST_INTERESTS if asked.more["best_interests"] else ConsentBasis.GIVEN,
        by=asked.more["consent_by"],
        how=asked.more["consent_how"] or "",
        to=who.staff.name,
        at=now,
        for_record=Given(value=True),
    )


def _kept(services: Services, who: SignedIn, visit: UUID, path: Path, asked: Asked) -> dict[str, Any]:
    try:
        read = read_picture(path)
        new = NewPhotograph(read.body, read.file_name, Frame.OTHER, source=PhotoSource(asked.more["source"]))
        entry = services.photographs.add(who, visit, new, uuid4(), seen=read.seen).value
    except Trouble as trouble:
        return {"file": path.name, "result": "refused", "why": trouble.sentence()}
    photo = entry.body
    return {
        "file": path.name,
        "result": "stored",
        "sha256": photo.sha256,
        "number": photo.number,
        "id": str(entry.head.id),
        "warnings": list(photo.warnings),
    }


def pack(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Write the court package of an attendance, and print the fingerprint to give by another way.

    Raises:
        Refused: There is something under that name already, no purpose, or no picture.
    """
    out: Path = asked.out
    if out.exists():
        what = f"{out.name} is there already."
        raise Refused(what, "Choose another name.", kept="It was not touched; nothing was exported.")
    with opened(asked, clock) as services, tempfile.TemporaryFile() as made:
        who = signed_in(asked, services, stands_ready=_CLINICIAN)
        visit = services.records.visit_named(who, asked.more["attendance"])
        fingerprint = services.packages.pack(who, visit, asked.more["purpose"], made)
        made.seek(0)
        durable_write(out, _pieces(made))
    told = {"file": str(out), "fingerprint": fingerprint}
    show(asked, told, f"{out}\nFingerprint, to be given by another way: {fingerprint}")
    return DONE


def _pieces(made: IO[bytes]) -> Iterator[bytes]:
    while piece := made.read(_CHUNK):
        yield piece


def verify(asked: Asked, _clock: Callable[[], datetime]) -> int:
    """Say whether a package is byte for byte as it was packed; whatever differs is named. Needs no store.

    Raises:
        Unavailable: The file cannot be read.
    """
    package: Path = asked.more["package"]
    try:
        troubles, found = look_at(package, asked.more["fingerprint"] or "")
    except OSError as trouble:
        what = f"{package.name} cannot be read."
        raise Unavailable(what, "Check that it is there and may be read.") from trouble
    words = "\n".join(f"DIFFERS  {trouble}" for trouble in troubles)
    told = {"holds": not troubles, "fingerprint": found, "differs": troubles}
    show(asked, told, words or f"Yes. Everything is as it was packed. Fingerprint {found}")
    return NO if troubles else DONE
