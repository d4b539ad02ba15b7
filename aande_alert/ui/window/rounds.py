"""What happens by the clock: the time, the age of lists and feeds, other workstations, the idle lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from aande_alert.ui.window.keys import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.domain.board import Standing
    from aande_alert.domain.errors import Trouble
    from aande_alert.ui.page import House
    from aande_alert.ui.tasks import Tasks

_TICK = 1000
_STANDING_EVERY = 30
_LOOK_EVERY = 3


class Rounds(QObject):
    """Looks at the clock every second, and at the store now and then.

    Signals:
        ticked: The moment now.
        stood: How far lists and feeds can be relied on (`Standing`).
        failed: Why that could not be read (`Trouble`).
        elsewhere: Another workstation has saved something.
        idle: Nobody has done anything for the time after which the screen locks.
        scanned: A wristband was scanned.
    """

    ticked = Signal(object)
    stood = Signal(object)
    failed = Signal(object)
    elsewhere = Signal()
    idle = Signal()
    scanned = Signal(str)

    def __init__(
        self, tasks: Tasks, clock: Callable[[], datetime], idle_minutes: float, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self._idle_after = idle_minutes * 60
        self._house: House | None = None
        self._ticks = 0
        self._watch = Watch(self)
        self._watch.scanned.connect(self.scanned)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def furnish(self, house: House | None) -> None:
        """Look at this store from now on; `None` for at none."""
        self._house = house
        if house is not None:
            self.ask_standing()

    def touch(self) -> None:
        """Count the idle time from now."""
        self._watch.touch()

    def stop(self) -> None:
        """Look at nothing more."""
        self._timer.stop()
        self._watch.stop()

    @Slot()
    def tick(self) -> None:
        """Tell the time; look whether anything is due."""
        self.ticked.emit(self._clock())
        self._ticks += 1
        if self._watch.idle > self._idle_after:
            self.idle.emit()
        if self._ticks % _STANDING_EVERY == 0:
            self.ask_standing()
        asked = self._tasks.is_going(self, "elsewhere")  # an answer that is superseded would be news lost
        if self._ticks % _LOOK_EVERY == 0 and self._house is not None and not asked:
            self._tasks.run(self, "elsewhere", self._house.services.changed_elsewhere, self._heard)

    @Slot()
    def ask_standing(self) -> None:
        """Read how old lists and feeds are."""
        if self._house is not None:
            standing = self._house.services.sign_in.standing
            self._tasks.run(self, "standing", standing, self._stand, self._failed, lapses=True)

    def _stand(self, standing: Standing) -> None:
        self.stood.emit(standing)

    def _failed(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)

    def _heard(self, changed: bool) -> None:  # noqa: FBT001 - the answer of a call
        if changed:
            self.elsewhere.emit()
