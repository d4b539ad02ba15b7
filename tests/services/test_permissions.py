"""Role by use case: whoever may not is refused, before anything is read, and the attempt is in the trail."""

from __future__ import annotations

import dataclasses
import inspect
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from aande_alert.domain.answers import NOT_ASKED
from aande_alert.domain.assessment import Answered
from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role
from aande_alert.security.access import PERMISSIONS, May, SignedIn
from aande_alert.services.bundle import Services
from tests.builders import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.services.ward import Ward

# Each use case and the permission it asks for first. A public method that is in neither table fails the test.
ASKS = {
    "arrivals.acknowledge": May.ALERT_ACKNOWLEDGE,
    "arrivals.add_by_hand": May.ARRIVAL_ADD,
    "arrivals.alert_card": May.ALERT_READ,
    "arrivals.board": May.BOARD_READ,
    "arrivals.check": May.ALERT_READ,
    "arrivals.comparison": May.MATCH_DECIDE,
    "arrivals.decide": May.MATCH_DECIDE,
    "arrivals.dispute": May.ALERT_DISPUTE,
    "arrivals.seen": May.BOARD_READ,
    "growth.measure": May.ASSESSMENT_WRITE,
    "growth.read": May.RECORD_READ,
    "growth.record_birth": May.ASSESSMENT_WRITE,
    "registers.apply": May.REGISTER_IMPORT,
    "registers.councils": May.REGISTER_READ,
    "registers.headers": May.REGISTER_IMPORT,
    "registers.layout": May.REGISTER_READ,
    "registers.history": May.REGISTER_READ,
    "registers.keep_council": May.SETTINGS_WRITE,
    "registers.keep_profile": May.REGISTER_IMPORT,
    "registers.preview": May.REGISTER_IMPORT,
    "registers.states": May.REGISTER_READ,
    "intake.body": May.QUARANTINE_READ,
    "intake.keep_feed": May.SETTINGS_WRITE,
    "intake.outline": May.QUARANTINE_READ,
    "intake.quarantine": May.QUARANTINE_READ,
    "intake.replay": May.QUARANTINE_REPLAY,
    "records.access_history": May.ACCESS_HISTORY_READ,
    "records.add_contact": May.FAMILY_WRITE,
    "records.add_link": May.FAMILY_WRITE,
    "records.find": May.PERSON_FIND,
    "records.open": May.RECORD_READ,
    "records.relations": May.RECORD_READ,
    "records.timeline": May.RECORD_READ,
    "records.visit_named": May.PERSON_FIND,
    "capture.add_account": May.ASSESSMENT_WRITE,
    "capture.add_injury": May.ASSESSMENT_WRITE,
    "capture.amend_account": May.ASSESSMENT_WRITE,
    "capture.amend_injury": May.ASSESSMENT_WRITE,
    "capture.answer": May.ASSESSMENT_WRITE,
    "capture.assessment": May.ASSESSMENT_READ,
    "capture.decide_difference": May.ASSESSMENT_WRITE,
    "capture.enter_in_error": May.ASSESSMENT_WRITE,
    "capture.drafts": May.TRIAGE_WRITE,
    "capture.keep_draft": May.TRIAGE_WRITE,
    "capture.look": May.ASSESSMENT_WRITE,
    "capture.protection": May.BOARD_READ,
    "capture.undo_difference": May.ASSESSMENT_WRITE,
    "capture.versions": May.ASSESSMENT_READ,
    "photographs.add": May.PHOTOGRAPH_WRITE,
    "photographs.consent": May.PHOTOGRAPH_WRITE,
    "photographs.custody": May.PHOTOGRAPH_READ,
    "photographs.enter_in_error": May.PHOTOGRAPH_WRITE,
    "photographs.original": May.PHOTOGRAPH_EXPORT,
    "photographs.picture": May.PHOTOGRAPH_READ,
    "photographs.thumbnails": May.PHOTOGRAPH_READ,
    "packages.pack": May.PHOTOGRAPH_EXPORT,
    "referrals.address_to": May.REFERRAL_WRITE,
    "referrals.ask_to_sign": May.REFERRAL_SIGN,
    "referrals.closed": May.REFERRAL_FOLLOW,
    "referrals.decided": May.REFERRAL_FOLLOW,
    "referrals.document": May.REFERRAL_READ,
    "referrals.draft": May.REFERRAL_WRITE,
    "referrals.export": May.REFERRAL_WRITE,
    "referrals.followed": May.REFERRAL_READ,
    "referrals.keep": May.REFERRAL_SIGN,
    "referrals.leaving": May.REFERRAL_WRITE,
    "referrals.look": May.REFERRAL_READ,
    "referrals.of_person": May.REFERRAL_READ,
    "referrals.open": May.REFERRAL_READ,
    "referrals.readiness": May.REFERRAL_READ,
    "referrals.received": May.REFERRAL_FOLLOW,
    "referrals.render": May.REFERRAL_READ,
    "referrals.sent": May.REFERRAL_FOLLOW,
    "referrals.sign": May.REFERRAL_SIGN,
    "referrals.telephoned": May.REFERRAL_FOLLOW,
    "referrals.wording": May.REFERRAL_READ,
    "review.cells": May.LOG_EXPORT,
    "review.detail": May.LOG_READ,
    "review.export": May.LOG_EXPORT,
    "review.index": May.LOG_READ,
    "review.lines": May.LOG_READ,
    "review.review": May.LOG_REVIEW,
    "review.taking": May.LOG_EXPORT,
    "review.waiting": May.LOG_READ,
    "signing.set_up": May.SETTINGS_WRITE,
    "signing.set_up_demo": May.SETTINGS_WRITE,
    "administration.add_staff": May.STAFF_WRITE,
    "administration.audit_lines": May.AUDIT_READ,
    "administration.change_staff": May.STAFF_WRITE,
    "administration.choose": May.SETTINGS_WRITE,
    "administration.export_anchor": May.AUDIT_VERIFY,
    "administration.look_at_backup": May.BACKUP_MAKE,
    "administration.make_backup": May.BACKUP_MAKE,
    "administration.reset_password": May.STAFF_WRITE,
    "administration.set_active": May.STAFF_WRITE,
    "administration.settings": May.SETTINGS_WRITE,
    "administration.staff": May.STAFF_READ,
    "administration.verify": May.AUDIT_VERIFY,
    "administration.verify_audit": May.AUDIT_VERIFY,
}
# Use cases that need no permission, and why.
NEEDS_NONE = {
    "administration.first_administrator": "only on a store without accounts",
    "capture.questions": "the forms themselves, of nobody",
    "records.person_of": "an id for an id; nothing of the record is read",
    "referrals.body_of": "what was read or made with a permission",
    "referrals.check_copy": "a copy somebody holds already",
    "referrals.make_copies": "of what was asked for with a permission",
    "referrals.pages": "of what was read or made with a permission",
    "referrals.print_out": "of what was read with a permission",
    "referrals.save_copy": "what was made with a permission",
    "review.list_of": "rows that were read with a permission",
    "review.save_copy": "a list that was made with a permission",
    "signing.look_at": "a copy somebody holds already",
    "intake.apply_pending": "no person does it",
    "intake.receive": "no person does it",
    "intake.states": "the status line, read by everybody",
    "sign_in.confirm": "one's own password",
    "sign_in.known": "before anybody is signed in",
    "sign_in.locked": "one's own workstation",
    "sign_in.sign_in": "before anybody is signed in",
    "sign_in.sign_out": "one's own workstation",
    "sign_in.standing": "before anybody is signed in",
    "sign_in.workstations": "before anybody is signed in",
}
# What is looked at before the permission: whose record it is, or which permission it takes.
BEFORE: dict[str, dict[str, Any]] = {
    "records.add_link": {"link": SimpleNamespace(other=None)},
    "records.add_contact": {"contact": SimpleNamespace(person_id=None)},
    "capture.answer": {"answered": Answered("presentation.complaint", NOT_ASKED)},
}


