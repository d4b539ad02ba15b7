"""Which command is which function; what each promises is in its own module."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from aande_alert.cli.talking import NO, UNAVAILABLE, say
from aande_alert.domain.errors import Refused, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.cli.arguments import Asked

COMMANDS = {
    "demo make": ("demo", "make"),
    "listen": ("feeds", "listen"),
    "ingest": ("feeds", "ingest"),
    "register import": ("lists", "take_in"),
    "check-arrivals": ("arrivals", "check"),
    "rules list": ("rules", "list_rules"),
    "rules check": ("rules", "check_table"),
    "photos import": ("photos", "take_in"),
    "photos export": ("photos", "pack"),
    "photos verify": ("photos", "verify"),
    "documents proof": ("documents", "proof"),
    "growth": ("growth", "read_growth"),
    "referral verify": ("looking", "verify_referral"),
    "audit verify": ("looking", "verify_audit"),
    "audit anchor": ("looking", "write_anchor"),
    "verify": ("looking", "verify_store"),
    "backup make": ("backups", "make"),
    "backup verify": ("backups", "verify"),
    "backup restore": ("backups", "restore"),
    "doctor": ("doctor", "look"),
}
"""Module under `aande_alert.cli` and function: a command imports only what it needs."""


def run(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Run a command and return its exit status: 0 done, 1 the answer is no, 2 usage, 3 unavailable.

    Args:
        asked: The command line.
        clock: The moment now, UTC.
    """
    module, function = COMMANDS[asked.command]
    command: Callable[[Asked, Callable[[], datetime]], int] = getattr(
        import_module(f"aande_alert.cli.{module}"), function
    )
    try:
        return command(asked, clock)
    except Refused as trouble:
        say(trouble.sentence(), to_errors=True)
        return NO
    except Trouble as trouble:
        say(trouble.sentence(), to_errors=True)
        return UNAVAILABLE
