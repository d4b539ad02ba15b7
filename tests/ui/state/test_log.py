"""The log's filters and words, decided without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from aande_alert.domain.alerts import Acknowledgement
from aande_alert.domain.attendance import AttendanceState, Disposition, SafeguardingStep
from aande_alert.domain.findings import CannotTell, Finding, Fires, Tier
from aande_alert.domain.plans import OnPlan, PlanKind, ProtectionCheck
from aande_alert.domain.referral import ReferralState, ReferralStep
from aande_alert.domain.review import AlertFilter, LogDetail, LogFilter, LogIndex, LogLine, Review
from aande_alert.ui.state.log import (
    Part,
    View,
    between_words,
    came_words,
    choices,
    due_words,
    empty_words,
    fired,
    first_filter,
    found_words,
    is_narrowed,
    left_words,
    next_in_use,
    nothing_words,
    notice_words,
    of_view,
    read_words,
    referral_words,
    review_words,
    rows_words,
    unsure,
    value_words,
)
from tests.builders import NOW, TODAY, a_person, an_attendance
from tests.ui.state.test_referral import a_line as a_referral


def a_row(**different: Any) -> LogLine:
    person = a_person()
    return replace(LogLine(an_attendance(person), person, "7w 2d", ProtectionCheck(NOW)), **different)


def a_detail(**different: Any) -> LogDetail:
    return replace(LogDetail(a_row(), (), "Not asked", (), None, (), ()), **different)


def an_index(count: int, total: int, waiting: int) -> LogIndex:
    return LogIndex(tuple(uuid4() for _ in range(count)), total, waiting)


# ---------------------------------------------------------------- filters


def test_the_log_opens_with_this_month_and_the_queue_with_what_waits() -> None:
    first = first_filter(TODAY)
    assert first == LogFilter(since=date(2026, 11, 1))
    assert of_view(View.ALL, first) == first
    assert of_view(View.QUEUE, LogFilter()).not_reviewed


@pytest.mark.parametrize(
    ("part", "chosen", "words", "narrowed"),
    [
        (Part.DATES, LogFilter(), "Any day", False),
        (Part.DATES, LogFilter(since=date(2026, 11, 1)), "01-Nov-2026 on", True),
        (Part.DATES, LogFilter(since=TODAY), "Today", True),
        (
            Part.DATES,
            LogFilter(since=date(2026, 10, 1), until=date(2026, 10, 31)),
            "01-Oct-2026 to 31-Oct-2026",
            True,
        ),
        (Part.DATES, LogFilter(until=date(2026, 1, 2)), "Until 02-Jan-2026", True),
        (Part.DATES, LogFilter(since=date(2026, 1, 2)), "02-Jan-2026 on", True),
        (Part.AGE, LogFilter(), "Under 18", False),
        (Part.AGE, LogFilter(age_to=0), "Under 1", True),
        (Part.AGE, LogFilter(age_from=3, age_to=9), "3 to 9", True),
        (Part.ALERT, LogFilter(), "Any", False),
        (Part.ALERT, LogFilter(alert=AlertFilter.NOT_CHECKED), "NOT CHECKED", True),
        (Part.OUTCOME, LogFilter(), "Any", False),
        (Part.OUTCOME, LogFilter(disposition=Disposition.LEFT_BEFORE_SEEN), "Left before seen", True),
    ],
)
def test_each_chip_says_what_it_is_set_to(part: Part, chosen: LogFilter, words: str, narrowed: bool) -> None:
    assert value_words(part, chosen, TODAY) == words
    assert is_narrowed(part, chosen) is narrowed
    assert part.words.lower() == part.value


@pytest.mark.parametrize("part", list(Part))
def test_a_choice_changes_its_own_part_and_leaves_the_rest(part: Part) -> None:
    chosen = LogFilter(text="pell", not_reviewed=True)
    for choice in choices(part, chosen, TODAY):
        assert (choice.filter.text, choice.filter.not_reviewed) == ("pell", True)
        assert value_words(part, choice.filter, TODAY) == choice.words
    assert len({choice.key for choice in choices(part, chosen, TODAY)}) == len(choices(part, chosen, TODAY))


def test_no_limit_at_either_end_is_any_day() -> None:
    assert between_words(None, None) == "Any day"


# ---------------------------------------------------------------- what stands above and below


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (an_index(3, 214_306, 2), ("3 of 214,306 attendances match.", "2 of these are not yet reviewed.")),
        (an_index(1, 9, 1), ("1 of 9 attendances matches.", "1 of these is not yet reviewed.")),
        (an_index(2, 9, 0), ("2 of 9 attendances match.", "All of these are reviewed.")),
        (an_index(0, 9, 0), ("0 of 9 attendances match.", "")),
    ],
)
def test_the_notice_counts_everything_and_what_waits(index: LogIndex, words: tuple[str, str]) -> None:
    assert notice_words(index) == words


def test_after_a_review_the_row_in_use_is_the_same_or_the_one_in_its_place() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    assert next_in_use((), (one, two), None) == one
    assert next_in_use((one, two), (three, one, two), two) == two
    assert next_in_use((one, two, three), (one, three), two) == three
    assert next_in_use((one, two, three), (one, two), three) == two
    assert next_in_use((), (one, two), three) == one


@pytest.mark.parametrize(
    ("span", "words"),
    [((0, 15, 1_284), "Rows 1 to 16 of 1,284"), ((0, -1, 0), "No rows"), ((0, -1, 5), "No rows")],
)
def test_the_foot_counts_rows_from_one(span: tuple[int, int, int], words: str) -> None:
    assert rows_words(*span) == words


@pytest.mark.parametrize(
    ("chosen", "index", "heading", "sentence"),
    [
        (LogFilter(), an_index(0, 0, 0), "No attendance yet", "Attendances appear here"),
        (LogFilter(not_reviewed=True), an_index(0, 9, 0), "Nothing left to review", "1,246 reviewed."),
        (
            LogFilter(not_reviewed=True, since=date(2026, 11, 1)),
            an_index(0, 9, 0),
            "Nothing left to review",
            "1,246 reviewed since 01-Nov-2026.",
        ),
        (LogFilter(text="x"), an_index(0, 9, 0), "No attendance matches", "Clear the filters"),
    ],
)
def test_an_empty_log_says_why_and_what_to_do(
    chosen: LogFilter, index: LogIndex, heading: str, sentence: str
) -> None:
    said = empty_words(chosen, index, 1_246)
    assert said[0] == heading
    assert said[1].startswith(sentence)


# ---------------------------------------------------------------- rows and pane


@pytest.mark.parametrize(
    ("review", "words"),
    [
        (Review.NOT_YET, ("circle", "Not yet")),
        (Review.REVIEWED, ("check", "LT 09:04")),
        (Review.FOLLOW_UP, ("flag", "Follow up")),
        (Review.ESCALATED, ("up", "Escalated")),
    ],
)
def test_a_review_has_a_sign_and_a_word(review: Review, words: tuple[str, str]) -> None:
    assert review_words(a_row(review=review, reviewed_by="LT 09:04")) == words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (SafeguardingStep.NOT_STARTED, "Not assessed"),
        (SafeguardingStep.QUESTIONS, "Questions only"),
        (SafeguardingStep.ASSESSMENT, "None found"),
        (SafeguardingStep.REFERRED, "None found"),
    ],
)
def test_none_found_is_said_only_where_somebody_looked(step: SafeguardingStep, words: str) -> None:
    row = a_row()
    assert found_words(replace(row, attendance=replace(row.attendance, step=step))) == words
    assert found_words(replace(row, finding_words="Bruise")) == "Bruise"
    silent = nothing_words(replace(row, attendance=replace(row.attendance, step=step)))
    assert ("exclude harm" in silent) is (words == "None found")


def test_coming_and_leaving_say_what_is_known() -> None:
    visit = an_attendance(uuid4(), came_with="Mother's partner", location="Triage 2")
    assert came_words(visit) == "22-Nov-2026 13:52, with mother's partner"
    assert came_words(replace(visit, came_with="")) == "22-Nov-2026 13:52"
    assert left_words(visit) == "Still here: Triage 2"
    assert left_words(replace(visit, location="")) == "Still here"
    gone = replace(visit, departed_at=NOW, disposition=Disposition.LEFT_BEFORE_SEEN)
    assert left_words(gone) == "22-Nov-2026 14:10, left before seen"
    assert left_words(replace(visit, state=AttendanceState.CANCELLED)) == "The booking was cancelled"


def test_an_alert_nobody_read_is_told_apart_from_no_alert() -> None:
    plan = OnPlan(uuid4(), PlanKind.CHILD_PROTECTION, TODAY, "CN")
    on_plan = replace(a_row(), check=ProtectionCheck(NOW, (plan,)))
    assert read_words(a_detail()) == "No alert to read"
    assert read_words(a_detail(line=on_plan)) == "Nobody has read it"
    read = Acknowledgement("OKORO, Grace (Ms)", "GO", NOW, (), "", "")
    assert read_words(a_detail(line=on_plan, acknowledgements=(read,))) == "GO 14:10"


def test_what_fired_and_what_could_not_be_told_stand_apart() -> None:
    told = (Fires("a", "1", ()), CannotTell("b", "1", ("mobility",)))
    findings = tuple(Finding(one, Tier.STAYS, "Title", "", (), "", "", TODAY) for one in told)
    detail = a_detail(findings=findings)
    assert [one.rule_id for one in fired(detail)] == ["a"]
    assert [one.rule_id for one in unsure(detail)] == ["b"]


# ---------------------------------------------------------------- a referral in the pane


def test_a_referral_shows_what_was_done_what_is_due_and_what_is_to_come() -> None:
    line = a_referral(ReferralState.SENT)
    call = ReferralStep(ReferralState.SIGNED, NOW, "BHATT, Rohan (Dr)", "Telephoned: QUAYLE, Susan (Ms)")
    shown = referral_words(replace(line, steps=(*line.steps, call)), NOW + timedelta(hours=16, minutes=22))
    assert [(one.done, one.words) for one in shown] == [
        (True, "Telephoned"), (True, "Drafted"), (True, "Signed"), (True, "Sent"), (False, "Received"),
        (False, "Decision"), (False, "Closed"),
    ]  # fmt: skip
    assert (shown[4].when, shown[4].strong) == ("Due 23-Nov-2026 14:10, 7hr 38min", True)
    assert shown[5].when == "Not yet"
    no_clock = referral_words(replace(line, due_at=None), NOW)
    assert (no_clock[3].when, no_clock[3].strong) == ("Not yet", False)


def test_a_late_referral_says_how_late() -> None:
    line = a_referral()
    assert due_words(line, NOW + timedelta(hours=25)) == "OVERDUE 1hr: 23-Nov-2026 14:10"
    assert due_words(replace(line, due_at=None), NOW) == ""
