"""The head of a table: titles that stay whole, the sort mark, and first columns that stay in place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, painting, words
from aande_alert.ui.theme.look import SEMI, Type, look
from aande_alert.ui.widgets.rows import Column

FIRST_PAD, PAD, AFTER, AFTER_NUMBER = 16, 6, 1, 10
HEIGHT = 32
_SORT = 10


def padded(rect: QRect, at: int, column: Column) -> QRect:
    """Return a cell without its padding: 16 before the first, 6 before others, 10 after numbers."""
    left = look().px(FIRST_PAD) if at == 0 else PAD
    return rect.adjusted(left, 0, -AFTER_NUMBER if column.right else -AFTER, 0)


def padding(at: int, column: Column) -> int:
    """Return the width of a cell's padding, both sides together."""
    before = look().px(FIRST_PAD) if at == 0 else PAD
    return before + (AFTER_NUMBER if column.right else AFTER)


def title_width(at: int, column: Column, *, marked: bool = False) -> int:
    """Return the width a column needs for its title, and for the sort mark where it is `marked`."""
    now = look()
    title = now.width(column.title, Type.SECONDARY, SEMI)
    return title + (now.px(_SORT) + 6 if marked else 0) + padding(at, column)


def share_out(columns: tuple[Column, ...], natural: list[int], room: int, sorted_by: str = "") -> list[int]:
    """Return the width of every column.

    Each has its own width at this text size. Where there is room, columns whose words would wrap get
    what they need, then one takes the rest. Where a little is missing, columns give up what their
    words do not use; where that is not enough, the table scrolls sideways.

    Args:
        columns: The columns.
        natural: The width of the longest words in each, padding included.
        room: The width of the table.
        sorted_by: The key of the column that bears the sort mark.
    """
    titles = [title_width(at, each, marked=each.key == sorted_by) for at, each in enumerate(columns)]
    widths = [max(look().px(column.width), title) for column, title in zip(columns, titles, strict=True)]
    left = room - sum(widths)
    if left < 0:
        spare = [max(0, w - max(t, n)) for w, t, n in zip(widths, titles, natural, strict=True)]
        if sum(spare) < -left:
            return widths
        for at, unused in enumerate(spare):
            given = min(unused, -left)
            widths[at] -= given
            left += given
        return widths
    for at, needed in enumerate(natural):
        given = max(0, min(left, needed - widths[at]))
        widths[at] += given
        left -= given
    taker = next((at for at, column in enumerate(columns) if column.stretch), len(columns) - 1)
    widths[taker] += left
    return widths


class TableHead(QHeaderView):
    """Draws the titles; a click on a sortable one asks to sort.

    Signals:
        sort_asked: The key of a column.
    """

    sort_asked = Signal(str)

    def __init__(self, columns: tuple[Column, ...], frozen: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns, self._frozen = columns, frozen
        self._sorted: tuple[str, bool] = ("", True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(16)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def mark_sorted(self, key: str, *, descending: bool = True) -> None:
        """Show by which column the rows are in order."""
        self._sorted = (key, descending)
        self.viewport().update()

    def sorted_by(self) -> str:
        """Return the key of the column the rows are in order by."""
        return self._sorted[0]

    def sizeHint(self) -> QSize:
        """Return the height of the head."""
        return QSize(super().sizeHint().width(), look().px(HEIGHT))

    def frozen_width(self) -> int:
        """Return the width of the columns that stay."""
        return sum(self.sectionSize(at) for at in range(min(self._frozen, self.count())))

    def left_of(self, at: int) -> int:
        """Return where a column begins on the screen."""
        if at < self._frozen:
            return sum(self.sectionSize(before) for before in range(at))
        return self.sectionViewportPosition(at)

    def column_at(self, x: int) -> int:
        """Return the column under a point; -1 for none."""
        for at in range(min(self._frozen, self.count())):
            if self.left_of(at) <= x < self.left_of(at) + self.sectionSize(at):
                return at
        return self.logicalIndexAt(QPoint(x, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the moving columns, then the ones that stay on top of them."""
        now = look()
        whole = self.viewport().rect()
        with painting(self.viewport()) as painter:
            bar(painter, whole, now.colour("sunken"))
            painter.setClipRect(whole.adjusted(self.frozen_width(), 0, 0, 0))
            for at in range(self._frozen, self.count()):
                self._paint_title(painter, at)
            painter.setClipRect(whole)
            for at in range(min(self._frozen, self.count())):
                self._paint_title(painter, at)
            bar(painter, QRect(0, whole.height() - 1, whole.width(), 1), now.colour("line2"))

    def _paint_title(self, painter: QPainter, at: int) -> None:
        now = look()
        column = self._columns[at]
        rect = padded(QRect(self.left_of(at), 0, self.sectionSize(at), self.height()), at, column)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        where = int(side | Qt.AlignmentFlag.AlignVCenter)
        words(painter, rect, column.title, now.font(Type.SECONDARY, SEMI), now.colour("text2"), where)
        key, descending = self._sorted
        if key == column.key:
            x = rect.left() + now.width(column.title, Type.SECONDARY, SEMI) + 5
            size = now.px(_SORT)
            mark = icons.picture("sorted" if descending else "sorted-up", "text", _SORT)
            icons.draw(painter, x, (self.height() - size) / 2, mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to sort by the column under the mouse."""
        at = self.column_at(round(event.position().x()))
        if at >= 0 and self._columns[at].sortable:
            self.sort_asked.emit(self._columns[at].key)
