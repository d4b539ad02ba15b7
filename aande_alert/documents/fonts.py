"""Which bundled face sets which character, and which characters no page can carry.

Atkinson Hyperlegible Next first, Noto Sans for what it lacks. A character that neither can set truthfully is
refused by name before a page is made: the library behind the pages would print a box and say nothing. Letters
that run right to left are refused too: readers of PDF files disagree on the order in which they give them
back, so what was written would not be what is read.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from aande_alert import paths
from aande_alert.domain.errors import Refused
from aande_alert.drawings.shapes import TEXT_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

REGULAR, STRONG, BOLD = 400, 600, 700
"""The three weights a page may use."""

_READING = {
    REGULAR: "AtkinsonHyperlegibleNext-Regular",
    STRONG: "AtkinsonHyperlegibleNext-SemiBold",
    BOLD: "AtkinsonHyperlegibleNext-Bold",
}
_FALLBACK = {REGULAR: "NotoSans-Regular", STRONG: "NotoSans-Bold", BOLD: "NotoSans-Bold"}
_MARKS = "AandeMarks-Regular"
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_SPACES = " \t\N{NO-BREAK SPACE}"
_SET_AS_SPACE = frozenset(_LINE_ENDS + _SPACES)
_LIGATURES = frozenset(map(chr, range(0xFB00, 0xFB07)))  # a viewer gives them back as the letters they join
_NAMES_OF_CONTROLS = {0x00: "NULL", 0x07: "BELL", 0x08: "BACKSPACE", 0x1B: "ESCAPE", 0x7F: "DELETE"}

rl_config.useA85 = 0  # 65 times faster: streams stay bytes instead of base-85 text


@dataclass(frozen=True, slots=True)
class SetText:
    """One line of text of one weight, ready to be drawn.

    Attributes:
        runs: `(face, characters)` from left to right as drawn; the face is registered and has every glyph.
        said: What a reader must extract where it is not what is drawn (accents written apart from their
            letter are drawn as one); empty where it is.
        width: In thousandths of the type size.
    """

    runs: tuple[tuple[str, str], ...]
    said: str
    width: float


def reading_face(weight: int = REGULAR) -> str:
    """Return the registered name of the reading face in a weight."""
    return _face(_READING[weight]).fontName


def marks_face() -> str:
    """Return the registered name of the face that holds the marks of where a fact comes from."""
    return _face(_MARKS).fontName


@functools.lru_cache(maxsize=65_536)
def set_in_fonts(text: str, weight: int = REGULAR) -> SetText:
    """Choose a face for each character of one line of text.

    Args:
        text: No line ends; checked with `unprintable` before.
        weight: `REGULAR`, `STRONG` or `BOLD`.

    Raises:
        Refused: A character has no glyph in any face.
    """
    first = _face(_READING[weight])
    widths = first.face.charWidths
    drawn = unicodedata.normalize("NFC", text)
    if drawn == text and all(ord(char) in widths and not unicodedata.combining(char) for char in text):
        return SetText(((first.fontName, text),), "", sum(widths[ord(char)] for char in text))
    pieces = _in_faces(drawn, weight)
    width = sum(font.face.charWidths[ord(char)] for font, part in pieces for char in part)
    runs = tuple((font.fontName, part) for font, part in pieces)
    return SetText(runs, "" if drawn == text else text, width)


def width_of(text: str, weight: int, size: float) -> float:
    """Return the width of one line of text, in the unit of `size`."""
    return set_in_fonts(text, weight).width * size / 1000


def measure(words: str, role: str) -> float:
    """Return the width in px of words in a text role of `drawings.shapes`; the page's `Measure`."""
    size, weight = TEXT_ROLES[role]
    return width_of(words, weight, size)


def unprintable(text: str) -> tuple[str, ...]:
    """Return each character of a text that no page can carry unchanged, once, in order of first use."""
    return tuple(char for char in dict.fromkeys(text) if char not in _SET_AS_SPACE and not _can_be_set(char))


def name_of(char: str) -> str:
    """Return `U+1F600 GRINNING FACE`, so that somebody can find the character and take it out."""
    name = unicodedata.name(char, "") or _NAMES_OF_CONTROLS.get(ord(char), "CONTROL CHARACTER")
    return f"U+{ord(char):04X} {name}"


def refuse_unprintable(texts: Iterable[tuple[str, str]]) -> None:
    """Stop before a page is made if any text holds a character no page can carry.

    Args:
        texts: `(where, text)`, `where` as a person would look for it: `Account of RAIKES, Kieran (Mr)`.

    Raises:
        Refused: Names the first place and every character there.
    """
    for where, text in texts:
        found = unprintable(text)
        if found:
            named = "; ".join(name_of(char) for char in found[:5])
            more = f" and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004
            what = f"{where} holds a character that cannot be printed: {named}{more}."
            do = "Write it in other letters or take it out, then make the document again."
            raise Refused(what, do, kept="The record is unchanged; no document was made.")


@functools.cache
def _face(name: str) -> TTFont:
    font = TTFont(name, str(paths.resource("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    return font


def _in_faces(text: str, weight: int) -> list[tuple[TTFont, str]]:
    """Cut a text where the face changes; accents stay with their letter, spaces with what is before."""
    pieces: list[tuple[TTFont, str]] = []
    for cluster in _clusters(text):
        if pieces and cluster == " " and ord(" ") in pieces[-1][0].face.charWidths:
            font = pieces[-1][0]
        else:
            font = _font_for(cluster, weight)
        if pieces and pieces[-1][0] is font:
            pieces[-1] = (font, pieces[-1][1] + cluster)
        else:
            pieces.append((font, cluster))
    return pieces


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _font_for(cluster: str, weight: int) -> TTFont:
    for name in (_READING[weight], _FALLBACK[weight]):
        font = _face(name)
        if all(ord(char) in font.face.charWidths for char in cluster):
            return font
    what = f"A character cannot be printed: {'; '.join(name_of(char) for char in cluster)}."
    raise Refused(what, "Write it in other letters or take it out, then make the document again.")


@functools.lru_cache(maxsize=8192)
def _can_be_set(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return False
    if char in _LIGATURES:
        return False
    if unicodedata.bidirectional(char) in {"R", "AL", "AN"}:
        return False
    return any(ord(char) in _face(name).face.charWidths for name in (_READING[REGULAR], _FALLBACK[REGULAR]))
