"""Asking how a council lays its list out: the saved layout, the headers of the file, saving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from aande_alert.domain.errors import Refused
from aande_alert.domain.imports import ListFile
from aande_alert.domain.wording import local
from aande_alert.services.handed_over import read_handed_over
from aande_alert.services.list_layout import our_columns
from aande_alert.ui.pages.administration.layout_sheet import LayoutSheet

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.register_lists import ListHeader, RegisterProfile
    from aande_alert.security.access import SignedIn
    from aande_alert.services.registers import Registers
    from aande_alert.ui.page import House
    from aande_alert.ui.pages.administration.list_form import ListForm


class LayoutAsking(QObject):
    """Opens the sheet for the council and the file that are stated, and saves what it says.

    Signals:
        saved: A layout was saved; what was looked at before it is out of date.

    Attributes:
        who: Who asks.
    """

    saved = Signal()

    def __init__(self, house: House, form: ListForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.who: SignedIn | None = None
        self._house = house
        self._form = form
        self._over = parent
        self.sheet: LayoutSheet | None = None

    @Slot()
    def ask(self) -> None:
        """Read the saved layout and the headers of the file, where one is chosen."""
        council = self._form.council.value()
        if not council or self.who is None:
            self._form.council.complain("Choose whose list it is.")
            return
        path = self._form.path
        if path is None:
            self._read(council, "", b"")
        else:
            read = partial(self._read, council, path.name)
            self._house.tasks.run_aside(self, "file", partial(read_handed_over, path), read, self._failed)

    def _read(self, council: str, name: str, body: bytes) -> None:
        if self.who is None:
            return
        today = local(self._house.clock()).date()
        file = ListFile(council, None, full=True, list_date=today, file_name=name, body=body)
        call = partial(_layout, self._house.services.registers, self.who, file)
        self._house.tasks.run(self, "layout", call, self._show, self._failed, lapses=True)

    def _show(self, found: tuple[RegisterProfile, tuple[ListHeader, ...]]) -> None:
        profile, headers = found
        self.sheet = LayoutSheet(profile, headers, our_columns(), self._over.window())
        self.sheet.given.connect(self._save)
        self.sheet.open()

    @Slot(object)
    def _save(self, profile: RegisterProfile) -> None:
        if self.who is None:
            return
        registers = self._house.services.registers
        call = partial(registers.keep_profile, self.who, self._form.council.value(), profile)
        self._house.tasks.run(self, "save", call, self._saved, self._not_saved)

    def _saved(self, _nothing: None) -> None:
        self.close()
        self.saved.emit()

    def _not_saved(self, trouble: Trouble) -> None:
        if self.sheet is not None:
            self.sheet.say(trouble.sentence())

    def _failed(self, trouble: Trouble) -> None:
        self._form.council.complain(trouble.sentence())

    def close(self) -> None:
        """Close the sheet."""
        if self.sheet is not None:
            self.sheet.close()


def _layout(
    registers: Registers, who: SignedIn, file: ListFile
) -> tuple[RegisterProfile, tuple[ListHeader, ...]]:
    """Return the saved layout, and the headers where the file has any that can be read."""
    profile = registers.layout(who, file.council)
    try:
        return profile, registers.headers(who, file) if file.body else ()
    except Refused:
        return profile, ()
