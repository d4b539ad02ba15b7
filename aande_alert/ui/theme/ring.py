"""The focus ring: 2 black directly outside the border, then 3 yellow, whatever has the focus.

It is one frame a window, above everything, so that no parent clips it and no widget has to leave
room for it in its own painting. Widgets that draw their own focus (rows, canvases) say so with
`own_focus(widget)`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from shiboken6 import Shiboken

from aande_alert.ui.theme.drawing import RADIUS, painting
from aande_alert.ui.theme.look import look

INNER, OUTER = 2, 3
ROOM = INNER + OUTER
_OWN = "ownFocus"
_AROUND = "focusAround"
_MOVES = {
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide,
    QEvent.Type.ZOrderChange, QEvent.Type.LayoutRequest, QEvent.Type.ParentChange,
}  # fmt: skip


def own_focus(widget: QWidget) -> None:
    """Say that a widget draws its own focus, so that the ring stays away."""
    widget.setProperty(_OWN, True)


def focus_around(widget: QWidget, whole: QWidget) -> None:
    """Say that the ring goes around `whole`, of which `widget` is the part that takes the keys."""
    widget.setProperty(_AROUND, whole)


class _Frame(QWidget):
    """The drawn ring; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown = QRect()

    def put(self, around: QRect, shown: QRect) -> None:
        """Stand around a rectangle of the window, drawing only inside `shown`."""
        outside = around.adjusted(-ROOM, -ROOM, ROOM, ROOM)
        self.setGeometry(outside)
        self._shown = shown.translated(-outside.topLeft())
        hole = self.rect().adjusted(ROOM + 1, ROOM + 1, -ROOM - 1, -ROOM - 1)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(hole)).intersected(QRegion(self._shown)))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines of the ring."""
        now = look()
        with painting(self) as painter:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
            for width, away, role in ((INNER, INNER / 2, "focus-in"), (OUTER, INNER + OUTER / 2, "focus")):
                painter.setPen(QPen(now.colour(role), width))
                line = inner.adjusted(-away, -away, away, away)
                painter.drawRoundedRect(line, RADIUS + away, RADIUS + away)


class FocusRing(QObject):
    """Follows the focus through a program's windows; made once by `style.apply`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if Shiboken.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = _ringed(new)
        if self._target is not None:
            self._watched = [self._target, *_ancestors(self._target)]
            for widget in self._watched:
                widget.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it, or anything it stands in, moves."""
        if event.type() in _MOVES and not isinstance(watched, _Frame):
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not Shiboken.isValid(target) or not target.isVisible():
            self._hide()
            return
        window = target.window()
        frame = self._frame_of(window)
        around = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        seen = _seen(target, window)
        if not seen.intersects(around.adjusted(-ROOM, -ROOM, ROOM, ROOM)):
            self._hide()  # an empty mask would show all of it
            return
        frame.put(around, seen)

    def _frame_of(self, window: QWidget) -> _Frame:
        """Return the frame of a window; there is one at a time."""
        old = self._frame
        if old is not None and Shiboken.isValid(old):
            if old.parentWidget() is window:
                return old
            old.hide()
            old.deleteLater()
        self._frame = _Frame(window)
        return self._frame

    def _hide(self) -> None:
        if self._frame is not None and Shiboken.isValid(self._frame):
            self._frame.hide()


def _ringed(widget: QWidget | None) -> QWidget | None:
    """Return what the ring stands around, or None where the widget shows its own focus."""
    if widget is None:
        return None
    whole = widget.property(_AROUND)
    target = whole if isinstance(whole, QWidget) else widget
    if target.property(_OWN) or target.isWindow():
        return None
    if isinstance(target, QPlainTextEdit):
        return target
    return None if isinstance(target, QAbstractItemView | QAbstractScrollArea) else target


def _ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = None if parent.isWindow() else parent.parentWidget()
    return found


def _seen(target: QWidget, window: QWidget) -> QRect:
    """Return the part of the window in which the ring may show: inside every scrolled viewport around it."""
    shown = window.rect()
    for parent in _ancestors(target):
        holder = parent.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
            shown = shown.intersected(QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()))
    return shown
