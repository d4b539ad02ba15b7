"""Checkpoints: the end of the audit trail, signed, short enough to print, to be kept away from the store."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from aande_alert.domain.errors import Refused
from aande_alert.security.audit import Head, moment_words

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_TITLE = "aande_alert audit checkpoint 1"
_LINES = 7
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a store's audit trail stood at one moment.

    Attributes:
        store: The store's id.
        head: The last line's number and digest.
        at: When, UTC.
    """

    store: UUID
    head: Head
    at: datetime

    def signed(self, key: Ed25519PrivateKey) -> str:
        """Return the text to export: what is claimed, the public key, and its signature."""
        claim = self._claim()
        public = key.public_key().public_bytes_raw()
        return f"{claim}\nkey {_text(public)}\nsignature {_text(key.sign(claim.encode()))}\n"

    def short(self) -> str:
        """Return what is printed on each referral, `1187 7KQ2-M5XA-...`: line, and 80 bits of digest."""
        letters = base64.b32encode(self.head.digest[:_SHORT]).decode()
        groups = "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
        return f"{self.head.sequence} {groups}"

    @classmethod
    def read(cls, text: str, *, public: bytes | None = None) -> Checkpoint:
        """Read an exported checkpoint.

        Args:
            text: As exported; blanks at the ends of lines do not matter.
            public: The public key it must be signed with, 32 bytes; `None` takes the one it names.

        Raises:
            Refused: It is not a checkpoint, was altered, or another store signed it.
        """
        try:
            return cls._read([line.strip() for line in text.strip().splitlines()], public)
        except (ValueError, IndexError, InvalidSignature) as trouble:
            what = "This is not a checkpoint of this store's audit trail, or it was altered."
            raise Refused(what, "Use the file as it was exported.", kept="Nothing was changed.") from trouble

    @classmethod
    def _read(cls, lines: list[str], public: bytes | None) -> Checkpoint:
        told = dict(line.split(" ", 1) for line in lines[1:])
        if lines[0] != _TITLE or len(lines) != _LINES:
            message = "not a checkpoint"
            raise ValueError(message)
        named = base64.b64decode(told["key"], validate=True)
        if public is not None and named != public:
            message = "another store's key"
            raise ValueError(message)
        head = Head(int(told["line"]), base64.b64decode(told["digest"], validate=True))
        found = cls(UUID(told["store"]), head, datetime.fromisoformat(told["at"]))
        signature = base64.b64decode(told["signature"], validate=True)
        Ed25519PublicKey.from_public_bytes(named).verify(signature, found._claim().encode())
        return found

    def _claim(self) -> str:
        lines = (
            _TITLE,
            f"store {self.store}",
            f"line {self.head.sequence}",
            f"digest {_text(self.head.digest)}",
            f"at {moment_words(self.at)}",
        )
        return "\n".join(lines)


def public_words(public: bytes) -> str:
    """Return a public key as a person compares it: 16 letters of its SHA-256."""
    letters = base64.b32encode(hashlib.sha256(public).digest()).decode()[:16]
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))


def _text(body: bytes) -> str:
    return base64.b64encode(body).decode()
