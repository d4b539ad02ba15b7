"""The hazard log names tests as its evidence: each must be there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
_LOG = (_ROOT / "packaging" / "safety" / "hazard-log.md").read_text(encoding="utf-8")


def _functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "function"), sorted(set(_NAMED.findall(_LOG))))
def test_the_evidence_of_a_hazard_is_a_test_that_exists(file: str, function: str) -> None:
    assert function in _functions(_ROOT / "tests" / file)


def test_every_hazard_has_controls_and_a_test() -> None:
    hazards = re.split(r"^## ", _LOG, flags=re.MULTILINE)[1:]
    lacking = [
        text.splitlines()[0] for text in hazards if "**Controls**" not in text or not _NAMED.search(text)
    ]
    assert len(hazards) >= 13
    assert lacking == []
