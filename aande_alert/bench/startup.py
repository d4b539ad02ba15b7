"""Start: from the process's first moment to a window that is painted and can be typed into."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from aande_alert.bench.figures import Figure, Goal, figure, in_turns
from aande_alert.demo.clock import DEMO_NOW, TRUTH_FILE
from aande_alert.demo.truth import truth_file
from aande_alert.persistence.durable import durable_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aande_alert.bench.ground import Ground

_GOAL: Final = Goal(1.5)
_PATIENCE: Final = 60.0
# Both programs say so once the event loop is free again after their window's first frame; ours when there
# is a field with the focus in it as well.
_WATCH: Final = """
def tell(window, typable):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, seen, event):
            if event.type() == QEvent.Type.Paint:
                seen.removeEventFilter(self)
                look()
            return False
    def look():
        QTimer.singleShot(0, said if typable() else look)
    def said():
        import os
        os.write(1, b"painted")
        os._exit(0)
    window.watch = Watch()
    window.installEventFilter(window.watch)
    window.update()
"""
_BARE: Final = f"""{_WATCH}
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
tell(window, lambda: True)
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
    from PySide6.QtWidgets import QLineEdit
    tell(running.window, lambda: isinstance(running.app.focusWidget(), QLineEdit))
    return running
app.start = start
app.main(sys.argv[1:])
"""


def figures(ground: Ground) -> Iterable[Figure]:
    """Measure a start beside that of a bare QApplication with an empty window.

    Args:
        ground: Where the store of the started program is.
    """
    folder = ground.store("startup").services.store.place.folder
    durable_write(folder / TRUTH_FILE, truth_file({}, (), DEMO_NOW))  # so that it is a demonstration's
    bare = partial(_start, _BARE, (), ground.folder)
    ours = partial(_start, _OURS, ("--store", str(folder)), ground.folder)
    in_turns(1, bare, ours)  # compiles, as an installation has done, and brings both into the disk's memory
    floors, taken = in_turns(ground.sizes.starts, bare, ours)
    return [figure("startup", floors, taken, _GOAL)]


def _start(program: str, arguments: Sequence[str], folder: Path, _: int = 0) -> None:
    """Start a program on no screen and wait until it says that its window is painted."""
    told = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    said = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, **told, "PYTHONDONTWRITEBYTECODE": "", "XDG_STATE_HOME": str(folder)},
        capture_output=True,
        timeout=_PATIENCE,
        check=True,
    )
    if said.stdout != b"painted":
        message = "the window was never painted"
        raise RuntimeError(message)
