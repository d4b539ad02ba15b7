"""How lists, feeds, accounts and checks read in administration, without clinical content; decided without Qt.

Whoever may not open a record sees row numbers, columns and codes of a council's list, never what a cell
held: a name that stands in the wrong column is still a child's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from aande_alert.domain.board import Health
from aande_alert.domain.imports import Change, GateEffect
from aande_alert.domain.register_lists import Severity
from aande_alert.domain.wording import show_birth, show_date, show_moment, show_span
from aande_alert.ui.state.checks_now import show_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from enum import StrEnum
    from pathlib import Path

    from aande_alert.domain.board import FeedState, RegisterState
    from aande_alert.domain.imports import EntryChange, ImportPreview, RegisterImport
    from aande_alert.domain.intake import QuarantineLine
    from aande_alert.domain.plans import Council, PlanKind
    from aande_alert.domain.register_lists import RegisterProfile, RowProblem
    from aande_alert.domain.staff import StaffMember

PROBLEMS = "problems"
_SORT = "plan_type"
_SEVERITIES = {
    Severity.REJECTED: "REJECTED",
    Severity.LEFT_OUT: "Part left out, row used",
    Severity.DUPLICATE: "Twice, used once",
    Severity.WARNING: "Warning, row used",
}
_DERIVED, _PLAN = "row:", "plan:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its id, its cells as words, and whether it asks for attention."""

    key: object
    cells: tuple[str, ...]
    amiss: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a preview: its tab, its count, its column titles and its lines."""

    key: str
    word: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GateText:
    """What stops a list, or asks for a second person: what is wrong, what to do, and which."""

    words: str
    do: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class PreviewText:
    """What a list would change, in words.

    Attributes:
        rows: The sum of its rows.
        plans: The sum of the plans that run.
        kinds: How many rows of each kind, and how many have no NHS number.
        columns: Headers nobody could place; empty for none.
        gates: What stops it, or asks for a second person.
        parts: Problems, then what is new, changed, reappeared, ended, voided.
        refused: Whether it cannot be applied at all.
        second: Whether a second person must sign.
    """

    rows: str
    plans: str
    kinds: str
    columns: str
    gates: tuple[GateText, ...]
    parts: tuple[Part, ...]
    refused: bool
    second: bool


def masked(raw: str) -> str:
    """Return how long a cell is and of what kind its characters are, without what it says."""
    return "".join("#" if char.isdigit() else "x" if char.isalpha() else char for char in raw)


def register_lines(states: Iterable[RegisterState], councils: Iterable[Council]) -> tuple[Line, ...]:
    """Return every council: its list's age and limit, its open entries, whom to ring."""
    known = {council.code: council for council in councils}
    return tuple(_register_line(state, known.get(state.council)) for state in states)


def _register_line(state: RegisterState, council: Council | None) -> Line:
    if state.as_at is None or state.age is None:
        at, age = "Never", "No list yet: NOT CHECKED"
    else:
        at = show_moment(state.as_at)
        late = "OUT OF DATE, " if state.state is not Health.LIVE else ""
        age = f"{late}{show_span(state.age)} of {show_limit(state.limit)}"
    numbers = (council.day_phone, council.night_phone) if council is not None else ("", "")
    amiss = state.state is not Health.LIVE
    return Line(state.council, (state.name, at, age, f"{state.entries:,}", *numbers), amiss)


def import_lines(imports: Iterable[RegisterImport]) -> tuple[Line, ...]:
    """Return every list that was applied; none of it names a child."""
    return tuple(_import_line(one) for one in imports)


def _import_line(one: RegisterImport) -> Line:
    counts, active = one.counts, one.active
    by = f"{one.applied_by}, with {one.confirmed_by}" if one.confirmed_by else one.applied_by
    kind = "Every kind" if one.kind is None else one.kind.words
    cells = (
        show_date(one.list_date),
        f"{kind}, {'whole list' if one.full else 'changes'}",
        show_moment(one.applied_at),
        by,
        f"{counts.read:,}",
        f"{counts.rejected:,}",
        f"{active.before:,} to {active.after:,}",
        one.file_name,
    )
    return Line(one.id, cells, bool(counts.rejected))


