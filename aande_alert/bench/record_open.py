"""Opening a record with thousands of visits, beside a bare SELECT of the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.ground import bare
from aande_alert.bench.visits import one_with_many_visits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(1.3)
_ROWS: Final = "SELECT * FROM attendance WHERE person_id = ?"


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure everything the record's page is given.

    Args:
        ground: Where the store is.
    """
    hands = ground.store("record_open")
    person = one_with_many_visits(hands, ground.sizes.visits)
    who, records = hands.of("okoro"), hands.services.records
    with bare(hands.services) as raw:

        def rows(_: int) -> None:
            raw.execute(_ROWS, (person.bytes,)).fetchall()

        def opened(_: int) -> None:
            records.open(who, person)

        in_turns(1, rows, opened)
        floors, ours = in_turns(ground.sizes.rounds, rows, opened)
    return [figure(f"record_open with {ground.sizes.visits} visits", floors, ours, _GOAL)]
