"""A copy leaves the program: as a file, or on paper; always with a line in the trail first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from aande_alert.ui.pages.record.referral.sheets import copy_sheet

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.referral import PagePicture, ReferralDocument, ReferralLine, RenderedReferral
    from aande_alert.security.access import SignedIn
    from aande_alert.ui.page import House
    from aande_alert.ui.pages.record.referral.sheets import Asking

_PRINT_SCALE = 200 / 96  # 200 dots an inch
_KEYS = ("leaving", "saving", "printing")


class Leaving(QObject):
    """One copy on its way out.

    Signals:
        told: One sentence for the status line.
    """

    told = Signal(str)

    def __init__(self, house: House, who: SignedIn, line: ReferralLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._house, self._who, self._line, self._page = house, who, line, parent
        self.sheet: Asking | None = None
        self.dialog: QFileDialog | None = None
        self.print_dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._body = b""
        self._count = 0

    def stop(self) -> None:
        """Give it up: nothing of the child stays on the glass."""
        for open_now in (self.sheet, self.dialog, self.print_dialog):
            if open_now is not None:
                open_now.reject()
        for key in _KEYS:
            self._house.tasks.drop(self, key)
        self._end_printing()

    # ------------------------------------------------------------ as a file

    def save(self, *, signed: bool) -> None:
        """Ask which copy and why, then where."""
        self.sheet = copy_sheet(self._page.window(), signed=signed)
        self.sheet.given.connect(self._ask_place)
        self.sheet.open()

    def _ask_place(self, given: dict[str, str]) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        mail = given.get("kind", "mail") == "mail"
        kind = "" if "kind" not in given else " for sending" if mail else " evidence"
        name = f"{self._line.reference}{kind or ' DRAFT'}.pdf"
        self.dialog = QFileDialog(self._page.window(), "Save the copy", name, "PDF (*.pdf)")
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix("pdf")
        self.dialog.selectFile(name)
        self.dialog.fileSelected.connect(partial(self.save_to, mail=mail, reason=given["reason"]))
        self.dialog.open()

    def save_to(self, name: str, *, mail: bool, reason: str) -> None:
        """Write it down in the trail, then write the file."""
        call = partial(
            self._house.services.referrals.leaving, self._who, self._line.id, mail=mail, reason=reason
        )
        self._house.tasks.run(self, "leaving", call, partial(self._write, Path(name)), self._failed)

    def _write(self, path: Path, found: ReferralDocument | RenderedReferral) -> None:
        referrals = self._house.services.referrals

        def write() -> None:
            referrals.save_copy(path, referrals.body_of(found))

        self._house.tasks.run_aside(self, "saving", write, partial(self._saved, path), self._failed)

    def _saved(self, path: Path, _value: object) -> None:
        self.told.emit(f"Saved as {path.name}.")

    def _failed(self, trouble: Trouble) -> None:
        self._end_printing()
        self.told.emit(trouble.sentence())

    # ------------------------------------------------------------ on paper

    def print_it(self, pages: int) -> None:
        """Ask for a printer, then print page by page."""
        self._count = pages
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self._line.reference)
        self._printer.setFullPage(True)
        self.print_dialog = QPrintDialog(self._printer, self._page.window())
        self.print_dialog.accepted.connect(self.begin_printing)
        self.print_dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.print_dialog.show()

    def begin_printing(self) -> None:
        """Write it down in the trail, then draw the pages on the printer."""
        call = partial(
            self._house.services.referrals.leaving, self._who, self._line.id,
            mail=True, reason="Printed from the referral", printed=True,
        )  # fmt: skip
        self._house.tasks.run(self, "leaving", call, self._set, self._failed)

    def _set(self, found: ReferralDocument | RenderedReferral) -> None:
        call = partial(self._house.services.referrals.body_of, found)
        self._house.tasks.run_aside(self, "saving", call, self._first, self._failed)

    def _first(self, body: bytes) -> None:
        self._body = body
        self._next(0)

    def _next(self, number: int) -> None:
        call = partial(self._house.services.referrals.pages, self._body, _PRINT_SCALE, only=number)
        self._house.tasks.run_aside(self, "printing", call, partial(self._draw, number), self._failed)

    def _draw(self, number: int, pages: tuple[PagePicture, ...]) -> None:
        printer = self._printer
        if printer is None:
            return
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(printer):
                self._end_printing()
                self.told.emit(
                    "Not printed: the printer did not answer. The referral is as it was. Try another."
                )
                return
        else:
            printer.newPage()
        (page,) = pages
        wide = page.width * 3
        image = QImage(page.rgb, page.width, page.height, wide, QImage.Format.Format_RGB888)
        self._painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        if number + 1 < self._count:
            self._next(number + 1)
            return
        self._end_printing()
        self.told.emit(f"{self._count} pages sent to the printer.")

    def _end_printing(self) -> None:
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter = self._printer = None
        self._body = b""