def preview_text(preview: ImportPreview, *, names: bool) -> PreviewText:
    """Return a preview in words.

    Args:
        preview: What a list would change.
        names: Whether the reader may see whose row it is.
    """
    counts, active = preview.counts, preview.active
    by_kind = [f"{count:,} {kind.replace('_', ' ')}" for kind, count in preview.by_kind.items() if count]
    changes = tuple(_change_part(change, preview.of(change), names=names) for change in Change)
    problems = tuple(
        _problem_line(number, problem, names=names)
        for number, problem in enumerate(sorted(preview.problems, key=_how_bad))
    )
    return PreviewText(
        rows=(
            f"{counts.read:,} rows = {counts.accepted:,} accepted + {counts.warned:,} with a warning "
            f"+ {counts.rejected:,} rejected + {counts.duplicates:,} twice"
        ),
        plans=(
            f"{active.before:,} plans run + {active.started:,} start + {active.reappeared:,} reappear "
            f"- {active.ended:,} end - {active.voided:,} voided = {active.after:,} run after"
        ),
        kinds=f"{', '.join(by_kind) or 'No usable row'}; {preview.without_number:,} without an NHS number",
        columns=", ".join(preview.unknown_columns),
        gates=tuple(
            GateText(gate.words, gate.do, gate.effect is GateEffect.REFUSES) for gate in preview.gates
        ),
        parts=(
            Part(PROBLEMS, "Problems", problems),
            *(part for part in changes if part.lines or part.key in {"new", "changed", "ended"}),
        ),
        refused=preview.refused,
        second=preview.needs_second_person,
    )


def _how_bad(problem: RowProblem) -> tuple[int, int]:
    return list(_SEVERITIES).index(problem.severity), problem.row


def _problem_line(number: int, problem: RowProblem, *, names: bool) -> Line:
    cells = (
        str(problem.row) if problem.row else "File",
        problem.column or "Whole row",
        problem.raw if names else masked(problem.raw),
        problem.code,
        problem.words,
        _SEVERITIES[problem.severity],
    )
    return Line(number, cells, problem.severity is Severity.REJECTED)


def _change_part(change: Change, lines: Sequence[EntryChange], *, names: bool) -> Part:
    return Part(change.value, change.words, tuple(_change_line(line, names=names) for line in lines))


def _change_line(line: EntryChange, *, names: bool) -> Line:
    entry = line.entry
    key = "" if entry.row_key.startswith(_DERIVED) else entry.row_key.removeprefix(_PLAN)
    if names:
        who = f"{entry.name.shown()}, {show_birth(entry.birth)}"
        what = "; ".join(
            f"{field}: {was or 'nothing'} to {now or 'nothing'}" for field, was, now in line.fields
        )
    else:
        who = "Not shown for your role"
        what = ", ".join(field for field, _, _ in line.fields)
    since = show_date(entry.starts) if entry.starts is not None else "Not Known"
    until = show_date(entry.ends) if entry.ends is not None else ""
    cells = (
        str(line.row) if line.row else "Absent",
        key,
        entry.kind.words,
        who,
        since,
        until,
        line.words or what,
    )
    return Line(entry.id, cells)


def feed_lines(feeds: Iterable[FeedState]) -> tuple[Line, ...]:
    """Return every feed with what became of its messages; the sum is in the columns."""
    return tuple(_feed_line(feed) for feed in feeds)


def _feed_line(feed: FeedState) -> Line:
    words = {
        Health.LIVE: "Live",
        Health.LATE: "Late",
        Health.DOWN: "DOWN",
        Health.NEVER: "Never heard",
    }
    last = show_moment(feed.last_at) if feed.last_at is not None else "Never"
    counts = (feed.received, feed.applied, feed.duplicates, feed.quarantined, feed.stored, feed.waiting)
    every = f"within {show_span(feed.expected_every)}"
    cells = (feed.name, last, words[feed.state], every, *(f"{count:,}" for count in counts))
    return Line(feed.feed, cells, feed.state is not Health.LIVE or bool(feed.quarantined))


def quarantine_lines(lines: Iterable[QuarantineLine]) -> tuple[Line, ...]:
    """Return the messages nobody could apply, those that wait for a person first."""
    ordered = sorted(lines, key=lambda line: line.state != "quarantined")
    return tuple(
        Line(
            line.id,
            (
                show_moment(line.received_at),
                line.feed,
                line.peer,
                f"{line.size:,}",
                "In quarantine" if line.state == "quarantined" else "Kept, not acted on",
                line.reason,
                line.do,
            ),
            line.state == "quarantined",
        )
        for line in ordered
    )


