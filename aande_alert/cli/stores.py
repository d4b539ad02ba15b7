"""Opening the store a command works on: a demonstration by itself, any other with its passphrase."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aande_alert.cli.asking import ask
from aande_alert.demo.clock import catch_up, clock_for
from aande_alert.domain.errors import Unavailable
from aande_alert.domain.opening import Found
from aande_alert.services.opening import look_at, open_services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from aande_alert.cli.arguments import Asked
    from aande_alert.security.access import SignedIn
    from aande_alert.services.bundle import Services


@contextmanager
def opened(asked: Asked, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Open the store, hand over its services, close it.

    Raises:
        Trouble: It cannot be opened.
    """
    found = look_at(asked.store, asked.url)
    if found is Found.NOTHING:
        what = f"There is no store in {asked.store}."
        raise Unavailable(what, "Choose its folder with --store, or make one by opening the window.")
    word = "" if found is Found.DEMO else asked.ask_passphrase()
    now = clock_for(asked.store, clock)
    services = open_services(asked.store, now, passphrase=word, url=asked.url)
    try:
        catch_up(now, services.newest_moment())
        yield services
    finally:
        services.close()


def signed_in(asked: Asked, services: Services, *, stands_ready: str = "admin") -> SignedIn:
    """Sign somebody in at the terminal; in a demonstration somebody stands ready.

    Args:
        asked: The command line, with `--login` or without.
        services: Of the open store.
        stands_ready: Whose login a demonstration takes where none is given.

    Raises:
        Refused: Name or password is not right.
    """
    if services.store.demo and not asked.more.get("login"):
        from aande_alert.demo.setting_up import PASSWORD

        return services.sign_in.sign_in(stands_ready, PASSWORD, "Command line").value
    login = asked.more.get("login") or ask("Login: ", "Give it with --login.", hidden=False)
    password = ask("Password: ", "Run this at a terminal, or pipe the password in.")
    return services.sign_in.sign_in(login, password, "Command line").value
