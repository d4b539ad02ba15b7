"""The referral that a duty social worker gets: what stands on which page, whatever was written."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from aande_alert.documents import preview, reading
from aande_alert.documents.read_back import read_back
from aande_alert.documents.referral import render
from aande_alert.domain.accounts import Account
from aande_alert.domain.answers import DECLINED
from aande_alert.domain.errors import Refused
from aande_alert.domain.injuries import Looked, RegionLook
from aande_alert.domain.provenance import Source
from aande_alert.domain.referral import PlanLine, ReferralDocument, RenderedReferral, Section
from tests.documents.example import pell_referral
from tests.documents.example_family import BHATT, HANNAH, MADE_AT, RAIKES, at, entry, stated

GOLDEN = Path(__file__).parents[1] / "golden" / "pell_referral.txt"


def said_on(rendered: RenderedReferral) -> list[str]:
    """Return the text of each page as a viewer copies it, spaces made single."""
    return [" ".join(text.split()) for text in preview.page_texts(rendered.body)]


def in_order(rendered: RenderedReferral) -> str:
    """Return what is read aloud from first page to last."""
    with pikepdf.open(io.BytesIO(rendered.body)) as pdf:
        return reading.read(pdf).in_order


def problems(
    document: ReferralDocument, rendered: RenderedReferral, *, mail: bool = False
) -> tuple[str, ...]:
    """Return what the gate finds."""
    return read_back(document, rendered.body, pages=rendered.pages, mail=mail).problems


def an_account(words: str, **changes: Any) -> Account:
    """Return an account with these words."""
    return replace(Account(RAIKES, "Mother’s partner", BHATT, at(22, 14, 6), words), **changes)


def test_the_example_reads_as_it_did() -> None:
    text = re.sub(r"\n{3,}", "\n\n", in_order(render(pell_referral()))).strip() + "\n"
    text = re.sub(r"SHA-256 [0-9a-f\n]+", "SHA-256 (of the photograph)\n\n", text)
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_same_referral_is_the_same_bytes() -> None:
    assert render(pell_referral()).body == render(pell_referral()).body


def test_another_id_and_time_change_the_file() -> None:
    first = render(pell_referral())
    later = pell_referral(document_id=UUID(int=7), made_at=MADE_AT + timedelta(minutes=1))
    assert render(later).body != first.body


def test_page_one_says_who_why_now_what_is_wanted_and_who_is_safe() -> None:
    first = said_on(render(pell_referral()))[0]
    for words in (
        "PELL, Maisie",
        "999 526 0182",
        "02-Oct-2026 (7w 2d)",
        "SAME DAY",
        "Calderdale North Council",
        "someone may have hurt her",
        "His son was on a plan",
        "A strategy discussion today",
        "Police:",
        "CP plan: neglect",
        "Who was at home on 21-Nov-2026",
    ):
        assert words in first, words


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    pages = said_on(render(pell_referral()))
    for i, page in enumerate(pages):
        assert f"Page {i + 1} of {len(pages)}" in page
        for words in ("CVH-2026-01187", "PELL, Maisie", "Born 02-Oct-2026", "NHS No. 999 526 0182"):
            assert words in page
        assert "Holds third-party information: do not copy to the family without review." in page
        assert "Signed BHATT, Rohan (Dr), 22-Nov-2026 16:52" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"draft": True}, "DRAFT, not signed"),
        ({"demo": True}, "DEMO: invented people"),
        ({"interim": True}, "URGENT INTERIM: not complete. Missing: Who was at home"),
        (
            {"version": 2, "supersedes": "CVH-2026-01187 version 1"},
            "Version 2, replaces CVH-2026-01187 version 1",
        ),
    ],
)
def test_what_a_document_is_not_stands_on_every_page(changes: dict[str, object], words: str) -> None:
    document = pell_referral(**changes)
    rendered = render(document)
    assert all(words in page for page in said_on(rendered))
    assert problems(document, rendered) == ()


def test_a_long_list_of_gaps_is_counted_in_the_warning_and_listed_on_page_one() -> None:
    gaps = tuple(
        f"Question {i} was not asked because the child was in the resuscitation room." for i in range(12)
    )
    document = pell_referral(interim=True, missing=gaps)
    pages = said_on(render(document))
    assert all("12 things are missing" in page for page in pages)
    assert gaps[0] in pages[0]


def test_gaps_stay_on_page_one_when_the_facts_run_on() -> None:
    facts = pell_referral().facts * 4
    pages = said_on(render(pell_referral(facts=facts)))
    assert "Who was at home on 21-Nov-2026" in pages[0]


def test_a_child_without_a_number_or_a_birth_date_is_said_to_have_none() -> None:
    child = replace(pell_referral().child, nhs=None)
    pages = said_on(render(pell_referral(child=child)))
    assert all("NHS No. not known" in page for page in pages)


def test_accounts_are_printed_word_for_word_with_who_when_and_the_question() -> None:
    text = in_order(render(pell_referral()))
    flat = " ".join(text.split())
    assert "“I put her on the sofa and went to make her bottle. I heard a bump. She’d rolled off onto" in flat
    assert "Told 22-Nov-2026 14:06 to OKORO, Grace (Ms). Alone: Yes." in flat
    assert "Asked: Tell me about bedtime." in flat
    assert "Account 3: HOLROYD, Jonah, 4y 3m, brother" in flat


def test_a_gap_in_an_account_is_never_blank() -> None:
    told = entry(an_account("I do not know.", mechanism=DECLINED), at(22, 14, 6))
    flat = " ".join(in_order(render(pell_referral(accounts=(told,), differences=()))).split())
    assert "How [not known] Declined to say" in flat
    assert "When [not known] Not asked" in flat
    assert "Fewer than two accounts were recorded." in flat


def test_an_amended_account_says_so_and_why() -> None:
    told = entry(an_account("I was upstairs."), at(22, 14, 6))
    told = replace(told, head=replace(told.head, version=2, reason="He asked for a word to be put right"))
    flat = " ".join(in_order(render(pell_referral(accounts=(told,)))).split())
    assert "Version 2, amended 22-Nov-2026 14:10: He asked for a word to be put right." in flat


def test_an_opinion_is_named_as_one_and_carries_no_mark_of_fact() -> None:
    flat = " ".join(in_order(render(pell_referral())).split())
    assert "Our opinion: these injuries are probably inflicted." in flat
    assert "[seen] Our opinion" not in flat


def test_where_each_fact_comes_from_is_part_of_the_text() -> None:
    first = said_on(render(pell_referral()))[0]
    assert "[told by an adult] “I put her on the sofa" in first
    assert "[said by a child] “Maisie was crying at bedtime" in first
    assert "[from a record] A&E: bleeding from the mouth" in first
    assert "[not known] Who was at home" in first


def test_an_empty_referral_has_no_blanks() -> None:
    document = pell_referral(
        accounts=(),
        differences=(),
        injuries=(),
        photographs=(),
        family=(),
        network=(),
        sections=(),
        missing=(),
        only_reported=(),
        plans=(),
        facts=(),
        wanted=(),
        safety=(),
        consent=None,
        timeline=None,
        looks=(),
        telephoned="  ",
    )
    rendered = render(document)
    flat = " ".join(in_order(rendered).split())
    for words in (
        "No account was recorded.",
        "No injury was recorded. That is not the same as none.",
        "Not checked: no list was read for this child.",
        "Consent to photographs: not recorded.",
        "No photograph was taken or none is sent.",
        "no region is recorded as clear",
        "Nothing was asked for.",
    ):
        assert words in flat, words
    assert problems(document, rendered) == ()


@pytest.mark.parametrize(
    "words",
    [
        "<b>bold</b> <img src='file:///etc/passwd'/> <para>&amp; &#65; </para>",
        "{{7*7}} ${jndi:x} %s %d \\N \\0 ') ; DROP TABLE person; --",
        "a (b) [c] \\(d\\) <e> /Name BDC EMC ET Q endstream endobj %%EOF",
        "x" * 300,
        "Łukasz Żółć, Nguyễn Thị Hường, Ştefan, Ελένη, Пётр, µg ½ € £ × – — … “ ” ‘ ’",
        "cafe\N{COMBINING ACUTE ACCENT} und A\N{COMBINING RING ABOVE}rhus",
        "line one\nline two\n\n\nline five\ttabbed",
        "he said \"no\" and 'yes' - then…",
        "soft-wrapped " * 400,
    ],
)
def test_whatever_was_written_is_read_back_as_it_was(words: str) -> None:
    document = pell_referral(
        accounts=(entry(an_account(words, question=words), at(22, 14, 6)),),
        worried=(stated(Source.SEEN, words),),
        facts=(stated(Source.TOLD_BY_ADULT, words, RAIKES, at(22, 14, 6)),),
        sections=(Section("History", (stated(Source.SEEN, words, BHATT),)),),
        wanted=(words,),
        missing=(words,),
    )
    rendered = render(document)
    assert problems(document, rendered) == ()


def test_a_plan_status_without_a_badge_of_its_own_is_still_told_in_words() -> None:
    line = PlanLine(
        "PELL, Maisie", "Not checked: list 4d old", "", "", "Calderdale North", "List 18-Nov-2026"
    )
    assert "PELL, Maisie Not checked: list 4d old" in said_on(render(pell_referral(plans=(line,))))[0]


def test_an_address_as_long_as_a_page_leaves_its_box_and_loses_nothing() -> None:
    document = pell_referral(
        identity=(("Address", "9 Larkhill Close, Calder Vale " * 60), ("Phone", "07700 900417"))
    )
    rendered = render(document)
    assert problems(document, rendered) == ()


def test_words_about_a_statement_stand_before_it_and_after_it() -> None:
    statement = stated(Source.TOLD_BY_ADULT, "told 16:20.", HANNAH, at(22, 16, 20), label="Police")
    told = replace(statement, provenance=replace(statement.provenance, to="OKORO, Grace (Ms)", verified=True))
    seen = stated(Source.SEEN, "Cannot roll.")
    document = pell_referral(
        sections=(Section("Safety", (told,)),),
        only_reported=(told,),
        worried=(seen, seen),
        plans=(),
        looks=(RegionLook("genital", Looked.NOT_LOOKED_AT, "Nappy kept on"),),
    )
    flat = " ".join(in_order(render(document)).split())
    assert "[told by an adult] Police: told 16:20." in flat
    assert "PELL, Hannah (Miss), to OKORO, Grace (Ms)" in flat
    assert "worried about [seen] Cannot roll. Cannot roll." in flat
    assert "(Nappy kept on)" in flat


def test_a_very_long_name_stays_inside_the_page() -> None:
    child = pell_referral().child
    long = replace(child, names=(replace(child.name, given="Maisie " * 40),))
    document = pell_referral(child=long)
    rendered = render(document)
    assert problems(document, rendered) == ()


def test_strange_letters_are_refused_with_the_place_and_the_letter() -> None:
    with pytest.raises(Refused, match=r"The account of RAIKES.*U\+1F600 GRINNING FACE"):
        render(pell_referral(accounts=(entry(an_account("fine \N{GRINNING FACE}"), at(22, 14, 6)),)))


def test_forty_photographs_each_have_their_caption() -> None:
    photos = pell_referral().photographs
    many = tuple(
        replace(
            photos[i % 5],
            caption=f"View {i + 1}",
            entry=replace(photos[i % 5].entry, body=replace(photos[i % 5].entry.body, number=i + 1)),
        )
        for i in range(40)
    )
    document = pell_referral(photographs=many)
    rendered = render(document)
    flat = " ".join(in_order(rendered).split())
    assert all(f"Photo {i + 1}. View {i + 1}." in flat for i in range(40))
    assert problems(document, rendered) == ()


@pytest.mark.long
@pytest.mark.timeout(300)
def test_five_megabytes_of_text_are_set_and_read_back() -> None:
    words = "She says that she did not see what happened to the baby. " * 92_000
    document = pell_referral(accounts=(entry(an_account(words), at(22, 14, 6)),), differences=())
    rendered = render(document)
    assert rendered.pages > 500
    assert problems(document, rendered) == ()
