"""Small marks painted in tables and lines: read marks, twelve-month history, similar names, provenance."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.domain.provenance import Source
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, painting, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look

_BAR, _STEP, _FLOOR, _EACH, _TALLEST = 2, 3, 1, 4, 13
_FIGURE, _FIGURE_GAP = 8, 6
MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReadText:
    """Who has read and understood an alert.

    Attributes:
        by: Initials, with times where there is room (`GO 14:12, RB 14:29`); empty where nobody has.
    """

    by: str = ""

    @property
    def words(self) -> str:
        """Return the words beside the mark."""
        return self.by or "Not read"

    @property
    def sentence(self) -> str:
        """Return what a screen reader says."""
        return f"Read and understood by {self.by}" if self.by else "Alert not read"


def paint_read(painter: QPainter, rect: QRect, text: ReadText) -> None:
    """Draw the eye and the initials at the left of a rectangle."""
    now = look()
    side = now.px(16)
    icon = icons.picture("read" if text.by else "not-read", "text", 16)
    icons.draw(painter, rect.left(), rect.top() + (rect.height() - side) / 2, icon)
    rest = rect.adjusted(side + 4, 0, 0, 0)
    weight = PLAIN if text.by else SEMI
    size = Type.SECONDARY if text.by else Type.BODY
    words(painter, rest, text.words, now.font(size, weight), now.colour("text"))


def read_width(text: ReadText) -> int:
    """Return how wide a read mark is drawn."""
    size, weight = (Type.SECONDARY, PLAIN) if text.by else (Type.BODY, SEMI)
    return look().px(16) + 4 + look().width(text.words, size, weight)


@dataclass(frozen=True, slots=True)
class HistoryText:
    """Attendances in the last twelve months.

    Attributes:
        months: A count a month, oldest first, the current month last; None before birth.
    """

    months: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """Return all attendances of the twelve months."""
        return sum(count or 0 for count in self.months)


def paint_history(painter: QPainter, rect: QRect, text: HistoryText) -> None:
    """Draw the figure and the twelve bars at the left of a rectangle; months before birth are not drawn."""
    now = look()
    figure = QRectF(rect.left(), rect.top(), now.px(_FIGURE) * max(1, len(str(text.total))), rect.height())
    words(painter, figure, str(text.total), now.font(), now.colour("text"))
    x = figure.right() + now.px(_FIGURE_GAP)
    foot = rect.center().y() + now.px(_TALLEST) // 2
    unit = now.percent / 100
    for count in text.months[-MONTHS:]:
        if count is not None:
            high = min(_TALLEST, _FLOOR + _EACH * count) * unit
            colour = now.colour("text" if count else "control")
            bar(painter, QRectF(round(x), round(foot - high), round(_BAR * unit), round(high)), colour)
        x += _STEP * unit


def history_width(text: HistoryText) -> int:
    """Return how wide a history is drawn."""
    now = look()
    return now.px(_FIGURE) * max(1, len(str(text.total))) + now.px(_FIGURE_GAP) + now.px(_STEP * MONTHS)


def paint_source(painter: QPainter, rect: QRectF, source: Source, role: str = "text") -> None:
    """Draw a provenance mark in a square: where a fact comes from, told by shape alone."""
    now = look()
    ink = now.colour(role)
    side = min(rect.width(), rect.height())
    square = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    inner = square.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match source:
        case Source.SEEN | Source.MEASURED:
            painter.setBrush(ink)
            painter.drawEllipse(inner)
        case Source.TOLD_BY_ADULT:
            painter.drawEllipse(inner)
        case Source.SAID_BY_CHILD:
            _diamond(painter, square.adjusted(0.5, 0.5, -0.5, -0.5))
        case Source.FROM_RECORD:
            bar(painter, square.adjusted(1, 1, -1, -1), ink)
        case Source.NOT_KNOWN:
            pen = QPen(ink, 1.2)
            pen.setDashPattern([1.6, 1.4])
            painter.setPen(pen)
            painter.drawRect(inner)


def _diamond(painter: QPainter, square: QRectF) -> None:
    middle = square.center()
    points = (
        QPointF(middle.x(), square.top()),
        QPointF(square.right(), middle.y()),
        QPointF(middle.x(), square.bottom()),
        QPointF(square.left(), middle.y()),
    )
    painter.drawPolygon(QPolygonF(points))


class SourceMark(Restyled, QWidget):
    """A provenance mark with its words, for a legend or beside a statement."""

    def __init__(self, source: Source, *, worded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._worded = source, worded
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(source.words)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of mark and words."""
        now = look()
        wide = now.px(12) + (6 + now.width(self._source.words, Type.SECONDARY) if self._worded else 0)
        return QSize(wide, now.line(Type.SECONDARY))

    def minimumSizeHint(self) -> QSize:
        """Return the same; a mark is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and words."""
        now = look()
        side = now.px(12)
        with painting(self) as painter:
            paint_source(painter, QRectF(0, (self.height() - side) / 2, side, side), self._source)
            if self._worded:
                rest = self.rect().adjusted(side + 6, 0, 0, 0)
                words(painter, rest, self._source.words, now.font(Type.SECONDARY), now.colour("text2"))
