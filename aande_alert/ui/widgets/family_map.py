"""The drawn family: told who is in it, it steps from person to person and says who was meant."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from aande_alert.drawings.family import FamilyView, arranged, family_scene
from aande_alert.drawings.family_place import FamilyLayout, Kin
from aande_alert.drawings.shapes import Scene
from aande_alert.ui.paint import ScenePainter
from aande_alert.ui.theme.drawing import painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OPENS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_AROUND = 60


class _Canvas(Restyled, QWidget):
    """The drawing itself, as large as it needs to be."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[Kin, ...] = ()
        self.selected: UUID | None = None
        self._least = 0
        self._painter = ScenePainter(look().tokens.colours)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Family diagram")
        own_focus(self)

    def show_people(self, people: tuple[Kin, ...], selected: UUID | None) -> None:
        """Draw a family with somebody in focus."""
        self.people, self.selected = people, selected
        self.fit(self._least)

    def fit(self, width: int) -> None:
        """Take this width, or what the family needs."""
        self._least = width
        scene = self.scene()
        if scene is not None:
            self.setFixedSize(round(scene.width), round(scene.height))
        self.update()

    def _view(self) -> FamilyView:
        return FamilyView(float(self._least), look().percent / 100, self.selected, self.hasFocus())

    def layout_now(self) -> FamilyLayout:
        """Return where everybody stands."""
        return arranged(self.people, self._view(), self._painter.measure)

    def scene(self) -> Scene | None:
        """Return what is drawn; `None` where nobody is shown."""
        return family_scene(self.people, self._view(), self._painter.measure) if self.people else None

    def restyle(self) -> None:
        """Take colours and text size from the look that holds now."""
        self._painter = ScenePainter(look().tokens.colours, ratio=self.devicePixelRatioF())
        self.fit(self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(event.rect(), look().colour("surface"))
            scene = self.scene()
            if scene is not None:
                self._painter.paint(painter, scene, seen=QRectF(event.rect()))

    def choose(self, person: UUID) -> None:
        """Put somebody in focus, telling nobody."""
        if any(kin.id == person for kin in self.people):
            self.selected = person
            said = next(kin for kin in self.people if kin.id == person)
            self.setAccessibleDescription(f"{said.name}, {said.about}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.selected is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.choose(self.layout_now().step(self.selected, *_STEPS[key]))
            self.chosen.emit(self.selected)
        elif key in _OPENS:
            self.opened.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found is not None:
            self.choose(found)
            self.chosen.emit(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position())
        if found is not None:
            self.opened.emit(found)

    def _under(self, at: QPointF) -> UUID | None:
        return self.layout_now().at(at.x(), at.y()) if self.people else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class FamilyMap(QScrollArea):
    """The family diagram; it scrolls both ways where it does not fit.

    Signals:
        opened: Whose record is wanted.
        chosen: Who is in focus now, by key or mouse.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = _Canvas()
        self.canvas.restyle()
        self.setWidget(self.canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.viewport().setAutoFillBackground(False)
        self.canvas.opened.connect(self.opened)
        self.canvas.chosen.connect(self._tell)

    def show_people(self, people: tuple[Kin, ...], selected: UUID | None = None) -> None:
        """Draw a family, the child first, with somebody in focus."""
        self.canvas.show_people(people, selected)
        self.canvas.fit(self.viewport().width())
        if selected is not None:
            self.choose(selected)

    def choose(self, person: UUID) -> None:
        """Put somebody in focus and bring them into view, telling nobody."""
        self.canvas.choose(person)
        if self.canvas.selected == person:
            one = self.canvas.layout_now().of(person)
            self.ensureVisible(round(one.x + one.width / 2), round(one.y), _AROUND, _AROUND)

    def _tell(self, person: UUID) -> None:
        self.choose(person)
        self.chosen.emit(person)

    def alternative(self) -> str:
        """Return what the diagram tells, in sentences."""
        scene = self.canvas.scene()
        return scene.alt if scene is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self.canvas.fit(self.viewport().width())

    def sizeHint(self) -> QSize:
        """Ask for the room the family needs."""
        return self.canvas.size()

    def minimumSizeHint(self) -> QSize:
        """Keep room for one generation."""
        return QSize(look().px(240), look().px(90))
