"""The coverage floors: a folder below its floor fails, and the gap is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import floors

if TYPE_CHECKING:
    from pathlib import Path


def _report(path: str, *, lines: tuple[int, int], branches: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    """Return coverage's report of one file: how many ran, of how many there are."""
    summary = {
        "covered_lines": lines[0],
        "num_statements": lines[1],
        "covered_branches": branches[0],
        "num_branches": branches[1],
    }
    gaps = {
        "missing_lines": [7] * (lines[1] - lines[0]),
        "missing_branches": [[3, 5]] * (branches[1] - branches[0]),
    }
    return {"files": {path: {"summary": summary, **gaps}}}


CASES = (
    ("aande_alert/rules/burns.py", (50, 50), (10, 10), 0),
    ("aande_alert/rules/burns.py", (49, 50), (10, 10), 1),
    ("aande_alert/rules/burns.py", (50, 50), (9, 10), 1),
    ("aande_alert/domain/plans.py", (999, 1000), (0, 0), 1),
    ("aande_alert/security/keys.py", (999, 1000), (0, 0), 1),
    ("aande_alert/ingest/hl7v2.py", (999, 1000), (0, 0), 1),
    ("aande_alert/services/capture.py", (999, 1000), (0, 0), 1),
    ("aande_alert/drawings/timeline.py", (999, 1000), (0, 0), 1),
    ("aande_alert/ui/pages/record.py", (90, 100), (0, 0), 0),
    ("aande_alert/ui/pages/record.py", (89, 100), (0, 0), 1),
    ("aande_alert/cli/words.py", (85, 100), (0, 0), 0),
    ("aande_alert/cli/words.py", (84, 100), (0, 0), 1),
    ("aande_alert/app.py", (84, 100), (0, 0), 1),
    ("aande_alert/ui/__init__.py", (0, 0), (0, 0), 0),
    (r"aande_alert\rules\burns.py", (49, 50), (0, 0), 1),
)


@pytest.mark.parametrize(("path", "lines", "branches", "status"), CASES)
def test_each_folder_is_held_to_its_floor(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    path: str,
    lines: tuple[int, int],
    branches: tuple[int, int],
    status: int,
) -> None:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps(_report(path, lines=lines, branches=branches)), encoding="utf-8")
    assert floors.main(str(report)) == status
    said = capsys.readouterr().out
    assert ("BELOW" in said) == bool(status)
    assert ("lines 7" in said or "branches 3->5" in said) == bool(status)


def test_a_report_of_nothing_is_no_success(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    report.write_text('{"files": {}}', encoding="utf-8")
    assert floors.main(str(report)) == 1


def test_the_files_of_a_folder_count_together() -> None:
    both = {
        "files": {
            **_report("aande_alert/ui/tasks.py", lines=(100, 100))["files"],
            **_report("aande_alert/ui/pages/record.py", lines=(85, 100))["files"],
        }
    }
    lines, gaps = floors.judge(floors.read(both))
    assert lines == ["ui              92.50 %  floor 90 %"]
    assert gaps == []


def test_neighbouring_lines_are_told_as_one_span() -> None:
    report = _report("aande_alert/rules/burns.py", lines=(0, 4))
    report["files"]["aande_alert/rules/burns.py"]["missing_lines"] = [3, 4, 5, 9]
    assert floors.judge(floors.read(report))[1] == ["  aande_alert/rules/burns.py: lines 3-5, 9"]


def test_a_branch_into_a_line_already_named_is_not_told_twice() -> None:
    report = _report("aande_alert/rules/burns.py", lines=(1, 2), branches=(0, 3))
    report["files"]["aande_alert/rules/burns.py"]["missing_branches"] = [[6, 7], [7, 8], [6, 9]]
    assert floors.judge(floors.read(report))[1] == ["  aande_alert/rules/burns.py: lines 7; branches 6->9"]
