"""Who may do what: one permission a use case, one table a role, and one question, `need`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.staff import StaffMember


class May(StrEnum):
    """What somebody may do, `scope:thing:action`; every service method asks for one."""

    BOARD_READ = "department:board:read"
    ARRIVAL_ADD = "department:arrival:add"
    ALERT_READ = "child:alert:read"
    ALERT_ACKNOWLEDGE = "child:alert:acknowledge"
    ALERT_DISPUTE = "child:alert:dispute"
    ALERT_SETTLE = "child:alert:settle"
    MATCH_DECIDE = "child:match:decide"
    PERSON_FIND = "child:person:find"
    RECORD_READ = "child:record:read"
    FAMILY_WRITE = "child:family:write"
    ACCESS_HISTORY_READ = "child:access:read"
    TRIAGE_WRITE = "child:triage:write"
    ASSESSMENT_READ = "child:assessment:read"
    ASSESSMENT_WRITE = "child:assessment:write"
    PHOTOGRAPH_READ = "child:photograph:read"
    PHOTOGRAPH_WRITE = "child:photograph:write"
    PHOTOGRAPH_EXPORT = "child:photograph:export"
    REFERRAL_READ = "child:referral:read"
    REFERRAL_WRITE = "child:referral:write"
    REFERRAL_SIGN = "child:referral:sign"
    REFERRAL_FOLLOW = "child:referral:follow"
    LOG_READ = "department:log:read"
    LOG_REVIEW = "department:log:review"
    LOG_EXPORT = "department:log:export"
    REGISTER_READ = "hospital:register:read"
    REGISTER_IMPORT = "hospital:register:import"
    FEED_READ = "hospital:feed:read"
    FEED_RECEIVE = "hospital:feed:receive"
    QUARANTINE_READ = "hospital:quarantine:read"
    QUARANTINE_REPLAY = "hospital:quarantine:replay"
    STAFF_READ = "hospital:staff:read"
    STAFF_WRITE = "hospital:staff:write"
    SETTINGS_WRITE = "hospital:settings:write"
    AUDIT_READ = "hospital:audit:read"
    AUDIT_VERIFY = "hospital:audit:verify"
    BACKUP_MAKE = "hospital:backup:make"
    BACKUP_RESTORE = "hospital:backup:restore"


_EVERY_CLINICAL = frozenset(
    {
        May.BOARD_READ, May.ARRIVAL_ADD, May.ALERT_READ, May.ALERT_ACKNOWLEDGE, May.ALERT_DISPUTE,
        May.MATCH_DECIDE, May.PERSON_FIND, May.RECORD_READ, May.FAMILY_WRITE, May.TRIAGE_WRITE,
        May.ASSESSMENT_READ, May.ASSESSMENT_WRITE, May.PHOTOGRAPH_READ, May.PHOTOGRAPH_WRITE,
        May.REFERRAL_READ, May.REGISTER_READ, May.FEED_READ,
    }
)  # fmt: skip

PERMISSIONS: dict[Role, frozenset[May]] = {
    Role.TRIAGE_NURSE: _EVERY_CLINICAL,
    Role.CLINICIAN: _EVERY_CLINICAL
    | {
        May.REFERRAL_WRITE, May.REFERRAL_SIGN, May.REFERRAL_FOLLOW, May.PHOTOGRAPH_EXPORT,
        May.ACCESS_HISTORY_READ,
    },
    Role.SAFEGUARDING_NURSE: _EVERY_CLINICAL
    | {
        May.ALERT_SETTLE, May.ACCESS_HISTORY_READ, May.REFERRAL_WRITE, May.REFERRAL_FOLLOW,
        May.PHOTOGRAPH_EXPORT, May.LOG_READ, May.LOG_REVIEW, May.LOG_EXPORT, May.REGISTER_IMPORT,
        May.QUARANTINE_READ, May.QUARANTINE_REPLAY,
    },
    Role.ADMINISTRATOR: frozenset(
        {
            May.REGISTER_READ, May.REGISTER_IMPORT, May.FEED_READ, May.FEED_RECEIVE, May.QUARANTINE_READ,
            May.QUARANTINE_REPLAY, May.STAFF_READ, May.STAFF_WRITE, May.SETTINGS_WRITE, May.AUDIT_VERIFY,
            May.BACKUP_MAKE, May.BACKUP_RESTORE,
        }
    ),
    Role.AUDITOR: frozenset(
        {May.AUDIT_READ, May.AUDIT_VERIFY, May.ACCESS_HISTORY_READ, May.STAFF_READ, May.FEED_READ}
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody at a workstation now; every service method takes one first.

    Attributes:
        staff: Who.
        workstation: Where, `Triage 2`.
        since: When they signed in, UTC.
        visit: One id for everything done until they sign out; stands on each audit line.
    """

    staff: StaffMember
    workstation: str
    since: datetime
    visit: UUID

    def may(self, what: May) -> bool:
        """Say whether they may do this; for showing or leaving out a button."""
        return self.staff.active and what in PERMISSIONS[self.staff.role]

    def need(self, what: May) -> None:
        """Require that they may do this.

        Raises:
            Refused: Their role does not allow it.
        """
        if not self.may(what):
            message = f"Your role, {self.staff.role.words.lower()}, does not allow this."
            raise Refused(
                message, "Ask somebody whose role does, or the named nurse.", kept="Nothing was changed."
            )
