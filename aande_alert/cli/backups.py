"""Backups: made, looked at before they are called one, and put back without overwriting a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.cli.stores import opened, signed_in
from aande_alert.cli.talking import DONE, NO, show
from aande_alert.persistence.backup import restore_backup, verify_backup
from aande_alert.persistence.places import StorePlace, read_key_file
from aande_alert.security.keys import DEMO_PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.persistence.backup import BackupReport
    from aande_alert.security.keys import StoreKeys


def make(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Make a backup in a folder of its own, open it and look at everything in it."""
    with opened(asked, clock) as services:
        who = signed_in(asked, services)
        report = services.administration.make_backup(who, asked.more["folder"])
    return _tell(asked, report)


def verify(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Open a backup and look at everything in it."""
    folder = asked.more["folder"]
    return _tell(asked, verify_backup(folder, _keys(asked, folder), clock=clock))


def restore(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Put a backup where the store is or was; a store that is there is kept aside."""
    folder = asked.more["folder"]
    store = restore_backup(folder, StorePlace(asked.store, asked.url), _keys(asked, folder), clock=clock)
    store.close()
    show(asked, {"restored": str(asked.store)}, f"Restored to {asked.store}.")
    return DONE


def _keys(asked: Asked, folder: Path) -> StoreKeys:
    file = read_key_file(StorePlace(folder))
    return file.unlock(DEMO_PASSPHRASE if file.demo else asked.ask_passphrase("Passphrase of the backup: "))


def _tell(asked: Asked, report: BackupReport) -> int:
    told = {"good": report.good, "folder": str(report.folder), "made_at": report.made_at}
    show(asked, told, f"{report.folder}\n{report.report.words()}")
    return DONE if report.good else NO
