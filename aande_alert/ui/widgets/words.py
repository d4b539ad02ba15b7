"""Words on the screen: always plain text, so that nothing a person typed is ever read as markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from aande_alert.ui.theme.drawing import bar, painting
from aande_alert.ui.theme.look import PLAIN, Restyled, Type, look

UNDER = 2  # pixels of the line beneath what differs


class Role(StrEnum):
    """How words are set; the style sheet knows each."""

    BODY = "body"
    STRONG = "strong"
    SECONDARY = "secondary"
    SECONDARY_STRONG = "secondary-strong"
    QUIET = "quiet"
    HEADING = "heading"
    PAGE = "page"
    TITLE = "title"
    LINK = "link"
    AMBER = "amber"
    BANNER_NAME = "banner-name"
    BANNER_LABEL = "banner-label"
    BANNER_VALUE = "banner-value"
    BANNER_DETAIL = "banner-detail"
    CLOCK = "clock"


class Words(QLabel):
    """Plain text in one role; the only label in the program.

    Args:
        text: What it says.
        role: How it is set.
        wrap: Whether it may take several lines; if not, it asks for its whole width.
        selectable: Whether it can be selected and copied, with mouse and keys.
        parent: The widget it stands in.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        *,
        wrap: bool = True,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role.value)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.say(text)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text)

    def set_role(self, role: Role) -> None:
        """Set the words another way."""
        if self.property("role") != role.value:
            self.setProperty("role", role.value)
            self.style().unpolish(self)
            self.style().polish(self)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one weight and colour within a phrase.

    Attributes:
        words: The words, spaces included.
        weight: 400, 600 or 700.
        role: Colour token.
        under: Whether a 2 pixel line stands beneath them, for what differs.
    """

    words: str
    weight: int = PLAIN
    role: str = "text"
    under: bool = False


class Phrase(Restyled, QWidget):
    """A sentence in which some words are stronger; plain text throughout, wrapped when it must be.

    Args:
        runs: What it says.
        size: Size of type.
        wrap: Whether it may take several lines.
        parent: The widget it stands in.
    """

    def __init__(
        self, *runs: Run, size: Type = Type.BODY, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._size, self._wrap = size, wrap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(*runs)

    def say(self, *runs: Run) -> None:
        """Show other words."""
        self._runs = runs
        self.setAccessibleName(self.text())
        self.restyle()

    def text(self) -> str:
        """Return the words without their weights."""
        return "".join(run.words for run in self._runs)

    def restyle(self) -> None:
        """Measure again."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width where it may wrap."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """Return the height the words need at a width."""
        return lay_out(self._runs, self._size, width)[1]

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        now = look()
        wide = sum(now.metrics(self._size, run.weight).horizontalAdvance(run.words) for run in self._runs)
        return QSize(int(wide) + 2, now.line(self._size))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, or of everything where it may not wrap."""
        if not self._wrap:
            return self.sizeHint()
        now = look()
        wide = max((now.width(word, self._size, 600) for word in self.text().split()), default=0)
        return QSize(wide + 2, now.line(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, vertically centred."""
        width = self.width() if self._wrap else self.sizeHint().width()
        layout, high = lay_out(self._runs, self._size, width)
        with painting(self) as painter:
            draw_runs(painter, layout, self._runs, QPointF(0, max(0, (self.height() - high) // 2)))


def tip(widget: QWidget, text: str) -> None:
    """Show words when the mouse rests on a widget; Qt looks for markup in them, so they are escaped."""
    widget.setToolTip(f"<qt>{escape(text)}</qt>" if text else "")


def lay_out(runs: tuple[Run, ...], size: Type, width: float) -> tuple[QTextLayout, int]:
    """Break runs into lines of a width; return the layout and its height in pixels."""
    now = look()
    layout = QTextLayout("".join(run.words for run in runs), now.font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs, size))
    layout.beginLayout()
    line_height = now.line(size)
    y = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
        y += line_height
    layout.endLayout()
    return layout, max(y, line_height)


def _formats(runs: tuple[Run, ...], size: Type) -> list[QTextLayout.FormatRange]:
    now = look()
    formats = []
    start = 0
    for run in runs:
        span = QTextLayout.FormatRange()
        style = QTextCharFormat()
        style.setFont(now.font(size, run.weight))
        style.setForeground(now.colour(run.role))
        span.start, span.length, span.format = start, _units(run.words), style
        formats.append(span)
        start += _units(run.words)
    return formats


def _units(text: str) -> int:
    """Return the length Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def draw_runs(painter: QPainter, layout: QTextLayout, runs: tuple[Run, ...], at: QPointF) -> None:
    """Draw runs that were laid out, with the lines beneath what differs."""
    layout.draw(painter, at)
    start = 0
    for run in runs:
        end = start + _units(run.words)
        if run.under:
            for index in range(layout.lineCount()):
                _underline(painter, layout.lineAt(index), (start, end), run.role, at)
        start = end


def _underline(painter: QPainter, line: QTextLine, span: tuple[int, int], role: str, at: QPointF) -> None:
    first = max(span[0], line.textStart())
    last = min(span[1], line.textStart() + line.textLength())
    if first >= last:
        return
    left, right = (float(_x(line, where)) for where in (first, last))
    y = at.y() + line.y() + line.ascent() + 3
    bar(painter, QRectF(round(at.x() + left), round(y), round(right - left), UNDER), look().colour(role))


def _x(line: QTextLine, where: int) -> float:
    found: object = line.cursorToX(where)  # PySide gives a pair here, and the stubs a number
    return float(found[0] if isinstance(found, tuple) else str(found))
