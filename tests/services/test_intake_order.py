"""Whatever order messages come in, late, twice or backwards: the same people, visits and answers."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aande_alert.domain.answers import Given
from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import NameUse, PersonName, Phone
from aande_alert.domain.messages import CLEARED, Identifiers, PatientClass, Place, Trigger
from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from aande_alert.security.keys import StoreKeys
from aande_alert.services.bundle import make_services
from tests.builders import ELSEWHERE, MovableClock, a_plan, an_nhs_number, born, verified
from tests.services.conftest import QUICK, the_content
from tests.services.feed import FEED, arrival, at, merged, message, nobody, number, visit, who
from tests.services.ward import Ward

if TYPE_CHECKING:
    from pathlib import Path

_RAIKES = who(
    names=Given((PersonName("Raikes", "Maisy"), PersonName("Pell", "M", use=NameUse.BIRTH))),
    addresses=Given((ELSEWHERE,)),
    phones=Given((Phone("07700 900111"),)),
    gp_practice=Given("Larkhill Surgery"),
)
STORY = (
    arrival(0, _RAIKES),
    message(
        Trigger.UPDATE, 4, who(nhs=verified(1), gp_practice=CLEARED), visit(place=Given(Place("Cubicle 4")))
    ),
    message(Trigger.UPDATE_PERSON, 8, nobody(phones=CLEARED, allergies=Given("Penicillin"))),
    message(
        Trigger.DISCHARGE, 30, who(), visit(departed_at=Given(at(29)), disposition=Given(Disposition.HOME))
    ),
    message(Trigger.CANCEL_DISCHARGE, 33, who(), visit()),
    message(Trigger.TO_INPATIENT, 40, who(), visit(patient_class=Given(PatientClass.INPATIENT))),
)
TWO_RECORDS = (
    arrival(0, who("X2", addresses=Given((ELSEWHERE,)))),
    message(
        Trigger.CREATE_PERSON, 2, who("X1", verified(1), mother=Given(Identifiers(None, (number("M1"),))))
    ),
    message(
        Trigger.CREATE_PERSON,
        3,
        who("M1", names=Given((PersonName("Pell", "Hannah"),)), birth=Given(born("1999-04-12"))),
    ),
    merged(6, "X2", "X1"),
    message(Trigger.CANCEL_ADMIT, 9, who("X2"), visit()),
    message(Trigger.REGISTER, 12, who("X2"), visit()),
)
CHAIN = (
    arrival(0, who("X3")),
    message(Trigger.CREATE_PERSON, 1, who("X2", names=Given((PersonName("Grey", "Ada"),)))),
    message(Trigger.CREATE_PERSON, 2, who("X1", verified(1))),
    merged(5, "X3", "X2"),
    merged(7, "X2", "X1"),
)


def told(folder: Path, bodies: tuple[bytes, ...], numbers: tuple[str, ...]) -> dict[str, Any]:
    """Send messages to a fresh store and return all that can be seen, without ids of ours."""
    clock = MovableClock()
    store = Store.create(StorePlace(folder), StoreKeys.fresh(), clock=clock)
    ward = Ward(store, clock, the_content(), make_services(store, clock, the_content(), cost=QUICK))
    ward.with_lists().listed(a_plan(nhs=an_nhs_number(1)))
    for body in bodies:
        ward.services.intake.receive(FEED, "10.0.0.7", body)
        ward.services.intake.apply_pending()
    (state,) = ward.services.intake.states()
    assert state.received == state.applied + state.duplicates + state.quarantined + state.stored
    assert (state.waiting, state.quarantined) == (0, 0)
    with store.reading() as tx:
        people = {value: tx.people.by_hospital_number(number(value)) for value in numbers}
        roots = sorted({str(person.id) for person in people.values() if person})
        found = {
            "people": [_seen(people[value], roots) for value in numbers],
            "visits": [_visit(one, roots) for one in tx.attendances.here(tx.now)],
            "all": sorted(
                one.visit_number for one in tx.attendances.of_people([p.id for p in people.values() if p])
            ),
        }
    found["board"] = [
        (type(line.check.status).__name__, line.check.interrupts)
        for line in ward.services.arrivals.board(ward.nurse).lines
    ]
    store.close()
    return found


def _seen(person: Any, roots: list[str]) -> Any:
    fields = {name: getattr(person, name) for name in person.__slots__}
    fields["names"] = [(name.family, name.given, name.title, name.use) for name in person.names]
    fields["mother_id"] = None if person.mother_id is None else str(person.mother_id) in roots
    fields["id"] = None
    return {name: _plain(value) for name, value in fields.items() if name != "version"}


def _plain(value: Any) -> Any:
    if hasattr(value, "__slots__") and not isinstance(value, str):
        return [str(getattr(value, name)) for name in value.__slots__]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _visit(visit_: Any, roots: list[str]) -> Any:
    hidden = {"id", "person_id", "version"}
    return {name: getattr(visit_, name) for name in visit_.__slots__ if name not in hidden}


@pytest.mark.parametrize(
    ("bodies", "numbers"),
    [(STORY[:3], ("X100001",)), (TWO_RECORDS[:4], ("X1", "X2", "M1")), (CHAIN[:4], ("X1", "X2"))],
)
def test_every_order_ends_the_same(
    tmp_path: Path, bodies: tuple[bytes, ...], numbers: tuple[str, ...]
) -> None:
    expected = told(tmp_path / "straight", bodies, numbers)
    for place, order in enumerate(permutations(bodies)):
        assert told(tmp_path / str(place), order, numbers) == expected


_STRAIGHT: dict[tuple[bytes, ...], dict[str, Any]] = {}


@given(data=st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize(
    ("bodies", "numbers"),
    [(STORY, ("X100001",)), (TWO_RECORDS, ("X1", "X2", "M1")), (CHAIN, ("X1", "X2", "X3"))],
)
def test_any_order_with_some_sent_twice_ends_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    bodies: tuple[bytes, ...],
    numbers: tuple[str, ...],
    data: st.DataObject,
) -> None:
    again = data.draw(st.lists(st.sampled_from(bodies), max_size=3))
    order = data.draw(st.permutations([*bodies, *again]))
    if bodies not in _STRAIGHT:
        _STRAIGHT[bodies] = told(tmp_path_factory.mktemp("straight") / "store", bodies, numbers)
    assert told(tmp_path_factory.mktemp("shuffled") / "store", tuple(order), numbers) == _STRAIGHT[bodies]
