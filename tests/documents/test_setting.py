"""Paragraphs break at spaces, and nothing that was typed is lost or turned into something else."""

from __future__ import annotations

import pytest

from aande_alert.documents.paper import RUNNING
from aande_alert.documents.setting import GAP, Line, Sign, Words, line_width, set_lines

WIDTH = 300.0


def words_of(line: Line) -> str:
    """Return the words of a line."""
    return "".join(part.inline.text for part in line if isinstance(part.inline, Words))


def test_lines_are_as_full_as_fits_and_lose_nothing() -> None:
    text = "She has four bruises on her face, ear, arm and back. " * 20
    lines = set_lines((Words(text),), RUNNING, WIDTH)
    assert all(line_width(line, RUNNING) <= WIDTH for line in lines)
    assert "".join(words_of(line) for line in lines) == text.strip()


def test_a_word_longer_than_the_line_is_broken_where_the_line_is_full() -> None:
    word = "x" * 300
    lines = set_lines((Words(f"before {word} after"),), RUNNING, WIDTH)
    assert all(line_width(line, RUNNING) <= WIDTH for line in lines)
    assert "".join(words_of(line) for line in lines).replace(" ", "") == f"before{word}after"


def test_line_ends_that_were_typed_are_kept_empty_lines_too() -> None:
    lines = set_lines((Words("one\n\ntwo\r\nthree\u2028four\n"),), RUNNING, WIDTH)
    assert [words_of(line) for line in lines] == ["one ", "", "two ", "three ", "four "]


@pytest.mark.parametrize("gap", [" ", "  ", "\t", " \t "])
def test_any_run_of_spaces_is_one_space(gap: str) -> None:
    (line,) = set_lines((Words(f"a{gap}b"),), RUNNING, WIDTH)
    assert words_of(line) == "a b"


def test_a_size_stays_on_one_line() -> None:
    lines = set_lines((Words("left upper arm 9 × 9 mm, back 11 × 9 mm " * 6),), RUNNING, 130.0)
    assert not any(words_of(line).startswith("×") or words_of(line).endswith("×") for line in lines)


def test_a_word_in_two_weights_is_not_torn() -> None:
    lines = set_lines((Words("aaa "), Words("bold", 700), Words("tail and more")), RUNNING, 60.0)
    assert "boldtail" in [words_of(line) for line in lines][-3:] or "boldtail" in "|".join(
        map(words_of, lines)
    )


def test_a_mark_begins_a_line_with_the_words_it_belongs_to_after_it() -> None:
    (line,) = set_lines((Sign("seen"), Words("Cannot roll."), Sign(GAP), Words("x")), RUNNING, WIDTH)
    assert isinstance(line[0].inline, Sign)
    assert line[1].x == line[0].inline.width


def test_a_mark_wider_than_the_line_still_gets_one() -> None:
    assert set_lines((Sign("seen", width=50.0),), RUNNING, 10.0)


def test_nothing_is_one_empty_line() -> None:
    assert set_lines((Words(""),), RUNNING, WIDTH) == ((),)
