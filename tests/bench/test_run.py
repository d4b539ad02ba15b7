"""Every bench runs on next to nothing and says what it measured; how fast is never asserted."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aande_alert.app import main
from aande_alert.bench.ground import Sizes
from aande_alert.bench.run import BENCHES, measured

if TYPE_CHECKING:
    from pathlib import Path

    from aande_alert.bench.figures import Figure

NEXT_TO_NOTHING = Sizes(
    people=60,
    arrivals=5,
    starts=1,
    rounds=2,
    entries=8,
    trail=20,
    visits=60,
    events=(50, 100),
    pixels=(120, 90),
    photographs=2,
    thumbnails=2,
)
KEYS = ["bench", "floor", "ours", "ratio", "goal", "met", "n", "spread"]
NAMED = {
    "startup": {"<= 1.5x"},
    "timeline": {"<= 0.6x", "<= 0.2x", "<= 5ms"},
    "photo_import": {"<= 1.3x", "<= 100ms"},
    "referral_pdf": {"<= 2.5x", "<= 0.5x", None},
    "audit_append": {">= 0.35x"},
    "audit_verify": {">= 0.35x"},
    "hl7_ingest": {">= 0.9x", "<= 60000ms"},
    "record_open": {"<= 1.3x"},
    "log_page": {"<= 1.5x"},
    "arrival_check": {"<= 15x", "<= 40x"},
    "type_ahead": {"<= 5x"},
}


def told(figure: Figure) -> None:
    line = json.loads(figure.line())
    assert list(line) == KEYS
    assert line["n"] > 0
    low, high = line["spread"]
    assert 0 < low <= high
    assert low <= line["ours"] <= high
    assert line["floor"] > 0


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_tells_its_figures_in_the_agreed_form(name: str) -> None:
    found = list(measured([name], NEXT_TO_NOTHING))
    assert all(figure.bench.startswith(name) for figure in found)
    assert {figure.goal.words if figure.goal else None for figure in found} == NAMED[name]
    for figure in found:
        told(figure)


def test_the_command_prints_one_line_of_json_a_figure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aande_alert.bench.run.Sizes", lambda people: replace(NEXT_TO_NOTHING, people=people))
    assert main(["bench", "audit_append", "audit_verify", "--people", "4"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["bench"].split()[0] for line in lines] == ["audit_append", "audit_verify"]


def test_a_name_that_is_no_bench_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "teatime"]) == 2
    assert "There is no bench teatime. There are: startup, " in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process leaves its code in another form there")
def test_a_program_that_never_paints_is_no_start(tmp_path: Path) -> None:
    from aande_alert.bench.startup import _start

    with pytest.raises(RuntimeError, match="never painted"):
        _start("pass", (), tmp_path)
