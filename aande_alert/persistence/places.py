"""Where a store is: a folder with its file and its key, or a server and a folder for the key."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.durable import durable_write
from aande_alert.security.keys import KeyFile

if TYPE_CHECKING:
    from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "ncpfs", "davfs"})
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


@dataclass(frozen=True, slots=True)
class StorePlace:
    """Where a store is.

    Attributes:
        folder: Its folder: `store.db` and `key.json`; with a server, `key.json` alone.
        url: A PostgreSQL address; empty for a store in the folder.
    """

    folder: Path
    url: str = ""

    @property
    def store_file(self) -> Path:
        """Return the database's file."""
        return self.folder / "store.db"

    @property
    def key_file(self) -> Path:
        """Return the key file."""
        return self.folder / "key.json"

    @property
    def embedded(self) -> bool:
        """Say whether the store is a file, not a server."""
        return not self.url


def read_key_file(place: StorePlace) -> KeyFile:
    """Return the key file beside a store.

    Raises:
        Unavailable: It is not there, cannot be read, or is damaged.
    """
    try:
        body = place.key_file.read_bytes()
    except FileNotFoundError as trouble:
        what = f"There is no key file in {place.folder}."
        do = "Choose the folder of a store, or put back key.json from a backup."
        raise Unavailable(what, do, kept="Nothing was changed.") from trouble
    except OSError as trouble:
        what = "The key file beside the store cannot be read."
        raise Unavailable(
            what, "Look whether you may read the folder.", kept="Nothing was changed."
        ) from trouble
    return KeyFile.from_bytes(body)


def keep_key_file(place: StorePlace, file: KeyFile) -> None:
    """Write the key file, whole or not at all, readable by its owner alone.

    Raises:
        Unavailable: The folder cannot be written to.
    """
    make_folder(place.folder)
    durable_write(place.key_file, file.to_bytes())


def make_folder(folder: Path) -> None:
    """Make a folder for one person's eyes.

    Raises:
        Unavailable: It cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        what = f"The folder {folder} cannot be made."
        raise Unavailable(what, "Choose another place.", kept="Nothing was changed.") from trouble


def refuse_network_share(folder: Path) -> None:
    """Refuse a folder on a network share, whose locks and flushes cannot be relied on.

    Only what can be told cheaply is told: Linux mounts and Windows drive types.

    Raises:
        Refused: The folder is on a share.
    """
    if is_network_share(folder):
        what = "This folder is on a network share, where two programs could damage the store."
        do = "Choose a folder on this machine, or use the PostgreSQL server for several workstations."
        raise Refused(what, do, kept="Nothing was changed.")


def is_network_share(folder: Path) -> bool:
    """Say whether a folder is known to be on a network share."""
    whole = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == _REMOTE_DRIVE
    try:
        with open("/proc/self/mounts", encoding="utf-8") as mounts:  # noqa: PTH123 - a kernel's table, no file
            lines = [line.split() for line in mounts]
    except OSError:
        return False
    return _kind_of(str(whole), [(line[1], line[2]) for line in lines]) in _NETWORK


def _kind_of(path: str, mounts: list[tuple[str, str]]) -> str:
    """Return the file system's kind of the longest mount point above a path."""
    best, kind = "", ""
    for raw, each in mounts:
        point = raw.replace("\\040", " ")
        above = path == point or path.startswith(point.rstrip(os.sep) + os.sep)
        if above and len(point) >= len(best):
            best, kind = point, each
    return kind
