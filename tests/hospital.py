"""A small real hospital on disk, and the real program on it: for the window's tests and the stories.

It is made once through the services, as an administrator and a feed would, and copied for each test. It is
a demonstration store, so that it opens by itself, and its passwords cost next to nothing to try.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from aande_alert.app import Running, start
from aande_alert.cli.arguments import parse
from aande_alert.domain.attendance import Attendance
from aande_alert.domain.register_lists import DateOrder, RegisterProfile
from aande_alert.domain.staff import Role
from aande_alert.services.opening import create_services, open_services
from tests.builders import (
    AIREBOROUGH,
    CALDERDALE,
    NOW,
    PASSWORD,
    MovableClock,
    a_list,
    a_member,
    a_row,
    an_arrival,
    an_nhs_number,
)
from tests.stores import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services
    from aande_alert.ui.window import Window

T = TypeVar("T")
FEED = "arrivals"
PLACES = ["Triage 1", "Triage 2", "Resus", "Safeguarding office"]
JONAH = an_nhs_number(3)
WAIT = 15_000  # milliseconds
_ROUNDS = 3  # a part that is shown may show others


def furnish(services: Services, clock: MovableClock) -> None:
    """Set the hospital up and let a morning pass: two lists, three children."""
    administration = services.administration
    boss = a_member(Role.ADMINISTRATOR, login="admin")
    administration.first_administrator(boss, PASSWORD)
    admin = services.sign_in.sign_in("admin", PASSWORD, "Office").value
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            administration.add_staff(admin, a_member(role), PASSWORD)
    administration.choose(
        admin,
        "hospital",
        {"name": "Calder Vale Hospital", "department": "Emergency Department", "prefix": "CVH"},
    )
    administration.choose(admin, "workstations", PLACES)
    if services.store.demo:
        services.signing.set_up_demo(admin)
    for council in (CALDERDALE, AIREBOROUGH):
        services.registers.keep_council(admin, council)
    services.registers.keep_profile(
        admin, CALDERDALE.code, RegisterProfile("Weekly list", dates=DateOrder.DAY_FIRST)
    )
    services.intake.keep_feed(admin, FEED, "Arrivals", timedelta(hours=3))
    _lists(services, admin)
    nurse = services.sign_in.sign_in(a_member().login, PASSWORD, "Triage 2").value
    arrived = clock() - timedelta(minutes=18)
    for child in (
        an_arrival("Holroyd", "Jonah", "2022-08-15", nhs_number=JONAH.digits, sex_words="Male"),
        an_arrival("Raikes", "Maisy", "2026-10-02", mother_name="", phone=""),
        an_arrival(
            "Greenwood",
            "Alfie",
            "2019-05-04",
            address="2 Mill Lane",
            postcode="ZZ1 8AA",
            phone="07700 900555",
            mother_name="",
        ),
    ):
        services.arrivals.add_by_hand(nurse, child, uuid4())
    assert arrived < clock()


def _lists(services: Services, admin: SignedIn) -> None:
    for listed in (
        a_list(
            a_row("C1"),
            a_row(
                "C2",
                surname="Holroyd",
                forename="Jonah",
                date_of_birth="15/08/2022",
                sex="M",
                nhs_number=JONAH.digits,
            ),
        ),
        a_list(
            a_row(
                "A1",
                surname="Cole",
                forename="Ellis",
                date_of_birth="03/09/2023",
                sex="M",
                address="1 Ings Road",
                postcode="ZZ2 1AA",
                phone="",
                mother_name="",
            ),
            council=AIREBOROUGH.code,
        ),
    ):
        preview = services.registers.preview(admin, listed)
        services.registers.apply(admin, listed, preview.digest, uuid4())


@pytest.fixture(scope="session")
def hospital_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the hospital once for the whole run."""
    folder = tmp_path_factory.mktemp("hospital") / "store"
    clock = MovableClock(NOW)
    made = create_services(folder, clock, demo=True, cost=CHEAP)
    furnish(made.services, clock)
    made.services.close()
    return folder


