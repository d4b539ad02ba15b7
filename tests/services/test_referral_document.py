"""The document a referral prints: made from the record as it stands, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.accounts import Account
from aande_alert.domain.identity import NameUse, PersonName
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.plans import Council
from aande_alert.domain.referral import ReferralDocument
from aande_alert.domain.staff import Role
from aande_alert.services.referral_document import Draft, make_document
from tests.builders import NOW, a_person, a_plan, an_nhs_number, verified
from tests.services.referring import Referring
from tests.services.ward import Ward


def document(referring: Referring, **different: Any) -> ReferralDocument:
    line = referring.drafted()
    referrals = referring.ward.services.referrals
    wanted = replace(Draft(line, referring.registrar), **different)
    with referring.ward.store.reading() as tx:
        return make_document(tx, wanted, referrals._questions, referring.ward.content)


def test_an_assessment_hardly_begun_says_what_nobody_has_said(ward: Ward) -> None:
    made = document(Referring(ward))
    assert made.urgency == "NOT SAID HOW SOON"
    assert made.basis == "Footing not said"
    assert made.wanted == ("Not said.",)
    assert made.telephoned == ""
    assert made.looks == ()
    assert made.photographs == ()


def test_a_whole_one_says_who_why_now_and_what_is_wanted(ward: Ward) -> None:
    made = document(Referring(ward).written())
    assert (made.urgency, made.basis) == ("SAME DAY", "Children Act, section 47")
    assert (made.council, made.team) == ("Calderdale North Council", "Emergency Duty Team, 0113 496 0199")
    assert dict(made.identity)["Social worker"] == "MARSH, Delroy (Mr), Team 3"
    assert len(made.wanted) == 2
    assert made.hospital == "Calder Vale Hospital, Emergency Department"
    assert made.checkpoint.startswith("Audit trail at entry ")
    assert [line.child for line in made.plans] == ["PELL, Maisie", "HOLROYD, Jonah"]
    assert any(look.looked is Looked.NO_INJURY_SEEN for look in made.looks)


def test_a_council_whose_list_never_came_is_no_source(ward: Ward) -> None:
    referring = Referring(ward)
    with ward.store.transaction() as tx:
        tx.registers.put_council(Council("ZZ", "Zedham Council", "0113 496 0301", "0113 496 0302"))
    assert all("Zedham" not in line.source for line in document(referring).plans)


def test_a_region_not_looked_at_prints_its_reason(ward: Ward) -> None:
    referring = Referring(ward)
    look = RegionLook("cheek_fleshy_left", Looked.NOT_LOOKED_AT, "Asleep on her mother's chest")
    ward.services.capture.look(referring.registrar, referring.visit, look, uuid4())
    made = document(referring)
    assert {one.why for one in made.looks} == {"Asleep on her mother's chest"}
    assert made.region_words["cheek_fleshy_left"] == "Left cheek, fleshy"


def test_the_last_call_is_on_page_one_whoever_wrote_it_down(ward: Ward) -> None:
    referring = Referring(ward)
    referring.answer("analysis.telephoned", "22-Nov-2026 13:30 to QUAYLE, Susan (Ms).")
    assert document(referring).telephoned == ("Telephoned 22-Nov-2026 13:30 to QUAYLE, Susan (Ms).")
    line = referring.drafted()
    ward.services.referrals.telephoned(referring.registrar, line.id, "ADEY, Tom (Mr). Ring back.")
    assert document(referring).telephoned == ("Telephoned 22-Nov-2026 14:10: ADEY, Tom (Mr). Ring back.")


def test_a_later_version_names_what_it_replaces(ward: Ward) -> None:
    made = document(Referring(ward), version=2)
    assert (made.version, made.supersedes) == (2, "CVH-2026-00001 version 1")


def test_names_the_child_came_under_stand_in_the_box(ward: Ward) -> None:
    referring = Referring(ward)
    with ward.store.transaction() as tx:
        person = tx.people.get(referring.child.id)
        tx.people.update(
            replace(person, names=(*person.names, PersonName("Raikes", "Maisy", use=NameUse.ALIAS))), ()
        )
        tx.attendances.update(replace(tx.attendances.get(referring.visit), booked_as="RAIKES, May"))
    assert dict(document(referring).identity)["Also known as"] == "RAIKES, Maisy; RAIKES, May"


def test_a_child_on_no_plan_has_no_social_worker_to_name(ward: Ward) -> None:
    registrar = ward.with_lists().of_role(Role.CLINICIAN)
    visit = ward.visit(ward.known(a_person("Grey", "Evie", "2020-01-05", addresses=(), phones=())))
    line = ward.services.referrals.draft(registrar, visit.id, uuid4()).value
    made = ward.services.referrals.document(registrar, line.id)
    assert dict(made.identity)["Social worker"] == "Not Known"


def test_photographs_carry_how_long_after_each_claimed_time_they_were_taken(ward: Ward) -> None:
    referring = Referring(ward)
    mark = referring.mark()
    referring.photographed(mark)
    assert document(referring).photographs[0].interval == "Time of injury Not Known"
    referring.account()
    later = Account(
        "PELL, Hannah (Miss)", "Mother", "OKORO", NOW, "Tomorrow.", happened_at=NOW + timedelta(days=1)
    )
    ward.services.capture.add_account(referring.registrar, referring.visit, later, uuid4())
    (photo,) = document(referring).photographs
    assert photo.interval == "Approx 5hr (account 1)"
    assert photo.caption == "Close-up with scale"
    assert photo.body
    assert photo.preview
    assert "Close-up" not in repr(photo)


def test_a_draft_leaves_the_originals_sealed(ward: Ward) -> None:
    referring = Referring(ward)
    referring.photographed(referring.mark())
    (photo,) = document(referring, mail=True).photographs
    assert (photo.body, bool(photo.preview)) == (b"", True)


@pytest.mark.parametrize(("draft", "interim"), [(True, False), (False, True)])
def test_only_a_signed_copy_with_gaps_is_urgent_interim(ward: Ward, draft: bool, interim: bool) -> None:
    referring = Referring(ward)
    referring.drafted()
    lines = ward.services.referrals.readiness(referring.registrar, referring.visit)
    made = document(referring, draft=draft, lines=lines)
    assert made.interim is interim
    assert "Who last saw the child well: not recorded." in made.missing
    assert any("regions not looked at." in one for one in made.missing)
    assert not any("Or say why" in one for one in made.missing)


def test_the_writers_bleep_is_printed_where_there_is_one(ward: Ward) -> None:
    referring = Referring(ward)
    plain = document(referring).author_post
    who = replace(
        referring.registrar, staff=replace(referring.registrar.staff, post="Registrar", bleep="2214")
    )
    assert document(referring, who=who).author_post == "Registrar, bleep 2214"
    assert "bleep" not in plain


def test_a_worker_with_a_direct_line_is_printed_with_it(ward: Ward) -> None:
    registrar = ward.with_lists().of_role(Role.CLINICIAN)
    ward.listed(a_plan(nhs=an_nhs_number(1), worker_phone="0113 496 0142"))
    visit = ward.visit(ward.known(a_person(nhs=verified(1))))
    line = ward.services.referrals.draft(registrar, visit.id, uuid4()).value
    made = ward.services.referrals.document(registrar, line.id)
    assert dict(made.identity)["Social worker"] == "MARSH, Delroy (Mr), 0113 496 0142"
