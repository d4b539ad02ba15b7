"""The drawn timeline: told a record, it zooms, pans and steps, and says which event was meant."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.drawings.axis import Window
from aande_alert.drawings.timeline import nearest
from aande_alert.drawings.timeline_geometry import TimelineView, natural_height
from aande_alert.drawings.timeline_look import TimelineLook
from aande_alert.drawings.timeline_rows import Arranged, Direction, EventId
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.timeline_layers import TimelineLayers

_STEPS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Home: Direction.HOME,
    Qt.Key.Key_End: Direction.END,
}
_PANS = {Qt.Key.Key_Left: -0.25, Qt.Key.Key_Right: 0.25}
_ZOOMS = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Equal: 0.5, Qt.Key.Key_Minus: 2.0}
_PAGES = {Qt.Key.Key_PageUp: -0.8, Qt.Key.Key_PageDown: 0.8}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_A_DRAG = 4
_NOTCH = 120


class TimelineCanvas(Restyled, QWidget):
    """The drawn timeline.

    Signals:
        opened: Id of the event whose record is wanted.
        looked_at: Id of the event under the pointer, else in focus; `None` where there is none.
        window_changed: The stretch of time now in view.
    """

    opened = Signal(object)
    looked_at = Signal(object)
    window_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looking: TimelineLook | None = None
        self._grabbed: tuple[QPointF, TimelineLook] | None = None
        self._dragging = False
        self._hovered: EventId | None = None
        self._layers = TimelineLayers(look().tokens.colours, 1.0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Timeline")
        own_focus(self)
        self.restyle()

    @property
    def looking(self) -> TimelineLook | None:
        """Return what is looked at; `None` where nothing is shown."""
        return self._looking

    @property
    def selected(self) -> EventId | None:
        """Return the event in focus."""
        return self._looking.view.selected if self._looking else None

    def show_rows(self, arranged: Arranged, window: Window | None = None) -> None:
        """Show rows; window and selection stay where they can, unless a window is given."""
        old = self._looking.view if self._looking else None
        kept = window or (old.window if old else arranged.fit())
        view = TimelineView(kept, float(self.width()), float(self.height()), scale=look().percent / 100)
        if old is not None:
            selected = old.selected if old.selected in arranged.where else None
            view = replace(view, selected=selected, lit=old.lit, scroll=old.scroll, focused=self.hasFocus())
        self._now_looking(TimelineLook.at(arranged, view, self._layers.measure))
        self.updateGeometry()
        self.window_changed.emit(kept)

    def clear(self) -> None:
        """Show nothing: no pixel of the former child stays."""
        self._looking = self._grabbed = self._hovered = None
        self._layers.forget()
        self.setAccessibleDescription("")
        self.update()

    def light(self, events: frozenset[EventId]) -> None:
        """Light the events a pattern rests on; an empty set puts the light out."""
        if self._looking is not None:
            self._now_looking(self._looking.changed(replace(self._looking.view, lit=events)))

    def select(self, event: EventId | None) -> None:
        """Put the focus on an event and bring it into view."""
        if self._looking is not None:
            self._selected(self._looking.selecting(event))

    def show_window(self, window: Window) -> None:
        """Show another stretch of time."""
        if self._looking is not None and window != self._looking.view.window:
            self._now_looking(self._looking.through(window))
            self.window_changed.emit(window)

    def zoom(self, factor: float) -> None:
        """Show less (factor below 1) or more time; the middle stays in place."""
        if self._looking is not None:
            self.show_window(self._looking.view.window.zoomed(factor))

    def pan(self, share: float) -> None:
        """Move by a share of what is in view, later where positive."""
        if self._looking is not None:
            self._layers.settle()
            self.show_window(self._looking.view.window.panned(share))

    def restyle(self) -> None:
        """Take colours and text size from the look that holds now."""
        self._layers = TimelineLayers(look().tokens.colours, self.devicePixelRatioF())
        if self._looking is not None:
            view = replace(self._looking.view, scale=look().percent / 100)
            self._now_looking(TimelineLook.at(self._looking.arranged, view, self._layers.measure))
        self.update()

    def _now_looking(self, looking: TimelineLook) -> None:
        self._looking = looking
        self.update()

    def _selected(self, looking: TimelineLook) -> None:
        before = self._looking.view.window if self._looking else None
        self._now_looking(looking)
        self.setAccessibleDescription(looking.sentence())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if looking.view.window != before:
            self.window_changed.emit(looking.view.window)
        self.looked_at.emit(looking.view.selected)

    # ---------------------------------------------------------------- Qt: size and painting

    def sizeHint(self) -> QSize:
        """Ask for the height at which every lane is in view."""
        looking = self._looking
        if looking is None:
            return QSize(640, 240)
        return QSize(900, int(natural_height(looking.arranged, looking.view, looking.measure)) + 1)

    def minimumSizeHint(self) -> QSize:
        """Keep room for the columns, some time, and three lanes."""
        return QSize(look().px(420), look().px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look through the new size."""
        super().resizeEvent(event)
        if self._looking is not None:
            self._now_looking(self._looking.sized(float(self.width()), float(self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the kept layers and what changes over them."""
        with painting(self) as painter:
            painter.fillRect(event.rect(), look().colour("surface"))
            if self._looking is not None:
                self._layers.paint(painter, self._looking)

    # ---------------------------------------------------------------- Qt: keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, pan, zoom, scroll or open; keys with Ctrl belong to the window."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._looking is None or ctrl or not self._key(self._looking, Qt.Key(event.key()), shifted=shift):
            super().keyPressEvent(event)

    def _key(self, looking: TimelineLook, key: Qt.Key, *, shifted: bool) -> bool:
        if shifted and key in _PANS:
            self.pan(_PANS[key])
        elif key in _STEPS:
            self._selected(looking.stepping(_STEPS[key]))
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key in _PAGES:
            self._now_looking(looking.scrolled(_PAGES[key] * looking.where.lanes[3]))
        elif key in _OPENS and self.selected is not None:
            self.opened.emit(self.selected)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring; reached by key for the first time, on the last event before now."""
        super().focusInEvent(event)
        self._ring(focused=True)
        by_hand = event.reason() == Qt.FocusReason.MouseFocusReason
        if self._looking is not None and self.selected is None and not by_hand:
            self._selected(self._looking.stepping(Direction.LEFT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ring(focused=False)

    def _ring(self, *, focused: bool) -> None:
        if self._looking is not None:
            self._now_looking(replace(self._looking, view=replace(self._looking.view, focused=focused)))

    # ---------------------------------------------------------------- Qt: mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, pan with Shift, else scroll the lanes where there are more than fit."""
        notches = (event.angleDelta().y() or event.angleDelta().x()) / _NOTCH
        looking = self._looking
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(0.8**notches)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-0.1 * notches)
        elif looking is not None and looking.where.content > looking.where.lanes[3]:
            self._now_looking(looking.scrolled(-2 * 22 * looking.view.scale * notches))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the plot."""
        if event.button() == Qt.MouseButton.LeftButton and self._looking is not None:
            self._grabbed = (event.position(), self._looking)
            self._dragging = False
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the plot, or look at the event under the pointer."""
        if self._grabbed is None or self._looking is None:
            self._hover(self._under(event.position()))
            return
        start, then = self._grabbed
        moved = event.position() - start
        if self._dragging or moved.manhattanLength() >= _A_DRAG:
            self._dragging = True
            where = (moved.x(), moved.y())
            self._now_looking(self._looking.dragged(then.view.window, then.view.scroll, where))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; without a drag it was a choice."""
        if self._grabbed is None or self._looking is None:
            super().mouseReleaseEvent(event)
            return
        self._grabbed = None
        if self._dragging:
            self._layers.settle()
            self.update()
            self.window_changed.emit(self._looking.view.window)
        else:
            found = self._under(event.position())
            self._selected(self._looking.selecting(found if found is not None else self.selected))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record behind an event."""
        found = self._under(event.position())
        if found is not None:
            self.opened.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        """Look again at the event in focus."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, found: EventId | None) -> None:
        if found != self._hovered:
            self._hovered = found
            self.looked_at.emit(found if found is not None else self.selected)

    def _under(self, at: QPointF) -> EventId | None:
        looking = self._looking
        if looking is None:
            return None
        return nearest(looking.arranged, looking.where, looking.view.scroll, at.x(), at.y())
