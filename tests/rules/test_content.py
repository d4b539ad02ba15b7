"""The rules' words and thresholds: whole, sourced, dated, and refused where they cannot be right."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.paths import resource
from aande_alert.rules.content import load_content

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = load_content()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped content to spoil."""
    place = tmp_path / "content"
    shutil.copytree(resource("content"), place)
    return place


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return how to spoil one file."""

    def spoil(place: Path) -> None:
        path = place / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def test_every_rule_says_where_it_comes_from_and_when_it_was_looked_at() -> None:
    for rule in CONTENT.rules.values():
        assert rule.source
        assert rule.reviewed < rule.review_by
        assert rule.seeds
        assert rule.on or rule.off_because


def test_a_copy_reads_the_same(folder: Path) -> None:
    assert load_content(folder) == CONTENT


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            replaced("rules/bruising.toml", 'id = "bruising.ten-4-facesp"', 'id = "bruising.not-mobile"'),
            "twice",
        ),
        (replaced("rules/bruising.toml", 'version = "1.0.0"', 'version = "new"'), "three numbers"),
        (
            replaced("rules/bruising.toml", "review_by = 2027-05-20", "review_by = 2020-05-20"),
            "before it was",
        ),
        (
            replaced("rules/bruising.toml", 'seeds = ["S88", "S35"]', 'seeds = ["S134"]'),
            "S134 is no seed point",
        ),
        (replaced("rules/bruising.toml", 'seeds = ["S88", "S35"]', 'seeds = ["88"]'), "88 is no seed point"),
        (replaced("rules/bruising.toml", 'seeds = ["S88", "S35"]', "seeds = []"), "no seed point says why"),
        (
            replaced("rules/bruising.toml", 'source = "NICE CG89 1.1.2; Kemp 2015"', 'source = ""'),
            "no source",
        ),
        (
            replaced("rules/bruising.toml", "[rule.wording.standard]", "[rule.wording.other]"),
            "no standard wording",
        ),
        (replaced("rules/bruising.toml", "on = true", "on = false"), "does not say why"),
        (replaced("rules/bruising.toml", 'tier = "interrupts"', 'tier = "shouts"'), "shouts"),
        (replaced("rules/bruising.toml", "[[rule]]", "[[rule"), "TOMLDecodeError"),
        (replaced("matching.toml", 'id = "matching"', 'id = ""'), "no id"),
        (replaced("matching.toml", "[phone]", "[telephone]"), "KeyError"),
        (lambda place: (place / "alerts.toml").unlink(), "FileNotFoundError"),
    ],
)
def test_content_that_cannot_be_right_is_refused_and_says_why(
    folder: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(folder)
    with pytest.raises(Unavailable) as refused:
        load_content(folder)
    assert said in refused.value.sentence()
    assert "No rule was run with it." in refused.value.sentence()
