"""The people who work here, and the roles they act in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class Role(StrEnum):
    """What a person is here to do; the permission table is in `security.access`."""

    TRIAGE_NURSE = "triage_nurse"
    CLINICIAN = "clinician"
    SAFEGUARDING_NURSE = "safeguarding_nurse"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def words(self) -> str:
        """Return the role as shown beside a name."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff. Staff names are printed on what they sign, so they are not withheld.

    Attributes:
        id: Our own id.
        login: What they type to sign in, lower case, unique.
        name: As printed, `OKORO, Grace (Ms)`.
        initials: Two or three letters beside a read mark.
        role: What they may do.
        post: Job title in the department's words, `Paediatric registrar`.
        bleep: Bleep or extension; empty where there is none.
        active: Whether they may sign in.
    """

    id: UUID
    login: str
    name: str
    initials: str
    role: Role
    post: str = ""
    bleep: str = ""
    active: bool = True
