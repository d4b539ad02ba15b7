"""The protection badge: shape, then word, then colour; absence of a badge never means safe."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from aande_alert.domain.timeline import BadgeKind
from aande_alert.ui.theme import icons
from aande_alert.ui.theme.drawing import box, dashed_box, painting
from aande_alert.ui.theme.look import BOLD, PLAIN, SEMI, Restyled, Type, look
from aande_alert.ui.widgets.words import Run, draw_runs, lay_out

HEIGHT, ICON, LEFT, RIGHT, GAP, TIME_GAP = 22, 16, 5, 7, 5, 8


@dataclass(frozen=True, slots=True)
class BadgeText:
    """What a badge says.

    Attributes:
        kind: The state.
        detail: The end date of a plan, or the reason of NOT CHECKED; else empty.
        time: When it was checked, `13:58`; for no record it is part of the words.
    """

    kind: BadgeKind
    detail: str = ""
    time: str = ""

    @property
    def words(self) -> str:
        """Return the words inside the badge."""
        kind, detail = self.kind, self.detail
        if kind is BadgeKind.PLAN_ENDED:
            return f"Plan ended {detail}".strip()
        if kind is BadgeKind.NOT_CHECKED:
            return f"NOT CHECKED: {detail}" if detail else "NOT CHECKED"
        if kind is BadgeKind.NO_RECORD:
            return f"No record, {self.time}" if self.time else "No record"
        return _WORDS[kind]

    @property
    def time_after(self) -> str:
        """Return the time that stands after the badge; empty where the words hold it."""
        return "" if self.kind is BadgeKind.NO_RECORD else self.time

    @property
    def sentence(self) -> str:
        """Return what a screen reader says."""
        return f"{self.words}, checked {self.time}" if self.time_after else self.words


_WORDS = {
    BadgeKind.ON_PLAN: "CP plan",
    BadgeKind.LOOKED_AFTER: "Looked after",
    BadgeKind.UNBORN_PLAN: "Unborn plan",
    BadgeKind.CHECK_FAILED: "CHECK FAILED",
    BadgeKind.POSSIBLE_MATCH: "Possible match",
    BadgeKind.DISPUTED: "Disputed alert",
    BadgeKind.CHECKING: "Checking",
}


@dataclass(frozen=True, slots=True)
class _Set:
    """Colours of one kind: box, border, words, shape and what is cut out of it; first boxed, then alone."""

    fill: str
    border: str
    ink: str
    shape: str
    cut: str
    alone: str
    alone_cut: str
    weight: int = BOLD


_OUTLINED = _Set("surface", "red-line", "red-text", "red-line", "surface", "red-line", "surface", SEMI)
_QUIET = _Set("", "", "text3", "ring", "surface", "ring", "surface", PLAIN)
_SETS = {
    BadgeKind.ON_PLAN: _Set("red", "", "on-red", "on-red", "red", "red", "on-red"),
    BadgeKind.LOOKED_AFTER: _Set("violet", "", "on-violet", "on-violet", "violet", "violet", "on-violet"),
    BadgeKind.UNBORN_PLAN: _Set("pink", "", "on-pink", "on-pink", "pink", "pink", "on-pink"),
    BadgeKind.CHECK_FAILED: _Set("amber", "", "on-amber", "on-amber", "amber", "amber", "ink"),
    BadgeKind.NOT_CHECKED: _Set("surface", "amber-line", "text", "amber", "ink", "amber", "ink"),
    BadgeKind.POSSIBLE_MATCH: _Set("amber-tint", "amber-line", "text", "amber", "ink", "amber", "ink"),
    BadgeKind.DISPUTED: _OUTLINED,
    BadgeKind.PLAN_ENDED: _OUTLINED,
    BadgeKind.CHECKING: _QUIET,
    BadgeKind.NO_RECORD: _QUIET,
}  # fmt: skip


def shape(kind: BadgeKind, *, boxed: bool = False, size: float = ICON) -> QPixmap:
    """Return the shape of a kind: alone in its own colour, or as it stands inside its box."""
    look_of = _SETS[kind]
    ink, cut = (look_of.shape, look_of.cut) if boxed else (look_of.alone, look_of.alone_cut)
    return icons.picture(f"states/{kind.value}", ink, size, cut=cut)


def fill_of(kind: BadgeKind) -> tuple[str, str]:
    """Return the fill and ink tokens of a kind, for a drawer's head; grey-lined kinds give their tint."""
    look_of = _SETS[kind]
    return look_of.fill or "sunken", look_of.ink


