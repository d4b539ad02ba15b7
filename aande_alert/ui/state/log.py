"""The attendance log's filters and words: decided without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from aande_alert.domain.attendance import AttendanceState, Disposition, SafeguardingStep
from aande_alert.domain.findings import Fires
from aande_alert.domain.referral import ReferralState
from aande_alert.domain.review import AlertFilter, LogFilter, Review
from aande_alert.domain.wording import show_date, show_moment, show_span, show_time

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from aande_alert.domain.attendance import Attendance
    from aande_alert.domain.findings import Finding
    from aande_alert.domain.referral import ReferralLine
    from aande_alert.domain.review import LogDetail, LogIndex, LogLine

OLDEST = 17


class View(StrEnum):
    """The views of the log."""

    ALL = "all"
    QUEUE = "queue"


class Part(StrEnum):
    """What can be filtered by."""

    DATES = "dates"
    AGE = "age"
    ALERT = "alert"
    OUTCOME = "outcome"

    @property
    def words(self) -> str:
        """Return the chip's word."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: its key, how it reads, and the filter that has it."""

    key: str
    words: str
    filter: LogFilter


_AGES = (
    ("under18", "Under 18", 0, OLDEST),
    ("under1", "Under 1", 0, 0),
    ("under2", "Under 2", 0, 1),
    ("under5", "Under 5", 0, 4),
    ("5to11", "5 to 11", 5, 11),
    ("12to17", "12 to 17", 12, OLDEST),
)
_ALERTS = {
    AlertFilter.ANY: "Any",
    AlertFilter.ON_PLAN: "On a plan or looked after",
    AlertFilter.ENDED: "Plan ended",
    AlertFilter.POSSIBLE: "Possible match",
    AlertFilter.NOT_CHECKED: "NOT CHECKED",
    AlertFilter.NONE: "No record",
}


def first_filter(today: date) -> LogFilter:
    """Return the filter the log opens with: this month."""
    return LogFilter(since=today.replace(day=1))


def of_view(view: View, chosen: LogFilter) -> LogFilter:
    """Return the filter a view asks for: the queue holds whatever nobody has reviewed."""
    return replace(chosen, not_reviewed=True) if view is View.QUEUE else chosen


def choices(part: Part, chosen: LogFilter, today: date) -> tuple[Choice, ...]:
    """Return what one filter can be set to, the rest as chosen."""
    match part:
        case Part.DATES:
            return _dates(chosen, today)
        case Part.AGE:
            return tuple(
                Choice(key, words, replace(chosen, age_from=low, age_to=high))
                for key, words, low, high in _AGES
            )
        case Part.ALERT:
            return tuple(
                Choice(alert.value, words, replace(chosen, alert=alert)) for alert, words in _ALERTS.items()
            )
        case Part.OUTCOME:
            every = Choice("any", "Any", replace(chosen, disposition=None))
            return (
                every,
                *(Choice(one.value, one.words, replace(chosen, disposition=one)) for one in Disposition),
            )


def _dates(chosen: LogFilter, today: date) -> tuple[Choice, ...]:
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    spans = (
        ("today", "Today", today, None),
        ("yesterday", "Since yesterday", today - timedelta(days=1), None),
        ("week", "Last 7 days", today - timedelta(days=6), None),
        ("month", f"{show_date(month)} on", month, None),
        (
            "before",
            f"{show_date(before)} to {show_date(month - timedelta(days=1))}",
            before,
            _day_before(month),
        ),
        ("year", "Last 12 months", _year_before(today), None),
        ("any", "Any day", None, None),
    )
    return tuple(
        Choice(key, words, replace(chosen, since=since, until=until)) for key, words, since, until in spans
    )


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _year_before(day: date) -> date:
    return day - timedelta(days=365)


def value_words(part: Part, chosen: LogFilter, today: date) -> str:
    """Return what a filter is set to, as its chip shows it."""
    for choice in choices(part, chosen, today):
        if choice.filter == chosen:
            return choice.words
    if part is Part.DATES:
        return between_words(chosen.since, chosen.until)
    return f"{chosen.age_from} to {chosen.age_to}"


def between_words(since: date | None, until: date | None) -> str:
    """Return `01-Nov-2026 to 07-Nov-2026`, or what of it is set."""
    if since is not None and until is not None:
        return f"{show_date(since)} to {show_date(until)}"
    if since is not None:
        return f"{show_date(since)} on"
    return f"Until {show_date(until)}" if until is not None else "Any day"


def is_narrowed(part: Part, chosen: LogFilter) -> bool:
    """Say whether a filter narrows anything; every child counts as no filter but is named all the same."""
    match part:
        case Part.DATES:
            return chosen.since is not None or chosen.until is not None
        case Part.AGE:
            return (chosen.age_from, chosen.age_to) != (0, OLDEST)
        case Part.ALERT:
            return chosen.alert is not AlertFilter.ANY
        case Part.OUTCOME:
            return chosen.disposition is not None


def notice_words(index: LogIndex) -> tuple[str, str]:
    """Return the filter notice: the strong half with the counts, and how many wait for a review."""
    waiting = index.not_reviewed
    rest = f"{waiting:,} of these are not yet reviewed."
    if waiting == 1:
        rest = "1 of these is not yet reviewed."
    elif not waiting:
        rest = "All of these are reviewed." if index.ids else ""
    match_ = "matches" if len(index.ids) == 1 else "match"
    return f"{len(index.ids):,} of {index.total:,} attendances {match_}.", rest


