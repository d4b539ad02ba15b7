"""Evidence as lines of the comparison: what differs is underlined, what it is worth is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aande_alert.domain.plans import Agreement
from aande_alert.ui.theme.look import SEMI
from aande_alert.ui.widgets.match_scale import ComparisonText, Difference
from aande_alert.ui.widgets.words import Run

if TYPE_CHECKING:
    from aande_alert.domain.plans import Evidence

_DIFFERENCES = {
    Agreement.SAME: Difference.SAME,
    Agreement.ALIKE: Difference.ALIKE,
    Agreement.DIFFERS: Difference.DIFFERS,
    Agreement.NOT_GIVEN: Difference.NOT_GIVEN,
}
_STEPS = (("very strong", 4), ("strong", 3), ("medium", 2), ("weak", 1))
_NOT_GIVEN = "Not given"


def line_of(evidence: Evidence) -> ComparisonText:
    """Return one field of the comparison."""
    ours, theirs = _two_sides(evidence)
    return ComparisonText(
        label=evidence.field,
        ours=ours,
        theirs=theirs,
        difference=_DIFFERENCES[evidence.agreement],
        weight=_step(evidence),
        verdict=evidence.strength,
        why=evidence.why,
    )


def _two_sides(evidence: Evidence) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both values; in an address only the parts that differ are underlined."""
    ours, theirs = evidence.ours or _NOT_GIVEN, evidence.theirs or _NOT_GIVEN
    parts = ours.split(", "), theirs.split(", ")
    if evidence.agreement is Agreement.DIFFERS and len(parts[0]) == len(parts[1]) > 1:
        return _parts(parts[0], parts[1]), _parts(parts[1], parts[0])
    at = _first_difference(ours, theirs) if evidence.agreement in {Agreement.DIFFERS, Agreement.ALIKE} else -1
    return _runs(ours, at, given=bool(evidence.ours)), _runs(theirs, at, given=bool(evidence.theirs))


def _parts(these: list[str], those: list[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for at, (this, that) in enumerate(zip(these, those, strict=True)):
        if at:
            runs.append(Run(", ", SEMI))
        runs.append(Run(this, SEMI, under=this.casefold() != that.casefold()))
    return tuple(runs)


def _step(evidence: Evidence) -> int:
    words = evidence.strength.lower()
    size = next((step for name, step in _STEPS if name in words), 0)
    return -size if evidence.weight < 0 else size


def _first_difference(one: str, other: str) -> int:
    for at, (first, second) in enumerate(zip(one, other, strict=False)):
        if first.casefold() != second.casefold():
            return at
    return min(len(one), len(other))


def _runs(words: str, at: int, *, given: bool) -> tuple[Run, ...]:
    if not given:
        return (Run(words, role="text2"),)
    if at < 0:
        return (Run(words, SEMI),)
    return tuple(run for run in (Run(words[:at], SEMI), Run(words[at:], SEMI, under=True)) if run.words)
