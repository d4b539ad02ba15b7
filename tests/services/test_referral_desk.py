"""A referral read whole at one moment: everything the screen shows, and pages drawn from that alone."""

from __future__ import annotations

from contextlib import closing

import pytest

from aande_alert.documents.preview import Preview
from aande_alert.rules.readiness import Readiness
from tests.services.referring import Referring
from tests.services.ward import Ward


@pytest.fixture
def written(ward: Ward) -> Referring:
    return Referring(ward).can_sign().written()


def text_of(body: bytes) -> str:
    with closing(Preview(body)) as preview:
        return " ".join(" ".join(preview.text(page) for page in range(len(preview))).split())


def test_the_desk_holds_everything_the_screen_shows_at_one_moment(written: Referring) -> None:
    line = written.drafted()
    desk = written.ward.services.referrals.look(written.registrar, written.visit)
    assert desk.line == line
    assert (desk.council, desk.copy, desk.roots) == ("Calderdale North Council", b"", ())
    assert ("AB", "Aireborough Council") in desk.councils
    assert [offered.title for _, offered in desk.wording][:1] == ["“frenulum”"]
    assert not any(one.state is Readiness.MISSING for one in desk.readiness)
    assert desk.document is not None
    assert desk.document.draft
    assert "PELL" not in repr(desk)
    assert written.ward.events()[-1] == "child:referral:read"


def test_a_visit_without_a_referral_shows_what_one_would_need(ward: Ward) -> None:
    referring = Referring(ward)
    desk = ward.services.referrals.look(referring.registrar, referring.visit)
    assert desk.line is None
    assert desk.document is None
    assert any(one.state is Readiness.MISSING for one in desk.readiness)


def test_readiness_and_wording_can_be_asked_for_alone(written: Referring) -> None:
    referrals = written.ward.services.referrals
    assert referrals.readiness(written.registrar, written.visit)
    assert {question for question, _ in referrals.wording(written.registrar, written.visit)} == {
        "analysis.worried", "family.social",
    }  # fmt: skip


def test_a_draft_says_on_every_page_that_it_is_one(written: Referring) -> None:
    line = written.drafted()
    rendered = written.ward.services.referrals.render(written.registrar, line.id)
    assert not rendered.signed
    pages = written.ward.services.referrals.pages(rendered.body, 0.5)
    assert len(pages) == rendered.pages
    assert (pages[0].width, pages[0].height) == (397, 562)
    assert "397 x 562" in repr(pages[0])
    assert text_of(rendered.body).count("DRAFT, not signed") >= rendered.pages
    (last,) = written.ward.services.referrals.pages(rendered.body, 0.5, only=rendered.pages - 1)
    assert last == pages[-1]


def test_the_document_that_is_read_is_written_down(written: Referring) -> None:
    line = written.drafted()
    assert written.ward.services.referrals.document(written.registrar, line.id).reference == line.reference
    assert written.ward.events()[-1] == "child:referral:read"
