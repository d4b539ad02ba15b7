"""The arrival check: one arrival against everybody here and every list, beside a look-up by NHS number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.ground import bare
from aande_alert.services.checking import check_person, family_children, register_states

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground
    from aande_alert.domain.people import Person
    from aande_alert.services.bundle import Services

_MIDDLE: Final = Goal(15.0)
_SLOW: Final = Goal(40.0)
_POINT: Final = "SELECT root_id FROM person WHERE nhs_number = ?"


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure the check of children as a desk types them, with their families and those children's alerts.

    Args:
        ground: Has the town.
    """
    town = ground.town
    services, arrivals = town.hands.services, town.arrivals
    numbers = [person.nhs.number.digits for person in arrivals if person.nhs is not None]

    def check(number: int) -> None:
        look_for(services, arrivals[number % len(arrivals)])

    with bare(services) as raw:

        def point(number: int) -> None:
            raw.execute(_POINT, (numbers[number % len(numbers)],)).fetchall()

        in_turns(min(20, len(arrivals)), point, check)  # the pages both need are then in memory
        floors, ours = in_turns(len(arrivals), point, check)
    name = f"arrival_check among {town.people}"
    return [
        figure(f"{name}, p50", floors, ours, _MIDDLE),
        figure(f"{name}, p95", floors, ours, _SLOW, at=0.95),
    ]


def look_for(services: Services, told: Person) -> None:
    """Find whose number it is, look at every list for them, and for the other children of their family."""
    with services.store.reading() as tx:
        held = tx.people.by_nhs(told.nhs.number) if told.nhs is not None else ()
        person = held[0] if held else told
        states = register_states(tx)
        check_person(tx, person, services.content, states)
        family_children(tx, person, services.content, states)
