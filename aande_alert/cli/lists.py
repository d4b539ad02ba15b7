"""A council's list from the command line: look first, apply the same bytes afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from aande_alert.cli.stores import opened, signed_in
from aande_alert.cli.talking import DONE, NO, say, show
from aande_alert.domain.imports import ListFile
from aande_alert.domain.plans import PlanKind
from aande_alert.services.handed_over import read_handed_over

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aande_alert.cli.arguments import Asked
    from aande_alert.domain.imports import ImportPreview


def take_in(asked: Asked, clock: Callable[[], datetime]) -> int:
    """Preview a list, or apply it; rejected rows and gates make the answer no."""
    file = _file(asked)
    with opened(asked, clock) as services:
        who = signed_in(asked, services)
        preview = services.registers.preview(who, file)
        _tell(asked, preview)
        if asked.more["apply"]:
            done = services.registers.apply(who, file, preview.digest, uuid4()).value
            show(asked, {"applied": str(done.id)}, f"Applied by {who.staff.name}.")
    return NO if preview.counts.rejected or preview.gates else DONE


def _file(asked: Asked) -> ListFile:
    path = asked.more["file"]
    body = read_handed_over(path)
    kind = asked.more["kind"]
    return ListFile(
        council=asked.more["council"],
        kind=PlanKind(kind) if kind else None,
        full=not asked.more["changes"],
        list_date=asked.more["list_date"],
        file_name=path.name,
        body=body,
    )


def _tell(asked: Asked, preview: ImportPreview) -> None:
    counts = preview.counts
    told = {
        "rows": counts.read,
        "accepted": counts.accepted,
        "warned": counts.warned,
        "rejected": counts.rejected,
        "duplicates": counts.duplicates,
        "changes": len(preview.changes),
        "unchanged": preview.unchanged,
        "before": preview.active.before,
        "after": preview.active.after,
        "gates": [gate.words for gate in preview.gates],
        "digest": preview.digest,
    }
    words = (
        f"{counts.read} rows: {counts.accepted} accepted, {counts.warned} with a warning, "
        f"{counts.rejected} rejected, {counts.duplicates} twice. {len(preview.changes)} changes; "
        f"{preview.active.before} plans before, {preview.active.after} after."
    )
    show(asked, told, words)
    if asked.json:
        return
    for problem in preview.problems:
        say(f"  row {problem.row}, {problem.column}: {problem.code} {problem.words}")
    for gate in preview.gates:
        say(f"  STOPPED: {gate.words}")
