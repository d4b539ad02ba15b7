"""Where help with the words of a referral is offered, and where not."""

from __future__ import annotations

import pytest

from aande_alert.rules.content import load_content
from aande_alert.rules.wording_help import HelpKind, sentences, wording_help

CONTENT = load_content()


@pytest.mark.parametrize(
    ("text", "kind", "marked", "instead"),
    [
        ("The frenulum is torn.", HelpKind.TERM, "frenulum", "the fold of skin inside the lip"),
        ("A Subdural Haematoma was seen.", HelpKind.TERM, "Subdural Haematoma", "bleeding between"),
        ("Her weight crossed 2.4 centile spaces.", HelpKind.TERM, "centile spaces", "the weight has fallen"),
        ("He is often left alone.", HelpKind.VAGUE, "often", ""),
        ("She did not attend.", HelpKind.VAGUE, "did not attend", ""),
        ("Some bruising was seen.", HelpKind.VAGUE, "Some bruising", ""),
    ],
)
def test_a_word_is_marked_where_it_stands(text: str, kind: HelpKind, marked: str, instead: str) -> None:
    (found,) = wording_help(text, CONTENT)
    assert found.kind is kind
    assert text[found.start : found.end] == marked
    assert found.title == f"“{marked}”"
    assert found.instead.startswith(instead)
    assert found.help


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maisie cannot roll. She has four bruises.",
        "The frenulum (the fold of skin inside the lip or under the tongue) is torn.",
        "The radiusing word is no term, and finely is no vague word.",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert wording_help(text, CONTENT) == ()


@pytest.mark.parametrize(("words", "is_long"), [(25, False), (26, True), (31, True)])
def test_a_long_sentence_is_marked_whole(words: int, is_long: bool) -> None:
    text = f"Short one. {' '.join(['word'] * words)}. Short again."
    found = wording_help(text, CONTENT)
    assert [help_.title for help_ in found] == ([f"A long sentence: {words} words"] if is_long else [])
    assert all(text[help_.start : help_.end] == f"{' '.join(['word'] * words)}." for help_ in found)


def test_help_stands_in_the_order_of_the_text_and_withholds_it_from_logs() -> None:
    text = "Often there are several contusions."
    found = wording_help(text, CONTENT)
    assert [text[help_.start : help_.end] for help_ in found] == ["Often", "several", "contusions"]
    assert repr(found[0]) == "WordHelp(vague, withheld)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Bhatt saw her. She slept.", ["Dr. Bhatt saw her.", "She slept."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("It weighed 2.62 kg. Then 3.14 kg", ["It weighed 2.62 kg.", "Then 3.14 kg"]),
        ("“He fell.” She said so.", ["“He fell.”", "She said so."]),
        (". and on", [".", "and on"]),
        ("   ", []),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end].strip() for start, end in sentences(text)] == expected
