"""The log on disk: when, how bad, what happened in a fixed sentence, ids and counts; never a value.

An exception's own words may quote what a person typed, so only its type is written.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Final
from uuid import UUID

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "aande_alert.log"
_LARGEST = 1_000_000  # bytes of one file
_FILES = 5
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_WORDS = frozenset({"kind", "where"})
_COUNTS = (int, float, UUID)


class Line(logging.Formatter):
    """One line: moment, level, where from, the sentence, then ids, counts and the kind of a fault."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what is neither an id nor a count is withheld."""
        told = [self.formatTime(record), record.levelname, record.name, str(record.msg)]
        told += [
            f"{name}={_shown(name, value)}" for name, value in vars(record).items() if name not in _USUAL
        ]
        if record.exc_info and record.exc_info[0] is not None:
            told.append(f"kind={record.exc_info[0].__name__}")
        return " ".join(" ".join(told).split())


def _shown(name: str, value: object) -> str:
    return str(value) if isinstance(value, _COUNTS) or name in _WORDS else "withheld"


def keep_log(folder: Path) -> logging.Handler | None:
    """Begin to write the log into a folder; `None` where it cannot be written, which stops nothing.

    Args:
        folder: It is made where it does not exist.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / FILE, maxBytes=_LARGEST, backupCount=_FILES, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(Line())
    program = logging.getLogger("aande_alert")
    program.setLevel(logging.INFO)
    program.addHandler(handler)
    return handler


def end_log(handler: logging.Handler | None) -> None:
    """Stop writing the log, and close its file."""
    if handler is not None:
        logging.getLogger("aande_alert").removeHandler(handler)
        handler.close()
