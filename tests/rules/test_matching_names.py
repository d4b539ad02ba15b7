"""Names made comparable: what sounds alike, what is no name, and other alphabets."""

from __future__ import annotations

import pytest

from aande_alert.rules.matching_names import (
    NO_NAME,
    fold,
    fold_family,
    fold_given,
    fold_whole,
    mother_names,
    mother_of_unnamed,
    sound_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maisie", "maisy"),
        ("stephen", "steven"),
        ("catherine", "kathryn"),
        ("mohammed", "muhammad"),
        ("hussain", "hussein"),
        ("shaun", "shawn"),
        ("philip", "filip"),
        ("knight", "night"),
        ("smith", "smyth"),
        ("leigh", "lee"),
        ("wright", "right"),
        ("zaynab", "zayneb"),
        ("christopher", "kristofer"),
        ("hughes", "hews"),
        ("jemma", "gemma"),
        ("yusuf", "yousef"),
        ("macdonald", "mcdonald"),
        ("xavier", "savier"),
    ],
)
def test_spellings_of_one_sound_share_a_code(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("oliver", "amelia"), ("smith", "jones"), ("mohammed", "mehta")])
def test_names_that_sound_otherwise_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O’Brien-Smith", "obrien smith"),
        ("Łukasz", "lukasz"),
        ("Zoë", "zoe"),
        ("Владимир", "vladimir"),
        ("Γιώργος", "giorgos"),
        ("  van  der Berg ", "van der berg"),
        ("İpek", "ipek"),
        ("", ""),
        ("...", ""),
    ],
)
def test_accents_alphabets_and_marks_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["", "Unknown", "UNKNOWN", "not known", "NK"])
def test_an_unknown_family_name_is_no_name(text: str) -> None:
    assert fold_family(text) == NO_NAME


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Unknown",
        "Baby",
        "Baby girl",
        "BABY BOY",
        "Baby girl of Hannah",
        "Girl of Hannah",
        "Twin 1",
        "Infant",
    ],
)
def test_a_baby_not_yet_named_has_no_name(text: str) -> None:
    assert fold_given(text) == NO_NAME


@pytest.mark.parametrize("text", ["Boy", "A", "Bee", "One", "Ida of Mar"])
def test_an_odd_name_is_still_a_name(text: str) -> None:
    assert fold_given(text) != NO_NAME


def test_the_mother_inside_a_babys_name_is_found() -> None:
    assert mother_of_unnamed("Baby girl of Hannah Pell") == "hannah pell"
    assert mother_of_unnamed("Maisie") == ""


def test_a_whole_name_is_the_same_in_any_order_and_without_its_title() -> None:
    assert fold_whole("PELL, Hannah (Miss)") == fold_whole("Hannah Pell")
    assert fold_whole("Mrs") == fold_whole("Unknown") == NO_NAME


def test_a_single_letter_is_an_initial() -> None:
    assert fold_given("J").initial_only
    assert not fold_given("Jo").initial_only


@pytest.mark.parametrize(
    ("told", "family", "given"),
    [
        ("PELL, Hannah (Miss)", "PELL", "Hannah"),
        ("Hannah Louise Pell", "Pell", "Hannah Louise"),
        ("Hannah", "", ""),
        ("PELL,", "", ""),
        ("", "", ""),
    ],
)
def test_a_mothers_name_is_read_in_either_order(told: str, family: str, given: str) -> None:
    names = mother_names(told)
    assert [(name.family, name.given) for name in names] == ([(family, given)] if family else [])