@dataclass(frozen=True, slots=True)
class BadgeSize:
    """Where the parts of a badge stand, from its top left corner."""

    box: QSize
    time: QPointF | None
    whole: QSize
    words_width: float


def measure(text: BadgeText, width: int = 0, *, boxed: bool = True, timed: bool = True) -> BadgeSize:
    """Return the size of a badge, wrapped to a width where one is given.

    The words wrap inside the box, and the time goes beneath it, before anything is cut.
    """
    now = look()
    size, weight = _type(text, boxed=boxed)
    lead = (LEFT if boxed else 0) + now.px(ICON) + GAP
    trail = RIGHT if boxed else 0
    wide = now.width(text.words, size, weight)
    high = now.px(HEIGHT)
    if width and lead + wide + trail > width:
        wide = max(width - lead - trail, now.px(48))
        high += lay_out((Run(text.words, weight),), size, wide)[1] - now.line(size)
    body = QSize(lead + wide + trail, high)
    time = text.time_after if timed else ""
    if not time:
        return BadgeSize(body, None, body, wide)
    time_wide = now.width(time, Type.SECONDARY)
    beside = body.width() + TIME_GAP + time_wide
    if not width or beside <= width:
        at = QPointF(body.width() + TIME_GAP, (high - now.line(Type.SECONDARY)) / 2)
        return BadgeSize(body, at, QSize(beside, high), wide)
    below = QSize(max(body.width(), time_wide), high + now.line(Type.SECONDARY))
    return BadgeSize(body, QPointF(lead if boxed else 0, high), below, wide)


def paint_badge(
    painter: QPainter, rect: QRect, text: BadgeText, *, boxed: bool = True, timed: bool = True
) -> None:
    """Draw a badge at the left of a rectangle, vertically centred, wrapped to its width."""
    now = look()
    parts = measure(text, rect.width(), boxed=boxed, timed=timed)
    top = rect.top() + (rect.height() - parts.whole.height()) // 2
    colours = _SETS[text.kind]
    body = QRect(rect.left(), top, parts.box.width(), parts.box.height())
    if boxed:
        _paint_box(painter, body, text.kind)
    x = rect.left() + (LEFT if boxed else 0)
    side = now.px(ICON)
    icons.draw(painter, x, top + (now.px(HEIGHT) - side) / 2, shape(text.kind, boxed=boxed))
    size, weight = _type(text, boxed=boxed)
    ink = colours.ink if boxed or (not colours.fill and not colours.border) else "text"
    runs = (Run(text.words, weight, ink),)
    layout, _ = lay_out(runs, size, parts.words_width)
    above = (now.px(HEIGHT) - now.line(size)) / 2
    draw_runs(painter, layout, runs, QPointF(x + side + GAP, top + above))
    if parts.time is not None:
        time_runs = (Run(text.time_after, PLAIN, "text2"),)
        time, _ = lay_out(time_runs, Type.SECONDARY, rect.width())
        draw_runs(painter, time, time_runs, QPointF(rect.left(), top) + parts.time)


def _type(text: BadgeText, *, boxed: bool) -> tuple[Type, int]:
    if boxed:
        return Type.SECONDARY, _SETS[text.kind].weight
    return Type.BODY, PLAIN


def _paint_box(painter: QPainter, rect: QRect, kind: BadgeKind) -> None:
    now = look()
    colours = _SETS[kind]
    if kind is BadgeKind.NOT_CHECKED:
        dashed_box(painter, rect, now.colour(colours.fill), now.colour(colours.border))
    elif colours.fill:
        border = now.colour(colours.border) if colours.border else None
        box(painter, rect, fill=now.colour(colours.fill), border=border)


class Badge(Restyled, QWidget):
    """A badge on its own.

    Args:
        text: What it says.
        boxed: With its box, or shape and word alone.
        timed: Whether the time of the check stands after it.
        parent: The widget it stands in.
    """

    def __init__(
        self, text: BadgeText, *, boxed: bool = True, timed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._boxed, self._timed = boxed, timed
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_badge(text)

    def show_badge(self, text: BadgeText) -> None:
        """Show another state."""
        self._text = text
        self.setAccessibleName(text.sentence)
        self.restyle()

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        return measure(self._text, boxed=self._boxed, timed=self._timed).whole

    def minimumSizeHint(self) -> QSize:
        """Return the same; a state is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        with painting(self) as painter:
            paint_badge(painter, self.rect(), self._text, boxed=self._boxed, timed=self._timed)
