"""How much of each folder the tests must reach, and how much they do, from coverage's JSON report."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

PACKAGE = "aande_alert"
PERFECT = 100.0
FLOORS = {
    "domain": PERFECT,
    "rules": PERFECT,
    "security": PERFECT,
    "ingest": PERFECT,
    "services": PERFECT,
    "drawings": PERFECT,
    "ui": 90.0,
}
OTHERS = 85.0


class Reached(NamedTuple):
    """Lines and branches of a folder: how many there are and how many ran."""

    ran: int = 0
    there: int = 0

    @property
    def percent(self) -> float:
        """Return the share that ran; a folder with nothing to run is whole."""
        return 100.0 * self.ran / self.there if self.there else PERFECT


class File(NamedTuple):
    """One file of the report."""

    folder: str
    path: str
    reached: Reached
    gaps: str


def read(report: dict[str, Any]) -> list[File]:
    """Return the files of coverage's JSON report, each with the folder it counts for."""
    return [_file(path.replace("\\", "/"), found) for path, found in sorted(report["files"].items())]


def judge(files: list[File]) -> tuple[list[str], list[str]]:
    """Return a line for each folder, and a line for each gap of a folder below its floor."""
    totals: dict[str, Reached] = defaultdict(Reached)
    for file in files:
        before = totals[file.folder]
        totals[file.folder] = Reached(before.ran + file.reached.ran, before.there + file.reached.there)
    lines, gaps = [], []
    for folder, total in sorted(totals.items()):
        floor = FLOORS.get(folder, OTHERS)
        short = total.percent < floor
        lines.append(f"{folder:<14}{total.percent:>7.2f} %  floor {floor:.0f} %{'  BELOW' if short else ''}")
        if short:
            gaps += [f"  {file.path}: {file.gaps}" for file in files if file.folder == folder and file.gaps]
    return lines, gaps


def main(path: str) -> int:
    """Print each folder's figure; return 1 when any is below its floor, 0 otherwise."""
    files = read(json.loads(Path(path).read_text(encoding="utf-8")))
    lines, gaps = judge(files)
    print("\n".join(lines))
    if gaps:
        print("Not reached:")
        print("\n".join(gaps))
    if not files:
        print("The report names no file, so nothing was measured.")
    return 1 if gaps or not files or any(line.endswith("BELOW") for line in lines) else 0


def _file(path: str, found: dict[str, Any]) -> File:
    parts = PurePosixPath(path).parts
    below = parts[parts.index(PACKAGE) + 1 :] if PACKAGE in parts else parts
    folder = below[0] if len(below) > 1 else "(top)"
    summary = found["summary"]
    ran = summary["covered_lines"] + summary.get("covered_branches", 0)
    there = summary["num_statements"] + summary.get("num_branches", 0)
    unread = frozenset(found.get("missing_lines", []))
    lines = ", ".join(_spans(sorted(unread)))
    # A way into a line that never ran, or out of one, is told by the line.
    ways = [(start, end) for start, end in found.get("missing_branches", []) if not {start, end} & unread]
    branches = ", ".join(f"{start}->{end}" for start, end in ways)
    gaps = "; ".join(
        part for part in (lines and f"lines {lines}", branches and f"branches {branches}") if part
    )
    return File(folder, path, Reached(ran, there), gaps)


def _spans(lines: list[int]) -> list[str]:
    """Return the numbers with neighbours run together: 3, 4, 5, 9 as `3-5`, `9`."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and line - spans[-1][-1] <= 1:
            spans[-1] = [spans[-1][0], line]
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
