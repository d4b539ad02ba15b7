"""What every page is: told a place, asks services, shows what they say, tells where somebody wants to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aande_alert.domain.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.domain.record import RecordView
    from aande_alert.domain.regions import BodyRegions
    from aande_alert.rules.content import Content
    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services
    from aande_alert.ui.state.places import Place, RecordPlace
    from aande_alert.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class House:
    """What a page is given when it is made; it holds nothing else of the program.

    Attributes:
        services: The use cases.
        tasks: The way off the GUI thread.
        clock: The moment now, UTC.
        content: Rules' words and the policy pack, for what is shown before anybody asks.
        regions: The coded body regions.
    """

    services: Services
    tasks: Tasks
    clock: Callable[[], datetime]
    content: Content
    regions: BodyRegions


@dataclass(frozen=True, slots=True)
class Stop:
    """A part of the screen that F6 comes to.

    Attributes:
        part: Where it is; passed over while it is hidden.
        take_focus: Puts the focus where its work starts; where none is given, the first that takes keys.
    """

    part: QWidget
    take_focus: Callable[[], None] | None = None


class Page(QWidget):
    """A screen.

    A page holds one frozen state and asks for it again when a topic it watches changes.

    Signals:
        wanted: A `Place` somebody asked for.
        told: One sentence for the status line.

    Attributes:
        topics: What it watches.
    """

    wanted = Signal(object)
    told = Signal(str)
    topics: frozenset[Topic] = frozenset()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self._who: SignedIn | None = None

    @property
    def who(self) -> SignedIn:
        """Return who is signed in.

        Raises:
            RuntimeError: The page was asked for something while nobody was.
        """
        if self._who is None:
            message = "a page was asked while nobody is signed in"
            raise RuntimeError(message)
        return self._who

    def enter(self, who: SignedIn, place: Place) -> None:
        """Show a place to somebody: blank first, then load; nothing of another child stays."""
        self._who = who
        self.blank()
        self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Load what the place is about; a page overrides this."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask again for what is shown, without moving the focus; a page overrides this."""

    def blank(self) -> None:
        """Take every name off the glass; a page overrides this."""

    def unsaved(self) -> str:
        """Say in one sentence what would be lost by leaving; empty where nothing would."""
        return ""

    def unfinished(self) -> bool:
        """Say whether something was begun here that a lock must keep as it is."""
        return bool(self.unsaved())

    def leave(self) -> None:
        """Somebody goes elsewhere or the screen locks: blank, and forget who was here."""
        self.blank()
        self._who = None

    def keeps(self, place: Place) -> bool:
        """Say whether what is on the glass stays for this place, as another tab of the same record does."""
        del place
        return False

    def resume(self, who: SignedIn) -> None:
        """The person who left something unfinished here is back: nothing is blanked, all is asked again."""
        self._who = who
        self.refresh()

    def take_focus(self) -> None:
        """Put the focus where the work starts."""
        self.setFocus()

    def stops(self) -> tuple[Stop, ...]:
        """Return what F6 comes to in here, in the order of the screen."""
        return (Stop(self, self.take_focus),)


class RecordPart(QWidget):
    """One tab of a record: told whose it is, shows its part, says where somebody wants to go.

    Signals:
        wanted: A `Place` somebody asked for.
        told: One sentence for the status line.

    Attributes:
        topics: What it watches.
    """

    wanted = Signal(object)
    told = Signal(str)
    topics: frozenset[Topic] = frozenset()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.house = house

    def show_record(self, who: SignedIn, record: RecordView, place: RecordPlace) -> None:
        """Show a record's part; the part is blank when this is called. A part overrides this."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Ask again for what is shown, without moving the focus; a part overrides this."""

    def blank(self) -> None:
        """Take everything off the glass; a part overrides this."""

    def unsaved(self) -> str:
        """Say in one sentence what would be lost by leaving; empty where nothing would."""
        return ""

    def take_focus(self) -> None:
        """Put the focus where the work starts."""
        self.setFocus()

    def stops(self) -> tuple[Stop, ...]:
        """Return what F6 comes to in here, in the order of the screen."""
        return (Stop(self, self.take_focus),)
