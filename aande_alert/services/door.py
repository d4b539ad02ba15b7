"""Proving a password: the same time and words for everybody, and a growing delay that outlives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aande_alert.domain.errors import Refused
from aande_alert.security.audit import AuditEvent
from aande_alert.security.passwords import (
    FREE_TRIES,
    STRONG,
    Cost,
    delay_after,
    hash_password,
    needs_rehash,
    verify_password,
)

if TYPE_CHECKING:
    from aande_alert.domain.staff import StaffMember
    from aande_alert.persistence.records import Attempts, Clock
    from aande_alert.persistence.store import Store

_LONGEST_LOGIN = 64


class TooSoon(Refused):
    """Too many wrong passwords: the next try has to wait.

    Args:
        wait: How long.
    """

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, -(-wait // timedelta(seconds=1)))
        super().__init__("Too many wrong passwords.", f"Try again in {seconds_words(self.seconds)}.")


class NotRight(Refused):
    """Name or password is not right; from the fifth time on the next try has to wait.

    Args:
        tries: How many were wrong in a row.
        known: The name was not asked for: only the password can be wrong.
    """

    def __init__(self, tries: int, *, known: bool = False) -> None:
        self.tries = tries
        self.seconds = int(delay_after(tries).total_seconds())
        count = f"Try {tries} of {FREE_TRIES}." if tries <= FREE_TRIES else "Every try is recorded."
        asked, again = ("Password", "Type it again.") if known else ("Name or password", "Type both again.")
        do = f"Try again in {seconds_words(self.seconds)}." if self.seconds else again
        super().__init__(f"{asked} not right. {count}", do)


def seconds_words(seconds: int) -> str:
    """Return `30sec`, `2min`, `1min 5sec`."""
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes}min" if minutes else "", f"{rest}sec" if rest else "")
    return " ".join(part for part in parts if part)


def folded(login: str) -> str:
    """Return a login as it is kept: lower case, no blanks around it, not endless."""
    return login.strip().casefold()[:_LONGEST_LOGIN]


@dataclass(frozen=True, slots=True)
class Door:
    """Where passwords are proved.

    Attributes:
        store: Keeps the hashes and counts wrong tries.
        clock: Says how long a delay has run.
        cost: What one guess costs.
    """

    store: Store
    clock: Clock
    cost: Cost = STRONG

    def prove(self, login: str, password: str, *, workstation: str = "") -> StaffMember:
        """Return who this is, where the password is theirs and they work here now.

        Somebody unknown takes as long and gets the same words. A try that fails is written down in a
        transaction of its own, whatever becomes of the work around it.

        Raises:
            Refused: Name or password is not right; with the count of tries.
            TooSoon: The delay after wrong ones has not passed.
        """
        name = folded(login)
        with self.store.reading() as tx:
            member = tx.staff.by_login(name)
            kept = "" if member is None else tx.staff.password_hash(member.id)
            attempts = tx.staff.attempts(name)
        wait = self._wait(attempts)
        if wait > timedelta():
            self._note_failure(name, member, workstation=workstation, counts=False)
            raise TooSoon(wait)
        right = verify_password(kept, password, cost=self.cost)
        if member is None or not right or not member.active:
            tries = self._note_failure(name, member, workstation=workstation, counts=True)
            raise NotRight(tries)
        self._note_success(name, member, kept, password, had_failed=attempts.failed > 0)
        return member

    def _wait(self, attempts: Attempts) -> timedelta:
        if attempts.last_at is None:
            return timedelta()
        return attempts.last_at + delay_after(attempts.failed) - self.clock()

    def _note_failure(self, login: str, member: StaffMember | None, *, workstation: str, counts: bool) -> int:
        with self.store.transaction() as tx:
            if counts:
                tx.staff.failed(login, tx.now)
            tries = tx.staff.attempts(login).failed
            tx.note(
                AuditEvent.SIGN_IN_FAILED,
                subject=None if member is None else member.id,
                why="wrong" if counts else "too_soon",
                tries=tries,
                workstation=workstation,
            )
        return tries

    def _note_success(
        self, login: str, member: StaffMember, kept: str, password: str, *, had_failed: bool
    ) -> None:
        weak = needs_rehash(kept, cost=self.cost)
        if not (had_failed or weak):
            return
        again = hash_password(password, cost=self.cost) if weak else ""
        with self.store.transaction() as tx:
            tx.staff.succeeded(login)
            if weak:
                tx.staff.set_password(member.id, again)
