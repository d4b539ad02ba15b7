"""The people who work here: who they are, what is kept of their passwords, and wrong tries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role, StaffMember
from aande_alert.persistence.records import Attempts
from aande_alert.persistence.tables.hospital import sign_in_attempt, staff, staff_secret
from aande_alert.persistence.work import Work, unknown

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Row

_PLAIN = ("id", "login", "name", "initials", "post", "bleep", "active")
_ATTEMPT = select(sign_in_attempt).where(sign_in_attempt.c.login == bindparam("login"))


class StaffStore:
    """Accounts of this hospital."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def by_login(self, login: str) -> StaffMember | None:
        """Return who signs in with a login; upper and lower case are the same."""
        row = self._work.row(select(staff).where(staff.c.login == _folded(login)))
        return None if row is None else _member(row)

    def get(self, staff_id: UUID) -> StaffMember:
        """Return one member of staff.

        Raises:
            Unavailable: Nobody has this id.
        """
        row = self._work.row(select(staff).where(staff.c.id == staff_id))
        if row is None:
            raise unknown(thing="member of staff")
        return _member(row)

    def all(self) -> tuple[StaffMember, ...]:
        """Return everybody, in order of name; those who may no longer sign in too."""
        return tuple(
            _member(row) for row in self._work.rows(select(staff).order_by(staff.c.name, staff.c.id))
        )

    def add(self, member: StaffMember, password_hash: str) -> None:
        """Add an account.

        Raises:
            Refused: The login is taken.
        """
        if self.by_login(member.login) is not None:
            what = f"The login {_folded(member.login)} is taken."
            raise Refused(what, "Choose another.", kept="Nothing was changed.")
        self._work.put(staff, _values(member))
        secret = {"staff_id": member.id, "hash": password_hash, "set_at": self._work.now}
        self._work.put(staff_secret, secret)

    def update(self, member: StaffMember) -> None:
        """Change an account; who changed it is in the audit trail.

        Raises:
            Refused: The login is somebody else's.
            Unavailable: Nobody has this id.
        """
        holder = self.by_login(member.login)
        if holder is not None and holder.id != member.id:
            what = f"The login {_folded(member.login)} is {holder.name}'s."
            raise Refused(what, "Choose another.", kept="Nothing was changed.")
        values = {f"_{name}": value for name, value in _values(member).items()}
        statement = update(staff).where(staff.c.id == bindparam("_id"))
        named: dict[str, Any] = {name: bindparam(f"_{name}") for name in _values(member) if name != "id"}
        if self._work.run(statement.values(named), values) == 0:
            raise unknown(thing="member of staff")

    def password_hash(self, staff_id: UUID) -> str:
        """Return what is kept of somebody's password; empty where nothing is."""
        kept = self._work.value(select(staff_secret.c.hash).where(staff_secret.c.staff_id == staff_id))
        return kept or ""

    def set_password(self, staff_id: UUID, password_hash: str) -> None:
        """Keep a new password.

        Raises:
            Unavailable: Nobody has this id.
        """
        statement = update(staff_secret).where(staff_secret.c.staff_id == bindparam("_id"))
        values = {"_id": staff_id, "_hash": password_hash, "_at": self._work.now}
        if self._work.run(statement.values(hash=bindparam("_hash"), set_at=bindparam("_at")), values) == 0:
            raise unknown(thing="member of staff")

    def attempts(self, login: str) -> Attempts:
        """Return wrong passwords in a row for a login, known or not."""
        row = self._work.row(_ATTEMPT, {"login": _folded(login)})
        return Attempts() if row is None else Attempts(row.failed, row.last_at)

    def failed(self, login: str, at: datetime) -> None:
        """Count a wrong password."""
        before = self.attempts(login)
        self._forget(login)
        row = {"login": _folded(login), "failed": before.failed + 1, "last_at": at}
        self._work.put(sign_in_attempt, row)

    def succeeded(self, login: str) -> None:
        """Forget wrong passwords after a right one."""
        self._forget(login)

    def _forget(self, login: str) -> None:
        statement = delete(sign_in_attempt).where(sign_in_attempt.c.login == bindparam("_login"))
        self._work.run(statement, {"_login": _folded(login)})


def _folded(login: str) -> str:
    return login.strip().casefold()


def _values(member: StaffMember) -> dict[str, Any]:
    plain = {name: getattr(member, name) for name in _PLAIN}
    return {**plain, "login": _folded(member.login), "role": member.role.value}


def _member(row: Row[Any]) -> StaffMember:
    return StaffMember(role=Role(row.role), **{name: getattr(row, name) for name in _PLAIN})
