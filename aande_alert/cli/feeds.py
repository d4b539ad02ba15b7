"""Arrivals from the network and from files."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from aande_alert.cli.stores import opened
from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.domain.errors import Refused
from aande_alert.ingest.folder import Seen, poll, read_messages
from aande_alert.ingest.mllp import THIS_COMPUTER, MllpListener

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.services.bundle import Services

_BETWEEN_LOOKS = 1.0  # seconds
_AT_ONCE = 500
_LAST_PORT = 65_535


def listen(asked: Asked, clock: Callable[[], datetime], stop: threading.Event | None = None) -> int:
    """Receive over MLLP until interrupted; each message is stored before it is acknowledged.

    Args:
        asked: `--bind HOST:PORT`, `--feed`, `--allow`.
        clock: The moment now.
        stop: Set to end; the keyboard's interrupt does the same.
    """
    host, _, port = asked.more["bind"].rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
        what = "--bind needs an address and a port."
        raise Refused(what, "For example --bind 127.0.0.1:2575.")
    ended = stop or threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="store") as owner:
        context = opened(asked, clock)
        services = owner.submit(context.__enter__).result()
        try:
            _listen(asked, services, owner, (host or "127.0.0.1", int(port)), ended)
        finally:
            owner.submit(context.__exit__, None, None, None).result()
    return DONE


def _listen(
    asked: Asked,
    services: Services,
    owner: ThreadPoolExecutor,
    where: tuple[str, int],
    ended: threading.Event,
) -> None:
    def on_message(body: bytes, peer: str) -> bytes | None:
        """Store first, answer, apply right after."""
        answer = owner.submit(services.intake.receive, asked.more["feed"], peer, body).result()
        owner.submit(services.intake.apply_pending)
        return answer

    allowed = (*THIS_COMPUTER, *asked.more["allow"])
    told = partial(_tell, asked)
    with MllpListener(*where, on_message, allowed_peers=allowed, on_trouble=told) as listener:
        host, port = listener.address
        show(asked, {"listening": f"{host}:{port}"}, f"Listening on {host}:{port}. Ctrl+C ends.")
        try:
            ended.wait()
        except KeyboardInterrupt:
            say("Ended.")


def _tell(asked: Asked, words: str, peer: str) -> None:
    show(asked, {"trouble": words, "peer": peer}, f"{peer}: {words}")


def ingest(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Take HL7 files in, or watch a folder until interrupted."""
    with opened(asked, clock) as services:
        if asked.more["watch"]:
            return _watch(asked, services)
        paths = [path for given in asked.more["paths"] for path in _files(given)]
        counts = {"received": 0, "applied": 0, "quarantined": 0, "stored": 0}
        for path in paths:
            _take(asked, services, path, read_messages(path), counts)
        words = ", ".join(f"{count} {name}" for name, count in counts.items())
        show(asked, counts, f"{len(paths)} files: {words}.")
        return NO if counts["quarantined"] else DONE


def _files(given: Path) -> Iterable[Path]:
    return sorted(path for path in given.iterdir() if path.is_file()) if given.is_dir() else (given,)


def _take(
    asked: Asked, services: Services, path: Path, messages: tuple[bytes, ...], counts: dict[str, int]
) -> None:
    for body in messages:
        services.intake.receive(asked.more["feed"], path.name, body)
        counts["received"] += 1
    left = 1
    while left:
        done = services.intake.apply_pending(_AT_ONCE).value
        for name in ("applied", "quarantined", "stored"):
            counts[name] += getattr(done, name)
        left = done.left


def _watch(asked: Asked, services: Services) -> int:
    seen, waiting = Seen(), threading.Event()
    (folder,) = asked.more["paths"]
    counts = {"received": 0, "applied": 0, "quarantined": 0, "stored": 0}
    try:
        while not waiting.wait(_BETWEEN_LOOKS):
            look = poll(folder, seen)
            seen = look.seen
            for path, trouble in look.troubles:
                show(
                    asked, {"file": path.name, "trouble": trouble.what}, f"{path.name}: {trouble.sentence()}"
                )
            for file in look.files:
                _take(asked, services, file.path, file.messages, counts)
                show(
                    asked,
                    {"file": file.path.name, **counts},
                    f"{file.path.name}: {len(file.messages)} messages.",
                )
    except KeyboardInterrupt:
        say("Ended.")
    return DONE
