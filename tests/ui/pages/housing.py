"""A real house for a page: a real store on the store thread, and the ward in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QTimer
from pytestqt.qtbot import QtBot

from aande_alert.domain.changes import Topic
from aande_alert.domain.errors import Trouble
from aande_alert.drawings.figures import body_regions
from aande_alert.persistence.places import StorePlace
from aande_alert.persistence.store import Store
from aande_alert.security.keys import StoreKeys
from aande_alert.services.bundle import make_services
from aande_alert.ui.page import House, Page, RecordPart
from aande_alert.ui.tasks import Tasks
from tests.builders import MovableClock
from tests.services.conftest import QUICK, the_content
from tests.services.ward import Ward

T = TypeVar("T")
_TURNS = 4


def _refresh(page: Page | RecordPart, topics: frozenset[Topic]) -> None:
    if page.topics & topics and page.isVisible():
        page.refresh()


class Housed:
    """The house, and short ways to say what a test needs of it.

    Attributes:
        house: What a page is given.
        ward: The department; everything of it happens on the store thread, by `do`.
        troubles: What nobody took.
    """

    def __init__(self, folder: Path, qtbot: QtBot, *, demo: bool = False) -> None:
        self.qtbot = qtbot
        self.clock = MovableClock()
        self.tasks = Tasks()
        self.troubles: list[Trouble] = []
        self.broken: list[Exception] = []
        self.waits: list[QTimer] = []
        self.tasks.trouble.connect(self.troubles.append)
        self.tasks.broken.connect(self.broken.append)
        self.ward = self.do(lambda: self._ward(folder, demo=demo))
        self.house = House(self.ward.services, self.tasks, self.clock, the_content(), body_regions())

    def _ward(self, folder: Path, *, demo: bool) -> Ward:
        content = the_content()
        place = StorePlace(folder / "store")
        store = Store.create(place, StoreKeys.fresh(), clock=self.clock, demo=demo)
        return Ward(store, self.clock, content, make_services(store, self.clock, content, cost=QUICK))

    def do(self, call: Callable[[], T]) -> T:
        """Do something on the store thread and wait for it."""
        return self.tasks._store.submit(call).result(60)

    def settle(self) -> None:
        """Wait until nothing anybody asked for is still to come, and no short wait of a page is running."""
        self.qtbot.waitUntil(self._is_still, timeout=30_000)
        for _ in range(_TURNS):
            QCoreApplication.sendPostedEvents()  # what was laid out anew takes its place
        assert self.broken == []

    def follow(self, page: Page | RecordPart) -> None:
        """Let a page ask again after a change it watches, as the window does."""
        self.qtbot.addWidget(page)
        self.tasks.changed.connect(partial(_refresh, page))

    def _is_still(self) -> bool:
        going = any(bool(about) for about in list(self.tasks._going.values()))
        return not going and not any(timer.isActive() for timer in self.waits)

    def watch(self, *waits: QTimer) -> None:
        """Count these timers of a page as work that is still to come."""
        self.waits += waits

    def close(self) -> None:
        """Close the store and end the threads."""
        self.do(self.ward.store.close)
        self.tasks.close()


@contextmanager
def housed(folder: Path, qtbot: QtBot, *, demo: bool = False) -> Iterator[Housed]:
    """Give a house that is closed afterwards."""
    made = Housed(folder, qtbot, demo=demo)
    try:
        yield made
    finally:
        made.close()
