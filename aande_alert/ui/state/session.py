"""Who is here and which records are open: decided without Qt, so that it can be tested without a window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from aande_alert.ui.state.places import RecordPlace

if TYPE_CHECKING:
    from datetime import datetime

    from aande_alert.security.access import SignedIn

MOST_OPEN = 5


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that is open, and where in it somebody last was."""

    person_id: UUID
    place: RecordPlace


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose work waits at this workstation, and since when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One person's time at this workstation.

    Attributes:
        who: Who is signed in.
        records: Records open, in the order of their tabs; at most five.
        shown: Whose record is on screen; `None` where another page is.
    """

    who: SignedIn
    records: tuple[OpenRecord, ...] = ()
    shown: UUID | None = None

    def with_record(self, place: RecordPlace) -> Session:
        """Return the session with a record open and on screen.

        The sixth record closes the one opened longest ago that is not on screen. The reason it was opened
        for stays with it.
        """
        place = replace(place, why=place.why or self.place_of(place.person_id).why)
        kept = tuple(record for record in self.records if record.person_id != place.person_id)
        if len(kept) == len(self.records):
            if len(kept) >= MOST_OPEN:
                victim = next(record for record in kept if record.person_id != self.shown)
                kept = tuple(record for record in kept if record is not victim)
            records = (*kept, OpenRecord(place.person_id, place))
        else:
            records = tuple(
                OpenRecord(place.person_id, place) if record.person_id == place.person_id else record
                for record in self.records
            )
        return replace(self, records=records, shown=place.person_id)

    def without(self, person_id: UUID) -> Session:
        """Return the session with one record closed."""
        records = tuple(record for record in self.records if record.person_id != person_id)
        return replace(self, records=records, shown=None if self.shown == person_id else self.shown)

    def elsewhere(self) -> Session:
        """Return the session with no record on screen."""
        return replace(self, shown=None)

    def place_of(self, person_id: UUID) -> RecordPlace:
        """Return where in a record somebody last was."""
        for record in self.records:
            if record.person_id == person_id:
                return record.place
        return RecordPlace(person_id)
