"""Administration: accounts, the hospital's choices, the audit trail and backups. No clinical content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from aande_alert.domain.changes import Outcome, Topic
from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role, StaffMember
from aande_alert.persistence.durable import durable_write
from aande_alert.security.access import May
from aande_alert.security.audit import AuditEvent, ChainReport
from aande_alert.security.checkpoints import Checkpoint
from aande_alert.security.passwords import STRONG, Cost, check_policy, hash_password
from aande_alert.services.handed_over import read_handed_over
from aande_alert.services.permission import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aande_alert.persistence.backup import BackupReport
    from aande_alert.persistence.records import AuditLine, Clock, StoreReport
    from aande_alert.persistence.store import Store, Transaction
    from aande_alert.security.access import SignedIn
    from aande_alert.security.audit import Head

_KEPT = "Nothing was changed."
_CHOSEN = frozenset({"hospital", "workstations", "first_day"})


class Administration:
    """What an administrator and an auditor do."""

    def __init__(self, store: Store, clock: Clock, cost: Cost = STRONG) -> None:
        self._store = store
        self._clock = clock
        self._cost = cost

    def first_administrator(self, member: StaffMember, password: str) -> Outcome[StaffMember]:
        """Make the first account of an empty store, before anybody can sign in.

        Raises:
            Refused: There are accounts already, it is not an administrator, or the password is weak.
        """
        if member.role is not Role.ADMINISTRATOR:
            what = "The first account is an administrator's."
            raise Refused(what, "Choose the role administrator.", kept=_KEPT)
        kept = self._hash(member, password)
        with self._store.transaction() as tx:
            if tx.staff.all():
                what = "There are accounts in this store already."
                raise Refused(what, "Sign in, or ask an administrator for an account.", kept=_KEPT)
            added = _add(tx, member, kept)
            tx.note(AuditEvent.ADMINISTRATOR_FIRST, subject=added.id)
        return Outcome(added, frozenset({Topic.STAFF}))

    def staff(self, who: SignedIn) -> tuple[StaffMember, ...]:
        """Return everybody with an account, those who may no longer sign in too."""
        need(self._store, who, May.STAFF_READ)
        with self._store.reading() as tx:
            return tx.staff.all()

    def add_staff(self, who: SignedIn, member: StaffMember, password: str) -> Outcome[StaffMember]:
        """Add an account.

        Raises:
            Refused: The login is taken, a part is missing, or the password is weak.
        """
        need(self._store, who, May.STAFF_WRITE)
        kept = self._hash(member, password)
        with self._store.transaction(who) as tx:
            added = _add(tx, member, kept)
            tx.note(AuditEvent.STAFF_ADDED, subject=added.id, role=added.role.value)
        return Outcome(added, frozenset({Topic.STAFF}))

    def set_active(self, who: SignedIn, staff_id: UUID, *, active: bool) -> Outcome[StaffMember]:
        """Let somebody sign in, or no longer; what they wrote keeps their name.

        Raises:
            Refused: It is their own account, or nobody could administer the store any more.
        """
        need(self._store, who, May.STAFF_WRITE)
        if staff_id == who.staff.id and not active:
            what = "This is your own account."
            raise Refused(what, "Ask another administrator.", kept=_KEPT)
        with self._store.transaction(who) as tx:
            changed = replace(tx.staff.get(staff_id), active=active)
            tx.staff.update(changed)
            tx.note(AuditEvent.STAFF_CHANGED, subject=staff_id, active=int(active))
        return Outcome(changed, frozenset({Topic.STAFF}))

    def change_staff(self, who: SignedIn, member: StaffMember) -> Outcome[StaffMember]:
        """Change an account's name, role, post or bleep; whether they may sign in stays as it is.

        Raises:
            Refused: A part is missing, the login is taken, or it is a role of one's own.
        """
        need(self._store, who, May.STAFF_WRITE)
        _require_whole(member)
        if member.id == who.staff.id and member.role is not who.staff.role:
            what = "Nobody changes their own role."
            raise Refused(what, "Ask another administrator.", kept=_KEPT)
        with self._store.transaction(who) as tx:
            changed = replace(member, active=tx.staff.get(member.id).active)
            tx.staff.update(changed)
            tx.note(AuditEvent.STAFF_CHANGED, subject=member.id, role=member.role.value)
        return Outcome(changed, frozenset({Topic.STAFF}))

    def reset_password(self, who: SignedIn, staff_id: UUID, password: str) -> Outcome[None]:
        """Give somebody a new password, and forget the wrong ones.

        Raises:
            Refused: The password is weak.
        """
        need(self._store, who, May.STAFF_WRITE)
        with self._store.reading() as tx:
            member = tx.staff.get(staff_id)
        kept = self._hash(member, password)
        with self._store.transaction(who) as tx:
            tx.staff.set_password(staff_id, kept)
            tx.staff.succeeded(member.login)
            tx.note(AuditEvent.STAFF_PASSWORD_SET, subject=staff_id)
        return Outcome(None, frozenset({Topic.STAFF}))

    def settings(self, who: SignedIn) -> Mapping[str, Any]:
        """Return what the hospital has chosen: its names, places and numbers."""
        need(self._store, who, May.SETTINGS_WRITE)
        with self._store.reading() as tx:
            return {key: tx.settings.get(key, None) for key in sorted(_CHOSEN)}

    def choose(self, who: SignedIn, key: str, value: Any) -> Outcome[None]:  # noqa: ANN401 - what JSON holds
        """Keep a choice of the hospital.

        Args:
            who: Who chooses.
            key: `hospital` (name, department, site, registrar_bleep), `workstations` or `first_day`.
            value: Plain values.

        Raises:
            Refused: There is no such choice.
        """
        need(self._store, who, May.SETTINGS_WRITE)
        if key not in _CHOSEN:
            what = f"There is no setting called {key}."
            raise Refused(what, f"Choose one of {', '.join(sorted(_CHOSEN))}.", kept=_KEPT)
        with self._store.transaction(who) as tx:
            tx.settings.put(key, value)
            tx.note(AuditEvent.SETTINGS_CHANGED, key=key)
        return Outcome(None, frozenset({Topic.SETTINGS, Topic.ARRIVALS}))

    def audit_lines(self, who: SignedIn, limit: int = 500) -> tuple[AuditLine, ...]:
        """Return the newest lines of the audit trail; reading them is a line too."""
        need(self._store, who, May.AUDIT_READ)
        with self._store.transaction(who) as tx:
            lines = tx.trail.newest(limit)
            tx.note(AuditEvent.AUDIT_READ, lines=len(lines))
        return lines

    def verify_audit(self, who: SignedIn, anchor: Path | None = None) -> ChainReport:
        """Say whether every line of the audit trail is as it was written, and which is not.

        Args:
            who: Who asks.
            anchor: An exported anchor, so that a trail cut short or put back from a copy is found too.

        Raises:
            Refused: The anchor was altered, or another store signed it.
            Unavailable: The anchor's file cannot be read.
        """
        need(self._store, who, May.AUDIT_VERIFY)
        ends = () if anchor is None else (self._end_in(anchor),)
        with self._store.reading() as tx:
            report = tx.trail.verify(ends)
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.AUDIT_VERIFIED, lines=report.lines, holds=int(report.holds))
        return report

    def verify(self, who: SignedIn) -> StoreReport:
        """Look at the whole store: file, rows, trail, seals and photographs."""
        need(self._store, who, May.AUDIT_VERIFY)
        report = self._store.verify()
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.STORE_VERIFIED, good=int(report.good))
        return report

    def make_backup(self, who: SignedIn, directory: Path) -> BackupReport:
        """Make a backup, open it and look at everything in it; only then is it called one.

        Raises:
            Refused: There is one of this name.
            Unavailable: It could not be made, or does not hold what the store holds.
        """
        need(self._store, who, May.BACKUP_MAKE)
        from aande_alert.persistence.backup import make_backup

        return make_backup(self._store, directory, clock=self._clock, who=who)

    def look_at_backup(self, who: SignedIn, folder: Path) -> BackupReport:
        """Open a backup of this store and look at everything in it; neither is changed.

        Raises:
            Unavailable: It is no backup of this store, or cannot be opened.
        """
        need(self._store, who, May.BACKUP_MAKE)
        from aande_alert.persistence.backup import verify_backup

        report = verify_backup(folder, self._store.keys, clock=self._clock)
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.BACKUP_VERIFIED, backup=folder.name, good=int(report.good))
        return report

    def export_anchor(self, who: SignedIn, path: Path) -> str:
        """Write a signed checkpoint of the trail to a file, to be kept away from the store; return it short.

        Raises:
            Unavailable: The file cannot be written there.
        """
        need(self._store, who, May.AUDIT_VERIFY)
        with self._store.transaction(who) as tx:
            tx.note(AuditEvent.AUDIT_ANCHORED)
        checkpoint = self._store.checkpoint()
        durable_write(path, checkpoint.signed(self._store.keys.checkpoints).encode("utf-8"))
        return checkpoint.short()

    def _end_in(self, anchor: Path) -> Head:
        text = read_handed_over(anchor).decode("utf-8", "replace")
        public = self._store.keys.checkpoints.public_key().public_bytes_raw()
        return Checkpoint.read(text, public=public).head

    def _hash(self, member: StaffMember, password: str) -> str:
        _require_whole(member)
        check_policy(password, about=_words_of(member))
        return hash_password(password, cost=self._cost)


def _words_of(member: StaffMember) -> Sequence[str]:
    return (member.login, *member.name.replace(",", " ").split())


def _require_whole(member: StaffMember) -> None:
    for words, part in (("login", member.login), ("name", member.name), ("initials", member.initials)):
        if not part.strip():
            what = f"The account has no {words}."
            raise Refused(what, "Fill it in.", kept=_KEPT)


def _add(tx: Transaction, member: StaffMember, password_hash: str) -> StaffMember:
    known = {one.id for one in tx.staff.all()}
    added = replace(member, id=uuid4()) if member.id in known else member
    tx.staff.add(added, password_hash)
    return added
