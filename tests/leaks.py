"""What a test may not leave behind: threads, timers, windows; each is named with the place that made it."""

from __future__ import annotations

import concurrent.futures.thread
import functools
import gc
import sys
import threading
import time
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_GRACE = 2.0  # seconds in which a thread that was told to end may end
_QUIET = frozenset({threading.__file__, concurrent.futures.thread.__file__, __file__})

_thread_started_at: weakref.WeakKeyDictionary[threading.Thread, str] = weakref.WeakKeyDictionary()
_timers: weakref.WeakKeyDictionary[QTimer, str] = weakref.WeakKeyDictionary()
_single_shots: list[_SingleShot] = []


@dataclass(frozen=True, slots=True)
class _SingleShot:
    due: float
    receiver: weakref.ref[QObject] | None
    place: str

    def pending(self) -> bool:
        """Say whether it will still fire into somebody else's test."""
        if time.monotonic() >= self.due:
            return False
        if self.receiver is None:
            return True
        alive = self.receiver()
        return alive is not None and Shiboken.isValid(alive)


@dataclass(frozen=True, slots=True)
class Before:
    """What was there when the test began, and so is not the test's."""

    threads: frozenset[int] = field(default_factory=frozenset)
    timers: frozenset[int] = field(default_factory=frozenset)
    windows: frozenset[int] = field(default_factory=frozenset)


def watch() -> None:
    """Begin to note where threads and timers are started; called once, before any test."""
    _note(threading.Thread, "start", _thread_started_at)
    _note(QTimer, "start", _timers)
    shoot = QTimer.singleShot

    @functools.wraps(shoot)
    def noted(msec: Any, *rest: Any) -> None:
        _single_shots.append(_SingleShot(time.monotonic() + int(msec) / 1000, _receiver(rest), _place()))
        shoot(msec, *rest)

    QTimer.singleShot = noted  # type: ignore[method-assign]


def before() -> Before:
    """Note what is there now."""
    _single_shots.clear()
    return Before(
        frozenset(id(thread) for thread in threading.enumerate()),
        frozenset(id(timer) for timer in _active_timers()),
        frozenset(id(window) for window in _windows()),
    )


def left_since(then: Before) -> list[str]:
    """Return a line for each thing the test left behind.

    Rubbish that only waits for the collector is collected first: what can no
    longer be reached cannot disturb the next test.
    """
    _settle()
    if not _all_left(then):
        return []
    gc.collect()
    _settle()
    for thread in _threads_since(then):
        thread.join(_GRACE)
    return _all_left(then)


def _all_left(then: Before) -> list[str]:
    threads = [
        f"thread {thread.name!r} still runs, started at {_thread_started_at.get(thread, 'an unknown place')}"
        for thread in _threads_since(then)
    ]
    timers = [
        f"timer every {timer.interval()} ms still runs, started at {_timers[timer]}"
        for timer in _active_timers()
        if id(timer) not in then.timers
    ]
    shots = [f"single shot is still to come, set at {shot.place}" for shot in _single_shots if shot.pending()]
    windows = [
        f"window {type(window).__name__}({window.objectName() or window.windowTitle()!r}) is still there"
        for window in _windows()
        if id(window) not in then.windows
    ]
    return [*threads, *timers, *shots, *windows]


def _threads_since(then: Before) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if id(thread) not in then.threads]


def _active_timers() -> list[QTimer]:
    return [timer for timer in list(_timers) if Shiboken.isValid(timer) and timer.isActive()]


def _windows() -> list[QWidget]:
    return list(QApplication.topLevelWidgets()) if QApplication.instance() is not None else []


def _settle() -> None:
    """Let Qt delete what was already given up."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _note(owner: type, name: str, places: weakref.WeakKeyDictionary[Any, str]) -> None:
    start: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(start)
    def noted(self: object, *args: object) -> object:
        places[self] = _place()
        return start(self, *args)

    setattr(owner, name, noted)


def _receiver(rest: tuple[Any, ...]) -> weakref.ref[QObject] | None:
    context = [thing for thing in rest if isinstance(thing, QObject)]
    bound_to = getattr(rest[-1], "__self__", None)
    if isinstance(bound_to, QObject):
        context.append(bound_to)
    return weakref.ref(context[0]) if context else None


def _place() -> str:
    """Return file and line of the first caller that is not the machinery of threads itself."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename in _QUIET:
        frame = frame.f_back
    return "an unknown place" if frame is None else f"{frame.f_code.co_filename}:{frame.f_lineno}"
