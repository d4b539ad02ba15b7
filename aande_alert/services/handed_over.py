"""A file somebody hands over: read whole, off the window's own thread, with words where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 67_108_864
"""Bytes; the whole country's children on plans would fit into a list of this size."""

_MB = 1024 * 1024
_KEPT = "Nothing was changed."


def read_handed_over(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a list, an anchor or a copy.

    Args:
        path: Where it is.
        largest: Refuse more bytes than this before reading them.

    Raises:
        Refused: It is larger than such a file can be.
        Unavailable: It is not there, is a folder, or may not be read.
    """
    try:
        size = path.stat().st_size
        if size > largest:
            what = f"{path.name} has {size // _MB} MB; a file of this kind has at most {largest // _MB}."
            raise Refused(what, "Choose another file.", kept=_KEPT)
        return path.read_bytes()
    except OSError as trouble:
        what = f"{path.name} cannot be read."
        raise Unavailable(what, "Check that it is there and may be read.", kept=_KEPT) from trouble
