"""The one composition root: settings, key, store, services, theme, window; and the crash boundary."""

from __future__ import annotations

import builtins
import logging
import os
import shutil
import sys
import traceback
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from aande_alert.cli.arguments import DEFAULT_SIZE, parse
from aande_alert.cli.log_file import end_log, keep_log
from aande_alert.cli.talking import DONE, NO, UNAVAILABLE, say
from aande_alert.domain.errors import Trouble, Unavailable
from aande_alert.paths import log_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    from aande_alert.cli.arguments import Asked
    from aande_alert.domain.opening import FirstStart, Found
    from aande_alert.services.bundle import Services
    from aande_alert.services.opening import Made
    from aande_alert.ui.pages.opening import Doors
    from aande_alert.ui.tasks import Tasks
    from aande_alert.ui.window import Window

_PRIVATE = 0o077
_TEXT_STEPS = (100, 110, 125, 150, 175, 200)
_KEPT_FRAMES = 6
_LOCK = "window.lock"
_LOCK_WAIT = 100  # milliseconds
_NEVER = 1e9
_BROKEN = "Something went wrong in the program. What was saved is kept. Tell the administrator."
log = logging.getLogger("aande_alert")


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for.

    Args:
        arguments: The command line's, without the program's name.

    Returns:
        0 done, 1 the answer is no, 2 usage, 3 unavailable.
    """
    os.umask(_PRIVATE)
    asked = parse(arguments)
    handler = keep_log(log_dir())
    try:
        return _run(asked)
    finally:
        end_log(handler)


def _run(asked: Asked) -> int:
    if asked.command == "window":
        return _window(asked)
    if asked.command == "tour":
        return _tour(asked)
    if asked.command == "bench":
        from aande_alert.bench import measure

        return measure(asked)
    from aande_alert.cli.commands import run

    try:
        return run(asked, real_clock)
    except Exception as fault:  # the boundary of the command line: no value of the store reaches the terminal
        _note_fault(fault)
        say(_BROKEN, to_errors=True)
        return UNAVAILABLE


def real_clock() -> datetime:
    """Return the moment now, UTC; the only place that reads the machine's clock."""
    return datetime.now(UTC)  # noqa: TID251 - this is the clock that everything else is given


@dataclass(slots=True)
class Running:
    """A program that is up: what the tour and the stories drive.

    Attributes:
        app: Qt's own.
        window: The window, on screen.
        tasks: Its way to the store.
        asked: The command line.
        clock: The moment now.
        lock: Keeps another window from opening the same store.
        ended: Whether it was ended.
    """

    app: QApplication
    window: Window
    tasks: Tasks
    asked: Asked
    clock: Callable[[], datetime]
    lock: QLockFile | None = None
    ended: bool = False

    def end(self) -> None:
        """Close the window, wait for the running write, close the store, let others open it; once."""
        if self.ended:
            return
        self.ended = True
        self.window.close()
        self.window.unfurnish()
        self.tasks.close()
        if self.lock is not None:
            self.lock.unlock()
        sys.excepthook = sys.__excepthook__
        self.window.deleteLater()


def start(asked: Asked, *, clock: Callable[[], datetime] | None = None) -> Running:
    """Show the window, and begin to open the store behind it; it can be typed into at once.

    Args:
        asked: Which store, theme and text size.
        clock: The moment now; the machine's own, or the demonstration's, where none is given.
    """
    pythons_own = builtins.__import__
    from PySide6.QtWidgets import QApplication

    builtins.__import__ = pythons_own  # PySide6's own reads the source of every module imported after it

    from aande_alert.ui.tasks import Tasks
    from aande_alert.ui.theme.style import apply
    from aande_alert.ui.theme.tokens import Theme
    from aande_alert.ui.window import Window

    app = cast("QApplication", QApplication.instance() or QApplication(["aande-alert"]))
    app.setApplicationName("aande_alert")
    apply(app, Theme(asked.theme), asked.text_percent)
    now = clock or _clock_for(asked)
    tasks = Tasks()
    window = Window(tasks, now, idle_minutes=asked.idle_minutes)
    running = Running(app, window, tasks, asked, now)
    _wire(running)
    window.resize(*(asked.window_size or DEFAULT_SIZE))
    window.open_with(_doors(running), partial(_furnish, running), at_once=now is not real_clock)
    window.show()
    return running


def _window(asked: Asked) -> int:
    running = start(asked)
    status = running.app.exec()
    running.end()
    return status


def _tour(asked: Asked) -> int:
    """Drive the real window through the main job, on a copy of the demonstration so that it stays fresh."""
    from tempfile import TemporaryDirectory

    from aande_alert.services.opening import is_demo

    if not is_demo(asked.store):
        say(
            f"{asked.store} holds no demonstration hospital. Make one with `demo make` first.", to_errors=True
        )
        return NO
    with TemporaryDirectory(prefix="aande-alert-tour-") as folder:
        copied = Path(folder) / "demo"
        shutil.copytree(asked.store, copied)
        running = start(replace(asked, store=copied, idle_minutes=_NEVER))
        try:
            return _lead(running)
        finally:
            running.end()


