"""Accounts, the hospital's choices, and the trail; and nothing clinical."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.staff import Role
from aande_alert.persistence.places import keep_key_file
from aande_alert.security.keys import new_key_file
from tests.builders import PASSWORD, a_member
from tests.services.conftest import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.domain.staff import StaffMember
    from tests.services.ward import Ward


def test_the_first_account_of_an_empty_store_is_an_administrators(ward: Ward) -> None:
    admin = ward.services.administration
    with pytest.raises(Refused, match="first account"):
        admin.first_administrator(a_member(Role.TRIAGE_NURSE), PASSWORD)
    made = admin.first_administrator(a_member(Role.ADMINISTRATOR), PASSWORD).value
    assert (
        ward.services.sign_in.sign_in(made.login, PASSWORD, "Office").value.staff.role is Role.ADMINISTRATOR
    )
    with pytest.raises(Refused, match="accounts in this store already"):
        admin.first_administrator(a_member(Role.ADMINISTRATOR, login="other"), PASSWORD)


def test_a_new_account_can_sign_in_and_is_written_down(ward: Ward) -> None:
    added = ward.services.administration.add_staff(
        ward.administrator, a_member(Role.CLINICIAN), PASSWORD
    ).value
    assert added in ward.services.administration.staff(ward.administrator)
    ward.services.sign_in.sign_in(added.login, PASSWORD, "Resus")
    assert "hospital:staff:added" in ward.events()


def test_an_id_in_use_is_never_given_twice(ward: Ward) -> None:
    twin = a_member(Role.CLINICIAN, id=ward.nurse.staff.id)
    assert ward.services.administration.add_staff(ward.administrator, twin, PASSWORD).value.id != twin.id


@pytest.mark.parametrize(
    ("member", "password", "words"),
    [
        (a_member(), "short", "at least 12"),
        (a_member(), "gokorogokoro", "guessed early"),
        (a_member(login=" "), PASSWORD, "no login"),
        (a_member(name=""), PASSWORD, "no name"),
        (a_member(initials=""), PASSWORD, "no initials"),
    ],
)
def test_an_account_that_is_not_whole_or_not_safe_is_refused(
    ward: Ward, member: StaffMember, password: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        ward.services.administration.add_staff(ward.administrator, member, password)


def test_a_login_is_one_persons(ward: Ward) -> None:
    with pytest.raises(Refused, match="taken"):
        ward.services.administration.add_staff(
            ward.administrator, a_member(login=ward.nurse.staff.login), PASSWORD
        )


def test_nobody_locks_themselves_out(ward: Ward) -> None:
    me = ward.administrator
    with pytest.raises(Refused, match="your own account"):
        ward.services.administration.set_active(me, me.staff.id, active=False)
    assert ward.services.administration.set_active(me, me.staff.id, active=True).value.active
    nurse = ward.nurse.staff.id
    assert not ward.services.administration.set_active(me, nurse, active=False).value.active
    assert ward.services.administration.set_active(me, nurse, active=True).value.active


def test_a_changed_account_keeps_whether_it_may_sign_in(ward: Ward) -> None:
    me, nurse = ward.administrator, ward.nurse.staff
    ward.services.administration.set_active(me, nurse.id, active=False)
    changed = ward.services.administration.change_staff(
        me, replace(nurse, post="Charge nurse", active=True)
    ).value
    assert (changed.post, changed.active) == ("Charge nurse", False)
    with pytest.raises(Refused, match="own role"):
        ward.services.administration.change_staff(me, replace(me.staff, role=Role.CLINICIAN))
    assert ward.services.administration.change_staff(me, replace(me.staff, bleep="77")).value.bleep == "77"


def test_a_new_password_forgets_the_wrong_ones(ward: Ward) -> None:
    login = ward.nurse.staff.login
    for _ in range(5):
        with pytest.raises(Refused):
            ward.services.sign_in.sign_in(login, "wrong", "Triage 2")
    ward.services.administration.reset_password(ward.administrator, ward.nurse.staff.id, "elm-heron-quartz-4")
    ward.services.sign_in.sign_in(login, "elm-heron-quartz-4", "Triage 2")
    with pytest.raises(Refused, match="guessed early"):
        ward.services.administration.reset_password(ward.administrator, ward.nurse.staff.id, "aaaaaaaaaaaaaa")


def test_the_hospitals_choices_are_kept_and_others_refused(ward: Ward) -> None:
    ward.services.administration.choose(ward.administrator, "hospital", {"name": "Calder Vale Hospital"})
    kept = ward.services.administration.settings(ward.administrator)
    assert kept == {"first_day": None, "hospital": {"name": "Calder Vale Hospital"}, "workstations": None}
    with pytest.raises(Refused, match="no setting called password"):
        ward.services.administration.choose(ward.administrator, "password", "x")


def test_the_trail_is_read_and_the_reading_is_a_line_too(ward: Ward) -> None:
    auditor = ward.of_role(Role.AUDITOR)
    lines = ward.services.administration.audit_lines(auditor, limit=10)
    assert lines[0].event.value == "store:store:created"
    assert ward.events()[-1] == "hospital:audit:read"


def test_the_trail_holds_and_a_line_changed_by_hand_is_found(ward: Ward) -> None:
    ward.with_lists().arrives()
    assert ward.services.administration.verify_audit(ward.administrator).holds
    with ward.store._connected(reading=False) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_kept")
        connection.exec_driver_sql("UPDATE audit SET body = x'00' WHERE sequence = 2")
    report = ward.services.administration.verify_audit(ward.of_role(Role.AUDITOR))
    assert not report.holds


def test_the_whole_store_is_looked_at(ward: Ward) -> None:
    ward.with_lists().arrives()
    report = ward.services.administration.verify(ward.administrator)
    assert report.good, report.words()
    assert ward.events()[-1] == "store:store:verified"


def test_a_backup_is_opened_and_looked_at_before_it_is_called_one(ward: Ward, tmp_path: Path) -> None:
    ward.with_lists().arrives()
    file, _ = new_key_file(ward.store.id, ward.store.keys, passphrase=PASSWORD, cost=QUICK)
    keep_key_file(ward.store.place, file)
    made = ward.services.administration.make_backup(ward.administrator, tmp_path / "backups")
    assert made.good
    assert made.folder.is_dir()
    assert ward.events()[-1] == "hospital:backup:made"
    looked = ward.services.administration.look_at_backup(ward.administrator, made.folder)
    assert looked.good
    assert ward.events()[-1] == "hospital:backup:verified"


def test_an_anchor_kept_elsewhere_holds_against_the_trail(ward: Ward, tmp_path: Path) -> None:
    anchor = tmp_path / "anchor.txt"
    short = ward.services.administration.export_anchor(ward.administrator, anchor)
    assert short
    assert anchor.read_text(encoding="utf-8")
    ward.with_lists().arrives()
    assert ward.services.administration.verify_audit(ward.administrator, anchor).holds
