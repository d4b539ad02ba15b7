"""Documents from the command line: a proof of how any text comes through the pages of a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.documents.proof import prove
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.persistence.durable import durable_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.documents.proof import ProofLine

_LARGEST = 8 * 1024 * 1024
_MB = 1024 * 1024


def proof(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Set each line of a text file, and print for each whether it came through or which character did not.

    With `--json` each line is an object: `line` (from 1), `result` (`unchanged`, `refused` or `changed`) and
    `characters` (those no page can carry). A line refused by name is an answer; one that changed is a fault.

    Raises:
        Refused: The file is too large, or not text in UTF-8.
        Unavailable: It cannot be read, or the PDF cannot be written.
    """
    made = prove(_lines(asked.more["text"]), clock())
    durable_write(asked.out, made.body)
    for line in made.lines:
        told = {"line": line.number, "result": _result(line), "characters": list(line.refused)}
        if asked.json or _result(line) != "unchanged":
            show(asked, told, f"Line {line.number}: {_result(line)}. {'; '.join(line.refused)}".rstrip())
    for problem in made.problems:
        say(problem, to_errors=True)
    counts = {
        word: sum(_result(line) == word for line in made.lines)
        for word in ("unchanged", "refused", "changed")
    }
    if not asked.json:
        counted = ", ".join(f"{count} {word}" for word, count in counts.items())
        say(f"{len(made.lines)} lines: {counted}. {asked.out}")
    return NO if counts["changed"] or made.problems else DONE


def _result(line: ProofLine) -> str:
    if line.refused:
        return "refused"
    return "unchanged" if line.unchanged else "changed"


def _lines(path: Path) -> list[str]:
    kept = "No document was made."
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            what = f"{path.name} has {size // _MB} MB; a proof takes at most {_LARGEST // _MB}."
            raise Refused(what, "Cut it into parts.", kept=kept)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        what = f"{path.name} cannot be read."
        raise Unavailable(what, "Check that it is there and may be read.", kept=kept) from trouble
    except UnicodeDecodeError as trouble:
        what = f"{path.name} is not text in UTF-8: byte {trouble.start + 1} does not belong there."
        raise Refused(what, "Save it as UTF-8 and try again.", kept=kept) from trouble
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines and not lines[-1] else lines
