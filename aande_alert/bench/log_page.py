"""A page of the attendance log, beside a bare page by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.bench.ground import bare
from aande_alert.bench.visits import one_with_many_visits
from aande_alert.domain.review import LogFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(1.5)
_PAGE: Final = 50
_ROWS: Final = "SELECT * FROM attendance WHERE arrived_at < ? ORDER BY arrived_at DESC LIMIT 50"


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure pages from anywhere in the log; the ids of all of it were read once, when it was opened.

    Args:
        ground: Where the store is.
    """
    hands = ground.store("log_page")
    one_with_many_visits(hands, ground.sizes.visits)
    who, review = hands.of("trembath"), hands.services.review
    ids = review.index(who, LogFilter()).ids
    pages = max(1, len(ids) // _PAGE)
    with bare(hands.services) as raw:
        (newest,) = raw.execute("SELECT max(arrived_at) FROM attendance").fetchone()

        def rows(number: int) -> None:
            raw.execute(_ROWS, (newest - number,)).fetchall()

        def page(number: int) -> None:
            start = number * 7 % pages * _PAGE
            review.lines(who, ids[start : start + _PAGE])

        in_turns(1, rows, page)
        floors, ours = in_turns(ground.sizes.rounds, rows, page)
    return [figure(f"log_page of {len(ids)} visits", floors, ours, _GOAL)]
