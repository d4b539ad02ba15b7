"""What somebody standing before the window can read of it: every visible word, those in tables too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

from aande_alert.ui.widgets.words import Phrase

_MOST_ROWS = 200


def words_on(widget: QWidget) -> str:
    """Return every word in view, a part a line."""
    parts = [part for part in (widget, *widget.findChildren(QWidget)) if part.isVisible()]
    return "\n".join(word for part in parts for word in _words(part) if word)


def _words(part: QWidget) -> list[str]:
    if isinstance(part, QLabel | Phrase | QAbstractButton):
        return [part.text().replace("&&", "&")]
    if isinstance(part, QLineEdit):
        return [part.text()]
    if isinstance(part, QPlainTextEdit):
        return [part.toPlainText()]
    if isinstance(part, QAbstractItemView):
        return _cells(part)
    return [part.accessibleName()]


def _cells(table: QAbstractItemView) -> list[str]:
    model = table.model()
    return [
        str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))
        for row in range(min(model.rowCount(), _MOST_ROWS))
        for column in range(model.columnCount())
    ]
