"""What the window looks like now: theme, text size, fonts. Painted widgets ask each time they paint."""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from aande_alert.ui.theme.tokens import Theme, Tokens, load

FAMILIES = (
    "Atkinson Hyperlegible Next",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Tamil",
)
PLAIN, SEMI, BOLD = 400, 600, 700
SMALLEST, LARGEST = 100, 200


class Type(Enum):
    """The five sizes of type: pixels and line height at 100 % text."""

    SECONDARY = (12, 16)
    BODY = (13, 17)
    HEADING = (15, 20)
    PAGE = (18, 24)
    TITLE = (22, 28)


@cache
def _font(pixels: int, weight: int) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _metrics(pixels: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, weight))


@cache
def _colour(code: str) -> QColor:
    return QColor(code)


class Look:
    """A theme at a text size.

    Attributes:
        tokens: The colours by role.
        percent: The text size, 100 to 200.
    """

    def __init__(self, theme: Theme = Theme.LIGHT, percent: int = SMALLEST) -> None:
        self.tokens: Tokens = load(theme)
        self.percent = max(SMALLEST, min(LARGEST, percent))

    @property
    def theme(self) -> Theme:
        """Return which theme this is."""
        return self.tokens.theme

    def px(self, size: float) -> int:
        """Return a size that grows with the text: type, rows, controls, icons; not lines or radii."""
        return round(size * self.percent / 100)

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; do not change it, it is shared."""
        return _colour(self.tokens[role])

    def font(self, size: Type = Type.BODY, weight: int = PLAIN) -> QFont:
        """Return a font with tabular figures; do not change it, it is shared."""
        return _font(self.px(size.value[0]), weight)

    def metrics(self, size: Type = Type.BODY, weight: int = PLAIN) -> QFontMetricsF:
        """Return the measure of that font."""
        return _metrics(self.px(size.value[0]), weight)

    def width(self, words: str, size: Type = Type.BODY, weight: int = PLAIN) -> int:
        """Return the width of one line of words, rounded up."""
        return int(self.metrics(size, weight).horizontalAdvance(words)) + 1

    def line(self, size: Type = Type.BODY) -> int:
        """Return the height of a line of that size."""
        return self.px(size.value[1])


class _Now:
    look: Look | None = None


def look() -> Look:
    """Return the look that holds now."""
    if _Now.look is None:
        _Now.look = Look()
    return _Now.look


def hold(new: Look) -> None:
    """Make a look the one that holds; `style.apply` calls this and restyles the window."""
    _Now.look = new


class Restyled:
    """Mixed in before a Qt widget: calls `restyle()` when theme or text size change.

    A widget puts its fixed sizes, margins and pictures there, and calls it once itself when made.
    """

    def restyle(self) -> None:
        """Take sizes and colours from the look that holds now."""

    def changeEvent(self, event: QEvent) -> None:
        """Restyle when the style sheet was set again."""
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()
        super().changeEvent(event)  # type: ignore[misc]  # the Qt widget this is mixed into has it
