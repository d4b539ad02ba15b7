# ruff: noqa: RUF001 - other alphabets are what this module is about
"""Names made comparable: accents, other alphabets, sounds, double barrels, and names that are no name.

Everything here is pure and remembered, because a town has few names: the same ones come all day.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from aande_alert.domain.identity import PersonName

_REMEMBERED = 65_536
_SOUND_LENGTH = 7

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h",
        # Cyrillic, as passports spell it (near enough for a sound)
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
        # Greek
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
        "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
        "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip

_APOSTROPHES = re.compile(r"['’‘`ʼ´.]")
_NOT_A_LETTER = re.compile(r"[\W_]+")

# What is written in a name's place when nobody knows it, or nobody has chosen it yet.
_NO_FAMILY = frozenset({"unknown", "notknown", "unk", "anon", "unnamed", "nk", "na", "none", "tbc"})
_NO_GIVEN_WORDS = frozenset(
    {
        "baby", "babygirl", "babyboy", "infant", "newborn", "unborn", "fetus", "foetus", "child",
        "boy", "girl", "male", "female", "twin",
        "twin1", "twin2", "triplet", "of", "unknown", "notknown", "unk", "unnamed", "anon", "nk", "tbc",
        "not", "known", "named", "one", "two", "i", "ii", "1", "2", "3", "a", "b", "bg", "bb", "son",
        "daughter",
    }
)  # fmt: skip
_NO_GIVEN_SURE = frozenset(
    {"baby", "babygirl", "babyboy", "infant", "newborn", "unborn", "fetus", "foetus", "twin", "twin1",
     "twin2", "triplet", "unknown",
     "notknown", "unk", "unnamed", "anon", "nk", "tbc", "known"}
)  # fmt: skip
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "master", "rev", "sir", "lady", "prof"})

# Letters that must all be there for a rule to say anything, the rule, and what it makes; tried in this order.
_SOUND_RULES = tuple(
    (letters, re.compile(pattern), into)
    for letters, pattern, into in (
        ("n", r"^(?:kn|gn|pn)", "n"),
        ("wr", r"^wr", "r"),
        ("mac", r"^mac(?=[^aeiou])", "mc"),
        ("x", r"^x", "s"),
        ("ph", r"ph", "f"),
        ("sch", r"sch", "x"),
        ("c", r"tch|cz", "x"),
        ("ch", r"ch(?=[rlnm])", "k"),
        ("h", r"ch|sh|zh", "x"),
        ("th", r"th", "t"),
        ("dg", r"dg(?=[eiy])", "j"),
        ("g", r"g(?=[eiy])", "j"),
        ("gh", r"gh", ""),
        ("c", r"c(?=[eiy])", "s"),
        ("", r"ck|c|q|kh", "k"),
        ("x", r"x$", "ks"),
    )
)
_ONE_SOUND = str.maketrans("zvd", "sft")
_TWICE = re.compile(r"(.)\1+")
_GLIDES = re.compile(r"(?<=.)[hwy]")
_FIRST_VOWELS = re.compile(r"^[aeiou]+")
_LATER_VOWELS = re.compile(r"(?<=.)[aeiou]+")


class FoldedName(NamedTuple):
    """One name part made comparable.

    Attributes:
        key: All letters run together, lower case, Latin; empty where there is no real name.
        first: The first word.
        words: Every word.
        sound: How the first word sounds (given names) or the whole (family names).
        sounds: How each word sounds.
    """

    key: str
    first: str
    words: tuple[str, ...]
    sound: str
    sounds: tuple[str, ...]

    @property
    def initial_only(self) -> bool:
        """Say whether the name is a single letter, which cannot choose among brothers and sisters."""
        return len(self.key) == 1


NO_NAME = FoldedName("", "", (), "", ())


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return text in lower-case Latin letters, words apart by one blank, no accents or apostrophes."""
    lower = text.casefold()
    if not lower.isascii():
        lower = lower.translate(_LETTERS)
        decomposed = unicodedata.normalize("NFKD", lower)
        lower = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", lower)).strip()


@lru_cache(maxsize=_REMEMBERED)
def sound_of(word: str) -> str:
    """Return a code that spellings of one sound share: Maisie and Maisy, Stephen and Steven.

    Args:
        word: One folded word or several run together.
    """
    for letters, pattern, into in _SOUND_RULES:
        if letters in word:
            word = pattern.sub(into, word)
    word = _GLIDES.sub("e", _TWICE.sub(r"\1", word.translate(_ONE_SOUND)))
    return _LATER_VOWELS.sub("", _FIRST_VOWELS.sub("a", word))[:_SOUND_LENGTH]


def _folded(words: tuple[str, ...], *, whole: bool) -> FoldedName:
    key = "".join(words)
    sounds = tuple(sound_of(word) for word in words)
    return FoldedName(key, words[0], words, sound_of(key) if whole else sounds[0], sounds)


@lru_cache(maxsize=_REMEMBERED)
def fold_family(text: str) -> FoldedName:
    """Return a family name made comparable; `NO_NAME` for `Unknown` and its kin."""
    words = tuple(fold(text).split())
    if not words or "".join(words) in _NO_FAMILY:
        return NO_NAME
    return _folded(words, whole=True)


@lru_cache(maxsize=_REMEMBERED)
def fold_given(text: str) -> FoldedName:
    """Return given names made comparable; `NO_NAME` for `Baby girl of Hannah` and its kin.

    Everything after "of" names the mother, not the baby.
    """
    words = tuple(fold(text).split())
    before = words[: words.index("of")] if "of" in words else words
    if not before or ({*before} <= _NO_GIVEN_WORDS and (_NO_GIVEN_SURE & {*before} or "of" in words)):
        return NO_NAME
    return _folded(before, whole=False)


@lru_cache(maxsize=_REMEMBERED)
def mother_of_unnamed(given: str) -> str:
    """Return the mother's name inside `Baby girl of Hannah`; empty where there is none."""
    words = fold(given).split()
    return " ".join(words[words.index("of") + 1 :]) if "of" in words else ""


@lru_cache(maxsize=_REMEMBERED)
def fold_whole(text: str) -> FoldedName:
    """Return a whole name, `PELL, Hannah (Miss)`, as sorted words without its title."""
    words = tuple(sorted(word for word in fold(text).split() if word not in _TITLES))
    if not words or "".join(words) in _NO_FAMILY:
        return NO_NAME
    return _folded(words, whole=True)


def mother_names(told: str) -> tuple[PersonName, ...]:
    """Return the mother's name as told, `PELL, Hannah (Miss)` or `Hannah Pell`; empty for one word."""
    words = told.partition("(")[0].strip()
    family, comma, given = words.partition(",")
    if comma:
        return (PersonName(family.strip(), given.strip()),) if family.strip() and given.strip() else ()
    given, blank, family = words.rpartition(" ")
    return (PersonName(family, given.strip()),) if blank else ()
