"""The sheet and the type on it: A4, measured in the pixels of the design and turned into points."""

from __future__ import annotations

from dataclasses import dataclass

from aande_alert.documents.fonts import BOLD, REGULAR, STRONG

PX = 0.75
"""Points in one pixel of the design (96 dpi)."""

WIDTH, HEIGHT = 794 * PX, 1123 * PX
LEFT, RIGHT = 48 * PX, 746 * PX
MEASURE = RIGHT - LEFT

BLACK, DIM, RULE, FAINT, SHADE, GHOST = 0.0, 0.27, 0.73, 0.80, 0.937, 0.92
"""Greys, 0 black to 1 white; everything stays legible on a photocopy."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: size and line in points, weight, grey."""

    size: float
    leading: float
    weight: int = REGULAR
    grey: float = BLACK


def _style(size: float, leading: float, weight: int = REGULAR, grey: float = BLACK) -> Style:
    return Style(size * PX, leading * PX, weight, grey)


TITLE = _style(22, 28, BOLD)
HEADING = _style(16, 22, BOLD)
SUBHEADING = _style(14, 18, BOLD)
RUNNING = _style(12.5, 17)
CELL = _style(12.5, 16)
LEAD = _style(13, 18)
SMALL = _style(12, 16)
SMALL_DIM = _style(12, 16, grey=DIM)
HEAD_CELL = _style(12, 16, STRONG, DIM)
NAME = _style(18, 22, BOLD)
KEY = _style(14, 22, STRONG)
FOOT = _style(12, 15)
FOOT_STRONG = _style(12, 15, BOLD)
QUOTE = _style(13.5, 19)
