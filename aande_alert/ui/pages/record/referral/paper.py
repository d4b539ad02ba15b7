"""The document as it will print: pages as pictures, larger and smaller, one column or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from aande_alert.ui.theme.drawing import bar, box, inner_ring, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.buttons import IconButton
from aande_alert.ui.widgets.notice import Stand
from aande_alert.ui.widgets.panel import Panel, column, row
from aande_alert.ui.widgets.words import Role, Words

if TYPE_CHECKING:
    from aande_alert.domain.errors import Trouble
    from aande_alert.domain.referral import PagePicture

A4 = QSize(794, 1123)  # pixels at scale 1
SCALES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 2.0)
_SIDE, _TOP, _BETWEEN = 41, 12, 16
_TWO_FROM = 1200
_TWO_SIDE = 24
_STEP = 48


class Sheets(QWidget):
    """The pages on their ground."""

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self._scale = 1.0
        self._across = 1
        self.setAccessibleName("Pages as they will print")

    def show_images(self, images: tuple[QImage, ...]) -> None:
        """Take the pages' pictures."""
        self._images = images
        self.update()

    def lay_out(self, scale: float, across: int, room: int) -> None:
        """Give the pages their places."""
        self._scale, self._across = scale, across
        page = self.page_size()
        rows = -(-len(self._images) // across) if self._images else 0
        wide = across * page.width() + (across - 1) * _BETWEEN + 2 * _TOP
        high = _TOP + rows * (page.height() + _BETWEEN)
        self.setFixedSize(max(room, wide), high)
        self.update()

    def page_size(self) -> QSize:
        """Return the size of a page as drawn."""
        return QSize(round(A4.width() * self._scale), round(A4.height() * self._scale))

    def place(self, number: int) -> QRect:
        """Return where a page stands, from 0."""
        page = self.page_size()
        used = self._across * page.width() + (self._across - 1) * _BETWEEN
        left = (self.width() - used) // 2 + (number % self._across) * (page.width() + _BETWEEN)
        top = _TOP + (number // self._across) * (page.height() + _BETWEEN)
        return QRect(QPoint(left, top), page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the pages in view; a sheet is white in every theme."""
        now = look()
        with painting(self) as painter:
            bar(painter, event.rect(), now.colour("preview"))
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            for number, image in enumerate(self._images):
                place = self.place(number)
                if place.adjusted(-1, -1, 1, 1).intersects(event.rect()):
                    painter.drawImage(place, image)
                    edge = place.adjusted(-1, -1, 1, 1)
                    box(painter, edge, border=now.colour("line2"), radius=0)


class Ground(Restyled, QScrollArea):
    """Where the pages scroll; it fits them to its width until a person chooses a size.

    Signals:
        moved: (page in view from 0, how many).
        scaled: The scale the pages are drawn at now.
    """

    moved = Signal(int, int)
    scaled = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.sheets = Sheets()
        self._count = 0
        self._chosen: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The referral as it will print")
        own_focus(self)
        self.setWidget(self.sheets)
        self.verticalScrollBar().valueChanged.connect(self._say_page)
        self.restyle()

    def restyle(self) -> None:
        """Take the colour of the ground."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), look().colour("preview"))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)

    def show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        """Show these pages; what is in view stays in view."""
        first = not self._count
        self._count = len(pages)
        self.sheets.show_images(tuple(_image(page) for page in pages))
        self._fit()
        if first:
            self.verticalScrollBar().setValue(0)
        self._say_page()

    def forget(self) -> None:
        """Take the pages off the glass."""
        self._count = 0
        self._chosen = None
        self.sheets.show_images(())
        self._fit()

    @property
    def scale(self) -> float:
        """Return the scale the pages are shown at."""
        return self._chosen or self._fitting()

    def across(self) -> int:
        """Return how many pages stand side by side."""
        return 2 if self._chosen is None and self.width() >= _TWO_FROM else 1

    def _fitting(self) -> float:
        """Return the scale at which the pages fill the width, never above life size."""
        if self.across() == 2:  # noqa: PLR2004 - two pages side by side
            room = (self.width() - 2 * _TWO_SIDE - _BETWEEN - self._bar_width()) / 2
        else:
            room = self.width() - 2 * _SIDE
        return max(0.3, min(1.0, room / A4.width()))

    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _fit(self) -> None:
        self.sheets.lay_out(self.scale, self.across(), self.viewport().width())
        self.scaled.emit(self.scale)

    def zoom(self, step: int) -> None:
        """Draw larger (1), smaller (-1) or fitted (0)."""
        if step == 0:
            self._chosen = None
        else:
            now = self.scale
            wider = [scale for scale in SCALES if (scale > now + 0.01 if step > 0 else scale < now - 0.01)]
            if not wider:
                return
            self._chosen = wider[0] if step > 0 else wider[-1]
        page = self.page()
        self._fit()
        self.go(page)

    def page(self) -> int:
        """Return the page in view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        for number in range(self._count):
            if self.sheets.place(number).bottom() >= middle:
                return number
        return max(0, self._count - 1)

    def go(self, page: int) -> None:
        """Show a page from its top."""
        wanted = max(0, min(self._count - 1, page))
        self.verticalScrollBar().setValue(self.sheets.place(wanted).top() - _TOP)

    def step(self, by: int) -> None:
        """Show the next or the previous page, or pair of pages."""
        self.go(self.page() + by * self.across())

    @Slot()
    def _say_page(self) -> None:
        self.moved.emit(self.page(), self._count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        if self._count:
            self._fit()
            self._say_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, scroll, zoom."""
        acts = {
            Qt.Key.Key_PageDown: (self.step, 1),
            Qt.Key.Key_PageUp: (self.step, -1),
            Qt.Key.Key_Home: (self.go, 0),
            Qt.Key.Key_End: (self.go, self._count),
            Qt.Key.Key_Plus: (self.zoom, 1),
            Qt.Key.Key_Equal: (self.zoom, 1),
            Qt.Key.Key_Minus: (self.zoom, -1),
            Qt.Key.Key_0: (self.zoom, 0),
            Qt.Key.Key_Down: (self._scroll, _STEP),
            Qt.Key.Key_Up: (self._scroll, -_STEP),
        }
        found = acts.get(Qt.Key(event.key()))
        if found is None:
            super().keyPressEvent(event)
            return
        act, by = found
        act(by)

    def _scroll(self, by: int) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground where there is no sheet, and the focus inside the edge."""
        now = look()
        with painting(self.viewport()) as painter:
            bar(painter, event.rect(), now.colour("preview"))
            if self.hasFocus():
                inner_ring(painter, self.viewport().rect(), now.colour("focus"), now.colour("focus-in"))


class Paper(QWidget):
    """The head with its tools, and the pages below it.

    Signals:
        scaled: The pages are to be drawn at this scale.
        help_asked: The wording help is to be shown or hidden.
        retried: The pages are to be made again.
    """

    scaled = Signal(float)
    help_asked = Signal()
    retried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ground = Ground()
        self.stand = Stand()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.stand)
        self._middle.addWidget(self.ground)
        self._title = Words("As it will print", Role.HEADING, wrap=False)
        self._page = Words("", Role.SECONDARY, wrap=False)
        self._percent = Words("", Role.STRONG, wrap=False)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tools = {
            "previous": IconButton("left", "Previous page (Page Up)"),
            "next": IconButton("right", "Next page (Page Down)"),
            "smaller": IconButton("minus", "Smaller (minus)"),
            "larger": IconButton("plus", "Larger (plus)"),
            "help": IconButton("text", "Wording help"),
        }
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = Panel("surface", lines="b", height=40)
        line = row(head, (16, 4, 12, 5), 8)
        line.addWidget(self._title)
        line.addWidget(self._page)
        line.addStretch(1)
        for key in ("previous", "next"):
            line.addWidget(self.tools[key])
        between = Panel("line")
        between.setFixedSize(1, 24)
        line.addWidget(between)
        line.addWidget(self.tools["smaller"])
        line.addWidget(self._percent)
        line.addWidget(self.tools["larger"])
        line.addWidget(self.tools["help"])
        self.tools["help"].hide()
        self._percent.setMinimumWidth(look().width("100 %") + 4)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(self._middle, 1)

    def _wire(self) -> None:
        self.tools["previous"].clicked.connect(self._previous)
        self.tools["next"].clicked.connect(self._next)
        self.tools["smaller"].clicked.connect(self._smaller)
        self.tools["larger"].clicked.connect(self._larger)
        self.tools["help"].clicked.connect(self.help_asked)
        self.stand.retried.connect(self.retried)
        self.ground.moved.connect(self._say_page)
        self.ground.scaled.connect(self._say_scale)

    @Slot()
    def _previous(self) -> None:
        self.ground.step(-1)

    @Slot()
    def _next(self) -> None:
        self.ground.step(1)

    @Slot()
    def _smaller(self) -> None:
        self.ground.zoom(-1)

    @Slot()
    def _larger(self) -> None:
        self.ground.zoom(1)

    def show_title(self, title: str) -> None:
        """Say what the pages are."""
        self._title.say(title)

    def show_pages(self, pages: tuple[PagePicture, ...]) -> None:
        """Show these pages."""
        self._middle.setCurrentWidget(self.ground)
        self.ground.show_pages(pages)

    def forget(self) -> None:
        """Take the pages off the glass."""
        self.ground.forget()
        self._page.say("")
        self.stand.show_waiting("The pages")
        self._middle.setCurrentWidget(self.stand)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say in the place of the pages what happened."""
        self.stand.show_trouble(trouble)
        self._middle.setCurrentWidget(self.stand)

    @Slot(int, int)
    def _say_page(self, page: int, count: int) -> None:
        self._page.say(f"Page {page + 1} of {count}" if count else "")

    @Slot(float)
    def _say_scale(self, scale: float) -> None:
        self._percent.say(f"{scale:.0%}".replace("%", " %"))
        self.scaled.emit(scale)


def _image(page: PagePicture) -> QImage:
    """Return a page's pixels as a picture that owns them."""
    return QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888).copy()
