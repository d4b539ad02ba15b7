"""The store's key: opened by passphrase or recovery sheet, and by nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from argon2.exceptions import HashingError

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.security import keys as keys_module
from aande_alert.security.keys import (
    DEMO_PASSPHRASE,
    KeyFile,
    StoreKeys,
    new_key_file,
)
from aande_alert.security.passwords import Cost
from aande_alert.security.sealing import BrokenSealError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
PASSPHRASE = "heron anvil ferry mango"
STORE = UUID("6f0f2b0e-9d56-4d3b-8a55-0b7f6f6e0d11")
KEYS = StoreKeys(bytes(range(32)))


@pytest.fixture
def file_and_code() -> tuple[KeyFile, str]:
    """Return a key file and its recovery code."""
    return new_key_file(STORE, KEYS, PASSPHRASE, cost=CHEAP)


def test_each_purpose_has_a_key_of_its_own_and_none_is_the_root() -> None:
    drawn = {KEYS.database, KEYS.photographs, KEYS.audit, KEYS.checkpoints.private_bytes_raw(), KEYS.root}
    assert len(drawn) == 5
    assert StoreKeys(KEYS.root).database == KEYS.database
    assert StoreKeys.fresh() != StoreKeys.fresh()
    assert repr(KEYS) == "StoreKeys(withheld)"
    with pytest.raises(ValueError, match="32 bytes"):
        StoreKeys(b"short")


def test_the_drawn_keys_never_change_for_stores_that_exist() -> None:
    assert KEYS.database.hex() == "a9b1b1f60623d2bcc51ed1bd088acfd82c78108fc73823a6c006d0aefe6492ef"
    assert KEYS.audit.hex() == "8e0b8327f1840a890fc746b4d95e65456b745d8a3e18c47a1b12b6b5a3a93b5d"
    assert KEYS.photographs.hex() == "fbd36ac9b61e83c596d795d7782cb1c84448e4cdae4fc808e4d679d5362b97d7"


def test_the_passphrase_and_the_sheet_open_the_file_after_it_was_written_and_read(
    file_and_code: tuple[KeyFile, str],
) -> None:
    file, code = file_and_code
    read = KeyFile.from_bytes(file.to_bytes())
    assert read == file
    assert read.unlock(PASSPHRASE) == read.recover(code) == KEYS
    assert KEYS.root.hex() not in file.to_bytes().decode()
    assert PASSPHRASE not in repr(file) + repr(file.ways)


def test_a_wrong_passphrase_opens_nothing(file_and_code: tuple[KeyFile, str]) -> None:
    with pytest.raises(Refused, match="passphrase is not right"):
        file_and_code[0].unlock("heron anvil ferry mangp")


def test_a_sheet_is_read_however_it_is_typed(file_and_code: tuple[KeyFile, str]) -> None:
    file, code = file_and_code
    assert len(code) == 44
    for typed in (code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert file.recover(typed) == KEYS


def test_every_single_slip_of_the_pen_is_noticed(file_and_code: tuple[KeyFile, str]) -> None:
    file, code = file_and_code
    letters = code.replace("-", "")
    for place in range(len(letters)):
        other = "7" if letters[place] != "7" else "8"
        with pytest.raises(Refused, match="letter of the recovery code is wrong"):
            file.recover(letters[:place] + other + letters[place + 1 :])


@pytest.mark.parametrize("code", ["", "7KQ2", "7KQ2-" * 9, "U" * 36, "7" * 37])
def test_what_is_no_code_is_said_to_be_none(file_and_code: tuple[KeyFile, str], code: str) -> None:
    with pytest.raises(Refused, match="recovery code"):
        file_and_code[0].recover(code)


def test_another_stores_sheet_and_an_old_sheet_open_nothing(file_and_code: tuple[KeyFile, str]) -> None:
    file, code = file_and_code
    _, elsewhere = new_key_file(uuid4(), StoreKeys.fresh(), PASSPHRASE, cost=CHEAP)
    renewed, newest = file.with_recovery_sheet(KEYS)
    for opened, sheet in ((file, elsewhere), (renewed, code)):
        with pytest.raises(Refused, match="does not belong to this store, or a newer"):
            opened.recover(sheet)
    assert renewed.recover(newest) == KEYS


def test_a_new_passphrase_leaves_the_sheet_good(file_and_code: tuple[KeyFile, str]) -> None:
    file, code = file_and_code
    changed = file.with_passphrase(KEYS, "velvet otter larch nine", cost=CHEAP)
    assert changed.unlock("velvet otter larch nine") == changed.recover(code) == KEYS
    with pytest.raises(Refused, match="not right"):
        changed.unlock(PASSPHRASE)
    with pytest.raises(Refused, match="at least 12"):
        file.with_passphrase(KEYS, "short", cost=CHEAP)


def test_a_demonstration_says_so_and_its_passphrase_is_known() -> None:
    file, _ = new_key_file(STORE, KEYS, DEMO_PASSPHRASE, demo=True, cost=CHEAP)
    assert KeyFile.from_bytes(file.to_bytes()).demo
    assert file.unlock(DEMO_PASSPHRASE) == KEYS


def changed(file: KeyFile, change: Callable[[dict[str, Any]], object]) -> bytes:
    told = json.loads(file.to_bytes())
    change(told)
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(store=str(uuid4())),
        lambda told: told.update(demo=True),
        lambda told: told["ways"][0]["kdf"].update(passes=2),
        lambda told: told["ways"][0].update(sealed=told["ways"][1]["sealed"]),
        lambda told: told["ways"][0].update(salt=told["ways"][1]["salt"]),
        lambda told: told["ways"].pop(0),
    ],
)
def test_a_key_file_changed_by_hand_does_not_open(
    file_and_code: tuple[KeyFile, str], change: Callable[[dict[str, Any]], object]
) -> None:
    file = KeyFile.from_bytes(changed(file_and_code[0], change))
    with pytest.raises(Refused, match="passphrase is not right"):
        file.unlock(PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(format="another file"),
        lambda told: told.update(version=2),
        lambda told: told.update(store="no id"),
        lambda told: told.pop("ways"),
        lambda told: told["ways"].append(3),
        lambda told: told["ways"][0].update(salt="!"),
        lambda told: told["ways"][0]["kdf"].update(passes=10_000),
        lambda told: told["ways"][0]["kdf"].update(memory_kib=2**40),
        lambda told: told["ways"][0]["kdf"].update(lanes=0),
    ],
)
def test_a_key_file_that_cannot_be_read_is_said_so(
    file_and_code: tuple[KeyFile, str], change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(Unavailable, match="key file"):
        KeyFile.from_bytes(changed(file_and_code[0], change))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_file_that_is_no_key_file_is_said_so(body: bytes) -> None:
    with pytest.raises(Unavailable, match="damaged, or is not a key file"):
        KeyFile.from_bytes(body)


def test_too_little_memory_is_said_so(
    file_and_code: tuple[KeyFile, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object) -> bytes:
        raise HashingError

    monkeypatch.setattr(keys_module, "hash_secret_raw", no_memory)
    with pytest.raises(Unavailable, match="not enough memory"):
        file_and_code[0].unlock(PASSPHRASE)


def test_sealed_bytes_open_only_with_their_key_and_for_what_they_belong_to() -> None:
    key, sealed = KEYS.photographs, seal(KEYS.photographs, b"picture", b"photo 1 of Maisie")
    assert unseal(key, sealed, b"photo 1 of Maisie") == b"picture"
    assert seal(key, b"picture", b"photo 1 of Maisie") != sealed
    flipped = [
        sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :] for place in range(len(sealed))
    ]
    for broken in (*flipped, sealed[:-1], sealed[:5], b""):
        with pytest.raises(BrokenSealError):
            unseal(key, broken, b"photo 1 of Maisie")
    with pytest.raises(BrokenSealError):
        unseal(key, sealed, b"photo 1 of Jack")
    with pytest.raises(BrokenSealError):
        unseal(KEYS.audit, sealed, b"photo 1 of Maisie")
