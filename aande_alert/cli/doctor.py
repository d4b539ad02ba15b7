"""What this machine has and lacks, in words an administrator can act on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from aande_alert import __version__
from aande_alert.cli.talking import DONE, NO, show
from aande_alert.domain.errors import Trouble
from aande_alert.paths import resource
from aande_alert.rules.content import load_content
from aande_alert.services.opening import has_store, is_demo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.cli.arguments import Asked

_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "cryptography",
    "reportlab",
    "pyHanko",
    "pillow",
)


def look(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Print a line for each thing the program needs; anything missing makes the answer no."""
    lines = [("program", True, __version__), ("Python", True, platform.python_version())]
    lines += [_library(name) for name in _LIBRARIES]
    lines += [_fonts(), _content(), _store(asked), ("clock", True, clock().isoformat())]
    for name, good, words in lines:
        show(
            asked,
            {"name": name, "good": good, "words": words},
            f"{'good' if good else 'BAD '}  {name}: {words}",
        )
    return DONE if all(good for _, good, _ in lines) else NO


def _library(name: str) -> tuple[str, bool, str]:
    try:
        return name, True, version(name)
    except PackageNotFoundError:
        return name, False, "not installed"


def _fonts() -> tuple[str, bool, str]:
    count = len(list(resource("fonts").glob("*.ttf")))
    return "fonts", count > 0, f"{count} bundled"


def _content() -> tuple[str, bool, str]:
    try:
        content = load_content()
    except Trouble as trouble:
        return "clinical content", False, trouble.sentence()
    return "clinical content", True, f"{len(content.rules)} rules, policy pack {content.policy.version}"


def _store(asked: Asked) -> tuple[str, bool, str]:
    if not has_store(asked.store):
        return "store", True, f"none yet in {asked.store}"
    kind = "a demonstration" if is_demo(asked.store) else "encrypted"
    return "store", True, f"{kind}, in {asked.store}"
