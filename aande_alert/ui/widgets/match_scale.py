"""Possible match: field by field, what agrees, what differs, and how much each tells for or against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import bar, inner_ring, painting
from aande_alert.ui.theme.look import PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.theme.ring import own_focus
from aande_alert.ui.widgets.fields import Mark
from aande_alert.ui.widgets.panel import Panel, clear, column, row
from aande_alert.ui.widgets.words import Phrase, Role, Run, Words

CELLS, _CELL_WIDE, _CELL_HIGH, _STEP = 4, 9, 8, 11
WIDE, HIGH = 96, 14


def paint_scale(painter: QPainter, rect: QRect, weight: int) -> None:
    """Draw the evidence scale: filled cells to the right for, hatched cells to the left against.

    Args:
        painter: An open painter.
        rect: Where; the scale is centred on its height.
        weight: -4 (strong against) to 4 (strong for); 0 tells nothing.
    """
    now = look()
    unit = now.percent / 100
    middle = rect.left() + now.px(WIDE) / 2
    top = rect.top() + (rect.height() - _CELL_HIGH * unit) / 2
    for at in range(1, CELLS + 1):
        right = QRectF(middle + (1 + (at - 1) * _STEP) * unit, top, _CELL_WIDE * unit, _CELL_HIGH * unit)
        left = QRectF(middle - (at * _STEP) * unit, top, _CELL_WIDE * unit, _CELL_HIGH * unit)
        _paint_cell(painter, right, filled=weight >= at)
        _paint_cell(painter, left, hatched=-weight >= at)
    high = now.px(HIGH)
    bar(painter, QRectF(middle - 1, rect.top() + (rect.height() - high) / 2, 1.5, high), now.colour("text2"))


def _paint_cell(painter: QPainter, cell: QRectF, *, filled: bool = False, hatched: bool = False) -> None:
    now = look()
    inner = cell.adjusted(0.5, 0.5, -0.5, -0.5)
    strong = filled or hatched
    painter.setPen(QPen(now.colour("text2" if strong else "line2"), 1))
    painter.setBrush(now.colour("text2") if filled else Qt.BrushStyle.NoBrush)
    painter.drawRect(inner)
    if hatched:
        third = inner.width() / 3
        for at in (1, 2):
            foot = QPointF(inner.left() + (at - 1) * third, inner.bottom())
            painter.drawLine(foot, QPointF(inner.left() + (at + 1) * third, inner.top()))


class MatchScale(Restyled, QWidget):
    """The scale on its own."""

    def __init__(self, weight: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weight = weight
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        side = "for" if weight > 0 else "against"
        self.setAccessibleName(f"{abs(weight)} of {CELLS} {side}" if weight else "Tells nothing")

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the scale."""
        return QSize(look().px(WIDE), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale."""
        with painting(self) as painter:
            paint_scale(painter, self.rect(), self._weight)


class Difference(Enum):
    """How two values compare: the icon, the word, and whether the cells are marked."""

    DIFFERS = ("neq", "Differs", True)
    ALIKE = ("approx", "Alike", True)
    SAME = ("eq", "Same", False)
    NOT_GIVEN = ("dash", "Not given", False)


@dataclass(frozen=True, slots=True, repr=False)
class ComparisonText:
    """One field of the comparison.

    Attributes:
        label: `Family name`.
        ours: The arrival's value; runs with `under` where it differs.
        theirs: The register's value.
        difference: How they compare.
        weight: -4 to 4, for the scale.
        verdict: `Against, weak`.
        why: What this tells us, in a sentence.
    """

    label: str
    ours: tuple[Run, ...]
    theirs: tuple[Run, ...]
    difference: Difference
    weight: int
    verdict: str
    why: str

    def said(self) -> str:
        """Return the whole line as one sentence."""
        ours, theirs = ("".join(run.words for run in runs) for runs in (self.ours, self.theirs))
        word = self.difference.value[1]
        return f"{self.label}: here {ours}, in the register {theirs}. {word}. {self.verdict}: {self.why}"


_USUAL, _LARGE = (88, 174, 94, 172), (80, 140, 90, 140)
"""Widths of label, arrival, how they compare, register entry; closer together where text is large."""
_LARGE_FROM = 130  # per cent
_SCALE = 112
_PAD = 8


def _widths() -> tuple[int, int, int, int]:
    return _LARGE if look().percent >= _LARGE_FROM else _USUAL


class _Column(Restyled, QWidget):
    """Holds one cell at a width that grows with the text."""

    def __init__(self, width: int, content: QWidget) -> None:
        super().__init__()
        self._wide = width
        row(self, (_PAD, 8, _PAD, 8)).addWidget(content, 1, Qt.AlignmentFlag.AlignVCenter)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(look().px(self._wide))


def _sign(difference: Difference) -> QWidget:
    icon, word, marked = difference.value
    sign = QWidget()
    signed = row(sign, gap=6)
    signed.addWidget(Mark(icon))
    signed.addWidget(Phrase(Run(word, SEMI if marked else PLAIN), size=Type.SECONDARY, wrap=False), 1)
    return sign


def _told(text: ComparisonText) -> QWidget:
    told = QWidget()
    stacked = column(told)
    stacked.addWidget(Phrase(Run(text.verdict, SEMI)))
    stacked.addWidget(Words(text.why, Role.SECONDARY))
    return told


class _Line(Restyled, QWidget):
    """One field; the keys stop on it once."""

    def __init__(self, text: ComparisonText) -> None:
        super().__init__()
        self._text = text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text.said())
        own_focus(self)
        label, ours, compared, theirs = _widths()
        whole = column(self)
        self._values = QWidget()
        across = row(self._values, (16, 0, 12, 0))
        across.addWidget(_Column(label, Words(text.label, Role.SECONDARY)))
        self._first = _Column(ours, Phrase(*text.ours))
        self._last = _Column(theirs, Phrase(*text.theirs))
        across.addWidget(self._first)
        across.addWidget(_Column(compared, _sign(text.difference)))
        across.addWidget(self._last)
        whole.addWidget(self._values, 1)
        if look().percent >= _LARGE_FROM:  # what it tells stands below the values, or the page grew too wide
            across.addStretch(1)
            below = QWidget()
            across = row(below, (16 + look().px(label), 0, 12, 8))
            whole.addWidget(below)
        across.addWidget(_Column(_SCALE, MatchScale(text.weight)))
        across.addWidget(_told(text), 1, Qt.AlignmentFlag.AlignVCenter)
        self.restyle()

    def restyle(self) -> None:
        """Grow with the text."""
        self.setMinimumHeight(look().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marked cells, the line and the focus."""
        now = look()
        difference = self._text.difference
        with painting(self) as painter:
            if difference is Difference.NOT_GIVEN:
                bar(painter, self.rect(), now.colour("sunken"))
            elif difference.value[2]:
                left, right = self._first.geometry().left(), self._last.geometry().right()
                high = min(self._values.height(), self.height() - 1)
                bar(painter, QRect(left, 0, right - left + 1, high), now.colour("mark"))
            bar(painter, QRect(0, self.height() - 1, self.width(), 1), now.colour("line"))
            if self.hasFocus():
                inner_ring(painter, self.rect(), now.colour("focus"), now.colour("focus-in"))


class Comparison(QWidget):
    """Arrival and register entry side by side.

    Args:
        parent: The widget it stands in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = column(self)
        head = Panel("sunken", lines="b", line="line2", height=56)
        self._titles = row(head, (16, 4, 12, 4))
        self._lines_holder = QWidget()
        self._lines = column(self._lines_holder)
        whole.addWidget(head)
        whole.addWidget(self._lines_holder)

    def show_titles(self, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
        """Show the heads of both sides: a title and where it comes from."""
        clear(self._titles)
        parts = (QWidget(), _head(*ours), QWidget(), _head(*theirs))
        for width, widget in zip(_widths(), parts, strict=True):
            self._titles.addWidget(_Column(width, widget))
        if look().percent >= _LARGE_FROM:
            self._titles.addStretch(1)
            return
        told = _head("What this tells us", "against                 for")
        told.setContentsMargins(_PAD, 0, 0, 0)
        self._titles.addWidget(told, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: tuple[ComparisonText, ...]) -> None:
        """Show these fields."""
        clear(self._lines)
        for text in lines:
            self._lines.addWidget(_Line(text))
        self._lines.addStretch(1)


def _head(title: str, line: str) -> QWidget:
    made = QWidget()
    stacked = column(made)
    stacked.addWidget(Words(title, Role.HEADING, wrap=False))
    stacked.addWidget(Words(line, Role.SECONDARY, wrap=False))
    return made
