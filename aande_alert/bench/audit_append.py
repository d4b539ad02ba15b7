"""The audit trail: one durable entry each, beside bare appends that are flushed to the same disk."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.security.audit import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(0.35, ">=")
_ENTRY: Final = bytes(300)  # about as long as a line of the trail


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure one entry of the trail in a transaction of its own.

    Args:
        ground: Where the store is.
    """
    store = ground.store("audit_append").services.store
    flush = getattr(os, "fdatasync", os.fsync)
    with tempfile.TemporaryFile(dir=ground.folder, buffering=0) as file:

        def append(_: int) -> None:
            file.write(_ENTRY)
            flush(file.fileno())

        def entry(number: int) -> None:
            with store.transaction() as tx:
                tx.note(AuditEvent.BOARD_READ, shown=number)

        floors, ours = in_turns(ground.sizes.entries, append, entry)
    return [figure("audit_append", floors, ours, _GOAL)]
