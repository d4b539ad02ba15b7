"""Entered in error: a reason is asked for once, and the entry is hidden and kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aande_alert.ui.widgets.dialog import Sheet
from aande_alert.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_error_reason(thing: str, beside: QWidget, done: Callable[[str], None]) -> Sheet:
    """Ask why something was entered in error; `done` gets the reason.

    Args:
        thing: `this account`, `mark 3`.
        beside: A widget of the window it stands over.
        done: Called with the reason once there is one.
    """
    sheet = Sheet(
        "Entered in error?",
        f"It hides {thing} from the record's pages and keeps it, with your name and this reason.",
        "Entered in error",
        beside.window(),
    )
    reason = TextField("Why", hint="Wrong child, marked twice")
    sheet.body.addWidget(reason)
    sheet.agreed.connect(partial(_agree, sheet, reason, done))
    reason.entered.connect(sheet.agreed)
    sheet.open()
    return sheet


def _agree(sheet: Sheet, reason: TextField, done: Callable[[str], None]) -> None:
    if not reason.value():
        reason.complain("Say in a few words why.")
        return
    sheet.finish()
    sheet.deleteLater()
    done(reason.value())
