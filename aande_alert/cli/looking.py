"""Looking at what is kept: the audit trail, the whole store, a signed copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.cli.stores import opened, signed_in
from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.persistence.durable import durable_write
from aande_alert.security.audit import AuditEvent
from aande_alert.security.checkpoints import Checkpoint
from aande_alert.services.handed_over import read_handed_over

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.security.audit import Head
    from aande_alert.services.bundle import Services


def verify_audit(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Follow the chain from its first line to its last, against an exported anchor where one is given."""
    with opened(asked, clock) as services:
        anchors = _anchors(asked.more["anchor"], services)
        with services.store.reading() as tx:
            report = tx.trail.verify(anchors)
    told = {
        "holds": report.holds,
        "lines": report.lines,
        "first_bad": report.first_bad,
        "words": report.words,
    }
    show(asked, told, f"{'Yes' if report.holds else 'NO'}. {report.words}")
    return DONE if report.holds else NO


def write_anchor(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Print a signed checkpoint, or write it, to be kept away from the store."""
    with opened(asked, clock) as services:
        with services.store.transaction() as tx:
            tx.note(AuditEvent.AUDIT_ANCHORED)
        text = services.store.checkpoint().signed(services.store.keys.checkpoints)
    out = asked.more["anchor_file"]
    if out:
        durable_write(out, text.encode("utf-8"))
    say(text)
    return DONE


def verify_store(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Look at everything: file, cipher, references, trail, seals, pictures, counts."""
    with opened(asked, clock) as services:
        who = signed_in(asked, services)
        report = services.administration.verify(who)
    told = {"good": report.good, "checkpoint": report.checkpoint, "counts": dict(report.counts)}
    told["lines"] = [{"name": line.name, "good": line.good, "words": line.words} for line in report.lines]
    show(asked, told, report.words())
    return DONE if report.good else NO


def verify_referral(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Say whether a copy of a referral is as it was signed."""
    body = read_handed_over(asked.more["file"])
    with opened(asked, clock) as services:
        report = services.signing.look_at(body)
    told = {
        "holds": report.holds,
        "signed": report.signed,
        "intact": report.intact,
        "trusted": report.trusted,
        "signer": report.signer,
        "signed_at": report.signed_at,
        "sha256": report.sha256,
        "words": list(report.words),
    }
    show(asked, told, " ".join(report.words))
    return DONE if report.holds else NO


def _anchors(path: Path | None, services: Services) -> tuple[Head, ...]:
    """Return the end an anchor tells of; it must be signed with this store's own key."""
    if path is None:
        return ()
    text = read_handed_over(path).decode("utf-8", "replace")
    public = services.store.keys.checkpoints.public_key().public_bytes_raw()
    return (Checkpoint.read(text, public=public).head,)
