"""Help with the words of a referral: medical terms, long sentences, vague words.

It never changes a word itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aande_alert.rules.content import Content

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*(?=\s|$)|\n+")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "approx", "e.g", "i.e", "no"})


class HelpKind(StrEnum):
    """What is marked."""

    TERM = "term"
    LONG = "long"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, repr=False)
class WordHelp:
    """One place in a text where help is offered.

    Attributes:
        kind: What is marked.
        start: First character.
        end: One past the last.
        title: `“Frenulum”`, `A long sentence: 31 words`.
        help: What to do.
        instead: Words to use or to add; empty where only the writer can know.
    """

    kind: HelpKind
    start: int
    end: int
    title: str
    help: str
    instead: str = ""

    def __repr__(self) -> str:
        return f"WordHelp({self.kind.value}, withheld)"


def wording_help(text: str, content: Content) -> tuple[WordHelp, ...]:
    """Return every place where help is offered, in the order of the text.

    A term that its plain words already stand beside is not marked.

    Args:
        text: As the writer has it.
        content: Glossary and limits.
    """
    found = [*_terms(text, content), *_vague(text, content), *_long(text, content)]
    return tuple(sorted(found, key=lambda help_: (help_.start, -help_.end)))


def _terms(text: str, content: Content) -> Iterator[WordHelp]:
    terms: Mapping[str, str] = content.wording["terms"]
    lower = {term.lower(): plain for term, plain in terms.items()}
    for match in _any_of(tuple(terms)).finditer(text):
        plain = lower[match[0].lower()]
        if plain.lower() not in text.lower():
            yield WordHelp(
                HelpKind.TERM, match.start(), match.end(), f"“{match[0]}”", _words(content, "term"), plain
            )


def _vague(text: str, content: Content) -> Iterator[WordHelp]:
    vague: Mapping[str, str] = content.wording["vague"]
    lower = {word.lower(): advice for word, advice in vague.items()}
    for match in _any_of(tuple(vague)).finditer(text):
        advice = f"{_words(content, 'vague')} {lower[match[0].lower()]}"
        yield WordHelp(HelpKind.VAGUE, match.start(), match.end(), f"“{match[0]}”", advice)


def _long(text: str, content: Content) -> Iterator[WordHelp]:
    most = int(content.wording["limits"]["sentence_words"])
    for start, end in sentences(text):
        count = len(_WORD.findall(text, start, end))
        if count > most:
            title = _words(content, "long").format(count=count)
            yield WordHelp(HelpKind.LONG, start, end, title, _words(content, "long_help"))


def _words(content: Content, key: str) -> str:
    words: Mapping[str, Any] = content.wording["words"]
    return str(words[key])


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Return where each sentence begins and ends; `Dr` and `Approx` do not end one, a new line does."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        before = text[start : match.start()].rsplit(maxsplit=1)
        if match[0] == "." and before and before[-1].lower().lstrip("(") in _TITLES:
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these, the longest first, whole words only."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in ordered)})\b", re.IGNORECASE)
