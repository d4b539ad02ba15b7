"""Everything CI runs, in order: each check a command, and a summary that names what failed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from environment import ROOT, python, quiet_environment

_REPORT = "build/coverage/coverage.json"
_SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


class Check(NamedTuple):
    """A check: what it is called, and the commands that must all succeed."""

    name: str
    commands: tuple[tuple[str, ...], ...]


class Result(NamedTuple):
    """How a check ended, and how many seconds it took."""

    name: str
    passed: bool
    seconds: float


def chosen(*, fast: bool, long: bool, only: str) -> list[Check]:
    """Return the checks to run.

    Args:
        fast: For the loop at the desk: no PostgreSQL, no coverage.
        long: With the tests marked long, and many more generated examples.
        only: An expression for pytest's `-k`; coverage would mean nothing then.
    """
    module = (str(python()), "-m")
    tests = ["pytest", *(("--long",) if long else ()), *(("-k", only) if only else _SIDE_BY_SIDE)]
    measured = not (fast or only)
    if fast:
        tests += ["-m", "not postgres"]
    checks = [
        Check("ruff check", ((*module, "ruff", "check", "."),)),
        Check("ruff format", ((*module, "ruff", "format", "--check", "."),)),
        Check("mypy", ((*module, "mypy"),)),
        Check("lint-imports", ((str(python().with_name("lint-imports")), "--cache-dir", "build/imports"),)),
        Check("pytest", ((*module, *(("coverage", "run", "-m") if measured else ()), *tests),)),
    ]
    if measured:
        coverage = (*module, "coverage")
        floors = (str(python()), "packaging/floors.py", _REPORT)
        checks.append(
            Check("coverage floors", ((*coverage, "combine", "-q"), (*coverage, "json", "-q"), floors))
        )
    checks.append(Check("deptry", ((*module, "deptry", "."),)))
    return checks


def run(checks: list[Check], *, cwd: Path = ROOT) -> int:
    """Run every check, whatever the one before it said; return 0 when all passed, 1 otherwise."""
    results = [_run(check, cwd=cwd) for check in checks]
    print("\n" + summary(results), flush=True)
    return 0 if all(result.passed for result in results) else 1


def summary(results: list[Result]) -> str:
    """Return a line for each check, and one that says how it all ended."""
    lines = [
        f"{'ok    ' if each.passed else 'FAILED'}  {each.name:<16}{each.seconds:>7.1f} s" for each in results
    ]
    failed = [each.name for each in results if not each.passed]
    lines.append(f"Failed: {', '.join(failed)}." if failed else f"All {len(results)} checks passed.")
    return "\n".join(lines)


def forget_coverage(folder: Path = ROOT / "build" / "coverage") -> None:
    """Remove what an earlier run measured; it would count for this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*"):
        old.unlink()


def _run(check: Check, *, cwd: Path) -> Result:
    print(f"\n--- {check.name}", flush=True)
    began = time.perf_counter()
    passed = all(
        subprocess.run(command, check=False, cwd=cwd, env=quiet_environment()).returncode == 0
        for command in check.commands
    )
    return Result(check.name, passed, time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit("Run packaging/dev.py test.")
