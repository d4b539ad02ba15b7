"""Where resources, data, logs and settings are: the only module that knows."""

from __future__ import annotations

import sys
from pathlib import Path

_APP = "aande_alert"


def resource(*parts: str) -> Path:
    """Return a file or folder of `resources/`, wherever this program was put.

    A frozen build unpacks it beside the program, a wheel carries it inside the
    package, a checkout has it next to the package.

    Args:
        parts: The way down from `resources/`, a name each.

    Raises:
        FileNotFoundError: This copy of the program is not whole.
    """
    found = _resources().joinpath(*parts)
    if not found.exists():
        message = f"This copy of the program is not whole: {'/'.join(('resources', *parts))} is missing."
        raise FileNotFoundError(message)
    return found


def data_dir() -> Path:
    """Return the folder for this person's store; it may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)


def log_dir() -> Path:
    """Return the folder for this person's logs; it may not exist yet."""
    from platformdirs import user_log_path

    return user_log_path(_APP, appauthor=False)


def settings_dir() -> Path:
    """Return the folder for this person's settings; it may not exist yet."""
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False)


def _resources() -> Path:
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:
        return Path(unpacked) / "resources"
    package = Path(__file__).resolve().parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"
