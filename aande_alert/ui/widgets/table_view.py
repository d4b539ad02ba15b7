"""The body of a table: painted a row at a time, with first columns that stay and the focus inside the row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from aande_alert.ui.theme.drawing import bar, painting
from aande_alert.ui.theme.look import Restyled, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.cell_paint import ONE_LINE
from aande_alert.ui.widgets.cells import Act, Row
from aande_alert.ui.widgets.rows import Index, Rows
from aande_alert.ui.widgets.table_head import TableHead
from aande_alert.ui.widgets.table_row import RowPainter, RowStand
from aande_alert.ui.widgets.table_sizes import TableSizes

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
        self._rows = rows
        self._over = -1
        self._act = -1
        self._slack = 0
        self.head = TableHead(rows.columns, frozen, self)
        self._sizes = TableSizes(rows, self.head)
        self._painter = RowPainter(rows, self.head, frozen)
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

    def measure(self, first: int, count: int) -> None:
        """Learn how wide the words of these rows are, and share the width out again."""
        self._sizes.learn(first, count)
        self._sizes.share_out(self.viewport().width())
        self.fit_rows(first, count)

    def lay_out_now(self) -> None:
        """Let the scroll bars know the rows at once, not at the next turn of the event loop."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    def forget_measures(self) -> None:
        """Begin to learn again, for other rows."""
        self._sizes.forget()

    def fit_rows(self, first: int, count: int) -> None:
        """Make rows as high as their words need; rows that have not arrived keep the usual height."""
        usual = self.verticalHeader().defaultSectionSize()
        for at in range(first, min(first + count, self._rows.rowCount())):
            row = self._rows.row_at(at)
            if row is None:
                break
            need = self._sizes.height(row)
            if need != self.rowHeight(at) and (need != usual or self.rowHeight(at) != usual):
                self.setRowHeight(at, need)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the width that is left to the column that takes it."""
        super().resizeEvent(event)
        if self._sizes.share_out(self.viewport().width()):
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
        first, last = self.visible_rows()
        with painting(self.viewport()) as painter:
            bar(painter, event.rect(), look().colour("surface"))
            for at in range(first, last + 1):
                band = QRect(0, self.rowViewportPosition(at), self.viewport().width(), self.rowHeight(at))
                if band.intersects(event.rect()):
                    self._painter.paint(painter, at, band, self._stand_of(at))

    def _stand_of(self, at: int) -> RowStand:
        chosen = at == self.currentIndex().row()
        return RowStand(
            chosen=chosen,
            focused=chosen and self.hasFocus(),
            shaded=at == self._over,
            act=self._act,
            scrolled=bool(self.horizontalScrollBar().value()),
        )

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
