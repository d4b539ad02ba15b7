"""Grounds and layouts: a painted panel, a column, a row, and a row that wraps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from aande_alert.ui.theme.drawing import RADIUS, bar, box, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.widgets.pressed import ARROWS, Pressed

L = TypeVar("L", bound=QBoxLayout)
Margins = tuple[int, int, int, int]


class Panel(Restyled, QWidget):
    """A piece of ground with lines on the sides asked for.

    Args:
        ground: Colour token of the fill; empty for none.
        lines: Which sides have a line: any of `t`, `b`, `l`, `r`; `o` for a rounded outline.
        line: Colour token of the lines.
        height: Least height in pixels at 100 % text; 0 for none.
        thick: Width of the lines.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        ground: str = "surface",
        *,
        lines: str = "",
        line: str = "line",
        height: int = 0,
        thick: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground, self._lines, self._line = ground, lines, line
        self._height, self._thick = height, thick
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        if self._height:
            self.setMinimumHeight(look().px(self._height))

    def set_ground(self, ground: str, *, lines: str | None = None, line: str | None = None) -> None:
        """Change the fill, and the lines where they are given."""
        self._ground = ground
        self._lines = self._lines if lines is None else lines
        self._line = self._line if line is None else line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, then draw the lines inside the edge."""
        now = look()
        with painting(self) as painter:
            fill = now.colour(self._ground) if self._ground else None
            if "o" in self._lines:
                line = now.colour(self._line)
                box(painter, self.rect(), fill=fill, border=line, width=self._thick, radius=RADIUS)
                return
            if fill is not None:
                bar(painter, self.rect(), fill)
            for side in self._lines:
                bar(painter, self._edge(side), now.colour(self._line))

    def _edge(self, side: str) -> QRect:
        wide, high, thick = self.width(), self.height(), self._thick
        return {
            "t": QRect(0, 0, wide, thick),
            "b": QRect(0, high - thick, wide, thick),
            "l": QRect(0, 0, thick, high),
            "r": QRect(wide - thick, 0, thick, high),
        }[side]


def column(holder: QWidget, margins: Margins = (0, 0, 0, 0), gap: int = 0) -> QVBoxLayout:
    """Give a widget a vertical layout; margins are left, top, right, bottom."""
    return _set(QVBoxLayout(holder), margins, gap)


def row(holder: QWidget, margins: Margins = (0, 0, 0, 0), gap: int = 0) -> QHBoxLayout:
    """Give a widget a horizontal layout; margins are left, top, right, bottom."""
    return _set(QHBoxLayout(holder), margins, gap)


def _set(layout: L, margins: Margins, gap: int) -> L:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def clear(layout: QLayout, *, keep: Callable[[QWidget], bool] | None = None) -> None:
    """Take every widget, stretch and space out of a layout and delete it, but those `keep` says yes to."""
    kept: list[QWidget] = []
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None and keep is not None and keep(widget):
            kept.append(widget)
        elif widget is not None:
            widget.hide()  # it may be the one whose click asked for this, so it goes later
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
    for widget in kept:
        layout.addWidget(widget)


class Scroll(QScrollArea):
    """A panel that scrolls downwards when its content is higher than the room.

    Args:
        content: What is scrolled.
        parent: The widget it stands in.
        sideways: Whether it may scroll sideways too, where large text leaves no other way.
        over: Whether the bar lies on the content's own right margin (12 or more), so that words never move.
    """

    def __init__(
        self, content: QWidget, parent: QWidget | None = None, *, over: bool = False, sideways: bool = False
    ) -> None:
        super().__init__(parent)
        self._over, self._sideways = over, sideways
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether everything fits."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows of a line of its content to the list that stands around it."""
        if isinstance(self.focusWidget(), Pressed) and Qt.Key(event.key()) in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the content changed (Qt watches it through this same filter)."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Take the bar away where everything fits without it: Qt keeps it once it narrowed the words."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        wide = self.width()
        need = (
            layout.totalHeightForWidth(wide)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        policies = Qt.ScrollBarPolicy
        bar_policy = policies.ScrollBarAlwaysOff if need <= self.height() else policies.ScrollBarAsNeeded
        if bar_policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar_policy)
        if self._over:
            lies = bar_policy is policies.ScrollBarAsNeeded
            self.setViewportMargins(0, 0, -self.verticalScrollBar().sizeHint().width() if lies else 0, 0)
            if lies:
                cast("QWidget", self.verticalScrollBar().parentWidget()).raise_()

    def minimumSizeHint(self) -> QSize:
        """Be at least as wide as the content, so that nothing is cut at the right edge."""
        content = self.widget()
        wide = content.minimumSizeHint().width() if content is not None and not self._sideways else 0
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), 0)


class Flow(QLayout):
    """A row that goes on in the next line when it reaches the edge, so that nothing is cut at 200 % text.

    Args:
        holder: What it lays out.
        gap: Between two items.
        line_gap: Between two lines.
        centred: Whether a single line stands in the middle of a room that is higher than it.
    """

    def __init__(
        self, holder: QWidget | None = None, *, gap: int = 8, line_gap: int = 8, centred: bool = False
    ) -> None:
        super().__init__(holder)
        self._centred = centred
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or return None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height needed at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one long line."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return self._with_margins(QSize(wide, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins: QMargins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = inside.left()
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(inside.width(), item.minimumSize().width()), 10_000))
            if lines[-1] and x + size.width() > inside.right() + 1:
                lines.append([])
                x = inside.left()
            lines[-1].append((item, size))
            x += size.width() + self._gap
        y = inside.top()
        if move and len(lines) == 1 and self._centred:
            one = max((size.height() for _, size in lines[0]), default=0)
            y += max(0, inside.height() - one) // 2
        for line in lines:
            high = max((size.height() for _, size in line), default=0)
            if move:
                self._put(line, inside.left(), y, high)
            y += high + self._line_gap
        return y - self._line_gap - rect.top() + self.contentsMargins().bottom()

    def _put(self, line: list[tuple[QLayoutItem, QSize]], x: int, y: int, high: int) -> None:
        for item, size in line:
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
            x += size.width() + self._gap


def grows(widget: QWidget, *, down: bool = False) -> None:
    """Let a widget take what width is left, or what height where `down`."""
    policy = widget.sizePolicy()
    if down:
        policy.setVerticalPolicy(QSizePolicy.Policy.Expanding)
    else:
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    widget.setSizePolicy(policy)