def next_in_use(before: tuple[UUID, ...], now: tuple[UUID, ...], used: UUID | None) -> UUID:
    """Return the row to be on: the same, else the one that took its place, else the first.

    Args:
        before: The rows until now.
        now: The rows from now on, at least one.
        used: The row in use until now.
    """
    if used is None:
        return now[0]
    if used in now:
        return used
    at = before.index(used) if used in before else 0
    return now[min(at, len(now) - 1)]


def rows_words(first: int, last: int, count: int) -> str:
    """Return `Rows 1 to 16 of 1,284`; rows are counted from 0."""
    return f"Rows {first + 1:,} to {last + 1:,} of {count:,}" if count and last >= first else "No rows"


def review_words(line: LogLine) -> tuple[str, str]:
    """Return icon and words of a row's review."""
    match line.review:
        case Review.NOT_YET:
            return "circle", "Not yet"
        case Review.REVIEWED:
            return "check", line.reviewed_by
        case Review.FOLLOW_UP:
            return "flag", "Follow up"
        case Review.ESCALATED:
            return "up", "Escalated"


def found_words(line: LogLine) -> str:
    """Return what was found, or why nothing can have been: silence is never an answer."""
    if line.finding_words:
        return line.finding_words
    return {
        SafeguardingStep.NOT_STARTED: "Not assessed",
        SafeguardingStep.QUESTIONS: "Questions only",
    }.get(line.attendance.step, "None found")


def nothing_words(line: LogLine) -> str:
    """Return why no rule found anything: nobody looked, or nothing was found, which excludes no harm."""
    return {
        SafeguardingStep.NOT_STARTED: "Nobody has assessed this child here: no rule had anything to go by.",
        SafeguardingStep.QUESTIONS: "Only the triage questions were answered: no rule had enough to go by.",
    }.get(line.attendance.step, "No rule found anything. That does not exclude harm.")


def came_words(visit: Attendance) -> str:
    """Return when somebody came, and with whom."""
    who = f", with {visit.came_with[:1].lower()}{visit.came_with[1:]}" if visit.came_with else ""
    return f"{show_moment(visit.arrived_at)}{who}"


def left_words(visit: Attendance) -> str:
    """Return when somebody left and how it ended; not known is said."""
    if visit.state is AttendanceState.CANCELLED:
        return "The booking was cancelled"
    if visit.departed_at is None:
        where = f": {visit.location}" if visit.location else ""
        return f"Still here{where}"
    outcome = visit.disposition.words
    return f"{show_moment(visit.departed_at)}, {outcome[:1].lower()}{outcome[1:]}"


def read_words(detail: LogDetail) -> str:
    """Return who read the alert and when; where there was one and nobody did, says so."""
    if detail.acknowledgements:
        return ", ".join(f"{one.initials} {show_time(one.at)}" for one in detail.acknowledgements)
    return "Nobody has read it" if detail.line.check.interrupts else "No alert to read"


def fired(detail: LogDetail) -> tuple[Finding, ...]:
    """Return what the rules found."""
    return tuple(finding for finding in detail.findings if isinstance(finding.result, Fires))


def unsure(detail: LogDetail) -> tuple[Finding, ...]:
    """Return what the rules could not tell, or was not evaluated."""
    return tuple(finding for finding in detail.findings if not isinstance(finding.result, Fires))


@dataclass(frozen=True, slots=True)
class StepWords:
    """One line of a referral in the pane: whether it is done, what, and when or until when."""

    done: bool
    words: str
    when: str
    strong: bool = False


def referral_words(line: ReferralLine, now: datetime) -> tuple[StepWords, ...]:
    """Return how far a referral has come, what is due, and what is still to come."""
    reached = list(ReferralState).index(line.state)
    calls = (step for step in line.steps if step.words.startswith("Telephoned:"))
    found = [StepWords(True, "Telephoned", show_moment(call.at)) for call in calls]
    for at, state in enumerate(ReferralState):
        step = next((one for one in line.steps if one.state is state), None)
        if at <= reached and step is not None:
            found.append(StepWords(True, state.words, show_moment(step.at)))
        elif at == reached + 1:
            found.append(StepWords(False, state.words, due_words(line, now) or "Not yet", bool(line.due_at)))
        else:
            found.append(StepWords(False, state.words, "Not yet"))
    return tuple(found)


def due_words(line: ReferralLine, now: datetime) -> str:
    """Return `Due 23-Nov-2026 16:58, 7hr 38min`, or how long ago it was due; empty where no clock runs."""
    if line.due_at is None:
        return ""
    if line.due_at < now:
        return f"OVERDUE {show_span(now - line.due_at)}: {show_moment(line.due_at)}"
    return f"Due {show_moment(line.due_at)}, {show_span(line.due_at - now)}"


def empty_words(chosen: LogFilter, index: LogIndex, reviewed: int) -> tuple[str, str]:
    """Return heading and sentence where nothing matches.

    Args:
        chosen: The filter in force.
        index: What it found.
        reviewed: How many match the same filter and are reviewed.
    """
    if not index.total:
        return "No attendance yet", "Attendances appear here as children arrive, from the feed or by hand."
    if chosen.not_reviewed:
        since = f" since {show_date(chosen.since)}" if chosen.since else ""
        return "Nothing left to review", f"{reviewed:,} reviewed{since}."
    return "No attendance matches", "Clear the filters, or widen one of them."
