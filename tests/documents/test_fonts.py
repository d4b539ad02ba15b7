"""Names and words are set as they are written, or refused with the character named."""

from __future__ import annotations

import pytest

from aande_alert.documents import fonts
from aande_alert.domain.errors import Refused


@pytest.mark.parametrize(
    "name",
    [
        "PELL, Maisie",
        "O’BRIEN-ŁUKASZ, Żółć",
        "ŞAHİN, Gülşen",
        "NGUYỄN, Thị Hường",
        "Σωκράτης",
        "Иванов, Пётр",
        "DVOŘÁK, Růžena",
        "IONESCU, Ștefan",
        "Ó SÉ, Áine",
        "Þórsdóttir",
        "café",
    ],
)
def test_a_name_that_the_bundled_faces_hold_is_set_with_every_letter(name: str) -> None:
    assert fonts.unprintable(name) == ()
    setting = fonts.set_in_fonts(name, fonts.BOLD)
    assert "".join(part for _, part in setting.runs) == name
    assert setting.width > 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("She is fine \N{GRINNING FACE}", "U+1F600 GRINNING FACE"),
        ("ring\x07", "U+0007 BELL"),
        ("a\x00b", "U+0000 NULL"),
        ("zero\N{ZERO WIDTH SPACE}width", "U+200B ZERO WIDTH SPACE"),
        ("over\N{RIGHT-TO-LEFT OVERRIDE}ride", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("isolate\N{LEFT-TO-RIGHT ISOLATE}", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("שלום", "U+05E9 HEBREW LETTER SHIN"),
        ("محمد", "U+0645 ARABIC LETTER MEEM"),
        ("हिन्दी", "U+0939 DEVANAGARI LETTER HA"),
        ("日本", "U+65E5 CJK UNIFIED IDEOGRAPH-65E5"),
        ("private \ue000", "U+E000"),
        ("unit \x1f", "U+001F"),
    ],
)
def test_a_character_that_no_page_can_carry_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(Refused) as refused:
        fonts.refuse_unprintable([("The account of PELL, Hannah (Miss)", text)])
    sentence = refused.value.sentence()
    assert named in sentence
    assert "The account of PELL, Hannah (Miss)" in sentence
    assert "The record is unchanged" in sentence


def test_many_strange_characters_are_counted_not_listed() -> None:
    with pytest.raises(Refused, match="and 2 more"):
        fonts.refuse_unprintable([("A caption", "日本語中文字体文")])


def test_line_ends_and_tabs_are_not_strange() -> None:
    assert fonts.unprintable("one\r\ntwo\tthree\N{NO-BREAK SPACE}four\u2028five") == ()


def test_an_accent_written_apart_is_drawn_as_one_letter_and_said_as_written() -> None:
    setting = fonts.set_in_fonts("cafe\N{COMBINING ACUTE ACCENT}")
    assert "".join(part for _, part in setting.runs) == "café"
    assert setting.said == "cafe\N{COMBINING ACUTE ACCENT}"


def test_an_accent_no_face_can_set_on_its_letter_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be printed"):
        fonts.set_in_fonts("日")


def test_an_accent_without_a_letter_of_its_own_stays_on_its_letter() -> None:
    setting = fonts.set_in_fonts("x\N{COMBINING DOT BELOW}y")
    assert setting.runs[0][1] == "x\N{COMBINING DOT BELOW}"


def test_a_picture_is_measured_with_the_faces_of_the_page() -> None:
    assert fonts.measure("Not brought", "badge") > fonts.measure("Not brought", "small") > 0
