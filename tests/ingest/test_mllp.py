"""The listener on a real socket: it says what was stored, and one bad peer harms nobody else."""

from __future__ import annotations

import selectors
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hl7.client import MLLPClient

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.messages import Receipt
from aande_alert.ingest import mllp
from aande_alert.ingest.hl7v2_replies import reply
from aande_alert.ingest.mllp import Limits, MllpListener, send
from aande_alert.ingest.mllp_frames import frame
from tests.builders import NOW
from tests.ingest.wire import message

said = pytest.mark.usefixtures("warned")
HERE = "127.0.0.1"


def acknowledge(body: bytes, _peer: str) -> bytes | None:
    return reply(body, Receipt.STORED, NOW)


def unanswered(_body: bytes, _peer: str) -> bytes | None:
    return None


class Inbox:
    """A house that stores what it is handed; `fail` makes its disk full."""

    def __init__(self) -> None:
        self.stored: list[bytes] = []
        self.troubles: list[str] = []
        self.fail = False
        self.answers = True
        self.told = threading.Event()

    def take(self, body: bytes, peer: str) -> bytes | None:
        assert peer == HERE
        if self.fail:
            what = "The disk is full."
            raise Unavailable(what, "Make room.")
        self.stored.append(body)
        return reply(body, Receipt.STORED, NOW) if self.answers else None

    def trouble(self, words: str, peer: str) -> None:
        assert peer == HERE
        self.troubles.append(words)
        self.told.set()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def listen(inbox: Inbox) -> Iterator[Callable[..., tuple[str, int]]]:
    listeners: list[MllpListener] = []

    def start(limits: Limits | None = None, peers: tuple[str, ...] = ("127.0.0.0/8",)) -> tuple[str, int]:
        listener = MllpListener(
            HERE, 0, inbox.take, allowed_peers=peers, limits=limits, on_trouble=inbox.trouble
        )
        listeners.append(listener)
        listener.start()
        return listener.address

    yield start
    for listener in listeners:
        listener.stop()


@contextmanager
def connected(address: tuple[str, int]) -> Iterator[socket.socket]:
    with socket.create_connection(address, timeout=5) as connection:
        yield connection


