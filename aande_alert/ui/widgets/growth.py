"""The growth chart on screen: told what was measured, it says which measurement was meant."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.drawings.growth_chart import ChartView, growth_scene
from aande_alert.drawings.growth_points import GrowthChart, alternative, sentence
from aande_alert.drawings.shapes import Scene, StandsFor
from aande_alert.ui.paint import ScenePainter
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class GrowthCanvas(Restyled, QWidget):
    """One chart; Left and Right move from measurement to measurement.

    Signals:
        chosen: Id of the measurement a person moved to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: GrowthChart | None = None
        self._selected: StandsFor = None
        self._scene: Scene | None = None
        self._painter = ScenePainter(look().tokens.colours)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Growth chart")
        own_focus(self)
        self.restyle()

    @property
    def selected(self) -> StandsFor:
        """Return the measurement in focus; `None` for none."""
        return self._selected

    def scene(self) -> Scene | None:
        """Return the picture as it stands; `None` where nothing is shown."""
        return self._scene

    def show_chart(self, chart: GrowthChart) -> None:
        """Show a chart; the measurement in focus stays where it is still there, else the newest is."""
        self._chart = chart
        ids = [point.id for point in chart.points]
        if self._selected not in ids:
            self._selected = ids[-1] if ids else None
        self._draw_again()

    def select_when_shown(self, measurement: StandsFor) -> None:
        """Put the focus on a measurement that the next chart brings."""
        self._selected = measurement or self._selected

    def select(self, measurement: StandsFor) -> None:
        """Put the focus on a measurement chosen elsewhere."""
        if self._chart is not None and measurement in [point.id for point in self._chart.points]:
            self._selected = measurement
            self._draw_again()

    def clear(self) -> None:
        """Show nothing: no point of the former child stays."""
        self._chart = self._scene = self._selected = None
        self.setAccessibleDescription("")
        self.update()

    def restyle(self) -> None:
        """Take colours and text size from the look that holds now."""
        self._painter = ScenePainter(look().tokens.colours, ratio=self.devicePixelRatioF())
        self._draw_again()

    def _draw_again(self) -> None:
        if self._chart is not None:
            view = ChartView(
                float(self.width()),
                float(self.height()),
                self._selected,
                focused=self.hasFocus(),
                scale=look().percent / 100,
            )
            self._scene = growth_scene(self._chart, view, self._painter.measure)
            self.setAccessibleDescription(alternative(self._chart))
        self.update()

    def _say(self) -> None:
        chart = self._chart
        point = next((one for one in chart.points if one.id == self._selected), None) if chart else None
        if chart is not None and point is not None:
            self.setAccessibleDescription(sentence(chart, point))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # ---------------------------------------------------------------- Qt

    def sizeHint(self) -> QSize:
        """Ask for the size of the pictures of the design."""
        return QSize(look().px(640), look().px(400))

    def minimumSizeHint(self) -> QSize:
        """Keep room for the axes and some of the lines."""
        return QSize(320, look().px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size."""
        super().resizeEvent(event)
        self._draw_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        with painting(self) as painter:
            painter.fillRect(event.rect(), look().colour("surface"))
            if self._scene is not None:
                self._painter.paint(painter, self._scene)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the measurements."""
        ids = [point.id for point in self._chart.points] if self._chart is not None else []
        key = Qt.Key(event.key())
        if not ids or (key not in _STEPS and key not in _ENDS):
            super().keyPressEvent(event)
            return
        here = ids.index(self._selected) if self._selected in ids else len(ids) - 1
        there = _ENDS[key] if key in _ENDS else min(max(here + _STEPS[key], 0), len(ids) - 1)
        self._choose(ids[there])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the measurement under the pointer."""
        found = (
            self._scene.hit(event.position().x(), event.position().y()) if self._scene is not None else None
        )
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._choose(found)

    def _choose(self, measurement: StandsFor) -> None:
        self.select(measurement)
        self._say()
        self.chosen.emit(measurement)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self._draw_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._draw_again()
