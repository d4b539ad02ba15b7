"""Finding somebody while a name is typed, beside an exact look-up of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.ground import bare
from aande_alert.rules.matching_names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(5.0)
_TYPED: Final = 3  # letters of each name
_MOST: Final = 50
_EXACT: Final = (
    "SELECT root_id, family_key, given_key FROM person WHERE id IN (SELECT person_id FROM name_token WHERE "
    "token = ?) LIMIT 50"
)


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure the beginnings of family and first name, typed together.

    Args:
        ground: Has the town.
    """
    town = ground.town
    hands, arrivals = town.hands, town.arrivals
    who, records = hands.of("okoro"), hands.services.records

    def typed(number: int) -> None:
        name = arrivals[number % len(arrivals)].name
        records.find(who, f"{name.family[:_TYPED]} {name.given[:_TYPED]}")

    with bare(hands.services) as raw:

        def exact(number: int) -> None:
            name = fold(arrivals[number % len(arrivals)].name.family).split()[0]
            raw.execute(_EXACT, (name,)).fetchall()

        in_turns(min(20, len(arrivals)), exact, typed)
        floors, ours = in_turns(len(arrivals), exact, typed)
    return [figure(f"type_ahead among {town.people}, p95", floors, ours, _GOAL, at=0.95)]
