"""Start: from the process's first moment to a window that is painted and can be typed into."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(1.5)
_PATIENCE: Final = 60.0
# Both programs say so once the event loop is free again after their window's first frame.
_WATCH: Final = """
def tell(window):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, seen, event):
            if event.type() == QEvent.Type.Paint:
                seen.removeEventFilter(self)
                QTimer.singleShot(0, said)
            return False
    def said():
        import os
        os.write(1, b"painted")
        os._exit(0)
    window.watch = Watch()
    window.installEventFilter(window.watch)
"""
_BARE: Final = f"""{_WATCH}
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
tell(window)
window.resize(1366, 768)
window.show()
app.exec()
"""
# The program's own main, untouched but for the watch on the window it has just shown.
_OURS: Final = f"""{_WATCH}
import sys
from aande_alert import app
begin = app.start
def start(asked, **more):
    running = begin(asked, **more)
    tell(running.window)
    return running
app.start = start
app.main(sys.argv[1:])
"""


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure a start beside that of a bare QApplication with an empty window.

    Args:
        ground: Where the store of the started program is.
    """
    hands = ground.store("startup")
    folder = str(hands.services.store.place.folder)
    bare, ours = partial(_start, _BARE), partial(_start, _OURS, "--store", folder)
    in_turns(1, bare, ours)  # the disk's own memory of both
    floors, taken = in_turns(ground.sizes.starts, bare, ours)
    return [figure("startup", floors, taken, _GOAL)]


def _start(program: str, *arguments: str | int) -> None:
    """Start a program on no screen and wait until it says that its window is painted."""
    said = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program, *(part for part in arguments if isinstance(part, str))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=_PATIENCE,
        check=True,
    )
    if said.stdout != b"painted":
        message = "the window was never painted"
        raise RuntimeError(message)
