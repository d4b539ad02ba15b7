"""The timeline's kept pixels: the plot, twice as wide as the view, and the columns.

A drag moves the first under the second and draws only the counts at the edges, the Now line and the focus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from aande_alert.drawings.shapes import Measure, Scene
from aande_alert.drawings.timeline import over_scene, plot_scene
from aande_alert.drawings.timeline_geometry import TimelineView
from aande_alert.drawings.timeline_look import TimelineLook
from aande_alert.drawings.timeline_people import columns_scene
from aande_alert.ui.paint import ScenePainter
from aande_alert.ui.theme.drawing import painting


@dataclass(frozen=True, slots=True)
class _Plot:
    """The kept plot: its pixels, the view they were drawn for, and how far they reach beyond it."""

    pixels: QPixmap
    view: TimelineView
    margin: float


class TimelineLayers:
    """Paints a look, drawing again only what the last one cannot give.

    Args:
        colours: `#rrggbb` by token name.
        ratio: Device pixels to a pixel of the picture.
    """

    def __init__(self, colours: Mapping[str, str], ratio: float) -> None:
        self._colours = colours
        self._ratio = ratio
        self._painter = ScenePainter(colours, ratio=ratio)
        self._plot: _Plot | None = None
        self._columns: tuple[tuple[float, ...], QPixmap] | None = None
        self._rows: object = None

    @property
    def measure(self) -> Measure:
        """Return the width of words on this screen."""
        return self._painter.measure

    def forget(self) -> None:
        """Drop every pixel: another child, or another look."""
        self._plot = self._columns = self._rows = None

    def settle(self) -> None:
        """Let the next frame draw the plot about the view again, with room for the counts at its edges."""
        self._plot = None

    def paint(self, painter: QPainter, looking: TimelineLook) -> None:
        """Paint one frame over a ground that is already the surface colour."""
        if looking.arranged is not self._rows:
            self.forget()
            self._rows = looking.arranged
        axis = looking.where.axis
        plot = self._plot_of(looking)
        painter.drawPixmap(QPointF(axis.left - plot.margin + _shift(plot, looking), 0.0), plot.pixels)
        painter.drawPixmap(QPointF(0.0, 0.0), self._columns_of(looking))
        over = over_scene(looking.arranged, looking.view, looking.where, self._painter.measure)
        self._painter.paint(painter, over)

    def _plot_of(self, looking: TimelineLook) -> _Plot:
        plot = self._plot
        if plot is None or not _serves(plot, looking):
            # Words are placed within what is drawn: only once somebody drags is there room to both sides,
            # and words may then be cut at the edge until they zoom.
            margin = float(round(looking.where.axis.width / 2)) if _dragged(plot, looking) else 0.0
            scene = plot_scene(looking.arranged, looking.view, self._painter.measure, margin=margin)
            width = looking.where.axis.width + 2 * margin
            box = QRectF(looking.where.axis.left - margin, 0.0, width, looking.view.height)
            plot = self._plot = _Plot(self._pixels(scene, box), looking.view, margin)
        return plot

    def _columns_of(self, looking: TimelineLook) -> QPixmap:
        view = looking.view
        key = (view.width, view.height, view.scroll, view.scale)
        if self._columns is None or self._columns[0] != key:
            scene = columns_scene(looking.arranged, looking.view, self._painter.measure)
            # Names above their lanes lie over the plot as well, so that this layer is then seen through.
            above = looking.where.people == 0.0
            box = QRectF(0.0, 0.0, view.width if above else looking.where.axis.left, view.height)
            self._columns = (key, self._pixels(scene, box, see_through=above))
        return self._columns[1]

    def _pixels(self, scene: Scene, box: QRectF, *, see_through: bool = False) -> QPixmap:
        pixels = QPixmap(int(box.width() * self._ratio) + 1, int(box.height() * self._ratio) + 1)
        pixels.setDevicePixelRatio(self._ratio)
        pixels.fill(Qt.GlobalColor.transparent if see_through else QColor(self._colours["surface"]))
        with painting(pixels) as painter:
            painter.translate(-box.left(), 0.0)
            self._painter.paint(painter, scene, seen=box)
        return pixels


def _serves(plot: _Plot, looking: TimelineLook) -> bool:
    view = looking.view
    if plot.view.window.span != view.window.span:
        return False
    same = replace(plot.view, window=view.window, selected=view.selected, focused=view.focused) == view
    return same and abs(_shift(plot, looking)) <= plot.margin


def _dragged(plot: _Plot | None, looking: TimelineLook) -> bool:
    if plot is None:
        return False
    before, now = plot.view.window, looking.view.window
    return before.span == now.span and before != now


def _shift(plot: _Plot, looking: TimelineLook) -> float:
    moved = (plot.view.window.start - looking.view.window.start).total_seconds()
    return float(round(moved * looking.where.axis.per_second))
