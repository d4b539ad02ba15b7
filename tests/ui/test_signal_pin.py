"""Why PySide6 is held below 6.12: on Python 3.11 that version loses a reference at each emit."""

from __future__ import annotations

import subprocess
import sys
import textwrap


def test_two_thousand_signals_lose_no_reference() -> None:
    # In a process of its own: the fault ends the interpreter, not only the test.
    program = """
        import sys
        from PySide6.QtCore import QObject, Signal

        class Board(QObject):
            chosen = Signal(object)

        seen = []
        board, arrival = Board(), object()
        board.chosen.connect(lambda _arrival: seen.append(1))
        nothing, carried = sys.getrefcount(None), sys.getrefcount(arrival)
        for _ in range(2_000):
            board.chosen.emit(arrival)
            board.setObjectName("arrivals")
        print(len(seen), sys.getrefcount(None) - nothing > -100, sys.getrefcount(arrival) - carried)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["2000", "True", "0"]), done.stderr
