"""Words still being typed: kept every few seconds for whoever types them, so that a stop loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.security.access import May
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from uuid import UUID

    from aande_alert.domain.assessment import Draft
    from aande_alert.persistence.store import Store
    from aande_alert.security.access import SignedIn


class Drafting:
    """The part of capture that keeps words which are not an entry yet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep_draft(self, who: SignedIn, draft: Draft) -> None:
        """Keep words that are still being typed; a stop loses nothing. An empty draft is dropped."""
        need(self._store, who, May.TRIAGE_WRITE)
        with self._store.transaction(who) as tx:
            if draft.text:
                tx.entries.put_draft(draft)
            else:
                tx.entries.drop_draft(draft.attendance_id, draft.by_id, draft.place)

    def drafts(self, who: SignedIn, attendance_id: UUID) -> tuple[Draft, ...]:
        """Return this person's own words that were never saved."""
        need(self._store, who, May.TRIAGE_WRITE)
        with self._store.reading() as tx:
            return tx.entries.drafts(attendance_id, who.staff.id)
