"""The body map on screen: told marks and what was looked at, it says which region was chosen or marked."""

from __future__ import annotations

from collections.abc import Mapping

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

from aande_alert.domain.injuries import Looked
from aande_alert.domain.regions import Figure, View
from aande_alert.drawings.body_layout import (
    HEIGHT,
    WIDTH,
    BodyLayout,
    RegionPoint,
    Sheet,
    lay_out,
    sheet_of,
    step,
)
from aande_alert.drawings.body_map import BodyView, Mark, alternative, body_scene, state_words
from aande_alert.drawings.figures import body_regions
from aande_alert.drawings.shapes import Scene, StandsFor
from aande_alert.drawings.timeline_rows import Direction
from aande_alert.ui.paint import ScenePainter
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus

_STEPS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Home: Direction.HOME,
    Qt.Key.Key_End: Direction.END,
}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NO_PLACE = View.FRONT
"""A region listed in words only has no view of its own; it is kept with this one."""


class BodyMap(Restyled, QWidget):
    """One sheet of the body map.

    Signals:
        region_chosen: Region id, by click or arrow key.
        mark_wanted: A `RegionPoint`: a new mark is asked for there.
        mark_chosen: Id of a mark whose spot or number was clicked.
    """

    region_chosen = Signal(str)
    mark_wanted = Signal(object)
    mark_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions = body_regions()
        self._sheet = Sheet.BODY_HEAD
        self._figure = Figure.INFANT
        self._marks: tuple[Mark, ...] = ()
        self._looked: Mapping[str, Looked] = {}
        self._focus: tuple[str, View] | None = None
        self._scene: Scene | None = None
        self._layout: BodyLayout | None = None
        self._painter = ScenePainter(look().tokens.colours)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Body map")
        own_focus(self)
        self.restyle()

    def show_body(
        self,
        figure: Figure,
        marks: tuple[Mark, ...] = (),
        looked: Mapping[str, Looked] | None = None,
    ) -> None:
        """Show a child's figure, marks, and what was found where there is no mark."""
        self._figure, self._marks, self._looked = figure, marks, dict(looked or {})
        self._draw_again(moved=True)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show other views; the focus stays where the new sheet shows the same region."""
        self._sheet = sheet
        layout = self._laid_out()
        if self._focus is not None:
            point = layout.middle_of(self._focus[0])
            listed = self._focus[0] in layout.word_only()
            self._focus = (self._focus[0], point.view) if point else (self._focus if listed else None)
        self._draw_again(moved=True)

    def focus_region(self, region: str) -> None:
        """Put the focus on a region chosen elsewhere, turning to the sheet that shows it."""
        layout = self._laid_out()
        if layout.middle_of(region) is None and region not in layout.word_only():
            self._sheet = sheet_of(region, self._regions)
            layout = lay_out(self._sheet, self._figure, self._regions, self._size())
        point = layout.middle_of(region)
        self._focus = (region, point.view if point else _NO_PLACE)
        self._draw_again(moved=True)
        self._say()

    def clear(self) -> None:
        """Show an empty figure: no mark of the former child stays."""
        self._focus = None
        self.show_body(Figure.CHILD)
        self.setAccessibleDescription("")

    @property
    def sheet(self) -> Sheet:
        """Return which views are shown."""
        return self._sheet

    @property
    def focused_region(self) -> str:
        """Return the region in focus; empty for none."""
        return self._focus[0] if self._focus else ""

    def alternative(self) -> str:
        """Return what the whole map tells, in sentences."""
        return alternative(self._regions, self._shown(), figure=self._figure.words)

    # ---------------------------------------------------------------- drawing

    def restyle(self) -> None:
        """Take colours and text size from the look that holds now."""
        self._painter = ScenePainter(look().tokens.colours, ratio=self.devicePixelRatioF())
        self._draw_again(moved=True)

    def sizeHint(self) -> QSize:
        """Ask for the size it was designed at."""
        return QSize(int(WIDTH), int(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Below this a region is too small a target."""
        return QSize(int(WIDTH * 0.8), int(HEIGHT * 0.8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw as large as fits."""
        super().resizeEvent(event)
        self._draw_again(moved=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet; it is laid out once for every change, not for every frame."""
        if self._scene is None:
            self._scene = body_scene(self._laid_out(), self._shown(), self._painter.measure)
        with painting(self) as painter:
            painter.fillRect(event.rect(), look().colour("surface"))
            self._painter.paint(painter, self._scene)

    def _shown(self) -> BodyView:
        focused = self.hasFocus()
        text = look().percent / 100
        return BodyView(self._marks, self._looked, self._focus, focused, explained=True, text=text)

    def _size(self) -> tuple[float, float]:
        return (float(max(self.width(), 1)), float(max(self.height(), 1)))

    def _laid_out(self) -> BodyLayout:
        if self._layout is None or self._layout.sheet is not self._sheet:
            self._layout = lay_out(self._sheet, self._figure, self._regions, self._size())
        return self._layout

    def _draw_again(self, *, moved: bool = False) -> None:
        self._scene = None
        if moved:
            self._layout = None
        self.update()

    # ---------------------------------------------------------------- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step from region to region; Enter asks for a mark there. Keys with Ctrl belong to the window."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _OPENS and self._focus is not None:
            self.want_mark()
        else:
            super().keyPressEvent(event)

    def _step(self, direction: Direction) -> None:
        layout = self._laid_out()
        words = layout.word_only()
        if words:
            at = words.index(self._focus[0]) if self._focus and self._focus[0] in words else -1
            ways = {
                Direction.UP: at - 1,
                Direction.DOWN: at + 1,
                Direction.END: len(words) - 1,
                Direction.HOME: 0,
            }
            place = min(max(ways.get(direction, at), 0), len(words) - 1)
            self._choose((words[place], _NO_PLACE))
        else:
            self._choose(step(layout, self._focus, direction))

    def _choose(self, focus: tuple[str, View] | None) -> None:
        if focus is not None:
            self._focus = focus
            self._draw_again()
            self._say()
            self.region_chosen.emit(focus[0])

    def want_mark(self) -> None:
        """Ask for a mark in the middle of the region in focus."""
        if self._focus is None:
            return
        region, view = self._focus
        point = self._laid_out().middle_of(region, view)
        self.mark_wanted.emit(point or RegionPoint(region, view, 0.0, 0.0))

    def _say(self) -> None:
        """Tell the screen reader the region in focus and what is known of it."""
        if self._focus is not None:
            region = self._regions.region(self._focus[0])
            self.setAccessibleDescription(f"{region.words}: {state_words(region.id, self._shown())}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self._draw_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._draw_again()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark or the region under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        at = event.position()
        found = self._mark_at(at.x(), at.y())
        if found is not None:
            self.mark_chosen.emit(found)
            return
        self._choose(self._region_at(at.x(), at.y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a mark at the very point."""
        point = self._laid_out().at(event.position().x(), event.position().y())
        if point is not None:
            self.mark_wanted.emit(point)
        elif self._focus is not None and self._focus[0] in self._laid_out().word_only():
            self.want_mark()

    def _region_at(self, x: float, y: float) -> tuple[str, View] | None:
        point = self._laid_out().at(x, y)
        if point is not None:
            return point.region, point.view
        listed = self._scene.hit(x, y, slack=0.0) if self._scene is not None else None
        return (str(listed), _NO_PLACE) if listed in self._laid_out().word_only() else None

    def _mark_at(self, x: float, y: float) -> StandsFor:
        found = self._scene.hit(x, y, slack=2.0) if self._scene is not None else None
        known = {mark.stands_for for mark in self._marks}
        return found if found in known else None
