"""Taking the log out as CSV: a reason first, then a place, then a piece at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import LongTextField

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.review import LogFilter
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House

_PIECE = 500


class Export(QObject):
    """One export, from its reason to its file.

    Signals:
        told: One sentence for the status line.
    """

    told = Signal(str)

    def __init__(self, house: House, who: SignedIn, wanted: LogFilter, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._house, self._who, self._wanted = house, who, wanted
        self._page = parent
        self._rows: list[tuple[str, ...]] = []
        self._ids: tuple[UUID, ...] = ()
        self._path: Path | None = None
        self.sheet = Sheet(
            "Export the log",
            f"{count:,} attendances leave the program as a file with names in it. "
            "Who took it and why is written down.",
            "Choose a place",
            parent.window(),
        )
        self.reason = LongTextField("What it is for, and for whom", lines=(2, 4))
        self.sheet.body.addWidget(self.reason)
        self.sheet.agreed.connect(self._ask_place)
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Ask for the reason."""
        self.sheet.open()

    def stop(self) -> None:
        """Give it up; what was not written is not written."""
        self.sheet.reject()
        if self.dialog is not None:
            self.dialog.reject()
        for key in ("taking", "piece", "saving"):
            self._house.tasks.drop(self, key)

    def _ask_place(self) -> None:
        if self.reason.is_blank():
            self.reason.complain("Say what it is for and for whom.")
            self.reason.setFocus()
            return
        self.sheet.accept()
        self.dialog = QFileDialog(self._page.window(), "Save the log", "attendance-log.csv", "CSV (*.csv)")
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix("csv")
        self.dialog.fileSelected.connect(self.save_to)
        self.dialog.open()

    def save_to(self, name: str) -> None:
        """Write it down in the trail, then read and write the file."""
        self._path = Path(name)
        call = partial(self._house.services.review.taking, self._who, self._wanted, self.reason.value())
        self._house.tasks.run(self, "taking", call, self._taken, self._failed)

    def _taken(self, ids: tuple[UUID, ...]) -> None:
        self._ids = ids
        self._next_piece()

    def _next_piece(self) -> None:
        at = len(self._rows)
        piece = self._ids[at : at + _PIECE]
        if not piece:
            self._save()
            return
        if at:
            self.told.emit(f"Exporting: {at:,} of {len(self._ids):,} attendances read.")
        call = partial(self._house.services.review.cells, self._who, piece)
        self._house.tasks.run(self, "piece", call, self._add, self._failed)

    def _add(self, rows: tuple[tuple[str, ...], ...]) -> None:
        self._rows += rows
        self._next_piece()

    def _save(self) -> None:
        review, rows, path = self._house.services.review, tuple(self._rows), self._path

        def save() -> None:
            if path is not None:
                review.save_copy(path, review.list_of(rows))

        self._house.tasks.run_aside(self, "saving", save, self._saved, self._failed)

    def _saved(self, _value: object) -> None:
        name = self._path.name if self._path is not None else ""
        self.told.emit(f"{len(self._rows):,} attendances saved in {name}.")

    def _failed(self, trouble: Trouble) -> None:
        self.told.emit(trouble.sentence())
