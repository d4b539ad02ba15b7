"""The frame of every page: whose document this is, which page of how many, what it is not yet, who signed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.documents.fonts import BOLD, reading_face, set_in_fonts, width_of
from aande_alert.documents.ink import Ink
from aande_alert.documents.paper import (
    BLACK,
    FOOT,
    FOOT_STRONG,
    GHOST,
    HEIGHT,
    LEFT,
    MEASURE,
    PX,
    RIGHT,
    SMALL,
    WIDTH,
)
from aande_alert.documents.setting import Line, Words, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

    from aande_alert.documents.blocks import Page

FIRST_TOP = 32 * PX
FOOT_TOP = 1052 * PX
BODY_BOTTOM = 1042 * PX
_HEAD_TOP = 32 * PX
_HEAD_LINE = 56 * PX
THIRD_PARTY = "Holds third-party information: do not copy to the family without review."
_ACROSS_SIZE = 84.0
_WARNING_LINES = 3


@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """What the head and foot of every page say.

    Attributes:
        title: Of the document, `Referral to children's social care`.
        reference: `CVH-2026-01187`.
        name: The child's, as shown.
        born: Date of birth as shown, or `Not Known`.
        nhs: NHS number as shown, or `NHS No. not known`.
        signed: `Signed BHATT, Rohan (Dr), 22-Nov-2026 16:52`, or that it is not.
        version: `Version 2, replaces CVH-2026-01187 version 1`.
        caution: Who must not see it.
        marks: Drawn across each page and written in its foot: `DRAFT, not signed`, `DEMO: invented people`.
        warnings: Written under the head of each page, `URGENT INTERIM. Missing: ...`, fullest first; the
            first that fits three lines is used. Empty for none.
    """

    title: str
    reference: str
    name: str
    born: str
    nhs: str
    signed: str
    version: str
    caution: str = THIRD_PARTY
    marks: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Frame({self.reference}, withheld)"

    def first_top(self) -> float:
        """Return where the first page's room begins."""
        return FIRST_TOP + self._warning_height()

    def top(self) -> float:
        """Return where every other page's room begins."""
        return _HEAD_LINE + 16 * PX + self._warning_height()

    def warning_lines(self) -> tuple[Line, ...]:
        """Return the lines of the warning; none where there is none."""
        lines: tuple[Line, ...] = ()
        for warning in self.warnings:
            lines = set_lines((Words(warning, BOLD),), SMALL, MEASURE - 24 * PX)
            if len(lines) <= _WARNING_LINES:
                break
        return lines

    def _warning_height(self) -> float:
        lines = self.warning_lines()
        return len(lines) * SMALL.leading + 16 * PX if lines else 0.0


def draw_pages(frame: Frame, pages: Sequence[Page]) -> tuple[bytes, dict[int, list[str]]]:
    """Draw laid-out pages inside their frame.

    Returns:
        The PDF without photographs and reading order, and the names of the photographs on each page.
    """
    from reportlab.pdfgen.canvas import Canvas

    body = io.BytesIO()
    canvas = Canvas(
        body,
        pagesize=(WIDTH, HEIGHT),
        initialFontName=reading_face(),  # type: ignore[arg-type]  # the stubs have the wrong type
        pageCompression=1,
        invariant=1,
        lang="en-GB",
    )
    ink = Ink(canvas)
    for i, page in enumerate(pages):
        _draw_behind(canvas, ink, frame)
        _draw_head(ink, frame, first=i == 0)
        for top, block, again in page.placed:
            block.draw(ink, top, again=again)
        _draw_foot(ink, frame, i + 1, len(pages))
        ink.turn_page()
    canvas.save()
    return body.getvalue(), ink.pictures


def _draw_behind(canvas: Canvas, ink: Ink, frame: Frame) -> None:
    """Draw the marks large and light across the page, behind everything."""
    words = "  ".join(short for short, _ in frame.marks)
    if not words:
        return
    size = min(_ACROSS_SIZE, 720 / max(width_of(words, BOLD, 1.0), 0.1))
    with ink.decoration("Pagination"):
        canvas.saveState()
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(55)
        canvas.setFillGray(GHOST)
        setting = set_in_fonts(words, BOLD)
        canvas.setFont(setting.runs[0][0], size)
        canvas.drawCentredString(0, -size / 3, words)
        canvas.restoreState()


def _draw_head(ink: Ink, frame: Frame, *, first: bool) -> None:
    with ink.decoration("Pagination"):
        top = _HEAD_TOP
        if not first:
            identity = f"{frame.name}  |  Born {frame.born}  |  {frame.nhs}"
            ink.words(LEFT, top, identity, FOOT_STRONG, fit=MEASURE - 200 * PX)
            ink.words(RIGHT, top, frame.title, FOOT, end=True)
            ink.rule(LEFT, RIGHT, _HEAD_LINE, grey=BLACK)
            top = _HEAD_LINE + 10 * PX
        _draw_warning(ink, frame, top)


def _draw_warning(ink: Ink, frame: Frame, top: float) -> None:
    lines = frame.warning_lines()
    if not lines:
        return
    ink.frame((LEFT, top, MEASURE, len(lines) * SMALL.leading + 6 * PX), weight=1.5)
    for i, line in enumerate(lines):
        ink.line(LEFT + 12 * PX, top + 3 * PX + i * SMALL.leading, line, SMALL)


def _draw_foot(ink: Ink, frame: Frame, number: int, count: int) -> None:
    said = "  |  ".join(long for _, long in frame.marks)
    with ink.decoration("Pagination"):
        ink.rule(LEFT, RIGHT, FOOT_TOP, grey=BLACK)
        y = FOOT_TOP + 7 * PX
        identity = f"{frame.reference}  |  {frame.name}  |  Born {frame.born}  |  {frame.nhs}"
        ink.words(LEFT, y, identity, FOOT, fit=MEASURE - 100 * PX)
        ink.words(RIGHT, y, f"Page {number} of {count}", FOOT_STRONG, end=True)
        y += FOOT.leading
        ink.words(LEFT, y, frame.signed, FOOT, fit=MEASURE * 0.6)
        ink.words(RIGHT, y, frame.version, FOOT, end=True, fit=MEASURE * 0.38)
        y += FOOT.leading
        ink.words(LEFT, y, frame.caution, FOOT)
        ink.words(RIGHT, y, said, FOOT_STRONG, end=True)
