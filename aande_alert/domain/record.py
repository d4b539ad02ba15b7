"""A record as the window shows it: banner, alert strip, summary; and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.alerts import Acknowledgement, FamilyChild
    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.findings import Finding
    from aande_alert.domain.people import Person, Relation
    from aande_alert.domain.plans import ProtectionCheck
    from aande_alert.domain.referral import ReferralLine


@dataclass(frozen=True, slots=True, repr=False)
class RecordView:
    """One record, read once and shown whole.

    Attributes:
        at: When it was read.
        person: Whose record.
        check: What the lists say now.
        strip: The alert strip's words after the bold title, `Since 02-Oct-2026, ...`; empty for none.
        strip_title: `Child protection plan: neglect.`; empty for none.
        acknowledgements: Who has read the alert of the newest attendance.
        open_attendance: The attendance now open here; `None` where the person is not in the department.
        attendances: Newest first.
        findings: Patterns found, each with its grounds.
        home: People at home and family, as last told.
        family: Brothers, sisters and what the lists say of them.
        referrals: Newest first.
        open_actions: What still has to be done, each in one line.
    """

    at: datetime
    person: Person
    check: ProtectionCheck
    strip_title: str
    strip: str
    acknowledgements: tuple[Acknowledgement, ...]
    open_attendance: Attendance | None
    attendances: tuple[Attendance, ...]
    findings: tuple[Finding, ...] = ()
    home: tuple[Relation, ...] = ()
    family: tuple[FamilyChild, ...] = ()
    referrals: tuple[ReferralLine, ...] = ()
    open_actions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"RecordView({self.person.id}, withheld)"


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody looked at or changed a record.

    Attributes:
        at: UTC.
        who: As printed.
        role: Their role then.
        what: `Opened the record`, `Saw photograph 3`, from the audit trail.
        why: Reason given; empty where none was needed.
    """

    at: datetime
    who: str
    role: str
    what: str
    why: str
    subject: UUID | None = None
