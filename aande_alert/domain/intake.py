"""What became of the messages of a feed: the worklist of those nobody could apply, and the counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """A message that was kept and not applied. Nothing in it names a person, so it may be shown.

    Attributes:
        id: Our own id.
        feed: Which feed.
        peer: Where it came from.
        received_at: UTC.
        size: Bytes.
        reason: What happened.
        do: What to do.
        state: `quarantined`; `stored` for one that is kept and not acted on.
    """

    id: UUID
    feed: str
    peer: str
    received_at: datetime
    size: int
    reason: str
    do: str
    state: str = "quarantined"


@dataclass(frozen=True, slots=True)
class IntakeCounts:
    """What one round of applying did: `looked_at` is the sum of applied, quarantined and stored.

    Attributes:
        applied: Taken into the record.
        quarantined: Not readable or not usable, with the reason kept.
        stored: Kept and not acted on.
        left: Still waiting; more than one round can take, or the store said no.
    """

    applied: int = 0
    quarantined: int = 0
    stored: int = 0
    left: int = 0

    @property
    def looked_at(self) -> int:
        """Return how many messages were settled."""
        return self.applied + self.quarantined + self.stored
