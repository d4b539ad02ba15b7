"""Words into lines: broken at spaces, a word too long for the line broken where the line is full.

There is no markup here at all: what somebody typed is only ever letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aande_alert.documents.fonts import width_of
from aande_alert.documents.paper import PX, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LETTERS = r"[^\s]|\u00a0"  # a no-break space is a letter that shows nothing
_ATOMS = re.compile(  # a size, 14 × 9, stays on one line
    rf"\r\n|[\n\r\v\f\x85\u2028\u2029]|[ \t]+|(?:{_LETTERS})+(?: × (?:{_LETTERS})+)*|.", re.DOTALL
)
_ENDS = frozenset({"\r\n", "\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one weight, grey and size inside a paragraph; `None` takes the paragraph's."""

    text: str
    weight: int | None = None
    grey: float | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawn sign inside a paragraph, see `documents.marks`.

    Attributes:
        kind: Which sign; `GAP` is only room.
        width: With the space after it, in points.
        side: Of the sign itself, in points.
    """

    kind: str
    width: float = 15 * PX
    side: float = 12 * PX


GAP = "gap"

Inline: TypeAlias = Words | Sign


@dataclass(frozen=True, slots=True)
class Part:
    """Words or a sign at a place on a line, `x` from the line's left edge in points."""

    x: float
    inline: Inline


Line: TypeAlias = tuple[Part, ...]


def set_lines(inlines: Sequence[Inline], style: Style, width: float) -> tuple[Line, ...]:
    """Break a paragraph into lines.

    Args:
        inlines: Words and signs in reading order; line ends inside the words are kept.
        style: How they are set.
        width: Of the line, in points.

    Returns:
        At least one line; empty lines that somebody typed are kept.
    """
    setter = _LineSetter(style, width)
    for unit in _units(inlines):
        setter.take(unit)
    return setter.finish()


def line_width(line: Line, style: Style) -> float:
    """Return how far a line reaches, in points, without a space at its end."""
    last = line[-1] if line else None
    if last is None:
        return 0.0
    shown = last.inline
    if isinstance(shown, Words):
        shown = Words(shown.text.rstrip(" "), shown.weight, shown.grey, shown.size)
    return last.x + _width(shown, style)


class _LineSetter:
    """Fills one line after another; time grows with the length of the text only."""

    def __init__(self, style: Style, width: float) -> None:
        self._style = style
        self._width = width
        self._lines: list[Line] = []
        self._now: list[Inline] = []
        self._used = 0.0
        self._space: Words | None = None

    def take(self, unit: tuple[Inline, ...]) -> None:
        first = unit[0]
        if isinstance(first, Words) and first.text in _ENDS:
            self._end_line(between_words=True)
        elif isinstance(first, Words) and first.text.isspace():
            self._space = Words(" ", first.weight, first.grey, first.size)
        else:
            self._take_word(unit)

    def finish(self) -> tuple[Line, ...]:
        self._end_line()
        while len(self._lines) > 1 and not self._lines[-1]:
            self._lines.pop()
        return tuple(self._lines)

    def _take_word(self, unit: tuple[Inline, ...]) -> None:
        needed = sum(_width(inline, self._style) for inline in unit)
        space = self._space if self._now else None
        gap = _width(space, self._style) if space else 0.0
        if needed > self._width:
            self._take_too_long(unit if space is None else (space, *unit))
            return
        if self._now and self._used + gap + needed > self._width:
            self._end_line(between_words=space is not None)
            space, gap = None, 0.0
        if space:
            self._now.append(space)
        self._now.extend(unit)
        self._used += gap + needed
        self._space = None

    def _take_too_long(self, unit: tuple[Inline, ...]) -> None:
        for inline in unit:
            for letter in _letters(inline):
                needed = _width(letter, self._style)
                if self._now and self._used + needed > self._width:
                    self._end_line()
                self._now.append(letter)
                self._used += needed
        self._space = None

    def _end_line(self, *, between_words: bool = False) -> None:
        """Close a line; one that ends between words ends with a space, so that no reader joins the two."""
        last = self._now[-1] if self._now else None
        if between_words and isinstance(last, Words):
            self._now.append(Words(" ", last.weight, last.grey, last.size))
        parts: list[Part] = []
        x = 0.0
        for inline in _joined(self._now):
            parts.append(Part(x, inline))
            x += _width(inline, self._style)
        self._lines.append(tuple(parts))
        self._now, self._used, self._space = [], 0.0, None


def _letters(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Sign):
        yield inline
        return
    for char in inline.text:
        yield Words(char, inline.weight, inline.grey, inline.size)


def _units(inlines: Sequence[Inline]) -> Iterator[tuple[Inline, ...]]:
    """Yield spaces, line ends, signs, and words; a word may be of several weights."""
    word: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Sign):
            if word:
                yield tuple(word)
            word = []
            yield (inline,)
            continue
        for atom in _ATOMS.findall(inline.text):
            if atom.isspace():
                if word:
                    yield tuple(word)
                word = []
                yield (Words(atom, inline.weight, inline.grey, inline.size),)
            else:
                word.append(Words(atom, inline.weight, inline.grey, inline.size))
    if word:
        yield tuple(word)


def _joined(inlines: list[Inline]) -> list[Inline]:
    """Join neighbours of one weight and grey, so that each is drawn in one piece."""
    joined: list[Inline] = []
    texts: list[str] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        same = (
            isinstance(last, Words)
            and isinstance(inline, Words)
            and (last.weight, last.grey, last.size) == (inline.weight, inline.grey, inline.size)
        )
        if same and isinstance(inline, Words):
            texts.append(inline.text)
            continue
        _close(joined, texts)
        joined.append(inline)
        texts = [inline.text] if isinstance(inline, Words) else []
    _close(joined, texts)
    return joined


def _close(joined: list[Inline], texts: list[str]) -> None:
    last = joined[-1] if joined else None
    if isinstance(last, Words):
        joined[-1] = Words("".join(texts), last.weight, last.grey, last.size)


def _width(inline: Inline, style: Style) -> float:
    if isinstance(inline, Sign):
        return inline.width
    return width_of(inline.text, inline.weight or style.weight, inline.size or style.size)
