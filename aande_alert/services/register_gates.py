"""What must stop a council's list, and what only a second person may let through.

A list that is cut short or of the wrong day would take children's alerts away without a word: the
gates stand between such a list and the alerts. Source: the import pipeline's rules 2, 8 and 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.imports import Change, Gate, GateEffect
from aande_alert.domain.wording import show_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from aande_alert.domain.imports import ListFile, RegisterImport
    from aande_alert.domain.register_lists import RegisterReading
    from aande_alert.services.register_changes import ListPlan

_MOST_REJECTED = 0.02
_MOST_FALLEN = 0.10


def gates_of(
    file: ListFile,
    reading: RegisterReading,
    plan: ListPlan,
    *,
    earlier: Sequence[RegisterImport],
    alerted: Collection[UUID],
) -> tuple[Gate, ...]:
    """Return what stops a list, or asks for a second person.

    Args:
        file: As handed over.
        reading: As read.
        plan: What it would do.
        earlier: Every list of this council that was applied.
        alerted: Entries behind an alert of somebody in the department now.
    """
    lost = sum(
        line.change is Change.ENDED and line.row == 0 and line.entry.id in alerted for line in plan.changes
    )
    found = [*_refusals(file, reading, earlier), *_doubts(reading, plan), _lost(lost)]
    return tuple(gate for gate in found if gate is not None)


def _refusals(
    file: ListFile, reading: RegisterReading, earlier: Sequence[RegisterImport]
) -> list[Gate | None]:
    alike = [one for one in earlier if one.kind in {file.kind, None} or file.kind is None]
    newest = max((one.list_date for one in alike), default=file.list_date)
    ask = "Ask the council for the list again."
    return [
        None if reading.rows else _refuse("empty", "The list has no row that can be used.", ask),
        _refuse("same_file", "This very file was applied before.", "Ask the council for its newest list.")
        if any(one.sha256 == reading.sha256 for one in earlier)
        else None,
        _refuse(
            "older",
            f"The list is of {show_date(file.list_date)}, and one of {show_date(newest)} was applied.",
            "Look at the date of the list, or ask the council for its newest list.",
        )
        if file.list_date < newest
        else None,
        None
        if file.full or any(one.full for one in alike)
        else _refuse(
            "no_whole_list",
            "These are changes only, and no whole list of this council was ever applied.",
            "Ask the council for its whole list first.",
        ),
    ]


def _refuse(code: str, words: str, do: str) -> Gate:
    return Gate(code, words, do, GateEffect.REFUSES)


def _doubts(reading: RegisterReading, plan: ListPlan) -> list[Gate | None]:
    counts, active = reading.counts, plan.active
    fallen = active.before - active.after
    return [
        _second(
            "rejects",
            f"{counts.rejected} of {counts.read} rows cannot be used; children on them will not be found.",
        )
        if reading.rejected_share > _MOST_REJECTED
        else None,
        _second(
            "shrunk", f"{active.before} plans run now and {active.after} would run after: {fallen} fewer."
        )
        if active.before and fallen / active.before > _MOST_FALLEN
        else None,
    ]


def _lost(count: int) -> Gate | None:
    if not count:
        return None
    who = "1 child" if count == 1 else f"{count} children"
    return _second(
        "here_now", f"{who} in the department now would lose an alert, by being absent from the list."
    )


def _second(code: str, words: str) -> Gate:
    do = "Ring the council. A second person signs if the list is right."
    return Gate(code, words, do, GateEffect.SECOND_PERSON)
