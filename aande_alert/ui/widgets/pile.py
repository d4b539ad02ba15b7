"""Views one behind another; only the one in front says how much room is needed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pile(QStackedWidget):
    """A stack as wide as its front, so that a wide step never widens a narrow one."""

    def minimumSizeHint(self) -> QSize:
        """Return what the view in front needs."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Return what the view in front would like."""
        front = self.currentWidget()
        return front.sizeHint() if front is not None else super().sizeHint()

    def setCurrentWidget(self, widget: object) -> None:
        """Bring a view to the front."""
        super().setCurrentWidget(widget)  # type: ignore[arg-type]
        self.updateGeometry()
