"""Who may do what: the whole table, so that a change of it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role
from aande_alert.security.access import PERMISSIONS, May
from tests.builders import a_member, signed_in

NURSES_AND_DOCTORS = {Role.TRIAGE_NURSE, Role.CLINICIAN, Role.SAFEGUARDING_NURSE}

MAY: dict[May, set[Role]] = {
    May.BOARD_READ: NURSES_AND_DOCTORS,
    May.ARRIVAL_ADD: NURSES_AND_DOCTORS,
    May.ALERT_READ: NURSES_AND_DOCTORS,
    May.ALERT_ACKNOWLEDGE: NURSES_AND_DOCTORS,
    May.ALERT_DISPUTE: NURSES_AND_DOCTORS,
    May.ALERT_SETTLE: {Role.SAFEGUARDING_NURSE},
    May.MATCH_DECIDE: NURSES_AND_DOCTORS,
    May.PERSON_FIND: NURSES_AND_DOCTORS,
    May.RECORD_READ: NURSES_AND_DOCTORS,
    May.FAMILY_WRITE: NURSES_AND_DOCTORS,
    May.ACCESS_HISTORY_READ: {Role.CLINICIAN, Role.SAFEGUARDING_NURSE, Role.AUDITOR},
    May.TRIAGE_WRITE: NURSES_AND_DOCTORS,
    May.ASSESSMENT_READ: NURSES_AND_DOCTORS,
    May.ASSESSMENT_WRITE: NURSES_AND_DOCTORS,
    May.PHOTOGRAPH_READ: NURSES_AND_DOCTORS,
    May.PHOTOGRAPH_WRITE: NURSES_AND_DOCTORS,
    May.PHOTOGRAPH_EXPORT: {Role.CLINICIAN, Role.SAFEGUARDING_NURSE},
    May.REFERRAL_READ: NURSES_AND_DOCTORS,
    May.REFERRAL_WRITE: {Role.CLINICIAN, Role.SAFEGUARDING_NURSE},
    May.REFERRAL_SIGN: {Role.CLINICIAN},
    May.REFERRAL_FOLLOW: {Role.CLINICIAN, Role.SAFEGUARDING_NURSE},
    May.LOG_READ: {Role.SAFEGUARDING_NURSE},
    May.LOG_REVIEW: {Role.SAFEGUARDING_NURSE},
    May.LOG_EXPORT: {Role.SAFEGUARDING_NURSE},
    May.REGISTER_READ: NURSES_AND_DOCTORS | {Role.ADMINISTRATOR},
    May.REGISTER_IMPORT: {Role.SAFEGUARDING_NURSE, Role.ADMINISTRATOR},
    May.FEED_READ: set(Role),
    May.FEED_RECEIVE: {Role.ADMINISTRATOR},
    May.QUARANTINE_READ: {Role.SAFEGUARDING_NURSE, Role.ADMINISTRATOR},
    May.QUARANTINE_REPLAY: {Role.SAFEGUARDING_NURSE, Role.ADMINISTRATOR},
    May.STAFF_READ: {Role.ADMINISTRATOR, Role.AUDITOR},
    May.STAFF_WRITE: {Role.ADMINISTRATOR},
    May.SETTINGS_WRITE: {Role.ADMINISTRATOR},
    May.AUDIT_READ: {Role.AUDITOR},
    May.AUDIT_VERIFY: {Role.ADMINISTRATOR, Role.AUDITOR},
    May.BACKUP_MAKE: {Role.ADMINISTRATOR},
    May.BACKUP_RESTORE: {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("what", May)
def test_each_role_may_do_what_the_table_says_and_nothing_else(what: May) -> None:
    for role in Role:
        who = signed_in(role)
        assert who.may(what) is (role in MAY[what]), role
        if role in MAY[what]:
            who.need(what)
        else:
            with pytest.raises(Refused, match="does not allow this") as told:
                who.need(what)
            assert told.value.kept == "Nothing was changed."


def test_the_administrator_of_the_machine_reads_no_childs_record() -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        reads = {may for may in PERMISSIONS[role] if may.value.startswith("child:")}
        assert reads <= {May.ACCESS_HISTORY_READ}


def test_somebody_who_no_longer_works_here_may_do_nothing() -> None:
    for role in Role:
        gone = signed_in(staff=replace(a_member(role), active=False))
        assert not any(gone.may(what) for what in May)


def test_permissions_are_named_scope_thing_action_each_once() -> None:
    assert set(MAY) == set(May)
    assert all(len(what.value.split(":")) == 3 for what in May)
