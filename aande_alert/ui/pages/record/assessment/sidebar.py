"""A side panel: beside the work where there is room, sliding over it from a tab where there is not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import bar, words
from aande_alert.ui.theme.look import SEMI, Type, look
from aande_alert.ui.widgets.pressed import Pressed

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_EDGE = 28


class EdgeTab(Pressed):
    """The tab at the right edge, its words upright."""

    def __init__(self, title: str) -> None:
        super().__init__(title, title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a narrow column."""
        return QSize(look().px(_EDGE), look().px(120))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, line and words from top to bottom."""
        now = look()
        bar(painter, rect, now.colour("blue-tint" if self.isChecked() else "sunken"))
        bar(painter, QRect(0, 0, 1, rect.height()), now.colour("line"))
        painter.save()
        painter.translate(QPointF(rect.width(), 0))
        painter.rotate(90)
        long = min(rect.height(), now.px(140))
        area = QRectF(0, 0, long, rect.width())
        words(painter, area, self.text(), now.font(Type.BODY, SEMI), now.colour("blue-text"), _CENTRE)
        painter.restore()


class Sidebar(QObject):
    """Puts a panel beside the rest of a row, or over it.

    Args:
        host: What the row stands in.
        layout: The row; the panel is its last part.
        panel: The panel.
        title: Words of the tab.
        fits_from: The host's width at 100 % text from which the panel stands beside.

    Attributes:
        edge: The tab; shown only where the panel slides.
    """

    def __init__(self, host: QWidget, layout: QBoxLayout, panel: QWidget, title: str, fits_from: int) -> None:
        super().__init__(host)
        self._host, self._layout, self._panel = host, layout, panel
        self._fits_from = fits_from
        self._wanted = True
        self._beside = False  # so that it never widens a window which has no room for it
        self.edge = EdgeTab(title)
        panel.setParent(host)
        panel.hide()
        layout.addWidget(self.edge)
        self.edge.hide()
        self.edge.clicked.connect(self._turn)

    def want(self, *, wanted: bool) -> None:
        """Say whether the panel has anything to show now."""
        self._wanted = wanted
        self.place()

    def place(self) -> None:
        """Place the panel for the width there is; the host calls it when it is resized."""
        beside = self._host.width() >= look().px(self._fits_from)
        if beside != self._beside:
            self._beside = beside
            self.edge.setChecked(False)
            if beside:
                self._layout.insertWidget(self._layout.indexOf(self.edge), self._panel)
            else:
                self._layout.removeWidget(self._panel)
        self.edge.setVisible(self._wanted and not beside)
        self._panel.setVisible(self._wanted and (beside or self.edge.isChecked()))
        if not beside:
            wide = self._panel.width()
            left = self._host.width() - wide - self.edge.sizeHint().width()
            self._panel.setGeometry(left, 0, wide, self._host.height())
            self._panel.raise_()

    def close(self) -> None:
        """Slide the panel away."""
        if not self._beside and self.edge.isChecked():
            self.edge.setChecked(False)
            self.place()

    @property
    def is_over(self) -> bool:
        """Say whether the panel covers part of the work."""
        return not self._beside and self.edge.isChecked()

    @Slot()
    def _turn(self) -> None:
        self.place()
