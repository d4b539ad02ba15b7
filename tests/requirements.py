"""The locked requirements, as the tests read them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).resolve().parents[1] / "packaging" / "requirements"
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(?P<version>\S+)(?: ; (?P<marker>.+?))?(?: \\)?$"
)
_HASH = re.compile(r"^    --hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One library at one version, and the hashes of the files that may be installed."""

    name: str
    version: str
    marker: str = ""
    hashes: list[str] = field(default_factory=list)

    def applies_here(self) -> bool:
        """Say whether this machine installs it."""
        return not self.marker or Marker(self.marker).evaluate()


def read(text: str) -> list[Pin]:
    """Return the pins of a requirements file.

    Raises:
        ValueError: A line is neither a pin nor a hash.
    """
    pins: list[Pin] = []
    for line in text.splitlines():
        pin, digest = _PIN.match(line), _HASH.match(line)
        if pin:
            pins.append(Pin(canonicalize_name(pin["name"]), pin["version"], pin["marker"] or ""))
        elif digest and pins:
            pins[-1].hashes.append(digest["hash"])
        else:
            message = f"neither a version nor a hash: {line}"
            raise ValueError(message)
    return pins


def locked(name: str) -> list[Pin]:
    """Return the pins of `run.txt`, `dev.txt` or `lock.txt`."""
    return read((FOLDER / name).read_text(encoding="utf-8"))