def hung_up(connection: socket.socket) -> bool:
    """Wait until the listener hangs up."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_a_message_is_stored_and_acknowledged(inbox: Inbox, listen: Callable[..., tuple[str, int]]) -> None:
    assert b"MSA|AA|C1" in send(*listen(), message())
    assert inbox.stored == [message()]


def test_the_hl7_packages_own_client_is_answered(
    inbox: Inbox, listen: Callable[..., tuple[str, int]]
) -> None:
    with MLLPClient(*listen()) as client:
        for number in range(3):
            assert f"MSA|AA|C{number}".encode() in client.send_message(message(msh={10: f"C{number}"}))
    assert len(inbox.stored) == 3


def test_the_hl7_packages_own_command_is_answered(
    inbox: Inbox, listen: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    host, port = listen()
    held = tmp_path / "arrival.hl7"
    held.write_bytes(message())
    command = [sys.executable, "-c", "from hl7.client import mllp_send; mllp_send()"]
    done = subprocess.run(
        [*command, "--loose", "--file", str(held), "--port", str(port), host],
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert b"MSA|AA|C1" in done.stdout
    assert len(inbox.stored) == 1


def test_one_byte_at_a_time_and_several_at_once(inbox: Inbox, listen: Callable[..., tuple[str, int]]) -> None:
    with connected(listen()) as connection:
        for byte in frame(message()):
            connection.sendall(bytes([byte]))
        assert b"MSA|AA|C1" in connection.recv(4096)
        connection.sendall(frame(message(msh={10: "C2"})) + frame(message(msh={10: "C3"}))[:-1])
        answers = b""
        while b"C3" not in answers:
            answers += connection.recv(4096)
    assert answers.index(b"MSA|AA|C2") < answers.index(b"MSA|AA|C3")
    assert len(inbox.stored) == 3


@said
def test_what_is_not_stored_is_not_acknowledged(inbox: Inbox, listen: Callable[..., tuple[str, int]]) -> None:
    inbox.fail = True
    address = listen()
    with pytest.raises(Unavailable, match="No acknowledgement"):
        send(*address, message())
    assert inbox.troubles == ["A message was not stored and not acknowledged: The disk is full."]
    inbox.fail = False
    assert b"MSA|AA" in send(*address, message())


def test_a_sender_that_wants_no_answer_gets_none(
    inbox: Inbox, listen: Callable[..., tuple[str, int]]
) -> None:
    inbox.answers = False
    with connected(listen()) as connection:
        connection.sendall(frame(message()))
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(4096) == b""
    assert inbox.stored == [message()]


@said
def test_a_computer_that_is_not_on_the_list_is_refused(
    inbox: Inbox, listen: Callable[..., tuple[str, int]]
) -> None:
    with connected(listen(peers=("192.0.2.0/24",))) as connection:
        assert hung_up(connection)
    assert inbox.stored == []
    assert "not on the list" in inbox.troubles[0]


@said
def test_more_connections_than_agreed_are_refused_and_the_first_still_served(
    inbox: Inbox, listen: Callable[..., tuple[str, int]]
) -> None:
    address = listen(Limits(connections=1))
    with connected(address) as first:
        first.sendall(frame(message()))
        assert b"MSA|AA" in first.recv(4096)
        with connected(address) as second:
            assert hung_up(second)
        first.sendall(frame(message()))
        assert b"MSA|AA" in first.recv(4096)


@pytest.mark.parametrize("sent", [b"\x0bMSH|drip", b"GET / HTTP/1.1\r\n"])
@said
def test_a_dripping_sender_is_hung_up_on(
    inbox: Inbox, listen: Callable[..., tuple[str, int]], sent: bytes
) -> None:
    with connected(listen(Limits(frame_seconds=0.1))) as connection:
        connection.sendall(sent)
        assert hung_up(connection)
    assert inbox.told.wait(5)
    assert "did not end in time" in inbox.troubles[0]


@said
def test_a_sender_that_drips_on_gets_no_more_time(listen: Callable[..., tuple[str, int]]) -> None:
    with connected(listen(Limits(frame_seconds=0.3))) as connection:
        connection.settimeout(0.05)
        connection.sendall(b"\x0bMSH")
        for _ in range(200):
            try:
                if connection.recv(1) == b"":
                    break
            except TimeoutError:
                connection.sendall(b"x")
            except ConnectionResetError:
                break
        else:
            pytest.fail("the listener never hung up")


def test_a_silent_sender_is_hung_up_on_without_a_word(
    inbox: Inbox, listen: Callable[..., tuple[str, int]]
) -> None:
    with connected(listen(Limits(idle_seconds=0.1))) as connection:
        assert hung_up(connection)
    assert inbox.troubles == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [(b"\x0b" + b"x" * 5_000, "more than 1,000 bytes"), (b"x" * 70_000, "not HL7 messages")],
)
@said
def test_a_sender_without_measure_is_hung_up_on(
    inbox: Inbox, listen: Callable[..., tuple[str, int]], sent: bytes, words: str
) -> None:
    with connected(listen(Limits(message_bytes=1_000))) as connection:
        connection.sendall(sent)
        assert hung_up(connection)
    assert inbox.told.wait(5)
    assert words in inbox.troubles[0]


@said
def test_half_a_message_is_never_stored(inbox: Inbox, listen: Callable[..., tuple[str, int]]) -> None:
    with connected(listen()) as connection:
        connection.sendall(frame(message())[:-30])
    assert inbox.told.wait(5)
    assert "in the middle of a message" in inbox.troubles[0]
    assert inbox.stored == []


@said
def test_a_sender_that_begins_again_is_said(inbox: Inbox, listen: Callable[..., tuple[str, int]]) -> None:
    with connected(listen()) as connection:
        connection.sendall(b"\x0bMSH|half" + frame(message()))
        assert b"MSA|AA" in connection.recv(4096)
    assert inbox.stored == [message()]
    assert "began a message again" in inbox.troubles[0]


@said
def test_a_sender_that_takes_no_answers_is_hung_up_on(inbox: Inbox) -> None:
    def answer_at_length(body: bytes, peer: str) -> bytes:
        return b"x" * 50_000_000

    limits = Limits(send_seconds=0.1)
    listener = MllpListener(HERE, 0, answer_at_length, limits=limits, on_trouble=inbox.trouble)
    with listener, connected(listener.address) as connection:
        connection.sendall(frame(message()))
        assert inbox.told.wait(10)
    assert "did not take its acknowledgement" in inbox.troubles[0]


def test_one_message_that_breaks_the_program_does_not_silence_the_feed(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    heard = threading.Event()

    def boundary(fault: threading.ExceptHookArgs) -> None:
        seen.append(fault.exc_type)
        heard.set()

    monkeypatch.setattr(threading, "excepthook", boundary)

    def break_once(body: bytes, peer: str) -> bytes | None:
        if not seen:
            raise ZeroDivisionError
        return inbox.take(body, peer)

    with MllpListener(HERE, 0, break_once) as listener:
        with pytest.raises(Unavailable):
            send(*listener.address, message())
        assert heard.wait(5)
        assert b"MSA|AA" in send(*listener.address, message())
    assert seen == [ZeroDivisionError]


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with MllpListener(HERE, 0, unanswered) as first:
        second = MllpListener(HERE, first.address[1], unanswered)
        with pytest.raises(Unavailable, match="could not listen") as trouble:
            second.start()
        assert trouble.value.do
        second.stop()


@pytest.mark.parametrize(("bind", "port"), [(HERE, 70_000), ("no-such-host.invalid", 2575)])
def test_an_address_that_cannot_be_is_said_in_words(bind: str, port: int) -> None:
    listener = MllpListener(bind, port, unanswered)
    assert listener.address == (bind, port)
    with pytest.raises(Unavailable):
        listener.start()


def test_it_stops_twice_and_starts_again() -> None:
    listener = MllpListener(HERE, 0, acknowledge)
    for _ in range(2):
        with listener:
            assert b"MSA|AA" in send(*listener.address, message())
        listener.stop()


def test_it_listens_on_the_newer_protocol_too() -> None:
    if not socket.has_ipv6:
        pytest.skip("this computer has no IPv6")
    listener = MllpListener("::1", 0, acknowledge)
    try:
        listener.start()
    except Unavailable:
        pytest.skip("this computer has no IPv6 address of its own")
    with listener:
        assert b"MSA|AA" in send("::1", listener.address[1], message())


@pytest.mark.parametrize("answer", [b"", b"x" * 70_000])
def test_a_receiver_that_answers_nonsense_is_no_acknowledgement(answer: bytes) -> None:
    with socket.create_server((HERE, 0)) as door:

        def babble() -> None:
            connection, _ = door.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=babble)
        thread.start()
        with pytest.raises(Unavailable, match="No acknowledgement"):
            send(HERE, door.getsockname()[1], message(), timeout=5)
        thread.join()


def test_a_knock_or_a_word_that_comes_to_nothing_is_waited_out() -> None:
    listener = MllpListener(HERE, 0, acknowledge)
    one, other = socket.socketpair()
    with socket.create_server((HERE, 0)) as door, one, other, selectors.DefaultSelector() as selector:
        door.settimeout(0)
        one.settimeout(0)
        opened = mllp._Open(door, one, other, selector)
        listener._let_in(opened)
        listener._serve(opened, mllp._Peer(one, HERE, Limits(), 0.0))
        assert one.fileno() >= 0
    assert not listener._peers


def test_a_sender_that_breaks_the_connection_is_forgotten() -> None:
    with MllpListener(HERE, 0, acknowledge) as listener:
        with connected(listener.address) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(b"\r")
        assert b"MSA|AA" in send(*listener.address, message())


@said
def test_a_listener_without_anybody_to_tell_still_refuses() -> None:
    listener = MllpListener(HERE, 0, acknowledge, allowed_peers=("192.0.2.1",))
    with listener, pytest.raises(Unavailable):
        send(*listener.address, message())


def test_a_sender_that_finds_nobody_says_so() -> None:
    with socket.socket() as held:
        held.bind((HERE, 0))  # taken, and nobody listens there
        with pytest.raises(Unavailable, match="No acknowledgement"):
            send(HERE, held.getsockname()[1], message(), timeout=5)
