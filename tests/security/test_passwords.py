"""Passwords: long, not guessed early, kept so that a copy of the store gives none away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.security.passwords import (
    FREE_TRIES,
    LONGEST,
    STRONG,
    Cost,
    check_policy,
    delay_after,
    hash_password,
    needs_rehash,
    verify_password,
)

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
GOOD = "heron anvil ferry mango"


def test_the_cost_of_a_guess_is_at_least_what_owasp_asks() -> None:
    assert STRONG.memory_kib >= 19 * 1024
    assert STRONG.passes >= 2
    kept = hash_password(GOOD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert verify_password(kept, GOOD)


def test_a_kept_password_is_right_only_for_the_same_words() -> None:
    kept = hash_password(GOOD, cost=CHEAP)
    assert verify_password(kept, GOOD, cost=CHEAP)
    assert not verify_password(kept, GOOD + " ", cost=CHEAP)
    assert hash_password(GOOD, cost=CHEAP) != kept
    assert GOOD not in kept


def test_an_accent_typed_on_another_keyboard_is_the_same() -> None:
    kept = hash_password("caf\N{LATIN SMALL LETTER E WITH ACUTE} anvil ferry", cost=CHEAP)
    assert verify_password(kept, "cafe\N{COMBINING ACUTE ACCENT} anvil ferry", cost=CHEAP)


def test_nobodys_password_is_never_right_and_a_damaged_one_is_said_so() -> None:
    assert not verify_password("", GOOD, cost=CHEAP)
    assert not verify_password("", "a password that nobody has", cost=CHEAP)
    for damaged in ("plain text", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$"):
        with pytest.raises(Unavailable, match="damaged"):
            verify_password(damaged, GOOD, cost=CHEAP)


def test_a_password_kept_at_yesterdays_cost_is_kept_anew() -> None:
    assert needs_rehash(hash_password(GOOD, cost=CHEAP))
    assert not needs_rehash(hash_password(GOOD, cost=CHEAP), cost=CHEAP)


@pytest.mark.parametrize(
    "good",
    [
        GOOD,
        "larch-otter-velvet-9",
        "пять тихих коров",
        "Xq7!Xq7!vK2pLm",
        "1 heron 2 anvils",
        "okoro heron anvil",
    ],
)
def test_any_long_password_that_is_not_guessed_early_is_taken(good: str) -> None:
    check_policy(good, about=("okoro", "Calder Vale"))


@pytest.mark.parametrize(
    ("poor", "told"),
    [
        ("heronanvil9", "at least 12"),
        ("x" * (LONGEST + 1), "at most 256"),
        ("aaaaaaaaaaaa", "guessed early"),
        ("abcabcabcabc", "guessed early"),
        ("abcdefghijkl", "guessed early"),
        ("zyxwvutsrqpo", "guessed early"),
        ("123456789012", "guessed early"),
        ("Password1234567", "guessed early"),
        ("PASSWORD-2026-11", "guessed early"),
        ("gokoro20261122", "guessed early"),
        ("CalderVale2026", "guessed early"),
        ("qwertyuiop1234", "guessed early"),
    ],
)
def test_a_password_that_would_be_guessed_early_is_refused_and_not_repeated(poor: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as trouble:
        check_policy(poor, about=("gokoro", "CalderVale", "GO"))
    assert poor not in trouble.value.sentence()


@pytest.mark.parametrize(
    ("failed", "seconds"), [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (10, 960), (11, 1800), (500, 1800)]
)
def test_after_five_wrong_passwords_the_wait_grows(failed: int, seconds: int) -> None:
    assert delay_after(failed) == timedelta(seconds=seconds)
    assert delay_after(FREE_TRIES - 1) == timedelta()
