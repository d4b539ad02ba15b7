"""The gate before signing: a file that does not say what was written is named and never signed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name

from aande_alert.documents.read_back import ReadBack, read_back
from aande_alert.documents.referral import render
from aande_alert.domain.errors import Refused
from aande_alert.domain.referral import ReferralDocument
from tests.documents.example import a_photo, pell_referral, photographed

Change = Callable[[pikepdf.Pdf], None]


def changed(body: bytes, change: Change) -> bytes:
    """Return a file after something was done to it."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def drop_a_page(pdf: pikepdf.Pdf) -> None:
    """Lose page two."""
    del pdf.pages[1]


def lose_the_letters(pdf: pikepdf.Pdf) -> None:
    """Take every font's table of letters away."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == Name.Font:
            del found["/ToUnicode"]


def lose_a_font(pdf: pikepdf.Pdf) -> None:
    """Take the outlines out of every font."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/FontFile2" in found:
            del found["/FontFile2"]


def change_a_photograph(pdf: pikepdf.Pdf) -> None:
    """Put another picture in the place of one."""
    for page in pdf.pages:
        for picture in page.obj.Resources.get("/XObject", {}).values():
            picture.write(a_photo(9), filter=Name.DCTDecode)
            return


def change_a_word(pdf: pikepdf.Pdf) -> None:
    """Show other letters on page one."""
    page = pdf.pages[0]
    code = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(code.replace(b"Maisie".hex().encode(), b"Maggie".hex().encode()))


def drop_a_photograph(pdf: pikepdf.Pdf) -> None:
    """Take the photographs of one page away."""
    for page in pdf.pages:
        if "/XObject" in page.obj.Resources:
            del page.obj.Resources["/XObject"]
            return


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop_a_page, "pages were made and"),
        (lose_the_letters, "cannot be copied as text"),
        (lose_a_font, "is not in the file"),
        (change_a_photograph, "Photograph 1 is not in the file unchanged."),
        (drop_a_photograph, "photographs belong in the file"),
        (change_a_word, "cannot be read back as it was written"),
    ],
)
def test_what_was_done_to_a_file_is_found_and_named(change: Change, words: str) -> None:
    document = pell_referral()
    rendered = render(document)
    found = read_back(document, changed(rendered.body, change), pages=rendered.pages)
    assert any(words in problem for problem in found.problems), found.problems
    with pytest.raises(Refused) as refused:
        found.refuse_problems()
    assert "Nothing was signed or sent." in refused.value.sentence()


def test_a_word_that_was_never_printed_is_named_with_its_place() -> None:
    document = pell_referral()
    rendered = render(document)
    other = replace(document, wanted=(*document.wanted, "A place of safety tonight."))
    found = read_back(other, rendered.body, pages=rendered.pages)
    assert found.problems == ("What we want cannot be read back as it was written.",)


def test_a_space_that_was_lost_is_a_difference() -> None:
    document = pell_referral(wanted=("Who is the rapist here?",))
    rendered = render(document)
    other = replace(document, wanted=("Who is therapist here?",))
    assert read_back(document, rendered.body, pages=rendered.pages).problems == ()
    assert read_back(other, rendered.body, pages=rendered.pages).problems


def test_another_childs_name_is_found_on_every_page() -> None:
    document = pell_referral()
    rendered = render(document)
    child = replace(document.child, names=(replace(document.child.name, given="Mason"),))
    found = read_back(replace(document, child=child), rendered.body, pages=rendered.pages)
    assert sum("does not say whose it is" in problem for problem in found.problems) == rendered.pages


def test_a_photograph_that_is_not_the_stored_one_is_named() -> None:
    photo = photographed(1, a_photo(1), "Left cheek")
    swapped = replace(photo, body=a_photo(2))
    document = pell_referral(photographs=(swapped,))
    rendered = render(document)
    found = read_back(document, rendered.body, pages=rendered.pages)
    assert "Photograph 1 is not the one that was stored." in found.problems


def test_a_photograph_that_vanished_is_said_on_the_page_and_stops_signing() -> None:
    document = pell_referral(photographs=(replace(photographed(1, a_photo(1), "Left cheek"), body=b""),))
    rendered = render(document)
    found = read_back(document, rendered.body, pages=rendered.pages)
    assert "Photograph 1 could not be placed in the file." in found.problems


def test_a_file_that_cannot_be_opened_is_a_problem_not_a_crash() -> None:
    document = pell_referral()
    found = read_back(document, b"%PDF-1.7 cut short", pages=6)
    assert found.pages == 0
    assert "cannot be opened" in found.problems[0]


def test_many_problems_are_counted() -> None:
    with pytest.raises(Refused, match="And 2 more"):
        ReadBack("", 1, tuple(f"Page {i} differs." for i in range(7))).refuse_problems()


@pytest.mark.parametrize("mail", [False, True])
def test_both_copies_of_the_example_pass(mail: bool) -> None:
    document: ReferralDocument = pell_referral()
    rendered = render(document, mail=mail)
    assert read_back(document, rendered.body, pages=rendered.pages, mail=mail).problems == ()
