"""The store's key: random, never on disk in clear; a passphrase or a recovery sheet opens it.

The root key is 256 random bits. What the database, the photographs and the audit trail use are drawn
from it (HKDF-SHA256, RFC 5869), so one key never serves two purposes. The key file holds the root key
sealed several times over (AES-256-GCM), once for each way in, with everything that is not secret as
associated data: parameters cannot be changed without the seal breaking.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.security.passwords import SHORTEST, STRONG, Cost, prepared
from aande_alert.security.sealing import BrokenSealError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Mapping

DEMO_PASSPHRASE = "demonstration only, no real children"  # noqa: S105 - it protects invented people
FORMAT = "aande_alert key file"
VERSION = 1

_KEY = 32
_SALT = 16
_CODE_BYTES = 20
_CHECK_LETTERS = 4
_GROUP = 4
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U: nothing that is misread or spells a word
_MISREAD = str.maketrans("ILO", "110")
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 100
_MOST_LANES = 64


@dataclass(frozen=True, repr=False)
class StoreKeys:
    """The root key of one store, and the keys drawn from it.

    Attributes:
        root: 32 random bytes.
    """

    root: bytes

    def __post_init__(self) -> None:
        if len(self.root) != _KEY:
            message = "a root key has 32 bytes"
            raise ValueError(message)

    def __repr__(self) -> str:
        return "StoreKeys(withheld)"

    @classmethod
    def fresh(cls) -> StoreKeys:
        """Return new keys for a new store."""
        return cls(secrets.token_bytes(_KEY))

    @cached_property
    def database(self) -> bytes:
        """Return the database's key, 32 bytes."""
        return self._drawn("database")

    @cached_property
    def photographs(self) -> bytes:
        """Return the key of photographs and documents, 32 bytes."""
        return self._drawn("photographs")

    @cached_property
    def audit(self) -> bytes:
        """Return the key of the audit chain, 32 bytes."""
        return self._drawn("audit chain")

    @property
    def checkpoints(self) -> Ed25519PrivateKey:
        """Return the key that signs checkpoints of the audit chain."""
        return Ed25519PrivateKey.from_private_bytes(self._drawn("checkpoints"))

    def _drawn(self, purpose: str) -> bytes:
        info = f"aande_alert 1 {purpose}".encode()
        return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=info).derive(self.root)


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """One way into the key file: a sealed copy of the root key.

    Attributes:
        kind: `passphrase` or `recovery`.
        salt: Random, one each.
        sealed: The root key, sealed.
        cost: What one guess at a passphrase costs; `None` for a recovery code, which cannot be guessed.
    """

    kind: str
    salt: bytes
    sealed: bytes
    cost: Cost | None = None

    def __repr__(self) -> str:
        return f"Way({self.kind})"

    def plain(self) -> dict[str, Any]:
        """Return what is not secret, which the seal is bound to."""
        told: dict[str, Any] = {"kind": self.kind, "salt": _text(self.salt)}
        if self.cost is not None:
            kdf = {"name": "argon2id", "passes": self.cost.passes, "memory_kib": self.cost.memory_kib}
            told["kdf"] = {**kdf, "lanes": self.cost.lanes}
        return told


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """The file beside a store that its passphrase or recovery code opens.

    Attributes:
        store: The store's id.
        ways: Ways in.
        demo: The store is a demonstration; the passphrase is known to everybody.
    """

    store: UUID
    ways: tuple[Way, ...] = field(default=())
    demo: bool = False

    def __repr__(self) -> str:
        return f"KeyFile({self.store}, {len(self.ways)} ways)"

    def to_bytes(self) -> bytes:
        """Return the file: JSON, one way in each line of `ways`."""
        ways = [{**way.plain(), "sealed": _text(way.sealed)} for way in self.ways]
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "store": str(self.store),
            "demo": self.demo,
            "ways": ways,
        }
        return json.dumps(whole, indent=1).encode() + b"\n"

    @classmethod
    def from_bytes(cls, body: bytes) -> KeyFile:
        """Read a key file.

        Raises:
            Unavailable: It is damaged, not a key file, or of a newer program.
        """
        try:
            told = json.loads(body)
            newer = told["format"] == FORMAT and told["version"] > VERSION
            file = cls(UUID(told["store"]), tuple(_way(way) for way in told["ways"]), told["demo"] is True)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
            what = "The key file beside the store is damaged, or is not a key file."
            do = "Put back key.json from a backup, or open the store with the recovery sheet."
            raise Unavailable(what, do, kept="The store itself was not touched.") from trouble
        if newer or told["format"] != FORMAT:
            what = "The key file beside the store was made by a newer program."
            raise Unavailable(what, "Use that version of the program.", kept="Nothing was changed.")
        return file

    def unlock(self, passphrase: str) -> StoreKeys:
        """Open with the passphrase; takes about a tenth of a second.

        Raises:
            Refused: The passphrase is not right.
        """
        for way in self.ways:
            if way.kind == "passphrase":
                opened = self._try(way, _from_passphrase(passphrase, way))
                if opened is not None:
                    return opened
        what = "The passphrase is not right."
        raise Refused(what, "Type it again, or use the recovery sheet.", kept="Nothing was changed.")

    def recover(self, code: str) -> StoreKeys:
        """Open with the code of the recovery sheet, as typed.

        Raises:
            Refused: A letter is wrong, or the sheet belongs to another store.
        """
        secret = _code_bytes(code)
        for way in self.ways:
            if way.kind == "recovery":
                opened = self._try(way, _from_code(secret, way))
                if opened is not None:
                    return opened
        what = "This recovery sheet does not belong to this store, or a newer sheet has replaced it."
        raise Refused(what, "Look for the newest sheet of this store.", kept="Nothing was changed.")

    def with_passphrase(self, keys: StoreKeys, passphrase: str, *, cost: Cost = STRONG) -> KeyFile:
        """Return the file with a new passphrase; the recovery sheet stays good.

        Raises:
            Refused: The passphrase is too short.
        """
        if len(prepared(passphrase)) < SHORTEST:
            what = f"The passphrase of the store has at least {SHORTEST} characters."
            raise Refused(what, "Four or five words that do not belong together will do.")
        way = Way("passphrase", secrets.token_bytes(_SALT), b"", cost)
        return self._with(replace(way, sealed=self._sealed(keys, way, _from_passphrase(passphrase, way))))

    def with_recovery_sheet(self, keys: StoreKeys) -> tuple[KeyFile, str]:
        """Return the file with a new recovery code, and the code to print; an older sheet opens no more."""
        secret = secrets.token_bytes(_CODE_BYTES)
        way = Way("recovery", secrets.token_bytes(_SALT), b"")
        file = self._with(replace(way, sealed=self._sealed(keys, way, _from_code(secret, way))))
        return file, _code_words(secret)

    def _with(self, new: Way) -> KeyFile:
        return replace(self, ways=(*(way for way in self.ways if way.kind != new.kind), new))

    def _bound_to(self, way: Way) -> bytes:
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "store": str(self.store),
            "demo": self.demo,
            "way": way.plain(),
        }
        return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()

    def _sealed(self, keys: StoreKeys, way: Way, key: bytes) -> bytes:
        return seal(key, keys.root, self._bound_to(way))

    def _try(self, way: Way, key: bytes) -> StoreKeys | None:
        try:
            return StoreKeys(unseal(key, way.sealed, self._bound_to(way)))
        except BrokenSealError:
            return None


