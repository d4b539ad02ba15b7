"""The pen: draws on one page after another and notes which element of the tree each piece belongs to."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics

from aande_alert.documents import marks
from aande_alert.documents.fonts import marks_face, set_in_fonts
from aande_alert.documents.paper import BLACK, HEIGHT, Style
from aande_alert.documents.setting import GAP, Line, Sign, Words
from aande_alert.documents.structure import Held, Node
from aande_alert.domain.provenance import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas


class Ink:
    """A canvas whose places are points from the left and the top of the page.

    Everything is drawn inside `marked` or `decoration`, so that nothing on a page is without a place in the
    reading order or the word that it needs none.

    Attributes:
        canvas: For the painters of drawings.
        page: The page now drawn on, from 0.
        pictures: Names of the photographs placed on each page, for the step that puts their bytes in.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.page = 0
        self.pictures: dict[int, list[str]] = {}
        self._number = 0
        self._node: Node | None = None
        self._is_open = False
        # Letters are written by us, ten times quicker than through a text object for each line.
        self._file = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001

    def turn_page(self) -> None:
        """End this page and begin the next."""
        self.canvas.showPage()
        self.page += 1
        self._number = 0

    @contextmanager
    def marked(self, node: Node, *, at_once: bool = False) -> Iterator[None]:
        """Draw content of one element; `at_once` for what a painter draws on the canvas itself."""
        self._node = node
        if at_once:
            self._open()
        yield
        self._close()
        self._node = None

    def _open(self) -> None:
        """Begin a numbered piece of the element, unless one is open or this is decoration."""
        if self._node is not None and not self._is_open:
            self.canvas.addLiteral(f"/{self._node.role} <</MCID {self._number_for(self._node)}>> BDC")
            self._is_open = True

    def _close(self) -> None:
        if self._is_open:
            self.canvas.addLiteral("EMC")
            self._is_open = False

    def _number_for(self, node: Node) -> int:
        number = self._number
        self._number += 1
        node.kids.append(Held(self.page, number))
        return number

    @contextmanager
    def decoration(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what is not read aloud: lines, shades, and the head and foot of the page (`Pagination`)."""
        self.canvas.addLiteral(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.canvas.addLiteral("EMC")

    def line(self, x: float, top: float, line: Line, style: Style) -> None:
        """Set one line of text whose box begins at `top`."""
        base = HEIGHT - top - style.leading / 2 - style.size * 0.35
        for part in line:
            if isinstance(part.inline, Sign):
                self._sign(x + part.x, base, part.inline, style)
            else:
                self._words(x + part.x, base, part.inline, style)

    def words(
        self, x: float, top: float, text: str, style: Style, *, end: bool = False, fit: float | None = None
    ) -> None:
        """Set words on one line, from `x` or, at its end, up to `x`; made smaller to `fit` a width."""
        width = set_in_fonts(text, style.weight).width * style.size / 1000
        if fit is not None and width > fit:
            style = replace(style, size=style.size * fit / width)
            width = fit
        base = HEIGHT - top - style.leading / 2 - style.size * 0.35
        self._words(x - width if end else x, base, Words(text), style)

    def up(self, y: float) -> float:
        """Return a place counted from the top as the page counts it, from the bottom."""
        return HEIGHT - y

    def box(self, x: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return a rectangle as the page counts it: left, lower, right, upper."""
        return (x, HEIGHT - top - height, x + width, HEIGHT - top)

    def rule(self, left: float, right: float, y: float, *, weight: float = 0.75, grey: float = BLACK) -> None:
        """Draw a line across."""
        y = HEIGHT - y
        self.canvas.addLiteral(f"{grey:g} G {weight:g} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def upright(self, x: float, top: float, bottom: float, *, weight: float, grey: float) -> None:
        """Draw a line down."""
        top, bottom = HEIGHT - top, HEIGHT - bottom
        self.canvas.addLiteral(f"{grey:g} G {weight:g} w {x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l S")

    def frame(self, box: tuple[float, float, float, float], *, weight: float = 0.9) -> None:
        """Draw a rounded rectangle; `box` is left, top, width, height."""
        left, top, width, height = box
        self.canvas.setStrokeGray(BLACK)
        self.canvas.setLineWidth(weight)
        self.canvas.roundRect(left, HEIGHT - top - height, width, height, 3, stroke=1, fill=0)

    def shade(self, box: tuple[float, float, float, float], grey: float) -> None:
        """Fill a rounded rectangle with an even grey."""
        left, top, width, height = box
        self.canvas.setFillGray(grey)
        self.canvas.roundRect(left, HEIGHT - top - height, width, height, 3, stroke=0, fill=1)

    def picture(self, name: str, matrix: tuple[float, ...]) -> None:
        """Place a photograph by name; its bytes are put in later, untouched.

        Args:
            name: Of the photograph in the file.
            matrix: Six numbers, from the unit square to the page, points upwards.
        """
        numbers = " ".join(f"{number:.3f}" for number in matrix)
        self._open()
        self.canvas.addLiteral(f"q {numbers} cm /{name} Do Q")
        self.pictures.setdefault(self.page, []).append(name)

    def _words(self, x: float, base: float, words: Words, style: Style) -> None:
        setting = set_in_fonts(words.text, words.weight or style.weight)
        grey = style.grey if words.grey is None else words.grey
        size = words.size or style.size
        letters = " ".join(self._letters(face, drawn, size) for face, drawn in setting.runs)
        literal = f"BT {grey:g} g 1 0 0 1 {x:.2f} {base:.2f} Tm {letters} ET"
        if setting.said:
            self._say(setting.said, literal)
        else:
            self._open()
            self.canvas.addLiteral(literal)

    def _letters(self, face: str, drawn: str, size: float) -> str:
        """Return the operators that show letters of one face; each is noted for the face's subset."""
        font: Any = pdfmetrics.getFont(face)
        return " ".join(
            f"{font.getSubsetInternalName(subset, self._file)} {size:.3f} Tf <{codes.hex()}> Tj"
            for subset, codes in font.splitString(drawn, self._file)
        )

    def _sign(self, x: float, base: float, sign: Sign, style: Style) -> None:
        if sign.kind == GAP:
            self._words(x, base, Words(" "), style)
            return
        lower = base + style.size * 0.35 - sign.side / 2
        letter = marks.LETTERS.get(sign.kind)
        if letter is None:
            self._open()
            marks.draw(self.canvas, sign.kind, x, lower, sign.side)
            return
        letters = self._letters(marks_face(), letter, sign.side)
        literal = f"BT {BLACK:g} g 1 0 0 1 {x:.2f} {lower:.2f} Tm {letters} ET"
        self._say(f"{marks.SAID[Source(sign.kind)]} ", literal)

    def _say(self, said: str, literal: str) -> None:
        """Have other words read in the place of what is drawn.

        The piece stands beside the others of its element, never inside one: some readers lose what follows a
        piece within a piece.
        """
        written = (b"\xfe\xff" + said.encode("utf-16-be")).hex()
        number = ""
        if self._node is not None:
            self._close()
            number = f"/MCID {self._number_for(self._node.add('Span', said=said))} "
        self.canvas.addLiteral(f"/Span <<{number}/ActualText <{written}>>> BDC {literal} EMC")