@pytest.fixture
def hospital(hospital_template: Path, tmp_path: Path) -> Path:
    """Return the folder of a fresh copy of the hospital."""
    folder = tmp_path / "hospital"
    shutil.copytree(hospital_template, folder)
    return folder


class Desk:
    """The real program on a screen, and somebody's hands on its keys.

    Attributes:
        running: The program.
        clock: Its clock, to be moved by hand.
        qtbot: The robot.
    """

    def __init__(self, running: Running, clock: MovableClock, qtbot: QtBot) -> None:
        self.running = running
        self.clock = clock
        self.qtbot = qtbot
        self.broken: list[BaseException] = []
        running.tasks.broken.connect(self.broken.append)

    @property
    def window(self) -> Window:
        """Return the window."""
        return self.running.window

    @property
    def services(self) -> Services:
        """Return the use cases; call them through `do`."""
        assert self.window.house is not None
        return self.window.house.services

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so, while the program goes on."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=WAIT)
        assert self.broken == []

    def settle(self) -> None:
        """Wait until nothing more is asked of the store, and what came of it is on the glass."""
        self.until(lambda: not self.window.is_busy())
        for _ in range(_ROUNDS):
            QCoreApplication.sendPostedEvents()
        self.until(lambda: not self.window.is_busy())

    def do(self, call: Callable[[], T]) -> T:
        """Do something on the store's own thread."""
        return self.running.tasks._store.submit(call).result(30)

    def open(self) -> Desk:
        """Wait until the store is open."""
        self.until(lambda: self.window.house is not None)
        self.settle()
        return self

    def sign_in(self, role: Role = Role.TRIAGE_NURSE, password: str = PASSWORD) -> Desk:
        """Sign somebody in with keys alone."""
        login = "admin" if role is Role.ADMINISTRATOR else a_member(role).login
        form = self.window.sign_in.form
        form.fill_login("", "", "")
        form.take_focus()
        self.type(login)
        self.press(Qt.Key.Key_Return)
        self.type(password)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.who is not None and self.window.who.staff.role is role)
        self.settle()
        return self

    def focus(self) -> QWidget:
        """Return what has the keys; offscreen no window manager gives them back when a sheet closes."""
        if self.running.app.focusWidget() is None:
            self.window.activateWindow()
            self.until(lambda: self.running.app.focusWidget() is not None)
        found = self.running.app.focusWidget()
        assert found is not None, "nothing has the keys"
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key where the focus is."""
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self.focus(), words)

    def events(self) -> list[str]:
        """Return every event of the audit trail, oldest first."""

        def read() -> list[str]:
            with self.services.store.reading() as tx:
                return [line.event.value for line in reversed(tx.trail.newest(5_000))]

        return self.do(read)


@pytest.fixture
def desk(hospital: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    """Return the program on a fresh hospital, its store open, nobody signed in."""
    yield from at_a_desk(hospital, qtbot, monkeypatch, tmp_path, opened=True)


def at_a_desk(
    folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *more: str,
    opened: bool = False,
) -> Generator[Desk, None, None]:
    """Start the real program on a folder, and end it afterwards."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    clock = MovableClock(NOW)
    running = start(parse(["--store", str(folder), "--idle-minutes", "600", *more]), clock=clock)
    desk = Desk(running, clock, qtbot)
    qtbot.waitExposed(running.window)
    running.window.activateWindow()
    try:
        yield desk.open() if opened else desk
    finally:
        running.end()


def opened_here(folder: Path, clock: MovableClock) -> Services:
    """Open the hospital's store on this thread, for looking at it from outside the program."""
    return open_services(folder, clock, cost=CHEAP)


def visit_of(services: Services, family: str) -> Attendance:
    """Return the visit of a child on the board by family name."""
    nurse = services.sign_in.sign_in(a_member().login, PASSWORD, "Triage 2").value
    board = services.arrivals.board(nurse)
    return next(
        line.attendance for line in board.lines if line.person.name.family.casefold() == family.casefold()
    )
