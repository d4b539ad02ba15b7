"""Family names and first names beside each other: same, sounding alike, misspelt, short forms, swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from aande_alert.domain.plans import Agreement
from aande_alert.rules.matching_fields import NO_VALUE, Seen
from aande_alert.rules.matching_names import FoldedName

if TYPE_CHECKING:
    from aande_alert.rules.matching_weights import Rarity, Weights

_SAME, _ALIKE, _DIFFERS = Agreement.SAME, Agreement.ALIKE, Agreement.DIFFERS
_SHORT_NAME = 4
_LONG_NAME = 7
_SAME_SOUND_LOOKS = 50.0
_SHORTEST_PART = 3
_NO_GROUP: frozenset[int] = frozenset()

NamePair = tuple[FoldedName, FoldedName]


def see_names(
    ours: tuple[NamePair, ...], theirs: tuple[NamePair, ...], rarity: Rarity, weights: Weights
) -> tuple[Seen, Seen]:
    """Return family name and first name of the two names that agree best.

    Most people have one name each; who has aliases, a maiden name or a birth name is compared under
    each of them.
    """
    best = NO_VALUE, NO_VALUE
    best_bits = float("-inf")
    for mine, our_name in enumerate(ours):
        for yours, their_name in enumerate(theirs):
            family, given = _one_name(our_name, their_name, rarity, weights)
            bits = family.bits + given.bits
            if bits > best_bits:
                best_bits = bits
                best = family, given
                if mine or yours:
                    best = (
                        family._replace(ours=mine, theirs=yours),
                        given._replace(ours=mine, theirs=yours),
                    )
    return best


def _one_name(ours: NamePair, theirs: NamePair, rarity: Rarity, weights: Weights) -> tuple[Seen, Seen]:
    family = _family(ours[0], theirs[0], rarity, weights)
    given = _given(ours[1], theirs[1], rarity, weights)
    if family.agreement is _DIFFERS and given.agreement is _DIFFERS and _turned(ours, theirs):
        return _swapped(ours, rarity, weights)
    return family, given


def _turned(ours: NamePair, theirs: NamePair) -> bool:
    """Say whether each family name is the other's first name: one by letters or sound, the other nearly."""
    our_family, our_given = ours
    their_family, their_given = theirs
    one = our_family.first == their_given.first or our_family.sound == their_given.sound
    other = our_given.first == their_family.first or our_given.sound in their_family.sounds
    if one and other:
        return True
    return (one and bool(_alike(our_given.first, their_family.key, sounds=False))) or (
        other and bool(_alike(our_family.key, their_given.first, sounds=False))
    )


def _swapped(ours: NamePair, rarity: Rarity, weights: Weights) -> tuple[Seen, Seen]:
    less = weights.bits["given.swapped"]
    family, given = ours
    first = max(rarity.family(family.key), rarity.given(family.first))
    second = max(rarity.given(given.first), rarity.family(given.key))
    return (
        Seen(_ALIKE, weights.rare["family.same"].worth(first, rarity.people) + less, "swapped"),
        Seen(_ALIKE, weights.rare["given.same"].worth(second, rarity.people) + less, "swapped"),
    )


def _family(ours: FoldedName, theirs: FoldedName, rarity: Rarity, weights: Weights) -> Seen:
    if not ours.key or not theirs.key:
        return NO_VALUE
    if ours.key == theirs.key:
        people = rarity.family(ours.key)
        return Seen(_SAME, weights.rare["family.same"].worth(people, rarity.people), "same", people)
    if len(ours.words) > 1 or len(theirs.words) > 1:
        part = _shared_part(ours, theirs)
        if part:
            return Seen(_ALIKE, weights.rare["family.part"].worth(rarity.family(part), rarity.people), "part")
    why = _alike(ours.key, theirs.key, sounds=ours.sound == theirs.sound)
    if why:
        people = rarity.family_sound(ours.sound)
        return Seen(_ALIKE, weights.rare["family.alike"].worth(people, rarity.people), why, people)
    return Seen(_DIFFERS, weights.bits["family.differs"], "differs")


def _shared_part(ours: FoldedName, theirs: FoldedName) -> str:
    """Return a barrel that two names have in common, or sound alike in; empty where none."""
    for word, sound in zip(ours.words, ours.sounds, strict=True):
        same = word in theirs.words or (len(sound) > 1 and sound in theirs.sounds)
        if same and len(word) >= _SHORTEST_PART:
            return word
    return ""


def _alike(ours: str, theirs: str, *, sounds: bool) -> str:
    """Say how two different words are alike: `sounds`, `spelt`, or empty."""
    if sounds and ratio(ours, theirs) >= _SAME_SOUND_LOOKS:
        return "sounds"
    longest = max(len(ours), len(theirs))
    if longest < _SHORT_NAME:
        return ""
    allowed = 2 if longest >= _LONG_NAME else 1
    return "spelt" if OSA.distance(ours, theirs, score_cutoff=allowed) <= allowed else ""


def _given(ours: FoldedName, theirs: FoldedName, rarity: Rarity, weights: Weights) -> Seen:
    if not ours.key or not theirs.key:
        return NO_VALUE
    if ours.initial_only or theirs.initial_only:
        if ours.key[0] == theirs.key[0]:
            return Seen(_ALIKE, weights.bits["given.initial"], "initial")
        return Seen(_DIFFERS, weights.bits["given.differs"], "differs")
    if ours.first == theirs.first or ours.key == theirs.key:
        people = rarity.given(ours.first)
        return Seen(_SAME, weights.rare["given.same"].worth(people, rarity.people), "same", people)
    why = _given_alike(ours, theirs, weights)
    if not why:
        return Seen(_DIFFERS, weights.bits["given.differs"], "differs")
    people = rarity.given_sound(ours.sound)
    kind = "alike" if why in {"sounds", "spelt"} else why
    return Seen(_ALIKE, weights.rare[f"given.{kind}"].worth(people, rarity.people), why, people)


def _given_alike(ours: FoldedName, theirs: FoldedName, weights: Weights) -> str:
    """Say how two different first names are alike; empty where they are two names."""
    why = _alike(ours.first, theirs.first, sounds=ours.sound == theirs.sound)
    if why:
        return why
    groups = weights.nicknames
    if not groups.get(ours.first, _NO_GROUP).isdisjoint(groups.get(theirs.first, _NO_GROUP)):
        return "nickname"
    middle = ours.first in theirs.words or theirs.first in ours.words
    return "middle" if middle or _starts(ours.first, theirs.first) else ""


def _starts(ours: str, theirs: str) -> bool:
    """Say whether one first name is the beginning of the other."""
    shorter, longer = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    return len(shorter) >= _SHORTEST_PART and longer.startswith(shorter)
