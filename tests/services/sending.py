"""Messages sent through the feed, and what they have made of people and visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.answers import Given
from aande_alert.domain.identity import PersonName
from tests.builders import born
from tests.services.feed import FEED, number, who

if TYPE_CHECKING:
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.board import FeedState
    from aande_alert.domain.intake import IntakeCounts
    from aande_alert.domain.messages import PersonUpdate
    from aande_alert.domain.people import Person
    from tests.services.ward import Ward


def send(ward: Ward, *bodies: bytes) -> IntakeCounts:
    """Receive messages and apply them; return what became of them."""
    for body in bodies:
        ward.services.intake.receive(FEED, "10.0.0.7", body)
    return ward.services.intake.apply_pending().value


def person(ward: Ward, mrn: str = "X100001") -> Person:
    """Return the person a hospital number leads to."""
    with ward.store.reading() as tx:
        found = tx.people.by_hospital_number(number(mrn))
    assert found is not None
    return found


def the_visit(ward: Ward, value: str = "V1") -> Attendance:
    """Return the visit the feed calls by a number."""
    with ward.store.reading() as tx:
        found = tx.attendances.by_visit(FEED, value)
    assert found is not None
    return found


def ada(mrn: str) -> PersonUpdate:
    """Return somebody with nothing in common with Maisie Pell."""
    names = Given((PersonName("Grey", "Ada"),))
    return who(mrn, names=names, birth=Given(born("2019-01-05")), addresses=None, phones=None)


def feed(ward: Ward) -> FeedState:
    """Return how the feed stands."""
    return next(state for state in ward.services.intake.states() if state.feed == FEED)
