"""What the program and its checks need from the machine itself, outside Python."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from typing import NamedTuple


class Need(NamedTuple):
    """One thing needed: its Debian packages (any of them will do) and the library to look for elsewhere."""

    debian: tuple[str, ...]
    library: str = ""


WINDOW = (
    Need(("libegl1",), "EGL"),
    Need(("libgl1",), "GL"),
    Need(("libxkbcommon0",), "xkbcommon"),
    Need(("libxkbcommon-x11-0",), "xkbcommon-x11"),
    Need(("libdbus-1-3",), "dbus-1"),
    Need(("libfontconfig1",), "fontconfig"),
    Need(("libglib2.0-0", "libglib2.0-0t64"), "glib-2.0"),
    Need(("libx11-xcb1",), "X11-xcb"),
    Need(("libxcb-cursor0",), "xcb-cursor"),
    Need(("libxcb-icccm4",), "xcb-icccm"),
    Need(("libxcb-image0",), "xcb-image"),
    Need(("libxcb-keysyms1",), "xcb-keysyms"),
    Need(("libxcb-randr0",), "xcb-randr"),
    Need(("libxcb-render-util0",), "xcb-render-util"),
    Need(("libxcb-shape0",), "xcb-shape"),
    Need(("libxcb-xinerama0",), "xcb-xinerama"),
    Need(("libxcb-xkb1",), "xcb-xkb"),
)
VIRTUAL_DISPLAY = (Need(("xvfb",)),)
CHECKS = (Need(("postgresql",)), Need(("poppler-utils",)), Need(("qpdf",)))
VENV = (Need(("python3-venv",)),)


def needs(*, display: bool, checks: bool) -> tuple[Need, ...]:
    """Return what this machine has to have.

    Args:
        display: There is a screen to open a window on.
        checks: Everything CI runs is going to run.
    """
    wanted = list(WINDOW)
    if checks or not display:
        wanted += VIRTUAL_DISPLAY
    if checks:
        wanted += CHECKS
    return tuple(wanted)


def prepare(wanted: tuple[Need, ...]) -> str:
    """See that what is needed is there, installing it on Debian as root.

    Returns:
        Nothing when all is there; otherwise what a person has to do, ending in one line to run.
    """
    if not sys.platform.startswith("linux"):
        return ""
    if shutil.which("dpkg-query") is None:
        return _elsewhere(wanted)
    absent = missing(wanted, installed(wanted))
    if importlib.util.find_spec("ensurepip") is None:
        absent += [need.debian[0] for need in VENV]
    if not absent:
        return ""
    line = install_line(absent)
    if os.geteuid() != 0:
        return f"Something is missing on this machine. Run this once, then come back:\n{line}"
    print(f"Installing {' '.join(absent)} ...", flush=True)
    return "" if _apt(absent) else f"apt could not install what is missing. When it can:\n{line}"


def missing(wanted: tuple[Need, ...], present: frozenset[str]) -> list[str]:
    """Return the Debian package to install for each need that no present package meets."""
    return [need.debian[0] for need in wanted if present.isdisjoint(need.debian)]


def installed(wanted: tuple[Need, ...]) -> frozenset[str]:
    """Return which of the packages Debian has installed."""
    names = [name for need in wanted for name in need.debian]
    form = "${db:Status-Status} ${Package}\\n"
    asked = ["dpkg-query", "--show", f"--showformat={form}", *names]
    said = subprocess.run(asked, check=False, capture_output=True, text=True).stdout
    lines = (line.split() for line in said.splitlines())
    return frozenset(name for state, name in lines if state == "installed")


def install_line(absent: list[str]) -> str:
    """Return the one line that installs them on Debian and its relatives."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(absent)}"


def _apt(absent: list[str]) -> bool:
    told = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update"], ["install", "-y", "--no-install-recommends", *absent])
    for step in steps:
        done = subprocess.run(["apt-get", "-q", *step], check=False, env=told, stdout=subprocess.DEVNULL)
        if done.returncode != 0 and step[0] == "install":
            return False
    return True


def _elsewhere(wanted: tuple[Need, ...]) -> str:
    absent = [f"lib{need.library}" for need in wanted if need.library and find_library(need.library) is None]
    if not absent:
        return ""
    return f"The window needs these libraries; install them with this system's packages: {' '.join(absent)}"
