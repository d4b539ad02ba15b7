"""Sealing: AES-256-GCM under a key of its own purpose, bound to what the bytes belong to."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class BrokenSealError(ValueError):
    """Sealed bytes that do not open: altered, cut short, of something else, or another key."""


def seal(key: bytes, plain: bytes, belongs_to: bytes) -> bytes:
    """Return the bytes encrypted, the fresh nonce in front.

    Args:
        key: 32 bytes.
        plain: What is sealed.
        belongs_to: What they belong to; opening asks for the same.
    """
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, belongs_to)


def unseal(key: bytes, sealed: bytes, belongs_to: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        BrokenSealError: The bytes were altered, belong to something else, or the key is another.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], belongs_to)
    except (InvalidTag, ValueError) as trouble:
        raise BrokenSealError from trouble
