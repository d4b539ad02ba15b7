"""How a referral reads on its screen: what is missing, how far it is, what help is offered; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aande_alert.domain.referral import ReferralState
from aande_alert.domain.wording import local, show_moment, show_span, show_time
from aande_alert.rules.readiness import Readiness
from aande_alert.rules.wording_help import HelpKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from aande_alert.domain.record import RecordView
    from aande_alert.domain.referral import ReferralLine
    from aande_alert.rules.readiness import ReadinessLine
    from aande_alert.rules.wording_help import WordHelp
    from aande_alert.ui.state.places import RecordPlace

_ICONS = {HelpKind.TERM: "text", HelpKind.LONG: "ruler", HelpKind.VAGUE: "info"}
_QUOTED = 60


def attendance_for(record: RecordView, place: RecordPlace) -> UUID | None:
    """Return which visit's referral to show: the one asked for, else this visit's, else the newest written.

    A visit that is open now comes before an older one that has a referral: what is to be written is shown.
    """
    if place.attendance_id is not None:
        return place.attendance_id
    if record.open_attendance is not None:
        return record.open_attendance.id
    running = [line for line in record.referrals if line.state is not ReferralState.CLOSED]
    if running or record.referrals:
        return (running or list(record.referrals))[0].attendance_id
    return record.attendances[0].id if record.attendances else None


def several(record: RecordView, visit: UUID | None) -> tuple[tuple[UUID, str], ...]:
    """Return the visits whose referrals can be looked at, the visit in view among them, each in words."""
    lines = {line.attendance_id: referral_words(line) for line in record.referrals}
    if visit is not None and visit not in lines:
        return ((visit, "This visit: none yet"), *lines.items())
    return tuple(lines.items())


def missing(lines: Sequence[ReadinessLine]) -> int:
    """Return how much is missing."""
    return sum(line.state is Readiness.MISSING for line in lines)


def missing_words(lines: Sequence[ReadinessLine]) -> str:
    """Return `2 missing`, or that nothing is."""
    count = missing(lines)
    return f"{count} missing" if count else "Nothing missing"


def done_share(lines: Sequence[ReadinessLine]) -> float:
    """Return how much of the list is there, 0 to 1."""
    return 1 - missing(lines) / len(lines) if lines else 0.0


def row_words(line: ReadinessLine) -> str:
    """Return what a screen reader says of a line."""
    said = {
        Readiness.MISSING: "missing",
        Readiness.DONE: "done",
        Readiness.REASON_GIVEN: "a reason is given",
        Readiness.NONE: "not complete",
    }[line.state]
    return f"{line.words}, {said}, {line.detail}"


def sign_refusal(lines: Sequence[ReadinessLine], *, may_sign: bool) -> str:
    """Return why signing is refused, in the button's own words; empty where it is not."""
    if not may_sign:
        return "Sign: a clinician signs"
    count = missing(lines)
    return f"Sign: {count} missing" if count else ""


@dataclass(frozen=True, slots=True)
class StateWords:
    """One state on the bar: its words, whether it was reached, and whether it is the one now."""

    words: str
    reached: bool
    now: bool


def states(line: ReferralLine, now: datetime) -> tuple[StateWords, ...]:
    """Return every state in order; the one now carries its time."""
    order = list(ReferralState)
    reached = order.index(line.state)
    found = []
    for at, state in enumerate(order):
        words = state.words
        if at == reached:
            step = next((step for step in line.steps if step.state is state), None)
            words = f"{words} {when_words(step.at, now)}" if step is not None else words
        found.append(StateWords(words, at <= reached, at == reached))
    return tuple(found)


def when_words(moment: datetime, now: datetime) -> str:
    """Return the time today, date and time before today."""
    same = local(moment).date() == local(now).date()
    return show_time(moment) if same else show_moment(moment)


def due_words(line: ReferralLine, now: datetime) -> tuple[str, bool]:
    """Return what is due, and whether it is overdue; empty where no clock runs."""
    if line.due_at is None:
        return "", False
    if line.due_at < now:
        what = line.due_words.split(" due by")[0]
        return f"{what} OVERDUE by {show_span(now - line.due_at)}", True
    return line.due_words, False


def call_words(line: ReferralLine, printed: str, now: datetime) -> str:
    """Return when the council was last rung, as recorded here or in the assessment; that nobody did is said.

    Args:
        line: The referral.
        printed: What page one says of the call; empty for nothing.
        now: For the time today, the date before.
    """
    calls = [step for step in line.steps if step.words.startswith("Telephoned: ")]
    if calls:
        return f"Telephoned {when_words(calls[-1].at, now)}"
    return printed or "Not telephoned yet"


def clock_words(line: ReferralLine, now: datetime) -> str:
    """Return how long is left, for a list: `7hr 38min left`, `2hr 5min over`, or that no clock runs."""
    if line.due_at is None:
        return "No clock"
    if line.due_at < now:
        return f"{show_span(now - line.due_at)} OVER"
    return f"{show_span(line.due_at - now)} left"


@dataclass(frozen=True, slots=True)
class HelpText:
    """One card of wording help.

    Attributes:
        key: The question and the place, to find it again.
        title: `“frenulum”`.
        icon: Line icon.
        body: What to do.
        strong: Words to add; empty where only the writer can know.
        question: Where to go to write it oneself.
    """

    key: tuple[str, int, int]
    title: str
    icon: str
    body: str
    strong: str
    question: str


def help_text(question: str, asked: str, text: str, offered: WordHelp) -> HelpText:
    """Return the card of one offer.

    Args:
        question: Id of the question whose answer it is about.
        asked: The question as asked.
        text: The answer.
        offered: The place in it and what is offered.
    """
    where = f"Page 1, “{asked}”." if question.startswith("analysis.") else f"“{asked}”."
    piece = " ".join(text[offered.start : offered.end].split())
    if offered.kind is HelpKind.LONG:
        shown = piece if len(piece) <= _QUOTED else f"{piece[:_QUOTED].rsplit(' ', 1)[0]} …"
        body = f"{where} {offered.help} It begins “{shown}”"
    else:
        body = f"{where} {'Add: ' if offered.instead else offered.help}"
    return HelpText(
        (question, offered.start, offered.end),
        offered.title,
        _ICONS[offered.kind],
        body,
        offered.instead,
        question,
    )


def used(text: str, offered: WordHelp) -> str:
    """Return the text with the plain words added behind the term; no word of the writer's is lost."""
    return f"{text[: offered.end]} ({offered.instead}){text[offered.end :]}"


def referral_words(line: ReferralLine) -> str:
    """Return `CVH-2026-01187, signed`, for the choice between several."""
    return f"{line.reference}, {line.state.words.lower()}"


def list_words(lines: Sequence[ReferralLine], now: datetime) -> tuple[str, str]:
    """Return how many are not closed, and how many of them are late or not sent."""
    late = sum(line.due_at is not None and line.due_at < now for line in lines)
    unsent = sum(line.state is ReferralState.SIGNED for line in lines)
    said = f"{len(lines)} {'referral is' if len(lines) == 1 else 'referrals are'} not closed."
    rest = []
    if late:
        rest.append(f"{late} OVERDUE.")
    if unsent:
        rest.append(f"{unsent} signed and not sent.")
    return said, " ".join(rest)
