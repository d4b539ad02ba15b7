"""What the assessment says in words: how an account was heard, what each mark is, what was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aande_alert.domain.accounts import Axis
from aande_alert.domain.answers import Answer, Given, Missing
from aande_alert.domain.injuries import Looked
from aande_alert.domain.provenance import Source
from aande_alert.domain.wording import local, show_date, show_moment, show_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aande_alert.domain.accounts import Account
    from aande_alert.domain.assessment import Answered, Assessment, Draft, Question
    from aande_alert.domain.entries import Entry, Head
    from aande_alert.domain.injuries import Injury
    from aande_alert.domain.regions import BodyRegions

ANSWER_PLACE = "answer."


def kept_words(head: Head, today: date) -> str:
    """Return `Kept 15:20, RB`; with the day where it was not today."""
    when = head.written_at
    shown = show_time(when) if local(when).date() == today else show_moment(when)
    return f"Kept {shown}, {head.by_initials}"


def value_words(question: Question, answer: Answer[Any]) -> str:
    """Return an answer as it reads on the screen."""
    return answer.words if isinstance(answer, Missing) else _given_words(question, answer.value)


def _given_words(question: Question, value: Any) -> str:  # noqa: ANN401 - by its question's kind
    options = dict(question.options)
    match value:
        case bool():
            words = "Yes" if value else "No"
        case tuple() | list():
            words = ", ".join(str(options.get(one, one)) for one in value)
        case datetime():
            words = show_moment(value)
        case date():
            words = show_date(value)
        case int() | float():
            words = f"{value:g} {question.unit}".strip()
        case _:
            words = str(options.get(str(value), value))
    return words


def carried_words(question: Question, entry: Entry[Answered]) -> str:
    """Return an earlier visit's answer with its day and who wrote it."""
    day = show_date(local(entry.head.written_at).date())
    return f"{day}, {entry.head.by}: {value_words(question, entry.body.answer)}"


def drafts_of_answers(drafts: Iterable[Draft], answers: Mapping[str, Entry[Answered]]) -> dict[str, Draft]:
    """Return the drafts of answers that are newer than what was kept, by question id."""
    found = {}
    for draft in drafts:
        name = draft.place.removeprefix(ANSWER_PLACE)
        kept = answers.get(name)
        older = kept is not None and draft.kept_at is not None and draft.kept_at < kept.head.written_at
        if draft.place.startswith(ANSWER_PLACE) and not older:
            found[name] = draft
    return found


def restored_words(drafts: Iterable[Draft]) -> str:
    """Return `Restored to 14:09. Nothing was lost.`; empty where there was nothing to restore."""
    times = [draft.kept_at for draft in drafts if draft.kept_at is not None]
    return f"Restored to {show_time(max(times))}. Nothing was lost." if times else ""


# ---------------------------------------------------------------- accounts


def said(answer: Answer[str]) -> str:
    """Return what an account says on one axis, or why it says nothing."""
    if isinstance(answer, Given):
        return answer.value
    return "Not said" if answer is Missing.NOT_KNOWN else answer.words


def told_words(account: Account) -> str:
    """Return `To OKORO, Grace (Ms), 14:06`."""
    return f"To {account.listener}, {show_time(account.told_at)}"


def heard_words(account: Account) -> str:
    """Return how an account was heard: alone or not, in which language."""
    if isinstance(account.alone, Given):
        present = f"With {account.present}." if account.present else "Not alone."
        first = "Alone." if account.alone.value else present
    else:
        first = f"Alone or not: {account.alone.words.lower()}."
    return f"{first} {account.interpreter.strip().rstrip('.')}.".replace(" .", "").strip()


def quoted(words: str) -> str:
    """Return exact words between quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words.strip()}\N{RIGHT DOUBLE QUOTATION MARK}"


def on_axis(account: Account, axis: Axis) -> Answer[str]:
    """Return what an account says on one axis."""
    return {
        Axis.HOW: account.mechanism,
        Axis.WHEN: account.happened,
        Axis.WHERE: account.place,
        Axis.WHO: account.who_was_there,
    }[axis]


# ---------------------------------------------------------------- injuries


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One row of the list of regions.

    Attributes:
        id: Row id.
        words: As listed.
        numbers: Of the marks in it.
        looked: What was found where there is no mark; `None` where nobody said.
        why: Why it was not looked at.
        all_marked: Whether nothing of it lies outside its marks.
    """

    id: str
    words: str
    numbers: tuple[int, ...]
    looked: Looked | None
    why: str = ""
    all_marked: bool = False

    @property
    def is_done(self) -> bool:
        """Say whether all of it was looked at; a mark says nothing of what lies beside it."""
        return self.all_marked or self.looked is Looked.NO_INJURY_SEEN

    @property
    def state(self) -> str:
        """Return its state in words."""
        if self.numbers:
            rest = "" if self.is_done else "; the rest not looked at"
            return "Mark " + ", ".join(str(number) for number in self.numbers) + rest
        return self.looked.words if self.looked is not None else Looked.NOT_LOOKED_AT.words


def region_lines(assessment: Assessment, regions: BodyRegions) -> tuple[RegionLine, ...]:
    """Return every row of the list of regions with what was found there."""
    lines = []
    for row in regions.rows:
        inside = set(row.regions)
        here = [entry.body for entry in assessment.injuries if entry.body.region in inside]
        marked = {injury.region for injury in here}
        look = assessment.looks.get(row.id)
        if look is None:
            each = [assessment.looks[one] for one in row.regions if one in assessment.looks]
            said = marked | assessment.looks.keys()
            whole = inside <= said or any(one.body.looked is Looked.NOT_LOOKED_AT for one in each)
            look = next(
                (one for one in each if one.body.looked is Looked.NOT_LOOKED_AT), each[0] if each else None
            )
            look = look if whole else None
        lines.append(
            RegionLine(
                row.id, row.words, tuple(injury.number for injury in here),
                look.body.looked if look else None, look.body.why if look else "", inside <= marked,
            )
        )  # fmt: skip
    return tuple(lines)


def looked_regions(lines: Iterable[RegionLine], regions: BodyRegions) -> dict[str, Looked]:
    """Return what was found in each region, for the figure."""
    inside = {row.id: row.regions for row in regions.rows}
    return {region: line.looked for line in lines if line.looked is not None for region in inside[line.id]}


def seen_words(entry: Entry[Injury], accounts: tuple[Entry[Account], ...]) -> str:
    """Return who saw a mark, and which accounts are given for it."""
    injury = entry.body
    if injury.source in {Source.SEEN, Source.MEASURED}:
        by = entry.head.by_initials if injury.seen_by in {"", entry.head.by} else injury.seen_by
        first = f"Seen {by}."
    else:
        first = f"Reported by {injury.seen_by}."
    covering = [
        number
        for number, account in enumerate(accounts, start=1)
        if account.head.id in injury.covered_by or entry.head.id in account.body.covers
    ]
    return f"{first} {_cover(covering)}"


def _cover(numbers: list[int]) -> str:
    if not numbers:
        return "No account covers it."
    listed = " and ".join(str(number) for number in numbers)
    return f"Account {listed} covers it." if len(numbers) == 1 else f"Accounts {listed} cover it."
