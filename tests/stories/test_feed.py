"""A message over a real socket, from a sender that is not ours: the child appears with the alert."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import hl7
import pytest
from hl7.client import MLLPClient

from aande_alert.cli.arguments import parse
from aande_alert.cli.feeds import listen
from aande_alert.domain.answers import Given
from aande_alert.domain.identity import NhsIdentity, NhsNumberStatus, PersonName
from aande_alert.domain.staff import Role
from aande_alert.ui.state.places import AdministrationPlace
from tests.builders import born
from tests.hospital import FEED, JONAH
from tests.services.feed import arrival, who
from tests.ui.seen import words_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aande_alert.domain.messages import PersonUpdate
    from tests.hospital import Desk


class Listening:
    """The `listen` command on its own thread, as another program on the machine runs it."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        asked = parse(
            ["listen", "--bind", f"127.0.0.1:{self.port}", "--feed", FEED, "--store", str(folder), "--json"]
        )
        self._stop = threading.Event()
        self._thread = threading.Thread(target=listen, args=(asked, desk.clock, self._stop), name="listen")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._stop.set()
        self._thread.join(20)

    def is_there(self) -> bool:
        """Say whether somebody answers at the port."""
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", self.port)) == 0

    def send(self, body: bytes) -> hl7.Message:
        """Send a message with a sender that is not ours, and return its answer."""
        with MLLPClient("127.0.0.1", self.port) as client:
            answer = client.send_message(body)
        return hl7.parse(answer.strip(b"\x0b\x1c\r").decode())


def named(person: PersonUpdate, family: str, given: str, birth: str) -> PersonUpdate:
    """Return what a message says of somebody, under another name and birth."""
    return replace(person, names=Given((PersonName(family, given),)), birth=Given(born(birth)))


@pytest.fixture
def listening(hospital: Path, desk: Desk) -> Iterator[Listening]:
    """Return the listener, on the store that the window has open."""
    with Listening(hospital, desk) as made:
        desk.until(made.is_there)
        yield made


def looking(desk: Desk, words: str) -> bool:
    """Let the window look at once for what other programs have saved; say whether words are in view."""
    for _ in range(3):
        desk.window._rounds.tick()
    return words in words_on(desk.window)


def test_an_arrival_on_the_wire_appears_with_its_alert_in_an_open_window(
    listening: Listening, desk: Desk
) -> None:
    desk.sign_in()
    person = who("X200001", NhsIdentity(JONAH, NhsNumberStatus.VERIFIED), names=None)
    answer = listening.send(arrival(minutes=68, person=named(person, "Holroyd", "Jonah", "2022-08-15")))
    assert str(answer.segment("MSA")[1]) in {"AA", "CA"}
    desk.until(lambda: looking(desk, "Arrivals feed live"))
    desk.settle()
    board = desk.do(lambda: desk.services.arrivals.board(desk.window.who))  # type: ignore[arg-type]
    came = [line for line in board.lines if line.person.name.family == "Holroyd"]
    assert came
    assert any(line.check.interrupts for line in came)
    feed = desk.do(desk.services.intake.states)[0]
    assert (feed.received, feed.applied, feed.quarantined) == (1, 1, 0)


def test_a_child_nobody_knew_slides_in(listening: Listening, desk: Desk) -> None:
    desk.sign_in()
    person = named(who("X200002"), "Thackray", "Rosa", "2020-01-09")
    listening.send(arrival(minutes=68, person=person))
    desk.until(lambda: looking(desk, "THACKRAY, Rosa"))
    desk.settle()


def test_what_cannot_be_read_is_answered_kept_and_shown_to_who_mends_it(
    listening: Listening, desk: Desk
) -> None:
    answer = listening.send(arrival().replace(b"ADT^A04", b"XXX^Z99"))
    assert str(answer.segment("MSA")[1])
    desk.sign_in(Role.ADMINISTRATOR)
    desk.window.go(AdministrationPlace("feeds"))
    desk.settle()
    assert "Messages nobody could apply: 1" in words_on(desk.window)
