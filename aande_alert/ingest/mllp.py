"""Messages over MLLP: one thread that listens, and a small sender.

What arrives is handed over, and only what comes back is sent: an acknowledgement therefore means that
the message is stored. One thread serves every connection, so a slow or hostile peer costs one socket
and never a thread, and messages are handed over one at a time.
"""

from __future__ import annotations

import ipaddress
import logging
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

from aande_alert.domain.errors import Trouble, Unavailable
from aande_alert.ingest.hl7v2_text import MAX_BYTES
from aande_alert.ingest.mllp_frames import Frames, frame

log = logging.getLogger(__name__)

THIS_COMPUTER: Final = ("127.0.0.0/8", "::1")
_READ: Final = 65_536
_PORTS: Final = range(65_536)

OnMessage = Callable[[bytes, str], bytes | None]
OnTrouble = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one peer may ask of us.

    Attributes:
        message_bytes: Largest message.
        connections: Most connections at once.
        frame_seconds: Longest time from the first byte of a message to its end.
        idle_seconds: Longest silence between messages.
        send_seconds: Longest wait for a peer to take an answer.
    """

    message_bytes: int = MAX_BYTES
    connections: int = 32
    frame_seconds: float = 30.0
    idle_seconds: float = 900.0
    send_seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class _Open:
    """The sockets of a listener that has started: the port, and the pair that wakes its thread."""

    door: socket.socket
    wake: socket.socket
    woken: socket.socket
    selector: selectors.BaseSelector


class _Peer:
    """One connection: its frames, and the moment by which it must have spoken."""

    def __init__(self, connection: socket.socket, address: str, limits: Limits, now: float) -> None:
        self.connection = connection
        self.address = address
        self.frames = Frames(limits.message_bytes)
        self.deadline = now + limits.idle_seconds
        self.speaking = False

    def heard(self, limits: Limits, now: float, *, whole: bool) -> None:
        """Move the deadline: a message must end in time, however slowly its bytes drip."""
        self.speaking = self.speaking and not whole
        if not (self.frames.waiting or self.frames.noise):
            self.deadline = now + limits.idle_seconds
        elif not self.speaking:
            self.speaking = True
            self.deadline = now + limits.frame_seconds


class MllpListener:
    """Listens on one address for messages from the peers that may send them.

    Args:
        bind: Address of the one interface to listen on.
        port: Port; 0 lets the system choose, see `address`.
        on_message: Takes a message and its peer; returns the answer once the message is stored, or
            `None` for no answer. Called on the listener's own thread.
        allowed_peers: Addresses or networks that may connect; everybody else is hung up on.
        limits: How much one peer may ask.
        clock: Seconds that never go back.
        on_trouble: Told in words, with the peer's address, when bytes were dropped or a peer refused.
    """

    def __init__(  # noqa: PLR0913 - where, what, from whom, how much, and two for tests and screens
        self,
        bind: str,
        port: int,
        on_message: OnMessage,
        *,
        allowed_peers: Iterable[str] = THIS_COMPUTER,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
        on_trouble: OnTrouble | None = None,
    ) -> None:
        self._bind = bind
        self._port = port
        self._on_message = on_message
        self._allowed = tuple(ipaddress.ip_network(peer) for peer in allowed_peers)
        self._limits = limits or Limits()
        self._clock = clock
        self._on_trouble = on_trouble
        self._peers: set[_Peer] = set()
        self._open: _Open | None = None
        self._handing_over = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> tuple[str, int]:
        """Return the address and port listened on; port 0 before the start."""
        if self._open is None:
            return self._bind, self._port
        host, port = self._open.door.getsockname()[:2]
        return str(host), int(port)

    def start(self) -> None:
        """Open the port and begin to listen; once begun, again does nothing.

        Raises:
            Unavailable: The address or port cannot be had.
        """
        if self._open is not None:
            return
        family = socket.AF_INET6 if ":" in self._bind else socket.AF_INET
        if self._port not in _PORTS:
            raise self._not_listening()
        try:
            door = socket.create_server((self._bind, self._port), family=family, backlog=64)
        except OSError as trouble:
            raise self._not_listening() from trouble
        door.settimeout(0)
        self._open = _Open(door, *socket.socketpair(), selectors.DefaultSelector())
        self._open.selector.register(door, selectors.EVENT_READ)
        self._open.selector.register(self._open.woken, selectors.EVENT_READ)
        self._begin(self._open)

    def _not_listening(self) -> Unavailable:
        what = f"The arrivals feed could not listen on {self._bind} port {self._port}."
        do = "Check that nothing else listens there and that the address is one of this computer's."
        return Unavailable(what, do, kept="Nothing is received until it does.")

    def _begin(self, opened: _Open) -> None:
        self._thread = threading.Thread(target=self._listen, args=(opened,), name="mllp", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the message in hand, hang up on every peer and close the port. May be called twice."""
        if self._open is None:
            return
        self._open.wake.close()
        ended = None
        while self._thread is not None and self._thread is not ended:
            ended = self._thread  # one that failed has put another in its place
            ended.join()
        for peer in tuple(self._peers):
            self._hang_up(self._open, peer)
        self._open.selector.close()
        self._open.woken.close()
        self._open.door.close()
        self._thread = self._open = None

    def _listen(self, opened: _Open) -> None:
        """Take turns until woken.

        What nobody foresaw while a message was handed over ends this thread, so that the crash
        boundary hears of it; another takes its place, so that one message cannot silence a feed.
        """
        try:
            while self._turn(opened):
                pass
        finally:
            if self._handing_over:
                self._handing_over = False
                self._begin(opened)

    def _turn(self, opened: _Open) -> bool:
        """Serve whoever has spoken, then hang up on whoever is out of time; `False` ends the listening."""
        ready = [key for key, _ in opened.selector.select(self._patience())]
        if any(key.fileobj is opened.woken for key in ready):
            return False
        for key in ready:
            if key.data is None:
                self._let_in(opened)
            else:
                self._serve(opened, key.data)
        now = self._clock()
        for peer in [peer for peer in self._peers if peer.deadline <= now]:
            if peer.speaking:
                self._tell(
                    "A message did not end in time; it was dropped and never acknowledged.", peer.address
                )
            self._hang_up(opened, peer)
        return True

    def _patience(self) -> float | None:
        """Return how long to wait for somebody to speak; for ever where nobody is connected."""
        if not self._peers:
            return None
        return max(min(peer.deadline for peer in self._peers) - self._clock(), 0.0)

    def _let_in(self, opened: _Open) -> None:
        try:
            connection, address = opened.door.accept()
        except OSError:
            return  # the peer went away between knocking and being let in
        host = str(address[0])
        if not self._may_send(host):
            self._tell(
                "A computer that is not on the list of senders tried to connect; it was refused.", host
            )
            connection.close()
        elif len(self._peers) >= self._limits.connections:
            self._tell("Too many connections are open; a new one was refused.", host)
            connection.close()
        else:
            connection.settimeout(0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            peer = _Peer(connection, host, self._limits, self._clock())
            self._peers.add(peer)
            opened.selector.register(connection, selectors.EVENT_READ, peer)

    def _may_send(self, host: str) -> bool:
        address = ipaddress.ip_address(host.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._allowed)

    def _serve(self, opened: _Open, peer: _Peer) -> None:
        try:
            received = peer.connection.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        going_on = False
        try:
            going_on = self._hand_over(peer, received)
        finally:
            if not going_on:
                self._hang_up(opened, peer)

    def _hand_over(self, peer: _Peer, received: bytes) -> bool:
        """Give each whole message to the house and send back its answer; `False` hangs up."""
        if not received:
            if peer.frames.waiting:
                self._tell(
                    "A sender hung up in the middle of a message; it was never acknowledged.", peer.address
                )
            return False
        abandoned = peer.frames.abandoned
        bodies = peer.frames.feed(received)
        if peer.frames.abandoned > abandoned:
            self._tell("A sender began a message again; the half sent before was dropped.", peer.address)
        for body in bodies:
            if not self._answer(peer, body):
                return False
        if peer.frames.broken:
            self._tell(f"A sender was hung up on: {peer.frames.broken}.", peer.address)
            return False
        peer.heard(self._limits, self._clock(), whole=bool(bodies))
        return True

    def _answer(self, peer: _Peer, body: bytes) -> bool:
        self._handing_over = True
        try:
            answer = self._on_message(body, peer.address)
        except Trouble as trouble:
            self._tell(f"A message was not stored and not acknowledged: {trouble.what}", peer.address)
            self._handing_over = False
            return False
        self._handing_over = False
        return answer is None or self._send(peer, frame(answer))

    def _send(self, peer: _Peer, answer: bytes) -> bool:
        peer.connection.settimeout(self._limits.send_seconds)
        try:
            peer.connection.sendall(answer)
            peer.connection.settimeout(0)
        except OSError:
            self._tell(
                "A sender did not take its acknowledgement; the message is stored all the same.", peer.address
            )
            return False
        return True

    def _hang_up(self, opened: _Open, peer: _Peer) -> None:
        opened.selector.unregister(peer.connection)
        self._peers.discard(peer)
        peer.connection.close()

    def _tell(self, words: str, address: str) -> None:
        log.warning("the arrivals feed has trouble with a sender")
        if self._on_trouble is not None:
            self._handing_over = True
            self._on_trouble(words, address)
            self._handing_over = False


def send(host: str, port: int, body: bytes, timeout: float = 30.0) -> bytes:
    """Send one message and return its acknowledgement.

    Args:
        host: Where the receiver listens.
        port: Its port.
        body: The message, without framing.
        timeout: Seconds to wait for the connection, and again for each part of the answer.

    Raises:
        Unavailable: Nobody listens there, or no whole answer came.
    """
    frames = Frames()
    try:
        with socket.create_connection((host, port), timeout=timeout) as connection:
            connection.sendall(frame(body))
            while received := connection.recv(_READ):
                answers = frames.feed(received)
                if answers:
                    return answers[0]
                if frames.broken:
                    break
    except OSError as trouble:
        raise _no_answer(host, port) from trouble
    raise _no_answer(host, port)


def _no_answer(host: str, port: int) -> Unavailable:
    what = f"No acknowledgement came from {host} port {port}."
    do = "Check the address and that the receiver runs, then send again: the same message twice is harmless."
    return Unavailable(what, do, kept="The message may or may not have been stored there.")
