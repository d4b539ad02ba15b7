"""Following the audit trail from its first line to its last, beside a bare chain of SHA-256."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.security.audit import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(0.35, ">=")
_ENTRY: Final = bytes(300)
_ROUNDS: Final = 5


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure the looking at a whole trail, with the lines read from the encrypted store.

    Args:
        ground: Where the store is.
    """
    store, lines = ground.store("audit_verify").services.store, ground.sizes.trail
    with store.transaction() as tx:
        for number in range(lines):
            tx.note(AuditEvent.BOARD_READ, shown=number)

    def chain(_: int) -> None:
        digest = b""
        for _line in range(lines):
            digest = sha256(digest + _ENTRY).digest()

    def verify(_: int) -> None:
        with store.reading() as tx:
            report = tx.trail.verify()
        if not report.holds:
            raise RuntimeError(report.words)

    floors, ours = in_turns(_ROUNDS, chain, verify)
    return [figure(f"audit_verify of {lines} lines", floors, ours, _GOAL)]
