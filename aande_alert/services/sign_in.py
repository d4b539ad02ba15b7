"""Signing in at a workstation, and what can be checked from there now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.domain.board import Standing
from aande_alert.domain.changes import Outcome
from aande_alert.domain.errors import Refused
from aande_alert.domain.referral import ReferralState
from aande_alert.security.access import SignedIn
from aande_alert.security.audit import AuditEvent
from aande_alert.services.checking import register_states
from aande_alert.services.door import NotRight, folded

if TYPE_CHECKING:
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.services.door import Door


def standing_of(tx: Transaction, *, demo: bool) -> Standing:
    """Return the age of every list and feed, for sign-in and the status line.

    Args:
        tx: The transaction.
        demo: Whether this is a demonstration store.
    """
    hospital = tx.settings.get("hospital", {})
    signed = [line for line in tx.referrals.open() if line.state is ReferralState.SIGNED]
    return Standing(
        at=tx.now,
        hospital=_hospital_words(hospital),
        registers=register_states(tx),
        feeds=tx.feeds.states(tx.now),
        unsent=len(signed),
        demo=demo,
    )


def _hospital_words(hospital: object) -> str:
    """Return `Calder Vale Hospital, Emergency Department`."""
    kept = hospital if isinstance(hospital, dict) else {}
    return ", ".join(str(kept[part]) for part in ("name", "department") if kept.get(part))


class SignIn:
    """Who is at the workstation. Nobody needs to be signed in to be told how old the lists are."""

    def __init__(self, store: Store, door: Door) -> None:
        self._store = store
        self._door = door

    def standing(self) -> Standing:
        """Return what can be checked from here now."""
        with self._store.reading() as tx:
            return standing_of(tx, demo=self._store.demo)

    def workstations(self) -> tuple[str, ...]:
        """Return the places of the department, in the hospital's order."""
        with self._store.reading() as tx:
            kept = tx.settings.get("workstations", [])
        return tuple(str(place) for place in kept) if isinstance(kept, list) else ()

    def known(self, login: str) -> tuple[str, str] | None:
        """Return name and role of somebody who may sign in; `None` where nobody has this login."""
        with self._store.reading() as tx:
            member = tx.staff.by_login(folded(login))
        return (member.name, member.role.words) if member is not None and member.active else None

    def sign_in(self, login: str, password: str, workstation: str) -> Outcome[SignedIn]:
        """Sign somebody in.

        Raises:
            Refused: Name or password is not right, with the count of tries; or it is too soon.
        """
        member = self._door.prove(login, password, workstation=workstation)
        with self._store.reading() as tx:
            now = tx.now
        who = SignedIn(member, workstation.strip(), now, uuid4())
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.SIGNED_IN, subject=member.id)
        return Outcome(who)

    def confirm(self, who: SignedIn, password: str) -> None:
        """Require the password again, before something is signed; the next one at the screen is not them.

        Raises:
            Refused: It is not right, or it is too soon to try again.
        """
        try:
            member = self._door.prove(who.staff.login, password, workstation=who.workstation)
        except NotRight as wrong:
            raise NotRight(wrong.tries, known=True) from None
        if member.id != who.staff.id:
            what = "This login now belongs to somebody else."
            raise Refused(what, "Sign in again.", kept="Nothing was changed.")

    def sign_out(self, who: SignedIn) -> Outcome[None]:
        """Write down that somebody has left the workstation."""
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.SIGNED_OUT, subject=who.staff.id)
        return Outcome(None)

    def locked(self, who: SignedIn) -> Outcome[None]:
        """Write down that the workstation was locked; the work stays with its owner."""
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.SCREEN_LOCKED, subject=who.staff.id)
        return Outcome(None)
