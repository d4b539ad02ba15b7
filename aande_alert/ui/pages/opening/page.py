"""The opening page: looks what is there, asks for what opens it, or makes a new store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from aande_alert.domain.opening import Found
from aande_alert.domain.wording import local, show_time, show_weekday_date
from aande_alert.ui.widgets.front import FrontPage
from aande_alert.ui.widgets.notice import Stand

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.opening import FirstStart
    from aande_alert.services.bundle import Services
    from aande_alert.services.opening import Made
    from aande_alert.ui.pages.opening.new_store import NewStoreForm
    from aande_alert.ui.pages.opening.passphrase import PassphraseForm
    from aande_alert.ui.pages.opening.recovery_code import RecoverySheet
    from aande_alert.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways into a store, each called on the thread that will own it.

    Attributes:
        look: Says what stands there.
        by_itself: Opens a demonstration, or a store whose passphrase stands in a file.
        opens_itself: Whether a passphrase was handed over when the program was started.
        open: Opens it with a passphrase.
        recover: Opens it with the code of the recovery sheet, and gives it a new passphrase.
        begin: Makes a hospital's first store.
    """

    look: Callable[[], Found]
    by_itself: Callable[[], Services]
    opens_itself: bool
    open: Callable[[str], Services]
    recover: Callable[[str, str], Services]
    begin: Callable[[FirstStart], Made]


class OpeningPage(FrontPage):
    """The page; its forms are made when they are first asked for, as most starts need none or one.

    Signals:
        opened: The store is open (`Services`).
        asks: Somebody is needed: the page should be in view.
    """

    opened = Signal(object)
    asks = Signal()

    def __init__(
        self,
        tasks: Tasks,
        clock: Callable[[], datetime],
        doors: Doors,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._doors = doors
        self._services: Services | None = None
        self._stand = Stand()
        self._parts: list[QWidget] = [self._stand]
        self.add_wide(self._stand)
        self._stand.retried.connect(self.look)
        self.show_now(clock())
        self._only(self._stand)

    @cached_property
    def passphrase(self) -> PassphraseForm:
        """Return the form that asks for what opens the store."""
        from aande_alert.ui.pages.opening.passphrase import PassphraseForm

        form = PassphraseForm()
        form.given.connect(self._open)
        form.recovered.connect(self._recover)
        self._take_in(form)
        return form

    @cached_property
    def new_store(self) -> NewStoreForm:
        """Return the form of a hospital's first start."""
        from aande_alert.ui.pages.opening.new_store import NewStoreForm

        form = NewStoreForm()
        form.given.connect(self._begin)
        self._take_in(form)
        return form

    @cached_property
    def sheet(self) -> RecoverySheet:
        """Return what shows the code of a new store's recovery sheet, once."""
        from aande_alert.ui.pages.opening.recovery_code import RecoverySheet

        sheet = RecoverySheet()
        sheet.kept.connect(self._go_on)
        self._take_in(sheet)
        return sheet

    def _take_in(self, part: QWidget) -> None:
        self._parts.append(part)
        self.add_form(part)
        self.show_part(part, on=False)

    def show_now(self, now: datetime) -> None:
        """Show the time."""
        self.head.show_now(show_time(now), show_weekday_date(local(now).date()))
        if "passphrase" in vars(self):
            self.passphrase.count_down()

    @Slot()
    def look(self) -> None:
        """Look what stands there, and open it where it opens by itself."""
        self._stand.show_waiting("The store")
        self._only(self._stand)
        self._tasks.run(self, "look", self._doors.look, self._looked, self._trouble)

    def _looked(self, found: Found) -> None:
        if found is Found.NOTHING:
            self._ask(self.new_store)
        elif found is Found.DEMO or self._doors.opens_itself:
            self._tasks.run(self, "open", self._doors.by_itself, self._let_in, self._trouble)
        else:
            self._ask(self.passphrase)

    def _ask(self, part: NewStoreForm | PassphraseForm) -> None:
        self._only(part)
        self.asks.emit()
        part.take_focus()

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        self.passphrase.wait("Opening")
        call = partial(self._doors.open, passphrase)
        self._tasks.run(self, "open", call, self._let_in, self.passphrase.refused)

    @Slot(str, str)
    def _recover(self, code: str, passphrase: str) -> None:
        self.passphrase.wait("Opening")
        call = partial(self._doors.recover, code, passphrase)
        self._tasks.run(self, "open", call, self._let_in, self.passphrase.refused)

    @Slot(object)
    def _begin(self, told: FirstStart) -> None:
        self.new_store.wait("Making the store")
        call = partial(self._doors.begin, told)
        self._tasks.run(self, "begin", call, self._made, self.new_store.refused)

    def _made(self, made: Made) -> None:
        self._services = made.services
        self.new_store.forget()
        self._only(self.sheet)
        self.sheet.show_code(made.recovery)

    @Slot()
    def _go_on(self) -> None:
        services, self._services = self._services, None
        if services is not None:
            self.sheet.forget()
            self.opened.emit(services)

    def _let_in(self, services: Services) -> None:
        self.opened.emit(services)

    def _trouble(self, trouble: Trouble) -> None:
        self._stand.show_trouble(trouble)
        self._only(self._stand)
        self.asks.emit()

    @property
    def unclaimed(self) -> Services | None:
        """Return a store that was made and whose code nobody has confirmed yet, to be closed."""
        return self._services

    def forget(self) -> None:
        """Forget everything that was typed."""
        if "passphrase" in vars(self):
            self.passphrase.forget()
        if "new_store" in vars(self):
            self.new_store.forget()

    def _only(self, shown: QWidget) -> None:
        for part in self._parts:
            self.show_part(part, on=part is shown)
