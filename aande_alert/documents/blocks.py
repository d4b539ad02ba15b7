"""What a page is built from: text, columns and drawings that know their height and where they may break."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from aande_alert.documents.paper import LEFT, MEASURE, PX, RIGHT, RULE
from aande_alert.documents.setting import Inline, Line, Words, set_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aande_alert.documents.ink import Ink
    from aande_alert.documents.paper import Style
    from aande_alert.documents.structure import Node


class Block(Protocol):
    """Something with a height that stands across the page."""

    @property
    def before(self) -> float:
        """Space above it, not used at the top of a page."""

    @property
    def stays_with_next(self) -> bool:
        """Whether it may not be the last thing on a page (a heading)."""

    @property
    def head(self) -> Block | None:
        """What is repeated above it on a new page (the head of a table)."""

    def height(self) -> float:
        """Return its height in points, without `before`."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return the part that fits in `room` and the rest; `None` where it cannot be cut there."""

    def draw(self, ink: Ink, top: float, *, again: bool = False) -> None:
        """Draw it with its upper edge at `top`; `again` for a head that was read before."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of one paragraph, or some of them: what a cell holds.

    Attributes:
        node: The element it belongs to.
        lines: All lines of the paragraph.
        style: How they are set.
        first: The first line shown.
        last: The line after the last one shown.
    """

    node: Node
    lines: tuple[Line, ...]
    style: Style
    first: int
    last: int

    @property
    def height(self) -> float:
        """Return the height in points."""
        return (self.last - self.first) * self.style.leading

    def cut(self, room: float) -> tuple[Text, Text]:
        """Return the lines that fit in `room` and the others; either may be empty."""
        at = min(self.last, self.first + max(0, int((room + 0.01) // self.style.leading)))
        return replace(self, last=at), replace(self, first=at)

    def draw(self, ink: Ink, x: float, top: float) -> None:
        """Draw the lines, one below the other."""
        for i in range(self.first, self.last):
            ink.line(x, top + (i - self.first) * self.style.leading, self.lines[i], self.style)


def text(node: Node, inlines: Sequence[Inline] | str, style: Style, width: float) -> Text:
    """Set a paragraph to a width in points."""
    parts = (Words(inlines),) if isinstance(inlines, str) else tuple(inlines)
    lines = set_lines(parts, style, width)
    return Text(node, lines, style, 0, len(lines))


@dataclass(frozen=True, slots=True)
class Cell:
    """Text at a place across the page, `x` from the left edge of the sheet."""

    x: float
    text: Text


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells side by side, with room above and below, and a line under them.

    Attributes:
        cells: In reading order.
        pad_top: Points.
        pad_bottom: Points.
        rule: Grey of the line below; `None` for no line.
        rule_weight: Points.
        before: Space above.
        stays_with_next: Whether it may not end a page.
        head: What is repeated on a new page.
        together: Shortest piece of it that may stand alone, in points.
    """

    cells: tuple[Cell, ...]
    pad_top: float = 0.0
    pad_bottom: float = 0.0
    rule: float | None = None
    rule_weight: float = 0.75
    before: float = 0.0
    stays_with_next: bool = False
    head: Block | None = None
    bar: bool = False

    def height(self) -> float:
        """Return its height in points."""
        return self.pad_top + max((cell.text.height for cell in self.cells), default=0.0) + self.pad_bottom

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Cut every cell where the room ends; at least two lines stay above, where there are that many."""
        inside = room - self.pad_top
        upper, lower = zip(*(cell.text.cut(inside) for cell in self.cells), strict=True)
        least = min(2, max(cell.text.last - cell.text.first for cell in self.cells))
        if max(part.last - part.first for part in upper) < least:
            return None
        above = tuple(Cell(cell.x, part) for cell, part in zip(self.cells, upper, strict=True))
        below = tuple(
            Cell(cell.x, part) for cell, part in zip(self.cells, lower, strict=True) if part.last > part.first
        )
        if not below:
            return None
        return (
            replace(self, cells=above, pad_bottom=0.0, rule=None),
            replace(self, cells=below, before=0.0),
        )

    def draw(self, ink: Ink, top: float, *, again: bool = False) -> None:
        """Draw every cell, then the line."""
        for cell in self.cells:
            with ink.decoration("Pagination") if again else ink.marked(cell.text.node):
                cell.text.draw(ink, cell.x, top + self.pad_top)
        if self.rule is not None:
            with ink.decoration():
                ink.rule(LEFT, RIGHT, top + self.height(), weight=self.rule_weight, grey=self.rule)
        if self.bar:
            with ink.decoration():
                x = self.cells[0].x - 9 * PX
                ink.upright(x, top, top + self.height(), weight=1.5, grey=RULE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something drawn in one piece: a box, a figure, a photograph.

    Attributes:
        tall: Height in points.
        paint: Draws it with its upper edge at a place; takes care of its own marks.
        before: Space above.
        stays_with_next: Whether it may not end a page.
    """

    tall: float
    paint: Callable[[Ink, float], None]
    before: float = 0.0
    stays_with_next: bool = False
    head: Block | None = None

    def height(self) -> float:
        """Return its height in points."""
        return self.tall

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - never cut
        """Return `None`: it stays whole."""
        return None

    def draw(self, ink: Ink, top: float, *, again: bool = False) -> None:  # noqa: ARG002 - never repeated
        """Draw it."""
        self.paint(ink, top)


@dataclass(slots=True)
class Page:
    """Blocks at their places on one sheet: `(top, block, drawn before)`."""

    placed: list[tuple[float, Block, bool]] = field(default_factory=list)


class Paginator:
    """Puts blocks on pages, one below the other, from `top` to `bottom`.

    Args:
        first_top: Upper edge of the first page's room.
        top: Upper edge of every other page's room.
        bottom: Lower edge.
    """

    def __init__(self, first_top: float, top: float, bottom: float) -> None:
        self.pages = [Page()]
        self._top = top
        self._bottom = bottom
        self._y = first_top
        self._fresh = True

    def place(self, blocks: Sequence[Block]) -> None:
        """Put blocks in their order, beginning new pages as they are needed."""
        for i, block in enumerate(blocks):
            if block.stays_with_next and not self._fresh and self._needed(blocks, i) > self._room():
                self.new_page()
            self._place(block)

    def new_page(self) -> None:
        """Begin a page, unless this one is still empty."""
        if self._fresh:
            return
        self.pages.append(Page())
        self._y = self._top
        self._fresh = True

    def _room(self) -> float:
        return self._bottom - self._y

    def _needed(self, blocks: Sequence[Block], i: int) -> float:
        """Return the height of a heading, what stays with it, and the beginning of what follows."""
        needed = 0.0
        for block in blocks[i:]:
            needed += block.before + block.height()
            if not block.stays_with_next:
                over = needed - self._room()
                parts = block.split(max(0.0, block.height() - over)) if over > 0 else None
                return self._room() if parts else needed
        return needed

    def _place(self, block: Block) -> None:
        rest = block
        while True:
            gap = 0.0 if self._fresh else rest.before
            room = self._room() - gap
            if rest.height() <= room + 0.01:
                self._put(rest, gap)
                return
            parts = rest.split(room)
            if parts is None and self._fresh:
                self._put(
                    rest, gap
                )  # in one piece and taller than a page: it is cut by the paper, not lost here
                return
            if parts is not None:
                self._put(parts[0], gap)
                rest = parts[1]
            self.new_page()
            if rest.head is not None:
                self._put(rest.head, 0.0, again=True)

    def _put(self, block: Block, gap: float, *, again: bool = False) -> None:
        self.pages[-1].placed.append((self._y + gap, block, again))
        self._y += gap + block.height()
        self._fresh = self._fresh and again  # a repeated head alone is still an empty page


def across(node: Node, inlines: Sequence[Inline] | str, style: Style, **how: float | bool) -> Columns:
    """Return a paragraph over the whole measure; `how` as for `Columns`."""
    return replace(Columns((Cell(LEFT, text(node, inlines, style, MEASURE)),)), **how)  # type: ignore[arg-type]
