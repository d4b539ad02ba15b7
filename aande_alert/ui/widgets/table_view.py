"""The body of a table: painted a row at a time, with first columns that stay and the focus inside the row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from aande_alert.ui.theme.drawing import bar, inner_ring, painting, words
from aande_alert.ui.theme.look import SEMI, Restyled, Type, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.cell_paint import GROUP, ONE_LINE, height, natural_width, paint
from aande_alert.ui.widgets.cells import Act, Group, Row
from aande_alert.ui.widgets.rows import READING, Column, Index, Rows
from aande_alert.ui.widgets.table_head import FIRST_PAD, TableHead, padded, padding, share_out

_BAR = 4
_MEASURED = 400  # rows; more than a screen of them, and a few milliseconds
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableBody(Restyled, QTableView):
    """Shows `Rows`; every row is drawn from its frozen record.

    Signals:
        opened: (row) Enter or a double click.
        peeked: (row) Space.
        acted: (row, key) a link in the row.
        moved: The visible part changed.
    """

    opened = Signal(int)
    peeked = Signal(int)
    acted = Signal(int, str)
    moved = Signal()

    def __init__(self, rows: Rows, frozen: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows, self._frozen = rows, frozen
        self._over = -1
        self._act = -1
        self._slack = 0
        self._natural = [0] * len(rows.columns)
        self.head = TableHead(rows.columns, frozen, self)
        self.setHorizontalHeader(self.head)
        self.setModel(rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        own_focus(self)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self.restyle()

    def restyle(self) -> None:
        """Take row height and column widths from the text size."""
        self.verticalHeader().setDefaultSectionSize(look().px(ONE_LINE))
        self.verticalScrollBar().setSingleStep(look().px(ONE_LINE))
        self.forget_measures()
        self.measure(0, self._rows.rowCount())

    # ------------------------------------------------------------ sizes

    def _fit_columns(self) -> None:
        columns = self._rows.columns
        widths = share_out(columns, self._natural, self.viewport().width(), self.head.sorted_by())
        for at, width in enumerate(widths):
            self.head.resizeSection(at, width)

    def measure(self, first: int, count: int) -> None:
        """Learn how wide the words of these rows are, and share the width out again."""
        columns = self._rows.columns
        widest = self._natural
        for at in range(first, min(first + count, self._rows.rowCount(), first + _MEASURED)):
            row = self._rows.row_at(at)
            if isinstance(row, Row):
                for place, cell in enumerate(row.cells):
                    wide = natural_width(cell) + padding(place, columns[place])
                    widest[place] = max(widest[place], wide)
        self._fit_columns()
        self.fit_rows(first, count)

    def lay_out_now(self) -> None:
        """Let the scroll bars know the rows at once, not at the next turn of the event loop."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def forget_measures(self) -> None:
        """Begin to learn again, for other rows."""
        self._natural = [0] * len(self._rows.columns)

    def fit_rows(self, first: int, count: int) -> None:
        """Make rows as high as their words need; rows that have not arrived keep the usual height."""
        usual = self.verticalHeader().defaultSectionSize()
        for at in range(first, min(first + count, self._rows.rowCount())):
            row = self._rows.row_at(at)
            if row is None:
                break
            need = self._height(row)
            if need != self.rowHeight(at) and (need != usual or self.rowHeight(at) != usual):
                self.setRowHeight(at, need)

    def _height(self, row: Row | Group) -> int:
        if isinstance(row, Group):
            return look().px(GROUP)
        columns = self._rows.columns
        return max(
            (
                height(cell, padded(QRect(0, 0, self.head.sectionSize(at), 0), at, columns[at]).width())
                for at, cell in enumerate(row.cells)
            ),
            default=look().px(ONE_LINE),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the width that is left to the column that takes it."""
        super().resizeEvent(event)
        before = [self.head.sectionSize(at) for at in range(self.head.count())]
        self._fit_columns()
        if before != [self.head.sectionSize(at) for at in range(self.head.count())]:
            first, last = self.visible_rows()
            self.fit_rows(first, last - first + 1)
        self.moved.emit()

    def visible_rows(self) -> tuple[int, int]:
        """Return the first and last row in view; (0, -1) where there are none."""
        first = self.rowAt(0)
        if first < 0:
            return 0, -1
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else self._rows.rowCount() - 1

    def columns_out_of_view(self) -> int:
        """Return how many columns lie to the right of what is shown."""
        edge = self.viewport().width()
        return sum(
            self.head.left_of(at) + self.head.sectionSize(at) > edge + 1 for at in range(self.head.count())
        )

    def updateGeometries(self) -> None:
        """Leave room below the last row while rows were added above the one in use."""
        down = self.verticalScrollBar()
        at, quiet = down.value(), down.blockSignals(bool(self._slack))  # it would scroll up and back again
        super().updateGeometries()
        if self._slack:
            down.setMaximum(max(down.maximum(), self._slack))
            down.setValue(at)
        down.blockSignals(quiet)

    def hold_still(self, row: int, top: int) -> None:
        """Scroll so that a row stands where it stood, `top` pixels down, even past the last row."""
        wanted = self.verticalScrollBar().value() + self.rowViewportPosition(row) - top
        self._slack = max(0, wanted)
        self.updateGeometries()
        self.verticalScrollBar().setValue(wanted)

    def settle(self) -> None:
        """Take back the room that was left below the last row."""
        if self._slack:
            self._slack = 0
            self.updateGeometries()

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every row in view."""
        now = look()
        first, last = self.visible_rows()
        with painting(self.viewport()) as painter:
            bar(painter, event.rect(), now.colour("surface"))
            for at in range(first, last + 1):
                band = QRect(0, self.rowViewportPosition(at), self.viewport().width(), self.rowHeight(at))
                if band.intersects(event.rect()):
                    self._paint_row(painter, at, band)

    def _paint_row(self, painter: QPainter, at: int, band: QRect) -> None:
        now = look()
        row = self._rows.row_at(at)
        chosen = at == self.currentIndex().row()
        if isinstance(row, Group):
            bar(painter, band, now.colour("sunken"))
            inside = band.adjusted(now.px(FIRST_PAD), 0, 0, 0)
            words(painter, inside, row.words, now.font(Type.SECONDARY, SEMI), now.colour("text2"))
        else:
            self._paint_ground(painter, at, band, chosen=chosen)
            if row is None:
                inside = band.adjusted(now.px(FIRST_PAD), 0, 0, 0)
                words(painter, inside, READING, now.font(), now.colour("text3"))
            else:
                self._paint_cells(painter, row, band, chosen=chosen)
        foot = "blue-line" if chosen else "line"
        bar(painter, QRect(0, band.bottom(), band.width(), 1), now.colour(foot))
        if chosen:
            bar(painter, QRect(0, band.top(), _BAR, band.height()), now.colour("blue"))
            if self.hasFocus():
                inner_ring(painter, band, now.colour("focus"), now.colour("focus-in"))

    def _paint_ground(self, painter: QPainter, at: int, band: QRect, *, chosen: bool) -> None:
        role = "blue-tint" if chosen else "sunken" if at == self._over else "surface"
        bar(painter, band, look().colour(role))

    def _paint_cells(self, painter: QPainter, row: Row, band: QRect, *, chosen: bool) -> None:
        edge = self.head.frozen_width() if self.horizontalScrollBar().value() else 0
        painter.setClipRect(band.adjusted(edge, 0, 0, 0))
        for at in range(self._frozen, len(row.cells)):
            self._paint_cell(painter, row, at, band, chosen=chosen)
        painter.setClipRect(band)
        for at in range(min(self._frozen, len(row.cells))):
            self._paint_cell(painter, row, at, band, chosen=chosen)
        if edge:
            bar(painter, QRect(edge - 1, band.top(), 1, band.height()), look().colour("line2"))
        painter.setClipping(False)

    def _paint_cell(self, painter: QPainter, row: Row, at: int, band: QRect, *, chosen: bool) -> None:
        left, wide = self.head.left_of(at), self.head.sectionSize(at)
        if left > band.right() or left + wide < 0:
            return
        column: Column = self._rows.columns[at]
        inside = padded(QRect(left, band.top(), wide, band.height() - 1), at, column)
        focused = chosen and at == self._act and self.hasFocus()
        paint(painter, inside, row.cells[at], right=column.right, focused=focused)

    # ------------------------------------------------------------ mouse and keys

    def _acts(self, at: int) -> list[int]:
        row = self._rows.row_at(at)
        return (
            [column for column, cell in enumerate(row.cells) if isinstance(cell, Act)]
            if isinstance(row, Row)
            else []
        )

    def _do(self, at: int, column: int) -> bool:
        """Do what a link says; return False where there is none."""
        row = self._rows.row_at(at)
        cell = row.cells[column] if isinstance(row, Row) and 0 <= column < len(row.cells) else None
        if isinstance(cell, Act):
            self.acted.emit(at, cell.key)
            return True
        return False

    def indexAt(self, where: QPoint) -> QModelIndex:
        """Return the cell under a point, the columns that stay included."""
        return self._rows.index(self.rowAt(where.y()), max(0, self.head.column_at(where.x())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the link under the mouse says."""
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        self._do(self.rowAt(where.y()), self.head.column_at(where.x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row, unless it was a link that was clicked twice."""
        where = event.position().toPoint()
        at, column = self.rowAt(where.y()), self.head.column_at(where.x())
        if at >= 0 and column not in self._acts(at):
            self.opened.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shade the row under the mouse."""
        super().mouseMoveEvent(event)
        where = event.position().toPoint()
        self._shade(self.rowAt(where.y()))
        link = self.head.column_at(where.x()) in self._acts(self._over)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Shade nothing when the mouse is elsewhere."""
        super().leaveEvent(event)
        self._shade(-1)

    def _shade(self, row: int) -> None:
        for at in {self._over, row} if row != self._over else ():
            if at >= 0:
                band = QRect(0, self.rowViewportPosition(at), self.viewport().width(), self.rowHeight(at))
                self.viewport().update(band)
        self._over = row

    def row_in_use(self) -> int:
        """Return the row under the mouse, or the one with the focus; -1 for none."""
        if self._over >= 0:
            return self._over
        return self.currentIndex().row() if self.hasFocus() else -1

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Redraw both rows, and forget which link had the keys."""
        self._act = -1
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, peek with Space, step through links and columns with Left and Right."""
        at = self.currentIndex().row()
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or at < 0:
            super().keyPressEvent(event)
        elif key in _OPENS:
            if self._act < 0 or not self._do(at, self._act):
                self.opened.emit(at)
        elif key == Qt.Key.Key_Space:
            self.peeked.emit(at)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._sideways(at, 1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _sideways(self, at: int, step: int) -> None:
        along = self.horizontalScrollBar()
        if along.maximum():
            along.setValue(along.value() + step * look().px(96))
        acts = [-1, *self._acts(at)]
        place = acts.index(self._act) if self._act in acts else 0
        self._act = acts[max(0, min(len(acts) - 1, place + step))]
        self.viewport().update()
