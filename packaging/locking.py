"""Renews `packaging/requirements/*.txt`: exact versions, each with its hashes, and no addresses."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from environment import REQUIREMENTS, ROOT, make, python, quiet_environment

if TYPE_CHECKING:
    from pathlib import Path

_UV = "uv>=0.13,<0.14"
_SAFE_LINE = re.compile(
    r"^(?:[A-Za-z0-9][\w.-]*(?:\[[a-z,]+\])?==\S+(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?)$"
)
_HASHES = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate")


def lock(uv: tuple[str, ...] = ()) -> int:
    """Renew every file; return the exit status of the first that failed, or 0.

    Args:
        uv: The command that starts uv; the locked one when empty.
    """
    if not uv:
        make("lock")
        uv = (str(python()), "-m", "uv")
    run, dev = REQUIREMENTS / "run.txt", REQUIREMENTS / "dev.txt"
    wanted = ("pyproject.toml", "--extra", "postgres")
    steps = (
        (run, wanted, ""),
        (dev, (*wanted, "--group", "dev", "--constraint", str(run)), ""),
        (REQUIREMENTS / "lock.txt", ("-",), _UV),
    )
    for path, sources, given in steps:
        status = _compile(uv, path, sources, given)
        if status != 0:
            return status
    return 0


def strange_lines(text: str) -> list[str]:
    """Return the lines of a requirements file that are neither an exact version nor a hash."""
    return [line for line in text.splitlines() if not _SAFE_LINE.match(line)]


def _compile(uv: tuple[str, ...], path: Path, sources: tuple[str, ...], given: str) -> int:
    done = subprocess.run(
        [*uv, "pip", "compile", *sources, *_HASHES, "--quiet", "--output-file", str(path)],
        check=False,
        cwd=ROOT,
        input=given,
        stdout=subprocess.DEVNULL,
        text=True,
        env=quiet_environment(),
    )
    if done.returncode != 0:
        return done.returncode
    strange = strange_lines(path.read_text(encoding="utf-8"))
    for line in strange:
        print(f"{path.name} has a line that is neither a version nor a hash: {line.split('://')[0]}")
    return 1 if strange else 0
