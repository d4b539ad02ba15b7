"""What is installed is the whole program: its tables and their changes are files beside the code."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_file_of_the_package_is_in_the_wheel() -> None:
    """The builder takes a package whole, but for what it is told to leave out and what git ignores."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["aande_alert"]
    assert not {"exclude", "only-include", "include"} & (wheel.keys() | told["tool"]["hatch"]["build"].keys())
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [line for line in lines if line and not line.startswith("#")]
    files = [path for path in (ROOT / "aande_alert").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert [path.name for path in files if any(fnmatch(path.name, one) for one in ignored)] == []
    statements = {path.name for path in files if path.suffix == ".sql"}
    for engine in ("sqlite", "postgresql"):
        assert {f"0001_baseline.{engine}.up.sql", f"0001_baseline.{engine}.down.sql"} <= statements
