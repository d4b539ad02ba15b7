"""What the benches stand on: how much of everything, a folder on the disk, stores with invented people."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from aande_alert.bench.town import Town, settle
from aande_alert.demo.clock import DEMO_NOW, DemoClock
from aande_alert.demo.setting_up import Hands, set_up
from aande_alert.persistence.engine import connect_embedded
from aande_alert.persistence.places import StorePlace
from aande_alert.security.passwords import Cost
from aande_alert.services.opening import create_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aande_alert.services.bundle import Services

_OPEN_TO_ALL: Final = Cost(passes=1, memory_kib=1024, lanes=1)
"""Nothing in these stores is anybody's, and guessing at their passwords is not what is measured."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything.

    Attributes:
        people: In the store of the arrival check and the search.
        arrivals: Arrivals checked.
        starts: Programs started.
        rounds: Of what takes milliseconds.
        entries: Durable entries, and messages received.
        trail: Lines of the trail that are followed.
        visits: Of one record, and of the log.
        events: On the timeline: ordinary, and very many.
        pixels: Of a photograph.
        photographs: Imported, and printed in a referral.
        thumbnails: In a gallery.
    """

    people: int = 100_000
    arrivals: int = 400
    starts: int = 15
    rounds: int = 15
    entries: int = 400
    trail: int = 50_000
    visits: int = 5_000
    events: tuple[int, int] = (5_000, 20_000)
    pixels: tuple[int, int] = (4_000, 3_000)
    photographs: int = 12
    thumbnails: int = 200


@dataclass
class Ground:
    """Where the benches work; stores made for one are there for the next.

    Attributes:
        folder: On the disk that is measured; it is emptied afterwards.
        sizes: How much of everything.
    """

    folder: Path
    sizes: Sizes = field(default_factory=Sizes)
    _open: ExitStack = field(default_factory=ExitStack)

    def store(self, name: str) -> Hands:
        """Make a store with a hospital's staff, councils and feeds, marked as a demonstration."""
        clock = DemoClock(DEMO_NOW)
        services = create_services(self.folder / name, clock, demo=True, cost=_OPEN_TO_ALL).services
        self._open.callback(services.close)
        return set_up(services, clock)

    @cached_property
    def town(self) -> Town:
        """Return a store with a whole town in it, made when it is first asked for."""
        return settle(self.store("town"), self.sizes.people, self.sizes.arrivals)

    def close(self) -> None:
        """Close every store."""
        self._open.close()


@contextmanager
def bare(services: Services) -> Iterator[Any]:
    """Open a store's file a second time as the driver alone does, with the same cipher and the same care."""
    place: StorePlace = services.store.place
    with closing(connect_embedded(place.store_file, services.store.keys.database)) as raw:
        yield raw


@contextmanager
def bare_file(services: Services, name: str) -> Iterator[Any]:
    """Make an empty encrypted file beside a store: what only commits costs there."""
    place: StorePlace = services.store.place
    with closing(connect_embedded(place.folder / name, services.store.keys.database)) as raw:
        yield raw
