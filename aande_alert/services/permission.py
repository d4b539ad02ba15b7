"""May they? Asked first by every use case; a refusal is written down in a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.errors import Refused
from aande_alert.security.audit import AuditEvent

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.persistence.store import Store
    from aande_alert.security.access import May, SignedIn


def need(store: Store, who: SignedIn, what: May, *, person: UUID | None = None) -> None:
    """Require a permission.

    Raises:
        Refused: Their role does not allow it; the attempt is in the audit trail.
    """
    try:
        who.need(what)
    except Refused:
        store.note_refusal(who, AuditEvent.REFUSED, person=person, asked=what.value)
        raise
