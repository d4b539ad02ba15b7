"""Work off the GUI thread: one thread for the store, a small pool for pictures and documents.

A page calls `tasks.run(self, "timeline", call, done)`. The call runs on the store thread, in the order asked;
its answer crosses back by one queued signal and reaches `done` on the GUI thread, unless the page is
gone or has asked the same question again since. Nothing here blocks the window, and a call is never
interrupted: what was begun is finished.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, overload
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import Shiboken

from aande_alert.domain.changes import Outcome
from aande_alert.domain.errors import Trouble

T = TypeVar("T")

SLOW = 0.1  # seconds after which a person should be told that work is going on
_LOOK_EVERY = 50  # milliseconds between looks at what has become slow
_ASIDE = 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """One call: who asked, about what, and what to do with the answer."""

    owner: ref[QObject]
    key: str
    call: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Trouble], None] | None
    lapses: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any = None
    trouble: Exception | None = None


@dataclass(slots=True)
class _Going:
    number: int
    since: float
    told: bool = False


class Tasks(QObject):
    """The way off the GUI thread and back.

    Signals:
        changed: The topics a committed use case touched (`frozenset[Topic]`), after its `done`.
        trouble: A `Trouble` nobody took: no `failed` was given, or the page is gone.
        broken: An exception that is a bug; the crash boundary takes it.
        busy: (owner, key, going on): True once a call has taken 100 ms, False when it ends.
    """

    changed = Signal(object)
    trouble = Signal(object)
    broken = Signal(object)
    busy = Signal(object, str, bool)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._aside = ThreadPoolExecutor(_ASIDE, thread_name_prefix="aside")
        self._numbers = itertools.count(1)
        self._asked: dict[int, _Asked] = {}
        self._wanted: set[int] = set()
        self._going: WeakKeyDictionary[QObject, dict[str, _Going]] = WeakKeyDictionary()
        self._closed = False
        self._slow = QTimer(self)
        self._slow.setInterval(_LOOK_EVERY)
        self._slow.timeout.connect(self._tell_slow)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @overload
    def run(
        self,
        owner: QObject,
        key: str,
        call: Callable[[], Outcome[T]],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        lapses: bool = False,
    ) -> None: ...

    @overload
    def run(
        self,
        owner: QObject,
        key: str,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        lapses: bool = False,
    ) -> None: ...

    def run(
        self,
        owner: QObject,
        key: str,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        lapses: bool = False,
    ) -> None:
        """Run a call on the store thread and hand its answer to `done` on the GUI thread.

        An `Outcome` is opened first: `done` gets its value, and its topics go out by `changed`
        even when nobody waits for the answer any more.

        Args:
            owner: The page or window that asks; when it is destroyed the answer is dropped.
            key: What the call is about; asking again with the same key supersedes the earlier answer.
            call: What to do; it touches no widget.
            done: Takes the answer, on the GUI thread.
            failed: Takes a `Trouble`; without it the trouble goes to the `trouble` signal.
            lapses: True for a read that need not run at all once it is superseded. A write never lapses.

        Raises:
            RuntimeError: `close()` was called before.
        """
        self._begin(self._store, owner, _Asked(ref(owner), key, call, done, failed, lapses))

    def run_aside(
        self,
        owner: QObject,
        key: str,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """Run a call beside the store thread: pictures, documents, anything slow with frozen inputs.

        It must not touch the store; it lapses when superseded. Otherwise as `run`.
        """
        self._begin(self._aside, owner, _Asked(ref(owner), key, call, done, failed, lapses=True))

    def drop(self, owner: QObject, key: str) -> None:
        """Forget a question: its answer, when it comes, is not delivered."""
        going = self._going.get(owner, {}).pop(key, None)
        if going is None:
            return
        self._wanted.discard(going.number)
        if going.told:
            self.busy.emit(owner, key, False)

    def is_going(self, owner: QObject, key: str) -> bool:
        """Say whether an answer to this question is still to come."""
        return key in self._going.get(owner, {})

    def is_idle(self) -> bool:
        """Say whether nothing is asked that has not been answered."""
        return not self._asked

    def close(self) -> None:
        """Finish what was begun and every write still waiting, deliver nothing more, and end the threads."""
        self._closed = True
        self._slow.stop()
        self._aside.shutdown(wait=True, cancel_futures=True)
        self._store.shutdown(wait=True)
        self._asked.clear()
        self._going.clear()

    def _begin(self, pool: ThreadPoolExecutor, owner: QObject, asked: _Asked) -> None:
        number = next(self._numbers)
        about = self._going.setdefault(owner, {})
        before = about.get(asked.key)
        if before is not None:
            self._wanted.discard(before.number)
        about[asked.key] = _Going(number, time.monotonic(), told=before is not None and before.told)
        self._asked[number] = asked
        self._wanted.add(number)
        pool.submit(self._work, number)
        if not self._slow.isActive():
            self._slow.start()

    def _work(self, number: int) -> None:
        """Run one call; on a worker thread.

        Only the number crosses over: were a worker to hold the last reference to a page, the page
        would be destroyed off the GUI thread.
        """
        if self._asked[number].lapses and (self._closed or number not in self._wanted):
            answer = _Answer(number)
        else:
            try:
                answer = _Answer(number, self._asked[number].call())
            except (
                Exception
            ) as trouble:  # a bug here must reach the crash boundary, not vanish with the thread
                answer = _Answer(number, trouble=trouble)
        if not self._closed:
            self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        """Hand an answer over; on the GUI thread."""
        if self._closed:
            return
        asked = self._asked.pop(answer.number)
        owner = asked.owner()
        wanted = answer.number in self._wanted and owner is not None and Shiboken.isValid(owner)
        self._wanted.discard(answer.number)
        if wanted and owner is not None:
            self.drop(owner, asked.key)
        if answer.trouble is not None:
            self._tell(answer.trouble, asked, wanted=wanted)
            return
        given = answer.value
        if wanted:
            asked.done(given.value if isinstance(given, Outcome) else given)
        if isinstance(given, Outcome) and given.changed:
            self.changed.emit(given.changed)

    def _tell(self, trouble: Exception, asked: _Asked, *, wanted: bool) -> None:
        if not isinstance(trouble, Trouble):
            self.broken.emit(trouble)
        elif wanted and asked.failed is not None:
            asked.failed(trouble)
        elif wanted or not asked.lapses:  # a save that was refused is told even when its page is gone
            self.trouble.emit(trouble)

    @Slot()
    def _tell_slow(self) -> None:
        now = time.monotonic()
        waiting = False
        for owner, about in list(self._going.items()):
            if not Shiboken.isValid(owner):
                del self._going[owner]
                continue
            for key, going in about.items():
                waiting = True
                if not going.told and now - going.since >= SLOW:
                    going.told = True
                    self.busy.emit(owner, key, True)
        if not waiting:
            self._slow.stop()
