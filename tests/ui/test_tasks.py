"""Work off the GUI thread: answers come back in order, once, and only to whoever still waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused, Trouble, Unavailable
from aande_alert.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot) -> QObject:
    return QObject()


class Gate:
    """Holds the store thread until it is opened, so that a test can say what happened first."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self._open = threading.Event()

    def wait(self) -> str:
        self.entered.set()
        assert self._open.wait(5)
        return "first"

    def open(self) -> None:
        self._open.set()


def test_an_answer_comes_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    seen: list[tuple[str, int]] = []
    worked_on: list[int] = []

    def read() -> str:
        worked_on.append(threading.get_ident())
        return "timeline"

    tasks.run(page, "timeline", read, lambda got: seen.append((got, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("timeline", threading.get_ident())]
    assert worked_on != [threading.get_ident()]


def test_two_thousand_calls_come_back_in_order(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    seen: list[int] = []
    for number in range(2_000):
        tasks.run(page, str(number), lambda n=number: n, seen.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 2_000, timeout=20_000)
    assert seen == list(range(2_000))


def test_an_older_answer_never_replaces_a_newer_question(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    gate, seen = Gate(), list[str]()
    tasks.run(page, "child", gate.wait, seen.append)
    tasks.run(page, "child", lambda: "second", seen.append)
    gate.open()
    qtbot.waitUntil(tasks.is_idle)
    assert seen == ["second"]


def test_a_superseded_read_that_may_lapse_is_not_even_read(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    gate, read, seen = Gate(), list[str](), list[str]()
    tasks.run(page, "other", gate.wait, seen.append)

    def search(letters: str) -> str:
        read.append(letters)
        return letters

    for letters in ("P", "PE", "PEL"):
        tasks.run(page, "search", partial(search, letters), seen.append, lapses=True)
    gate.open()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert read == ["PEL"]


def test_a_superseded_save_is_still_saved_and_told_to_the_screens(
    qtbot: QtBot, tasks: Tasks, page: QObject
) -> None:
    saved, told = list[int](), list[frozenset[Topic]]()
    tasks.changed.connect(told.append)

    def save(version: int) -> Outcome[int]:
        saved.append(version)
        return Outcome(version, frozenset({Topic.ASSESSMENT}))

    for version in (1, 2):
        tasks.run(page, "save", lambda v=version: save(v), lambda _version: None)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(told) == 2)
    assert saved == [1, 2]


def test_topics_go_out_after_the_page_has_its_answer(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    order: list[object] = []
    tasks.changed.connect(order.append)
    topics = frozenset({Topic.ARRIVALS})
    tasks.run(page, "read and understood", lambda: Outcome("GO 14:12", topics), order.append)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["GO 14:12", topics]


def test_an_answer_for_a_closed_page_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gate, seen = Gate(), list[str]()
    page = QObject()
    tasks.run(page, "child", gate.wait, seen.append)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    gate.open()
    tasks.run(tasks, "after", lambda: "after", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def _raise(trouble: Exception) -> Callable[[], None]:
    def call() -> None:
        raise trouble

    return call


def test_trouble_goes_to_whoever_takes_it(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    taken, loose = list[Trouble](), list[Trouble]()
    tasks.trouble.connect(loose.append)
    tasks.run(page, "taken", _raise(Refused("No.", "Ask.")), lambda _none: None, taken.append)
    tasks.run(page, "loose", _raise(Unavailable("Busy.", "Wait.")), lambda _none: None)
    qtbot.waitUntil(lambda: bool(taken) and bool(loose))
    assert [taken[0].what, loose[0].what] == ["No.", "Busy."]


def test_a_save_refused_after_its_page_closed_is_still_told(qtbot: QtBot, tasks: Tasks) -> None:
    loose: list[Trouble] = []
    tasks.trouble.connect(loose.append)
    page = QObject()
    tasks.run(page, "save", _raise(Unavailable("The disk is full.", "Tell IT.")), lambda _none: None)
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(loose))
    assert loose[0].what == "The disk is full."


def test_a_read_that_lapsed_is_not_told(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    gate, loose, seen = Gate(), list[Trouble](), list[str]()
    tasks.trouble.connect(loose.append)

    def fail() -> str:
        gate.wait()
        what, do = "Not read.", "Retry."
        raise Unavailable(what, do)

    tasks.run(page, "search", fail, seen.append, lapses=True)
    assert gate.entered.wait(5)
    tasks.run(page, "search", lambda: "found", seen.append, lapses=True)
    gate.open()
    qtbot.waitUntil(lambda: bool(seen))
    assert not loose


def test_a_bug_goes_to_the_crash_boundary(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    broken: list[Exception] = []
    tasks.broken.connect(broken.append)
    tasks.run(page, "bug", _raise(KeyError("x")), lambda _none: None)
    qtbot.waitUntil(lambda: bool(broken))
    assert isinstance(broken[0], KeyError)


def test_slow_work_is_shown_and_quick_work_is_not(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    told: list[tuple[str, bool]] = []
    tasks.busy.connect(lambda _owner, key, on: told.append((key, on)))
    gate = Gate()
    tasks.run(page, "quick", lambda: None, lambda _none: None)
    qtbot.waitUntil(lambda: not tasks.is_going(page, "quick"))
    tasks.run(page, "slow", gate.wait, lambda _word: None)
    qtbot.waitUntil(lambda: ("slow", True) in told)
    gate.open()
    qtbot.waitUntil(lambda: ("slow", False) in told)
    assert told == [("slow", True), ("slow", False)]


def test_a_cancelled_question_is_not_answered(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    gate, seen = Gate(), list[str]()
    tasks.run(page, "list", gate.wait, seen.append)
    tasks.drop(page, "list")
    tasks.drop(page, "never asked")
    gate.open()
    tasks.run(page, "after", lambda: "after", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_pictures_do_not_wait_for_the_store(qtbot: QtBot, tasks: Tasks, page: QObject) -> None:
    gate, seen = Gate(), list[str]()
    tasks.run(page, "store", gate.wait, seen.append)
    tasks.run_aside(page, "picture", lambda: "picture", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    gate.open()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["picture", "first"]


def test_closing_finishes_the_writes_and_delivers_nothing(qtbot: QtBot) -> None:
    tasks, page, gate = Tasks(), QObject(), Gate()
    written, read, seen = list[str](), list[str](), list[object]()
    tasks.run(page, "write", lambda: written.append(gate.wait()), seen.append)
    tasks.run(page, "next write", lambda: written.append("second"), seen.append)
    tasks.run(page, "a read", lambda: read.append("read"), seen.append, lapses=True)
    assert gate.entered.wait(5)
    opener = threading.Timer(0.05, gate.open)
    opener.start()
    tasks.close()
    opener.join()
    QCoreApplication.sendPostedEvents(tasks)  # an answer sent across would come now
    assert written == ["first", "second"]
    assert not read
    assert not seen


def test_nothing_can_be_asked_after_closing(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.close()
    with pytest.raises(RuntimeError):
        tasks.run(QObject(), "late", lambda: None, lambda _none: None)
