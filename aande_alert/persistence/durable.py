"""The one way a file leaves the program: whole or not at all, and still there after a power cut."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from typing import TYPE_CHECKING

from aande_alert.domain.errors import Trouble, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def durable_write(path: Path, body: bytes | Iterable[bytes]) -> None:
    """Write a file: temporary beside it, flushed to the disk, renamed over it, and the folder flushed.

    Args:
        path: Where; a file there is replaced, and stands as it was until the new one is whole.
        body: The bytes, or pieces of them.

    Raises:
        Unavailable: The disk is full, the folder is not there or may not be written.
        Trouble: From whoever makes the pieces; nothing is left of the file begun.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    pieces = (body,) if isinstance(body, bytes) else body
    try:
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as trouble:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise _trouble(trouble, path) from trouble
    except Trouble:  # from whoever makes the pieces
        temporary.unlink()
        raise


def private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, for another library to fill.

    Raises:
        Unavailable: There is one, or it cannot be made.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as trouble:
        raise _trouble(trouble, path) from trouble


def durable_move(old: Path, new: Path) -> None:
    """Rename a file or folder, and flush the folders it left and entered.

    Raises:
        Unavailable: It may not be moved.
    """
    try:
        old.replace(new)
        sync_folder(new.parent)
        if old.parent != new.parent:
            sync_folder(old.parent)
    except OSError as trouble:
        raise _trouble(trouble, new) from trouble


def sync_folder(folder: Path) -> None:
    """Flush a folder's own entries where the system can (Windows keeps them with the file)."""
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    descriptor = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Flush a file that another library wrote."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _trouble(trouble: OSError, path: Path) -> Unavailable:
    kept = "Nothing was changed; a file that was there before still is."
    if trouble.errno in _FULL:
        what = f"{path.name} could not be written: the disk is full."
        return Unavailable(what, "Make room, or choose another place, and try again.", kept=kept)
    what = f"{path.name} could not be written: {(trouble.strerror or 'the disk refused').lower()}."
    return Unavailable(what, "Look whether the folder is there and may be written to.", kept=kept)
