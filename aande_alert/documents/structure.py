"""The order in which a page is read aloud: headings, paragraphs, lists, tables and figures as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Held:
    """A piece of page content that belongs to an element: page from 0, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True)
class Node:
    """One element of the tree; grows while pages are laid out and drawn.

    Attributes:
        role: A standard structure type of PDF 1.7: `Document`, `H1`, `P`, `Table`, `TR`, `TH`, `TD`, `L`,
            `LI`, `LBody`, `Figure`, `Sect`, `Span`.
        alt: What a figure shows, in words.
        scope: `Column` or `Row` for a header cell.
        title: Words of a heading, for the bookmarks; empty for none.
        said: What is read in the place of what is drawn; empty where the letters say it.
        kids: Elements and content, in reading order.
        box: Of a figure on its page: left, lower, right, upper, in points.
    """

    role: str
    alt: str = ""
    scope: str = ""
    title: str = ""
    said: str = ""
    kids: list[Node | Held] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None

    def add(self, role: str, *, alt: str = "", scope: str = "", title: str = "", said: str = "") -> Node:
        """Add an element at the end and return it."""
        kid = Node(role, alt, scope, title, said)
        self.kids.append(kid)
        return kid

    def first_page(self) -> int:
        """Return the page the element begins on, from 0."""
        first = self.kids[0]
        return first.page if isinstance(first, Held) else first.first_page()
