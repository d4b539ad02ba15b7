"""The program on the demo hospital: a window where there is a screen, a tour of pictures elsewhere."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from environment import ROOT, python, quiet_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEMO = ROOT / "build" / "demo"
TOUR = ROOT / "build" / "tour"
_PROGRAM = (str(python()), "-m", "aande_alert")


def has_display() -> bool:
    """Say whether a window opened here would be seen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def program(args: list[str]) -> int:
    """Run the program; return its exit status.

    Args:
        args: A command and its options run as they stand. Without a command the
            window opens on the demo hospital, or the tour is made.
    """
    if args and not args[0].startswith("-"):
        return _call([*_PROGRAM, *args])
    status = make_demo()
    if status != 0:
        return status
    if has_display():
        return _call([*_PROGRAM, "--store", str(DEMO), *args])
    return tour(args)


def make_demo() -> int:
    """Make the demo hospital under `build/demo` unless it is there; return the exit status."""
    if DEMO.exists():
        return 0
    print("Making the demo hospital ...", flush=True)
    half_made = DEMO.with_name("demo.unfinished")
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.parent.mkdir(exist_ok=True)
    status = _call([*_PROGRAM, "demo", "make", str(half_made), "--size", "day", "--seed", "1"])
    if status == 0:
        half_made.rename(DEMO)
    return status


def tour(args: list[str]) -> int:
    """Make the tour on a display of its own, and print the paths of its pictures and papers."""
    print("There is no display here, so the tour is made on a virtual one ...", flush=True)
    shutil.rmtree(TOUR, ignore_errors=True)
    with virtual_display() as display:
        seen = {**quiet_environment(), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        status = _call([*_PROGRAM, "tour", "--store", str(DEMO), "--out", str(TOUR), *args], seen)
    for line in made(TOUR):
        print(line)
    return status


def made(folder: Path) -> list[str]:
    """Return the paths of the pictures, then of the papers, that the tour left in a folder."""
    found = [path for kind in ("*.png", "*.pdf") for path in sorted(folder.rglob(kind))]
    return [os.path.relpath(path) if path.is_relative_to(ROOT) else str(path) for path in found]


@contextlib.contextmanager
def virtual_display() -> Iterator[str]:
    """Start a display that nobody sees, on a free number; ends with the block.

    Yields:
        Its name, for example `:99`.

    Raises:
        RuntimeError: It did not start.
    """
    screen = ["-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", *screen], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        number = server.stdout.readline().strip() if server.stdout else ""
        if not number:
            message = "The virtual display (Xvfb) did not start."
            raise RuntimeError(message)
        yield f":{number}"
    finally:
        server.terminate()
        server.communicate()


def _call(command: list[str], variables: dict[str, str] | None = None) -> int:
    return subprocess.run(command, check=False, env=variables or quiet_environment()).returncode