def new_key_file(
    store: UUID, keys: StoreKeys, passphrase: str, *, demo: bool = False, cost: Cost = STRONG
) -> tuple[KeyFile, str]:
    """Return a key file for a new store, and the recovery code to print and lock away.

    Raises:
        Refused: The passphrase is too short.
    """
    return KeyFile(store, demo=demo).with_passphrase(keys, passphrase, cost=cost).with_recovery_sheet(keys)


def _from_passphrase(passphrase: str, way: Way) -> bytes:
    cost = way.cost or STRONG
    try:
        return hash_secret_raw(
            prepared(passphrase).encode(), way.salt, cost.passes, cost.memory_kib, cost.lanes, _KEY, Type.ID
        )
    except HashingError as trouble:
        what = "There is not enough memory to open the key file."
        raise Unavailable(
            what, "Close other programs and try again.", kept="Nothing was changed."
        ) from trouble


def _from_code(secret: bytes, way: Way) -> bytes:
    # 160 random bits need no slow hash.
    return HKDF(algorithm=SHA256(), length=_KEY, salt=way.salt, info=b"aande_alert 1 recovery sheet").derive(
        secret
    )


def _code_words(secret: bytes) -> str:
    letters = _as_letters(int.from_bytes(secret, "big"), _CODE_BYTES * 8 // 5) + _check_of(secret)
    return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def _code_bytes(code: str) -> bytes:
    letters = "".join(char for char in code.upper().translate(_MISREAD) if char.isalnum())
    length = _CODE_BYTES * 8 // 5
    if len(letters) != length + _CHECK_LETTERS or not set(letters) <= set(_LETTERS):
        what = f"The recovery code has {length + _CHECK_LETTERS} letters and digits; this has not."
        raise Refused(what, "Read it again from the sheet.", kept="Nothing was changed.")
    number = 0
    for letter in letters[:length]:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    secret = number.to_bytes(_CODE_BYTES, "big")
    if _check_of(secret) != letters[length:]:
        what = "A letter of the recovery code is wrong, or two have changed places."
        raise Refused(what, "Read it again from the sheet.", kept="Nothing was changed.")
    return secret


def _check_of(secret: bytes) -> str:
    digest = hashlib.sha256(b"aande_alert recovery sheet" + secret).digest()
    return _as_letters(int.from_bytes(digest[:4], "big") >> 12, _CHECK_LETTERS)


def _as_letters(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(reversed(letters))


def _way(told: Mapping[str, Any]) -> Way:
    kdf = told.get("kdf")
    cost = None if kdf is None else Cost(int(kdf["passes"]), int(kdf["memory_kib"]), int(kdf["lanes"]))
    if cost is not None and not _bearable(cost):
        message = "a key file asks for more than any machine has"
        raise ValueError(message)
    return Way(str(told["kind"]), _bytes(told["salt"]), _bytes(told["sealed"]), cost)


def _bearable(cost: Cost) -> bool:
    return (
        0 < cost.passes <= _MOST_PASSES
        and 0 < cost.lanes <= _MOST_LANES
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
    )


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as trouble:
        message = "not base64"
        raise ValueError(message) from trouble