def staff_lines(staff: Iterable[StaffMember]) -> tuple[Line, ...]:
    """Return the accounts, those who may sign in first, by name."""
    ordered = sorted(staff, key=lambda member: (not member.active, member.name.casefold()))
    return tuple(
        Line(
            member.id,
            (
                member.name,
                member.login,
                member.initials,
                member.role.words,
                member.post,
                member.bleep,
                "Yes" if member.active else "No",
            ),
        )
        for member in ordered
    )


def column_words(column: str) -> str:
    """Return what one of our columns is called."""
    special = {
        "dob": "Date of birth",
        "expected_dob": "Expected date of delivery",
        "mother_dob": "Mother's date of birth",
        "nhs_number": "NHS number",
        "mother_nhs_number": "Mother's NHS number",
        "mother_name": "Mother's name",
        "child_key": "Council's id of the child",
        "plan_key": "Council's id of the plan",
        "plan_type": "Sort of plan",
        "plan_start": "First day of the plan",
        "plan_end": "Last day of the plan",
        "not_taken": "Known, and left out",
    }
    return special.get(column, column.replace("_", " ").capitalize())


def plan_words(profile: RegisterProfile, kind: PlanKind) -> str:
    """Return a council's own words for a sort of plan, separated by commas."""
    words = profile.codes.get(_SORT, {})
    return ", ".join(theirs for theirs, ours in words.items() if ours == kind.value)


def with_plan_words(profile: RegisterProfile, kind: PlanKind, typed: str) -> RegisterProfile:
    """Return a layout with these words for a sort of plan, and no others."""
    others = {theirs: ours for theirs, ours in profile.codes.get(_SORT, {}).items() if ours != kind.value}
    mine = {word.strip(): kind.value for word in typed.split(",") if word.strip()}
    codes = {column: codes for column, codes in profile.codes.items() if column != _SORT}
    both = {**others, **mine}
    return replace(profile, codes={**codes, _SORT: both} if both else codes)


class FoundLine(Protocol):
    """One thing a verifier looked at."""

    @property
    def name(self) -> str:
        """Return what was looked at."""

    @property
    def good(self) -> bool:
        """Say whether it is as it was written."""

    @property
    def words(self) -> str:
        """Return what was found."""


class Found(Protocol):
    """What looking at a store found."""

    @property
    def good(self) -> bool:
        """Say whether everything is as it was written."""

    @property
    def lines(self) -> tuple[FoundLine, ...]:
        """Return everything that was looked at."""


class Backup(Protocol):
    """A backup that was looked at."""

    @property
    def folder(self) -> Path:
        """Return where it is."""

    @property
    def made_at(self) -> datetime:
        """Return when it was made, UTC."""

    @property
    def good(self) -> bool:
        """Say whether it can be relied on."""

    @property
    def report(self) -> Found:
        """Return what looking at it found."""


class TrailLine(Protocol):
    """One line of the audit trail, as read."""

    @property
    def sequence(self) -> int:
        """Return its number."""

    @property
    def at(self) -> datetime:
        """Return when, UTC."""

    @property
    def event(self) -> StrEnum:
        """Return what happened, `scope:thing:action`."""

    @property
    def who(self) -> str:
        """Return who, as printed."""

    @property
    def workstation(self) -> str:
        """Return where."""

    @property
    def detail(self) -> Mapping[str, str | int]:
        """Return counts and coded words."""


def found_lines(found: Found) -> list[tuple[bool, str, str]]:
    """Return what was looked at: whether it is good, its name, its words."""
    return [(line.good, line.name.capitalize(), line.words) for line in found.lines]


def trail_lines(lines: Iterable[TrailLine]) -> tuple[Line, ...]:
    """Return lines of the trail; an event reads as its words."""
    return tuple(
        Line(
            line.sequence,
            (
                f"{line.sequence:,}",
                show_moment(line.at),
                line.who,
                line.workstation,
                line.event.value.replace(":", " ").replace("_", " "),
                ", ".join(f"{key} {value}" for key, value in line.detail.items()),
            ),
        )
        for line in lines
    )
