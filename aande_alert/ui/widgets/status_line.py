"""The status line: feeds, age of each register, unsent items; what is down or stale stands out in amber."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import bar, dot, words
from aande_alert.ui.theme.look import PLAIN, SEMI, Type, look
from aande_alert.ui.widgets.badge import shape
from aande_alert.ui.widgets.panel import Flow, Panel, clear, row
from aande_alert.ui.widgets.pressed import Pressed, step_focus


class SegmentState(StrEnum):
    """What a segment is about."""

    LIVE = "live"
    FILE = "file"
    PLAIN = "plain"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: `Arrivals feed live, 14:10`; `GP feed DOWN since 11:20` with `WARN`."""

    key: str
    words: str
    state: SegmentState = SegmentState.PLAIN


_MARK_GAP, _PAD = 8, 12


class _Piece(Pressed):
    """One segment; the line stands at its right, or at its left in the right-hand group."""

    def __init__(self, segment: Segment, *, at_right: bool) -> None:
        super().__init__(segment.key, "")
        self._at_right = at_right
        self.show_segment(segment)

    def show_segment(self, segment: Segment) -> None:
        """Show another state."""
        self._segment = segment
        self.say(segment.words)
        self.restyle()

    def _lead(self) -> int:
        sizes = {SegmentState.LIVE: 8, SegmentState.FILE: 16, SegmentState.WARN: 14, SegmentState.PLAIN: 0}
        size = look().px(sizes[self._segment.state])
        return size + _MARK_GAP if size else 0

    def sizeHint(self) -> QSize:
        """Return the size of mark and words."""
        wide = look().width(self._segment.words, Type.SECONDARY, SEMI)
        return QSize(2 * _PAD + self._lead() + wide, look().px(28) - 1)

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw ground, mark, words and line."""
        now = look()
        warn = self._segment.state is SegmentState.WARN
        if warn or self.underMouse():
            bar(painter, rect, now.colour("amber-tint" if warn else "sunken"))
        self._draw_mark(painter, rect)
        weight, ink = (SEMI, "amber-ink") if warn else (PLAIN, "text2")
        inside = rect.adjusted(_PAD + self._lead(), 0, 0, 0)
        words(painter, inside, self._segment.words, now.font(Type.SECONDARY, weight), now.colour(ink))
        edge = 0 if self._at_right else rect.width() - 1
        bar(painter, QRect(edge, 0, 1, rect.height()), now.colour("line"))

    def _draw_mark(self, painter: QPainter, rect: QRect) -> None:
        now = look()
        middle = rect.height() / 2
        match self._segment.state:
            case SegmentState.LIVE:
                dot(painter, QPointF(_PAD + now.px(4), middle), now.px(3.5), now.colour("text2"))
            case SegmentState.FILE:
                icons.draw(painter, _PAD, middle - now.px(8), icons.picture("file", "text2", 16))
            case SegmentState.WARN:
                icons.draw(painter, _PAD, middle - now.px(7), shape(BadgeKind.NOT_CHECKED, size=14))
            case SegmentState.PLAIN:
                pass


class StatusLine(Panel):
    """The line at the foot of the window.

    Signals:
        chosen: The key of a segment.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("chrome", lines="t", height=28, parent=parent)
        line = row(self, (0, 1, 0, 0))
        left, right = QWidget(self), QWidget(self)
        self._left = Flow(left, gap=0, line_gap=0)
        self._right: QHBoxLayout = row(right)
        line.addWidget(left, 1)
        line.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        self._keys: tuple[list[str], list[str]] = ([], [])
        self._pieces: list[_Piece] = []

    def show_segments(self, left: tuple[Segment, ...], right: tuple[Segment, ...] = ()) -> None:
        """Show these segments; those in place stay in place when only their words change."""
        keys = [segment.key for segment in left], [segment.key for segment in right]
        if keys != self._keys:
            self._keys = keys
            clear(self._left)
            clear(self._right)
            self._pieces = [_Piece(segment, at_right=False) for segment in left]
            self._pieces += [_Piece(segment, at_right=True) for segment in right]
            for at, piece in enumerate(self._pieces):
                piece.chosen.connect(self.chosen)
                (self._left if at < len(left) else self._right).addWidget(piece)
        for piece, segment in zip(self._pieces, (*left, *right), strict=True):
            piece.show_segment(segment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along with the arrows."""
        if not step_focus(event, list(self._pieces), Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
