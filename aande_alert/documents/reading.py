"""Our own reader of a tagged file: what the letters on each page say, and in which order they are read aloud.

Reads finished bytes only: it takes each letter from the font's own table, replaces what carries other words
for reading, and follows the structure tree from page to page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_SAME_LINE = 3.0  # points; a mark stands a little lower than the words after it
_BLOCK = frozenset({"P", "H1", "H2", "H3", "TH", "TD", "LBody", "Lbl", "Figure", "Caption"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    Attributes:
        pages: Everything on each page in the order it is drawn, head and foot too.
        in_order: Everything that is read aloud, from the first page to the last.
        blocks: `(structure type, words)` of each paragraph, heading, cell or list body, in reading order.
        roles: The structure type of each element, in reading order.
        untagged: How many pieces of text belong to nothing and are not marked as decoration.
    """

    pages: tuple[str, ...]
    in_order: str
    blocks: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    untagged: int


def read(pdf: pikepdf.Pdf) -> Reading:
    """Read every page and the structure tree of an open file."""
    pages = [_PageReader(page.obj) for page in pdf.pages]
    for page in pages:
        page.read()
    numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    walk = _Walk(pages, numbers)
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is not None:
        walk.follow(tree)
    return Reading(
        tuple(page.whole() for page in pages),
        "".join(walk.pieces),
        tuple(walk.blocks),
        tuple(walk.roles),
        sum(page.untagged for page in pages),
    )


def pictures(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Yield each picture's name and its bytes as they are in the file."""
    for page in pdf.pages:
        held = page.obj.Resources.get("/XObject", Dictionary())
        for name, stream in held.items():
            yield name.lstrip("/"), stream.read_raw_bytes()


class _Walk:
    """Follows the structure tree and gathers its words.

    Attributes:
        pieces: The words, in reading order.
        blocks: Structure type and words of each block.
        roles: Structure type of each element.
    """

    def __init__(self, pages: list[_PageReader], numbers: dict[tuple[int, int], int]) -> None:
        self._pages = pages
        self._numbers = numbers
        self.pieces: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.roles: list[str] = []
        self._page: int | None = None

    def follow(self, tree: pikepdf.Object) -> None:
        """Read everything below the root of the tree."""
        for kid in _listed(tree.K):
            self._element(kid, None)

    def _element(self, element: Any, page: int | None) -> None:  # noqa: ANN401 - whatever the file holds
        role = str(element.get("/S", "")).lstrip("/")
        self.roles.append(role)
        begin = len(self.pieces)
        own = element.get("/Pg")
        here = self._numbers.get(own.objgen, page) if own is not None else page
        for kid in _listed(element.get("/K", [])):
            if isinstance(kid, int):
                self._content(here, kid)
            elif kid.get("/Type") == Name.MCR:
                self._content(self._numbers.get(kid.Pg.objgen), int(kid.MCID))
            else:
                self._element(kid, here)
        if role in _BLOCK:
            self.blocks.append((role, "".join(self.pieces[begin:])))
            self.pieces.append("\n\n")

    def _content(self, page: int | None, number: int) -> None:
        if page is not None:
            if page != self._page:
                self.pieces.append("\n")
            self._page = page
            self.pieces.append(self._pages[page].piece(number))


@dataclass(slots=True)
class _Mark:
    number: int | None
    decoration: bool
    said: str | None


@dataclass(slots=True)
class _PageReader:
    """Reads the letters of one page, piece by numbered piece."""

    page: pikepdf.Object
    untagged: int = 0
    _pieces: dict[int, list[str]] = field(default_factory=dict)
    _all: list[str] = field(default_factory=list)
    _marks: list[_Mark] = field(default_factory=list)
    _fonts: dict[str, dict[int, str]] = field(default_factory=dict)
    _font: dict[int, str] = field(default_factory=dict)
    _height: float | None = None

    def read(self) -> None:
        for words in pikepdf.parse_content_stream(pikepdf.Page(self.page)):
            operator = str(words.operator)
            operands = list(words.operands)
            if operator in {"BDC", "BMC"}:
                self._begin(operands)
            elif operator == "EMC":
                self._end()
            elif operator == "Tf":
                self._font = self._letters_of(str(operands[0]))
            elif operator == "Tm":
                self._move(float(operands[5]))
            elif operator in {"Tj", "TJ"}:
                self._show(operands[0])

    def piece(self, number: int) -> str:
        """Return the words of one numbered piece."""
        return "".join(self._pieces.get(number, ()))

    def whole(self) -> str:
        """Return everything on the page, in the order it is drawn."""
        return "".join(self._all)

    def _begin(self, operands: list[pikepdf.Object]) -> None:
        told = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
        said = told.get("/ActualText")
        number = told.get("/MCID")
        self._marks.append(
            _Mark(
                None if number is None else int(number),
                str(operands[0]) == "/Artifact",
                None if said is None else str(said),
            )
        )

    def _end(self) -> None:
        self._say_instead()
        self._marks.pop()

    def _say_instead(self) -> None:
        """Say the words that stand for letters, once, where the first of the letters stands."""
        mark = self._marks[-1] if self._marks else None
        if mark is not None and mark.said:
            said, mark.said = mark.said, ""
            self._say(said)

    def _move(self, height: float) -> None:
        if self._height is not None and abs(height - self._height) > _SAME_LINE:
            self._say("\n")
        self._height = height
        self._say_instead()

    def _show(self, shown: pikepdf.Object) -> None:
        if self._replaced():
            return
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        letters = "".join(
            self._font.get(code, "\N{REPLACEMENT CHARACTER}")
            for part in parts
            if isinstance(part, pikepdf.String)
            for code in bytes(part)
        )
        if not any(mark.decoration or mark.number is not None for mark in self._marks):
            self.untagged += 1
        self._say(letters)

    def _replaced(self) -> bool:
        """Say whether other words stand for the letters now drawn."""
        return any(mark.said is not None for mark in self._marks)

    def _say(self, words: str) -> None:
        self._all.append(words)
        for mark in self._marks:
            if mark.number is not None:
                self._pieces.setdefault(mark.number, []).append(words)

    def _letters_of(self, name: str) -> dict[int, str]:
        if name not in self._fonts:
            font = self.page.Resources.Font[name]
            table = font.get("/ToUnicode")
            self._fonts[name] = dict(_letters(table.read_bytes())) if table is not None else {}
        return self._fonts[name]


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    """Read a font's own table of letters: `bfchar` pairs and `bfrange` rows."""
    for kind, body in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", table, re.DOTALL):
        if kind == b"bfchar":
            values = _HEX.findall(body)
            for code, letter in zip(values[::2], values[1::2], strict=True):
                yield int(code, 16), _decoded(letter)
        else:
            for line in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", body):
                first = int(line[0], 16)
                letters = _HEX.findall(line[2])
                for i in range(int(line[1], 16) - first + 1):
                    yield first + i, _in_range(letters, i)


def _in_range(letters: list[bytes], i: int) -> str:
    if len(letters) > 1:
        return _decoded(letters[i])
    start = _decoded(letters[0])
    return start[:-1] + chr(ord(start[-1]) + i)


def _decoded(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")


def _listed(kids: Any) -> list[Any]:  # noqa: ANN401 - one kid or a list of them
    return list(kids) if isinstance(kids, (pikepdf.Array, list)) else [kids]
