"""The clinical rules from the command line: what they are, and how they answer a table of cases."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.domain.errors import Refused, Unavailable
from aande_alert.rules.content import load_content
from aande_alert.rules.registry import evaluate, listed, word_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from aande_alert.cli.arguments import Asked
    from aande_alert.rules.content import Content

_COLUMNS = {"rule", "case", "inputs", "expect"}


def list_rules(asked: Asked, _clock: Callable[[], datetime]) -> int:
    """Print every rule with its named inputs, their allowed values, version, source and switch."""
    for line in listed(load_content()):
        told = {
            "rule": line.id,
            "title": line.title,
            "version": line.version,
            "source": line.source,
            "on": line.on,
            "off_because": line.off_because,
            "reviewed": line.reviewed,
            "review_by": line.review_by,
            "inputs": {one.name: list(one.allowed) for one in line.inputs},
        }
        switch = "on" if line.on else f"OFF: {line.off_because}"
        show(asked, told, f"{line.id} {line.version} ({switch}): {line.title}. {line.source}")
    return DONE


def check_table(asked: Asked, _clock: Callable[[], datetime]) -> int:
    """Run a table of cases and print each whose answer differs; any that differs makes the answer no."""
    content = load_content()
    rows = _rows(asked.more["table"])
    differ = 0
    for row in rows:
        answer = _answer(row, content)
        if answer != row["expect"].strip():
            differ += 1
            told = {"rule": row["rule"], "case": row["case"], "expect": row["expect"], "answer": answer}
            show(asked, told, f"{row['rule']}, {row['case']}: expected {row['expect']}, answered {answer}")
    if not asked.json:
        say(f"{len(rows)} cases, {differ} differ.")
    return NO if differ else DONE


def _answer(row: dict[str, str], content: Content) -> str:
    try:
        return word_of(evaluate(row["rule"].strip(), json.loads(row["inputs"] or "{}"), content))
    except Refused as refused:
        return f"refused: {refused.what}"
    except ValueError:
        return "refused: the inputs are not a JSON object"


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [{key: value or "" for key, value in row.items() if key} for row in reader]
            columns = set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        what = f"{path.name} cannot be read as a table of cases."
        raise Unavailable(what, "It must be CSV in UTF-8.", kept="No rule was run.") from trouble
    if not columns >= _COLUMNS:
        missing = ", ".join(sorted(_COLUMNS - columns))
        what = f"{path.name} lacks the columns {missing}."
        raise Refused(what, "Its columns are rule, case, inputs, expect.")
    return rows
