"""Making the fictional hospital."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.cli.talking import DONE, say, show
from aande_alert.demo.hospital import make as make_hospital
from aande_alert.demo.script import Size
from aande_alert.persistence.durable import durable_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.cli.arguments import Asked


def make(asked: Asked, _clock: Callable[[], datetime]) -> int:
    """Make the fictional hospital: its store, and beside it the messages, lists and true answers."""
    report = make_hospital(
        asked.more["folder"],
        write=durable_write,
        size=Size(asked.more["size"]),
        seed=asked.more["seed"],
        tell=None if asked.json else say,
    )
    told = {
        "folder": str(report.folder),
        "visits": report.visits,
        "messages": report.messages,
        "lists": report.lists,
        "until": report.until,
    }
    show(asked, told, f"Made in {report.folder}: {report.visits} visits, {report.messages} messages.")
    return DONE