def use_cases(services: Services) -> dict[str, Callable[..., Any]]:
    """Return every public method of every service."""
    return {
        f"{field.name}.{name}": method
        for field in dataclasses.fields(Services)
        if field.name not in {"content", "store"}
        for name, method in inspect.getmembers(getattr(services, field.name), inspect.isroutine)
        if not name.startswith("_")
    }


def test_every_use_case_is_in_a_table_and_every_line_is_a_use_case(ward: Ward) -> None:
    assert use_cases(ward.services).keys() == {*ASKS, *NEEDS_NONE}


def test_only_signed_in_people_are_asked_for_a_permission(ward: Ward) -> None:
    for name, method in use_cases(ward.services).items():
        takes_somebody = "who" in inspect.signature(method).parameters
        assert takes_somebody or name in NEEDS_NONE, name


SERVICES = sorted({name.partition(".")[0] for name in ASKS})


def cases(service: str) -> list[tuple[str, May]]:
    """Return the use cases of one service that ask, and what they ask for."""
    return [(name, may) for name, may in sorted(ASKS.items()) if name.partition(".")[0] == service]


@pytest.mark.parametrize("service", SERVICES)
def test_whoever_may_not_is_refused_and_the_attempt_is_kept(ward: Ward, service: str) -> None:
    methods = use_cases(ward.services)
    for name, asked in cases(service):
        method = methods[name]
        for role in Role:
            if asked in PERMISSIONS[role]:
                continue
            with pytest.raises(Refused, match="does not allow this"):
                method(signed_in(role), **_nothing_for(name, method))
            with ward.store.reading() as tx:
                line = tx.trail.newest(1)[0]
            kept = (name, line.event.value, line.detail["asked"], line.role)
            assert kept == (name, "staff:act:refused", asked.value, role.words)


@pytest.mark.parametrize("service", SERVICES)
def test_somebody_who_left_may_do_nothing(ward: Ward, service: str) -> None:
    methods = use_cases(ward.services)
    for name, asked in cases(service):
        role = next(role for role in Role if asked in PERMISSIONS[role])
        who = signed_in(role)
        gone = SignedIn(dataclasses.replace(who.staff, active=False), who.workstation, who.since, who.visit)
        with pytest.raises(Refused, match="does not allow this"):
            methods[name](gone, **_nothing_for(name, methods[name]))


def _nothing_for(name: str, method: Callable[..., Any]) -> dict[str, Any]:
    """Return an argument for every parameter; hardly one of them may be looked at before the permission."""
    asked = list(inspect.signature(method).parameters.values())[1:]
    nothing = {parameter.name: None for parameter in asked if parameter.default is parameter.empty}
    return {**nothing, **BEFORE.get(name, {})}
