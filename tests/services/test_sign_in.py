"""Signing in: the same words for everybody who is wrong, a delay that grows and outlives a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from aande_alert.domain.errors import Refused
from aande_alert.domain.referral import ReferralLine, ReferralState
from aande_alert.domain.staff import Role
from aande_alert.persistence.store import Store
from aande_alert.security.passwords import Cost, needs_rehash
from aande_alert.services.bundle import make_services
from aande_alert.services.door import TooSoon, seconds_words
from tests.builders import PASSWORD, a_person
from tests.services.conftest import QUICK

if TYPE_CHECKING:
    from tests.services.ward import Ward


@pytest.fixture
def login(ward: Ward) -> str:
    """Return the login of the triage nurse."""
    return ward.nurse.staff.login


def test_the_right_password_signs_in_at_the_workstation(ward: Ward, login: str) -> None:
    who = ward.services.sign_in.sign_in(f" {login.upper()} ", PASSWORD, "Triage 2 ").value
    assert (who.staff.name, who.workstation, who.since) == ("OKORO, Grace (Ms)", "Triage 2", ward.clock())
    assert ward.events()[-1] == "staff:session:opened"


@pytest.mark.parametrize("name", ["gokoro", "nobody", ""])
def test_wrong_is_the_same_for_everybody(ward: Ward, login: str, name: str) -> None:
    for tries in (1, 2, 3):
        with pytest.raises(Refused) as refused:
            ward.services.sign_in.sign_in(name, "wrong", "Triage 2")
        assert refused.value.what == f"Name or password not right. Try {tries} of 5."
    assert ward.events()[-3:] == ["staff:session:failed"] * 3


def test_after_five_each_next_try_waits_longer(ward: Ward, login: str) -> None:
    for _ in range(4):
        with pytest.raises(Refused):
            ward.services.sign_in.sign_in(login, "wrong", "Triage 2")
    with pytest.raises(Refused) as refused:
        ward.services.sign_in.sign_in(login, "wrong", "Triage 2")
    assert refused.value.sentence().endswith("Try 5 of 5. Try again in 30sec.")
    with pytest.raises(TooSoon) as early:
        ward.services.sign_in.sign_in(login, PASSWORD, "Triage 2")
    assert (early.value.do, early.value.seconds) == ("Try again in 30sec.", 30)
    ward.clock.move(seconds=30)
    with pytest.raises(Refused, match="Every try is recorded"):
        ward.services.sign_in.sign_in(login, "wrong", "Triage 2")
    ward.clock.move(seconds=59)
    with pytest.raises(TooSoon) as early:
        ward.services.sign_in.sign_in(login, PASSWORD, "Triage 2")
    assert early.value.seconds == 1
    ward.clock.move(seconds=1)
    ward.services.sign_in.sign_in(login, PASSWORD, "Triage 2")
    with pytest.raises(Refused, match="Try 1 of 5"):
        ward.services.sign_in.sign_in(login, "wrong", "Triage 2")


def test_the_delay_outlives_a_restart(ward: Ward, login: str) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            ward.services.sign_in.sign_in(login, "wrong", "Triage 2")
    ward.store.close()
    again = Store.open(ward.store.place, ward.store.keys, clock=ward.clock)
    with pytest.raises(TooSoon):
        make_services(again, ward.clock, ward.content, cost=QUICK).sign_in.sign_in(
            login, PASSWORD, "Triage 2"
        )
    again.close()


def test_somebody_who_left_gets_the_same_words(ward: Ward, login: str) -> None:
    ward.services.administration.set_active(ward.administrator, ward.nurse.staff.id, active=False)
    with pytest.raises(Refused, match="Name or password not right"):
        ward.services.sign_in.sign_in(login, PASSWORD, "Triage 2")
    assert ward.services.sign_in.known(login) is None


def test_the_form_knows_a_name_and_a_role(ward: Ward, login: str) -> None:
    assert ward.services.sign_in.known(login) == ("OKORO, Grace (Ms)", "Triage nurse")
    assert ward.services.sign_in.known("nobody") is None


def test_the_password_is_asked_again_before_signing(ward: Ward) -> None:
    ward.services.sign_in.confirm(ward.nurse, PASSWORD)
    with pytest.raises(Refused, match="Try 1 of 5") as wrong:
        ward.services.sign_in.confirm(ward.nurse, "wrong")
    assert (wrong.value.what, wrong.value.do) == ("Password not right. Try 1 of 5.", "Type it again.")


def test_a_login_given_to_somebody_else_confirms_nothing(ward: Ward) -> None:
    nurse, other = ward.nurse, ward.safeguarding
    with ward.store.transaction() as tx:
        tx.staff.update(replace(nurse.staff, login="gone"))
        tx.staff.update(replace(other.staff, login=nurse.staff.login))
    with pytest.raises(Refused, match="somebody else"):
        ward.services.sign_in.confirm(nurse, PASSWORD)


def test_leaving_and_locking_are_written_down(ward: Ward) -> None:
    ward.services.sign_in.locked(ward.nurse)
    ward.services.sign_in.sign_out(ward.nurse)
    assert ward.events()[-2:] == ["staff:screen:locked", "staff:session:closed"]


def test_a_weaker_hash_is_made_stronger_at_the_next_sign_in(ward: Ward, login: str) -> None:
    stronger = Cost(passes=2, memory_kib=16, lanes=1)
    make_services(ward.store, ward.clock, ward.content, cost=stronger).sign_in.sign_in(
        login, PASSWORD, "Triage 2"
    )
    with ward.store.reading() as tx:
        assert not needs_rehash(tx.staff.password_hash(ward.nurse.staff.id), cost=stronger)


def test_what_can_be_checked_from_here_is_told_to_anybody(ward: Ward) -> None:
    ward.with_lists()
    ward.services.administration.choose(
        ward.administrator, "hospital", {"name": "Calder Vale Hospital", "department": "Emergency Department"}
    )
    ward.services.administration.choose(ward.administrator, "workstations", ["Triage 1", "Triage 2"])
    standing = ward.services.sign_in.standing()
    assert standing.hospital == "Calder Vale Hospital, Emergency Department"
    assert [register.council for register in standing.registers] == ["AB", "CN"]
    assert (standing.unsent, standing.demo, standing.feeds) == (0, False, ())
    assert ward.services.sign_in.workstations() == ("Triage 1", "Triage 2")


def test_a_new_store_has_no_hospital_and_no_places(ward: Ward) -> None:
    assert ward.services.sign_in.standing().hospital == ""
    assert ward.services.sign_in.workstations() == ()
    with ward.store.transaction() as tx:
        tx.settings.put("hospital", "not a table")
        tx.settings.put("workstations", "not a list")
    assert ward.services.sign_in.standing().hospital == ""
    assert ward.services.sign_in.workstations() == ()


def test_signed_and_not_sent_is_counted(ward: Ward) -> None:
    visit = ward.with_lists().visit(person := ward.known(a_person()))
    line = ReferralLine(uuid4(), "CVH-2026-00001", visit.id, person.id, "CN", ReferralState.SIGNED, ())
    with ward.store.transaction() as tx:
        tx.referrals.add(line)
    assert ward.services.sign_in.standing().unsent == 1


@pytest.mark.parametrize(
    ("seconds", "words"), [(30, "30sec"), (60, "1min"), (65, "1min 5sec"), (1800, "30min")]
)
def test_a_wait_reads_as_a_person_says_it(seconds: int, words: str) -> None:
    assert seconds_words(seconds) == words


def test_the_delay_never_passes_half_an_hour(ward: Ward, login: str) -> None:
    with ward.store.transaction() as tx:
        for _ in range(40):
            tx.staff.failed(login, tx.now)
    with pytest.raises(TooSoon) as early:
        ward.services.sign_in.sign_in(login, PASSWORD, "Triage 2")
    assert early.value.seconds == timedelta(minutes=30).total_seconds()
    assert ward.of_role(Role.AUDITOR).staff.role.words == "Auditor"
