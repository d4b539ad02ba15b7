"""What of a referral is there: counted from one assessment, gaps never counted as given."""

from __future__ import annotations

from uuid import uuid4

import pytest

from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.people import Relation
from aande_alert.domain.photographs import ConsentBasis, PhotoConsent
from aande_alert.drawings.figures import body_regions
from aande_alert.rules.readiness import Have, ReferralFacts
from aande_alert.services.assessing import read_assessment
from aande_alert.services.family import relations_of
from aande_alert.services.referral_facts import facts_of
from tests.builders import NOW, a_person
from tests.services.referring import Referring
from tests.services.ward import Ward


def facts(referring: Referring) -> ReferralFacts:
    referrals = referring.ward.services.referrals
    with referring.ward.store.reading() as tx:
        assessment = read_assessment(tx, referring.visit, referrals._questions, referring.ward.content)
        relations: tuple[Relation, ...] = relations_of(tx, referring.child.id)
        return facts_of(assessment, relations, body_regions())


def consent(referring: Referring, basis: ConsentBasis) -> None:
    given = PhotoConsent(basis, "PELL, Hannah (Miss)", "In writing", "BHATT, Rohan (Dr)", NOW)
    referring.ward.services.photographs.consent(referring.registrar, referring.visit, given, uuid4())


def test_nothing_written_is_nothing_there(ward: Ward) -> None:
    found = facts(Referring(ward))
    assert (found.accounts, found.marks, found.photographs, found.child_said) == (0, 0, 0, "")
    assert found.consent is Have.MISSING
    assert len(found.not_looked) == len(body_regions().rows)
    assert found.people == 2
    assert dict(found.who)["School"] is False


def test_what_is_known_of_the_child_is_told_apart_from_what_is_not(ward: Ward) -> None:
    unknown = a_person("Unknown", "Unknown", None, addresses=(), phones=(), mother_name="")
    visit = ward.with_lists().visit(ward.known(unknown))
    referring = Referring.__new__(Referring)
    referring.ward, referring.visit, referring.child = ward, visit.id, unknown
    assert not any(known for label, known in facts(referring).who if label != "Gender")


def test_a_marked_row_and_a_clear_row_are_looked_at(ward: Ward) -> None:
    referring = Referring(ward)
    before = len(facts(referring).not_looked)
    referring.mark("cheek_fleshy_left")
    assert len(facts(referring).not_looked) == before - 1
    rows = {line.row for line in facts(referring).not_looked}
    clear = next(row for row in body_regions().rows if row.id in rows)
    ward.services.capture.look(
        referring.registrar, referring.visit, RegionLook(clear.id, Looked.NO_INJURY_SEEN), uuid4()
    )
    assert clear.id not in {line.row for line in facts(referring).not_looked}


def test_every_region_of_a_row_seen_clears_the_row(ward: Ward) -> None:
    referring = Referring(ward)
    wide = next(row for row in body_regions().rows if len(row.regions) > 1)
    for region in wide.regions:
        ward.services.capture.look(
            referring.registrar, referring.visit, RegionLook(region, Looked.NO_INJURY_SEEN), uuid4()
        )
    assert wide.id not in {line.row for line in facts(referring).not_looked}


@pytest.mark.parametrize("by_row", [True, False])
def test_a_reason_for_not_looking_goes_with_its_row(ward: Ward, by_row: bool) -> None:
    referring = Referring(ward)
    row = next(row for row in body_regions().rows if len(row.regions) > 1)
    look = RegionLook(row.id if by_row else row.regions[-1], Looked.NOT_LOOKED_AT, "Refused")
    ward.services.capture.look(referring.registrar, referring.visit, look, uuid4())
    assert {line.row: line.why for line in facts(referring).not_looked}[row.id] == "Refused"


def test_refused_pictures_are_a_reason_and_given_ones_are_given(ward: Ward) -> None:
    referring = Referring(ward)
    consent(referring, ConsentBasis.REFUSED)
    assert (facts(referring).consent, facts(referring).photographs_reason) == (Have.REASON, True)
    ward.clock.move(minutes=5)
    consent(referring, ConsentBasis.BEST_INTERESTS)
    assert (facts(referring).consent, facts(referring).photographs_reason) == (Have.GIVEN, False)


@pytest.mark.parametrize(
    ("spoken", "words"),
    [("alone", "Heard alone"), ("too_young", "Too young: observed"), ("no", ""), (None, "")],
)
def test_how_the_child_was_heard_is_said_in_a_few_words(ward: Ward, spoken: str | None, words: str) -> None:
    referring = Referring(ward)
    referring.answer("child.spoken_to", spoken)
    assert facts(referring).child_said == words


def test_a_mark_says_nothing_of_what_lies_beside_it(ward: Ward) -> None:
    referring = Referring(ward)
    spine = body_regions().row_of("spine")
    assert len(spine.regions) > 1
    referring.mark("spine")
    assert spine.id in {line.row for line in facts(referring).not_looked}
    rest = RegionLook(spine.id, Looked.NO_INJURY_SEEN)
    ward.services.capture.look(referring.registrar, referring.visit, rest, uuid4())
    assert spine.id not in {line.row for line in facts(referring).not_looked}
