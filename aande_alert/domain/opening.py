"""Starting the program: what stands in the store's folder, and what a hospital says the first time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from aande_alert.domain.staff import Role, StaffMember


class Found(StrEnum):
    """What stands in a store's folder."""

    NOTHING = "nothing"
    DEMO = "demo"
    STORE = "store"


@dataclass(frozen=True, slots=True, repr=False)
class FirstStart:
    """What a hospital says when the program is started for the first time.

    Attributes:
        passphrase: Of the store; at least 12 characters.
        hospital: Its name, as printed.
        department: As printed.
        workstations: Where people sign in, in order.
        name: The first administrator, as printed.
        initials: Beside a mark.
        login: What they sign in with.
        password: Theirs; at least 12 characters.
    """

    passphrase: str
    hospital: str
    department: str
    workstations: tuple[str, ...]
    name: str
    initials: str
    login: str
    password: str

    def __repr__(self) -> str:
        return "FirstStart(withheld)"

    def administrator(self) -> StaffMember:
        """Return the first administrator's account."""
        return StaffMember(
            uuid4(), self.login.strip().casefold(), self.name, self.initials, Role.ADMINISTRATOR
        )
