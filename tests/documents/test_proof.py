"""A proof: what comes through the pages of a referral unchanged, and what is refused by name."""

from __future__ import annotations

import io

import pikepdf
import pytest

from aande_alert.documents import preview
from aande_alert.documents.proof import prove
from tests.builders import NOW

THROUGH = (
    'He said: "I didn\'t mean-"',
    "well-",
    "<b>rolled</b> & fell; 1 < 2",
    "Zoë Müller-Łukasz, Ærøskøbing, Nguyễn Thị Hương, Διονυσία, Пётр",
    "e\u0301 written apart",
    "a\ttab and  two spaces ",
    "w" * 300,
    "",
)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("\U0001f600", "U+1F600 GRINNING FACE"),
        ("\u0627\u0644", "U+0627 ARABIC LETTER ALEF"),
        ("\u202eevil", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("o\ufb03ce", "U+FB03 LATIN SMALL LIGATURE FFI"),
        ("nul\x00", "U+0000 NULL"),
        ("\u4eba", "U+4EBA CJK UNIFIED IDEOGRAPH-4EBA"),
    ],
)
def test_what_no_page_can_carry_is_named_and_keeps_nothing_else_out(line: str, named: str) -> None:
    made = prove((line, "he fell"), NOW)
    assert made.lines[0].refused[0] == named
    assert not made.lines[0].unchanged
    assert made.lines[1].unchanged


def test_everything_a_page_can_carry_comes_back_as_written() -> None:
    made = prove(THROUGH, NOW)
    assert [line.text for line in made.lines if not line.unchanged] == []
    assert made.problems == ()
    (page,) = preview.page_texts(made.body)
    for line in THROUGH[:4]:
        assert line in page
    with pikepdf.open(io.BytesIO(made.body)) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_a_line_only_a_viewer_would_read_differently_is_found_among_others() -> None:
    """A viewer takes two same accents on one place for one drawn bold."""
    made = prove((*("he fell",) * 5, "d\u030b\u030b\u0304", *("she fell",) * 4), NOW)
    assert [line.number for line in made.lines if not line.unchanged] == [6]
    assert "reads differently in a viewer" in made.lines[5].refused[0]
    assert made.problems == ()


def test_nothing_given_is_a_page_that_says_so() -> None:
    made = prove((), NOW)
    assert made.lines == ()
    assert "0 of 0 lines can be set." in next(iter(preview.page_texts(made.body)))
