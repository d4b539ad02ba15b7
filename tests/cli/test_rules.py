"""The rules at the terminal: listed, and a table of cases run by whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]


def test_every_rule_is_listed(type_in: Run) -> None:
    told = type_in("rules", "list", "--json").json()
    assert len(told) > 10
    assert all(rule["source"] and rule["version"] for rule in told)
    assert "bruis" in type_in("rules", "list").out


def test_a_table_of_cases_is_run(type_in: Run, tmp_path: Path) -> None:
    first = type_in("rules", "list", "--json").json()[0]["rule"]
    table = tmp_path / "cases.csv"
    rows = [
        ("rule", "case", "inputs", "expect"),
        (first, "nothing known", "{}", "cannot_tell"),
        (first, "not an object", "nonsense", "refused: the inputs are not a JSON object"),
        ("no.such.rule", "unknown", "{}", "does_not_fire"),
    ]
    table.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    said = type_in("rules", "check", table)
    assert said.status == 1
    assert "3 cases" in said.out
    told = type_in("rules", "check", table, "--json")
    assert any(line["rule"] == "no.such.rule" for line in told.json())


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"\xff\xfe", 3, "cannot be read as a table"),
        (b"rule,case\n1,2\n", 1, "lacks the columns expect, inputs"),
    ],
)
def test_a_table_that_is_none(type_in: Run, tmp_path: Path, body: bytes, status: int, words: str) -> None:
    table = tmp_path / "cases.csv"
    table.write_bytes(body)
    said = type_in("rules", "check", table)
    assert said.status == status
    assert words in said.errors
