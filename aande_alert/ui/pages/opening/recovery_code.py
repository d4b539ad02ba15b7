"""The recovery sheet: its code is shown once, to be printed or written down and locked away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextDocument

from aande_alert.ui.widgets.buttons import Button, Kind
from aande_alert.ui.widgets.checks import Check
from aande_alert.ui.widgets.panel import Panel, column
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

_WHY = (
    "Without the passphrase only this code opens the store. Nobody else has it: not the makers of this "
    "program, not the hospital's IT. It is shown once."
)
_KEEP = "Lock the sheet away, in an envelope, not beside this machine."


class RecoverySheet(Panel):
    """The sheet.

    Signals:
        kept: Somebody says that they have the code on paper.
    """

    kept = Signal()

    def __init__(self) -> None:
        super().__init__("surface", lines="o")
        self._code = ""
        self._dialog: QPrintDialog | None = None
        self._printer: QPrinter | None = None
        self._shown = Words("", Role.TITLE, selectable=True)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.print = Button("Print", icon="print")
        self.done = Check("I have printed this or written it down")
        self.button = Button("Go on to sign in", Kind.PRIMARY)
        box = Panel("sunken", lines="o", line="line2")
        column(box, (12, 16, 12, 16)).addWidget(self._shown)
        down = column(self, (24, 20, 24, 24), 14)
        down.addWidget(Words("Recovery sheet", Role.TITLE, wrap=False))
        for part in (Words(_WHY), box, Words(_KEEP), self.print, self.done, self.button):
            down.addWidget(part)
        self.done.toggled.connect(self._agree)
        self.button.clicked.connect(self.kept)
        self.print.clicked.connect(self._print)
        self._agree(on=False)

    def show_code(self, code: str) -> None:
        """Show the code, in two lines."""
        self._code = code
        groups = code.split("-")
        half = -(-len(groups) // 2)
        self._shown.say("-".join(groups[:half]) + "\n" + "-".join(groups[half:]))
        self.print.setFocus()

    def code(self) -> str:
        """Return the code in view; empty once it is gone."""
        return self._code

    def forget(self) -> None:
        """Take the code off the glass for good."""
        self._code = ""
        self._shown.say("")

    @Slot(bool)
    def _agree(self, on: bool) -> None:  # noqa: FBT001 - Qt's slot takes it bare
        self.button.allow() if on else self.button.refuse("Go on: print it first")

    def sheet(self) -> str:
        """Return what stands on the printed sheet."""
        return f"A&E Alert: recovery sheet\n\n{self._code}\n\n{_WHY}\n{_KEEP}\n"

    @Slot()
    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter()  # the dialogue keeps no hold of it
        self._dialog = QPrintDialog(self._printer, self)
        self._dialog.accepted.connect(self._send)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.show()

    @Slot()
    def _send(self) -> None:
        if self._printer is not None:
            document = QTextDocument()
            document.setPlainText(self.sheet())
            document.print_(self._printer)
