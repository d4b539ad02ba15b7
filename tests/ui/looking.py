"""What a person would see at a glance: is anything cut off, too small to hit, or without a name?"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from aande_alert.ui.theme.ring import _Frame

SMALLEST_TARGET = 24


def faults(widget: QWidget) -> list[str]:
    """Return a line for each word that is cut, target that is too small, or control without a name."""
    found = []
    for part in [widget, *widget.findChildren(QWidget)]:
        if not part.isVisible() or isinstance(part, _Frame):
            continue
        found += _cut(part) + _small(part) + _nameless(part)
    return found


def _cut(part: QWidget) -> list[str]:
    if isinstance(part, QLabel):
        need = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
        wide = 0 if part.wordWrap() else part.sizeHint().width()
        if part.text() and (part.height() < need or part.width() < wide):
            return [f"words cut: {part.text()!r} has {part.size()} and needs {wide} x {need}"]
    elif isinstance(part, QAbstractButton):
        least = part.minimumSizeHint()
        if part.width() < least.width() or part.height() < least.height():
            return [f"button cut: {part.text()!r} has {part.size()} and needs {least}"]
    return []


def _small(part: QWidget) -> list[str]:
    if isinstance(part, QAbstractButton) and min(part.width(), part.height()) < SMALLEST_TARGET:
        return [f"target too small: {part.text() or part.accessibleName()!r} {part.size()}"]
    return []


def _nameless(part: QWidget) -> list[str]:
    if isinstance(part, QAbstractButton) and not (part.text() or part.accessibleName()):
        return [f"button without a name: {type(part).__name__}"]
    if isinstance(part, QLineEdit) and not (part.accessibleName() or part.placeholderText()):
        return [f"field without a name: {type(part).__name__}"]
    return []
