"""Keys that work while the focus is inside one part of a page, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def on_key(keys: str, within: QWidget, act: Callable[[], object]) -> QShortcut:
    """Let a key act while the focus is in a widget or a child of it.

    The context is set after making: PySide leaves it at the whole window where it is given to the
    constructor together with what to call.

    Args:
        keys: As printed, `Ctrl+0`, `J`.
        within: Where the focus has to be.
        act: What to do.
    """
    made = QShortcut(QKeySequence(keys), within)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
    return made
