"""The WHO tables: whole, checked, the same as published, and drawn as the nine lines of a UK chart."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from aande_alert.domain.errors import Unavailable
from aande_alert.domain.growth import Measure
from aande_alert.domain.identity import Sex
from aande_alert.paths import resource
from aande_alert.rules.growth_standard import LAST_DAY, LINES, Lms, centile, centile_words, lms, read_table


@pytest.mark.parametrize(
    ("name", "measure"), [("wfa", Measure.WEIGHT), ("lfa", Measure.LENGTH), ("hcfa", Measure.HEAD)]
)
def test_every_figure_is_as_another_package_has_it(name: str, measure: Measure) -> None:
    theirs: Any = import_module(f"pygrowup.tables.by_day.{name}").DATA
    differ = []
    for word, sex in (("female", Sex.FEMALE), ("male", Sex.MALE)):
        for day, row in theirs[word].items():
            ours = lms(measure, sex, day)
            if ours != Lms(float(row["l"]), float(row["m"]), float(row["s"])):
                differ.append((word, day))
    assert differ == []


@pytest.mark.parametrize(
    ("measure", "sex", "day", "expected"),
    [
        (Measure.WEIGHT, Sex.MALE, 0, Lms(0.3487, 3.3464, 0.14602)),
        (Measure.WEIGHT, Sex.FEMALE, 0, Lms(0.3809, 3.2322, 0.14171)),
        (Measure.WEIGHT, Sex.FEMALE, LAST_DAY, Lms(-0.3531, 18.389, 0.14892)),
        (Measure.LENGTH, Sex.MALE, 730, Lms(1, 87.8018, 0.03479)),
        (Measure.HEIGHT, Sex.MALE, 731, Lms(1, 87.1303, 0.03508)),
        (Measure.HEAD, Sex.FEMALE, 0, Lms(1, 33.8787, 0.03496)),
    ],
)
def test_the_ends_and_the_seam_of_the_tables(measure: Measure, sex: Sex, day: int, expected: Lms) -> None:
    assert lms(measure, sex, day) == expected


def test_outside_the_tables_there_is_no_figure() -> None:
    assert lms(Measure.WEIGHT, Sex.MALE, -1) is None
    assert lms(Measure.WEIGHT, Sex.MALE, LAST_DAY + 1) is None
    assert lms(Measure.WEIGHT, Sex.NOT_KNOWN, 100) is None


@pytest.mark.parametrize("power", [-0.35, 0.0, 0.2, 1.0])
def test_a_value_and_its_distance_from_the_median_go_both_ways(power: float) -> None:
    spread = Lms(power, 7.9, 0.11)
    for line in LINES:
        assert spread.sds(spread.value_at(line.sds)) == pytest.approx(line.sds)


def test_the_nine_lines_are_two_thirds_of_a_standard_deviation_apart() -> None:
    """Percentages as printed in the reference, section 8.1."""
    assert [line.words for line in LINES] == [
        "0.4th", "2nd", "9th", "25th", "50th", "75th", "91st", "98th", "99.6th",
    ]  # fmt: skip
    found = [round(centile(line.sds), 3) for line in LINES[:5]]
    assert found == [0.383, 2.275, 9.121, 25.249, 50.0]
    assert [line.dashed for line in LINES[:3]] == [False, True, False]


@pytest.mark.parametrize(
    ("sds", "words"),
    [
        (-3.0, "below the 0.4th"),
        (-2.67, "on the 0.4th"),
        (-1.9, "2nd to 9th"),
        (0.0, "on the 50th"),
        (-0.01, "25th to 50th"),
        (2.6, "98th to 99.6th"),
        (4.0, "above the 99.6th"),
    ],
)
def test_a_figure_is_named_by_the_lines_beside_it(sds: float, words: str) -> None:
    assert centile_words(sds) == words


@cache
def shipped() -> list[str]:
    return resource("growth", "who_head.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "cannot be used"),
        (["day,l,m,s", "0,1,2,3"], "its columns are not"),
        (shipped()[:-1], "every day"),
        ([*shipped()[:5], *shipped()[6:]], "every day"),
        ([*shipped()[:-1], "1856,1,49.9,0.02,1,50.7"], "its columns are not"),
        ([*shipped()[:-1], "1856,1,49.9,0.02,1,nan,0.02"], "no number"),
        ([*shipped()[:-1], "1856,1,49.9,0.02,1,-50.7,0.02"], "more than nothing"),
        ([*shipped()[:-1], "1856,1,x,0.02,1,50.7,0.02"], "could not convert"),
    ],
)
def test_a_spoilt_table_gives_no_figure_at_all(tmp_path: Path, lines: list[str], words: str) -> None:
    path = tmp_path / "who_head.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Unavailable, match=words):
        read_table(path)


def test_a_table_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"who_head\.csv"):
        read_table(tmp_path / "who_head.csv")
