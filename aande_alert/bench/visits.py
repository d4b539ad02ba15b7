"""A record with a great many visits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from aande_alert.demo.setting_up import DEMO, Hands
from aande_alert.domain.attendance import Attendance, AttendanceState, Disposition
from aande_alert.domain.identity import Birth, PersonName
from aande_alert.domain.people import Person
from aande_alert.rules.matching import MatchIdentity, keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_BORN: Final = date(2012, 3, 4)
_APART: Final = timedelta(hours=17)


def one_with_many_visits(hands: Hands, count: int) -> UUID:
    """Put a child with so many visits into a store, and return the record's id.

    Args:
        hands: On a store.
        count: How many visits.
    """
    child = Person(uuid5(DEMO, "many visits"), (PersonName("Many", "Visits"),), Birth(_BORN))
    with hands.services.store.transaction() as tx:
        tx.people.add(child, keys(MatchIdentity.from_person(child)))
        for visit in _visits(child.id, hands.clock(), count):
            tx.attendances.add(visit)
    return child.id


def _visits(child: UUID, now: datetime, count: int) -> Iterator[Attendance]:
    for place in range(count):
        arrived = now - timedelta(hours=9) - place * _APART
        yield Attendance(
            id=uuid5(DEMO, f"many visits {place}"),
            person_id=child,
            arrived_at=arrived,
            complaint="Wheeze",
            location="Paediatric ED",
            state=AttendanceState.DEPARTED,
            disposition=Disposition.HOME,
            departed_at=arrived + timedelta(hours=2),
            visit_number=f"M{place}",
        )
