"""A proof from the command line: an answer a line, and clear words for a file that is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said

Run = Callable[..., Said]


def test_each_line_has_its_answer(type_in: Run, tmp_path: Path) -> None:
    text, out = tmp_path / "text.txt", tmp_path / "proof.pdf"
    text.write_bytes("\ufeffhe fell\r\n\U0001f600\n\nlast".encode())
    said = type_in("documents", "proof", "--text", text, "--out", out, "--json")
    assert said.status == 0
    assert said.json() == [
        {"line": 1, "result": "unchanged", "characters": []},
        {"line": 2, "result": "refused", "characters": ["U+1F600 GRINNING FACE"]},
        {"line": 3, "result": "unchanged", "characters": []},
        {"line": 4, "result": "unchanged", "characters": []},
    ]
    assert out.read_bytes().startswith(b"%PDF-1.7")
    said = type_in("documents", "proof", "--text", text, "--out", out)
    assert said.out.splitlines() == [
        "Line 2: refused. U+1F600 GRINNING FACE",
        f"4 lines: 3 unchanged, 1 refused, 0 changed. {out}",
    ]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"good\n\xff\xfe", 1, "is not text in UTF-8: byte 6 does not belong there"),
        (b" " * (8 * 1024 * 1024 + 1), 1, "has 8 MB; a proof takes at most 8"),
        (None, 3, "cannot be read"),
    ],
)
def test_a_file_that_is_no_text_makes_no_document(
    type_in: Run, tmp_path: Path, body: bytes | None, status: int, words: str
) -> None:
    text, out = tmp_path / "text.txt", tmp_path / "proof.pdf"
    if body is not None:
        text.write_bytes(body)
    said = type_in("documents", "proof", "--text", text, "--out", out)
    assert said.status == status
    assert words in said.errors
    assert "No document was made." in said.errors
    assert not out.exists()
