"""Role by use case: whoever may not is refused, before anything is read, and the attempt is in the trail."""

from __future__ import annotations

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any

import pytest

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
OURS = {name.partition(".")[0] for name in (*ASKS, *NEEDS_NONE)}


def use_cases(services: Services) -> dict[str, Callable[..., Any]]:
    """Return every public method of every service of this half of the house."""
    return {
        f"{field.name}.{name}": method
        for field in dataclasses.fields(Services)
        if field.name in OURS
        for name, method in inspect.getmembers(getattr(services, field.name), inspect.ismethod)
        if not name.startswith("_")
    }


def test_every_use_case_is_in_a_table_and_every_line_is_a_use_case(ward: Ward) -> None:
    assert use_cases(ward.services).keys() == {*ASKS, *NEEDS_NONE}


def test_only_signed_in_people_are_asked_for_a_permission(ward: Ward) -> None:
    for name, method in use_cases(ward.services).items():
        takes_somebody = "who" in inspect.signature(method).parameters
        assert takes_somebody or name in NEEDS_NONE, name


@pytest.mark.parametrize(
    ("name", "role"),
    [(name, role) for name, asked in sorted(ASKS.items()) for role in Role if asked not in PERMISSIONS[role]],
)
def test_whoever_may_not_is_refused_and_the_attempt_is_kept(ward: Ward, name: str, role: Role) -> None:
    method = use_cases(ward.services)[name]
    with pytest.raises(Refused, match="does not allow this"):
        method(signed_in(role), **_nothing_for(method))
    with ward.store.reading() as tx:
        line = tx.trail.newest(1)[0]
    assert (line.event.value, line.detail["asked"]) == ("staff:act:refused", ASKS[name].value)
    assert line.role == role.words


@pytest.mark.parametrize("name", sorted(ASKS))
def test_somebody_who_left_may_do_nothing(ward: Ward, name: str) -> None:
    role = next(role for role in Role if ASKS[name] in PERMISSIONS[role])
    who = signed_in(role)
    gone = SignedIn(dataclasses.replace(who.staff, active=False), who.workstation, who.since, who.visit)
    method = use_cases(ward.services)[name]
    with pytest.raises(Refused):
        method(gone, **_nothing_for(method))


def _nothing_for(method: Callable[..., Any]) -> dict[str, Any]:
    """Return an argument for every parameter; none of them may be looked at before the permission."""
    asked = list(inspect.signature(method).parameters.values())[1:]
    return {parameter.name: None for parameter in asked if parameter.default is parameter.empty}