def _lead(running: Running) -> int:
    from aande_alert.ui.theme.tokens import Theme
    from aande_alert.ui.tour import SIGHTS, Guide, Sight, main_job

    asked = running.asked
    chosen = asked.window_size is not None or asked.theme != "light"
    sights = (Sight(asked.window_size or DEFAULT_SIZE, Theme(asked.theme)),) if chosen else SIGHTS
    guide = Guide(running.window, asked.out, sights)
    guide.ended.connect(partial(_tour_ended, running))
    guide.lead(main_job(guide, asked.store))
    status = running.app.exec()
    for paper in guide.papers:
        say(str(asked.out / paper))
    say(f"{len(guide.pictures)} screens, {len(sights)} pictures each: {asked.out / 'index.html'}")
    if guide.trouble:
        say(guide.trouble, to_errors=True)
    return status


def _tour_ended(running: Running, good: bool) -> None:  # noqa: FBT001 - a signal's argument
    running.app.exit(DONE if good else NO)


def _wire(running: Running) -> None:
    running.window.text_step.connect(partial(_larger, running))
    running.window.theme_asked.connect(partial(_other_theme, running))
    running.window.show_text_percent(running.asked.text_percent)
    running.tasks.trouble.connect(running.window.say_trouble)
    running.tasks.broken.connect(partial(_broken, running.window))
    sys.excepthook = partial(_boundary, running.window)


def _larger(running: Running, step: int) -> None:
    from aande_alert.ui.theme.look import look
    from aande_alert.ui.theme.style import apply

    now = look()
    at = _TEXT_STEPS.index(now.percent) if now.percent in _TEXT_STEPS else 0
    wanted = 100 if step == 0 else _TEXT_STEPS[max(0, min(at + step, len(_TEXT_STEPS) - 1))]
    apply(running.app, now.theme, wanted)
    running.window.show_text_percent(wanted)


def _other_theme(running: Running) -> None:
    from aande_alert.ui.theme.look import look
    from aande_alert.ui.theme.style import apply
    from aande_alert.ui.theme.tokens import Theme

    order, now = list(Theme), look()
    apply(running.app, order[(order.index(now.theme) + 1) % len(order)], now.percent)


def _doors(running: Running) -> Doors:
    """Return the ways into the store; each is called on the thread that will own it."""
    from aande_alert.ui.pages.opening import Doors

    return Doors(
        look=partial(_look, running),
        by_itself=partial(_open, running, ""),
        opens_itself=bool(running.asked.passphrase_place()),
        open=partial(_open, running),
        recover=partial(_recover, running),
        begin=partial(_begin, running),
    )


def _look(running: Running) -> Found:
    """Look what stands there, and keep others from opening it beside this window."""
    from aande_alert.services.opening import look_at

    return look_at(running.asked.store, running.asked.url)


def _open(running: Running, passphrase: str) -> Services:
    """Open the store; nothing of it is imported before."""
    from aande_alert.demo.clock import catch_up
    from aande_alert.services.opening import open_services

    asked = running.asked
    _keep_others_out(running)
    word = passphrase or asked.passphrase()
    services = open_services(asked.store, running.clock, passphrase=word, url=asked.url)
    catch_up(running.clock, services.newest_moment())
    return services


def _recover(running: Running, code: str, passphrase: str) -> Services:
    from aande_alert.services.opening import open_with_recovery

    asked = running.asked
    _keep_others_out(running)
    return open_with_recovery(asked.store, running.clock, code=code, passphrase=passphrase, url=asked.url)


def _begin(running: Running, told: FirstStart) -> Made:
    from aande_alert.services.opening import begin_hospital

    made = begin_hospital(running.asked.store, running.clock, told)
    _keep_others_out(running)
    return made


def _keep_others_out(running: Running) -> None:
    """Let one window at a time work on a folder's store; the lock of one that was killed is taken over.

    Raises:
        Unavailable: Another window on this machine has it open.
    """
    from PySide6.QtCore import QLockFile

    if running.lock is not None:
        return
    lock = QLockFile(str(running.asked.store / _LOCK))
    lock.setStaleLockTime(0)
    if not lock.tryLock(_LOCK_WAIT):
        what = "This store is open in another window on this machine already."
        do = "Go to that window, or close it and try again."
        raise Unavailable(what, do, kept="Nothing was changed.")
    running.lock = lock


def _furnish(running: Running, services: Services) -> None:
    from aande_alert.drawings.figures import body_regions
    from aande_alert.ui.page import House

    house = House(services, running.tasks, running.clock, services.content, body_regions())
    running.window.furnish(house)


def _clock_for(asked: Asked) -> Callable[[], datetime]:
    """Return the machine's clock, or for a demonstration the invented day's."""
    from aande_alert.demo.clock import clock_for

    return clock_for(asked.store, real_clock)


def _boundary(
    window: Window, _kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Say one sentence, keep the work, and log type and place without values."""
    if isinstance(fault, Trouble):
        window.say_trouble(fault)
    else:
        _broken(window, fault.with_traceback(trace))


def _broken(window: Window, fault: BaseException) -> None:
    _note_fault(fault)
    window.say(_BROKEN)


def _note_fault(fault: BaseException) -> None:
    """Log type and place of a fault, without a value of it."""
    frames = traceback.extract_tb(fault.__traceback__)[-_KEPT_FRAMES:]
    kind, code = type(fault).__name__, " ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    log.error("the program met something it did not expect", extra={"kind": kind, "where": code})
