"""How a command speaks: one line of words, or one of JSON; troubles go to the error stream."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aande_alert.cli.arguments import Asked

DONE, NO, USAGE, UNAVAILABLE = 0, 1, 2, 3


def say(words: str, *, to_errors: bool = False) -> None:
    """Print one line, at once."""
    stream = sys.stderr if to_errors else sys.stdout
    stream.write(f"{words}\n")
    stream.flush()


def show(asked: Asked, told: dict[str, Any], words: str) -> None:
    """Print an answer: as JSON where that is wanted, else in words."""
    say(json.dumps(told, default=str, ensure_ascii=False) if asked.json else words)
