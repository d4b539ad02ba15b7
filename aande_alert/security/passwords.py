"""Passwords: what is kept of one, what a good one is, and how long to wait after wrong ones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from aande_alert.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 12
LONGEST = 256
FREE_TRIES = 5

_FEWEST_CHARACTERS = 5
_SHORTEST_PART = 4
_FIRST_DELAY = timedelta(seconds=30)
_LONGEST_DELAY = timedelta(minutes=30)
_STEP = 1
_COMMON = (
    "password",
    "passw0rd",
    "qwertyuiop",
    "asdfghjkl",
    "letmein",
    "welcome",
    "safeguarding",
    "administrator",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: argon2id's passes, memory and lanes.

    Attributes:
        passes: Times over the memory.
        memory_kib: KiB.
        lanes: Computed side by side.
    """

    passes: int
    memory_kib: int
    lanes: int


STRONG = Cost(passes=3, memory_kib=65_536, lanes=4)
"""RFC 9106's second recommended choice; above OWASP's least (19 MiB and 2 passes)."""


def hash_password(password: str, *, cost: Cost = STRONG) -> str:
    """Return what is kept of a password: argon2id with its own salt and cost, in PHC form.

    Takes about a tenth of a second: never on the window's own thread.
    """
    return _hasher(cost).hash(prepared(password))


def verify_password(kept: str, password: str, *, cost: Cost = STRONG) -> bool:
    """Say whether this is the password.

    Args:
        kept: As `hash_password` returned it; empty for somebody unknown, which takes as long and is
            never right, so that the time taken does not tell who works here.
        password: As typed.
        cost: What a guess costs where nothing is kept.

    Raises:
        Unavailable: What was kept cannot be read.
    """
    try:
        _hasher(cost).verify(kept or _nobody(cost), prepared(password))
    except VerifyMismatchError:
        return False
    except (InvalidHashError, VerificationError) as trouble:
        what = "What is kept of this password is damaged, so nobody can sign in with it."
        raise Unavailable(
            what, "Ask an administrator to set a new password.", kept="Nothing was changed."
        ) from trouble
    return bool(kept)


def needs_rehash(kept: str, *, cost: Cost = STRONG) -> bool:
    """Say whether a password was kept at another cost than today's, and should be kept again."""
    return _hasher(cost).check_needs_rehash(kept)


def check_policy(password: str, *, about: Iterable[str] = ()) -> None:
    """Require a password that is long and not easily guessed; any characters are welcome.

    Args:
        password: As typed.
        about: Words of the person and the hospital (login, names) that must not make it up.

    Raises:
        Refused: It is too short, too long, or easily guessed; nothing of it is repeated.
    """
    plain = prepared(password)
    if len(plain) < SHORTEST:
        what = f"A password has at least {SHORTEST} characters."
        raise Refused(what, "Three or four words that do not belong together are easy to keep in mind.")
    if len(plain) > LONGEST:
        what = f"A password has at most {LONGEST} characters."
        raise Refused(what, "Choose a shorter one.")
    folded = plain.casefold()
    if len(set(folded)) < _FEWEST_CHARACTERS or _is_run(folded) or _is_made_of(folded, (*_COMMON, *about)):
        what = "This password would be guessed early."
        raise Refused(
            what, "Leave out names, the login, and runs such as 12345; three or four words will do."
        )


def delay_after(failed: int) -> timedelta:
    """Return how long to wait after so many wrong passwords in a row.

    Nothing for the first five; then half a minute, doubled each time, at most half an hour.
    """
    over = failed - FREE_TRIES
    if over < 0:
        return timedelta()
    return min(_FIRST_DELAY * (1 << min(over, 16)), _LONGEST_DELAY)


def prepared(password: str) -> str:
    """Return a password in one form (NFKC), so that every keyboard's way of writing it is the same."""
    return unicodedata.normalize("NFKC", password)


def _is_run(folded: str) -> bool:
    """Say whether every character follows the one before, up or down."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    return steps <= {_STEP, 1 - len("0123456789")} or steps == {-_STEP}


def _is_made_of(folded: str, words: Iterable[str]) -> bool:
    """Say whether little is left when known words and digits are taken out."""
    left = folded
    for word in sorted((word.casefold() for word in words), key=len, reverse=True):
        if len(word) >= _SHORTEST_PART:
            left = left.replace(word, "")
    return sum(not char.isdigit() for char in left) < _SHORTEST_PART


@lru_cache
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes, type=Type.ID
    )


@lru_cache
def _nobody(cost: Cost) -> str:
    return _hasher(cost).hash("a password that nobody has")
