"""Hebrew and Arabic inside an English page: drawn right to left with joined letters, extracted as written.

The directions follow the Unicode bidirectional algorithm (UAX 9) for a left-to-right line without explicit
controls: those are refused, because they can make a line read otherwise than it was written. Arabic letters take
the joined forms that Unicode names (blocks U+FB50 and U+FE70), which the bundled face carries.
"""

from __future__ import annotations

import functools
import unicodedata

_NUMBERS = frozenset({"EN", "AN"})
_FORMS = ("<isolated>", "<final>", "<initial>", "<medial>")
_TATWEEL = "\N{ARABIC TATWEEL}"
_MIRRORS = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))


def holds_right_to_left(text: str) -> bool:
    """Say whether any character runs right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def as_drawn(text: str) -> str:
    """Return one line in drawing order, left to right, with Arabic letters joined.

    Args:
        text: The line as written, composed (NFC).
    """
    return "".join(
        _draw_right_to_left(part) if level % 2 else part
        for level, part in _in_drawing_order(text, _levels(text))
    )


def any_form(char: str) -> str:
    """Return a character as it is drawn alone: an Arabic letter's isolated form, or the character."""
    return _joined_forms().get(char, {}).get("<isolated>", char)


def _levels(text: str) -> list[int]:
    """Return the embedding level of each character: 0 left to right, 1 right to left, 2 a number inside it."""
    kinds = _resolve_weak([unicodedata.bidirectional(char) for char in text])
    kinds = _resolve_neutral(kinds)
    return [1 if kind == "R" else 2 if kind in _NUMBERS else 0 for kind in kinds]


def _resolve_weak(kinds: list[str]) -> list[str]:
    """Apply W1 to W7: marks follow their letter, numbers follow the letters before them."""
    resolved: list[str] = []
    strong = "L"
    for kind in kinds:
        now = (resolved[-1] if resolved else "L") if kind == "NSM" else kind
        if now in {"L", "R", "AL"}:
            strong = now
        if now == "EN" and strong == "AL":
            now = "AN"
        elif now == "EN" and strong == "L":
            now = "L"
        resolved.append("R" if now == "AL" else now)
    for i in range(1, len(resolved) - 1):
        before, after = resolved[i - 1], resolved[i + 1]
        if resolved[i] in {"CS", "ES"} and before == after and before in _NUMBERS:
            resolved[i] = before
    return resolved


def _resolve_neutral(kinds: list[str]) -> list[str]:
    """Apply N1 and N2: what stands between two of one direction takes it, everything else the line's."""
    resolved = [kind if kind in {"L", "R", *_NUMBERS} else "" for kind in kinds]
    i = 0
    while i < len(resolved):
        if resolved[i]:
            i += 1
            continue
        end = i
        while end < len(resolved) and not resolved[end]:
            end += 1
        before = _side(resolved[i - 1] if i else "L")
        after = _side(resolved[end] if end < len(resolved) else "L")
        resolved[i:end] = [before if before == after else "L"] * (end - i)
        i = end
    return resolved


def _side(kind: str) -> str:
    return "R" if kind in {"R", *_NUMBERS} else "L"


def _in_drawing_order(text: str, levels: list[int]) -> list[tuple[int, str]]:
    """Apply L2: the parts of one level, with each right-to-left group turned round."""
    parts: list[tuple[int, str]] = []
    for char, level in zip(text, levels, strict=True):
        if parts and parts[-1][0] == level:
            parts[-1] = (level, parts[-1][1] + char)
        else:
            parts.append((level, char))
    ordered: list[tuple[int, str]] = []
    group: list[tuple[int, str]] = []
    for part in parts:
        if part[0] == 0:
            ordered += [*reversed(group), part]
            group = []
        else:
            group.append(part)
    return [*ordered, *reversed(group)]


def _draw_right_to_left(text: str) -> str:
    joined = _join(text)
    clusters: list[str] = []
    for char in joined:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return "".join(_MIRRORS.get(cluster, cluster) for cluster in reversed(clusters))


def _join(text: str) -> str:
    """Give each Arabic letter the form its neighbours ask for."""
    forms = _joined_forms()
    for pair, ligature in _lam_alefs().items():
        text = text.replace(pair, ligature)
    letters = [i for i, char in enumerate(text) if not unicodedata.combining(char)]
    drawn = list(text)
    for place, i in enumerate(letters):
        char = text[i]
        if char not in forms:
            continue
        before = text[letters[place - 1]] if place else ""
        after = text[letters[place + 1]] if place + 1 < len(letters) else ""
        form = _form(joins_before=_reaches_on(before), joins_after=_reaches_on(char) and _is_reached(after))
        drawn[i] = forms[char].get(form, forms[char].get("<isolated>", char))
    return "".join(drawn)


def _form(*, joins_before: bool, joins_after: bool) -> str:
    if joins_before:
        return "<medial>" if joins_after else "<final>"
    return "<initial>" if joins_after else "<isolated>"


def _reaches_on(char: str) -> bool:
    return char == _TATWEEL or "<initial>" in _joined_forms().get(char, {})


def _is_reached(char: str) -> bool:
    return char == _TATWEEL or "<final>" in _joined_forms().get(char, {})


@functools.cache
def _joined_forms() -> dict[str, dict[str, str]]:
    """Read the joined forms of each letter from Unicode's own table."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        words = unicodedata.decomposition(chr(code)).split()
        if len(words) == 2 and words[0] in _FORMS:  # noqa: PLR2004 - a form and one letter, so no ligature
            forms.setdefault(chr(int(words[1], 16)), {})[words[0]] = chr(code)
    for isolated in _lam_alefs().values():
        forms[isolated] = {"<isolated>": isolated, "<final>": chr(ord(isolated) + 1)}
    return forms


@functools.cache
def _lam_alefs() -> dict[str, str]:
    """Return lam and alef, which must be drawn as one, with their isolated form; the joined one follows it."""
    found = {}
    for code in range(0xFEF5, 0xFEFC, 2):
        _, lam, alef = unicodedata.decomposition(chr(code)).split()
        found[chr(int(lam, 16)) + chr(int(alef, 16))] = chr(code)
    return found
